//! How new a table is.

use crate::period::{Frequency, Period};
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
    fn the_last_day_of_patience_still_counts() {
        let last = Period::parse("2024").unwrap();
        assert_eq!(Freshness::of(last, date(2026, 12, 31)), Freshness::Current);
        assert_eq!(Freshness::of(last, date(2027, 1, 1)), Freshness::Late);
    }
}
