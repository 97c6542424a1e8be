use super::context::Context;
use super::rule;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::framework::MeasurePart;

rule! {"K108" "unmeasured-outcome" Note,
"Voor een beoogd resultaat is geen cijfer dat ervoor kan spreken.",
"## What it does
Notes an outcome that says that no figure exists (`unmeasured`), and one whose measures are all `supporting`.

## Why is this bad?
It is not: saying so is better than a figure that means something else. The list of these notes is the list of what is worth
measuring.

## Example
```yaml
unmeasured:
  why: {nl: Niemand telt dit, en: Nobody counts this}
  would_do: {nl: Een telling per jaar, en: A yearly count}
```

## Use instead
When a figure turns up:
```yaml
measures:
  - {indicator: banen, part: main, covers: {nl: Alles, en: All}, target: {kind: change, direction: up}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for measured in context
        .programmes
        .iter()
        .flat_map(|programme| programme.measured())
    {
        if let Some(unmeasured) = measured.unmeasured {
            let would_do = unmeasured
                .would_do
                .as_ref()
                .and_then(|text| context.say(text.nl.as_ref(), text.en.as_ref().or(text.nl.as_ref())));
            let finding = RULE.found(
                context,
                measured.head.place(),
                context.say(
                    "voor dit resultaat is er geen cijfer",
                    "there is no figure for this outcome",
                ),
                "",
            );
            found.push(match would_do {
                Some(Sp { value, .. }) => finding.help(context.say(
                    format!("dit zou het kunnen zeggen: {value}"),
                    format!("this could say it: {value}"),
                )),
                None => finding,
            });
        }
        let mut parts = measured
            .measures
            .iter()
            .filter_map(|measure| measure.part.as_ref());
        if !measured.measures.is_empty() && parts.all(|part| part.value == MeasurePart::Supporting) {
            found.push(RULE.found(
                context,
                measured.head.place(),
                context.say(
                    "dit resultaat heeft alleen nevenmaten",
                    "this outcome has supporting measures only",
                ),
                context.say(
                    "er komt geen oordeel zonder hoofdmaat",
                    "there is no verdict without a main measure",
                ),
            ));
        }
    }
}
