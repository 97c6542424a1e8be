use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;
use koers_model::region::{RegistryError, WeightFault};
use koers_model::text::Lang;

rule! {"K016" "regions-do-not-fit" Error,
"De lijst van gebieden klopt niet met zichzelf.",
"## What it does
Reports a region code that stands twice, a NUTS code of two regions, a hierarchy or event that names a region that is not in
the list, a region that lies in itself, a weight that is about no change, and the weights of a region that was divided when
one is missing or they do not add up to one (with 0.001 to spare; to at most one where the region stays).

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
            RegistryError::WeightWithoutChange { date, from, to } => context.say(
                format!("geen verandering van {date} in regions/events.csv gaat over `{from}` en `{to}`"),
                format!("no change of {date} in regions/events.csv is about `{from}` and `{to}`"),
            ),
            RegistryError::Weights {
                date,
                from,
                basis,
                fault,
            } => context.say(
                format!(
                    "de gewichten van `{from}` op {date} naar {} {}",
                    basis.label(Lang::Nl),
                    dutch(fault)
                ),
                format!(
                    "the weights of `{from}` on {date} by {} {fault}",
                    basis.label(Lang::En)
                ),
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

fn dutch(fault: &WeightFault) -> String {
    match fault {
        WeightFault::Missing(code) => format!("missen `{code}`"),
        WeightFault::Twice(code) => format!("noemen `{code}` twee keer"),
        WeightFault::Sum(sum) => format!("tellen op tot {}", sum.to_string().replace('.', ",")),
        other => other.to_string(),
    }
}
