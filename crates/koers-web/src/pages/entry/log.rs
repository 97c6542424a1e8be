//! Everything that happened to the register, newest first: who, when, what, and why, with the way to all that happened to that one thing.

use super::history::moment;
use super::page::shell;
use super::sort::{Sort, name};
use super::{Counter, Keys, Route};
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::paths;
use crate::shell::{Shell, render};
use crate::turn::{self, Turn};
use askama::Template;
use koers_model::text::Lang;
use koers_report::number;
use koers_run::permission::Deed;
use koers_store::event::Line;
use koers_store::{Kind, Sought, Survey};

/// The log of all things.
pub(super) const PATH: &str = "/logboek";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: Keys::Are(KEYS),
    deed: |_| Ok(Deed::Enter),
    look,
    send: None,
};

const KEYS: &[&str] = &["soort", "wie", "dag", turn::KEY];
/// How many changes stand on one page.
const ON_A_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "pages/entry/log.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    controls: Controls,
    shows: String,
    rows: Vec<Row>,
    turn: Turn,
    empty: bool,
}

struct Row {
    seq: u64,
    when: String,
    who: String,
    /// What happened.
    verb: String,
    /// To what sort of thing.
    kind: String,
    /// To which one: its name, its id, and where all that happened to it stands.
    name: String,
    id: String,
    history: Option<String>,
    reason: String,
}

/// What of the log is asked for.
struct Wanted<'a> {
    sort: Option<Sort>,
    who: Option<&'a str>,
    /// A day in UTC, as moments in the log begin.
    day: Option<String>,
}

impl<'a> Wanted<'a> {
    fn by(ask: &'a Ask) -> Result<Self, Fault> {
        let sort = ask.get("soort").map(|word| {
            let found = Sort::ALL.iter().copied().find(|sort| sort.word() == word);
            found.ok_or_else(|| Wrong::one_of("soort", Sort::ALL, Sort::one))
        });
        Ok(Self {
            sort: sort.transpose()?,
            who: ask.get("wie"),
            day: ask.day("dag")?.map(|day| day.to_string()),
        })
    }
    fn sought(&self) -> Sought<'_> {
        Sought {
            kind: self.sort.map(|sort| sort.kind().word()),
            who: self.who,
            day: self.day.as_deref(),
        }
    }
}

fn look(counter: &Counter<'_>, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let wanted = Wanted::by(ask)?;
    let Survey { all, found, people } = counter.pen.survey(wanted.sought())?;
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    // What happened last is asked for most.
    let turn = Turn::of(ask, count(found), ON_A_PAGE)?;
    let most = u32::try_from(turn.range.len()).unwrap_or(u32::MAX);
    let lines = counter
        .pen
        .newest(wanted.sought(), turn.range.start as u64, most)?;
    let rows = lines.iter().map(|line| row(ask, line)).collect();
    let any = |nl: &str, en: &str| (String::new(), lang.pick(nl, en).to_owned());
    let sorts = Sort::ALL
        .iter()
        .map(|sort| (sort.word().to_owned(), sort.sheet().title(lang).to_owned()));
    let choices = vec![
        Choice::one_of(
            "soort",
            lang.pick("Soort", "Kind"),
            [any("alles", "everything")].into_iter().chain(sorts),
            wanted.sort.map_or("", Sort::word),
        ),
        Choice::one_of(
            "wie",
            lang.pick("Wie", "Who"),
            [any("iedereen", "everybody")]
                .into_iter()
                .chain(people.into_iter().map(|who| (who.clone(), who))),
            wanted.who.unwrap_or_default(),
        ),
        Choice::Day {
            key: "dag",
            label: lang.pick("Dag (UTC)", "Day (UTC)"),
            value: wanted.day.clone().unwrap_or_default(),
            most: String::new(),
        },
    ];
    let heading = lang.pick("Logboek", "Log");
    let (some, of) = (number::count(count(found), lang), number::count(count(all), lang));
    let page = Page {
        shell: shell(counter, ask, heading)?,
        heading,
        controls: Controls::new(ask, &["soort", "wie", "dag"], choices),
        shows: match lang {
            Lang::Nl => format!("{some} van de {of} wijzigingen, nieuwste eerst"),
            Lang::En => format!("{some} of the {of} changes, newest first"),
        },
        rows,
        turn,
        empty: all == 0,
    };
    Ok(Answer::page(render(&page)?))
}

/// A line in words. One that cannot be read is shown as it stands: it is what somebody comes to look for.
fn row(ask: &Ask, line: &Line) -> Row {
    let lang = ask.lang;
    let event = line.event().ok();
    let record = event
        .as_ref()
        .and_then(|event| event.after.as_ref().or(event.before.as_ref()));
    let sort = Sort::ALL
        .iter()
        .find(|sort| Some(sort.kind()) == Kind::from_word(&line.kind));
    Row {
        seq: line.seq,
        when: event
            .as_ref()
            .map_or_else(|| line.at.clone(), |event| moment(event.at, lang)),
        who: line.who.clone(),
        verb: event
            .as_ref()
            .map_or_else(|| line.verb.clone(), |event| event.verb.label(lang).to_owned()),
        kind: sort.map_or_else(|| line.kind.clone(), |sort| sort.one(lang).to_owned()),
        name: record.map_or_else(|| line.id.clone(), |record| name(record, lang)),
        id: line.id.clone(),
        history: sort.map(|sort| ask.link(&paths::history(sort.word(), &line.id))),
        reason: line.reason.clone(),
    }
}
