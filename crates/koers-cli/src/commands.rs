//! The commands, one file each.

mod add;
mod analyse;
mod appraise;
mod boundaries;
mod check;
mod completions;
mod demo;
mod edition;
mod evaluate;
mod explain;
mod export;
mod import;
mod list;
mod log;
mod new;
mod portfolio;
mod promises;
mod regions;
mod report;
mod revisions;
mod search;
mod select;
mod serve;
mod status;
mod store;
mod sync;
mod test;

use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::register::{Ledger, Shared};
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::framework::Framework;
use koers_model::letters::{brief, visible};
use koers_model::portfolio::register::Register;
use koers_model::region::RegionCode;
use koers_model::status::Status;
use koers_model::text::Lang;
use koers_report::list::{Field, List};
use koers_report::names::{Defined, Names};
use koers_run::status::{Asked, made_for_others};
use koers_run::workspace::Workspace;
use koers_source::folder::Folder;
use std::io::Write as _;
use std::path::PathBuf;

/// Runs the command that was asked for.
///
/// # Errors
/// [`Failure`], which knows its exit code.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("demo", m)) => demo::run(m, lang),
        Some(("new", m)) => new::run(m, lang),
        Some(("check", m)) => check::run(m, lang),
        Some(("status", m)) => status::run(m, lang),
        Some(("explain", m)) => explain::run(m, lang),
        Some(("report", m)) => report::run(m, lang),
        Some(("serve", m)) => serve::run(m, lang),
        Some(("import", m)) => import::run(m, lang),
        Some(("search", m)) => search::run(m, lang),
        Some(("add", m)) => add::run(m, lang),
        Some(("sync", m)) => sync::run(m, lang),
        Some(("export", m)) => export::run(m, lang),
        Some(("store", m)) => store::run(m, lang),
        Some(("edition", m)) => edition::run(m, lang),
        Some(("boundaries", m)) => boundaries::run(m, lang),
        Some(("portfolio", m)) => portfolio::run(m, lang),
        Some(("promises", m)) => promises::run(m, lang),
        Some(("analyse", m)) => analyse::run(m, lang),
        Some(("evaluate", m)) => evaluate::run(m, lang),
        Some(("revisions", m)) => revisions::run(m, lang),
        Some(("appraise", m)) => appraise::run(m, lang),
        Some(("select", m)) => select::run(m, lang),
        Some(("log", m)) => log::run(m, lang),
        Some(("regions", m)) => regions::run(m, lang),
        Some(("list", m)) => list::run(m, lang),
        Some(("test", m)) => test::run(m, lang),
        Some(("completions", m)) => completions::run(m, lang),
        _ => Err(Failure::Usage(
            lang.pick("welke opdracht?", "which command?").into(),
        )),
    }
}

/// The workspace that `--workspace` names.
fn world(matches: &ArgMatches) -> Result<DiskWorld, Failure> {
    let here = PathBuf::from(".");
    let path = matches.get_one::<PathBuf>("workspace").unwrap_or(&here);
    let folder = Folder::find(path)?;
    let ledger = Ledger::asked(&folder, matches);
    Ok(DiskWorld::new(folder.clone(), Shared::new(folder, ledger)))
}

/// A field of a list with text that is the same in both languages.
fn plain(text: impl ToString) -> Field {
    Field::plain(text)
}

/// A field with what is said in each language.
fn both(say: impl Fn(Lang) -> String) -> Field {
    Field::both(say)
}

/// What things are called: by what was entered, and by the policy files where those can be read.
fn names<'a>(register: &'a Register, definitions: Option<&'a Definitions>) -> Names<'a> {
    Names {
        register,
        defined: definitions.map(|all| Defined {
            programmes: &all.frameworks,
            indicators: &all.indicators,
            regions: &all.regions,
        }),
    }
}

/// A field with a day, where there is one.
fn day(day: Option<Date>) -> Field {
    day.map_or(Field::Empty, plain)
}

/// A field with a programme: its id for programs, its title for people.
fn programme(programme: &Framework) -> Field {
    Field::named(&programme.id, |lang| programme.title.get(lang).to_owned())
}

/// A field with a count.
fn count(count: usize) -> Field {
    Field::Count(count)
}

/// An option that is a text with a default, as clap guarantees.
fn text<'a>(matches: &'a ArgMatches, name: &str) -> &'a str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

/// The region that `--region` names.
fn region(matches: &ArgMatches) -> Result<Option<RegionCode>, Failure> {
    matches
        .get_one::<String>("region")
        .map(|code| RegionCode::new(code).ok_or_else(|| Failure::Usage(format!("`{code}`: ?"))))
        .transpose()
}

/// What is asked of a status: region, line, day judged, day known.
fn asked(matches: &ArgMatches) -> Result<Asked, Failure> {
    Ok(Asked {
        region: region(matches)?,
        line: matches.try_get_one::<String>("line").ok().flatten().cloned(),
        on: matches.get_one::<Date>("on").copied(),
        as_of: matches.get_one::<Date>("as-of").copied(),
    })
}

/// Tells what a reader should know before trusting an answer: a workspace without programmes, or a region that is held against
/// the programme of another.
fn caution(workspace: &Workspace, status: &Status, lang: Lang) {
    if status.frameworks.is_empty() {
        tell(lang.pick(
            "let op: in deze werkmap staat nog geen programma",
            "note: this workspace has no programme yet",
        ));
    }
    for (programme, region) in made_for_others(workspace, status) {
        let (programme, judged) = (programme.get(lang), &status.region_name);
        tell(&match lang {
            Lang::Nl => format!(
                "let op: ‘{programme}’ is van {region}; {judged} heeft dit niet beloofd en ligt hier alleen langs dezelfde meetlat"
            ),
            Lang::En => format!(
                "note: ‘{programme}’ is of {region}; {judged} promised none of it and is only held against the same yardstick"
            ),
        });
    }
}

/// Writes a result in words or for programs to standard output.
fn print(output: &str) -> Result<(), Failure> {
    put_out(&visible(output))
}

/// Writes a page with our own colours to standard output, without them where it does not show them.
fn print_page(page: &Page) -> Result<(), Failure> {
    put_out(page.as_str())
}

/// Writes a list in the format that `--format` names; a table where it names none.
fn print_list(matches: &ArgMatches, list: &List, lang: Lang) -> Result<(), Failure> {
    match text(matches, "format") {
        "json" => print(&list.json()),
        "csv" => print(&list.csv(lang)),
        _ => print_page(&Page::drawn(drawn_list(list, lang))),
    }
}

/// A list as people read it. One without rows says so: a heading alone looks like a list that failed.
fn drawn_list(list: &List, lang: Lang) -> String {
    if list.rows.is_empty() {
        let nothing = lang.pick("Hier staat nog niets.", "Nothing stands here yet.");
        return format!("{nothing}\n");
    }
    list.text(lang, status::style())
}

fn put_out(output: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(output.as_bytes())?;
    if !output.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// Tells something that is no result.
fn tell(message: &str) {
    // When even standard error is gone there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{}", visible(&brief(message)));
}
