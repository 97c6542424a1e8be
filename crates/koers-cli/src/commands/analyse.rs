//! `koers analyse`: a method of regional science, on a table of one's own or on the figures of a workspace.

use super::status::style;
use super::{print, print_list, print_page, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::text::Lang;
use koers_report::analysis as said;
use koers_run::analysis::{
    Analysis, Asked, Columns, Fault, Method, NoAnalysis, method, of_workspace, on_own_table,
};
use koers_run::workspace;
use std::path::PathBuf;

/// A table of one's own is read into memory as a whole, as text; a larger one is a data set for a workspace.
pub(super) const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Why figures of a workspace gave no answer, as a failure.
pub(super) fn unanswered(no: NoAnalysis, lang: Lang) -> Failure {
    match no {
        NoAnalysis::Run(error) => Failure::Run(error),
        NoAnalysis::Fault(fault) => Failure::Usage(said::fault(&fault, lang)),
    }
}

/// Why a table of one's own gave no answer, as a failure.
pub(super) fn unfit(fault: &Fault, name: &str, lang: Lang) -> Failure {
    match fault {
        Fault::Table(error) => Failure::Unfit(error.render(name)),
        _ => Failure::Usage(said::fault(fault, lang)),
    }
}

/// That an answer has no table of that name.
pub(super) fn no_such_table(known: &[&str], lang: Lang) -> Failure {
    Failure::Usage(format!(
        "{} {}",
        lang.pick("de tabellen van dit antwoord:", "the tables of this answer:"),
        known.join(", ")
    ))
}

/// That an answer has no drawing.
pub(super) fn no_drawing(lang: Lang) -> Failure {
    let said = lang.pick(
        "bij dit antwoord hoort geen tekening",
        "no drawing belongs to this answer",
    );
    Failure::Usage(said.to_owned())
}

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    if matches.get_flag("list") {
        print_list(matches, &said::methods(), lang)?;
        return Ok(Exit::Done);
    }
    let found = method(text(matches, "method"));
    let method = found.map_err(|fault| Failure::Usage(said::fault(&fault, lang)))?;
    if matches.get_flag("about") {
        print_page(&Page::drawn(said::about(method, lang, style())))?;
        return Ok(Exit::Done);
    }
    let asked = Asked {
        region: matches.get_one::<String>("region").cloned(),
        reference: matches.get_one::<String>("reference").cloned(),
        from: matches.get_one::<String>("from").cloned(),
        to: matches.get_one::<String>("to").cloned(),
        sector: matches.get_one::<String>("sector").cloned(),
        settings: pairs(matches, "set", lang)?,
    };
    let Some(path) = matches.get_one::<PathBuf>("input") else {
        let world = world(matches)?;
        let workspace = workspace::read(&world, lang)?;
        let figures = matches.get_one::<String>("figures").map(String::as_str);
        let as_of = matches.get_one::<Date>("as-of").copied();
        let found = of_workspace(&world, &workspace, method, figures, asked, (as_of, lang));
        let analysis = found.map_err(|no| unanswered(no, lang))?;
        return show(matches, method, &analysis, lang);
    };
    let bytes = file::read(path, MOST_BYTES)?;
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let columns = Columns {
        roles: pairs(matches, "columns", lang)?,
        wide: matches.get_one::<String>("wide").cloned(),
    };
    let found = on_own_table(method, (&name, &bytes), &columns, asked);
    let analysis = found.map_err(|fault| unfit(&fault, &name, lang))?;
    show(matches, method, &analysis, lang)
}

/// Writes an analysis in the format that was asked for.
fn show(matches: &ArgMatches, method: &Method, analysis: &Analysis, lang: Lang) -> Result<Exit, Failure> {
    match text(matches, "format") {
        "json" => print(&said::json(analysis))?,
        "md" => print(&said::markdown(analysis, lang))?,
        "csv" => {
            let table = matches.get_one::<String>("table").map(String::as_str);
            let csv = said::csv(analysis, table, lang).ok_or_else(|| {
                let known: Vec<&str> = analysis.answer.tables.iter().map(|table| table.id).collect();
                no_such_table(&known, lang)
            })?;
            print(&csv)?;
        }
        "svg" => {
            let plot = said::plot(analysis, method.id.to_owned(), lang);
            let plot = plot.ok_or_else(|| no_drawing(lang))?;
            let mut notes: Vec<String> = analysis
                .answer
                .sentences
                .iter()
                .map(|sentence| said::sentence(sentence, lang))
                .collect();
            notes.extend(analysis.inputs.iter().map(|input| said::input(input, lang)));
            print(&plot.standalone(method.title.get(lang), &notes))?;
        }
        _ => print_page(&Page::drawn(said::text(analysis, lang, style())))?,
    }
    Ok(Exit::Done)
}

/// Options of the form `word=value`.
fn pairs(matches: &ArgMatches, name: &str, lang: Lang) -> Result<Vec<(String, String)>, Failure> {
    matches
        .get_many::<String>(name)
        .unwrap_or_default()
        .map(|text| {
            let pair = text.split_once('=').filter(|(word, _)| !word.trim().is_empty());
            let (word, value) = pair.ok_or_else(|| {
                Failure::Usage(match lang {
                    Lang::Nl => format!("--{name}: `{text}` is geen woord=waarde"),
                    Lang::En => format!("--{name}: `{text}` is no word=value"),
                })
            })?;
            Ok((word.trim().to_owned(), value.trim().to_owned()))
        })
        .collect()
}
