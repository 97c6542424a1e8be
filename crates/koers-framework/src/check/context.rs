//! What every rule may look at: the records, indexed once.

use crate::definitions::Definitions;
use crate::file::assemble;
use crate::file::dataset::DatasetFile;
use crate::file::framework::{About, FrameworkFile};
use crate::file::indicator::IndicatorFile;
use crate::parse::{FileFault, Parsed};
use crate::place::Place;
use koers_model::dataset::Coverage;
use koers_model::diagnostic::Span;
use koers_model::id::Id;
use koers_model::text::Lang;
use std::collections::BTreeMap;

/// One programme: its files together.
pub(super) struct Programme<'p> {
    pub(super) id: &'p Id,
    pub(super) files: Vec<&'p FrameworkFile>,
    pub(super) about: Option<&'p About>,
}

/// What every rule may look at.
pub(super) struct Context<'p> {
    pub(super) parsed: &'p Parsed,
    pub(super) coverage: &'p BTreeMap<Id, Coverage>,
    pub(super) lang: Lang,
    pub(super) programmes: Vec<Programme<'p>>,
    pub(super) indicators: BTreeMap<&'p Id, &'p IndicatorFile>,
    pub(super) datasets: BTreeMap<&'p Id, &'p DatasetFile>,
}

impl<'p> Context<'p> {
    pub(super) fn new(parsed: &'p Parsed, coverage: &'p BTreeMap<Id, Coverage>, lang: Lang) -> Self {
        let mut programmes: BTreeMap<&Id, Programme<'_>> = BTreeMap::new();
        for part in &parsed.frameworks {
            let Some(id) = &part.record.framework else {
                continue;
            };
            let programme = programmes.entry(&id.value).or_insert_with(|| Programme {
                id: &id.value,
                files: Vec::new(),
                about: None,
            });
            programme.files.push(&part.record);
            programme.about = programme.about.or(part.record.about.as_ref());
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
        Self {
            parsed,
            coverage,
            lang,
            programmes: programmes.into_values().collect(),
            indicators,
            datasets,
        }
    }

    /// Chooses between a Dutch and an English wording.
    pub(super) fn say<T>(&self, nl: T, en: T) -> T {
        self.lang.pick(nl, en)
    }

    pub(super) fn span(&self, place: Place) -> Span {
        self.parsed.sources.span(place)
    }

    /// Builds the definitions. `None` only when something is missing that a rule has reported.
    pub(super) fn build(&self) -> Option<Definitions> {
        let mut frameworks: Vec<_> = self
            .programmes
            .iter()
            .map(|programme| assemble::framework(programme.id, &programme.files))
            .collect::<Option<_>>()?;
        frameworks.sort_by(|a, b| (a.period.from, &a.id).cmp(&(b.period.from, &b.id)));
        let mut successions: Vec<_> = self
            .parsed
            .successions
            .iter()
            .map(|succession| succession.value.build())
            .collect::<Option<_>>()?;
        successions.sort_by(|a, b| a.id.cmp(&b.id));
        let tests = self.parsed.tests.iter().map(|test| {
            let cases = test.record.tests.iter().map(|case| case.build());
            Some((Id::new(&test.stem).ok()?, cases.collect::<Option<Vec<_>>>()?))
        });
        Some(Definitions {
            workspace: self.parsed.workspace.as_ref()?.build()?,
            frameworks,
            successions,
            indicators: self
                .indicators
                .iter()
                .map(|(id, file)| Some(((*id).clone(), file.build()?)))
                .collect::<Option<_>>()?,
            tests: tests.collect::<Option<_>>()?,
            datasets: self
                .datasets
                .iter()
                .map(|(id, file)| Some(((*id).clone(), file.build()?)))
                .collect::<Option<_>>()?,
            regions: self.parsed.regions.clone(),
        })
    }

    pub(super) fn file_faults(&self) -> impl Iterator<Item = &'p FileFault> {
        self.parsed.file_faults.iter()
    }
}
