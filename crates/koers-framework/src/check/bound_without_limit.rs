use super::context::Context;
use super::rule;
use crate::file::selection::BoundEntry;
use crate::place::Place;
use koers_model::diagnostic::Diagnostic;

rule! {"K709" "bound-without-limit" Error,
"Een grens van een keuze begrenst niets, of kan nooit gehaald worden.",
"## What it does
Reports a bound of a selection plan without `least` and `most`, or with `least` above `most`.

## Why is this bad?
A bound that bounds nothing is a slip. One that nobody can meet makes every choice impossible.

## Example
```yaml
bounds:
  - {id: platteland, among: {regions: [GM0109]}, number: {least: 5, most: 2}}
```

## Use instead
```yaml
bounds:
  - {id: platteland, among: {regions: [GM0109]}, number: {least: 2, most: 5}}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut say = |at: Place, (nl, en): (&str, &str)| {
        found.push(RULE.found(context, at, context.say(nl, en), ""));
    };
    for plan in context.parsed.selections.iter().map(|file| &file.record) {
        for bound in &plan.bounds {
            match limits(bound) {
                Some((at, None, None)) => say(
                    at,
                    (
                        "deze grens heeft geen `least` en geen `most`",
                        "this bound has neither `least` nor `most`",
                    ),
                ),
                Some((at, Some(least), Some(most))) if least > most => {
                    say(at, ("`least` is meer dan `most`", "`least` is more than `most`"));
                }
                _ => {}
            }
        }
    }
}

/// Least and most, whatever they count; `None` when the bound says nothing that can be read.
fn limits(bound: &BoundEntry) -> Option<(Place, Option<i64>, Option<i64>)> {
    if let Some(number) = &bound.number {
        let count = |number: u32| i64::from(number);
        let least = number.least.as_ref().map(|least| count(least.value));
        let most = number.most.as_ref().map(|most| count(most.value));
        return Some((number.head, least, most));
    }
    let money = bound.money.as_ref()?;
    let least = money.least.as_ref().map(|least| least.value.in_cents());
    let most = money.most.as_ref().map(|most| most.value.in_cents());
    Some((money.head, least, most))
}
