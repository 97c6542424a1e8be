use super::context::Context;
use super::rule;
use crate::file::element::AsElement;
use koers_model::diagnostic::Diagnostic;
use koers_model::framework::SwotKind;

rule! {"K304" "unaddressed-weakness" Warning,
"Een zwakte of bedreiging uit de analyse krijgt nergens aandacht.",
"## What it does
Reports a weakness or threat of the SWOT analysis that no objective and no activity names under `addresses`.

## Why is this bad?
The programme saw a problem and did nothing with it. That can be a choice, but then somebody should know.

## Example
```yaml
swot:
  - {id: zw-01, kind: weakness, title: {nl: Lage uitvoer, en: Low exports}, cite: koers#2.3.1}
```

## Use instead
```yaml
objectives:
  - {id: d-uitvoer, number: 1, title: {nl: Meer uitvoer, en: More exports}, cite: koers#4.2, addresses: [zw-01]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for programme in &context.programmes {
        let used = programme.pointed_at("addresses");
        for item in programme.files.iter().flat_map(|file| &file.swot) {
            let (Some(id), Some(kind)) = (&item.id, &item.kind) else {
                continue;
            };
            let word = match kind.value {
                SwotKind::Weakness => context.say("zwakte", "weakness"),
                SwotKind::Threat => context.say("bedreiging", "threat"),
                SwotKind::Strength | SwotKind::Opportunity => continue,
            };
            if !used.contains(&id.value) {
                found.push(
                    RULE.found(
                        context,
                        item.head().place(),
                        context.say(
                            format!("{word} `{}` krijgt nergens aandacht", id.value),
                            format!("nothing addresses {word} `{}`", id.value),
                        ),
                        "",
                    )
                    .help(context.say(
                        "noem dit punt onder `addresses` van een doelstelling of activiteit",
                        "name this item under `addresses` of an objective or activity",
                    )),
                );
            }
        }
    }
}
