use super::context::Context;
use super::rule;
use crate::file::golden::GivenEntry;
use crate::file::indicator::{OperandEntry, RuleEntry};
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::region::RegionCode;

rule! {"K103" "unknown-region" Error,
"Een gebiedscode staat niet in de lijst van gebieden.",
"## What it does
Reports a region code in `koers.yaml`, a framework, an indicator, a target, a test, a gate, a selection plan or a plan to evaluate that is not in `regions/regions.csv`.

## Why is this bad?
No figure will ever be found for it.

## Example
```yaml
benchmarks: [NL01, PV02]
```

## Use instead
```yaml
benchmarks: [NL01, PV20]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // A list of regions that has faults of its own says nothing on which codes exist.
    if context.parsed.regions.is_empty() {
        return;
    }
    let mut codes: Vec<&Sp<RegionCode>> = Vec::new();
    if let Some(workspace) = &context.parsed.workspace {
        codes.extend(workspace.region.iter().chain(&workspace.compare));
    }
    for programme in &context.programmes {
        codes.extend(programme.abouts.iter().filter_map(|about| about.region.as_ref()));
        codes.extend(
            programme
                .targets()
                .filter_map(|(_, target)| target.benchmark.as_ref()),
        );
    }
    for indicator in context.parsed.indicators.iter().map(|file| &file.record) {
        codes.extend(&indicator.benchmarks);
        if let Some(rule) = &indicator.rule {
            of_rule(rule, &mut codes);
        }
    }
    for test in context.parsed.tests.iter().flat_map(|file| &file.record.tests) {
        codes.extend(test.expect.iter().filter_map(|expect| expect.region.as_ref()));
        if let Some(GivenEntry::Rows(sets)) = &test.given {
            let rows = sets.0.iter().flat_map(|(_, rows)| rows);
            codes.extend(rows.filter_map(|row| row.region.as_ref()));
        }
    }
    let gates = context.parsed.criteria.iter().flat_map(|file| &file.record.gates);
    codes.extend(gates.flat_map(|gate| &gate.regions));
    codes.extend(
        context
            .parsed
            .selections
            .iter()
            .flat_map(|file| file.record.regions()),
    );
    let analyses = context.parsed.analyses.iter();
    let deliveries = analyses.filter_map(|file| file.record.deliveries.as_ref());
    codes.extend(deliveries.filter_map(|deliveries| deliveries.region.as_ref()));
    let codes = codes.into_iter().map(|code| (code.value.to_string(), code.at));
    // In a plan to evaluate figures of the workspace regions are codes; in a table of one's own they are names of that table.
    let plans = context.parsed.evaluations.iter().map(|file| &file.record);
    let plans = plans.filter(|plan| {
        plan.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.indicator.is_some())
    });
    let in_plans = plans.flat_map(|plan| {
        plan.regions()
            .map(|(region, _)| (region.value.clone(), region.at))
    });
    for (code, at) in codes.chain(in_plans) {
        if context.parsed.regions.by_code(&code).is_none() {
            found.push(
                RULE.found(
                    context,
                    at,
                    context.say(
                        format!("gebied `{code}` is niet bekend"),
                        format!("region `{code}` is not known"),
                    ),
                    context.say(
                        "staat niet in regions/regions.csv",
                        "is not in regions/regions.csv",
                    ),
                )
                .help(context.say(
                    "gebruik de code van CBS, of voeg het gebied toe aan regions/regions.csv",
                    "use the code of Statistics Netherlands, or add the region to regions/regions.csv",
                )),
            );
        }
    }
}

fn of_rule<'r>(rule: &'r RuleEntry, codes: &mut Vec<&'r Sp<RegionCode>>) {
    codes.extend(rule.benchmark.iter().chain(&rule.against.0));
    for operand in rule.operands() {
        if let OperandEntry::Rule(inner) = operand
            && let Some(rule) = &inner.rule
        {
            of_rule(rule, codes);
        }
    }
}
