use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use koers_model::framework::Relation;

rule! {"K503" "relation-does-not-fit" Error,
"Een stap van een opvolging zegt `adds` en noemt toch iets ouds, of zegt `continues` of `changes` en noemt niets.",
"## What it does
Reports a step with `relation: adds` and something under `of`, and a step with `continues` or `changes` and nothing there.

## Why is this bad?
What is new has no predecessor, and what goes on must go on from something.

## Example
```yaml
- {commitment: mkb-inkoop, relation: adds, of: [ck-a-inkoop]}
```

## Use instead
```yaml
- {commitment: mkb-inkoop, relation: continues, of: [ck-a-inkoop]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let steps = context
        .parsed
        .successions
        .iter()
        .flat_map(|file| &file.value.steps);
    for step in steps {
        let Some(relation) = &step.relation else { continue };
        match (&relation.value, step.of.first()) {
            (Relation::Adds, Some(of)) => found.push(
                RULE.found(
                    context,
                    of.at,
                    context.say(
                        "wat nieuw is, heeft geen voorganger",
                        "what is new has no predecessor",
                    ),
                    context.say("de voorganger", "the predecessor"),
                )
                .also(context.span(relation.at), context.say("nieuw", "new"))
                .help(context.say(
                    "gebruik `continues` of `changes`, of haal `of` weg",
                    "use `continues` or `changes`, or remove `of`",
                )),
            ),
            (Relation::Continues | Relation::Changes, None) => found.push(
                RULE.found(
                    context,
                    relation.at,
                    context.say("waarop gaat deze stap door?", "from what does this step go on?"),
                    context.say("`of` ontbreekt", "`of` is missing"),
                )
                .help(context.say(
                    "voeg `of: […]` toe, of gebruik `relation: adds`",
                    "add `of: […]`, or use `relation: adds`",
                )),
            ),
            _ => {}
        }
    }
}
