//! `koers evaluate`: plans to find out whether policy worked, carried out to the letter.

use super::analyse::{MOST_BYTES, no_drawing, no_such_table, unanswered, unfit};
use super::status::style;
use super::{print, print_list, print_page, tell, text, world};
use crate::disk_world::{DiskWorld, today};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use crate::terminal::{self, Page};
use crate::waiting::Waiting;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_framework::definitions::Planned;
use koers_framework::{LARGEST_FILE, SourceFile, check_evaluation, parse, render};
use koers_model::evaluation::{Outcome, OwnTable};
use koers_model::id::Id;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use koers_report::evaluation::{Told, list};
use koers_run::evaluation::{Evaluated, of_workspace, on_own_table, plan, seal};
use koers_run::workspace::{self, Workspace};
use std::path::Path;
use std::sync::Arc;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(named) = matches.get_one::<String>("plan") else {
        return all(matches, lang);
    };
    let path = Path::new(named);
    let is_file = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    let evaluated = if is_file {
        match from_file(path, lang)? {
            Ok(planned) => match &planned.plan.outcome {
                Outcome::Table(table) => on_table(matches, &planned, table, parent(path), lang)?,
                Outcome::Indicator(indicator) => {
                    let world = world(matches)?;
                    let workspace = workspace::read(&world, lang)?;
                    of_indicator(matches, (&world, &workspace), &planned, indicator, lang)?
                }
            },
            Err(exit) => return Ok(exit),
        }
    } else {
        let world = world(matches)?;
        let workspace = workspace::read(&world, lang)?;
        let planned = plan(&workspace, named).map_err(Failure::Run)?;
        one(matches, (&world, &workspace), planned, lang)?
    };
    let evaluated = match matches.get_one::<String>("sealed") {
        Some(written) => seal(evaluated, sha256(written, lang)?),
        None => evaluated,
    };
    show(matches, &evaluated, lang)
}

/// A SHA-256 as it is written.
fn sha256(written: &str, lang: Lang) -> Result<Hash, Failure> {
    Hash::from_hex(&written.trim().to_lowercase()).ok_or_else(|| {
        Failure::Usage(match lang {
            Lang::Nl => format!("--sealed: `{written}` is geen SHA-256 van 64 tekens 0-9 en a-f"),
            Lang::En => format!("--sealed: `{written}` is no SHA-256 of 64 signs 0-9 and a-f"),
        })
    })
}

/// Every plan of the workspace, as a list.
fn all(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    if let form @ ("md" | "svg") = text(matches, "format") {
        return Err(Failure::Usage(match lang {
            Lang::Nl => format!("--format {form} gaat over één plan: noem het"),
            Lang::En => format!("--format {form} is about one plan: name it"),
        }));
    }
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let plans = workspace
        .definitions()
        .map_err(Failure::Run)?
        .evaluations
        .values();
    let (mut done, mut exit) = (Vec::new(), Exit::Done);
    for planned in plans {
        // One plan that cannot be carried out does not keep the others from being told.
        match one(matches, (&world, &workspace), planned, lang) {
            Ok(evaluated) => done.push(evaluated),
            Err(failure) => {
                tell(&format!("{}: {}", planned.plan.id, failure.message(lang)));
                exit = failure.exit();
            }
        }
    }
    print_list(matches, &list(done.iter().map(told)), lang)?;
    Ok(exit)
}

fn told(evaluated: &Evaluated) -> Told<'_> {
    Told::of(
        &evaluated.planned.plan,
        &evaluated.planned.hash,
        &evaluated.evaluation,
    )
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or_else(|| Path::new(""))
}

/// A plan that stands by itself; what is wrong with it is told.
fn from_file(path: &Path, lang: Lang) -> Result<Result<Planned, Exit>, Failure> {
    let bytes = file::read(path, LARGEST_FILE as u64)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let source = SourceFile {
        path: Arc::from(format!("evaluations/{name}")),
        bytes,
    };
    let parsed = parse(&[source]);
    let (planned, found) = check_evaluation(&parsed, lang);
    let look = render::Look {
        colour: terminal::colour(),
        lang,
        width: terminal::width(),
    };
    if !found.is_empty() {
        tell(render::terminal(&found, parsed.sources(), look).trim_end());
    }
    Ok(planned.ok_or(Exit::Findings))
}

/// Carries out one plan of a workspace.
fn one(
    matches: &ArgMatches,
    (world, workspace): (&DiskWorld, &Workspace),
    planned: &Planned,
    lang: Lang,
) -> Result<Evaluated, Failure> {
    match &planned.plan.outcome {
        Outcome::Table(table) => {
            let folder = world.folder().root().join("evaluations");
            on_table(matches, planned, table, &folder, lang)
        }
        Outcome::Indicator(indicator) => of_indicator(matches, (world, workspace), planned, indicator, lang),
    }
}

/// Carries out a plan about a table beside it.
fn on_table(
    matches: &ArgMatches,
    planned: &Planned,
    table: &OwnTable,
    folder: &Path,
    lang: Lang,
) -> Result<Evaluated, Failure> {
    if matches.contains_id("as-of") {
        let said = lang.pick(
            "een tabel naast het plan heeft geen dagen waarop zij bekend werd: --as-of kan hier niet",
            "a table beside the plan has no days on which it became known: --as-of cannot be given here",
        );
        return Err(Failure::Usage(said.to_owned()));
    }
    let _waiting = waiting(planned, lang);
    let bytes = file::read(&folder.join(&table.file), MOST_BYTES)?;
    on_own_table(planned, (table, &bytes), today()).map_err(|fault| unfit(&fault, &table.file, lang))
}

/// Carries out a plan about an indicator of a workspace.
fn of_indicator(
    matches: &ArgMatches,
    (world, workspace): (&DiskWorld, &Workspace),
    planned: &Planned,
    indicator: &Id,
    lang: Lang,
) -> Result<Evaluated, Failure> {
    let _waiting = waiting(planned, lang);
    let as_of = matches.get_one::<Date>("as-of").copied();
    let found = of_workspace(world, workspace, planned, indicator, (as_of, lang));
    found.map_err(|no| unanswered(no, lang))
}

fn waiting(planned: &Planned, lang: Lang) -> Waiting {
    Waiting::for_(format!(
        "{} {}",
        lang.pick("Nagaan:", "Finding out:"),
        planned.plan.title.get(lang)
    ))
}

/// Writes what came out in the format that was asked for.
fn show(matches: &ArgMatches, evaluated: &Evaluated, lang: Lang) -> Result<Exit, Failure> {
    let told = told(evaluated);
    match text(matches, "format") {
        "json" => print(&told.json())?,
        "md" => print(&told.markdown(lang))?,
        "csv" => {
            let table = matches.get_one::<String>("table").map(String::as_str);
            let csv = told
                .csv(table, lang)
                .map_err(|known| no_such_table(&known, lang))?;
            print(&csv)?;
        }
        "svg" => {
            let svg = told.svg(lang, []).ok_or_else(|| no_drawing(lang))?;
            print(&svg)?;
        }
        _ => print_page(&Page::drawn(told.text(lang, style())))?,
    }
    Ok(Exit::Done)
}
