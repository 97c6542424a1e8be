use super::context::Context;
use super::data::reach;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K205" "baseline-without-figure" Warning,
"De nulmeting van een doel valt buiten de periode waarvan er cijfers zijn.",
"## What it does
Reports a target whose baseline is looked up in a period for which the data sets of its indicator have no figures.
What the data sets hold is known once a snapshot is there.

## Why is this bad?
Without a starting figure there is no verdict: \"cannot be said\".

## Example
```yaml
baseline: {period: 2005}   # the table begins in 2010
```

## Use instead
```yaml
baseline: {period: 2010}
```
or, where the source itself states the figure:
```yaml
baseline: {period: 2005, value: 12.1, cite: koers#2.1.3}
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
        let rule = indicator.and_then(|indicator| indicator.rule.as_ref());
        let reached = rule.and_then(|rule| reach(context, rule));
        let Some((first, last)) = reached else { continue };
        let stated = target
            .baseline
            .as_ref()
            .is_some_and(|baseline| baseline.value.is_some());
        let baseline = target.baseline.as_ref().filter(|_| !stated);
        let baseline = baseline.and_then(|baseline| baseline.period.as_ref());
        for period in baseline.into_iter().chain(&target.also_from) {
            let comparable = period.value.frequency() == first.frequency();
            if !comparable || (first..=last).contains(&period.value) {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    period.at,
                    context.say(
                        format!("over {} is er geen cijfer", period.value),
                        format!("there is no figure of {}", period.value),
                    ),
                    context.say(
                        format!("er zijn cijfers van {first} tot en met {last}"),
                        format!("there are figures from {first} to {last}"),
                    ),
                )
                .help(context.say(
                    "kies een periode waarvan er cijfers zijn, of noem het cijfer zelf met `value` en `cite`",
                    "choose a period that has figures, or state the figure with `value` and `cite`",
                )),
            );
        }
    }
}
