//! Something ends, or is reopened. Nothing is deleted.

use super::page::{Thing, reason_fault, reason_of, restarted, shell};
use super::sort::{Sort, id_of, name};
use super::submit::page_of;
use super::{Counter, Keys, Route, Sent, names};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::paths;
use crate::pen::WriteError;
use crate::shell::{Shell, render};
use askama::Template;
use koers_run::permission::{Deed, Permit};
use koers_sheet::Namers;
use koers_store::{Change, Error, Reason, Record, Version};

pub(super) const ROUTE: Route = Route {
    path: "/invoeren/{soort}/{id}/einde",
    keys: Keys::Are(&[]),
    deed: |_| Ok(Deed::End),
    look,
    send: Some(send),
};

#[derive(Template)]
#[template(path = "pages/entry/end.html")]
struct Page {
    shell: Shell,
    heading: String,
    name: String,
    ended: bool,
    here: String,
    token: String,
    version: u64,
    reason: String,
    reason_fault: Option<String>,
    notice: Option<String>,
    history: String,
}

/// A thing, current or ended.
struct There {
    thing: Thing,
    record: Record,
    ended: bool,
}

fn there(counter: &Counter<'_>, ask: &Ask) -> Result<There, Fault> {
    let (sort, id) = (Sort::of(ask)?, id_of(ask)?);
    let kept = counter.pen.kept()?;
    let current = Record::of(&kept.register, sort.kind(), &id);
    let ended = current.is_none();
    let record = current.or_else(|| Record::of(&kept.ended, sort.kind(), &id));
    let version = kept.version(sort.kind(), &id).map_or(0, Version::seq);
    Ok(There {
        thing: Thing {
            sort,
            id: Some(id),
            version,
        },
        record: record.ok_or_else(|| Fault::not_found(&ask.path))?,
        ended,
    })
}

fn page(
    counter: &Counter<'_>,
    ask: &Ask,
    there: &There,
    reason: &str,
    reason_fault: Option<String>,
    notice: Option<&str>,
) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let sort = there.thing.sort;
    let verb = if there.ended {
        lang.pick("Heropenen", "Reopen")
    } else {
        lang.pick("Beëindigen", "End")
    };
    let id = there.record.id();
    let heading = format!("{verb}: {} {id}", sort.one(lang));
    let wrong = reason_fault.is_some();
    let page = Page {
        shell: shell(counter, ask, heading.clone())?,
        heading,
        name: name(&there.record, lang),
        ended: there.ended,
        here: ask.link(&ask.path),
        token: counter.token.to_owned(),
        version: there.thing.version,
        reason: reason.to_owned(),
        reason_fault,
        notice: notice.map(str::to_owned),
        history: ask.link(&paths::history(sort.word(), id.as_str())),
    };
    Ok(Answer {
        status: if wrong { 422 } else { 200 },
        ..Answer::page(render(&page)?).fleeting()
    })
}

fn look(counter: &Counter<'_>, ask: &Ask) -> Result<Answer, Fault> {
    let found = there(counter, ask)?;
    if found.thing.sort.sheet().stands() && !found.ended {
        let log = paths::history(found.thing.sort.word(), found.record.id().as_str());
        return Ok(Answer::see_other(ask.link(&log)));
    }
    page(counter, ask, &found, "", None, None)
}

fn send(counter: &Counter<'_>, ask: &Ask, permit: Permit, sent: &Sent) -> Result<Answer, Fault> {
    let there = there(counter, ask)?;
    sent.refuse_doubles(ask.lang, |_| None)?;
    let text = reason_of(sent);
    let changed = ask.lang.pick(
        "Intussen is dit gewijzigd; kijk in de geschiedenis, en verstuur dit dan opnieuw.",
        "This changed in the meantime; look in its history, and then send this again.",
    );
    let seen: u64 = sent.get(names::VERSION).parse().unwrap_or(0);
    if seen != there.thing.version {
        return page(counter, ask, &there, &text, None, Some(changed));
    }
    if !sent.is_ours {
        return page(counter, ask, &there, &text, None, Some(restarted(ask.lang)));
    }
    let Ok(reason) = Reason::new(&text) else {
        return page(counter, ask, &there, &text, Some(reason_fault(ask.lang)), None);
    };
    if !there.ended {
        let namers = Namers::of(&counter.pen.kept()?.register);
        if let Some(why) = namers.refusal(there.thing.sort.sheet(), there.record.id()) {
            let cannot = ask.lang.pick("Dit kan niet eindigen", "This cannot end");
            let notice = format!("{cannot}: {}.", why.get(ask.lang));
            return page(counter, ask, &there, &text, None, Some(&notice));
        }
    }
    let version = Version::of_event(there.thing.version);
    let (kind, id) = (there.record.kind(), there.record.id().clone());
    let change = if there.ended {
        Change::of(there.record.clone(), version)
    } else {
        Change::end(kind, id.clone(), version)
    };
    let sort = there.thing.sort;
    match counter.pen.write(permit, change, &reason) {
        Ok(_) if there.ended => Ok(Answer::see_other(ask.link(&page_of(sort, &id)))),
        Ok(_) => Ok(Answer::see_other(
            ask.link(&paths::history(sort.word(), id.as_str())),
        )),
        Err(WriteError::Store(Error::Conflict(_))) => page(
            counter,
            ask,
            &self::there(counter, ask)?,
            &text,
            None,
            Some(changed),
        ),
        Err(WriteError::Store(error)) => Err(error.into()),
        Err(error) => Err(Fault::Broken(error.to_string())),
    }
}
