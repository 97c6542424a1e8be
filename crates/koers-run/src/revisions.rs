//! What was believed before: every vintage of figures, what was revised from one to the other, and which verdicts flipped.

use crate::error::RunError;
use crate::judging::{JudgedBy, Judging};
use crate::status::{region_of, tables_of};
use crate::tables::{Vintages, is_figures};
use crate::workspace::Workspace;
use crate::world::World;
use jiff::civil::Date;
use koers_indicator::{Scope, evaluate};
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::revision::{
    CellRevision, DatasetRevisions, Flip, FlipReason, IndicatorRevisions, Revisions, Vintage, VintageStep,
};
use koers_model::snapshot::Provenance;
use koers_model::spelling::near;
use koers_model::status::Question;
use koers_model::text::Text;
use koers_model::value::{Cell, Missing, Number};
use koers_model::verdict::Point;
use koers_outcome::{revisions, summary};
use koers_table::cube::Cube;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is asked; what is left out comes from the workspace or the clock.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The region of an indicator; else that of `koers.yaml`.
    pub region: Option<RegionCode>,
    /// What has changed since this day; else all that ever did.
    pub since: Option<Date>,
    /// The day on which verdicts are judged; else today.
    pub on: Option<Date>,
    /// Until which day something was known; else all that is known.
    pub as_of: Option<Date>,
}

/// What became of the figures of an indicator, or of a data set.
///
/// # Errors
/// [`RunError::Unknown`] for what is neither, or a region that is not there; a snapshot that cannot be read; an indicator that cannot be computed.
pub fn revisions_of(
    world: &dyn World,
    workspace: &Workspace,
    what: &str,
    asked: &Asked,
) -> Result<Revisions, RunError> {
    let definitions = workspace.definitions()?;
    if let Some(indicator) = definitions.indicators.get(what) {
        let found = of_indicator(world, workspace, indicator, asked)?;
        return Ok(Revisions::Indicator(Box::new(found)));
    }
    let dataset = definitions.datasets.get(what).ok_or_else(|| {
        let indicators = definitions.indicators.keys();
        let known = indicators.chain(definitions.datasets.keys()).map(Id::as_str);
        RunError::Unknown {
            what: "indicator or data set",
            id: what.to_owned(),
            near: near(what, known),
        }
    })?;
    let id = (dataset.id.clone(), dataset.title.clone());
    Ok(Revisions::Dataset(of_dataset(world, workspace, id, asked)?))
}

/// The days on which another snapshot of one of these data sets became known, up to a day, the oldest first. Rows of hand-entered figures have
/// days of their own and are not counted.
#[must_use]
pub fn vintage_days(snapshots: &[Provenance], datasets: &BTreeSet<&Id>, until: Date) -> Vec<Date> {
    let own = snapshots
        .iter()
        .filter(|snapshot| datasets.contains(&snapshot.dataset));
    let days: BTreeSet<Date> = own
        .filter(|snapshot| !is_figures(snapshot))
        .map(Provenance::known_since)
        .filter(|day| *day <= until)
        .collect();
    days.into_iter().collect()
}

fn of_indicator(
    world: &dyn World,
    workspace: &Workspace,
    indicator: &Indicator,
    asked: &Asked,
) -> Result<IndicatorRevisions, RunError> {
    let definitions = workspace.definitions()?;
    let region = region_of(definitions, asked.region.as_ref())?;
    let on = asked.on.unwrap_or_else(|| world.today());
    let wanted = indicator.rule.datasets();
    let until = asked.as_of.unwrap_or_else(|| world.today());
    let days = vintage_days(&workspace.snapshots, &wanted, until);
    let days = after(days, asked.since, |day| *day);
    let (mut known, mut judged, mut vintages) = (Vec::new(), Vec::new(), Vec::new());
    for day in days {
        let then = Vintages::known_on(&workspace.snapshots, day);
        let loaded = workspace.load(world, &then, &wanted)?;
        let came = loaded
            .iter()
            .filter(|(_, (_, provenance))| provenance.known_since() == day)
            .map(|(id, (_, provenance))| (id.clone(), provenance.hash));
        vintages.push(Vintage {
            known: day,
            came: came.collect(),
        });
        // A vintage in which some data set was not known yet has no figures.
        let all_there = wanted.iter().all(|id| loaded.contains_key(*id));
        let points = match all_there {
            true => {
                let tables = tables_of(definitions, &loaded);
                let regions = std::slice::from_ref(&region.code);
                evaluate(indicator, &tables, &Scope::Regions(regions))?.series(&region.code)
            }
            false => Vec::new(),
        };
        known.push(points);
        let question = Question {
            region: region.code.clone(),
            on,
            as_of: day,
            line: None,
        };
        judged.push(Judging::of(definitions, &question, &loaded).of_indicator(&indicator.id));
    }
    let rows = revisions(&known);
    Ok(IndicatorRevisions {
        indicator: indicator.clone(),
        region: (region.code.clone(), region.name.clone()),
        on,
        summary: summary(&rows),
        rows,
        flips: flips(&vintages, &judged),
        vintages,
        has_own_figures: workspace
            .snapshots
            .iter()
            .any(|snapshot| is_figures(snapshot) && wanted.contains(&snapshot.dataset)),
    })
}

/// Those that became known after a day, with the last one up to it in front: what was known on it. They stand in the order of their days.
fn after<T>(all: Vec<T>, since: Option<Date>, day: impl Fn(&T) -> Date) -> Vec<T> {
    let before = |since| all.iter().filter(|one| day(one) <= since).count();
    let skipped = since.map_or(0, before).saturating_sub(1);
    all.into_iter().skip(skipped).collect()
}

fn flips(vintages: &[Vintage], judged: &[Vec<JudgedBy>]) -> Vec<Flip> {
    let mut found = Vec::new();
    for ((vintage, earlier), later) in vintages.iter().skip(1).zip(judged).zip(judged.iter().skip(1)) {
        // Both lists follow the definitions, which are the same.
        for (one, other) in earlier.iter().zip(later) {
            let (before, after) = (&one.measure.judgement, &other.measure.judgement);
            if before.verdict == after.verdict {
                continue;
            }
            found.push(Flip {
                framework: other.framework.clone(),
                outcome: other.outcome.clone(),
                known: vintage.known,
                before: before.verdict,
                after: after.verdict,
                why: why(
                    (before.reading.as_ref(), after.reading.as_ref()),
                    (before.baseline.as_ref(), after.baseline.as_ref()),
                ),
            });
        }
    }
    found
}

fn why(
    readings: (Option<&Point>, Option<&Point>),
    baselines: (Option<&Point>, Option<&Point>),
) -> FlipReason {
    let number = |point: Option<&Point>| point.and_then(|point| point.cell.number());
    match readings {
        (None, Some(_)) => return FlipReason::Known,
        (Some(_), None) => return FlipReason::Gone,
        (Some(before), Some(after)) if before.period != after.period => {
            return FlipReason::Later {
                from: before.period,
                to: after.period,
            };
        }
        _ => {}
    }
    match (number(readings.0), number(readings.1), readings.1) {
        (Some(from), Some(to), Some(point)) if from != to => FlipReason::Revised {
            period: point.period,
            from,
            to,
        },
        _ if number(baselines.0) != number(baselines.1) => FlipReason::Baseline,
        _ => FlipReason::Around,
    }
}

fn of_dataset(
    world: &dyn World,
    workspace: &Workspace,
    dataset: (Id, Text),
    asked: &Asked,
) -> Result<DatasetRevisions, RunError> {
    let until = asked.as_of.unwrap_or_else(|| world.today());
    let own = workspace
        .snapshots
        .iter()
        .filter(|snapshot| snapshot.dataset == dataset.0);
    let own: Vec<&Provenance> = own
        .filter(|snapshot| !is_figures(snapshot) && snapshot.known_since() <= until)
        .collect();
    let wanted = BTreeSet::from([&dataset.0]);
    let mut steps: Vec<VintageStep> = Vec::new();
    let mut earlier: Option<(Provenance, Arc<Cube>)> = None;
    for snapshot in after(own, asked.since, |snapshot| snapshot.known_since()) {
        // Of two snapshots of one day only the last counts; each is read by itself.
        let alone = std::slice::from_ref(snapshot);
        let vintages = Vintages::known_on(alone, snapshot.known_since());
        let mut loaded = workspace.load(world, &vintages, &wanted)?;
        let Some((cube, _)) = loaded.remove(&dataset.0) else {
            continue;
        };
        let before = earlier.as_ref();
        steps.push(step(
            before.map(|(provenance, cube)| (provenance, cube.as_ref())),
            (snapshot, &cube),
        ));
        earlier = Some((snapshot.clone(), cube));
    }
    Ok(DatasetRevisions { dataset, steps })
}

/// What became of all cells from one snapshot to the next.
pub(crate) fn step(before: Option<(&Provenance, &Cube)>, (after, cube): (&Provenance, &Cube)) -> VintageStep {
    let old = before.map(|(_, cube)| cube);
    let (mut new, mut met, mut marked, mut sum, mut both) = (0, 0, 0, 0.0, 0_usize);
    let mut revised = Vec::new();
    cube.beside(old, |at, cell, was| {
        if !is_there(&cell) {
            return;
        }
        let Some(was) = was.filter(is_there) else {
            new += 1;
            return;
        };
        met += 1;
        if let (Some(from), Some(to)) = (was.number(), cell.number()) {
            sum += (to.get() - from.get()).abs();
            both += 1;
        }
        if was.content == cell.content {
            marked += usize::from(was.marks != cell.marks);
            return;
        }
        let code = |(name, code): &(&str, &str)| ((*name).to_owned(), (*code).to_owned());
        revised.push(CellRevision {
            measure: at.measure.to_owned(),
            codes: at.codes.iter().map(code).collect(),
            region: at.region.clone(),
            period: at.period,
            before: was,
            after: cell,
        });
    });
    // Numbers that came or went stand behind all changes of size.
    let size = |one: &CellRevision| one.by().map_or(-1.0, |by| by.get().abs());
    revised.sort_by(|one, other| size(other).total_cmp(&size(one)));
    let is_new = |period: &Period| old.is_some_and(|old| old.period_index(*period).is_none());
    VintageStep {
        before: before.map(|(provenance, _)| provenance.clone()),
        after: after.clone(),
        cells: cube.observation_count(),
        new_periods: cube.periods().iter().copied().filter(is_new).collect(),
        new,
        vanished: old.map_or(0, |old| old.observation_count() - met),
        marked,
        revised,
        mean_absolute: (both > 0).then(|| sum / both as f64).and_then(Number::new),
    }
}

/// Whether the table has a row for a cell.
fn is_there(cell: &Cell) -> bool {
    cell.missing_reason() != Some(Missing::Absent)
}
