use super::context::Context;
use super::rule;
use crate::file::element::AsElement;
use koers_model::diagnostic::Diagnostic;

rule! {"K309" "unanswered-challenge" Warning,
"Geen doelstelling geeft antwoord op deze opgave.",
"## What it does
Reports a challenge that no objective names under `answers`. Challenges whose name is lost are left alone, and so are
frameworks without objectives.

## Why is this bad?
Society asks something, and the programme does not answer.

## Example
```yaml
challenges:
  - {id: opgave-werk, horizon: now, title: {nl: Werk, en: Work}, cite: koers#1}
```

## Use instead
```yaml
objectives:
  - {id: d-klimaat, number: 1, title: {nl: Klimaat, en: Climate}, cite: koers#4.2, answers: [opgave-werk]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for programme in &context.programmes {
        if programme.lines().all(|line| line.objectives.is_empty()) {
            continue;
        }
        let used = programme.pointed_at("answers");
        for challenge in programme.files.iter().flat_map(|file| &file.challenges) {
            let Some(id) = challenge.id.as_ref().filter(|id| !used.contains(&id.value)) else {
                continue;
            };
            if challenge.lost.is_some() {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    challenge.head().place(),
                    context.say(
                        format!("geen doelstelling geeft antwoord op opgave `{}`", id.value),
                        format!("no objective answers challenge `{}`", id.value),
                    ),
                    "",
                )
                .help(context.say(
                    "noem deze opgave onder `answers` van een doelstelling",
                    "name this challenge under `answers` of an objective",
                )),
            );
        }
    }
}
