//! Writes a book as a workbook: the same book gives the same bytes.

use super::cut;
use super::escape::push_text;
use super::explain;
use super::read::MOST_LETTERS;
use super::sheet::{SheetXml, Shown};
use super::styles::{STYLES, Style};
use crate::book::{Book, Table};
use crate::cell::{Cell, letters, sheet_name};
use crate::frame::EXPLANATION;
use crate::known::{Known, Target};
use crate::layout::{Shape, Sheet, Unit};
use koers_model::text::Text;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Why a book cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A list of ids is longer than a cell of a workbook can be.
    #[error(
        "{sheet}!{cell} would hold {letters} characters; a cell of a workbook holds at most 32767. CSV and JSON hold all of it"
    )]
    TooLong {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: String,
        /// How many characters, as a workbook counts.
        letters: usize,
    },
    /// More rows than are read back.
    #[error(
        "the register has {rows} rows; a workbook that can be read back has at most 125000. CSV and JSON hold all of it"
    )]
    TooMany {
        /// How many.
        rows: usize,
    },
    /// The zip could not be written.
    #[error("the workbook could not be packed: {0}")]
    Zip(String),
}

impl From<zip::result::ZipError> for WriteError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Zip(error.to_string())
    }
}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> Self {
        Self::Zip(error.to_string())
    }
}

/// Rows that can be added below and still have their lists and formats.
const SPARE: u32 = 5_000;

impl Book {
    /// The book as a workbook. What is known outside the register is offered in lists.
    ///
    /// # Errors
    /// [`WriteError`] when a list of ids is longer than a cell can be, or there are more rows than can be read back. A free text that is longer
    /// is cut, with a mark.
    pub fn to_xlsx(&self, known: &Known) -> Result<Vec<u8>, WriteError> {
        self.fits()?;
        let lists = Lists::new(self, known);
        let mut sheets = vec![(explain::title(self.lang).to_owned(), self.explanation())];
        for table in &self.tables {
            sheets.push((table.name.to_string(), self.sheet(table, &lists)));
        }
        sheets.push((explain::lists_title(self.lang).to_owned(), lists.sheet()));
        pack(&sheets)
    }

    fn fits(&self) -> Result<(), WriteError> {
        if self.rows() > super::read::MOST_ROWS / 2 {
            return Err(WriteError::TooMany { rows: self.rows() });
        }
        for table in &self.tables {
            for row in &table.rows {
                for ((column, cell), spec) in (0_u16..).zip(&row.cells).zip(&table.spec.columns) {
                    let Cell::Text(text) = cell else { continue };
                    // A free text is cut with a mark; of a list of ids a part would be another list.
                    if text.len() <= MOST_LETTERS || matches!(spec.shape, Shape::Text) {
                        continue;
                    }
                    let count = text.encode_utf16().count();
                    if count > MOST_LETTERS {
                        return Err(WriteError::TooLong {
                            sheet: sheet_name(&table.name),
                            cell: format!("{}{}", letters(column), row.line),
                            letters: count,
                        });
                    }
                }
            }
        }
        Ok(())
    }

    fn explanation(&self) -> String {
        let mut xml = SheetXml::new(&Shown {
            columns: vec![
                (None, Style::Key),
                (Some(24), Style::Head),
                (Some(110), Style::Wrapped),
            ],
            frozen: (1, 0),
        });
        let text = |text: &str| Cell::text(text);
        let keys = [
            text(&format!("{EXPLANATION}.key")),
            text(&format!("{EXPLANATION}.about")),
            text(&format!("{EXPLANATION}.value")),
        ];
        xml.row(keys.iter().map(|cell| (cell, Style::Key)), true);
        for (key, about, says) in explain::lines(self.lang, self.unit, self.stamp.as_deref()) {
            let cells = [text(key), text(&about), text(&says)];
            xml.row(cells.iter().zip([Style::Key, Style::Head, Style::Wrapped]), false);
        }
        xml.finish()
    }

    fn sheet(&self, table: &Table, lists: &Lists) -> String {
        let word = table.spec.sheet.word();
        let columns = || table.spec.columns.iter();
        let mut xml = SheetXml::new(&Shown {
            columns: columns()
                .map(|column| (Some(width(column.shape)), style(column.shape, self.unit)))
                .collect(),
            frozen: (2, 1),
        });
        let keys: Vec<Cell> = columns()
            .map(|column| Cell::text(&column.full_key(word, self.unit)))
            .collect();
        xml.row(keys.iter().map(|cell| (cell, Style::Key)), true);
        let heads: Vec<Cell> = columns()
            .map(|column| Cell::text(&column.title(self.lang, self.unit)))
            .collect();
        let styles = columns().map(|column| if column.required { Style::Must } else { Style::Head });
        xml.row(heads.iter().zip(styles), false);
        for row in &table.rows {
            let styles = columns().map(|column| style(column.shape, self.unit));
            let cells: Vec<Cow<'_, Cell>> = row.cells.iter().map(cut::fitting).collect();
            let cells = cells.iter().map(AsRef::as_ref).zip(styles);
            xml.row(cells.map(|(cell, style)| (cell, fitting(cell, style))), false);
        }
        let width = u16::try_from(table.spec.columns.len()).unwrap_or(u16::MAX);
        xml.filter(2, width);
        let rows = u32::try_from(table.rows.len()).unwrap_or(0);
        let offered: Vec<(u16, String, bool)> = (0_u16..)
            .zip(columns())
            .filter_map(|(at, column)| lists.offer(at, table.spec.sheet, column.shape))
            .collect();
        xml.lists(&offered, 3, rows + 2 + SPARE);
        xml.finish()
    }
}

/// A text in a column of numbers is text all the same.
fn fitting(cell: &Cell, style: Style) -> Style {
    match cell {
        Cell::Text(_) => Style::Text,
        _ => style,
    }
}

fn style(shape: Shape, unit: Unit) -> Style {
    match shape {
        Shape::Date => Style::Date,
        Shape::Whole => Style::Whole,
        Shape::Money | Shape::KnownMoney if unit == Unit::Euro => Style::Euro,
        Shape::Money | Shape::KnownMoney => Style::ThousandEuro,
        Shape::Share => Style::Share,
        Shape::Number => Style::General,
        Shape::Degrees(_) => Style::Degrees,
        Shape::Own
        | Shape::Ref(_)
        | Shape::Refs(_)
        | Shape::Words(_)
        | Shape::Text
        | Shape::Formed
        | Shape::Hash => Style::Text,
    }
}

fn width(shape: Shape) -> u16 {
    match shape {
        Shape::Text => 40,
        Shape::Own | Shape::Ref(_) | Shape::Words(_) | Shape::Formed | Shape::Hash => 24,
        Shape::Refs(_) => 30,
        Shape::Money | Shape::KnownMoney => 18,
        Shape::Date | Shape::Whole | Shape::Share | Shape::Number | Shape::Degrees(_) => 12,
    }
}

/// The sheet with words to choose from: a head, a column of words, and beside ids a column of titles.
struct Lists {
    title: &'static str,
    /// For each sheet and column with its own words, and for each target.
    columns: Vec<(String, Vec<Cell>, bool)>,
    words: Vec<(Vec<&'static str>, usize)>,
    targets: Vec<(Target, usize)>,
    /// Where ids of the register itself stand, with their last row.
    inside: Vec<(Target, String)>,
}

impl Lists {
    fn new(book: &Book, known: &Known) -> Self {
        let mut lists = Self {
            title: explain::lists_title(book.lang),
            columns: Vec::new(),
            words: Vec::new(),
            targets: Vec::new(),
            inside: Vec::new(),
        };
        for sheet in Sheet::ALL {
            for column in &sheet.spec().columns {
                let Shape::Words(words) = column.shape else {
                    continue;
                };
                let words = words(book.lang);
                if !lists.words.iter().any(|(known, _)| *known == words) {
                    lists.words.push((words.clone(), lists.columns.len()));
                    let cells = words.iter().map(|word| Cell::text(word)).collect();
                    lists
                        .columns
                        .push((column.head.get(book.lang).to_owned(), cells, false));
                }
            }
        }
        for target in Target::ALL {
            if let Some(set) = known.of(*target).filter(|set| !set.is_empty()) {
                lists.targets.push((*target, lists.columns.len()));
                let head = target.head(book.lang);
                lists.columns.push((
                    head.to_owned(),
                    set.keys().map(|id| Cell::text(id)).collect(),
                    false,
                ));
                lists.columns.push((
                    String::new(),
                    set.values().map(|title| Cell::text(title)).collect(),
                    true,
                ));
            }
        }
        for (target, sheet) in [
            (Target::Organisation, Sheet::Organisations),
            (Target::FundingSource, Sheet::Funding),
            (Target::Action, Sheet::Actions),
            (Target::Estimate, Sheet::Estimates),
            (Target::Decision, Sheet::Decisions),
            (Target::Appraisal, Sheet::Appraisals),
        ] {
            if let Some(table) = book.table(sheet) {
                let last = table.rows.len() + 502;
                lists
                    .inside
                    .push((target, format!("{}!$A$3:$A${last}", sheet_name(&table.name))));
            }
        }
        lists
    }
    fn range(&self, column: usize) -> Option<String> {
        let (_, cells, _) = self.columns.get(column)?;
        let letters = letters(u16::try_from(column).ok()?);
        Some(format!(
            "{}!${letters}$2:${letters}${}",
            sheet_name(self.title),
            cells.len() + 1
        ))
    }
    fn offer(&self, at: u16, sheet: Sheet, shape: Shape) -> Option<(u16, String, bool)> {
        let _ = sheet;
        match shape {
            Shape::Words(words) => {
                let of = |lang| self.words.iter().find(|(known, _)| *known == words(lang));
                let (_, column) =
                    of(koers_model::text::Lang::Nl).or_else(|| of(koers_model::text::Lang::En))?;
                Some((at, self.range(*column)?, true))
            }
            Shape::Ref(target) => {
                let inside = self.inside.iter().find(|(known, _)| *known == target);
                let range = match inside {
                    Some((_, range)) => range.clone(),
                    None => {
                        let (_, column) = self.targets.iter().find(|(known, _)| *known == target)?;
                        self.range(*column)?
                    }
                };
                Some((at, range, false))
            }
            _ => None,
        }
    }
    fn sheet(&self) -> String {
        let mut xml = SheetXml::new(&Shown {
            columns: self
                .columns
                .iter()
                .map(|(_, _, wide)| (Some(if *wide { 40 } else { 24 }), Style::Text))
                .collect(),
            frozen: (1, 0),
        });
        let heads: Vec<Cell> = self.columns.iter().map(|(head, ..)| Cell::text(head)).collect();
        xml.row(heads.iter().map(|cell| (cell, Style::Head)), false);
        let most = self
            .columns
            .iter()
            .map(|(_, cells, _)| cells.len())
            .max()
            .unwrap_or(0);
        for at in 0..most {
            let cells = self
                .columns
                .iter()
                .map(|(_, cells, _)| (cells.get(at).unwrap_or(&Cell::Empty), Style::Text));
            xml.row(cells, false);
        }
        xml.finish()
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OPEN: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The parts of the workbook in one zip, without any moment in it.
fn pack(sheets: &[(String, String)]) -> Result<Vec<u8>, WriteError> {
    let mut kinds = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{KIND}.styles+xml\"/>"
    );
    let mut book = format!(
        "{HEAD}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{OPEN}/relationships\">\
         <workbookPr/><bookViews><workbookView/></bookViews><sheets>"
    );
    let mut relations = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    let mut filters = String::new();
    for (at, (name, _)) in sheets.iter().enumerate() {
        let number = at + 1;
        // Writing to a text does not fail.
        let _ = write!(
            kinds,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{KIND}.worksheet+xml\"/>"
        );
        book.push_str("<sheet name=\"");
        push_text(&mut book, name);
        let _ = write!(book, "\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"{OPEN}/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    for (at, (name, xml)) in sheets.iter().enumerate() {
        // A filter has a hidden name of its own, or some programs mend the file when they open it.
        let filter = xml
            .rfind("<autoFilter ref=\"")
            .and_then(|at| xml.get(at + 17..)?.split_once('"'));
        if let Some((range, _)) = filter {
            let _ = write!(
                filters,
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">"
            );
            push_text(&mut filters, &sheet_name(name));
            let absolute: Vec<String> = range.split(':').map(absolute).collect();
            let _ = write!(filters, "!{}</definedName>", absolute.join(":"));
        }
    }
    kinds.push_str("</Types>");
    book.push_str("</sheets>");
    if !filters.is_empty() {
        let _ = write!(book, "<definedNames>{filters}</definedNames>");
    }
    book.push_str("</workbook>");
    let _ = write!(
        relations,
        "<Relationship Id=\"rId{}\" Type=\"{OPEN}/relationships/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets.len() + 1
    );
    let root = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OPEN}/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let fixed = [
        ("[Content_Types].xml", &kinds),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
    ];
    for (name, xml) in fixed {
        zip.start_file(name, options)?;
        zip.write_all(xml.as_bytes())?;
    }
    zip.start_file("xl/styles.xml", options)?;
    zip.write_all(STYLES.as_bytes())?;
    for (at, (_, xml)) in sheets.iter().enumerate() {
        zip.start_file(format!("xl/worksheets/sheet{}.xml", at + 1), options)?;
        zip.write_all(xml.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// `A2` as `$A$2`.
fn absolute(place: &str) -> String {
    let digits = place.find(|c: char| c.is_ascii_digit()).unwrap_or(place.len());
    let (letters, digits) = place.split_at(digits);
    format!("${letters}${digits}")
}

impl WriteError {
    /// In words.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::TooLong { sheet, cell, letters } => Text::both(
                format!(
                    "{sheet}!{cell} zou {letters} tekens hebben; een cel van een werkboek heeft er hoogstens 32.767. CSV en JSON bewaren alles"
                ),
                self.to_string(),
            ),
            Self::TooMany { rows } => Text::both(
                format!(
                    "het register heeft {rows} rijen; een werkboek dat terug te lezen is, heeft er hoogstens 125.000. CSV en JSON bewaren alles"
                ),
                self.to_string(),
            ),
            Self::Zip(why) => Text::both(
                format!("het werkboek kon niet worden ingepakt: {why}"),
                self.to_string(),
            ),
        }
    }
}
