//! A rule made ready: every series found in its table, every unit and frequency checked, before a single figure is read.

use crate::error::EvaluateError;
use crate::leaf::Leaf;
use crate::profile::Activities;
use crate::tables::Tables;
use koers_model::indicator::{MOST_OVER, Operand, Rule, Series};
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use koers_model::unit::Unit;
use std::collections::BTreeSet;

/// A step of a computation.
#[derive(Debug)]
pub(crate) enum Node<'t> {
    /// Figures of a table.
    Leaf(Leaf<'t>),
    /// Two steps into one: `value = scale × a ÷ b`, or `a − b`.
    Pair {
        operation: Pair,
        left: Box<Node<'t>>,
        right: Box<Node<'t>>,
    },
    /// 100 × (x(t) ÷ x(t − over) − 1).
    Growth { of: Box<Node<'t>>, over: i32 },
    /// 100 × x(t) ÷ x(base).
    Index { of: Box<Node<'t>>, base: Period },
    /// 100 × the region ÷ the benchmark.
    Relative {
        of: Box<Node<'t>>,
        benchmark: RegionCode,
    },
    /// A method on figures by activity.
    Profile(Activities<'t>),
}

/// An operation on two steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Pair {
    /// Left ÷ right × times, with the words for it.
    Quotient { times: f64, words: Quotient },
    /// Left − right × factor: the factor brings the right side to the unit of the left.
    Difference { factor: f64 },
}

/// What a quotient is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotient {
    Ratio,
    Share,
    PerHead,
}

impl Pair {
    /// The formula in words.
    pub(crate) fn words(self) -> String {
        match self {
            Self::Quotient {
                words: Quotient::Share,
                ..
            } => "100 × part ÷ whole".into(),
            Self::Quotient {
                times,
                words: Quotient::PerHead,
            } => format!("figure ÷ population × {times}"),
            Self::Quotient { times: 1.0, .. } => "numerator ÷ denominator".into(),
            Self::Quotient { times, .. } => format!("numerator ÷ denominator × {times}"),
            Self::Difference { factor: 1.0 } => "a − b".into(),
            Self::Difference { factor } => format!("a − {factor} × b"),
        }
    }
}

/// A rule made ready, with what is known of its figures.
#[derive(Debug)]
pub(crate) struct Plan<'t> {
    pub(crate) node: Node<'t>,
    /// Frequency of its figures.
    pub(crate) frequency: Frequency,
    /// Unit of its figures, where it follows from the units of the tables: not for quotients.
    pub(crate) unit: Option<&'static Unit>,
}

/// Makes a rule ready.
pub(crate) fn plan<'t>(rule: &Rule, tables: &'t Tables<'_>) -> Result<Plan<'t>, EvaluateError> {
    let one = |operand: &Operand| operand_plan(operand, rule, tables);
    let quotient = |left: &Operand, right: &Operand, times: f64, words: Quotient| {
        pair(one(left)?, one(right)?, |_, _| {
            Ok((Pair::Quotient { times, words }, None))
        })
    };
    match rule {
        Rule::Measure { of } => one(of),
        Rule::Sum {
            of: Operand::Series(series),
        } => Leaf::plan(series, tables),
        Rule::Sum { of: Operand::Rule(_) } => Err(EvaluateError::ListNeeded { rule: rule.word() }),
        Rule::Ratio {
            numerator,
            denominator,
            times,
        } => quotient(numerator, denominator, times.get(), Quotient::Ratio),
        Rule::Share { part, whole } => quotient(part, whole, 100.0, Quotient::Share),
        Rule::PerHead { of, population, per } => quotient(of, population, per.get(), Quotient::PerHead),
        Rule::Difference { of, minus } => pair(one(of)?, one(minus)?, difference),
        Rule::Growth { of, over } => {
            let of = one(of)?;
            let over = back(*over)?;
            Ok(of.derived(|of| Node::Growth { of, over }))
        }
        Rule::Index { of, base } => {
            let of = one(of)?;
            if of.frequency != base.frequency() {
                return Err(EvaluateError::Base {
                    base: *base,
                    frequency: of.frequency,
                });
            }
            Ok(of.derived(|of| Node::Index { of, base: *base }))
        }
        Rule::Relative { of, benchmark } => Ok(one(of)?.derived(|of| Node::Relative {
            of,
            benchmark: benchmark.clone(),
        })),
        Rule::Profile {
            of: Operand::Series(series),
            method,
        } => Activities::plan(series, method, tables),
        Rule::Profile {
            of: Operand::Rule(_),
            method,
        } => Err(EvaluateError::ListNeeded { rule: method.word() }),
    }
}

/// How many periods back: at least one, and at most [`MOST_OVER`].
pub(crate) fn back(over: u32) -> Result<i32, EvaluateError> {
    let over = i32::try_from(over)
        .ok()
        .filter(|_| (1..=MOST_OVER).contains(&over));
    over.ok_or(EvaluateError::Over)
}

fn operand_plan<'t>(
    operand: &Operand,
    rule: &Rule,
    tables: &'t Tables<'_>,
) -> Result<Plan<'t>, EvaluateError> {
    match operand {
        Operand::Rule(inner) => plan(inner, tables),
        Operand::Series(series) => {
            one_code(series, rule)?;
            Leaf::plan(series, tables)
        }
    }
}

fn one_code(series: &Series, rule: &Rule) -> Result<(), EvaluateError> {
    match series.codes.iter().find(|(_, codes)| codes.len() != 1) {
        None => Ok(()),
        Some((dimension, codes)) => Err(EvaluateError::SeveralCodes {
            rule: rule.word(),
            dimension: dimension.clone(),
            codes: codes.len(),
        }),
    }
}

type Decided = Result<(Pair, Option<&'static Unit>), EvaluateError>;

fn pair<'t>(
    left: Plan<'t>,
    right: Plan<'t>,
    decide: impl Fn(Option<&'static Unit>, Option<&'static Unit>) -> Decided,
) -> Result<Plan<'t>, EvaluateError> {
    if left.frequency != right.frequency {
        return Err(EvaluateError::Frequencies {
            first: left.frequency,
            second: right.frequency,
        });
    }
    let (operation, unit) = decide(left.unit, right.unit)?;
    Ok(Plan {
        frequency: left.frequency,
        unit,
        node: Node::Pair {
            operation,
            left: Box::new(left.node),
            right: Box::new(right.node),
        },
    })
}

fn difference(left: Option<&'static Unit>, right: Option<&'static Unit>) -> Decided {
    let (Some(left), Some(right)) = (left, right) else {
        return Ok((Pair::Difference { factor: 1.0 }, None));
    };
    let factor = conversion(right, left)?;
    Ok((Pair::Difference { factor }, Some(left.of_difference())))
}

/// The factor that turns figures of one unit into another.
pub(crate) fn conversion(from: &'static Unit, to: &'static Unit) -> Result<f64, EvaluateError> {
    from.conversion_to(to).ok_or(EvaluateError::Unit {
        from: from.id,
        to: to.id,
    })
}

impl<'t> Plan<'t> {
    /// A step on top of this one that gives another kind of figure.
    fn derived(self, node: impl FnOnce(Box<Node<'t>>) -> Node<'t>) -> Self {
        Self {
            node: node(Box::new(self.node)),
            frequency: self.frequency,
            unit: None,
        }
    }
}

impl<'t> Node<'t> {
    /// The periods for which there may be a figure.
    pub(crate) fn periods(&self) -> BTreeSet<Period> {
        match self {
            Self::Leaf(leaf) => leaf.periods(),
            Self::Pair { left, right, .. } => left.periods().union(&right.periods()).copied().collect(),
            Self::Growth { of, .. } | Self::Index { of, .. } | Self::Relative { of, .. } => of.periods(),
            Self::Profile(activities) => activities.periods(),
        }
    }
    /// The regions for which there may be a figure, sorted: those that every operand has or can add up.
    pub(crate) fn regions(&self) -> Vec<&'t RegionCode> {
        match self {
            Self::Leaf(leaf) => leaf.regions(),
            Self::Pair { left, right, .. } => {
                let (mut left, right) = (left.regions(), right.regions());
                let mut right = right.into_iter().peekable();
                left.retain(|region| {
                    while right.next_if(|other| other < region).is_some() {}
                    right.peek() == Some(region)
                });
                left
            }
            Self::Growth { of, .. } | Self::Index { of, .. } | Self::Relative { of, .. } => of.regions(),
            Self::Profile(activities) => activities.regions(),
        }
    }
}
