//! How a value of the model stands in one cell or a few, and how it is read back.

use super::blank::written;
use super::fields::{Bad, FIRST_DAY, Fields, MOST_CENTS, UNKNOWN, Writing};
use super::{Column, Head, Shape};
use crate::cell::Cell;
use crate::decimal;
use jiff::civil::Date;
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::region::RegionCode;
use koers_model::snapshot::Hash;
use koers_model::text::Text;
use koers_model::value::Number;

/// The first and last year that money or a promise can be about; outside them it is a slip of the finger.
const FIRST_YEAR: i64 = 1900;
const LAST_YEAR: i64 = 2200;
/// No estimate is larger: above it a float no longer counts in ones.
const MOST_NUMBER: f64 = 1e15;

/// Something that stands in one cell or a few beside each other.
pub(crate) trait Leaf: Sized {
    fn columns(head: Head, out: &mut Vec<Column>);
    fn put(&self, writing: Writing, out: &mut Vec<Cell>);
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad>;
}

/// Something that stands in one cell.
pub(crate) trait One: Sized {
    fn shape(head: Head) -> Shape;
    fn cell(&self, writing: Writing) -> Cell;
    /// `None`: the cell is empty.
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad>;
}

impl<T: One> Leaf for T {
    fn columns(head: Head, out: &mut Vec<Column>) {
        let shape = T::shape(head);
        // What is filled in by the reading is not asked of anybody.
        out.push(head.column(shape, !matches!(shape, Shape::Hash)));
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        out.push(self.cell(writing));
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let index = fields.here();
        let read = T::one(fields)?;
        read.ok_or_else(|| fields.missing(index))
    }
}

impl<T: One> Leaf for Option<T> {
    fn columns(head: Head, out: &mut Vec<Column>) {
        out.push(head.column(T::shape(head), false));
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        out.push(self.as_ref().map_or(Cell::Empty, |value| value.cell(writing)));
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        T::one(fields)
    }
}

/// Enumerations with a word in files and a name in each language.
macro_rules! words {
    ($( $kind:ident ),+ $(,)?) => { $(
        impl One for $kind {
            fn shape(_: Head) -> Shape {
                Shape::Words(|lang| $kind::ALL.iter().map(|kind| kind.label(lang)).collect())
            }
            fn cell(&self, writing: Writing) -> Cell {
                Cell::text(self.label(writing.lang))
            }
            fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
                fields.one_of($kind::ALL, |kind| [kind.label(Lang::Nl), kind.label(Lang::En), kind.word()])
            }
        }
    )+ };
}
pub(crate) use words;

impl One for Id {
    fn shape(head: Head) -> Shape {
        head.target.map_or(Shape::Own, Shape::Ref)
    }
    fn cell(&self, _: Writing) -> Cell {
        Cell::text(self.as_str())
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        fields.id()
    }
}

impl Leaf for Vec<Id> {
    fn columns(head: Head, out: &mut Vec<Column>) {
        out.push(head.column(head.target.map_or(Shape::Formed, Shape::Refs), false));
    }
    fn put(&self, _: Writing, out: &mut Vec<Cell>) {
        let ids: Vec<&str> = self.iter().map(Id::as_str).collect();
        out.push(Cell::text(&ids.join("; ")));
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        fields.ids()
    }
}

impl One for String {
    fn shape(_: Head) -> Shape {
        Shape::Text
    }
    fn cell(&self, writing: Writing) -> Cell {
        written(self, writing.lang)
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        fields.free_text()
    }
}

fn text_columns(head: Head, required: bool, out: &mut Vec<Column>) {
    let dutch = head.column(Shape::Text, required);
    let english = Column {
        key: format!("{}-en", head.key),
        head: Text::both(format!("{} (Engels)", head.nl), format!("{} (English)", head.en)),
        shape: Shape::Text,
        required: false,
    };
    let head = Text::both(head.nl, format!("{} (Dutch)", head.en));
    out.extend([Column { head, ..dutch }, english]);
}

impl Leaf for Text {
    fn columns(head: Head, out: &mut Vec<Column>) {
        text_columns(head, true, out);
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        self.nl.put(writing, out);
        self.en.put(writing, out);
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let nl = String::take(fields);
        let en = <Option<String> as Leaf>::take(fields);
        Ok(Self { nl: nl?, en: en? })
    }
}

impl Leaf for Option<Text> {
    fn columns(head: Head, out: &mut Vec<Column>) {
        text_columns(head, false, out);
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        match self {
            Some(text) => text.put(writing, out),
            None => out.extend([Cell::Empty, Cell::Empty]),
        }
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let first = fields.here();
        let nl = <Option<String> as Leaf>::take(fields);
        let en = <Option<String> as Leaf>::take(fields);
        match (nl?, en?) {
            (Some(nl), en) => Ok(Some(Text { nl, en })),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(fields.refuse(
                first,
                Text::both(
                    "de Nederlandse tekst: de Engelse staat er alleen",
                    "the Dutch text: the English one stands alone",
                ),
                Vec::new(),
            )),
        }
    }
}

impl One for Date {
    fn shape(_: Head) -> Shape {
        Shape::Date
    }
    fn cell(&self, _: Writing) -> Cell {
        if *self < FIRST_DAY {
            Cell::text(&self.to_string())
        } else {
            Cell::Date(*self)
        }
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        fields.date()
    }
}

impl One for i16 {
    fn shape(_: Head) -> Shape {
        Shape::Whole
    }
    fn cell(&self, _: Writing) -> Cell {
        Cell::Number(f64::from(*self))
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        // Every whole number of two bytes is a year.
        let whole = fields.whole(FIRST_YEAR, LAST_YEAR)?;
        whole.map(Self::try_from).transpose().map_err(|_| Bad)
    }
}

impl One for u32 {
    fn shape(_: Head) -> Shape {
        Shape::Whole
    }
    fn cell(&self, _: Writing) -> Cell {
        Cell::Number(f64::from(*self))
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        let whole = fields.whole(0, Self::MAX.into())?;
        whole.map(Self::try_from).transpose().map_err(|_| Bad)
    }
}

impl One for Number {
    fn shape(_: Head) -> Shape {
        Shape::Number
    }
    fn cell(&self, _: Writing) -> Cell {
        Cell::Number(self.get())
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        let index = fields.here();
        match fields.number()? {
            Some(number) if number.abs() > MOST_NUMBER => Err(fields.refuse(
                index,
                Text::both(
                    "een getal van ten hoogste 1.000.000.000.000.000",
                    "a number of at most 1,000,000,000,000,000",
                ),
                Vec::new(),
            )),
            number => Ok(number.and_then(Self::new)),
        }
    }
}

impl One for Money {
    fn shape(_: Head) -> Shape {
        Shape::KnownMoney
    }
    fn cell(&self, writing: Writing) -> Cell {
        let (cents, digits) = (self.in_cents(), writing.unit.digits());
        if cents.unsigned_abs() > MOST_CENTS {
            Cell::text(&decimal::text(cents, digits))
        } else {
            Cell::Number(decimal::float(cents, digits))
        }
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        Ok(fields.money(false)?.flatten().map(Self::cents))
    }
}

impl One for Amount {
    fn shape(_: Head) -> Shape {
        Shape::Money
    }
    fn cell(&self, writing: Writing) -> Cell {
        match self {
            Self::Known(money) => money.cell(writing),
            Self::Unknown => Cell::text(writing.lang.pick(UNKNOWN.0, UNKNOWN.1)),
        }
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        let read = fields.money(true)?;
        Ok(read.map(|cents| cents.map_or(Self::Unknown, |cents| Self::Known(Money::cents(cents)))))
    }
}

impl One for Share {
    fn shape(_: Head) -> Shape {
        Shape::Share
    }
    fn cell(&self, _: Writing) -> Cell {
        Cell::Number(f64::from(self.in_millionths()) / 1e6)
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        let read = fields.millionths(0, Self::WHOLE.in_millionths().into())?;
        Ok(read
            .and_then(|part| u32::try_from(part).ok())
            .and_then(Self::millionths))
    }
}

/// A part written in percent: `12.5%`, or with a comma.
fn share(text: &str) -> Option<Share> {
    let plain = text.trim().strip_suffix('%')?.trim().replace(',', ".");
    // Four digits behind the point of a percentage are millionths.
    let millionths = decimal::exact(&plain, 4)?;
    Share::millionths(u32::try_from(millionths).ok()?)
}

impl Leaf for Vec<Share> {
    fn columns(head: Head, out: &mut Vec<Column>) {
        out.push(head.column(Shape::Formed, false));
    }
    fn put(&self, _: Writing, out: &mut Vec<Cell>) {
        let parts: Vec<String> = self.iter().map(ToString::to_string).collect();
        out.push(Cell::text(&parts.join("; ")));
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let index = fields.here();
        // One level alone is often typed as a number.
        let read: Option<Self> = if let Cell::Number(_) = fields.cell(index) {
            Some(<Option<Share> as Leaf>::take(fields)?.into_iter().collect())
        } else {
            let text = fields.word()?.unwrap_or_default();
            let parts = text.split(';').filter(|part| !part.trim().is_empty());
            parts.map(share).collect()
        };
        let rise = |levels: &Self| {
            let whole = levels.last().is_none_or(|last| *last == Share::WHOLE);
            whole && levels.is_sorted_by(|low, high| low < high)
        };
        read.filter(rise).ok_or_else(|| {
            fields.refuse(
                index,
                Text::both(
                    "oplopende percentages met ; ertussen, het laatste 100%, als 50%; 100%",
                    "rising percentages with ; in between, the last one 100%, as 50%; 100%",
                ),
                Vec::new(),
            )
        })
    }
}

/// Degrees, in millionths.
pub(crate) struct Degrees(pub(crate) i32);

impl One for Degrees {
    fn shape(_: Head) -> Shape {
        Shape::Degrees(180)
    }
    fn cell(&self, _: Writing) -> Cell {
        Cell::Number(f64::from(self.0) / 1e6)
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        let index = fields.here();
        let read = fields.millionths(i32::MIN.into(), i32::MAX.into())?;
        match read.map(i32::try_from) {
            None => Ok(None),
            Some(Ok(degrees)) if fields.is_on_globe(index, degrees) => Ok(Some(Self(degrees))),
            Some(_) => Err(fields.missing(index)),
        }
    }
}

/// Texts with a form of their own.
macro_rules! formed {
    ($( $kind:ty, $shape:expr, $read:expr, $nl:literal, $en:literal; )+) => { $(
        impl One for $kind {
            fn shape(head: Head) -> Shape {
                let _ = head;
                $shape
            }
            fn cell(&self, _: Writing) -> Cell {
                Cell::text(&self.to_string())
            }
            fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
                let index = fields.here();
                let Some(word) = fields.word()? else { return Ok(None) };
                match $read(word) {
                    Some(value) => Ok(Some(value)),
                    None => Err(fields.refuse(index, Text::both($nl, $en), Vec::new())),
                }
            }
        }
    )+ };
}

formed! {
    WebAddress, Shape::Formed, WebAddress::new,
        "een webadres dat met https:// of http:// begint", "a web address that begins with https:// or http://";
    Hash, Shape::Hash, Hash::from_hex,
        "een controlegetal van 64 tekens 0-9 en a-f", "a hash of 64 digits 0-9 and a-f";
}

impl One for RegionCode {
    fn shape(_: Head) -> Shape {
        Shape::Ref(crate::known::Target::Region)
    }
    fn cell(&self, _: Writing) -> Cell {
        Cell::text(self.as_str())
    }
    fn one(fields: &mut Fields<'_>) -> Result<Option<Self>, Bad> {
        let index = fields.here();
        let Some(word) = fields.word()? else {
            return Ok(None);
        };
        let Some(code) = Self::new(word) else {
            return Err(fields.missing(index));
        };
        fields.note(index, crate::known::Target::Region, code.as_str());
        Ok(Some(code))
    }
}
