//! The bar of choices above a page: a form that asks the same page another question. It works without a script.

use crate::ask::Ask;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::region::{Region, RegionCode, RegionKind};
use koers_model::text::Lang;
use std::collections::BTreeSet;

/// A bar of choices. Its template is `shell/controls.html`, to be included where a page has a field `controls`.
#[derive(Debug, Clone)]
pub struct Controls {
    /// Where the form goes: this page.
    pub action: String,
    /// What can be chosen.
    pub fields: Vec<Choice>,
    /// What goes along unseen: keys and values of this page that no field has.
    pub hidden: Vec<(String, String)>,
    /// The word on the button.
    pub button: &'static str,
    /// This page as it is without any choice, when something was chosen.
    pub reset: Option<(String, &'static str)>,
}

/// Options that belong together: a heading (empty for none), then value, words, whether it is the one chosen.
pub type Group = (String, Vec<(String, String, bool)>);

/// One choice.
#[derive(Debug, Clone)]
pub enum Choice {
    /// One out of a list.
    OneOf {
        /// Key in the address.
        key: &'static str,
        /// Label.
        label: &'static str,
        /// The options.
        groups: Vec<Group>,
    },
    /// A day.
    Day {
        /// Key in the address.
        key: &'static str,
        /// Label.
        label: &'static str,
        /// The day chosen, as `jjjj-mm-dd`.
        value: String,
        /// The last day that makes sense.
        most: String,
    },
}

impl Choice {
    /// One out of a list without groups.
    #[must_use]
    pub fn one_of(
        key: &'static str,
        label: &'static str,
        options: impl IntoIterator<Item = (String, String)>,
        chosen: &str,
    ) -> Self {
        let options = options
            .into_iter()
            .map(|(value, words)| {
                let is_chosen = value == chosen;
                (value, words, is_chosen)
            })
            .collect();
        Self::OneOf {
            key,
            label,
            groups: vec![(String::new(), options)],
        }
    }

    /// A region out of those that exist on a day, in groups by kind.
    #[must_use]
    pub fn region(
        definitions: &Definitions,
        kinds: &[RegionKind],
        on: Date,
        chosen: &Region,
        lang: Lang,
    ) -> Self {
        let groups = kinds
            .iter()
            .map(|kind| {
                let mut regions: Vec<&Region> = definitions.regions.of_kind(*kind, on).collect();
                regions.sort_by(|a, b| a.name.cmp(&b.name));
                let options = regions
                    .into_iter()
                    .map(|region| option(region, &definitions.workspace.region, chosen))
                    .collect();
                (kind.plural(lang).to_owned(), options)
            })
            .filter(|(_, options): &(String, Vec<_>)| !options.is_empty())
            .collect();
        Self::OneOf {
            key: "regio",
            label: lang.pick("Gebied", "Region"),
            groups,
        }
    }

    /// The region of the workspace and its parts, its peers, and the countries: what a reader looks for first.
    #[must_use]
    pub fn region_near<'a>(definitions: &'a Definitions, on: Date, chosen: &'a Region, lang: Lang) -> Self {
        let regions = &definitions.regions;
        let own = &definitions.workspace.region;
        let mut seen: BTreeSet<&'a RegionCode> = BTreeSet::new();
        let mut groups = Vec::new();
        let mut add = |heading: &str, mut of: Vec<&'a Region>| {
            of.retain(|region| !seen.contains(&region.code));
            of.sort_by(|a, b| a.name.cmp(&b.name));
            seen.extend(of.iter().map(|region| &region.code));
            if !of.is_empty() {
                let options = of.into_iter().map(|region| option(region, own, chosen));
                groups.push((heading.to_owned(), options.collect()));
            }
        };
        // The region of the workspace has no heading: it stands first, and is what is shown when nothing is chosen.
        let home: Vec<&Region> = regions.get(own).into_iter().collect();
        let name = home.first().map_or("", |region| region.name.as_str());
        add("", home.clone());
        for kind in [RegionKind::Corop, RegionKind::Municipality] {
            let heading = format!("{} in {name}", kind.plural(lang));
            add(&heading, regions.parts(own, kind, on));
        }
        for kind in [RegionKind::Province, RegionKind::Country, RegionKind::Corop] {
            let heading = match kind {
                RegionKind::Province | RegionKind::Corop => {
                    format!("{} {}", lang.pick("andere", "other"), kind.plural(lang))
                }
                _ => kind.plural(lang).to_owned(),
            };
            add(&heading, regions.of_kind(kind, on).collect());
        }
        // Any region can be asked for by its code.
        add(lang.pick("gekozen", "chosen"), vec![chosen]);
        Self::OneOf {
            key: "regio",
            label: lang.pick("Gebied", "Region"),
            groups,
        }
    }

    /// A programme.
    #[must_use]
    pub fn programme(definitions: &Definitions, chosen: &str, lang: Lang) -> Self {
        let programmes = definitions
            .frameworks
            .iter()
            .map(|framework| (framework.id.to_string(), framework.title.get(lang).to_owned()));
        Self::one_of(
            "programma",
            lang.pick("Programma", "Programme"),
            programmes,
            chosen,
        )
    }

    /// The day judged.
    #[must_use]
    pub fn on(chosen: Date, lang: Lang) -> Self {
        Self::Day {
            key: "op",
            label: lang.pick("Peildatum", "Day judged"),
            value: chosen.to_string(),
            most: String::new(),
        }
    }

    /// The as-of day.
    #[must_use]
    pub fn as_of(chosen: Option<Date>, today: Date, lang: Lang) -> Self {
        Self::Day {
            key: "bekendOp",
            label: lang.pick("Zoals bekend op", "As known on"),
            value: chosen.map(|day| day.to_string()).unwrap_or_default(),
            most: today.to_string(),
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::OneOf { key, .. } | Self::Day { key, .. } => key,
        }
    }
}

/// A region as an option. The region of the workspace is what is shown when nothing is chosen, so its value is empty.
fn option(region: &Region, own: &RegionCode, chosen: &Region) -> (String, String, bool) {
    let value = if region.code == *own {
        String::new()
    } else {
        region.code.to_string()
    };
    (value, region.name.clone(), region.code == chosen.code)
}

impl Controls {
    /// The bar of a page. `known` are the keys of its route.
    #[must_use]
    pub fn new(ask: &Ask, known: &[&str], fields: Vec<Choice>) -> Self {
        let hidden = known
            .iter()
            .filter(|key| fields.iter().all(|field| field.key() != **key))
            .filter_map(|key| Some(((*key).to_owned(), ask.get(key)?.to_owned())))
            .collect();
        let chosen = fields.iter().any(|field| ask.get(field.key()).is_some());
        let lang = ask.lang;
        Self {
            action: ask.link(&ask.path),
            fields,
            hidden,
            button: lang.pick("Toon", "Show"),
            reset: chosen.then(|| (ask.link(&ask.path), lang.pick("Wis keuzes", "Clear choices"))),
        }
    }
}
