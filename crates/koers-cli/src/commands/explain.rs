//! `koers explain`: where a figure or a verdict comes from.

use super::regions::basis;
use super::status::style;
use super::{asked, print, print_page, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::text::Lang;
use koers_report::explain::Subject;
use koers_report::{explain_json, explain_text};
use koers_run::explain::{Explained, Explanation, explain_on};
use koers_run::restate::On;
use koers_run::workspace;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let period = matches.get_one::<String>("period").map(String::as_str);
    let on = matches.get_one::<Date>("boundaries").map(|day| On {
        day: *day,
        basis: basis(matches),
    });
    let workspace = workspace::read(&world, lang)?;
    let explanation = explain_on(
        &world,
        &workspace,
        text(matches, "what"),
        period,
        &asked(matches)?,
        on,
    )?;
    let as_json = text(matches, "format") == "json";
    let readings = match &explanation {
        Explanation::Reading(reading) => std::slice::from_ref(&**reading),
        Explanation::Outcome { readings, .. } => readings.as_slice(),
    };
    if as_json {
        let parts: Vec<String> = readings.iter().map(json).collect();
        print(&match &explanation {
            Explanation::Reading(_) => parts.concat(),
            Explanation::Outcome { status, .. } => {
                let status = koers_report::status_json(status);
                format!("{{\"status\": {status},\n\"readings\": [{}]}}", parts.join(",\n"))
            }
        })?;
        return Ok(Exit::Done);
    }
    if let Explanation::Outcome { status, .. } = &explanation {
        print_page(&Page::drawn(koers_report::status_table(status, lang, style())))?;
    }
    for reading in readings {
        print_page(&Page::drawn(explain_text(
            &subject(reading),
            &reading.reading,
            &reading.trace,
            lang,
            style(),
        )))?;
    }
    Ok(Exit::Done)
}

fn subject(explained: &Explained) -> Subject<'_> {
    let indicator = &explained.indicator;
    Subject {
        title: &indicator.title,
        version: indicator.version,
        unit: indicator.unit,
        decimals: indicator.decimals,
    }
}

fn json(explained: &Explained) -> String {
    explain_json(&subject(explained), &explained.reading, &explained.trace)
}
