use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use koers_model::spelling::nearest;
use std::collections::BTreeSet;

rule! {"K216" "test-without-indicator" Error,
"Een testbestand hoort bij geen indicator.",
"## What it does
Reports a file `indicators/<name>.test.yaml` without `indicators/<name>.yaml`.

## Why is this bad?
The test never runs, and the indicator that it was written for goes untested.

## Example
`indicators/bannen.test.yaml`

## Use instead
`indicators/banen.test.yaml`"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let parsed = context.parsed;
    let known: BTreeSet<&str> = parsed.indicators.iter().map(|file| file.stem.as_str()).collect();
    for test in &parsed.tests {
        let unread = parsed.unread.contains(&format!("indicators/{}.yaml", test.stem));
        if known.contains(test.stem.as_str()) || unread {
            continue;
        }
        let finding = RULE.found(
            context,
            test.file,
            context.say(
                format!("er is geen indicator `{}`", test.stem),
                format!("there is no indicator `{}`", test.stem),
            ),
            "",
        );
        found.push(match nearest(&test.stem, known.iter().copied()) {
            Some(near) => finding.help(context.say(
                format!("bedoelt u indicators/{near}.test.yaml?"),
                format!("did you mean indicators/{near}.test.yaml?"),
            )),
            None => finding,
        });
    }
}
