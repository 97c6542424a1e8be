//! Work and workers: identities, second formulations, and bad input.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::labour::*;
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;

fn counts(places: usize) -> impl Strategy<Value = (Vec<f64>, Vec<f64>, Vec<f64>)> {
    let some = |low: u32, high: u32| prop::collection::vec((low..high).prop_map(f64::from), places);
    (
        some(1, 500),
        some(1, 900),
        prop::collection::vec(0.2..5.0_f64, places),
    )
}

/// Hires of all places when the unemployed lie like that.
fn hires(vacancies: &[f64], unemployed: &[f64], efficiency: &[f64], alpha: f64) -> f64 {
    let of = |at: usize| efficiency[at] * vacancies[at].powf(alpha) * unemployed[at].powf(1.0 - alpha);
    (0..vacancies.len()).map(of).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The index is one less the hires there are, of the most there could be: by the spread that is said to be best, and no step from there brings more.
    #[test]
    fn mismatch_is_what_the_best_spread_would_add((vacancies, unemployed, efficiency) in counts(5), alpha in 0.1..0.9_f64, from in 0..5_usize, to in 0..5_usize) {
        let found = mismatch(&vacancies, &unemployed, Some(&efficiency), alpha, 0, 1).unwrap();
        let best: Vec<f64> = unemployed.iter().zip(&found.too_many).map(|(now, over)| now - over).collect();
        let most = hires(&vacancies, &best, &efficiency, alpha);
        let now = hires(&vacancies, &unemployed, &efficiency, alpha);
        prop_assert!((found.index - (1.0 - now / most)).abs() < 1e-9);
        prop_assert!((found.too_many.iter().sum::<f64>()).abs() < 1e-6);
        let mut other = best.clone();
        let step = 0.01 * best[from];
        other[from] -= step;
        other[to] += step;
        prop_assert!(hires(&vacancies, &other, &efficiency, alpha) <= most * (1.0 + 1e-12));
    }

    /// Neither the unit nor the order of places matters, nor how much everybody is hired more easily.
    #[test]
    fn mismatch_knows_no_scale_and_no_order((vacancies, unemployed, efficiency) in counts(4), times in 0.01..100.0_f64) {
        let index = |v: &[f64], u: &[f64], e: &[f64]| mismatch(v, u, Some(e), 0.5, 0, 1).unwrap();
        let first = index(&vacancies, &unemployed, &efficiency);
        let all = |of: &[f64]| -> Vec<f64> { of.iter().map(|value| value * times).collect() };
        let scaled = index(&all(&vacancies), &unemployed, &all(&efficiency));
        let turned = |of: &[f64]| -> Vec<f64> { of.iter().rev().copied().collect() };
        let reversed = index(&turned(&vacancies), &turned(&unemployed), &turned(&efficiency));
        for other in [scaled, reversed] {
            prop_assert!((other.index - first.index).abs() < 1e-12);
            prop_assert!((other.to_move - first.to_move).abs() < 1e-12);
        }
    }

    /// Both parts of the change make the change, under every scenario, and rates stay rates.
    #[test]
    fn supply_changes_by_people_and_by_participation(
        people in prop::collection::vec(0.0..1e5_f64, 24),
        now in prop::collection::vec(0.05..0.95_f64, 6),
        other in prop::collection::vec(0.05..0.95_f64, 6),
        periods in 1..5_usize,
    ) {
        let people = Matrix::new(4, 6, people).unwrap();
        for scenario in [
            Participation::Constant,
            Participation::Trend { earlier: other.clone(), periods },
            Participation::Toward { goal: other.clone(), periods },
            Participation::Generations { earlier: other.clone(), most: 0.99 },
        ] {
            let found = labour_supply(&people, &now, &scenario).unwrap();
            for period in 0..4 {
                let change = found.force[period] - found.force[0];
                prop_assert!((found.by_people[period] + found.by_participation[period] - change).abs() < 1e-6);
            }
            prop_assert!(found.rates.values().iter().all(|rate| (0.0..=1.0).contains(rate)));
            let kept = found.rates.row(0).iter().zip(&now).all(|(rate, now)| (rate - now).abs() < 1e-12);
            prop_assert!(kept);
            if let Participation::Toward { goal, .. } = &scenario && periods <= 3 {
                prop_assert!(found.rates.row(3).iter().zip(goal).all(|(rate, goal)| (rate - goal).abs() < 1e-9));
            }
        }
    }
}

#[test]
fn nobody_is_misplaced_or_everybody() {
    let none = mismatch(&[10.0, 30.0, 60.0], &[1.0, 3.0, 6.0], None, 0.5, 0, 1).unwrap();
    assert!(none.index < 1e-12 && none.to_move < 1e-12);
    let all = mismatch(&[10.0, 0.0], &[0.0, 7.0], None, 0.3, 0, 1).unwrap();
    assert_eq!((all.index, all.to_move), (1.0, 1.0));
}

/// Where people and vacancies lie by chance alone the index is what chance gives, and it grows as places become finer: the trap that the page warns of.
#[test]
fn chance_gives_an_index_too_and_more_of_it_in_finer_places() {
    let of = |places: usize, people: f64| {
        let each = vec![people / places as f64; places];
        mismatch(&each, &each, None, 0.5, 400, 7)
            .unwrap()
            .by_chance
            .unwrap()
    };
    // For counts that are not small, (1 − α) α ÷ 2 × the variance of ln(v ÷ u): 2 × 200 places ÷ 20,000 people, times an eighth.
    assert!((of(200, 20_000.0) - 0.002_5).abs() < 0.000_1);
    assert!(of(400, 20_000.0) > 1.9 * of(200, 20_000.0));
    let there = mismatch(&[900.0, 100.0], &[500.0, 500.0], None, 0.5, 400, 7).unwrap();
    assert_eq!(there.chance, Some(0.0));
    let again = mismatch(&[900.0, 100.0], &[500.0, 500.0], None, 0.5, 400, 7).unwrap();
    assert_eq!(there, again);
}

/// A generation that went from 40 % to 70 % of at most 99 %: 30 of the 59 outside came in. The next one, at 60 % now, gains the same share of its 39.
#[test]
fn generations_take_along_what_they_do() {
    let people = Matrix::from_rows(&[[1.0; 3]; 2]).unwrap();
    let scenario = Participation::Generations {
        earlier: vec![0.4, 0.8, 0.5],
        most: 0.99,
    };
    let found = labour_supply(&people, &[0.6, 0.7, 0.2], &scenario).unwrap();
    let next = found.rates.row(1);
    assert_eq!(next[0], 0.6);
    assert!((next[1] - (0.6 + 0.39 * 30.0 / 59.0)).abs() < 1e-12);
    // Of 80 % a quarter was left: 60 of 80 went out.
    assert!((next[2] - 0.7 * 0.25).abs() < 1e-12);
}

/// As numpy finds it (`numpy.linalg.lstsq` of ln u on 1, ln v and a step; errors by the sandwich with n ÷ (n − k)): version 2.4, Python 3.11.
#[test]
fn a_curve_with_noise_is_that_of_numpy() {
    let unemployment = [7.1, 6.4, 5.2, 5.0, 4.1, 4.6, 5.9, 5.5, 4.9, 4.4];
    let vacancies = [1.2, 1.5, 2.1, 2.0, 3.0, 3.1, 2.2, 2.6, 3.2, 4.0];
    let found = beveridge_curve(&unemployment, &vacancies, Some(5), 1).unwrap();
    let shift = found.shift.unwrap();
    let numpy = [
        -0.5849187447414699,
        0.1876765249779503,
        0.02953993631166262,
        0.02237612552003162,
        0.9613880164965611,
    ];
    for (value, known) in [
        (found.elasticity.value, numpy[0]),
        (shift.value, numpy[1]),
        (found.elasticity.error.unwrap(), numpy[2]),
        (shift.error.unwrap(), numpy[3]),
        (found.fit, numpy[4]),
    ] {
        assert!((value - known).abs() < 1e-9, "{value} is not {known}");
    }
    assert_eq!(shift.degrees, Some(7));
}

#[test]
fn bad_input_is_refused_by_name() {
    let wrong = |found: Result<Mismatch, Fault>| found.unwrap_err();
    assert!(matches!(
        wrong(mismatch(&[1.0], &[1.0], None, 1.0, 0, 1)),
        Fault::Setting { name: "α", .. }
    ));
    assert!(matches!(
        wrong(mismatch(&[0.0], &[1.0], None, 0.5, 0, 1)),
        Fault::NoTotal {
            input: "vacancies",
            ..
        }
    ));
    assert!(matches!(
        wrong(mismatch(&[1.0], &[1.0], Some(&[0.0]), 0.5, 0, 1)),
        Fault::Setting {
            name: "efficiency",
            ..
        }
    ));
    assert!(matches!(
        wrong(mismatch(&[1.0, 2.0], &[1.0], None, 0.5, 0, 1)),
        Fault::Size { .. }
    ));
    assert!(matches!(
        wrong(mismatch(&[0.2], &[1.0], None, 0.5, 10, 1)),
        Fault::Setting {
            name: "all vacancies",
            ..
        }
    ));
    let curve = |u: &[f64], v: &[f64], at| beveridge_curve(u, v, at, 0).unwrap_err();
    assert!(matches!(
        curve(&[1.0; 3], &[1.0; 3], None),
        Fault::TooShort { .. }
    ));
    assert!(matches!(
        curve(&[1.0, 2.0, 0.0, 1.0], &[1.0; 4], None),
        Fault::Setting {
            name: "unemployment",
            ..
        }
    ));
    assert!(matches!(
        curve(&[1.0, 2.0, 3.0, 1.0], &[2.0; 4], None),
        Fault::NoContrast { input: "vacancies" }
    ));
    assert!(matches!(
        curve(&[1.0, 2.0, 3.0, 1.0, 2.0], &[2.0; 5], Some(4)),
        Fault::Setting { name: "break", .. }
    ));
    let people = Matrix::from_rows(&[[1.0, 1.0]; 2]).unwrap();
    let supply = |now: &[f64], scenario| labour_supply(&people, now, &scenario).unwrap_err();
    assert!(matches!(
        supply(&[0.5, 1.2], Participation::Constant),
        Fault::NotAShare { column: 1, .. }
    ));
    let goal = |goal: Vec<f64>, periods| Participation::Toward { goal, periods };
    assert!(matches!(
        supply(&[0.5, 0.0], goal(vec![0.5, 0.2], 3)),
        Fault::Setting { name: "rate", .. }
    ));
    assert!(matches!(
        supply(&[0.5, 0.2], goal(vec![0.5, 0.3], 0)),
        Fault::Setting { name: "periods", .. }
    ));
    let most = Participation::Generations {
        earlier: vec![0.5, 0.9],
        most: 0.8,
    };
    assert!(matches!(
        supply(&[0.5, 0.2], most),
        Fault::Setting { name: "most", .. }
    ));
    // What does not change needs no log odds.
    assert!(labour_supply(&people, &[0.0, 1.0], &goal(vec![0.0, 1.0], 1)).is_ok());
    assert_eq!(tightness(&[3.0], &[0.0]).unwrap().each, [None]);
}
