use super::context::Context;
use super::rule;
use crate::parse::FileFault;
use koers_model::diagnostic::Diagnostic;

rule! {"K003" "blank-file" Error,
"Een bestand zegt niets.",
"## What it does
Reports files without content: empty, or with comments only.

## Why is this bad?
A file that says nothing was probably saved by accident, and what it should define is missing.

## Example
```yaml
# indicators/banen.yaml
```

## Use instead
Write the definition, or remove the file."}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.file_faults {
        if let FileFault::Blank { at } = fault {
            found.push(
                RULE.found(
                    context,
                    *at,
                    context.say("dit bestand zegt niets", "this file says nothing"),
                    "",
                )
                .help(context.say(
                    "schrijf de definitie, of haal het bestand weg",
                    "write the definition, or remove the file",
                )),
            );
        }
    }
}
