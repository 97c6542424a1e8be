//! What can be entered, and everything that was.

use super::page::shell;
use super::sort::{Sort, name};
use super::{Counter, Keys, Route, log};
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::{Ask, address};
use crate::paths;
use crate::shell::{Shell, render};
use askama::Template;
use koers_model::portfolio::register::Register;
use koers_run::permission::Deed;
use koers_store::Record;

/// The first page of entering.
pub(super) const PATH: &str = "/invoeren";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: Keys::Are(&["soort"]),
    deed: |_| Ok(Deed::Enter),
    look,
    send: None,
};

#[derive(Template)]
#[template(path = "pages/entry/overview.html")]
struct Page {
    shell: Shell,
    who: String,
    /// The log of all things.
    log: String,
    sorts: Vec<One>,
    chosen: Option<Listed>,
}

struct One {
    title: &'static str,
    /// One of them, as in a sentence.
    one: &'static str,
    count: usize,
    ended: usize,
    new: String,
    list: String,
}

struct Listed {
    title: &'static str,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    ended: bool,
    change: String,
    history: String,
}

fn of(register: &Register, sort: Sort) -> impl Iterator<Item = Record> {
    let all = Record::all(register).into_iter();
    all.filter(move |record| record.kind() == sort.kind())
}

fn look(counter: &Counter<'_>, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let kept = counter.pen.kept()?;
    let chosen = match ask.get("soort") {
        None => None,
        Some(word) => {
            let found = Sort::ALL.iter().copied().find(|sort| sort.word() == word);
            Some(found.ok_or_else(|| {
                let wrong = Wrong::new("soort", "is hier niet in te voeren", "cannot be entered here");
                Fault::from(wrong)
            })?)
        }
    };
    let sorts = Sort::ALL.iter().map(|sort| One {
        title: sort.sheet().title(lang),
        one: sort.one(lang),
        count: of(&kept.register, *sort).count(),
        ended: of(&kept.ended, *sort).count(),
        new: ask.link(&paths::enter(sort.word())),
        list: address(lang, PATH, [("soort", Some(sort.word()))]),
    });
    let row = |record: &Record, sort: Sort, ended: bool| {
        let id = record.id().as_str();
        Row {
            id: id.to_owned(),
            name: name(record, lang),
            ended,
            change: ask.link(&if ended {
                paths::end(sort.word(), id)
            } else if sort.sheet().stands() {
                paths::history(sort.word(), id)
            } else {
                paths::change(sort.word(), id)
            }),
            history: ask.link(&paths::history(sort.word(), id)),
        }
    };
    let chosen = chosen.map(|sort| {
        let current = of(&kept.register, sort).map(|record| row(&record, sort, false));
        let ended = of(&kept.ended, sort).map(|record| row(&record, sort, true));
        Listed {
            title: sort.sheet().title(lang),
            rows: current.chain(ended).collect(),
        }
    });
    let page = Page {
        shell: shell(counter, ask, lang.pick("Invoeren", "Enter"))?,
        who: counter.pen.who().to_string(),
        log: ask.link(log::PATH),
        sorts: sorts.collect(),
        chosen,
    };
    Ok(Answer::page(render(&page)?))
}
