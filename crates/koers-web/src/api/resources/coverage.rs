//! `/dekking`: which outcome gets which actions, how much money and which evidence.

use super::{PROGRAMME, csv, joined, known, schema};
use crate::answer::{Answer, Fault};
use crate::api::call::Call;
use crate::api::listing::{Listing, page_of};
use crate::api::parameter::LANGUAGE;
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Dekking, Totaal, text};
use crate::site::Site;
use koers_model::framework::Framework;
use koers_model::portfolio::action::Step;
use koers_model::text::Text;
use koers_report::list::{Column, Field, List};
use koers_run::portfolio::Covered;

/// The steps, in the words of [`Step`].
const STEPS: &[&str] = &["original", "amended", "committed", "realised"];

static STEP: Parameter = Parameter {
    name: "stap",
    description: Words::new(
        "De stap van de begroting waarvan de bedragen zijn. Zonder deze sleutel: `original`.",
        "The step of the budget that the amounts are of. Without it: `original`.",
    ),
    kind: Kind::Word(STEPS),
    example: "realised",
};

pub(super) const ALL: Resource = Resource {
    path: "/dekking",
    operation: "dekking",
    tag: "uitvoering",
    summary: Words::new(
        "Welk resultaat krijgt welke acties en hoeveel geld",
        "Which outcome gets which actions and how much money",
    ),
    description: Words::new(
        "Elk resultaat met de acties die eraan werken, hun lasten, en hoeveel beloften zijn nagekeken. Er is één dekking, en dus is de naam enkelvoud. CSV komt altijd in zijn geheel.",
        "Every outcome with the actions that work at it, their costs, and how many promises were checked. CSV always comes whole.",
    ),
    parameters: &[&PROGRAMME, &STEP, &LANGUAGE],
    paged: true,
    forms: &[Form::Json, Form::Csv],
    answer: all,
    schema: schema::<Listing<Dekking>>,
    addresses: |_| vec![ALL.path.to_owned()],
};

fn all(site: &Site, call: &Call) -> Result<Answer, Fault> {
    let frameworks = &site.definitions()?.frameworks;
    let programme = known(call, &PROGRAMME, frameworks.iter().map(|one| &one.id))?;
    let step = call.get(STEP.name).and_then(Step::from_word);
    let portfolio = site.portfolio();
    let (mut items, mut rows) = (Vec::new(), Vec::new());
    for framework in frameworks {
        if programme.is_some_and(|id| framework.id.as_str() != id) {
            continue;
        }
        let map = portfolio
            .coverage(framework, step.unwrap_or(Step::Original))
            .map_err(|error| Fault::Broken(error.to_string()))?;
        for judged in framework.judged() {
            if let Some(covered) = map.outcomes.get(&judged.element.id) {
                let title = judged.element.title.text();
                let item = wire(framework, judged.element.id.as_str(), title, covered);
                rows.push(row(&item, title, covered));
                items.push(item);
            }
        }
    }
    match call.form {
        Form::Csv => Ok(csv(call, &list(rows), "dekking")),
        _ => page_of(site, call, items),
    }
}

fn wire(programme: &Framework, outcome: &str, title: &Text, covered: &Covered<'_>) -> Dekking {
    Dekking {
        programma: programme.id.to_string(),
        resultaat: outcome.to_owned(),
        titel: text(title),
        acties: covered.actions.iter().map(ToString::to_string).collect(),
        alleen_hiervoor: Totaal::from(covered.own),
        ook_hiervoor: Totaal::from(covered.shared),
        beloften: covered.estimates,
        nagekeken: covered.findings,
        bewijs: covered.best.map(|grade| grade.word()),
    }
}

fn row(item: &Dekking, title: &Text, covered: &Covered<'_>) -> Vec<Field> {
    vec![
        Field::Plain(item.programma.clone()),
        Field::Plain(item.resultaat.clone()),
        Field::Text(title.clone()),
        joined(&item.acties),
        Field::Total(covered.own),
        Field::Count(covered.own.unknown),
        Field::Total(covered.shared),
        Field::Count(covered.shared.unknown),
        Field::Count(item.beloften),
        Field::Count(item.nagekeken),
        item.bewijs
            .map_or(Field::Empty, |word| Field::Plain(word.to_owned())),
    ]
}

fn list(rows: Vec<Vec<Field>>) -> List {
    List {
        rows,
        columns: vec![
            Column::new("framework", "programma", "programme"),
            Column::new("id", "resultaat", "outcome"),
            Column::new("title", "naam", "name"),
            Column::new("actions", "acties", "actions"),
            Column::new("own", "geld alleen hiervoor", "money for this alone"),
            Column::new("own_unknown", "onbekende bedragen", "unknown amounts"),
            Column::new("shared", "geld ook hiervoor", "money also for this"),
            Column::new("shared_unknown", "onbekende bedragen", "unknown amounts"),
            Column::new("promises", "beloften", "promises"),
            Column::new("checked", "nagekeken", "checked"),
            Column::new("evidence", "beste bewijs", "best evidence"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_those_of_the_model() {
        let words: Vec<&str> = Step::ALL.iter().map(|step| step.word()).collect();
        assert_eq!(STEPS, words);
    }
}
