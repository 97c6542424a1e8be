use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use std::collections::BTreeMap;

rule! {"K704" "outcome-asked-twice" Error,
"Twee criteria van een meetlat vragen naar hetzelfde beoogde resultaat.",
"## What it does
Reports a criterion whose outcome another criterion of the same set asks for too.

## Why is this bad?
What serves that outcome counts twice, and the weights no longer say how heavy it is.

## Example
```yaml
criteria:
  - {id: banen, outcome: ck-werkgelegenheid}       # the other keys are left out here
  - {id: werk, outcome: ck-werkgelegenheid}
```

## Use instead
```yaml
criteria:
  - {id: banen, outcome: ck-werkgelegenheid}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for set in context.parsed.criteria.iter().map(|file| &file.record) {
        let mut first = BTreeMap::new();
        for outcome in set
            .criteria
            .iter()
            .filter_map(|criterion| criterion.outcome.as_ref())
        {
            let Some(before) = first.get(&outcome.value) else {
                first.insert(&outcome.value, outcome.at);
                continue;
            };
            found.push(
                RULE.found(
                    context,
                    outcome.at,
                    context.say(
                        format!("een ander criterium vraagt al naar `{}`", outcome.value),
                        format!("another criterion asks for `{}` already", outcome.value),
                    ),
                    context.say("hier opnieuw", "again here"),
                )
                .also(context.span(*before), context.say("eerst hier", "first here"))
                .help(context.say("voeg de twee criteria samen", "put the two criteria together")),
            );
        }
    }
}
