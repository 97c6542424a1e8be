//! What a method gives: the answer in a sentence, tables, assumptions and whether they hold here, what was left out, and a drawing.

use crate::drawing::Drawing;
use crate::say::{Sentence, Words};
use koers_model::value::{Missing, Number};

/// What a method gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The answer in one sentence, and after it what one must know of it.
    pub sentences: Vec<Sentence>,
    /// The tables, the most asked one first.
    pub tables: Vec<Table>,
    /// What the method takes for granted.
    pub assumptions: Vec<Assumption>,
    /// What was withheld, dropped or filled in.
    pub left_out: Vec<Sentence>,
    /// The drawing that is customary, where there is one.
    pub drawing: Option<Drawing>,
    /// What a plan to evaluate judges by, where the method finds an effect.
    pub effect: Option<Effect>,
}

/// An effect, in the unit of the figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// How large, on average over the periods with the measure.
    pub size: Number,
    /// How often chance gives as much; `None` where that cannot be known.
    pub p: Option<Number>,
    /// What the size was measured against.
    pub against: Against,
    /// How well the comparison fits before the measure.
    pub fit: Fit,
    /// From which size on an effect would have been seen by the same test; `None` where that was not looked for.
    pub smallest: Option<Smallest>,
}

/// From which size on an effect would have been seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smallest {
    /// A rise; `None` where none would be, however large.
    pub rise: Option<Number>,
    /// A fall, as a size.
    pub fall: Option<Number>,
    /// In what part of cases.
    pub power: Number,
}

/// What the size of an effect was measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// How the comparison lay: the region lay so far from it.
    Level,
    /// How the comparison changed: the region changed so much more.
    Change,
    /// The region's own line of before.
    OwnLine,
}

/// How well a comparison fits before the measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// The method does not measure it.
    Unmeasured,
    /// How far it is off, as a part of how much the region itself moves around its mean then.
    Off(Number),
    /// The region itself does not move, and the comparison is off by this.
    Still(Number),
}

impl Effect {
    /// An effect; nothing where it could not be computed.
    pub(crate) fn new(size: f64, p: Option<f64>, against: Against) -> Option<Self> {
        Some(Self {
            size: Number::new(size)?,
            p: p.and_then(Number::new),
            against,
            fit: Fit::Unmeasured,
            smallest: None,
        })
    }
    /// With how well the comparison fits before the measure.
    pub(crate) fn fitting(self, fit: Fit) -> Self {
        Self { fit, ..self }
    }
    /// With from which size on an effect would have been seen.
    pub(crate) fn seen_from(self, smallest: Option<Smallest>) -> Self {
        Self { smallest, ..self }
    }
}

impl Smallest {
    /// A rise and a fall, seen in a part of cases.
    pub(crate) fn new(rise: Option<f64>, fall: Option<f64>, power: f64) -> Option<Self> {
        Some(Self {
            rise: rise.and_then(Number::new),
            fall: fall.and_then(Number::new),
            power: Number::new(power)?,
        })
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its word, for programs.
    pub id: &'static str,
    /// What people read above it.
    pub title: Words,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with an item for each column.
    pub rows: Vec<Vec<Item>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs.
    pub key: &'static str,
    /// What people read above it.
    pub title: Words,
}

/// A column.
#[must_use]
pub const fn column(key: &'static str, nl: &'static str, en: &'static str) -> Column {
    Column {
        key,
        title: Words(nl, en),
    }
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A name from the figures.
    Name(String),
    /// A number, shown with so many decimals.
    Number(Number, u8),
    /// A difference: shown with its sign.
    Signed(Number, u8),
    /// A part of one: shown as a percentage.
    Percent(Number, u8),
    /// A count.
    Count(usize),
    /// A word of the method: for programs, and for people.
    Word(&'static str, Words),
    /// Yes or no.
    YesNo(bool),
    /// No number, for this reason.
    Missing(Missing),
    /// Nothing belongs here.
    Empty,
}

impl Item {
    /// A number; not to be computed where it is none.
    #[must_use]
    pub fn number(value: impl Into<Option<f64>>, decimals: u8) -> Self {
        held(value).map_or(Self::Missing(Missing::Undefined), |value| {
            Self::Number(value, decimals)
        })
    }
    /// A difference.
    #[must_use]
    pub fn signed(value: impl Into<Option<f64>>, decimals: u8) -> Self {
        held(value).map_or(Self::Missing(Missing::Undefined), |value| {
            Self::Signed(value, decimals)
        })
    }
    /// A part of one.
    #[must_use]
    pub fn percent(value: impl Into<Option<f64>>, decimals: u8) -> Self {
        held(value).map_or(Self::Missing(Missing::Undefined), |value| {
            Self::Percent(value, decimals)
        })
    }
}

fn held(value: impl Into<Option<f64>>) -> Option<Number> {
    Number::new(value.into()?)
}

impl From<&String> for Item {
    fn from(name: &String) -> Self {
        Self::Name(name.clone())
    }
}
impl From<&str> for Item {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}
impl From<usize> for Item {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// Whether an assumption holds here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The figures were tested and do not speak against it.
    Holds,
    /// The figures speak against it.
    Fails,
    /// These figures cannot tell.
    Untested,
}

impl Standing {
    /// The word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::Untested => "untested",
        }
    }
    /// What people read.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Holds => Words("klopt hier", "holds here"),
            Self::Fails => Words("klopt hier niet", "does not hold here"),
            Self::Untested => Words(
                "niet te toetsen met deze cijfers",
                "cannot be tested with these figures",
            ),
        }
    }
}

/// Something that a method takes for granted.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// What.
    pub what: Words,
    /// Whether it holds here.
    pub standing: Standing,
    /// What the test said, where there was one.
    pub found: Option<Sentence>,
}

impl Assumption {
    /// One that these figures cannot tell.
    #[must_use]
    pub const fn untested(nl: &'static str, en: &'static str) -> Self {
        Self {
            what: Words(nl, en),
            standing: Standing::Untested,
            found: None,
        }
    }
    /// One that was tested.
    #[must_use]
    pub fn tested(what: Words, holds: bool, found: Sentence) -> Self {
        Self {
            what,
            standing: if holds { Standing::Holds } else { Standing::Fails },
            found: Some(found),
        }
    }
}
