//! Untreated units made alike to a group: by a line, by weights, by both. What must hold, who is right when, and bad predictors.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::evaluation::*;
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rand_distr::{Distribution, StandardNormal};

/// Two periods: what each unit changes, whether it is treated in the second one, and its predictors.
fn found(changes: &[f64], treated: &[bool], adjustment: Adjustment<'_>) -> Result<Estimate, Fault> {
    let rows: Vec<[f64; 2]> = changes.iter().map(|change| [3.0, 3.0 + change]).collect();
    let starts: Vec<Option<usize>> = treated.iter().map(|treated| treated.then_some(1)).collect();
    let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap();
    Ok(group_time_effects(&rollout, Untreated::Never, adjustment)?.effects[0].effect)
}

fn forms(predictors: &Matrix) -> [Adjustment<'_>; 3] {
    [
        Adjustment::Regression(predictors),
        Adjustment::Weighting(predictors),
        Adjustment::DoublyRobust(predictors),
    ]
}

/// The effect by each of the three forms in a made-up world of 6,000 units with an effect of one, in errors from the truth. What untreated units do goes with `course`, the chance of treatment with `pull`.
fn off(seed: u64, course: impl Fn(f64) -> f64, pull: impl Fn(f64) -> f64) -> [f64; 3] {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let (mut changes, mut treated, mut predictors) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..6000 {
        let like: f64 = StandardNormal.sample(&mut generator);
        let noise: f64 = StandardNormal.sample(&mut generator);
        let chance = 1.0 / (1.0 + (-pull(like)).exp());
        let own = f64::from(generator.next_u32()) / f64::from(u32::MAX) < chance;
        changes.push(course(like) + noise + if own { 1.0 } else { 0.0 });
        treated.push(own);
        predictors.push([like]);
    }
    let predictors = Matrix::from_rows(&predictors).unwrap();
    forms(&predictors).map(|form| {
        let effect = found(&changes, &treated, form).unwrap();
        (effect.value - 1.0).abs() / effect.error.unwrap()
    })
}

#[test]
fn both_are_right_where_only_the_line_is_right_and_where_only_the_weights_are() {
    let [line, weights, both] = off(1, |x| 2.0 * x, |x| 0.8 * (x + 0.7) * (x + 0.7) - 1.5);
    assert!(
        line < 3.0 && weights > 6.0 && both < 3.0,
        "{line} {weights} {both}"
    );
    let [line, weights, both] = off(2, |x| x * x, |x| 0.8 * x - 0.5);
    assert!(
        line > 6.0 && weights < 3.0 && both < 3.0,
        "{line} {weights} {both}"
    );
}

/// Of 400 made-up worlds how often the interval of 95% holds the truth, with lines and weights that are right.
#[test]
fn errors_are_as_large_as_stated() {
    let mut held = [0_usize; 3];
    for seed in 0..400 {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        let (mut changes, mut treated, mut predictors) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..200 {
            let like: f64 = StandardNormal.sample(&mut generator);
            let noise: f64 = StandardNormal.sample(&mut generator);
            let chance = 1.0 / (1.0 + (0.5 - 0.5 * like).exp());
            let own = f64::from(generator.next_u32()) / f64::from(u32::MAX) < chance;
            changes.push(like + noise);
            treated.push(own);
            predictors.push([like]);
        }
        let predictors = Matrix::from_rows(&predictors).unwrap();
        for (held, form) in held.iter_mut().zip(forms(&predictors)) {
            let (low, high) = found(&changes, &treated, form)
                .unwrap()
                .interval(0.95)
                .unwrap()
                .unwrap();
            *held += usize::from(low <= 0.0 && 0.0 <= high);
        }
    }
    // Twice the error of a share of 95% of 400 is nine.
    assert!(held.iter().all(|held| (370..=390).contains(held)), "{held:?}");
}

proptest! {
    /// With one predictor of two values all three are the difference by value, by how often each value is in the group.
    #[test]
    fn cells_are_compared_with_cells(changes in prop::collection::vec(-50_i32..50, 24), turn in 0_usize..24) {
        let changes: Vec<f64> = changes.iter().map(|change| f64::from(*change)).collect();
        // Of both values there are treated and untreated: a third, and a quarter of the rest.
        let treated: Vec<bool> = (0..24).map(|unit| ((unit + turn) % 24) % 3 == 0).collect();
        let value = |unit: usize| if ((unit + turn) % 24).is_multiple_of(4) { 1.0 } else { 0.0 };
        let predictors = Matrix::from_rows(&(0..24).map(|unit| [value(unit)]).collect::<Vec<_>>()).unwrap();
        let mean = |own: bool, of: f64| {
            let cell: Vec<f64> = (0..24).filter(|&unit| treated[unit] == own && value(unit) == of).map(|unit| changes[unit]).collect();
            cell.iter().sum::<f64>() / cell.len() as f64
        };
        // Two of the eight treated have a one.
        let by_hand = 0.25 * (mean(true, 1.0) - mean(false, 1.0)) + 0.75 * (mean(true, 0.0) - mean(false, 0.0));
        for form in forms(&predictors) {
            prop_assert!((found(&changes, &treated, form).unwrap().value - by_hand).abs() < 1e-9, "{form:?}");
        }
    }

    /// Another unit of measurement, another zero, and another order of the predictors change nothing.
    #[test]
    fn the_unit_of_predictors_does_not_matter(
        values in prop::collection::vec((-50_i32..50, -50_i32..50, -50_i32..50), 40), scale in prop::sample::select(vec![1e-6, 3.0, 1e7]), shift in -5_i32..6,
    ) {
        let changes: Vec<f64> = values.iter().map(|value| f64::from(value.0)).collect();
        let treated: Vec<bool> = (0..40).map(|unit| unit % 3 == 0).collect();
        let plain: Vec<[f64; 2]> = values.iter().map(|value| [f64::from(value.1), f64::from(value.2)]).collect();
        let turned: Vec<[f64; 2]> = plain.iter().map(|[a, b]| [scale * (b + 20.0 * f64::from(shift)), a - b]).collect();
        let (plain, turned) = (Matrix::from_rows(&plain).unwrap(), Matrix::from_rows(&turned).unwrap());
        for (one, other) in forms(&plain).into_iter().zip(forms(&turned)) {
            match (found(&changes, &treated, one), found(&changes, &treated, other)) {
                (Ok(one), Ok(other)) => {
                    prop_assert!((one.value - other.value).abs() < 1e-6, "{one:?} {other:?}");
                    prop_assert!((one.error.unwrap() / other.error.unwrap() - 1.0).abs() < 1e-6);
                }
                (one, other) => prop_assert!(one.is_err() && other.is_err()),
            }
        }
    }
}

#[test]
fn bad_predictors_are_named() {
    let changes: Vec<f64> = (0..12).map(|unit| f64::from(unit * unit % 7)).collect();
    let treated: Vec<bool> = (0..12).map(|unit| unit % 2 == 0).collect();
    let table = |row: &dyn Fn(f64) -> [f64; 2]| {
        Matrix::from_rows(&(0..12).map(|unit| row(f64::from(unit))).collect::<Vec<_>>()).unwrap()
    };
    let mixed = |unit: f64| (5.0 * unit) % 12.0;
    let run = |predictors: &Matrix| forms(predictors).map(|form| found(&changes, &treated, form));
    let input = "predictors";
    for fault in run(&table(&|unit| [mixed(unit), 4.0])) {
        assert_eq!(fault, Err(Fault::SameEverywhere { input, column: 1 }));
    }
    for fault in run(&table(&|unit| [mixed(unit), 7.0 - 2.0 * mixed(unit)])) {
        assert_eq!(fault, Err(Fault::NothingNew { input, column: 1 }));
    }
    // Treated are all even: told apart entirely, so no chance lies between nought and one.
    let parity = |unit: f64| unit % 2.0;
    let [line, weights, both] = run(&table(&|unit| {
        [mixed(unit), parity(unit) + if unit == 3.0 { 0.1 } else { 0.0 }]
    }));
    assert!(line.is_ok());
    for fault in [weights, both] {
        assert!(
            matches!(fault, Err(Fault::NoOverlap { start: 1, .. })),
            "{fault:?}"
        );
    }
    // Only an untreated unit has this: there is no best chance for it, and it is named.
    let [line, weights, both] = run(&table(&|unit| [mixed(unit), if unit == 5.0 { 1.0 } else { 0.0 }]));
    assert!(line.is_ok());
    for fault in [weights, both] {
        let Err(Fault::NoOverlap { unit: 5, chance, .. }) = fault else {
            panic!("{fault:?}")
        };
        assert!(chance < 1e-6);
    }
    // Only a treated unit has it: nobody untreated is like it, and a line has nothing to go by.
    let [line, weights, both] = run(&table(&|unit| [mixed(unit), if unit == 6.0 { 1.0 } else { 0.0 }]));
    assert_eq!(line, Err(Fault::SameEverywhere { input, column: 1 }));
    assert!(matches!(weights, Err(Fault::NoOverlap { unit: 6, .. })));
    assert_eq!(both, Err(Fault::SameEverywhere { input, column: 1 }));
}

#[test]
fn a_treated_unit_far_from_all_others_is_named_by_its_chance() {
    let mut generator = ChaCha8Rng::seed_from_u64(3);
    let (mut changes, mut treated, mut predictors) = (Vec::new(), Vec::new(), Vec::new());
    for unit in 0..400 {
        let like: f64 = StandardNormal.sample(&mut generator);
        let own = unit % 4 == 0;
        changes.push(like);
        treated.push(own);
        predictors.push([like + if own { 1.0 } else { 0.0 }]);
    }
    predictors[8] = [9.0];
    let predictors = Matrix::from_rows(&predictors).unwrap();
    let fault = found(&changes, &treated, Adjustment::DoublyRobust(&predictors)).unwrap_err();
    let Fault::NoOverlap {
        unit: 8,
        start: 1,
        chance,
    } = fault
    else {
        panic!("{fault:?}")
    };
    assert!(chance > 0.995 && chance < 1.0, "{chance}");
    assert!(
        fault
            .to_string()
            .starts_with("unit 8: by its predictors it is treated from period 1 on with a chance of 0.99")
    );
    assert!(found(&changes, &treated, Adjustment::Regression(&predictors)).is_ok());
}
