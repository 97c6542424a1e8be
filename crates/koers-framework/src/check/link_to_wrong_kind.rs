use super::context::Context;
use super::programme::Kind;
use super::rule;
use crate::file::element::Head;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;

rule! {"K307" "link-to-wrong-kind" Error,
"Een verwijzing wijst naar een onderdeel van een andere soort.",
"## What it does
Reports a link that points at an element of another kind than its key asks: an objective under `serves`, a strength's line
under `draws_on`, an activity as the outcome of a criterion, an outcome as the line of
a bound.

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
            let finding = is_another(context, id, *kind, head, wanted);
            found.push(if key.is_empty() {
                finding
            } else {
                finding.help(context.say(
                    format!("`{key}` wijst altijd naar {}", wanted.word(context.lang)),
                    format!("`{key}` always points at {}", wanted.word(context.lang)),
                ))
            });
        }
    }
    for set in context.parsed.criteria.iter().map(|file| &file.record) {
        let outcomes = set
            .criteria
            .iter()
            .filter_map(|criterion| criterion.outcome.as_ref());
        let named = outcomes.map(|id| ("outcome", id)).collect();
        in_file(context, set.framework.as_ref(), named, found);
    }
    for plan in context.parsed.selections.iter().map(|file| &file.record) {
        in_file(context, plan.framework.as_ref(), plan.elements().collect(), found);
    }
}

/// What files beside the programme name of it. A commitment that is a result will do for an outcome, and a theme for a line.
fn in_file(
    context: &Context<'_>,
    framework: Option<&Sp<Id>>,
    named: Vec<(&str, &Sp<Id>)>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(programme) = framework.and_then(|id| context.programme(&id.value)) else {
        return;
    };
    for (key, id) in named {
        let Some((kind, head)) = programme.by_id.get(&id.value) else {
            continue;
        };
        let measured = || programme.measured().filter_map(|measured| measured.head.id);
        let (fits, asked) = match key {
            "line" => (matches!(kind, Kind::Line | Kind::Theme), Kind::Line),
            "objective" => (*kind == Kind::Objective, Kind::Objective),
            "scale" => (*kind == Kind::ScaleLevel, Kind::ScaleLevel),
            _ => (measured().any(|outcome| outcome.value == id.value), Kind::Outcome),
        };
        if fits {
            continue;
        }
        found.push(is_another(context, id, *kind, head, asked));
    }
}

/// What is there, where something else was asked for.
fn is_another(context: &Context<'_>, id: &Sp<Id>, is: Kind, there: &Head, asked: Kind) -> Diagnostic {
    let (is, asked) = (is.word(context.lang), asked.word(context.lang));
    let named = format!("`{}` is {is}", id.value);
    RULE.found(
        context,
        id.at,
        named,
        context.say(format!("hier hoort {asked}"), format!("this should be {asked}")),
    )
    .also(
        context.span(there.place()),
        context.say("hier gedefinieerd", "defined here"),
    )
    .expected_found(asked, is)
}
