use super::context::Context;
use super::programme::Kind;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use std::collections::BTreeSet;

rule! {"K501" "forgotten-commitment" Error,
"Een opvolging vergeet een afspraak van het nieuwe kader.",
"## What it does
Reports a commitment of the new framework for which the succession has no step.

## Why is this bad?
The question \"what is new and what was there already?\" has no answer for it.

## Example
```yaml
succession: van-a-naar-b
from: a
to: b
steps: []   # b has a commitment mkb-inkoop
```

## Use instead
```yaml
steps:
  - {commitment: mkb-inkoop, relation: adds}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for succession in context.parsed.successions.iter().map(|file| &file.value) {
        let Some(to) = &succession.to else { continue };
        let Some(programme) = context.programme(&to.value) else {
            continue;
        };
        let taken: BTreeSet<&Id> = succession
            .steps
            .iter()
            .filter_map(|step| step.commitment.as_ref())
            .map(|id| &id.value)
            .collect();
        for (kind, head) in &programme.elements {
            let Some(id) = head
                .id
                .filter(|id| *kind == Kind::Commitment && !taken.contains(&id.value))
            else {
                continue;
            };
            found.push(
                RULE.found(
                    context,
                    to.at,
                    context.say(
                        format!("deze opvolging vergeet afspraak `{}`", id.value),
                        format!("this succession forgets commitment `{}`", id.value),
                    ),
                    context.say("van dit kader", "of this framework"),
                )
                .also(context.span(id.at), context.say("de afspraak", "the commitment"))
                .help(context.say(
                    "voeg een stap toe met `relation: continues`, `changes` of `adds`",
                    "add a step with `relation: continues`, `changes` or `adds`",
                )),
            );
        }
    }
}
