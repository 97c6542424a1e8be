//! What an indicator is: a definition with a unit, a direction, a rule and a source.

use crate::id::Id;
use crate::period::Period;
use crate::region::RegionCode;
use crate::target::Direction;
use crate::text::Text;
use crate::unit::Unit;
use crate::value::Number;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Where in the chain from money to society the indicator looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// What was done or delivered.
    Output,
    /// What changed.
    Outcome,
    /// What society has of it.
    Impact,
}

impl Level {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::Outcome => "outcome",
            Self::Impact => "impact",
        }
    }
}

/// How figures of a shorter frequency become one of a year. All parts must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Yearly {
    /// The mean of the parts: for stocks.
    Mean,
    /// The sum of the parts: for flows.
    Sum,
    /// The last part: for a stock at the end of the year.
    Last,
}

/// A series of a data set: one measure, with every category dimension fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The data set.
    pub dataset: Id,
    /// The measure.
    pub measure: String,
    /// Category dimension → codes. One code everywhere, except in the rule `sum`, which adds the codes up.
    pub codes: BTreeMap<String, Vec<String>>,
    /// Turns quarters or months into years.
    pub yearly: Option<Yearly>,
}

/// What a rule works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A published series.
    Series(Series),
    /// Another rule.
    Rule(Box<Rule>),
}

/// As many periods back as a rule can look: a century of months.
pub const MOST_OVER: u32 = 1200;

/// How a reading is computed. Every rule gives one figure per region and period from figures of that region
/// (or, for `relative`, also of the benchmark region) and that period (or, for `growth` and `index`, also another one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The published figure.
    Measure {
        /// What.
        of: Operand,
    },
    /// The sum over codes.
    Sum {
        /// With lists of codes.
        of: Operand,
    },
    /// numerator ÷ denominator × times.
    Ratio {
        /// Above the line.
        numerator: Operand,
        /// Below the line.
        denominator: Operand,
        /// 1, 100, 1000 …
        times: Number,
    },
    /// 100 × part ÷ whole.
    Share {
        /// The part.
        part: Operand,
        /// The whole.
        whole: Operand,
    },
    /// of ÷ population × per.
    PerHead {
        /// What.
        of: Operand,
        /// Heads.
        population: Operand,
        /// Per how many heads.
        per: Number,
    },
    /// 100 × (x(t) ÷ x(t − over) − 1).
    Growth {
        /// What.
        of: Operand,
        /// How many periods back; at least one.
        over: u32,
    },
    /// 100 × x(t) ÷ x(base).
    Index {
        /// What.
        of: Operand,
        /// The period that is 100.
        base: Period,
    },
    /// of − minus.
    Difference {
        /// What.
        of: Operand,
        /// What is taken off.
        minus: Operand,
    },
    /// 100 × the region ÷ the benchmark region.
    Relative {
        /// What.
        of: Operand,
        /// The region that is 100.
        benchmark: RegionCode,
    },
    /// A method of the economics room, on figures by activity.
    Profile {
        /// With a list of codes: the activities.
        of: Operand,
        /// Which.
        method: Profile,
    },
}

/// A method that makes one figure of a region out of its figures by activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Profile {
    /// Σ s², with s the shares of the activities.
    Herfindahl,
    /// −Σ s log₂ s.
    Entropy,
    /// Σ |s − s of others|.
    Krugman {
        /// The regions that it is held against, added up.
        against: Vec<RegionCode>,
    },
    /// 1 ÷ Σ (s² ÷ s of others).
    Hachman {
        /// The regions that it is held against, added up.
        against: Vec<RegionCode>,
    },
    /// The part of the change since some periods ago that is the region's own: Σ x(t) − x(t − over) × (1 + the growth of others).
    RegionalShift {
        /// The regions that it is held against, added up.
        against: Vec<RegionCode>,
        /// How many periods back; at least one.
        over: u32,
    },
}

impl Profile {
    /// The word in files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Herfindahl => "herfindahl",
            Self::Entropy => "entropy",
            Self::Krugman { .. } => "krugman",
            Self::Hachman { .. } => "hachman",
            Self::RegionalShift { .. } => "regional-shift",
        }
    }
    /// The regions that it is held against, added up; none where it is about the region alone.
    #[must_use]
    pub fn against(&self) -> &[RegionCode] {
        match self {
            Self::Herfindahl | Self::Entropy => &[],
            Self::Krugman { against } | Self::Hachman { against } | Self::RegionalShift { against, .. } => {
                against
            }
        }
    }
}

impl Rule {
    /// The word in files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Measure { .. } => "measure",
            Self::Sum { .. } => "sum",
            Self::Ratio { .. } => "ratio",
            Self::Share { .. } => "share",
            Self::PerHead { .. } => "per-head",
            Self::Growth { .. } => "growth",
            Self::Index { .. } => "index",
            Self::Difference { .. } => "difference",
            Self::Relative { .. } => "relative",
            Self::Profile { method, .. } => method.word(),
        }
    }
    /// Its operands, in the order of the formula.
    #[must_use]
    pub fn operands(&self) -> Vec<&Operand> {
        match self {
            Self::Measure { of } | Self::Sum { of } | Self::Growth { of, .. } | Self::Index { of, .. } => {
                vec![of]
            }
            Self::Relative { of, .. } | Self::Profile { of, .. } => vec![of],
            Self::Ratio {
                numerator,
                denominator,
                ..
            } => vec![numerator, denominator],
            Self::Share { part, whole } => vec![part, whole],
            Self::PerHead { of, population, .. } => vec![of, population],
            Self::Difference { of, minus } => vec![of, minus],
        }
    }
    /// Every series that the rule reads, also those of rules inside it.
    #[must_use]
    pub fn series(&self) -> Vec<&Series> {
        let mut found = Vec::new();
        for operand in self.operands() {
            match operand {
                Operand::Series(series) => found.push(series),
                Operand::Rule(rule) => found.extend(rule.series()),
            }
        }
        found
    }
    /// The data sets that the rule reads.
    #[must_use]
    pub fn datasets(&self) -> BTreeSet<&Id> {
        let series = self.series().into_iter();
        series.map(|series| &series.dataset).collect()
    }
}

/// When in its period a reading was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// Over the whole of it, or at its end.
    Over,
    /// On its first day, as the number of inhabitants or firms on 1 January.
    FirstDay,
}

impl Counted {
    /// How many full months old the reading of a period is on a day; zero when the day comes first.
    #[must_use]
    pub fn months_before(self, period: Period, day: Date) -> u32 {
        match self {
            Self::Over => period.months_before(day),
            Self::FirstDay => crate::period::full_months(period.start(), day),
        }
    }
}

/// A definition of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Id.
    pub id: Id,
    /// Goes up when the definition changes what comes out.
    pub version: u32,
    /// Name.
    pub title: Text,
    /// What it means and what not.
    pub text: Option<Text>,
    /// Unit of its readings.
    pub unit: &'static Unit,
    /// Decimals shown.
    pub decimals: u8,
    /// Which way is better; `None` when neither.
    pub direction: Option<Direction>,
    /// Output, outcome or impact.
    pub level: Level,
    /// Who answers for it.
    pub owner: Text,
    /// First period for which the definition makes sense.
    pub valid_from: Option<Period>,
    /// Last one.
    pub valid_to: Option<Period>,
    /// The second look.
    pub benchmarks: Vec<RegionCode>,
    /// A reading that is older on the day judged says nothing any more.
    pub stale_after_months: u32,
    /// When in its period a reading was counted: its age is counted from there.
    pub counted: Counted,
    /// How it is computed.
    pub rule: Rule,
    /// Where it comes from, in words.
    pub source: Text,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;

    #[test]
    fn what_was_counted_on_the_first_day_ages_from_there() {
        let (year, day) = (Period::year(2023).unwrap(), jiff::civil::date(2023, 12, 31));
        assert_eq!(Counted::Over.months_before(year, day), 0);
        assert_eq!(Counted::FirstDay.months_before(year, day), 11);
        assert_eq!(
            Counted::FirstDay.months_before(year, jiff::civil::date(2024, 1, 1)),
            12
        );
        assert_eq!(
            Counted::FirstDay.months_before(year, jiff::civil::date(2022, 12, 31)),
            0
        );
    }
}
