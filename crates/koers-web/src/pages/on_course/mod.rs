//! *Op koers?*: the whole programme on one screen.

mod bar;
mod cards;
mod silence;

pub use bar::question;
pub use cards::{CardGroup, OutcomeCard, ToldRow, groups};

use crate::answer::{Answer, Fault};
use crate::ask::{Ask, address};
use crate::controls::Controls;
use crate::paths;
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::{self, Standing};
use askama::Template;
use koers_model::framework::Framework;
use koers_model::text::Lang;
use koers_model::verdict::Verdict;
use koers_report::view::{self, Head, Phrase};
use koers_report::{date, html};
use koers_run::status::Asked;

/// The front page, and the page with what cannot be said.
pub static ROOM: Room = Room {
    routes: &[
        Route {
            path: "/",
            keys: KEYS,
            menu: Some(("Op koers?", "On course?")),
            answer,
            addresses: |_| Route::fixed("/"),
        },
        silence::ROUTE,
    ],
    resources: &[],
    style: include_str!("style.css"),
};

const KEYS: &[&str] = &[
    "programma",
    "regio",
    "op",
    "bekendOp",
    "lijn",
    "oordeel",
    "weergave",
];

/// Where the outcomes start on the page.
const OUTCOMES: &str = "resultaten";

/// The page shows a table instead of cards.
const TABLE: &str = "tabel";

#[derive(Template)]
#[template(path = "pages/on_course/page.html")]
struct Page {
    shell: Shell,
    heading: String,
    /// The programme shown; `None` when the workspace has none.
    shown: Option<Shown>,
    others: Vec<Other>,
}

/// The programme shown.
struct Shown {
    head: Head,
    lead: String,
    strip: String,
    counts: String,
    /// The outcomes of which something can be said, whatever is chosen below.
    told: Vec<ToldRow>,
    about: String,
    caveat: Option<String>,
    silence: Option<String>,
    controls: Controls,
    /// A line was asked for that the programme does not have.
    no_such_line: Option<String>,
    /// How many outcomes are shown, of how many.
    shows: String,
    /// Cards and table: link and words; the one without a link is shown.
    forms: [(Option<String>, &'static str); 2],
    as_table: bool,
    groups: Vec<CardGroup>,
    /// The same question to the API: link and words.
    data: Vec<(String, &'static str)>,
    days: String,
}

/// A programme that is not shown.
struct Other {
    link: String,
    title: Phrase,
    lead: String,
    strip: String,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let asked = ask.asked(site.today())?;
    let region = site.region(&asked)?;
    let definitions = site.definitions()?;
    let as_table = match ask.get("weergave") {
        None => false,
        Some(TABLE) => true,
        Some(_) => {
            return Err(standing::unknown(
                "weergave",
                &[TABLE],
                "is geen weergave; er is",
                "is no form; there is",
            ));
        }
    };
    let chosen = standing::chosen(definitions, ask, site.today())?;
    let heading = view::title(&region.name, ask.lang);
    let shown = chosen
        .map(|framework| shown(site, ask, &asked, framework, as_table))
        .transpose()?;
    let others = definitions
        .frameworks
        .iter()
        .filter(|other| chosen.is_none_or(|chosen| chosen.id != other.id))
        .map(|framework| other(site, ask, &asked, framework))
        .collect::<Result<_, _>>()?;
    let description = shown.as_ref().map_or_else(
        || heading.clone(),
        |shown| shown.head.lead.iter().map(|piece| piece.text.as_str()).collect(),
    );
    render(&Page {
        shell: Shell::new(site, ask, &heading, description)?,
        heading,
        shown,
        others,
    })
    .map(Answer::page)
}

fn other(site: &Site, ask: &Ask, asked: &Asked, framework: &Framework) -> Result<Other, Fault> {
    let standing = Standing::of(site, asked, framework)?;
    let head = Head::of(&standing.status, standing.framework()?, ask.lang);
    Ok(Other {
        link: ask.carry_with("/", &[("programma", Some(framework.id.as_str()))]),
        lead: html::lead(&head.sentence()),
        strip: html::strip(&head.counts, ask.lang),
        title: head.title,
    })
}

fn shown(
    site: &Site,
    ask: &Ask,
    asked: &Asked,
    framework: &Framework,
    as_table: bool,
) -> Result<Shown, Fault> {
    let lang = ask.lang;
    let standing = Standing::of(site, asked, framework)?;
    let stands = standing.framework()?;
    let head = Head::of(&standing.status, stands, lang);
    let verdict = standing::verdict(ask)?;
    let line = ask.get("lijn").and_then(|id| {
        let group = stands.groups.iter().find(|group| group.id.as_str() == id)?;
        Some(group.id.as_str())
    });
    let groups = groups(&standing, ask, |group, outcome| {
        line.is_none_or(|line| group.id.as_str() == line)
            && verdict.is_none_or(|verdict| outcome.verdict == verdict)
    })?;
    let (some, all) = (
        groups.iter().map(|group| group.cards.len()).sum::<usize>(),
        head.counts.iter().map(|count| count.count).sum::<usize>(),
    );
    let only = |verdict: Verdict| only(ask, framework, verdict);
    let silent = head.counts.last().map_or(0, |count| count.count);
    Ok(Shown {
        lead: html::lead(&head.lead),
        strip: html::strip_linked(&head.counts, lang, only),
        counts: html::counts_linked(&head.counts, verdict, lang, only),
        told: cards::told(&standing, ask)?,
        about: ask.carry(&paths::programme(framework.id.as_str())),
        caveat: standing.caveat(site, lang)?,
        silence: (silent > 0)
            .then(|| ask.carry_with(silence::PATH, &[("programma", Some(framework.id.as_str()))])),
        controls: Controls::new(ask, KEYS, bar::choices(site, ask, asked, framework, &standing)?),
        no_such_line: ask.get("lijn").filter(|_| line.is_none()).map(str::to_owned),
        shows: match lang {
            Lang::Nl => format!("{some} van de {all} resultaten"),
            Lang::En => format!("{some} of the {all} outcomes"),
        },
        forms: forms(ask, as_table),
        as_table,
        groups,
        data: data(ask, &standing, framework, line),
        days: match lang {
            Lang::Nl => format!("Peildatum {}", date::date(standing.on(), lang)),
            Lang::En => format!("Day judged: {}", date::date(standing.on(), lang)),
        },
        head,
    })
}

/// The address of the outcomes with one verdict. What is counted is the whole programme, so no line is kept; a line may be all that says which
/// programme it is.
fn only(ask: &Ask, framework: &Framework, verdict: Verdict) -> String {
    let of_line = ask.get("lijn").map(|_| framework.id.as_str());
    let pairs = KEYS.iter().map(|key| {
        let value = match *key {
            "programma" => ask.get(key).or(of_line),
            "lijn" => None,
            "oordeel" => Some(verdict.word()),
            _ => ask.get(key),
        };
        (*key, value)
    });
    format!("{}#{OUTCOMES}", address(ask.lang, "/", pairs))
}

fn forms(ask: &Ask, as_table: bool) -> [(Option<String>, &'static str); 2] {
    let cards = as_table.then(|| ask.with("weergave", None));
    let table = (!as_table).then(|| ask.with("weergave", Some(TABLE)));
    [
        (cards, ask.lang.pick("Kaarten", "Cards")),
        (table, ask.lang.pick("Tabel", "Table")),
    ]
}

/// The language of what the API gives, where it is not Dutch.
#[must_use]
pub fn language(ask: &Ask) -> Option<&'static str> {
    (ask.lang == Lang::En).then_some(Lang::En.tag())
}

/// The same question to the API. It knows no day of its own for a programme, so the day is said.
fn data(
    ask: &Ask,
    standing: &Standing,
    framework: &Framework,
    line: Option<&str>,
) -> Vec<(String, &'static str)> {
    let on = standing.on().to_string();
    let pairs = [
        ("regio", ask.get("regio")),
        ("op", Some(on.as_str())),
        ("bekendOp", ask.get("bekendOp")),
        ("lijn", line),
    ];
    let flat = [
        ("programma", Some(framework.id.as_str())),
        ("oordeel", ask.get("oordeel")),
        ("taal", language(ask)),
    ];
    let lang = ask.lang;
    vec![
        (
            address(Lang::Nl, "/api/v1/stand", pairs),
            lang.pick("Alles als JSON", "Everything as JSON"),
        ),
        (
            address(Lang::Nl, "/api/v1/oordelen.csv", flat.into_iter().chain(pairs)),
            lang.pick("De oordelen als CSV", "The verdicts as CSV"),
        ),
    ]
}
