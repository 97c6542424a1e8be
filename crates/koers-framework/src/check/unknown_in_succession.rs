use super::context::Context;
use super::programme::Kind;
use super::rule;
use crate::place::Sp;
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use koers_model::spelling::nearest;

rule! {"K502" "unknown-in-succession" Error,
"Een opvolging noemt een kader, afspraak of onderdeel dat er niet is.",
"## What it does
Reports a succession whose `from` or `to` is no framework, whose step names no commitment of the new framework, or whose `of`
is no element of the old one.

## Why is this bad?
The thread from the old programme to the new one is cut there.

## Example
```yaml
steps:
  - {commitment: mkb-inkopp, relation: continues, of: [ck-a-inkoop]}
```

## Use instead
```yaml
steps:
  - {commitment: mkb-inkoop, relation: continues, of: [ck-a-inkoop]}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for succession in context.parsed.successions.iter().map(|file| &file.value) {
        for framework in succession.from.iter().chain(&succession.to) {
            if context.programme(&framework.value).is_none() {
                let known = context.programmes.iter().map(|programme| programme.id.as_str());
                let near = nearest(framework.value.as_str(), known);
                let label = context.say("geen kader met die naam", "no framework of that name");
                found.push(unknown(context, framework, label, near));
            }
        }
        let named = |id: &Option<Sp<Id>>| id.as_ref().and_then(|id| context.programme(&id.value));
        if let Some(new) = named(&succession.to) {
            for id in succession
                .steps
                .iter()
                .filter_map(|step| step.commitment.as_ref())
            {
                let is_commitment =
                    |kind: Option<&(Kind, _)>| kind.is_some_and(|(kind, _)| *kind == Kind::Commitment);
                if !is_commitment(new.by_id.get(&id.value)) {
                    let known = new
                        .by_id
                        .iter()
                        .filter(|(_, (kind, _))| *kind == Kind::Commitment);
                    let near = nearest(id.value.as_str(), known.map(|(id, _)| id.as_str()));
                    let label = context.say(
                        "geen afspraak van het nieuwe kader",
                        "no commitment of the new framework",
                    );
                    found.push(unknown(context, id, label, near));
                }
            }
        }
        if let Some(old) = named(&succession.from) {
            let steps = succession.steps.iter().flat_map(|step| &step.of);
            let drops = succession.drops.iter().filter_map(|dropped| dropped.of.as_ref());
            for id in steps.chain(drops) {
                if !old.by_id.contains_key(&id.value) {
                    let near = nearest(id.value.as_str(), old.by_id.keys().map(|id| id.as_str()));
                    let label = context.say(
                        "geen onderdeel van het oude kader",
                        "no element of the old framework",
                    );
                    found.push(unknown(context, id, label, near));
                }
            }
        }
    }
}

fn unknown(context: &Context<'_>, id: &Sp<Id>, label: &str, near: Option<&str>) -> Diagnostic {
    let finding = RULE.found(
        context,
        id.at,
        context.say(
            format!("`{}` is niet bekend", id.value),
            format!("`{}` is not known", id.value),
        ),
        label,
    );
    match near {
        Some(near) => {
            finding.help(context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")))
        }
        None => finding,
    }
}
