//! What is wrong, and in which cell.

use crate::cell::{Cell, letters, sheet_name};
use koers_model::text::{Lang, Text};
use std::fmt;

/// No more faults are written out; the others are counted.
const MOST: usize = 200;

/// Something in a workbook that cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The sheet, by the name it has in the workbook, or the file; empty: the workbook as a whole.
    pub sheet: String,
    /// The row, from 1, as the spreadsheet counts.
    pub line: Option<u32>,
    /// The column, from 0.
    pub column: Option<u16>,
    /// What stands there.
    pub found: Option<Text>,
    /// What is wanted.
    pub wanted: Text,
    /// Words that may have been meant.
    pub near: Vec<String>,
    /// Whether what is wanted is what every cell of the column wants, and so what a form can say in its own words.
    pub(crate) of_column: bool,
}

impl CellFault {
    pub(crate) fn book(wanted: Text) -> Self {
        Self::sheet("", wanted)
    }
    pub(crate) fn sheet(sheet: &str, wanted: Text) -> Self {
        Self {
            sheet: sheet.to_owned(),
            line: None,
            column: None,
            found: None,
            wanted,
            near: Vec::new(),
            of_column: false,
        }
    }
    pub(crate) fn at(sheet: &str, line: u32, column: Option<u16>, wanted: Text) -> Self {
        Self {
            line: Some(line),
            column,
            ..Self::sheet(sheet, wanted)
        }
    }
    pub(crate) fn found(mut self, cell: &Cell) -> Self {
        self.found = Some(cell.said());
        self
    }
    pub(crate) fn near(mut self, near: Vec<String>) -> Self {
        self.near = near;
        self
    }
    pub(crate) fn of_column(mut self) -> Self {
        self.of_column = true;
        self
    }
    /// Whether nothing stands there.
    pub(crate) fn is_missing(&self) -> bool {
        self.found.as_ref() == Some(&Cell::Empty.said())
    }
    /// The address as a spreadsheet writes it: `Geld!E17`. A row without a column is `Geld!17:17`. Empty: the workbook as a whole.
    #[must_use]
    pub fn address(&self) -> String {
        let name = sheet_name(&self.sheet);
        match (self.line, self.column) {
            _ if self.sheet.is_empty() => String::new(),
            (Some(line), Some(column)) => format!("{name}!{}{line}", letters(column)),
            (Some(line), None) => format!("{name}!{line}:{line}"),
            (None, Some(column)) => format!("{name}!{0}:{0}", letters(column)),
            (None, None) => name,
        }
    }
    /// In one sentence.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let address = self.address();
        if address.is_empty() {
            self.sentence(lang)
        } else {
            format!("{address}: {}", self.sentence(lang))
        }
    }
    /// The same without the address, for where the cell itself stands beside it.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let mut said = String::new();
        if let Some(found) = &self.found {
            said.push_str(lang.pick("hier staat ", "here stands "));
            said.push_str(found.get(lang));
            said.push_str(lang.pick("; gevraagd is ", "; wanted is "));
        }
        said.push_str(self.wanted.get(lang));
        if let Some(words) = self.meant(lang) {
            said.push_str(lang.pick("; bedoeld is misschien ", "; perhaps meant: "));
            said.push_str(&words);
        }
        said.push('.');
        said
    }
    /// The words that may have been meant; `None` where none comes near.
    pub(crate) fn meant(&self, lang: Lang) -> Option<String> {
        let words: Vec<String> = self.near.iter().map(|word| format!("“{word}”")).collect();
        (!words.is_empty()).then(|| words.join(lang.pick(" of ", " or ")))
    }
}

/// Everything that is wrong with a workbook. Nothing of it was taken over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    list: Vec<CellFault>,
    more: usize,
}

impl Faults {
    pub(crate) fn push(&mut self, fault: CellFault) {
        if self.list.len() < MOST {
            self.list.push(fault);
        } else {
            self.more += 1;
        }
    }
    /// Adds those of another, in its order.
    pub(crate) fn join(&mut self, other: Self) {
        other.list.into_iter().for_each(|fault| self.push(fault));
        self.more += other.more;
    }
    /// Whether no more faults are written out: what comes is only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }
    pub(crate) fn count_one(&mut self) {
        self.more += 1;
    }
    /// The faults, at most two hundred.
    #[must_use]
    pub fn list(&self) -> &[CellFault] {
        &self.list
    }
    /// How many there are besides.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    /// One line for each, and one for those that are not written out.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = self.list.iter().map(|fault| fault.say(lang)).collect();
        if self.more > 0 {
            lines.push(match lang {
                Lang::Nl => format!("En nog {} fouten.", self.more),
                Lang::En => format!("And {} more faults.", self.more),
            });
        }
        lines.join("\n")
    }
    /// By sheet in the order given, row and column.
    pub(crate) fn sort<'s>(&mut self, sheets: impl Iterator<Item = &'s str>) {
        let order: Vec<&str> = sheets.collect();
        self.list.sort_by_cached_key(|fault| {
            let sheet = order.iter().position(|name| *name == fault.sheet);
            (sheet, fault.line, fault.column)
        });
    }
    pub(crate) fn one(fault: CellFault) -> Self {
        Self {
            list: vec![fault],
            more: 0,
        }
    }
    /// This, when nothing is wrong.
    pub(crate) fn or<T>(self, right: T) -> Result<T, Self> {
        if self.is_empty() { Ok(right) } else { Err(self) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_the_cell_what_stands_there_and_what_is_wanted() {
        let fault = CellFault::at("Geld", 17, Some(4), Text::both("een bedrag", "an amount"))
            .found(&Cell::text("veel"))
            .near(vec!["vel".into()]);
        assert_eq!(
            fault.say(Lang::Nl),
            "Geld!E17: hier staat de tekst “veel”; gevraagd is een bedrag; bedoeld is misschien “vel”."
        );
        assert_eq!(
            CellFault::at("Risico's", 3, None, Text::both("x", "y")).address(),
            "'Risico''s'!3:3"
        );
    }

    #[test]
    fn after_two_hundred_faults_the_others_are_counted() {
        let mut faults = Faults::default();
        for line in 0..250 {
            faults.push(CellFault::at("Geld", line, None, Text::both("x", "x")));
        }
        assert_eq!((faults.list().len(), faults.more()), (200, 50));
        assert!(faults.say(Lang::Nl).ends_with("En nog 50 fouten."));
    }
}
