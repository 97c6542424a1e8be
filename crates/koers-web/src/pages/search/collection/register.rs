//! What people entered: actions and proposals, and what was decided about them. Who asks for money is not looked for by name; who does the work is.

use super::{Card, Fields, Gathered, Sort};
use crate::paths;
use crate::site::Site;
use koers_model::portfolio::action::{Action, Stage};
use koers_model::portfolio::decision::{Decision, Subject};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use koers_search::Field;

impl Gathered {
    pub(super) fn register(&mut self, site: &Site, register: &Register) {
        for action in register.actions.values() {
            self.action(site, register, action);
        }
        for decision in register.decisions.values() {
            self.decision(site, register, decision);
        }
    }

    fn action(&mut self, site: &Site, register: &Register, action: &Action) {
        let said = |lang: Lang| match action.stage {
            Stage::Proposed => lang.pick("voorstel", "proposal"),
            _ => action.kind.label(lang),
        };
        let programme = site.framework(action.framework.as_str()).ok();
        let card = Card {
            title: action.title.clone(),
            is: Text::both(said(Lang::Nl), said(Lang::En)),
            within: programme
                .iter()
                .map(|programme| programme.title.clone())
                .collect(),
            path: paths::action(action.id.as_str()),
            region: None,
        };
        let served = programme.into_iter().flat_map(|programme| programme.judged());
        let served: Vec<&Text> = served
            .filter(|judged| action.serves.contains(&judged.element.id))
            .map(|judged| judged.element.title.text())
            .collect();
        let applicant = action.request.as_ref().map(|request| &request.applicant);
        let partners: Vec<Text> = action
            .partners
            .iter()
            .filter(|partner| Some(&partner.organisation) != applicant)
            .filter_map(|partner| register.organisations.get(&partner.organisation))
            // A name is a name in every language.
            .map(|organisation| Text::both(organisation.name.as_str(), organisation.name.as_str()))
            .collect();
        let request = action.request.as_ref().map(|request| &request.public);
        let texts = action.summary.iter().chain(request).chain(served);
        let fields: Fields<'_> = texts
            .map(|text| (Field::Text, text))
            .chain(partners.iter().map(|name| (Field::Names, name)))
            .collect();
        self.add(Sort::Action, card, &[action.id.as_str()], &fields);
    }

    fn decision(&mut self, site: &Site, register: &Register, decision: &Decision) {
        let path = paths::decision(decision.id.as_str());
        let about = decision.about.iter();
        let card = Card {
            title: decision.title.clone(),
            is: Text::both(decision.kind.label(Lang::Nl), decision.kind.label(Lang::En)),
            within: about
                .filter_map(|subject| name_of(site, register, subject))
                .take(1)
                .collect(),
            path,
            region: None,
        };
        let by = register.organisations.get(&decision.by);
        let by = by.map(|one| Text::both(one.name.as_str(), one.name.as_str()));
        let fields: Fields<'_> = decision
            .text
            .iter()
            .map(|text| (Field::Text, text))
            .chain(by.iter().map(|name| (Field::Names, name)))
            .collect();
        self.add(Sort::Decision, card, &[decision.id.as_str()], &fields);
    }
}

/// The name of what a decision is about.
fn name_of(site: &Site, register: &Register, subject: &Subject) -> Option<Text> {
    match subject {
        Subject::Action(id) => Some(register.actions.get(id)?.title.clone()),
        Subject::Element { framework, element } => {
            let programme = site.framework(framework.as_str()).ok()?;
            let entry = programme.element(element.as_str())?;
            Some(entry.element.title.text().clone())
        }
    }
}
