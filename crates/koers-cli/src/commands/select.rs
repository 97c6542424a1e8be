//! `koers select`: which proposals to fund under all budgets and bounds at once, and why the rest is left out.

use super::status::style;
use super::{portfolio, print, print_list, print_page, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use koers_model::portfolio::selection::SelectionPlan;
use koers_model::portfolio::what_if::{BudgetChange, NoChange};
use koers_model::text::Lang;
use koers_report::choice as said;
use koers_report::list::List;
use koers_run::portfolio::Choice;
use koers_run::portfolio::select::words::Words;
use koers_run::portfolio::select::{self, Difference, Effort, Judged, Proof, Question, Selection, Turn};
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
                .map_err(|error| Failure::Usage(no_change(&error, lang)))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let policy = portfolio::policy_as_of(&world, &workspace, matches, Some(text(matches, "plan")), lang)?;
    let definitions = policy.definitions(workspace.definitions()?);
    let entered = portfolio::read_as_of(&world, matches)?;
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
    let what_if = |changes: &[BudgetChange]| select::what_if(&question, changes, &effort).map_err(fault);
    let form = text(matches, "format");
    choice
        .names_budgets(&changes)
        .map_err(|error| Failure::Usage(error.message(lang)))?;
    let part = matches.get_one::<String>("part").map(String::as_str);
    if !changes.is_empty() && matches!(part, None | Some("what-if")) {
        let asked = [(written(&changes), what_if(&changes)?)];
        let [(_, difference)] = &asked;
        proven(matches, &difference.proof, lang)?;
        print(&match form {
            "json" => said::changed(&asked, &words).json(),
            "csv" => said::changed(&asked, &words).csv(lang),
            _ if part.is_some() => said::changed(&asked, &words).text(lang, style()),
            _ => {
                let own = words(lang);
                let head = [
                    headed(choice.plan(), &changes, lang),
                    own.asked(),
                    own.other_budgets(difference),
                ];
                format!("{}\n\n{}", head.join("\n"), own.difference(difference).join("\n"))
            }
        })?;
        return Ok(Exit::Done);
    }
    // A table of the answer under other budgets is one of a plan that has those budgets.
    let plan = select::under(choice.plan(), &changes).map_err(fault)?;
    let question = Question {
        plan: &plan,
        ..question
    };
    let words = |lang| choice.words(question, lang);
    let what_ifs = || {
        let own = choice.plan().what_if.iter();
        own.map(|one| -> Result<(String, Difference), Failure> {
            Ok((one.id.to_string(), what_if(&one.changes)?))
        })
        .collect::<Result<Vec<_>, _>>()
    };
    let selection = select::run(&question, &effort).map_err(fault)?;
    proven(matches, &selection.proof, lang)?;
    let proposals = || said::judged(&selection, &question, &words);
    let list = match (part, form) {
        (Some("outline"), _) => said::outline(&selection),
        (Some("budgets"), _) => said::budgets(&selection, &words),
        (Some("value"), "text") => read_by_people(said::points(&selection, &words)),
        (Some("value"), _) => said::points(&selection, &words),
        (Some("what-if"), _) => said::changed(&what_ifs()?, &words),
        (None, "text") => {
            let answer = Answer {
                plan: choice.plan(),
                selection: &selection,
                what_ifs: &what_ifs()?,
                lang,
            };
            print_page(&answer.page(narrow(proposals()), &words))?;
            return Ok(Exit::Done);
        }
        (_, "text") => narrow(proposals()),
        _ => proposals(),
    };
    if form == "text" && !changes.is_empty() {
        print(&headed(choice.plan(), &changes, lang))?;
    }
    print_list(matches, &list, lang)?;
    // A table cannot say why it is short.
    let own = words(lang);
    if selection.outline.is_none() {
        own.summary(&selection).iter().for_each(|said| tell(said));
    }
    if part == Some("value") && selection.frontier.as_ref().is_some_and(|line| !line.complete) {
        tell(cut_off(lang));
    }
    Ok(Exit::Done)
}

/// That value for money was not looked at everywhere.
fn cut_off(lang: Lang) -> &'static str {
    lang.pick(
        "De lijst is afgekapt: alleen bij een aantal bedragen is gekeken, en daartussen kunnen er meer zijn.",
        "The list was cut off: only at some amounts was looked, and there may be more in between.",
    )
}

/// Stairs without what only programs read.
fn read_by_people(points: List) -> List {
    points.without("ids").without("levels")
}

/// Which plan is asked, and under which other budgets.
fn headed(plan: &SelectionPlan, changes: &[BudgetChange], lang: Lang) -> String {
    let (title, id, changes) = (plan.title.get(lang), &plan.id, written(changes));
    format!("{title}  ({id})\n{} {changes}", lang.pick("Wat als:", "What if:"))
}

/// Changes as people type them.
fn written(changes: &[BudgetChange]) -> String {
    let written = changes.iter().map(ToString::to_string);
    written.collect::<Vec<_>>().join("; ")
}

fn no_change(error: &NoChange, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!(
            "`{}` is geen ander budget: schrijf `2019=-10%`, `bron=+50000`, `bron/2019=250000` of `budget=250000`, met `*` voor alle budgetten",
            error.0
        ),
        Lang::En => error.to_string(),
    }
}

/// Writes the proof where it was asked for.
fn proven(matches: &ArgMatches, proof: &Proof, lang: Lang) -> Result<(), Failure> {
    let Some(path) = matches.get_one::<PathBuf>("proof") else {
        return Ok(());
    };
    atomic::write(path, proof.text().as_bytes()).map_err(|source| Failure::Write {
        path: path.clone(),
        source,
    })?;
    tell(&format!("{} {}", lang.pick("Bewijs:", "Proof:"), path.display()));
    Ok(())
}

/// Without long sentences: a narrow column is no place to read them.
fn narrow(list: List) -> List {
    [
        "level",
        "why",
        "turn",
        "turn_moves",
        "turn_certain",
        "turning_weights",
        "draws",
        "exploratory",
    ]
    .into_iter()
    .fold(list, List::without)
}

/// The whole answer as it is read on a terminal.
struct Answer<'a> {
    plan: &'a SelectionPlan,
    selection: &'a Selection,
    what_ifs: &'a [(String, Difference)],
    lang: Lang,
}

impl Answer<'_> {
    fn page<'a>(&self, proposals: List, words: &impl Fn(Lang) -> Words<'a>) -> Page {
        let (selection, lang, own) = (self.selection, self.lang, words(self.lang));
        let mut out = Page::default();
        let (title, id) = (self.plan.title.get(lang), &self.plan.id);
        out.say(&format!("{title}  ({id})\n{}\n\n", own.asked()));
        for sentence in own.summary(selection) {
            out.say(&format!("{sentence}\n"));
        }
        if !selection.outline.is_none() {
            out.say(&format!("{}\n", said::strictly(selection, &own, lang)));
        }
        drawn(&mut out, None, &proposals, lang);
        if let Some(core) = &selection.core {
            out.say(&format!("{}\n", said::core(core, lang)));
        }
        if selection.draws > 0 && !selection.outline.is_none() {
            let draws = said::draws(selection, lang);
            out.say(&match lang {
                Lang::Nl => format!(
                    "bij twijfel %: hoe vaak het bij de hoogste scores hoort als gewichten en scores schuiven ({draws}); geld telt daar niet.\n"
                ),
                Lang::En => format!(
                    "under doubt %: how often it is among the highest scores when weights and scores shift ({draws}); money does not count there.\n"
                ),
            });
        }
        if !selection.budgets.is_empty() {
            drawn(
                &mut out,
                None,
                &said::budgets(selection, words).without("id"),
                lang,
            );
            out.say(lang.pick(
                "schaduwprijs: hoeveel meer waarde € 100.000 erbij brengt, als elk voorstel ook voor een deel te kiezen was. 10% meer: de waarde die een tiende meer echt brengt.\n",
                "shadow price: how much more value €100,000 more brings, if every proposal could be chosen in part too. 10% more: the value that a tenth more really brings.\n",
            ));
        }
        if let Some(line) = &selection.frontier {
            let points = read_by_people(said::points(selection, words)).without("proposals");
            let title = lang.pick("Waarde voor geld", "Value for money");
            drawn(&mut out, Some(title), &points, lang);
            out.say(lang.pick(
                "Elke regel is een keuze die voor haar geld het meest brengt, duurste eerst. Wat erin zit, met het deel: --part value --format csv.\n",
                "Each line is the choice that brings most for its money, dearest first. What is in it, with its part: --part value --format csv.\n",
            ));
            if !line.complete {
                out.say(&format!("{}\n", cut_off(lang)));
            }
        }
        for (one, (_, difference)) in self.plan.what_if.iter().zip(self.what_ifs) {
            let changes = written(&one.changes);
            let title = one
                .title
                .as_ref()
                .map_or(one.id.as_str(), |title| title.get(lang));
            let what_if = lang.pick("Wat als:", "What if:");
            out.say(&format!("\n{what_if} {title} ({changes})\n"));
            out.say(&format!("  {}\n", own.other_budgets(difference)));
            for sentence in own.difference(difference) {
                out.say(&format!("  {sentence}\n"));
            }
        }
        for one in &selection.judged {
            out.say(&format!("\n{}\n", own.action(&one.proposal)));
            for sentence in own.fate(&one.fate) {
                out.say(&format!("  {sentence}\n"));
            }
            if let Some(turn) = &one.turn {
                out.say(&format!("  {}\n", own.turn(turn)));
            }
        }
        let turns = |one: &Judged| matches!(one.turn, Some(Turn::At { .. }));
        if selection.judged.iter().any(turns) {
            out.say(lang.pick(
                "\nGewichten zijn hierboven afgerond. Om ze in te vullen en na te rekenen staan ze voluit in: --part proposals --format csv. In een plan zijn het hele getallen: 12,3456% is 123456.\n",
                "\nWeights are rounded above. To fill them in and check, they stand in full in: --part proposals --format csv. In a plan they are whole numbers: 12.3456% is 123456.\n",
            ));
        }
        out
    }
}

/// A table below a line of its own, with its title where it has one.
fn drawn(out: &mut Page, title: Option<&str>, list: &List, lang: Lang) {
    out.say(&title.map_or_else(|| "\n".to_owned(), |title| format!("\n{title}\n")));
    out.draw(&format!("{}\n", list.text(lang, style()).trim_end()));
}
