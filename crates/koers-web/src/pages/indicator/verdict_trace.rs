//! Where the verdict on an outcome comes from: the readings that decided.

use super::trace::Found;
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::Controls;
use crate::pages::on_course::question;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::{Standing, own_day};
use askama::Template;
use koers_model::framework::{Framework, Measurement};
use koers_model::status::MeasureStatus;
use koers_model::text::Lang;
use koers_report::view::{Fact, Outcome, Phrase};
use koers_report::{date, html, words};
use koers_run::explain::{Explained, Explanation};
use koers_run::status::Asked;

pub(super) const ROUTE: Route = Route {
    path: "/programmas/{programma}/resultaten/{id}/herkomst",
    keys: KEYS,
    menu: None,
    answer,
    addresses,
};

const KEYS: &[&str] = &["regio", "op", "bekendOp"];

#[derive(Template)]
#[template(path = "pages/indicator/verdict_trace.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    link: String,
    verdict: String,
    why: String,
    days: String,
    caveat: Option<String>,
    controls: Controls,
    measures: Vec<Decided>,
}

/// A measure with the readings that decided.
struct Decided {
    title: Phrase,
    link: String,
    verdict: String,
    why: String,
    facts: Vec<Fact>,
    readings: Vec<(&'static str, Found)>,
}

fn addresses(site: &Site) -> Vec<String> {
    let Ok(definitions) = site.definitions() else {
        return Vec::new();
    };
    let of = |framework: &Framework| {
        // Without a measure no figure decides, and no page leads here.
        let measured = framework
            .judged()
            .filter(|judged| matches!(judged.measurement, Some(Measurement::Measured(_))));
        measured
            .map(|judged| paths::outcome_trace(framework.id.as_str(), judged.element.id.as_str()))
            .collect::<Vec<_>>()
    };
    definitions.frameworks.iter().flat_map(of).collect()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    site.region(&asked)?;
    let framework = site.framework(ask.part("programma"))?;
    let programme = framework.id.as_str();
    let standing = Standing::of(site, &asked, framework)?;
    let (group, outcome) = standing.outcome(ask.part("id"))?;
    let id = outcome.id.as_str();
    let seen = Outcome::of(&standing.status, standing.framework()?, outcome, lang);
    let readings = match site.explain(id, None, &on_its_day(site, framework, &asked))? {
        Explanation::Outcome { readings, .. } => readings,
        // An indicator with the id of an outcome: nothing decided that was asked for.
        Explanation::Reading(_) => Vec::new(),
    };
    let mut measures = Vec::new();
    for (at, (measure, words)) in outcome.measures.iter().zip(seen.measures).enumerate() {
        measures.push(Decided {
            readings: deciding(site, ask, measure, &readings, at + 1)?,
            link: ask.carry_with(&paths::indicator(&words.indicator), &[("op", None)]),
            verdict: html::verdict(words.verdict, lang),
            why: measure.judgement.reason.sentence(lang),
            facts: words.facts,
            title: words.title,
        });
    }
    let region = &standing.status.region_name;
    let shell = Shell::new(
        site,
        ask,
        format!(
            "{}: {}, {region}",
            lang.pick("Herkomst", "Origin"),
            seen.title.text
        ),
        format!(
            "{region}: {}. {}",
            words::verdict(outcome.verdict, lang),
            seen.why
        ),
    )?
    .crumb(ask, &paths::programme(programme), framework.title.get(lang))
    .crumb(
        ask,
        &paths::line(programme, group.id.as_str()),
        group.title.get(lang),
    )
    .crumb(ask, &paths::outcome(programme, id), seen.title.text.clone());
    let page = Page {
        shell,
        link: ask.carry(&paths::outcome(programme, id)),
        verdict: html::verdict(outcome.verdict, lang),
        why: seen.why,
        days: match lang {
            Lang::Nl => format!("{region}, peildatum {}", date::date(standing.on(), lang)),
            Lang::En => format!("{region}, judged on {}", date::date(standing.on(), lang)),
        },
        caveat: standing.caveat(site, lang)?,
        controls: Controls::new(ask, KEYS, question(site, ask, &asked, &standing)?),
        title: seen.title,
        measures,
    };
    Ok(Answer::page(render(&page)?))
}

/// The question on the day on which the programme is judged.
fn on_its_day(site: &Site, framework: &Framework, asked: &Asked) -> Asked {
    Asked {
        line: None,
        on: Some(asked.on.unwrap_or_else(|| own_day(framework, site.today()))),
        ..asked.clone()
    }
}

/// The readings that decided a measure: the baseline, then the reading.
fn deciding(
    site: &Site,
    ask: &Ask,
    measure: &MeasureStatus,
    readings: &[Explained],
    number: usize,
) -> Result<Vec<(&'static str, Found)>, Fault> {
    let lang = ask.lang;
    let judgement = &measure.judgement;
    let target = &judgement.target;
    let reading = judgement.reading.map(|point| point.period);
    let baseline = target.baseline.value.is_none().then_some(target.baseline.period);
    let mut found = Vec::new();
    for (period, words) in [
        (baseline, lang.pick("De nulmeting", "The baseline")),
        (
            reading,
            lang.pick(
                "Het cijfer waarop het oordeel rust",
                "The figure that the verdict rests on",
            ),
        ),
    ] {
        let explained = readings.iter().find(|explained| {
            explained.indicator.id == measure.indicator && Some(explained.reading.period) == period
        });
        if let Some(explained) = explained {
            let id = format!("stap-{number}-{}", found.len() + 1);
            found.push((words, Found::of(site, ask, explained, &id)?));
        }
    }
    Ok(found)
}
