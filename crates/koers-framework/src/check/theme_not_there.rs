use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K604" "theme-not-there" Warning,
"De huisstijl die de werkmap noemt, is er niet.",
"## What it does
Reports a `publication: theme:` that names a style sheet that does not lie in the folder `theme`.

## Why is this bad?
The site is shown in the style of Koers, and nobody sees why.

## Example
```yaml
publication:
  theme: theme/drente.css
```

## Use instead
```yaml
publication:
  theme: theme/drenthe.css
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let workspace = context.parsed.workspace.as_ref();
    let publication = workspace.and_then(|workspace| workspace.publication.as_ref());
    let Some(theme) = publication.and_then(|publication| publication.theme.as_ref()) else {
        return;
    };
    let path = theme.value.as_str();
    if context.parsed.styles.contains(path) {
        return;
    }
    let there: Vec<&str> = context.parsed.styles.iter().map(String::as_str).collect();
    found.push(
        RULE.found(
            context,
            theme.at,
            context.say(
                format!("het bestand `{path}` is er niet"),
                format!("there is no file `{path}`"),
            ),
            context.say(
                "de site houdt de stijl van Koers",
                "the site keeps the style of Koers",
            ),
        )
        .help(if there.is_empty() {
            context.say(
                format!("zet een stijlblad in `{path}`, of laat `theme` weg"),
                format!("put a style sheet in `{path}`, or leave `theme` out"),
            )
        } else {
            let there = there.join("`, `");
            context.say(format!("er is wel: `{there}`"), format!("there is: `{there}`"))
        }),
    );
}
