//! What figures were before they were revised.

use crate::{date, number};
use jiff::civil::Date;
use koers_model::period::Period;
use koers_model::text::Lang;
use koers_model::value::Content;
use koers_model::verdict::Point;
use std::collections::BTreeMap;

/// Figures that came out differently at different times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revisions {
    /// Since when each column was known: the day, and in words.
    pub known: Vec<(Date, String)>,
    /// The periods whose figure changed: in words, and a figure for each column; empty where there was none.
    pub rows: Vec<(String, Vec<String>)>,
}

/// The figures that were revised, out of a series as it was known on several days, the oldest first. A figure that was not there
/// before is no revision. `None` when nothing was revised.
#[must_use]
pub fn revisions(known: &[(Date, Vec<Point>)], decimals: u8, lang: Lang) -> Option<Revisions> {
    let mut periods: BTreeMap<(Date, Period), Vec<Option<Content>>> = BTreeMap::new();
    for (column, (_, points)) in known.iter().enumerate() {
        for point in points {
            let row = periods
                .entry((point.period.start(), point.period))
                .or_insert_with(|| vec![None; known.len()]);
            if let Some(place) = row.get_mut(column) {
                *place = point.cell.number().map(|_| point.cell.content);
            }
        }
    }
    let changed = |row: &[Option<Content>]| {
        let mut there = row.iter().flatten();
        let first = there.next();
        there.any(|other| Some(other) != first)
    };
    let rows: Vec<(Period, Vec<Option<Content>>)> = periods
        .into_iter()
        .filter(|(_, row)| changed(row))
        .map(|((_, period), row)| (period, row))
        .collect();
    // A column that says nothing new is left out.
    let kept: Vec<usize> = (0..known.len())
        .filter(|column| {
            rows.iter().any(|(_, row)| {
                let here = row.get(*column).copied().flatten();
                let before = row.iter().take(*column).rev().find_map(|other| *other);
                here.is_some() && here != before
            })
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let words = |content: Option<Content>| match content {
        Some(Content::Value(value)) => number::number(value, decimals, lang),
        _ => String::new(),
    };
    Some(Revisions {
        known: kept
            .iter()
            .filter_map(|column| known.get(*column))
            .map(|(day, _)| (*day, date::date(*day, lang)))
            .collect(),
        rows: rows
            .into_iter()
            .map(|(period, row)| {
                let fields = kept
                    .iter()
                    .map(|column| words(row.get(*column).copied().flatten()));
                (date::period(period, lang), fields.collect())
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::value::{Cell, Number};

    fn point(year: i32, value: f64) -> Point {
        Point {
            period: Period::year(year).unwrap(),
            cell: Cell::value(Number::new(value).unwrap()),
        }
    }
    fn day(year: i16) -> Date {
        jiff::civil::date(year, 4, 1)
    }

    #[test]
    fn only_what_changed_is_told() {
        let known = [
            (day(2020), vec![point(2018, 1.0), point(2019, 2.0)]),
            (
                day(2021),
                vec![point(2018, 1.0), point(2019, 2.0), point(2020, 3.0)],
            ),
            (
                day(2022),
                vec![point(2018, 1.0), point(2019, 2.5), point(2020, 3.0)],
            ),
        ];
        let told = revisions(&known, 1, Lang::Nl).unwrap();
        assert_eq!(
            told.known.iter().map(|known| known.0).collect::<Vec<_>>(),
            [day(2020), day(2022)]
        );
        assert_eq!(
            told.rows,
            [("2019".to_owned(), vec!["2,0".to_owned(), "2,5".to_owned()])]
        );
        assert_eq!(revisions(&known[..2], 1, Lang::Nl), None);
        assert_eq!(revisions(&[], 1, Lang::Nl), None);
    }
}
