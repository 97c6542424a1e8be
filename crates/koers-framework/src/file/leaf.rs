//! Single values: words, numbers, dates, periods, ids.

use super::decode::Expected;
use jiff::civil::Date;
use koers_model::citation::Citation;
use koers_model::dataset::RegionCodes;
use koers_model::evaluation::{METHODS, Scale, Side};
use koers_model::figures::FigureRole;
use koers_model::framework::{Confidence, Horizon, MeasurePart, PrincipleKind, Relation, SwotKind};
use koers_model::id::Id;
use koers_model::indicator::{Counted, Level, Yearly};
use koers_model::period::{Frequency, Period};
use koers_model::provider::Connector;
use koers_model::publication::{Assessors, Conformance, Gaps, OpenLicence};
use koers_model::region::{Basis, ChangeKind, RegionCode, RegionKind};
use koers_model::target::Direction;
use koers_model::text::Lang;
use koers_model::unit::{UNITS, Unit};
use koers_model::value::{Missing, Number};
use serde_json::{Value, json};

/// A value written as one scalar.
pub(crate) trait Leaf: Sized {
    /// Reads it; `None` when the text does not say such a value.
    fn read(text: &str) -> Option<Self>;
    /// What is asked for, in words.
    fn expected() -> Expected;
    /// What was probably meant by a text that says no such value, where that can be told from its form.
    fn meant(_: &str) -> Option<String> {
        None
    }
    /// Its JSON Schema.
    fn schema() -> Value;
}

/// A value that is one of a few words.
pub(crate) trait Words: Sized + Clone {
    /// Every word with its value.
    fn words() -> Vec<(&'static str, Self)>;
}

impl<T: Words> Leaf for T {
    fn read(text: &str) -> Option<Self> {
        T::words()
            .into_iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| value)
    }
    fn expected() -> Expected {
        Expected::OneOf(T::words().into_iter().map(|(word, _)| word).collect())
    }
    fn schema() -> Value {
        let words: Vec<&str> = T::words().into_iter().map(|(word, _)| word).collect();
        json!({"enum": words})
    }
}

/// Which way is better, where neither way is an answer too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    Up,
    Down,
    Neither,
}

/// The kinds of target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GoalKind {
    Level,
    Coverage,
    Change,
    Gap,
    Rank,
}

/// The kinds of commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CommitmentWord {
    Act,
    Result,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Region,
    Period,
    Category,
    Measure,
    Fixed,
    Value,
    Status,
    Margin,
    Ignore,
}

/// The rules of indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RuleKind {
    Measure,
    Sum,
    Ratio,
    Share,
    PerHead,
    Growth,
    Index,
    Difference,
    Relative,
    Herfindahl,
    Entropy,
    Krugman,
    Hachman,
    RegionalShift,
}

impl RuleKind {
    /// Whether it makes one figure out of those of a list of codes.
    pub(crate) fn takes_codes(self) -> bool {
        self == Self::Sum || self.is_profile()
    }
    /// Whether it is a method on figures by activity.
    pub(crate) fn is_profile(self) -> bool {
        matches!(
            self,
            Self::Herfindahl | Self::Entropy | Self::Krugman | Self::Hachman | Self::RegionalShift
        )
    }
}

/// What kind of partner it is, as the word in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartnerKind(pub(crate) &'static str);

/// A method that finds an effect, as the word in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EffectMethod(pub(crate) &'static str);

/// Declares which words a value has in files.
macro_rules! words {
    ($( $type:ident { $( $word:literal $variant:ident ),* $(,)? } )*) => {
        $( impl Words for $type {
            fn words() -> Vec<(&'static str, Self)> {
                vec![ $( ($word, Self::$variant) ),* ]
            }
        } )*
    };
}

mod address;
mod portfolio;

pub(crate) use portfolio::{FewYears, GateWord, MethodWord, ScoreStep, Thousandths};

words! {
    Direction { "up" Up, "down" Down }
    Aim { "up" Up, "down" Down, "none" Neither }
    Horizon { "now" Now, "tomorrow" Tomorrow }
    PrincipleKind { "content" Content, "way-of-working" WayOfWorking }
    SwotKind { "strength" Strength, "weakness" Weakness, "opportunity" Opportunity, "threat" Threat }
    Confidence { "high" High, "medium" Medium, "low" Low }
    Relation { "continues" Continues, "changes" Changes, "adds" Adds }
    MeasurePart { "main" Main, "supporting" Supporting }
    GoalKind { "level" Level, "coverage" Coverage, "change" Change, "gap" Gap, "rank" Rank }
    CommitmentWord { "act" Act, "result" Result }
    Level { "output" Output, "outcome" Outcome, "impact" Impact }
    Counted { "period" Over, "first-day" FirstDay }
    Yearly { "mean" Mean, "sum" Sum, "last" Last }
    RuleKind {
        "measure" Measure, "sum" Sum, "ratio" Ratio, "share" Share, "per-head" PerHead, "growth" Growth,
        "index" Index, "difference" Difference, "relative" Relative, "herfindahl" Herfindahl, "entropy" Entropy,
        "krugman" Krugman, "hachman" Hachman, "regional-shift" RegionalShift,
    }
    Role {
        "region" Region, "period" Period, "category" Category, "measure" Measure, "fixed" Fixed,
        "value" Value, "status" Status, "margin" Margin, "ignore" Ignore,
    }
    RegionCodes { "cbs" Cbs, "nuts" Nuts }
    Lang { "nl" Nl, "en" En }
    Gaps { "public" Public, "staff" Staff }
    Assessors { "named" Named, "numbered" Numbered }
    Conformance { "A" A, "B" B, "C" C, "D" D, "E" E }
    Basis {
        "inhabitants" Inhabitants, "households" Households, "dwellings" Dwellings, "jobs" Jobs,
        "establishments" Establishments, "area" Area,
    }
    ChangeKind {
        "merger" Merger, "extension" Extension, "split" Split, "rearrangement" Rearrangement, "rename" Rename,
    }
}

impl Words for PartnerKind {
    fn words() -> Vec<(&'static str, Self)> {
        const KINDS: [&str; 8] = [
            "company",
            "authority",
            "knowledge",
            "association",
            "media",
            "network",
            "fund",
            "other",
        ];
        KINDS.into_iter().map(|word| (word, Self(word))).collect()
    }
}

/// Types that have their words themselves.
macro_rules! own_words {
    ($($type:ty),*) => {
        $( impl Words for $type {
            fn words() -> Vec<(&'static str, Self)> {
                Self::WORDS.into_iter().map(|(value, word)| (word, value)).collect()
            }
        } )*
    };
}

own_words!(Frequency, OpenLicence, Scale, Side, FigureRole);

impl Words for EffectMethod {
    fn words() -> Vec<(&'static str, Self)> {
        METHODS.into_iter().map(|word| (word, Self(word))).collect()
    }
}

impl Words for RegionKind {
    fn words() -> Vec<(&'static str, Self)> {
        Self::WORDS.into_iter().map(|row| (row.1, row.0)).collect()
    }
}

impl Words for Missing {
    fn words() -> Vec<(&'static str, Self)> {
        Self::ALL
            .into_iter()
            .map(|reason| (reason.word(), reason))
            .collect()
    }
}

impl Words for Connector {
    fn words() -> Vec<(&'static str, Self)> {
        Self::WORDS
            .into_iter()
            .map(|(connector, word)| (word, connector))
            .collect()
    }
}

impl Words for &'static Unit {
    fn words() -> Vec<(&'static str, Self)> {
        UNITS.iter().map(|unit| (unit.id, unit)).collect()
    }
}

impl Leaf for bool {
    fn read(text: &str) -> Option<Self> {
        match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
    fn expected() -> Expected {
        Expected::OneOf(vec!["true", "false"])
    }
    fn schema() -> Value {
        json!({"type": "boolean"})
    }
}

impl Leaf for String {
    fn read(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| text.to_owned())
    }
    fn expected() -> Expected {
        Expected::Said("tekst", "text")
    }
    fn schema() -> Value {
        // A bare 2019 or `true` is text where text is asked for; an editor's YAML reader takes it for something else.
        json!({"type": ["string", "number", "boolean"]})
    }
}

impl Leaf for Id {
    fn read(text: &str) -> Option<Self> {
        Self::new(text).ok()
    }
    fn expected() -> Expected {
        Expected::Said(
            "een naam van kleine letters, cijfers, `-`, `_`, `.` en `/`",
            "an id of lower-case letters, digits, `-`, `_`, `.` and `/`",
        )
    }
    fn schema() -> Value {
        json!({"type": ["string", "integer"], "pattern": r"^[\p{Ll}0-9][\p{Ll}0-9_./-]*$", "maxLength": 120})
    }
}

impl Leaf for RegionCode {
    fn read(text: &str) -> Option<Self> {
        Self::new(text)
    }
    fn expected() -> Expected {
        Expected::Said("een gebiedscode zoals PV22", "a region code such as PV22")
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,24}$"})
    }
}

impl Leaf for Date {
    fn read(text: &str) -> Option<Self> {
        // The parser of dates also takes times; ours does not.
        (text.len() == 10).then(|| text.parse().ok()).flatten()
    }
    fn expected() -> Expected {
        Expected::Said("een datum zoals 2019-12-31", "a date such as 2019-12-31")
    }
    fn meant(text: &str) -> Option<String> {
        // 31-12-2019 and 31/12/2019, as people write them in Dutch. No other order is guessed.
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        let [day, month, year] = parts.as_slice() else {
            return None;
        };
        let turned = format!("{year:0>4}-{month:0>2}-{day:0>2}");
        (year.len() == 4 && Self::read(&turned).is_some()).then_some(turned)
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
    }
}

impl Leaf for Period {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
    fn expected() -> Expected {
        Expected::Said(
            "een periode: 2019, 2019-S1, 2019-Q3, 2019-03, 2019-W05, 2019/2020 of 2019-12-31",
            "a period: 2019, 2019-S1, 2019-Q3, 2019-03, 2019-W05, 2019/2020 or 2019-12-31",
        )
    }
    fn schema() -> Value {
        json!({
            "type": ["string", "integer"],
            "minimum": 1000,
            "maximum": 2999,
            "pattern": "^[0-9]{4}(-(S[12]|Q[1-4]|W[0-9]{2}|M?[0-9]{2}|[0-9]{2}-[0-9]{2})|/[0-9]{4})?$",
        })
    }
}

impl Leaf for Number {
    fn read(text: &str) -> Option<Self> {
        // Only what people write: no `inf`, `nan`, hexadecimals or underscores.
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
        plain.then(|| text.parse().ok()).flatten().and_then(Self::new)
    }
    fn expected() -> Expected {
        Expected::Said(
            "een getal met een punt voor de decimalen",
            "a number with a point before the decimals",
        )
    }
    fn schema() -> Value {
        json!({"type": "number"})
    }
}

impl Leaf for u32 {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn expected() -> Expected {
        Expected::Said("een heel getal vanaf 0", "a whole number from 0")
    }
    fn schema() -> Value {
        json!({"type": "integer", "minimum": 0, "maximum": u32::MAX})
    }
}

/// A number of decimals: 0 to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimals(pub(crate) u8);

impl Leaf for Decimals {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|n| *n <= 9).map(Self)
    }
    fn expected() -> Expected {
        Expected::Said("een heel getal van 0 tot en met 9", "a whole number from 0 to 9")
    }
    fn schema() -> Value {
        json!({"type": "integer", "minimum": 0, "maximum": 9})
    }
}

/// A calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Year(pub(crate) i32);

impl Leaf for Year {
    fn read(text: &str) -> Option<Self> {
        let year = text.parse().ok()?;
        (text.len() == 4 && Period::year(year).is_some()).then_some(Self(year))
    }
    fn expected() -> Expected {
        Expected::Said("een jaar zoals 2019", "a year such as 2019")
    }
    fn schema() -> Value {
        json!({"type": ["integer", "string"], "minimum": 1000, "maximum": 2999, "pattern": "^[0-9]{4}$"})
    }
}

/// The version of the file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FormatVersion;

impl Leaf for FormatVersion {
    fn read(text: &str) -> Option<Self> {
        (text == "1").then_some(Self)
    }
    fn expected() -> Expected {
        Expected::Said(
            "1, de versie van deze bestandsvorm",
            "1, the version of this file format",
        )
    }
    fn schema() -> Value {
        json!({"const": 1})
    }
}

impl Leaf for Citation {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
    fn expected() -> Expected {
        Expected::Said(
            "een plaats in een document: `document#paragraaf`",
            "a place in a document: `document#section`",
        )
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": "^[^#]+#.+$"})
    }
}
