//! The axis of time: where a period lies, and which periods carry a word.

use jiff::civil::Date;
use koers_model::period::{Frequency, Period};

/// No axis has more candidates for a word than this.
const MOST: i32 = 600;

/// A stretch of time from the first to the last period shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    from: f64,
    to: f64,
    first: Option<Period>,
    last: Option<Period>,
}

/// A tick on the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where, from 0 to 1.
    pub at: f64,
    /// Its word, when it carries one.
    pub word: Option<String>,
    /// Whether the word is left out where there is little room.
    pub only_wide: bool,
}

impl Axis {
    /// From the earliest to the latest of these periods.
    #[must_use]
    pub fn over(periods: &[Period]) -> Self {
        let by_start = |period: &&Period| period.start();
        let first = periods.iter().min_by_key(by_start).copied();
        let last = periods.iter().max_by_key(by_start).copied();
        Self {
            from: first.map_or(0.0, |period| years(period.start())),
            to: last.map_or(1.0, |period| years(period.start())),
            first,
            last,
        }
    }

    /// Where a period lies, from 0 (first) to 1 (last): by its first day.
    #[must_use]
    pub fn at(&self, period: Period) -> f64 {
        self.at_year(years(period.start()))
    }

    fn at_year(&self, year: f64) -> f64 {
        let span = self.to - self.from;
        if span <= 0.0 {
            return 0.5;
        }
        ((year - self.from) / span).clamp(0.0, 1.0)
    }

    /// Whether a period lies on the axis.
    #[must_use]
    pub fn shows(&self, period: Period) -> bool {
        let year = years(period.start());
        self.from <= year && year <= self.to
    }

    /// The first and the last period shown.
    #[must_use]
    pub fn ends(&self) -> Option<(Period, Period)> {
        self.first.zip(self.last)
    }

    /// The ticks; at most `wide` of them carry a word, and at most `narrow` where there is little room.
    /// Words are counted back from `anchor`, so that it always has one.
    #[must_use]
    pub fn ticks(&self, anchor: Option<Period>, wide: usize, narrow: usize) -> Vec<Tick> {
        let Some((first, last)) = self.ends() else {
            return Vec::new();
        };
        let (places, anchor) = self.candidates(first, last, anchor);
        let every = places.len().div_ceil(wide.max(1)).max(1);
        let every = round_up(every);
        let carried = places.len().div_ceil(every);
        let seldom = every * carried.div_ceil(narrow.max(1)).max(1);
        places
            .into_iter()
            .enumerate()
            .map(|(at, (place, word))| {
                let steps = at.abs_diff(anchor);
                Tick {
                    at: place,
                    word: steps.is_multiple_of(every).then_some(word),
                    only_wide: !steps.is_multiple_of(seldom),
                }
            })
            .collect()
    }

    /// The places that may carry a word, and which of them is the anchor.
    fn candidates(&self, first: Period, last: Period, anchor: Option<Period>) -> (Vec<(f64, String)>, usize) {
        let whole = matches!(first.frequency(), Frequency::Year | Frequency::SchoolYear);
        if whole && first.frequency() == last.frequency() {
            let count = last.steps_since(first).unwrap_or(0).clamp(0, MOST);
            let places: Vec<(f64, String)> = (0..=count)
                .map(|step| {
                    let period = first.plus(step);
                    (self.at(period), short(period))
                })
                .collect();
            let end = places.len().saturating_sub(1);
            let anchor = anchor
                .and_then(|period| period.steps_since(first))
                .and_then(|steps| usize::try_from(steps).ok())
                .map_or(end, |steps| steps.min(end));
            return (places, anchor);
        }
        let years = first.calendar_year()..=last.calendar_year();
        let places: Vec<(f64, String)> = years
            .take(usize::try_from(MOST).unwrap_or(0))
            .filter(|year| (self.from..=self.to).contains(&f64::from(*year)))
            .map(|year| (self.at_year(f64::from(year)), year.to_string()))
            .collect();
        if places.len() >= 2 {
            let end = places.len() - 1;
            return (places, end);
        }
        // Less than two turns of the year: the ends themselves.
        let mut ends = vec![(self.at(first), first.to_string())];
        if last != first {
            ends.push((self.at(last), last.to_string()));
        }
        (ends, 0)
    }
}

/// A whole number of periods that people count in: 1, 2, 5, 10, 20, 50 …
fn round_up(every: usize) -> usize {
    let mut power = 1;
    while power * 10 < every {
        power *= 10;
    }
    [1, 2, 5, 10]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= every)
        .unwrap_or(every)
}

/// A period on an axis: `2019`, `2019/20`.
fn short(period: Period) -> String {
    let year = period.calendar_year();
    if period.frequency() == Frequency::SchoolYear {
        format!("{year}/{:02}", (year + 1).rem_euclid(100))
    } else {
        year.to_string()
    }
}

/// A day as a number of years, so that all frequencies share one axis.
fn years(day: Date) -> f64 {
    f64::from(day.year()) + (f64::from(day.day_of_year()) - 1.0) / f64::from(day.days_in_year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(text: &str) -> Period {
        Period::parse(text).unwrap()
    }
    fn axis(periods: &[&str]) -> Axis {
        Axis::over(&periods.iter().map(|text| p(text)).collect::<Vec<_>>())
    }
    fn words(axis: &Axis, anchor: &str, narrow: bool) -> Vec<String> {
        axis.ticks(Some(p(anchor)), 12, 5)
            .into_iter()
            .filter(|tick| !narrow || !tick.only_wide)
            .filter_map(|tick| tick.word)
            .collect()
    }

    #[test]
    fn years_are_counted_back_from_the_anchor() {
        let ten = axis(&["2010", "2019"]);
        assert_eq!(words(&ten, "2019", false).len(), 10);
        assert_eq!(
            words(&ten, "2019", true),
            ["2011", "2013", "2015", "2017", "2019"]
        );
        let long = axis(&["1995", "2022"]);
        assert!(words(&long, "2019", false).contains(&"2019".to_owned()));
        assert!(words(&long, "2019", true).contains(&"2019".to_owned()));
        assert!(words(&long, "2019", true).len() <= 6);
    }

    #[test]
    fn quarters_carry_years() {
        let quarters = axis(&["2016-Q1", "2019-Q4"]);
        assert_eq!(
            words(&quarters, "2019-Q4", false),
            ["2016", "2017", "2018", "2019"]
        );
        assert_eq!(
            words(&axis(&["2019-03", "2019-09"]), "2019-09", false),
            ["2019-03", "2019-09"]
        );
    }

    #[test]
    fn school_years_and_single_periods() {
        assert_eq!(
            words(&axis(&["2018/2019", "2019/2020"]), "2019/2020", false),
            ["2018/19", "2019/20"]
        );
        let one = axis(&["2014"]);
        assert_eq!(one.at(p("2014")), 0.5);
        assert_eq!(words(&one, "2014", true), ["2014"]);
        assert!(axis(&[]).ticks(None, 12, 5).is_empty());
    }
}
