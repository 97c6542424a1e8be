//! The figures as a plan wants them, and in what that could not be.

use super::{Panel, Verdict, unanswered};
use crate::fault::Fault;
use crate::frame::Frame;
use crate::grid::Grid;
use crate::role::{PERIOD, REGION, VALUE};
use crate::say::{Sentence, Slot, say};
use koers_model::evaluation::{EvaluationPlan, Scale};
use koers_model::period::Period;
use koers_model::value::{Cell, Content, Number};
use std::collections::BTreeMap;

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

/// The figures as a plan wants them; what had to be done otherwise is added to `deviations`.
pub(super) fn prepare(
    plan: &EvaluationPlan,
    panel: &Panel,
    deviations: &mut Vec<Sentence>,
) -> Result<Prepared, Stop> {
    let frame = &panel.frame;
    let regions = frame.distinct(REGION)?;
    let name = |written: &String| match panel.names.get(written) {
        Some(name) => name.clone(),
        None => written.clone(),
    };
    let known = |name: &String| regions.contains(name);
    let units: Vec<String> = plan.units.iter().map(name).collect();
    if let Some(unit) = units.iter().find(|unit| !known(unit)) {
        return Err((
            Verdict::Unanswered,
            say(
                "Of er een effect is, is niet te zeggen: van {0} is er geen enkel cijfer.",
                "Whether there is an effect cannot be said: there is no figure at all of {0}.",
                [unit.into()],
            ),
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
    let (start, last) = (times.start - times.from, times.to - times.from);
    let last = whole(&all, &units, (start, last), deviations)?;
    let mut donors = Vec::new();
    let wanted = plan.donors.iter().flat_map(|pool| &pool.regions).map(name);
    for donor in wanted {
        match gap(&all, &donor, last) {
            None => donors.push(donor),
            Some(None) => deviations.push(say(
                "{0} doet niet mee: er is geen enkel cijfer.",
                "{0} takes no part: there is no figure at all.",
                [(&donor).into()],
            )),
            Some(Some(period)) => deviations.push(say(
                "{0} doet niet mee: in {1} is er geen cijfer.",
                "{0} takes no part: in {1} there is no figure.",
                [(&donor).into(), (&period).into()],
            )),
        }
    }
    let kept: Vec<String> = all.columns.iter().take(last + 1).cloned().collect();
    let times: Vec<&str> = kept.iter().map(String::as_str).collect();
    let of = |frame: &Frame, donors: &[String]| {
        let taking: Vec<&str> = units.iter().chain(donors).map(String::as_str).collect();
        frame.with(REGION, &taking)
    };
    let mut figures = of(frame, &donors)?.with(PERIOD, &times)?;
    if plan.scale == Scale::Index {
        let before: Vec<String> = kept.iter().take(start).cloned().collect();
        let means = means(&figures, &before)?;
        if let Some(unit) = units.iter().find(|unit| !means.contains_key(*unit)) {
            return Err((
                Verdict::Unanswered,
                say(
                    "Of er een effect is, is niet te zeggen: van {0} is geen index te maken, want het gemiddelde van ervoor is niet boven nul.",
                    "Whether there is an effect cannot be said: no index can be made of {0}, since its mean of before is not above nought.",
                    [unit.into()],
                ),
            ));
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
    }
    let said: Vec<String> = plan
        .without
        .iter()
        .flat_map(|pool| &pool.regions)
        .map(name)
        .chain(plan.donors.iter().flat_map(|pool| &pool.regions).map(name))
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
        from: at(0),
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
            return Err((
                Verdict::Unanswered,
                say(
                    "Of er een effect is, is niet te zeggen: voor {0} is er geen periode, of erna niet.",
                    "Whether there is an effect cannot be said: there is no period before {0}, or none after it.",
                    [(&span.start).into()],
                ),
            ));
        }
        Ok(Self { from, start, to })
    }
}

/// The last period in which every region with the measure has a figure: what is not there yet at the end shortens the plan.
fn whole(
    all: &Grid,
    units: &[String],
    (start, last): (usize, usize),
    deviations: &mut Vec<Sentence>,
) -> Result<usize, Stop> {
    let rows: Vec<usize> = units
        .iter()
        .filter_map(|unit| all.rows.iter().position(|row| row == unit))
        .collect();
    let has = |at: usize| rows.iter().all(|row| all.cell(*row, at).number().is_some());
    let period = |at: usize| Slot::Name(all.columns.get(at).cloned().unwrap_or_default());
    match (0..=last).rev().find(|at| has(*at)) {
        Some(found) if found == last => Ok(last),
        Some(found) if found >= start => {
            deviations.push(say(
                "De cijfers van {0} lopen tot en met {1}, niet tot en met {2}.",
                "The figures of {0} run to {1}, not to {2}.",
                [Slot::Names(units.to_vec()), period(found), period(last)],
            ));
            Ok(found)
        }
        _ => Err((
            Verdict::TooEarly,
            say(
                "Het is te vroeg: van {0} is er vanaf {1} nog geen cijfer.",
                "It is too early: there is no figure yet of {0} from {1} on.",
                [Slot::Names(units.to_vec()), period(start)],
            ),
        )),
    }
}

/// The first period without a figure of a region, up to and with the last one; `Some(None)` where there is none at all.
fn gap(all: &Grid, region: &str, last: usize) -> Option<Option<String>> {
    let Some(row) = all.rows.iter().position(|row| row == region) else {
        return Some(None);
    };
    let lacks = |at: &usize| all.cell(row, *at).number().is_none();
    let gaps = (0..=last).filter(lacks).count();
    if gaps == last + 1 {
        return Some(None);
    }
    (0..=last).find(lacks).map(|at| all.columns.get(at).cloned())
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

/// Each figure as an index with the mean of its region as 100. What is missing stays missing.
fn indexed(frame: Frame, means: &BTreeMap<String, f64>) -> Result<Frame, Fault> {
    let cells: Vec<Cell> = frame
        .names(REGION)?
        .iter()
        .zip(frame.figures(VALUE)?)
        .map(|(region, cell)| {
            let scaled = |number: Number| Number::new(number.get() / means.get(region)? * 100.0);
            match cell.content {
                Content::Value(number) => scaled(number).map_or(*cell, |number| Cell {
                    content: Content::Value(number),
                    ..*cell
                }),
                Content::Missing { .. } => *cell,
            }
        })
        .collect();
    frame.having(VALUE, cells)
}
