//! Names of rows and columns of figures, each told apart from every other.

use koers_model::region::{Region, RegionCode};
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;
use std::fmt::Display;

/// The names of regions in figures. Two regions of one name are told apart by their codes.
pub(crate) fn told_apart(regions: &[&Region]) -> Vec<(RegionCode, String)> {
    let named = regions
        .iter()
        .map(|region| (region.code.clone(), region.name.clone()));
    by_code(named.collect())
}

/// Names by their codes. Those of one name are told apart by their codes.
fn by_code<C: Display>(named: Vec<(C, String)>) -> Vec<(C, String)> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (_, name) in &named {
        *times.entry(name.clone()).or_default() += 1;
    }
    let told = |(code, name): (C, String)| match times.get(&name) {
        Some(1) | None => (code, name),
        Some(_) => {
            let name = format!("{name} ({code})");
            (code, name)
        }
    };
    named.into_iter().map(told).collect()
}

/// What people read for codes.
pub(super) struct Titles(BTreeMap<String, String>);

impl Titles {
    pub(super) fn of<'t>(names: impl IntoIterator<Item = (&'t String, &'t Text)>, lang: Lang) -> Self {
        let named = names
            .into_iter()
            .map(|(code, text)| (code.clone(), text.get(lang).to_owned()));
        Self(by_code(named.collect()).into_iter().collect())
    }

    /// What people read for a code; anything else as it is.
    pub(super) fn name<'t>(&'t self, code: &'t str) -> &'t str {
        self.0.get(code).map_or(code, String::as_str)
    }

    /// A name that none of them has.
    pub(super) fn free(&self, name: &str, code: &str) -> String {
        match self.0.values().any(|own| own == name) {
            true => format!("{name} ({code})"),
            false => name.to_owned(),
        }
    }
}
