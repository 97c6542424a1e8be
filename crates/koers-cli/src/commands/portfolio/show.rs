//! One proposal or action with everything that hangs on it.

mod json;

use super::super::status::style;
use super::super::{both, day, plain, print, print_page, text, world};
use super::read;
use crate::commands::log::for_people;
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Evidence};
use koers_model::portfolio::decision::Weighed;
use koers_model::portfolio::money::Total;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_report::{date, number};
use koers_run::portfolio::Portfolio;
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
    print_page(&page(&portfolio, action, lang))?;
    if let Some(events) = events {
        let mut out = Page::default();
        let list = for_people(&events);
        section(&mut out, lang.pick("Wijzigingen", "Changes"), &list, lang);
        print_page(&out)?;
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

fn section(out: &mut Page, title: &str, list: &List, lang: Lang) {
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

fn names(ids: &[Id]) -> String {
    let names: Vec<&str> = ids.iter().map(Id::as_str).collect();
    names.join(", ")
}

fn called(register: &Register, organisation: &Id) -> String {
    let known = register.organisations.get(organisation);
    known.map_or_else(|| organisation.to_string(), |one| one.name.clone())
}

fn page(portfolio: &Portfolio, action: &Action, lang: Lang) -> Page {
    let register = portfolio.register();
    let mut out = Page::default();
    out.say(&format!("{}  ({})\n", action.title.get(lang), action.id));
    if let Some(summary) = &action.summary {
        out.say(&format!("{}\n", summary.get(lang)));
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
    let span = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| date::date(day, lang));
    say("Vanaf", "From", &span(action.from));
    say("Tot en met", "Until", &span(action.to));
    if let Some(request) = &action.request {
        say("Aanvrager", "Applicant", &called(register, &request.applicant));
        say("Gevraagd op", "Asked on", &date::date(request.received, lang));
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
    section(
        &mut out,
        lang.pick("Geld", "Money"),
        &money(register, action),
        lang,
    );
    section(
        &mut out,
        lang.pick("Beloften", "Promises"),
        &promises(register, action),
        lang,
    );
    section(
        &mut out,
        lang.pick("Besluiten", "Decisions"),
        &decisions(portfolio, action),
        lang,
    );
    let sources: Vec<String> = action.evidence.iter().map(|one| source(one, lang)).collect();
    if !sources.is_empty() {
        out.say(&format!(
            "\n{}\n{}\n",
            lang.pick("Bronnen", "Sources"),
            sources.join("\n")
        ));
    }
    out
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

fn money(register: &Register, action: &Action) -> List {
    let rows = action.money.iter().map(|line| {
        let source = register.funding_sources.get(&line.source);
        vec![
            plain(line.year),
            both(|lang| line.step.label(lang).to_owned()),
            both(|lang| line.side.label(lang).to_owned()),
            source.map_or_else(|| plain(&line.source), |one| Field::Text(one.title.clone())),
            // One amount cannot be too much to count.
            Total::of([line.amount]).map_or(Field::Empty, Field::Total),
        ]
    });
    List {
        columns: vec![
            Column::new("year", "jaar", "year"),
            Column::new("step", "stap", "step"),
            Column::new("side", "lasten of baten", "costs or income"),
            Column::new("source", "bron", "source"),
            Column::new("amount", "bedrag", "amount"),
        ],
        rows: rows.collect(),
    }
}

fn promises(register: &Register, action: &Action) -> List {
    let own = register
        .estimates
        .values()
        .filter(|estimate| estimate.action == action.id);
    let rows = own.map(|estimate| {
        let found = register
            .findings
            .values()
            .filter(|finding| finding.estimate == estimate.id)
            .max_by_key(|finding| (finding.made, &finding.id));
        vec![
            plain(&estimate.id),
            both(|lang| number::range(estimate.amount, lang)),
            both(|lang| estimate.unit.label(lang).to_owned()),
            both(|lang| estimate.incidence.label(lang).to_owned()),
            plain(called(register, &estimate.author)),
            found.map_or(Field::Empty, |finding| {
                both(|lang| match finding.amount {
                    Some(amount) => number::range(amount, lang),
                    None => lang.pick("niet te zeggen", "cannot be said").to_owned(),
                })
            }),
        ]
    });
    List {
        columns: vec![
            Column::new("id", "belofte", "promise"),
            Column::new("amount", "hoeveel", "how much"),
            Column::new("unit", "eenheid", "unit"),
            Column::new("incidence", "waar", "where"),
            Column::new("author", "opsteller", "author"),
            Column::new("found", "gevonden", "found"),
        ],
        rows: rows.collect(),
    }
}

fn decisions(portfolio: &Portfolio, action: &Action) -> List {
    let rows = portfolio.decisions(&action.id).map(|decision| {
        vec![
            day(Some(decision.on)),
            both(|lang| decision.kind.label(lang).to_owned()),
            Field::Text(decision.title.clone()),
            plain(called(portfolio.register(), &decision.by)),
            both(|lang| decision.followed.label(lang).to_owned()),
            on_the_table(&decision.weighed),
        ]
    });
    List {
        columns: vec![
            Column::new("on", "dag", "day"),
            Column::new("kind", "soort", "kind"),
            Column::new("title", "wat", "what"),
            Column::new("by", "door", "by"),
            Column::new("followed", "stand", "state"),
            Column::new("weighed", "wat op tafel lag", "what lay on the table"),
        ],
        rows: rows.collect(),
    }
}

/// What was weighed then, by the ids under which it is found again.
fn on_the_table(weighed: &Weighed) -> Field {
    if *weighed == Weighed::default() {
        return Field::Empty;
    }
    both(|lang| {
        let tests = match weighed.appraisals.as_slice() {
            [] => None,
            [one] => Some(format!("{} {one}", lang.pick("toetsing", "test"))),
            all => Some(format!("{} {}", lang.pick("toetsingen", "tests"), names(all))),
        };
        let choice = |id: &Id| format!("{} {id}", lang.pick("keuze", "choice"));
        let edition = |id: &Id| format!("{} {id}", lang.pick("uitgave", "edition"));
        let all = [
            tests,
            weighed.selection.as_ref().map(choice),
            weighed.edition.as_ref().map(edition),
        ];
        all.into_iter().flatten().collect::<Vec<_>>().join("; ")
    })
}
