//! One row of the register: put, ended, reopened.

use super::super::{tell, text};
use super::exchange::{changes, kept, known, refused, show_and_write, write_down};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::register::{Ledger, kind_label};
use clap::ArgMatches;
use koers_model::id::Id;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_run::world::World;
use koers_sheet::form::Form;
use koers_sheet::{Namers, Sheet};
use koers_store::{Change, Kept, Kind, Record};
use koers_web::pages::entry::Sort;

pub fn put(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(sheet) = Sheet::named(text(matches, "sheet")) else {
        return Ok(Exit::Usage);
    };
    let values = matches
        .get_many::<String>("fields")
        .unwrap_or_default()
        .map(|field| pair(field, lang))
        .collect::<Result<Vec<_>, _>>()?;
    let world = super::super::world(matches)?;
    let ledger = Ledger::asked(world.folder(), matches);
    let before = kept(&ledger)?;
    let placed = Form::put(sheet, &values, &before.register, lang)
        .map_err(|error| Failure::Usage(error.say().get(lang).to_owned()))?;
    refuse_ended(&before, placed.sheet, &placed.id, lang)?;
    let after = match placed
        .form
        .read(&before.register, &known(&world as &dyn World, lang)?)
    {
        Ok(after) => after,
        Err(faults) => {
            for fault in &faults {
                let key = fault.key.unwrap_or_default();
                tell(&format!("{}.{key}: {}", fault.sheet.word(), fault.sentence(lang)));
            }
            return Err(refused(faults.len(), lang));
        }
    };
    let changes = changes(&before, &after);
    let done = show_and_write(&world, &before, &after, &changes, matches, (usize::MAX, lang))?;
    if placed.sheet == Sheet::Decisions
        && let Some(decision) = after.decisions.get(placed.id.as_str())
    {
        for action in after.still_asked_for(decision) {
            tell(&next_step(&action.id, lang));
        }
    }
    Ok(done)
}

/// A decision is written down beside an action and changes nothing of it: what to do when it was granted or refused.
fn next_step(action: &Id, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!(
            "`{action}` staat nog op 'voorgesteld': een besluit wijzigt de stand niet. Is het toegekend: koers portfolio put actions id={action} stage=toegekend --reason …; afgewezen: stage=afgewezen"
        ),
        Lang::En => format!(
            "`{action}` is still 'proposed': a decision does not change the stage. When it was granted: koers portfolio put actions id={action} stage=granted --reason …; refused: stage=refused"
        ),
    }
}

/// `key=value`.
fn pair(field: &str, lang: Lang) -> Result<(String, String), Failure> {
    let pair = field.split_once('=');
    let pair = pair.map(|(key, value)| (key.trim().to_owned(), value.to_owned()));
    pair.ok_or_else(|| {
        Failure::Usage(match lang {
            Lang::Nl => format!("`{field}`: schrijf SLEUTEL=WAARDE"),
            Lang::En => format!("`{field}`: write KEY=VALUE"),
        })
    })
}

/// What ended comes back by reopening it, not by entering it anew under the same id.
fn refuse_ended(before: &Kept, sheet: Sheet, id: &str, lang: Lang) -> Result<(), Failure> {
    let sort = Sort::ALL.iter().find(|sort| sort.sheet() == sheet);
    let found = sort.zip(Id::new(id).ok()).map(|(sort, id)| (sort.kind(), id));
    match found.filter(|(kind, id)| Record::of(&before.ended, *kind, id).is_some()) {
        None => Ok(()),
        Some((kind, id)) => Err(Failure::Unfit(match lang {
            Lang::Nl => format!("`{id}` is beëindigd; heropen het met: koers portfolio reopen {kind} {id}"),
            Lang::En => format!("`{id}` has ended; reopen it with: koers portfolio reopen {kind} {id}"),
        })),
    }
}

pub fn end(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    ending(matches, lang, |before, kind, id| {
        let seen = before.version(kind, id)?;
        Record::of(&before.register, kind, id).map(|_| Change::end(kind, id.clone(), seen))
    })
}

pub fn reopen(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    ending(matches, lang, |before, kind, id| {
        let seen = before.version(kind, id)?;
        Record::of(&before.ended, kind, id).map(|record| Change::of(record, seen))
    })
}

fn ending(
    matches: &ArgMatches,
    lang: Lang,
    change: impl FnOnce(&Kept, Kind, &Id) -> Option<Change>,
) -> Result<Exit, Failure> {
    let Some(kind) = Kind::from_word(text(matches, "kind")) else {
        return Ok(Exit::Usage);
    };
    let said = text(matches, "id");
    let world = super::super::world(matches)?;
    let ledger = Ledger::asked(world.folder(), matches);
    let before = kept(&ledger)?;
    let change = Id::new(said)
        .ok()
        .and_then(|id| change(&before, kind, &id))
        .ok_or_else(|| not_there(&before, kind, said, lang))?;
    refuse_named(&before, &change, lang)?;
    write_down(&world, &[change], matches, lang)
}

/// Refuses the end of what something that stays still names.
fn refuse_named(before: &Kept, change: &Change, lang: Lang) -> Result<(), Failure> {
    let Change::End { .. } = change else { return Ok(()) };
    let sort = Sort::ALL.iter().find(|sort| sort.kind() == change.kind());
    let why = sort.and_then(|sort| Namers::of(&before.register).refusal(sort.sheet(), change.id()));
    match why {
        None => Ok(()),
        Some(why) => Err(Failure::Unfit(format!(
            "{} `{}`: {}",
            kind_label(change.kind(), lang),
            change.id(),
            why.get(lang)
        ))),
    }
}

fn not_there(before: &Kept, kind: Kind, id: &str, lang: Lang) -> Failure {
    let all: Vec<Record> = [&before.register, &before.ended]
        .into_iter()
        .flat_map(Record::all)
        .filter(|record| record.kind() == kind)
        .collect();
    let same = all.iter().any(|record| record.id().as_str() == id);
    let near = near(id, all.iter().map(|record| record.id().as_str()));
    let meant = if near.is_empty() || same {
        String::new()
    } else {
        format!(
            "; {} {}",
            lang.pick("bedoeld is misschien", "perhaps meant:"),
            near.join(", ")
        )
    };
    let kind = kind_label(kind, lang);
    Failure::Usage(match (lang, same) {
        (Lang::Nl, true) => format!("{kind} `{id}` is al zo"),
        (Lang::En, true) => format!("{kind} `{id}` is so already"),
        (Lang::Nl, false) => format!("er is geen {kind} `{id}`{meant}"),
        (Lang::En, false) => format!("there is no {kind} `{id}`{meant}"),
    })
}
