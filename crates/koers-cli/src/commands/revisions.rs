//! `koers revisions`: what was believed before, and what that did to verdicts.

use super::analyse::no_drawing;
use super::status::style;
use super::{asked, print, print_page, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::revision::Revisions;
use koers_model::text::Lang;
use koers_report::plot::Plot;
use koers_report::revisions as said;
use koers_run::revisions::{Asked, revisions_of};
use koers_run::workspace;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let question = asked(matches)?;
    let asked = Asked {
        region: question.region,
        since: matches.get_one::<Date>("since").copied(),
        on: question.on,
        as_of: question.as_of,
    };
    let found = revisions_of(&world, &workspace, text(matches, "what"), &asked)?;
    match text(matches, "format") {
        "json" => print(&said::json(&found))?,
        "csv" => {
            // Of a data set every revised cell is a row: what people do with a file is looking them up.
            let list = match &found {
                Revisions::Indicator(_) => said::list(&found),
                Revisions::Dataset(of) => said::cells(of),
            };
            print(&list.csv(lang))?;
        }
        "svg" => {
            let drawing = said::drawing(&found).ok_or_else(|| no_drawing(lang))?;
            let plot = Plot {
                id: "revisions".to_owned(),
                lang,
                drawing: &drawing,
            };
            let notes = said::sentences(&found, lang);
            print(&plot.standalone(&said::title(&found, lang), &notes))?;
        }
        _ => print_page(&Page::drawn(said::text(&found, lang, style())))?,
    }
    Ok(Exit::Done)
}
