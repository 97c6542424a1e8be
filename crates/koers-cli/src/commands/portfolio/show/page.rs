//! One proposal or action in words: all that its record holds, and what hangs on it.

use super::super::super::status::style;
use super::lists;
use crate::terminal::Page;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Evidence};
use koers_model::portfolio::money::TooMuch;
use koers_model::portfolio::register::Register;
use koers_model::region::RegionRegistry;
use koers_model::text::Lang;
use koers_report::list::List;
use koers_report::{action as wording, date};
use koers_run::portfolio::Portfolio;

/// A table under its heading; nothing where there are no rows.
pub fn section(out: &mut Page, title: &str, list: &List, lang: Lang) {
    if !list.rows.is_empty() {
        out.say(&format!("\n{title}\n"));
        out.draw(&list.text(lang, style()));
    }
}

/// A line with a name and a value; nothing where there is no value.
fn line(out: &mut Page, name: &str, value: &str) {
    if !value.is_empty() {
        out.say(&format!("{name:<16}{value}\n"));
    }
}

/// Ids after one another.
pub fn names(ids: &[Id]) -> String {
    let names: Vec<&str> = ids.iter().map(Id::as_str).collect();
    names.join(", ")
}

/// An organisation by its name, or by its id where nobody entered it.
pub fn called(register: &Register, organisation: &Id) -> String {
    let known = register.organisations.get(organisation);
    known.map_or_else(|| organisation.to_string(), |one| one.name.clone())
}

/// The page of an action. Regions go by their code where no register of regions can be read.
///
/// # Errors
/// [`TooMuch`] where its amounts come to more than can be counted.
pub fn page(
    portfolio: &Portfolio,
    action: &Action,
    regions: Option<&RegionRegistry>,
    lang: Lang,
) -> Result<Page, TooMuch> {
    let register = portfolio.register();
    let mut out = Page::default();
    out.say(&format!("{}  ({})\n", action.title.get(lang), action.id));
    if let Some(summary) = &action.summary {
        out.say(&format!("{}\n", summary.get(lang)));
    }
    if let Some(request) = &action.request {
        let asked = lang.pick("Wat wordt gevraagd", "What is asked for");
        out.say(&format!("\n{asked}: {}\n", request.public.get(lang)));
    }
    out.say("\n");
    let mut say = |nl, en, value: &str| line(&mut out, lang.pick(nl, en), value);
    say("Soort", "Kind", action.kind.label(lang));
    say("Stand", "Stage", action.stage.label(lang));
    say("Programma", "Programme", action.framework.as_str());
    say("Lijn of thema", "Line or theme", &names(&action.lines));
    say("Doelstelling", "Objective", &names(&action.objectives));
    say("Voert uit", "Carries out", &names(&action.carries_out));
    say("Dient", "Serves", &names(&action.serves));
    say("Rol", "Role", &names(&action.roles));
    say(
        "Schaalniveau",
        "Scale level",
        action.scale.as_ref().map_or("", Id::as_str),
    );
    say("Domeinen", "Domains", &names(&action.domains));
    let span = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| date::date(day, lang));
    say("Vanaf", "From", &span(action.from));
    say("Tot en met", "Until", &span(action.to));
    if let Some(request) = &action.request {
        say("Aanvrager", "Applicant", &called(register, &request.applicant));
        say("Gevraagd op", "Asked on", &date::date(request.received, lang));
        say("In delen", "In part", &wording::levels(&request.levels, lang));
    }
    let partners: Vec<String> = action
        .partners
        .iter()
        .map(|one| {
            format!(
                "{} ({})",
                called(register, &one.organisation),
                one.role.label(lang)
            )
        })
        .collect();
    say("Partners", "Partners", &partners.join(", "));
    let places: Vec<String> = action
        .places
        .iter()
        .map(|one| wording::place(one, regions, lang))
        .collect();
    say("Waar", "Where", &places.join("; "));
    for (nl, en, list) in [
        ("Geld", "Money", lists::money(register, action)),
        ("Geld samen", "Money in all", lists::totals(register, action)?),
        ("Schattingen", "Estimates", lists::promises(register, action)),
        ("Mijlpalen", "Milestones", lists::milestones(action)),
        ("Risico’s", "Risks", lists::risks(action)),
        ("Samenhang", "Ties", lists::ties(register, action)),
        ("Besluiten", "Decisions", lists::decisions(portfolio, action)),
    ] {
        section(&mut out, lang.pick(nl, en), &list, lang);
    }
    let sources: Vec<String> = action.evidence.iter().map(|one| source(one, lang)).collect();
    if !sources.is_empty() {
        out.say(&format!(
            "\n{}\n{}\n",
            lang.pick("Bronnen", "Sources"),
            sources.join("\n")
        ));
    }
    Ok(out)
}

fn source(evidence: &Evidence, lang: Lang) -> String {
    let day = evidence
        .date
        .map_or_else(String::new, |day| format!(", {}", date::date(day, lang)));
    let url = evidence
        .url
        .as_ref()
        .map_or_else(String::new, |url| format!("\n    {url}"));
    format!("  {} — {}{day}{url}", evidence.title, evidence.publisher)
}
