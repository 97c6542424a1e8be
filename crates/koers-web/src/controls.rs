//! The bar of choices above a page: a form that asks the same page another question. It works without a script.

use crate::ask::Ask;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::region::{Region, RegionKind};
use koers_model::text::Lang;

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

/// One choice.
#[derive(Debug, Clone)]
pub enum Choice {
    /// One out of a list.
    OneOf {
        /// Key in the address.
        key: &'static str,
        /// Label.
        label: &'static str,
        /// Groups of options: heading (empty for none), then value, words, whether it is the one chosen.
        groups: Vec<(String, Vec<(String, String, bool)>)>,
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
                    .map(|region| {
                        // The region of the workspace is what is shown when nothing is chosen.
                        let own = region.code == definitions.workspace.region;
                        let value = if own {
                            String::new()
                        } else {
                            region.code.to_string()
                        };
                        (value, region.name.clone(), region.code == chosen.code)
                    })
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
