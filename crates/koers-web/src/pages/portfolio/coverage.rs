//! The coverage map: outcomes by actions, money and evidence.

use super::spread::{Spread, spread};
use super::{Linked, linked, list};
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use jiff::civil::Date;
use koers_model::framework::Framework;
use koers_model::portfolio::action::Step;
use koers_model::text::Lang;
use koers_report::number;
use koers_report::view::Phrase;
use koers_run::portfolio::Portfolio;

pub(super) const PATH: &str = "/dekking";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: KEYS,
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

const KEYS: &[&str] = &["stap", "sinds"];

#[derive(Template)]
#[template(path = "pages/portfolio/coverage.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    controls: Controls,
    programmes: Vec<Programme>,
}

struct Programme {
    anchor: String,
    title: Phrase,
    told: Vec<String>,
    rows: Vec<Row>,
    aimless: Vec<Linked>,
    /// How it lies over the lines.
    spread: Option<Spread>,
}

struct Row {
    link: String,
    title: Phrase,
    actions: Vec<Linked>,
    own: String,
    shared: String,
    promises: usize,
    checked: usize,
    evidence: Option<&'static str>,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let step = match ask.get("stap") {
        None => Step::Original,
        Some(word) => Step::from_word(word).ok_or_else(|| Wrong::one_of("stap", Step::ALL, Step::label))?,
    };
    let since = ask.day("sinds")?;
    let portfolio = site.portfolio();
    let programmes = site
        .definitions()?
        .frameworks
        .iter()
        .map(|framework| programme(ask, &portfolio, framework, step, since))
        .collect::<Result<Vec<Programme>, Fault>>()?;
    let heading = lang.pick(
        "Welk resultaat krijgt welke acties en hoeveel geld?",
        "Which outcome gets which actions and how much money?",
    );
    let intro = lang.pick(
        "Van elk beoogd resultaat: wie eraan werkt, wat dat kost, en wat er van beloften is nagekeken. Alleen acties die zijn toegekend, lopen of zijn afgerond tellen mee.",
        "Of each intended outcome: what is done for it, what that costs, and which promises were checked. Only actions that were granted, are running or were completed count.",
    );
    let steps = Step::ALL
        .iter()
        .map(|step| (step.word().to_owned(), step.label(lang).to_owned()));
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?.crumb(ask, list::PATH, lists),
        heading,
        intro,
        controls: Controls::new(
            ask,
            KEYS,
            vec![
                Choice::one_of(
                    "stap",
                    lang.pick("Bedragen van", "Amounts of"),
                    steps,
                    step.word(),
                ),
                Choice::Day {
                    key: "sinds",
                    label: lang.pick("Vergelijk met", "Compare with"),
                    value: since.map(|day| day.to_string()).unwrap_or_default(),
                    most: site.today().to_string(),
                },
            ],
        ),
        programmes,
    })
    .map(Answer::page)
}

fn programme(
    ask: &Ask,
    portfolio: &Portfolio,
    framework: &Framework,
    step: Step,
    since: Option<Date>,
) -> Result<Programme, Fault> {
    let lang = ask.lang;
    let actions = &portfolio.register().actions;
    let map = portfolio
        .coverage(framework, step)
        .map_err(|error| Fault::Broken(error.to_string()))?;
    let rows: Vec<Row> = framework
        .judged()
        .filter_map(|judged| {
            let id = &judged.element.id;
            let covered = map.outcomes.get(id)?;
            Some(Row {
                link: ask.link(&paths::outcome(framework.id.as_str(), id.as_str())),
                title: Phrase::new(judged.element.title.text(), lang),
                actions: covered
                    .actions
                    .iter()
                    .filter_map(|id| actions.get(*id))
                    .map(|action| linked(ask, action))
                    .collect(),
                own: number::total(covered.own, lang),
                shared: number::total(covered.shared, lang),
                promises: covered.estimates,
                checked: covered.findings,
                evidence: covered.best.map(|grade| grade.label(lang)),
            })
        })
        .collect();
    let bare = map.bare().count();
    let all = rows.len();
    let mut told = vec![match (bare, lang) {
        (0, Lang::Nl) => format!("Aan elk van de {all} resultaten werkt een actie."),
        (0, Lang::En) => format!("An action works at each of the {all} outcomes."),
        (_, Lang::Nl) => format!("Voor {bare} van de {all} resultaten is geen actie ingevoerd."),
        (_, Lang::En) => format!("For {bare} of the {all} outcomes no action was entered."),
    }];
    let aimless: Vec<Linked> = map
        .aimless
        .iter()
        .filter_map(|id| actions.get(*id))
        .map(|action| linked(ask, action))
        .collect();
    if !aimless.is_empty() {
        let cost = number::total(map.aimless_cost, lang);
        let count = aimless.len();
        told.push(match (count, lang) {
            (1, Lang::Nl) => format!("Eén actie kost geld zonder dat er een resultaat bij staat: {cost}."),
            (1, Lang::En) => format!("One action costs money without an outcome: {cost}."),
            (_, Lang::Nl) => {
                format!("{count} acties kosten geld zonder dat er een resultaat bij staat: {cost}.")
            }
            (_, Lang::En) => format!("{count} actions cost money without an outcome: {cost}."),
        });
    }
    if let Some((id, part)) = map.corner()
        && part > 500
        && let Some(row) = framework.judged().find(|judged| judged.element.id == *id)
    {
        let (part, title) = (f64::from(part) / 10.0, row.element.title.text().get(lang));
        told.push(match lang {
            Lang::Nl => format!("Van het geld voor één resultaat gaat {part:.0}% naar ‘{title}’."),
            Lang::En => format!("Of the money for one outcome alone, {part:.0}% goes to ‘{title}’."),
        });
    }
    Ok(Programme {
        anchor: format!("dekking-{}", framework.id),
        title: Phrase::new(&framework.title, lang),
        told,
        rows,
        aimless,
        spread: spread(ask, portfolio, framework, step, since)?,
    })
}
