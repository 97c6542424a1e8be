//! Where a reader goes on from a measure, and in which forms its figures can be had.

use crate::ask::{Ask, address, escape};
use crate::pages::indicator::HAS_PNG;
use crate::pages::on_course::language;
use crate::paths;
use crate::standing::Standing;
use koers_model::text::Lang;
use koers_report::view::Measure;

type Links = Vec<(String, &'static str)>;

/// To the trace of the figure, to its definition, to the map.
pub(super) fn onward(ask: &Ask, measure: &Measure) -> Links {
    let lang = ask.lang;
    let indicator = measure.indicator.as_str();
    let mut links = Vec::new();
    if let Some(period) = measure.period {
        let period = period.to_string();
        links.push((
            ask.carry_with(
                &paths::trace(indicator),
                &[("op", None), ("periode", Some(&period))],
            ),
            lang.pick(
                "Waar komt dit cijfer vandaan?",
                "Where does this figure come from?",
            ),
        ));
    }
    links.push((
        ask.carry_with(&paths::indicator(indicator), &[("op", None)]),
        lang.pick("Over deze indicator", "About this indicator"),
    ));
    links.push((
        ask.carry_with("/kaart", &[("op", None), ("indicator", Some(indicator))]),
        lang.pick("Op de kaart", "On the map"),
    ));
    links
}

/// The chart as an image and the figures as a table for a machine.
pub(super) fn files(
    ask: &Ask,
    standing: &Standing,
    (programme, outcome): (&str, &str),
    number: usize,
    measure: &Measure,
) -> Links {
    let on = standing.on().to_string();
    let keys = [
        ("regio", ask.get("regio")),
        ("op", Some(on.as_str())),
        ("bekendOp", ask.get("bekendOp")),
    ];
    let image = |ending: &str| {
        let path = format!(
            "/beeld/resultaten/{}/{}/{number}.{ending}",
            escape(programme),
            escape(outcome)
        );
        address(ask.lang, &path, keys)
    };
    // Figures of one region: the region is said, also where it is that of the workspace.
    let region = standing.status.record.question.region.as_str();
    let table = |ending: &str| {
        let path = format!(
            "/api/v1/indicatoren/{}/waarden.{ending}",
            escape(&measure.indicator)
        );
        let keys = [
            ("regio", Some(region)),
            ("bekendOp", ask.get("bekendOp")),
            ("taal", language(ask)),
        ];
        address(Lang::Nl, &path, keys)
    };
    let mut files = vec![(image("svg"), "SVG")];
    if HAS_PNG {
        files.push((image("png"), "PNG"));
    }
    files.extend([(table("csv"), "CSV"), (table("jsonstat"), "JSON-stat")]);
    files
}

/// The outcome as the API gives it.
pub(super) fn data(ask: &Ask, standing: &Standing, (programme, outcome): (&str, &str)) -> Links {
    let on = standing.on().to_string();
    let path = format!("/api/v1{}", paths::outcome(programme, outcome));
    let keys = [
        ("regio", ask.get("regio")),
        ("op", Some(on.as_str())),
        ("bekendOp", ask.get("bekendOp")),
    ];
    vec![(address(Lang::Nl, &path, keys), "JSON")]
}
