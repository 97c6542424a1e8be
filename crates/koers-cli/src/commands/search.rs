//! `koers search`: tables that publishers have.

use super::{both, day, plain, print_list, tell, text, world};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::publishers::{asking, unfetched};
use crate::waiting::Waiting;
use clap::ArgMatches;
use koers_framework::{Parsed, parse};
use koers_model::address::WebAddress;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::published::{Listed, Publisher};
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_run::error::RunError;
use koers_run::finding::find;
use koers_run::world::World as _;
use koers_source::listing::{Catalogue, tables};
use koers_source::site::Site;
use std::collections::BTreeMap;

/// Tables that are shown when nobody says how many.
const SHOWN: u32 = 20;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let files = world.policy_files().map_err(RunError::from)?;
    let parsed = parse(&files);
    let words: Vec<&str> = matches
        .get_many::<String>("words")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let one = matches
        .get_one::<String>("publisher")
        .and_then(|word| Publisher::from_word(word));
    let publishers: Vec<Publisher> = Publisher::WORDS
        .iter()
        .map(|(publisher, _)| *publisher)
        .filter(|publisher| one.is_none_or(|one| one == *publisher))
        .collect();
    let (listed, lost) = listed(&world, &parsed, matches, &publishers, lang);
    let most = matches.get_one::<u32>("limit").copied().unwrap_or(SHOWN);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let found = find(&words.join(" "), &listed, most);
    let list = list(&found.tables, &parsed.datasets());
    if text(matches, "format") == "table" {
        if !found.tables.is_empty() {
            print_list(matches, &list.without("add"), lang)?;
        }
        // Without a list there is nothing to count.
        if !listed.is_empty() {
            tell(&said(found.tables.len(), found.total, listed.len(), lang));
        }
        if let Some(first) = found.tables.first() {
            tell(&format!(
                "{}: {}",
                lang.pick("Toevoegen", "To add one"),
                how(first)
            ));
        }
        if let Some(other) = &found.did_you_mean {
            tell(&format!("{} `{other}`?", lang.pick("bedoelt u", "did you mean")));
        }
    } else {
        print_list(matches, &list, lang)?;
    }
    Ok(if lost { Exit::Unfetched } else { Exit::Done })
}

/// The tables of every publisher, each once, and whether a list could not be had at all. What is wrong is told.
fn listed(
    world: &DiskWorld,
    parsed: &Parsed,
    matches: &ArgMatches,
    publishers: &[Publisher],
    lang: Lang,
) -> (Vec<Listed>, bool) {
    let instead = matches.get_one::<WebAddress>("from");
    let _waiting = Waiting::for_(
        lang.pick("De lijst van tabellen ophalen", "Fetching the list of tables")
            .to_owned(),
    );
    let mut all: BTreeMap<(Publisher, String), Listed> = BTreeMap::new();
    let mut lost = false;
    for publisher in publishers {
        let site = instead.map_or_else(|| Site::of(*publisher), |at| Site::at(*publisher, at));
        let fetcher = asking(&site, parsed);
        for catalogue in Catalogue::of(*publisher) {
            match tables(&fetcher, world.folder(), &site, *catalogue, world.today()) {
                Ok(listing) => {
                    if let Some(fault) = &listing.fault {
                        let name = publisher.name();
                        tell(&match lang {
                            Lang::Nl => format!(
                                "{}; hier staat wat {name} op {} had",
                                fault.sentence(lang),
                                listing.on
                            ),
                            Lang::En => {
                                format!(
                                    "{}; this is what {name} had on {}",
                                    fault.sentence(lang),
                                    listing.on
                                )
                            }
                        });
                    }
                    for table in listing.tables {
                        // The list that counts first has it.
                        let key = (*publisher, table.table.to_ascii_lowercase());
                        all.entry(key).or_insert(table);
                    }
                }
                Err(fault) => {
                    lost = true;
                    tell(&format!(
                        "{}: {}",
                        lang.pick("fout", "error"),
                        unfetched(&fault).sentence(lang)
                    ));
                }
            }
        }
    }
    (all.into_values().collect(), lost)
}

/// How a table is added.
fn how(table: &Listed) -> String {
    format!("koers add {}", name(table))
}

fn name(table: &Listed) -> String {
    format!("{}/{}", table.publisher.word(), table.table)
}

fn said(shown: usize, total: usize, of: usize, lang: Lang) -> String {
    match (shown == total, lang) {
        (true, Lang::Nl) => format!("{total} van {of} tabellen"),
        (true, Lang::En) => format!("{total} of {of} tables"),
        (false, Lang::Nl) => format!("de eerste {shown} van {total} tabellen (meer: --limit)"),
        (false, Lang::En) => format!("the first {shown} of {total} tables (more: --limit)"),
    }
}

fn list(found: &[&Listed], datasets: &BTreeMap<Id, Dataset>) -> List {
    let row = |table: &&Listed| {
        let own = datasets.values().find(|dataset| {
            dataset.publisher.eq_ignore_ascii_case(table.publisher.name())
                && dataset.table.eq_ignore_ascii_case(&table.table)
        });
        let stopped = |lang: Lang| lang.pick("stopgezet", "no longer kept up").to_owned();
        vec![
            plain(name(table)),
            plain(&table.title),
            table.periods.as_ref().map_or(Field::Empty, plain),
            day(table.changed),
            if table.is_stopped {
                both(stopped)
            } else {
                Field::Empty
            },
            own.map_or(Field::Empty, |dataset| plain(&dataset.id)),
            plain(how(table)),
        ]
    };
    List {
        columns: vec![
            Column::new("id", "tabel", "table"),
            Column::new("title", "titel", "title"),
            Column::new("periods", "perioden", "periods"),
            Column::new("changed_on", "veranderd op", "changed on"),
            Column::new("remark", "bijzonderheden", "remarks"),
            Column::new("dataset", "in de werkmap", "in the workspace"),
            Column::new("add", "toevoegen", "to add"),
        ],
        rows: found.iter().map(row).collect(),
    }
}
