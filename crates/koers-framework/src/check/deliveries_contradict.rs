use super::context::Context;
use super::data::is_additive;
use super::rule;
use crate::file::analysis::{DeliveriesEntry, JobsEntry};
use crate::file::indicator::SeriesEntry;
use crate::place::{Place, Sp};
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use koers_model::unit::{Kind, Unit};
use std::collections::{BTreeMap, BTreeSet};

rule! {"K802" "deliveries-contradict" Error,
"Een tabel van leveringen zegt iets dat niet kan.",
"## What it does
Reports a table of deliveries whose two columns are the same one, that fixes one of them under `where`, whose output is not among its names or is
an activity, that is not of the region that it names, or with a name that has a semicolon; and jobs with a code in two activities or twice in one, an activity without
any code, codes of what is no activity, or a measure that does not add up or counts no jobs or persons.

## Why is this bad?
A code that counts twice gives jobs that are not there, and a share does not add up to anything. A semicolon stands between names where several can be chosen.

## Example
```yaml
codes: {BE: BE, C: [BE]}
```

## Use instead
```yaml
codes: {BE: BE}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let files = context.parsed.analyses.iter();
    for deliveries in files.filter_map(|file| file.record.deliveries.as_ref()) {
        Checked { context, found }.deliveries(deliveries);
    }
}

struct Checked<'a, 'c> {
    context: &'a Context<'c>,
    found: &'a mut Vec<Diagnostic>,
}

impl Checked<'_, '_> {
    fn say(&mut self, at: Place, (nl, en): (String, String), label: (&str, &str)) {
        let message = self.context.say(nl, en);
        let label = self.context.say(label.0, label.1);
        self.found.push(RULE.found(self.context, at, message, label));
    }

    fn deliveries(&mut self, of: &DeliveriesEntry) {
        if let (Some(from), Some(to)) = (&of.from, &of.to)
            && from.value == to.value
        {
            let said = |lang: &str| format!("`from` {lang} `to`: `{}`", to.value);
            self.say(
                to.at,
                (said("en"), said("and")),
                ("twee keer dezelfde kolom", "the same column twice"),
            );
        }
        for (_, title) in &of.names.0 {
            for text in [&title.nl, &title.en].into_iter().flatten() {
                if text.value.contains(';') {
                    let nl = format!("de naam `{}` heeft een puntkomma", text.value);
                    let en = format!("the name `{}` has a semicolon", text.value);
                    self.say(
                        text.at,
                        (nl, en),
                        ("een ; staat tussen namen", "a ; stands between names"),
                    );
                }
            }
        }
        if let Some(series) = of.of.as_deref() {
            self.fixed(series, [&of.from, &of.to]);
            self.adds_up(series);
            self.region(of, series);
        }
        let activities = self.activities(of);
        if let Some(output) = &of.output {
            self.output(of, output, activities.as_ref());
        }
        if let Some(jobs) = &of.jobs {
            self.jobs(jobs, activities.as_ref());
        }
    }

    /// The codes on both sides, where the data set is known.
    fn activities(&self, of: &DeliveriesEntry) -> Option<BTreeSet<String>> {
        let dataset = of.of.as_deref()?.dataset.as_ref()?;
        let codes = &self.context.coverage.get(&dataset.value)?.codes;
        let (from, to) = (
            codes.get(&of.from.as_ref()?.value)?,
            codes.get(&of.to.as_ref()?.value)?,
        );
        Some(from.intersection(to).cloned().collect())
    }

    fn output(&mut self, of: &DeliveriesEntry, output: &Sp<String>, activities: Option<&BTreeSet<String>>) {
        let is_named = of.names.0.iter().any(|(code, _)| code.value == output.value);
        if !is_named {
            let nl = format!("`{}` staat niet bij `names`", output.value);
            let en = format!("`{}` is not among `names`", output.value);
            self.say(output.at, (nl, en), ("heeft geen naam", "has no name"));
        } else if activities.is_some_and(|all| all.contains(&output.value)) {
            let nl = format!("`{}` is een sector: het staat in beide kolommen", output.value);
            let en = format!("`{}` is a sector: it stands in both columns", output.value);
            self.say(
                output.at,
                (nl, en),
                ("geen kolom met productie", "no column of output"),
            );
        }
    }

    fn region(&mut self, of: &DeliveriesEntry, series: &SeriesEntry) {
        let held = series
            .dataset
            .as_ref()
            .and_then(|id| self.context.coverage.get(&id.value));
        if let (Some(region), Some(held)) = (&of.region, held)
            && !held.regions.contains(&region.value)
        {
            let nl = format!("de tabel heeft geen cijfers van `{}`", region.value);
            let en = format!("the table has no figures of `{}`", region.value);
            self.say(
                region.at,
                (nl, en),
                ("niet in de gegevensset", "not in the data set"),
            );
        }
    }

    /// Columns that are laid out cannot be fixed to a code.
    fn fixed<'e>(&mut self, series: &SeriesEntry, laid: impl IntoIterator<Item = &'e Option<Sp<String>>>) {
        let laid: Vec<&str> = laid.into_iter().flatten().map(|one| one.value.as_str()).collect();
        for (dimension, _) in &series.codes.0 {
            if laid.contains(&dimension.value.as_str()) {
                let nl = format!("`{}` staat hieronder al uit", dimension.value);
                let en = format!("`{}` is laid out below", dimension.value);
                self.say(dimension.at, (nl, en), ("laat dit weg", "leave this out"));
            }
        }
    }

    fn adds_up(&mut self, series: &SeriesEntry) {
        let (Some(dataset), Some(measure)) = (&series.dataset, &series.measure) else {
            return;
        };
        let known = self.unit(&dataset.value, &measure.value).is_some();
        if known && !is_additive(self.context, series, &dataset.value) {
            let nl = format!("`{}` telt niet op", measure.value);
            let en = format!("`{}` does not add up", measure.value);
            self.say(
                measure.at,
                (nl, en),
                ("hier wordt opgeteld", "here it is added up"),
            );
        }
    }

    fn unit(&self, dataset: &Id, measure: &str) -> Option<&'static Unit> {
        let measures = &self.context.datasets.get(dataset)?.measures.0;
        let (_, info) = measures.iter().find(|(key, _)| key.value == measure)?;
        Some(info.unit.as_ref()?.value)
    }

    fn jobs(&mut self, jobs: &JobsEntry, activities: Option<&BTreeSet<String>>) {
        if let Some(series) = jobs.of.as_deref() {
            self.fixed(series, [&jobs.dimension]);
            self.adds_up(series);
            if let (Some(dataset), Some(measure)) = (&series.dataset, &series.measure)
                && let Some(unit) = self.unit(&dataset.value, &measure.value)
                && !matches!(unit.kind, Kind::Jobs | Kind::Persons)
            {
                let nl = format!("`{}` telt geen banen of mensen: {}", measure.value, unit.id);
                let en = format!("`{}` counts no jobs or persons: {}", measure.value, unit.id);
                self.say(measure.at, (nl, en), ("geen banen", "no jobs"));
            }
        }
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (activity, codes) in &jobs.codes.0 {
            if activities.is_some_and(|all| !all.contains(&activity.value)) {
                let nl = format!(
                    "`{}` is geen sector: het staat niet in beide kolommen",
                    activity.value
                );
                let en = format!(
                    "`{}` is no sector: it does not stand in both columns",
                    activity.value
                );
                self.say(activity.at, (nl, en), ("heeft geen banen", "has no jobs"));
            }
            if codes.0.is_empty() {
                let nl = format!("`{}` heeft geen enkele code", activity.value);
                let en = format!("`{}` has no code at all", activity.value);
                self.say(activity.at, (nl, en), ("zonder banen", "without jobs"));
            }
            for code in &codes.0 {
                if let Some(first) = seen.insert(&code.value, &activity.value) {
                    let nl = format!("`{}` telt twee keer: het staat al bij `{first}`", code.value);
                    let en = format!("`{}` counts twice: it stands at `{first}` already", code.value);
                    self.say(code.at, (nl, en), ("de tweede keer", "the second time"));
                }
            }
        }
    }
}
