use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K702" "weights-do-not-add-up" Error,
"De gebruikelijke gewichten van een meetlat zijn samen niet 1000.",
"## What it does
Reports a criteria set whose usual weights do not add up to 1000 thousandths.

## Why is this bad?
A weight says which part of the whole a criterion is. When the parts are no whole, nobody knows what a weight of 50 means, and no
other weights within the ranges need exist that add up.

## Example
```yaml
criteria:
  - {id: banen, weight: {low: 100, usual: 400, high: 700}}      # the other keys are left out here
  - {id: draagvlak, weight: {low: 100, usual: 400, high: 700}}
```

## Use instead
```yaml
criteria:
  - {id: banen, weight: {low: 100, usual: 500, high: 700}}
  - {id: draagvlak, weight: {low: 100, usual: 500, high: 700}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for set in context.parsed.criteria.iter().map(|file| &file.record) {
        let usual = set
            .criteria
            .iter()
            .map(|criterion| criterion.weight.as_ref()?.usual.as_ref());
        // A weight that cannot be read has been reported already, and so has a set without criteria.
        let Some(usual) = usual.collect::<Option<Vec<_>>>() else {
            continue;
        };
        let sum: u32 = usual.iter().map(|weight| u32::from(weight.value.0)).sum();
        let (Some(last), true) = (usual.last(), sum != 1000) else {
            continue;
        };
        found.push(
            RULE.found(
                context,
                set.weights_from.as_ref().map_or(last.at, |from| from.at),
                context.say(
                    format!("de gebruikelijke gewichten zijn samen {sum} en geen 1000"),
                    format!("the usual weights add up to {sum} and not to 1000"),
                ),
                "",
            )
            .also(
                context.span(last.at),
                context.say("het laatste gewicht", "the last weight"),
            )
            .expected_found("1000", sum.to_string()),
        );
    }
}
