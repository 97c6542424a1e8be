use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K708" "ceilings-overlap" Error,
"Twee plafonds van een steunregel gelden op dezelfde dag, of staan niet op volgorde.",
"## What it does
Reports a ceiling of an aid rule that begins before the one above it has ended.

## Why is this bad?
On a day with two ceilings nobody knows how much aid is allowed.

## Example
```yaml
ceilings:       # the other keys are left out here
  - {from: 2014-01-01, to: 2024-06-30, amount: 200000}
  - {from: 2024-01-01, to: 2030-12-31, amount: 300000}
```

## Use instead
```yaml
ceilings:
  - {from: 2014-01-01, to: 2023-12-31, amount: 200000}
  - {from: 2024-01-01, to: 2030-12-31, amount: 300000}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for rule in context.parsed.aid.iter().map(|file| &file.record) {
        for pair in rule.ceilings.windows(2) {
            let [before, after] = pair else { continue };
            let Some(from) = &after.from else { continue };
            // An open end never ends; where only the beginning is known, the order can still be wrong.
            let clash = match (&before.from, &before.to) {
                (_, Some(to)) => from.value <= to.value,
                (Some(_), None) => true,
                (None, None) => false,
            };
            if !clash {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    from.at,
                    context.say(
                        "dit plafond begint voordat het vorige is afgelopen",
                        "this ceiling begins before the one before it has ended",
                    ),
                    "",
                )
                .also(
                    context.span(before.to.as_ref().map_or(before.head, |to| to.at)),
                    context.say("het vorige plafond", "the ceiling before"),
                )
                .help(context.say(
                    "geef het vorige plafond een laatste dag (`to`) die ervoor ligt",
                    "give the ceiling before a last day (`to`) that lies earlier",
                )),
            );
        }
    }
}
