use super::context::Context;
use super::rule;
use crate::file::element::AsElement;
use koers_model::diagnostic::Diagnostic;

rule! {"K305" "unused-principle" Warning,
"Geen doelstelling bouwt op deze kerngedachte.",
"## What it does
Reports a principle that no objective names under `draws_on`.

## Why is this bad?
A core idea that nothing draws on is decoration.

## Example
```yaml
principles:
  - {id: kg-1, number: 1, about: content, title: {nl: Voortbouwen, en: Build on}, cite: koers#3.1}
```

## Use instead
```yaml
objectives:
  - {id: d-klimaat, number: 1, title: {nl: Klimaat, en: Climate}, cite: koers#4.2, draws_on: [kg-1]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for programme in &context.programmes {
        let used = programme.pointed_at("draws_on");
        for principle in programme.files.iter().flat_map(|file| &file.principles) {
            let Some(id) = principle.id.as_ref().filter(|id| !used.contains(&id.value)) else {
                continue;
            };
            found.push(
                RULE.found(
                    context,
                    principle.head().place(),
                    context.say(
                        format!("geen doelstelling bouwt op kerngedachte `{}`", id.value),
                        format!("no objective draws on principle `{}`", id.value),
                    ),
                    "",
                )
                .help(context.say(
                    "noem deze kerngedachte onder `draws_on` van een doelstelling",
                    "name this principle under `draws_on` of an objective",
                )),
            );
        }
    }
}
