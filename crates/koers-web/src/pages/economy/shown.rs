//! An answer as the page shows it: the sentence, the drawing, the tables, what is taken for granted, and where the figures come from.

use super::asked::Question;
use super::fields::{label, label_of};
use super::files;
use crate::answer::Fault;
use crate::ask::Ask;
use crate::paths;
use crate::site::Site;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::text::Lang;
use koers_report::analysis::{self as said, Assumed};
use koers_report::list::Shown;
use koers_report::words::capital;
use koers_run::analysis::{Analysis, Method, Time, for_page};
use std::collections::BTreeSet;

/// More rows than this scroll in their place.
const MANY: usize = 24;

/// An answer.
pub struct View {
    /// The answer in one sentence.
    pub headline: String,
    /// What one must know of it.
    pub sentences: Vec<String>,
    /// The drawing, as SVG.
    pub drawing: Option<String>,
    /// The tables, the most asked one first.
    pub tables: Vec<Table>,
    /// Everything to keep: link, name, what it is for.
    pub files: Vec<(String, String, &'static str)>,
    /// What is taken for granted.
    pub assumed: Vec<Assumed>,
    /// What was left out or filled in.
    pub left_out: Vec<String>,
    /// Where the figures come from: name, the page of the data set, and the rest.
    pub inputs: Vec<(String, Option<String>, String)>,
    /// What every setting was.
    pub settings: Vec<(String, String)>,
}

/// A table.
pub struct Table {
    /// Its id on the page.
    pub id: String,
    /// What stands above it.
    pub title: &'static str,
    /// What stands in it.
    pub shown: Shown,
    /// Whether its first column names what a row is about.
    pub is_named: bool,
    /// Whether it scrolls in its place.
    pub is_long: bool,
    /// Where it can be had as CSV.
    pub csv: String,
}

impl View {
    /// What a page shows of an answer.
    ///
    /// # Errors
    /// Never, once the site is served.
    pub fn of(site: &Site, ask: &Ask, question: &Question<'_>, analysis: &Analysis) -> Result<Self, Fault> {
        let lang = ask.lang;
        let method = question.method;
        let answer = &analysis.answer;
        let sentence = |one| in_fields(&said::sentence(one, lang), method, lang);
        let mut sentences = answer.sentences.iter().map(sentence);
        let headline = sentences.next().unwrap_or_default();
        let plot = said::plot(analysis, "tekening".to_owned(), lang);
        let settings = for_page(method).filter_map(|setting| {
            let (_, value) = analysis.settings.iter().find(|(word, _)| *word == setting.word)?;
            Some((label_of(setting, lang), said::otherwise(setting, value, lang)))
        });
        Ok(Self {
            headline,
            sentences: sentences.collect(),
            drawing: plot.as_ref().map(koers_report::plot::Plot::svg),
            tables: tables(analysis, lang, |table| {
                files::link(ask, method, "csv", Some(table))
            }),
            files: files::links(ask, method, plot.is_some()),
            assumed: said::assumed(analysis, lang),
            left_out: answer.left_out.iter().map(sentence).collect(),
            inputs: inputs(site, ask, question.as_of, &question.figures.datasets(), analysis),
            settings: settings.collect(),
        })
    }
}

/// The tables of an answer; `csv` says where each can be had as CSV.
pub(in crate::pages) fn tables(
    analysis: &Analysis,
    lang: Lang,
    csv: impl Fn(&'static str) -> String,
) -> Vec<Table> {
    let table = |table: &koers_run::analysis::Table| {
        let shown = said::list(table).shown(lang);
        Table {
            id: format!("tabel-{}", table.id),
            title: table.title.get(lang),
            is_named: shown.heads.first().is_some_and(|(_, is_number)| !is_number),
            is_long: shown.rows.len() > MANY,
            shown,
            csv: csv(table.id),
        }
    };
    analysis.answer.tables.iter().map(table).collect()
}

/// The figures that an answer rests on, each with the page of its data set, as known on the day that was asked for.
pub(in crate::pages) fn inputs(
    site: &Site,
    ask: &Ask,
    as_of: Option<Date>,
    datasets: &BTreeSet<&Id>,
    analysis: &Analysis,
) -> Vec<(String, Option<String>, String)> {
    let vintages = site.vintages(as_of);
    let of = |hash: &str| {
        let found = datasets.iter().find(|dataset| {
            let known = vintages.get(dataset);
            known.is_some_and(|snapshot| snapshot.hash.to_string() == hash)
        })?;
        Some(ask.carry_with(&paths::dataset(found.as_str()), &[("regio", None)]))
    };
    let said = |input| {
        let text = said::input(input, ask.lang);
        let rest = text.strip_prefix(input.name.as_str()).unwrap_or(&text).to_owned();
        (input.name.clone(), of(&input.hash), rest)
    };
    analysis.inputs.iter().map(said).collect()
}

/// A sentence that names options of the command, with the names of the fields of the page instead.
pub fn in_fields(text: &str, method: &Method, lang: Lang) -> String {
    let is_span = method.time == Time::Span;
    let mut text = text.to_owned();
    for setting in for_page(method) {
        let name = format!("‘{}’", label_of(setting, lang));
        text = text
            .replace(&format!("--set {}=", setting.word), &format!("{name}: "))
            .replace(&format!("`{}`", setting.word), &name);
    }
    for (option, key) in [
        ("--region", super::keys::REGION),
        ("--reference", super::keys::REFERENCE),
        ("--figures", super::keys::FIGURES),
        ("--sector", super::keys::SECTOR),
        ("--from", super::keys::FROM),
        ("--to", super::keys::TO),
    ] {
        if let Some(label) = label(key, is_span, lang) {
            text = text.replace(option, &format!("‘{label}’"));
        }
    }
    // The bounds, the words and the form that a setting takes stand beside its field.
    text = text
        .replace("die `--about` noemt", "die bij het veld staan")
        .replace("that `--about` tells", "that stand at its field")
        .replace("zoals `--about` zegt", "zoals bij het veld staat")
        .replace("as `--about` says", "as stands at its field");
    capital(&text)
}
