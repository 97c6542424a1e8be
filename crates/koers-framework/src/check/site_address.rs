use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K601" "site-address" Error,
"Het adres van de site is niet versleuteld, of er staat meer in dan de site alleen.",
"## What it does
Reports a `publication: url:` that is not `https`, that ends with a slash, or that has a question mark or a hash in it.

## Why is this bad?
Every lasting link to the site, and every identifier in its catalogue of data sets, is this address with a path behind it.

## Example
```yaml
publication:
  url: http://koers.example.org/
```

## Use instead
```yaml
publication:
  url: https://koers.example.org
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let workspace = context.parsed.workspace.as_ref();
    let publication = workspace.and_then(|workspace| workspace.publication.as_ref());
    let Some(url) = publication.and_then(|publication| publication.url.as_ref()) else {
        return;
    };
    let written = url.value.as_str();
    let site = written.split(['?', '#']).next().unwrap_or(written);
    let label = if site.len() < written.len() {
        context.say(
            "geen `?` of `#` in het adres van de site",
            "no `?` or `#` in the address of the site",
        )
    } else if !url.value.is_https() {
        context.say("geen https", "not https")
    } else if written.ends_with('/') {
        context.say("een schuine streep aan het eind", "a slash at the end")
    } else {
        return;
    };
    let site = site.trim_end_matches('/');
    let better = format!(
        "https://{}",
        site.split_once("://").map_or(site, |(_, rest)| rest)
    );
    found.push(
        RULE.found(
            context,
            url.at,
            context.say(
                format!("`{written}` is geen blijvend adres van een site"),
                format!("`{written}` is not the lasting address of a site"),
            ),
            label,
        )
        .help(context.say(format!("schrijf `{better}`"), format!("write `{better}`"))),
    );
}
