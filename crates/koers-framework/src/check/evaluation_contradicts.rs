use super::context::Context;
use super::rule;
use crate::file::evaluation::{CriterionEntry, EvaluationFile, Part};
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::period::Period;
use koers_model::value::Number;
use std::collections::BTreeMap;
use std::path::{Component, Path};

rule! {"K801" "evaluation-contradicts" Error,
"Een plan om te evalueren zegt iets dat niet kan.",
"## What it does
Reports a plan to evaluate in which a region stands twice (with the measure, to compare with, or not to compare with) or is compared
with a part of itself or with a whole that holds it, whose measure does not begin between its first and its last period, whose
criterion has a `level` outside 0.001 to 0.5, an `at_least` below nought, a `fit` outside 0 to 1, or whose table lies outside the folder of the plan.

## Why is this bad?
A region that has the measure cannot show how it would have gone without. Without periods before and after there is nothing to compare.

## Example
```yaml
units: [CR08]
donors:
  - {regions: [CR08, CR10], why: {nl: \"Lijken erop.\"}}
```

## Use instead
```yaml
units: [CR08]
donors:
  - {regions: [CR10], why: {nl: \"Lijkt erop.\"}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for plan in context.parsed.evaluations.iter().map(|file| &file.record) {
        regions(context, plan, found);
        overlaps(context, plan, found);
        periods(context, plan, found);
        if let Some(effect) = &plan.effect {
            criterion(context, effect, found);
        }
        let table = plan.outcome.as_ref().and_then(|outcome| outcome.table.as_ref());
        let file = table.and_then(|table| table.file.as_ref());
        if let Some(file) = file
            && !Path::new(&file.value)
                .components()
                .all(|part| matches!(part, Component::Normal(_)))
        {
            found.push(RULE.found(
                context,
                file.at,
                context.say(
                    format!("`{}` ligt buiten de map van het plan", file.value),
                    format!("`{}` lies outside the folder of the plan", file.value),
                ),
                context.say(
                    "zet het bestand naast het plan, of in een map daaronder",
                    "put the file beside the plan, or in a folder below it",
                ),
            ));
        }
    }
}

fn regions(context: &Context<'_>, plan: &EvaluationFile, found: &mut Vec<Diagnostic>) {
    let words = |part: Part| match part {
        Part::Unit => context.say("hier heeft het de maatregel", "here it has the measure"),
        Part::Donor => context.say("hier wordt ermee vergeleken", "here it is compared with"),
        Part::Without => context.say(
            "hier wordt er niet mee vergeleken",
            "here it is not compared with",
        ),
    };
    let mut first: BTreeMap<&str, (&Sp<String>, Part)> = BTreeMap::new();
    for (region, part) in plan.regions() {
        let Some((before, other)) = first.get(region.value.as_str()) else {
            first.insert(&region.value, (region, part));
            continue;
        };
        found.push(
            RULE.found(
                context,
                region.at,
                context.say(
                    format!("`{}` staat er twee keer", region.value),
                    format!("`{}` stands there twice", region.value),
                ),
                words(part),
            )
            .also(context.span(before.at), words(*other)),
        );
    }
}

/// A region that holds one with the measure, or lies in it, has the measure in part.
fn overlaps(context: &Context<'_>, plan: &EvaluationFile, found: &mut Vec<Diagnostic>) {
    let of_workspace = plan
        .outcome
        .as_ref()
        .is_some_and(|outcome| outcome.indicator.is_some());
    if !of_workspace {
        return;
    }
    let of = |part: Part| {
        plan.regions()
            .filter(move |(_, own)| *own == part)
            .map(|(region, _)| region)
    };
    for unit in of(Part::Unit) {
        for donor in of(Part::Donor) {
            let (one, other) = (unit.value.as_str(), donor.value.as_str());
            if !lies_in(context, one, other) && !lies_in(context, other, one) {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    donor.at,
                    context.say(
                        format!("`{other}` en `{one}` overlappen"),
                        format!("`{other}` and `{one}` overlap"),
                    ),
                    context.say("hier wordt ermee vergeleken", "here it is compared with"),
                )
                .also(
                    context.span(unit.at),
                    context.say("hier heeft het de maatregel", "here it has the measure"),
                ),
            );
        }
    }
}

/// Whether a region lies in another one, on any day.
pub(super) fn lies_in(context: &Context<'_>, part: &str, whole: &str) -> bool {
    let nestings = context.parsed.regions.nestings();
    let mut seen: Vec<&str> = vec![part];
    let mut at = 0;
    while let Some(code) = seen.get(at).copied() {
        at += 1;
        for nesting in nestings.iter().filter(|nesting| nesting.child.as_str() == code) {
            let parent = nesting.parent.as_str();
            if parent == whole {
                return true;
            }
            if !seen.contains(&parent) {
                seen.push(parent);
            }
        }
    }
    false
}

/// Periods of a table of one's own may be any words; only those that are times can be held against each other here.
fn periods(context: &Context<'_>, plan: &EvaluationFile, found: &mut Vec<Diagnostic>) {
    let Some(span) = &plan.periods else { return };
    let time = |one: &Option<Sp<String>>| {
        let one = one.as_ref()?;
        Some((one.value.parse::<Period>().ok()?, one.at))
    };
    let (Some((from, _)), Some((start, at)), Some((to, _))) =
        (time(&span.from), time(&span.start), time(&span.to))
    else {
        return;
    };
    if !(from < start && start <= to) {
        found.push(RULE.found(
            context,
            at,
            context.say(
                "de maatregel begint niet tussen de eerste en de laatste periode",
                "the measure does not begin between the first and the last period",
            ),
            context.say(
                format!("het plan loopt van {from} tot en met {to}, en er moet iets voor liggen"),
                format!("the plan runs from {from} to {to}, and something must lie before"),
            ),
        ));
    }
}

fn criterion(context: &Context<'_>, effect: &CriterionEntry, found: &mut Vec<Diagnostic>) {
    let outside = |value: &Option<Sp<Number>>, most: f64, least: f64| {
        let value = value.as_ref()?;
        let number = value.value.get();
        (number < least || number > most).then_some(value.at)
    };
    let mut say = |at, (nl, en): (&str, &str)| found.push(RULE.found(context, at, context.say(nl, en), ""));
    if let Some(at) = outside(&effect.level, 0.5, 0.001) {
        say(
            at,
            (
                "`level` ligt niet tussen 0,001 en 0,5",
                "`level` does not lie between 0.001 and 0.5",
            ),
        );
    }
    if let Some(at) = outside(&effect.at_least, f64::MAX, 0.0) {
        say(at, ("`at_least` ligt onder 0", "`at_least` lies below 0"));
    }
    if let Some(at) = outside(&effect.fit, 1.0, 0.0) {
        say(at, ("`fit` ligt buiten 0 tot 1", "`fit` lies outside 0 to 1"));
    }
}
