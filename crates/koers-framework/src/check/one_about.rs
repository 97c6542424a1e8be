use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K105" "one-about" Error,
"Een kader zegt niet, of meer dan één keer, wat het is.",
"## What it does
Reports a framework without `about`, and one with `about` (or `ambition`) in more than one place.

## Why is this bad?
`about` says the title, the period and the region. Without it nothing can be judged; with two nobody knows which counts.

## Example
```yaml
# framework/koers/a.yaml and framework/koers/b.yaml both say
about: {title: {nl: Koers, en: Course}, period: {from: 2016-01-01, to: 2019-12-31}, region: PV22, cite: koers#1}
```

## Use instead
Keep `about` in one of the two files."}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for programme in &context.programmes {
        let mut twice = |places: Vec<crate::place::Place>, key: &str| {
            if let [first, more @ ..] = places.as_slice() {
                for at in more {
                    found.push(
                        RULE.found(
                            context,
                            *at,
                            context.say(
                                format!("`{key}` staat twee keer in kader `{}`", programme.id),
                                format!("`{key}` stands twice in framework `{}`", programme.id),
                            ),
                            context.say("hier opnieuw", "again here"),
                        )
                        .also(context.span(*first), context.say("eerst hier", "first here")),
                    );
                }
            }
        };
        twice(programme.abouts.iter().map(|about| about.head).collect(), "about");
        let ambitions = programme.files.iter().filter_map(|file| file.ambition.as_ref());
        twice(ambitions.map(|ambition| ambition.head).collect(), "ambition");
        if programme.abouts.is_empty() && context.complete("framework/") {
            let Some(file) = programme.files.first() else {
                continue;
            };
            let at = file.framework.as_ref().map_or(file.head, |id| id.at);
            found.push(
                RULE.found(
                    context,
                    at,
                    context.say(
                        format!("kader `{}` heeft geen `about`", programme.id),
                        format!("framework `{}` has no `about`", programme.id),
                    ),
                    context.say("in geen van zijn bestanden", "in none of its files"),
                )
                .help(context.say(
                    "schrijf in één bestand `about:` met title, period, region en cite",
                    "write `about:` with title, period, region and cite in one of the files",
                )),
            );
        }
    }
}
