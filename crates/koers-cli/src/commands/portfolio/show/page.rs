//! One proposal or action in words: all that its record holds, and what hangs on it.

use super::super::super::status::style;
use super::lists;
use crate::terminal::Page;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Evidence};
use koers_model::portfolio::money::TooMuch;
use koers_model::text::Lang;
use koers_report::list::List;
use koers_report::names::Names;
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

/// The page of an action.
///
/// # Errors
/// [`TooMuch`] where its amounts come to more than can be counted.
pub fn page(portfolio: &Portfolio, action: &Action, names: &Names<'_>, lang: Lang) -> Result<Page, TooMuch> {
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
    let of = |ids: &[Id]| names.elements(&action.framework, ids, lang);
    say(
        "Programma",
        "Programme",
        &names.programme(&action.framework, lang),
    );
    say("Lijn of thema", "Line or theme", &of(&action.lines));
    say("Doelstelling", "Objective", &of(&action.objectives));
    say("Voert uit", "Carries out", &of(&action.carries_out));
    say("Dient", "Serves", &of(&action.serves));
    say("Rol", "Role", &of(&action.roles));
    say("Schaalniveau", "Scale level", &of(action.scale.as_slice()));
    say("Domeinen", "Domains", &of(&action.domains));
    let span = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| date::date(day, lang));
    say("Vanaf", "From", &span(action.from));
    say("Tot en met", "Until", &span(action.to));
    if let Some(request) = &action.request {
        say("Aanvrager", "Applicant", &names.organisation(&request.applicant));
        say("Gevraagd op", "Asked on", &date::date(request.received, lang));
        say("In delen", "In part", &wording::levels(&request.levels, lang));
    }
    let partners: Vec<String> = action
        .partners
        .iter()
        .map(|one| {
            format!(
                "{} ({})",
                names.organisation(&one.organisation),
                one.role.label(lang)
            )
        })
        .collect();
    say("Partners", "Partners", &partners.join(", "));
    let regions = names.defined.map(|defined| defined.regions);
    let places: Vec<String> = action
        .places
        .iter()
        .map(|one| wording::place(one, regions, lang))
        .collect();
    say("Waar", "Where", &places.join("; "));
    for (nl, en, list) in [
        ("Geld", "Money", lists::money(names, action)),
        ("Geld samen", "Money in all", lists::totals(names, action)?),
        ("Schattingen", "Estimates", lists::promises(names, action)),
        ("Mijlpalen", "Milestones", lists::milestones(action)),
        ("Risico’s", "Risks", lists::risks(action)),
        ("Samenhang", "Ties", lists::ties(names.register, action)),
        (
            "Besluiten",
            "Decisions",
            lists::decisions(portfolio, names, action),
        ),
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
