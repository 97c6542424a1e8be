//! What things are called, for sentences and tables that people read: the id of a thing is for typing and looking up, its name is for reading.
//! What nobody entered, or no file defines, is called by its id.

use crate::{date, number};
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::portfolio::estimate::{EffectOn, EffectUnit};
use koers_model::portfolio::register::Register;
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;

/// The names that the policy files give.
#[derive(Debug, Clone, Copy)]
pub struct Defined<'a> {
    /// The programmes, for their elements.
    pub programmes: &'a [Framework],
    /// The indicators, for what effects bear on and are counted in.
    pub indicators: &'a BTreeMap<Id, Indicator>,
    /// The regions.
    pub regions: &'a RegionRegistry,
}

/// Where names are found.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// What people entered.
    pub register: &'a Register,
    /// What the files define; none where they have faults: then what was entered is shown all the same.
    pub defined: Option<Defined<'a>>,
}

impl<'a> Names<'a> {
    /// An element of a programme: a line, an objective, an outcome.
    #[must_use]
    pub fn element(&self, programme: &Id, id: &Id, lang: Lang) -> String {
        let programmes = self.defined.map_or(&[][..], |defined| defined.programmes);
        let own = programmes.iter().filter(|one| one.id == *programme);
        let found = own
            .flat_map(Framework::elements)
            .find(|entry| entry.element.id == *id);
        found.map_or_else(
            || id.to_string(),
            |entry| entry.element.title.text().get(lang).to_owned(),
        )
    }

    /// Elements of a programme after one another, as in a list.
    #[must_use]
    pub fn elements(&self, programme: &Id, ids: &[Id], lang: Lang) -> String {
        let names = ids.iter().map(|id| self.element(programme, id, lang));
        // Names may hold commas themselves.
        names.collect::<Vec<_>>().join("; ")
    }

    /// A programme.
    #[must_use]
    pub fn programme(&self, id: &Id, lang: Lang) -> String {
        let programmes = self.defined.map_or(&[][..], |defined| defined.programmes);
        titled(
            programmes.iter().find(|one| one.id == *id).map(|one| &one.title),
            id,
            lang,
        )
    }

    /// A region.
    #[must_use]
    pub fn region(&self, code: &RegionCode) -> String {
        let known = self.defined.and_then(|defined| defined.regions.get(code));
        known.map_or_else(|| code.to_string(), |region| region.name.clone())
    }

    /// Regions, as in a sentence.
    #[must_use]
    pub fn regions(&self, codes: &[&RegionCode], lang: Lang) -> String {
        let names: Vec<String> = codes.iter().map(|code| self.region(code)).collect();
        date::list(&names, lang)
    }

    /// An organisation.
    #[must_use]
    pub fn organisation(&self, id: &Id) -> String {
        let known = self.register.organisations.get(id);
        known.map_or_else(|| id.to_string(), |one| one.name.clone())
    }

    /// A funding source.
    #[must_use]
    pub fn source(&self, id: &Id, lang: Lang) -> String {
        let known = self.register.funding_sources.get(id);
        titled(known.map(|one| &one.title), id, lang)
    }

    /// An action or proposal.
    #[must_use]
    pub fn action(&self, id: &Id, lang: Lang) -> String {
        let known = self.register.actions.get(id);
        titled(known.map(|one| &one.title), id, lang)
    }

    /// What an effect bears on. An outcome is that of any programme that has one of that id.
    #[must_use]
    pub fn bears_on(&self, on: &EffectOn, lang: Lang) -> String {
        let title = self.defined.and_then(|defined| match on {
            EffectOn::Outcome(id) => {
                let mut judged = defined.programmes.iter().flat_map(Framework::judged);
                let found = judged.find(|judged| judged.element.id == *id)?;
                Some(found.element.title.text())
            }
            EffectOn::Indicator(id) => Some(&defined.indicators.get(id)?.title),
        });
        let (EffectOn::Outcome(id) | EffectOn::Indicator(id)) = on;
        titled(title, id, lang)
    }

    /// What an effect is counted in: points of an indicator are in the unit of that indicator.
    #[must_use]
    pub fn unit(&self, unit: EffectUnit, on: &EffectOn, lang: Lang) -> &'static str {
        let indicator = match (unit, on) {
            (EffectUnit::IndicatorPoints, EffectOn::Indicator(id)) => {
                self.defined.and_then(|defined| defined.indicators.get(id))
            }
            _ => None,
        };
        indicator.map_or_else(|| unit.label(lang), |one| number::difference_unit(one.unit, lang))
    }
}

fn titled(title: Option<&Text>, id: &Id, lang: Lang) -> String {
    title.map_or_else(|| id.to_string(), |title| title.get(lang).to_owned())
}
