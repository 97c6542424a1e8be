//! Reads the rows of a table whose cells stand in named columns, whatever the form.

use crate::delimited::Records;
use crate::error::{ReadError, code, shown};
use crate::flags::{self, Said};
use crate::gather::{Figure, Gather, NONE, Read};
use crate::number::Decimals;
use crate::plan::{Figures, Plan};
use koers_model::value::{Marks, Missing};

/// A cell with a figure, as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Raw<'a> {
    Text(&'a [u8]),
    Number(f64),
    Null,
}

/// What stands beside a figure.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beside<'a> {
    pub(crate) status: &'a [u8],
    pub(crate) second_status: &'a [u8],
    pub(crate) text: &'a [u8],
}

/// How one form writes figures.
pub(crate) trait Cells {
    /// The figure in a cell. `mask` finds the mask of the catalogue that a text is.
    fn read(
        &mut self,
        raw: Raw<'_>,
        beside: Beside<'_>,
        mask: &dyn Fn(&[u8]) -> Option<u32>,
        line: u64,
    ) -> Result<Read, ReadError>;
    /// The decimal sign, for margins.
    fn decimals(&mut self) -> &mut Decimals;
    /// What is only known when all rows were seen.
    fn end(&mut self, _gather: &mut Gather<'_>) {}
}

/// Puts a figure and what is said of it together. A number that is said not to be there is a contradiction.
pub(crate) fn join(figure: Figure, said: Said) -> Result<Read, ReadError> {
    let figure = match (figure, said.reason) {
        (Figure::Value(value), Some(reason)) => {
            return Err(ReadError::new(
                code::CONTRADICTION,
                format!("a number stands beside a status that says `{}`", reason.word()),
            )
            .found(value.to_string())
            .help("neither is used: ask the publisher which of the two is right"));
        }
        // The plainest reason gives way to one that says more.
        (Figure::Missing(Missing::NotAvailable), Some(reason)) => Figure::Missing(reason),
        (Figure::Missing(first), Some(reason)) => Figure::Missing(first.min(reason)),
        (figure, _) => figure,
    };
    Ok(Read::new(figure, said))
}

/// A figure of Eurostat: a number or `:`, and flags. A zero that is flagged `n` is less than half of the unit.
pub(crate) fn eurostat(value: Option<f64>, mut said: Said) -> Result<Read, ReadError> {
    match value {
        Some(value) => {
            if value == 0.0 && said.marks.has(Marks::NOT_SIGNIFICANT) {
                said.marks = said
                    .marks
                    .without(Marks::NOT_SIGNIFICANT)
                    .with(Marks::BELOW_HALF_UNIT);
            }
            join(Figure::Value(value), said)
        }
        None => join(Figure::Missing(Missing::NotAvailable), said),
    }
}

fn margin(text: &[u8], read: &Read, decimals: &mut Decimals, line: u64) -> Result<Option<f64>, ReadError> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Ok(None);
    }
    let margin = decimals.number(text, line).map_err(|fault| fault.error(text))?;
    let expected = "a number from zero up, beside a figure";
    if margin < 0.0 {
        return Err(ReadError::new(code::BAD_MARGIN, "a margin below zero")
            .found(shown(text))
            .expected(expected));
    }
    if !matches!(read.figure, Figure::Value(_)) {
        return Err(ReadError::new(code::BAD_MARGIN, "a margin without a figure")
            .found(shown(text))
            .expected(expected));
    }
    Ok(Some(margin))
}

/// Reads one value column of one row. An error comes with the column that it is about.
pub(crate) fn figure<'r>(
    cells: &mut impl Cells,
    columns: &Figures,
    raw: Raw<'r>,
    text: impl Fn(usize) -> &'r [u8],
    mask: &dyn Fn(&[u8]) -> Option<u32>,
    line: u64,
) -> Result<Read, (usize, ReadError)> {
    let beside = Beside {
        status: columns.status.map_or(&[], &text),
        second_status: columns.second_status.map_or(&[], &text),
        text: columns.text.map_or(&[], &text),
    };
    let mut read = cells.read(raw, beside, mask, line).map_err(|error| {
        let about = if error.code == code::UNKNOWN_FLAG {
            columns.status.or(columns.second_status)
        } else {
            None
        };
        (about.unwrap_or(columns.column), error)
    })?;
    if let Some(at) = columns.margin {
        read.margin = margin(text(at), &read, cells.decimals(), line).map_err(|error| (at, error))?;
    }
    Ok(read)
}

/// Reads all records that are left.
pub(crate) fn delimited(
    records: &mut Records<'_>,
    plan: &Plan,
    gather: &mut Gather<'_>,
    cells: &mut impl Cells,
) -> Result<(), ReadError> {
    let width = plan.slots.len();
    let mut stamps = Stamps::default();
    while records.advance()? {
        let line = records.line();
        if records.len() != width {
            let error = ragged(records.len(), width);
            gather.error(records.place(error, records.len().min(width).saturating_sub(1)));
            continue;
        }
        if !gather.row(line, NONE, |column| records.cell(column), false) {
            continue;
        }
        if let Some(at) = plan.published
            && !published(gather, records, at)
        {
            continue;
        }
        if let Some(at) = plan.stamp {
            stamps.see(records.cell(at), gather);
        }
        for columns in &plan.figures {
            let raw = Raw::Text(records.cell(columns.column));
            let read = figure(
                cells,
                columns,
                raw,
                |at| records.cell(at),
                &|text| gather.mask(text),
                line,
            );
            match read {
                Ok(read) => gather.figure(columns.measure.unwrap_or(NONE), read),
                Err((at, error)) => {
                    let name = plan.slots.get(at).map_or("", |slot| slot.name.as_str());
                    gather.error(records.place(error.column(name), at));
                }
            }
        }
    }
    cells.end(gather);
    Ok(())
}

pub(crate) fn ragged(found: usize, expected: usize) -> ReadError {
    ReadError::new(code::RAGGED, "a row has another number of cells than the header")
        .found(found.to_string())
        .expected(expected.to_string())
        .help("a decimal comma without quotes splits a number in two; a file that was cut off ends in a short row")
}

/// The day since which a row was known; `false` when the row is left out by it.
fn published(gather: &mut Gather<'_>, records: &Records<'_>, at: usize) -> bool {
    let text = records.cell(at).trim_ascii();
    let day = std::str::from_utf8(text)
        .ok()
        .and_then(|text| text.parse::<jiff::civil::Date>().ok());
    let Some(day) = day else {
        let error = ReadError::new(code::NOT_A_DATE, "the day since which a row was known is no date")
            .column("published")
            .found(shown(text))
            .expected("2019-12-31");
        gather.error(records.place(error, at));
        gather.drop_row();
        return false;
    };
    if gather.options.known_by.is_some_and(|known_by| day > known_by) {
        gather.later += 1;
        gather.drop_row();
        return false;
    }
    if let Some(dates) = &mut gather.dates {
        dates.push(day);
    }
    true
}

/// Publishers' stamps that stand in every row.
#[derive(Default)]
struct Stamps {
    last: Vec<u8>,
}

impl Stamps {
    fn see(&mut self, text: &[u8], gather: &mut Gather<'_>) {
        if self.last == text {
            return;
        }
        self.last = text.to_vec();
        if let Some(day) = stamp(text) {
            gather.stamp = gather.stamp.max(Some(day));
        }
    }
}

/// The day of a stamp: `dd/mm/yy HH:MM:SS` of Eurostat's CSV, or a date that begins `yyyy-mm-dd`.
pub(crate) fn stamp(text: &[u8]) -> Option<jiff::civil::Date> {
    let text = std::str::from_utf8(text.trim_ascii()).ok()?;
    let day = text.split(['T', ' ']).next()?;
    if let Ok(date) = day.parse() {
        return Some(date);
    }
    let mut parts = day.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some()
        || day.len() != 2
        || month.len() != 2
        || !digits(day)
        || !digits(month)
        || !digits(year)
    {
        return None;
    }
    let year: i16 = match year.len() {
        // The service exists since this century.
        2 => year.parse::<i16>().ok()? + 2000,
        4 => year.parse().ok()?,
        _ => return None,
    };
    jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The names in a header record.
pub(crate) fn header(records: &Records<'_>) -> Vec<String> {
    (0..records.len())
        .map(|at| String::from_utf8_lossy(records.cell(at).trim_ascii()).into_owned())
        .collect()
}

/// Status words of a period or figure at CBS.
pub(crate) fn cbs_status(beside: Beside<'_>) -> Result<Said, ReadError> {
    flags::cbs_status(beside.status.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stamps_of_publishers() {
        for (text, day) in [
            ("11/06/26 23:00:00", Some(date(2026, 6, 11))),
            ("18/04/2022", Some(date(2022, 4, 18))),
            ("2026-09-17T11:00:00+0200", Some(date(2026, 9, 17))),
            ("2026-09-17T11:00:00+02:00", Some(date(2026, 9, 17))),
            ("2012-09-27", Some(date(2012, 9, 27))),
            ("06/31/26", None),
            ("1/6/26", None),
            ("", None),
            ("vandaag", None),
        ] {
            assert_eq!(stamp(text.as_bytes()), day, "{text}");
        }
    }

    #[test]
    fn a_number_that_is_said_to_be_withheld_is_a_contradiction() {
        let withheld = Said::reason(Missing::Suppressed);
        assert_eq!(
            join(Figure::Value(3.0), withheld).unwrap_err().code,
            code::CONTRADICTION
        );
        let read = join(
            Figure::Missing(Missing::NotAvailable),
            Said::reason(Missing::Impossible),
        )
        .unwrap();
        assert_eq!(read.figure, Figure::Missing(Missing::Impossible));
    }

    #[test]
    fn a_zero_with_flag_n_is_less_than_half_of_the_unit() {
        let n = Said::mark(Marks::NOT_SIGNIFICANT);
        assert_eq!(eurostat(Some(0.0), n).unwrap().said.marks, Marks::BELOW_HALF_UNIT);
        assert_eq!(eurostat(Some(0.3), n).unwrap().said.marks, Marks::NOT_SIGNIFICANT);
        assert_eq!(eurostat(None, n).unwrap().said.marks, Marks::NOT_SIGNIFICANT);
    }
}
