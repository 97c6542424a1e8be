//! One method: the form, and its answer.

use super::asked::{Question, Silence, word_of};
use super::fields::{Form, label, label_of};
use super::shown::{View, in_fields};
use super::{files, list};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_report::analysis as said;
use koers_report::view::Phrase;
use koers_report::words::capital;
use koers_run::analysis::{METHODS, Method, Time, for_page};

pub(super) const ROUTE: Route = Route {
    path: "/economie/{methode}",
    keys: super::keys::KEYS,
    menu: None,
    answer,
    addresses: |_| METHODS.iter().map(|method| paths::method(method.id)).collect(),
};

#[derive(Template)]
#[template(path = "pages/economy/method.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    asks: &'static str,
    family: String,
    /// The figures and what they mean.
    figures: Option<(Phrase, Option<Phrase>)>,
    form: Option<Form>,
    /// Why there is no answer.
    note: Option<String>,
    view: Option<View>,
    command: String,
    own: Option<Own>,
    source: &'static str,
    page: String,
}

/// What a method takes that no figures of the workspace have.
struct Own {
    columns: Vec<(String, String)>,
    settings: Vec<(String, String)>,
}

/// The method that an address names, and the form of its answer; no form is a page.
fn named(part: &str) -> Result<(&'static Method, Option<files::Form>), Fault> {
    let (id, form) = match part.rsplit_once('.') {
        None => (part, None),
        Some((id, ending)) => {
            let form = files::Form::of(ending).ok_or_else(|| Fault::not_found(part))?;
            (id, Some(form))
        }
    };
    let mut methods = METHODS.iter().copied();
    let method = methods
        .find(|method| method.id == id)
        .ok_or_else(|| Fault::NotFound {
            what: id.to_owned(),
            near: near(id, METHODS.iter().map(|method| method.id)),
        })?;
    Ok((method, form))
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let (method, form) = named(ask.part("methode"))?;
    let question = Question::of(site, ask, method)?;
    let Some(form) = form else {
        return page(site, ask, method, question.as_ref());
    };
    // No figures, no file.
    let question = question.ok_or_else(|| Fault::not_found(&ask.path))?;
    let analysis = question.answer(site, lang)??;
    files::file(site, ask, form, &question, &analysis)
}

fn page(
    site: &Site,
    ask: &Ask,
    method: &'static Method,
    question: Option<&Question<'_>>,
) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let found = question.map(|question| question.answer(site, lang)).transpose()?;
    let mut status = 200;
    let mut note = None;
    let mut view = None;
    match (question, found) {
        (Some(question), Some(Ok(analysis))) => {
            view = Some(View::of(site, ask, question, &analysis)?);
        }
        (_, Some(Err(silence))) => {
            (note, status) = match silence {
                Silence::Choose(option) => (Some(choose(option, method, lang)), 200),
                Silence::Wrong(text) => (Some(in_fields(text.get(lang), method, lang)), 400),
                Silence::None(text) => (Some(in_fields(text.get(lang), method, lang)), 200),
                Silence::Unknown(text) => (Some(capital(text.get(lang))), 200),
            };
        }
        _ => {}
    }
    let form = question
        .map(|question| Form::of(site, ask, question))
        .transpose()?;
    let title = method.title.get(lang);
    let description = view
        .as_ref()
        .map_or(method.asks.get(lang), |view| view.headline.as_str());
    let family = capital(method.family.label().get(lang));
    let shell =
        Shell::new(site, ask, title, description)?.crumb(ask, list::PATH, lang.pick("Economie", "Economy"));
    let html = render(&Page {
        shell,
        heading: title,
        asks: method.asks.get(lang),
        family,
        figures: question.map(|question| {
            let figures = question.figures;
            let text = figures.text.as_ref().map(|text| Phrase::new(text, lang));
            (Phrase::new(&figures.title, lang), text)
        }),
        form,
        note,
        view,
        command: question.map_or_else(
            || {
                format!(
                    "koers analyse {} --input {}.csv",
                    method.id,
                    lang.pick("tabel", "table")
                )
            },
            |question| question.command(lang),
        ),
        own: question.is_none().then(|| Own {
            columns: said::columns(method, lang),
            settings: said::settings(method, lang),
        }),
        source: method.source,
        page: said::page_of(method),
    })?;
    Ok(Answer {
        status,
        ..Answer::page(html)
    })
}

/// That something must be chosen first.
fn choose(option: &str, method: &Method, lang: Lang) -> String {
    let word = word_of(option);
    let is_span = method.time == Time::Span;
    let own = || {
        for_page(method)
            .find(|setting| setting.word == word)
            .map(|setting| label_of(setting, lang))
    };
    let field = label(word, is_span, lang).map(str::to_owned).or_else(own);
    let field = field.unwrap_or_else(|| word.to_owned());
    match lang {
        Lang::Nl => format!("Voor een antwoord is nog een keuze nodig. Kies hierboven: ‘{field}’."),
        Lang::En => format!("One more choice is needed for an answer. Choose above: ‘{field}’."),
    }
}
