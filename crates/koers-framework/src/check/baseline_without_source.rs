use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K206" "baseline-without-source" Error,
"Een nulmeting noemt een cijfer zonder te zeggen waar het staat.",
"## What it does
Reports a baseline with `value` and without `cite`.

## Why is this bad?
A figure without a source cannot be checked by anybody.

## Example
```yaml
baseline: {period: 2014, value: 12.1}
```

## Use instead
```yaml
baseline: {period: 2014, value: 12.1, cite: koers#2.1.3}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, target) in context
        .programmes
        .iter()
        .flat_map(|programme| programme.targets())
    {
        let Some(baseline) = &target.baseline else {
            continue;
        };
        if let Some(value) = baseline.value.as_ref().filter(|_| baseline.cite.0.is_empty()) {
            found.push(
                RULE.found(
                    context,
                    value.at,
                    context.say(
                        "dit cijfer zegt niet waar het vandaan komt",
                        "this figure does not say where it comes from",
                    ),
                    "",
                )
                .help(context.say(
                    "voeg `cite: document#paragraaf` toe, of laat `value` weg: dan wordt het cijfer opgezocht",
                    "add `cite: document#section`, or leave out `value`: then the figure is looked up",
                )),
            );
        }
    }
}
