use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use std::collections::BTreeSet;

rule! {"K705" "outcome-not-asked" Warning,
"Een programma heeft een meetlat, maar geen criterium vraagt naar dit beoogde resultaat.",
"## What it does
Reports an outcome (or a commitment that is a result) of a programme with a criteria set, where no criterion of the newest version of
any of its sets asks for it.

## Why is this bad?
A proposal that does nothing but serve this outcome scores nothing, so it will not be chosen: the programme promises a change
that its own yardstick does not see.

## Example
```yaml
# in the programme: outcomes r-banen and r-trots; in its newest criteria set:
criteria:
  - {id: banen, outcome: r-banen}       # the other keys are left out here
```

## Use instead
```yaml
criteria:
  - {id: banen, outcome: r-banen}
  - {id: trots, outcome: r-trots}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("criteria/") {
        return;
    }
    for programme in &context.programmes {
        let newest: Vec<_> = context
            .criteria
            .values()
            .filter_map(|versions| versions.values().next_back())
            .filter(|set| set.framework.as_ref().is_some_and(|id| id.value == *programme.id))
            .collect();
        let Some(set) = newest.first() else { continue };
        let asked: BTreeSet<_> = newest
            .iter()
            .flat_map(|set| &set.criteria)
            .filter_map(|criterion| criterion.outcome.as_ref())
            .map(|outcome| &outcome.value)
            .collect();
        for measured in programme.measured() {
            let Some(id) = measured.head.id.filter(|id| !asked.contains(&id.value)) else {
                continue;
            };
            let finding = RULE
                .found(
                    context,
                    measured.head.place(),
                    context.say(
                        format!("geen criterium vraagt naar `{}`", id.value),
                        format!("no criterion asks for `{}`", id.value),
                    ),
                    "",
                )
                .help(context.say(
                    "maak een nieuwe versie van de meetlat met een criterium voor dit resultaat",
                    "make a new version of the criteria set with a criterion for this outcome",
                ));
            found.push(match set.set.as_ref() {
                Some(name) => finding.also(
                    context.span(name.at),
                    context.say("de nieuwste meetlat", "the newest criteria set"),
                ),
                None => finding,
            });
        }
    }
}
