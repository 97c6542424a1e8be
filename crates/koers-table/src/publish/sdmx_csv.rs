//! SDMX-CSV 2.0: a row per observation, with the code lists of SDMX for what a figure is.

use super::Description;
use super::csv::push_text;
use super::layout::rows;
use crate::cube::Cube;
use koers_model::period::{Frequency, Period};
use koers_model::text::Lang;
use koers_model::value::{Content, Marks, Missing};

/// Columns before the category dimensions.
const BEFORE: [&str; 6] = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FREQ",
    "MEASURE",
    "REF_AREA",
];
/// Columns behind them.
const AFTER: [&str; 10] = [
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "CONF_STATUS",
    "MARKS",
    "MISSING",
    "LOWER_BOUND",
    "UPPER_BOUND",
    "MARGIN",
];

/// Writes a table as SDMX-CSV 2.0.
///
/// `OBS_STATUS` and `CONF_STATUS` are the codes of SDMX (`CL_OBS_STATUS` 2.2, `CL_CONF_STATUS` 1.3), of which a figure has one each; what they cannot
/// tell apart stands in full in `MARKS` and `MISSING`, in the words of `docs/guide/open-data.md`.
///
/// Source: SDMX-CSV field guide, version 2.0.0 (SDMX Technical Working Group 2021).
#[must_use]
pub fn sdmx_csv(cube: &Cube, description: &Description) -> Vec<u8> {
    let flow = format!("KOERS:{}(1.0)", id(cube.dataset().as_str()));
    let mut taken: Vec<String> = BEFORE
        .iter()
        .chain(&AFTER)
        .map(|name| (*name).to_owned())
        .collect();
    let mut names = Vec::new();
    for (name, _) in cube.categories() {
        let mut own = id(name);
        while taken.contains(&own) {
            own.push('_');
        }
        taken.push(own.clone());
        names.push(own);
    }
    let mut out = String::new();
    let header = BEFORE
        .iter()
        .copied()
        .chain(names.iter().map(String::as_str))
        .chain(AFTER);
    line(&mut out, header);
    for row in rows(cube, description, Lang::En) {
        let (value, missing, bounds) = match row.cell.content {
            Content::Value(number) => (number.get().to_string(), None, None),
            Content::Missing { reason, bounds } => (String::new(), Some(reason), bounds),
        };
        let bound = |of: Option<f64>| of.map_or_else(String::new, |bound| bound.to_string());
        let (status, confidentiality) = (status(missing, row.cell.marks), confidentiality(missing));
        let marks: Vec<&str> = row.cell.marks.words().collect();
        let before = [
            "dataflow".to_owned(),
            flow.clone(),
            "I".to_owned(),
            frequency(row.period).to_owned(),
            row.measure.to_owned(),
            row.region.to_string(),
        ];
        let codes = row.codes.iter().map(|code| code.code.to_owned());
        let after = [
            time(row.period),
            value,
            row.about
                .map_or_else(String::new, |about| about.unit.id.to_owned()),
            status.to_owned(),
            confidentiality.to_owned(),
            marks.join(" "),
            missing.map_or_else(String::new, |reason| reason.word().to_owned()),
            bound(bounds.map(|bounds| bounds.low.get())),
            bound(bounds.map(|bounds| bounds.high.get())),
            bound(row.cell.margin.map(|margin| margin.get())),
        ];
        let cells: Vec<String> = before.into_iter().chain(codes).chain(after).collect();
        line(&mut out, cells.iter().map(String::as_str));
    }
    out.into_bytes()
}

fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_text(out, cell);
    }
    out.push_str("\r\n");
}

/// A name as SDMX has it: capitals, digits and `_`.
fn id(name: &str) -> String {
    let fits = |c: char| match c.is_ascii_alphanumeric() {
        true => c.to_ascii_uppercase(),
        false => '_',
    };
    name.chars().map(fits).collect()
}

/// `CL_FREQ` 2.1. A school year is a year that begins in August.
fn frequency(period: Period) -> &'static str {
    match period.frequency() {
        Frequency::Year | Frequency::SchoolYear => "A",
        Frequency::HalfYear => "S",
        Frequency::Quarter => "Q",
        Frequency::Month => "M",
        Frequency::Week => "W",
        Frequency::Day => "D",
    }
}

/// A period as `ObservationalTimePeriod` has it; a school year as a year from its first day on.
fn time(period: Period) -> String {
    match period.frequency() {
        Frequency::SchoolYear => format!("{}/P1Y", period.start()),
        _ => period.to_string(),
    }
}

/// `CL_OBS_STATUS` 2.2: the weightiest of what is known of a figure.
fn status(missing: Option<Missing>, marks: Marks) -> &'static str {
    match missing {
        // Suppressed; cannot exist; not there for another reason.
        Some(Missing::Suppressed) => return "Q",
        Some(Missing::Impossible | Missing::NotApplicable) => return "M",
        Some(_) => return "O",
        None => {}
    }
    let known = [
        (Marks::BREAK, "B"),
        (Marks::DEFINITION_DIFFERS, "D"),
        (Marks::FORECAST, "F"),
        (Marks::PROVISIONAL, "P"),
        (Marks::REVISED_PROVISIONAL, "P"),
        (Marks::ESTIMATED, "E"),
        (Marks::IMPUTED, "I"),
        (Marks::LOW_RELIABILITY, "U"),
        (Marks::NOT_SIGNIFICANT, "N"),
    ];
    let found = known.iter().find(|(mark, _)| marks.has(*mark));
    found.map_or("A", |(_, code)| code)
}

/// `CL_CONF_STATUS` 1.3: free, or confidential.
fn confidentiality(missing: Option<Missing>) -> &'static str {
    match missing {
        Some(Missing::Suppressed) => "C",
        _ => "F",
    }
}
