//! What a published figure can be: a number, or a reason why there is none.
//!
//! Missing is a kind of answer. Withheld, not yet published, not available, impossible, not applicable and zero are
//! different things, and none of them is ever read as zero.

use std::cmp::Ordering;
use std::fmt;

/// A finite number. `NaN` and the infinities cannot be one, so numbers have a total order and can be compared for equality.
#[derive(Debug, Clone, Copy)]
pub struct Number(f64);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(0.0);

    /// Keeps a finite number; `None` for `NaN` and the infinities.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        // Minus zero becomes zero, so that equal numbers have equal bits.
        value
            .is_finite()
            .then_some(Self(if value == 0.0 { 0.0 } else { value }))
    }
    /// The number as a machine float, always finite.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
    /// The decimals that it is written with, at most six: what stands behind those came from calculating.
    #[must_use]
    pub fn decimals(self) -> u8 {
        let written = format!("{:.6}", self.0);
        let part = written.split_once('.').map_or("", |(_, part)| part);
        u8::try_from(part.trim_end_matches('0').len()).unwrap_or(6)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl Eq for Number {}
impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a cell holds no number.
///
/// The order is the order of precedence when several missing parts meet in one computation: the reason that says most
/// about the result wins, and a withheld part always wins (SDMX 2.1 guidelines on observation status; CBS symbols).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Missing {
    /// The figure exists and is withheld (CBS `x`, Eurostat `c`, `CONF_STATUS` C/N/P).
    Suppressed = 1,
    /// It will be published later.
    NotYet = 2,
    /// The publisher has no figure and gives no reason (CBS `.`, Eurostat `:`).
    NotAvailable = 3,
    /// It cannot exist (CBS v4 `Impossible`, CBS blank, Eurostat `m`, formerly `z`).
    Impossible = 4,
    /// The question does not apply here.
    NotApplicable = 5,
    /// The table has no row for it. Says nothing, and is not zero.
    Absent = 6,
    /// A computation has no answer: division by zero, growth from zero.
    Undefined = 7,
}

impl Missing {
    /// All reasons, in order of precedence.
    pub const ALL: [Self; 7] = [
        Self::Suppressed,
        Self::NotYet,
        Self::NotAvailable,
        Self::Impossible,
        Self::NotApplicable,
        Self::Absent,
        Self::Undefined,
    ];

    /// The word in files and interfaces: `suppressed`, `not-yet`, …
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed",
            Self::NotYet => "not-yet",
            Self::NotAvailable => "not-available",
            Self::Impossible => "impossible",
            Self::NotApplicable => "not-applicable",
            Self::Absent => "absent",
            Self::Undefined => "undefined",
        }
    }
    /// The reason with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
    /// The reason with that number, as stored in a column.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|&reason| reason as u8 == code)
    }
    /// What people read.
    #[must_use]
    pub fn label(self, lang: crate::text::Lang) -> &'static str {
        match self {
            Self::Suppressed => lang.pick("geheim", "withheld"),
            Self::NotYet => lang.pick("nog niet gepubliceerd", "not yet published"),
            Self::NotAvailable => lang.pick("niet beschikbaar", "not available"),
            Self::Impossible => lang.pick("kan niet voorkomen", "cannot occur"),
            Self::NotApplicable => lang.pick("niet van toepassing", "not applicable"),
            Self::Absent => lang.pick("staat niet in de tabel", "not in the table"),
            Self::Undefined => lang.pick("niet te berekenen", "cannot be computed"),
        }
    }
}

/// Marks that a publisher sets beside a figure. Several can hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Marks(u16);

impl Marks {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// Provisional (CBS `*`, Eurostat `p`).
    pub const PROVISIONAL: Self = Self(1);
    /// Revised provisional (CBS `**`, *nader voorlopig*).
    pub const REVISED_PROVISIONAL: Self = Self(1 << 1);
    /// Definite.
    pub const DEFINITE: Self = Self(1 << 2);
    /// Estimated (Eurostat `e`).
    pub const ESTIMATED: Self = Self(1 << 3);
    /// A forecast (Eurostat `f`).
    pub const FORECAST: Self = Self(1 << 4);
    /// Imputed (Eurostat `i`, formerly `s`).
    pub const IMPUTED: Self = Self(1 << 5);
    /// Low reliability (Eurostat `u`).
    pub const LOW_RELIABILITY: Self = Self(1 << 6);
    /// The series breaks at this period (Eurostat `b`).
    pub const BREAK: Self = Self(1 << 7);
    /// The definition differs (Eurostat `d`).
    pub const DEFINITION_DIFFERS: Self = Self(1 << 8);
    /// Not significant (Eurostat `n`).
    pub const NOT_SIGNIFICANT: Self = Self(1 << 9);
    /// Less than half of the unit shown (CBS `0 (0,0)`, Eurostat `0n`).
    pub const BELOW_HALF_UNIT: Self = Self(1 << 10);
    /// Nil: a real zero (CBS `-`).
    pub const NIL: Self = Self(1 << 11);

    /// Every mark with its word in files and interfaces.
    pub const WORDS: [(Self, &'static str); 12] = [
        (Self::PROVISIONAL, "provisional"),
        (Self::REVISED_PROVISIONAL, "revised-provisional"),
        (Self::DEFINITE, "definite"),
        (Self::ESTIMATED, "estimated"),
        (Self::FORECAST, "forecast"),
        (Self::IMPUTED, "imputed"),
        (Self::LOW_RELIABILITY, "low-reliability"),
        (Self::BREAK, "break"),
        (Self::DEFINITION_DIFFERS, "definition-differs"),
        (Self::NOT_SIGNIFICANT, "not-significant"),
        (Self::BELOW_HALF_UNIT, "below-half-unit"),
        (Self::NIL, "nil"),
    ];

    /// Both sets of marks together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Whether all marks of `other` are set.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
    /// Without the marks of `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
    /// The bits, as stored in a column.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }
    /// From stored bits; unknown bits are dropped.
    #[must_use]
    pub fn from_bits(bits: u16) -> Self {
        Self(bits & ((1 << 12) - 1))
    }
    /// The mark with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .into_iter()
            .find(|(_, name)| *name == word)
            .map(|(mark, _)| mark)
    }
    /// The words of all marks that are set, in a fixed order.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        Self::WORDS
            .into_iter()
            .filter(move |(mark, _)| self.has(*mark))
            .map(|(_, name)| name)
    }
    /// What people read for one mark; empty for none and for several.
    #[must_use]
    pub fn label(self, lang: crate::text::Lang) -> &'static str {
        match self {
            Self::PROVISIONAL => lang.pick("voorlopig", "provisional"),
            Self::REVISED_PROVISIONAL => lang.pick("nader voorlopig", "revised provisional"),
            Self::DEFINITE => lang.pick("definitief", "definite"),
            Self::ESTIMATED => lang.pick("geschat", "estimated"),
            Self::FORECAST => lang.pick("vooruitblik", "forecast"),
            Self::IMPUTED => lang.pick("bijgeschat", "imputed"),
            Self::LOW_RELIABILITY => lang.pick("weinig betrouwbaar", "low reliability"),
            Self::BREAK => lang.pick("breuk in de reeks", "break in series"),
            Self::DEFINITION_DIFFERS => lang.pick("andere definitie", "definition differs"),
            Self::NOT_SIGNIFICANT => lang.pick("niet significant", "not significant"),
            Self::BELOW_HALF_UNIT => lang.pick("minder dan een halve eenheid", "less than half a unit"),
            Self::NIL => lang.pick("echt nul", "real zero"),
            _ => "",
        }
    }
    /// Whether the figure may still change: provisional, revised provisional, estimated or forecast.
    #[must_use]
    pub fn is_preliminary(self) -> bool {
        self.0 & (Self::PROVISIONAL.0 | Self::REVISED_PROVISIONAL.0 | Self::ESTIMATED.0 | Self::FORECAST.0)
            != 0
    }
    /// The marks of a figure computed from two others: everything that weakens either, but `definite` and `nil` only when
    /// both have it, and `below-half-unit` never (a sum of small numbers need not be small).
    #[must_use]
    pub fn combine(self, other: Self) -> Self {
        let both = Self(self.0 & other.0 & (Self::DEFINITE.0 | Self::NIL.0));
        self.with(other)
            .without(Self::DEFINITE.with(Self::NIL).with(Self::BELOW_HALF_UNIT))
            .with(both)
    }
}

/// Bounds between which a withheld number lies, both inclusive, where the publisher tells them (DUO writes `4` for 1 to 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bounds {
    /// At least.
    pub low: Number,
    /// At most.
    pub high: Number,
}

/// The content of a cell: a number, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A number.
    Value(Number),
    /// No number.
    Missing {
        /// Why.
        reason: Missing,
        /// Between which bounds it lies, where that is known.
        bounds: Option<Bounds>,
    },
}

/// One published or computed figure: content, marks, and the margin that the publisher states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// A number or a reason.
    pub content: Content,
    /// What the publisher says of it.
    pub marks: Marks,
    /// Half the width of the published 95% interval, in the figure's own unit.
    pub margin: Option<Number>,
}

impl Cell {
    /// A number without marks.
    #[must_use]
    pub fn value(number: Number) -> Self {
        Self {
            content: Content::Value(number),
            marks: Marks::NONE,
            margin: None,
        }
    }
    /// No number, for this reason.
    #[must_use]
    pub fn missing(reason: Missing) -> Self {
        Self {
            content: Content::Missing { reason, bounds: None },
            marks: Marks::NONE,
            margin: None,
        }
    }
    /// A withheld number between two bounds.
    #[must_use]
    pub fn masked(bounds: Bounds) -> Self {
        Self {
            content: Content::Missing {
                reason: Missing::Suppressed,
                bounds: Some(bounds),
            },
            marks: Marks::NONE,
            margin: None,
        }
    }
    /// The same figure with these marks added.
    #[must_use]
    pub fn marked(self, marks: Marks) -> Self {
        Self {
            marks: self.marks.with(marks),
            ..self
        }
    }
    /// The number, when there is one.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        match self.content {
            Content::Value(number) => Some(number),
            Content::Missing { .. } => None,
        }
    }
    /// The reason, when there is no number.
    #[must_use]
    pub fn missing_reason(&self) -> Option<Missing> {
        match self.content {
            Content::Value(_) => None,
            Content::Missing { reason, .. } => Some(reason),
        }
    }
    /// The interval in which the number lies: a point for a number, the bounds of a masked one, else unknown.
    #[must_use]
    pub fn interval(&self) -> Option<Bounds> {
        match self.content {
            Content::Value(number) => Some(Bounds {
                low: number,
                high: number,
            }),
            Content::Missing { bounds, .. } => bounds,
        }
    }

    /// Applies an operation on two numbers; a missing operand makes the result missing, with the reason that takes
    /// precedence. An operation without an answer (`None`) gives [`Missing::Undefined`]. Margins are not carried through:
    /// how they combine depends on whether the errors are independent, which no publisher states.
    #[must_use]
    pub fn combine(&self, other: &Self, operation: impl Fn(f64, f64) -> Option<f64>) -> Self {
        let marks = self.marks.combine(other.marks);
        let content = match (self.content, other.content) {
            (Content::Value(a), Content::Value(b)) => match operation(a.get(), b.get()).and_then(Number::new)
            {
                Some(number) => Content::Value(number),
                None => Content::Missing {
                    reason: Missing::Undefined,
                    bounds: None,
                },
            },
            (Content::Missing { reason: a, .. }, Content::Missing { reason: b, .. }) => Content::Missing {
                reason: a.min(b),
                bounds: None,
            },
            (Content::Missing { reason, .. }, Content::Value(_))
            | (Content::Value(_), Content::Missing { reason, .. }) => {
                Content::Missing { reason, bounds: None }
            }
        };
        Self {
            content,
            marks,
            margin: None,
        }
    }

    /// The sum. Bounds add up where both sides have them, so a total with a masked part stays withheld but bounded.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        let mut sum = self.combine(other, |a, b| Some(a + b));
        if let (Content::Missing { bounds, .. }, Some(a), Some(b)) =
            (&mut sum.content, self.interval(), other.interval())
        {
            let low = Number::new(a.low.get() + b.low.get());
            let high = Number::new(a.high.get() + b.high.get());
            *bounds = low.zip(high).map(|(low, high)| Bounds { low, high });
        }
        sum
    }
}

/// Significant digits that a computed figure keeps.
const SIGNIFICANT: i32 = 12;

/// A number to so many significant digits. What is no number, or too large or small to be scaled, stays as it is.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let digits = SIGNIFICANT - 1 - value.abs().log10().floor() as i32;
    if !(-290..=290).contains(&digits) {
        return value;
    }
    // Dividing by a power of ten that is exact gives the nearest number to the decimal; multiplying by its inverse does not.
    let result = if digits >= 0 {
        let scale = 10_f64.powi(digits);
        (value * scale).round() / scale
    } else {
        let scale = 10_f64.powi(-digits);
        (value / scale).round() * scale
    };
    if result.is_finite() { result } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> Cell {
        Cell::value(Number::new(value).unwrap())
    }

    #[test]
    fn not_a_number_is_no_number() {
        assert!(Number::new(f64::NAN).is_none());
        assert!(Number::new(f64::INFINITY).is_none());
        assert_eq!(Number::new(-0.0).unwrap().get().to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn withheld_plus_three_is_withheld() {
        let sum = Cell::missing(Missing::Suppressed).add(&number(3.0));
        assert_eq!(sum.missing_reason(), Some(Missing::Suppressed));
        let both = Cell::missing(Missing::Absent).add(&Cell::missing(Missing::Suppressed));
        assert_eq!(both.missing_reason(), Some(Missing::Suppressed));
    }

    #[test]
    fn masked_one_to_four_plus_three_lies_between_four_and_seven() {
        let masked = Cell::masked(Bounds {
            low: Number::new(1.0).unwrap(),
            high: Number::new(4.0).unwrap(),
        });
        let sum = masked.add(&number(3.0));
        assert_eq!(sum.missing_reason(), Some(Missing::Suppressed));
        let bounds = sum.interval().unwrap();
        assert_eq!((bounds.low.get(), bounds.high.get()), (4.0, 7.0));
    }

    #[test]
    fn division_by_zero_is_undefined_not_infinite() {
        let ratio = number(1.0).combine(&number(0.0), |a, b| (b != 0.0).then(|| a / b));
        assert_eq!(ratio.missing_reason(), Some(Missing::Undefined));
    }

    #[test]
    fn weakening_marks_spread_and_definite_needs_both() {
        let a = number(1.0).marked(Marks::DEFINITE);
        let b = number(2.0).marked(Marks::PROVISIONAL);
        let sum = a.add(&b);
        assert!(sum.marks.has(Marks::PROVISIONAL) && !sum.marks.has(Marks::DEFINITE));
    }

    #[test]
    fn words_round_trip() {
        for reason in Missing::ALL {
            assert_eq!(Missing::from_word(reason.word()), Some(reason));
            assert_eq!(Missing::from_code(reason as u8), Some(reason));
        }
        for (mark, word) in Marks::WORDS {
            assert_eq!(Marks::from_word(word), Some(mark));
        }
    }
}

#[cfg(test)]
mod rounding {
    use super::rounded;

    #[test]
    fn decimals_come_back_from_their_sums() {
        assert_eq!(rounded(0.1 + 0.2), 0.3);
        assert_eq!(rounded(17.9 + 14.2 + 13.0), 45.1);
        assert_eq!(rounded(195.399_999_999_999_98), 195.4);
        assert_eq!(rounded(-2.2 * 3.0), -6.6);
        assert_eq!(rounded(1e15 + 1.0), 1e15);
        assert!(rounded(f64::NAN).is_nan());
        assert_eq!(rounded(f64::MAX), f64::MAX);
    }
}
