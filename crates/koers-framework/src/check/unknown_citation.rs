use super::context::Context;
use super::programme::Programme;
use super::rule;
use crate::place::Sp;
use koers_model::citation::Citation;
use koers_model::diagnostic::Diagnostic;
use koers_model::spelling::nearest;

rule! {"K402" "unknown-citation" Error,
"Een vindplaats noemt een document of paragraaf die er niet is.",
"## What it does
Reports a citation whose document is not declared under `documents` of the framework, or whose section is not declared with
that document. A criteria set cites the documents of its programme. In `figures/` the documents of all frameworks count; a source that names no declared document is free text.

## Why is this bad?
The way back to the source ends in nothing.

## Example
```yaml
cite: koers#4.9
```

## Use instead
```yaml
cite: koers#4.2/activiteiten
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !context.complete("framework/") {
        return;
    }
    for citations in &context.parsed.citations {
        let programme = citations.framework.as_ref().and_then(|id| context.programme(id));
        let Some(programme) = programme else { continue };
        for citation in &citations.cited {
            found.extend(fault(context, programme, citation));
        }
    }
    for citation in context.parsed.figures.iter().flat_map(|file| &file.citations) {
        let declares =
            |programme: &&Programme<'_>| programme.documents.contains_key(&citation.value.document);
        let Some(programme) = context.programmes.iter().find(declares) else {
            continue;
        };
        found.extend(fault(context, programme, citation));
    }
}

fn fault(context: &Context<'_>, programme: &Programme<'_>, citation: &Sp<Citation>) -> Option<Diagnostic> {
    let Citation { document, section } = &citation.value;
    let Some(declared) = programme.documents.get(document) else {
        let finding = RULE.found(
            context,
            citation.at,
            context.say(
                format!("document `{document}` is niet bekend"),
                format!("document `{document}` is not known"),
            ),
            context.say("staat niet onder `documents`", "is not among `documents`"),
        );
        let known = programme.documents.keys().map(|id| id.as_str());
        return Some(match nearest(document.as_str(), known) {
            Some(near) => {
                finding.help(context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")))
            }
            None => finding,
        });
    };
    if declared.sections.contains(section.as_str()) {
        return None;
    }
    let finding = RULE
        .found(
            context,
            citation.at,
            context.say(
                format!("document `{document}` heeft geen paragraaf `{section}`"),
                format!("document `{document}` has no section `{section}`"),
            ),
            context.say("staat niet onder `sections`", "is not among `sections`"),
        )
        .also(
            context.span(declared.at),
            context.say("het document", "the document"),
        );
    Some(match nearest(section, declared.sections.iter().copied()) {
        Some(near) => finding.help(context.say(
            format!("bedoelt u `{document}#{near}`?"),
            format!("did you mean `{document}#{near}`?"),
        )),
        None => finding,
    })
}
