//! Reading the cells of one row, one after another, with a fault for each that cannot be read.

mod figures;

use super::blank::meant;
use super::limits;
use super::{Shape, Spec, Unit};
use crate::book::{Row, Table};
use crate::cell::Cell;
use crate::fault::{CellFault, Faults};
use crate::known::Target;
use crate::stood::Stood;
use crate::xlsx::cut;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use std::sync::Arc;

/// How a book is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Writing {
    pub(crate) lang: Lang,
    pub(crate) unit: Unit,
}

/// A fault was noted, so there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bad;

/// Where one thing is named.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) spec: &'static Spec,
    pub(crate) name: Arc<str>,
    pub(crate) line: u32,
    pub(crate) column: Option<u16>,
    /// Which column of the sheet it is.
    pub(crate) index: usize,
    pub(crate) target: Target,
    pub(crate) id: Box<str>,
}

/// What is found while reading.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) faults: Faults,
    pub(crate) uses: Vec<Use>,
    /// The scores, by the row in which they stand.
    pub(crate) scores: Vec<(u32, u8)>,
    /// What stood there before, where that can excuse a fault.
    pub(crate) stood: Stood,
}

/// The cells of a row.
pub(crate) struct Fields<'a> {
    pub(crate) table: &'a Table,
    pub(crate) row: &'a Row,
    at: usize,
    log: &'a mut Log,
    first_use: usize,
}

/// The first and last day that a workbook can hold as a number, so that days in it have one meaning in every spreadsheet.
pub(crate) const FIRST_DAY: Date = jiff::civil::date(1900, 3, 1);
/// More cents than this are written as text: a spreadsheet has fifteen digits.
pub(crate) const MOST_CENTS: u64 = 999_999_999_999_999;

impl<'a> Fields<'a> {
    pub(crate) fn new(table: &'a Table, row: &'a Row, log: &'a mut Log) -> Self {
        let first_use = log.uses.len();
        Self {
            table,
            row,
            at: 0,
            log,
            first_use,
        }
    }
    /// The column that comes next.
    pub(crate) fn here(&self) -> usize {
        self.at
    }
    pub(crate) fn skip(&mut self, columns: usize) {
        self.at += columns;
    }
    pub(crate) fn cell(&self, index: usize) -> &'a Cell {
        self.row.cells.get(index).unwrap_or(&Cell::Empty)
    }
    fn shape(&self, index: usize) -> Option<Shape> {
        self.table.spec.columns.get(index).map(|column| column.shape)
    }
    /// Whether a cell says one of two words.
    pub(crate) fn says(&self, index: usize, words: (&str, &str)) -> bool {
        matches!(self.cell(index), Cell::Text(text) if {
            let text = text.trim().to_lowercase();
            text == words.0 || text == words.1
        })
    }
    /// Whether the row is to end.
    pub(crate) fn ends(&mut self) -> Result<bool, Bad> {
        let end = self.table.spec.end();
        match self.cell(end) {
            Cell::Empty => Ok(false),
            _ if self.says(end, super::ENDS) => Ok(true),
            _ => Err(self.refuse(
                end,
                Text::both("niets, of het woord “eindigt”", "nothing, or the word “ends”"),
                Vec::new(),
            )),
        }
    }
    /// Forgets what this row names: it ends.
    pub(crate) fn forget(&mut self) {
        self.log.uses.truncate(self.first_use);
    }
    /// Notes that a cell says something else than is wanted.
    pub(crate) fn refuse(&mut self, index: usize, wanted: Text, near: Vec<String>) -> Bad {
        self.note_fault(index, wanted, near, |fault| fault)
    }
    /// Notes that a cell does not say what every cell of its column wants.
    fn refuse_as_column(&mut self, index: usize, near: Vec<String>) -> Bad {
        let wanted = self.wanted(index);
        match self.shape(index) {
            // Nobody is asked for it: what is wrong is what it follows from.
            Some(Shape::Hash) => self.refuse(index, wanted, near),
            _ => self.note_fault(index, wanted, near, CellFault::of_column),
        }
    }
    fn note_fault(
        &mut self,
        index: usize,
        wanted: Text,
        near: Vec<String>,
        with: fn(CellFault) -> CellFault,
    ) -> Bad {
        if self.log.faults.is_full() {
            self.log.faults.count_one();
            return Bad;
        }
        let wanted = match self.cell(index) {
            Cell::Formula => Text::both(
                format!("{}, als vaste waarde (plakken als waarde)", wanted.nl),
                format!("{}, as a fixed value (paste as value)", wanted.get(Lang::En)),
            ),
            _ => wanted,
        };
        let column = self.table.columns.get(index).copied().flatten();
        let fault = CellFault::at(&self.table.name, self.row.line, column, wanted);
        self.log
            .faults
            .push(with(fault.found(self.cell(index)).near(near)));
        Bad
    }
    /// Takes the next cell; whether a required one is there was asked for.
    fn next(&mut self) -> (usize, &'a Cell) {
        let index = self.at;
        self.at += 1;
        (index, self.cell(index))
    }
    /// Notes that a cell may not be empty.
    pub(crate) fn missing(&mut self, index: usize) -> Bad {
        self.refuse_as_column(index, Vec::new())
    }
    /// What a column wants, in words.
    fn wanted(&self, index: usize) -> Text {
        let unit = self.table.unit(index);
        match self.shape(index) {
            Some(Shape::Own) => Text::both(
                "een id: kleine letters, cijfers, -, _, . of /, niet langer dan 120",
                "an id: lower-case letters, digits, -, _, . or /, no longer than 120",
            ),
            Some(Shape::Ref(target) | Shape::Refs(target)) => {
                let said = target.wanted();
                Text::both(
                    format!("het id van {}", said.nl),
                    format!("the id of {}", said.get(Lang::En)),
                )
            }
            Some(Shape::Words(words)) => {
                let list = |lang| words(lang).join(", ");
                Text::both(
                    format!("een van: {}", list(Lang::Nl)),
                    format!("one of: {}", list(Lang::En)),
                )
            }
            Some(Shape::Date) => Text::both("een datum", "a date"),
            Some(Shape::Whole) => Text::both("een heel getal", "a whole number"),
            Some(Shape::Money) => Text::both(
                format!("een bedrag in {} of “onbekend”", unit.label(Lang::Nl)),
                format!("an amount in {} or “unknown”", unit.label(Lang::En)),
            ),
            Some(Shape::KnownMoney) => Text::both(
                format!("een bedrag in {}; onbekend kan hier niet", unit.label(Lang::Nl)),
                format!("an amount in {}; unknown cannot stand here", unit.label(Lang::En)),
            ),
            Some(Shape::Share) => Text::both("een deel van 0% tot 100%", "a part from 0% to 100%"),
            Some(Shape::Number) => Text::both("een getal", "a number"),
            Some(Shape::Degrees(most)) => Text::both(
                format!("graden, van -{most} tot {most}"),
                format!("degrees, from -{most} to {most}"),
            ),
            Some(Shape::Hash) => Text::both(
                "het controlegetal van de meetlat; leeg wordt het vanzelf ingevuld zodra de meetlat en de versie kloppen",
                "the hash of the set of criteria; left empty it is filled in as soon as set and version are right",
            ),
            Some(Shape::Text | Shape::Formed) | None => Text::both("tekst", "text"),
        }
    }
    /// The next cell as text, exactly as it stands.
    pub(crate) fn free_text(&mut self) -> Result<Option<String>, Bad> {
        let (index, cell) = self.next();
        match cell {
            Cell::Empty => Ok(None),
            // Blanks alone say nothing.
            Cell::Text(text) if text.trim().is_empty() => Ok(None),
            Cell::Text(text) => self.held(index, text).map(Some),
            _ => Err(self.refuse(
                index,
                Text::both(
                    "tekst: geef de cel de opmaak “tekst” en typ het opnieuw",
                    "text: give the cell the format “text” and type it again",
                ),
                Vec::new(),
            )),
        }
    }
    /// A text that can stand in this column, or that stood there before.
    fn held(&mut self, index: usize, text: &str) -> Result<String, Bad> {
        let said = meant(text);
        let column = self.table.spec.columns.get(index);
        let Some(wanted) = column.and_then(|column| limits::refusal(column, said)) else {
            return Ok(said.to_owned());
        };
        match self.log.stood.cell(self.table, self.row, index) {
            Some(Cell::Text(old)) if meant(old) == said || cut::shortened(old).as_deref() == Some(text) => {
                Ok(meant(old).to_owned())
            }
            _ => Err(self.refuse(index, wanted, Vec::new())),
        }
    }
    /// The next cell as text without blanks around it.
    pub(crate) fn word(&mut self) -> Result<Option<&'a str>, Bad> {
        let (index, cell) = self.next();
        match cell {
            Cell::Empty => Ok(None),
            Cell::Text(text) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
            _ => Err(self.missing(index)),
        }
    }
    /// The next cell as an id.
    pub(crate) fn id(&mut self) -> Result<Option<Id>, Bad> {
        let index = self.here();
        let Some(word) = self.word()? else { return Ok(None) };
        self.one_id(index, word).map(Some)
    }
    /// The next cell as ids.
    pub(crate) fn ids(&mut self) -> Result<Vec<Id>, Bad> {
        let index = self.here();
        let Some(word) = self.word()? else {
            return Ok(Vec::new());
        };
        let mut ids = Vec::new();
        let mut bad = None;
        for part in word.split(';').map(str::trim) {
            // A `;` at the end is a habit, not an id.
            if part.is_empty() {
                continue;
            }
            match self.one_id(index, part) {
                Ok(id) if ids.contains(&id) => {
                    let twice = Text::both(
                        format!("elk id één keer; “{id}” staat er twee keer"),
                        format!("every id once; “{id}” stands there twice"),
                    );
                    bad = Some(self.refuse(index, twice, Vec::new()));
                }
                Ok(id) => ids.push(id),
                Err(fault) => bad = Some(fault),
            }
        }
        bad.map_or(Ok(ids), Err)
    }
    fn one_id(&mut self, index: usize, word: &str) -> Result<Id, Bad> {
        match Id::new(word) {
            Ok(id) => {
                if let Some(Shape::Ref(target) | Shape::Refs(target)) = self.shape(index) {
                    self.note(index, target, id.as_str());
                }
                Ok(id)
            }
            Err(_) => {
                let lower = word.to_lowercase();
                let near = if Id::new(&lower).is_ok() {
                    vec![lower]
                } else {
                    Vec::new()
                };
                Err(self.refuse_as_column(index, near))
            }
        }
    }
    /// Notes that a cell names something.
    pub(crate) fn note(&mut self, index: usize, target: Target, id: &str) {
        self.log.uses.push(Use {
            spec: self.table.spec,
            name: Arc::clone(&self.table.name),
            line: self.row.line,
            column: self.table.columns.get(index).copied().flatten(),
            index,
            target,
            id: id.into(),
        });
    }
    /// Notes a score, which is held to its scale when all is read.
    pub(crate) fn note_score(&mut self, score: u8) {
        self.log.scores.push((self.row.line, score));
    }
    /// The next cell as one of a few words, by what people read in either language or by the word in files.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        all: &[T],
        said: impl Fn(T) -> [&'static str; 3],
    ) -> Result<Option<T>, Bad> {
        let index = self.here();
        let Some(word) = self.word()? else { return Ok(None) };
        // Nearly always it is written as it is offered; else capitals do not count.
        let as_written = all.iter().find(|kind| said(**kind).contains(&word));
        let found = as_written.or_else(|| {
            let lower = word.to_lowercase();
            let fits = |kind: T| said(kind).iter().any(|known| known.to_lowercase() == lower);
            all.iter().find(|kind| fits(**kind))
        });
        if let Some(kind) = found {
            return Ok(Some(*kind));
        }
        if self.log.faults.is_full() {
            return Err(self.refuse(index, Text::both("", ""), Vec::new()));
        }
        let near = near(word, all.iter().flat_map(|kind| said(*kind)));
        Err(self.refuse_as_column(index, near))
    }
    /// The next cell as a day.
    pub(crate) fn date(&mut self) -> Result<Option<Date>, Bad> {
        let (index, cell) = self.next();
        let wanted = match cell {
            Cell::Empty => return Ok(None),
            Cell::Date(date) => return Ok(Some(*date)),
            Cell::Text(text) => {
                let as_text = |date: &Date| *date < FIRST_DAY || self.table.form.is_text();
                if let Some(date) = koers_model::day::read(text.trim()).filter(as_text) {
                    return Ok(Some(date));
                }
                let too_early = |date: Date| date.year() < 1;
                if text.trim().parse::<Date>().is_ok_and(too_early) {
                    Text::both("een datum vanaf het jaar 1", "a date from the year 1 on")
                } else if self.table.form.is_text() {
                    Text::both("een datum als 2019-12-31", "a date as 2019-12-31")
                } else {
                    Text::both(
                        "een datum als datum, niet als tekst",
                        "a date as a date, not as text",
                    )
                }
            }
            Cell::Number(_) => Text::both(
                "een datum: geef de cel de opmaak “datum” en kijk of die klopt",
                "a date: give the cell the format “date” and see whether it is right",
            ),
            Cell::Moment(_) => Text::both("een datum zonder tijd", "a date without a time"),
            _ => return Err(self.missing(index)),
        };
        Err(self.refuse(index, wanted, Vec::new()))
    }
}

/// What stands where nobody knows the amount.
pub(crate) const UNKNOWN: (&str, &str) = ("onbekend", "unknown");
