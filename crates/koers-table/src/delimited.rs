//! Splits a text into records and cells: RFC 4180 with any delimiter, line numbers kept, limits before memory.

use crate::error::{Place, ReadError, code};
use memchr::{memchr, memchr_iter};

/// The longest cell, in bytes.
const LONGEST_CELL: usize = 1 << 20;
/// The longest record, in bytes.
const LONGEST_RECORD: usize = 16 << 20;
/// The most cells in a record: more than a table by day for a century has.
const MOST_CELLS: usize = 50_000;

#[derive(Debug, Clone, Copy)]
struct Cell {
    start: usize,
    end: usize,
    /// Lies in `unescaped`, not in the text.
    rewritten: bool,
    /// Where it begins in the text, for places in errors.
    origin: usize,
}

/// Marks the bytes that equal another: the highest bit of every such byte, first byte lowest.
#[inline]
fn equal(bytes: [u8; 8], byte: u8) -> u64 {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    let differs = u64::from_le_bytes(bytes) ^ u64::from_le_bytes([byte; 8]);
    // A byte that is not zero has its highest bit set, or carries into it.
    !(((differs & LOW) + LOW) | differs | LOW)
}

/// The records of a text, one at a time.
#[derive(Debug)]
pub(crate) struct Records<'a> {
    text: &'a [u8],
    delimiter: u8,
    quotes: bool,
    next: usize,
    next_line: u64,
    start: usize,
    line: u64,
    cells: Vec<Cell>,
    unescaped: Vec<u8>,
}

impl<'a> Records<'a> {
    /// `quotes`: whether `"` at the beginning of a cell opens a quoted one.
    pub(crate) fn new(text: &'a [u8], delimiter: u8, quotes: bool) -> Self {
        Self {
            text,
            delimiter,
            quotes,
            next: 0,
            next_line: 1,
            start: 0,
            line: 0,
            cells: Vec::new(),
            unescaped: Vec::new(),
        }
    }

    /// The line on which the current record begins, counted from one.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }
    /// How many cells the current record has.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }
    /// A cell of the current record; empty when there is no such cell.
    #[inline]
    pub(crate) fn cell(&self, index: usize) -> &[u8] {
        self.cells.get(index).map_or(&[], |cell| {
            let source = if cell.rewritten {
                &self.unescaped
            } else {
                self.text
            };
            source.get(cell.start..cell.end).unwrap_or(&[])
        })
    }
    /// Puts the place of a cell of the current record in an error.
    pub(crate) fn place(&self, mut error: ReadError, index: usize) -> ReadError {
        error.place = Some(Place::Line(self.line));
        if let Some(cell) = self.cells.get(index) {
            let before = self.text.get(self.start..cell.origin).unwrap_or(&[]);
            error.offset = Some(String::from_utf8_lossy(before).chars().count() as u64 + 1);
            error.span = Some(cell.origin..if cell.rewritten { cell.origin } else { cell.end });
        }
        error
    }
    /// What is left of the text, with the first line of it.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.text.get(self.next..).unwrap_or(&[])
    }
    /// Skips the next line as it is and gives it, without its end.
    pub(crate) fn skip_line(&mut self) -> Result<&'a [u8], ReadError> {
        let (line, next) = self.raw_line(self.next)?;
        self.line = self.next_line;
        self.next = next;
        self.next_line += 1;
        Ok(line)
    }

    /// The line from an offset, without its end, and the offset of the next one.
    fn raw_line(&self, from: usize) -> Result<(&'a [u8], usize), ReadError> {
        let rest = self.text.get(from..).unwrap_or(&[]);
        let window = &rest[..rest.len().min(LONGEST_RECORD)];
        let (line, length) = match memchr(b'\n', window) {
            Some(end) => (&window[..end], end + 1),
            None if window.len() < rest.len() => return Err(self.too_long("a line", LONGEST_RECORD)),
            None => (window, window.len()),
        };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok((line, from + length))
    }

    fn too_long(&self, what: &str, limit: usize) -> ReadError {
        ReadError::new(code::TOO_LONG, format!("{what} is longer than {limit} bytes"))
            .at(Place::Line(self.next_line))
            .help("no table has one so long; is it the right file?")
    }

    /// Goes to the next record that is not an empty line; `false` at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, ReadError> {
        loop {
            if self.next >= self.text.len() {
                return Ok(false);
            }
            let (line, next) = self.raw_line(self.next)?;
            self.start = self.next;
            self.line = self.next_line;
            if line.is_empty() {
                self.next = next;
                self.next_line += 1;
                continue;
            }
            self.cells.clear();
            self.unescaped.clear();
            if self.split_plain(line)? {
                self.next = next;
                self.next_line += 1;
            } else {
                self.cells.clear();
                self.split_quoted()?;
            }
            return Ok(true);
        }
    }

    /// Splits a line in which no quote stands; `false` when one does. Cells are a few bytes long, so eight bytes are looked
    /// at together: a search for the next delimiter takes longer to begin than to end.
    fn split_plain(&mut self, line: &[u8]) -> Result<bool, ReadError> {
        let quote = if self.quotes { b'"' } else { self.delimiter };
        let (mut from, mut at) = (0, 0);
        let (words, rest) = line.as_chunks::<8>();
        for word in words {
            let mut found = equal(*word, self.delimiter);
            if self.quotes && equal(*word, quote) != 0 {
                return Ok(false);
            }
            while found != 0 {
                let delimiter = at + found.trailing_zeros() as usize / 8;
                self.plain(from, delimiter)?;
                from = delimiter + 1;
                found &= found - 1;
            }
            at += word.len();
        }
        for (after, &byte) in rest.iter().enumerate() {
            if byte == self.delimiter {
                self.plain(from, at + after)?;
                from = at + after + 1;
            } else if byte == quote {
                return Ok(false);
            }
        }
        self.plain(from, line.len())?;
        self.count_cells()?;
        Ok(true)
    }

    /// Adds a cell of the current record that stands in the text as it is.
    #[inline]
    fn plain(&mut self, from: usize, to: usize) -> Result<(), ReadError> {
        if to - from > LONGEST_CELL {
            return Err(self.too_long("a cell", LONGEST_CELL));
        }
        self.cells.push(Cell {
            start: self.start + from,
            end: self.start + to,
            rewritten: false,
            origin: self.start + from,
        });
        Ok(())
    }

    fn count_cells(&self) -> Result<(), ReadError> {
        if self.cells.len() <= MOST_CELLS {
            return Ok(());
        }
        Err(
            ReadError::new(code::TOO_LONG, format!("a row has more than {MOST_CELLS} cells"))
                .at(Place::Line(self.line))
                .help("no table has so many; is it the right file?"),
        )
    }

    /// A record in which a quote stands somewhere; it may go on over several lines.
    fn split_quoted(&mut self) -> Result<(), ReadError> {
        let mut at = self.start;
        loop {
            let quoted = self.text.get(at) == Some(&b'"');
            let after = if quoted {
                self.quoted_cell(at)?
            } else {
                self.plain_cell(at)?
            };
            self.count_cells()?;
            match self.text.get(after) {
                Some(&byte) if byte == self.delimiter => at = after + 1,
                Some(b'\r') if self.text.get(after + 1) == Some(&b'\n') => return self.end_record(after + 2),
                Some(b'\n') => return self.end_record(after + 1),
                None => return self.end_record(after),
                // The last line of a file may end in a lone carriage return.
                Some(b'\r') if after + 1 == self.text.len() => return self.end_record(after + 1),
                Some(_) => {
                    let error = ReadError::new(code::QUOTES, "text stands behind a closing quote")
                        .help("a quote inside a quoted cell is written twice");
                    return Err(self.place(error, self.cells.len().saturating_sub(1)));
                }
            }
        }
    }

    fn end_record(&mut self, next: usize) -> Result<(), ReadError> {
        self.next = next;
        let record = self.text.get(self.start..next).unwrap_or(&[]);
        self.next_line += memchr_iter(b'\n', record).count() as u64;
        Ok(())
    }

    fn plain_cell(&mut self, start: usize) -> Result<usize, ReadError> {
        let rest = self.text.get(start..).unwrap_or(&[]);
        let window = &rest[..rest.len().min(LONGEST_CELL + 2)];
        let ends = |&byte: &u8| byte == self.delimiter || byte == b'\n';
        let length = match window.iter().position(ends) {
            Some(length) => length,
            None => window.len(),
        };
        if length > LONGEST_CELL {
            return Err(self.too_long("a cell", LONGEST_CELL));
        }
        let cell = &window[..length];
        let at_line_end = window.get(length) != Some(&self.delimiter);
        let trimmed = if at_line_end {
            cell.strip_suffix(b"\r").unwrap_or(cell)
        } else {
            cell
        };
        self.cells.push(Cell {
            start,
            end: start + trimmed.len(),
            rewritten: false,
            origin: start,
        });
        Ok(start + trimmed.len())
    }

    /// Reads a quoted cell that opens at `start`; gives the offset behind its closing quote.
    fn quoted_cell(&mut self, start: usize) -> Result<usize, ReadError> {
        let kept = self.unescaped.len();
        let mut from = start + 1;
        let mut at = from;
        loop {
            let rest = self.text.get(at..).unwrap_or(&[]);
            let room = (LONGEST_CELL + 1).saturating_sub(at - start);
            let window = &rest[..rest.len().min(room)];
            let Some(quote) = memchr(b'"', window) else {
                if window.len() < rest.len() {
                    return Err(self.too_long("a quoted cell", LONGEST_CELL));
                }
                return Err(ReadError::new(code::QUOTES, "a quote is not closed")
                    .at(Place::Line(self.line))
                    .help("the file may have been cut off"));
            };
            let end = at + quote;
            if self.text.get(end + 1) == Some(&b'"') {
                // A doubled quote stands for one: keep the first of the two.
                self.unescaped
                    .extend_from_slice(self.text.get(from..=end).unwrap_or(&[]));
                from = end + 2;
                at = from;
                continue;
            }
            let rewritten = from != start + 1;
            if rewritten {
                self.unescaped
                    .extend_from_slice(self.text.get(from..end).unwrap_or(&[]));
            }
            let (cell_start, cell_end) = if rewritten {
                (kept, self.unescaped.len())
            } else {
                (start + 1, end)
            };
            self.cells.push(Cell {
                start: cell_start,
                end: cell_end,
                rewritten,
                origin: start,
            });
            return Ok(end + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, delimiter: u8) -> Result<Vec<(u64, Vec<String>)>, ReadError> {
        let mut records = Records::new(text.as_bytes(), delimiter, true);
        let mut found = Vec::new();
        while records.advance()? {
            let cells = (0..records.len()).map(|i| String::from_utf8_lossy(records.cell(i)).into_owned());
            found.push((records.line(), cells.collect()));
        }
        Ok(found)
    }
    fn record(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn equal_bytes_are_found_among_eight() {
        for other in [0, 1, b'+', b',', b'-', 0x7f, 0x80, 0xac, 0xff] {
            for at in 0..8 {
                let mut bytes = [other; 8];
                bytes[at] = b',';
                let expected: u64 = bytes
                    .iter()
                    .rev()
                    .fold(0, |marks, &byte| marks << 8 | u64::from(byte == b',') << 7);
                assert_eq!(equal(bytes, b','), expected, "{other} {at}");
            }
        }
    }

    #[test]
    fn quotes_line_ends_and_empty_lines() {
        let text = "a,b\r\n\r\n\"x, \"\"y\"\"\",\"two\nlines\"\nplain,\"q\"\r\n,\n\"\",end";
        assert_eq!(
            all(text, b',').unwrap(),
            [
                record(1, &["a", "b"]),
                record(3, &["x, \"y\"", "two\nlines"]),
                record(5, &["plain", "q"]),
                record(6, &["", ""]),
                record(7, &["", "end"]),
            ]
        );
        assert_eq!(
            all("a;b\n\"1,5\";2\n", b';').unwrap()[1],
            record(2, &["1,5", "2"])
        );
    }

    #[test]
    fn quotes_that_do_not_close_and_text_behind_them_are_errors() {
        assert_eq!(all("a,b\n\"x,y\nz", b',').unwrap_err().code, code::QUOTES);
        let error = all("a,b\n1,\"x\"y\n", b',').unwrap_err();
        assert_eq!(
            (error.code, error.place, error.offset),
            (code::QUOTES, Some(Place::Line(2)), Some(3))
        );
    }

    #[test]
    fn a_line_without_end_fails_early() {
        let long = "x".repeat(LONGEST_CELL + 1);
        for text in [
            format!("a\n{long}"),
            format!("a\n\"{long}"),
            format!("a\n\"b\",{long}"),
        ] {
            let error = all(&text, b',').map(|found| found.len()).unwrap_err();
            assert_eq!((error.code, error.place), (code::TOO_LONG, Some(Place::Line(2))));
        }
        let many = ",".repeat(MOST_CELLS + 1);
        assert_eq!(
            all(&many, b',').map(|found| found.len()).unwrap_err().code,
            code::TOO_LONG
        );
        assert_eq!(
            all(&format!("\"\"{many}"), b',')
                .map(|found| found.len())
                .unwrap_err()
                .code,
            code::TOO_LONG
        );
    }
}
