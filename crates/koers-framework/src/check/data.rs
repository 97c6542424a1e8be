//! What the data sets behind a rule hold, as far as their snapshots tell.

use super::context::Context;
use crate::file::indicator::{OperandEntry, RuleEntry, SeriesEntry};
use crate::file::leaf::RuleKind;
use crate::place::Sp;
use jiff::civil::Date;
use koers_model::dataset::Coverage;
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::{RegionCode, RegionKind};
use std::collections::{BTreeMap, BTreeSet};

/// Answers which regions the data sets cover. Remembers its answers: the same question comes from many targets.
pub(super) struct Cover<'c, 'p> {
    context: &'c Context<'p>,
    known: BTreeMap<(Id, RegionCode, bool), bool>,
}

impl<'c, 'p> Cover<'c, 'p> {
    pub(super) fn new(context: &'c Context<'p>) -> Self {
        Self {
            context,
            known: BTreeMap::new(),
        }
    }

    /// The data sets of a rule that have no figures of a region, neither published nor as the sum of its parts.
    /// Data sets without a snapshot are not among them.
    pub(super) fn lacking<'r>(&mut self, rule: &'r RuleEntry, region: &RegionCode) -> Vec<&'r Sp<Id>> {
        let mut lacking: Vec<&Sp<Id>> = Vec::new();
        for (_, series) in rule.series() {
            let Some(dataset) = &series.dataset else {
                continue;
            };
            if self.covers(series, &dataset.value, region) == Some(false)
                && !lacking.iter().any(|known| known.value == dataset.value)
            {
                lacking.push(dataset);
            }
        }
        lacking
    }

    fn covers(&mut self, series: &SeriesEntry, dataset: &Id, region: &RegionCode) -> Option<bool> {
        let coverage = self.context.coverage.get(dataset)?;
        if coverage.regions.contains(region) {
            return Some(true);
        }
        let additive = is_additive(self.context, series, dataset);
        let key = (dataset.clone(), region.clone(), additive);
        let context = self.context;
        Some(
            *self
                .known
                .entry(key)
                .or_insert_with(|| additive && adds_up(context, coverage, region)),
        )
    }
}

/// Whether figures of the measure of a series add up over regions.
pub(super) fn is_additive(context: &Context<'_>, series: &SeriesEntry, dataset: &Id) -> bool {
    let measures = context.datasets.get(dataset).map(|dataset| &dataset.measures.0);
    let measure = series.measure.as_ref().map(|measure| &measure.value);
    measures
        .into_iter()
        .flatten()
        .find(|(key, _)| Some(&key.value) == measure)
        .and_then(|(_, info)| info.additive.as_ref())
        .is_some_and(|additive| additive.value)
}

/// Whether every part of one kind has figures.
fn adds_up(context: &Context<'_>, coverage: &Coverage, region: &RegionCode) -> bool {
    let registry = &context.parsed.regions;
    let day = coverage.periods.map_or(Date::MAX, |(_, last)| last.end());
    let kinds: BTreeSet<RegionKind> = coverage
        .regions
        .iter()
        .filter_map(|code| registry.get(code))
        .map(|region| region.kind)
        .collect();
    kinds.into_iter().any(|kind| {
        let parts = registry.parts(region, kind, day);
        !parts.is_empty() && parts.iter().all(|part| coverage.regions.contains(&part.code))
    })
}

/// First and last period for which a rule can give a figure; `None` where the snapshots do not tell.
pub(super) fn reach(context: &Context<'_>, rule: &RuleEntry) -> Option<(Period, Period)> {
    let kind = rule.kind.as_ref()?.value;
    let mut reached: Option<(Period, Period)> = None;
    for operand in rule.operands() {
        let (first, last) = match operand {
            OperandEntry::Series(series) => series_reach(context, series)?,
            OperandEntry::Rule(inner) => reach(context, inner.rule.as_deref()?)?,
        };
        reached = Some(match reached {
            None => (first, last),
            Some((a, b)) if a.frequency() == first.frequency() => (a.max(first), b.min(last)),
            Some(_) => return None,
        });
    }
    let (first, last) = reached?;
    if matches!(kind, RuleKind::Growth | RuleKind::RegionalShift) {
        let over = i32::try_from(rule.over.as_ref()?.value).ok()?;
        return Some((first.plus(over), last));
    }
    Some((first, last))
}

fn series_reach(context: &Context<'_>, series: &SeriesEntry) -> Option<(Period, Period)> {
    let (first, last) = context.coverage.get(&series.dataset.as_ref()?.value)?.periods?;
    if series.yearly.is_none() || first.frequency() == Frequency::Year {
        return Some((first, last));
    }
    // A year needs all its parts.
    let (mut from, mut to) = (first.to_year()?, last.to_year()?);
    if from.start() < first.start() {
        from = from.plus(1);
    }
    if last.end() < to.end() {
        to = to.plus(-1);
    }
    Some((from, to))
}

/// The last day of the newest figure of any data set: at least then this workspace was fed.
pub(super) fn newest(context: &Context<'_>) -> Option<Date> {
    let ends = context.coverage.values().filter_map(|coverage| coverage.periods);
    ends.map(|(_, last)| last.end()).max()
}

/// The frequency of a rule, by the catalogue; `None` where it is not known or where its parts differ.
pub(super) fn frequency(context: &Context<'_>, rule: &RuleEntry) -> Option<Frequency> {
    let mut found = None;
    for operand in rule.operands() {
        let one = operand_frequency(context, operand)?;
        if found.is_some_and(|found| found != one) {
            return None;
        }
        found = Some(one);
    }
    found
}

/// The frequency of an operand.
pub(super) fn operand_frequency(context: &Context<'_>, operand: &OperandEntry) -> Option<Frequency> {
    match operand {
        OperandEntry::Rule(inner) => frequency(context, inner.rule.as_deref()?),
        OperandEntry::Series(series) => {
            let dataset = context.datasets.get(&series.dataset.as_ref()?.value)?;
            let published = dataset.frequency.as_ref()?.value;
            Some(match series.yearly {
                Some(_) => Frequency::Year,
                None => published,
            })
        }
    }
}
