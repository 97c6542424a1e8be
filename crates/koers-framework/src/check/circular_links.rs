use super::context::Context;
use super::rule;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use std::collections::BTreeMap;

rule! {"K308" "circular-links" Error,
"Resultaten leiden in een kring naar elkaar.",
"## What it does
Reports outcomes that lead to themselves through `leads_to`.

## Why is this bad?
A chain of effects that ends where it began explains nothing: which comes first?

## Example
```yaml
outcomes:
  - {id: r-werk, leads_to: [r-inkomen], title: {nl: Werk, en: Work}, cite: koers#4.2}
  - {id: r-inkomen, leads_to: [r-werk], title: {nl: Inkomen, en: Income}, cite: koers#4.2}
```

## Use instead
```yaml
outcomes:
  - {id: r-werk, leads_to: [r-inkomen], title: {nl: Werk, en: Work}, cite: koers#4.2}
  - {id: r-inkomen, title: {nl: Inkomen, en: Income}, cite: koers#4.2}
```"}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    OnPath,
    Done,
}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for programme in &context.programmes {
        let outcomes = programme.lines().flat_map(|line| &line.outcomes);
        let next: BTreeMap<&Id, Vec<&Sp<Id>>> = outcomes
            .filter_map(|outcome| {
                let links = outcome.leads_to.iter().filter_map(|link| link.to.as_ref());
                Some((&outcome.id.as_ref()?.value, links.collect()))
            })
            .collect();
        let mut seen: BTreeMap<&Id, Seen> = BTreeMap::new();
        for start in next.keys() {
            walk(context, start, &next, &mut seen, found);
        }
    }
}

/// Walks depth first without recursion, so that a long chain cannot exhaust the stack. Each circle is reported once, at
/// the link that closes it.
fn walk<'p>(
    context: &Context<'_>,
    start: &'p Id,
    next: &BTreeMap<&'p Id, Vec<&'p Sp<Id>>>,
    seen: &mut BTreeMap<&'p Id, Seen>,
    found: &mut Vec<Diagnostic>,
) {
    if seen.contains_key(start) {
        return;
    }
    let mut path: Vec<(&Id, usize)> = vec![(start, 0)];
    seen.insert(start, Seen::OnPath);
    while let Some((id, at)) = path.last_mut() {
        let link = next.get(*id).and_then(|links| links.get(*at)).copied();
        *at += 1;
        let Some(link) = link else {
            seen.insert(*id, Seen::Done);
            path.pop();
            continue;
        };
        match seen.get(&link.value) {
            Some(Seen::Done) => {}
            Some(Seen::OnPath) => {
                let from = path.iter().position(|(id, _)| **id == link.value).unwrap_or(0);
                let circle: Vec<String> = path.iter().skip(from).map(|(id, _)| format!("`{id}`")).collect();
                let circle = format!("{} → `{}`", circle.join(" → "), link.value);
                found.push(
                    RULE.found(
                        context,
                        link.at,
                        context.say(
                            "deze resultaten leiden in een kring naar elkaar",
                            "these outcomes lead to each other in a circle",
                        ),
                        context.say("hier sluit de kring", "the circle closes here"),
                    )
                    .expected_found(
                        context.say("een keten met een einde", "a chain with an end"),
                        circle,
                    ),
                );
            }
            None => {
                seen.insert(&link.value, Seen::OnPath);
                path.push((&link.value, 0));
            }
        }
    }
}
