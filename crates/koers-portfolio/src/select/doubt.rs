//! What doubt does to the choice: places under all admissible weights, the core of the portfolio, and the weights at which a fate turns.

use super::answer::{CoreIndex, Note, Part, Places, Turn};
use super::effort::Effort;
use super::field::Field;
use super::model::Model;
use koers_model::id::Id;
use koers_solve::choose::{How, Outcome, STEPS, core_exact, core_sampled, flip};
use koers_solve::rank::{self, Cell, Direction, Table, ValueFunction, WeightSet, drawn, smaa};
use std::collections::BTreeSet;

/// Up to so many columns every portfolio is looked at: beyond it comparing them takes minutes.
const EXACT_COLUMNS: usize = 12;
/// Up to so many criteria the corners of all admissible weights are listed: there may be n · 2ⁿ⁻¹ of them.
const EXACT_CRITERIA: usize = 6;
/// The least total that weights are brought to, so that rounding them moves none by more than a thousandth.
const FINE: i64 = 1000;

/// The admissible weights of the criteria that weigh something.
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
    let cell = |(value, low, high): &(f64, f64, f64)| {
        if low < high {
            Cell::Triangular {
                low: *low,
                central: *value,
                high: *high,
            }
        } else {
            Cell::Point(*value)
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
        let (first, among) = (doubt.acceptability(row, 1), doubt.among_first(row, count));
        if let (Some(first), Some(among), Some(mean)) = (first, among, doubt.mean_place(row)) {
            places[at] = Some(Places {
                first: first.value(),
                first_between: first.interval(),
                among: among.value(),
                among_between: among.interval(),
                mean,
                central: doubt.central_weights(row).map(|weights| named(field, weights)),
            });
        }
    }
    places
}

fn named(field: &Field<'_>, weights: &[f64]) -> Vec<(Id, f64)> {
    let ids = field.criteria.iter().map(|(criterion, _)| criterion.id.clone());
    ids.zip(weights.iter().copied()).collect()
}

/// The value of every column on every criterion.
fn table(model: &Model<'_>) -> Vec<Vec<i64>> {
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
fn whole(shares: &[f64], total: i64) -> Vec<i64> {
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
    if effort.portfolios == 0 || model.columns.is_empty() {
        return None;
    }
    let criteria = table(model);
    let small = model.columns.len() <= EXACT_COLUMNS && model.field.criteria.len() <= EXACT_CRITERIA;
    let found = if small {
        core_exact(&model.program, &criteria, &corners(&model.field))
    } else {
        let total = FINE.max(model.worth.whole);
        let weights = drawn(set, model.field.question.plan.seed, effort.portfolios);
        let weights: Vec<Vec<i64>> = weights.iter().map(|weights| whole(weights, total)).collect();
        core_sampled(&model.program, &criteria, &weights, &effort.limits())
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

/// Weights with one criterion as heavy or as light as its range and those of the others let it be, the others giving or taking in proportion
/// to the room they have.
#[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
fn lines(model: &Model<'_>, set: &WeightSet, total: i64) -> Vec<Vec<i64>> {
    let now: Vec<f64> = model
        .worth
        .weights
        .iter()
        .map(|w| *w as f64 / model.worth.whole as f64)
        .collect();
    let ranges: Vec<(f64, f64)> = set.ranges().collect();
    let mut found = BTreeSet::new();
    for at in 0..now.len() {
        for end in [ranges[at].1, ranges[at].0] {
            let moved = end - now[at];
            let room = |other: usize| {
                let (low, high) = ranges[other];
                if moved > 0.0 {
                    now[other] - low
                } else {
                    high - now[other]
                }
                .max(0.0)
            };
            let all: f64 = (0..now.len()).filter(|other| *other != at).map(room).sum();
            if all < moved.abs() - 1e-9 || moved.abs() < 1e-9 {
                continue;
            }
            let mut weights = now.clone();
            for (other, weight) in weights.iter_mut().enumerate() {
                *weight += if other == at {
                    moved
                } else {
                    -moved * room(other) / all
                };
            }
            found.insert(whole(&weights, total));
        }
    }
    found.into_iter().collect()
}

/// What change of weights turns the fate of a candidate.
#[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
pub(super) fn turn(
    model: &Model<'_>,
    set: &WeightSet,
    outcome: &Outcome,
    candidate: usize,
    effort: &Effort,
) -> Result<Turn, Part> {
    let Some(solution) = &outcome.solution else {
        return Err(Part::Turns);
    };
    // Both ends of a line have the same sum, and the weights as they are stay exactly what they are.
    let total = model.worth.whole * (FINE / model.worth.whole).max(1);
    let weights: Vec<i64> = model
        .worth
        .weights
        .iter()
        .map(|w| w * (total / model.worth.whole))
        .collect();
    let ends: Vec<Vec<i64>> = lines(model, set, total)
        .into_iter()
        .filter(|end| *end != weights)
        .collect();
    let (criteria, limits) = (table(model), effort.limits());
    let columns = model.of[candidate].clone();
    let taken = columns.clone().find(|column| solution.chosen[*column]);
    let mut best: Option<koers_solve::choose::Flip> = None;
    for column in taken.map_or(columns, |taken| taken..taken + 1) {
        let found = flip(&model.program, &criteria, &weights, &ends, column, &limits);
        if let Some(found) = found.map_err(|_| Part::Turns)?
            && best.as_ref().is_none_or(|best| found.change < best.change)
        {
            best = Some(found);
        }
    }
    let Some(flip) = best else { return Ok(Turn::None) };
    let end = ends.get(flip.corner).ok_or(Part::Turns)?;
    let share = flip.step as f64 / STEPS as f64;
    let moved: Vec<f64> = weights
        .iter()
        .zip(end)
        .map(|(from, to)| (to - from) as f64 * share / total as f64)
        .collect();
    let at: Vec<f64> = weights
        .iter()
        .zip(&moved)
        .map(|(from, moved)| *from as f64 / total as f64 + moved)
        .collect();
    let most = (0..moved.len()).max_by(|one, other| {
        moved[*one]
            .abs()
            .total_cmp(&moved[*other].abs())
            .then(other.cmp(one))
    });
    let most = most.ok_or(Part::Turns)?;
    Ok(Turn::At {
        criterion: model.field.criteria[most].0.id.clone(),
        weights: named(&model.field, &at),
        // What some give the others take: half of the sum of all changes.
        moved: flip.change / 2.0,
        chosen: flip.taken,
        proven: flip.proven,
    })
}
