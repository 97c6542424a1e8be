//! What comes next: numbers that R printed, coverage of intervals on made-up series, and bad input.
//!
//! `series.tsv` beside this file: the flow of the Nile 1871-1970, deaths by accident in the USA 1973-78 and passengers by air 1949-60, by month, of the data sets of R; the others are used elsewhere.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod support;

use koers_economics::Fault;
use koers_economics::forecast::*;
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use support::series;

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
}

fn form(error: ErrorForm, trend: TrendForm, season: SeasonForm) -> Form {
    Form { error, trend, season }
}

/// R. J. Hyndman and G. Athanasopoulos (2018), section 7.1, printed by `ses` of forecast for R.
#[test]
fn oil_is_smoothed_as_the_book_prints_it() {
    let oil = [
        445.3641, 453.1950, 454.4096, 422.3789, 456.0371, 440.3866, 425.1944, 486.2052, 500.4291, 521.2759,
        508.9476, 488.8889, 509.8706, 456.7229, 473.8166, 525.9509, 549.8338, 542.3405,
    ];
    let found =
        exponential_smoothing(&oil, form(ErrorForm::Additive, TrendForm::None, SeasonForm::None)).unwrap();
    close(found.sigma, 29.8282, 2e-4);
    // AIC = 178.1430 with three numbers that are estimated.
    assert!(found.deviance + 6.0 <= 178.143_05);
    let fitted = [
        446.5868, 445.5672, 451.9280, 453.9974, 427.6311, 451.3186, 442.2025, 428.0196, 476.5400, 496.4609,
    ];
    for ((value, error), printed) in oil.iter().zip(&found.errors).zip(fitted) {
        close(value - error, printed, 0.03);
    }
}

/// Runs of `ets` of forecast for R 4.2.2 (Debian 12).
#[test]
fn seasons_are_fitted_no_worse_than_r_does() {
    let deaths = exponential_smoothing(
        &series("USAccDeaths"),
        form(ErrorForm::Additive, TrendForm::None, SeasonForm::Additive(12)),
    )
    .unwrap();
    // R stops at 1148.7161 with α = 0.5946. With the states by exact least squares for each pair of gains (the model is linear in them) numpy finds 1143.0065 at α = 0.58, γ = 0.0001.
    assert!((1143.0..=1143.0066).contains(&deaths.aicc), "{}", deaths.aicc);
    close(deaths.alpha, 0.58, 0.02);
    let air = exponential_smoothing(
        &series("AirPassengers"),
        form(
            ErrorForm::Multiplicative,
            TrendForm::Damped,
            SeasonForm::Multiplicative(12),
        ),
    )
    .unwrap();
    // R stops at 1400.6384.
    assert!(air.aicc <= 1399.7176, "{}", air.aicc);
    let outlook = air.outlook(12, 0.8, 1).unwrap();
    for (step, printed) in [(0, 441.80185), (1, 434.11862), (2, 496.63005)] {
        close(outlook.points[step] / printed, 1.0, 0.002);
    }
    assert!(
        outlook
            .intervals
            .iter()
            .zip(&outlook.points)
            .all(|((low, high), point)| low < point && point < high)
    );
}

/// `thetaf(Nile, h = 3)` of forecast for R.
#[test]
fn theta_of_the_nile_is_that_of_r() {
    let found = theta(&series("Nile"), 3, 0.8).unwrap();
    for (own, printed) in found.outlook.points.iter().zip([799.81200, 798.45484, 797.09769]) {
        close(*own, printed, 0.02);
    }
    close(found.drift, (797.09769 - 799.81200) / 2.0, 1e-5);
}

#[test]
fn the_choice_takes_the_least_and_keeps_the_rest() {
    let found = choose_smoothing(&series("AirPassengers"), 12).unwrap();
    assert_eq!(found.candidates.len(), 15);
    assert!(found.candidates.is_sorted_by(|a, b| a.aicc <= b.aicc));
    // R chooses (M,Ad,M) at 1400.6384; the same search in numpy, with the model as the book writes it, has 1390.8515 for (M,A,M).
    assert_eq!(found.best.form.to_string(), "(M,A,M)");
    close(found.best.aicc, 1390.8515, 1e-4);
    let deaths = choose_smoothing(&series("USAccDeaths"), 12).unwrap();
    assert!(deaths.best.aicc <= 1143.0066);
    let nile = choose_smoothing(&series("Nile"), 1).unwrap();
    assert_eq!(nile.candidates.len(), 6);
}

fn drawn(seed: u64, count: usize) -> Vec<f64> {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    (0..count)
        .map(|_| StandardNormal.sample(&mut generator))
        .collect()
}

/// Of 300 made-up series of 60 values: how often intervals of 80% held the truth at one and at six periods ahead. A little less than promised is what guessed parameters cost.
#[test]
fn intervals_hold_as_often_as_they_promise() {
    let coverage = |make: &dyn Fn(&[f64]) -> Vec<f64>, method: &dyn Fn(&[f64]) -> Outlook| -> [f64; 2] {
        let mut held = [0.0; 2];
        for seed in 0..300 {
            let values = make(&drawn(seed, 66));
            let outlook = method(&values[..60]);
            for (held, ahead) in held.iter_mut().zip([0, 5]) {
                let (low, high) = outlook.intervals[ahead];
                *held += if (low..=high).contains(&values[60 + ahead]) {
                    1.0 / 300.0
                } else {
                    0.0
                };
            }
        }
        held
    };
    let walk = |noise: &[f64]| -> Vec<f64> {
        let mut level = 100.0;
        noise
            .iter()
            .map(|step| {
                level += step;
                level
            })
            .collect()
    };
    let level = |noise: &[f64]| -> Vec<f64> {
        let mut level = 100.0;
        noise
            .iter()
            .map(|step| {
                let value = level + step;
                level += 0.3 * step;
                value
            })
            .collect()
    };
    let grows = |noise: &[f64]| -> Vec<f64> {
        let mut level = 100.0;
        noise
            .iter()
            .map(|step| {
                let value = level * (1.01 + 0.02 * step);
                level = level * 1.01 + 0.5 * (value - level * 1.01);
                value
            })
            .collect()
    };
    let simple = form(ErrorForm::Additive, TrendForm::None, SeasonForm::None);
    let shares = form(ErrorForm::Multiplicative, TrendForm::Additive, SeasonForm::None);
    // The error of a share of 80% of 300 is 2.3%.
    for (name, found) in [
        (
            "naive",
            coverage(&walk, &|past| naive(past, Benchmark::Last, 6, 0.8).unwrap()),
        ),
        (
            "simple",
            coverage(&level, &|past| {
                exponential_smoothing(past, simple)
                    .unwrap()
                    .outlook(6, 0.8, 1)
                    .unwrap()
            }),
        ),
        (
            "shares",
            coverage(&grows, &|past| {
                exponential_smoothing(past, shares)
                    .unwrap()
                    .outlook(6, 0.8, 1)
                    .unwrap()
            }),
        ),
    ] {
        for share in found {
            assert!((0.66..0.87).contains(&share), "{name}: {found:?}");
        }
    }
}

#[test]
fn drawn_intervals_are_those_of_the_formula_where_errors_are_small() {
    // With small errors in proportion, a level of about 100 and the same gains, both forms say the same.
    let values: Vec<f64> = drawn(7, 80).iter().map(|noise| 100.0 + 0.5 * noise).collect();
    let run = |error| {
        exponential_smoothing(&values, form(error, TrendForm::None, SeasonForm::None))
            .unwrap()
            .outlook(4, 0.8, 3)
            .unwrap()
    };
    let (additive, shares) = (run(ErrorForm::Additive), run(ErrorForm::Multiplicative));
    for ((low, high), (other_low, other_high)) in additive.intervals.iter().zip(&shares.intervals) {
        close(high - low, other_high - other_low, 0.08);
        close(*low, *other_low, 0.08);
    }
    assert_eq!(run(ErrorForm::Multiplicative), shares);
}

proptest! {
    /// In another unit the forecast is the same in that unit, and the choice does not change with the number of threads.
    #[test]
    fn a_unit_changes_nothing(seed in 0_u64..1000, unit in prop::sample::select(vec![1e-6, 1e6])) {
        let values: Vec<f64> = drawn(seed, 24).iter().enumerate().map(|(at, noise)| 50.0 + 2.0 * at as f64 + noise).collect();
        let other: Vec<f64> = values.iter().map(|value| value * unit).collect();
        let shape = form(ErrorForm::Additive, TrendForm::Additive, SeasonForm::None);
        let (a, b) = (exponential_smoothing(&values, shape).unwrap(), exponential_smoothing(&other, shape).unwrap());
        prop_assert!((a.sigma * unit / b.sigma - 1.0).abs() < 1e-4, "{} {}", a.sigma, b.sigma / unit);
        let (a, b) = (a.outlook(3, 0.8, 0).unwrap(), b.outlook(3, 0.8, 0).unwrap());
        for (a, b) in a.points.iter().zip(&b.points) {
            prop_assert!((a * unit / b - 1.0).abs() < 1e-3);
        }
    }
}

#[test]
fn one_thread_or_many_give_the_same() {
    let nile = series("Nile");
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let chosen = choose_smoothing(&nile, 1).unwrap();
            let past = rolling_origin(&nile, 90, 3, 1, |past| naive(past, Benchmark::Drift, 3, 0.8)).unwrap();
            (chosen, past)
        })
    };
    assert_eq!(run(1), run(3));
}

#[test]
fn rolling_origins_count_and_scale() {
    let nile = series("Nile");
    let found = rolling_origin(&nile, 50, 3, 1, |past| naive(past, Benchmark::Mean, 3, 0.8)).unwrap();
    assert_eq!(
        found.horizons.iter().map(|one| one.tries).collect::<Vec<_>>(),
        [50, 49, 48]
    );
    for one in &found.horizons {
        assert!(one.root_mean_square >= one.mean_error && one.bias.abs() <= one.mean_error);
        // The mean of the Nile lies too high after the dam, and still beats the last value.
        assert!(one.bias < 0.0 && one.scaled.unwrap() < 1.0);
    }
    let flat = rolling_origin(&[3.0; 12], 4, 2, 1, |past| naive(past, Benchmark::Last, 2, 0.8)).unwrap();
    assert_eq!((flat.horizons[0].scaled, flat.horizons[0].coverage), (None, 1.0));
    let seasons = [5.0, 9.0, 2.0, 5.0, 9.0, 2.0, 5.0, 9.0, 2.0, 5.0];
    let found = naive(&seasons, Benchmark::Season(3), 5, 0.8).unwrap();
    assert_eq!(found.points, [9.0, 2.0, 5.0, 9.0, 2.0]);
}

#[test]
fn what_cannot_be_forecast_is_refused() {
    let nile = series("Nile");
    let simple = form(ErrorForm::Additive, TrendForm::None, SeasonForm::None);
    assert_eq!(
        exponential_smoothing(&nile[..4], simple),
        Err(Fault::TooShort { found: 4, needed: 5 })
    );
    let monthly = form(ErrorForm::Additive, TrendForm::None, SeasonForm::Additive(12));
    assert_eq!(
        exponential_smoothing(&nile[..20], monthly),
        Err(Fault::TooShort {
            found: 20,
            needed: 24
        })
    );
    let unstable = form(
        ErrorForm::Additive,
        TrendForm::None,
        SeasonForm::Multiplicative(12),
    );
    assert!(matches!(
        exponential_smoothing(&nile, unstable),
        Err(Fault::Setting { name: "season", .. })
    ));
    let shares = form(ErrorForm::Multiplicative, TrendForm::None, SeasonForm::None);
    let mut broken = nile.clone();
    broken[3] = -1.0;
    assert!(matches!(
        exponential_smoothing(&broken, shares),
        Err(Fault::NegativeCell { column: 3, .. })
    ));
    broken[3] = 0.0;
    assert!(matches!(
        exponential_smoothing(&broken, shares),
        Err(Fault::NoTotal { row: 3, .. })
    ));
    assert_eq!(choose_smoothing(&broken, 1).unwrap().candidates.len(), 3);
    broken[3] = f64::NAN;
    assert!(matches!(
        choose_smoothing(&broken, 1),
        Err(Fault::NotFinite { .. })
    ));
    assert!(matches!(
        choose_smoothing(&nile[..3], 1),
        Err(Fault::TooShort { found: 3, .. })
    ));
    assert!(choose_smoothing(&nile, 0).is_err());
    let fit = exponential_smoothing(&nile, simple).unwrap();
    assert!(fit.outlook(0, 0.8, 0).is_err() && fit.outlook(1, 1.0, 0).is_err());
    assert!(naive(&nile, Benchmark::Season(0), 1, 0.8).is_err());
    assert!(naive(&nile[..3], Benchmark::Drift, 1, 0.8).is_err());
    assert!(theta(&nile[..4], 1, 0.8).is_err());
    assert!(rolling_origin(&nile, 99, 2, 1, |past| naive(past, Benchmark::Last, 2, 0.8)).is_err());
    // A series that never moves has a forecast, and no error.
    let flat = exponential_smoothing(&[4.0; 10], simple)
        .unwrap()
        .outlook(2, 0.8, 0)
        .unwrap();
    close(flat.points[1], 4.0, 1e-9);
    let nought = choose_smoothing(&[0.0; 10], 1)
        .unwrap()
        .best
        .outlook(2, 0.8, 0)
        .unwrap();
    close(nought.points[1], 0.0, 1e-9);
}
