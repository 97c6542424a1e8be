use super::context::Context;
use super::rule;
use crate::file::Fault;
use crate::file::element::{Bilingual, Cites};
use crate::place::{Place, Sp};
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;

rule! {"K706" "asked-without-source" Warning,
"Een vraag van een meetlat zegt niet waar zij vandaan komt.",
"## What it does
Reports a gate or criterion with neither `cite` nor `why`. A gate on an aid rule needs none: the rule has its own source.

## Why is this bad?
A proposal is turned down over a question that, as far as anybody can see, nobody decided to ask.

## Example
```yaml
- {id: draagvlak, title: {nl: Draagvlak, en: Support}}        # the other keys are left out here
```

## Use instead
```yaml
- {id: draagvlak, title: {nl: Draagvlak, en: Support}, cite: koers#5.1}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // A citation that is there but cannot be read has been reported already.
    let has_fault = |whole: Place| {
        let within = |at: &Place| at.file == whole.file && at.start >= whole.start && at.end <= whole.end;
        let faults = context.parsed.shape_faults.iter();
        faults.filter_map(wrong).any(|at| within(&at))
    };
    let mut ask = |id: Option<&Sp<Id>>, head: Place, whole: Place, cite: &Cites, why: Option<&Bilingual>| {
        if !cite.0.is_empty() || why.is_some() || has_fault(whole) {
            return;
        }
        found.push(
            RULE.found(
                context,
                id.map_or(head, |id| id.at),
                context.say(
                    "deze vraag zegt niet waar zij vandaan komt",
                    "this question does not say where it comes from",
                ),
                context.say("`cite` en `why` ontbreken", "`cite` and `why` are missing"),
            )
            .help(context.say(
                "voeg `cite: document#paragraaf` toe, of met `why` waarom het gevraagd wordt",
                "add `cite: document#section`, or say with `why` why it is asked",
            )),
        );
    };
    for set in context.parsed.criteria.iter().map(|file| &file.record) {
        for gate in set.gates.iter().filter(|gate| gate.rule.is_none()) {
            ask(
                gate.id.as_ref(),
                gate.head,
                gate.at,
                &gate.cite,
                gate.why.as_ref(),
            );
        }
        for one in &set.criteria {
            ask(one.id.as_ref(), one.head, one.at, &one.cite, one.why.as_ref());
        }
    }
}

fn wrong(fault: &Fault) -> Option<Place> {
    match fault {
        Fault::WrongType { at, .. } => Some(*at),
        _ => None,
    }
}
