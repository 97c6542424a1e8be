//! `koers portfolio`: proposals and actions.

mod aid;
mod enter;
mod exchange;
mod show;

use super::{both, count, drawn_list, names, plain, print, print_list, print_page, tell, text, world};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::register::kind_label;
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::element::ElementKind;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Step};
use koers_model::portfolio::money::TooMuch;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_report::names::Names;
use koers_report::number;
use koers_run::error::RunError;
use koers_run::portfolio::{Portfolio, dangling};
use koers_run::workspace::{self, PolicyThen, Workspace};
use koers_run::world::World as _;
use koers_store::Kind;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    let kept = world.entered().store()?.map(|store| store.kept()).transpose()?;
    let register = kept.map(|kept| kept.register).unwrap_or_default();
    Ok(Portfolio::new(Arc::new(register)))
}

/// What people had entered by the end of the day that `--as-of` names; else what stands there now.
pub fn read_as_of(world: &DiskWorld, matches: &ArgMatches) -> Result<Portfolio, Failure> {
    let Some(day) = matches.get_one::<Date>("as-of").copied() else {
        return read(world);
    };
    let then = world.register_on(day).map_err(RunError::from)?;
    Ok(Portfolio::as_of(Arc::new(then.unwrap_or_default()), day))
}

/// The policy as it was kept last by the end of the day that `--as-of` names, told with the answer; without one that of now.
pub fn policy_as_of(
    world: &DiskWorld,
    workspace: &Workspace,
    matches: &ArgMatches,
    plan: Option<&str>,
    lang: Lang,
) -> Result<PolicyThen, Failure> {
    let Some(day) = matches.get_one::<Date>("as-of").copied() else {
        return Ok(PolicyThen::NotKept);
    };
    let mut then = workspace.policy_on(world, day);
    if let Some(plan) = plan {
        then = then.to_ask(plan);
    }
    let then = match then {
        PolicyThen::Spoilt(error) => return Err(RunError::from(error).into()),
        then => then,
    };
    let now = lang.pick(
        "plan en meetlat zijn gelezen zoals zij nu zijn",
        "the plan and the yardstick are read as they are now",
    );
    let said = match (&then, lang) {
        (PolicyThen::Kept { kept, .. }, Lang::Nl) => format!("Plan en meetlat zijn zoals bewaard op {kept}."),
        (PolicyThen::Kept { kept, .. }, Lang::En) => {
            format!("The plan and the yardstick are as they were kept on {kept}.")
        }
        (PolicyThen::WithoutPlan { kept }, Lang::Nl) => {
            format!("Het plan stond nog niet bij de bestanden die op {kept} zijn bewaard: {now}.")
        }
        (PolicyThen::WithoutPlan { kept }, Lang::En) => {
            format!("The plan was not among the files that were kept on {kept} yet: {now}.")
        }
        (PolicyThen::Unread { kept }, Lang::Nl) => {
            format!("Deze Koers vindt fouten in de bestanden die op {kept} zijn bewaard: {now}.")
        }
        (PolicyThen::Unread { kept }, Lang::En) => {
            format!("This Koers finds errors in the files that were kept on {kept}: {now}.")
        }
        (PolicyThen::NotKept | PolicyThen::Spoilt(_), Lang::Nl) => {
            format!("Van het beleid is geen kopie van {day} bewaard: {now}.")
        }
        (PolicyThen::NotKept | PolicyThen::Spoilt(_), Lang::En) => {
            format!("No copy of {day} is kept of the policy: {now}.")
        }
    };
    let said = match lang {
        Lang::Nl => format!("Zoals ingevoerd tot en met {day}. {said}"),
        Lang::En => format!("As entered up to and including {day}. {said}"),
    };
    // What people read, print and keep says of itself that it is not of now; what programs read has no room for it.
    if text(matches, "format") == "text" {
        print(&said)?;
    } else {
        tell(&said);
    }
    Ok(then)
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

/// Elements of the programme of an action: their ids for programs, their names for people.
fn elements(names: &Names<'_>, action: &Action, ids: &[Id]) -> Field {
    Field::many_named(ids, |lang| names.elements(&action.framework, ids, lang))
}

fn list(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let portfolio = read(&world)?;
    for filter in Filter::ALL {
        if let Some(asked) = matches.get_one::<String>(filter.word()) {
            filter.known(asked, &portfolio, &world, lang)?;
        }
    }
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
    // Lines and outcomes have their names in the policy files; where those have faults, the list is shown by id.
    let policy = workspace::read(&world, lang)?;
    let names = names(portfolio.register(), policy.definitions().ok());
    let rows = actions.map(|action| {
        Ok(vec![
            plain(&action.id),
            Field::Text(action.title.clone()),
            Field::named(action.kind.word(), |lang| action.kind.label(lang).to_owned()),
            Field::named(action.stage.word(), |lang| action.stage.label(lang).to_owned()),
            elements(&names, action, &action.lines),
            elements(&names, action, &action.serves),
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
    print_list(matches, &list, lang)?;
    Ok(Exit::Done)
}

/// What a list can be narrowed to by an id of the programme.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    /// A line or theme.
    Line,
    /// An outcome.
    Outcome,
}

impl Filter {
    const ALL: [Self; 2] = [Self::Line, Self::Outcome];

    /// The option that names it, and the word for it in a refusal.
    const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Outcome => "outcome",
        }
    }

    /// Refuses what no programme has and no action names: an empty list would say that nothing is done for it.
    fn known(self, asked: &str, portfolio: &Portfolio, world: &DiskWorld, lang: Lang) -> Result<(), Failure> {
        let workspace = workspace::read(world, lang)?;
        let programmes = workspace.definitions()?.frameworks.iter();
        let actions = portfolio.register().actions.values();
        let known: BTreeSet<&Id> = match self {
            Self::Line => {
                let elements = programmes.flat_map(|programme| programme.elements());
                let lines =
                    elements.filter(|entry| matches!(entry.kind, ElementKind::Line | ElementKind::Theme));
                let named = actions.flat_map(|action| &action.lines);
                lines.map(|entry| &entry.element.id).chain(named).collect()
            }
            Self::Outcome => {
                let judged = programmes.flat_map(|programme| programme.judged());
                let named = actions.flat_map(|action| &action.serves);
                judged.map(|one| &one.element.id).chain(named).collect()
            }
        };
        if known.iter().any(|id| id.as_str() == asked) {
            return Ok(());
        }
        Err(RunError::Unknown {
            what: self.word(),
            id: asked.to_owned(),
            near: near(asked, known.into_iter().map(Id::as_str)),
        }
        .into())
    }
}

fn coverage(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let definitions = workspace.definitions()?;
    let portfolio = read(&world)?;
    let mut all = Vec::new();
    // For people every programme has a table of its own, under its title.
    let mut drawn = String::new();
    let step = step(matches);
    for programme in &definitions.frameworks {
        let map = portfolio
            .coverage(programme, step)
            .map_err(too_much(&portfolio, lang))?;
        let mut rows = Vec::new();
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
                covered.best.map_or(Field::Empty, |grade| {
                    Field::named(grade.word(), |lang| grade.label(lang).to_owned())
                }),
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
        let list = covered(rows);
        let title = programme.title.get(lang);
        if !drawn.is_empty() {
            drawn.push('\n');
        }
        drawn.push_str(&format!("{title}\n\n"));
        drawn.push_str(&drawn_list(&list.clone().without("framework"), lang));
        if map.cost.count > 0 {
            let cost = number::total(map.cost, lang);
            drawn.push_str(&match lang {
                Lang::Nl => format!("Alle acties samen {cost}\n"),
                Lang::En => format!("All actions together {cost}\n"),
            });
        }
        all.extend(list.rows);
    }
    match text(matches, "format") {
        "table" if !drawn.is_empty() => {
            let said = lang.pick("Bedragen van de stap", "Amounts of the step");
            print_page(&Page::drawn(format!("{said}: {}\n\n{drawn}", step.label(lang))))?;
        }
        _ => print_list(matches, &covered(all), lang)?,
    }
    Ok(Exit::Done)
}

/// Outcomes with what is done for them.
fn covered(rows: Vec<Vec<Field>>) -> List {
    List {
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
    }
}

/// A kind of thing by its word, as people say it.
fn kind(word: &str) -> Field {
    let kind = Kind::from_word(word);
    both(|lang| kind.map_or(word, |kind| kind_label(kind, lang)).to_owned())
}

fn check(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let portfolio = read(&world)?;
    let found = dangling(portfolio.register(), workspace.definitions()?);
    let machine = text(matches, "format") != "table";
    let rows = found.iter().map(|one| {
        vec![
            if machine { plain(one.kind) } else { kind(one.kind) },
            plain(&one.id),
            plain(one.field),
            plain(&one.names),
            if machine {
                plain(one.amiss.word())
            } else {
                both(|lang| one.amiss.label(lang).to_owned())
            },
            match &one.wanted {
                Some(wanted) => Field::Text(wanted.clone()),
                None => plain(one.near.join(" ")),
            },
        ]
    });
    let list = List {
        columns: vec![
            Column::new("kind", "soort", "kind"),
            Column::new("id", "id", "id"),
            Column::new("field", "veld", "field"),
            Column::new("names", "noemt", "names"),
            Column::new("amiss", "wat is er", "what is wrong"),
            Column::new("near", "bedoeld?", "meant?"),
        ],
        rows: rows.collect(),
    };
    if found.is_empty() && text(matches, "format") == "table" {
        print(lang.pick(
            "Elke naam in het register leidt ergens heen, elke toetsing past bij haar meetlat, en niets spreekt elkaar tegen.",
            "Every name in the register leads somewhere, every appraisal fits its set of criteria, and nothing contradicts.",
        ))?;
    } else {
        print_list(matches, &list, lang)?;
    }
    Ok(if found.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    })
}
