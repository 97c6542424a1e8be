use super::context::Context;
use super::rule;
use crate::parse::{FileFault, LARGEST_FILE};
use crate::yaml::{DEEPEST, YamlFault};
use koers_model::diagnostic::Diagnostic;

rule! {"K002" "unreadable-file" Error,
"Een bestand kan niet als tekst worden gelezen: te groot, te diep, of geen UTF-8.",
"## What it does
Reports files that are larger than 4 MiB, that are not UTF-8 text, or whose maps and lists nest deeper than 64.

## Why is this bad?
Such a file was not written by a person for a person. Its content is not read.

## Example
A spreadsheet saved with the name `indicators/banen.yaml`.

## Use instead
A text file in UTF-8, as every editor saves it."}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.file_faults {
        let (at, message, label) = match fault {
            FileFault::TooLarge { at, bytes } => (
                *at,
                context.say(
                    format!("dit bestand is te groot ({bytes} bytes)"),
                    format!("this file is too large ({bytes} bytes)"),
                ),
                context.say(
                    format!("hoogstens {LARGEST_FILE} bytes"),
                    format!("at most {LARGEST_FILE} bytes"),
                ),
            ),
            FileFault::NotText { at, valid } => (
                *at,
                context
                    .say(
                        "dit bestand is geen tekst in UTF-8",
                        "this file is not text in UTF-8",
                    )
                    .to_owned(),
                context.say(
                    format!("de eerste {valid} bytes zijn dat wel"),
                    format!("its first {valid} bytes are"),
                ),
            ),
            FileFault::Twice { at } => (
                *at,
                context
                    .say("dit bestand is twee keer gegeven", "this file was given twice")
                    .to_owned(),
                String::new(),
            ),
            FileFault::TooMany => {
                found.push(Diagnostic::new(
                    RULE.code,
                    RULE.severity,
                    context.say(
                        "deze werkmap heeft te veel bestanden",
                        "this workspace has too many files",
                    ),
                ));
                continue;
            }
            FileFault::Blank { .. } | FileFault::NotRead { .. } => continue,
        };
        found.push(RULE.found(context, at, message, label));
    }
    for fault in &context.parsed.yaml_faults {
        if let YamlFault::TooDeep { at } = fault {
            found.push(RULE.found(
                context,
                *at,
                context.say(
                    "blokken en lijsten zijn te diep genest",
                    "maps and lists nest too deep",
                ),
                context.say(format!("dieper dan {DEEPEST}"), format!("deeper than {DEEPEST}")),
            ));
        }
    }
}
