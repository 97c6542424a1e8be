//! One plan to evaluate: the verdict, what was done otherwise, what the plan says, and the analysis that it rests on.

use super::list;
use crate::answer::{Answer, Fault, Refusal, Wrong, media};
use crate::ask::{Ask, address, known_later};
use crate::pages::economy::{self, Table, inputs, tables};
use crate::pages::indicator::ALONE;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use jiff::civil::Date;
use koers_framework::definitions::Planned;
use koers_model::id::Id;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use koers_report::analysis::{self as said, Assumed};
use koers_report::evaluation::{Told, sign};
use koers_report::view::Phrase;
use koers_report::words::capital;
use koers_run::analysis::{NoAnalysis, method};
use koers_run::error::RunError;
use koers_run::evaluation::Evaluated;
use koers_run::held::Unanswered;
use std::sync::Arc;

/// With what was known on a day.
pub(super) const AS_OF: &str = "bekendOp";
/// Which table a CSV has.
const TABLE: &str = "tabel";

pub(super) const ROUTE: Route = Route {
    path: "/evaluaties/{plan}",
    keys: &[AS_OF, TABLE],
    menu: None,
    answer,
    addresses: |site| {
        let all = site.definitions().map(|all| all.evaluations.keys());
        let all = all.into_iter().flatten();
        all.map(|id| paths::evaluation(id.as_str())).collect()
    },
};

#[derive(Template)]
#[template(path = "pages/evaluation/plan.html")]
struct Page {
    shell: Shell,
    heading: Phrase,
    question: Phrase,
    text: Option<Phrase>,
    /// Why there is nothing to show.
    note: Option<String>,
    view: Option<View>,
    command: String,
}

/// What came out.
struct View {
    sign: &'static str,
    label: String,
    said: Vec<String>,
    parts: Vec<(&'static str, Vec<String>)>,
    drawing: Option<String>,
    method_said: Vec<String>,
    tables: Vec<Table>,
    /// Link and words.
    method: (String, String),
    assumed: Vec<Assumed>,
    inputs: Vec<(String, Option<String>, String)>,
    files: Vec<(String, &'static str)>,
}

/// Why there is nothing to show of a plan.
pub(super) enum Silence {
    /// There is no answer, for a reason that stands on the page.
    None(String),
    /// The figures cannot be read.
    Failed(RunError),
    /// No place in time.
    Busy,
}

/// That there was no place in time.
pub(super) const BUSY: Fault = Fault::Refused(Refusal::Busy { after: 5 });

/// The day that is asked for, which is not in the future.
///
/// # Errors
/// [`Wrong`].
pub(super) fn as_of(site: &Site, ask: &Ask) -> Result<Option<Date>, Fault> {
    let day = ask.day(AS_OF)?;
    match day.and_then(|day| known_later(AS_OF, day, site.today())) {
        Some(later) => Err(later.into()),
        None => Ok(day),
    }
}

/// A plan carried out with what was known on a day, or why there is nothing to show.
///
/// # Errors
/// [`Silence`].
pub(super) fn carried_out(
    site: &Site,
    planned: &Planned,
    (as_of, lang): (Option<Date>, Lang),
) -> Result<Arc<Evaluated>, Silence> {
    match site.evaluation(planned, (as_of, lang)) {
        Ok(Some(evaluated)) => Ok(evaluated),
        Ok(None) => Err(Silence::None(
            lang.pick(
                "Dit plan gaat over een eigen tabel; de opdracht koers evaluate voert het uit.",
                "This plan is about a table of its own; the command koers evaluate carries it out.",
            )
            .to_owned(),
        )),
        Err(Unanswered::Busy) => Err(Silence::Busy),
        Err(Unanswered::No(NoAnalysis::Fault(fault))) => {
            Err(Silence::None(capital(&said::fault(&fault, lang))))
        }
        Err(Unanswered::No(NoAnalysis::Run(error @ RunError::Evaluate(_)))) => {
            Err(Silence::None(capital(&error.message(lang))))
        }
        Err(Unanswered::No(NoAnalysis::Run(error))) => Err(Silence::Failed(error)),
    }
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let part = ask.part("plan");
    let all = &site.definitions()?.evaluations;
    let (id, ending) = match part.rsplit_once('.') {
        Some((id, ending)) => (id, Some(ending)),
        None => (part, None),
    };
    let planned = all.get(id).ok_or_else(|| Fault::NotFound {
        what: id.to_owned(),
        near: near(id, all.keys().map(Id::as_str)),
    })?;
    let as_of = as_of(site, ask)?;
    let found = match carried_out(site, planned, (as_of, ask.lang)) {
        Ok(done) => Ok(done),
        Err(Silence::None(why)) => Err(why),
        Err(Silence::Failed(error)) => return Err(error.into()),
        Err(Silence::Busy) => return Err(BUSY),
    };
    match ending {
        None => page(site, ask, (planned, as_of), found),
        Some(ending) => {
            let done = found.map_err(|_| Fault::not_found(&ask.path))?;
            file(site, ask, &done, ending)
        }
    }
}

pub(super) fn told(done: &Evaluated) -> Told<'_> {
    Told::of(&done.planned.plan, &done.planned.hash, &done.evaluation)
}

/// The address of a file of this page.
fn link(ask: &Ask, id: &Id, ending: &str, table: Option<&str>) -> String {
    let path = format!("{}.{ending}", paths::evaluation(id.as_str()));
    address(ask.lang, &path, [(AS_OF, ask.get(AS_OF)), (TABLE, table)])
}

fn file(site: &Site, ask: &Ask, done: &Evaluated, ending: &str) -> Result<Answer, Fault> {
    let (lang, told) = (ask.lang, told(done));
    let answer = match ending {
        "json" => Answer::new(media::JSON, told.json()),
        "md" => Answer::new(media::MARKDOWN, told.markdown(lang)),
        "csv" => {
            let csv = told.csv(ask.get(TABLE), lang).map_err(|known| {
                let known = known.join(", ");
                Wrong {
                    key: TABLE.to_owned(),
                    what: Text::both(
                        format!("is geen tabel van dit antwoord; wel: {known}"),
                        format!("is no table of this answer; there are: {known}"),
                    ),
                }
            })?;
            Answer::new(media::CSV, csv)
        }
        "svg" => {
            let svg = told.svg(lang, [site.address.clone()]);
            let svg = svg.ok_or_else(|| Fault::not_found(&ask.path))?;
            Answer::new(media::SVG, svg).with("content-security-policy", ALONE)
        }
        _ => return Err(Fault::not_found(&ask.path)),
    };
    Ok(answer.download(&format!("{}.{ending}", told.plan.id)))
}

fn view(site: &Site, ask: &Ask, (done, as_of): (&Evaluated, Option<Date>)) -> View {
    let (lang, told) = (ask.lang, told(done));
    let found = told.found;
    let id = &told.plan.id;
    let analysis = found.analysis.as_ref();
    let plot = analysis.and_then(|analysis| said::plot(analysis, "tekening".to_owned(), lang));
    let mut files: Vec<(String, &'static str)> = Vec::new();
    if plot.is_some() {
        files.push((
            link(ask, id, "svg", None),
            lang.pick("SVG: de tekening", "SVG: the drawing"),
        ));
    }
    files.extend([
        (
            link(ask, id, "md", None),
            lang.pick("Markdown: alles", "Markdown: everything"),
        ),
        (
            link(ask, id, "json", None),
            lang.pick("JSON: alles, voor programma’s", "JSON: everything, for programs"),
        ),
        (
            link(ask, id, "csv", None),
            lang.pick("CSV: het oordeel", "CSV: the verdict"),
        ),
    ]);
    let datasets = site.datasets_of_plan(&done.planned);
    let word = &told.plan.method.method;
    let name = method(word).map_or(word.as_str(), |method| method.title.get(lang));
    View {
        sign: sign(found.verdict),
        label: capital(found.verdict.label().get(lang)),
        said: found.said.iter().map(|one| said::sentence(one, lang)).collect(),
        parts: told.parts(lang),
        drawing: plot.as_ref().map(koers_report::plot::Plot::svg),
        method_said: analysis
            .iter()
            .flat_map(|analysis| &analysis.answer.sentences)
            .map(|one| said::sentence(one, lang))
            .collect(),
        tables: analysis.map_or_else(Vec::new, |analysis| {
            tables(analysis, lang, |table| link(ask, id, "csv", Some(table)))
        }),
        method: (
            ask.carry(&paths::method(word)),
            match lang {
                Lang::Nl => format!("De methode: {name}"),
                Lang::En => format!("The method: {name}"),
            },
        ),
        assumed: analysis.map_or_else(Vec::new, |analysis| said::assumed(analysis, lang)),
        inputs: match analysis {
            Some(analysis) => inputs(site, ask, as_of, &datasets, analysis),
            None => Vec::new(),
        },
        files,
    }
}

fn page(
    site: &Site,
    ask: &Ask,
    (planned, as_of): (&Planned, Option<Date>),
    found: Result<Arc<Evaluated>, String>,
) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let plan = &planned.plan;
    let (view, note) = match found {
        Ok(done) => (Some(view(site, ask, (&done, as_of))), None),
        Err(note) => (None, Some(note)),
    };
    let shell = Shell::new(site, ask, plan.title.get(lang), plan.question.get(lang))?
        .crumb(ask, economy::PATH, lang.pick("Economie", "Economy"))
        .crumb(ask, list::PATH, lang.pick("Heeft het gewerkt?", "Did it work?"));
    let known = as_of.map_or_else(String::new, |day| format!(" --as-of {day}"));
    let html = render(&Page {
        shell,
        heading: Phrase::new(&plan.title, lang),
        question: Phrase::new(&plan.question, lang),
        text: plan.text.as_ref().map(|text| Phrase::new(text, lang)),
        note,
        view,
        command: format!("koers evaluate {}{known}", plan.id),
    })?;
    Ok(Answer::page(html))
}
