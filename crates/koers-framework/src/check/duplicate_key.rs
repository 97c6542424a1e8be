use super::context::Context;
use super::rule;
use crate::yaml::YamlFault;
use koers_model::diagnostic::Diagnostic;

rule! {"K005" "duplicate-key" Error,
"Een sleutel staat twee keer in hetzelfde blok.",
"## What it does
Reports a key that stands twice in one map, and points at both places.

## Why is this bad?
Nobody can tell which of the two counts. Many YAML readers silently take the last one.

## Example
```yaml
unit: jobs
decimals: 0
unit: thousand-jobs
```

## Use instead
```yaml
unit: thousand-jobs
decimals: 0
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.yaml_faults {
        let YamlFault::DuplicateKey { at, first, key } = fault else {
            continue;
        };
        found.push(
            RULE.found(
                context,
                *at,
                context.say(
                    format!("de sleutel `{key}` staat twee keer in dit blok"),
                    format!("the key `{key}` stands twice in this map"),
                ),
                context.say("hier opnieuw", "again here"),
            )
            .also(context.span(*first), context.say("eerst hier", "first here"))
            .help(context.say("haal een van de twee weg", "remove one of the two")),
        );
    }
}
