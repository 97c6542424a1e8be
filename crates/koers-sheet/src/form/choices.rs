//! What a field can name, with names for people.

use crate::known::{Known, Target};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};

/// Something that a field can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id: what is written.
    pub id: String,
    /// Its name: what people know it by.
    pub name: String,
}

/// Everything that a field can name, by id; `None` where nobody knows what there is, so that anything can be written.
#[must_use]
pub fn choices(target: Target, register: &Register, known: &Known, lang: Lang) -> Option<Vec<Choice>> {
    let choice = |id: &dyn ToString, name: &str| Choice {
        id: id.to_string(),
        name: name.to_owned(),
    };
    let titled = |title: &Text| title.get(lang).to_owned();
    let action = |id: &Id| {
        let found = register.actions.get(id);
        found.map_or_else(|| id.to_string(), |one| titled(&one.title))
    };
    // What has no name of its own is known by what it is about.
    let list = match target {
        Target::Organisation => register
            .organisations
            .values()
            .map(|one| choice(&one.id, &one.name))
            .collect(),
        Target::FundingSource => register
            .funding_sources
            .values()
            .map(|one| choice(&one.id, &titled(&one.title)))
            .collect(),
        Target::Action => register
            .actions
            .values()
            .map(|one| choice(&one.id, &titled(&one.title)))
            .collect(),
        Target::Decision => register
            .decisions
            .values()
            .map(|one| choice(&one.id, &titled(&one.title)))
            .collect(),
        Target::Appraisal => register
            .appraisals
            .values()
            .map(|one| choice(&one.id, &format!("{}, {}", action(&one.proposal), one.assessor)))
            .collect(),
        Target::Estimate => register
            .estimates
            .values()
            .map(|one| {
                choice(
                    &one.id,
                    &format!("{}, {}", action(&one.action), one.unit.label(lang)),
                )
            })
            .collect(),
        Target::Loan => register
            .loans
            .values()
            .map(|one| {
                let borrower = register.organisations.get(&one.borrower);
                choice(
                    &one.id,
                    borrower.map_or(one.borrower.as_str(), |one| one.name.as_str()),
                )
            })
            .collect(),
        outside => known
            .of(outside)?
            .iter()
            .map(|(id, name)| choice(id, name))
            .collect(),
    };
    Some(list)
}
