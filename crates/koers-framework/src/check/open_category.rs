use super::context::Context;
use super::rule;
use super::unknown_code::dimensions;
use crate::file::indicator::{OperandEntry, RuleEntry};
use crate::file::leaf::RuleKind;
use koers_model::diagnostic::Diagnostic;

rule! {"K209" "open-category" Error,
"Een reeks zegt niet welke code van een categorie zij neemt, of noemt er meer dan de rekenregel aankan.",
"## What it does
Reports a series that leaves a category dimension of its data set open, one that lists several codes outside the rule `sum`,
and a `sum` over another rule, which has no codes to add up.

## Why is this bad?
Nobody can tell which of the figures is meant. Adding up everything would count totals twice.

## Example
```yaml
# cbs-83582ned has a category column: sector
rule: {kind: measure, of: {dataset: cbs-83582ned, measure: jobs}}
```

## Use instead
```yaml
rule: {kind: measure, of: {dataset: cbs-83582ned, measure: jobs, where: {sector: BE}}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for rule in context
        .parsed
        .indicators
        .iter()
        .filter_map(|file| file.record.rule.as_ref())
    {
        visit(context, rule, found);
    }
}

fn visit(context: &Context<'_>, rule: &RuleEntry, found: &mut Vec<Diagnostic>) {
    let sum = rule.kind.as_ref().is_some_and(|kind| kind.value == RuleKind::Sum);
    for operand in rule.operands() {
        match operand {
            OperandEntry::Rule(inner) => {
                if sum {
                    found.push(RULE.found(
                        context,
                        operand.place(),
                        context.say(
                            "`sum` telt codes van een reeks op, en dit is een andere rekenregel",
                            "`sum` adds up codes of a series, and this is another rule",
                        ),
                        "",
                    ));
                }
                if let Some(rule) = &inner.rule {
                    visit(context, rule, found);
                }
            }
            OperandEntry::Series(series) => {
                for (dimension, codes) in series.codes.0.iter().filter(|(_, codes)| codes.0.len() > 1) {
                    if let Some(code) = codes.0.get(1).filter(|_| !sum) {
                        found.push(
                            RULE.found(
                                context,
                                code.at,
                                context.say(
                                    format!("meer dan één code van `{}`", dimension.value),
                                    format!("more than one code of `{}`", dimension.value),
                                ),
                                context.say("de tweede", "the second one"),
                            )
                            .help(context.say(
                                "alleen `kind: sum` telt codes op",
                                "only `kind: sum` adds codes up",
                            )),
                        );
                    }
                }
                let dataset = series
                    .dataset
                    .as_ref()
                    .and_then(|id| context.datasets.get(&id.value));
                for dimension in dataset.into_iter().flat_map(|dataset| dimensions(dataset)) {
                    let fixed = series
                        .codes
                        .0
                        .iter()
                        .any(|(key, codes)| key.value == dimension && !codes.0.is_empty());
                    if !fixed {
                        found.push(
                            RULE.found(
                                context,
                                series.head,
                                context.say(
                                    format!("welke code van `{dimension}`?"),
                                    format!("which code of `{dimension}`?"),
                                ),
                                context.say("deze reeks zegt het niet", "this series does not say"),
                            )
                            .help(context.say(
                                format!("voeg `where: {{{dimension}: …}}` toe"),
                                format!("add `where: {{{dimension}: …}}`"),
                            )),
                        );
                    }
                }
            }
        }
    }
}
