use super::context::Context;
use super::rule;
use koers_model::diagnostic::Diagnostic;

rule! {"K703" "scale-does-not-rise" Error,
"De schaal van een criterium heeft minder dan twee treden, of de scores lopen niet op.",
"## What it does
Reports a criterion whose scale has fewer than two steps, or a step that does not score more than the one before it.

## Why is this bad?
With one step everything scores the same. Where scores do not rise, assessors read the scale in two ways.

## Example
```yaml
scale:
  - {score: 2, nl: Veel, en: Much}
  - {score: 0, nl: Niets, en: Nothing}
```

## Use instead
```yaml
scale:
  - {score: 0, nl: Niets, en: Nothing}
  - {score: 2, nl: Veel, en: Much}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let sets = context.parsed.criteria.iter().map(|file| &file.record);
    for criterion in sets.flat_map(|set| &set.criteria) {
        if let [step] = criterion.scale.as_slice() {
            found.push(
                RULE.found(
                    context,
                    step.head,
                    context.say("deze schaal heeft maar één trede", "this scale has only one step"),
                    "",
                )
                .expected_found(
                    context.say(
                        "ten minste 2 treden, laagste eerst",
                        "at least 2 steps, lowest first",
                    ),
                    "1",
                ),
            );
        }
        for pair in criterion.scale.windows(2) {
            let [before, after] = pair else { continue };
            let (Some(low), Some(high)) = (&before.score, &after.score) else {
                continue;
            };
            if low.value.0 < high.value.0 {
                continue;
            }
            found.push(
                RULE.found(
                    context,
                    high.at,
                    context.say(
                        format!("score {} komt na score {}", high.value.0, low.value.0),
                        format!("score {} comes after score {}", high.value.0, low.value.0),
                    ),
                    context.say("niet hoger", "no higher"),
                )
                .also(
                    context.span(low.at),
                    context.say("de trede ervoor", "the step before"),
                )
                .help(context.say(
                    "zet de treden op volgorde, laagste score eerst",
                    "put the steps in order, lowest score first",
                )),
            );
        }
    }
}
