//! `koers select`: which proposals to fund under all budgets and bounds at once, and why the rest is left out.

use super::status::style;
use super::{portfolio, print, print_list, print_page, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use koers_model::portfolio::selection::SelectionPlan;
use koers_model::portfolio::what_if::BudgetChange;
use koers_model::text::Lang;
use koers_report::choice as said;
use koers_report::list::List;
use koers_run::portfolio::Choice;
use koers_run::portfolio::select::words::Words;
use koers_run::portfolio::select::{self, Effort, Selection};
use koers_run::workspace;
use koers_source::atomic;
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
    let choice = Choice::of(definitions, &entered, text(matches, "plan"))?;
    let standings = choice.standings();
    let question = choice.question(&standings);
    let effort = if matches.get_flag("quick") {
        Effort::quick()
    } else {
        Effort {
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            ..Effort::default()
        }
    };
    let words = |lang| choice.words(question, lang);
    let fault = |fault: select::SelectFault| Failure::Usage(select::words::fault(&fault, lang));
    if !changes.is_empty() {
        let difference = select::what_if(&question, &changes, &effort).map_err(fault)?;
        let lines = words(lang).difference(&difference);
        print(&lines.join("\n"))?;
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
    let list = said::judged(&selection, &question, &words);
    if text(matches, "format") == "table" {
        // The reasons follow in full; a narrow last column is no place to read them.
        let list = list.without("why");
        print_page(&page(choice.plan(), &selection, &list, &words(lang), lang))?;
    } else {
        print_list(matches, &list, lang)?;
    }
    Ok(Exit::Done)
}

fn page(plan: &SelectionPlan, selection: &Selection, list: &List, words: &Words<'_>, lang: Lang) -> Page {
    let mut out = Page::default();
    out.say(&format!("{}  ({})\n\n", plan.title.get(lang), plan.id));
    for sentence in words.summary(selection) {
        out.say(&format!("{sentence}\n"));
    }
    out.say("\n");
    out.draw(&list.text(lang, style()));
    if selection.core.is_some() {
        out.say(lang.pick(
            "kern %: in welk deel van de goede keuzes het zit, over alle gewichten die mogen.\n",
            "core %: in which part of the good choices it is, over all weights that are allowed.\n",
        ));
    }
    if selection.draws > 0 {
        out.say(lang.pick(
            "bij twijfel %: hoe vaak het bij de hoogste scores hoort als gewichten en scores schuiven; geld telt daar niet.\n",
            "under doubt %: how often it is among the highest scores when weights and scores shift; money does not count there.\n",
        ));
    }
    for one in &selection.judged {
        out.say(&format!("\n{}\n", words.action(&one.proposal)));
        for sentence in words.fate(&one.fate) {
            out.say(&format!("  {sentence}\n"));
        }
        if let Some(turn) = &one.turn {
            out.say(&format!("  {}\n", words.turn(turn)));
        }
    }
    out
}
