//! One proposal or action with everything that hangs on it.

mod json;
mod lists;
mod page;

use super::super::{names, print, print_page, text, world};
use super::{read, too_much};
use crate::commands::log::{each, for_people};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use koers_model::id::Id;
use koers_model::text::Lang;
use koers_report::date;
use koers_run::workspace;
use koers_store::{Kind, Verb};

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let portfolio = read(&world)?;
    let id = text(matches, "id");
    let action = match portfolio.action(id) {
        Ok(action) => action,
        Err(unknown) => return Err(ended(&world, id, lang)?.unwrap_or(unknown.into())),
    };
    let events = match world.entered().store()? {
        Some(store) if matches.get_flag("history") => Some(store.history(Kind::Action, &action.id)?),
        _ => None,
    };
    if text(matches, "format") == "json" {
        print(&json::json(&portfolio, action, events.as_deref())?)?;
        return Ok(Exit::Done);
    }
    // What an action serves and where it lands has its name in the policy files; where those have faults, what was entered is shown all the same.
    let policy = workspace::read(&world, lang)?;
    let names = names(portfolio.register(), policy.definitions().ok());
    let page = page::page(&portfolio, action, &names, lang).map_err(too_much(&portfolio, lang))?;
    print_page(&page)?;
    if let Some(events) = events {
        let mut out = Page::default();
        let list = for_people(&events);
        page::section(&mut out, lang.pick("Wijzigingen", "Changes"), &list, lang);
        print_page(&out)?;
        print_page(&each(&events, lang))?;
    }
    Ok(Exit::Done)
}

/// What was there and has ended: since when, and the way to have it back.
fn ended(world: &DiskWorld, id: &str, lang: Lang) -> Result<Option<Failure>, Failure> {
    let (Some(store), Ok(id)) = (world.entered().store()?, Id::new(id)) else {
        return Ok(None);
    };
    let events = store.history(Kind::Action, &id)?;
    let Some(last) = events.last().filter(|event| event.verb == Verb::Ended) else {
        return Ok(None);
    };
    let day = last.at.timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
    let (day, why) = (date::date(day, lang), &last.reason);
    Ok(Some(Failure::Unfit(match lang {
        Lang::Nl => format!(
            "`{id}` is beëindigd op {day} (reden: {why}); heropen het met: koers portfolio reopen action {id} --reason …"
        ),
        Lang::En => format!(
            "`{id}` ended on {day} (reason: {why}); reopen it with: koers portfolio reopen action {id} --reason …"
        ),
    })))
}
