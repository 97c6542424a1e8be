use super::context::Context;
use super::rule;
use crate::file::indicator::{OperandEntry, RuleEntry};
use crate::file::measure::TargetEntry;
use crate::place::{Place, Sp};
use koers_model::diagnostic::Diagnostic;
use koers_model::indicator::MOST_OVER;
use koers_model::value::Number;

rule! {"K219" "number-out-of-range" Error,
"Een getal kan op deze plaats niet zo klein zijn.",
"## What it does
Reports numbers that make no sense where they stand: a change, margin, factor or tolerance of zero or less (a tolerance and
an accepted distance may be zero), a growth over zero periods, a version or place of zero, a mask whose lowest number is above
its highest.

## Why is this bad?
A factor of zero makes every figure zero; a change of minus five with `direction: down` means up.

## Example
```yaml
target: {kind: change, direction: down, amount: -5}
```

## Use instead
```yaml
target: {kind: change, direction: down, amount: 5}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut wrong: Vec<(Place, (&str, &str))> = Vec::new();
    for (_, target) in context
        .programmes
        .iter()
        .flat_map(|programme| programme.targets())
    {
        of_target(target, &mut wrong);
    }
    for indicator in context.parsed.indicators.iter().map(|file| &file.record) {
        whole(indicator.version.as_ref(), &mut wrong);
        whole(indicator.stale_after_months.as_ref(), &mut wrong);
        if let Some(rule) = &indicator.rule {
            of_rule(rule, &mut wrong);
        }
    }
    for set in context.parsed.criteria.iter().map(|file| &file.record) {
        whole(set.version.as_ref(), &mut wrong);
    }
    let tests = context.parsed.tests.iter().flat_map(|file| &file.record.tests);
    for expect in tests.flat_map(|test| &test.expect) {
        not_negative(expect.tolerance.as_ref(), &mut wrong);
    }
    for mask in context.parsed.datasets.iter().flat_map(|file| &file.record.masks) {
        if let (Some(low), Some(high)) = (&mask.low, &mask.high)
            && low.value > high.value
        {
            wrong.push((
                high.at,
                (
                    "een getal dat niet lager is dan `low`",
                    "a number not below `low`",
                ),
            ));
        }
    }
    for (at, (nl, en)) in wrong {
        let written = context.parsed.sources.slice(at).to_owned();
        found.push(
            RULE.found(
                context,
                at,
                context.say(
                    format!("{written} kan hier niet"),
                    format!("{written} cannot stand here"),
                ),
                "",
            )
            .expected_found(context.say(nl, en), written),
        );
    }
}

type Wrong = Vec<(Place, (&'static str, &'static str))>;

fn positive(number: Option<&Sp<Number>>, wrong: &mut Wrong) {
    if let Some(number) = number.filter(|number| number.value <= Number::ZERO) {
        wrong.push((number.at, ("een getal boven 0", "a number above 0")));
    }
}

fn not_negative(number: Option<&Sp<Number>>, wrong: &mut Wrong) {
    if let Some(number) = number.filter(|number| number.value < Number::ZERO) {
        wrong.push((number.at, ("0 of een getal daarboven", "0 or a number above it")));
    }
}

fn whole(number: Option<&Sp<u32>>, wrong: &mut Wrong) {
    if let Some(number) = number.filter(|number| number.value == 0) {
        wrong.push((number.at, ("een heel getal vanaf 1", "a whole number from 1")));
    }
}

fn of_target(target: &TargetEntry, wrong: &mut Wrong) {
    positive(target.amount.as_ref(), wrong);
    positive(target.relative.as_ref(), wrong);
    not_negative(target.within.as_ref(), wrong);
    whole(target.top.as_ref(), wrong);
    positive(target.margin.as_ref().and_then(|margin| margin.0.as_ref()), wrong);
}

fn of_rule(rule: &RuleEntry, wrong: &mut Wrong) {
    positive(rule.times.as_ref(), wrong);
    positive(rule.per.as_ref(), wrong);
    if let Some(over) = rule
        .over
        .as_ref()
        .filter(|over| !(1..=MOST_OVER).contains(&over.value))
    {
        wrong.push((
            over.at,
            (
                "een heel getal van 1 tot en met 1200",
                "a whole number from 1 to 1200",
            ),
        ));
    }
    for operand in rule.operands() {
        if let OperandEntry::Rule(inner) = operand
            && let Some(rule) = &inner.rule
        {
            of_rule(rule, wrong);
        }
    }
}
