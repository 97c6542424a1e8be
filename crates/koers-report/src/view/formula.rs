//! How the readings of an indicator are computed, in words: a formula, and what goes into it.

use super::Phrase;
use crate::{date, number};
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::indicator::{Operand, Profile, Rule, Yearly};
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// `100 × deel ÷ geheel`
    pub says: String,
    /// What goes in, in the order of the formula.
    pub inputs: Vec<Ingredient>,
}

/// What goes into a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ingredient {
    /// Its word in the formula; empty where there is only one.
    pub role: String,
    /// What it is.
    pub from: Material,
}

/// A published series, or another formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Material {
    /// A published series.
    Series {
        /// The data set.
        dataset: Id,
        /// Its name.
        title: Phrase,
        /// The measure.
        measure: Phrase,
        /// Category dimensions with the codes that are taken.
        codes: Vec<(Phrase, Vec<String>)>,
        /// How quarters or months become a year.
        yearly: Option<&'static str>,
        /// Whether the figures of parts may be added up where the publisher has none for the whole.
        adds_up: bool,
    },
    /// Another formula.
    Formula(Formula),
}

/// What the words of a formula are looked up in.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The catalogue.
    pub datasets: &'a BTreeMap<Id, Dataset>,
    /// The regions.
    pub regions: &'a RegionRegistry,
}

impl<'a> Names<'a> {
    /// The name of a region, or its code where there is none.
    fn region(&self, code: &'a RegionCode) -> &'a str {
        let known = self.regions.get(code);
        known.map_or(code.as_str(), |region| region.name.as_str())
    }
}

/// Regions that are added up, by their names.
fn together(regions: &[RegionCode], names: Names<'_>, lang: Lang) -> String {
    let named: Vec<&str> = regions.iter().map(|code| names.region(code)).collect();
    match named.as_slice() {
        [one] => (*one).to_owned(),
        several => format!("{} {}", several.join(", "), lang.pick("samen", "together")),
    }
}

/// A method on figures by activity, in words.
fn profile(method: &Profile, names: Names<'_>, lang: Lang) -> String {
    let say = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    match method {
        Profile::Herfindahl => say(
            "De som van de kwadraten van de aandelen (de Herfindahl-index).",
            "The sum of the squares of the shares (the Herfindahl index).",
        ),
        Profile::Entropy => say(
            "Min de som van elk aandeel × zijn logaritme met grondtal 2 (de entropie, in bits).",
            "Minus the sum of each share × its logarithm to base 2 (the entropy, in bits).",
        ),
        Profile::Krugman { against } => {
            let name = together(against, names, lang);
            match lang {
                Lang::Nl => format!(
                    "De som van de verschillen tussen de aandelen hier en die van {name}, zonder teken (de Krugman-index)."
                ),
                Lang::En => format!(
                    "The sum of the differences between the shares here and those of {name}, without sign (the Krugman index)."
                ),
            }
        }
        Profile::Hachman { against } => {
            let name = together(against, names, lang);
            match lang {
                Lang::Nl => {
                    format!("1 ÷ de som van elk aandeel in het kwadraat ÷ dat van {name} (de Hachman-index).")
                }
                Lang::En => {
                    format!("1 ÷ the sum of each share squared ÷ that of {name} (the Hachman index).")
                }
            }
        }
        Profile::RegionalShift { against, over } => {
            let name = together(against, names, lang);
            match lang {
                Lang::Nl if *over == 1 => format!(
                    "De verandering sinds een periode eerder, min wat zij was geweest als elk onderdeel even hard was gegroeid als in {name} (het eigen deel van shift-share)."
                ),
                Lang::En if *over == 1 => format!(
                    "The change since one period earlier, less what it would have been had every part grown as in {name} (the regional part of shift-share)."
                ),
                Lang::Nl => format!(
                    "De verandering sinds {over} perioden eerder, min wat zij was geweest als elk onderdeel even hard was gegroeid als in {name} (het eigen deel van shift-share)."
                ),
                Lang::En => format!(
                    "The change since {over} periods earlier, less what it would have been had every part grown as in {name} (the regional part of shift-share)."
                ),
            }
        }
    }
}

impl Formula {
    /// A rule in words.
    #[must_use]
    pub fn of(rule: &Rule, names: Names<'_>, lang: Lang) -> Self {
        let say = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
        let times = |value: koers_model::value::Number| {
            if value.get() == 1.0 {
                String::new()
            } else {
                format!("{} × ", number::plain(value, lang))
            }
        };
        let figure = say("cijfer", "figure");
        let (says, roles) = match rule {
            Rule::Measure { .. } => (
                say(
                    "Het cijfer zoals het is gepubliceerd.",
                    "The figure as published.",
                ),
                vec![String::new()],
            ),
            Rule::Sum { .. } => (
                say("De som van deze cijfers.", "The sum of these figures."),
                vec![String::new()],
            ),
            Rule::Ratio { times: by, .. } => {
                let roles = vec![say("teller", "numerator"), say("noemer", "denominator")];
                (format!("{}{} ÷ {}", times(*by), roles[0], roles[1]), roles)
            }
            Rule::Share { .. } => {
                let roles = vec![say("deel", "part"), say("geheel", "whole")];
                (format!("100 × {} ÷ {}", roles[0], roles[1]), roles)
            }
            Rule::PerHead { per, .. } => {
                let roles = vec![figure, say("bevolking", "population")];
                (format!("{}{} ÷ {}", times(*per), roles[0], roles[1]), roles)
            }
            Rule::Growth { over, .. } => {
                let back = match (over, lang) {
                    (1, Lang::Nl) => "van een periode eerder".to_owned(),
                    (1, Lang::En) => "of one period earlier".to_owned(),
                    (_, Lang::Nl) => format!("van {over} perioden eerder"),
                    (_, Lang::En) => format!("of {over} periods earlier"),
                };
                (format!("100 × ({figure} ÷ {figure} {back} − 1)"), vec![figure])
            }
            Rule::Index { base, .. } => {
                let base = date::period(*base, lang);
                let of = lang.pick("van", "of");
                (format!("100 × {figure} ÷ {figure} {of} {base}"), vec![figure])
            }
            Rule::Difference { .. } => {
                let roles = vec![
                    say("eerste cijfer", "first figure"),
                    say("tweede cijfer", "second figure"),
                ];
                (format!("{} − {}", roles[0], roles[1]), roles)
            }
            Rule::Relative { benchmark, .. } => {
                let name = names.region(benchmark);
                let says = match lang {
                    Lang::Nl => format!("100 × cijfer van het gebied ÷ cijfer van {name}"),
                    Lang::En => format!("100 × figure of the region ÷ figure of {name}"),
                };
                (says, vec![figure])
            }
            Rule::Profile { method, .. } => (profile(method, names, lang), vec![figure]),
        };
        let inputs = rule
            .operands()
            .into_iter()
            .zip(roles)
            .map(|(operand, role)| Ingredient {
                role,
                from: material(operand, names, lang),
            })
            .collect();
        Self { says, inputs }
    }
}

fn material(operand: &Operand, names: Names<'_>, lang: Lang) -> Material {
    let series = match operand {
        Operand::Rule(rule) => return Material::Formula(Formula::of(rule, names, lang)),
        Operand::Series(series) => series,
    };
    let dataset = names.datasets.get(&series.dataset);
    let measure = dataset.and_then(|dataset| dataset.measures.get(&series.measure));
    let named = |text: Option<&Text>, id: &str| {
        text.map_or_else(|| Phrase::own(id.to_owned()), |text| Phrase::new(text, lang))
    };
    Material::Series {
        dataset: series.dataset.clone(),
        title: named(dataset.map(|dataset| &dataset.title), series.dataset.as_str()),
        measure: named(measure.map(|measure| &measure.title), &series.measure),
        codes: series
            .codes
            .iter()
            .map(|(dimension, codes)| {
                let column = dataset
                    .and_then(|dataset| dataset.columns.iter().find(|column| column.name == *dimension))
                    .and_then(|column| column.title.as_ref());
                (named(column, dimension), codes.clone())
            })
            .collect(),
        yearly: series.yearly.map(|yearly| match yearly {
            Yearly::Mean => lang.pick(
                "het gemiddelde van de delen van het jaar",
                "the mean of the parts of the year",
            ),
            Yearly::Sum => lang.pick(
                "de som van de delen van het jaar",
                "the sum of the parts of the year",
            ),
            Yearly::Last => lang.pick("het laatste deel van het jaar", "the last part of the year"),
        }),
        adds_up: measure.is_some_and(|measure| measure.additive),
    }
}
