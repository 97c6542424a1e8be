//! Computes readings. One code path serves both questions: all figures in columns, or one figure with its trace.

use crate::error::EvaluateError;
use crate::grid::{Frame, Grid};
use crate::leaf::computed;
use crate::plan::{Node, Pair, Plan, conversion, plan};
use crate::readings::{ReadingTable, valid_in};
use crate::tables::Tables;
use koers_model::indicator::{Indicator, Rule};
use koers_model::period::Period;
use koers_model::reading::{Reading, Trace};
use koers_model::region::RegionCode;
use koers_model::value::{Marks, Missing};
use rayon::prelude::*;

pub(crate) const BREAK: u16 = Marks::BREAK.bits();

/// For which regions readings are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// For every region that the tables have or that can be added up from its parts.
    All,
    /// For these regions; one that the tables cannot give has absent readings.
    Regions(&'a [RegionCode]),
}

/// Computes the readings of an indicator.
///
/// # Errors
/// [`EvaluateError`] when the definition does not fit the tables. Missing figures are no error.
pub fn evaluate(
    indicator: &Indicator,
    tables: &Tables<'_>,
    scope: &Scope<'_>,
) -> Result<ReadingTable, EvaluateError> {
    let ready = Ready::new(indicator, tables)?;
    let periods: Vec<Period> = ready.plan.node.periods().into_iter().collect();
    let known = ready.plan.node.regions();
    let has_figures = !known.is_empty();
    let regions: Vec<RegionCode> = match scope {
        Scope::All => known.into_iter().cloned().collect(),
        Scope::Regions(regions) => {
            let mut regions = regions.to_vec();
            regions.sort();
            regions.dedup();
            regions
        }
    };
    let frame = Frame {
        regions: &regions,
        periods: &periods,
    };
    let grid = ready.grid::<false>(frame);
    Ok(ReadingTable::new(indicator, regions, periods, grid, has_figures))
}

/// Computes the readings of many indicators, on all processors. The results stand in the order of the indicators.
#[must_use]
pub fn evaluate_all(
    indicators: &[&Indicator],
    tables: &Tables<'_>,
    scope: &Scope<'_>,
) -> Vec<Result<ReadingTable, EvaluateError>> {
    indicators
        .par_iter()
        .map(|indicator| evaluate(indicator, tables, scope))
        .collect()
}

/// Computes one reading, and tells where it comes from: down to the cells of the tables and the snapshots they stand in.
///
/// # Errors
/// As [`evaluate`]; also when the period has another frequency than the indicator.
pub fn explain(
    indicator: &Indicator,
    tables: &Tables<'_>,
    region: &RegionCode,
    period: Period,
) -> Result<(Reading, Trace), EvaluateError> {
    let ready = Ready::new(indicator, tables)?;
    if period.frequency() != ready.plan.frequency {
        return Err(EvaluateError::Period {
            period,
            frequency: ready.plan.frequency,
        });
    }
    let regions = std::slice::from_ref(region);
    let frame = Frame {
        regions,
        periods: &[period],
    };
    let mut grid = ready.grid::<true>(frame);
    let cell = grid.cell(0);
    let told = grid.traces.pop();
    let trace = told.unwrap_or_else(|| computed(indicator.rule.word().into(), frame, 0, &grid, Vec::new()));
    let reading = Reading {
        indicator: indicator.id.clone(),
        region: region.clone(),
        period,
        cell,
    };
    Ok((reading, trace))
}

/// An indicator, ready to be computed.
struct Ready<'t> {
    plan: Plan<'t>,
    valid: (Option<Period>, Option<Period>),
    factor: f64,
    unit_words: String,
}

impl<'t> Ready<'t> {
    fn new(indicator: &Indicator, tables: &'t Tables<'_>) -> Result<Self, EvaluateError> {
        let plan = plan(&indicator.rule, tables)?;
        // Quotients have a unit of their own that no table states; sums, differences and shifts must count what the indicator counts.
        let counted = matches!(
            indicator.rule,
            Rule::Measure { .. } | Rule::Sum { .. } | Rule::Difference { .. } | Rule::Profile { .. }
        );
        let factor = match plan.unit.filter(|_| counted) {
            Some(unit) => conversion(unit, indicator.unit)?,
            None => 1.0,
        };
        let from = plan.unit.map_or("", |unit| unit.id);
        Ok(Self {
            unit_words: format!("{factor} × ({from} to {})", indicator.unit.id),
            valid: (indicator.valid_from, indicator.valid_to),
            plan,
            factor,
        })
    }

    fn grid<const TRACE: bool>(&self, frame: Frame<'_>) -> Grid {
        let mut grid = compute::<TRACE>(&self.plan.node, frame);
        if self.factor != 1.0 {
            grid.scale(self.factor);
            let inputs = std::mem::take(&mut grid.traces).into_iter().enumerate();
            let step = |(at, input)| computed(self.unit_words.clone(), frame, at, &grid, vec![input]);
            grid.traces = inputs.map(step).collect();
        }
        grid.round();
        for at in 0..grid.traces.len() {
            let told = grid.cell(at);
            if let Trace::Computed { cell, .. } = &mut grid.traces[at] {
                *cell = told;
            }
        }
        for (p, period) in frame.periods.iter().enumerate() {
            if !valid_in(self.valid, *period) {
                for r in 0..frame.regions.len() {
                    self.rule_out::<TRACE>(&mut grid, frame, r * frame.periods.len() + p);
                }
            }
        }
        grid
    }

    /// The definition does not hold in this period.
    fn rule_out<const TRACE: bool>(&self, grid: &mut Grid, frame: Frame<'_>, at: usize) {
        grid.values[at] = f64::NAN;
        grid.kinds[at] = Missing::NotApplicable as u8;
        grid.marks[at] = 0;
        grid.bounds.remove(&at);
        grid.margins.remove(&at);
        if TRACE {
            let bound = |period: Option<Period>| period.map_or("…".to_owned(), |period| period.to_string());
            let words = format!(
                "the definition holds from {} to {}",
                bound(self.valid.0),
                bound(self.valid.1)
            );
            grid.traces[at] = computed(words, frame, at, grid, Vec::new());
        }
    }
}

/// Computes a step and the steps under it.
fn compute<const TRACE: bool>(node: &Node<'_>, frame: Frame<'_>) -> Grid {
    match node {
        Node::Leaf(leaf) => leaf.read::<TRACE>(frame),
        Node::Pair {
            operation,
            left,
            right,
        } => pair::<TRACE>(*operation, left, right, frame),
        Node::Growth { of, over } => growth::<TRACE>(of, *over, frame),
        Node::Index { of, base } => index::<TRACE>(of, *base, frame),
        Node::Relative { of, benchmark } => relative::<TRACE>(of, benchmark, frame),
        Node::Profile(activities) => activities.compute::<TRACE>(frame),
    }
}

fn pair<const TRACE: bool>(operation: Pair, left: &Node<'_>, right: &Node<'_>, frame: Frame<'_>) -> Grid {
    let (a, b) = (compute::<TRACE>(left, frame), compute::<TRACE>(right, frame));
    let cells = frame.cells();
    let mut grid = match operation {
        Pair::Quotient { times, .. } => Grid::combine(cells, (&a, Some), (&b, Some), |x, y| times * (x / y)),
        Pair::Difference { factor } => Grid::combine(cells, (&a, Some), (&b, Some), |x, y| x - factor * y),
    };
    told::<TRACE>(&mut grid, frame, &operation.words(), |at| {
        [a.traces.get(at), b.traces.get(at)]
    });
    grid
}

fn growth<const TRACE: bool>(of: &Node<'_>, over: i32, frame: Frame<'_>) -> Grid {
    let earlier = frame.periods.iter().map(|period| period.plus(-over));
    let mut periods: Vec<Period> = earlier.chain(frame.periods.iter().copied()).collect();
    // Breaks in between are seen as well.
    periods.extend(
        frame
            .periods
            .iter()
            .flat_map(|period| (1..over).map(|step| period.plus(-step))),
    );
    periods.sort_unstable();
    periods.dedup();
    let inner = compute::<TRACE>(
        of,
        Frame {
            regions: frame.regions,
            periods: &periods,
        },
    );
    let (width, wide) = (frame.periods.len(), periods.len());
    let back = |at: usize, steps: i32| {
        let p = periods
            .binary_search(&frame.periods[at % width].plus(-steps))
            .ok()?;
        Some(at / width * wide + p)
    };
    let mut then = inner.clone();
    // A break in the year that growth is counted from lies before it, and does no harm.
    then.marks.iter_mut().for_each(|marks| *marks &= !BREAK);
    let (now, before) = (|at| back(at, 0), |at| back(at, over));
    let mut grid = Grid::combine(frame.cells(), (&inner, now), (&then, before), |x, y| {
        100.0 * (x / y - 1.0)
    });
    for at in 0..frame.cells() {
        let between = (1..over).filter_map(|step| back(at, step));
        grid.marks[at] |= between.fold(0, |marks, i| marks | inner.marks[i]) & BREAK;
    }
    told::<TRACE>(
        &mut grid,
        frame,
        &format!("100 × (x ÷ x {over} earlier − 1)"),
        |at| [now(at), before(at)].map(|i| inner.traces.get(i?)),
    );
    grid
}

fn index<const TRACE: bool>(of: &Node<'_>, base: Period, frame: Frame<'_>) -> Grid {
    let inner = compute::<TRACE>(of, frame);
    let mut at_base = compute::<TRACE>(
        of,
        Frame {
            regions: frame.regions,
            periods: &[base],
        },
    );
    at_base.marks.iter_mut().for_each(|marks| *marks &= !BREAK);
    let width = frame.periods.len();
    let right = |at: usize| Some(at / width);
    let mut grid = Grid::combine(frame.cells(), (&inner, Some), (&at_base, right), |x, y| {
        100.0 * (x / y)
    });
    told::<TRACE>(&mut grid, frame, &format!("100 × x ÷ x of {base}"), |at| {
        [inner.traces.get(at), at_base.traces.get(at / width)]
    });
    grid
}

fn relative<const TRACE: bool>(of: &Node<'_>, benchmark: &RegionCode, frame: Frame<'_>) -> Grid {
    let inner = compute::<TRACE>(of, frame);
    let regions = std::slice::from_ref(benchmark);
    let other = compute::<TRACE>(
        of,
        Frame {
            regions,
            periods: frame.periods,
        },
    );
    let width = frame.periods.len();
    let right = |at: usize| Some(at % width);
    let mut grid = Grid::combine(frame.cells(), (&inner, Some), (&other, right), |x, y| {
        100.0 * (x / y)
    });
    told::<TRACE>(&mut grid, frame, &format!("100 × region ÷ {benchmark}"), |at| {
        [inner.traces.get(at), other.traces.get(at % width)]
    });
    grid
}

/// Writes down how every figure of a step came about, when somebody asked.
fn told<'s, const TRACE: bool>(
    grid: &mut Grid,
    frame: Frame<'_>,
    words: &str,
    inputs: impl Fn(usize) -> [Option<&'s Trace>; 2],
) {
    if TRACE {
        let step = |at| {
            let inputs = inputs(at).into_iter().flatten().cloned().collect();
            computed(words.to_owned(), frame, at, grid, inputs)
        };
        grid.traces = (0..frame.cells()).map(step).collect();
    }
}
