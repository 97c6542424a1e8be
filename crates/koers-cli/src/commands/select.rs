//! `koers select`: which proposals to fund under all budgets and bounds at once, and why the rest is left out.

use super::status::style;
use super::{both, plain, portfolio, print, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Total};
use koers_model::portfolio::selection::SelectionPlan;
use koers_model::portfolio::what_if::BudgetChange;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use koers_model::value::Number;
use koers_report::list::{Column, Field, List};
use koers_run::error::RunError;
use koers_run::portfolio::Tested;
use koers_run::portfolio::select::words::Words;
use koers_run::portfolio::select::{self, Effort, Fate, Question, Selection};
use koers_run::workspace;
use koers_source::atomic;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let changes = matches
        .get_many::<String>("budget")
        .unwrap_or_default()
        .map(|text| {
            text.parse::<BudgetChange>()
                .map_err(|error| Failure::Usage(error.to_string()))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let definitions = workspace.definitions()?;
    let entered = portfolio::read(&world)?;
    let plan = plan(definitions, text(matches, "plan"))?;
    let yardstick = definitions
        .yardstick(&plan.criteria, plan.version)
        .ok_or_else(|| RunError::Unknown {
            what: "criteria set",
            id: plan.criteria.to_string(),
            near: Vec::new(),
        })?;
    let tested = Tested::on(entered.register(), plan.day);
    let standings = tested.standings(&yardstick.set);
    let question = Question {
        register: entered.register(),
        set: &yardstick.set,
        plan,
        standings: &standings,
    };
    let effort = if matches.get_flag("quick") {
        Effort::quick()
    } else {
        Effort {
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            ..Effort::default()
        }
    };
    let outcomes: BTreeMap<Id, Text> = definitions
        .frameworks
        .iter()
        .flat_map(|framework| framework.judged())
        .map(|judged| (judged.element.id.clone(), judged.element.title.text().clone()))
        .collect();
    let words = |lang| Words::new(question, lang).naming(&outcomes);
    let fault = |error: select::SelectFault| Failure::Usage(error.to_string());
    if !changes.is_empty() {
        let difference = select::what_if(&question, &changes, &effort).map_err(fault)?;
        let mut said = words(lang).difference(&difference);
        if said.is_empty() {
            said.push(
                lang.pick("Er verandert niets aan de keuze.", "The choice stays the same.")
                    .to_owned(),
            );
        }
        print(&said.join("\n"))?;
        return Ok(Exit::Done);
    }
    let selection = select::run(&question, &effort).map_err(fault)?;
    if let Some(path) = matches.get_one::<PathBuf>("proof") {
        atomic::write(path, selection.proof.text().as_bytes()).map_err(|source| Failure::Write {
            path: path.clone(),
            source,
        })?;
        tell(&format!("{} {}", lang.pick("Bewijs:", "Proof:"), path.display()));
    }
    let list = judged(&selection, &question, &words);
    print(&match text(matches, "format") {
        "json" => list.json(),
        "csv" => list.csv(lang),
        // The reasons follow in full; a narrow last column is no place to read them.
        _ => page(plan, &selection, &list.without("why"), &words(lang), lang),
    })?;
    Ok(Exit::Done)
}

fn plan<'d>(definitions: &'d Definitions, id: &str) -> Result<&'d SelectionPlan, Failure> {
    let plans = &definitions.selections;
    let found = plans.values().find(|plan| plan.id.as_str() == id);
    Ok(found.ok_or_else(|| RunError::Unknown {
        what: "selection",
        id: id.to_owned(),
        near: near(id, plans.keys().map(Id::as_str)),
    })?)
}

fn page(plan: &SelectionPlan, selection: &Selection, list: &List, words: &Words<'_>, lang: Lang) -> String {
    let mut out = format!("{}  ({})\n\n", plan.title.get(lang), plan.id);
    for sentence in words.summary(selection) {
        out.push_str(&format!("{sentence}\n"));
    }
    out.push_str(&format!("\n{}", list.text(lang, style())));
    if selection.core.is_some() {
        out.push_str(lang.pick(
            "kern %: in welk deel van de goede keuzes het zit, over alle gewichten die mogen.\n",
            "core %: in which part of the good choices it is, over all weights that are allowed.\n",
        ));
    }
    if selection.draws > 0 {
        out.push_str(lang.pick(
            "bij twijfel %: hoe vaak het bij de hoogste scores hoort als gewichten en scores schuiven; geld telt daar niet.\n",
            "under doubt %: how often it is among the highest scores when weights and scores shift; money does not count there.\n",
        ));
    }
    for one in &selection.judged {
        out.push_str(&format!("\n{}\n", words.action(&one.proposal)));
        for sentence in words.fate(&one.fate) {
            out.push_str(&format!("  {sentence}\n"));
        }
        if let Some(turn) = &one.turn {
            out.push_str(&format!("  {}\n", words.turn(turn)));
        }
    }
    out
}

/// Every proposal with what became of it.
fn judged<'a>(selection: &Selection, question: &Question<'_>, words: &impl Fn(Lang) -> Words<'a>) -> List {
    let part = |value: Option<f64>| {
        let value = value.and_then(|value| Number::new(value * 100.0));
        value.map_or(Field::Empty, |value| Field::Number(value, 0))
    };
    let rows = selection.judged.iter().map(|one| {
        let title = question.register.actions.get(&one.proposal);
        vec![
            plain(&one.proposal),
            title.map_or(Field::Empty, |action| Field::Text(action.title.clone())),
            both(|lang| fate(&one.fate, lang)),
            one.by_score
                .map_or_else(|| both(|lang| lang.pick("nee", "no").to_owned()), plain),
            one.score
                .and_then(Number::new)
                .map_or(Field::Empty, |score| Field::Number(score, 3)),
            Total::of([Amount::Known(one.asks)]).map_or(Field::Empty, Field::Total),
            part(one.core),
            part(one.places.as_ref().map(|places| places.among)),
            both(|lang| words(lang).fate(&one.fate).join(" ")),
        ]
    });
    List {
        columns: vec![
            Column::new("id", "id", "id"),
            Column::new("title", "voorstel", "proposal"),
            Column::new("fate", "keuze", "choice"),
            Column::new("by_score", "op score", "by score"),
            Column::new("score", "score", "score"),
            Column::new("asks", "vraagt", "asks"),
            Column::new("core", "kern %", "core %"),
            Column::new("acceptability", "bij twijfel %", "under doubt %"),
            Column::new("why", "waarom", "why"),
        ],
        rows: rows.collect(),
    }
}

fn fate(fate: &Fate, lang: Lang) -> String {
    match fate {
        Fate::Chosen { level, .. } => format!("{} {level}", lang.pick("gekozen", "chosen")),
        Fate::LeftOut { .. } => lang.pick("valt af", "left out").to_owned(),
        Fate::Barred(_) => lang.pick("doet niet mee", "takes no part").to_owned(),
        Fate::Undecided => lang.pick("geen keuze", "no choice").to_owned(),
    }
}
