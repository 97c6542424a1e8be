//! A table of one's own: a header and rows, of which nobody said yet what the columns are.
//!
//! Separated by commas, semicolons or tabs, whichever the header has most of; lines that begin with `#` above the header are comments.
//! A figure is a number with one decimal sign in the whole table, or a sign that there is none: nothing, `.`, `..`, `:`, `NA` (not available),
//! `x` (withheld), `2..8` (withheld, from 2 to 8). Marks for thousands are never read.

use crate::decode;
use crate::delimited::Records;
use crate::error::{Place, ReadError, code, shown};
use crate::number::Decimals;
use koers_model::value::{Bounds, Cell, Missing, Number};

/// The separators that are looked for, the first where none stands in the header.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A table of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plain {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    lines: Vec<u64>,
    /// What whoever writes such a table puts between thousands: a point where cells are separated by semicolons, since decimals have a comma then.
    thousands: char,
}

impl Plain {
    /// Reads a table.
    ///
    /// # Errors
    /// What is no text, has no rows, has a row that is longer or shorter than the header, or names a column twice.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let bytes = decode::unpack(bytes)?;
        let text = decode::text(&bytes)?;
        if let Some(error) = decode::not_a_table(text) {
            return Err(error.expected("a table separated by commas, semicolons or tabs"));
        }
        let above: usize = text
            .split_inclusive('\n')
            .take_while(|line| line.starts_with('#') || line.trim().is_empty())
            .map(str::len)
            .sum();
        let before = text.get(..above).unwrap_or("").lines().count() as u64;
        let body = text.get(above..).unwrap_or("");
        let first = body.lines().next().unwrap_or("").as_bytes();
        let count = |separator: u8| first.iter().filter(|byte| **byte == separator).count();
        // `max_by_key` keeps the last of equals, so the order is turned round.
        let separator = SEPARATORS
            .into_iter()
            .rev()
            .max_by_key(|separator| count(*separator))
            .unwrap_or(b',');
        let mut records = Records::new(body.as_bytes(), separator, true);
        if !records.advance()? {
            return Err(crate::empty());
        }
        let record = |records: &Records<'_>| -> Vec<String> {
            (0..records.len())
                .map(|at| String::from_utf8_lossy(records.cell(at)).trim().to_owned())
                .collect()
        };
        let header = record(&records);
        for (at, name) in header.iter().enumerate() {
            if header.get(..at).is_some_and(|before| before.contains(name)) {
                let error = ReadError::new(code::COLUMN_TWICE, "two columns have one name").column(name);
                return Err(records.place(error, at));
            }
        }
        let (mut rows, mut lines) = (Vec::new(), Vec::new());
        while records.advance()? {
            if records.len() != header.len() {
                let found = format!("{} cells", records.len());
                let error = ReadError::new(code::RAGGED, "a row has another number of cells than the header")
                    .at(Place::Line(before + records.line()))
                    .found(found)
                    .expected(format!("{} cells", header.len()));
                return Err(error);
            }
            rows.push(record(&records));
            lines.push(before + records.line());
        }
        if rows.is_empty() {
            return Err(ReadError::new(
                code::NOTHING,
                "the table has a header and no rows",
            ));
        }
        let thousands = if separator == b';' { '.' } else { ',' };
        Ok(Self {
            header,
            rows,
            lines,
            thousands,
        })
    }

    /// The names of the columns.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }
    /// How many rows there are below the header.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether there are no rows; never so in a table that was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// The line of each row, counted from one.
    #[must_use]
    pub fn lines(&self) -> &[u64] {
        &self.lines
    }
    /// The place of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|one| one == name)
    }
    /// A column as texts.
    #[must_use]
    pub fn texts(&self, column: usize) -> Vec<String> {
        self.rows
            .iter()
            .map(|row| row.get(column).cloned().unwrap_or_default())
            .collect()
    }

    /// A column as figures.
    ///
    /// # Errors
    /// The first cell that is neither a number nor a sign that there is none, with its line.
    pub fn cells(&self, column: usize) -> Result<Vec<Cell>, ReadError> {
        let mut decimals = Decimals::Undecided;
        let texts = || {
            let rows = self.rows.iter();
            rows.map(|row| row.get(column).map_or("", String::as_str))
        };
        if let Some((text, line)) = may_be_thousands(texts().zip(&self.lines), self.thousands) {
            let error = ReadError::new(
                code::THOUSANDS,
                "a number that may have a mark for thousands: the column also has whole numbers, and every mark stands before three digits",
            );
            return Err(error
                .found(shown(text.as_bytes()))
                .help("write numbers without marks for thousands, or all with as many decimals")
                .at(Place::Line(line))
                .column(self.header.get(column).map_or("", String::as_str)));
        }
        texts()
            .zip(&self.lines)
            .map(|(text, line)| {
                figure(text, &mut decimals, *line).map_err(|error| {
                    error
                        .at(Place::Line(*line))
                        .column(self.header.get(column).map_or("", String::as_str))
                })
            })
            .collect()
    }
}

/// The first number that may have a mark for thousands, in a column in which every mark may be one: `890` and `1.059` are 890 and 1059 to who
/// wrote them, and 1.059 to who reads them.
fn may_be_thousands<'t>(
    mut texts: impl Iterator<Item = (&'t str, &'t u64)> + Clone,
    mark: char,
) -> Option<(&'t str, u64)> {
    let digits = |text: &str, least: usize| {
        (least..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let unsigned = |text: &'t str| text.trim().trim_start_matches(['-', '+']);
    let marked = |text: &'t str| unsigned(text).split_once(mark);
    let is_thousands =
        |(before, after): (&str, &str)| digits(before, 1) && !before.starts_with('0') && digits(after, 3);
    let is_whole = |(text, _): (&'t str, &u64)| digits(unsigned(text), 3);
    let mut with_mark = texts
        .clone()
        .filter_map(|(text, line)| Some((text, line, marked(text)?)));
    let all = with_mark.clone().all(|(.., parts)| is_thousands(parts));
    let (text, line, _) = with_mark.next()?;
    (all && texts.any(is_whole)).then_some((text, *line))
}

fn figure(text: &str, decimals: &mut Decimals, line: u64) -> Result<Cell, ReadError> {
    let mut number = |text: &str| {
        decimals
            .number(text.as_bytes(), line)
            .map_err(|fault| fault.error(text.as_bytes()))
            .and_then(|value| {
                let outside = || ReadError::new(code::OUT_OF_RANGE, "a number too large to hold");
                Number::new(value).ok_or_else(outside)
            })
    };
    if let Some((low, high)) = text.split_once("..")
        && !low.is_empty()
    {
        let (low, high) = (number(low.trim())?, number(high.trim())?);
        if low > high {
            let error = ReadError::new(code::CONTRADICTION, "bounds are the wrong way round");
            return Err(error.found(shown(text.as_bytes())));
        }
        return Ok(Cell::masked(Bounds { low, high }));
    }
    match text {
        "" | "." | ".." | ":" | "NA" => Ok(Cell::missing(Missing::NotAvailable)),
        "x" => Ok(Cell::missing(Missing::Suppressed)),
        text => number(text).map(Cell::value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match Plain::read(text.as_bytes()).and_then(|table| table.cells(table.header.len() - 1)) {
            Ok(cells) => format!("{cells:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn separators_comments_and_signs_are_read() {
        let table = Plain::read(
            "# made up\r\nregio;jaar;banen\r\nA;2019;1,5\r\nB;2019;x\r\n\"C;D\";2019;2..8\r\nE;2019;\r\n"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(table.header(), ["regio", "jaar", "banen"]);
        assert_eq!(table.lines(), [3, 4, 5, 6]);
        assert_eq!(table.texts(0), ["A", "B", "C;D", "E"]);
        let cells = table.cells(2).unwrap();
        assert_eq!(cells[0].number().map(Number::get), Some(1.5));
        assert_eq!(cells[1].missing_reason(), Some(Missing::Suppressed));
        assert_eq!(
            cells[2]
                .interval()
                .map(|bounds| (bounds.low.get(), bounds.high.get())),
            Some((2.0, 8.0))
        );
        assert_eq!(cells[3].missing_reason(), Some(Missing::NotAvailable));
    }

    #[test]
    fn fractions_of_three_decimals_are_no_thousands() {
        for text in [
            "a;b\n1;0.125\n2;100\n",
            "a;b\n1;1.059\n2;890.5\n",
            "a;b\n1;1.059\n2;12.121\n",
            "a;b\n1;1.059\n2;5\n",
            "a;b\n1;x\n2;890\n",
            "a;b\n1;890\n2;1,059\n",
            "a,b\n1,890\n2,1.059\n",
        ] {
            assert!(told(text).starts_with('['), "{text:?}: {}", told(text));
        }
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        for (text, wanted) in [
            ("", "empty"),
            ("a,b\n", "no rows"),
            ("a,a\n1,2\n", "one name"),
            ("a,b\n1\n", "another number of cells"),
            ("a,b\n1,1.234.567\n", "more than one point"),
            ("a;b\n1;890\n2;1.059\n", "mark for thousands"),
            ("a,b\n1,-890\n2,\"12,121\"\n", "mark for thousands"),
            ("a,b\n1,1.5\n1,\"1,5\"\n", "line 2"),
            ("a,b\n1,lots\n", "neither a number"),
            ("a,b\n1,8..2\n", "wrong way round"),
        ] {
            let said = told(text);
            assert!(said.contains(wanted), "{text:?}: {said}");
        }
    }
}
