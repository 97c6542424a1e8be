use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K218" "outside-definition" Error,
"Een nulmeting ligt in een periode waarvoor de indicator niet is gedefinieerd.",
"## What it does
Reports a baseline that is looked up, or a period of `also_from`, before the first or after the last period for which the
indicator says that its definition makes sense (`valid`).

## Why is this bad?
The indicator gives no reading there, whatever the table holds.

## Example
```yaml
# the indicator says: valid: {from: 2015, to: null}
baseline: {period: 2010}
```

## Use instead
```yaml
baseline: {period: 2015}
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
        let Some(valid) = indicator.and_then(|indicator| indicator.valid.as_ref()) else {
            continue;
        };
        let looked_up = target
            .baseline
            .as_ref()
            .filter(|baseline| baseline.value.is_none());
        let baseline = looked_up.and_then(|baseline| baseline.period.as_ref());
        for period in baseline.into_iter().chain(&target.also_from) {
            let before = valid
                .from
                .as_ref()
                .filter(|from| period.value.end() < from.value.start());
            let after = valid
                .to
                .as_ref()
                .filter(|to| period.value.start() > to.value.end());
            if let Some(bound) = before.or(after) {
                found.push(
                    RULE.found(
                        context,
                        period.at,
                        context.say(
                            format!("voor {} is deze indicator niet gedefinieerd", period.value),
                            format!("this indicator is not defined for {}", period.value),
                        ),
                        "",
                    )
                    .also(
                        context.span(bound.at),
                        context.say("de grens van de definitie", "the bound of the definition"),
                    ),
                );
            }
        }
    }
}
