use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use koers_model::region::RegistryError;

rule! {"K016" "regions-do-not-fit" Error,
"De lijst van gebieden klopt niet met zichzelf.",
"## What it does
Reports a region code that stands twice, a NUTS code of two regions, a hierarchy or event that names a region that is not in
the list, and a region that lies in itself.

## Why is this bad?
Figures would be added up to the wrong region.

## Example
```csv
child,parent,valid_from,valid_to
CR07,PV99,,
```

## Use instead
```csv
child,parent,valid_from,valid_to
CR07,PV22,,
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (fault, places) in &context.parsed.region_faults {
        let message = match fault {
            RegistryError::Twice(code) => context.say(
                format!("gebied `{code}` staat twee keer in de lijst"),
                format!("region `{code}` stands twice in the list"),
            ),
            RegistryError::NutsTwice { nuts, first, second } => context.say(
                format!("NUTS-code `{nuts}` hoort bij zowel `{first}` als `{second}`"),
                format!("NUTS code `{nuts}` belongs to both `{first}` and `{second}`"),
            ),
            RegistryError::Unknown(code) => context.say(
                format!("gebied `{code}` staat niet in regions/regions.csv"),
                format!("region `{code}` is not in regions/regions.csv"),
            ),
            RegistryError::Circle(code) => context.say(
                format!("gebied `{code}` ligt in zichzelf"),
                format!("region `{code}` lies in itself"),
            ),
            other => other.to_string(),
        };
        let mut finding = Diagnostic::new(RULE.code, RULE.severity, message);
        for (at, place) in places.iter().take(5).enumerate() {
            let span = context.span(*place);
            finding = if at == 0 {
                finding.at(span, "")
            } else {
                finding.also(span, context.say("en hier", "and here"))
            };
        }
        found.push(finding);
    }
}
