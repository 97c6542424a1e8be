use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K109" "short-rubric" Error,
"Een beschrijving in niveaus heeft er minder dan twee.",
"## What it does
Reports a `rubric` with fewer than two levels.

## Why is this bad?
With one level everything scores the same.

## Example
```yaml
rubric:
  - {nl: Er is een plan, en: There is a plan}
```

## Use instead
```yaml
rubric:
  - {nl: Er is niets, en: There is nothing}
  - {nl: Er is een plan, en: There is a plan}
  - {nl: Het plan wordt uitgevoerd, en: The plan is carried out}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for measured in context
        .programmes
        .iter()
        .flat_map(|programme| programme.measured())
    {
        let Some(qualitative) = measured.qualitative else {
            continue;
        };
        let levels = qualitative.rubric.len();
        if levels < 2 {
            let at = qualitative
                .rubric
                .first()
                .map_or(qualitative.head, |level| level.head);
            found.push(
                RULE.found(
                    context,
                    at,
                    context.say(
                        "deze rubric heeft minder dan twee niveaus",
                        "this rubric has fewer than two levels",
                    ),
                    "",
                )
                .expected_found(
                    context.say(
                        "ten minste 2 niveaus, slechtste eerst",
                        "at least 2 levels, worst first",
                    ),
                    levels.to_string(),
                ),
            );
        }
    }
}
