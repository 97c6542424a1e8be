use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K403" "missing-translation" Warning,
"Een naam heeft geen Engelse vertaling.",
"## What it does
Reports a `title`, `subtitle` or `name` without `en`, in a workspace whose languages include English.

## Why is this bad?
English readers see Dutch there.

## Example
```yaml
title: {nl: Banen van werknemers}
```

## Use instead
```yaml
title: {nl: Banen van werknemers, en: Jobs of employees}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let languages = context
        .parsed
        .workspace
        .as_ref()
        .map(|workspace| &workspace.languages);
    let dutch_only = languages.is_some_and(|languages| {
        !languages.is_empty()
            && languages
                .iter()
                .all(|lang| lang.value == koers_model::text::Lang::Nl)
    });
    if dutch_only {
        return;
    }
    for at in &context.parsed.untranslated {
        found.push(
            RULE.found(
                context,
                *at,
                context.say(
                    "deze naam heeft geen Engelse vertaling",
                    "this name has no English translation",
                ),
                context.say("`en` ontbreekt", "`en` is missing"),
            )
            .help(context.say("voeg `en: …` toe", "add `en: …`")),
        );
    }
}
