use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K710" "thresholds-do-not-rise" Error,
"De drempels van een rangschikking lopen niet op.",
"## What it does
Reports a selection plan whose thresholds do not go from `indifference` over `preference` to `veto`.

## Why is this bad?
A difference would say everything before it says anything.

## Example
```yaml
method: {kind: promethee, indifference: 40%, preference: 10%}
```

## Use instead
```yaml
method: {kind: promethee, indifference: 10%, preference: 40%}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let plans = context.parsed.selections.iter().map(|file| &file.record);
    for method in plans.filter_map(|plan| plan.method.as_ref()) {
        let method = &method.0;
        let pairs = [
            (&method.indifference, &method.preference, "preference"),
            (&method.preference, &method.veto, "veto"),
        ];
        for (low, high, key) in pairs {
            let (Some(low), Some(high)) = (low, high) else {
                continue;
            };
            if low.value <= high.value {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    high.at,
                    context.say(
                        format!("`{key}` ligt onder de drempel ervoor"),
                        format!("`{key}` lies below the threshold before it"),
                    ),
                    "",
                )
                .also(
                    context.span(low.at),
                    context.say("de drempel ervoor", "the threshold before"),
                )
                .expected_found(
                    context.say(format!("{} of meer", low.value), format!("{} or more", low.value)),
                    high.value.to_string(),
                ),
            );
        }
    }
}
