use super::context::Context;
use super::rule;
use crate::place::Place;
use koers_model::diagnostic::Diagnostic;
use std::collections::BTreeMap;

rule! {"K101" "duplicate-id" Error,
"Twee onderdelen hebben dezelfde naam (id).",
"## What it does
Reports two elements of one framework, two documents, two sections of one document, two indicators, two data sets, two
successions or two aid rules with the same id, two gates or criteria of one criteria set, and two budgets,
bounds, balances or what-ifs of one selection plan.

## Why is this bad?
A link to that id could mean either of them.

## Example
```yaml
challenges:
  - {id: opgave-1, horizon: now, title: {nl: Werk, en: Work}, cite: koers#1}
  - {id: opgave-1, horizon: now, title: {nl: Wonen, en: Housing}, cite: koers#1}
```

## Use instead
```yaml
challenges:
  - {id: opgave-werk, horizon: now, title: {nl: Werk, en: Work}, cite: koers#1}
  - {id: opgave-wonen, horizon: now, title: {nl: Wonen, en: Housing}, cite: koers#1}
```"}

/// Remembers where each name was first given, and reports it when it is given again.
struct Names<'c, 'p, 'f> {
    context: &'c Context<'p>,
    found: &'f mut Vec<Diagnostic>,
    first: BTreeMap<String, Place>,
}

impl Names<'_, '_, '_> {
    fn add(&mut self, name: &str, at: Place) {
        let context = self.context;
        let Some(first) = self.first.get(name) else {
            self.first.insert(name.to_owned(), at);
            return;
        };
        self.found.push(
            RULE.found(
                context,
                at,
                context.say(
                    format!("de naam `{name}` is al gegeven"),
                    format!("the id `{name}` is already taken"),
                ),
                context.say("hier opnieuw", "again here"),
            )
            .also(context.span(*first), context.say("eerst hier", "first here"))
            .help(context.say(
                "geef een van de twee een andere naam",
                "give one of the two another id",
            )),
        );
    }
}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut names = Names {
        context,
        found,
        first: BTreeMap::new(),
    };
    let parsed = context.parsed;
    for programme in &context.programmes {
        names.first.clear();
        for id in programme.elements.iter().filter_map(|(_, head)| head.id) {
            names.add(id.value.as_str(), id.at);
        }
        names.first.clear();
        for document in programme.files.iter().flat_map(|file| &file.documents) {
            if let Some(id) = &document.id {
                names.add(id.value.as_str(), id.at);
            }
        }
        for document in programme.files.iter().flat_map(|file| &file.documents) {
            names.first.clear();
            for id in document.sections.iter().filter_map(|section| section.id.as_ref()) {
                names.add(&id.value, id.at);
            }
        }
    }
    names.first.clear();
    for id in parsed
        .indicators
        .iter()
        .filter_map(|file| file.record.indicator.as_ref())
    {
        names.add(id.value.as_str(), id.at);
    }
    names.first.clear();
    for id in parsed
        .datasets
        .iter()
        .filter_map(|file| file.record.dataset.as_ref())
    {
        names.add(id.value.as_str(), id.at);
    }
    names.first.clear();
    for id in parsed.aid.iter().filter_map(|file| file.record.rule.as_ref()) {
        names.add(id.value.as_str(), id.at);
    }
    names.first.clear();
    for id in parsed
        .analyses
        .iter()
        .filter_map(|file| file.record.analysis.as_ref())
    {
        names.add(id.value.as_str(), id.at);
    }
    names.first.clear();
    for id in parsed
        .evaluations
        .iter()
        .filter_map(|file| file.record.evaluation.as_ref())
    {
        names.add(id.value.as_str(), id.at);
    }
    for set in parsed.criteria.iter().map(|file| &file.record) {
        names.first.clear();
        let gates = set.gates.iter().filter_map(|gate| gate.id.as_ref());
        let criteria = set.criteria.iter().filter_map(|criterion| criterion.id.as_ref());
        for id in gates.chain(criteria) {
            names.add(id.value.as_str(), id.at);
        }
    }
    for plan in parsed.selections.iter().map(|file| &file.record) {
        names.first.clear();
        for id in plan.names() {
            names.add(id.value.as_str(), id.at);
        }
    }
    names.first.clear();
    for id in parsed
        .successions
        .iter()
        .filter_map(|file| file.value.succession.as_ref())
    {
        names.add(id.value.as_str(), id.at);
    }
}
