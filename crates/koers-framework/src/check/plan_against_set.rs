use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K712" "plan-against-set" Error,
"Een keuze gebruikt een meetlat van een ander programma, of een die op die dag nog niet gold.",
"## What it does
Reports a selection plan whose criteria set belongs to another programme, or is used only from a day after the day of the choice.

## Why is this bad?
Nobody can have tested a proposal with it by then.

## Example
```yaml
# the set is used from 2016-07-01
day: 2016-01-15
```

## Use instead
```yaml
day: 2016-09-15
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for plan in context.parsed.selections.iter().map(|file| &file.record) {
        let set = plan.criteria.as_ref().and_then(|criteria| {
            let (set, version) = (criteria.set.as_ref()?, criteria.version.as_ref()?);
            Some((set, context.yardstick(&set.value, version.value)?))
        });
        let Some((named, set)) = set else { continue };
        if let (Some(of_plan), Some(of_set)) = (&plan.framework, &set.framework)
            && of_plan.value != of_set.value
        {
            found.push(
                RULE.found(
                    context,
                    named.at,
                    context.say(
                        format!("deze meetlat hoort bij `{}`", of_set.value),
                        format!("this criteria set belongs to `{}`", of_set.value),
                    ),
                    "",
                )
                .also(
                    context.span(of_plan.at),
                    context.say("het programma van de keuze", "the programme of the choice"),
                )
                .expected_found(of_plan.value.to_string(), of_set.value.to_string()),
            );
        }
        if let (Some(day), Some(from)) = (&plan.day, &set.from)
            && day.value < from.value
        {
            found.push(
                RULE.found(
                    context,
                    day.at,
                    context.say(
                        format!("de meetlat gold op {} nog niet", day.value),
                        format!("the criteria set was not used yet on {}", day.value),
                    ),
                    "",
                )
                .also(
                    context.span(from.at),
                    context.say("vanaf deze dag", "from this day"),
                )
                .expected_found(
                    context.say(
                        format!("{} of later", from.value),
                        format!("{} or later", from.value),
                    ),
                    day.value.to_string(),
                ),
            );
        }
    }
}
