use super::context::Context;
use super::finding::list;
use super::rule;
use crate::file::analysis::{AnalysisFile, DeliveriesEntry, JobsEntry};
use crate::file::dataset::DatasetFile;
use crate::file::golden::GivenEntry;
use crate::file::leaf::Role;
use crate::place::{Place, Sp};
use koers_model::dataset::Coverage;
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use koers_model::spelling::nearest;
use std::collections::BTreeSet;

rule! {"K208" "unknown-code" Error,
"Een maat, kolom of code bestaat niet in de gegevensset.",
"## What it does
Reports a measure that the catalogue does not give the data set, a dimension in `where` that is no category column of it, and
a code that none of its snapshots holds. Of a table of deliveries: an activity of which `jobs` does not say which codes it is. Rows of golden tests are checked in the same way, except for their codes.

## Why is this bad?
The series is empty, and an empty series looks like a region without jobs.

## Example
```yaml
of: {dataset: cbs-83582ned, measure: jobs, where: {sector: [A, BF]}}
```

## Use instead
```yaml
of: {dataset: cbs-83582ned, measure: jobs, where: {sector: [A, BE]}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let rules = context
        .parsed
        .indicators
        .iter()
        .filter_map(|file| file.record.rule.as_ref());
    let analyses = || context.parsed.analyses.iter().map(|file| &file.record);
    let read = rules
        .flat_map(|rule| rule.series())
        .map(|(_, series)| series)
        .chain(analyses().flat_map(|file| file.entries()));
    for series in read {
        let Some(id) = series.dataset.as_ref() else {
            continue;
        };
        let Some(dataset) = context.datasets.get(&id.value) else {
            continue;
        };
        if let Some(measure) = &series.measure {
            found.extend(measure_fault(context, dataset, &measure.value, measure.at));
        }
        for (dimension, codes) in &series.codes.0 {
            if let Some(fault) = dimension_fault(context, dataset, &dimension.value, dimension.at) {
                found.push(fault);
                continue;
            }
            for code in &codes.0 {
                let coverage = context.coverage.get(&id.value);
                found.extend(code_fault(context, coverage, &dimension.value, code));
            }
        }
    }
    for analysis in analyses() {
        in_sectors(context, analysis, found);
        in_people(context, analysis, found);
        if let Some(deliveries) = &analysis.deliveries {
            in_deliveries(context, deliveries, found);
        }
    }
    for test in context.parsed.tests.iter().flat_map(|file| &file.record.tests) {
        let Some(GivenEntry::Rows(sets)) = &test.given else {
            continue;
        };
        for (name, rows) in &sets.0 {
            let id = Id::new(&name.value).ok();
            let Some(dataset) = id.and_then(|id| context.datasets.get(&id)) else {
                continue;
            };
            for row in rows {
                if let Some(measure) = &row.measure {
                    found.extend(measure_fault(context, dataset, &measure.value, measure.at));
                }
                for (dimension, _) in &row.codes {
                    found.extend(dimension_fault(context, dataset, &dimension.value, dimension.at));
                }
            }
        }
    }
}

/// The dimension and the codes of the sectors, in every data set that the analysis reads.
fn in_sectors(context: &Context<'_>, analysis: &AnalysisFile, found: &mut Vec<Diagnostic>) {
    let Some(sectors) = &analysis.sectors else { return };
    let Some(dimension) = &sectors.dimension else {
        return;
    };
    for id in analysis.entries().filter_map(|series| series.dataset.as_ref()) {
        let Some(dataset) = context.datasets.get(&id.value) else {
            continue;
        };
        if let Some(fault) = dimension_fault(context, dataset, &dimension.value, dimension.at) {
            found.push(fault);
            continue;
        }
        let coverage = context.coverage.get(&id.value);
        for (code, _) in &sectors.names.0 {
            found.extend(code_fault(context, coverage, &dimension.value, code));
        }
    }
}

/// The dimensions and the codes of ages and sexes. Every data set has the ages; one that does not tell women and men apart may say of whom it is.
fn in_people(context: &Context<'_>, analysis: &AnalysisFile, found: &mut Vec<Diagnostic>) {
    for (breakdown, is_needed) in [(&analysis.ages, true), (&analysis.sexes, false)] {
        let Some((breakdown, dimension)) = breakdown
            .as_ref()
            .and_then(|breakdown| Some((breakdown, breakdown.dimension.as_ref()?)))
        else {
            continue;
        };
        for id in analysis.entries().filter_map(|series| series.dataset.as_ref()) {
            let Some(dataset) = context.datasets.get(&id.value) else {
                continue;
            };
            if let Some(fault) = dimension_fault(context, dataset, &dimension.value, dimension.at) {
                found.extend(is_needed.then_some(fault));
                continue;
            }
            let coverage = context.coverage.get(&id.value);
            for (code, _) in &breakdown.names.0 {
                found.extend(code_fault(context, coverage, &dimension.value, code));
            }
        }
    }
    let sexes = analysis.sexes.iter().flat_map(|sexes| &sexes.names.0);
    let known: Vec<&str> = sexes.map(|(code, _)| code.value.as_str()).collect();
    for sex in analysis.series.iter().filter_map(|entry| entry.sex.as_ref()) {
        if !known.contains(&sex.value.as_str()) {
            let message = context.say(
                format!("`{}` staat niet bij `sexes`", sex.value),
                format!("`{}` is not among `sexes`", sex.value),
            );
            found.push(described(context, sex.at, message, &sex.value, &known));
        }
    }
}

/// The dimensions and the codes of a table of deliveries.
fn in_deliveries(context: &Context<'_>, deliveries: &DeliveriesEntry, found: &mut Vec<Diagnostic>) {
    let held = |dimension: Option<&Sp<String>>| {
        let series = deliveries.of.as_deref()?;
        codes_of(context, series.dataset.as_ref()?, dimension?)
    };
    let id = deliveries
        .of
        .as_deref()
        .and_then(|series| series.dataset.as_ref());
    if let Some(dataset) = id.and_then(|id| context.datasets.get(&id.value)) {
        for dimension in [&deliveries.from, &deliveries.to].into_iter().flatten() {
            found.extend(dimension_fault(context, dataset, &dimension.value, dimension.at));
        }
    }
    if let Some(jobs) = &deliveries.jobs {
        in_jobs(context, jobs, found);
    }
    let (Some(from), Some(to)) = (held(deliveries.from.as_ref()), held(deliveries.to.as_ref())) else {
        return;
    };
    let dimensions = [&deliveries.from, &deliveries.to].map(|one| one.as_ref().map_or("", |one| &one.value));
    let dimensions = dimensions.join("`, `");
    let both: BTreeSet<String> = from.union(to).cloned().collect();
    for (name, _) in &deliveries.names.0 {
        found.extend(not_among(context, &both, &dimensions, name));
        let is_activity = from.contains(&name.value) && to.contains(&name.value);
        let jobs = deliveries.jobs.as_ref().filter(|_| is_activity);
        if jobs.is_some_and(|jobs| jobs.codes.0.iter().all(|(code, _)| code.value != name.value)) {
            let message = context.say(
                format!("`jobs` zegt niet welke codes `{}` is", name.value),
                format!("`jobs` does not say which codes `{}` is", name.value),
            );
            found.push(RULE.found(
                context,
                name.at,
                message,
                context.say("zonder banen", "without jobs"),
            ));
        }
    }
    if let (Some(output), Some(dimension)) = (&deliveries.output, &deliveries.to) {
        found.extend(not_among(context, to, &dimension.value, output));
    }
}

/// The dimension and the codes of the jobs beside a table of deliveries.
fn in_jobs(context: &Context<'_>, jobs: &JobsEntry, found: &mut Vec<Diagnostic>) {
    let (Some(series), Some(dimension)) = (jobs.of.as_deref(), &jobs.dimension) else {
        return;
    };
    let Some(id) = &series.dataset else { return };
    let Some(dataset) = context.datasets.get(&id.value) else {
        return;
    };
    if let Some(fault) = dimension_fault(context, dataset, &dimension.value, dimension.at) {
        found.push(fault);
        return;
    }
    let coverage = context.coverage.get(&id.value);
    for code in jobs.codes.0.iter().flat_map(|(_, codes)| &codes.0) {
        found.extend(code_fault(context, coverage, &dimension.value, code));
    }
}

/// The codes that a data set holds of a dimension.
fn codes_of<'c>(
    context: &'c Context<'_>,
    dataset: &Sp<Id>,
    dimension: &Sp<String>,
) -> Option<&'c BTreeSet<String>> {
    context.coverage.get(&dataset.value)?.codes.get(&dimension.value)
}

fn not_among(
    context: &Context<'_>,
    codes: &BTreeSet<String>,
    dimension: &str,
    code: &Sp<String>,
) -> Option<Diagnostic> {
    (!codes.contains(&code.value)).then(|| {
        let known: Vec<&str> = codes.iter().map(String::as_str).collect();
        let message = context.say(
            format!("de code `{}` komt niet voor in `{dimension}`", code.value),
            format!("the code `{}` does not occur in `{dimension}`", code.value),
        );
        described(context, code.at, message, &code.value, &known)
    })
}

fn measure_fault(
    context: &Context<'_>,
    dataset: &DatasetFile,
    measure: &str,
    at: Place,
) -> Option<Diagnostic> {
    let known: Vec<&str> = dataset
        .measures
        .0
        .iter()
        .map(|(key, _)| key.value.as_str())
        .collect();
    (!known.is_empty() && !known.contains(&measure)).then(|| {
        let message = context.say(
            format!("de gegevensset heeft geen maat `{measure}`"),
            format!("the data set has no measure `{measure}`"),
        );
        described(context, at, message, measure, &known)
    })
}

fn dimension_fault(
    context: &Context<'_>,
    dataset: &DatasetFile,
    dimension: &str,
    at: Place,
) -> Option<Diagnostic> {
    let known: Vec<&str> = dimensions(dataset).collect();
    (!known.contains(&dimension)).then(|| {
        let message = context.say(
            format!("de gegevensset heeft geen kolom `{dimension}` met categorieën"),
            format!("the data set has no category column `{dimension}`"),
        );
        described(context, at, message, dimension, &known)
    })
}

/// The category columns of a data set.
pub(super) fn dimensions(dataset: &DatasetFile) -> impl Iterator<Item = &str> {
    let categories = dataset.columns.iter().filter(|column| {
        column
            .role
            .as_ref()
            .is_some_and(|role| role.value == Role::Category)
    });
    categories.filter_map(|column| column.column.as_ref().map(|name| name.value.as_str()))
}

fn code_fault(
    context: &Context<'_>,
    coverage: Option<&Coverage>,
    dimension: &str,
    code: &Sp<String>,
) -> Option<Diagnostic> {
    not_among(context, coverage?.codes.get(dimension)?, dimension, code)
}

fn described(context: &Context<'_>, at: Place, message: String, written: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.found(context, at, message, context.say("niet bekend", "not known"));
    match nearest(written, known.iter().copied()) {
        Some(near) if written.chars().count() > 2 => {
            finding.help(context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")))
        }
        _ if known.is_empty() => finding,
        _ => {
            let more = if known.len() > 12 { " …" } else { "" };
            let some = list(known.get(..12).unwrap_or(known), context.say("en", "and"));
            finding.help(context.say(
                format!("bekend zijn {some}{more}"),
                format!("known are {some}{more}"),
            ))
        }
    }
}
