use super::context::Context;
use super::rule;
use crate::parse::FileFault;
use koers_model::diagnostic::Diagnostic;

rule! {"K006" "file-not-read" Warning,
"Een bestand ligt tussen de beleidsbestanden, maar wordt niet gelezen.",
"## What it does
Reports YAML files below `framework/`, `indicators/`, `catalogue/`, `criteria/`, `aid/` or
`selections/` whose name is none that is read there.

## Why is this bad?
Somebody wrote something that has no effect.

## Example
`indicators/banen.yml`, `framework/koers.yaml`

## Use instead
`indicators/banen.yaml`, `framework/koers-2016-2019/koers.yaml`"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.file_faults {
        if let FileFault::NotRead { at } = fault {
            found.push(
                RULE.found(
                    context,
                    *at,
                    context.say("dit bestand wordt niet gelezen", "this file is not read"),
                    "",
                )
                .help(context.say(
                    "een naam eindigt op .yaml; een deel van een kader ligt in een map onder framework/, een opvolging heet <naam>.succession.yaml",
                    "a name ends in .yaml; a part of a framework lies in a folder below framework/, a succession is called <name>.succession.yaml",
                )),
            );
        }
    }
}
