//! How figures came out later: what was known of each period first, what is known of it now, and how far they lie apart.

use koers_model::period::Period;
use koers_model::revision::{Fate, PeriodRevision, RevisionSummary};
use koers_model::value::{Cell, Missing, Number};
use koers_model::verdict::Point;
use std::collections::BTreeMap;

/// Lays the vintages of a series side by side, period by period.
///
/// A vintage is the whole series as it was known then. A period that a vintage does not have is absent there.
#[must_use]
pub fn revisions(vintages: &[Vec<Point>]) -> Vec<PeriodRevision> {
    let mut rows: BTreeMap<_, (Period, Vec<Cell>)> = BTreeMap::new();
    for (at, points) in vintages.iter().enumerate() {
        for point in points {
            let key = (point.period.start(), point.period);
            let (_, cells) = rows
                .entry(key)
                .or_insert_with(|| (point.period, vec![Cell::missing(Missing::Absent); vintages.len()]));
            if let Some(cell) = cells.get_mut(at) {
                *cell = point.cell;
            }
        }
    }
    rows.into_values()
        .map(|(period, cells)| {
            let known = |cell: &Cell| cell.number();
            let began = cells.iter().position(|cell| known(cell).is_some());
            let first = began.and_then(|at| cells.get(at)).and_then(known);
            let last = cells.last().and_then(known);
            let fate = match (began, first, last) {
                (Some(at), Some(_), Some(_)) if at + 1 == cells.len() => Fate::New,
                (_, Some(first), Some(last)) if first == last => Fate::Stays,
                (_, Some(_), Some(_)) => Fate::Revised,
                (_, Some(_), None) => Fate::Vanished,
                (_, None, _) => Fate::Never,
            };
            PeriodRevision {
                period,
                cells,
                first,
                last,
                fate,
            }
        })
        .collect()
}

/// Revisions in numbers: how many, which way, how large.
///
/// With revision Rₜ = Lₜ − Pₜ (the last number less the first) over the n periods that have both: mean revision Σ R ÷ n, mean absolute revision
/// Σ |R| ÷ n, relative mean absolute revision Σ |R| ÷ Σ |L|.
///
/// Source: R. McKenzie and M. Gamba (2008), *Interpreting the results of revision analyses: recommended summary statistics*, OECD.
#[must_use]
pub fn summary(rows: &[PeriodRevision]) -> RevisionSummary {
    let of = |fate: Fate| rows.iter().filter(|row| row.fate == fate).count();
    let by: Vec<f64> = rows.iter().filter_map(|row| row.by().map(Number::get)).collect();
    let held = rows.iter().filter(|row| row.by().is_some());
    let size: f64 = held.filter_map(|row| row.last).map(|last| last.get().abs()).sum();
    let sum: f64 = by.iter().sum();
    let absolute: f64 = by.iter().map(|by| by.abs()).sum();
    let mean = |sum: f64| {
        (!by.is_empty())
            .then(|| sum / by.len() as f64)
            .and_then(Number::new)
    };
    RevisionSummary {
        compared: by.len(),
        revised: of(Fate::Revised),
        raised: by.iter().filter(|by| **by > 0.0).count(),
        lowered: by.iter().filter(|by| **by < 0.0).count(),
        new: of(Fate::New),
        vanished: of(Fate::Vanished),
        mean: mean(sum),
        mean_absolute: mean(absolute),
        relative: (size > 0.0).then(|| absolute / size).and_then(Number::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(points: &[(&str, Option<f64>)]) -> Vec<Point> {
        let point = |(period, value): &(&str, Option<f64>)| Point {
            period: Period::parse(period).unwrap(),
            cell: value.map_or(Cell::missing(Missing::NotAvailable), |value| {
                Cell::value(Number::new(value).unwrap())
            }),
        };
        points.iter().map(point).collect()
    }

    #[test]
    fn every_fate_is_told_apart() {
        let vintages = [
            series(&[
                ("2018", Some(10.0)),
                ("2019", Some(20.0)),
                ("2020", None),
                ("2017", Some(4.0)),
            ]),
            series(&[
                ("2018", Some(11.0)),
                ("2019", Some(20.0)),
                ("2020", Some(30.0)),
                ("2017", Some(4.0)),
            ]),
            series(&[
                ("2018", Some(12.0)),
                ("2019", Some(20.0)),
                ("2020", Some(28.0)),
                ("2021", Some(5.0)),
            ]),
        ];
        let rows = revisions(&vintages);
        let told: Vec<(String, Fate, Option<f64>)> = rows
            .iter()
            .map(|row| (row.period.to_string(), row.fate, row.by().map(Number::get)))
            .collect();
        let expected = [
            ("2017", Fate::Vanished, None),
            ("2018", Fate::Revised, Some(2.0)),
            ("2019", Fate::Stays, Some(0.0)),
            ("2020", Fate::Revised, Some(-2.0)),
            ("2021", Fate::New, None),
        ];
        let expected: Vec<_> = expected
            .map(|(period, fate, by)| (period.to_owned(), fate, by))
            .into();
        assert_eq!(told, expected);
        // By hand: R = 2, 0, −2 over L = 12, 20, 28.
        let found = summary(&rows);
        assert_eq!(
            (found.compared, found.revised, found.raised, found.lowered),
            (3, 2, 1, 1)
        );
        assert_eq!((found.new, found.vanished), (1, 1));
        assert_eq!(found.mean.map(Number::get), Some(0.0));
        assert_eq!(found.mean_absolute.map(Number::get), Some(4.0 / 3.0));
        assert_eq!(found.relative.map(Number::get), Some(4.0 / 60.0));
    }

    #[test]
    fn one_vintage_says_nothing_of_revisions() {
        let rows = revisions(&[series(&[("2018", Some(1.0)), ("2019", None)])]);
        assert_eq!(
            rows.iter().map(|row| row.fate).collect::<Vec<_>>(),
            [Fate::New, Fate::Never]
        );
        let found = summary(&rows);
        assert_eq!((found.compared, found.mean, found.relative), (0, None, None));
        assert!(revisions(&[]).is_empty());
    }

    #[test]
    fn nought_all_along_has_no_relative_revision() {
        let vintages = [series(&[("2018", Some(0.0))]), series(&[("2018", Some(0.0))])];
        let found = summary(&revisions(&vintages));
        assert_eq!(found.mean_absolute.map(Number::get), Some(0.0));
        assert_eq!(found.relative, None);
    }
}
