use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K008" "missing-file" Error,
"Een bestand dat elke werkmap heeft, is er niet.",
"## What it does
Reports a workspace without `koers.yaml` or without `regions/regions.csv`.

## Why is this bad?
Without the first nobody knows which region is judged; without the second no region code means anything.

## Example
A folder with `framework/`, `indicators/` and `catalogue/` only.

## Use instead
The same folder with `koers.yaml` and `regions/regions.csv`. `koers new` makes both."}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for path in ["koers.yaml", "regions/regions.csv"] {
        if context.parsed.sources.iter().any(|source| &*source.path == path) {
            continue;
        }
        found.push(
            Diagnostic::new(
                RULE.code,
                RULE.severity,
                context.say(
                    format!("het bestand `{path}` is er niet"),
                    format!("there is no file `{path}`"),
                ),
            )
            .help(context.say("`koers new` maakt het", "`koers new` makes it")),
        );
    }
}
