use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use koers_model::spelling::nearest;

rule! {"K207" "indicator-without-data" Error,
"Een indicator rekent met een gegevensset die niet in de catalogus staat.",
"## What it does
Reports a series of a rule whose data set has no file in `catalogue/`.

## Why is this bad?
The indicator can never have a reading.

## Example
```yaml
rule: {kind: measure, of: {dataset: cbs-83528ned, measure: jobs}}
```

## Use instead
```yaml
rule: {kind: measure, of: {dataset: cbs-83582ned, measure: jobs}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let rules = context
        .parsed
        .indicators
        .iter()
        .filter_map(|file| file.record.rule.as_ref());
    for (_, series) in rules.flat_map(|rule| rule.series()) {
        let Some(id) = series
            .dataset
            .as_ref()
            .filter(|id| !context.knows_dataset(&id.value))
        else {
            continue;
        };
        let finding = RULE.found(
            context,
            id.at,
            context.say(
                format!("de gegevensset `{}` is er niet", id.value),
                format!("there is no data set `{}`", id.value),
            ),
            context.say("geen bestand in catalogue/", "no file in catalogue/"),
        );
        let known = context.datasets.keys().map(|id| id.as_str());
        found.push(match nearest(id.value.as_str(), known) {
            Some(near) => {
                finding.help(context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")))
            }
            None => finding.help(context.say(
                format!("schrijf catalogue/{}.yaml", id.value),
                format!("write catalogue/{}.yaml", id.value),
            )),
        });
    }
}
