//! How new a table is.

use crate::dataset::Dataset;
use crate::id::Id;
use crate::period::{Frequency, Period};
use crate::text::Text;
use jiff::ToSpan;
use jiff::civil::Date;

/// How new the last period of a table is, for a table of its frequency.
///
/// Publishers take their time: yearly figures of regions come out within two years. A table is [`Freshness::Current`] until then, and
/// [`Freshness::Old`] when that time has passed three times over. The times are a choice of ours: see [`patience`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freshness {
    /// Nothing newer is to be expected, or only just.
    Current,
    /// Newer figures should be there by now.
    Late,
    /// The table has stopped, or nobody fetched it for a long time.
    Old,
}

/// How many months after the end of a period newer figures may still be on their way.
#[must_use]
pub fn patience(frequency: Frequency) -> i32 {
    match frequency {
        Frequency::Year | Frequency::SchoolYear => 24,
        Frequency::HalfYear => 12,
        Frequency::Quarter => 9,
        Frequency::Month => 4,
        Frequency::Week | Frequency::Day => 2,
    }
}

/// Newer figures that should be there by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lateness {
    /// The data set.
    pub dataset: Id,
    /// Its name.
    pub title: Text,
    /// The last period that is known.
    pub last: Period,
    /// The last day on which newer figures were still on time.
    pub expected: Date,
    /// How many days ago that was; at least one.
    pub days: u32,
}

impl Lateness {
    /// Of a data set that has figures up to a period, on a day; `None` while newer ones are not due.
    #[must_use]
    pub fn of(dataset: &Dataset, last: Period, today: Date) -> Option<Self> {
        let months = patience(last.frequency());
        let expected = last.end().checked_add(months.months()).ok()?;
        let days = today.since(expected).ok()?.get_days();
        let days = u32::try_from(days).ok().filter(|days| *days > 0)?;
        Some(Self {
            dataset: dataset.id.clone(),
            title: dataset.title.clone(),
            last,
            expected,
            days,
        })
    }
}

impl Freshness {
    /// How new a table is on a day whose last period is this one.
    #[must_use]
    pub fn of(last: Period, today: Date) -> Self {
        let months = patience(last.frequency());
        let within = |months: i32| {
            let until = last.end().checked_add(months.months());
            until.is_ok_and(|until| today <= until)
        };
        if within(months) {
            Self::Current
        } else if within(3 * months) {
            Self::Late
        } else {
            Self::Old
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_table_is_as_new_as_its_frequency_allows() {
        let of = |period: &str, today| Freshness::of(Period::parse(period).unwrap(), today);
        let today = date(2026, 11, 21);
        assert_eq!(of("2025", today), Freshness::Current);
        assert_eq!(of("2024", today), Freshness::Current);
        assert_eq!(of("2023", today), Freshness::Late);
        assert_eq!(of("2019", today), Freshness::Old);
        assert_eq!(of("2026-Q1", today), Freshness::Current);
        assert_eq!(of("2025-Q3", today), Freshness::Late);
        assert_eq!(of("2026-07", today), Freshness::Current);
        assert_eq!(of("2026-06", today), Freshness::Late);
        // A period that is not over yet is no reason to wait.
        assert_eq!(of("2027", today), Freshness::Current);
    }

    #[test]
    fn lateness_counts_from_the_last_day_of_patience() {
        let dataset = Dataset {
            id: Id::new("made-up").unwrap(),
            title: Text::both("Verzonnen", "Made up"),
            publisher: "CBS".to_owned(),
            table: String::new(),
            licence: String::new(),
            attribution: Text::both("", ""),
            url: None,
            from: None,
            frequency: Frequency::Year,
            columns: Vec::new(),
            measures: std::collections::BTreeMap::new(),
            keep: std::collections::BTreeMap::new(),
            masks: Vec::new(),
        };
        let last = Period::parse("2024").unwrap();
        let days = |today| Lateness::of(&dataset, last, today).map(|late| (late.expected, late.days));
        assert_eq!(days(date(2026, 12, 31)), None);
        assert_eq!(days(date(2020, 1, 1)), None);
        assert_eq!(days(date(2027, 1, 1)), Some((date(2026, 12, 31), 1)));
        assert_eq!(days(date(2027, 12, 31)), Some((date(2026, 12, 31), 365)));
    }

    #[test]
    fn the_last_day_of_patience_still_counts() {
        let last = Period::parse("2024").unwrap();
        assert_eq!(Freshness::of(last, date(2026, 12, 31)), Freshness::Current);
        assert_eq!(Freshness::of(last, date(2027, 1, 1)), Freshness::Late);
    }
}
