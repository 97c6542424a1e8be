//! The register of small aid: per single undertaking what counts on a day, the ceiling of that day, and the room that is left.

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::pages::entry::{Sort, Way, Ways};
use crate::pages::portfolio::{PATH as ACTIONS, organisation};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use jiff::civil::Date;
use koers_model::portfolio::decision::{Aid, Control};
use koers_model::portfolio::money::Money;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::{aid, date, number};
use koers_run::portfolio::{UnderRule, Undertaking};

pub(in crate::pages) const PATH: &str = "/staatssteun";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: KEYS,
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

const KEYS: &[&str] = &["op"];

#[derive(Template)]
#[template(path = "pages/aid/minimis.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    controls: Controls,
    rules: Vec<Rule>,
    /// Aid under a rule that no file has.
    unruled: Vec<Grant>,
    empty: bool,
    ways: Vec<Way>,
}

struct Rule {
    anchor: String,
    title: Phrase,
    text: Option<Phrase>,
    ceiling: Option<Ceiling>,
    undertakings: Vec<Group>,
}

struct Ceiling {
    said: String,
    source: Phrase,
    link: Option<String>,
}

/// A single undertaking.
struct Group {
    anchor: String,
    members: String,
    ties: Vec<(String, Vec<Way>)>,
    /// Since when grants count; nothing when that cannot be said.
    since: Option<String>,
    counted: Vec<Grant>,
    before: Vec<Grant>,
    used: String,
    left: String,
    /// How far above the ceiling it is.
    over: Option<String>,
    full: bool,
    /// Why nothing can be said.
    fault: Option<String>,
}

struct Grant {
    day: String,
    to: String,
    amount: String,
    action: Option<(String, Phrase)>,
    rule: String,
    ways: Vec<Way>,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let on = ask.day("op")?.unwrap_or_else(|| site.today());
    let rules = &site.definitions()?.aid_rules;
    let portfolio = site.portfolio();
    let register = portfolio.register();
    let heading = lang.pick(
        "Kleine steun: hoeveel ruimte is er nog?",
        "Small aid: how much room is left?",
    );
    let intro = lang.pick(
        "Een onderneming mag in een paar jaar tijd niet meer kleine steun krijgen dan een plafond. Bedrijven die over elkaar beslissen, zijn samen één onderneming. Dit zijn alleen de bedragen die hier zijn ingevoerd: steun van andere overheden telt ook mee.",
        "An undertaking may not get more small aid than a ceiling within a few years. Firms that control one another are one undertaking together. These are only the amounts that were entered here: aid of other governments counts too.",
    );
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?.crumb(ask, ACTIONS, lists),
        heading,
        intro,
        controls: Controls::new(
            ask,
            KEYS,
            vec![Choice::Day {
                key: "op",
                label: lang.pick("Ruimte op", "Room on"),
                value: on.to_string(),
                most: String::new(),
            }],
        ),
        rules: portfolio
            .aid(rules, on)
            .iter()
            .map(|under| rule(site, ask, register, under, on))
            .collect(),
        unruled: portfolio
            .unruled_aid(rules)
            .map(|one| grant(site, ask, register, one))
            .collect(),
        empty: register.aid.is_empty(),
        ways: Ways::on(site, ask)
            .enter(Sort::Aid, ("Nieuwe steun", "New aid"), &[])
            .enter(
                Sort::Control,
                ("Invoeren wie over wie beslist", "Enter who controls whom"),
                &[],
            )
            .all(),
    })
    .map(Answer::page)
}

fn rule(site: &Site, ask: &Ask, register: &Register, under: &UnderRule<'_>, on: Date) -> Rule {
    let lang = ask.lang;
    let rule = under.rule;
    let anchor = format!("regel-{}", rule.id).replace('/', "-");
    Rule {
        title: Phrase::new(&rule.title, lang),
        text: rule.text.as_ref().map(|text| Phrase::new(text, lang)),
        ceiling: under.ceiling.map(|ceiling| {
            let (amount, day) = (number::euro(ceiling.amount, lang), date::date(on, lang));
            let (years, window) = (ceiling.years, ceiling.window.label(lang));
            Ceiling {
                said: match lang {
                    Lang::Nl => format!("Op {day}: hoogstens {amount} in {years} jaar, geteld {window}."),
                    Lang::En => format!("On {day}: at most {amount} in {years} years, counted {window}."),
                },
                source: Phrase::new(&ceiling.source, lang),
                link: ceiling.url.as_ref().map(ToString::to_string),
            }
        }),
        undertakings: under
            .undertakings
            .iter()
            .enumerate()
            .map(|(at, one)| group(site, ask, register, one, format!("{anchor}-{}", at + 1)))
            .collect(),
        anchor,
    }
}

fn group(site: &Site, ask: &Ask, register: &Register, one: &Undertaking<'_>, anchor: String) -> Group {
    let lang = ask.lang;
    let members: Vec<String> = one.members.iter().map(|id| organisation(register, id)).collect();
    let room = one.room.as_ref().ok();
    let grants = |all: &[&Aid]| all.iter().map(|one| grant(site, ask, register, one)).collect();
    Group {
        anchor,
        members: date::list(&members, lang),
        ties: one
            .ties
            .iter()
            .map(|tie| {
                let ways = Ways::beside(site, ask, tie.id.to_string()).to(Sort::Control, &tie.id);
                (tied(register, tie, lang), ways.all())
            })
            .collect(),
        since: room.map(|room| date::date(room.from, lang)),
        counted: room.map_or_else(Vec::new, |room| grants(&room.counted)),
        before: grants(&one.before),
        used: room.map_or_else(String::new, |room| number::euro(room.used, lang)),
        left: room.map_or_else(String::new, |room| number::euro(room.left(), lang)),
        over: room
            .map(|room| room.over())
            .filter(|over| *over > Money::ZERO)
            .map(|over| number::euro(over, lang)),
        full: room.is_some_and(|room| room.used >= room.ceiling.amount),
        fault: one.room.as_ref().err().map(|fault| aid::why(*fault, lang)),
    }
}

/// Who controls whom, since when and by what.
fn tied(register: &Register, tie: &Control, lang: Lang) -> String {
    let (parent, child) = (
        organisation(register, &tie.parent),
        organisation(register, &tie.child),
    );
    let (since, reason) = (date::date(tie.from, lang), &tie.reason);
    match lang {
        Lang::Nl => format!("{parent} beslist over {child} sinds {since}: {reason}"),
        Lang::En => format!("{parent} controls {child} since {since}: {reason}"),
    }
}

fn grant(site: &Site, ask: &Ask, register: &Register, aid: &Aid) -> Grant {
    let lang = ask.lang;
    let action = aid.action.as_ref().and_then(|id| register.actions.get(id));
    Grant {
        day: date::date(aid.granted, lang),
        to: organisation(register, &aid.undertaking),
        amount: number::euro(aid.amount, lang),
        action: action.map(|action| {
            let link = ask.link(&paths::action(action.id.as_str()));
            (link, Phrase::new(&action.title, lang))
        }),
        rule: aid.rule.to_string(),
        ways: Ways::beside(site, ask, aid.id.to_string())
            .to(Sort::Aid, &aid.id)
            .all(),
    }
}
