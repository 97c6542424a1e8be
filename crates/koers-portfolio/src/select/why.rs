//! For a proposal left out: what stands in its way, and how much cheaper or better it must be.

use super::answer::{Better, Cheaper, Fate};
use super::effort::Effort;
use super::fault::SelectFault;
use super::model::Model;
use super::rule::{Obstacle, Rule};
use koers_solve::choose::{Bound, Outcome, Raise, cheaper, in_the_way, raise};

/// What became of a candidate that could be chosen.
pub(super) fn fate(
    model: &Model<'_>,
    outcome: &Outcome,
    candidate: usize,
    worked_out: bool,
    effort: &Effort,
) -> Result<Fate, SelectFault> {
    let Some(found) = &outcome.solution else {
        return Ok(Fate::Undecided);
    };
    let columns = model.of[candidate].clone();
    if let Some(taken) = columns.clone().find(|column| found.chosen[*column]) {
        let mut others = found.chosen.clone();
        others[taken] = false;
        let next = Some(taken + 1).filter(|next| columns.contains(next));
        return Ok(Fate::Chosen {
            level: model.columns[taken].level,
            more: next
                .map(|next| obstacles(model, &others, next))
                .unwrap_or_default(),
        });
    }
    let whole = columns.end.saturating_sub(1);
    let obstacles = obstacles(model, &found.chosen, whole);
    let fixed = |obstacle: &Obstacle| {
        matches!(
            obstacle.rule,
            Rule::MustNot(_) | Rule::Lacks(..) | Rule::ExcludedBy(..)
        )
    };
    // Where the plan or another action says no, no price or score helps.
    let worked_out = worked_out && !obstacles.iter().any(fixed);
    Ok(Fate::LeftOut {
        better: if worked_out {
            Some(better(model, outcome, candidate, effort)?)
        } else {
            None
        },
        cheaper: if worked_out {
            Some(lower(model, outcome, candidate, effort)?)
        } else {
            None
        },
        obstacles,
    })
}

fn obstacles(model: &Model<'_>, chosen: &[bool], column: usize) -> Vec<Obstacle> {
    let blocks = in_the_way(&model.program, chosen, column);
    let blocks = blocks
        .iter()
        .filter(|block| !matches!(block.bound, Bound::Group(_)));
    blocks.filter_map(|block| model.obstacle(block)).collect()
}

/// A proposal is in a best choice when at one of its levels it is: a higher score counts for a part at a part.
fn better(
    model: &Model<'_>,
    outcome: &Outcome,
    candidate: usize,
    effort: &Effort,
) -> Result<Better, SelectFault> {
    let mut best: Option<(f64, Option<f64>)> = None;
    for column in model.of[candidate].clone() {
        let part = f64::from(model.columns[column].level.in_millionths()) / super::worth::PARTS;
        let Raise::Between { low, high } = raise(&model.program, outcome, column, &effort.limits())? else {
            continue;
        };
        let whole = |amount: i128| model.worth.shown(amount) / part;
        let (low, high) = (whole(low), high.map(whole));
        best = Some(match best {
            None => (low, high),
            Some((least, enough)) => {
                let enough = match (enough, high) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                (least.min(low), enough)
            }
        });
    }
    Ok(best.map_or(Better::Never, |(low, high)| Better::By { low, high }))
}

fn lower(
    model: &Model<'_>,
    outcome: &Outcome,
    candidate: usize,
    effort: &Effort,
) -> Result<Cheaper, SelectFault> {
    let rows = model.money_rows();
    let mut best = Cheaper {
        surely: None,
        at_most: None,
        monotone: true,
    };
    for column in model.of[candidate].clone() {
        let found = cheaper(&model.program, outcome, column, &rows, &effort.limits())?;
        best.surely = best.surely.max(found.surely);
        best.at_most = best.at_most.max(found.at_most);
        best.monotone &= found.monotone;
    }
    Ok(best)
}
