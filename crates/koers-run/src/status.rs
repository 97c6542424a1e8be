//! From a question to where everything stands: evaluate, judge, put together.

use crate::error::RunError;
use crate::revisions::JudgedBy;
use crate::tables::{Loaded, Vintages};
use crate::workspace::{self, Workspace};
use crate::world::World;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_indicator::{ReadingTable, Scope, Source, Tables};
use koers_model::framework::{Framework, Judged, Measure, Measurement};
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::region::{Region, RegionCode};
use koers_model::snapshot::Provenance;
use koers_model::spelling::near;
use koers_model::status::{
    FrameworkStatus, GroupStatus, MeasureStatus, OutcomeStatus, Question, RunRecord, SourceNote, Status,
};
use koers_model::target::Goal;
use koers_model::text::{Lang, Text};
use koers_model::verdict::{Judgement, Point, Reason, Verdict};
use koers_outcome::{JudgeInput, Peer, judge, outcome_verdict, required_path};
use std::collections::{BTreeMap, BTreeSet};

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
    let region = region_of(definitions, asked)?;
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
    Ok(Status {
        record: RunRecord {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            question: question.clone(),
            inputs,
        },
        workspace: definitions.workspace.name.clone(),
        region_name: region.name.clone(),
        frameworks,
    })
}

/// Every measure of an outcome that rests on an indicator, judged, in the order of the programmes.
pub(crate) fn judged_by(
    world: &dyn World,
    workspace: &Workspace,
    indicator: &Id,
    question: &Question,
) -> Result<Vec<JudgedBy>, RunError> {
    let definitions = workspace.definitions()?;
    let wanted = definitions
        .indicators
        .get(indicator)
        .map_or_else(BTreeSet::new, |indicator| indicator.rule.datasets());
    let vintages = Vintages::known_on(&workspace.snapshots, question.as_of);
    let loaded = workspace.load(world, &vintages, &wanted)?;
    let judging = Judging::of(definitions, question, &loaded);
    let mut found = Vec::new();
    for framework in &definitions.frameworks {
        for judged in framework.judged() {
            let measures = judged.measurement.map(measures).unwrap_or_default();
            let own = measures.iter().filter(|measure| measure.indicator == *indicator);
            let statuses = own.filter_map(|measure| judging.measure(framework, measure));
            found.extend(statuses.map(|measure| JudgedBy {
                framework: framework.id.clone(),
                outcome: (judged.element.id.clone(), judged.element.title.text().clone()),
                measure,
            }));
        }
    }
    Ok(found)
}

/// The region that is asked for, or that of the workspace.
pub(crate) fn region_of<'a>(definitions: &'a Definitions, asked: &Asked) -> Result<&'a Region, RunError> {
    let code = asked.region.as_ref().unwrap_or(&definitions.workspace.region);
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
fn wanted_datasets<'a>(definitions: &'a Definitions, line: Option<&Id>) -> BTreeSet<&'a Id> {
    let judged = definitions.frameworks.iter().flat_map(Framework::judged);
    let judged = judged.filter(|judged| line.is_none_or(|line| judged.group.id == *line));
    judged
        .filter_map(|judged| judged.measurement)
        .flat_map(measures)
        .filter_map(|measure| definitions.indicators.get(&measure.indicator))
        .flat_map(|indicator| indicator.rule.datasets())
        .collect()
}

fn measures(measurement: &Measurement) -> &[Measure] {
    match measurement {
        Measurement::Measured(measures) => measures,
        Measurement::Qualitative { .. } | Measurement::Unmeasured { .. } => &[],
    }
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

/// Everything that one answer is made from.
struct Judging<'a> {
    definitions: &'a Definitions,
    question: &'a Question,
    tables: Tables<'a>,
    provenances: BTreeMap<&'a Id, &'a Provenance>,
}

impl<'a> Judging<'a> {
    fn of(definitions: &'a Definitions, question: &'a Question, loaded: &'a Loaded<'a>) -> Self {
        let provenances = loaded.iter().map(|(id, (_, provenance))| (id, *provenance));
        Self {
            definitions,
            question,
            tables: tables_of(definitions, loaded),
            provenances: provenances.collect(),
        }
    }
}

impl Judging<'_> {
    fn framework(&self, framework: &Framework, line: Option<&Id>) -> FrameworkStatus {
        let mut groups: Vec<GroupStatus> = Vec::new();
        for judged in framework
            .judged()
            .filter(|judged| line.is_none_or(|line| judged.group.id == *line))
        {
            let outcome = self.outcome(framework, &judged);
            match groups.last_mut() {
                Some(group) if group.id == judged.group.id => group.outcomes.push(outcome),
                _ => groups.push(GroupStatus {
                    id: judged.group.id.clone(),
                    title: judged.group.title.text().clone(),
                    subtitle: subtitle(framework, &judged.group.id),
                    outcomes: vec![outcome],
                }),
            }
        }
        FrameworkStatus {
            id: framework.id.clone(),
            title: framework.title.clone(),
            period: framework.period,
            documents: framework
                .documents
                .iter()
                .map(|document| (document.id.clone(), document.title.clone()))
                .collect(),
            groups,
        }
    }

    fn outcome(&self, framework: &Framework, judged: &Judged<'_>) -> OutcomeStatus {
        let statuses: Vec<MeasureStatus> = judged
            .measurement
            .map(measures)
            .unwrap_or_default()
            .iter()
            .filter_map(|measure| self.measure(framework, measure))
            .collect();
        let judgements: Vec<_> = statuses
            .iter()
            .map(|status| (status.part, &status.judgement))
            .collect();
        let (verdict, reason) = outcome_verdict(judged.measurement, &judgements);
        let (rubric, why, would_do) = match judged.measurement {
            Some(Measurement::Qualitative { rubric, why }) => (rubric.clone(), Some(why.clone()), None),
            Some(Measurement::Unmeasured { why, would_do }) => {
                (vec![], Some(why.clone()), Some(would_do.clone()))
            }
            _ => (vec![], None, None),
        };
        OutcomeStatus {
            id: judged.element.id.clone(),
            title: judged.element.title.text().clone(),
            text: judged.element.text.clone(),
            cite: judged.element.cite.clone(),
            verdict,
            reason,
            measures: statuses,
            rubric,
            why,
            would_do,
            activities: framework
                .serving(&judged.element.id)
                .map(|activity| (activity.element.id.clone(), activity.element.title.text().clone()))
                .collect(),
        }
    }

    /// One measure judged; `None` only for an indicator that is not defined, which the check refuses.
    fn measure(&self, framework: &Framework, measure: &Measure) -> Option<MeasureStatus> {
        let indicator = self.definitions.indicators.get(&measure.indicator)?;
        // A starting figure that a programme states is that of its own region; another region starts from its own figures.
        let mut own = measure.clone();
        if framework.region != self.question.region {
            own.target.baseline.value = None;
            own.target.baseline.cite.clear();
        }
        let measure = &own;
        let regions = self.regions_needed(indicator, measure);
        let nonsense = self.compares_with_itself(&measure.target.goal);
        let (series, benchmarks, judgement, path) =
            match koers_indicator::evaluate(indicator, &self.tables, &Scope::Regions(&regions)) {
                // The snapshot of then can be there without the measure: it was published later.
                Ok(readings) if !readings.has_figures() => (
                    vec![],
                    self.unseen(&measure.target.goal),
                    self.silent(measure, Reason::NothingKnownYet),
                    vec![],
                ),
                Ok(readings) => {
                    let (series, benchmarks, judgement, path) = self.judged(indicator, measure, &readings);
                    match nonsense {
                        Some(what) => {
                            let silent = self.silent(measure, Reason::CannotCompute { what });
                            (series, benchmarks, silent, vec![])
                        }
                        None => (series, benchmarks, judgement, path),
                    }
                }
                Err(error) => (
                    vec![],
                    self.unseen(&measure.target.goal),
                    self.silent(measure, self.why_not(indicator, &error)),
                    vec![],
                ),
            };
        Some(MeasureStatus {
            indicator: indicator.id.clone(),
            version: indicator.version,
            title: indicator.title.clone(),
            unit: indicator.unit,
            decimals: indicator.decimals,
            counted: indicator.counted,
            part: measure.part,
            covers: measure.covers.clone(),
            judgement,
            series,
            benchmarks,
            path,
            sources: self.sources(indicator),
        })
    }

    /// A gap of a region to itself is no gap, and a province has no place among COROP areas.
    fn compares_with_itself(&self, goal: &Goal) -> Option<String> {
        let region = &self.question.region;
        match goal {
            Goal::Gap { benchmark, .. } if benchmark == region => Some(format!("{region} = {benchmark}")),
            Goal::Rank { among, .. } => {
                let kind = self.definitions.regions.get(region)?.kind;
                (kind != *among).then(|| format!("{region} ({}) / {}", kind.word(), among.word()))
            }
            _ => None,
        }
    }

    /// The region judged, the second look, and whoever the goal compares with.
    fn regions_needed(&self, indicator: &Indicator, measure: &Measure) -> Vec<RegionCode> {
        let mut regions = vec![self.question.region.clone()];
        regions.extend(indicator.benchmarks.iter().cloned());
        regions.extend(self.definitions.workspace.compare.iter().cloned());
        match &measure.target.goal {
            Goal::Gap { benchmark, .. } => regions.push(benchmark.clone()),
            Goal::Rank { among, .. } => {
                let peers = self.definitions.regions.of_kind(*among, self.question.on);
                regions.extend(peers.map(|region| region.code.clone()));
            }
            _ => {}
        }
        regions.sort();
        regions.dedup();
        regions
    }

    #[expect(
        clippy::type_complexity,
        reason = "the four parts go straight into `MeasureStatus`"
    )]
    fn judged(
        &self,
        indicator: &Indicator,
        measure: &Measure,
        readings: &ReadingTable,
    ) -> (
        Vec<Point>,
        Vec<(RegionCode, String, Vec<Point>)>,
        Judgement,
        Vec<(koers_model::period::Period, koers_model::value::Number)>,
    ) {
        let region = &self.question.region;
        let series = readings.series(region);
        let benchmark = match &measure.target.goal {
            Goal::Gap { benchmark, .. } => Some(readings.series(benchmark)),
            _ => None,
        };
        let peers: Vec<Peer> = match &measure.target.goal {
            Goal::Rank { among, .. } => self
                .definitions
                .regions
                .of_kind(*among, self.question.on)
                .filter(|peer| peer.code != *region)
                .map(|peer| Peer {
                    region: peer.code.clone(),
                    series: readings.series(&peer.code),
                })
                .collect(),
            _ => Vec::new(),
        };
        let input = JudgeInput {
            target: &measure.target,
            series: &series,
            benchmark: benchmark.as_deref(),
            peers: &peers,
            on: self.question.on,
            stale_after_months: indicator.stale_after_months,
            counted: indicator.counted,
            unit: indicator.unit,
        };
        let judgement = judge(&input);
        let path = required_path(&input);
        // The region of a gap is always named, also when it has no figures; others only when they add a line to the chart.
        let compared = match &measure.target.goal {
            Goal::Gap { benchmark, .. } => Some(benchmark),
            _ => None,
        };
        // First those of the indicator, then those of the workspace that it does not name.
        let own = indicator.benchmarks.iter();
        let more = self
            .definitions
            .workspace
            .compare
            .iter()
            .filter(|code| !indicator.benchmarks.contains(code));
        let others = own.chain(more).filter(|code| Some(*code) != compared);
        let benchmarks = compared
            .into_iter()
            .chain(others)
            .filter(|code| *code != region)
            .filter_map(|code| {
                let name = self.definitions.regions.get(code)?.name.clone();
                let points = readings.series(code);
                let has_figures = points.iter().any(|point| point.cell.number().is_some());
                (has_figures || Some(code) == compared).then(|| (code.clone(), name, points))
            })
            .collect();
        (series, benchmarks, judgement, path)
    }

    /// The region of a gap, by name, while nothing is known of its figures.
    fn unseen(&self, goal: &Goal) -> Vec<(RegionCode, String, Vec<Point>)> {
        let Goal::Gap { benchmark, .. } = goal else {
            return Vec::new();
        };
        let region = self.definitions.regions.get(benchmark);
        let named = region.map(|region| (benchmark.clone(), region.name.clone(), Vec::new()));
        named.into_iter().collect()
    }

    /// A judgement that says only why there is none.
    fn silent(&self, measure: &Measure, reason: Reason) -> Judgement {
        Judgement {
            verdict: Verdict::CannotBeSaid,
            reason,
            reading: None,
            baseline: None,
            required: None,
            margin: None,
            rank: None,
            other_bases: Vec::new(),
            months_old: None,
            target: measure.target.clone(),
        }
    }

    /// Why an indicator could not be computed, in the words of a verdict.
    fn why_not(&self, indicator: &Indicator, error: &koers_indicator::EvaluateError) -> Reason {
        let all_there = indicator
            .rule
            .datasets()
            .into_iter()
            .all(|id| self.provenances.contains_key(id));
        if all_there {
            Reason::CannotCompute {
                what: error.to_string(),
            }
        } else {
            Reason::NothingKnownYet
        }
    }

    fn sources(&self, indicator: &Indicator) -> Vec<SourceNote> {
        let notes: BTreeSet<SourceNote> = indicator
            .rule
            .datasets()
            .into_iter()
            .filter_map(|id| {
                let dataset = self.definitions.datasets.get(id)?;
                Some(source_note(dataset, self.provenances.get(id)?))
            })
            .collect();
        notes.into_iter().collect()
    }
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

fn subtitle(framework: &Framework, group: &Id) -> Option<Text> {
    framework
        .lines
        .iter()
        .find(|line| line.element.id == *group)
        .and_then(|line| line.subtitle.clone())
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
