//! Entering: forms for everything in the register, on the machine itself.
//!
//! These pages have a table of their own ([`ROUTES`]), since they are for one visitor and one moment: they are made from the register as
//! it is, are never kept, and each asks [`koers_run::permission`] first. What takes a form in is handed a [`Permit`], which nothing but
//! that question makes.

mod asked;
mod end;
pub(crate) mod fields;
mod hints;
mod history;
mod log;
mod overview;
mod page;
mod prefill;
mod sort;
mod steps;
mod submit;
mod ways;

use crate::answer::{Answer, Fault, Wrong};
use crate::ask::{Ask, language_of};
use crate::pen::Pen;
use crate::routes::Room;
use crate::site::Site;
use koers_model::text::Lang;
use koers_run::permission::{Deed, Permit, Visitor, permit};
use koers_run::portfolio::nameable;
use koers_sheet::Known;
pub use sort::Sort;
use std::collections::BTreeSet;
use std::sync::OnceLock;
pub use ways::{Way, Ways};

/// The style of the forms. The pages stand in [`ROUTES`].
pub static ROOM: Room = Room {
    routes: &[],
    resources: &[],
    style: include_str!("style.css"),
};

/// Every page on which something is entered, ended or looked back at.
pub static ROUTES: &[Route] = &[
    overview::ROUTE,
    submit::NEW,
    submit::CHANGE,
    end::ROUTE,
    log::ROUTE,
    history::ROUTE,
];

/// Names of fields that every form has.
pub(crate) mod names {
    /// The token of this process.
    pub const TOKEN: &str = "sleutel";
    /// The version that was seen.
    pub const VERSION: &str = "versie";
    /// Why.
    pub const REASON: &str = "waarom";
    /// What the button does.
    pub const DO: &str = "doen";
}

/// Takes a form in. It cannot be called without a permit.
type Send = fn(&Counter<'_>, &Ask, Permit, &Sent) -> Result<Answer, Fault>;

/// The keys of the query that count on a page.
#[derive(Debug, Clone, Copy)]
enum Keys {
    /// These.
    Are(&'static [&'static str]),
    /// Those of the fields of the form.
    OfFields,
}

/// A page of this room.
#[derive(Debug)]
pub struct Route {
    /// The address, Dutch, with names for the parts that vary.
    pub path: &'static str,
    /// Keys of the query that count.
    keys: Keys,
    /// What it does.
    deed: fn(&Ask) -> Result<Deed, Fault>,
    /// Makes the page.
    look: fn(&Counter<'_>, &Ask) -> Result<Answer, Fault>,
    /// Takes a form in.
    send: Option<Send>,
}

impl Route {
    /// Whether it takes forms in.
    #[must_use]
    pub fn takes_forms(&self) -> bool {
        self.send.is_some()
    }
    /// Whether a visitor may do what this page does.
    ///
    /// # Errors
    /// The refusal, where not.
    pub fn may(&self, ask: &Ask, visitor: Visitor) -> Result<Permit, Fault> {
        Ok(permit(visitor, (self.deed)(ask)?)?)
    }
    /// The page, for a visitor who may see it.
    ///
    /// # Errors
    /// The refusal, where the visitor may not, and the faults of the page.
    pub fn answer(&self, counter: &Counter<'_>, ask: &Ask, visitor: Visitor) -> Result<Answer, Fault> {
        self.may(ask, visitor)?;
        (self.look)(counter, ask).map(Answer::fleeting)
    }
    /// Takes a form in, from a visitor who may send it.
    ///
    /// # Errors
    /// As [`Route::answer`].
    pub fn take(
        &self,
        counter: &Counter<'_>,
        ask: &Ask,
        visitor: Visitor,
        sent: &Sent,
    ) -> Result<Answer, Fault> {
        let permit = self.may(ask, visitor)?;
        let send = self.send.ok_or(Fault::Refused(crate::answer::Refusal::Method))?;
        send(counter, ask, permit, sent)
    }
}

/// What these pages answer from: the workspace, and the register as it is at this moment.
pub struct Counter<'a> {
    /// The workspace.
    pub site: &'a Site,
    /// Where things are written.
    pub pen: &'a Pen,
    /// The token of this process: what a form of ours holds and a page of another site cannot know.
    pub token: &'a str,
}

impl Counter<'_> {
    /// What the files of the workspace define, for fields that name it.
    fn known(&self, ask: &Ask) -> Result<Known, Fault> {
        Ok(nameable(self.site.definitions()?, ask.lang))
    }
}

/// What a form sent: names and values, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// All of them.
    pub pairs: Vec<(String, String)>,
    /// Whether it holds the token of this process. One of a process before has another one: then nothing is written yet.
    pub is_ours: bool,
}

impl Sent {
    /// Refuses what was sent more than once where one thing is asked. `label` says by what name a field goes of which only one value counts; of
    /// what every form has this knows itself.
    ///
    /// # Errors
    /// [`Fault::BadInput`] with every such field.
    fn refuse_doubles(&self, lang: Lang, label: impl Fn(&str) -> Option<String>) -> Result<(), Fault> {
        let (mut seen, mut double) = (BTreeSet::new(), BTreeSet::new());
        for (name, _) in &self.pairs {
            if !seen.insert(name.as_str()) {
                double.insert(name.as_str());
            }
        }
        let label = |name: &str| match name {
            names::REASON => Some(lang.pick("Waarom", "Why").to_owned()),
            names::TOKEN | names::VERSION | names::DO => Some(name.to_owned()),
            name => label(name),
        };
        let wrong: Vec<Wrong> = double
            .into_iter()
            .filter_map(label)
            .map(|label| {
                Wrong::new(
                    &label,
                    "is meer dan een keer verstuurd, en er kan maar één waarde gelden. Er is niets vastgelegd: open het formulier opnieuw en vul het nog eens in.",
                    "was sent more than once, and only one value can hold. Nothing was kept: open the form anew and fill it in again.",
                )
            })
            .collect();
        Fault::if_any(wrong)
    }
    /// Refuses what is no field of the form: it would be dropped without a word.
    ///
    /// # Errors
    /// [`Fault::BadInput`] with the first such names.
    fn refuse_strangers(&self, knows: impl Fn(&str) -> bool) -> Result<(), Fault> {
        const TOLD: usize = 10;
        let own = [names::TOKEN, names::VERSION, names::REASON, names::DO];
        let strange = self.pairs.iter().map(|(name, _)| name.as_str());
        let wrong: Vec<Wrong> = strange
            .filter(|name| !own.contains(name) && !knows(name))
            .take(TOLD)
            .map(|name| {
                Wrong::new(
                    name,
                    "is geen veld van dit formulier, of van een rij te veel. Er is niets vastgelegd: open het formulier opnieuw.",
                    "is no field of this form, or of a row too many. Nothing was kept: open the form anew.",
                )
            })
            .collect();
        Fault::if_any(wrong)
    }
    /// The first value with a name; empty where there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// The page at an address, and what was asked of it; `None` when none of these has the address.
#[must_use]
pub fn find(path: &str, query: &str) -> Option<Result<(&'static Route, Ask), Fault>> {
    static ROUTER: OnceLock<matchit::Router<&'static Route>> = OnceLock::new();
    let router = ROUTER.get_or_init(|| {
        let mut router = matchit::Router::new();
        for route in ROUTES {
            // Two routes with one address are found by the test below; the first one stands.
            let _ = router.insert(route.path, route);
        }
        router
    });
    let (lang, rest) = language_of(path);
    let found = router.at(rest).ok()?;
    let mut parts = Vec::new();
    for (name, value) in found.params.iter() {
        let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
        parts.push((name.to_owned(), value.into_owned()));
    }
    let of_fields = match found.value.keys {
        Keys::Are(_) => Vec::new(),
        Keys::OfFields => found.params.get("soort").map_or_else(Vec::new, prefill::keys),
    };
    let keys = match found.value.keys {
        Keys::Are(keys) => keys.to_vec(),
        Keys::OfFields => of_fields.iter().map(String::as_str).collect(),
    };
    let ask = Ask::new(lang, rest, parts, query, &keys);
    Some(ask.map(|ask| (*found.value, ask)))
}

/// The place of these pages in the menu, where things are entered.
#[must_use]
pub fn menu(site: &Site, ask: &Ask) -> Option<(String, &'static str, bool)> {
    let of = |path: &str| {
        let rest = ask.path.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let here = of(overview::PATH) || of(log::PATH);
    site.entry
        .then(|| (ask.link(overview::PATH), ask.lang.pick("Invoeren", "Enter"), here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_can_be_reached_and_none_is_anothers() {
        let mut router = matchit::Router::new();
        for route in crate::routes::all() {
            router.insert(route.path, ()).unwrap();
        }
        for route in ROUTES {
            router.insert(route.path, ()).unwrap();
        }
        assert!(find("/invoeren", "").is_some() && find("/en/invoeren/acties", "").is_some());
        assert!(find("/acties", "").is_none());
    }

    #[test]
    fn the_public_may_do_none_of_this() {
        for route in ROUTES {
            let address = route.path.replace("{soort}", "acties").replace("{id}", "a");
            let (route, ask) = find(&address, "").unwrap().unwrap();
            let deed = (route.deed)(&ask).unwrap();
            assert!(permit(Visitor::Public, deed).is_err(), "{address}");
        }
    }
}
