//! Every action and proposal.

use super::{Linked, cost_words, group, linked, outcome};
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::Ask;
use crate::controls::{Choice, Controls, Group};
use crate::pages::entry::{Sort, Way, Ways};
use crate::pages::portfolio::{coverage, promises};
use crate::pages::{aid, decisions, selection};
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::turn::{self, Turn};
use askama::Template;
use koers_model::framework::{Element, Framework};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Stage};
use koers_model::text::Lang;
use koers_report::number;
use koers_report::view::Phrase;

pub(in crate::pages) const PATH: &str = "/acties";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: KEYS,
    menu: Some(("Acties", "Actions")),
    answer,
    addresses: |_| Route::fixed(PATH),
};

/// What narrows the list.
const FILTERS: &[&str] = &["programma", "lijn", "doelstelling", "resultaat", "stand"];
const KEYS: &[&str] = &[
    "programma",
    "lijn",
    "doelstelling",
    "resultaat",
    "stand",
    turn::KEY,
];
/// How many actions stand on one page: a register of thousands is made as fast as one of a hundred, and read no worse.
const PER_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "pages/portfolio/list.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    controls: Controls,
    shows: String,
    rows: Vec<Row>,
    turn: Turn,
    /// Where a reader goes on: link and words.
    others: Vec<(String, &'static str)>,
    ways: Vec<Way>,
    empty: bool,
}

struct Row {
    action: Linked,
    kind: &'static str,
    lines: Vec<Phrase>,
    serves: Vec<(Option<String>, Phrase)>,
    cost: Option<(String, &'static str)>,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let definitions = site.definitions()?;
    let portfolio = site.portfolio();
    let register = portfolio.register();
    let programme = ask.get("programma").map(|id| site.framework(id)).transpose()?;
    let stage = ask
        .get("stand")
        .map(|word| Stage::from_word(word).ok_or_else(|| Wrong::one_of("stand", Stage::ALL, Stage::label)));
    let stage = stage.transpose()?;
    let line = ask.get("lijn");
    let groups = || {
        definitions
            .frameworks
            .iter()
            .filter(|one| programme.is_none_or(|chosen| chosen.id == one.id))
    };
    let lines = of_programmes(
        groups(),
        line,
        lang.pick("alle lijnen", "all lines"),
        lang,
        |one| {
            let themes = one.themes.iter().map(|theme| &theme.element);
            one.lines.iter().map(|line| &line.element).chain(themes).collect()
        },
    );
    let lines = lines.ok_or_else(|| {
        Wrong::new(
            "lijn",
            "is geen lijn of thema van een programma",
            "is no line or theme of a programme",
        )
    })?;
    let objective = ask.get("doelstelling");
    let any = lang.pick("alle doelstellingen", "all objectives");
    let objectives = of_programmes(groups(), objective, any, lang, |one| {
        let objectives = one.lines.iter().flat_map(|line| &line.objectives);
        objectives.map(|objective| &objective.element).collect()
    });
    let objectives = objectives.ok_or_else(|| {
        Wrong::new(
            "doelstelling",
            "is geen doelstelling van een programma",
            "is no objective of a programme",
        )
    })?;
    let served = ask.get("resultaat");
    let any = lang.pick("alle resultaten", "all outcomes");
    let outcomes = of_programmes(groups(), served, any, lang, |one| {
        one.judged().map(|judged| judged.element).collect()
    });
    let outcomes = outcomes.ok_or_else(|| {
        Wrong::new(
            "resultaat",
            "is geen resultaat van een programma",
            "is no outcome of a programme",
        )
    })?;
    let names = |ids: &[Id], wanted: Option<&str>| {
        wanted.is_none_or(|wanted| ids.iter().any(|id| id.as_str() == wanted))
    };
    let fits = |action: &&Action| {
        programme.is_none_or(|chosen| chosen.id == action.framework)
            && stage.is_none_or(|stage| stage == action.stage)
            && names(&action.lines, line)
            && names(&action.objectives, objective)
            && names(&action.serves, served)
    };
    let mut actions: Vec<&Action> = register.actions.values().filter(fits).collect();
    actions.sort_by_cached_key(|action| action.title.get(lang).to_lowercase());
    let turn = Turn::of(ask, actions.len(), PER_PAGE)?;
    let rows = actions
        .get(turn.range.clone())
        .unwrap_or_default()
        .iter()
        .map(|action| row(site, ask, action))
        .collect();
    let (some, all) = (
        number::count(actions.len(), lang),
        number::count(register.actions.len(), lang),
    );
    let programmes = definitions
        .frameworks
        .iter()
        .map(|one| (one.id.to_string(), one.title.get(lang).to_owned()));
    let stages = Stage::ALL
        .iter()
        .map(|stage| (stage.word().to_owned(), stage.label(lang).to_owned()));
    let any = |nl: &str, en: &str| (String::new(), lang.pick(nl, en).to_owned());
    let choices = vec![
        Choice::one_of(
            "programma",
            lang.pick("Programma", "Programme"),
            [any("alle programma’s", "all programmes")]
                .into_iter()
                .chain(programmes),
            programme.map_or("", |one| one.id.as_str()),
        ),
        Choice::OneOf {
            key: "lijn",
            label: lang.pick("Lijn of thema", "Line or theme"),
            groups: lines,
        },
        Choice::OneOf {
            key: "doelstelling",
            label: lang.pick("Doelstelling", "Objective"),
            groups: objectives,
        },
        Choice::OneOf {
            key: "resultaat",
            label: lang.pick("Resultaat", "Outcome"),
            groups: outcomes,
        },
        Choice::one_of(
            "stand",
            lang.pick("Stand", "Stage"),
            [any("elke stand", "any stage")].into_iter().chain(stages),
            stage.map_or("", Stage::word),
        ),
    ];
    let heading = lang.pick("Acties en voorstellen", "Actions and proposals");
    let intro = lang.pick(
        "Wat er wordt gedaan om de resultaten te halen: door wie, voor welk geld en waarvoor.",
        "What is done to reach the outcomes: by whom, with which money and what for.",
    );
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?,
        heading,
        intro,
        controls: Controls::new(ask, FILTERS, choices),
        shows: match lang {
            Lang::Nl => format!("{some} van de {all} acties en voorstellen"),
            Lang::En => format!("{some} of the {all} actions and proposals"),
        },
        rows,
        turn,
        others: others(ask),
        ways: Ways::on(site, ask)
            .enter(
                Sort::Action,
                ("Nieuwe actie of nieuw voorstel", "New action or proposal"),
                &[],
            )
            .log()
            .all(),
        empty: register.actions.is_empty(),
    })
    .map(Answer::page)
}

/// What can be chosen of every programme, in groups, with the word for no choice first; `None` when what was chosen is in none of them.
fn of_programmes<'a>(
    programmes: impl Iterator<Item = &'a Framework>,
    chosen: Option<&str>,
    any: &str,
    lang: Lang,
    elements: impl Fn(&'a Framework) -> Vec<&'a Element>,
) -> Option<Vec<Group>> {
    let mut known = chosen.is_none();
    let mut groups: Vec<Group> = vec![(
        String::new(),
        vec![(String::new(), any.to_owned(), chosen.is_none())],
    )];
    for programme in programmes {
        let options = elements(programme).into_iter().map(|element| {
            let id = element.id.to_string();
            let is_chosen = Some(id.as_str()) == chosen;
            known |= is_chosen;
            (id, element.title.text().get(lang).to_owned(), is_chosen)
        });
        groups.push((programme.title.get(lang).to_owned(), options.collect()));
    }
    groups.retain(|(_, options)| !options.is_empty());
    known.then_some(groups)
}

/// The other pages on what is done, asked, promised and decided.
fn others(ask: &Ask) -> Vec<(String, &'static str)> {
    let lang = ask.lang;
    let to = |path, nl, en| (ask.link(path), lang.pick(nl, en));
    vec![
        to(
            coverage::PATH,
            "Welk resultaat krijgt welke acties en hoeveel geld?",
            "Which outcome gets which actions and how much money?",
        ),
        to(
            promises::PATH,
            "Wat is beloofd, en wat kwam ervan?",
            "What was promised, and what came of it?",
        ),
        to(
            selection::PATH,
            "Kiezen uit voorstellen",
            "Choosing among proposals",
        ),
        to(decisions::PATH, "Wat is besloten?", "What was decided?"),
        to(aid::AID, "Kleine steun", "Small aid"),
        to(aid::LOANS, "Leningen", "Loans"),
    ]
}

fn row(site: &Site, ask: &Ask, action: &Action) -> Row {
    let framework = site.framework(action.framework.as_str()).ok();
    let line = |id| framework.and_then(|framework| group(framework, id, ask.lang));
    Row {
        action: linked(ask, action),
        kind: action.kind.label(ask.lang),
        lines: action.lines.iter().filter_map(line).collect(),
        serves: action
            .serves
            .iter()
            .map(|id| outcome(site, ask, &action.framework, id))
            .collect(),
        cost: cost_words(action, ask.lang),
    }
}
