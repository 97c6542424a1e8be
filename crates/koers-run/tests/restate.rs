//! Known shifts in published series, raw and on the boundaries of one day.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]

mod drenthe;

use jiff::civil::date;
use koers_model::region::{Refusal, RegionCode, Way};
use koers_model::text::Lang;
use koers_run::restate::{Asked, On, Row, side_by_side};
use koers_run::workspace;
use koers_run::world::Memory;

fn rows(
    world: &Memory,
    what: &str,
    day: jiff::civil::Date,
    region: Option<&str>,
    measure: Option<&str>,
) -> Vec<Row> {
    let workspace = workspace::read(world, Lang::Nl).unwrap();
    let asked = Asked {
        on: On { day, basis: None },
        measure: measure.map(str::to_owned),
        region: region.and_then(RegionCode::new),
        as_of: None,
    };
    side_by_side(world, &workspace, what, &asked).unwrap().rows
}

fn number(cell: koers_model::value::Cell) -> Option<f64> {
    cell.number().map(koers_model::value::Number::get)
}

/// Inhabitants on 1 January 2021 (Statistics Netherlands, 85039NED) on the boundaries of 2022, beside those of 1 January 2022 as published (85318NED).
#[test]
fn restated_inhabitants_of_2021_are_followed_by_the_published_ones_of_2022() {
    let world = drenthe::world();
    let restated = rows(&world, "cbs-85039ned", date(2022, 1, 1), None, Some("population"));
    assert_eq!(restated.len(), 4);
    for row in restated {
        let later = rows(
            &world,
            "cbs-kerncijfers-2022",
            date(2022, 1, 1),
            Some(row.region.as_str()),
            Some("population"),
        );
        let (before, after) = (number(row.restated).unwrap(), number(later[0].restated).unwrap());
        assert!(
            (after / before - 1.0).abs() < 0.02,
            "{}: {before} {after}",
            row.region
        );
        // As published the series of Purmerend, which kept its code, jumps; the others have none.
        match number(row.raw) {
            Some(raw) => assert!(after / raw > 1.1, "{}", row.region),
            None => assert_ne!(row.region.as_str(), "GM0439"),
        }
    }
}

/// Employee jobs in December (Statistics Netherlands, 83582NED) of Het Gooi en Vechtstreek. Weesp left it on 24 March 2022; the figures are of the layout
/// of 1 January, so the shift is in 2023.
#[test]
fn the_largest_change_of_the_series_is_where_it_is_marked_as_a_break() {
    let world = drenthe::world();
    let rows = |region| rows(&world, "banen", date(2023, 1, 1), Some(region), None);
    let area = rows("CR24");
    let change =
        |rows: &[Row], at: usize| number(rows[at].raw).unwrap() / number(rows[at - 1].raw).unwrap() - 1.0;
    let late: Vec<usize> = (1..area.len())
        .filter(|at| area[*at].period.calendar_year() >= 2020)
        .collect();
    let largest = late
        .iter()
        .copied()
        .max_by(|a, b| change(&area, *a).abs().total_cmp(&change(&area, *b).abs()))
        .unwrap();
    let broken: Vec<usize> = (0..area.len())
        .filter(|at| !area[*at].breaks.is_empty())
        .collect();
    assert_eq!(broken, [largest]);
    assert_eq!(area[largest].period.calendar_year(), 2023);
    assert!(change(&area, largest) < -0.07);
    // The province has both sides of the border: no break, no shift.
    let province = rows("PV27");
    assert!(
        province
            .iter()
            .all(|row| row.breaks.is_empty() && row.raw == row.restated)
    );
    assert!(change(&province, largest).abs() < 0.02);
}

/// Vijfheerenlanden was made on 1 January 2019 of Vianen in Utrecht and of Leerdam and Zederik in Zuid-Holland, and lies in Utrecht. The table has no
/// municipalities, so neither province can be restated.
#[test]
fn a_province_that_got_municipalities_breaks_and_is_not_restated_without_them() {
    let world = drenthe::world();
    for (region, moved) in [("PV26", true), ("PV28", true), ("CR17", true), ("PV22", false)] {
        let rows = rows(&world, "banen", date(2020, 1, 1), Some(region), None);
        for row in &rows {
            let year = row.period.calendar_year();
            let refused = row
                .ways
                .iter()
                .any(|way| matches!(way, Way::Refused(Refusal::BordersMoved { .. })));
            assert_eq!(refused, moved && (year < 2019), "{region} {year} {:?}", row.ways);
            if refused {
                assert_eq!(number(row.restated), None);
            }
            if region == "CR17" {
                assert_eq!(!row.breaks.is_empty(), year == 2019, "{year}");
            }
        }
    }
}
