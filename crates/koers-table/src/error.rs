//! What is wrong with a table, with its place, and what a reader should know of one that can be read.

use koers_model::diagnostic::{Code, Diagnostic, Severity, Span};
use std::fmt;
use std::ops::Range;

/// The codes of everything this room can say. A code never changes meaning. `T0…` are errors, `T1…` are notes and warnings.
pub mod code {
    use koers_model::diagnostic::Code;

    /// The bytes are not UTF-8.
    pub const NOT_UTF8: Code = Code("T001");
    /// A packed file cannot be unpacked, or unpacks to far too much.
    pub const PACKED: Code = Code("T002");
    /// The bytes are of another form than was said.
    pub const WRONG_FORM: Code = Code("T003");
    /// The publisher put the question in a queue: the bytes are a receipt, not a table.
    pub const QUEUED: Code = Code("T004");
    /// A line or cell is longer than any table has.
    pub const TOO_LONG: Code = Code("T005");
    /// A quote that is not closed, or text behind a closing quote.
    pub const QUOTES: Code = Code("T006");
    /// A row has more or fewer cells than the header.
    pub const RAGGED: Code = Code("T007");
    /// Nothing is left to read.
    pub const NOTHING: Code = Code("T008");
    /// The JSON is broken or of another shape than this form has.
    pub const SHAPE: Code = Code("T009");
    /// One page of a table that has more.
    pub const ONE_PAGE: Code = Code("T010");
    /// The publisher answered with an error.
    pub const REFUSED: Code = Code("T011");
    /// A column that the catalogue does not name.
    pub const UNNAMED_COLUMN: Code = Code("T020");
    /// A column of the catalogue that the table no longer has.
    pub const LOST_COLUMN: Code = Code("T021");
    /// A column that came back under another number.
    pub const RENUMBERED: Code = Code("T022");
    /// A column that stands twice.
    pub const COLUMN_TWICE: Code = Code("T023");
    /// The row of the catalogue cannot be used for this table.
    pub const CATALOGUE: Code = Code("T024");
    /// A region that is not in the list of regions.
    pub const UNKNOWN_REGION: Code = Code("T030");
    /// A text that is no period.
    pub const NOT_A_PERIOD: Code = Code("T031");
    /// A measure that the catalogue does not name.
    pub const UNKNOWN_MEASURE: Code = Code("T032");
    /// A column that must hold one code holds another.
    pub const NOT_FIXED: Code = Code("T033");
    /// A code is missing.
    pub const EMPTY_CODE: Code = Code("T034");
    /// A text that is no number.
    pub const NOT_A_NUMBER: Code = Code("T040");
    /// Decimal commas and decimal points in one table.
    pub const TWO_DECIMALS: Code = Code("T041");
    /// A number with marks for thousands.
    pub const THOUSANDS: Code = Code("T042");
    /// A flag or status word that nobody explains.
    pub const UNKNOWN_FLAG: Code = Code("T043");
    /// Figure and status contradict each other.
    pub const CONTRADICTION: Code = Code("T044");
    /// A number too large to hold.
    pub const OUT_OF_RANGE: Code = Code("T045");
    /// A figure that is a text.
    pub const TEXT_FIGURE: Code = Code("T046");
    /// A margin that is no number from zero up, or stands without a figure.
    pub const BAD_MARGIN: Code = Code("T047");
    /// Two different figures for one cell.
    pub const TWO_FIGURES: Code = Code("T050");
    /// The unit changes inside a series.
    pub const UNIT_CHANGES: Code = Code("T051");
    /// Too many empty cells.
    pub const TOO_SPARSE: Code = Code("T052");
    /// A date that is no date.
    pub const NOT_A_DATE: Code = Code("T053");
    /// More errors than are listed.
    pub const MORE: Code = Code("T099");

    /// Rows of another frequency were left out.
    pub const OTHER_FREQUENCY: Code = Code("T100");
    /// Rows with a period code that is no period of ours were left out.
    pub const OPAQUE_PERIOD: Code = Code("T101");
    /// The same figure stands twice.
    pub const SAME_TWICE: Code = Code("T102");
    /// A period that lies after the day the table was got.
    pub const FUTURE: Code = Code("T103");
    /// The form does not say why a cell is empty.
    pub const REASON_LOST: Code = Code("T104");
    /// A code under `keep` that the table does not have.
    pub const KEPT_NOTHING: Code = Code("T105");
    /// A column that is ignored is no longer there.
    pub const LOST_IGNORED: Code = Code("T106");
    /// Two codes of one region, one of them without figures.
    pub const OLD_CODE: Code = Code("T107");
    /// No cell holds a number.
    pub const NO_NUMBERS: Code = Code("T108");
    /// Rows that became known later were left out, or were replaced by later ones.
    pub const LATER_ROWS: Code = Code("T109");
    /// The bytes name another table than the catalogue.
    pub const OTHER_TABLE: Code = Code("T110");
    /// A flag without a mark of ours.
    pub const REVISED: Code = Code("T111");
    /// A period without a status where the others have one.
    pub const NO_STATUS: Code = Code("T112");
}

/// Where in a table something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A line of a text, counted from one.
    Line(u64),
    /// A position in a list, counted from one.
    Item(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Item(item) => write!(f, "item {item}"),
        }
    }
}

/// Why a table cannot be read. Nothing is computed from a table with an error.
///
/// Its parts are those of [`Fault`], to which it dereferences.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.render(""))]
pub struct ReadError(Box<Fault>);

/// The parts of a [`ReadError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which rule found it.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// The position of the cell in its line, in characters, counted from one.
    pub offset: Option<u64>,
    /// The bytes of the cell in the unpacked text.
    pub span: Option<Range<usize>>,
    /// The name of the column.
    pub column: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl std::ops::Deref for ReadError {
    type Target = Fault;
    fn deref(&self) -> &Fault {
        &self.0
    }
}

impl std::ops::DerefMut for ReadError {
    fn deref_mut(&mut self) -> &mut Fault {
        &mut self.0
    }
}

/// Texts from a file are shown up to this many characters.
const SHOWN: usize = 80;

/// A text from a file as it is shown in a message: cut off, without control characters.
pub(crate) fn shown(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

impl ReadError {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Fault {
            code,
            message: message.into(),
            place: None,
            offset: None,
            span: None,
            column: None,
            found: None,
            expected: None,
            help: None,
        }))
    }
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
    pub(crate) fn column(mut self, name: &str) -> Self {
        self.column = Some(name.to_owned());
        self
    }
    pub(crate) fn found(mut self, text: impl Into<String>) -> Self {
        self.found = Some(text.into());
        self
    }
    pub(crate) fn expected(mut self, text: impl Into<String>) -> Self {
        self.expected = Some(text.into());
        self
    }
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Whether the bytes are no table of any form: another encoding, a broken container, an error page, nothing at all.
    #[must_use]
    pub fn is_about_the_file(&self) -> bool {
        [
            code::NOT_UTF8,
            code::PACKED,
            code::WRONG_FORM,
            code::QUEUED,
            code::TOO_LONG,
            code::NOTHING,
        ]
        .contains(&self.code)
    }

    /// The error as lines of text that begin with `file:line:column`.
    #[must_use]
    pub fn render(&self, file: &str) -> String {
        let mut text = String::new();
        if !file.is_empty() {
            text.push_str(file);
            match (self.place, self.offset) {
                (Some(Place::Line(line)), Some(offset)) => text.push_str(&format!(":{line}:{offset}")),
                (Some(Place::Line(line)), None) => text.push_str(&format!(":{line}")),
                _ => {}
            }
            text.push_str(": ");
        }
        text.push_str(&format!("error[{}]: {}", self.code, self.message));
        let item = self
            .place
            .filter(|place| file.is_empty() || matches!(place, Place::Item(_)));
        let lines = [
            ("place", item.map(|place| place.to_string())),
            ("column", self.column.clone()),
            ("found", self.found.clone()),
            ("expected", self.expected.clone()),
            ("help", self.help.clone()),
        ];
        for (word, said) in lines {
            if let Some(said) = said {
                text.push_str(&format!("\n  {word}: {said}"));
            }
        }
        text
    }

    /// The error as a finding about a file.
    #[must_use]
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let mut message = self.message.clone();
        if let Some(place) = self.place {
            message.push_str(&format!(" ({place}"));
            if let Some(column) = &self.column {
                message.push_str(&format!(", column `{column}`"));
            }
            message.push(')');
        }
        let mut finding = Diagnostic::new(self.code, Severity::Error, message);
        if let Some(Range { start, end }) = self.span.clone() {
            let file = std::sync::Arc::from(file);
            finding = finding.at(Span { file, start, end }, "here");
        }
        finding.found = self.found.clone();
        finding.expected = self.expected.clone();
        finding.help = self.help.clone();
        finding
    }
}

/// What a reader should know of a table that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which rule says so.
    pub code: Code,
    /// [`Severity::Warning`] or [`Severity::Note`].
    pub severity: Severity,
    /// One sentence without a full stop.
    pub message: String,
    /// The first place it is about.
    pub place: Option<Place>,
}

impl Note {
    pub(crate) fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            place: None,
        }
    }
    pub(crate) fn at(mut self, place: Option<Place>) -> Self {
        self.place = place;
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity.word(), self.code, self.message)?;
        match self.place {
            Some(place) => write!(f, " (first: {place})"),
            None => Ok(()),
        }
    }
}

/// At most this many errors are listed; the rest is counted.
pub(crate) const MOST_ERRORS: usize = 50;

/// Errors and notes as they are found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    errors: Vec<ReadError>,
    more: usize,
    pub(crate) notes: Vec<Note>,
}

impl Findings {
    pub(crate) fn error(&mut self, error: ReadError) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(error);
        } else {
            self.more += 1;
        }
    }
    pub(crate) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }
    pub(crate) fn failed(&self) -> bool {
        !self.errors.is_empty()
    }
    /// The errors by place, with a count of those that are not listed.
    pub(crate) fn into_errors(mut self) -> Vec<ReadError> {
        self.errors
            .sort_by_key(|error| (error.place.is_none(), error.place, error.offset));
        if self.more > 0 {
            self.errors
                .push(ReadError::new(code::MORE, format!("and {} more", self.more)));
        }
        self.errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_file_line_and_position() {
        let mut error = ReadError::new(code::NOT_A_NUMBER, "a figure is no number")
            .at(Place::Line(12))
            .column("Banen_1")
            .found("abc")
            .help("look at it");
        error.offset = Some(9);
        assert_eq!(
            error.render("table.csv"),
            "table.csv:12:9: error[T040]: a figure is no number\n  column: Banen_1\n  found: abc\n  help: look at it"
        );
        assert!(error.to_string().contains("place: line 12"));
        assert_eq!(error.diagnostic("table.csv").code, code::NOT_A_NUMBER);
    }

    #[test]
    fn errors_are_capped_and_counted() {
        let mut findings = Findings::default();
        for line in (1..=60).rev() {
            findings.error(ReadError::new(code::RAGGED, "x").at(Place::Line(line)));
        }
        let errors = findings.into_errors();
        assert_eq!((errors.len(), errors[0].place), (51, Some(Place::Line(11))));
        assert_eq!(errors[50].message, "and 10 more");
    }
}
