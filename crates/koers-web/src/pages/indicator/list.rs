//! All indicators, each with its last figure.

use super::look::Look;
use super::measures::uses;
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::text::Lang;
use koers_report::view::{Phrase, Series};
use koers_report::words;

pub(super) const PATH: &str = "/indicatoren";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: KEYS,
    menu: Some(("Indicatoren", "Indicators")),
    answer,
    addresses: |_| Route::fixed(PATH),
};

const KEYS: &[&str] = &["regio", "bekendOp", "lijn"];

#[derive(Template)]
#[template(path = "pages/indicator/list.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: String,
    controls: Controls,
    rows: Vec<Row>,
    /// Whether the workspace defines none at all.
    empty: bool,
    shows: String,
}

struct Row {
    link: String,
    title: Phrase,
    unit: &'static str,
    figure: Option<(String, String, String)>,
    remarks: String,
    spark: String,
    age: Option<String>,
    stale: bool,
    trace: Option<String>,
    /// What it measures: link and name of the outcome.
    measures: Vec<(String, Phrase)>,
    source: Phrase,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    let region = site.region(&asked)?;
    let definitions = site.definitions()?;
    let line = ask.get("lijn");
    let lines = lines(definitions, lang);
    if let Some(line) = line
        && !lines.iter().any(|(_, all)| all.iter().any(|(id, _)| id == line))
    {
        return Err(Wrong::new(
            "lijn",
            "is geen lijn of thema van een programma",
            "is no line or theme of a programme",
        )
        .into());
    }
    let all = definitions.indicators.len();
    let mut rows = definitions
        .indicators
        .values()
        .filter(|indicator| line.is_none_or(|line| measures_in(definitions, &indicator.id, line)))
        .map(|indicator| row(site, ask, definitions, indicator))
        .collect::<Result<Vec<Row>, Fault>>()?;
    rows.sort_by_key(|row| row.title.text.to_lowercase());
    let some = rows.len();
    let heading = lang.pick("Indicatoren", "Indicators");
    let intro = match lang {
        Lang::Nl => format!(
            "Waarmee gemeten wordt: {all} indicatoren, elk met een vaste definitie, een bron en het laatste cijfer voor {}.",
            region.name
        ),
        Lang::En => format!(
            "What is measured with: {all} indicators, each with a fixed definition, a source and the last figure for {}.",
            region.name
        ),
    };
    let on = asked.as_of.unwrap_or_else(|| site.today());
    let mut groups = vec![(
        String::new(),
        vec![(
            String::new(),
            lang.pick("alle lijnen", "all lines").to_owned(),
            line.is_none(),
        )],
    )];
    groups.extend(lines.into_iter().map(|(programme, all)| {
        let options = all.into_iter().map(|(id, title)| {
            let chosen = Some(id.as_str()) == line;
            (id, title, chosen)
        });
        (programme, options.collect())
    }));
    let choices = vec![
        Choice::OneOf {
            key: "lijn",
            label: lang.pick("Meet iets in", "Measures something in"),
            groups,
        },
        Choice::region_near(definitions, on, region, lang),
        Choice::as_of(asked.as_of, site.today(), lang),
    ];
    render(&Page {
        shell: Shell::new(site, ask, format!("{heading}, {}", region.name), &intro)?,
        heading,
        intro,
        controls: Controls::new(ask, KEYS, choices),
        shows: match lang {
            Lang::Nl => format!("{some} van de {all} indicatoren"),
            Lang::En => format!("{some} of the {all} indicators"),
        },
        empty: definitions.indicators.is_empty(),
        rows,
    })
    .map(Answer::page)
}

/// Every programme with the lines or themes that are measured somewhere: id and name.
fn lines(definitions: &Definitions, lang: Lang) -> Vec<(String, Vec<(String, String)>)> {
    definitions
        .frameworks
        .iter()
        .map(|framework| {
            let mut lines: Vec<(String, String)> = Vec::new();
            for judged in framework.judged() {
                let id = judged.group.id.to_string();
                let measured = definitions
                    .indicators
                    .keys()
                    .any(|indicator| uses(&judged, indicator));
                if measured && lines.iter().all(|(other, _)| *other != id) {
                    lines.push((id, judged.group.title.text().get(lang).to_owned()));
                }
            }
            (framework.title.get(lang).to_owned(), lines)
        })
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

fn measures_in(definitions: &Definitions, indicator: &Id, line: &str) -> bool {
    definitions
        .frameworks
        .iter()
        .flat_map(|framework| framework.judged())
        .any(|judged| judged.group.id.as_str() == line && uses(&judged, indicator))
}

fn row(site: &Site, ask: &Ask, definitions: &Definitions, indicator: &Indicator) -> Result<Row, Fault> {
    let lang = ask.lang;
    let id = indicator.id.as_str();
    let look = Look::at(site, ask, id)?;
    let on = look.asked.as_of.unwrap_or_else(|| site.today());
    let chart = look.chart(format!("kort-{id}"), lang);
    let series = Series::of(&chart, on, indicator);
    let mut measures = Vec::new();
    for framework in &definitions.frameworks {
        for judged in framework.judged().filter(|judged| uses(judged, &indicator.id)) {
            let path = paths::outcome(framework.id.as_str(), judged.element.id.as_str());
            measures.push((ask.carry(&path), Phrase::new(judged.element.title.text(), lang)));
        }
    }
    Ok(Row {
        link: ask.carry(&paths::indicator(id)),
        title: Phrase::new(&indicator.title, lang),
        unit: indicator.unit.label(lang),
        trace: series
            .period
            .map(|period| ask.carry_with(&paths::trace(id), &[("periode", Some(&period.to_string()))])),
        figure: series.figure,
        remarks: words::capital(&series.remarks),
        spark: series.spark,
        age: series.age,
        stale: series.stale,
        measures,
        source: Phrase::new(&indicator.source, lang),
    })
}
