//! Charts as images, to be put in a document or on a slide.

use super::look::{KEYS, Look};
use super::png;
use crate::answer::{Answer, Fault, media};
use crate::ask::{Ask, escape};
use crate::routes::{Route, unlisted};
use crate::site::Site;
use crate::standing::Standing;
use jiff::civil::Date;
use koers_model::status::SourceNote;
use koers_model::text::Lang;
use koers_report::chart::Chart;
use koers_report::{date, words};

/// Whether images can be had as PNG too.
pub const HAS_PNG: bool = cfg!(feature = "png");

/// An image holds its own style, and nothing else that a browser would do something with.
pub(in crate::pages) const ALONE: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

pub(super) const OF_INDICATOR: Route = Route {
    path: "/beeld/indicatoren/{file}",
    keys: KEYS,
    menu: None,
    answer: of_indicator,
    addresses: unlisted,
};

pub(super) const OF_OUTCOME: Route = Route {
    path: "/beeld/resultaten/{programma}/{id}/{file}",
    keys: &["regio", "op", "bekendOp"],
    menu: None,
    answer: of_outcome,
    addresses: unlisted,
};

/// The address of the chart of an indicator.
pub(super) fn path(indicator: &str, ending: &str) -> String {
    format!("/beeld/indicatoren/{}.{ending}", escape(indicator))
}

/// The form of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

/// The name of a file in two: what it is of, and its form.
fn parts(file: &str) -> Result<(&str, Form), Fault> {
    let (stem, ending) = file.rsplit_once('.').ok_or_else(|| Fault::not_found(file))?;
    match ending {
        "svg" => Ok((stem, Form::Svg)),
        "png" => Ok((stem, Form::Png)),
        _ => Err(Fault::not_found(file)),
    }
}

fn of_indicator(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let (id, form) = parts(ask.part("file"))?;
    let look = Look::at(site, ask, id)?;
    let chart = look.chart("reeks".to_owned(), ask.lang);
    let sources = site.sources(look.indicator, look.asked.as_of)?;
    let notes = notes(site, ask.lang, &sources, look.asked.as_of);
    let name = format!("{id}-{}", look.region.code);
    image(&chart, &notes, form, &name)
}

fn of_outcome(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let file = ask.part("file");
    let (number, form) = parts(file)?;
    let asked = ask.asked(site.today())?;
    let region = site.region(&asked)?;
    let framework = site.framework(ask.part("programma"))?;
    let standing = Standing::of(site, &asked, framework)?;
    let (_, outcome) = standing.outcome(ask.part("id"))?;
    let measure = number
        .parse::<usize>()
        .ok()
        // One number, one address: `01` is none.
        .filter(|at| at.to_string() == number)
        .and_then(|at| outcome.measures.get(at.checked_sub(1)?))
        .ok_or_else(|| Fault::not_found(file))?;
    let chart = Chart::of(
        measure,
        &standing.status.region_name,
        "reeks".to_owned(),
        ask.lang,
    );
    let mut notes = notes(site, ask.lang, &measure.sources, asked.as_of);
    let verdict = format!(
        "{}: {}. {} {}.",
        outcome.title.get(ask.lang),
        outcome.verdict.label(ask.lang),
        ask.lang.pick("Peildatum", "Judged on"),
        date::date(standing.on(), ask.lang)
    );
    notes.insert(0, verdict);
    let name = format!("{}-{number}-{}", outcome.id, region.code);
    image(&chart, &notes, form, &name)
}

/// Source, licence, days, and where the image was made.
fn notes(site: &Site, lang: Lang, sources: &[SourceNote], as_of: Option<Date>) -> Vec<String> {
    let mut notes: Vec<String> = sources
        .iter()
        .map(|note| {
            format!(
                "{}, {}, {}.",
                note.attribution.get(lang),
                words::licence(&note.licence, lang),
                words::published(note, lang)
            )
        })
        .collect();
    notes.dedup();
    let day = as_of.unwrap_or_else(|| site.today());
    let known = lang.pick("Zoals bekend op", "As known on");
    notes.push(format!("{known} {}. {}", date::date(day, lang), site.address));
    notes
}

fn image(chart: &Chart<'_>, notes: &[String], form: Form, name: &str) -> Result<Answer, Fault> {
    let svg = chart.standalone(notes);
    let (answer, ending) = match form {
        Form::Svg => (Answer::new(media::SVG, svg), "svg"),
        Form::Png => (Answer::new(media::PNG, png::of(&svg)?), "png"),
    };
    Ok(answer
        .with("content-security-policy", ALONE)
        .download(&format!("{name}.{ending}")))
}
