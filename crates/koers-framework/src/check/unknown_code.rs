use super::context::Context;
use super::finding::list;
use super::rule;
use crate::file::analysis::AnalysisFile;
use crate::file::dataset::DatasetFile;
use crate::file::golden::GivenEntry;
use crate::file::leaf::Role;
use crate::place::Place;
use koers_model::dataset::Coverage;
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use koers_model::spelling::nearest;

rule! {"K208" "unknown-code" Error,
"Een maat, kolom of code bestaat niet in de gegevensset.",
"## What it does
Reports a measure that the catalogue does not give the data set, a dimension in `where` that is no category column of it, and
a code that none of its snapshots holds. Rows of golden tests are checked in the same way, except for their codes.

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
                found.extend(code_fault(
                    context,
                    coverage,
                    &dimension.value,
                    &code.value,
                    code.at,
                ));
            }
        }
    }
    for analysis in analyses() {
        in_sectors(context, analysis, found);
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
            found.extend(code_fault(
                context,
                coverage,
                &dimension.value,
                &code.value,
                code.at,
            ));
        }
    }
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
    code: &str,
    at: Place,
) -> Option<Diagnostic> {
    let codes = coverage?.codes.get(dimension)?;
    (!codes.contains(code)).then(|| {
        let known: Vec<&str> = codes.iter().map(String::as_str).collect();
        let message = context.say(
            format!("de code `{code}` komt niet voor in `{dimension}`"),
            format!("the code `{code}` does not occur in `{dimension}`"),
        );
        described(context, at, message, code, &known)
    })
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
