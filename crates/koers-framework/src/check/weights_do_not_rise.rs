use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K701" "weights-do-not-rise" Error,
"De drie gewichten van een criterium lopen niet op.",
"## What it does
Reports a criterion whose weights do not go from `low` over `usual` to `high`.

## Why is this bad?
The usual weight must be one of those that may be given; with `low` above `high` no weight is.

## Example
```yaml
weight: {low: 100, usual: 50, high: 200}
```

## Use instead
```yaml
weight: {low: 20, usual: 50, high: 200}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let sets = context.parsed.criteria.iter().map(|file| &file.record);
    for weight in sets
        .flat_map(|set| &set.criteria)
        .filter_map(|criterion| criterion.weight.as_ref())
    {
        let Some([low, usual, high]) = weight.thousandths() else {
            continue;
        };
        let wrong = if low.value.0 > usual.value.0 {
            low
        } else if usual.value.0 > high.value.0 {
            high
        } else {
            continue;
        };
        found.push(
            RULE.found(
                context,
                wrong.at,
                context.say(
                    "deze gewichten lopen niet op van `low` over `usual` naar `high`",
                    "these weights do not rise from `low` over `usual` to `high`",
                ),
                "",
            )
            .also(
                context.span(usual.at),
                context.say("het gebruikelijke gewicht", "the usual weight"),
            )
            .expected_found(
                context.say("low ≤ usual ≤ high", "low ≤ usual ≤ high"),
                format!("{}, {}, {}", low.value.0, usual.value.0, high.value.0),
            ),
        );
    }
}
