//! Jobs in Drenthe against the country: the base year decides the sign of the regional effect.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::growth::{Sign, dynamic_shift_share, shift_share, shift_share_bounds};
use koers_economics::{Cell, Cells, Matrix};

/// Years 2010 and 2019 to 2024, in thousands of jobs.
fn panel(name: &str) -> Matrix {
    let text = include_str!("drenthe.tsv");
    let lines = text.lines().filter(|line| line.split('\t').next() == Some(name));
    let rows: Vec<Vec<f64>> = lines
        .map(|line| {
            line.split('\t')
                .skip(2)
                .map(|number| number.parse().unwrap())
                .collect()
        })
        .collect();
    Matrix::from_rows(&rows).unwrap()
}

#[test]
fn the_sign_of_the_regional_effect_depends_on_the_base_year() {
    let (drenthe, country) = (panel("drenthe"), panel("netherlands"));
    let to = |end: usize| {
        let found = shift_share(&drenthe, &country, 0, end).unwrap();
        assert_eq!(found.regional_sign, Sign::Depends);
        assert_eq!(found.total.regional, found.base_years[0].total.regional);
        found
            .base_years
            .iter()
            .map(|year| year.total.regional)
            .collect::<Vec<f64>>()
    };
    // To 2023: a thousand jobs behind from 2010, two thousand ahead from 2019.
    let to_2023 = to(5);
    assert!(
        (to_2023[0] + 0.97).abs() < 0.005 && (to_2023[1] - 1.99).abs() < 0.005,
        "{to_2023:?}"
    );
    // A year later from -1.2 to 1.9, and below nought again from 2023.
    let to_2024 = to(6);
    let rounded: Vec<String> = to_2024.iter().map(|effect| format!("{effect:.2}")).collect();
    assert_eq!(rounded, ["-1.23", "1.87", "0.75", "0.26", "0.92", "-0.14"]);
    // Renewing the mix at each step of the panel does not take the doubt away.
    let stepwise = dynamic_shift_share(&drenthe, &country, 0, 6).unwrap();
    assert_eq!(stepwise.regional_sign, Sign::Depends);
    assert!((stepwise.total.change - (220.1 - 193.7)).abs() < 1e-9);
}

#[test]
fn rounding_alone_could_turn_the_sign() {
    // Each figure is a sum of three areas, rounded to a hundred jobs each: up to 0.15 thousand off.
    let (drenthe, country) = (panel("drenthe"), panel("netherlands"));
    let cell = |&value: &f64| Cell::Withheld {
        low: f64::max(value - 0.15, 0.0),
        high: value + 0.15,
    };
    let rounded = Cells::new(7, 10, drenthe.values().iter().map(cell).collect()).unwrap();
    let found = shift_share_bounds(&rounded, &country, 0, 5).unwrap();
    let regional = found.base_years[1].total.regional;
    assert!(regional.low < 0.0 && regional.high > 4.0, "{regional:?}");
    assert_eq!(found.regional_sign, Sign::Open);
}

#[test]
fn what_is_withheld_widens_and_still_holds_the_truth() {
    // As it happened in 2011 to 2015: construction and public services withheld, the total known.
    let (drenthe, country) = (panel("drenthe"), panel("netherlands"));
    let totals: Vec<Option<f64>> = drenthe.row_totals().into_iter().map(Some).collect();
    let mut cells: Vec<Cell> = drenthe.values().iter().map(|&value| Cell::Known(value)).collect();
    let open = Cell::Withheld {
        low: 0.0,
        high: 100.0,
    };
    (cells[2], cells[8]) = (open, open);
    let withheld = Cells::new(7, 10, cells).unwrap().with_totals(totals).unwrap();
    let found = shift_share_bounds(&withheld, &country, 0, 6).unwrap();
    let truth = shift_share(&drenthe, &country, 0, 6).unwrap();
    let span = found.total.regional;
    assert!(span.low <= truth.total.regional && truth.total.regional <= span.high && span.width() > 1.0);
    // National effect and change rest on totals alone, and the other base years on known cells.
    assert!(found.total.national.width() < 1e-9 && found.total.change.width() < 1e-9);
    assert!(found.base_years[1].total.regional.width() < 1e-9);
    assert_eq!(found.regional_sign, Sign::Depends);
}
