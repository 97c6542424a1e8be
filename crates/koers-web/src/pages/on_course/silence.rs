//! *Waarom is zoveel niet te zeggen?*: every outcome of which it cannot be said, why, and what would help.

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::{self, Standing};
use askama::Template;
use koers_model::text::Lang;
use koers_report::html;
use koers_report::view::{Head, Phrase, Silence, Silent, method, silences};

/// Its address.
pub(super) const PATH: &str = "/niet-te-zeggen";

const KEYS: &[&str] = &["programma", "regio", "op", "bekendOp"];

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: KEYS,
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

#[derive(Template)]
#[template(path = "pages/on_course/silence.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    title: Option<Phrase>,
    lead: String,
    caveat: Option<String>,
    on_silence: &'static str,
    controls: Option<Controls>,
    kinds: Vec<Kind>,
}

struct Kind {
    heading: &'static str,
    outcomes: Vec<(String, Phrase, String)>,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    site.region(&asked)?;
    let definitions = site.definitions()?;
    let heading = lang.pick("Wat niet te zeggen is, en waarom", "What cannot be said, and why");
    let mut page = Page {
        shell: Shell::new(site, ask, heading, method::on_silence(lang))?,
        heading,
        title: None,
        lead: String::new(),
        caveat: None,
        on_silence: method::on_silence(lang),
        controls: None,
        kinds: Vec::new(),
    };
    if let Some(framework) = standing::chosen(definitions, ask, site.today())? {
        let standing = Standing::of(site, &asked, framework)?;
        let head = Head::of(&standing.status, standing.framework()?, lang);
        page.caveat = standing.caveat(site, lang)?;
        page.lead = html::lead(&head.lead);
        page.title = Some(head.title);
        page.kinds = silences(&standing.status, lang)
            .into_iter()
            .map(|silence| kind(ask, silence, framework.id.as_str(), lang))
            .filter(|kind| !kind.outcomes.is_empty())
            .collect();
        let mut choices = Vec::new();
        if definitions.frameworks.len() > 1 {
            choices.push(Choice::programme(definitions, framework.id.as_str(), lang));
        }
        choices.extend(super::bar::question(site, ask, &asked, &standing)?);
        page.controls = Some(Controls::new(ask, KEYS, choices));
    }
    render(&page).map(Answer::page)
}

fn kind(ask: &Ask, silence: Silence, programme: &str, lang: Lang) -> Kind {
    let one = |silent: Silent| {
        (
            ask.carry(&paths::outcome(programme, &silent.ids.1)),
            silent.title.clone(),
            html::silent(&silent, lang),
        )
    };
    Kind {
        heading: silence.heading,
        outcomes: silence
            .outcomes
            .into_iter()
            .filter(|silent| silent.ids.0 == programme)
            .map(one)
            .collect(),
    }
}
