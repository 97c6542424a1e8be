//! From a question to where everything stands: evaluate, judge, put together.

use crate::error::RunError;
use crate::judging::{Judging, measures};
use crate::tables::{Loaded, Vintages, is_figures};
use crate::workspace::{self, Workspace};
use crate::world::World;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_indicator::{Source, Tables};
use koers_model::framework::Framework;
use koers_model::freshness::Lateness;
use koers_model::id::Id;
use koers_model::region::{Region, RegionCode};
use koers_model::snapshot::Provenance;
use koers_model::spelling::near;
use koers_model::status::{Question, RunRecord, SourceNote, Status};
use koers_model::text::{Lang, Text};
use std::collections::BTreeSet;

/// What is asked; what is left out comes from the workspace or the clock.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The region judged; else that of `koers.yaml`.
    pub region: Option<RegionCode>,
    /// Only this line or theme.
    pub line: Option<String>,
    /// The day judged; else today.
    pub on: Option<Date>,
    /// The day known; else all that is known.
    pub as_of: Option<Date>,
}

/// Where everything stands.
///
/// # Errors
/// [`RunError::Policy`] when the policy has errors, [`RunError::Unknown`] for a region or line that is not there, [`RunError::Data`] for a snapshot
/// that cannot be read. An indicator that cannot be computed is a reason in the answer, not an error.
pub fn status(world: &dyn World, asked: &Asked, lang: Lang) -> Result<Status, RunError> {
    let workspace = workspace::read(world, lang)?;
    status_of(world, &workspace, asked)
}

/// Where everything stands in a workspace that has been read.
///
/// # Errors
/// As [`status`].
pub fn status_of(world: &dyn World, workspace: &Workspace, asked: &Asked) -> Result<Status, RunError> {
    let definitions = workspace.definitions()?;
    let today = world.today();
    let region = region_of(definitions, asked.region.as_ref())?;
    let line = asked
        .line
        .as_deref()
        .map(|line| line_of(definitions, line))
        .transpose()?;
    let question = Question {
        region: region.code.clone(),
        on: asked.on.unwrap_or(today),
        as_of: asked.as_of.unwrap_or(today),
        line: line.cloned(),
    };
    let vintages = Vintages::known_on(&workspace.snapshots, question.as_of);
    let wanted = wanted_datasets(definitions, line);
    let loaded = workspace.load(world, &vintages, &wanted)?;
    let judging = Judging::of(definitions, &question, &loaded);
    let frameworks = definitions
        .frameworks
        .iter()
        .map(|framework| judging.framework(framework, line))
        .collect();
    let mut inputs = workspace.file_hashes();
    inputs.extend(
        loaded
            .values()
            .map(|(_, p)| (format!("snapshot {} ({})", p.dataset, p.origin), p.hash)),
    );
    inputs.sort();
    // Nobody publishes hand-entered figures anew, and a table of one period has no rhythm.
    let mut late: Vec<Lateness> = loaded
        .iter()
        .filter(|(_, (cube, provenance))| !is_figures(provenance) && cube.periods().len() > 1)
        .filter_map(|(id, (cube, _))| {
            let last = cube.periods().last()?;
            Lateness::of(definitions.datasets.get(id)?, *last, question.as_of)
        })
        .collect();
    late.sort_by_key(|one| std::cmp::Reverse(one.days));
    Ok(Status {
        record: RunRecord {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            question: question.clone(),
            inputs,
        },
        workspace: definitions.workspace.name.clone(),
        region_name: region.name.clone(),
        frameworks,
        late,
    })
}

/// The region that is asked for, or that of the workspace.
pub(crate) fn region_of<'a>(
    definitions: &'a Definitions,
    asked: Option<&RegionCode>,
) -> Result<&'a Region, RunError> {
    let code = asked.unwrap_or(&definitions.workspace.region);
    definitions.regions.get(code).ok_or_else(|| RunError::Unknown {
        what: "region",
        id: code.to_string(),
        near: regions_near(definitions, code.as_str()),
    })
}

/// The codes of regions that may be meant: who does not know the code writes the name.
fn regions_near(definitions: &Definitions, written: &str) -> Vec<String> {
    let wanted = written.trim().to_lowercase();
    let named = definitions
        .regions
        .iter()
        .filter(|region| region.name.to_lowercase() == wanted);
    let codes: Vec<String> = named.map(|region| region.code.to_string()).take(3).collect();
    match codes.is_empty() {
        false => codes,
        true => near(
            written,
            definitions.regions.iter().map(|region| region.code.as_str()),
        ),
    }
}

fn line_of<'a>(definitions: &'a Definitions, line: &str) -> Result<&'a Id, RunError> {
    let groups = || {
        definitions
            .frameworks
            .iter()
            .flat_map(|f| f.judged().map(|judged| &judged.group.id))
    };
    groups()
        .find(|id| id.as_str() == line)
        .ok_or_else(|| RunError::Unknown {
            what: "line or theme",
            id: line.to_owned(),
            near: near(line, groups().map(Id::as_str)),
        })
}

/// The data sets behind everything that is to be judged.
pub(crate) fn wanted_datasets<'a>(definitions: &'a Definitions, line: Option<&Id>) -> BTreeSet<&'a Id> {
    let judged = definitions.frameworks.iter().flat_map(Framework::judged);
    let judged = judged.filter(|judged| line.is_none_or(|line| judged.group.id == *line));
    judged
        .filter_map(|judged| judged.measurement)
        .flat_map(measures)
        .filter_map(|measure| definitions.indicators.get(&measure.indicator))
        .flat_map(|indicator| indicator.rule.datasets())
        .collect()
}

/// Cubes and records as the indicator room takes them.
pub(crate) fn tables_of<'a>(definitions: &'a Definitions, loaded: &'a Loaded<'a>) -> Tables<'a> {
    let mut tables = Tables::new(&definitions.regions);
    for (id, (cube, provenance)) in loaded {
        if let Some(dataset) = definitions.datasets.get(id) {
            tables.insert(Source {
                cube,
                provenance,
                dataset,
            });
        }
    }
    tables
}

/// A source as it is shown beside a figure.
pub(crate) fn source_note(dataset: &koers_model::dataset::Dataset, provenance: &Provenance) -> SourceNote {
    SourceNote {
        dataset: dataset.id.clone(),
        attribution: dataset.attribution.clone(),
        licence: dataset.licence.clone(),
        published: provenance.published,
        retrieved: provenance.retrieved,
        snapshot: provenance.hash,
    }
}

/// The programmes in an answer that were made for another region than the one judged, with the name of theirs.
#[must_use]
pub fn made_for_others<'a>(workspace: &'a Workspace, status: &'a Status) -> Vec<(&'a Text, &'a str)> {
    let Some(definitions) = &workspace.checked.definitions else {
        return Vec::new();
    };
    let judged = &status.record.question.region;
    let others = definitions
        .frameworks
        .iter()
        .filter(|framework| framework.region != *judged);
    others
        .filter_map(|framework| {
            Some((
                &framework.title,
                definitions.regions.get(&framework.region)?.name.as_str(),
            ))
        })
        .collect()
}
