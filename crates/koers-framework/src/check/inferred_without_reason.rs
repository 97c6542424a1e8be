use super::context::Context;
use super::rule;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::framework::Confidence;

rule! {"K306" "inferred-without-reason" Error,
"Een verband dat de tekst niet zelf legt, zegt niet waarom het er is.",
"## What it does
Reports a link, a placement or a step of a succession with `confidence` and without `why`.

## Why is this bad?
A reader cannot weigh a guess without its reason, and nobody can confirm it later.

## Example
```yaml
serves: [{to: r-werk, confidence: medium}]
```

## Use instead
```yaml
serves: [{to: r-werk, confidence: medium, why: {nl: Netwerken leidt tot opdrachten, en: Networks lead to orders}}]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut guesses: Vec<&Sp<Confidence>> = Vec::new();
    for programme in &context.programmes {
        let links = programme
            .links()
            .into_iter()
            .filter_map(|used| used.link.long.as_ref());
        guesses.extend(
            links
                .filter(|long| long.why.is_none())
                .filter_map(|long| long.confidence.as_ref()),
        );
        let objectives = programme.lines().flat_map(|line| &line.objectives);
        let priorities = objectives.flat_map(|objective| &objective.priorities);
        let placed = priorities.filter_map(|priority| priority.placed.as_ref());
        guesses.extend(
            placed
                .filter(|placed| placed.why.is_none())
                .filter_map(|placed| placed.confidence.as_ref()),
        );
    }
    for succession in &context.parsed.successions {
        let steps = succession.value.steps.iter().filter(|step| step.why.is_none());
        guesses.extend(steps.filter_map(|step| step.confidence.as_ref()));
        let drops = succession
            .value
            .drops
            .iter()
            .filter(|dropped| dropped.why.is_none());
        guesses.extend(drops.filter_map(|dropped| dropped.confidence.as_ref()));
    }
    for confidence in guesses {
        found.push(
            RULE.found(
                context,
                confidence.at,
                context.say(
                    "dit verband zegt niet waarom het er is",
                    "this link does not say why it is there",
                ),
                context.say("zo zeker, maar waarom?", "this sure, but why?"),
            )
            .help(context.say(
                "voeg `why: {nl: …, en: …}` toe; zegt de tekst het zelf, schrijf dan alleen de naam",
                "add `why: {nl: …, en: …}`; where the text itself says it, write the id alone",
            )),
        );
    }
}
