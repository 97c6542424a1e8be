use super::context::Context;
use super::rule;
use crate::file::figures::FigureFault;
use koers_model::diagnostic::Diagnostic;

rule! {"K404" "figure-without-source" Error,
"Een ingevoerd cijfer zegt niet waar het vandaan komt, of sinds wanneer het bekend is.",
"## What it does
Reports a file in `figures/` without a column `source` or `published`, and rows in which they are empty or `published` is no
date.

## Why is this bad?
A figure without a source cannot be checked; without a date it cannot be told what was known when.

## Example
```csv
region,period,measure,value,status,source,published
PV22,2014,nww-rate,12.1,,,
```

## Use instead
```csv
region,period,measure,value,status,source,published
PV22,2014,nww-rate,12.1,,koers#2.1.3,2016-02-17
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in context.parsed.figures.iter().flat_map(|file| &file.faults) {
        found.push(match fault {
            FigureFault::NoColumn { at, column } => RULE.found(
                context,
                *at,
                context.say(
                    format!("de kolom `{column}` ontbreekt"),
                    format!("the column `{column}` is missing"),
                ),
                context.say("in deze kopregel", "in this header"),
            ),
            FigureFault::Empty { at, column } => RULE
                .found(
                    context,
                    *at,
                    context.say(
                        format!("dit cijfer heeft geen `{column}`"),
                        format!("this figure has no `{column}`"),
                    ),
                    "",
                )
                .help(if *column == "source" {
                    context.say(
                        "noem de bron: `document#paragraaf`, of in woorden",
                        "name the source: `document#section`, or in words",
                    )
                } else {
                    context.say(
                        "noem de dag sinds wanneer het cijfer bekend is",
                        "name the day since which the figure is known",
                    )
                }),
            FigureFault::NoDate { at, found: there } => RULE
                .found(
                    context,
                    *at,
                    context.say(
                        format!("`{there}` is geen datum"),
                        format!("`{there}` is no date"),
                    ),
                    "",
                )
                .expected_found(
                    context.say("een datum zoals 2016-02-17", "a date such as 2016-02-17"),
                    format!("`{there}`"),
                ),
        });
    }
}
