use super::context::Context;
use super::data::Cover;
use super::rule;
use crate::file::indicator::{OperandEntry, RuleEntry};
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::region::RegionCode;

rule! {"K211" "region-not-in-data" Warning,
"Een gegevensset heeft geen cijfers over het gebied waar het om gaat.",
"## What it does
Reports a target of a programme for a region, or with a benchmark region, of which a data set of the indicator holds no
figures: not the region itself, and not all its parts of one kind with a measure that adds up. Benchmarks of indicators and
of rules are looked at too. What the data sets hold is known once a snapshot is there.

## Why is this bad?
An indicator that cannot exist at this scale gives no verdict, ever.

## Example
```yaml
benchmarks: [GM0106]   # the table has provinces only
```

## Use instead
```yaml
benchmarks: [PV20, PV21]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Without a sound list of regions nothing is known of parts.
    if context.parsed.regions.is_empty() {
        return;
    }
    let mut cover = Cover::new(context);
    for programme in &context.programmes {
        let region = programme.about().and_then(|about| about.region.as_ref());
        for (measure, target) in programme.targets() {
            let Some(id) = &measure.indicator else { continue };
            let rule = context
                .indicators
                .get(&id.value)
                .and_then(|file| file.rule.as_ref());
            let Some(rule) = rule else { continue };
            let regions = region.map(|region| (region, id.at));
            let benchmark = target.benchmark.as_ref().map(|code| (code, code.at));
            for (code, at) in regions.into_iter().chain(benchmark) {
                for dataset in cover.lacking(rule, &code.value) {
                    found.push(
                        RULE.found(
                            context,
                            at,
                            context.say(
                                format!("`{}` heeft geen cijfers over {}", dataset.value, code.value),
                                format!("`{}` has no figures of {}", dataset.value, code.value),
                            ),
                            context.say("hierover komt geen oordeel", "there will be no verdict on this"),
                        )
                        .also(
                            context.span(dataset.at),
                            context.say("de gegevensset in de rekenregel", "the data set in the rule"),
                        ),
                    );
                }
            }
        }
    }
    for indicator in context.parsed.indicators.iter().map(|file| &file.record) {
        let Some(rule) = &indicator.rule else { continue };
        let own = indicator.benchmarks.iter().map(|code| (rule, code));
        for (rule, code) in own.chain(held_against(rule)) {
            for dataset in cover.lacking(rule, &code.value) {
                found.push(RULE.found(
                    context,
                    code.at,
                    context.say(
                        format!("`{}` heeft geen cijfers over {}", dataset.value, code.value),
                        format!("`{}` has no figures of {}", dataset.value, code.value),
                    ),
                    context.say("om mee te vergelijken", "to compare with"),
                ));
            }
        }
    }
}

/// The regions that a rule holds others against, and rules inside it, each with its rule.
fn held_against(rule: &RuleEntry) -> Vec<(&RuleEntry, &Sp<RegionCode>)> {
    let own = rule.benchmark.iter().chain(&rule.against.0);
    let mut found: Vec<_> = own.map(|code| (rule, code)).collect();
    for operand in rule.operands() {
        if let OperandEntry::Rule(inner) = operand {
            found.extend(inner.rule.iter().flat_map(|rule| held_against(rule)));
        }
    }
    found
}
