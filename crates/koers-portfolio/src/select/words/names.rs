//! What things are called in sentences, and how those of one name are told apart.

use super::{Words, quoted};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::portfolio::selection::Budget;
use koers_model::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Names that take more than one look at the register.
#[derive(Debug, Clone, Default)]
pub struct Names {
    outcomes: BTreeMap<Id, Text>,
    /// Actions that have the name of another one.
    alike: BTreeSet<Id>,
}

impl Names {
    /// Those of the actions of a register, and of outcomes, which the register does not know.
    #[must_use]
    pub fn new(register: &Register, outcomes: BTreeMap<Id, Text>) -> Self {
        let mut alike = BTreeSet::new();
        for lang in [Lang::Nl, Lang::En] {
            let mut first: BTreeMap<&str, &Id> = BTreeMap::new();
            for (id, action) in &register.actions {
                if let Some(other) = first.insert(action.title.get(lang), id) {
                    alike.extend([id.clone(), other.clone()]);
                }
            }
        }
        Self { outcomes, alike }
    }
}

impl<'a> Words<'a> {
    /// With the names of outcomes, which the register does not know, and telling actions of one name apart; without them outcomes are shown by their ids.
    #[must_use]
    pub const fn naming(mut self, names: &'a Names) -> Self {
        self.names = Some(names);
        self
    }

    /// The name of an outcome, in quotes; its id where no names were given.
    #[must_use]
    pub fn outcome(&self, id: &Id) -> String {
        self.named(id, self.names.and_then(|names| names.outcomes.get(id)))
    }

    /// The name of an action, in quotes; its id where the register has none, and beside it where another action has the same name.
    #[must_use]
    pub fn action(&self, id: &Id) -> String {
        let name = self.named(
            id,
            self.question.register.actions.get(id).map(|action| &action.title),
        );
        apart(name, id, self.is_alike(id))
    }

    /// Whether another action has the same name: then its id stands beside it.
    #[must_use]
    pub fn is_alike(&self, id: &Id) -> bool {
        self.names.is_some_and(|names| names.alike.contains(id))
    }

    /// The name of a funding source.
    #[must_use]
    pub fn source(&self, id: &Id) -> String {
        let sources = &self.question.register.funding_sources;
        let Some(source) = sources.get(id) else {
            return id.to_string();
        };
        let name = source.title.get(self.lang);
        let mut others = sources.iter().filter(|(other, _)| *other != id);
        let alike = others.any(|(_, other)| other.title.get(self.lang) == name);
        apart(name.to_owned(), id, alike)
    }

    /// The name of a budget: its source with its year or years.
    #[must_use]
    pub fn budget(&self, id: &Id) -> String {
        let Some(budget) = self.plan().budgets.iter().find(|budget| budget.id == *id) else {
            return id.to_string();
        };
        let Budget { source, year, .. } = budget;
        match year {
            Some(year) => format!("{} {year}", self.source(source)),
            None => format!("{} {}–{}", self.source(source), self.plan().from, self.plan().to),
        }
    }

    pub(super) fn organisation(&self, id: &Id) -> String {
        let known = self.question.register.organisations.get(id);
        known.map_or_else(|| id.to_string(), |known| known.name.clone())
    }

    /// Names after one another, as in a sentence.
    pub(super) fn and(&self, names: &[String]) -> String {
        match names.split_last() {
            Some((last, first)) if !first.is_empty() => {
                format!("{} {} {last}", first.join(", "), self.lang.pick("en", "and"))
            }
            _ => names.concat(),
        }
    }

    fn named(&self, id: &Id, title: Option<&Text>) -> String {
        quoted(title.map_or(id.as_str(), |title| title.get(self.lang)))
    }

    pub(super) fn bound(&self, id: &Id) -> String {
        let bounds = &self.plan().bounds;
        let title = |at: &Id| bounds.iter().find(|bound| bound.id == *at)?.title.as_ref();
        let name = self.named(id, title(id));
        let mut others = bounds.iter().filter(|bound| bound.id != *id);
        let alike = others.any(|other| self.named(&other.id, other.title.as_ref()) == name);
        apart(name, id, alike)
    }

    pub(super) fn balance(&self, id: &Id) -> String {
        let balance = self.plan().balances.iter().find(|balance| balance.id == *id);
        self.named(id, balance.and_then(|balance| balance.title.as_ref()))
    }

    pub(super) fn criterion(&self, id: &Id) -> String {
        let criterion = self
            .question
            .set
            .criteria
            .iter()
            .find(|criterion| criterion.id == *id);
        criterion.map_or_else(
            || quoted(id.as_str()),
            |criterion| quoted(criterion.title.get(self.lang)),
        )
    }

    pub(super) fn gates(&self, ids: &[Id]) -> String {
        let title = |id: &Id| {
            let gate = self.question.set.gates.iter().find(|gate| gate.id == *id);
            gate.map_or_else(|| quoted(id.as_str()), |gate| quoted(gate.title.get(self.lang)))
        };
        ids.iter().map(title).collect::<Vec<_>>().join(", ")
    }
}

/// A name, with the id beside it where something else has the same name.
fn apart(name: String, id: &Id, alike: bool) -> String {
    match alike {
        true => format!("{name} ({id})"),
        false => name,
    }
}
