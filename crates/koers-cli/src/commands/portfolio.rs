//! `koers portfolio`: proposals and actions.

mod aid;
mod enter;
mod exchange;
mod show;

use super::status::style;
use super::{both, count, plain, print, text, world};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Step};
use koers_model::portfolio::money::TooMuch;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_report::number;
use koers_run::portfolio::{Portfolio, dangling};
use koers_run::workspace;
use koers_run::world::World as _;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("show", m)) => show::run(m, lang),
        Some(("export", m)) => exchange::export(m, lang),
        Some(("import", m)) => exchange::import(m, lang),
        Some(("put", m)) => enter::put(m, lang),
        Some(("end", m)) => enter::end(m, lang),
        Some(("reopen", m)) => enter::reopen(m, lang),
        Some(("check", m)) => check(m, lang),
        Some(("aid", m)) => aid::run(m, lang),
        Some(("coverage", m)) => coverage(m, lang),
        Some((_, m)) => list(m, lang),
        None => Ok(Exit::Usage),
    }
}

/// What people entered in a workspace.
pub fn read(world: &DiskWorld) -> Result<Portfolio, Failure> {
    let register = world.register().map_err(koers_run::error::RunError::from)?;
    Ok(Portfolio::new(register))
}

fn put(matches: &ArgMatches, list: &List, lang: Lang) -> Result<(), Failure> {
    print(&match text(matches, "format") {
        "json" => list.json(),
        "csv" => list.csv(lang),
        _ => list.text(lang, style()),
    })
}

/// The step of the budget cycle that `--step` names.
fn step(matches: &ArgMatches) -> Step {
    Step::from_word(text(matches, "step")).unwrap_or(Step::Original)
}

/// An amount past what can be counted was entered wrong: where to look is the action with the largest one.
fn too_much(portfolio: &Portfolio, lang: Lang) -> impl Fn(TooMuch) -> Failure {
    let largest = |action: &Action| {
        let known = action.money.iter().filter_map(|line| line.amount.known());
        known.map(|money| money.in_cents().unsigned_abs()).max()
    };
    let actions = portfolio.register().actions.values();
    let suspect = actions.max_by_key(|action| largest(action));
    let suspect = suspect.map_or_else(String::new, |action| action.id.to_string());
    move |error| {
        Failure::Usage(match lang {
            Lang::Nl => {
                format!(
                    "deze bedragen zijn samen meer dan te tellen is; het grootste staat bij actie `{suspect}`"
                )
            }
            Lang::En => format!("{error}; the largest is of action `{suspect}`"),
        })
    }
}

fn names(ids: &[Id]) -> Field {
    let names: Vec<&str> = ids.iter().map(Id::as_str).collect();
    plain(names.join(" "))
}

fn list(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let portfolio = read(&world(matches)?)?;
    let (stage, step) = (matches.get_one::<String>("stage"), step(matches));
    let wanted = |name: &str, ids: &[Id]| {
        matches
            .get_one::<String>(name)
            .is_none_or(|wanted| ids.iter().any(|id| id.as_str() == wanted))
    };
    let actions = portfolio.register().actions.values().filter(|action| {
        stage.is_none_or(|stage| action.stage.word() == stage)
            && wanted("line", &action.lines)
            && wanted("outcome", &action.serves)
    });
    let rows = actions.map(|action| {
        Ok(vec![
            plain(&action.id),
            Field::Text(action.title.clone()),
            both(|lang| action.kind.label(lang).to_owned()),
            both(|lang| action.stage.label(lang).to_owned()),
            names(&action.lines),
            names(&action.serves),
            Field::Total(action.cost(step)?),
        ])
    });
    let list = List {
        columns: vec![
            Column::new("id", "id", "id"),
            Column::new("title", "naam", "name"),
            Column::new("kind", "soort", "kind"),
            Column::new("stage", "stand", "stage"),
            Column::new("lines", "lijn", "line"),
            Column::new("serves", "dient", "serves"),
            Column::new("cost", "lasten", "costs"),
        ],
        rows: rows
            .collect::<Result<_, TooMuch>>()
            .map_err(too_much(&portfolio, lang))?,
    };
    put(matches, &list, lang)?;
    Ok(Exit::Done)
}

fn coverage(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let definitions = workspace.definitions()?;
    let portfolio = read(&world)?;
    let mut rows = Vec::new();
    let mut totals = String::new();
    for programme in &definitions.frameworks {
        let map = portfolio
            .coverage(programme, step(matches))
            .map_err(too_much(&portfolio, lang))?;
        for judged in programme.judged() {
            let Some(covered) = map.outcomes.get(&judged.element.id) else {
                continue;
            };
            rows.push(vec![
                plain(&programme.id),
                plain(&judged.element.id),
                Field::Text(judged.element.title.text().clone()),
                count(covered.actions.len()),
                Field::Total(covered.own),
                Field::Total(covered.shared),
                count(covered.estimates),
                count(covered.findings),
                covered
                    .best
                    .map_or(Field::Empty, |grade| both(|lang| grade.label(lang).to_owned())),
            ]);
        }
        if map.aimless_cost.count > 0 {
            rows.push(vec![
                plain(&programme.id),
                Field::Empty,
                both(|lang| {
                    lang.pick("geld zonder resultaat", "money without an outcome")
                        .to_owned()
                }),
                count(map.aimless.len()),
                Field::Total(map.aimless_cost),
            ]);
        }
        if map.cost.count > 0 {
            let (title, cost) = (programme.title.get(lang), number::total(map.cost, lang));
            totals.push_str(&match lang {
                Lang::Nl => format!("{title}: alle acties samen {cost}\n"),
                Lang::En => format!("{title}: all actions together {cost}\n"),
            });
        }
    }
    let list = List {
        columns: vec![
            Column::new("framework", "programma", "programme"),
            Column::new("id", "resultaat", "outcome"),
            Column::new("title", "naam", "name"),
            Column::new("actions", "acties", "actions"),
            Column::new("own", "geld alleen hiervoor", "money for this alone"),
            Column::new("shared", "geld ook hiervoor", "money also for this"),
            Column::new("promises", "beloften", "promises"),
            Column::new("checked", "nagekeken", "checked"),
            Column::new("evidence", "beste bewijs", "best evidence"),
        ],
        rows,
    };
    put(matches, &list, lang)?;
    if text(matches, "format") == "table" && !totals.is_empty() {
        print(&format!("\n{totals}"))?;
    }
    Ok(Exit::Done)
}

fn check(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let portfolio = read(&world)?;
    let found = dangling(portfolio.register(), workspace.definitions()?);
    let rows = found.iter().map(|one| {
        vec![
            plain(one.kind),
            plain(&one.id),
            plain(one.field),
            plain(&one.names),
            plain(one.near.join(" ")),
        ]
    });
    let list = List {
        columns: vec![
            Column::new("kind", "soort", "kind"),
            Column::new("id", "id", "id"),
            Column::new("field", "veld", "field"),
            Column::new("names", "noemt", "names"),
            Column::new("near", "bedoeld?", "meant?"),
        ],
        rows: rows.collect(),
    };
    if found.is_empty() && text(matches, "format") == "table" {
        print(lang.pick(
            "Elke naam in het register leidt ergens heen.",
            "Every name in the register leads somewhere.",
        ))?;
    } else {
        put(matches, &list, lang)?;
    }
    Ok(if found.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    })
}
