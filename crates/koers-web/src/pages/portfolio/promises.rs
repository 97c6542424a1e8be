//! Every promise of effect: when it is looked at, what came of it, and how earlier ones came out.

use super::{Linked, linked, list, organisation, outlook, promised};
use crate::answer::{Answer, Fault, media};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::pages::entry::{Sort, Way, Ways};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::estimate::EffectOn;
use koers_model::portfolio::outlook::OutsideView;
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_report::calendar::{Event, ics};
use koers_report::names::Names;
use koers_report::view::Phrase;
use koers_report::{date, number};
use koers_run::portfolio::{ClaimedTwice, Due, DueState, Grain, Heap, Portfolio, RollUp};
use std::collections::BTreeMap;

pub(super) const PATH: &str = "/beloften";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: KEYS,
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

/// The same as a calendar that can be followed.
pub(super) const CALENDAR: Route = Route {
    path: "/beloften.ics",
    keys: &[],
    menu: None,
    answer: calendar,
    addresses: crate::routes::unlisted,
};

const KEYS: &[&str] = &["op"];

#[derive(Template)]
#[template(path = "pages/portfolio/promises.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    controls: Controls,
    counts: String,
    /// Whether nothing was entered at all.
    empty: bool,
    rows: Vec<Row>,
    calibration: Vec<Calibrated>,
    /// What the promises come to.
    together: Vec<Together>,
    calendar: String,
    ways: Vec<Way>,
}

struct Row {
    state: &'static str,
    overdue: bool,
    /// When it falls or fell due.
    day: Option<String>,
    /// When it was looked at, as it stands behind the state.
    found_on: Option<String>,
    action: Option<Linked>,
    amount: String,
    unit: &'static str,
    place: &'static str,
    author: String,
    role: &'static str,
    found: Option<String>,
    /// What earlier promises of the kind say of it, where enough of them were checked.
    outside: Option<String>,
    ways: Vec<Way>,
}

/// Promises of one unit on one thing in one place, added up.
struct Together {
    on: Option<String>,
    title: Phrase,
    unit: &'static str,
    place: &'static str,
    role: &'static str,
    /// The sum; or the shared effects whose shares are more than the whole.
    sum: Result<Sum, String>,
}

struct Sum {
    central: String,
    range: Option<String>,
    count: usize,
    shared: usize,
    replaced: usize,
}

struct Calibrated {
    role: &'static str,
    unit: &'static str,
    pairs: usize,
    median: String,
    interval: Option<String>,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let on = ask.day("op")?.unwrap_or_else(|| site.today());
    let portfolio = site.portfolio();
    let promises = portfolio.promises(on);
    let mut views = portfolio.outside_views(on, Grain::Author);
    views.retain(|_, view| matches!(view, OutsideView::Offered(_)));
    let count = |state| promises.iter().filter(|due| due.state == state).count();
    let granted = portfolio.granted();
    let is_promise = |due: &&Due<'_>| granted.contains_key(&due.estimate.action);
    let promised = promises.iter().filter(is_promise).count();
    let (others, late, unsaid) = (
        promises.len() - promised,
        count(DueState::Overdue),
        count(DueState::CannotBeSaid),
    );
    // Who looked and cannot say what came of it did look.
    let checked = count(DueState::Found) + unsaid;
    let day = date::date(on, lang);
    let heading = lang.pick(
        "Wat is beloofd, en wat kwam ervan?",
        "What was promised, and what came of it?",
    );
    let intro = lang.pick(
        "Wie geld vraagt of geeft, verwacht er iets van: dat is een schatting. Is het geld toegekend, dan is het een belofte, en die wordt nagekeken: drie jaar na het besluit, tenzij anders is afgesproken.",
        "Whoever asks for money or gives it expects something of it: that is an estimate. Once the money is granted it is a promise, and that is checked: three years after the decision, unless agreed otherwise.",
    );
    let calibration = portfolio
        .calibration(on, Grain::Author)
        .into_iter()
        .map(|(sort, of)| {
            let ratio = |value: f64| {
                Number::new(value).map_or_else(String::new, |value| number::number(value, 2, lang))
            };
            Calibrated {
                role: sort.role.label(lang),
                unit: sort.unit.label(lang),
                pairs: of.pairs,
                median: of.median.map_or_else(|| "–".to_owned(), ratio),
                interval: of.interval.map(|(low, high)| match lang {
                    Lang::Nl => format!("{} tot {}", ratio(low), ratio(high)),
                    Lang::En => format!("{} to {}", ratio(low), ratio(high)),
                }),
            }
        });
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?.crumb(ask, list::PATH, lists),
        heading,
        intro,
        controls: Controls::new(
            ask,
            KEYS,
            vec![Choice::Day {
                key: "op",
                label: lang.pick("Peildatum", "Day"),
                value: on.to_string(),
                most: String::new(),
            }],
        ),
        empty: portfolio.register().estimates.is_empty(),
        counts: match lang {
            Lang::Nl => format!(
                "Op {day}: {promised} beloften, waarvan {checked} nagekeken (van {unsaid} is de uitkomst niet te zeggen) en {late} te laat, en {others} schattingen van wat niet is toegekend."
            ),
            Lang::En => format!(
                "On {day}: {promised} promises, of which {checked} checked (of {unsaid} the outcome cannot be said) and {late} overdue, and {others} estimates of what was not granted."
            ),
        },
        calibration: calibration.collect(),
        together: together(site, ask, &portfolio, on),
        rows: promises
            .iter()
            .map(|due| row(site, ask, &portfolio, &views, due))
            .collect(),
        calendar: ask.link(CALENDAR.path),
        ways: Ways::on(site, ask)
            .enter(Sort::Estimate, ("Schatting invoeren", "Enter an estimate"), &[])
            .all(),
    })
    .map(Answer::page)
}

fn row(
    site: &Site,
    ask: &Ask,
    portfolio: &Portfolio,
    views: &BTreeMap<&Id, OutsideView>,
    due: &Due<'_>,
) -> Row {
    let (lang, estimate) = (ask.lang, due.estimate);
    let register = portfolio.register();
    Row {
        state: due.state.label(lang),
        overdue: due.state == DueState::Overdue,
        day: due.day.map(|day| date::date(day, lang)),
        found_on: due.finding.map(|finding| {
            let day = date::date(finding.made, lang);
            match (due.state, lang) {
                (DueState::Found, Lang::Nl) => format!(" op {day}"),
                (DueState::Found, Lang::En) => format!(" on {day}"),
                (_, Lang::Nl) => format!(", nagekeken op {day}"),
                (_, Lang::En) => format!(", checked on {day}"),
            }
        }),
        action: register
            .actions
            .get(&estimate.action)
            .map(|action| linked(ask, action)),
        amount: number::range(estimate.amount, lang),
        unit: site.names(register).unit(estimate.unit, &estimate.on, lang),
        place: estimate.incidence.label(lang),
        author: organisation(register, &estimate.author),
        role: estimate.role.label(lang),
        found: due
            .finding
            .and_then(|finding| finding.amount)
            .map(|amount| number::range(amount, lang)),
        outside: outlook::outside(views, estimate, lang),
        ways: promised::ways(site, ask, due),
    }
}

/// What the promises made by a day come to, of actions that were granted by then: every unit, thing, place and kind of author by itself, shared effects once.
fn together(site: &Site, ask: &Ask, portfolio: &Portfolio, on: Date) -> Vec<Together> {
    let names = site.names(portfolio.register());
    let heaps = portfolio.roll_up(on).into_iter();
    heaps
        .map(|(heap, sum)| added_up(site, ask, &names, &heap, sum))
        .collect()
}

fn added_up(
    site: &Site,
    ask: &Ask,
    names: &Names<'_>,
    heap: &Heap<'_>,
    sum: Result<RollUp, ClaimedTwice<'_>>,
) -> Together {
    let lang = ask.lang;
    let (on, title) = bears_on(site, ask, heap.on);
    Together {
        on,
        title,
        unit: names.unit(heap.unit, heap.on, lang),
        place: heap.incidence.label(lang),
        role: heap.role.label(lang),
        sum: sum.map(|sum| shown(&sum, lang)).map_err(|twice| twice.named()),
    }
}

fn shown(sum: &RollUp, lang: Lang) -> Sum {
    let decimals = sum.decimals();
    let said = |value: f64| {
        Number::new(value).map_or_else(String::new, |value| number::number(value, decimals, lang))
    };
    Sum {
        central: said(sum.central),
        range: (sum.low < sum.high).then(|| match lang {
            Lang::Nl => format!("{} tot {}", said(sum.low), said(sum.high)),
            Lang::En => format!("{} to {}", said(sum.low), said(sum.high)),
        }),
        count: sum.count,
        shared: sum.shared,
        replaced: sum.replaced,
    }
}

/// What an effect bears on, with its page. Ids of outcomes are those of any programme that has one of that name.
fn bears_on(site: &Site, ask: &Ask, on: &EffectOn) -> (Option<String>, Phrase) {
    let definitions = site.definitions().ok();
    let found = match on {
        EffectOn::Outcome(id) => definitions.and_then(|all| {
            all.frameworks.iter().find_map(|framework| {
                let judged = framework.judged().find(|judged| judged.element.id == *id)?;
                let path = paths::outcome(framework.id.as_str(), id.as_str());
                Some((path, judged.element.title.text()))
            })
        }),
        EffectOn::Indicator(id) => definitions.and_then(|all| {
            let indicator = all.indicators.get(id)?;
            Some((paths::indicator(id.as_str()), &indicator.title))
        }),
    };
    match (found, on) {
        (Some((path, title)), _) => (Some(ask.link(&path)), Phrase::new(title, ask.lang)),
        (None, EffectOn::Outcome(id) | EffectOn::Indicator(id)) => (None, Phrase::own(id.to_string())),
    }
}

fn calendar(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let today = site.today();
    let portfolio = site.portfolio();
    let names = site.names(portfolio.register());
    let address = |id: &str| format!("{}{}", site.address, ask.link(&paths::action(id)));
    let events: Vec<Event> = portfolio
        .calendar(today, lang)
        .into_iter()
        .map(|due| Event {
            uid: format!("{}@koers", due.promise),
            day: due.day,
            text: format!(
                "{} {}\n{}",
                number::range(due.range, lang),
                names.unit(due.unit, due.on, lang),
                address(due.action.as_str())
            ),
            title: due.title,
        })
        .collect();
    let body = ics(lang.pick("Beloften", "Promises"), &events, today);
    Ok(Answer::new(media::CALENDAR, body))
}
