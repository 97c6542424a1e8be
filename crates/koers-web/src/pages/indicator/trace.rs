//! Where a figure comes from.

use super::{formula, list, steps};
use crate::answer::{Answer, Fault, Wrong};
use crate::ask::{Ask, address, escape};
use crate::controls::{Choice, Controls};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::id::Id;
use koers_model::region::Region;
use koers_model::text::Lang;
use koers_report::view::trace::Step;
use koers_report::view::{Formula, Names, Phrase, Source};
use koers_report::{date, number, words};
use koers_run::error::{EvaluateError, RunError};
use koers_run::explain::{Explained, Explanation};
use koers_run::status::Asked;

pub(super) const ROUTE: Route = Route {
    path: "/indicatoren/{id}/herkomst",
    keys: KEYS,
    menu: None,
    answer,
    addresses,
};

const KEYS: &[&str] = &["periode", "regio", "bekendOp"];

#[derive(Template)]
#[template(path = "pages/indicator/trace.html")]
struct Page {
    shell: Shell,
    indicator: Phrase,
    link: String,
    controls: Controls,
    /// The figure, where there is one to explain.
    found: Option<Found>,
    /// Why there is none.
    none: &'static str,
    formula: String,
    data: String,
}

/// A figure with where it comes from.
pub(super) struct Found {
    pub(super) figure: String,
    pub(super) remarks: String,
    pub(super) period: String,
    pub(super) region: String,
    pub(super) version: u32,
    pub(super) tree: String,
    pub(super) sources: Vec<Source>,
}

impl Found {
    /// What was explained, as a page shows it; `id` starts the ids of its parts.
    pub(super) fn of(site: &Site, ask: &Ask, explained: &Explained, id: &str) -> Result<Self, Fault> {
        let lang = ask.lang;
        let indicator = &explained.indicator;
        let cell = &explained.reading.cell;
        let step = Step::of(&explained.trace, lang);
        Ok(Self {
            figure: number::cell_figure(cell, indicator.decimals, indicator.unit, lang),
            remarks: words::remarks(cell, indicator.decimals, lang),
            period: date::period(explained.reading.period, lang),
            region: explained.region_name.clone(),
            version: indicator.version,
            tree: steps::html(&step, ask, site.definitions()?, id),
            sources: explained
                .sources
                .iter()
                .map(|note| Source::new(note, lang))
                .collect(),
        })
    }
}

fn addresses(site: &Site) -> Vec<String> {
    site.definitions()
        .map(|definitions| {
            let ids = definitions.indicators.keys().map(Id::as_str);
            ids.map(paths::trace).collect()
        })
        .unwrap_or_default()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let definitions = site.definitions()?;
    let indicator = site.indicator(ask.part("id"))?;
    let id = indicator.id.as_str();
    let asked = ask.asked(site.today())?;
    let region = site.region(&asked)?;
    let explained = match site.explain(id, ask.get("periode"), &asked) {
        Ok(Explanation::Reading(explained)) => Some(explained),
        Ok(Explanation::Outcome { .. })
        | Err(
            RunError::Unknown { what: "reading", .. } | RunError::Evaluate(EvaluateError::NoTable { .. }),
        ) => None,
        Err(RunError::Evaluate(EvaluateError::Period { .. })) => {
            return Err(Wrong::new(
                "periode",
                "past niet bij deze indicator, die een andere soort periode heeft",
                "does not fit this indicator, which has another kind of period",
            )
            .into());
        }
        Err(error) => return Err(error.into()),
    };
    let found = explained
        .as_deref()
        .map(|explained| Found::of(site, ask, explained, "stap"))
        .transpose()?;
    let title = Phrase::new(&indicator.title, lang);
    let where_from = lang.pick(
        "Waar komt dit cijfer vandaan?",
        "Where does this figure come from?",
    );
    let (about, says) = match &found {
        Some(found) => (
            format!("{}, {}, {}", title.text, found.region, found.period),
            format!("{}: {}", found.region, found.figure),
        ),
        None => (format!("{}, {}", title.text, region.name), where_from.to_owned()),
    };
    let names = Names {
        datasets: &definitions.datasets,
        regions: &definitions.regions,
    };
    let shell = Shell::new(
        site,
        ask,
        format!("{}: {about}", lang.pick("Herkomst", "Origin")),
        says,
    )?
    .crumb(ask, list::PATH, lang.pick("Indicatoren", "Indicators"))
    .crumb(ask, &paths::indicator(id), title.text.clone());
    let page = Page {
        controls: controls(site, ask, &asked, region, explained.as_deref())?,
        none: lang.pick(
            "Voor dit gebied en deze dag is er geen cijfer om te herleiden.",
            "There is no figure for this region and day to be traced.",
        ),
        formula: formula::html(&Formula::of(&indicator.rule, names, lang), ask),
        link: ask.carry(&paths::indicator(id)),
        data: address(
            Lang::Nl,
            &format!("/api/v1/indicatoren/{}/herkomst", escape(id)),
            KEYS.iter().map(|key| (*key, ask.get(key))),
        ),
        indicator: title,
        found,
        shell,
    };
    Ok(Answer::page(render(&page)?))
}

/// The periods of the region, the region, and the day.
fn controls(
    site: &Site,
    ask: &Ask,
    asked: &Asked,
    region: &Region,
    explained: Option<&Explained>,
) -> Result<Controls, Fault> {
    let lang = ask.lang;
    let indicator = site.indicator(ask.part("id"))?;
    let chosen = explained.map(|explained| explained.reading.period);
    let mut periods: Vec<_> = super::look::series_on(site, indicator, &region.code, asked.as_of)?
        .unwrap_or_default()
        .into_iter()
        .map(|point| point.period)
        .chain(chosen)
        .collect();
    periods.sort_by_key(|period| (std::cmp::Reverse(period.start()), *period));
    periods.dedup();
    let options = periods
        .iter()
        .map(|period| (period.to_string(), date::period(*period, lang)));
    let on = asked.as_of.unwrap_or_else(|| site.today());
    let mut choices = Vec::new();
    if !periods.is_empty() {
        let chosen = chosen.map(|period| period.to_string()).unwrap_or_default();
        let label = lang.pick("Periode", "Period");
        choices.push(Choice::one_of("periode", label, options, &chosen));
    }
    choices.push(Choice::region_near(site.definitions()?, on, region, lang));
    choices.push(Choice::as_of(asked.as_of, site.today(), lang));
    Ok(Controls::new(ask, KEYS, choices))
}
