//! `koers edition`: freeze what is told, and see what is different since.

use super::status::style;
use super::{asked, caution, plain, print, print_list, print_page, tell, text, world};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use koers_model::edition::{Edition, Told};
use koers_model::id::Id;
use koers_model::text::Lang;
use koers_report::edition as said;
use koers_report::list::{Column, Field, List};
use koers_run::edition::{Bundle, STATUS, compare, find, make, read, rebuild};
use koers_run::error::RunError;
use koers_run::status::Asked;
use koers_run::workspace;
use koers_run::world::{World as _, WorldError};

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("create", m)) => create(m, lang),
        Some(("list", m)) => list(m, lang),
        Some(("show", m)) => show(m, lang),
        Some(("diff", m)) => diff(m, lang),
        Some(("verify", m)) => verify(m, lang),
        _ => Err(Failure::Usage(
            lang.pick(
                "create, list, show, diff of verify?",
                "create, list, show, diff or verify?",
            )
            .into(),
        )),
    }
}

/// The id that a name gives: its letters and digits, small, with a dash for all between.
fn id_of(title: &str) -> String {
    let small = title.to_lowercase();
    let words = small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn create(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let title = text(matches, "title").trim();
    let written = matches.get_one::<String>("id").cloned();
    let written = written.unwrap_or_else(|| id_of(title));
    let id = Id::new(&written).ok().filter(|id| !id.as_str().contains('/'));
    let Some(id) = id else {
        return Err(Failure::Usage(match lang {
            Lang::Nl => format!(
                "`{written}` kan geen id van een editie zijn: noem er een met --id, van kleine letters, cijfers en streepjes"
            ),
            Lang::En => format!(
                "`{written}` cannot be the id of an edition: name one with --id, of small letters, digits and dashes"
            ),
        }));
    };
    let world = world(matches)?;
    let there = world.editions().map_err(RunError::from)?;
    if there.iter().any(|edition| edition.id == id) {
        return Err(Failure::Usage(match lang {
            Lang::Nl => format!(
                "editie `{id}` is er al, en een editie verandert nooit: kies een andere naam, of een ander --id"
            ),
            Lang::En => format!(
                "edition `{id}` is there already, and an edition never changes: choose another name, or another --id"
            ),
        }));
    }
    let workspace = workspace::read(&world, lang)?;
    let asked = asked(matches)?;
    caution(
        &workspace,
        &koers_run::status::status_of(&world, &workspace, &asked)?,
        lang,
    );
    let bundle = make(&world, &workspace, (&id, title), &asked, &said::texts)?;
    world
        .keep_edition(&bundle.edition, &bundle.files)
        .map_err(RunError::from)?;
    print_list(matches, &said::list(std::slice::from_ref(&bundle.edition)), lang)?;
    tell(&match lang {
        Lang::Nl => format!("Vastgelegd in editions/{id}; zet die map in versiebeheer."),
        Lang::En => format!("Frozen in editions/{id}; put that folder under version control."),
    });
    Ok(Exit::Done)
}

fn list(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let editions = world(matches)?.editions().map_err(RunError::from)?;
    print_list(matches, &said::list(&editions), lang)?;
    Ok(Exit::Done)
}

fn show(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let edition = find(&world, text(matches, "edition"))?;
    let file = |name: &str| {
        let bytes = world.edition_file(&edition, name).map_err(RunError::from)?;
        Ok::<_, Failure>(String::from_utf8_lossy(&bytes).into_owned())
    };
    match text(matches, "format") {
        "html" => print(&file(said::page_name(lang))?)?,
        "json" => print(&file(STATUS)?)?,
        format => {
            let told = told(&edition, file(STATUS)?.as_bytes())?;
            if format == "table" {
                print_list(matches, &said::list(std::slice::from_ref(&edition)), lang)?;
                print("\n")?;
            }
            print_list(matches, &said::verdicts(&told), lang)?;
        }
    }
    Ok(Exit::Done)
}

/// What an edition says.
fn told(edition: &Edition, status: &[u8]) -> Result<Told, Failure> {
    said::told(status).map_err(|why| {
        Failure::Run(RunError::World(WorldError {
            message: format!("editions/{}/{STATUS}: {why}", edition.id),
        }))
    })
}

fn told_of(bundle: &Bundle) -> Result<Told, Failure> {
    told(&bundle.edition, bundle.file(STATUS).unwrap_or_default())
}

/// What there is to say now of the same region and line.
fn now(world: &DiskWorld, like: &Edition, lang: Lang) -> Result<Bundle, Failure> {
    let workspace = workspace::read(world, lang)?;
    let asked = Asked {
        region: Some(like.question.region.clone()),
        line: like.question.line.as_ref().map(ToString::to_string),
        on: None,
        as_of: None,
    };
    let title = lang.pick("nu", "now");
    let id = Id::new("nu").map_err(|error| Failure::Usage(error.to_string()))?;
    Ok(make(world, &workspace, (&id, title), &asked, &said::texts)?)
}

fn diff(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let before = read(&world, &find(&world, text(matches, "before"))?)?;
    let after = match matches.get_one::<String>("after") {
        Some(id) => read(&world, &find(&world, id)?)?,
        None => now(&world, &before.edition, lang)?,
    };
    let (one, other) = (&before.edition.question, &after.edition.question);
    if (&one.region, &one.line) != (&other.region, &other.line) {
        return Err(Failure::Usage(
            lang.pick(
                "deze edities gaan niet over hetzelfde gebied en dezelfde lijn: hun cijfers zijn niet naast elkaar te leggen",
                "these editions are not of the same region and line: their figures cannot be held side by side",
            )
            .to_owned(),
        ));
    }
    let (was, is) = (told_of(&before)?, told_of(&after)?);
    let found = compare((&before, &was), (&after, &is));
    if text(matches, "format") == "json" {
        print(&said::json(&found, &before.edition, &after.edition))?;
    } else {
        let title = format!("{} → {}", before.edition.title, after.edition.title);
        print_page(&Page::drawn(said::text(&found, &title, lang, style())))?;
    }
    Ok(Exit::Done)
}

/// What came of making an edition once more.
enum Verified {
    Same,
    /// The same files come out otherwise.
    Other(Vec<String>),
    /// It cannot be made once more.
    Failed(RunError),
}

fn verify(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let asked: Vec<&String> = matches
        .get_many::<String>("editions")
        .into_iter()
        .flatten()
        .collect();
    let editions = match asked.is_empty() {
        true => world.editions().map_err(RunError::from)?,
        false => {
            let found = asked.iter().map(|id| find(&world, id));
            found.collect::<Result<_, _>>()?
        }
    };
    let results: Vec<(Edition, Verified)> = editions
        .into_iter()
        .map(|edition| {
            let result = match rebuild(&world, &edition, lang, &said::texts) {
                Ok(again) if again.edition.files == edition.files => Verified::Same,
                Ok(again) => Verified::Other(others(&edition, &again.edition)),
                Err(error) => Verified::Failed(error),
            };
            (edition, result)
        })
        .collect();
    let row = |(edition, result): &(Edition, Verified)| {
        let (word, nl, en) = match result {
            Verified::Same => ("same", "zelfde bytes", "same bytes"),
            Verified::Other(_) => ("other", "andere bytes", "other bytes"),
            Verified::Failed(_) => ("failed", "niet te maken", "cannot be made"),
        };
        vec![
            plain(&edition.id),
            Field::named(word, |lang| lang.pick(nl, en).to_owned()),
            Field::both(|lang| says(edition, result, lang)),
        ]
    };
    let list = List {
        columns: vec![
            Column::new("id", "editie", "edition"),
            Column::new("outcome", "uitkomst", "outcome"),
            Column::new("says", "bijzonderheden", "remarks"),
        ],
        rows: results.iter().map(row).collect(),
    };
    print_list(matches, &list, lang)?;
    let whole = results.iter().all(|(_, result)| matches!(result, Verified::Same));
    Ok(if whole { Exit::Done } else { Exit::BadData })
}

/// The files that come out otherwise.
fn others(edition: &Edition, again: &Edition) -> Vec<String> {
    let told = edition.files.iter().filter(|file| !again.files.contains(file));
    told.map(|(name, _)| name.clone()).collect()
}

fn says(edition: &Edition, result: &Verified, lang: Lang) -> String {
    match result {
        Verified::Same => String::new(),
        Verified::Failed(error) => error.message(lang),
        Verified::Other(names) if edition.version != env!("CARGO_PKG_VERSION") => match lang {
            Lang::Nl => format!(
                "gemaakt door Koers {}; deze versie schrijft {} anders",
                edition.version,
                names.join(", ")
            ),
            Lang::En => format!(
                "made by Koers {}; this version writes {} otherwise",
                edition.version,
                names.join(", ")
            ),
        },
        Verified::Other(names) => names.join(", "),
    }
}
