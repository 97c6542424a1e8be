//! The whole answer, part by part.

use super::Question;
use super::answer::{BudgetUse, Fate, Judged, Note, Part, Ranking, Selection, ValueLine, ValuePoint};
use super::doubt;
use super::effort::Effort;
use super::fault::SelectFault;
use super::field::Candidate;
use super::model::Model;
use super::outline::{Solved, solved};
use super::proof::Proof;
use super::rule::Rule;
use super::turn;
use super::why;
use koers_model::id::Id;
use koers_model::portfolio::action::{Side, Stage, Step};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_solve::choose::{self, Outcome, Program, Then, by_score, relaxed, solve};
use std::collections::{BTreeMap, BTreeSet};

/// How much more a budget's shadow price is for: 100,000 euro.
const PRICED: Money = Money::cents(10_000_000);

/// Answers a question.
///
/// # Errors
/// [`SelectFault`] when it cannot be asked. That nothing keeps all bounds is an answer, not a fault.
pub fn run(question: &Question<'_>, effort: &Effort) -> Result<Selection, SelectFault> {
    answer(question, effort).map_err(|fault| fault.naming(question))
}

fn answer(question: &Question<'_>, effort: &Effort) -> Result<Selection, SelectFault> {
    let Solved {
        model,
        outcome,
        outline,
    } = solved(question, &BTreeMap::new(), effort)?;
    let mut notes = notes(&model);
    if outline.bound.is_none() && outline.clash.is_none() {
        notes.insert(Note::LeftAway(Part::Clash));
    }
    let order = ranked(&model);
    let (by_score, by_score_strictly) = rankings(&model, &order)?;
    let count = outline.chosen.len();
    let admissible = doubt::admissible(&model.field);
    let mut places = vec![None; model.of.len()];
    let mut turns = vec![None; model.of.len()];
    let mut core = None;
    match &admissible {
        None => {
            notes.insert(Note::NoAdmissibleWeights);
        }
        Some(set) => {
            places = doubt::places(&model.field, set, count, effort, &mut notes);
            if outcome.solution.is_some() {
                core = doubt::core(&model, set, effort, &mut notes);
                if effort.turns > 0 {
                    match turn::turns(&model, set, &outcome, effort) {
                        Some(found) => turns = found,
                        None => {
                            notes.insert(Note::LeftAway(Part::Turns));
                        }
                    }
                }
                if !model.worth.linear && (core.is_some() || turns.iter().any(Option::is_some)) {
                    notes.insert(Note::NotLinear);
                }
            }
        }
    }
    let worked_out: BTreeSet<usize> = {
        let left = order.iter().filter(|at| {
            !outline
                .chosen
                .contains_key(&model.field.candidates[**at].action.id)
        });
        left.take(effort.explain).copied().collect()
    };
    let budgeted = |source: &Id| model.field.budgeted.contains(source);
    let mut judged = Vec::new();
    for (at, candidate) in model.field.candidates.iter().enumerate() {
        let id = &candidate.action.id;
        let barred = !candidate.bars.is_empty();
        let fate = match barred {
            true => Fate::Barred(candidate.bars.clone()),
            false => why::fate(&model, &outcome, at, worked_out.contains(&at), effort)?,
        };
        let mut asks = Money::ZERO;
        for ((source, _), money) in &candidate.asks {
            if budgeted(source) {
                asks = asks.plus(*money).ok_or(SelectFault::TooMuch)?;
            }
        }
        judged.push(Judged {
            proposal: id.clone(),
            score: (!barred).then(|| model.worth.shown(i128::from(model.worth.value(at, Share::WHOLE)))),
            asks,
            outside: candidate
                .outside
                .iter()
                .any(|amount| *amount != Amount::Known(Money::ZERO)),
            gets: gets(candidate, outline.chosen.get(id)),
            fate,
            by_score: by_score.chosen.get(id).copied(),
            core: core
                .as_ref()
                .and_then(|(_, shares)| shares.get(at).copied().flatten()),
            places: places[at].take(),
            turn: turns[at].take(),
        });
    }
    let line = frontier(&model, effort)?;
    if line.is_none() && effort.frontier > 0 && outcome.solution.is_some() {
        notes.insert(Note::LeftAway(Part::Frontier));
    }
    Ok(Selection {
        plan: question.plan.id.clone(),
        budgets: budgets(&model, &outcome, effort)?,
        proof: Proof::new(&model, &outcome),
        core: core.map(|(index, _)| index),
        draws: if places_known(&judged) {
            u64::from(question.plan.draws)
        } else {
            0
        },
        outline,
        judged,
        by_score,
        by_score_strictly,
        frontier: line,
        notes,
    })
}

/// What a candidate gets at a level of each source in each year.
fn gets(candidate: &Candidate<'_>, level: Option<&Share>) -> BTreeMap<(Id, i16), Money> {
    let Some(level) = level else {
        return BTreeMap::new();
    };
    let asks = candidate.asks.iter();
    asks.map(|((source, year), money)| (((*source).clone(), *year), money.part(*level)))
        .collect()
}

fn places_known(judged: &[Judged]) -> bool {
    judged.iter().any(|one| one.places.is_some())
}

/// Candidates that can be chosen, highest value first; of equal ones by id.
fn ranked(model: &Model<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..model.of.len())
        .filter(|at| !model.of[*at].is_empty())
        .collect();
    order.sort_by_key(|at| (std::cmp::Reverse(model.worth.value(*at, Share::WHOLE)), *at));
    order
}

/// What going down the list takes: with passing over (at lower levels too), and strictly.
fn rankings(model: &Model<'_>, order: &[usize]) -> Result<(Ranking, Ranking), SelectFault> {
    let must = |at: &&usize| {
        model
            .field
            .question
            .plan
            .must
            .contains(&model.field.candidates[**at].action.id)
    };
    // What must be chosen has its money before any list is looked at.
    let mut list: Vec<usize> = order.iter().filter(must).copied().collect();
    list.extend(order.iter().filter(|at| !must(at)));
    let all: Vec<usize> = list.iter().flat_map(|at| model.of[*at].clone().rev()).collect();
    let whole: Vec<usize> = list
        .iter()
        .filter_map(|at| model.of[*at].clone().next_back())
        .collect();
    let balance = |rule: &Rule| matches!(rule, Rule::TooMuchOfOne(_) | Rule::TooMuchOfOther(_));
    let rows = model.rows.iter().enumerate();
    let shares = rows
        .filter(|(_, row)| balance(&row.rule))
        .map(|(at, _)| at)
        .collect();
    let taken = |columns: &[usize], then: Then| -> Result<Ranking, SelectFault> {
        let found = by_score(&model.program, columns, then, &shares)?;
        let first = found.first_out.and_then(|column| model.columns.get(column));
        let unreached = found
            .unreached
            .iter()
            .filter_map(|row| Some(model.rows.get(*row)?.rule.clone()));
        Ok(Ranking {
            chosen: model.levels(&found.chosen),
            value: model.worth.shown(found.value),
            first_out: first.map(|column| model.field.candidates[column.candidate].action.id.clone()),
            unreached: unreached.collect(),
        })
    };
    Ok((taken(&all, Then::Skip)?, taken(&whole, Then::Stop)?))
}

/// Each budget after the choice, with what more of it would bring.
fn budgets(model: &Model<'_>, outcome: &Outcome, effort: &Effort) -> Result<Vec<BudgetUse>, SelectFault> {
    // Without a choice nothing is told of more money either.
    let in_parts = outcome.solution.as_ref().and_then(|_| relaxed(&model.program));
    let mut found = Vec::new();
    for room in &model.field.rooms {
        let rule = Rule::Budget(room.budget.id.clone());
        let row = model.rows.iter().position(|says| says.rule == rule);
        let mut used = BudgetUse {
            budget: room.budget.id.clone(),
            cap: room.cap,
            carried: room.carried,
            used: Money::ZERO,
            price: None,
            more: None,
        };
        if let (Some(row), Some(solution)) = (row, &outcome.solution) {
            let activity = model.program.activity(row, &solution.chosen);
            used.used = Money::cents(i64::try_from(activity).map_err(|_| SelectFault::TooMuch)?);
            used.price = in_parts.and_then(|now| price(model, row, now));
            used.more = more(model, outcome, row, room.cap, effort)?;
        }
        found.push(used);
    }
    Ok(found)
}

/// The programme with so much more in a budget.
fn wider(model: &Model<'_>, row: usize, more: Money) -> Option<Program> {
    let upper = model.program.rows().get(row)?.upper?;
    let upper = upper.checked_add(more.in_cents())?;
    model.program.with_bounds(row, None, Some(upper)).ok()
}

/// What [`PRICED`] more is worth when proposals may be taken in any part: the best in parts with it, less the best in parts as things are.
fn price(model: &Model<'_>, row: usize, now: f64) -> Option<f64> {
    let then = relaxed(&wider(model, row, PRICED)?)?;
    // More room never takes anything away; less than nothing is what floating numbers leave.
    Some((then - now).max(0.0) * model.worth.shown(1))
}

/// What a tenth more of the cap brings, by choosing again.
fn more(
    model: &Model<'_>,
    outcome: &Outcome,
    row: usize,
    cap: Amount,
    effort: &Effort,
) -> Result<Option<(f64, f64)>, SelectFault> {
    let (Some(cap), Some(now), Some(bound)) = (cap.known(), &outcome.solution, outcome.bound) else {
        return Ok(None);
    };
    if effort.explain == 0 {
        return Ok(None);
    }
    let tenth = Share::millionths(100_000).map(|tenth| cap.part(tenth));
    let Some(wider) = tenth.and_then(|tenth| wider(model, row, tenth)) else {
        return Ok(None);
    };
    let then = solve(&wider, &effort.aside());
    let (Some(solution), Some(most)) = (then.solution, then.bound) else {
        return Ok(None);
    };
    // What was chosen before still fits, so nothing is ever lost.
    let low = (solution.value - bound).max(0);
    let high = (most - now.value).max(low);
    Ok(Some((model.worth.shown(low), model.worth.shown(high))))
}

/// Value for money, of the sources that have a budget.
fn frontier(model: &Model<'_>, effort: &Effort) -> Result<Option<ValueLine>, SelectFault> {
    if effort.frontier == 0 || model.columns.is_empty() {
        return Ok(None);
    }
    let (costs, unit) = model.priced()?;
    let Ok(found) = choose::frontier(&model.program, &costs, effort.frontier, &effort.aside()) else {
        return Ok(None);
    };
    let points: Option<Vec<ValuePoint>> = found
        .points
        .iter()
        .map(|point| {
            let cents = i64::try_from(point.cost).ok()?.checked_mul(unit)?;
            Some(ValuePoint {
                cost: Money::cents(cents),
                value: model.worth.shown(point.value),
                chosen: model.levels(&point.chosen),
            })
        })
        .collect();
    Ok(points
        .filter(|points| !points.is_empty())
        .map(|points| ValueLine {
            points,
            complete: found.complete || is_whole(&found.points, effort),
        }))
}

/// Whether no point was passed by: the ceilings went down by one step of money each, and every point is as good as the answer itself has to be.
/// That the very best is not proven to the last cent is no reason to say that points are missing.
fn is_whole(points: &[choose::Point], effort: &Effort) -> bool {
    let (Some(dearest), Some(cheapest)) = (points.first(), points.last()) else {
        return true;
    };
    let most = i128::try_from(effort.frontier).unwrap_or(i128::MAX).max(1);
    let near = |reached: i128, bound: i128| {
        let open = (bound - reached).saturating_mul(1_000_000);
        open <= reached.abs().saturating_mul(i128::from(effort.gap))
    };
    (dearest.cost - cheapest.cost) / most <= 1
        && points
            .iter()
            .all(|point| near(point.value, point.value_bound) && near(-point.cost, -point.cost_bound))
}

/// What is not known about budgets.
fn notes(model: &Model<'_>) -> BTreeSet<Note> {
    let field = &model.field;
    let plan = field.question.plan;
    let mut notes = BTreeSet::new();
    for room in &field.rooms {
        if room.left == Amount::Unknown {
            notes.insert(Note::UnknownRoom(room.budget.id.clone()));
        }
        if room.budget.carried.is_some() {
            continue;
        }
        for action in field.question.register.actions.values() {
            let goes_on =
                matches!(action.stage, Stage::Granted | Stage::Running) && !field.at.contains_key(&action.id);
            let inside = |year: i16| {
                room.budget
                    .year
                    .map_or((plan.from..=plan.to).contains(&year), |only| only == year)
            };
            let lines = action.money.iter().filter(|line| {
                line.side == Side::Cost && line.source == room.budget.source && inside(line.year)
            });
            let asks =
                |step: Step, amount: Amount| step != Step::Committed && amount != Amount::Known(Money::ZERO);
            let (any, promised) = lines.fold((false, false), |(any, promised), line| {
                (
                    any || asks(line.step, line.amount),
                    promised || line.step == Step::Committed,
                )
            });
            if goes_on && any && !promised {
                notes.insert(Note::NoCommitment(action.id.clone(), room.budget.source.clone()));
            }
        }
    }
    notes
}
