//! Everything that happened to one thing: who, when, what, before, after, and why.

use super::page::shell;
use super::sort::{Sort, id_of, name, shown_on};
use super::steps::{Step, between};
use super::{Counter, Keys, Route, log};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::paths;
use crate::shell::{Shell, render};
use askama::Template;
use koers_model::text::Lang;
use koers_report::date;
use koers_run::permission::Deed;
use koers_sheet::Names;
use koers_store::{At, Event};

pub(super) const ROUTE: Route = Route {
    path: "/logboek/{soort}/{id}",
    keys: Keys::Are(&[]),
    deed: |_| Ok(Deed::Enter),
    look,
    send: None,
};

#[derive(Template)]
#[template(path = "pages/entry/history.html")]
struct Page {
    shell: Shell,
    heading: String,
    name: String,
    ended: bool,
    /// Whether it neither changes nor ends.
    stands: bool,
    /// Where it is changed; nothing for what ended, and for what stands forever.
    change: Option<String>,
    /// Where it ends or is reopened; nothing for what stands forever.
    end: Option<String>,
    /// The page that shows it, where one does.
    own: Option<String>,
    events: Vec<Happened>,
}

struct Happened {
    seq: u64,
    when: String,
    who: String,
    verb: &'static str,
    reason: String,
    steps: Vec<Step>,
}

/// A moment, in words: the day, and the time in UTC.
pub(super) fn moment(at: At, lang: Lang) -> String {
    let there = at.timestamp().to_zoned(jiff::tz::TimeZone::UTC);
    let day = date::date(there.date(), lang);
    format!("{day}, {:02}:{:02} UTC", there.hour(), there.minute())
}

/// A change in one line.
pub fn line(event: &Event, lang: Lang) -> String {
    let (when, what) = (moment(event.at, lang), event.verb.label(lang));
    match lang {
        Lang::Nl => format!("{when}: {what} door {}. Reden: {}", event.who, event.reason),
        Lang::En => format!("{when}: {what} by {}. Reason: {}", event.who, event.reason),
    }
}

fn look(counter: &Counter<'_>, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let (sort, id) = (Sort::of(ask)?, id_of(ask)?);
    let mut events = counter.pen.history(sort.kind(), &id)?;
    let Some(last) = events.last() else {
        return Err(Fault::not_found(&ask.path));
    };
    let ended = last.after.is_none();
    let record = last.after.as_ref().or(last.before.as_ref());
    let name = record.map_or_else(|| id.to_string(), |record| name(record, lang));
    let register = counter.pen.kept()?.register;
    let own = record
        .filter(|_| !ended)
        .and_then(|record| shown_on(record, &register));
    let names = Names::of(&[&register], &counter.known(ask)?, lang);
    // What happened last is asked for most.
    events.reverse();
    let happened = events.iter().map(|event| {
        let [before, after] = event.sides();
        Happened {
            seq: event.seq,
            when: moment(event.at, lang),
            who: event.who.to_string(),
            verb: event.verb.label(lang),
            reason: event.reason.to_string(),
            steps: between(&before, &after, &names, lang),
        }
    });
    let stands = sort.sheet().stands();
    let words = lang.pick("Logboek", "Log");
    let heading = format!("{words}: {} {id}", sort.one(lang));
    let page = Page {
        shell: shell(counter, ask, heading.clone())?.crumb(ask, log::PATH, words),
        heading,
        name,
        ended,
        change: (!ended && !stands).then(|| ask.link(&paths::change(sort.word(), id.as_str()))),
        end: (ended || !stands).then(|| ask.link(&paths::end(sort.word(), id.as_str()))),
        stands,
        own: own.map(|path| ask.link(&path)),
        events: happened.collect(),
    };
    Ok(Answer::page(render(&page)?))
}
