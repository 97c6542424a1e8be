//! From readings to verdicts: each measure of a programme, its outcome, its lines.

use crate::status::{source_note, tables_of};
use crate::tables::Loaded;
use koers_framework::Definitions;
use koers_indicator::{ReadingTable, Scope, Tables};
use koers_model::framework::{Framework, Judged, Measure, Measurement};
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::snapshot::Provenance;
use koers_model::status::{FrameworkStatus, GroupStatus, MeasureStatus, OutcomeStatus, Question, SourceNote};
use koers_model::target::Goal;
use koers_model::text::Text;
use koers_model::value::Number;
use koers_model::verdict::{Judgement, Point, Reason, Verdict};
use koers_outcome::{JudgeInput, Peer, judge, outcome_verdict, required_path};
use std::collections::{BTreeMap, BTreeSet};

/// A measure of an outcome, judged.
pub(crate) struct JudgedBy {
    pub(crate) framework: Id,
    pub(crate) outcome: (Id, Text),
    pub(crate) measure: MeasureStatus,
}

/// The measures behind an outcome that is measured.
pub(crate) fn measures(measurement: &Measurement) -> &[Measure] {
    match measurement {
        Measurement::Measured(measures) => measures,
        Measurement::Qualitative { .. } | Measurement::Unmeasured { .. } => &[],
    }
}

/// Everything that one answer is made from.
pub(crate) struct Judging<'a> {
    definitions: &'a Definitions,
    question: &'a Question,
    tables: Tables<'a>,
    provenances: BTreeMap<&'a Id, &'a Provenance>,
}

impl<'a> Judging<'a> {
    pub(crate) fn of(definitions: &'a Definitions, question: &'a Question, loaded: &'a Loaded<'a>) -> Self {
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
    /// Every measure of an outcome that rests on an indicator, judged, in the order of the programmes.
    pub(crate) fn of_indicator(&self, indicator: &Id) -> Vec<JudgedBy> {
        let mut found = Vec::new();
        for framework in &self.definitions.frameworks {
            for judged in framework.judged() {
                let measures = judged.measurement.map(measures).unwrap_or_default();
                let own = measures.iter().filter(|measure| measure.indicator == *indicator);
                let statuses = own.filter_map(|measure| self.measure(framework, measure));
                found.extend(statuses.map(|measure| JudgedBy {
                    framework: framework.id.clone(),
                    outcome: (judged.element.id.clone(), judged.element.title.text().clone()),
                    measure,
                }));
            }
        }
        found
    }

    pub(crate) fn framework(&self, framework: &Framework, line: Option<&Id>) -> FrameworkStatus {
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
        Vec<(Period, Number)>,
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

fn subtitle(framework: &Framework, group: &Id) -> Option<Text> {
    framework
        .lines
        .iter()
        .find(|line| line.element.id == *group)
        .and_then(|line| line.subtitle.clone())
}
