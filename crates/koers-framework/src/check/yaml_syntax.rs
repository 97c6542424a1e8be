use super::context::Context;
use super::rule;
use crate::yaml::YamlFault;
use koers_model::diagnostic::Diagnostic;

rule! {"K001" "yaml-syntax" Error,
"Een bestand is geen goed geschreven YAML.",
"## What it does
Reports the first place where a file stops being YAML.

## Why is this bad?
Nothing in the file can be read, so nothing that it says counts.

## Example
```yaml
title: {nl: Banen, en: Jobs
```

## Use instead
```yaml
title: {nl: Banen, en: Jobs}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.yaml_faults {
        let YamlFault::Syntax { at, problem } = fault else {
            continue;
        };
        let hint = HINTS.iter().find(|(part, ..)| problem.contains(part));
        let (nl, en) = hint.map_or(
            (
                "kijk naar inspringen, aanhalingstekens en haken op deze en de vorige regel",
                "look at the indentation, quotes and brackets of this line and the one before",
            ),
            |(_, nl, en)| (*nl, *en),
        );
        let mut finding = RULE
            .found(
                context,
                *at,
                context.say("dit is geen goed geschreven YAML", "this is not well-formed YAML"),
                context.say("hier loopt het lezen vast", "reading stops here"),
            )
            .help(context.say(nl, en));
        // The parser speaks English only; its words help who asks for help elsewhere.
        finding.found = Some(format!("\"{problem}\""));
        found.push(finding);
    }
}

/// Part of what the parser says, and what that usually means.
const HINTS: &[(&str, &str, &str)] = &[
    (
        "tab",
        "gebruik spaties om in te springen, geen tabs",
        "indent with spaces, not with tabs",
    ),
    (
        "mapping values are not allowed",
        "zet tekst met een dubbele punt tussen aanhalingstekens, en spring even ver in als de regel ervoor",
        "put text with a colon between quotes, and indent as far as the line before",
    ),
    (
        "flow mapping",
        "er mist een komma of een `}`; zet tekst met komma's of haken tussen aanhalingstekens",
        "a comma or a `}` is missing; put text with commas or brackets between quotes",
    ),
    (
        "flow sequence",
        "er mist een komma of een `]`; zet tekst met komma's of haken tussen aanhalingstekens",
        "a comma or a `]` is missing; put text with commas or brackets between quotes",
    ),
    (
        "quoted scalar",
        "een aanhalingsteken wordt geopend en niet (of te vroeg) gesloten",
        "a quote is opened and not closed, or closed too early",
    ),
    (
        "double-quoted",
        "een aanhalingsteken wordt te vroeg gesloten: schrijf `\\\"` binnen de tekst",
        "a quote is closed too early: write `\\\"` inside the text",
    ),
    (
        "simple key expect",
        "na een sleutel hoort `: ` (dubbele punt en spatie)",
        "a key is followed by `: ` (colon and space)",
    ),
    (
        "block collection",
        "elk punt van een lijst begint met `- ` en springt even ver in",
        "every item of a list begins with `- ` and is indented as far",
    ),
    (
        "block mapping",
        "elke sleutel van een blok springt even ver in",
        "every key of a block is indented as far",
    ),
];
