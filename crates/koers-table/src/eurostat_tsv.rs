//! Eurostat TSV: dimensions packed in the first cell, a column per period, value and flags in one cell.

use crate::coder::PeriodText;
use crate::delimited::Records;
use crate::error::{Findings, Place, ReadError, code, shown};
use crate::flags;
use crate::gather::{Figure, Gather, NONE, Read};
use crate::number::Decimals;
use crate::plan::{Form, Structural, Use, plan};
use crate::rows::{eurostat, join, ragged};
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::region::RegionRegistry;
use koers_model::value::Missing;

/// Periods have the first name now, the second in archived files.
pub(crate) const PERIOD_NAMES: [&str; 2] = ["TIME_PERIOD", "time"];
pub(crate) const STRUCTURAL: [Structural; 2] =
    [(PERIOD_NAMES[0], Use::Period), (PERIOD_NAMES[1], Use::Period)];

/// The name under which the catalogue knows a column: the two names of the period mean the same.
pub(crate) fn known_as<'a>(name: &'a str, dataset: &Dataset) -> &'a str {
    let named = |name: &str| dataset.columns.iter().any(|column| column.name == name);
    match name {
        "time" if !named("time") && named("TIME_PERIOD") => "TIME_PERIOD",
        "TIME_PERIOD" if !named("TIME_PERIOD") && named("time") => "time",
        other => other,
    }
}

/// Reads one cell: `628 e`, `:`, `: m`, `0n`.
fn cell(text: &[u8], mask: impl Fn(&[u8]) -> Option<u32>, line: u64) -> Result<Read, ReadError> {
    let text = text.trim_ascii();
    if text == b":" {
        return Ok(Read::new(
            Figure::Missing(Missing::NotAvailable),
            flags::Said::default(),
        ));
    }
    if let Some(rest) = text.strip_prefix(b":") {
        return eurostat(None, flags_of(rest, text)?);
    }
    let end = number_end(text);
    let (number, letters) = text.split_at(end);
    let said = flags_of(letters, text)?;
    if let Some(mask) = mask(number) {
        return join(Figure::Masked(mask), said);
    }
    let value = Decimals::Point
        .number(number, line)
        .map_err(|fault| fault.error(text))?;
    eurostat(Some(value), said)
}

/// The flags of a cell; an error shows the whole cell.
fn flags_of(letters: &[u8], cell: &[u8]) -> Result<flags::Said, ReadError> {
    flags::eurostat(letters).map_err(|error| error.found(shown(cell)))
}

/// Where the number ends and the flags begin. A small `e` is the flag, a capital one before a digit an exponent.
fn number_end(text: &[u8]) -> usize {
    let belongs = |at: usize, byte: u8| match byte {
        b'0'..=b'9' | b'.' | b',' | b'-' | b'+' => true,
        b'E' => text
            .get(at + 1)
            .is_some_and(|&next| matches!(next, b'0'..=b'9' | b'-' | b'+')),
        _ => false,
    };
    (0..text.len())
        .find(|&at| !text.get(at).is_some_and(|&byte| belongs(at, byte)))
        .unwrap_or(text.len())
}

/// Reads Eurostat TSV.
pub(crate) fn read(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let mut records = Records::new(text.as_bytes(), b'\t', false);
    if !records.advance().map_err(one)? {
        return Err(one(crate::empty()));
    }
    let first = String::from_utf8_lossy(records.cell(0)).into_owned();
    let Some((dimensions, period)) = first.rsplit_once('\\') else {
        let error = ReadError::new(code::WRONG_FORM, "the first cell names no period dimension")
            .found(shown(first.as_bytes()))
            .expected("freq,unit,geo\\TIME_PERIOD");
        return Err(one(records.place(error, 0)));
    };
    let mut names: Vec<&str> = dimensions
        .split(',')
        .map(|name| known_as(name.trim(), dataset))
        .collect();
    let width = names.len();
    names.push(known_as(period.trim(), dataset));
    let form = Form {
        structural: &STRUCTURAL,
        cells_without_columns: true,
    };
    let mut findings = Findings::default();
    let Some(plan) = plan(&names, dataset, form, &mut findings) else {
        return Err(findings.into_errors());
    };
    if !plan.slots.last().is_some_and(|slot| slot.purpose == Use::Period) {
        let name = names.last().copied().unwrap_or("");
        let error = ReadError::new(
            code::CATALOGUE,
            format!("column `{name}` holds the periods of this form"),
        );
        return Err(one(error.column(name).expected("role: period")));
    }
    let mut gather = Gather::new(&plan, dataset, registry, options, PeriodText::Iso, false);
    gather.findings = findings;
    let measure = plan
        .figures
        .first()
        .and_then(|figures| figures.measure)
        .unwrap_or(NONE);
    let columns = records.len();
    let labels: Vec<Vec<u8>> = (1..columns)
        .map(|at| records.cell(at).trim_ascii().to_vec())
        .collect();
    let lines = memchr::memchr_iter(b'\n', records.rest()).count() as u64;
    let periods: Vec<Option<u32>> = labels
        .iter()
        .map(|label| gather.period_of_column(label, Place::Line(1), lines))
        .collect();
    if let Err(error) = lines_of(
        &mut records,
        &mut gather,
        &names,
        width,
        measure,
        &periods,
        &labels,
    ) {
        gather.error(error);
    }
    gather.finish()
}

fn lines_of(
    records: &mut Records<'_>,
    gather: &mut Gather<'_>,
    names: &[&str],
    width: usize,
    measure: u32,
    periods: &[Option<u32>],
    labels: &[Vec<u8>],
) -> Result<(), ReadError> {
    let columns = periods.len() + 1;
    let mut ends: Vec<usize> = Vec::with_capacity(width);
    while records.advance()? {
        let line = records.line();
        if records.len() != columns {
            let error = ragged(records.len(), columns);
            gather.error(records.place(error, records.len().min(columns).saturating_sub(1)));
            continue;
        }
        let key = records.cell(0);
        ends.clear();
        ends.extend(memchr::memchr_iter(b',', key).chain([key.len()]));
        if ends.len() != width {
            let error = ReadError::new(
                code::RAGGED,
                "the first cell has another number of codes than the header",
            )
            .found(shown(records.cell(0)))
            .expected(names.join(","));
            gather.error(records.place(error, 0));
            continue;
        }
        let code = |at: usize| {
            let start = at
                .checked_sub(1)
                .and_then(|before| ends.get(before))
                .map_or(0, |end| end + 1);
            ends.get(at).and_then(|&end| key.get(start..end)).unwrap_or(&[])
        };
        if !gather.row(line, measure, code, true) {
            continue;
        }
        for (at, period) in periods.iter().enumerate() {
            let Some(period) = *period else { continue };
            match cell(records.cell(at + 1), |text| gather.mask(text), line) {
                Ok(read) => gather.figure(period, read),
                Err(error) => {
                    let label = labels.get(at).map(|label| shown(label)).unwrap_or_default();
                    gather.error(records.place(error.column(&label), at + 1));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::value::Marks;

    #[test]
    fn value_and_flags_share_a_cell() {
        let none = |_: &[u8]| None;
        let value = |text: &str| cell(text.as_bytes(), none, 1).map(|read| (read.figure, read.said.marks));
        let missing = |reason| Figure::Missing(reason);
        for (text, figure, marks) in [
            ("628 e", Figure::Value(628.0), Marks::ESTIMATED),
            ("628e ", Figure::Value(628.0), Marks::ESTIMATED),
            ("5400 p", Figure::Value(5400.0), Marks::PROVISIONAL),
            (
                "66.5 bd",
                Figure::Value(66.5),
                Marks::BREAK.with(Marks::DEFINITION_DIFFERS),
            ),
            ("-1.5 ", Figure::Value(-1.5), Marks::NONE),
            ("1.5E-3 u", Figure::Value(0.0015), Marks::LOW_RELIABILITY),
            ("0", Figure::Value(0.0), Marks::NONE),
            ("0n", Figure::Value(0.0), Marks::BELOW_HALF_UNIT),
            (": ", missing(Missing::NotAvailable), Marks::NONE),
            (": m", missing(Missing::Impossible), Marks::NONE),
            (": z", missing(Missing::Impossible), Marks::NONE),
            (": c", missing(Missing::Suppressed), Marks::NONE),
            (":c", missing(Missing::Suppressed), Marks::NONE),
            (
                ": bu",
                missing(Missing::NotAvailable),
                Marks::BREAK.with(Marks::LOW_RELIABILITY),
            ),
        ] {
            assert_eq!(value(text).unwrap(), (figure, marks), "{text}");
        }
        for (text, code) in [
            ("628 q", code::UNKNOWN_FLAG),
            ("", code::NOT_A_NUMBER),
            ("1,5", code::TWO_DECIMALS),
            ("12 c", code::CONTRADICTION),
            ("12 m", code::CONTRADICTION),
            ("abc", code::UNKNOWN_FLAG),
        ] {
            let error = value(text).unwrap_err();
            assert_eq!(error.code, code, "{text}: {error}");
        }
    }
}
