use super::context::Context;
use super::rule;
use crate::file::element::AsElement;
use koers_model::diagnostic::Diagnostic;

rule! {"K303" "objective-without-activity" Warning,
"Onder een doelstelling hangt geen enkele activiteit.",
"## What it does
Reports an objective that no activity names under `under`.

## Why is this bad?
It is a wish: nothing in the programme is done for it.

## Example
```yaml
objectives:
  - {id: d-klimaat, number: 1, title: {nl: Een goed klimaat, en: A good climate}, cite: koers#4.2}
```

## Use instead
```yaml
activities:
  - {id: a-netwerk, title: {nl: Netwerken, en: Networking}, cite: koers#4.2, under: [d-klimaat], serves: [r-werk]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for programme in &context.programmes {
        let used = programme.pointed_at("under");
        for objective in programme.lines().flat_map(|line| &line.objectives) {
            let Some(id) = objective.id.as_ref().filter(|id| !used.contains(&id.value)) else {
                continue;
            };
            found.push(
                RULE.found(
                    context,
                    objective.head().place(),
                    context.say(
                        format!("onder doelstelling `{}` hangt geen activiteit", id.value),
                        format!("no activity belongs under objective `{}`", id.value),
                    ),
                    "",
                )
                .help(context.say(
                    "noem deze doelstelling onder `under` van een activiteit",
                    "name this objective under `under` of an activity",
                )),
            );
        }
    }
}
