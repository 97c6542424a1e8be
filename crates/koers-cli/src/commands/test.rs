//! `koers test`: the golden tests beside the indicators.

use super::{print, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::text::Lang;
use koers_run::golden;
use std::fmt::Write as _;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let only = matches.get_one::<String>("indicator").map(String::as_str);
    let outcomes = golden::run(&world, only, lang)?;
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.faults.is_empty())
        .count();
    let mut output = String::new();
    for outcome in &outcomes {
        let word = if outcome.faults.is_empty() {
            lang.pick("goed", "ok")
        } else {
            lang.pick("FOUT", "FAILED")
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            output,
            "{word:6} {}: {}",
            outcome.indicator,
            outcome.name.get(lang)
        );
        for fault in &outcome.faults {
            let _ = writeln!(output, "       {fault}");
        }
    }
    let passed = outcomes.len() - failed;
    let _ = match lang {
        Lang::Nl => writeln!(output, "\n{passed} goed, {failed} fout"),
        Lang::En => writeln!(output, "\n{passed} passed, {failed} failed"),
    };
    print(&output)?;
    Ok(if failed == 0 { Exit::Done } else { Exit::Findings })
}
