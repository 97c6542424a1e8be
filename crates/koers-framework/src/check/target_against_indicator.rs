use super::context::Context;
use super::rule;
use crate::file::leaf::Aim;
use koers_model::diagnostic::Diagnostic;
use koers_model::target::Direction;

rule! {"K204" "target-against-indicator" Warning,
"Een doel wil de andere kant op dan zijn indicator zegt dat goed is.",
"## What it does
Reports a target with `direction: down` on an indicator of which more is better, or the other way round.

## Why is this bad?
One of the two is a slip of the pen, or the indicator is the wrong one. The same figure would be shown as good in one place
and as bad in another.

## Example
```yaml
# werkloosheid has direction: down
target: {kind: change, direction: up, baseline: {period: 2016}, by: 2019-12-31, cite: koers#4.5}
```

## Use instead
```yaml
target: {kind: change, direction: down, baseline: {period: 2016}, by: 2019-12-31, cite: koers#4.5}
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
        let aim = indicator.and_then(|indicator| indicator.direction.as_ref());
        let (Some(direction), Some(aim)) = (&target.direction, aim) else {
            continue;
        };
        let against = matches!(
            (direction.value, aim.value),
            (Direction::Up, Aim::Down) | (Direction::Down, Aim::Up)
        );
        if against {
            found.push(
                RULE.found(
                    context,
                    direction.at,
                    context.say(
                        "dit doel wil de andere kant op dan zijn indicator",
                        "this target wants the other way than its indicator",
                    ),
                    context.say("het doel", "the target"),
                )
                .also(context.span(aim.at), context.say("de indicator", "the indicator"))
                .help(context.say(
                    "is meer soms goed en soms niet, geef de indicator dan `direction: none`",
                    "where more is good at times and bad at others, give the indicator `direction: none`",
                )),
            );
        }
    }
}
