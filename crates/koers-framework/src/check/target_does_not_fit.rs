use super::context::Context;
use super::rule;
use crate::file::leaf::GoalKind;
use crate::file::measure::TargetEntry;
use crate::place::Place;
use koers_model::diagnostic::Diagnostic;
use koers_model::unit::{Kind, Unit};

rule! {"K203" "target-does-not-fit" Error,
"Een doel past niet bij de eenheid van zijn indicator.",
"## What it does
Reports a level or coverage above the highest value that the unit can have (100%), a coverage in a unit without a natural
end, a place in a ranking below one, and a relative change of places or of percentage points.

## Why is this bad?
Such a target can never be met, or says nothing.

## Example
```yaml
# breedband is a percentage of households
target: {kind: coverage, value: 120, direction: up, baseline: {period: 2016}, by: 2019-12-31, cite: koers#4.4}
```

## Use instead
```yaml
target: {kind: coverage, value: 100, direction: up, baseline: {period: 2016}, by: 2019-12-31, cite: koers#4.4}
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
        let unit = indicator.and_then(|indicator| indicator.unit.as_ref());
        let Some((unit, written)) = unit.map(|unit| (unit.value, unit.at)) else {
            continue;
        };
        if let Some((at, message, help)) = misfit(context, target, unit) {
            found.push(
                RULE.found(context, at, message, "")
                    .also(
                        context.span(written),
                        context.say("de eenheid van de indicator", "the unit of the indicator"),
                    )
                    .help(help),
            );
        }
    }
}

fn misfit(
    context: &Context<'_>,
    target: &TargetEntry,
    unit: &'static Unit,
) -> Option<(Place, String, &'static str)> {
    let kind = target.kind.as_ref()?;
    let label = unit.label(context.lang);
    match kind.value {
        GoalKind::Coverage if unit.upper_bound.is_none() => Some((
            kind.at,
            context.say(
                format!("dekking vraagt een eenheid met een natuurlijk einde; {label} heeft dat niet"),
                format!("coverage needs a unit with a natural end; {label} has none"),
            ),
            context.say("gebruik `kind: level`", "use `kind: level`"),
        )),
        GoalKind::Level | GoalKind::Coverage => {
            let value = target.value.as_ref()?;
            let too_high = unit.upper_bound.is_some_and(|most| value.value.get() > most);
            let no_place = unit.kind == Kind::Rank && value.value.get() < 1.0;
            let message = if too_high {
                context.say(
                    format!("{} is meer dan er in {label} kan bestaan", value.value),
                    format!("{} is more than can exist in {label}", value.value),
                )
            } else if no_place {
                context.say(
                    format!("{} is geen plaats: de eerste is 1", value.value),
                    format!("{} is no place: the first is 1", value.value),
                )
            } else {
                return None;
            };
            Some((
                value.at,
                message,
                context.say("kijk de waarde en de eenheid na", "check the value and the unit"),
            ))
        }
        GoalKind::Change => {
            let relative = target.relative.as_ref()?;
            let odd = matches!(unit.kind, Kind::Rank | Kind::PercentagePoints) || *unit == "percent-change";
            odd.then(|| {
                (
                    relative.at,
                    context.say(
                        format!("een verandering in procenten van {label} zegt niets"),
                        format!("a change in percent of {label} says nothing"),
                    ),
                    context.say(
                        "gebruik `amount`, in de eenheid van de indicator",
                        "use `amount`, in the unit of the indicator",
                    ),
                )
            })
        }
        GoalKind::Gap | GoalKind::Rank => None,
    }
}
