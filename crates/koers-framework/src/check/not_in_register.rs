use super::context::Context;
use super::rule;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use koers_model::spelling::nearest;

rule! {"K714" "not-in-register" Warning,
"Een keuze noemt een financieringsbron of een voorstel dat niet in het register staat.",
"## What it does
Reports a funding source or an action that a selection plan names and that the register does not have, and names the nearest one that
it has. Of a register in which no source (or no action) was entered yet nothing is said.

## Why is this bad?
`koers select` refuses the plan. It is no error, since the rest of the workspace works, and since what is missing may still have to be entered.

## Example
```yaml
budgets:
  - {id: eigen-2019, source: eigen-gled, year: 2019, cap: 500000}
```

## Use instead
```yaml
budgets:
  - {id: eigen-2019, source: eigen-geld, year: 2019, cap: 500000}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(register) = context.register else {
        return;
    };
    let sources: Vec<&Id> = register.funding_sources.keys().collect();
    let actions: Vec<&Id> = register.actions.keys().collect();
    for plan in context.parsed.selections.iter().map(|file| &file.record) {
        let words = (
            "geen financieringsbron in het register",
            "no funding source in the register",
        );
        look(context, plan.sources(), &sources, words, found);
        let words = (
            "geen voorstel of actie in het register",
            "no proposal or action in the register",
        );
        look(context, plan.actions(), &actions, words, found);
    }
}

fn look<'p>(
    context: &Context<'_>,
    named: impl Iterator<Item = &'p Sp<Id>>,
    known: &[&Id],
    (nl, en): (&str, &str),
    found: &mut Vec<Diagnostic>,
) {
    if known.is_empty() {
        return;
    }
    for id in named.filter(|id| !known.contains(&&id.value)) {
        let message = context.say(
            format!("`{}` staat niet in het register", id.value),
            format!("`{}` is not in the register", id.value),
        );
        let finding = RULE.found(context, id.at, message, context.say(nl, en));
        let near = nearest(id.value.as_str(), known.iter().map(|id| id.as_str()));
        found.push(match near {
            Some(near) => {
                finding.help(context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")))
            }
            None => finding.help(context.say(
                "voer het in met `koers portfolio put`, of noem iets dat er staat",
                "enter it with `koers portfolio put`, or name something that is there",
            )),
        });
    }
}
