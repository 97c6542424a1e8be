use super::context::Context;
use super::rule;
use crate::file::Fault;
use crate::place::Place;
use koers_model::diagnostic::Diagnostic;
use std::collections::BTreeSet;

rule! {"K401" "element-without-citation" Error,
"Een onderdeel of doel zegt niet waar het in de bron staat.",
"## What it does
Reports an element, an `about` or a target without `cite`.

## Why is this bad?
Without a place in the source nobody can check whether the programme says it.

## Example
```yaml
- {id: kg-1, number: 1, about: content, title: {nl: Voortbouwen, en: Build on}}
```

## Use instead
```yaml
- {id: kg-1, number: 1, about: content, title: {nl: Voortbouwen, en: Build on}, cite: koers#3.1}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // A citation that is there but cannot be read has been reported already.
    let unread: BTreeSet<Place> = context
        .parsed
        .shape_faults
        .iter()
        .filter_map(|fault| match fault {
            Fault::WrongType { at, .. } => Some(*at),
            _ => None,
        })
        .collect();
    let has_fault = |whole: Place| {
        let from = Place {
            end: whole.start,
            ..whole
        };
        unread
            .range(from..)
            .next()
            .is_some_and(|at| at.file == whole.file && at.start >= whole.start && at.end <= whole.end)
    };
    for programme in &context.programmes {
        let elements = programme
            .elements
            .iter()
            .map(|(_, head)| (head.cite, head.place(), head.whole));
        let abouts = programme
            .abouts
            .iter()
            .map(|about| (&about.cite, about.head, about.at));
        let targets = programme
            .targets()
            .map(|(_, target)| (&target.cite, target.head, target.at));
        for (cite, at, whole) in elements.chain(abouts).chain(targets) {
            if cite.0.is_empty() && !has_fault(whole) {
                found.push(
                    RULE.found(
                        context,
                        at,
                        context.say(
                            "dit zegt niet waar het in de bron staat",
                            "this does not say where it stands in the source",
                        ),
                        context.say("`cite` ontbreekt", "`cite` is missing"),
                    )
                    .help(context.say(
                        "voeg `cite: document#paragraaf` toe",
                        "add `cite: document#section`",
                    )),
                );
            }
        }
    }
}
