use super::context::Context;
use super::rule;
use crate::file::leaf::GoalKind;
use koers_model::diagnostic::Diagnostic;
use koers_model::unit::Kind;

rule! {"K213" "nothing-to-compare" Warning,
"Een doel vergelijkt met andere gebieden, maar de indicator noemt er geen.",
"## What it does
Reports a target of kind `gap` or `rank` on an indicator without `benchmarks`. An indicator that is itself a place in a
published ranking needs none.

## Why is this bad?
The verdict depends on other regions, and the pages of the indicator would not show them.

## Example
```yaml
benchmarks: []
```

## Use instead
```yaml
benchmarks: [NL01, PV20, PV21]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (measure, target) in context
        .programmes
        .iter()
        .flat_map(|programme| programme.targets())
    {
        let indicator = measure
            .indicator
            .as_ref()
            .and_then(|id| context.indicators.get(&id.value));
        let (Some(kind), Some(indicator)) = (&target.kind, indicator) else {
            continue;
        };
        let compares = match kind.value {
            GoalKind::Gap => true,
            GoalKind::Rank => indicator
                .unit
                .as_ref()
                .is_some_and(|unit| unit.value.kind != Kind::Rank),
            GoalKind::Level | GoalKind::Coverage | GoalKind::Change => false,
        };
        if compares && indicator.benchmarks.is_empty() {
            let at = indicator.indicator.as_ref().map_or(indicator.head, |id| id.at);
            found.push(
                RULE.found(
                    context,
                    kind.at,
                    context.say(
                        "dit doel vergelijkt met andere gebieden, de indicator noemt er geen",
                        "this target compares with other regions, the indicator names none",
                    ),
                    "",
                )
                .also(
                    context.span(at),
                    context.say("zonder `benchmarks`", "without `benchmarks`"),
                ),
            );
        }
    }
}
