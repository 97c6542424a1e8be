//! An answer as a file: a table as CSV, everything as JSON or Markdown, the drawing as SVG. They have the address of the page with an ending.

use super::asked::Question;
use super::keys;
use crate::answer::{Answer, Fault, Wrong, media};
use crate::ask::{Ask, address, escape};
use crate::pages::indicator::ALONE;
use crate::paths;
use crate::site::Site;
use koers_model::text::{Lang, Text};
use koers_report::analysis as said;
use koers_run::analysis::{Analysis, Method};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Csv,
    Json,
    Svg,
    Markdown,
}

impl Form {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Csv, "csv"),
        (Self::Json, "json"),
        (Self::Svg, "svg"),
        (Self::Markdown, "md"),
    ];

    /// The form with that ending.
    pub fn of(ending: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, own)| *own == ending)
            .map(|(form, _)| *form)
    }

    fn ending(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(form, _)| *form == self)
            .map_or("", |(_, ending)| ending)
    }
}

/// The address of a file of this page's answer.
pub fn link(ask: &Ask, method: &Method, ending: &str, table: Option<&str>) -> String {
    let path = format!("{}.{ending}", paths::method(method.id));
    let kept = ask
        .given()
        .filter(|key| *key != keys::TABLE)
        .map(|key| (key, ask.get(key)));
    address(ask.lang, &path, kept.chain([(keys::TABLE, table)]))
}

/// Every file of this page's answer: link, name, what it is for.
pub fn links(ask: &Ask, method: &Method, is_drawn: bool) -> Vec<(String, String, &'static str)> {
    let lang = ask.lang;
    let drawing = is_drawn.then_some((
        "svg",
        lang.pick(
            "de tekening, voor een stuk of dia",
            "the drawing, for a document or slide",
        ),
    ));
    let texts = [
        (
            "md",
            lang.pick(
                "alles, om in een stuk te plakken",
                "everything, to paste into a document",
            ),
        ),
        (
            "json",
            lang.pick(
                "alles, met cijfers zonder afronding, voor programma’s",
                "everything, with figures unrounded, for programs",
            ),
        ),
    ];
    let name = |ending: &str| match ending {
        "md" => "Markdown".to_owned(),
        other => other.to_uppercase(),
    };
    drawing
        .into_iter()
        .chain(texts)
        .map(|(ending, what)| (link(ask, method, ending, None), name(ending), what))
        .collect()
}

/// The file that is asked for.
///
/// # Errors
/// [`Fault::BadInput`] for a table that is not there, [`Fault::NotFound`] where there is no drawing.
pub fn file(
    site: &Site,
    ask: &Ask,
    form: Form,
    question: &Question<'_>,
    analysis: &Analysis,
) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let id = question.method.id;
    let mut name = id.to_owned();
    if let Some(region) = question.asked.region.as_deref().filter(|region| is_code(region)) {
        name.push_str(&format!("-{region}"));
    }
    let answer = match form {
        Form::Csv => {
            let table = ask.get(keys::TABLE);
            let csv = said::csv(analysis, table, lang).ok_or_else(|| no_table(analysis))?;
            if let Some(table) = table {
                name.push_str(&format!("-{table}"));
            }
            Answer::new(media::CSV, csv)
        }
        Form::Json => Answer::new(media::JSON, said::json(analysis)),
        Form::Markdown => Answer::new(media::MARKDOWN, said::markdown(analysis, lang)),
        Form::Svg => {
            let plot =
                said::plot(analysis, id.to_owned(), lang).ok_or_else(|| Fault::not_found(&ask.path))?;
            let sentences = analysis.answer.sentences.iter();
            let mut notes: Vec<String> = sentences.map(|one| said::sentence(one, lang)).collect();
            notes.extend(analysis.inputs.iter().map(|input| said::input(input, lang)));
            notes.push(site.address.clone());
            let svg = plot.standalone(question.method.title.get(lang), &notes);
            Answer::new(media::SVG, svg).with("content-security-policy", ALONE)
        }
    };
    Ok(answer.download(&format!("{name}.{}", form.ending())))
}

/// Whether a text can stand in the name of a file without escaping.
fn is_code(text: &str) -> bool {
    escape(text) == text
}

fn no_table(analysis: &Analysis) -> Fault {
    let known: Vec<&str> = analysis.answer.tables.iter().map(|table| table.id).collect();
    let said = |lang: Lang| {
        let is_none = lang.pick(
            "is geen tabel van dit antwoord; wel",
            "is no table of this answer; there are",
        );
        format!("{is_none}: {}", known.join(", "))
    };
    Wrong {
        key: keys::TABLE.to_owned(),
        what: Text::both(said(Lang::Nl), said(Lang::En)),
    }
    .into()
}
