//! Every entry in the memory of decisions, newest first.

use super::subject;
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::pages::entry::{Sort, Way, Ways};
use crate::pages::portfolio::{PATH as ACTIONS, organisation};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::portfolio::decision::{Decision, DecisionKind, Followed};
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::{date, number};

pub(in crate::pages) const PATH: &str = "/besluiten";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: KEYS,
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

const KEYS: &[&str] = &["soort", "opvolging"];

#[derive(Template)]
#[template(path = "pages/decisions/list.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    controls: Controls,
    shows: String,
    rows: Vec<Row>,
    empty: bool,
    ways: Vec<Way>,
}

struct Row {
    link: String,
    title: Phrase,
    day: String,
    kind: &'static str,
    by: String,
    /// Where it stands, where something is due.
    followed: Option<&'static str>,
    open: bool,
    about: Vec<(Option<String>, Phrase)>,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let kind = ask.get("soort").map(|word| {
        DecisionKind::from_word(word)
            .ok_or_else(|| Wrong::one_of("soort", DecisionKind::ALL, DecisionKind::label))
    });
    let kind = kind.transpose()?;
    let followed = ask.get("opvolging").map(|word| {
        Followed::from_word(word).ok_or_else(|| Wrong::one_of("opvolging", Followed::ALL, Followed::label))
    });
    let followed = followed.transpose()?;
    let portfolio = site.portfolio();
    let memory = portfolio.memory();
    let fits = |one: &&&Decision| {
        kind.is_none_or(|kind| one.kind == kind) && followed.is_none_or(|state| one.followed == state)
    };
    let rows: Vec<Row> = memory
        .iter()
        .filter(fits)
        .map(|one| row(site, ask, one))
        .collect();
    let any = |nl: &str, en: &str| (String::new(), lang.pick(nl, en).to_owned());
    let kinds = DecisionKind::ALL
        .iter()
        .map(|kind| (kind.word().to_owned(), kind.label(lang).to_owned()));
    let states = Followed::ALL
        .iter()
        .map(|state| (state.word().to_owned(), state.label(lang).to_owned()));
    let choices = vec![
        Choice::one_of(
            "soort",
            lang.pick("Soort", "Kind"),
            [any("elke soort", "any kind")].into_iter().chain(kinds),
            kind.map_or("", DecisionKind::word),
        ),
        Choice::one_of(
            "opvolging",
            lang.pick("Opvolging", "Follow-up"),
            [any("elke stand", "any state")].into_iter().chain(states),
            followed.map_or("", Followed::word),
        ),
    ];
    let heading = lang.pick("Wat is besloten?", "What was decided?");
    let intro = lang.pick(
        "Besluiten, moties, toezeggingen en aanbevelingen van de rekenkamer: waar zij over gaan, wat er toen is gewogen, en of er gevolg aan is gegeven.",
        "Decisions, motions, pledges to the council and audit recommendations: what they are about, what was weighed then, and whether they were followed.",
    );
    let (some, all) = (number::count(rows.len(), lang), number::count(memory.len(), lang));
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?.crumb(ask, ACTIONS, lists),
        heading,
        intro,
        controls: Controls::new(ask, KEYS, choices),
        shows: match lang {
            Lang::Nl => format!("{some} van de {all}, nieuwste eerst"),
            Lang::En => format!("{some} of {all}, newest first"),
        },
        rows,
        empty: memory.is_empty(),
        ways: Ways::on(site, ask)
            .enter(Sort::Decision, ("Nieuw besluit", "New decision"), &[])
            .all(),
    })
    .map(Answer::page)
}

fn row(site: &Site, ask: &Ask, one: &Decision) -> Row {
    let lang = ask.lang;
    let portfolio = site.portfolio();
    let register = portfolio.register();
    Row {
        link: ask.link(&paths::decision(one.id.as_str())),
        title: Phrase::new(&one.title, lang),
        day: date::date(one.on, lang),
        kind: one.kind.label(lang),
        by: organisation(register, &one.by),
        followed: (one.followed != Followed::NotDue).then(|| one.followed.label(lang)),
        open: one.followed == Followed::Open,
        about: one
            .about
            .iter()
            .map(|of| subject::of(site, ask, register, of))
            .collect(),
    }
}
