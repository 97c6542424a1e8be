use super::context::Context;
use super::rule;
use crate::yaml::{Feature, YamlFault};
use koers_model::diagnostic::Diagnostic;

rule! {"K004" "yaml-feature" Error,
"Een bestand gebruikt een deel van YAML dat beleidsbestanden niet gebruiken.",
"## What it does
Reports anchors (`&a`), aliases (`*a`), merge keys (`<<`), tags (`!a`), maps or lists as keys, and a second document (`---`).

## Why is this bad?
They make a file say something else than what stands there. A reader of a policy file should see what it says without
resolving anything.

## Example
```yaml
title: &banen {nl: Banen, en: Jobs}
source: *banen
```

## Use instead
```yaml
title: {nl: Banen, en: Jobs}
source: {nl: Banen, en: Jobs}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.yaml_faults {
        let YamlFault::Feature { at, feature } = fault else {
            continue;
        };
        let (nl, en, help_nl, help_en) = words(*feature);
        found.push(
            RULE.found(
                context,
                *at,
                context.say(
                    format!("{nl} kan hier niet staan"),
                    format!("{en} cannot be used here"),
                ),
                "",
            )
            .help(context.say(help_nl, help_en)),
        );
    }
}

fn words(feature: Feature) -> (&'static str, &'static str, &'static str, &'static str) {
    const WRITE_OUT: (&str, &str) = (
        "schrijf uit wat er moet staan; zet tekst die met dit teken begint tussen aanhalingstekens",
        "write out what is meant; put text that begins with this character between quotes",
    );
    let (nl, en, (help_nl, help_en)) = match feature {
        Feature::Anchor => ("een anker (`&`)", "an anchor (`&`)", WRITE_OUT),
        Feature::Alias => ("een verwijzing (`*`)", "an alias (`*`)", WRITE_OUT),
        Feature::MergeKey => ("een samenvoegsleutel (`<<`)", "a merge key (`<<`)", WRITE_OUT),
        Feature::Tag => ("een label (`!`)", "a tag (`!`)", WRITE_OUT),
        Feature::SecondDocument => (
            "een tweede document (`---`)",
            "a second document (`---`)",
            ("maak er een eigen bestand van", "put it in a file of its own"),
        ),
        Feature::ComplexKey => (
            "een blok of lijst als sleutel",
            "a map or list as a key",
            (
                "een sleutel is een woord; staat er een `[`, `{` of `?` aan het begin van een tekst, zet die dan tussen aanhalingstekens",
                "a key is a word; put text that begins with `[`, `{` or `?` between quotes",
            ),
        ),
    };
    (nl, en, help_nl, help_en)
}
