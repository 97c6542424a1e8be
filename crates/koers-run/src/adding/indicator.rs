//! An indicator to begin with, and its tests.

use super::yaml::{list, quoted, remark, title, word};
use super::{Plan, caution};
use koers_model::dataset::RegionCodes;
use koers_model::id::Id;
use koers_model::period::Frequency;
use koers_model::published::{Axis, PublishedCode, PublishedDimension, PublishedMeasure};
use koers_model::region::RegionCode;
use koers_model::unit::Unit;

/// Decimals where the publisher does not say how many.
const DECIMALS: u8 = 1;
/// No indicator shows more.
const MOST_DECIMALS: u8 = 6;

/// The definition and its tests.
pub(super) fn texts(
    plan: &Plan<'_>,
    id: &Id,
    measure: &PublishedMeasure,
    unit: &'static Unit,
) -> (String, String) {
    let (table, lang) = (plan.table, plan.around.lang);
    let publisher = table.publisher;
    let fixed: Vec<(&PublishedDimension, &PublishedCode)> = categories(plan)
        .filter_map(|dimension| Some((dimension, total(dimension)?)))
        .collect();
    let mut out = remark(
        "",
        &caution(
            lang,
            "dit is een begin. Kies welke kant goed is (direction), wie erover gaat (owner) en na hoeveel maanden een cijfer te oud is; zeg met text: wat het wel en niet betekent",
            "this is a beginning. Choose which way is good (direction), who answers for it (owner) and after how many months a figure is too old; say with text: what it means and what not",
        ),
    );
    for (dimension, code) in &fixed {
        if dimension.codes.len() > 1 {
            let (name, code_title) = (&dimension.name, &code.title);
            out.push_str(&remark(
                "",
                &caution(
                    lang,
                    &format!(
                        "van {name} is {} ({code_title}) gekozen; de andere codes staan in catalogue/{}.yaml",
                        code.code, plan.dataset
                    ),
                    &format!(
                        "of {name}, {} ({code_title}) was chosen; the other codes stand in catalogue/{}.yaml",
                        code.code, plan.dataset
                    ),
                ),
            ));
        }
    }
    out.push_str(&format!("indicator: {id}\nversion: 1\n"));
    out.push_str(&format!("title: {}\n", title(publisher, &measure.title)));
    out.push_str(&format!("unit: {}\n", unit.id));
    let decimals = measure.decimals.unwrap_or(DECIMALS).min(MOST_DECIMALS);
    out.push_str(&format!(
        "decimals: {decimals}\ndirection: none\nlevel: outcome\n"
    ));
    out.push_str("owner: {nl: \"Nog te bepalen\", en: \"To be decided\"}\n");
    let benchmarks = benchmarks(plan);
    if !benchmarks.is_empty() {
        out.push_str(&format!("benchmarks: {}\n", list("  ", &benchmarks)));
    }
    out.push_str(&format!(
        "stale_after_months: {}\nrule:\n  kind: measure\n",
        too_old(plan.frequency)
    ));
    let codes: Vec<String> = fixed
        .iter()
        .map(|(dimension, code)| format!("{}: {}", word(&dimension.name), word(&code.code)))
        .collect();
    let chosen = match codes.is_empty() {
        true => String::new(),
        false => format!(", where: {{{}}}", codes.join(", ")),
    };
    out.push_str(&format!(
        "  of: {{dataset: {}, measure: {}{chosen}}}\n",
        plan.dataset,
        word(&measure.key)
    ));
    let name = publisher.name();
    out.push_str(&format!(
        "source: {{nl: {}, en: {}}}\n",
        quoted(&format!("{name}, tabel {}: {}", table.table, measure.title)),
        quoted(&format!("{name}, table {}: {}", table.table, measure.title)),
    ));
    (out, test(plan, measure, &codes))
}

fn test(plan: &Plan<'_>, measure: &PublishedMeasure, codes: &[String]) -> String {
    let lang = plan.around.lang;
    let region = region(plan);
    let period = quoted(&plan.last.to_string());
    let codes: String = codes.iter().map(|code| format!(", {code}")).collect();
    let row = |value: &str| {
        format!(
            "        - {{region: {region}, period: {period}, measure: {}{codes}, value: {value}}}\n",
            word(&measure.key)
        )
    };
    let mut out = remark(
        "",
        &caution(
            lang,
            "deze getallen zijn verzonnen. Zet er een cijfer bij dat u zelf hebt opgezocht, met given: published en een vindplaats (cite)",
            "these numbers are made up. Add a figure that you looked up yourself, with given: published and a citation (cite)",
        ),
    );
    out.push_str("tests:\n");
    for (nl, en, value, expected) in [
        (
            "Verzonnen: een cijfer van de tabel komt er onveranderd uit",
            "Made up: a figure of the table comes out as it is",
            "12.5",
            "value: 12.5, tolerance: 0.001",
        ),
        (
            "Verzonnen: wat de uitgever geheim houdt, is geen getal",
            "Made up: what the publisher withholds is no number",
            "suppressed",
            "missing: suppressed",
        ),
    ] {
        out.push_str(&format!(
            "  - name: {{nl: {}, en: {}}}\n    given:\n      {}:\n{}",
            quoted(nl),
            quoted(en),
            plan.dataset,
            row(value)
        ));
        out.push_str(&format!(
            "    expect:\n      - {{region: {region}, period: {period}, {expected}}}\n"
        ));
    }
    out
}

/// Dimensions of which a series has to name a code.
fn categories<'a>(plan: &Plan<'a>) -> impl Iterator<Item = &'a PublishedDimension> {
    let (region, period) = (plan.region.name.as_str(), plan.period.name.as_str());
    let is_fixed = plan.table.connector == koers_model::provider::Connector::Eurostat;
    plan.table.dimensions.iter().filter(move |dimension| {
        dimension.name != region
            && dimension.name != period
            && dimension.axis != Axis::Measure
            && !(is_fixed && dimension.name == "freq")
    })
}

/// The code that stands for all others, by its title or as CBS and Eurostat write it; else the first.
fn total(dimension: &PublishedDimension) -> Option<&PublishedCode> {
    let is_total = |code: &&PublishedCode| {
        let title = code.title.to_lowercase();
        title.starts_with("totaal") || matches!(code.code.as_str(), "TOTAL" | "T")
    };
    dimension
        .codes
        .iter()
        .find(is_total)
        .or_else(|| dimension.codes.first())
}

/// A region that the tests are about: that of the workspace, else one in it, else the first that the table and the workspace both know.
fn region(plan: &Plan<'_>) -> RegionCode {
    let (own, regions) = (plan.around.region, plan.around.regions);
    let known = plan.choice.known.iter();
    let ours: Vec<&RegionCode> = known
        .filter_map(|code| match plan.codes {
            RegionCodes::Cbs => regions.by_code(code),
            RegionCodes::Nuts => regions.by_nuts(code),
        })
        .map(|region| &region.code)
        .collect();
    let inside = |code: &&&RegionCode| {
        let wholes = regions.wholes(code, plan.last.end());
        wholes.iter().any(|whole| whole.code == *own)
    };
    if ours.contains(&own) {
        return own.clone();
    }
    let one = ours.iter().find(inside).or_else(|| ours.first());
    one.map_or_else(|| own.clone(), |code| (*code).clone())
}

/// The regions to compare with that the table has.
fn benchmarks(plan: &Plan<'_>) -> Vec<String> {
    let regions = plan.around.regions;
    let has = |code: &&RegionCode| {
        plan.choice.known.iter().any(|known| {
            let found = match plan.codes {
                RegionCodes::Cbs => regions.by_code(known),
                RegionCodes::Nuts => regions.by_nuts(known),
            };
            found.is_some_and(|region| region.code == **code)
        })
    };
    let compare = plan.around.compare.iter();
    compare.filter(has).map(ToString::to_string).collect()
}

/// After so many months a figure says nothing any more: twice the time between two, and as long as publishers need to publish.
fn too_old(frequency: Frequency) -> u32 {
    match frequency {
        Frequency::Year | Frequency::SchoolYear => 24,
        Frequency::HalfYear => 15,
        Frequency::Quarter => 9,
        Frequency::Month => 4,
        Frequency::Week | Frequency::Day => 2,
    }
}
