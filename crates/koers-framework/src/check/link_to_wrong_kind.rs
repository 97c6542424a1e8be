use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K307" "link-to-wrong-kind" Error,
"Een verwijzing wijst naar een onderdeel van een andere soort.",
"## What it does
Reports a link that points at an element of another kind than its key asks: an objective under `serves`, a strength's line
under `draws_on`, an activity as the outcome of a criterion.

## Why is this bad?
The chain from activity to outcome has a missing step, although every id exists.

## Example
```yaml
serves: [d-klimaat]   # an objective
```

## Use instead
```yaml
under: [d-klimaat]
serves: [r-werk]      # an outcome
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for programme in &context.programmes {
        let links = programme.links();
        let linked = links
            .iter()
            .filter_map(|used| Some((used.key, used.wanted, used.link.to.as_ref()?)));
        let referred = programme.references();
        let referred = referred.iter().map(|(wanted, id)| ("", *wanted, *id));
        for (key, wanted, id) in linked.chain(referred) {
            let Some((kind, head)) = programme.by_id.get(&id.value) else {
                continue;
            };
            if *kind == wanted {
                continue;
            }
            let (is, asked) = (kind.word(context.lang), wanted.word(context.lang));
            let finding = RULE
                .found(
                    context,
                    id.at,
                    context.say(
                        format!("`{}` is {is}", id.value),
                        format!("`{}` is {is}", id.value),
                    ),
                    context.say(format!("hier hoort {asked}"), format!("this should be {asked}")),
                )
                .also(
                    context.span(head.place()),
                    context.say("hier gedefinieerd", "defined here"),
                )
                .expected_found(asked, is);
            found.push(if key.is_empty() {
                finding
            } else {
                finding.help(context.say(
                    format!("`{key}` wijst altijd naar {asked}"),
                    format!("`{key}` always points at {asked}"),
                ))
            });
        }
    }
    for set in context.parsed.criteria.iter().map(|file| &file.record) {
        let framework = set.framework.as_ref();
        let Some(programme) = framework.and_then(|id| context.programme(&id.value)) else {
            continue;
        };
        let measured: Vec<_> = programme
            .measured()
            .filter_map(|measured| measured.head.id)
            .collect();
        for outcome in set
            .criteria
            .iter()
            .filter_map(|criterion| criterion.outcome.as_ref())
        {
            let Some((kind, head)) = programme.by_id.get(&outcome.value) else {
                continue;
            };
            if measured.iter().any(|id| id.value == outcome.value) {
                continue;
            }
            let is = kind.word(context.lang);
            let asked = context.say(
                "een beoogd resultaat of een afspraak die een resultaat is",
                "an outcome or a commitment that is a result",
            );
            found.push(
                RULE.found(
                    context,
                    outcome.at,
                    context.say(
                        format!("`{}` is {is} en geen resultaat", outcome.value),
                        format!("`{}` is {is} and no result", outcome.value),
                    ),
                    context.say(format!("hier hoort {asked}"), format!("this should be {asked}")),
                )
                .also(
                    context.span(head.place()),
                    context.say("hier gedefinieerd", "defined here"),
                )
                .expected_found(asked, is),
            );
        }
    }
}
