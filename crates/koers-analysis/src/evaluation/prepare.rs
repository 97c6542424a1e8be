//! The figures as a plan wants them, and in what that could not be.

use super::{Panel, Verdict, unanswered};
use crate::fault::Fault;
use crate::frame::Frame;
use crate::grid::Grid;
use crate::role::{PERIOD, REGION, VALUE};
use crate::say::{Sentence, Slot, say};
use koers_model::evaluation::{EvaluationPlan, Scale};
use koers_model::period::Period;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use koers_model::value::{Cell, Content, Missing, Number};
use std::collections::{BTreeMap, BTreeSet};

/// The figures as a plan wants them.
pub(super) struct Prepared {
    /// The regions of the plan in its periods.
    pub frame: Frame,
    /// Those with the measure, by their names in the frame.
    pub units: Vec<String>,
    /// Those to compare with that have every figure.
    pub donors: Vec<String>,
    pub from: String,
    pub start: String,
    pub to: String,
    /// Regions with figures of which the plan says nothing.
    pub unnamed: Option<Sentence>,
}

type Stop = (Verdict, Sentence);

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        (Verdict::Unanswered, unanswered(fault.into()))
    }
}

/// That nothing can be said of an effect.
fn refused(sentence: Sentence) -> Stop {
    (Verdict::Unanswered, sentence)
}

/// The figures as a plan wants them; what had to be done otherwise is added to `deviations`.
pub(super) fn prepare(
    plan: &EvaluationPlan,
    panel: &Panel,
    deviations: &mut Vec<Sentence>,
) -> Result<Prepared, Stop> {
    let frame = &panel.frame;
    let regions = frame.distinct(REGION)?;
    let name = |written: &String| match panel.subject.names.get(written) {
        Some(name) => name.clone(),
        None => written.clone(),
    };
    let known = |name: &String| regions.contains(name);
    let units: Vec<String> = plan.units.iter().map(name).collect();
    let wanted: Vec<String> = plan
        .donors
        .iter()
        .flat_map(|pool| &pool.regions)
        .map(name)
        .collect();
    // Names go to a method as one text with this between them.
    if let Some(odd) = units.iter().chain(&wanted).find(|name| name.contains(';')) {
        return Err(refused(say(
            "Of er een effect is, is niet te zeggen: een naam met een puntkomma kan hier niet ({0}).",
            "Whether there is an effect cannot be said: a name with a semicolon cannot stand here ({0}).",
            [odd.into()],
        )));
    }
    if let Some(unit) = units.iter().find(|unit| !known(unit)) {
        return Err(refused(
            match near(unit, regions.iter().map(String::as_str)).as_slice() {
                [] => say(
                    "Of er een effect is, is niet te zeggen: van {0} is er geen enkel cijfer.",
                    "Whether there is an effect cannot be said: there is no figure at all of {0}.",
                    [unit.into()],
                ),
                alike => say(
                    "Of er een effect is, is niet te zeggen: van {0} is er geen enkel cijfer. Bedoelt u {1}?",
                    "Whether there is an effect cannot be said: there is no figure at all of {0}. Did you mean {1}?",
                    [unit.into(), Slot::Names(alike.to_vec())],
                ),
            },
        ));
    }
    let periods = frame.distinct(PERIOD)?;
    let times = Times::of(plan, &periods, deviations)?;
    let all = frame.laid_out(
        VALUE,
        (REGION, regions.clone()),
        (
            PERIOD,
            periods.get(times.from..=times.to).unwrap_or_default().to_vec(),
        ),
    )?;
    evenly(frame, (&periods, &all.columns), &plan.periods.start)?;
    let start = times.start - times.from;
    let (first, last) = whole(&all, &units, start, deviations)?;
    for unit in &units {
        if let Some(Gap::At(period, reason)) = gap(&all, unit, (first, last)) {
            return Err(refused(say(
                "Of er een effect is, is niet te zeggen: van {0} is er in {1} geen cijfer ({2}).",
                "Whether there is an effect cannot be said: of {0} there is no figure in {1} ({2}).",
                [unit.into(), (&period).into(), label(reason)],
            )));
        }
    }
    let mut donors = Vec::new();
    for donor in wanted.iter().cloned() {
        match gap(&all, &donor, (first, last)) {
            None => donors.push(donor),
            Some(Gap::Everything) => deviations.push(say(
                "{0} doet niet mee: er is geen enkel cijfer.",
                "{0} takes no part: there is no figure at all.",
                [(&donor).into()],
            )),
            Some(Gap::At(period, reason)) => deviations.push(say(
                "{0} doet niet mee: in {1} is er geen cijfer ({2}).",
                "{0} takes no part: in {1} there is no figure ({2}).",
                [(&donor).into(), (&period).into(), label(reason)],
            )),
        }
    }
    let kept: Vec<String> = all.columns.get(first..=last).unwrap_or_default().to_vec();
    let times: Vec<&str> = kept.iter().map(String::as_str).collect();
    let of = |frame: &Frame, donors: &[String]| {
        let taking: Vec<&str> = units.iter().chain(donors).map(String::as_str).collect();
        frame.with(REGION, &taking)
    };
    let mut figures = of(frame, &donors)?.with(PERIOD, &times)?;
    if plan.scale == Scale::Index {
        let before: Vec<String> = kept.iter().take(start - first).cloned().collect();
        let means = means(&figures, &before)?;
        if let Some(unit) = units.iter().find(|unit| !means.contains_key(*unit)) {
            return Err(refused(say(
                "Of er een effect is, is niet te zeggen: van {0} is geen index te maken, want het gemiddelde van ervoor is niet boven nul.",
                "Whether there is an effect cannot be said: no index can be made of {0}, since its mean of before is not above nought.",
                [unit.into()],
            )));
        }
        donors.retain(|donor| {
            let has = means.contains_key(donor);
            if !has {
                deviations.push(say(
                    "{0} doet niet mee: er is geen index van te maken, want het gemiddelde van ervoor is niet boven nul.",
                    "{0} takes no part: no index can be made of it, since its mean of before is not above nought.",
                    [donor.into()],
                ));
            }
            has
        });
        figures = indexed(of(&figures, &donors)?, &means)?;
        let unheld = unheld(&figures)?;
        if let Some(unit) = units.iter().find(|unit| unheld.contains(*unit)) {
            return Err(refused(say(
                "Of er een effect is, is niet te zeggen: de index van {0} is te groot om te schrijven.",
                "Whether there is an effect cannot be said: the index of {0} is too large to write.",
                [unit.into()],
            )));
        }
        let (gone, kept): (Vec<String>, Vec<String>) =
            donors.into_iter().partition(|donor| unheld.contains(donor));
        deviations.extend(gone.iter().map(|donor| {
            say(
                "{0} doet niet mee: de index is te groot om te schrijven.",
                "{0} takes no part: its index is too large to write.",
                [donor.into()],
            )
        }));
        donors = kept;
        figures = of(&figures, &donors)?;
    }
    let said: Vec<String> = plan
        .without
        .iter()
        .flat_map(|pool| &pool.regions)
        .map(name)
        .chain(wanted)
        .chain(units.iter().cloned())
        .collect();
    // A plan without regions to compare with looks at the region alone, and need not say anything of others.
    let unnamed: Vec<String> = match plan.donors.is_empty() {
        true => Vec::new(),
        false => regions
            .iter()
            .filter(|region| !said.contains(region))
            .cloned()
            .collect(),
    };
    let at = |place: usize| all.columns.get(place).cloned().unwrap_or_default();
    Ok(Prepared {
        frame: figures,
        units,
        donors,
        from: at(first),
        start: at(start),
        to: at(last),
        unnamed: (!unnamed.is_empty()).then(|| {
            say(
                "Niet in het plan genoemd, en niet meegenomen: {0}.",
                "Not named in the plan, and not taken in: {0}.",
                [Slot::Names(unnamed)],
            )
        }),
    })
}

/// Whether the periods of the plan follow each other at the same distance: a period that lacks of everybody, or one of another length, would be
/// taken for its neighbour. Names that are no times have no distance; then every region must have them in the same order.
fn evenly(frame: &Frame, (known, periods): (&[String], &[String]), start: &str) -> Result<(), Stop> {
    let Ok(one) = Period::parse(start) else {
        return match out_of_order(frame, known)? {
            None => Ok(()),
            Some(region) => Err(refused(say(
                "Of er een effect is, is niet te zeggen: de periodes van {0} staan in een andere volgorde dan die van de andere, of er ontbreekt er een.",
                "Whether there is an effect cannot be said: the periods of {0} stand in another order than those of the others, or one lacks.",
                [(&region).into()],
            ))),
        };
    };
    let mut before: Option<Period> = None;
    for name in periods {
        let time = Period::parse(name)
            .ok()
            .filter(|time| time.frequency() == one.frequency());
        let Some(time) = time else {
            return Err(refused(say(
                "Of er een effect is, is niet te zeggen: {0} is een periode van een andere lengte dan {1}.",
                "Whether there is an effect cannot be said: {0} is a period of another length than {1}.",
                [name.into(), start.into()],
            )));
        };
        let step = before.and_then(|before| time.steps_since(before));
        if let (Some(before), Some(2..)) = (before, step) {
            return Err(refused(say(
                "Of er een effect is, is niet te zeggen: van niemand is er een cijfer van {0}.",
                "Whether there is an effect cannot be said: there is no figure of anybody of {0}.",
                [Slot::Name(before.plus(1).to_string())],
            )));
        }
        before = Some(time);
    }
    Ok(())
}

/// The first region whose own order of periods is not that of all together.
fn out_of_order(frame: &Frame, periods: &[String]) -> Result<Option<String>, Fault> {
    let place = |name: &String| periods.iter().position(|one| one == name);
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (region, period) in frame.names(REGION)?.iter().zip(frame.names(PERIOD)?) {
        let Some(at) = place(period) else { continue };
        let before = last.insert(region, at);
        if before.is_some_and(|before| before > at) {
            return Ok(Some(region.clone()));
        }
    }
    Ok(None)
}

/// Places of the periods of a plan among those that there are.
struct Times {
    from: usize,
    start: usize,
    to: usize,
}

impl Times {
    fn of(plan: &EvaluationPlan, all: &[String], deviations: &mut Vec<Sentence>) -> Result<Self, Stop> {
        let at = |name: &String| all.iter().position(|one| one == name);
        // Names that are times can be held against each other also where one of them does not occur.
        let time = |name: &String| Period::parse(name).ok();
        let missing = |name: &String| -> Stop {
            Fault::NoSuchName {
                name: name.clone(),
                known: all.to_vec(),
            }
            .into()
        };
        let span = &plan.periods;
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return Err(missing(&span.from));
        };
        let later =
            |one: &String, other: &String| time(one).zip(time(other)).is_some_and(|(one, other)| one > other);
        let too_early = || -> Stop {
            (
                Verdict::TooEarly,
                say(
                    "Het is te vroeg: de cijfers lopen tot en met {0}, en de maatregel begint in {1}.",
                    "It is too early: the figures run to {0}, and the measure begins in {1}.",
                    [last.into(), (&span.start).into()],
                ),
            )
        };
        let from = match at(&span.from) {
            Some(from) => from,
            None if later(first, &span.from) => {
                deviations.push(say(
                    "De cijfers beginnen in {0}, niet in {1}.",
                    "The figures begin in {0}, not in {1}.",
                    [first.into(), (&span.from).into()],
                ));
                0
            }
            None => return Err(missing(&span.from)),
        };
        let start = match at(&span.start) {
            Some(start) => start,
            None if later(&span.start, last) => return Err(too_early()),
            None => return Err(missing(&span.start)),
        };
        let to = match at(&span.to) {
            Some(to) => to,
            None if later(&span.to, last) => {
                deviations.push(say(
                    "De cijfers lopen tot en met {0}, niet tot en met {1}.",
                    "The figures run to {0}, not to {1}.",
                    [last.into(), (&span.to).into()],
                ));
                all.len() - 1
            }
            None => return Err(missing(&span.to)),
        };
        if from >= start || start > to {
            return Err(refused(say(
                "Of er een effect is, is niet te zeggen: voor {0} is er geen periode, of erna niet.",
                "Whether there is an effect cannot be said: there is no period before {0}, or none after it.",
                [(&span.start).into()],
            )));
        }
        Ok(Self { from, start, to })
    }
}

/// From the first to the last period in which every region with the measure has a figure: what begins later or is not there yet shortens the
/// plan. A figure that is withheld is there, and cannot be used: that does not shorten anything.
fn whole(
    all: &Grid,
    units: &[String],
    start: usize,
    deviations: &mut Vec<Sentence>,
) -> Result<(usize, usize), Stop> {
    let last = all.columns.len().saturating_sub(1);
    let rows: Vec<usize> = units
        .iter()
        .filter_map(|unit| all.rows.iter().position(|row| row == unit))
        .collect();
    let there = |at: &usize| {
        rows.iter().all(|row| match all.cell(*row, *at).content {
            Content::Value(_) => true,
            Content::Missing { reason, .. } => reason == Missing::Suppressed,
        })
    };
    let period = |at: usize| Slot::Name(all.columns.get(at).cloned().unwrap_or_default());
    let (first, end) = ((0..=last).find(there), (0..=last).rfind(there));
    let (Some(first), Some(end)) = (
        first.filter(|first| *first < start),
        end.filter(|end| *end >= start),
    ) else {
        let units = || Slot::Names(units.to_vec());
        let others = (0..all.rows.len()).any(|row| {
            let from_start = (start..=last).any(|at| all.cell(row, at).number().is_some());
            from_start && !rows.contains(&row)
        });
        return Err(match end.is_some_and(|end| end >= start) {
            true => refused(say(
                "Of er een effect is, is niet te zeggen: van {0} is er geen cijfer van vóór {1}.",
                "Whether there is an effect cannot be said: there is no figure of {0} from before {1}.",
                [units(), period(start)],
            )),
            // Where others go on, waiting brings nothing.
            false if others => refused(say(
                "Of er een effect is, is niet te zeggen: van {0} is er vanaf {1} geen cijfer, en van andere gebieden wel.",
                "Whether there is an effect cannot be said: there is no figure of {0} from {1} on, and there are of other areas.",
                [units(), period(start)],
            )),
            false => (
                Verdict::TooEarly,
                say(
                    "Het is te vroeg: van {0} is er vanaf {1} nog geen cijfer.",
                    "It is too early: there is no figure yet of {0} from {1} on.",
                    [units(), period(start)],
                ),
            ),
        });
    };
    if first > 0 {
        deviations.push(say(
            "De cijfers van {0} beginnen in {1}, niet in {2}.",
            "The figures of {0} begin in {1}, not in {2}.",
            [Slot::Names(units.to_vec()), period(first), period(0)],
        ));
    }
    if end < last {
        deviations.push(say(
            "De cijfers van {0} lopen tot en met {1}, niet tot en met {2}.",
            "The figures of {0} run to {1}, not to {2}.",
            [Slot::Names(units.to_vec()), period(end), period(last)],
        ));
    }
    Ok((first, end))
}

/// What a region lacks in these periods.
enum Gap {
    /// There is no figure at all.
    Everything,
    /// The first period without one, and why.
    At(String, Missing),
}

/// Why there is no figure, in words.
fn label(reason: Missing) -> Slot {
    Slot::Text(Text::both(reason.label(Lang::Nl), reason.label(Lang::En)))
}

fn gap(all: &Grid, region: &str, (first, last): (usize, usize)) -> Option<Gap> {
    let Some(row) = all.rows.iter().position(|row| row == region) else {
        return Some(Gap::Everything);
    };
    let missing = |at: usize| all.cell(row, at).missing_reason().map(|reason| (at, reason));
    let gaps: Vec<(usize, Missing)> = (first..=last).filter_map(missing).collect();
    if gaps.len() == last + 1 - first {
        return Some(Gap::Everything);
    }
    let (at, reason) = gaps.first()?;
    Some(Gap::At(
        all.columns.get(*at).cloned().unwrap_or_default(),
        *reason,
    ))
}

/// The mean of each region over some periods, where it is above nought and no figure lacks.
fn means(frame: &Frame, periods: &[String]) -> Result<BTreeMap<String, f64>, Fault> {
    let grid = frame.laid_out(
        VALUE,
        (REGION, frame.distinct(REGION)?),
        (PERIOD, periods.to_vec()),
    )?;
    let mean = |row: usize| {
        let values: Option<Vec<f64>> = (0..periods.len())
            .map(|at| grid.cell(row, at).number().map(Number::get))
            .collect();
        let values = values.filter(|values| !values.is_empty())?;
        Some(values.iter().sum::<f64>() / values.len() as f64).filter(|mean| *mean > 0.0)
    };
    Ok(grid
        .rows
        .iter()
        .enumerate()
        .filter_map(|(row, name)| Some((name.clone(), mean(row)?)))
        .collect())
}

/// The regions with an index that no number holds.
fn unheld(frame: &Frame) -> Result<BTreeSet<String>, Fault> {
    let cells = frame.names(REGION)?.iter().zip(frame.figures(VALUE)?);
    let unheld = cells.filter(|(_, cell)| cell.missing_reason() == Some(Missing::Undefined));
    Ok(unheld.map(|(region, _)| region.clone()).collect())
}

/// Each figure as an index with the mean of its region as 100. What is missing stays missing, and an index too large to write is undefined.
fn indexed(frame: Frame, means: &BTreeMap<String, f64>) -> Result<Frame, Fault> {
    let cells: Vec<Cell> = frame
        .names(REGION)?
        .iter()
        .zip(frame.figures(VALUE)?)
        .map(|(region, cell)| {
            let Content::Value(number) = cell.content else {
                return *cell;
            };
            let mean = means.get(region);
            match mean.and_then(|mean| Number::new(number.get() / mean * 100.0)) {
                Some(number) => Cell {
                    content: Content::Value(number),
                    ..*cell
                },
                None => Cell::missing(Missing::Undefined),
            }
        })
        .collect();
    frame.having(VALUE, cells)
}
