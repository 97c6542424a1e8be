use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K107" "outcome-without-measure" Warning,
"Een beoogd resultaat zegt niet hoe je ziet of het gelukt is.",
"## What it does
Reports an outcome, or a commitment that is a result, with neither `measures` nor `qualitative` nor `unmeasured`.

## Why is this bad?
Nobody can ever say whether it worked: the verdict stays \"cannot be said\".

## Example
```yaml
outcomes:
  - {id: meer-werk, title: {nl: Meer werk, en: More jobs}, cite: koers#4.2}
```

## Use instead
```yaml
outcomes:
  - id: meer-werk
    title: {nl: Meer werk, en: More jobs}
    cite: koers#4.2
    unmeasured:
      why: {nl: Er is geen cijfer per gemeente, en: There is no figure per municipality}
      would_do: {nl: Banen per gemeente, en: Jobs per municipality}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for measured in context
        .programmes
        .iter()
        .flat_map(|programme| programme.measured())
    {
        let none =
            measured.measures.is_empty() && measured.qualitative.is_none() && measured.unmeasured.is_none();
        if none {
            found.push(
                RULE.found(
                    context,
                    measured.head.place(),
                    context.say(
                        "dit resultaat heeft geen maatstaf",
                        "this outcome has no measure",
                    ),
                    context.say(
                        "niemand kan zeggen of dit gelukt is",
                        "nobody can say whether this worked",
                    ),
                )
                .help(context.say(
                    "voeg `measures` toe (een indicator met een doel), `qualitative` (niveaus die iemand scoort) of `unmeasured` (waarom er geen cijfer is)",
                    "add `measures` (an indicator with a target), `qualitative` (levels that somebody scores) or `unmeasured` (why there is no figure)",
                )),
            );
        }
    }
}
