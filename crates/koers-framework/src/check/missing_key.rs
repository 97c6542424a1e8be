use super::context::Context;
use super::finding::list;
use super::rule;
use crate::file::Fault;
use koers_model::diagnostic::Diagnostic;

rule! {"K012" "missing-key" Error,
"Een sleutel die er moet zijn ontbreekt, of zegt niets.",
"## What it does
Reports a required key that is not there, or has nothing behind it.

## Why is this bad?
The record cannot be used without it, and a default would be an invention.

## Example
```yaml
benchmarks: [NL01]
rule: {kind: growth, of: {dataset: cbs-83582ned, measure: jobs}}
```

## Use instead
```yaml
benchmarks: [NL01]
rule: {kind: growth, of: {dataset: cbs-83582ned, measure: jobs}, over: 1}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.shape_faults {
        let (at, message, help) = match fault {
            Fault::MissingKey { at, key, doc } => {
                let doc = doc.split_whitespace().collect::<Vec<_>>().join(" ");
                (
                    *at,
                    context.say(
                        format!("de sleutel `{key}` ontbreekt"),
                        format!("the key `{key}` is missing"),
                    ),
                    context.say(
                        format!("voeg `{key}:` toe; zie schemas/ voor wat het betekent"),
                        format!("add `{key}:`. {doc}"),
                    ),
                )
            }
            Fault::MissingOneOf { at, keys } => (
                *at,
                context.say(
                    format!("een van {} ontbreekt", list(keys, "en")),
                    format!("one of {} is missing", list(keys, "and")),
                ),
                context.say(
                    format!("voeg {} toe", list(keys, "of")),
                    format!("add {}", list(keys, "or")),
                ),
            ),
            _ => continue,
        };
        found.push(
            RULE.found(context, at, message, context.say("in dit blok", "in this block"))
                .help(help),
        );
    }
}
