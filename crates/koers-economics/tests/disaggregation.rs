//! Years by quarter: numbers that R printed, a second formulation, identities and bad input.
//!
//! `series.tsv` beside this file: sales of the Swiss chemical and pharmaceutical industry by year, 1975-2010 (index), and their exports by quarter, 1972-2011, from the data sets of the
//! package tempdisagg for R (Sax and Steiner). The numbers are those of `td` of that package, version 1, in R 4.2.2.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod support;

use koers_economics::forecast::*;
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;
use support::series;

fn close(found: f64, printed: f64) {
    assert!(
        (found - printed).abs() <= 2e-9 * printed.abs().max(1.0),
        "{found} is not {printed}"
    );
}

fn exports() -> Matrix {
    let exports = series("SwissExports");
    Matrix::new(exports.len(), 1, exports).unwrap()
}

/// Three years of exports lie before the first sales.
fn sales(constant: bool, errors: ShortErrors) -> ChowLin {
    chow_lin(
        &series("SwissSales"),
        4,
        Conversion::Sum,
        &exports(),
        constant,
        12,
        errors,
    )
    .unwrap()
}

/// `td(sales.a ~ exports.q, method = "chow-lin-maxlog")`
#[test]
fn chow_lin_is_that_of_r() {
    let found = sales(true, ShortErrors::MaximumLikelihood);
    close(found.coefficients[0].value, 12.4088761425);
    close(found.coefficients[1].value, 0.0133918368);
    assert_eq!((found.rho, found.at_end), (Some(0.0), true));
    assert!((found.fit.unwrap() - 0.994_575).abs() < 5e-7);
    for (value, printed) in found
        .values
        .iter()
        .zip([31.5945438, 31.9193226, 30.3882473, 33.0241893])
    {
        assert!((value - printed).abs() < 5e-8, "{value} is not {printed}");
    }
}

/// `td(sales.a ~ 0 + exports.q, method = …)`
#[test]
fn every_kind_of_errors_is_that_of_r() {
    let of = |errors| {
        let found = sales(false, errors);
        (found.coefficients[0].value, found.rho)
    };
    close(of(ShortErrors::Walk).0, 0.00996745388);
    close(of(ShortErrors::Fixed(0.5)).0, 0.0144725437);
    close(of(ShortErrors::Fixed(0.0)).0, 0.0145208437);
    let (coefficient, rho) = of(ShortErrors::LeastSquares);
    // R searches ρ to 2⁻¹³ of its range by default; the least is ours.
    assert!((coefficient - 0.0143561668).abs() < 1e-8, "{coefficient}");
    assert!((rho.unwrap() - 0.752_009_954).abs() < 1e-4, "{rho:?}");
}

/// `td(sales.a ~ 1, to = "quarterly", method = "denton-cholette")`
#[test]
fn denton_is_that_of_r() {
    for even in [Even::Ratio, Even::Distance] {
        let found = denton(&series("SwissSales"), 4, Conversion::Sum, None, 0, even).unwrap();
        let printed = [
            33.3871779, 33.7025396, 34.3332632, 35.2793485, 36.5407955, 37.5346635, 38.2609524, 38.7196623,
        ];
        for (value, printed) in found.iter().zip(printed) {
            assert!((value - printed).abs() < 6e-8, "{value} is not {printed}");
        }
    }
}

fn parts(conversion: Conversion, values: &[f64]) -> Vec<f64> {
    values
        .chunks_exact(3)
        .map(|part| match conversion {
            Conversion::Sum => part.iter().sum(),
            Conversion::Mean => part.iter().sum::<f64>() / 3.0,
            Conversion::First => part[0],
            Conversion::Last => part[2],
        })
        .collect()
}

const CONVERSIONS: [Conversion; 4] = [
    Conversion::Sum,
    Conversion::Mean,
    Conversion::First,
    Conversion::Last,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// The long values are met exactly, and no other way that meets them is more even.
    #[test]
    fn denton_is_the_most_even_way(
        long in prop::collection::vec(10.0..1_000.0_f64, 4),
        indicator in prop::collection::vec(1.0..9.0_f64, 14),
        push in prop::collection::vec(-1.0..1.0_f64, 14),
        which in 0..4_usize,
    ) {
        let conversion = CONVERSIONS[which];
        for even in [Even::Ratio, Even::Distance] {
            let found = denton(&long, 3, conversion, Some(&indicator), 1, even).unwrap();
            for (made, long) in parts(conversion, &found[1..13]).iter().zip(&long) {
                prop_assert!((made - long).abs() < 1e-7 * long);
            }
            let rough = |values: &[f64]| -> f64 {
                let level: Vec<f64> = values.iter().zip(&indicator).map(|(value, known)| match even {
                    Even::Ratio => value / known,
                    Even::Distance => value - known,
                }).collect();
                level.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum()
            };
            // A push that changes no long value.
            let weights: &[f64] = match conversion {
                Conversion::Sum | Conversion::Mean => &[1.0, 1.0, 1.0],
                Conversion::First => &[1.0, 0.0, 0.0],
                Conversion::Last => &[0.0, 0.0, 1.0],
            };
            let whole: f64 = weights.iter().sum();
            let mut other = found.clone();
            other[0] += push[0];
            other[13] += push[13];
            for (part, push) in other[1..13].chunks_mut(3).zip(push[1..13].chunks(3)) {
                let off: f64 = push.iter().zip(weights).map(|(push, weight)| push * weight).sum::<f64>() / whole;
                for ((value, push), weight) in part.iter_mut().zip(push).zip(weights) {
                    *value += push - if *weight > 0.0 { off } else { 0.0 };
                }
            }
            prop_assert!(rough(&found) <= rough(&other) * (1.0 + 1e-9) + 1e-9);
        }
    }

    /// Long values are met exactly under all errors, units do not matter, and errors of values are nought where a value is known.
    #[test]
    fn chow_lin_meets_the_years(
        long in prop::collection::vec(10.0..1_000.0_f64, 6),
        indicator in prop::collection::vec(1.0..9.0_f64, 20),
        which in 0..4_usize,
        rho in 0.0..0.95_f64,
    ) {
        let conversion = CONVERSIONS[which];
        let table = Matrix::new(20, 1, indicator.clone()).unwrap();
        let larger = Matrix::new(20, 1, indicator.iter().map(|value| value * 1e3).collect()).unwrap();
        for errors in [ShortErrors::Fixed(rho), ShortErrors::Walk, ShortErrors::MaximumLikelihood, ShortErrors::LeastSquares] {
            let found = chow_lin(&long, 3, conversion, &table, true, 1, errors).unwrap();
            for (made, long) in parts(conversion, &found.values[1..19]).iter().zip(&long) {
                prop_assert!((made - long).abs() < 1e-6 * long);
            }
            if conversion == Conversion::First {
                prop_assert!(found.errors[1] < 1e-4 * long[0]);
            }
            let scaled = chow_lin(&long, 3, conversion, &larger, true, 1, errors).unwrap();
            for (value, other) in found.values.iter().zip(&scaled.values) {
                prop_assert!((value - other).abs() < 1e-4 * value.abs().max(1.0), "{value} {other}");
            }
        }
    }
}

#[test]
fn bad_input_is_refused_by_name() {
    let short = denton(&[1.0, 2.0], 4, Conversion::Sum, Some(&[1.0; 7]), 0, Even::Ratio);
    assert_eq!(short, Err(Fault::TooShort { found: 7, needed: 8 }));
    let flat = denton(
        &[1.0, 2.0],
        2,
        Conversion::Sum,
        Some(&[1.0, 0.0, 1.0, 1.0]),
        0,
        Even::Ratio,
    );
    assert!(matches!(
        flat,
        Err(Fault::Setting {
            name: "indicator",
            ..
        })
    ));
    assert!(matches!(
        denton(&[1.0, 2.0], 1, Conversion::Sum, None, 0, Even::Ratio),
        Err(Fault::Setting { .. })
    ));
    assert!(matches!(
        denton(&[1.0], 4, Conversion::Sum, None, 0, Even::Ratio),
        Err(Fault::TooShort { needed: 2, .. })
    ));
    let table = |values: &[f64]| Matrix::new(values.len(), 1, values.to_vec()).unwrap();
    let of = |long: &[f64], table: &Matrix, errors| {
        chow_lin(long, 2, Conversion::Sum, table, true, 0, errors).unwrap_err()
    };
    let same = table(&[1.0; 8]);
    let other = table(&[1.0, 2.0, 4.0, 1.0, 5.0, 7.0, 6.0, 6.0]);
    let long = [1.0, 2.0, 3.0, 5.0];
    assert_eq!(
        of(&long, &same, ShortErrors::Walk),
        Fault::NoContrast { input: "indicators" }
    );
    assert!(matches!(
        of(&long, &other, ShortErrors::Fixed(1.0)),
        Fault::Setting { name: "ρ", .. }
    ));
    assert!(matches!(
        of(&long[..2], &other, ShortErrors::Walk),
        Fault::TooShort { found: 2, needed: 3 }
    ));
    assert!(matches!(
        of(&[1.0; 5], &other, ShortErrors::Walk),
        Fault::TooShort { found: 8, needed: 10 }
    ));
}
