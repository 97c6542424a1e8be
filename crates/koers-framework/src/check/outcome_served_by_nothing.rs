use super::context::Context;
use super::rule;
use crate::file::element::AsElement;
use koers_model::diagnostic::Diagnostic;

rule! {"K302" "outcome-served-by-nothing" Warning,
"Geen enkele activiteit dient dit beoogde resultaat.",
"## What it does
Reports an outcome that no activity, and no part of one, names under `serves`, and that no other outcome leads to.

## Why is this bad?
The programme promises a change and does nothing for it.

## Example
```yaml
outcomes:
  - {id: r-werk, title: {nl: Meer werk, en: More jobs}, cite: koers#4.2}
activities: []
```

## Use instead
```yaml
activities:
  - {id: a-netwerk, title: {nl: Netwerken, en: Networking}, cite: koers#4.2, serves: [r-werk]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for programme in &context.programmes {
        let mut served = programme.pointed_at("serves");
        served.extend(programme.pointed_at("leads_to"));
        for outcome in programme.lines().flat_map(|line| &line.outcomes) {
            let Some(id) = outcome.id.as_ref().filter(|id| !served.contains(&id.value)) else {
                continue;
            };
            found.push(
                RULE.found(
                    context,
                    outcome.head().place(),
                    context.say(
                        format!("geen activiteit dient `{}`", id.value),
                        format!("no activity serves `{}`", id.value),
                    ),
                    "",
                )
                .help(context.say(
                    "noem dit resultaat onder `serves` van een activiteit",
                    "name this outcome under `serves` of an activity",
                )),
            );
        }
    }
}
