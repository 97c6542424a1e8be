//! For a proposal left out: what stands in its way, and how much cheaper or better it must be.

use super::answer::{Better, Cheaper, Fate};
use super::effort::Effort;
use super::fault::SelectFault;
use super::model::Model;
use super::rule::{Obstacle, Rule};
use koers_model::portfolio::money::Share;
use koers_solve::choose::{Bound, Fault, Limits, Outcome, Raise, in_the_way, raise, solve_watched};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a sum of values may be off by counting in floating numbers.
const HAIR: f64 = 1e-9;

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
            lower(model, outcome, candidate, effort)?
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
        let Raise::Between { low, high } = raise(&model.program, outcome, column, &effort.aside())? else {
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
    // A value goes from nothing to one; what floating numbers leave is no score.
    let score = model
        .worth
        .shown(i128::from(model.worth.value(candidate, Share::WHOLE)));
    let there_is = |raise: &f64| score + raise <= 1.0 + HAIR;
    Ok(match best {
        None => Better::Never,
        Some((low, _)) if !there_is(&low) => Better::OffScale,
        Some((low, high)) => Better::By {
            low,
            high: high.filter(there_is),
        },
    })
}

/// A proposal gets in at a price when some choice with it, at any of its levels, is worth as much as the best without it.
struct Price<'a> {
    model: &'a Model<'a>,
    columns: Range<usize>,
    rows: Vec<usize>,
    limits: Limits,
    /// What the best without it is worth at most, and at least.
    wanted: (i128, i128),
    known: BTreeMap<u16, Option<bool>>,
}

impl Price<'_> {
    /// Whether it gets in at so many thousandths of what it asks; nothing when the work allowed does not decide it.
    fn gets_in(&mut self, thousandths: u16) -> Result<Option<bool>, SelectFault> {
        if let Some(known) = self.known.get(&thousandths) {
            return Ok(*known);
        }
        let program = &self.model.program;
        let mut program = match program.with_share(self.columns.clone(), &self.rows, thousandths) {
            // Parts of these amounts need numbers that are too large: then it is not decided.
            Err(Fault::TooLarge(_) | Fault::Overflow) => return Ok(None),
            program => program?,
        };
        program.row(self.columns.clone().map(|column| (column, 1)), Some(1), None)?;
        let (enough, least) = self.wanted;
        // As soon as it is decided there is nothing more to look for.
        let open = |value: Option<i128>, bound: Option<i128>| {
            value.is_none_or(|value| value < enough) && bound.is_none_or(|bound| bound >= least)
        };
        let found = solve_watched(&program, &self.limits, None, &mut |at| open(at.value, at.bound));
        let in_it = found.solution.is_some_and(|found| found.value >= enough);
        let out_of_it = found.bound.is_none_or(|bound| bound < least);
        let answer = if in_it {
            Some(true)
        } else if out_of_it {
            Some(false)
        } else {
            None
        };
        self.known.insert(thousandths, answer);
        Ok(answer)
    }

    /// A number of thousandths at which it surely gets in and just above which it does not, where a lower price need not help: the highest of ten
    /// that get in, and from there up to where it does not. Higher ones between those ten may be missed.
    fn one_of_ten(&mut self) -> Result<Option<u16>, SelectFault> {
        let mut above = None;
        for tenth in (0..=10).rev() {
            let at = tenth * 100;
            if self.gets_in(at)? == Some(true) {
                return Ok(Some(match above {
                    None => at,
                    Some(no) => self.between(at, no, false)?,
                }));
            }
            above = Some(at);
        }
        Ok(None)
    }

    /// The largest number of thousandths at which it gets in, taking what is not decided for `open`. Right where a lower price always helps.
    fn largest(&mut self, open: bool) -> Result<Option<u16>, SelectFault> {
        let mut good = |share: u16| Ok::<bool, SelectFault>(self.gets_in(share)?.unwrap_or(open));
        if good(1000)? {
            return Ok(Some(1000));
        }
        if !good(0)? {
            return Ok(None);
        }
        self.between(0, 1000, open).map(Some)
    }

    /// Where it gets in last, between a number of thousandths at which it does and one at which it does not.
    fn between(&mut self, mut yes: u16, mut no: u16, open: bool) -> Result<u16, SelectFault> {
        while no - yes > 1 {
            let middle = u16::midpoint(yes, no);
            if self.gets_in(middle)?.unwrap_or(open) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        Ok(yes)
    }
}

fn lower(
    model: &Model<'_>,
    outcome: &Outcome,
    candidate: usize,
    effort: &Effort,
) -> Result<Option<Cheaper>, SelectFault> {
    let (Some(found), Some(bound)) = (&outcome.solution, outcome.bound) else {
        return Ok(None);
    };
    let rows = model.money_rows();
    let columns = model.of[candidate].clone();
    let more_helps = |row: &usize| {
        let row = &model.program.rows()[*row];
        let own = row.entries.iter().filter(|(column, _)| columns.contains(column));
        own.into_iter().any(|(_, a)| *a < 0 || row.lower.is_some())
    };
    let lower_always_helps = !rows.iter().any(more_helps);
    let mut price = Price {
        model,
        columns,
        rows,
        limits: Limits {
            gap: 0,
            ..effort.aside()
        },
        wanted: (bound, found.value),
        known: BTreeMap::new(),
    };
    Ok(Some(if lower_always_helps {
        Cheaper {
            surely: price.largest(false)?,
            at_most: price.largest(true)?,
        }
    } else {
        Cheaper {
            surely: price.one_of_ten()?,
            at_most: Some(1000),
        }
    }))
}
