use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K202" "target-outside-programme" Error,
"Een doel moet bereikt zijn op een dag buiten de looptijd van het kader, of begint na die dag.",
"## What it does
Reports a target whose `by` lies before the first or after the last day of its framework, and one whose baseline lies after
its `by`.

## Why is this bad?
A target after the end is no promise of this programme; one before its baseline cannot be missed or met.

## Example
```yaml
period: {from: 2016-01-01, to: 2019-12-31}
target: {kind: change, direction: up, baseline: {period: 2016}, by: 2029-12-31, cite: koers#4.2}
```

## Use instead
```yaml
target: {kind: change, direction: up, baseline: {period: 2016}, by: 2019-12-31, cite: koers#4.2}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for programme in &context.programmes {
        for (_, target) in programme.targets() {
            let Some(by) = &target.by else { continue };
            if let Some((from, to)) = programme.days()
                && from.value <= to.value
                && !(from.value..=to.value).contains(&by.value)
            {
                found.push(
                    RULE.found(
                        context,
                        by.at,
                        context.say(
                            format!("{} valt buiten de looptijd van het kader", by.value),
                            format!("{} lies outside the period of the framework", by.value),
                        ),
                        context.say(
                            format!("het kader loopt van {} tot en met {}", from.value, to.value),
                            format!("the framework runs from {} to {}", from.value, to.value),
                        ),
                    )
                    .also(
                        context.span(from.at.to(to.at)),
                        context.say("de looptijd", "the period"),
                    ),
                );
            }
            let start = target
                .baseline
                .as_ref()
                .and_then(|baseline| baseline.period.as_ref());
            if let Some(start) = start.filter(|start| start.value.start() > by.value) {
                found.push(
                    RULE.found(
                        context,
                        start.at,
                        context.say(
                            format!("de nulmeting van {} ligt na het doel", start.value),
                            format!("the baseline of {} lies after the target", start.value),
                        ),
                        context.say("de nulmeting", "the baseline"),
                    )
                    .also(context.span(by.at), context.say("het doel", "the target")),
                );
            }
        }
    }
}
