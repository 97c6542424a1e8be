use super::context::Context;
use super::rule;
use crate::file::Fault;
use koers_model::diagnostic::Diagnostic;

rule! {"K013" "empty-list" Error,
"Een lijst is leeg waar iets in moet staan.",
"## What it does
Reports an empty list or map under a key that needs at least one entry.

## Why is this bad?
A test without an expectation, or a data set without columns, does nothing while it looks as if it does.

## Example
```yaml
languages: []
```

## Use instead
```yaml
languages: [nl, en]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.shape_faults {
        if let Fault::Empty { at, key } = fault {
            found.push(
                RULE.found(
                    context,
                    *at,
                    context.say(format!("`{key}` is leeg"), format!("`{key}` is empty")),
                    context.say("hier moet iets in staan", "something must stand here"),
                )
                .help(context.say(
                    "vul de lijst met ten minste één onderdeel",
                    "fill the list with at least one entry",
                )),
            );
        }
    }
}
