//! `koers store`: look after the snapshots.

use super::{count, day, plain, print, print_list, tell, text, world};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::id::Id;
use koers_model::snapshot::Provenance;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_report::number;
use koers_report::words::data::snapshots;
use koers_run::error::RunError;
use koers_run::tables::Vintages;
use koers_run::world::{World as _, WorldError};
use koers_source::store::{StoreError, Unsound};
use std::collections::BTreeMap;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("stats", m)) => stats(m, lang),
        Some(("verify", m)) => verify(m, lang),
        Some(("prune", m)) => prune(m, lang),
        _ => Err(Failure::Usage(
            lang.pick("stats, verify of prune?", "stats, verify or prune?")
                .into(),
        )),
    }
}

fn failed(error: &StoreError) -> Failure {
    Failure::Run(RunError::World(WorldError::new(error)))
}

/// The snapshots of every data set, the oldest first.
fn by_dataset(world: &DiskWorld) -> Result<BTreeMap<Id, Vec<Provenance>>, Failure> {
    let all = world
        .folder()
        .snapshots()
        .list()
        .map_err(|error| failed(&error))?;
    let mut found: BTreeMap<Id, Vec<Provenance>> = BTreeMap::new();
    for snapshot in all {
        found.entry(snapshot.dataset.clone()).or_default().push(snapshot);
    }
    Ok(found)
}

/// Bytes as people read them: in units of a thousand (SI).
fn size(bytes: u64, lang: Lang) -> String {
    let units = ["B", "kB", "MB", "GB"];
    let mut of = bytes as f64;
    let mut at = 0;
    while of >= 1000.0 && at + 1 < units.len() {
        of /= 1000.0;
        at += 1;
    }
    let decimals = u8::from(at > 0 && of < 100.0);
    let said = koers_model::value::Number::new(of).map(|of| number::number(of, decimals, lang));
    format!(
        "{} {}",
        said.unwrap_or_default(),
        units.get(at).copied().unwrap_or("B")
    )
}

/// A field with so many bytes: the number for programs, the size for people.
fn bytes(bytes: u64) -> Field {
    Field::named(bytes, |lang| size(bytes, lang))
}

fn stats(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let all = by_dataset(&world)?;
    let row = |(id, own): (&Id, &Vec<Provenance>)| {
        vec![
            plain(id),
            count(own.len()),
            day(own.first().map(Provenance::known_since)),
            day(own.last().map(Provenance::known_since)),
            bytes(own.iter().map(|one| one.size).sum()),
        ]
    };
    let list = List {
        columns: vec![
            Column::new("dataset", "gegevensset", "data set"),
            Column::new("snapshots", "momentopnamen", "snapshots"),
            Column::new("first", "eerste", "first"),
            Column::new("last", "laatste", "last"),
            Column::new("bytes", "grootte", "size"),
        ],
        rows: all.iter().map(row).collect(),
    };
    print_list(matches, &list, lang)?;
    if text(matches, "format") == "table" {
        let many = snapshots(all.values().map(Vec::len).sum(), lang);
        let whole: u64 = all.values().flatten().map(|one| one.size).sum();
        tell(&format!("{many}, {}", size(whole, lang)));
    }
    Ok(Exit::Done)
}

fn verify(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let what = lang.pick("Nalezen", "Reading again");
    let health = world
        .folder()
        .snapshots()
        .verify(&|done, of| world.progress(what, done, of));
    let health = health.map_err(|error| failed(&error))?;
    let said = health
        .faults
        .iter()
        .map(|fault| format!("{}\n", sentence(fault, lang)));
    print(&said.collect::<String>())?;
    let harmed = health.faults.iter().filter(|fault| fault.harms()).count();
    let (whole, room) = (snapshots(health.whole, lang), size(health.bytes, lang));
    tell(&match (harmed, lang) {
        (0, Lang::Nl) => format!("heel: {whole} ({room})"),
        (0, Lang::En) => format!("whole: {whole} ({room})"),
        (_, Lang::Nl) => format!("heel: {whole} ({room}); niet heel: {harmed}"),
        (_, Lang::En) => format!("whole: {whole} ({room}); not whole: {harmed}"),
    });
    Ok(if harmed > 0 { Exit::BadData } else { Exit::Done })
}

fn sentence(fault: &Unsound, lang: Lang) -> String {
    match (fault, lang) {
        (Unsound::Record { path, why }, Lang::Nl) => {
            format!("{}: deze gegevens zijn niet te lezen: {why}", path.display())
        }
        (Unsound::Record { path, why }, Lang::En) => {
            format!("{}: this record cannot be read: {why}", path.display())
        }
        (Unsound::Gone { path }, Lang::Nl) => {
            format!("{}: de bytes van deze momentopname zijn weg", path.display())
        }
        (Unsound::Gone { path }, Lang::En) => {
            format!("{}: the bytes of this snapshot are gone", path.display())
        }
        (Unsound::Damaged { path, found }, Lang::Nl) => {
            format!(
                "{}: de bytes zijn veranderd sinds ze zijn bewaard (nu {found})",
                path.display()
            )
        }
        (Unsound::Damaged { path, found }, Lang::En) => {
            format!(
                "{}: the bytes changed since they were stored (now {found})",
                path.display()
            )
        }
        (Unsound::Stray { path, bytes }, Lang::Nl) => format!(
            "{}: hoort bij geen momentopname ({}); dat kan geen kwaad",
            path.display(),
            size(*bytes, lang)
        ),
        (Unsound::Stray { path, bytes }, Lang::En) => format!(
            "{}: belongs to no snapshot ({}); that does no harm",
            path.display(),
            size(*bytes, lang)
        ),
    }
}

fn prune(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let Some(_only) = world.folder().lock_fetching()? else {
        return Err(Failure::Usage(super::sync::busy(lang).to_owned()));
    };
    let all = by_dataset(&world)?;
    let asked: Vec<&String> = matches
        .get_many::<String>("dataset")
        .into_iter()
        .flatten()
        .collect();
    for id in &asked {
        if !all.contains_key(id.as_str()) {
            return Err(Failure::Run(RunError::Unknown {
                what: "data set",
                id: (*id).clone(),
                near: near(id, all.keys().map(Id::as_str)),
            }));
        }
    }
    let keep = matches.get_one::<u32>("keep").copied().unwrap_or(u32::MAX);
    let keep = usize::try_from(keep).unwrap_or(usize::MAX);
    let wanted = |id: &Id| asked.is_empty() || asked.iter().any(|asked| asked.as_str() == id.as_str());
    // What is in use today stays, also when a later one is there whose day has not come.
    let every: Vec<Provenance> = all.values().flatten().cloned().collect();
    let in_use = Vintages::known_on(&every, world.today());
    // What was told to the council can be made once more as long as its figures are here.
    let editions = world.editions().map_err(RunError::from)?;
    let is_cited = |one: &Provenance| {
        let cited = editions.iter().flat_map(|edition| &edition.snapshots);
        cited
            .into_iter()
            .any(|cited| cited.dataset == one.dataset && cited.hash == one.hash)
    };
    let old: Vec<&Provenance> = all
        .iter()
        .filter(|(id, _)| wanted(id))
        .flat_map(|(_, own)| own.iter().take(own.len().saturating_sub(keep)))
        .filter(|one| in_use.get(&one.dataset) != Some(one))
        .filter(|one| !is_cited(one))
        .collect();
    let row = |one: &&Provenance| {
        vec![
            plain(&one.dataset),
            day(Some(one.known_since())),
            plain(one.hash.short()),
            bytes(one.size),
        ]
    };
    let list = List {
        columns: vec![
            Column::new("dataset", "gegevensset", "data set"),
            Column::new("known_since", "bekend sinds", "known since"),
            Column::new("snapshot", "momentopname", "snapshot"),
            Column::new("bytes", "grootte", "size"),
        ],
        rows: old.iter().map(row).collect(),
    };
    print_list(matches, &list, lang)?;
    let (many, room) = (
        snapshots(old.len(), lang),
        old.iter().map(|one| one.size).sum::<u64>(),
    );
    if !matches.get_flag("yes") {
        let room = size(room, lang);
        tell(&match lang {
            Lang::Nl => format!("weg zou gaan: {many} ({room}); met --yes gebeurt het echt"),
            Lang::En => format!("would go: {many} ({room}); with --yes it really happens"),
        });
        return Ok(Exit::Done);
    }
    let mut freed = 0;
    for one in old {
        freed += world
            .folder()
            .snapshots()
            .remove(one)
            .map_err(|error| failed(&error))?;
    }
    let freed = size(freed, lang);
    tell(&match lang {
        Lang::Nl => format!("weg: {many}; dat geeft {freed} ruimte"),
        Lang::En => format!("gone: {many}, which frees {freed}"),
    });
    Ok(Exit::Done)
}
