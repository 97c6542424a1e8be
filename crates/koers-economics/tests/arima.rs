//! ARIMA: numbers that R printed, what is the same as other methods, planted models and bad input.
//!
//! `arima.tsv` beside this file is written by `arima.R`, of the series of `series.tsv`.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod support;

use koers_economics::Fault;
use koers_economics::forecast::*;
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use support::series;

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|number| number.parse().unwrap()).collect()
}

/// A line of `arima.tsv`: the series, its seasons, the orders, and what R makes of them.
struct Line {
    name: String,
    series: Vec<f64>,
    seasons: usize,
    orders: Orders,
    rest: Vec<Vec<f64>>,
}

fn lines(kind: &str) -> Vec<Line> {
    let all = include_str!("arima.tsv").lines();
    let of_kind = all
        .map(|line| line.split('\t').collect::<Vec<&str>>())
        .filter(|fields| fields[0] == kind);
    of_kind
        .map(|fields| {
            let mut series = series(fields[1]);
            if fields[2] == "1" {
                series.iter_mut().for_each(|value| *value = value.ln());
            }
            let seasons = fields[3].parse().unwrap();
            let of: Vec<usize> = fields[4].split(' ').map(|one| one.parse().unwrap()).collect();
            let seasonal = SeasonalOrders {
                seasons,
                ar: of[3],
                differences: of[4],
                ma: of[5],
            };
            let orders = Orders {
                ar: of[0],
                differences: of[1],
                ma: of[2],
                seasonal: (of[3] + of[4] + of[5] > 0).then_some(seasonal),
                constant: fields[5] == "1",
            };
            Line {
                name: format!("{} {} {orders}", fields[1], fields[2]),
                series,
                seasons,
                orders,
                rest: fields[6..].iter().map(|field| numbers(field)).collect(),
            }
        })
        .collect()
}

fn orders(ar: usize, differences: usize, ma: usize, constant: bool) -> Orders {
    Orders {
        ar,
        differences,
        ma,
        seasonal: None,
        constant,
    }
}

fn estimates(found: &Arima) -> Vec<Estimate> {
    let dynamics = [&found.ar, &found.ma, &found.seasonal_ar, &found.seasonal_ma];
    let all = dynamics.into_iter().flatten().chain(&found.constant);
    all.copied().collect()
}

/// Coefficients, errors, criteria and forecasts of `Arima`, which stops a little before the top.
#[test]
fn fits_are_those_of_r_or_likelier() {
    let mut compared = 0;
    for line in lines("fit") {
        let found = arima(&line.series, line.orders).unwrap();
        let [
            coefficients,
            errors,
            whole,
            after,
            sigma,
            aicc,
            bic,
            points,
            low,
            high,
        ] = &line.rest[..]
        else {
            panic!("{}", line.name);
        };
        assert!(found.log_likelihood >= after[0] - 1e-7, "{}", line.name);
        // The likelihood there has two tops, and R's search ends on the lower.
        if line.name == "UKgas 1 (2,0,1)(0,1,0)4 + c" {
            assert!(found.log_likelihood > 3.0 + whole[0]);
            continue;
        }
        assert!((found.log_likelihood - whole[0]).abs() < 0.005, "{}", line.name);
        for (own, printed) in [(found.aicc, aicc[0]), (found.bic, bic[0])] {
            assert!((own - printed).abs() < 0.008, "{}: {own} {printed}", line.name);
        }
        // R's counts the first value ÷ 1000 as an error, too: of Lake Huron, at a height of 580, that is the most.
        let share = found.sigma_squared / sigma[0];
        assert!((share - 1.0).abs() < 0.008, "{}: {share}", line.name);
        for ((own, value), error) in estimates(&found).iter().zip(coefficients).zip(errors) {
            assert!(
                (own.value - value).abs() < 0.005 * error,
                "{}: {own:?} {value}",
                line.name
            );
            let share = own.standard_error.unwrap() / error;
            assert!((share - 1.0).abs() < 0.005, "{}: {own:?} {error}", line.name);
        }
        let outlook = found.outlook(13, 0.8).unwrap();
        for (step, (own_low, own_high)) in outlook.intervals.iter().enumerate() {
            let wide = high[step] - low[step];
            for (own, printed) in [
                (outlook.points[step], points[step]),
                (*own_low, low[step]),
                (*own_high, high[step]),
            ] {
                assert!(
                    (own - printed).abs() < 0.0025 * wide,
                    "{}: {own} {printed}",
                    line.name
                );
            }
        }
        compared += 1;
    }
    assert_eq!(compared, 12);
}

/// R 4.2.2 with forecast 8.20, as printed; R stops a little before the top, and begins differences with a variance of 10⁶.
#[test]
fn what_auto_arima_prints_is_found() {
    let close =
        |own: f64, printed: f64, within: f64| assert!((own - printed).abs() < within, "{own} {printed}");
    let users = choose_arima(&series("WWWusage"), 1).unwrap().best;
    assert_eq!(users.orders.to_string(), "(1,1,1)");
    close(users.ar[0].value, 0.65038, 1e-5);
    close(users.ma[0].value, 0.52560, 1e-5);
    close(users.sigma_squared, 9.9953, 1e-4);
    close(users.log_likelihood, -254.15, 0.005);
    close(users.aicc, 514.55, 0.005);
    let air = series("AirPassengers");
    let logarithms: Vec<f64> = air.iter().map(|value| value.ln()).collect();
    let found = choose_arima(&logarithms, 12).unwrap().best;
    assert_eq!(found.orders.to_string(), "(0,1,1)(0,1,1)12");
    close(found.ma[0].value, -0.40183, 1e-5);
    close(found.seasonal_ma[0].value, -0.55694, 1e-5);
    close(found.log_likelihood, 244.70, 0.005);
    // −483.21 is printed: twice the 0.003 of the variance at the beginning.
    close(found.aicc, -483.21, 0.0065);
    let found = choose_arima(&air, 12).unwrap().best;
    assert_eq!(found.orders.to_string(), "(2,1,1)(0,1,0)12");
    close(found.aicc, 1018.17, 0.005);
    let points = found.outlook(12, 0.8).unwrap().points;
    for (step, printed) in [(0, 445.63490), (1, 420.39500), (11, 465.50758)] {
        close(points[step], printed, 0.001);
    }
}

/// As `auto.arima` without approximations, but where R goes astray.
#[test]
fn the_choice_is_that_of_r() {
    let mut same = 0;
    for line in lines("chosen") {
        let found = choose_arima(&line.series, line.seasons).unwrap();
        assert!(found.candidates.is_sorted_by(|a, b| a.aicc <= b.aicc));
        assert_eq!(found.best.aicc, found.candidates[0].aicc);
        let aicc = line.rest[0][0];
        match line.name.as_str() {
            // After (0,1,0) without drift the walk of R goes on with drift, and meets nothing better. R's own fit of (2,1,1) has 213.51.
            "LakeHuron 0 (0,1,0)" => {
                assert_eq!(found.best.orders.to_string(), "(2,1,1)");
                assert!((found.best.aicc - 213.5072).abs() < 1e-3 && aicc > 220.0);
            }
            // R's search for (2,0,1) ends on the lower of two tops, with an AICc of −166.19.
            "UKgas 1 (1,0,0)(0,1,0)4 + c" => {
                assert_eq!(found.best.orders.to_string(), "(2,0,1)(0,1,0)4 + c");
                assert!(found.best.aicc < -172.952 && aicc > -169.29);
            }
            _ => {
                assert_eq!(found.best.orders, line.orders, "{}", line.name);
                assert!(
                    (found.best.aicc - aicc).abs() < 0.007,
                    "{}: {}",
                    line.name,
                    found.best.aicc
                );
                same += 1;
            }
        }
    }
    assert_eq!(same, 18);
}

fn drawn(seed: u64, count: usize) -> Vec<f64> {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    (0..count)
        .map(|_| StandardNormal.sample(&mut generator))
        .collect()
}

/// What is left of a value one period on: 0.7; about 100.
fn remembering(noise: &[f64]) -> Vec<f64> {
    let mut off = 0.0;
    noise
        .iter()
        .map(|step| {
            off = 0.7 * off + step;
            100.0 + off
        })
        .collect()
}

/// A level that takes four tenths of each error.
fn moving(noise: &[f64]) -> Vec<f64> {
    let mut level = 100.0;
    let mut before = 0.0;
    noise
        .iter()
        .map(|step| {
            level += step - 0.6 * before;
            before = *step;
            level
        })
        .collect()
}

#[test]
fn a_planted_memory_is_found() {
    let mut chosen = 0;
    for seed in 0..20 {
        let values = remembering(&drawn(seed, 300));
        let found = arima(&values, orders(1, 0, 0, true)).unwrap();
        let of = found.ar[0];
        assert!((of.value - 0.7).abs() < 3.5 * of.standard_error.unwrap());
        // What theory says of the errors of φ: √((1 − φ²) ÷ n), and of the mean: σ ÷ (1 − φ) √n.
        assert!((of.standard_error.unwrap() - (0.51_f64 / 300.0).sqrt()).abs() < 0.01);
        let mean = found.constant.unwrap();
        assert!((mean.value - 100.0).abs() < 4.0 * mean.standard_error.unwrap());
        let best = choose_arima(&values, 1).unwrap().best;
        chosen += usize::from(best.orders == orders(1, 0, 0, true));
    }
    // Criteria take something richer now and then, and the test takes a difference of one stationary series in twenty or so.
    assert!(chosen >= 11, "{chosen}");
}

#[test]
fn without_coefficients_it_is_the_last_value() {
    let nile = series("Nile");
    let close = |orders, rule| {
        let own = arima(&nile, orders).unwrap().outlook(6, 0.8).unwrap();
        let other = naive(&nile, rule, 6, 0.8).unwrap();
        for (a, b) in own.points.iter().zip(&other.points) {
            assert!((a - b).abs() < 1e-8, "{a} {b}");
        }
        (own, other)
    };
    let (own, other) = close(orders(0, 1, 0, false), Benchmark::Last);
    for (a, b) in own.intervals.iter().zip(&other.intervals) {
        assert!((a.0 - b.0).abs() < 1e-8 && (a.1 - b.1).abs() < 1e-8);
    }
    close(orders(0, 1, 0, true), Benchmark::Drift);
    close(orders(0, 0, 0, true), Benchmark::Mean);
    let yearly = SeasonalOrders {
        seasons: 4,
        ar: 0,
        differences: 1,
        ma: 0,
    };
    let yearly = Orders {
        seasonal: Some(yearly),
        ..orders(0, 0, 0, false)
    };
    let (own, other) = close(yearly, Benchmark::Season(4));
    for (a, b) in own.intervals.iter().zip(&other.intervals) {
        assert!((a.0 - b.0).abs() < 1e-8 && (a.1 - b.1).abs() < 1e-8);
    }
}

/// (0,1,1) is simple exponential smoothing with α = 1 + θ: the same forecast, once the beginning is forgotten.
#[test]
fn one_error_of_a_difference_is_simple_smoothing() {
    for seed in 0..5 {
        let values = moving(&drawn(seed, 200));
        let found = arima(&values, orders(0, 1, 1, false)).unwrap();
        let alpha = 1.0 + found.ma[0].value;
        assert!((alpha - 0.4).abs() < 0.25);
        let level = values[1..]
            .iter()
            .fold(values[0], |level, value| level + alpha * (value - level));
        let outlook = found.outlook(4, 0.8).unwrap();
        for point in &outlook.points {
            assert!((point - level).abs() < 1e-6, "{point} {level}");
        }
        // Spread σ √(1 + (h − 1) α²).
        let wide = |step: usize| outlook.intervals[step].1 - outlook.intervals[step].0;
        assert!((wide(3) / wide(0) - (1.0 + 3.0 * alpha * alpha).sqrt()).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// In another unit the forecast is the same in that unit; a number added to every value is added to the forecast; neither changes the orders.
    #[test]
    fn a_unit_changes_nothing(seed in 0_u64..1000, unit in prop::sample::select(vec![1e-6, 1e6]), more in -50.0..50.0_f64) {
        let values = if seed % 2 == 0 { moving(&drawn(seed, 48)) } else { remembering(&drawn(seed, 48)) };
        let other: Vec<f64> = values.iter().map(|value| value * unit).collect();
        let higher: Vec<f64> = values.iter().map(|value| value + more).collect();
        let (a, b, c) = (choose_arima(&values, 4).unwrap(), choose_arima(&other, 4).unwrap(), choose_arima(&higher, 4).unwrap());
        prop_assert_eq!(a.best.orders, b.best.orders);
        prop_assert_eq!(a.best.orders, c.best.orders);
        prop_assert!((a.best.log_likelihood - c.best.log_likelihood).abs() < 1e-5);
        let ahead = |of: &ChosenArima| of.best.outlook(5, 0.8).unwrap().points;
        for ((a, b), c) in ahead(&a).iter().zip(ahead(&b)).zip(ahead(&c)) {
            prop_assert!((a * unit / b - 1.0).abs() < 1e-4, "{} {}", a, b / unit);
            prop_assert!((a + more - c).abs() < 1e-2, "{} {}", a + more, c);
        }
    }
}

/// Of made-up series of 60 values: how often intervals of 80% held the truth at one and at six periods ahead. A little less than promised is what guessed parameters cost, and a chosen model more.
#[test]
fn intervals_hold_as_often_as_they_promise() {
    type Make = fn(&[f64]) -> Vec<f64>;
    let coverage = |count: u64, make: Make, method: &dyn Fn(&[f64]) -> Arima| -> [f64; 2] {
        let mut held = [0.0; 2];
        for seed in 0..count {
            let values = make(&drawn(seed, 66));
            let outlook = method(&values[..60]).outlook(6, 0.8).unwrap();
            for (held, ahead) in held.iter_mut().zip([0, 5]) {
                let (low, high) = outlook.intervals[ahead];
                if (low..=high).contains(&values[60 + ahead]) {
                    *held += 1.0 / count as f64;
                }
            }
        }
        held
    };
    let given = |orders| move |past: &[f64]| arima(past, orders).unwrap();
    let chosen = |past: &[f64]| choose_arima(past, 1).unwrap().best;
    // The error of a share of 80% is 2.3% of 300 series and 4% of 100.
    for (name, found, least) in [
        (
            "memory",
            coverage(300, remembering, &given(orders(1, 0, 0, true))),
            0.72,
        ),
        (
            "level",
            coverage(300, moving, &given(orders(0, 1, 1, false))),
            0.72,
        ),
        ("memory, chosen", coverage(100, remembering, &chosen), 0.62),
        ("level, chosen", coverage(100, moving, &chosen), 0.62),
    ] {
        println!("{name}: {found:?}");
        for share in found {
            assert!((least..0.88).contains(&share), "{name}: {found:?}");
        }
    }
}

#[test]
fn it_is_tried_from_earlier_places() {
    let deaths = series("ldeaths");
    let found = rolling_origin(&deaths, 60, 3, 12, |past| {
        choose_arima(past, 12)?.best.outlook(3, 0.8)
    })
    .unwrap();
    assert_eq!(
        found.horizons.iter().map(|one| one.tries).collect::<Vec<_>>(),
        [12, 11, 10]
    );
    assert!(found.horizons.iter().all(|one| one.scaled.unwrap() < 1.0));
}

#[test]
fn what_cannot_be_forecast_is_refused() {
    let nile = series("Nile");
    let short = |needed| Err(Fault::TooShort { found: 5, needed });
    assert_eq!(arima(&nile[..5], orders(2, 1, 1, false)), short(7));
    assert_eq!(arima(&nile[..5], orders(0, 2, 1, false)), short(6));
    assert_eq!(
        arima(&nile[..5], orders(usize::MAX, 1, 1, false)),
        short(usize::MAX)
    );
    let seasonal = |seasons, ar, differences| Orders {
        seasonal: Some(SeasonalOrders {
            seasons,
            ar,
            differences,
            ma: 0,
        }),
        ..orders(0, 0, 0, false)
    };
    assert_eq!(arima(&nile[..5], seasonal(4, 1, 1)), short(9));
    assert_eq!(arima(&nile[..5], seasonal(usize::MAX, 2, 0)), short(usize::MAX));
    for (wrong, setting) in [
        (seasonal(1, 1, 0), "season"),
        (orders(0, 2, 0, true), "constant"),
        (orders(0, 4, 0, false), "differences"),
    ] {
        let fault = arima(&nile, wrong).unwrap_err();
        assert!(
            matches!(fault, Fault::Setting { name, .. } if name == setting),
            "{fault}"
        );
    }
    assert!(matches!(
        choose_arima(&nile, 0),
        Err(Fault::Setting { name: "season", .. })
    ));
    assert_eq!(choose_arima(&[], 1), Err(Fault::Empty { input: "series" }));
    assert_eq!(
        choose_arima(&[7.0], 1),
        Err(Fault::TooShort { found: 1, needed: 4 })
    );
    assert_eq!(
        choose_arima(&[7.0, 8.0], 4),
        Err(Fault::TooShort { found: 2, needed: 3 })
    );
    let mut broken = nile.clone();
    broken[3] = f64::NAN;
    assert!(matches!(choose_arima(&broken, 1), Err(Fault::NotFinite { .. })));
    broken[3] = 1e60;
    assert!(matches!(choose_arima(&broken, 1), Err(Fault::OutOfRange { .. })));
    let fit = arima(&nile, orders(0, 1, 0, false)).unwrap();
    assert!(fit.outlook(0, 0.8).is_err() && fit.outlook(1, 1.0).is_err());
}

#[test]
fn a_series_that_never_moves_has_a_forecast_and_nothing_to_remember() {
    let ahead = |series: &[f64], seasons| {
        let found = choose_arima(series, seasons).unwrap();
        assert_eq!(found.candidates.len(), 1);
        assert!(found.best.aicc.is_finite() && found.best.log_likelihood.is_finite());
        found.best.outlook(3, 0.8).unwrap()
    };
    for value in [0.0, 4.0, -1e50, 1e-50] {
        let flat = ahead(&[value; 40], 12);
        assert_eq!(flat.points, [value; 3]);
        assert_eq!(flat.intervals, [(value, value); 3]);
        for orders in [
            orders(1, 0, 0, true),
            orders(0, 1, 1, false),
            orders(1, 0, 1, false),
        ] {
            assert_eq!(
                arima(&[value; 40], orders),
                Err(Fault::NoContrast { input: "series" })
            );
        }
    }
    let line: Vec<f64> = (0..30).map(|at| 3.0 + 0.1 * f64::from(at)).collect();
    for (own, known) in ahead(&line, 1).points.iter().zip([6.0, 6.1, 6.2]) {
        assert!((own - known).abs() < 1e-9);
    }
    let curve: Vec<f64> = (0..30).map(|at| f64::from(at * at)).collect();
    // With two differences nothing is added: the last step goes on.
    assert_eq!(ahead(&curve, 1).points, [898.0, 955.0, 1012.0]);
    let seasons: Vec<f64> = (0..40_u8)
        .map(|at| [5.0, 9.0, 2.0, 7.0][usize::from(at % 4)])
        .collect();
    assert_eq!(ahead(&seasons, 4).points, [5.0, 9.0, 2.0]);
}

/// Whatever is given: numbers that are finite, or a fault.
#[test]
fn no_series_gives_a_number_that_is_none() {
    let swing: Vec<f64> = (0..40).map(|at| if at % 2 == 0 { 1.0 } else { -1.0 }).collect();
    let wave: Vec<f64> = (0..60).map(|at| (f64::from(at) * 0.7).sin()).collect();
    let step: Vec<f64> = (0..40).map(|at| if at < 20 { 0.0 } else { 1e50 }).collect();
    let spike: Vec<f64> = (0..40).map(|at| if at == 30 { 1e50 } else { 1e-50 }).collect();
    let growth: Vec<f64> = (0..60).map(|at| 1.5_f64.powi(at)).collect();
    let wide: Vec<f64> = drawn(3, 50).iter().map(|noise| noise * 1e49).collect();
    for values in [swing, wave, step, spike, growth, wide] {
        for count in (3..values.len()).step_by(4) {
            let Ok(found) = choose_arima(&values[..count], if count % 8 == 3 { 4 } else { 1 }) else {
                continue;
            };
            let outlook = found.best.outlook(8, 0.8).unwrap();
            let ends = outlook.intervals.iter().flat_map(|(low, high)| [*low, *high]);
            let figures = [
                found.best.sigma_squared,
                found.best.aic,
                found.best.aicc,
                found.best.bic,
            ];
            let mut all = outlook.points.iter().copied().chain(ends).chain(figures);
            assert!(all.all(f64::is_finite), "{count}: {found:?} {outlook:?}");
        }
    }
}
