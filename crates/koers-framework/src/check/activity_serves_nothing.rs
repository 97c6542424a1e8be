use super::context::Context;
use super::rule;
use crate::file::element::AsElement;
use koers_model::diagnostic::Diagnostic;

rule! {"K301" "activity-serves-nothing" Warning,
"Een activiteit dient geen enkel beoogd resultaat.",
"## What it does
Reports an activity without `serves`, of which no part has `serves` either.

## Why is this bad?
Nobody can say what the activity is for, and so not whether it worked.

## Example
```yaml
activities:
  - {id: a-netwerk, title: {nl: Netwerken, en: Networking}, cite: koers#4.2, under: [d-klimaat]}
```

## Use instead
```yaml
activities:
  - {id: a-netwerk, title: {nl: Netwerken, en: Networking}, cite: koers#4.2, under: [d-klimaat], serves: [r-werk]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines = context.programmes.iter().flat_map(|programme| programme.lines());
    for activity in lines.flat_map(|line| &line.activities) {
        let serves = !activity.serves.is_empty() || activity.parts.iter().any(|part| !part.serves.is_empty());
        if !serves {
            found.push(
                RULE.found(
                    context,
                    activity.head().place(),
                    context.say(
                        "deze activiteit dient geen resultaat",
                        "this activity serves no outcome",
                    ),
                    "",
                )
                .help(context.say(
                    "voeg `serves: […]` toe; zegt de tekst het niet, dan met `confidence` en `why`",
                    "add `serves: […]`; where the text does not say it, with `confidence` and `why`",
                )),
            );
        }
    }
}
