use super::context::Context;
use super::rule;
use crate::file::Fault;
use koers_model::diagnostic::Diagnostic;

rule! {"K014" "conflicting-keys" Error,
"Twee sleutels die elkaar uitsluiten staan in hetzelfde blok.",
"## What it does
Reports two keys of which only one may stand: `measures` and `qualitative`, `amount` and `relative`, `value` and `missing`.

## Why is this bad?
They answer the same question in two ways, and nobody can tell which one counts.

## Example
```yaml
target: {kind: change, amount: 5, relative: 10}
```

## Use instead
```yaml
target: {kind: change, relative: 10}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.shape_faults {
        let Fault::Conflict { at, first, keys } = fault else {
            continue;
        };
        if *keys == super::lost_and_named::KEYS {
            continue;
        }
        let [one, other] = keys;
        found.push(
            RULE.found(
                context,
                *at,
                context.say(
                    format!("`{one}` en `{other}` sluiten elkaar uit"),
                    format!("`{one}` and `{other}` exclude each other"),
                ),
                context.say(format!("en hier `{other}`"), format!("and here `{other}`")),
            )
            .also(
                context.span(*first),
                context.say(format!("hier staat `{one}`"), format!("here stands `{one}`")),
            )
            .help(context.say("kies een van de twee", "choose one of the two")),
        );
    }
}
