//! What doubt does to the choice: places under all admissible weights, the core of the portfolio, and the weights at which a fate turns.

use super::answer::{Among, CoreIndex, Note, Part, Places};
use super::effort::{CoreWork, Effort};
use super::field::{Field, Value};
use super::model::Model;
use super::worth::Worth;
use koers_model::id::Id;
use koers_solve::choose::{How, core_exact, core_of, core_sampled};
use koers_solve::rank::{self, Cell, Direction, Table, ValueFunction, WeightSet, drawn, smaa};
use std::collections::BTreeSet;

/// Up to so many columns every portfolio is looked at: beyond it comparing them takes minutes.
const EXACT_COLUMNS: usize = 12;
/// Up to so many criteria the corners of all admissible weights are listed: there may be n · 2ⁿ⁻¹ of them.
const EXACT_CRITERIA: usize = 6;
/// The least total that weights are brought to, so that rounding them moves none by more than a thousandth.
const FINE: i64 = 1000;

/// The admissible weights of the criteria that may weigh something: those that are left out may weigh nothing but nought.
pub(super) fn admissible(field: &Field<'_>) -> Option<WeightSet> {
    let part = |thousandths: u16| f64::from(thousandths) / 1000.0;
    let ranges: Vec<(f64, f64)> = field
        .criteria
        .iter()
        .map(|(criterion, _)| (part(criterion.weight.low()), part(criterion.weight.high())))
        .collect();
    WeightSet::new(&ranges, &[]).ok()
}

/// The places of the candidates that can be chosen, in the order of the field; with `count` chosen.
pub(super) fn places(
    field: &Field<'_>,
    set: &WeightSet,
    count: usize,
    effort: &Effort,
    notes: &mut BTreeSet<Note>,
) -> Vec<Option<Places>> {
    let open = |at: &usize| field.candidates[*at].bars.is_empty();
    let who: Vec<usize> = (0..field.candidates.len()).filter(open).collect();
    let mut places = vec![None; field.candidates.len()];
    let plan = field.question.plan;
    if who.is_empty() || plan.draws == 0 {
        return places;
    }
    let cell = |&Value { mean, low, high }: &Value| {
        let central = mean.value();
        if low < high {
            Cell::Triangular { low, central, high }
        } else {
            Cell::Point(central)
        }
    };
    let rows: Vec<Vec<Cell>> = who
        .iter()
        .map(|at| field.candidates[*at].values.iter().map(cell).collect())
        .collect();
    let criteria = field.criteria.len();
    let table = Table::new(vec![Direction::More; criteria], &rows);
    let scale = ValueFunction::linear(Direction::More, 0.0, 1.0);
    let work = rank::Effort {
        draws: u64::from(plan.draws),
        seed: plan.seed,
        threads: effort.threads,
        pairs: false,
        confidence: 1,
    };
    let (Ok(table), Ok(scale)) = (table, scale) else {
        notes.insert(Note::LeftAway(Part::Places));
        return places;
    };
    let Ok(doubt) = smaa(&table, &vec![scale; criteria], set, work) else {
        notes.insert(Note::LeftAway(Part::Places));
        return places;
    };
    for (row, at) in who.into_iter().enumerate() {
        let among = (count > 0).then(|| doubt.among_first(row, count)).flatten();
        if let (Some(first), Some(mean)) = (doubt.acceptability(row, 1), doubt.mean_place(row)) {
            places[at] = Some(Places {
                first: first.value(),
                first_between: first.interval(),
                among: among.map(|among| Among {
                    first: count,
                    share: among.value(),
                    between: among.interval(),
                }),
                mean,
                central: doubt.central_weights(row).map(|weights| named(field, weights)),
            });
        }
    }
    places
}

pub(super) fn named(field: &Field<'_>, weights: &[f64]) -> Vec<(Id, f64)> {
    let ids = field.criteria.iter().map(|(criterion, _)| criterion.id.clone());
    ids.zip(weights.iter().copied()).collect()
}

/// The value of every column on every criterion.
pub(super) fn table(model: &Model<'_>) -> Vec<Vec<i64>> {
    let columns = model.columns.iter();
    columns
        .map(|column| model.worth.at(column.candidate, column.level))
        .collect()
}

/// Whole numbers of this sum, in proportion to shares: the largest rests get what rounding down leaves.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a total of at most a million"
)]
pub(super) fn whole(shares: &[f64], total: i64) -> Vec<i64> {
    let exact: Vec<f64> = shares.iter().map(|share| share.max(0.0) * total as f64).collect();
    let mut found: Vec<i64> = exact.iter().map(|exact| exact.floor() as i64).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    let rest = |at: usize| exact[at] - exact[at].floor();
    order.sort_by(|one, other| rest(*other).total_cmp(&rest(*one)).then(one.cmp(other)));
    let mut missing = total - found.iter().sum::<i64>();
    for at in order.into_iter().cycle() {
        if missing == 0 {
            break;
        }
        // What went over by rounding is taken back where there is something.
        if missing > 0 {
            found[at] += 1;
            missing -= 1;
        } else if found[at] > 0 {
            found[at] -= 1;
            missing += 1;
        }
    }
    found
}

/// Per candidate the part of the portfolios that it is in, at any level.
#[expect(clippy::cast_precision_loss, reason = "a share to show")]
pub(super) fn core(
    model: &Model<'_>,
    set: &WeightSet,
    effort: &Effort,
    notes: &mut BTreeSet<Note>,
) -> Option<(CoreIndex, Vec<Option<f64>>)> {
    let small = model.columns.len() <= EXACT_COLUMNS && model.field.criteria.len() <= EXACT_CRITERIA;
    let draws = match effort.core {
        CoreWork::None => return None,
        CoreWork::Exact if small && model.worth.linear => 0,
        CoreWork::Exact => return None,
        CoreWork::Drawn(draws) => draws,
    };
    if model.columns.is_empty() {
        return None;
    }
    let criteria = table(model);
    let drawn = || drawn(set, model.field.question.plan.seed, draws);
    let found = if !model.worth.linear {
        // Where the method has no values there is no best portfolio either.
        let worths = drawn()
            .into_iter()
            .filter_map(|weights| Worth::under(&model.field, &weights));
        let program = |worth: Worth| {
            let columns = model.columns.iter();
            let values = columns.map(|column| worth.value(column.candidate, column.level));
            Ok(model.program.with_values(values.collect())?)
        };
        core_of(worths.map(program), &effort.aside())
    } else if small {
        core_exact(&model.program, &criteria, &corners(&model.field))
    } else {
        let total = FINE.max(model.worth.whole);
        let weights = drawn();
        let weights: Vec<Vec<i64>> = weights.iter().map(|weights| whole(weights, total)).collect();
        core_sampled(&model.program, &criteria, &weights, &effort.aside())
    };
    let Ok(core) = found else {
        notes.insert(Note::LeftAway(Part::Core));
        return None;
    };
    let (exact, unproven) = match core.how {
        How::All => (true, 0),
        How::Drawn { unproven, .. } => (false, unproven),
    };
    // At most one level of a proposal is in a portfolio.
    let index = |columns: &std::ops::Range<usize>| {
        let holds: usize = columns.clone().filter_map(|column| core.holds.get(column)).sum();
        (!columns.is_empty() && core.portfolios > 0).then(|| holds as f64 / core.portfolios as f64)
    };
    let shares = model.of.iter().map(index).collect();
    let index = CoreIndex {
        portfolios: core.portfolios,
        different: core.different,
        exact,
        unproven,
    };
    Some((index, shares))
}

/// The corners of all admissible weights, in thousandths: all criteria but one at an end of their range.
fn corners(field: &Field<'_>) -> Vec<Vec<i64>> {
    let ranges: Vec<(i64, i64)> = field
        .criteria
        .iter()
        .map(|(criterion, _)| {
            (
                i64::from(criterion.weight.low()),
                i64::from(criterion.weight.high()),
            )
        })
        .collect();
    let mut corners = BTreeSet::new();
    for free in 0..ranges.len() {
        for ends in 0_u32..1 << ranges.len() {
            let end = |(at, range): (usize, &(i64, i64))| if ends >> at & 1 == 1 { range.1 } else { range.0 };
            let mut weights: Vec<i64> = ranges.iter().enumerate().map(end).collect();
            weights[free] += 1000 - weights.iter().sum::<i64>();
            if (ranges[free].0..=ranges[free].1).contains(&weights[free]) {
                corners.insert(weights);
            }
        }
    }
    corners.into_iter().collect()
}
