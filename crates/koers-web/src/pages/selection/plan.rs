//! What one plan chooses, and why the rest is left out.

use super::view::View;
use super::what_if::{self, Asked};
use super::{before, list};
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, address};
use crate::pages::decisions::{DECISION, Weighed};
use crate::pages::portfolio::PATH as ACTIONS;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::portfolio::decision::Decision;
use koers_model::text::Lang;
use koers_report::date;
use koers_report::view::Phrase;
use koers_run::portfolio::select::DOZENS;
use koers_run::portfolio::select::words::fault;
use koers_run::portfolio::{Choice, Portfolio};

pub(super) const ROUTE: Route = Route {
    path: "/keuze/{plan}",
    keys: &[what_if::KEY, DECISION],
    menu: None,
    answer,
    addresses,
};

#[derive(Template)]
#[template(path = "pages/selection/page.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    facts: Vec<(&'static str, String)>,
    /// When it is shown as it lay before a decision.
    weighed: Option<Weighed>,
    /// The decisions that weighed this plan: each with the address of the choice as it lay then.
    decided: Vec<(String, Phrase)>,
    /// Why the plan cannot be asked.
    fault: Option<String>,
    /// What it chooses.
    view: Option<View>,
    proof: String,
    asked: Asked,
    example: String,
    effort: String,
    /// Why the core is not there, where it is not.
    no_core: &'static str,
}

fn addresses(site: &Site) -> Vec<String> {
    let plans = site
        .definitions()
        .map(|definitions| definitions.selections.keys());
    plans
        .into_iter()
        .flatten()
        .map(|plan| paths::selection(plan.as_str()))
        .collect()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let changes = what_if::changes(ask)?;
    let now = site.portfolio();
    let before = before(site, ask, &now)?;
    let by_now = site.definitions()?;
    let definitions = before.as_ref().map_or(by_now, |then| then.definitions(by_now));
    let portfolio = before.as_ref().map_or(&now, |then| then.portfolio(&now));
    let choice = Choice::of(definitions, portfolio, ask.part("plan"))?;
    let plan = choice.plan();
    let title = Phrase::new(&plan.title, lang);
    let programme = site.framework(plan.framework.as_str())?;
    let standings = choice.standings();
    let question = choice.question(&standings);
    let found = site.selection(&choice);
    let words = choice.words(question, lang);
    let summary = match &found {
        Ok(selection) => words.summary(selection).join(" "),
        Err(reason) => fault(reason, lang),
    };
    let set = choice.set();
    let facts = vec![
        (
            lang.pick("Programma", "Programme"),
            programme.title.get(lang).to_owned(),
        ),
        (
            lang.pick("Meetlat", "Yardstick"),
            format!(
                "{}, {} {}",
                set.title.get(lang),
                lang.pick("versie", "version"),
                set.version
            ),
        ),
        (
            lang.pick("Toetsen tot en met", "Tests up to"),
            date::date(plan.day, lang),
        ),
        (
            lang.pick("Geld van", "Money of"),
            format!("{}–{}", plan.from, plan.to),
        ),
    ];
    let shell = Shell::new(site, ask, title.text.clone(), summary)?
        .crumb(
            ask,
            ACTIONS,
            lang.pick("Acties en voorstellen", "Actions and proposals"),
        )
        .crumb(ask, list::PATH, lang.pick("Keuze", "Choice"));
    render(&Page {
        shell,
        title,
        facts,
        weighed: before.as_ref().map(|before| before.said(ask, by_now, &now)),
        decided: decided(&now, plan.id.as_str(), lang),
        fault: found.as_ref().err().map(|reason| fault(reason, lang)),
        view: found
            .ok()
            .map(|selection| View::of(ask, &choice, question, &selection)),
        proof: address(
            lang,
            &format!("{}/bewijs.txt", paths::selection(plan.id.as_str())),
            [(DECISION, ask.get(DECISION))],
        ),
        asked: Asked::of(ask, &choice, question, &changes),
        example: Asked::example(&choice, lang),
        no_core: lang.pick(
            "De kern staat hier niet bij: zo veel keuzes zijn te veel om op een pagina allemaal te bekijken. De opdracht koers select geeft de kern wel, over geloote gewichten.",
            "The core is not given here: so many choices are too many for a page to look at all of them. The command koers select does give it, over weights that are drawn.",
        ),
        effort: effort(standings.len(), plan.id.as_str(), lang),
    })
    .map(Answer::page)
}

/// The decisions that weighed a plan, the latest first, with where the choice is shown as it lay before each.
fn decided(now: &Portfolio, plan: &str, lang: Lang) -> Vec<(String, Phrase)> {
    let decisions = now.register().decisions.values();
    let weighed = |decision: &&Decision| {
        decision
            .weighed
            .selection
            .as_ref()
            .is_some_and(|id| id.as_str() == plan)
    };
    let mut decided: Vec<&Decision> = decisions.filter(weighed).collect();
    decided.sort_by(|one, other| other.on.cmp(&one.on).then(one.id.cmp(&other.id)));
    let linked = |decision: &Decision| {
        let link = address(
            lang,
            &paths::selection(plan),
            [(DECISION, Some(decision.id.as_str()))],
        );
        (link, Phrase::new(&decision.title, lang))
    };
    decided.into_iter().map(linked).collect()
}

/// What this page did not work out.
fn effort(proposals: usize, plan: &str, lang: Lang) -> String {
    match (proposals > DOZENS, lang) {
        (false, Lang::Nl) => format!(
            "Deze pagina rekent korter dan de opdracht koers select {plan}. Die zoekt verder naar andere gewichten en prijzen, en geeft de kern ook als deze pagina die weglaat. De keuze zelf heeft hetzelfde soort bewijs."
        ),
        (false, Lang::En) => format!(
            "This page computes for less long than the command koers select {plan}. That searches further for other weights and prices, and gives the core also where this page leaves it away. The choice itself has the same kind of proof."
        ),
        (true, Lang::Nl) => format!(
            "Bij meer dan {DOZENS} getoetste voorstellen laat deze pagina alleen de keuze zien, met haar bewijs binnen 1%. Hoeveel beter of goedkoper, de kern en waarde voor geld geeft de opdracht koers select {plan}."
        ),
        (true, Lang::En) => format!(
            "With more than {DOZENS} proposals tested this page shows only the choice, with its proof within 1%. How much better or cheaper, the core and value for money are given by the command koers select {plan}."
        ),
    }
}
