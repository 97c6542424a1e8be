//! Where a figure or a verdict comes from.

use crate::error::RunError;
use crate::restate::{Moved, On};
use crate::status::{Asked, region_of, source_note, status_of, tables_of};
use crate::tables::Vintages;
use crate::workspace::{self, Workspace};
use crate::world::World;
use koers_indicator::Scope;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::period::Period;
use koers_model::reading::{Reading, Trace};
use koers_model::spelling::near;
use koers_model::status::{MeasureStatus, OutcomeStatus, SourceNote, Status};
use koers_model::text::Lang;
use std::collections::BTreeSet;

/// A reading with everything that leads to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The definition of the indicator.
    pub indicator: Indicator,
    /// Name of the region.
    pub region_name: String,
    /// The figure.
    pub reading: Reading,
    /// How it came about.
    pub trace: Trace,
    /// The sources used.
    pub sources: Vec<SourceNote>,
}

/// The answer to *where does this come from?*
#[derive(Debug, Clone, PartialEq)]
pub enum Explanation {
    /// Of a reading.
    Reading(Box<Explained>),
    /// Of the verdict on an outcome: the outcome as judged, and every reading and baseline that decided.
    Outcome {
        /// The answer, with this outcome only.
        status: Box<Status>,
        /// The readings that decided, in the order of the measures: the baseline, then the reading.
        readings: Vec<Explained>,
    },
}

/// Explains an outcome or an indicator's reading.
///
/// # Errors
/// As [`crate::status::status`], and [`RunError::Unknown`] when nothing has that id.
pub fn explain(
    world: &dyn World,
    what: &str,
    period: Option<&str>,
    asked: &Asked,
    lang: Lang,
) -> Result<Explanation, RunError> {
    explain_of(world, &workspace::read(world, lang)?, what, period, asked)
}

/// Explains an outcome or an indicator's reading, in a workspace that has been read.
///
/// # Errors
/// As [`explain`].
pub fn explain_of(
    world: &dyn World,
    workspace: &Workspace,
    what: &str,
    period: Option<&str>,
    asked: &Asked,
) -> Result<Explanation, RunError> {
    explain_on(world, workspace, what, period, asked, None)
}

/// The same, with figures on the boundaries of another day. A verdict is given on figures as published, so then only an indicator is explained.
///
/// # Errors
/// As [`explain`].
pub fn explain_on(
    world: &dyn World,
    workspace: &Workspace,
    what: &str,
    period: Option<&str>,
    asked: &Asked,
    on: Option<On>,
) -> Result<Explanation, RunError> {
    let definitions = workspace.definitions()?;
    let period = period.map(Period::parse).transpose()?;
    let vintages = Vintages::known_on(&workspace.snapshots, asked.as_of.unwrap_or_else(|| world.today()));
    let region = region_of(definitions, asked.region.as_ref())?;

    let of_indicator = |indicator: &Indicator,
                        period: Option<Period>|
     -> Result<Option<Explained>, RunError> {
        let wanted = indicator.rule.datasets();
        let loaded = workspace.load(world, &vintages, &wanted)?;
        let moved = on.map(|on| Moved::new(definitions, &loaded, on)).transpose()?;
        let tables = match (&moved, on) {
            (Some(moved), Some(on)) => tables_of(definitions, &moved.loaded).on_boundaries(on.day),
            _ => tables_of(definitions, &loaded),
        };
        let regions = [region.code.clone()];
        let period = match period {
            Some(period) => period,
            None => {
                let readings = koers_indicator::evaluate(indicator, &tables, &Scope::Regions(&regions))?;
                let series = readings.series(&region.code);
                let on = asked.on.unwrap_or_else(|| world.today());
                let past = || series.iter().filter(|point| point.period.end() <= on);
                let last = past()
                    .rfind(|point| point.cell.number().is_some())
                    .or_else(|| past().next_back());
                match last {
                    Some(point) => point.period,
                    None => return Ok(None),
                }
            }
        };
        let (reading, trace) = koers_indicator::explain(indicator, &tables, &region.code, period)?;
        let trace = match &moved {
            Some(moved) => moved.retrace(trace),
            None => trace,
        };
        let sources: BTreeSet<SourceNote> = loaded
            .iter()
            .filter_map(|(id, (_, provenance))| Some(source_note(definitions.datasets.get(id)?, provenance)))
            .collect();
        Ok(Some(Explained {
            indicator: indicator.clone(),
            region_name: region.name.clone(),
            reading,
            trace,
            sources: sources.into_iter().collect(),
        }))
    };

    if let Some(indicator) = definitions.indicators.get(what) {
        let explained = of_indicator(indicator, period)?.ok_or_else(|| RunError::Unknown {
            what: "reading",
            id: format!("{what} {}", region.code),
            near: Vec::new(),
        })?;
        return Ok(Explanation::Reading(Box::new(explained)));
    }
    if on.is_some() {
        return Err(RunError::Unknown {
            what: "indicator",
            id: what.to_owned(),
            near: near(what, definitions.indicators.keys().map(Id::as_str)),
        });
    }
    let judged = || definitions.frameworks.iter().flat_map(Framework::judged);
    if !judged().any(|judged| judged.element.id.as_str() == what) {
        let known = definitions.indicators.keys().map(Id::as_str);
        let known = known.chain(judged().map(|judged| judged.element.id.as_str()));
        return Err(RunError::Unknown {
            what: "outcome or indicator",
            id: what.to_owned(),
            near: near(what, known),
        });
    }
    let status = only(status_of(world, workspace, asked)?, what);
    let mut readings = Vec::new();
    for measure in outcomes(&status).flat_map(|outcome| &outcome.measures) {
        let Some(indicator) = definitions.indicators.get(&measure.indicator) else {
            continue;
        };
        for period in deciding_periods(measure) {
            readings.extend(of_indicator(indicator, Some(period))?);
        }
    }
    Ok(Explanation::Outcome {
        status: Box::new(status),
        readings,
    })
}

/// The periods whose readings decide: that of the baseline, where it is looked up, and that of the reading.
fn deciding_periods(measure: &MeasureStatus) -> Vec<Period> {
    let judgement = &measure.judgement;
    let baseline = judgement
        .target
        .baseline
        .value
        .is_none()
        .then_some(judgement.target.baseline.period);
    let known = |period: &Period| measure.series.iter().any(|point| point.period == *period);
    let reading = judgement.reading.map(|point| point.period);
    baseline.filter(known).into_iter().chain(reading).collect()
}

/// The answer with one outcome only.
fn only(mut status: Status, id: &str) -> Status {
    for framework in &mut status.frameworks {
        for group in &mut framework.groups {
            group.outcomes.retain(|outcome| outcome.id.as_str() == id);
        }
        framework.groups.retain(|group| !group.outcomes.is_empty());
    }
    status.frameworks.retain(|framework| !framework.groups.is_empty());
    status
}

fn outcomes(status: &Status) -> impl Iterator<Item = &OutcomeStatus> {
    status
        .frameworks
        .iter()
        .flat_map(|framework| &framework.groups)
        .flat_map(|group| &group.outcomes)
}
