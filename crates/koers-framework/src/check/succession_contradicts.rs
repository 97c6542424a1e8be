use super::context::Context;
use super::rule;
use crate::place::{Place, Sp};
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use std::collections::BTreeMap;

rule! {"K504" "succession-contradicts" Warning,
"Een opvolging zegt twee dingen over hetzelfde onderdeel.",
"## What it does
Reports a commitment with two steps, an element that is dropped twice, and an element that is dropped while a step goes on
with it.

## Why is this bad?
Readers of the one place learn the opposite of readers of the other.

## Example
```yaml
steps:
  - {commitment: mkb-inkoop, relation: continues, of: [ck-a-inkoop]}
drops:
  - {of: ck-a-inkoop}
```

## Use instead
```yaml
steps:
  - {commitment: mkb-inkoop, relation: continues, of: [ck-a-inkoop]}
drops: []
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for succession in context.parsed.successions.iter().map(|file| &file.value) {
        let commitments = succession
            .steps
            .iter()
            .filter_map(|step| step.commitment.as_ref());
        let mut seen: BTreeMap<&Id, Place> = BTreeMap::new();
        for id in commitments {
            if let Some(first) = seen.insert(&id.value, id.at) {
                let message = context.say(
                    format!("afspraak `{}` heeft twee stappen", id.value),
                    format!("commitment `{}` has two steps", id.value),
                );
                found.push(twice(context, id, first, message));
            }
        }
        let mut kept: BTreeMap<&Id, Place> = BTreeMap::new();
        for id in succession.steps.iter().flat_map(|step| &step.of) {
            kept.entry(&id.value).or_insert(id.at);
        }
        let mut dropped: BTreeMap<&Id, Place> = BTreeMap::new();
        for id in succession.drops.iter().filter_map(|dropped| dropped.of.as_ref()) {
            if let Some(first) = kept.get(&id.value) {
                let message = context.say(
                    format!("`{}` gaat door en vervalt", id.value),
                    format!("`{}` goes on and is dropped", id.value),
                );
                found.push(twice(context, id, *first, message));
            }
            if let Some(first) = dropped.insert(&id.value, id.at) {
                let message = context.say(
                    format!("`{}` vervalt twee keer", id.value),
                    format!("`{}` is dropped twice", id.value),
                );
                found.push(twice(context, id, first, message));
            }
        }
    }
}

fn twice(context: &Context<'_>, id: &Sp<Id>, first: Place, message: String) -> Diagnostic {
    RULE.found(context, id.at, message, context.say("hier", "here"))
        .also(context.span(first), context.say("en hier", "and here"))
}
