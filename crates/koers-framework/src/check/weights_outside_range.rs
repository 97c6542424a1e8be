use super::context::Context;
use super::rule;
use crate::file::criteria::CriteriaFile;
use crate::file::selection::SelectionFile;
use koers_model::diagnostic::Diagnostic;

rule! {"K711" "weights-outside-range" Error,
"De gewichten van een keuze passen niet in de meetlat.",
"## What it does
Reports a selection plan with weights of its own where a criterion of the set has no weight, or one that, as a part of all weights
together, lies outside the range that the set allows.

## Why is this bad?
The set says how far weights may go. Outside it, the choice rests on another yardstick than the one that was decided.

## Example
```yaml
# the set: banen from 200 to 600, draagvlak from 400 to 800
weights: {banen: 9, draagvlak: 1}
```

## Use instead
```yaml
weights: {banen: 5, draagvlak: 5}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for plan in context.parsed.selections.iter().map(|file| &file.record) {
        let named = plan.criteria.as_ref().and_then(|criteria| {
            let (set, version) = (criteria.set.as_ref()?, criteria.version.as_ref()?);
            context.yardstick(&set.value, version.value)
        });
        if let Some(set) = named.filter(|_| !plan.weights.0.is_empty()) {
            compare(context, plan, set, found);
        }
    }
}

fn compare(context: &Context<'_>, plan: &SelectionFile, set: &CriteriaFile, found: &mut Vec<Diagnostic>) {
    let given = &plan.weights.0;
    let all: u64 = given.iter().map(|(_, weight)| u64::from(weight.value)).sum();
    let first = given.iter().map(|(name, _)| name.at).next();
    for criterion in &set.criteria {
        let (Some(id), Some(at)) = (&criterion.id, first) else {
            continue;
        };
        let weight = given.iter().find(|(name, _)| name.value == id.value.as_str());
        let Some((name, weight)) = weight else {
            let missing = RULE.found(
                context,
                at,
                context.say(
                    format!("criterium `{}` heeft hier geen gewicht", id.value),
                    format!("criterion `{}` has no weight here", id.value),
                ),
                context.say("deze gewichten", "these weights"),
            );
            found.push(missing.also(context.span(id.at), context.say("het criterium", "the criterion")));
            continue;
        };
        let Some(range) = criterion.weight.as_ref().and_then(|weight| weight.build()) else {
            continue;
        };
        // Whole numbers on both sides: the range is in thousandths of the sum.
        let part = u64::from(weight.value) * 1000;
        let (low, high) = (u64::from(range.low()) * all, u64::from(range.high()) * all);
        // Weights that are all nothing are no weights.
        if all > 0 && (low..=high).contains(&part) {
            continue;
        }
        let share = part.checked_div(all).unwrap_or(0);
        found.push(
            RULE.found(
                context,
                name.at.to(weight.at),
                context.say(
                    format!("het gewicht van `{}` valt buiten de meetlat", id.value),
                    format!("the weight of `{}` lies outside the criteria set", id.value),
                ),
                "",
            )
            .also(context.span(id.at), context.say("het criterium", "the criterion"))
            .expected_found(
                context.say(
                    format!(
                        "{} tot en met {} duizendsten van alle gewichten",
                        range.low(),
                        range.high()
                    ),
                    format!("{} to {} thousandths of all weights", range.low(), range.high()),
                ),
                share.to_string(),
            ),
        );
    }
}
