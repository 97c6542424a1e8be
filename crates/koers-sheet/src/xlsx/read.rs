//! Reads a workbook into cells as they stand.

use super::escape::meant;
use super::package::{Package, Trouble, Xml, attribute, attributes};
use super::styles;
use crate::book::Form;
use crate::cell::{Cell, place};
use crate::fault::{CellFault, Faults};
use crate::frame::{Grid, Line};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use koers_model::text::Text;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// All sheets together have no more cells with something in them.
const MOST_CELLS: usize = 4_000_000;
/// All sheets together have no more rows with something in them.
pub(crate) const MOST_ROWS: usize = 250_000;
/// No workbook has more sheets.
const MOST_SHEETS: usize = 500;
/// Excel itself lets a cell hold no more, in units of UTF-16.
pub(crate) const MOST_LETTERS: usize = 32_767;
/// No sheet has more merged cells that are worth a look.
const MOST_MERGED: usize = 100_000;

/// The sheets of a workbook, in its order. What is wrong with cells is added to the faults.
pub(crate) fn grids(bytes: &[u8], faults: &mut Faults) -> Result<Vec<Grid>, Trouble> {
    let mut package = Package::open(bytes)?;
    let root = relations(&mut package, "_rels/.rels", "")?;
    let book = root
        .values()
        .find(|relation| relation.kind == "officeDocument")
        .ok_or(Trouble::Broken)?;
    let book = book.target.clone();
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let parts = relations(&mut package, &join(folder, &format!("_rels/{file}.rels")), folder)?;
    let part = |kind: &str| {
        parts
            .values()
            .find(|part| part.kind == kind)
            .map(|part| part.target.clone())
    };
    let sheets = workbook(&mut package, &book)?;
    let dates = match part("styles") {
        Some(part) => styles::read(&mut package, &part)?,
        None => Vec::new(),
    };
    let strings = match part("sharedStrings") {
        Some(part) => shared(&mut package, &part)?,
        None => Vec::new(),
    };
    let mut unpacked = Vec::new();
    for (name, id) in sheets {
        let Some(part) = parts.get(&id).filter(|part| part.kind == "worksheet") else {
            continue;
        };
        let bytes = package.part(&part.target)?.ok_or(Trouble::Broken)?;
        unpacked.push((Arc::from(name), bytes));
    }
    let left = Left {
        cells: AtomicUsize::new(MOST_CELLS),
        rows: AtomicUsize::new(MOST_ROWS),
    };
    let mut grids = Vec::new();
    for read in side_by_side(&unpacked, |(name, bytes)| {
        let sheet = Sheet {
            xml: Xml::new(bytes),
            name: Arc::clone(name),
            dates: &dates,
            strings: &strings,
            left: &left,
            faults: Faults::default(),
        };
        sheet.grid()
    }) {
        let (grid, found) = read?;
        faults.join(found);
        grids.push(grid);
    }
    Ok(grids)
}

/// A sheet by its name, and its XML.
type Unpacked = (Arc<str>, Vec<u8>);

/// Fewer bytes than this are read before another thread has begun.
const WORTHWHILE: usize = 1 << 20;

/// Reads sheets by as many threads as there are processors; what comes out stands in their order.
fn side_by_side<T: Send>(sheets: &[Unpacked], read: impl Fn(&Unpacked) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let hand = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(sheet) = sheets.get(at) else { return done };
            done.push((at, read(sheet)));
        }
    };
    let bytes: usize = sheets.iter().map(|(_, bytes)| bytes.len()).sum();
    let hands = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let hands = if bytes < WORTHWHILE {
        1
    } else {
        hands.min(sheets.len())
    };
    let mut all = std::thread::scope(|scope| {
        let others: Vec<_> = (1..hands).map(|_| scope.spawn(hand)).collect();
        let mut all = hand();
        for other in others {
            match other.join() {
                Ok(more) => all.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, read)| read).collect()
}

struct Relation {
    /// The last part of its type, which is the same in both editions of the standard.
    kind: String,
    target: String,
}

fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

fn relations(
    package: &mut Package<'_>,
    part: &str,
    folder: &str,
) -> Result<BTreeMap<String, Relation>, Trouble> {
    let bytes = package.part(part)?.ok_or(Trouble::Broken)?;
    let mut xml = Xml::new(&bytes);
    let mut found = BTreeMap::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == b"Relationship" => {
                let (id, kind, target) = (
                    attribute(&tag, "Id")?,
                    attribute(&tag, "Type")?,
                    attribute(&tag, "Target")?,
                );
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                    found.insert(
                        id,
                        Relation {
                            kind,
                            target: join(folder, &target),
                        },
                    );
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
        if found.len() > 2 * MOST_SHEETS {
            return Err(Trouble::TooBig);
        }
    }
}

/// Names and relations of the sheets.
fn workbook(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, Trouble> {
    let bytes = package.part(part)?.ok_or(Trouble::Broken)?;
    let mut xml = Xml::new(&bytes);
    let mut sheets = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"workbookPr" => {
                    let from_1904 = attribute(&tag, "date1904")?;
                    if from_1904.is_some_and(|on| matches!(on.as_str(), "1" | "true" | "on")) {
                        return Err(Trouble::Other(Text::both(
                            "dit werkboek telt dagen vanaf 1904: wat erin is geplakt, is vier jaar en een dag verschoven. \
                             Zet die instelling uit, kijk de datums na en bewaar het opnieuw",
                            "this workbook counts days from 1904: what was pasted into it has moved by four years and a day. \
                             Turn that setting off, check the dates and save it again",
                        )));
                    }
                }
                b"sheet" => {
                    let (name, id) = (attribute(&tag, "name")?, attribute(&tag, "id")?);
                    if let (Some(name), Some(id)) = (name, id) {
                        sheets.push((meant(&name), id));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        if sheets.len() > MOST_SHEETS {
            return Err(Trouble::TooBig);
        }
    }
}

/// The text of a string that was begun: its runs one after another, without the reading aids of East Asia.
fn rich(xml: &mut Xml<'_>) -> Result<String, Trouble> {
    let depth = xml.depth();
    let mut text = String::new();
    let mut aside = None;
    loop {
        let begun = match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"t" => Some(attribute(&tag, "space")?.is_some_and(|space| space == "preserve")),
                b"rPh" => {
                    aside = Some(());
                    None
                }
                _ => None,
            },
            Event::End(tag) => {
                if tag.local_name().as_ref() == b"rPh" {
                    aside = None;
                }
                None
            }
            Event::Eof => return Err(Trouble::Broken),
            _ => None,
        };
        if let Some(preserve) = begun {
            let mut piece = String::new();
            xml.text(&mut piece)?;
            if aside.is_none() {
                // Without the mark, blanks at the edges are only how the file is laid out.
                let kept = if preserve {
                    piece.as_str()
                } else {
                    piece.trim_matches([' ', '\t', '\r', '\n'])
                };
                text.push_str(&meant(kept));
            }
        }
        if text.len() > 1 << 21 {
            return Err(Trouble::TooBig);
        }
        if xml.depth() < depth {
            return Ok(text);
        }
    }
}

fn shared(package: &mut Package<'_>, part: &str) -> Result<Vec<Arc<str>>, Trouble> {
    let Some(bytes) = package.part(part)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(&bytes);
    let mut strings: Vec<Arc<str>> = Vec::new();
    loop {
        let begun = match xml.next()? {
            Event::Start(tag) => tag.local_name().as_ref() == b"si",
            Event::Eof => return Ok(strings),
            _ => false,
        };
        if begun {
            strings.push(rich(&mut xml)?.into());
        }
        if strings.len() > MOST_CELLS {
            return Err(Trouble::TooBig);
        }
    }
}

/// What may still be kept, of all sheets together.
struct Left {
    cells: AtomicUsize,
    rows: AtomicUsize,
}

/// Takes one of what is left.
fn take_one(left: &AtomicUsize) -> Result<(), Trouble> {
    let one_less = |left: usize| left.checked_sub(1);
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less);
    taken.map(|_| ()).map_err(|_| Trouble::TooBig)
}

struct Sheet<'a> {
    xml: Xml<'a>,
    name: Arc<str>,
    dates: &'a [bool],
    strings: &'a [Arc<str>],
    left: &'a Left,
    faults: Faults,
}

impl Sheet<'_> {
    /// The cells of the sheet, and what is wrong with them.
    fn grid(mut self) -> Result<(Grid, Faults), Trouble> {
        let mut lines: BTreeMap<u32, BTreeMap<u16, Cell>> = BTreeMap::new();
        let mut merged = Vec::new();
        let (mut line, mut column) = (0_u32, 0_u16);
        loop {
            let tag = match self.xml.next()? {
                Event::Start(tag) => tag,
                Event::Eof => break,
                _ => continue,
            };
            match tag.local_name().as_ref() {
                b"row" => {
                    let number = attribute(&tag, "r")?.and_then(|row| row.parse().ok());
                    line = number.unwrap_or_else(|| line.saturating_add(1));
                    column = 0;
                    if line == 0 || line > 1_048_576 {
                        return Err(Trouble::Broken);
                    }
                }
                b"c" => {
                    let [reference, style, kind] = attributes(&tag, ["r", "s", "t"])?;
                    if let Some(reference) = &reference {
                        (column, line) = place(reference).ok_or(Trouble::Broken)?;
                    }
                    if line == 0 || column > 16_383 {
                        return Err(Trouble::Broken);
                    }
                    let style = style.and_then(|style| style.parse().ok()).unwrap_or(0);
                    let cell = self.cell(kind.as_deref().unwrap_or(""), style, (line, column))?;
                    if !cell.is_empty() {
                        let cells = lines.entry(line).or_default();
                        if cells.is_empty() {
                            take_one(&self.left.rows)?;
                        }
                        take_one(&self.left.cells)?;
                        cells.insert(column, cell);
                    }
                    column = column.saturating_add(1);
                }
                b"mergeCell" => {
                    let reference = attribute(&tag, "ref")?;
                    let span = reference.as_deref().and_then(|reference| {
                        let (first, last) = reference.split_once(':')?;
                        Some([place(first)?, place(last)?])
                    });
                    if let Some(span) = span.filter(|_| merged.len() < MOST_MERGED) {
                        merged.push(span);
                    }
                }
                _ => {}
            }
        }
        let lines = lines.into_iter().map(|(number, cells)| Line {
            number,
            cells: cells.into_iter().collect(),
        });
        let grid = Grid {
            name: self.name,
            form: Form::Workbook,
            lines: lines.collect(),
            merged,
        };
        Ok((grid, self.faults))
    }

    /// The cell that was begun, of a kind, in a style, at a place.
    fn cell(&mut self, kind: &str, style: usize, (line, column): (u32, u16)) -> Result<Cell, Trouble> {
        let depth = self.xml.depth();
        let (mut value, mut inline, mut formula) = (String::new(), None, false);
        loop {
            let name = match self.xml.next()? {
                Event::Start(tag) => tag.local_name().as_ref().first().copied(),
                Event::Eof => return Err(Trouble::Broken),
                _ => None,
            };
            match name {
                Some(b'v') => {
                    value.clear();
                    self.xml.text(&mut value)?;
                }
                Some(b'i') => inline = Some(rich(&mut self.xml)?),
                Some(b'f') => {
                    formula = true;
                    self.xml.text(&mut String::new())?;
                }
                _ => {}
            }
            if self.xml.depth() < depth {
                break;
            }
        }
        if formula {
            return Ok(Cell::Formula);
        }
        let text = match kind {
            "inlineStr" => Arc::from(inline.unwrap_or_default()),
            "s" => {
                let at: Option<usize> = value.trim().parse().ok();
                let found = at.and_then(|at| self.strings.get(at));
                Arc::clone(found.ok_or(Trouble::Broken)?)
            }
            "str" => Arc::from(meant(&value)),
            "e" => return Ok(Cell::Error(Arc::from(value))),
            "b" => return Ok(Cell::Flag(value.trim() == "1" || value.trim() == "true")),
            "d" => return Ok(value.trim().parse().map_or(Cell::Moment(0.0), Cell::Date)),
            _ => return self.number(value.trim(), style),
        };
        if text.is_empty() {
            return Ok(Cell::Empty);
        }
        if text.len() > MOST_LETTERS && text.encode_utf16().count() > MOST_LETTERS {
            let wanted = Text::both(
                format!("hoogstens {MOST_LETTERS} tekens in een cel"),
                format!("at most {MOST_LETTERS} characters in a cell"),
            );
            self.faults
                .push(CellFault::at(&self.name, line, Some(column), wanted));
            return Ok(Cell::Text(Arc::from("…")));
        }
        Ok(Cell::Text(text))
    }

    fn number(&self, value: &str, style: usize) -> Result<Cell, Trouble> {
        if value.is_empty() {
            return Ok(Cell::Empty);
        }
        let number: f64 = value.parse().map_err(|_| Trouble::Broken)?;
        if self.dates.get(style).copied().unwrap_or(false) {
            return Ok(day(number).map_or(Cell::Moment(number), Cell::Date));
        }
        Ok(Cell::Number(number))
    }
}

/// The day before the first one, for days from March 1900 on.
const ZERO: Date = date(1899, 12, 30);

/// The day with that number. Before March 1900 spreadsheets count differently, so those are none.
fn day(number: f64) -> Option<Date> {
    if !(61.0..2_958_466.0).contains(&number) || number.fract() != 0.0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number within the bounds above"
    )]
    ZERO.checked_add((number as i64).days()).ok()
}

/// The number of a day from March 1900 on.
pub(crate) fn number_of(day: Date) -> Option<i64> {
    let since = day.since(ZERO).ok()?;
    Some(i64::from(since.get_days())).filter(|days| *days >= 61)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_every_spreadsheet_does_since_march_1900() {
        for (number, expected) in [
            (61, date(1900, 3, 1)),
            (43_831, date(2020, 1, 1)),
            (43_890, date(2020, 2, 29)),
            (2_958_465, date(9999, 12, 31)),
        ] {
            assert_eq!(number_of(expected), Some(number));
            #[expect(clippy::cast_precision_loss)]
            let number = number as f64;
            assert_eq!(day(number), Some(expected));
        }
        for none in [0.0, 60.0, -1.0, 43_831.5, 2_958_466.0, f64::NAN] {
            assert_eq!(day(none), None, "{none}");
        }
        assert_eq!(number_of(date(1900, 2, 28)), None);
    }

    #[test]
    fn parts_are_found_from_where_they_are_named() {
        assert_eq!(join("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(join("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(join("xl/a", "../b.xml"), "xl/b.xml");
        assert_eq!(join("", "../../x"), "x");
    }
}
