use super::context::Context;
use super::data::{newest, reach};
use super::rule;
use jiff::ToSpan;
use koers_model::diagnostic::Diagnostic;

rule! {"K212" "data-ends-early" Warning,
"De cijfers van een indicator houden op voor de dag waarop het doel bereikt moet zijn.",
"## What it does
Reports a target whose indicator has no figures up to its `by`, while other data sets of the workspace go further: they hold
figures of that day or later, or are newer by more than `stale_after_months`. Here is no clock; the newest figure of the
workspace tells how late it is at least.

## Why is this bad?
The series has stopped. The verdict will stay \"cannot be said\" unless another source is found.

## Example
```yaml
# opleiding is published for 2016 only
- {indicator: hoogopgeleiden, target: {kind: change, direction: up, baseline: {period: 2016}, by: 2019-12-31}}
```

## Use instead
An indicator whose series goes on, or `unmeasured` with the figure that would do."}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(newest) = newest(context) else { return };
    for (measure, target) in context
        .programmes
        .iter()
        .flat_map(|programme| programme.targets())
    {
        let (Some(id), Some(by)) = (&measure.indicator, &target.by) else {
            continue;
        };
        let Some(indicator) = context.indicators.get(&id.value) else {
            continue;
        };
        let reached = indicator.rule.as_ref().and_then(|rule| reach(context, rule));
        let Some((_, last)) = reached else { continue };
        let end = last.end();
        if end >= by.value {
            continue;
        }
        // A year of figures that has not ended on the day of the target is the last one that can count.
        let next_ends_after = last.plus(1).end() > by.value;
        let months = indicator
            .stale_after_months
            .as_ref()
            .map_or(24, |months| months.value);
        let stale = end
            .checked_add(i64::from(months.min(1200)).months())
            .is_ok_and(|day| day < newest);
        if !next_ends_after && (newest >= by.value || stale) {
            found.push(
                RULE.found(
                    context,
                    id.at,
                    context.say(
                        format!("de gegevens achter `{}` gaan niet verder dan {last}", id.value),
                        format!("the data behind `{}` go no further than {last}", id.value),
                    ),
                    context.say("te vroeg voor dit doel", "too early for this target"),
                )
                .also(
                    context.span(by.at),
                    context.say("de dag van het doel", "the day of the target"),
                )
                .help(context.say(
                    "zoek een reeks die doorloopt, of haal een nieuwere momentopname op",
                    "find a series that goes on, or fetch a newer snapshot",
                )),
            );
        }
    }
}
