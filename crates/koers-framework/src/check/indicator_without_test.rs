use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use std::collections::BTreeSet;

rule! {"K214" "indicator-without-test" Warning,
"Een indicator heeft geen test met een bekende uitkomst.",
"## What it does
Reports an indicator without a file `indicators/<id>.test.yaml`.

## Why is this bad?
A rule that nobody has ever worked out by hand may be wrong for years.

## Example
`indicators/banen.yaml` without `indicators/banen.test.yaml`.

## Use instead
```yaml
# indicators/banen.test.yaml
tests:
  - name: {nl: Drie gebieden tellen op, en: Three regions add up}
    given: published
    expect: [{region: PV22, period: 2019, value: 205.1, tolerance: 0.05}]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let tested: BTreeSet<&str> = context
        .parsed
        .tests
        .iter()
        .map(|test| test.stem.as_str())
        .collect();
    for file in &context.parsed.indicators {
        let broken = context
            .parsed
            .unread
            .contains(&format!("indicators/{}.test.yaml", file.stem));
        if !tested.contains(file.stem.as_str()) && !broken {
            let at = file.record.indicator.as_ref().map_or(file.file, |id| id.at);
            found.push(
                RULE.found(
                    context,
                    at,
                    context.say(
                        format!("indicator `{}` heeft geen test", file.stem),
                        format!("indicator `{}` has no test", file.stem),
                    ),
                    "",
                )
                .help(context.say(
                    format!(
                        "schrijf indicators/{}.test.yaml met een uitkomst die je met de hand narekent",
                        file.stem
                    ),
                    format!(
                        "write indicators/{}.test.yaml with a result worked out by hand",
                        file.stem
                    ),
                )),
            );
        }
    }
}
