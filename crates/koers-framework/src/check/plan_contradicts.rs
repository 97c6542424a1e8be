use super::context::Context;
use super::rule;
use crate::file::selection::SelectionFile;
use koers_model::diagnostic::Diagnostic;
use koers_model::portfolio::what_if::BudgetChange;
use std::collections::BTreeMap;

rule! {"K713" "plan-contradicts" Error,
"Een keuze zegt twee dingen die niet samen kunnen.",
"## What it does
Reports a selection plan in which a proposal stands under `must` and `must_not`, a source has two budgets for the same year (or for
the whole period), a budget is for a year outside the years of the plan, or a what-if changes a budget that the plan does not have.

## Why is this bad?
No choice can do both, or one of the two is never looked at.

## Example
```yaml
must: [glasvezel]
must_not: [glasvezel]
```

## Use instead
```yaml
must: [glasvezel]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for plan in context.parsed.selections.iter().map(|file| &file.record) {
        for id in &plan.must_not {
            let Some(must) = plan.must.iter().find(|must| must.value == id.value) else {
                continue;
            };
            found.push(
                RULE.found(
                    context,
                    id.at,
                    context.say(
                        format!("`{}` moet en mag niet", id.value),
                        format!("`{}` must be chosen and must not be", id.value),
                    ),
                    "",
                )
                .also(
                    context.span(must.at),
                    context.say("hier moet het", "here it must"),
                ),
            );
        }
        let mut first = BTreeMap::new();
        for budget in &plan.budgets {
            let Some(source) = &budget.source else { continue };
            let year = budget.year.as_ref().map(|year| year.value.0);
            let Some(before) = first.get(&(&source.value, year)) else {
                first.insert((&source.value, year), source.at);
                continue;
            };
            found.push(
                RULE.found(
                    context,
                    source.at,
                    context.say(
                        format!("bron `{}` heeft al een budget voor deze tijd", source.value),
                        format!("source `{}` has a budget for this time already", source.value),
                    ),
                    context.say("hier opnieuw", "again here"),
                )
                .also(context.span(*before), context.say("eerst hier", "first here")),
            );
        }
        let changes = plan.what_if.iter().flat_map(|what_if| &what_if.changes);
        for change in changes.filter(|change| !touches(plan, &change.value)) {
            found.push(RULE.found(
                context,
                change.at,
                context.say(
                    format!("`{}` verandert geen enkel budget", change.value),
                    format!("`{}` changes no budget at all", change.value),
                ),
                context.say(
                    "de keuze heeft geen budget van deze bron in deze tijd",
                    "the plan has no budget of this source at this time",
                ),
            ));
        }
        let years = plan.years.as_ref();
        let Some((from, to)) = years.and_then(|years| Some((years.from.as_ref()?, years.to.as_ref()?)))
        else {
            continue;
        };
        // Years that are the wrong way round have been reported already, and hold no budget at all.
        if from.value.0 > to.value.0 {
            continue;
        }
        for year in plan.budgets.iter().filter_map(|budget| budget.year.as_ref()) {
            if (from.value.0..=to.value.0).contains(&year.value.0) {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    year.at,
                    context.say(
                        format!("{} valt buiten de jaren van deze keuze", year.value.0),
                        format!("{} lies outside the years of this choice", year.value.0),
                    ),
                    "",
                )
                .also(
                    context.span(from.at.to(to.at)),
                    context.say("de jaren van de keuze", "the years of the choice"),
                ),
            );
        }
    }
}

/// Whether a what-if changes one of the budgets. Of a budget of which the source cannot be read nothing is known, so it may.
fn touches(plan: &SelectionFile, change: &BudgetChange) -> bool {
    plan.budgets.iter().any(|budget| {
        let year = budget
            .year
            .as_ref()
            .and_then(|year| i16::try_from(year.value.0).ok());
        let (id, source) = (budget.id.as_ref(), budget.source.as_ref());
        id.zip(source)
            .is_none_or(|(id, source)| change.is_about(&id.value, &source.value, year))
    })
}
