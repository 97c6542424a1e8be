use super::context::Context;
use super::rule;
use crate::file::leaf::GoalKind;
use koers_model::diagnostic::Diagnostic;

rule! {"K213" "nothing-to-compare" Warning,
"Een doel vergelijkt met andere gebieden, maar de indicator noemt er geen.",
"## What it does
Reports a target of kind `gap` or `rank` on an indicator without `benchmarks`.

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
    for (measure, target) in context.programmes.iter().flat_map(|programme| programme.targets()) {
        let indicator = measure.indicator.as_ref().and_then(|id| context.indicators.get(&id.value));
        let (Some(kind), Some(indicator)) = (&target.kind, indicator) else {
            continue;
        };
        if matches!(kind.value, GoalKind::Gap | GoalKind::Rank) && indicator.benchmarks.is_empty() {
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
