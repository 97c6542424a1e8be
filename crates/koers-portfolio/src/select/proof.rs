//! The proof of how good a choice is, with everything that checking it needs.

use super::model::{Model, Unit};
use super::rule::Rule;
use koers_model::id::Id;
use koers_solve::choose::{Certificate, Checked, Doubt, Node, Outcome, Program, Side, verify, verify_empty};
use std::fmt::Write;

/// A choice in whole numbers with the proof of its bound. Checking it trusts neither the search nor its arithmetic.
#[derive(Debug, Clone)]
pub struct Proof {
    program: Program,
    found: Option<(Vec<bool>, i128)>,
    certificate: Certificate,
    /// Per column and per row what it stands for, in one line.
    columns: Vec<String>,
    rows: Vec<String>,
}

/// What a proof shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The value of the choice and what no choice can pass, in the whole numbers of the search.
    Bounded {
        /// The value.
        value: i128,
        /// The bound.
        bound: i128,
    },
    /// No choice keeps all bounds.
    Impossible,
}

impl Proof {
    pub(super) fn new(model: &Model<'_>, outcome: &Outcome) -> Self {
        let columns = model.columns.iter().map(|column| {
            let id = &model.field.candidates[column.candidate].action.id;
            format!("{id} {}", column.level)
        });
        let rows = model.rows.iter().map(|says| {
            let unit = match says.unit {
                Unit::Cent => "unit 1 cent",
                Unit::Number => "unit 1 proposal",
                Unit::Weighed => "unit weighed money",
            };
            format!("{} {unit}", key(&says.rule))
        });
        Self {
            program: model.program.clone(),
            found: outcome
                .solution
                .as_ref()
                .map(|found| (found.chosen.clone(), found.value)),
            certificate: outcome.certificate.clone(),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }

    /// Checks it.
    ///
    /// # Errors
    /// The first thing that is wrong with it. Where a search ended without a choice and without a proof that there is none, nothing is shown.
    pub fn check(&self) -> Result<Shown, Doubt> {
        match &self.found {
            Some((chosen, value)) => {
                let Checked { value, bound } = verify(&self.program, chosen, *value, &self.certificate)?;
                Ok(Shown::Bounded { value, bound })
            }
            None => verify_empty(&self.program, &self.certificate).map(|()| Shown::Impossible),
        }
    }

    /// How large the question was: columns and rows.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.program.columns(), self.program.rows().len())
    }

    /// How many ends the tree of the proof has together with its forks.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.certificate.nodes.len()
    }

    /// All of it as plain text, for a checker of somebody else: what each line means stands in `docs/methods/selection.md`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from("koers-proof 1\n");
        // Writing to a text cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        for (value, says) in self.program.values().iter().zip(&self.columns) {
            writeln!(text, "column {value} # {says}")?;
        }
        for group in self.program.groups() {
            let columns: Vec<String> = group.iter().map(ToString::to_string).collect();
            writeln!(text, "group {}", columns.join(" "))?;
        }
        let side = |bound: Option<i64>| bound.map_or_else(|| "-".to_owned(), |bound| bound.to_string());
        for (row, says) in self.program.rows().iter().zip(&self.rows) {
            write!(text, "row {} {}", side(row.lower), side(row.upper))?;
            for (column, a) in &row.entries {
                write!(text, " {column}:{a}")?;
            }
            writeln!(text, " # {says}")?;
        }
        match &self.found {
            Some((chosen, value)) => {
                write!(text, "chosen {value}")?;
                for (column, _) in chosen.iter().enumerate().filter(|(_, taken)| **taken) {
                    write!(text, " {column}")?;
                }
                writeln!(text)?;
            }
            None => writeln!(text, "nothing")?,
        }
        for multipliers in &self.certificate.multipliers {
            write!(text, "multipliers {}", multipliers.denominator)?;
            for (row, numerator) in &multipliers.rows {
                write!(text, " {row}:{numerator}")?;
            }
            writeln!(text)?;
        }
        for node in &self.certificate.nodes {
            match node {
                Node::Branch {
                    column,
                    without,
                    with,
                } => writeln!(text, "branch {column} {without} {with}")?,
                Node::Settled { columns, rest } => {
                    write!(text, "settled {rest}")?;
                    for (column, value, proof) in columns {
                        write!(text, " {column}:{}:{}", u8::from(*value), end(proof))?;
                    }
                    writeln!(text)?;
                }
                Node::Leaf(proof) => writeln!(text, "leaf {}", end(proof))?,
            }
        }
        Ok(())
    }
}

fn end(proof: &koers_solve::choose::Proof) -> String {
    use koers_solve::choose::Proof as End;
    match proof {
        End::Bound(multipliers) => format!("b{multipliers}"),
        End::Empty(multipliers) => format!("e{multipliers}"),
        End::Row(row, Side::Lower) => format!("l{row}"),
        End::Row(row, Side::Upper) => format!("u{row}"),
    }
}

/// A rule in the words of files.
fn key(rule: &Rule) -> String {
    match rule {
        Rule::Budget(id) => format!("budget {id}"),
        Rule::NoBudget(id, year) => format!("no-budget {id} {year}"),
        Rule::Ceiling {
            rule, undertaking, ..
        } => {
            let members: Vec<&str> = undertaking.iter().map(Id::as_str).collect();
            format!("aid-ceiling {rule} {}", members.join(" "))
        }
        Rule::AtLeast(id) => format!("at-least {id}"),
        Rule::AtMost(id) => format!("at-most {id}"),
        Rule::TooMuchOfOne(id) => format!("balance-one {id}"),
        Rule::TooMuchOfOther(id) => format!("balance-other {id}"),
        Rule::Must(id) => format!("must {id}"),
        Rule::MustNot(id) => format!("must-not {id}"),
        Rule::Requires(one, other) => format!("requires {one} {other}"),
        Rule::Lacks(one, other) => format!("lacks {one} {other}"),
        Rule::Excludes(one, other) => format!("excludes {one} {other}"),
        Rule::ExcludedBy(one, other) => format!("excluded-by {one} {other}"),
    }
}
