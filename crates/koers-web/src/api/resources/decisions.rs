//! `/besluiten`: what was decided, asked, pledged and recommended.

use super::{ACTION, known, schema};
use crate::api::listing::{Listing, page_of};
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Besluit, Dag, OnderdeelVan, sources, text};
use koers_model::portfolio::decision::{Decision, Subject};
use koers_model::portfolio::register::Register;

/// The kinds, in the words of [`koers_model::portfolio::decision::DecisionKind`].
const KINDS: &[&str] = &["decision", "motion", "pledge", "recommendation"];

static KIND: Parameter = Parameter {
    name: "soort",
    description: Words::new(
        "Alleen deze soorten, met komma’s ertussen.",
        "Only these kinds, with commas between them.",
    ),
    kind: Kind::Words(KINDS),
    example: "motion,pledge",
};

pub(super) const ALL: Resource = Resource {
    path: "/besluiten",
    operation: "besluiten",
    tag: "uitvoering",
    summary: Words::new(
        "Alle besluiten, moties, toezeggingen en aanbevelingen",
        "All decisions, motions, pledges and recommendations",
    ),
    description: Words::new(
        "Wat er is besloten, met waar het over gaat, wat ermee is gedaan en waar het staat; het nieuwste eerst. Van toetsingen staat er alleen hoeveel er waren.",
        "What was decided, with what it is about, what was done with it and where it stands; the newest first. Of tests only their number is given.",
    ),
    parameters: &[&KIND, &ACTION],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let portfolio = site.portfolio();
        let register = portfolio.register();
        let action = known(call, &ACTION, register.actions.keys())?;
        let kinds: Vec<&str> = call.list(KIND.name).collect();
        let about = |decision: &Decision, wanted: &str| {
            decision
                .about
                .iter()
                .any(|subject| matches!(subject, Subject::Action(id) if id.as_str() == wanted))
        };
        let mut found: Vec<&Decision> = register
            .decisions
            .values()
            .filter(|one| kinds.is_empty() || kinds.contains(&one.kind.word()))
            .filter(|one| action.is_none_or(|wanted| about(one, wanted)))
            .collect();
        found.sort_by_key(|one| (std::cmp::Reverse(one.on), &one.id));
        page_of(
            site,
            call,
            found.into_iter().map(|one| wire(register, one)).collect(),
        )
    },
    schema: schema::<Listing<Besluit>>,
    addresses: |_| vec![ALL.path.to_owned()],
};

fn wire(register: &Register, decision: &Decision) -> Besluit {
    let about = || decision.about.iter();
    let by = register.organisations.get(&decision.by);
    Besluit {
        id: decision.id.to_string(),
        soort: decision.kind.word(),
        titel: text(&decision.title),
        tekst: decision.text.as_ref().map(text),
        door: decision.by.to_string(),
        door_naam: by.map(|one| one.name.clone()),
        op: Dag(decision.on),
        acties: about()
            .filter_map(|subject| match subject {
                Subject::Action(id) => Some(id.to_string()),
                Subject::Element { .. } => None,
            })
            .collect(),
        onderdelen: about()
            .filter_map(|subject| match subject {
                Subject::Action(_) => None,
                Subject::Element { framework, element } => Some(OnderdeelVan {
                    programma: framework.to_string(),
                    onderdeel: element.to_string(),
                }),
            })
            .collect(),
        stand: decision.followed.word(),
        toetsingen: decision.weighed.appraisals.len(),
        keuze: decision.weighed.selection.as_ref().map(ToString::to_string),
        bronnen: sources(&decision.evidence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::portfolio::decision::DecisionKind;

    #[test]
    fn the_kinds_are_those_of_the_model() {
        let words: Vec<&str> = DecisionKind::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!(KINDS, words);
    }
}
