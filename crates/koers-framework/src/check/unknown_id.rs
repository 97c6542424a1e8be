use super::context::Context;
use super::rule;
use crate::file::golden::GivenEntry;
use crate::place::{Place, Sp};
use koers_model::diagnostic::Diagnostic;
use koers_model::id::Id;
use koers_model::spelling::nearest;

rule! {"K102" "unknown-id" Error,
"Een verwijzing wijst naar iets wat er niet is.",
"## What it does
Reports a link, a line, a scale level, an indicator of a measure, a data set of a test, an indicator of a plan to evaluate, a programme, outcome or aid rule of a
criteria set, or a programme, element, criterion or criteria set of a selection plan that names something that is not defined, and names the nearest id that is.

## Why is this bad?
The chain from activity to outcome to indicator breaks there, and nobody sees it.

## Example
```yaml
serves: [ck-werkgelegnheid]
```

## Use instead
```yaml
serves: [ck-werkgelegenheid]
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let whole = context.complete("framework/");
    for programme in &context.programmes {
        let links = programme.links();
        let linked = links.iter().filter_map(|used| used.link.to.as_ref());
        let referred = programme.references();
        let referred = referred.iter().map(|(_, id)| *id);
        for id in linked.chain(referred).filter(|_| whole) {
            if !programme.by_id.contains_key(&id.value) {
                let known = programme.by_id.keys().map(|id| id.as_str());
                found.push(unknown(
                    context,
                    id.at,
                    &id.value,
                    context.say("geen onderdeel van dit kader", "no element of this framework"),
                    nearest(id.value.as_str(), known),
                ));
            }
        }
        for measure in programme.measured().flat_map(|measured| measured.measures) {
            let Some(id) = measure.indicator.as_ref() else {
                continue;
            };
            if !context.knows_indicator(&id.value) {
                found.push(no_indicator(context, id));
            }
        }
    }
    in_criteria(context, whole, found);
    in_analyses(context, found);
    in_evaluations(context, whole, found);
    in_selections(context, whole, found);
    for test in context.parsed.tests.iter().flat_map(|file| &file.record.tests) {
        let Some(GivenEntry::Rows(sets)) = &test.given else {
            continue;
        };
        for (name, _) in &sets.0 {
            let known = Id::new(&name.value).is_ok_and(|id| context.knows_dataset(&id));
            if !known {
                found.push(no_dataset(context, name.at, &name.value));
            }
        }
    }
}

/// What plans to evaluate name: the indicator, and the policy that they are about.
fn in_evaluations(context: &Context<'_>, whole: bool, found: &mut Vec<Diagnostic>) {
    for plan in context.parsed.evaluations.iter().map(|file| &file.record) {
        let indicator = plan
            .outcome
            .as_ref()
            .and_then(|outcome| outcome.indicator.as_ref());
        if let Some(id) = indicator
            && !context.knows_indicator(&id.value)
        {
            found.push(no_indicator(context, id));
        }
        let Some(about) = plan.about.as_ref().filter(|_| whole) else {
            continue;
        };
        let Some(framework) = &about.framework else {
            continue;
        };
        match context.programme(&framework.value) {
            None => found.push(no_programme(context, framework)),
            Some(programme) => {
                for id in &about.elements {
                    if !programme.by_id.contains_key(&id.value) {
                        let known = programme.by_id.keys().map(|id| id.as_str());
                        found.push(no_element(context, id, known));
                    }
                }
            }
        }
    }
}

fn no_indicator(context: &Context<'_>, id: &Sp<Id>) -> Diagnostic {
    unknown(
        context,
        id.at,
        &id.value,
        context.say("geen indicator in indicators/", "no indicator in indicators/"),
        nearest(id.value.as_str(), context.indicators.keys().map(|id| id.as_str())),
    )
}

fn no_dataset(context: &Context<'_>, at: Place, name: &str) -> Diagnostic {
    unknown(
        context,
        at,
        &name,
        context.say("geen gegevensset in catalogue/", "no data set in catalogue/"),
        nearest(name, context.datasets.keys().map(|id| id.as_str())),
    )
}

fn no_programme(context: &Context<'_>, id: &Sp<Id>) -> Diagnostic {
    let known = context.programmes.iter().map(|programme| programme.id.as_str());
    unknown(
        context,
        id.at,
        &id.value,
        context.say("geen programma in framework/", "no programme in framework/"),
        nearest(id.value.as_str(), known),
    )
}

fn no_element<'k>(context: &Context<'_>, id: &Sp<Id>, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    unknown(
        context,
        id.at,
        &id.value,
        context.say("geen onderdeel van dit kader", "no element of this framework"),
        nearest(id.value.as_str(), known),
    )
}

/// The data sets that analyses name.
fn in_analyses(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let files = context.parsed.analyses.iter();
    let series = files.flat_map(|file| file.record.entries());
    for dataset in series.filter_map(|series| series.dataset.as_ref()) {
        if !context.knows_dataset(&dataset.value) {
            found.push(no_dataset(context, dataset.at, dataset.value.as_str()));
        }
    }
}

/// What criteria sets name: their programme, its outcomes, aid rules.
fn in_criteria(context: &Context<'_>, whole: bool, found: &mut Vec<Diagnostic>) {
    for set in context.parsed.criteria.iter().map(|file| &file.record) {
        for rule in set.gates.iter().filter_map(|gate| gate.rule.as_ref()) {
            if !context.knows_aid(&rule.value) {
                found.push(unknown(
                    context,
                    rule.at,
                    &rule.value,
                    context.say("geen steunregel in aid/", "no aid rule in aid/"),
                    nearest(rule.value.as_str(), context.aid.keys().map(|id| id.as_str())),
                ));
            }
        }
        let Some(framework) = set.framework.as_ref().filter(|_| whole) else {
            continue;
        };
        let Some(programme) = context.programme(&framework.value) else {
            found.push(no_programme(context, framework));
            continue;
        };
        let outcomes = set
            .criteria
            .iter()
            .filter_map(|criterion| criterion.outcome.as_ref());
        for outcome in outcomes.filter(|outcome| !programme.by_id.contains_key(&outcome.value)) {
            let known = programme.measured().filter_map(|measured| measured.head.id);
            found.push(no_element(context, outcome, known.map(|id| id.value.as_str())));
        }
    }
}

/// What selection plans name in files; actions and sources are in the register.
fn in_selections(context: &Context<'_>, whole: bool, found: &mut Vec<Diagnostic>) {
    for plan in context.parsed.selections.iter().map(|file| &file.record) {
        let programme = plan
            .framework
            .as_ref()
            .and_then(|id| context.programme(&id.value));
        if let Some(id) = plan.framework.as_ref().filter(|_| whole && programme.is_none()) {
            found.push(no_programme(context, id));
        }
        if let Some(programme) = programme.filter(|_| whole) {
            let elements = plan.elements().map(|(_, id)| id);
            for id in elements.filter(|id| !programme.by_id.contains_key(&id.value)) {
                let known = programme.by_id.keys().map(|id| id.as_str());
                found.push(no_element(context, id, known));
            }
        }
        let criteria = plan.criteria.as_ref();
        let Some((set, version)) = criteria.and_then(|one| Some((one.set.as_ref()?, one.version.as_ref()?)))
        else {
            continue;
        };
        let Some(yardstick) = context.yardstick(&set.value, version.value) else {
            if context.complete("criteria/") {
                let (at, near) = match context.criteria.get(&set.value) {
                    Some(_) => (version.at, None),
                    None => (
                        set.at,
                        nearest(set.value.as_str(), context.criteria.keys().map(|id| id.as_str())),
                    ),
                };
                found.push(unknown(
                    context,
                    at,
                    &format!("{}.{}", set.value, version.value),
                    context.say("geen meetlat in criteria/", "no criteria set in criteria/"),
                    near,
                ));
            }
            continue;
        };
        let known = || {
            yardstick
                .criteria
                .iter()
                .filter_map(|criterion| criterion.id.as_ref())
        };
        for (name, _) in &plan.weights.0 {
            if !known().any(|id| id.value.as_str() == name.value) {
                found.push(unknown(
                    context,
                    name.at,
                    &name.value,
                    context.say("geen criterium van deze meetlat", "no criterion of this set"),
                    nearest(&name.value, known().map(|id| id.value.as_str())),
                ));
            }
        }
    }
}

fn unknown(
    context: &Context<'_>,
    at: Place,
    id: &impl std::fmt::Display,
    label: &str,
    near: Option<&str>,
) -> Diagnostic {
    let finding = RULE.found(
        context,
        at,
        context.say(format!("`{id}` is niet bekend"), format!("`{id}` is not known")),
        label,
    );
    match near {
        Some(near) => {
            finding.help(context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")))
        }
        None => finding,
    }
}
