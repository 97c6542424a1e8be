//! An indicator: what it means, its figures in a region, and what it is used for.

use super::look::{KEYS, Look, series_on};
use super::measures::{self, Measured};
use super::{embed, formula, image, list};
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, address, escape};
use crate::controls::Controls;
use crate::pages::economy::{self, Laid};
use crate::pages::on_course::language;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::indicator::{Indicator, Level};
use koers_model::target::Direction;
use koers_model::text::Lang;
use koers_report::view::{Formula, Names, Phrase, Revisions, Series, Source, revisions};
use koers_report::{date, words};

pub(super) const ROUTE: Route = Route {
    path: "/indicatoren/{id}",
    keys: KEYS,
    menu: None,
    answer,
    addresses,
};

/// No more than this many vintages are laid side by side.
const MOST_VINTAGES: usize = 12;

#[derive(Template)]
#[template(path = "pages/indicator/page.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    text: Option<Phrase>,
    region: String,
    as_of: Option<String>,
    controls: Controls,
    silence: Option<String>,
    not_beside: Option<String>,
    series: Series,
    /// Regions beside it: name, and this page without it.
    beside: Vec<(String, String)>,
    /// For every row of the table the trace of its figure, where there is one.
    traces: Vec<Option<String>>,
    trace: String,
    map: String,
    /// The figures for methods that its series are part of.
    methods: Vec<Laid>,
    files: Vec<(String, &'static str)>,
    facts: Vec<(&'static str, Phrase)>,
    formula: String,
    sources: Vec<Source>,
    measures: Vec<Measured>,
    revisions: Revised,
    embed: String,
}

/// What came of the vintages.
enum Revised {
    /// There is one snapshot, or none.
    Never,
    /// Several, and the figures stayed the same.
    Same(usize),
    /// Some figures changed; the page as known on each day.
    Changed(Revisions, Vec<String>),
}

pub(super) fn addresses(site: &Site) -> Vec<String> {
    site.definitions()
        .map(|definitions| {
            let ids = definitions.indicators.keys().map(Id::as_str);
            ids.map(paths::indicator).collect()
        })
        .unwrap_or_default()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let look = Look::of(site, ask)?;
    let indicator = look.indicator;
    let id = indicator.id.as_str();
    let definitions = site.definitions()?;
    let on = look.asked.as_of.unwrap_or_else(|| site.today());
    let chart = look.chart(format!("reeks-{id}"), lang);
    let series = Series::of(&chart, on, indicator);
    let title = Phrase::new(&indicator.title, lang);
    let region = look.region.name.clone();
    let description = match &series.figure {
        Some((before, value, after)) => format!("{}, {region}: {before}{value}{after}.", title.text),
        None => format!("{}, {region}.", title.text),
    };
    let traced = |period: koers_model::period::Period| {
        ask.carry_with(&paths::trace(id), &[("periode", Some(&period.to_string()))])
    };
    let traces = series
        .figures
        .rows
        .iter()
        .map(|row| {
            let there = row.fields.first().is_some_and(|(figure, _)| !figure.is_empty());
            there.then(|| traced(row.of))
        })
        .collect();
    let comparison = look.comparison();
    let names = Names {
        datasets: &definitions.datasets,
        regions: &definitions.regions,
    };
    let shell = Shell::new(site, ask, format!("{}, {region}", title.text), description)?.crumb(
        ask,
        list::PATH,
        lang.pick("Indicatoren", "Indicators"),
    );
    let page = Page {
        controls: look.controls(site, ask)?,
        silence: look.silence(lang),
        not_beside: look.not_beside(lang),
        beside: look
            .without()
            .into_iter()
            .map(|(gone, rest)| {
                let link = ask.carry_with(&ask.path, &[("vergelijk", Some(&rest))]);
                (gone.name.clone(), link)
            })
            .collect(),
        traces,
        trace: series.period.map_or_else(|| ask.carry(&paths::trace(id)), traced),
        methods: economy::on_series(site, ask, &indicator.rule.series())?,
        map: ask.carry_with("/kaart", &[("indicator", Some(id))]),
        files: files(ask, &look, comparison.as_deref()),
        facts: facts(indicator, lang),
        formula: formula::html(&Formula::of(&indicator.rule, names, lang), ask),
        sources: site
            .sources(indicator, look.asked.as_of)?
            .iter()
            .map(|note| Source::new(note, lang))
            .collect(),
        measures: measures::of(site, ask, &look.asked, &indicator.id)?,
        revisions: revised(site, ask, &look)?,
        embed: embed::snippet(site, ask, id, comparison.as_deref(), &title.text),
        as_of: look.asked.as_of.map(|day| date::date(day, lang)),
        text: indicator.text.as_ref().map(|text| Phrase::new(text, lang)),
        shell,
        title,
        region,
        series,
    };
    Ok(Answer::page(render(&page)?))
}

/// The chart as an image, and all figures as tables; nothing where nothing is known.
fn files(ask: &Ask, look: &Look<'_>, comparison: Option<&str>) -> Vec<(String, &'static str)> {
    if look.nowhere() {
        return Vec::new();
    }
    let id = look.indicator.id.as_str();
    let keys = [
        ("regio", ask.get("regio")),
        ("bekendOp", ask.get("bekendOp")),
        ("vergelijk", comparison),
    ];
    let picture = |ending: &str| address(ask.lang, &image::path(id, ending), keys);
    let known = [("bekendOp", ask.get("bekendOp")), ("taal", language(ask))];
    let table = |ending: &str| {
        let path = format!("/api/v1/indicatoren/{}/waarden.{ending}", escape(id));
        address(Lang::Nl, &path, known)
    };
    let mut files = vec![(picture("svg"), "SVG")];
    if image::HAS_PNG {
        files.push((picture("png"), "PNG"));
    }
    files.extend([
        (table("csv"), "CSV"),
        (table("excel.csv"), "CSV (Excel)"),
        (table("jsonstat"), "JSON-stat"),
        (table("parquet"), "Parquet"),
    ]);
    files
}

/// The definition in short: what it is, and what it says.
fn facts(indicator: &Indicator, lang: Lang) -> Vec<(&'static str, Phrase)> {
    let own = |text: &str| Phrase::own(text.to_owned());
    let better = match indicator.direction {
        Some(Direction::Up) => lang.pick("hoger is beter", "higher is better"),
        Some(Direction::Down) => lang.pick("lager is beter", "lower is better"),
        None => lang.pick(
            "hoger of lager is op zichzelf niet beter",
            "neither higher nor lower is better in itself",
        ),
    };
    let level = match indicator.level {
        Level::Output => lang.pick(
            "prestatie: wat gedaan of geleverd is",
            "output: what was done or delivered",
        ),
        Level::Outcome => lang.pick("uitkomst: wat er veranderde", "outcome: what changed"),
        Level::Impact => lang.pick(
            "effect: wat de samenleving ervan merkt",
            "impact: what society has of it",
        ),
    };
    let valid = match (indicator.valid_from, indicator.valid_to) {
        (None, None) => None,
        (from, to) => {
            let from =
                from.map(|from| format!("{} {}", lang.pick("vanaf", "from"), date::period(from, lang)));
            let to = to.map(|to| format!("{} {}", lang.pick("tot en met", "up to"), date::period(to, lang)));
            Some([from, to].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
    };
    let mut facts = vec![
        (lang.pick("Eenheid", "Unit"), own(indicator.unit.label(lang))),
        (lang.pick("Richting", "Direction"), own(better)),
        (lang.pick("Niveau", "Level"), own(level)),
        (lang.pick("Bron", "Source"), Phrase::new(&indicator.source, lang)),
        (
            lang.pick("Eigenaar", "Owner"),
            Phrase::new(&indicator.owner, lang),
        ),
    ];
    if let Some(valid) = valid {
        facts.push((lang.pick("Geldt", "Holds"), Phrase::own(valid)));
    }
    let months = date::months(indicator.stale_after_months, lang);
    facts.push((
        lang.pick("Verouderd", "Out of date"),
        Phrase::own(match lang {
            Lang::Nl => format!("als de periode meer dan {months} voorbij is"),
            Lang::En => format!("when the period ended more than {months} ago"),
        }),
    ));
    facts.push((
        lang.pick("Definitie", "Definition"),
        Phrase::own(format!(
            "{}, {} {}",
            indicator.id,
            lang.pick("versie", "version"),
            indicator.version
        )),
    ));
    facts
}

/// The figures as they were known on every day on which a snapshot came.
fn revised(site: &Site, ask: &Ask, look: &Look<'_>) -> Result<Revised, Fault> {
    let mut days: Vec<Date> = site.vintage_days(look.indicator, look.asked.as_of);
    if days.len() > MOST_VINTAGES {
        days.drain(..days.len() - MOST_VINTAGES);
    }
    if days.len() < 2 {
        return Ok(Revised::Never);
    }
    let mut known = Vec::new();
    for day in days {
        if let Some(points) = series_on(site, look.indicator, &look.region.code, Some(day))? {
            known.push((day, points));
        }
    }
    let count = known.len();
    Ok(match revisions(&known, look.indicator.decimals, ask.lang) {
        Some(revisions) => {
            let links = revisions
                .known
                .iter()
                .map(|(day, _)| ask.with("bekendOp", Some(&day.to_string())))
                .collect();
            Revised::Changed(revisions, links)
        }
        None if count < 2 => Revised::Never,
        None => Revised::Same(count),
    })
}

impl Page {
    fn trace_at(&self, row: &usize) -> Option<&str> {
        self.traces.get(*row)?.as_deref()
    }
    fn link_at<'l>(&self, links: &'l [String], column: &usize) -> &'l str {
        links.get(*column).map_or("", String::as_str)
    }
    fn capital(&self, text: &str) -> String {
        words::capital(text)
    }
}
