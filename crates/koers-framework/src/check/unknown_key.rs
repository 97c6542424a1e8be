use super::context::Context;
use super::finding::list;
use super::rule;
use crate::file::Fault;
use koers_model::diagnostic::Diagnostic;
use koers_model::spelling::nearest;

rule! {"K010" "unknown-key" Error,
"Een sleutel die Koers op deze plaats niet kent.",
"## What it does
Reports a key that this kind of record does not have, and names the nearest one that it does have.

## Why is this bad?
A key that nobody reads looks as if it does something. A slip in `direction` would silently leave the direction open.

## Example
```yaml
indicator: banen
directon: up
```

## Use instead
```yaml
indicator: banen
direction: up
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.shape_faults {
        let Fault::UnknownKey { at, key, known } = fault else {
            continue;
        };
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")),
            None => context.say(
                format!("bekend zijn hier {}", list(known, "en")),
                format!("known here are {}", list(known, "and")),
            ),
        };
        found.push(
            RULE.found(
                context,
                *at,
                context.say(
                    format!("de sleutel `{key}` bestaat hier niet"),
                    format!("there is no key `{key}` here"),
                ),
                context.say("onbekende sleutel", "unknown key"),
            )
            .help(help),
        );
    }
}
