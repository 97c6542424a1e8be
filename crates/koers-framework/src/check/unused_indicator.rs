use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use std::collections::BTreeSet;

rule! {"K215" "unused-indicator" Note,
"Geen enkel beoogd resultaat gebruikt deze indicator.",
"## What it does
Notes an indicator that no target of any framework names.

## Why is this bad?
It need not be: a figure can be worth showing without a target. But it must be kept up, and perhaps an outcome is waiting
for it.

## Example
`indicators/woz-waarde.yaml`, and no measure with `indicator: woz-waarde`.

## Use instead
A measure that uses it, or no such file."}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    let measures = context
        .programmes
        .iter()
        .flat_map(|programme| programme.measured())
        .flat_map(|measured| measured.measures);
    let used: BTreeSet<&koers_model::id::Id> = measures
        .filter_map(|measure| measure.indicator.as_ref())
        .map(|id| &id.value)
        .collect();
    for id in context
        .parsed
        .indicators
        .iter()
        .filter_map(|file| file.record.indicator.as_ref())
    {
        if !used.contains(&id.value) {
            found.push(RULE.found(
                context,
                id.at,
                context.say(
                    format!("geen resultaat gebruikt indicator `{}`", id.value),
                    format!("no outcome uses indicator `{}`", id.value),
                ),
                "",
            ));
        }
    }
}
