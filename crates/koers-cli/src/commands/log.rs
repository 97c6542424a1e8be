//! `koers log`: the log of the register.

mod carry;

use super::status::style;
use super::{both, count, plain, print, print_list, print_page, tell, text};
use crate::exit::Exit;
use crate::failure::{Failure, fault_nl};
use crate::register::{self, Ledger, kind_label};
use crate::terminal::Page;
use clap::ArgMatches;
use koers_model::id::Id;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_run::error::RunError;
use koers_sheet::preview;
use koers_source::folder::Folder;
use koers_store::{Event, Head, Kind, Proof, Record, Store, good_backups, restore};
use std::path::{Path, PathBuf};

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("verify", m)) => verify(m, lang),
        Some(("backup", m)) => backup(m, lang),
        Some(("restore", m)) => back(m, lang),
        Some(("export", m)) => carry::out(m, lang),
        Some(("import", m)) => carry::taken_in(m, lang),
        Some((_, m)) => show(m, lang),
        None => Ok(Exit::Usage),
    }
}

fn ledger(matches: &ArgMatches) -> Result<Ledger, Failure> {
    Ok(Ledger::asked(&folder(matches)?, matches))
}

/// The workspace that is worked on.
fn folder(matches: &ArgMatches) -> Result<Folder, Failure> {
    let here = PathBuf::from(".");
    let path = matches.get_one::<PathBuf>("workspace").unwrap_or(&here);
    Ok(Folder::find(path)?)
}

/// The register, which must be there: of one that is not, nothing can be shown or proven.
fn there(matches: &ArgMatches, lang: Lang) -> Result<Store, Failure> {
    ledger(matches)?.open_if_there()?.ok_or_else(|| {
        Failure::Usage(
            lang.pick(
                "in deze werkmap is nog niets ingevoerd: er is geen koers.db",
                "nothing was entered in this workspace yet: there is no koers.db",
            )
            .to_owned(),
        )
    })
}

fn show(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let store = there(matches, lang)?;
    let after = matches.get_one::<u64>("after").copied().unwrap_or(0);
    let most = matches.get_one::<u32>("most").copied().unwrap_or(u32::MAX);
    let only = matches.get_one::<String>("id");
    let (events, more) = match only {
        Some(id) => of_thing(&store, id, after, most)?,
        None => {
            let events = store.events(after, most)?;
            let head = store.head()?;
            let more = events.last().is_some_and(|last| last.seq < head.seq);
            (events, more)
        }
    };
    if text(matches, "format") == "table" {
        print_page(&Page::drawn(for_people(&events).text(lang, style())))?;
        if only.is_some() {
            print_page(&each(&events, lang))?;
        }
    } else {
        print_list(matches, &for_machines(&events)?, lang)?;
    }
    if let Some(last) = events.last().filter(|_| more) {
        let of = only.map_or_else(String::new, |id| format!(" --id {id}"));
        let word = lang.pick("verder met:", "go on with:");
        tell(&format!("{word} koers log show{of} --after {}", last.seq));
    }
    Ok(Exit::Done)
}

/// What happened to the things with an id, whatever their kind, in the order of the log; and whether there is more of it than was asked for.
fn of_thing(store: &Store, id: &str, after: u64, most: u32) -> Result<(Vec<Event>, bool), Failure> {
    let mut events = Vec::new();
    if let Ok(id) = Id::new(id) {
        for kind in Kind::ALL {
            events.extend(store.history(*kind, &id)?);
        }
    }
    if events.is_empty() {
        let kept = store.kept()?;
        let things = [&kept.register, &kept.ended].map(Record::all).concat();
        return Err(RunError::Unknown {
            what: "thing",
            id: id.to_owned(),
            near: near(id, things.iter().map(|thing| thing.id().as_str())),
        }
        .into());
    }
    events.sort_unstable_by_key(|event| event.seq);
    events.retain(|event| event.seq > after);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = events.len() > most;
    events.truncate(most);
    Ok((events, more))
}

/// What of a change is said otherwise to people than to machines.
struct Shown {
    when: Field,
    kind: Field,
    verb: Field,
}

/// Changes with the words of the reader, and moments to the second. Who checks the chain takes JSON, or `koers log verify`: 64 digits would
/// leave no room for the reason.
pub fn for_people(events: &[Event]) -> List {
    let shown = |event: &Event| Shown {
        when: plain(event.at.timestamp().strftime("%Y-%m-%d %H:%M:%SZ")),
        kind: both(|lang| kind_label(event.kind, lang).to_owned()),
        verb: both(|lang| event.verb.label(lang).to_owned()),
    };
    changes(events, shown).without("hash")
}

/// Changes with the words and moments of the log itself, and with what was and what is since.
fn for_machines(events: &[Event]) -> Result<List, Failure> {
    let shown = |event: &Event| Shown {
        when: plain(event.at),
        kind: plain(event.kind),
        verb: plain(event.verb.word()),
    };
    let mut list = changes(events, shown);
    list.columns.push(Column::new("before", "was", "before"));
    list.columns.push(Column::new("after", "is", "after"));
    for (event, row) in events.iter().zip(&mut list.rows) {
        for side in [&event.before, &event.after] {
            let side = side.as_ref().map(written).transpose()?;
            row.push(side.map_or(Field::Empty, plain));
        }
    }
    Ok(list)
}

/// A record as the register writes it.
pub fn written(record: &Record) -> Result<String, Failure> {
    record.encode().map_err(|error| {
        Failure::Store(koers_store::Error::Unreadable {
            kind: record.kind().to_string(),
            id: record.id().to_string(),
            what: error.to_string(),
        })
    })
}

/// What each change changed, field by field: what it was and what it became.
pub fn each(events: &[Event], lang: Lang) -> Page {
    let mut out = Page::default();
    for event in events {
        let [before, after] = event.sides();
        let verb = event.verb.label(lang);
        let said = preview(&before, &after, lang).say(usize::MAX);
        // Its first line counts rows; here there is one thing.
        let said = said.split_once('\n').map_or("", |(_, rest)| rest);
        out.say(&format!(
            "\n{} {}, {verb}\n{said}",
            lang.pick("nr", "no."),
            event.seq
        ));
    }
    out
}

fn changes(events: &[Event], shown: impl Fn(&Event) -> Shown) -> List {
    let rows = events.iter().map(|event| {
        let Shown { when, kind, verb } = shown(event);
        vec![
            count(usize::try_from(event.seq).unwrap_or(usize::MAX)),
            when,
            plain(&event.who),
            kind,
            plain(&event.id),
            verb,
            plain(&event.reason),
            plain(event.hash),
        ]
    });
    List {
        columns: vec![
            Column::new("seq", "nr", "no."),
            Column::new("at", "wanneer", "when"),
            Column::new("who", "wie", "who"),
            Column::new("kind", "soort", "kind"),
            Column::new("id", "id", "id"),
            Column::new("verb", "wat", "what"),
            Column::new("reason", "waarom", "why"),
            Column::new("hash", "controlegetal", "hash"),
        ],
        rows: rows.collect(),
    }
}

fn verify(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let known = matches.get_one::<String>("known").map(|text| head_of(text, lang));
    let known = known.transpose()?;
    let store = there(matches, lang)?;
    let proof = store.verify(known.as_ref())?;
    let json = text(matches, "format") == "json";
    match proof {
        Proof::Chain { head, things } => {
            print(&if json {
                let said = serde_json::json!({"whole": true, "seq": head.seq, "hash": head.hash.to_string(), "things": things});
                format!("{said:#}")
            } else {
                let changes = carry::changes(head.seq, lang);
                let of = match things {
                    1 => lang.pick("1 ding", "1 thing").to_owned(),
                    _ => format!("{things} {}", lang.pick("dingen", "things")),
                };
                match lang {
                    Lang::Nl => format!(
                        "Het logboek is heel: {changes}, {of}.\nSchrijf dit elders op om later te vergelijken: {}:{}",
                        head.seq, head.hash
                    ),
                    Lang::En => format!(
                        "The log is whole: {changes}, {of}.\nWrite this down elsewhere to compare later: {}:{}",
                        head.seq, head.hash
                    ),
                }
            })?;
            Ok(Exit::Done)
        }
        Proof::Broken { seq, fault } => {
            print(&if json {
                let said = serde_json::json!({"whole": false, "seq": seq, "fault": fault.to_string()});
                format!("{said:#}")
            } else {
                match lang {
                    Lang::Nl => format!(
                        "Het logboek is NIET heel: bij wijziging {seq}: {}",
                        fault_nl(fault)
                    ),
                    Lang::En => format!("The log is NOT whole: at change {seq}: {fault}"),
                }
            })?;
            tell(&way_back(&ledger(matches)?, lang));
            Ok(Exit::BadData)
        }
    }
}

/// What can be done about a log that is not whole.
fn way_back(ledger: &Ledger, lang: Lang) -> String {
    let backups = ledger.file().map(good_backups).unwrap_or_default();
    let way = match (backups.first(), lang) {
        (None, _) => lang
            .pick(
                "Er is geen goede kopie om naar terug te gaan.",
                "There is no good backup to go back to.",
            )
            .to_owned(),
        (Some(newest), Lang::Nl) => format!(
            "{} goede kopieën; terug naar de nieuwste: koers log restore {}. Wat daarna is ingevoerd, staat er dan niet in; wat er nu staat, gaat opzij.",
            backups.len(),
            newest.display()
        ),
        (Some(newest), Lang::En) => format!(
            "{} good backups; back to the newest: koers log restore {}. What was entered after it is not in it; what is there now is put aside.",
            backups.len(),
            newest.display()
        ),
    };
    let refused = lang.pick(
        "Voer tot dan niets meer in. Koers weigert een wijziging van een ding waarvan de laatste wijziging niet klopt, en elke wijziging zolang de laatste van het logboek niet klopt of het eind ervan weg is; andere wijzigingen weigert het niet.",
        "Enter nothing more until then. Koers refuses a change of a thing whose last change does not fit, and every change as long as the last one of the log does not fit or its end is gone; it does not refuse other changes.",
    );
    format!("{way}\n{refused}")
}

/// `42:9f86…`, as `verify` prints it.
fn head_of(text: &str, lang: Lang) -> Result<Head, Failure> {
    register::head_of(text).ok_or_else(|| {
        Failure::Usage(match lang {
            Lang::Nl => {
                format!("--known `{text}`: schrijf NUMMER:CONTROLEGETAL, zoals `koers log verify` het gaf")
            }
            Lang::En => format!("--known `{text}`: write NUMBER:HASH as `koers log verify` gave it"),
        })
    })
}

fn backup(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let ledger = ledger(matches)?;
    in_a_file(&ledger, lang)?;
    let Some(store) = ledger.open_if_there()? else {
        // Who makes a copy every night also does before the first thing is entered: nothing is lost, so it is no error.
        tell(lang.pick(
            "Er is nog niets ingevoerd: er is geen koers.db om een kopie van te maken.",
            "Nothing was entered yet: there is no koers.db to copy.",
        ));
        return Ok(Exit::Done);
    };
    if let Some(copy) = store.backup()? {
        print(&copy.display().to_string())?;
    }
    Ok(Exit::Done)
}

/// The file of a register, which is the only thing that copies are made of and put back in: a server has ways of its own.
fn in_a_file(ledger: &Ledger, lang: Lang) -> Result<&Path, Failure> {
    ledger.file().ok_or_else(|| {
        Failure::Usage(
            lang.pick(
                "het register staat op een server: maak en herstel een kopie met pg_dump en pg_restore",
                "the register is on a server: copy and restore it with pg_dump and pg_restore",
            )
            .to_owned(),
        )
    })
}

fn back(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let ledger = ledger(matches)?;
    let file = in_a_file(&ledger, lang)?;
    let Some(copy) = matches.get_one::<PathBuf>("file") else {
        return Ok(Exit::Usage);
    };
    if !copy.exists() {
        return Err(Failure::Read {
            path: copy.clone(),
            source: std::io::ErrorKind::NotFound.into(),
        });
    }
    let restored = restore(file, copy)?;
    print(&match lang {
        Lang::Nl => format!("Teruggezet tot en met wijziging {}.", restored.head.seq),
        Lang::En => format!("Put back up to change {}.", restored.head.seq),
    })?;
    if let Some(aside) = restored.aside {
        let word = lang.pick("Wat er stond, staat nu in", "What was there is now in");
        tell(&format!("{word} {}", aside.display()));
    }
    Ok(Exit::Done)
}
