//! `koers evaluate`: plans to find out whether policy worked, carried out to the letter.

use super::status::style;
use super::{print, print_list, print_page, tell, text, world};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use crate::terminal::{self, Page};
use crate::waiting::Waiting;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_framework::definitions::Planned;
use koers_framework::{LARGEST_FILE, SourceFile, check_evaluation, parse, render};
use koers_model::evaluation::Outcome;
use koers_model::text::Lang;
use koers_report::analysis as said;
use koers_report::evaluation::{Told, list};
use koers_run::analysis::NoAnalysis;
use koers_run::evaluation::{Evaluated, of_workspace, on_own_table, plan, seal};
use koers_run::workspace::{self, Workspace};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A table of one's own is read into memory as a whole.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

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
                Outcome::Table(_) => one(matches, None, &planned, parent(path), lang)?,
                Outcome::Indicator(_) => {
                    let world = world(matches)?;
                    let workspace = workspace::read(&world, lang)?;
                    one(matches, Some((&world, &workspace)), &planned, parent(path), lang)?
                }
            },
            Err(exit) => return Ok(exit),
        }
    } else {
        let world = world(matches)?;
        let workspace = workspace::read(&world, lang)?;
        let planned = plan(&workspace, named).map_err(Failure::Run)?;
        let folder = world.folder().root().join("evaluations");
        one(matches, Some((&world, &workspace)), planned, &folder, lang)?
    };
    let evaluated = match matches.get_one::<String>("sealed") {
        Some(hash) => seal(evaluated, hash),
        None => evaluated,
    };
    show(matches, &evaluated, lang)
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
    let folder = world.folder().root().join("evaluations");
    let plans = workspace
        .definitions()
        .map_err(Failure::Run)?
        .evaluations
        .values();
    let (mut done, mut exit) = (Vec::new(), Exit::Done);
    for planned in plans {
        // One plan that cannot be carried out does not keep the others from being told.
        match one(matches, Some((&world, &workspace)), planned, &folder, lang) {
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

/// Carries out one plan.
fn one(
    matches: &ArgMatches,
    at: Option<(&DiskWorld, &Workspace)>,
    planned: &Planned,
    folder: &Path,
    lang: Lang,
) -> Result<Evaluated, Failure> {
    let _waiting = Waiting::for_(format!(
        "{} {}",
        lang.pick("Nagaan:", "Finding out:"),
        planned.plan.title.get(lang)
    ));
    let refused = |fault| Failure::Usage(said::fault(&fault, lang));
    match (&planned.plan.outcome, at) {
        (Outcome::Table(_), _) if matches.contains_id("as-of") => Err(Failure::Usage(
            lang.pick(
                "een tabel naast het plan heeft geen dagen waarop zij bekend werd: --as-of kan hier niet",
                "a table beside the plan has no days on which it became known: --as-of cannot be given here",
            )
            .to_owned(),
        )),
        (Outcome::Table(table), _) => {
            let path: PathBuf = folder.join(&table.file);
            let bytes = file::read(&path, MOST_BYTES)?;
            on_own_table(planned, table, &bytes).map_err(|fault| match &fault {
                koers_run::analysis::Fault::Table(error) => Failure::Unfit(error.render(&table.file)),
                _ => refused(fault),
            })
        }
        (Outcome::Indicator(indicator), Some((world, workspace))) => {
            let as_of = matches.get_one::<Date>("as-of").copied();
            of_workspace(world, workspace, planned, indicator, (as_of, lang)).map_err(|no| match no {
                NoAnalysis::Run(error) => Failure::Run(error),
                NoAnalysis::Fault(fault) => refused(fault),
            })
        }
        (Outcome::Indicator(indicator), None) => Err(Failure::Usage(match lang {
            Lang::Nl => {
                format!("dit plan gaat over indicator `{indicator}`: noem de werkmap met --workspace")
            }
            Lang::En => {
                format!("this plan is about indicator `{indicator}`: name the workspace with --workspace")
            }
        })),
    }
}

/// Writes what came out in the format that was asked for.
fn show(matches: &ArgMatches, evaluated: &Evaluated, lang: Lang) -> Result<Exit, Failure> {
    let told = told(evaluated);
    match text(matches, "format") {
        "json" => print(&told.json())?,
        "md" => print(&told.markdown(lang))?,
        "csv" => {
            let table = matches.get_one::<String>("table").map(String::as_str);
            let csv = told.csv(table, lang).map_err(|known| {
                Failure::Usage(format!(
                    "{} {}",
                    lang.pick("de tabellen van dit antwoord:", "the tables of this answer:"),
                    known.join(", ")
                ))
            })?;
            print(&csv)?;
        }
        "svg" => {
            let svg = told.svg(lang, []).ok_or_else(|| {
                Failure::Usage(
                    lang.pick(
                        "bij dit antwoord hoort geen tekening",
                        "no drawing belongs to this answer",
                    )
                    .to_owned(),
                )
            })?;
            print(&svg)?;
        }
        _ => print_page(&Page::drawn(told.text(lang, style())))?,
    }
    Ok(Exit::Done)
}
