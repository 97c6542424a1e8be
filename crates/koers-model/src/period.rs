//! Periods: years, half-years, quarters, months, weeks, school years, days. Typed, never compared as text.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::fmt;
use std::str::FromStr;

/// How often a series has a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// A calendar year.
    Year,
    /// Half a year.
    HalfYear,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// An ISO 8601 week.
    Week,
    /// A school or crop year, August to July.
    SchoolYear,
    /// A day.
    Day,
}

impl Frequency {
    /// All frequencies with their word in files.
    pub const WORDS: [(Self, &'static str); 7] = [
        (Self::Year, "year"),
        (Self::HalfYear, "half-year"),
        (Self::Quarter, "quarter"),
        (Self::Month, "month"),
        (Self::Week, "week"),
        (Self::SchoolYear, "school-year"),
        (Self::Day, "day"),
    ];
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|(f, _)| *f == self)
            .map_or("", |(_, word)| word)
    }
    /// The frequency with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(_, w)| *w == word).map(|(f, _)| f)
    }
    /// How many of these make a calendar year; `None` where they do not divide it (weeks, school years, days).
    #[must_use]
    pub fn per_year(self) -> Option<u8> {
        match self {
            Self::Year => Some(1),
            Self::HalfYear => Some(2),
            Self::Quarter => Some(4),
            Self::Month => Some(12),
            Self::Week | Self::SchoolYear | Self::Day => None,
        }
    }
}

/// A period of one frequency. Two periods of the same frequency are ordered by time; of different frequencies by frequency first,
/// so compare only within a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    frequency: Frequency,
    /// Count of periods since year 0 (days: since 1970-01-01; weeks: since the ISO week of 1970-01-01).
    index: i32,
}

/// Why a text is not a [`Period`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a period (2019, 2019-S1, 2019-Q3, 2019-03, 2019-W05, 2019/2020, 2019-12-31)")]
pub struct PeriodError {
    /// What was found.
    pub text: String,
}

const FIRST_YEAR: i32 = 1000;
const LAST_YEAR: i32 = 2999;

impl Period {
    fn within(year: i32) -> Option<i32> {
        (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(year)
    }
    /// A calendar year between 1000 and 2999.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        Self::within(year).map(|index| Self {
            frequency: Frequency::Year,
            index,
        })
    }
    /// Half a year: `half` is 1 or 2.
    #[must_use]
    pub fn half_year(year: i32, half: u8) -> Option<Self> {
        Self::part(year, half, Frequency::HalfYear, 2)
    }
    /// A quarter: 1 to 4.
    #[must_use]
    pub fn quarter(year: i32, quarter: u8) -> Option<Self> {
        Self::part(year, quarter, Frequency::Quarter, 4)
    }
    /// A month: 1 to 12.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        Self::part(year, month, Frequency::Month, 12)
    }
    /// A school year, named by the year in which it begins.
    #[must_use]
    pub fn school_year(first: i32) -> Option<Self> {
        Self::within(first).map(|index| Self {
            frequency: Frequency::SchoolYear,
            index,
        })
    }
    /// An ISO 8601 week: 1 to 53, as far as that year has it.
    #[must_use]
    pub fn week(year: i32, week: u8) -> Option<Self> {
        let year = i16::try_from(Self::within(year)?).ok()?;
        let monday = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday)
            .ok()?
            .date();
        let days = days_since_epoch(monday);
        Some(Self {
            frequency: Frequency::Week,
            index: (days + 3).div_euclid(7),
        })
    }
    /// A day.
    #[must_use]
    pub fn day(date: Date) -> Option<Self> {
        Self::within(i32::from(date.year()))?;
        Some(Self {
            frequency: Frequency::Day,
            index: days_since_epoch(date),
        })
    }
    /// The period of a frequency in which a day lies.
    #[must_use]
    pub fn containing(frequency: Frequency, date: Date) -> Option<Self> {
        let year = i32::from(date.year());
        let month = u8::try_from(date.month()).ok()?;
        match frequency {
            Frequency::Year => Self::year(year),
            Frequency::HalfYear => Self::half_year(year, (month - 1) / 6 + 1),
            Frequency::Quarter => Self::quarter(year, (month - 1) / 3 + 1),
            Frequency::Month => Self::month(year, month),
            Frequency::SchoolYear => Self::school_year(if month >= 8 { year } else { year - 1 }),
            Frequency::Week => {
                let week = date.iso_week_date();
                Self::week(i32::from(week.year()), u8::try_from(week.week()).ok()?)
            }
            Frequency::Day => Self::day(date),
        }
    }
    fn part(year: i32, part: u8, frequency: Frequency, parts: i32) -> Option<Self> {
        let part = i32::from(part);
        let year = Self::within(year)?;
        (1..=parts).contains(&part).then_some(Self {
            frequency,
            index: year * parts + part - 1,
        })
    }

    /// Its frequency.
    #[must_use]
    pub fn frequency(self) -> Frequency {
        self.frequency
    }
    /// The calendar year in which it begins.
    #[must_use]
    pub fn calendar_year(self) -> i32 {
        match self.frequency {
            Frequency::Year | Frequency::SchoolYear => self.index,
            Frequency::HalfYear => self.index.div_euclid(2),
            Frequency::Quarter => self.index.div_euclid(4),
            Frequency::Month => self.index.div_euclid(12),
            Frequency::Week | Frequency::Day => i32::from(self.start().year()),
        }
    }
    /// The period `steps` later (earlier when negative).
    #[must_use]
    pub fn plus(self, steps: i32) -> Self {
        Self {
            frequency: self.frequency,
            index: self.index.saturating_add(steps),
        }
    }
    /// How many steps lie between an earlier period and this one; `None` for another frequency.
    #[must_use]
    pub fn steps_since(self, earlier: Self) -> Option<i32> {
        (self.frequency == earlier.frequency).then_some(self.index - earlier.index)
    }
    /// Its first day.
    #[must_use]
    pub fn start(self) -> Date {
        let parts = |n: i32, months: i32| {
            date_clamped(self.index.div_euclid(n), self.index.rem_euclid(n) * months + 1)
        };
        match self.frequency {
            Frequency::Year => date_clamped(self.index, 1),
            Frequency::HalfYear => parts(2, 6),
            Frequency::Quarter => parts(4, 3),
            Frequency::Month => parts(12, 1),
            Frequency::SchoolYear => date_clamped(self.index, 8),
            Frequency::Week => date_from_days(self.index.saturating_mul(7).saturating_sub(3)),
            Frequency::Day => date_from_days(self.index),
        }
    }
    /// Its last day.
    #[must_use]
    pub fn end(self) -> Date {
        match self.frequency {
            Frequency::Day => self.start(),
            _ => self.plus(1).start().saturating_sub(1.day()),
        }
    }
    /// Full months from its end to a day; zero when the day comes first.
    #[must_use]
    pub fn months_before(self, day: Date) -> u32 {
        // Counted from the day after, so that 31 December to 30 June is six months.
        match (self.end().tomorrow(), day.tomorrow()) {
            (Ok(from), Ok(to)) => full_months(from, to),
            _ => 0,
        }
    }
    /// The calendar year that it lies in, as a period; `None` for weeks and school years, which lie in two.
    #[must_use]
    pub fn to_year(self) -> Option<Self> {
        match self.frequency {
            Frequency::Week | Frequency::SchoolYear => None,
            _ => Self::year(self.calendar_year()),
        }
    }

    /// Reads Koers' own notation: `2019`, `2019-S1`, `2019-Q3`, `2019-03`, `2019-W05`, `2019/2020`, `2019-12-31`.
    /// It is also what Eurostat writes, with `2019-M03` for a month.
    ///
    /// # Errors
    /// [`PeriodError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        Self::parse_own(text).ok_or_else(|| PeriodError {
            text: text.to_owned(),
        })
    }

    fn parse_own(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let year: i32 = digits(bytes.get(..4)?)?;
        match bytes.get(4..)? {
            [] => Self::year(year),
            [b'/', rest @ ..] => {
                (digits(rest)? == year + 1 && rest.len() == 4).then(|| Self::school_year(year))?
            }
            [b'-', b'S', n] => Self::half_year(year, digit(*n)?),
            [b'-', b'Q', n] => Self::quarter(year, digit(*n)?),
            [b'-', b'W', a, b] => Self::week(year, digit(*a)? * 10 + digit(*b)?),
            [b'-', b'M', a, b] | [b'-', a, b] => Self::month(year, digit(*a)? * 10 + digit(*b)?),
            [b'-', _, _, b'-', _, _] => Self::day(text.parse().ok()?),
            _ => None,
        }
    }

    /// Reads a CBS period code: `2023JJ00`, `2024KW03`, `2024MM11`, `2024HJ01`, `2023SJ00`, `2024W105`, `20240131`.
    /// `None` for codes that are no period of ours (`2012X005`, multi-year groups): the caller keeps those as they are.
    #[must_use]
    pub fn from_cbs(code: &str) -> Option<Self> {
        let code = code.trim();
        let bytes = code.as_bytes();
        if bytes.len() != 8 {
            return None;
        }
        let year: i32 = digits(bytes.get(..4)?)?;
        let n =
            |range: std::ops::Range<usize>| -> Option<u8> { u8::try_from(digits(bytes.get(range)?)?).ok() };
        match bytes.get(4..6)? {
            b"JJ" => (n(6..8)? == 0).then(|| Self::year(year))?,
            b"SJ" => (n(6..8)? == 0).then(|| Self::school_year(year))?,
            b"KW" => Self::quarter(year, n(6..8)?),
            b"MM" => Self::month(year, n(6..8)?),
            b"HJ" => Self::half_year(year, n(6..8)?),
            b"W1" => Self::week(year, n(6..8)?),
            [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
                let date = Date::new(
                    i16::try_from(year).ok()?,
                    i8::try_from(n(4..6)?).ok()?,
                    i8::try_from(n(6..8)?).ok()?,
                );
                Self::day(date.ok()?)
            }
            _ => None,
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

fn digits(bytes: &[u8]) -> Option<i32> {
    if bytes.is_empty() || bytes.len() > 8 {
        return None;
    }
    bytes
        .iter()
        .try_fold(0_i32, |sum, &byte| Some(sum * 10 + i32::from(digit(byte)?)))
}

fn epoch() -> Date {
    Date::constant(1970, 1, 1)
}

fn days_since_epoch(date: Date) -> i32 {
    // Dates of jiff span 19,999 years, so the number of days always fits.
    date.since((jiff::Unit::Day, epoch()))
        .map_or(0, |span| span.get_days())
}

fn date_from_days(days: i32) -> Date {
    epoch().saturating_add(i64::from(days).clamp(-4_000_000, 4_000_000).days())
}

fn date_clamped(year: i32, month: i32) -> Date {
    let year = i16::try_from(year)
        .unwrap_or(i16::MAX)
        .clamp(Date::MIN.year(), Date::MAX.year());
    Date::new(year, i8::try_from(month).unwrap_or(1).clamp(1, 12), 1).unwrap_or(Date::MAX)
}

impl FromStr for Period {
    type Err = PeriodError;
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Self::parse(text)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.calendar_year();
        match self.frequency {
            Frequency::Year => write!(f, "{year:04}"),
            Frequency::HalfYear => write!(f, "{year:04}-S{}", self.index.rem_euclid(2) + 1),
            Frequency::Quarter => write!(f, "{year:04}-Q{}", self.index.rem_euclid(4) + 1),
            Frequency::Month => write!(f, "{year:04}-{:02}", self.index.rem_euclid(12) + 1),
            Frequency::SchoolYear => write!(f, "{year:04}/{:04}", year + 1),
            Frequency::Week => {
                let week = self.start().iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Frequency::Day => write!(f, "{}", self.start()),
        }
    }
}

/// Full months from one day to another: from 15 March to 14 April none, to 15 April one.
pub(crate) fn full_months(from: Date, to: Date) -> u32 {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let full = months(to) - months(from) - i32::from(to.day() < from.day());
    u32::try_from(full).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_count_from_the_day_after_the_period() {
        let year = Period::year(2018).unwrap();
        assert_eq!(year.months_before(date(2019, 6, 30)), 6);
        assert_eq!(year.months_before(date(2019, 6, 29)), 5);
        assert_eq!(year.months_before(date(2018, 12, 31)), 0);
        assert_eq!(year.months_before(date(2018, 3, 1)), 0);
        assert_eq!(
            Period::quarter(2019, 3).unwrap().months_before(date(2020, 1, 1)),
            3
        );
    }

    #[test]
    fn own_notation_round_trips() {
        for text in [
            "2019",
            "2019-S2",
            "2019-Q3",
            "2019-03",
            "2020-W53",
            "2019-W01",
            "2019/2020",
            "2019-12-31",
        ] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            Period::parse("2019-M03").unwrap(),
            Period::month(2019, 3).unwrap()
        );
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "19",
            "2019-Q5",
            "2019-13",
            "2019-W54",
            "2019/2021",
            "2019-02-30",
            "20190101",
            "2019 ",
            "2019-Q03",
            "０２０１９",
        ] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn cbs_codes() {
        let cases = [
            ("2023JJ00", "2023"),
            ("2024KW03", "2024-Q3"),
            ("2024MM11", "2024-11"),
            ("2024W105", "2024-W05"),
            ("2024HJ01", "2024-S1"),
            ("2023SJ00", "2023/2024"),
            ("20240131", "2024-01-31"),
        ];
        for (code, ours) in cases {
            assert_eq!(Period::from_cbs(code).unwrap().to_string(), ours);
        }
        for other in ["2024X000", "2012X005", "2024G400", "2024KW05", "2024JJ01", "abc"] {
            assert_eq!(Period::from_cbs(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_lies_in_one_period_of_each_frequency() {
        for day in [
            date(2019, 1, 1),
            date(2019, 7, 31),
            date(2020, 8, 1),
            date(2021, 1, 3),
            date(2019, 12, 31),
        ] {
            for (frequency, _) in Frequency::WORDS {
                let period = Period::containing(frequency, day).unwrap();
                assert_eq!(period.frequency(), frequency);
                assert!(period.start() <= day && day <= period.end(), "{period} {day}");
            }
        }
    }

    #[test]
    fn periods_have_first_and_last_days() {
        let quarter = Period::quarter(2020, 1).unwrap();
        assert_eq!(
            (quarter.start(), quarter.end()),
            (date(2020, 1, 1), date(2020, 3, 31))
        );
        let school = Period::school_year(2023).unwrap();
        assert_eq!(
            (school.start(), school.end()),
            (date(2023, 8, 1), date(2024, 7, 31))
        );
        let week = Period::week(2020, 53).unwrap();
        assert_eq!((week.start(), week.end()), (date(2020, 12, 28), date(2021, 1, 3)));
        assert_eq!(Period::month(2019, 12).unwrap().plus(1).to_string(), "2020-01");
        assert_eq!(
            Period::quarter(2020, 2)
                .unwrap()
                .steps_since(Period::quarter(2019, 1).unwrap()),
            Some(5)
        );
    }
}
