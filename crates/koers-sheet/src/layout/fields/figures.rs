//! Reading numbers, parts, degrees and amounts.

use super::{Bad, Fields, MOST_CENTS, UNKNOWN};
use crate::book::Form;
use crate::cell::Cell;
use crate::decimal;
use crate::layout::{Shape, Unit};
use koers_model::text::{Lang, Text};

impl Fields<'_> {
    /// The next cell as a number.
    pub(crate) fn number(&mut self) -> Result<Option<f64>, Bad> {
        let (index, cell) = self.next();
        match cell {
            Cell::Empty => Ok(None),
            Cell::Number(number) if number.is_finite() => Ok(Some(*number)),
            Cell::Text(text) => match self.table.form {
                Form::Workbook => Err(self.not_text(index, text)),
                Form::Points => match decimal::point(text.trim()) {
                    Some(number) => Ok(Some(number)),
                    None => Err(self.missing(index)),
                },
                Form::Commas => match decimal::comma(text.trim()) {
                    Some(plain) => Ok(decimal::point(&plain)),
                    None => Err(self.unread(index, text)),
                },
            },
            _ => Err(self.missing(index)),
        }
    }
    /// What is no number, or may be two of them.
    fn unread(&mut self, index: usize, text: &str) -> Bad {
        let wanted = self.wanted(index);
        self.refuse(index, decimal::explained(wanted, text), Vec::new())
    }
    /// A number stored as text, or text where a number is wanted.
    fn not_text(&mut self, index: usize, text: &str) -> Bad {
        let wanted = self.wanted(index);
        let looks = decimal::comma(text.trim()).is_some() || decimal::point(text.trim()).is_some();
        let wanted = if looks {
            Text::both(
                format!(
                    "{}; dit is een getal dat als tekst is opgeslagen: maak er een getal van",
                    wanted.nl
                ),
                format!(
                    "{}; this is a number stored as text: turn it into a number",
                    wanted.get(Lang::En)
                ),
            )
        } else {
            wanted
        };
        self.refuse(index, wanted, Vec::new())
    }
    /// The next cell as a whole number within bounds.
    pub(crate) fn whole(&mut self, low: i64, high: i64) -> Result<Option<i64>, Bad> {
        let index = self.here();
        let Some(number) = self.number()? else {
            return Ok(None);
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the bounds are far inside what a float counts exactly"
        )]
        let whole = number as i64;
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let exact = whole as f64 == number;
        if exact && (low..=high).contains(&whole) {
            return Ok(Some(whole));
        }
        Err(self.refuse(
            index,
            Text::both(
                format!("een heel getal van {low} tot en met {high}"),
                format!("a whole number from {low} up to and including {high}"),
            ),
            Vec::new(),
        ))
    }
    /// The next cell as a number of millionths, within bounds.
    pub(crate) fn millionths(&mut self, low: i64, high: i64) -> Result<Option<i64>, Bad> {
        let (index, cell) = (self.here(), self.cell(self.at));
        // In a text file a part may be written with its sign: `40%`.
        let percent = match cell {
            Cell::Text(text) if self.table.form.is_text() => text.trim().strip_suffix('%').map(|text| {
                let plain = match self.table.form {
                    Form::Commas => decimal::comma(text.trim()),
                    _ => Some(text.trim().to_owned()),
                };
                plain.and_then(|text| decimal::point(&text))
            }),
            _ => None,
        };
        let number = match percent {
            Some(number) => {
                self.skip(1);
                match number {
                    Some(number) => number / 100.0,
                    None => return Err(self.missing(index)),
                }
            }
            None => match self.number()? {
                Some(number) => number,
                None => return Ok(None),
            },
        };
        let scaled = number * 1e6;
        if scaled.abs() < 1e12 && (scaled - scaled.round()).abs() < 1e-3 {
            #[expect(clippy::cast_possible_truncation, reason = "a whole number below 10^12")]
            let whole = scaled.round() as i64;
            if (low..=high).contains(&whole) {
                return Ok(Some(whole));
            }
        }
        Err(self.missing(index))
    }
    /// Whether so many millionths of a degree lie on the globe, or stood there before.
    pub(crate) fn is_on_globe(&self, index: usize, degrees: i32) -> bool {
        let Some(Shape::Degrees(most)) = self.shape(index) else {
            return true;
        };
        let old = || self.log.stood.cell(self.table, self.row, index);
        degrees.unsigned_abs() <= u32::from(most) * 1_000_000
            || matches!(old(), Some(Cell::Number(old)) if *old == f64::from(degrees) / 1e6)
    }
    /// Notes that something ends before it begins, in the column with that key.
    pub(crate) fn before_its_beginning(&mut self, key: &str) -> Bad {
        let at = self
            .table
            .spec
            .columns
            .iter()
            .position(|column| column.key == key);
        self.refuse(
            at.unwrap_or_default(),
            Text::both(
                "een dag of jaar niet eerder dan het begin",
                "a day or year no earlier than the beginning",
            ),
            Vec::new(),
        )
    }
    /// Costs and income stand in lines of their own, both as amounts from nil up.
    fn negative(&mut self, index: usize) -> Bad {
        self.refuse(
            index,
            Text::both(
                "een bedrag van nul of meer: lasten en baten staan elk in een eigen rij",
                "an amount of nil or more: costs and income each stand in a row of their own",
            ),
            Vec::new(),
        )
    }
    /// The next cell as an amount in cents; `None` inside: nobody knows it.
    pub(crate) fn money(&mut self, may_be_unknown: bool) -> Result<Option<Option<i64>>, Bad> {
        let (index, cell) = self.next();
        let unit = self.table.unit(index);
        match cell {
            Cell::Empty => Ok(None),
            Cell::Number(number) => match decimal::cents(*number, unit.digits()) {
                Some(cents) if cents < 0 => Err(self.negative(index)),
                Some(cents) => Ok(Some(Some(cents))),
                None => Err(self.refuse(
                    index,
                    Text::both(
                        format!("een bedrag in {}, in hele centen", unit.label(Lang::Nl)),
                        format!("an amount in {}, in whole cents", unit.label(Lang::En)),
                    ),
                    Vec::new(),
                )),
            },
            Cell::Text(_) if may_be_unknown && self.says(index, UNKNOWN) => Ok(Some(None)),
            Cell::Text(text) => {
                let plain = match self.table.form {
                    Form::Commas => decimal::comma(text.trim()),
                    // No amount in euro has three digits behind its point.
                    Form::Points if unit == Unit::Euro && decimal::twofold(text.trim()).is_some() => None,
                    _ => Some(text.trim().to_owned()),
                };
                let cents = plain.and_then(|text| decimal::exact(&text, unit.digits()));
                let as_text = |cents: &i64| self.table.form.is_text() || cents.unsigned_abs() > MOST_CENTS;
                match cents.filter(as_text) {
                    Some(cents) if cents < 0 => Err(self.negative(index)),
                    Some(cents) => Ok(Some(Some(cents))),
                    None if self.table.form.is_text() => Err(self.unread(index, text)),
                    None => Err(self.not_text(index, text)),
                }
            }
            _ => Err(self.missing(index)),
        }
    }
}
