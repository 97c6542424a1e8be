use super::context::Context;
use super::finding::{expected, short};
use super::rule;
use crate::file::{Expected, Fault, Found};
use koers_model::diagnostic::Diagnostic;
use koers_model::spelling::nearest;

rule! {"K011" "wrong-type" Error,
"Er staat iets anders dan wat de sleutel vraagt.",
"## What it does
Reports a value that is not what its key asks for: a list where a word is asked, a text where a date is asked, a word that
is none of the words that may stand there.

## Why is this bad?
The value cannot be used, and guessing what was meant would be worse.

## Example
```yaml
by: 31-12-2019
```

## Use instead
```yaml
by: 2019-12-31
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.shape_faults {
        let Fault::WrongType {
            at,
            expected: asked,
            found: there,
            meant,
        } = fault
        else {
            continue;
        };
        let words = match there {
            Found::Text(text) => format!("`{}`", short(text)),
            Found::List => context.say("een lijst", "a list").to_owned(),
            Found::Map => context.say("een blok met sleutels", "a map with keys").to_owned(),
            Found::Nothing => context.say("niets", "nothing").to_owned(),
        };
        let near = match (there, asked) {
            (Found::Text(text), Expected::OneOf(known)) => nearest(text, known.iter().copied()),
            _ => None,
        };
        let asked_for = match asked {
            // A long list says less than the one word that was probably meant.
            Expected::OneOf(known) if near.is_some() && known.len() > MANY => context.say(
                format!("een van {} woorden; zie schemas/", known.len()),
                format!("one of {} words; see schemas/", known.len()),
            ),
            _ => expected(asked, context.lang),
        };
        let label = match asked {
            Expected::Said(..) => context.say(
                format!("hier hoort {asked_for}"),
                format!("this should be {asked_for}"),
            ),
            Expected::OneOf(_) => context
                .say("dit woord is hier niet bekend", "this word is not known here")
                .to_owned(),
        };
        let mut finding = RULE
            .found(
                context,
                *at,
                context.say(
                    format!("{words} past hier niet"),
                    format!("{words} does not fit here"),
                ),
                label,
            )
            .expected_found(asked_for, words);
        if let Some(near) = near.or(meant.as_deref()) {
            finding =
                finding.help(context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")));
        }
        found.push(finding);
    }
}

/// From this many words on, a list of them is left out when one of them is near.
const MANY: usize = 12;
