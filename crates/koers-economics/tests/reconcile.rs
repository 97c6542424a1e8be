//! Forecasts that add up: a run of another program, a second formulation, identities and bad input.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::forecast::{Trust, reconcile};
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;

/// A whole, two regions and two sectors crossed: four parts.
fn totals() -> Vec<Vec<usize>> {
    vec![vec![0, 1, 2, 3], vec![0, 1], vec![2, 3], vec![0, 2]]
}

fn forecasts() -> Matrix {
    Matrix::from_rows(&[
        [104.0, 55.0, 46.0, 62.0, 31.0, 22.0, 29.0, 18.0],
        [107.0, 54.0, 50.0, 60.0, 33.0, 25.0, 30.0, 17.5],
    ])
    .unwrap()
}

/// Made up: ((7919 i + 104729 j) mod 199) ÷ 10 − 9.9 for series i and period j.
fn errors() -> Matrix {
    let of = |period: u32, series: u32| f64::from((series * 7919 + period * 104_729) % 199) / 10.0 - 9.9;
    let rows: Vec<Vec<f64>> = (0..12)
        .map(|period| (0..8).map(|series| of(period, series)).collect())
        .collect();
    Matrix::from_rows(&rows).unwrap()
}

/// `MinTrace(method).fit_predict(S, y_hat, y_insample, y_hat_insample)` of hierarchicalforecast 1.5.3, Python 3.11, with the numbers above.
#[test]
fn what_hierarchicalforecast_gives() {
    let past = errors();
    let variances: Vec<f64> = past
        .transposed()
        .iter_rows()
        .map(|series| series.iter().map(|error| error * error).sum::<f64>() / 12.0)
        .collect();
    for (trust, first, second) in [
        (
            Trust::Alike,
            [
                102.66666666666666,
                55.33333333333332,
                47.33333333333333,
                61.66666666666666,
                32.33333333333333,
                22.999999999999993,
                29.333333333333332,
                18.0,
            ],
            [
                105.49999999999999,
                55.83333333333333,
                49.666666666666664,
                61.5,
                31.166666666666668,
                24.66666666666666,
                30.333333333333332,
                19.333333333333332,
            ],
        ),
        (
            Trust::ByParts,
            [
                101.9,
                54.7,
                47.2,
                61.3,
                32.025,
                22.675000000000004,
                29.275000000000002,
                17.925,
            ],
            [
                104.89999999999999,
                56.075,
                48.825,
                61.8,
                31.5875,
                24.4875,
                30.2125,
                18.6125,
            ],
        ),
        (
            Trust::Variances(&variances),
            [
                102.57277069322214,
                55.35789036314051,
                47.214880330081634,
                61.63638130231219,
                32.330412226217895,
                23.027478136922614,
                29.30596907609429,
                17.908911253987345,
            ],
            [
                105.3377934196196,
                55.77298095098884,
                49.56481246863076,
                61.42781913531306,
                31.089123778846503,
                24.68385717214234,
                30.338695356466555,
                19.226117112164204,
            ],
        ),
    ] {
        let found = reconcile(&forecasts(), &totals(), trust).unwrap();
        for (row, known) in found.forecasts.iter_rows().zip([first, second]) {
            for (value, known) in row.iter().zip(known) {
                // It adds 2·10⁻⁸ to every variance.
                assert!((value - known).abs() < 1e-7, "{trust:?}: {value} is not {known}");
            }
        }
    }
}

/// S (S′ W⁻¹ S)⁻¹ S′ W⁻¹ ŷ with W as hts for R has it, by numpy 2.4 (`numpy.linalg.inv`).
#[test]
fn errors_that_go_together_as_hts_weighs_them() {
    let past = errors();
    let found = reconcile(&forecasts(), &totals(), Trust::Errors(&past)).unwrap();
    let (lambda, known): (f64, [f64; 8]) = (
        0.45646455900669997,
        [
            102.48094997089423,
            55.090511390735486,
            47.39043858015879,
            61.46705927164339,
            32.338022792323414,
            22.75248859841207,
            29.129036479319964,
            18.261402100838826,
        ],
    );
    assert!((found.shrunk.unwrap() - lambda).abs() < 1e-12);
    for (value, known) in found.forecasts.row(0).iter().zip(known) {
        assert!((value - known).abs() < 1e-9, "{value} is not {known}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Totals are the sums of their parts; what adds up already stays; and no other forecasts that add up are nearer.
    #[test]
    fn the_nearest_that_adds_up(
        values in prop::collection::vec(-50.0..200.0_f64, 8),
        variances in prop::collection::vec(0.1..40.0_f64, 8),
        push in prop::collection::vec(-5.0..5.0_f64, 4),
    ) {
        let add_up = |parts: &[f64]| -> Vec<f64> {
            let totals = totals();
            let sums = totals.iter().map(|members| members.iter().map(|part| parts[*part]).sum());
            sums.chain(parts.iter().copied()).collect()
        };
        let table = Matrix::new(1, 8, values.clone()).unwrap();
        let found = reconcile(&table, &totals(), Trust::Variances(&variances)).unwrap();
        let row = found.forecasts.row(0);
        for (value, sum) in row.iter().zip(add_up(&row[4..])) {
            prop_assert!((value - sum).abs() < 1e-9);
        }
        let away = |other: &[f64]| -> f64 {
            other.iter().zip(&values).zip(&variances).map(|((other, value), variance)| (other - value).powi(2) / variance).sum()
        };
        let pushed: Vec<f64> = row[4..].iter().zip(&push).map(|(value, push)| value + push).collect();
        prop_assert!(away(row) <= away(&add_up(&pushed)) + 1e-9);
        let again = reconcile(&found.forecasts, &totals(), Trust::ByParts).unwrap();
        for (value, kept) in row.iter().zip(again.forecasts.row(0)) {
            prop_assert!((value - kept).abs() < 1e-9);
        }
    }
}

#[test]
fn bad_input_is_refused_by_name() {
    let of = |totals: &[Vec<usize>], trust| reconcile(&forecasts(), totals, trust).unwrap_err();
    assert_eq!(of(&[], Trust::Alike), Fault::Empty { input: "totals" });
    assert!(matches!(
        of(&[vec![7]], Trust::Alike),
        Fault::NoSuchLink {
            from: 0,
            to: 7,
            units: 7,
            ..
        }
    ));
    assert_eq!(of(&[vec![1, 1]], Trust::Alike), Fault::Twice { unit: 1 });
    assert!(matches!(
        of(&[vec![]], Trust::Alike),
        Fault::EmptyRow { row: 0, .. }
    ));
    assert!(matches!(
        of(&[vec![0, 1]], Trust::Variances(&[0.0; 8])),
        Fault::Setting { name: "variance", .. }
    ));
    assert!(matches!(
        of(&[vec![0, 1]], Trust::Variances(&[1.0; 7])),
        Fault::Size { .. }
    ));
    let one = Matrix::new(1, 8, vec![1.0; 8]).unwrap();
    assert!(matches!(
        of(&[vec![0, 1]], Trust::Errors(&one)),
        Fault::TooShort { needed: 2, .. }
    ));
    let flat = Matrix::new(2, 8, vec![0.0; 16]).unwrap();
    assert_eq!(
        of(&[vec![0, 1]], Trust::Errors(&flat)),
        Fault::NoContrast { input: "errors" }
    );
    assert!(matches!(of(&vec![vec![0]; 8], Trust::Alike), Fault::Size { .. }));
}
