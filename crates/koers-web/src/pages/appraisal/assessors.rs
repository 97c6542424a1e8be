//! By what a page calls who tested a proposal. What was entered is free text and may be the name of a person, so the public gets numbers
//! unless the workspace says otherwise.

use crate::answer::Fault;
use crate::site::Site;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::Appraisal;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_run::permission::sees_assessors;
use std::collections::BTreeSet;

/// The assessors of one proposal, as they are called to whoever looks.
pub(in crate::pages) enum Assessors<'a> {
    /// By what was entered.
    Named,
    /// By a number: in the order of their first tests of this proposal, so that one has the same number at every moment, and numbers of
    /// different proposals say nothing of each other.
    Numbered(Vec<&'a str>),
}

impl<'a> Assessors<'a> {
    /// Those of a proposal.
    ///
    /// # Errors
    /// Never, once the site is served.
    pub(in crate::pages) fn of(site: &Site, register: &'a Register, proposal: &Id) -> Result<Self, Fault> {
        if sees_assessors(site.visitor(), &site.definitions()?.workspace) {
            return Ok(Self::Named);
        }
        let all = register.appraisals.values();
        let mut tests: Vec<&Appraisal> = all.filter(|test| test.proposal == *proposal).collect();
        tests.sort_by_key(|test| (test.made, &test.id));
        let mut seen = BTreeSet::new();
        let names = tests.iter().map(|test| test.assessor.as_str());
        Ok(Self::Numbered(names.filter(|name| seen.insert(*name)).collect()))
    }

    /// Who made a test.
    pub(in crate::pages) fn name(&self, test: &Appraisal, lang: Lang) -> String {
        match self {
            Self::Named => test.assessor.clone(),
            Self::Numbered(names) => {
                let word = lang.pick("beoordelaar", "assessor");
                match names.iter().position(|name| *name == test.assessor) {
                    Some(at) => format!("{word} {}", at + 1),
                    None => word.to_owned(),
                }
            }
        }
    }
}
