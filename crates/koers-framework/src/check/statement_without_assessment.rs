use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use koers_model::publication::Conformance;

rule! {"K603" "statement-without-assessment" Warning,
"De toegankelijkheidsverklaring zegt meer dan eronder staat.",
"## What it does
Reports an `accessibility: status:` A or B without the day on which the site was `assessed`, and a status A beside `limits`.

## Why is this bad?
A and B say that the whole site was assessed; A also says that nothing was found. A statement that claims more than was looked into is worse than
none: whoever runs into a wall was told that there is none.

## Example
```yaml
accessibility: {status: A}
```

## Use instead
```yaml
accessibility: {status: D}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let workspace = context.parsed.workspace.as_ref();
    let publication = workspace.and_then(|workspace| workspace.publication.as_ref());
    let Some(statement) = publication.and_then(|publication| publication.accessibility.as_ref()) else {
        return;
    };
    let Some(status) = &statement.status else { return };
    let letter = status.value.letter();
    if status.value.needs_assessment() && statement.assessed.is_none() {
        found.push(
            RULE.found(
                context,
                status.at,
                context.say(
                    format!("status {letter} zegt dat de hele site is onderzocht, maar niet wanneer"),
                    format!("status {letter} says that the whole site was assessed, but not when"),
                ),
                context.say("zonder `assessed`", "without `assessed`"),
            )
            .help(context.say(
                "voeg `assessed:` met een datum toe, of schrijf `C` (onderzoek gepland) of `D`",
                "add `assessed:` with a date, or write `C` (assessment planned) or `D`",
            )),
        );
    }
    if status.value == Conformance::A
        && let Some(limit) = statement.limits.first()
    {
        found.push(
            RULE.found(
                context,
                status.at,
                context.say(
                    "status A zegt dat er niets is gevonden",
                    "status A says that nothing was found",
                ),
                "",
            )
            .also(
                context.span(limit.head),
                context.say("hier staat wat niet werkt", "here stands what does not work"),
            )
            .help(context.say("schrijf `B`", "write `B`")),
        );
    }
}
