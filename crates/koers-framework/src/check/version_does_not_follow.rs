use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K707" "version-does-not-follow" Error,
"Een nieuwe versie van een meetlat begint niet later dan de vorige, of hoort bij een ander programma.",
"## What it does
Reports a version of a criteria set that is used from a day no later than the version before it, or that belongs to another
programme.

## Why is this bad?
Of each set the newest version that has begun is used. When a later version begins earlier, the one before it was never used, and
what was tested with it seems tested with the wrong one.

## Example
```yaml
# criteria/meetlat.1.yaml
from: 2016-07-01
# criteria/meetlat.2.yaml
from: 2016-01-01
```

## Use instead
```yaml
# criteria/meetlat.1.yaml
from: 2016-01-01
# criteria/meetlat.2.yaml
from: 2016-07-01
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for versions in context.criteria.values() {
        let pairs = versions.iter().zip(versions.iter().skip(1));
        for ((older, before), (newer, after)) in pairs {
            if let (Some(first), Some(then)) = (&before.from, &after.from)
                && then.value <= first.value
            {
                found.push(
                    RULE.found(
                        context,
                        then.at,
                        context.say(
                            format!("versie {newer} begint niet later dan versie {older}"),
                            format!("version {newer} begins no later than version {older}"),
                        ),
                        "",
                    )
                    .also(
                        context.span(first.at),
                        context.say(format!("versie {older}"), format!("version {older}")),
                    )
                    .expected_found(
                        context.say(
                            format!("een dag na {}", first.value),
                            format!("a day after {}", first.value),
                        ),
                        then.value.to_string(),
                    ),
                );
            }
            if let (Some(first), Some(then)) = (&before.framework, &after.framework)
                && first.value != then.value
            {
                found.push(
                    RULE.found(
                        context,
                        then.at,
                        context.say(
                            format!("versie {newer} hoort bij een ander programma dan versie {older}"),
                            format!("version {newer} belongs to another programme than version {older}"),
                        ),
                        "",
                    )
                    .also(
                        context.span(first.at),
                        context.say(format!("versie {older}"), format!("version {older}")),
                    )
                    .help(context.say(
                        "geef de meetlat van een ander programma een eigen naam",
                        "give the criteria set of another programme a name of its own",
                    )),
                );
            }
        }
    }
}
