use super::context::Context;
use super::rule;
use jiff::civil::Date;
use koers_model::diagnostic::Diagnostic;

rule! {"K602" "security-expired" Warning,
"Het meldpunt voor lekken is verlopen.",
"## What it does
Reports a `publication: security:` whose `expires` lies before the first day of the newest figure of the workspace. Here is no
clock; the newest figure tells how late it is at least. The server knows the day, and also says it when `expires` is over or lies more
than a year ahead.

## Why is this bad?
After that day nobody who found a leak may rely on the address (RFC 9116). The leak goes unreported, or to the newspaper.

## Example
```yaml
security: {contact: \"mailto:veilig@example.org\", expires: 2020-01-01}
```

## Use instead
A day less than a year ahead, after a look whether the address is still right."}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let workspace = context.parsed.workspace.as_ref();
    let publication = workspace.and_then(|workspace| workspace.publication.as_ref());
    let security = publication.and_then(|publication| publication.security.as_ref());
    let Some(expires) = security.and_then(|security| security.expires.as_ref()) else {
        return;
    };
    let Some(newest) = at_least(context).filter(|newest| expires.value < *newest) else {
        return;
    };
    found.push(
        RULE.found(
            context,
            expires.at,
            context.say(
                format!("het meldpunt voor lekken is verlopen op {}", expires.value),
                format!("the address for leaks expired on {}", expires.value),
            ),
            context.say(
                format!("de nieuwste cijfers gaan over een periode vanaf {newest}"),
                format!("the newest figures are of a period from {newest} on"),
            ),
        )
        .help(context.say(
            "kijk of het adres nog klopt, en noem een dag binnen een jaar",
            "look whether the address is still right, and name a day within a year",
        )),
    );
}

/// The day that it is at least: nobody has figures of a period that has not begun.
fn at_least(context: &Context<'_>) -> Option<Date> {
    let periods = context.coverage.values().filter_map(|coverage| coverage.periods);
    periods.map(|(_, last)| last.start()).max()
}
