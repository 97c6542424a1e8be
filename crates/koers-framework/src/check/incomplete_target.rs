use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K201" "incomplete-target" Error,
"Een doel mist zijn nulmeting, zijn datum of zijn richting.",
"## What it does
Reports a target without `baseline`, `by` or `direction`.

## Why is this bad?
\"More jobs\" is no target as long as it does not say: more than when, by when, and which way is good. Fixing it afterwards
is choosing the answer.

## Example
```yaml
target: {kind: change, direction: up, cite: koers#4.2}
```

## Use instead
```yaml
target: {kind: change, direction: up, baseline: {period: 2016}, by: 2019-12-31, cite: koers#4.2}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, target) in context
        .programmes
        .iter()
        .flat_map(|programme| programme.targets())
    {
        let parts = [
            (
                target.direction.is_none(),
                "direction",
                ("welke kant op goed is", "which way is good"),
            ),
            (
                target.baseline.is_none(),
                "baseline",
                ("vanaf welk cijfer", "from which figure"),
            ),
            (
                target.by.is_none(),
                "by",
                ("wanneer het bereikt moet zijn", "by when"),
            ),
        ];
        for (missing, key, (nl, en)) in parts {
            if missing && !has_fault_inside(context, target.at) {
                found.push(
                    RULE.found(
                        context,
                        target.head,
                        context.say(
                            format!("dit doel zegt niet {nl} (`{key}`)"),
                            format!("this target does not say {en} (`{key}`)"),
                        ),
                        context.say(format!("`{key}` ontbreekt"), format!("`{key}` is missing")),
                    )
                    .help(context.say(
                        "leg het vast voordat de cijfers er zijn",
                        "fix it before the figures are there",
                    )),
                );
            }
        }
    }
}

/// A key that is there but could not be read has been reported already.
fn has_fault_inside(context: &Context<'_>, at: crate::place::Place) -> bool {
    context.parsed.shape_faults.iter().any(|fault| {
        matches!(fault, crate::file::Fault::WrongType { at: place, .. }
            if place.file == at.file && at.start <= place.start && place.end <= at.end)
    })
}
