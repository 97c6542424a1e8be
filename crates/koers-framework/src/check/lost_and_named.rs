use super::context::Context;
use super::rule;
use crate::file::Fault;
use koers_model::diagnostic::Diagnostic;

rule! {"K110" "lost-and-named" Error,
"Een onderdeel is verloren gegaan en heeft toch een naam.",
"## What it does
Reports an element with both `lost` and `title`.

## Why is this bad?
`lost` says that the source no longer shows the name. A name beside it must be an invention.

## Example
```yaml
- id: opgave-nu-1
  lost: {nl: Stond in een afbeelding, en: Stood in a picture}
  title: {nl: Werk, en: Work}
```

## Use instead
```yaml
- id: opgave-nu-1
  lost: {nl: Stond in een afbeelding, en: Stood in a picture}
```"}

/// The keys that this rule is about; every other pair belongs to `conflicting-keys`.
pub(super) const KEYS: [&str; 2] = ["title", "lost"];

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.shape_faults {
        let Fault::Conflict { at, first, keys } = fault else {
            continue;
        };
        if *keys != KEYS {
            continue;
        }
        found.push(
            RULE.found(
                context,
                *at,
                context.say(
                    "dit onderdeel is verloren gegaan en heeft toch een naam",
                    "this element is lost and has a name all the same",
                ),
                context.say("en hier `lost`", "and here `lost`"),
            )
            .also(
                context.span(*first),
                context.say("hier staat `title`", "here stands `title`"),
            )
            .help(context.say(
                "haal `title` weg; of, als de naam in de bron staat, `lost`",
                "remove `title`; or, when the name does stand in the source, `lost`",
            )),
        );
    }
}
