//! Many units, each treated from a period of its own, or never.

use super::design::panel;
use crate::answer::Assumption;
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::Question;
use crate::role::{PERIOD, PREDICTOR, REGION, Role, START, VALUE};
use crate::say::{Sentence, say};
use koers_economics::Matrix;
use koers_economics::evaluation::Rollout;
use koers_model::value::Missing;
use std::collections::BTreeMap;

/// Units by periods, with from when each is treated.
pub(super) const ROLES: &[(Role, Need)] = &[
    (REGION, Need::Must),
    (PERIOD, Need::Must),
    (VALUE, Need::Must),
    (START, Need::Must),
    (PREDICTOR, Need::May),
];

/// What is written where a unit is never treated.
const NEVER: [&str; 4] = ["", "0", "never", "nooit"];

/// Many units, each treated from a period of its own, or never.
pub(super) struct Spread {
    pub units: Vec<String>,
    pub periods: Vec<String>,
    pub rollout: Rollout,
    pub treated: usize,
    gone: Vec<(String, String)>,
}

impl Spread {
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let frame = question.frame;
        let periods = question.consecutive()?;
        let whole = frame.laid_out(
            VALUE,
            (REGION, frame.distinct(REGION)?),
            (PERIOD, periods.clone()),
        )?;
        let mut written: BTreeMap<&str, &str> = BTreeMap::new();
        for (unit, start) in frame.names(REGION)?.iter().zip(frame.names(START)?) {
            let before = written.insert(unit, start);
            if before.is_some_and(|before| before != start) {
                return Err(Fault::Method(say(
                    "{0} heeft twee beginnen: {1} en {2}",
                    "{0} has two starts: {1} and {2}",
                    [unit.into(), before.unwrap_or("").into(), start.into()],
                )));
            }
        }
        let (mut kept, mut starts, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for (row, unit) in whole.rows.iter().enumerate() {
            let gap = (0..periods.len()).find(|at| whole.cell(row, *at).number().is_none());
            if let Some(period) = gap.and_then(|at| periods.get(at)) {
                gone.push((unit.clone(), period.clone()));
                continue;
            }
            let start = written.get(unit.as_str()).copied().unwrap_or("");
            let place = periods.iter().position(|period| period == start);
            starts.push(match (NEVER.contains(&start), place) {
                (true, _) => None,
                (false, Some(place)) => Some(place),
                (false, None) => {
                    return Err(Fault::NoSuchName {
                        name: start.to_owned(),
                        known: periods.clone(),
                    });
                }
            });
            kept.push(unit.clone());
        }
        let grid = frame.laid_out(VALUE, (REGION, kept), (PERIOD, periods.clone()))?;
        let rollout = Rollout::new(&panel(&grid)?, &starts).map_err(|fault| grid.fault(fault))?;
        Ok(Self {
            treated: starts.iter().flatten().count(),
            units: grid.rows,
            periods,
            rollout,
            gone,
        })
    }

    /// Units by predictors, as they were in the first period; nothing where no column is a predictor.
    pub(super) fn predictors(&self, question: &Question<'_>) -> Result<Option<(Vec<String>, Matrix)>, Fault> {
        let frame = question.frame;
        let headings: Vec<String> = frame
            .columns(PREDICTOR)
            .map(|(name, _)| name.to_owned())
            .collect();
        if headings.is_empty() {
            return Ok(None);
        }
        let first = self.periods.first().map_or("", String::as_str);
        let (regions, periods) = (frame.names(REGION)?, frame.names(PERIOD)?);
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        for (row, (unit, period)) in regions.iter().zip(periods).enumerate() {
            if period == first {
                at.insert(unit, row);
            }
        }
        let mut values = Vec::with_capacity(self.units.len() * headings.len());
        for unit in &self.units {
            for (heading, cells) in frame.columns(PREDICTOR) {
                let cell = at.get(unit.as_str()).and_then(|row| cells.get(*row));
                let number = cell.and_then(|cell| cell.number());
                let number = number.ok_or_else(|| Fault::NoFigure {
                    names: vec![unit.clone(), heading.to_owned(), first.to_owned()],
                    reason: cell
                        .and_then(|cell| cell.missing_reason())
                        .unwrap_or(Missing::Absent),
                })?;
                values.push(number.get());
            }
        }
        let table = Matrix::new(self.units.len(), headings.len(), values)
            .map_err(|fault| Fault::method(fault, &self.units, &headings))?;
        Ok(Some((headings, table)))
    }

    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.units, &self.periods)
    }

    /// The units that were left out for a gap.
    pub(super) fn left_out(&self) -> Vec<Sentence> {
        self.gone
            .iter()
            .map(|(name, period)| {
                say(
                    "{0} doet niet mee: in {1} is er geen cijfer.",
                    "{0} takes no part: in {1} there is no figure.",
                    [name.into(), period.into()],
                )
            })
            .collect()
    }
}

/// That both would have changed by as much.
pub(super) const PARALLEL: Assumption = Assumption::untested(
    "Zonder de maatregel waren wie haar kreeg en wie niet evenveel veranderd.",
    "Without the measure those who had it and those who had not would have changed by as much.",
);
