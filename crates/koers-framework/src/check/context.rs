//! What every rule may look at: the records, indexed once.

use super::Beside;
use super::programme::Programme;
use crate::definitions::{Definitions, Yardstick};
use crate::file::aid::AidFile;
use crate::file::assemble;
use crate::file::criteria::CriteriaFile;
use crate::file::dataset::DatasetFile;
use crate::file::framework::FrameworkFile;
use crate::file::indicator::IndicatorFile;
use crate::parse::Parsed;
use crate::place::Place;
use koers_model::dataset::Coverage;
use koers_model::diagnostic::Span;
use koers_model::id::Id;
use koers_model::outline::TileLayout;
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// What every rule may look at.
pub(super) struct Context<'p> {
    pub(super) parsed: &'p Parsed,
    pub(super) coverage: &'p BTreeMap<Id, Coverage>,
    /// What people entered, where it is known.
    pub(super) register: Option<&'p Register>,
    pub(super) lang: Lang,
    /// By id.
    pub(super) programmes: Vec<Programme<'p>>,
    pub(super) indicators: BTreeMap<&'p Id, &'p IndicatorFile>,
    pub(super) datasets: BTreeMap<&'p Id, &'p DatasetFile>,
    /// By set and version.
    pub(super) criteria: BTreeMap<&'p Id, BTreeMap<u32, &'p CriteriaFile>>,
    pub(super) aid: BTreeMap<&'p Id, &'p AidFile>,
    /// Names of indicators and data sets whose file is there but says nothing that can be read.
    unread_indicators: BTreeSet<&'p str>,
    unread_datasets: BTreeSet<&'p str>,
    unread_aid: BTreeSet<&'p str>,
}

impl<'p> Context<'p> {
    pub(super) fn new(parsed: &'p Parsed, beside: &Beside<'p>, lang: Lang) -> Self {
        let mut programmes: BTreeMap<&Id, Vec<&FrameworkFile>> = BTreeMap::new();
        for part in &parsed.frameworks {
            if let Some(id) = &part.id {
                programmes.entry(id).or_default().push(&part.record);
            }
        }
        let mut indicators = BTreeMap::new();
        for indicator in &parsed.indicators {
            if let Some(id) = &indicator.record.indicator {
                indicators.entry(&id.value).or_insert(&indicator.record);
            }
        }
        let mut datasets = BTreeMap::new();
        for dataset in &parsed.datasets {
            if let Some(id) = &dataset.record.dataset {
                datasets.entry(&id.value).or_insert(&dataset.record);
            }
        }
        let mut criteria: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for file in &parsed.criteria {
            if let (Some(set), Some(version)) = (&file.record.set, &file.record.version) {
                let versions = criteria.entry(&set.value).or_default();
                versions.entry(version.value).or_insert(&file.record);
            }
        }
        let mut aid = BTreeMap::new();
        for file in &parsed.aid {
            if let Some(id) = &file.record.rule {
                aid.entry(&id.value).or_insert(&file.record);
            }
        }
        let unread = |folder: &str| {
            let stems = parsed
                .unread
                .iter()
                .filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".yaml"));
            stems.collect::<BTreeSet<&str>>()
        };
        let unnamed_indicators = parsed
            .indicators
            .iter()
            .filter(|named| named.record.indicator.is_none())
            .map(|named| named.stem.as_str());
        let unnamed_datasets = parsed
            .datasets
            .iter()
            .filter(|named| named.record.dataset.is_none())
            .map(|named| named.stem.as_str());
        let unnamed_aid = parsed
            .aid
            .iter()
            .filter(|named| named.record.rule.is_none())
            .map(|named| named.stem.as_str());
        Self {
            parsed,
            coverage: beside.coverage,
            register: beside.register,
            lang,
            programmes: programmes
                .into_iter()
                .map(|(id, files)| Programme::new(id, files))
                .collect(),
            indicators,
            datasets,
            criteria,
            aid,
            unread_indicators: unread("indicators/")
                .into_iter()
                .chain(unnamed_indicators)
                .collect(),
            unread_datasets: unread("catalogue/").into_iter().chain(unnamed_datasets).collect(),
            unread_aid: unread("aid/").into_iter().chain(unnamed_aid).collect(),
        }
    }

    /// Chooses between a Dutch and an English wording.
    pub(super) fn say<T>(&self, nl: T, en: T) -> T {
        self.lang.pick(nl, en)
    }

    pub(super) fn span(&self, place: Place) -> Span {
        self.parsed.sources.span(place)
    }

    /// Whether every file below a folder was read. Where one was not, rules that reason from absence hold back: what
    /// they miss may stand there.
    pub(super) fn complete(&self, folder: &str) -> bool {
        !self.parsed.unread.iter().any(|path| path.starts_with(folder))
    }

    /// Whether an indicator is defined, or may be in a file that could not be read.
    pub(super) fn knows_indicator(&self, id: &Id) -> bool {
        self.indicators.contains_key(id) || self.unread_indicators.contains(id.as_str())
    }

    /// Whether a data set is defined, or may be in a file that could not be read.
    pub(super) fn knows_dataset(&self, id: &Id) -> bool {
        self.datasets.contains_key(id) || self.unread_datasets.contains(id.as_str())
    }

    /// Whether an aid rule is defined, or may be in a file that could not be read.
    pub(super) fn knows_aid(&self, id: &Id) -> bool {
        self.aid.contains_key(id) || self.unread_aid.contains(id.as_str())
    }

    /// A version of a criteria set.
    pub(super) fn yardstick(&self, set: &Id, version: u32) -> Option<&'p CriteriaFile> {
        self.criteria.get(set)?.get(&version).copied()
    }

    /// The programme with an id.
    pub(super) fn programme(&self, id: &Id) -> Option<&Programme<'p>> {
        let found = self.programmes.binary_search_by(|programme| programme.id.cmp(id));
        found.ok().and_then(|at| self.programmes.get(at))
    }

    /// Builds the definitions. `None` only when something is missing that a rule has reported.
    pub(super) fn build(&self) -> Option<Definitions> {
        let frameworks = self
            .programmes
            .iter()
            .map(|programme| assemble::framework(programme.id, &programme.files));
        let mut frameworks: Vec<_> = frameworks.collect::<Option<_>>()?;
        frameworks.sort_by(|a, b| (a.period.from, &a.id).cmp(&(b.period.from, &b.id)));
        let successions = self.parsed.successions.iter();
        let mut successions: Vec<_> = successions
            .map(|succession| succession.value.build())
            .collect::<Option<_>>()?;
        successions.sort_by(|a, b| a.id.cmp(&b.id));
        let tests = self.parsed.tests.iter().map(|test| {
            let cases = test.record.tests.iter().map(|case| case.build());
            Some((Id::new(&test.stem).ok()?, cases.collect::<Option<Vec<_>>>()?))
        });
        let indicators = self
            .indicators
            .iter()
            .map(|(id, file)| Some(((*id).clone(), file.build()?)));
        let datasets = self
            .datasets
            .iter()
            .map(|(id, file)| Some(((*id).clone(), file.build()?)));
        let mut criteria: BTreeMap<Id, BTreeMap<u32, Yardstick>> = BTreeMap::new();
        for file in &self.parsed.criteria {
            let set = file.record.build()?;
            let hash = Hash::of(self.parsed.sources.file(file.file.file)?.text.as_bytes());
            let versions = criteria.entry(set.id.clone()).or_default();
            versions.insert(set.version, Yardstick { set, hash });
        }
        let aid_rules = self
            .aid
            .iter()
            .map(|(id, file)| Some(((*id).clone(), file.build()?)));
        let selections = self.parsed.selections.iter().map(|file| {
            let plan = file.record.build()?;
            Some((plan.id.clone(), plan))
        });
        let analyses = self.parsed.analyses.iter().map(|file| {
            let figures = file.record.build()?;
            Some((figures.id.clone(), figures))
        });
        let evaluations = self.parsed.evaluations.iter().map(|file| {
            let planned = self.parsed.planned(file)?;
            Some((planned.plan.id.clone(), planned))
        });
        Some(Definitions {
            workspace: self.parsed.workspace.as_ref()?.build()?,
            frameworks,
            successions,
            indicators: indicators.collect::<Option<_>>()?,
            tests: tests.collect::<Option<_>>()?,
            datasets: datasets.collect::<Option<_>>()?,
            regions: self.parsed.regions.clone(),
            tiles: TileLayout::new(self.parsed.tiles.iter().map(|row| {
                let row = &row.value;
                (row.code.clone(), row.tile, row.label.clone())
            })),
            criteria,
            aid_rules: aid_rules.collect::<Option<_>>()?,
            analyses: analyses.collect::<Option<_>>()?,
            evaluations: evaluations.collect::<Option<_>>()?,
            selections: selections.collect::<Option<_>>()?,
        })
    }
}
