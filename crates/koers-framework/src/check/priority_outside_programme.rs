use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K106" "priority-outside-programme" Error,
"Een prioriteit valt in een jaar buiten de looptijd van het kader.",
"## What it does
Reports a priority whose year lies before or after the period of its framework.

## Why is this bad?
It is most often a slip of the pen, and such a priority never turns up in a year plan.

## Example
```yaml
period: {from: 2016-01-01, to: 2019-12-31}
priorities: [{id: p1, year: 2061, title: {nl: Werk, en: Work}, cite: koers#4}]
```

## Use instead
```yaml
priorities: [{id: p1, year: 2016, title: {nl: Werk, en: Work}, cite: koers#4}]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for programme in &context.programmes {
        let Some((from, to)) = programme.days() else {
            continue;
        };
        let years = i32::from(from.value.year())..=i32::from(to.value.year());
        let objectives = programme.lines().flat_map(|line| &line.objectives);
        let priorities = objectives.flat_map(|objective| &objective.priorities);
        for year in priorities.filter_map(|priority| priority.year.as_ref()) {
            if years.contains(&year.value.0) || years.is_empty() {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    year.at,
                    context.say(
                        format!("{} valt buiten de looptijd van het kader", year.value.0),
                        format!("{} lies outside the period of the framework", year.value.0),
                    ),
                    context.say(
                        format!("het kader loopt van {} tot en met {}", years.start(), years.end()),
                        format!("the framework runs from {} to {}", years.start(), years.end()),
                    ),
                )
                .also(
                    context.span(from.at.to(to.at)),
                    context.say("de looptijd", "the period"),
                ),
            );
        }
    }
}
