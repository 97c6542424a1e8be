//! `koers regions import`: take over a register of regions.

use super::super::{day, plain, print_list, tell, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_run::regions::takeover::{EVENTS, Form, MOST_BYTES, REGIONS, Taken, take_over};
use koers_run::workspace;
use koers_source::atomic;
use std::path::PathBuf;

/// More remarks than this are counted, not told one by one.
const MOST_TOLD: usize = 20;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(Exit::Usage);
    };
    let bytes = file::read(path, MOST_BYTES as u64)?;
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let workspace = workspace::read(&world, lang)?;
    let form = matches
        .get_one::<String>("as")
        .and_then(|word| Form::from_word(word));
    let since = matches.get_one::<Date>("since").copied();
    let found = take_over(&workspace, &bytes, &name, form, since)?;
    for remark in found.remarks.iter().take(MOST_TOLD) {
        tell(&format!("{} {}", lang.pick("let op:", "note:"), remark.get(lang)));
    }
    if let Some(more @ 1..) = found.remarks.len().checked_sub(MOST_TOLD) {
        tell(&match lang {
            Lang::Nl => format!("let op: en nog {more} van zulke opmerkingen"),
            Lang::En => format!("note: and {more} more such remarks"),
        });
    }
    let dry = matches.get_flag("dry-run");
    if !dry {
        // Regions first: changes name them, so a stop in between leaves files that fit.
        for name in [REGIONS, EVENTS] {
            if let Some(text) = found.files.get(name) {
                let path = world.folder().root().join(name);
                atomic::write(&path, text.as_bytes()).map_err(|source| Failure::Write { path, source })?;
            }
        }
    }
    let count = found.taken.len();
    tell(&match (dry, lang) {
        (true, Lang::Nl) => format!("{count} regels zouden veranderen; er is niets geschreven"),
        (true, Lang::En) => format!("{count} rows would change; nothing was written"),
        (false, Lang::Nl) => format!("{count} regels veranderd"),
        (false, Lang::En) => format!("{count} rows changed"),
    });
    print_list(matches, &list(&found.taken), lang)?;
    Ok(Exit::Done)
}

fn list(taken: &[Taken]) -> List {
    let row = |taken: &Taken| match taken {
        Taken::Region(region) => vec![
            what("region", "nieuw gebied", "new region"),
            plain(&region.code),
            plain(&region.name),
            day(region.validity.from),
            day(region.validity.to),
        ],
        Taken::Day {
            region,
            last,
            day: on,
        } => vec![
            what("day", "dag ingevuld", "day filled in"),
            plain(region),
            Field::Empty,
            day((!last).then_some(*on)),
            day(last.then_some(*on)),
        ],
        Taken::Change(change) => vec![
            Field::named("change", |lang| change.kind.label(lang).to_owned()),
            plain(&change.from),
            plain(format!("→ {}", change.to)),
            day(Some(change.date)),
            Field::Empty,
        ],
    };
    List {
        columns: vec![
            Column::new("what", "wat", "what"),
            Column::new("code", "code", "code"),
            Column::new("name", "naam of waarheen", "name or where to"),
            Column::new("from", "vanaf", "from"),
            Column::new("until", "tot en met", "until"),
        ],
        rows: taken.iter().map(row).collect(),
    }
}

fn what(word: &str, nl: &'static str, en: &'static str) -> Field {
    Field::named(word, |lang| lang.pick(nl, en).to_owned())
}
