//! Did it work over many units: what must hold of every panel, how often there is a false alarm, what is the smallest effect, and bad input.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::evaluation::*;
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
}

fn drawn(units: usize, periods: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    (0..units)
        .map(|unit| {
            // Levels of units and a common course; noise that hangs together over time.
            let (mut carried, mut row) = (0.0, Vec::new());
            for period in 0..periods {
                let noise: f64 = StandardNormal.sample(&mut generator);
                carried = 0.7 * carried + noise;
                row.push(unit as f64 + (period as f64).sin() + carried);
            }
            row
        })
        .collect()
}

/// Of 400 made-up panels of 60 units without an effect: how often the p is under 5%, by the number of treated units. The page says that few treated units give false alarms; this is how many.
#[test]
fn false_alarms_come_as_often_as_stated_with_many_treated_and_more_often_with_few() {
    let alarms = |treated: usize| {
        let found = (0..400_u64).filter(|seed| {
            let rows = drawn(60, 8, *seed);
            let starts: Vec<Option<usize>> = (0..60).map(|unit| (unit < treated).then_some(4)).collect();
            let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap();
            two_way_fixed_effects(&rollout).unwrap().effect.p().unwrap() < 0.05
        });
        found.count() as f64 / 400.0
    };
    let (many, few) = (alarms(30), alarms(2));
    // Twice the error of a share of 5% of 400 is 2.2%.
    assert!((0.028..0.072).contains(&many), "{many}");
    assert!(few > 0.2, "{few}");
}

#[test]
fn groups_and_periods_cry_effect_as_often_as_stated_and_find_what_was_planted() {
    let starts: Vec<Option<usize>> = (0..90).map(|unit| [Some(3), Some(5), None][unit % 3]).collect();
    let run = |seed: u64, planted: f64| {
        let mut rows = drawn(90, 8, seed);
        for (row, start) in rows.iter_mut().zip(&starts) {
            if let Some(start) = start {
                row[*start..].iter_mut().for_each(|value| *value += planted);
            }
        }
        let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap();
        let effects = group_time_effects(&rollout, Untreated::NotYet, Adjustment::None).unwrap();
        let trend = effects.pre_trend.unwrap().p < 0.05;
        (
            trend,
            aggregate_effects(&effects, Over::Everything).unwrap().whole,
        )
    };
    let runs: Vec<(bool, Estimate)> = (0..400).map(|seed| run(seed, 0.0)).collect();
    let trends = runs.iter().filter(|(trend, _)| *trend).count() as f64 / 400.0;
    let alarms = runs.iter().filter(|(_, whole)| whole.p().unwrap() < 0.05).count() as f64 / 400.0;
    assert!((0.028..0.075).contains(&alarms), "{alarms}");
    // Wald's test over six effects is a little too ready with 30 units a group.
    assert!((0.028..0.11).contains(&trends), "{trends}");
    let mean = (0..100).map(|seed| run(seed, 2.0).1.value).sum::<f64>() / 100.0;
    close(mean, 2.0, 0.1);
}

proptest! {
    /// Without noise the two-way effect is the mean of the true effects by its own weights: outside them only where a weight lies below nought.
    #[test]
    fn two_way_effects_leave_the_range_of_the_truth_only_with_negative_weights(
        starts in prop::collection::vec(prop::option::weighted(0.7, 1_usize..6), 4..12), slope in -3_i32..4,
    ) {
        let rows: Vec<Vec<f64>> = starts.iter().enumerate().map(|(unit, start)| (0..6).map(|period| {
            let effect = start.filter(|start| period >= *start).map_or(0.0, |start| 1.0 + f64::from(slope) * (period - start) as f64);
            3.0 * unit as f64 + 5.0 * (period as f64).cos() + effect
        }).collect()).collect();
        let Ok(rollout) = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts) else {
            prop_assert!(starts.iter().all(Option::is_none));
            return Ok(());
        };
        match two_way_fixed_effects(&rollout) {
            Ok(found) => {
                let longest = starts.iter().flatten().map(|start| 5 - start).max().unwrap() as f64;
                let (low, high) = if slope < 0 { (1.0 + f64::from(slope) * longest, 1.0) } else { (1.0, 1.0 + f64::from(slope) * longest) };
                let within = (low - 1e-9..=high + 1e-9).contains(&found.effect.value);
                prop_assert!(within || found.negative_weight < 0.0, "{found:?}");
            }
            Err(fault) => prop_assert_eq!(fault, Fault::NoContrast { input: "starts" }),
        }
        if let Ok(found) = group_time_effects(&rollout, Untreated::NotYet, Adjustment::None) {
            for one in &found.effects {
                let truth = if one.period < one.start { 0.0 } else { 1.0 + f64::from(slope) * (one.period - one.start) as f64 };
                prop_assert!((one.effect.value - truth).abs() < 1e-9, "{one:?}");
            }
        }
    }

    /// Two groups and one start: a plain difference of differences, whichever way it is computed, and in any order of units.
    #[test]
    fn with_one_start_all_ways_agree(values in prop::collection::vec(-50_i32..50, 18), turn in 0_usize..6) {
        let mut units: Vec<(Vec<f64>, Option<usize>)> = (0..6).map(|unit| {
            (values[unit * 3..unit * 3 + 3].iter().map(|value| f64::from(*value)).collect(), (unit < 3).then_some(2))
        }).collect();
        let change = |unit: usize| values[unit * 3 + 2] as f64 - (values[unit * 3] + values[unit * 3 + 1]) as f64 / 2.0;
        let by_hand = (0..3).map(|unit| change(unit) - change(unit + 3)).sum::<f64>() / 3.0;
        units.rotate_left(turn);
        let rows: Vec<&Vec<f64>> = units.iter().map(|unit| &unit.0).collect();
        let starts: Vec<Option<usize>> = units.iter().map(|unit| unit.1).collect();
        let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap();
        let found = two_way_fixed_effects(&rollout).unwrap();
        prop_assert!((found.effect.value - by_hand).abs() < 1e-10);
        prop_assert_eq!(found.negative_weight, 0.0);
        let apart = group_time_effects(&rollout, Untreated::Never, Adjustment::None).unwrap();
        let last: Vec<f64> = apart.effects.iter().filter(|one| one.period == 2).map(|one| one.effect.value).collect();
        let step = |unit: usize| f64::from(values[unit * 3 + 2] - values[unit * 3 + 1]);
        prop_assert!((last[0] - (0..3).map(|unit| step(unit) - step(unit + 3)).sum::<f64>() / 3.0).abs() < 1e-10);
        // One cluster for each unit twice over is no new knowledge: the error is that of the units.
        let clusters: Vec<usize> = (0..6).map(|unit| 70 - unit).collect();
        let clustered = two_way_fixed_effects(&rollout.clone().clustered(&clusters).unwrap()).unwrap();
        let (a, b) = (clustered.effect.error.unwrap(), found.effect.error.unwrap());
        prop_assert!((a - b).abs() <= 1e-12 * (1.0 + b));
    }
}

#[test]
fn errors_by_cluster_count_clusters_not_units() {
    let rows = drawn(40, 6, 5);
    // Every unit twice: as clusters of two the answer is that of the units alone, but for the correction.
    let twice: Vec<&Vec<f64>> = rows.iter().chain(&rows).collect();
    let starts: Vec<Option<usize>> = (0..80).map(|unit| (unit % 2 == 0).then_some(3)).collect();
    let clusters: Vec<usize> = (0..80).map(|unit| unit % 40).collect();
    let once = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts[..40]).unwrap();
    let both = Rollout::new(&Panel::from(&Matrix::from_rows(&twice).unwrap()), &starts)
        .unwrap()
        .clustered(&clusters)
        .unwrap();
    let (a, b) = (
        group_time_effects(&once, Untreated::Never, Adjustment::None).unwrap(),
        group_time_effects(&both, Untreated::Never, Adjustment::None).unwrap(),
    );
    for (a, b) in a.effects.iter().zip(&b.effects) {
        close(a.effect.error.unwrap(), b.effect.error.unwrap(), 1e-12);
    }
}

#[test]
fn what_is_no_rollout_names_the_unit_and_what_cannot_be_known_has_no_error() {
    let full = |value: f64| vec![Some(value), Some(value + 1.0), Some(value * 2.0)];
    let mut rows = vec![full(1.0), full(2.0), full(4.0), full(3.0)];
    let new = |rows: &[Vec<Option<f64>>], starts: &[Option<usize>]| {
        Rollout::new(&Panel::new(rows).unwrap(), starts)
    };
    let fault = |starts: &[Option<usize>]| new(&rows, starts).unwrap_err();
    assert!(matches!(
        fault(&[None, Some(0), None, None]),
        Fault::TooFewBefore { unit: 1, .. }
    ));
    assert!(matches!(
        fault(&[None, None, Some(3), None]),
        Fault::TreatmentOutside { unit: 2, .. }
    ));
    assert_eq!(fault(&[None; 4]), Fault::NoContrast { input: "starts" });
    assert!(matches!(fault(&[None; 3]), Fault::Size { .. }));
    let one = new(&rows, &[Some(1), None, None, None]).unwrap();
    assert_eq!(two_way_fixed_effects(&one).unwrap().effect.error, None);
    let effects = group_time_effects(&one, Untreated::Never, Adjustment::None).unwrap();
    assert!(effects.effects.iter().all(|one| one.effect.error.is_none()));
    assert_eq!(effects.pre_trend, None);
    let whole = aggregate_effects(&effects, Over::Exposure).unwrap().whole;
    assert_eq!((whole.error, whole.p()), (None, None));
    assert!(one.clone().clustered(&[1, 1, 1, 1]).is_err() && one.clustered(&[1]).is_err());
    let all = new(&rows, &[Some(1); 4]).unwrap();
    assert!(two_way_fixed_effects(&all).is_err());
    assert!(matches!(
        group_time_effects(&all, Untreated::NotYet, Adjustment::None),
        Err(Fault::TooFewDonors {
            unit: 0,
            found: 0,
            ..
        })
    ));
    rows[3][1] = None;
    assert_eq!(
        new(&rows, &[Some(1), None, None, None]).unwrap_err(),
        Fault::Gap { unit: 3, period: 1 }
    );
}

#[test]
fn the_smallest_effect_is_the_one_from_which_the_test_finds_it() {
    let units = 12;
    let rows = drawn(units, 14, 11);
    let donors: Vec<usize> = (1..units).collect();
    let study = Study::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), 0, &donors, 10).unwrap();
    let (level, power) = (0.2, 0.8);
    let found = smallest_effect_by_placebos(&study, Matching::Outcomes, level, power).unwrap();
    // The very test, with the effect planted in each donor in turn.
    let seen = |effect: f64| {
        let hits = donors.iter().filter(|donor| {
            let mut planted = rows.clone();
            planted[**donor][10..]
                .iter_mut()
                .for_each(|value| *value += effect);
            let others: Vec<usize> = donors.iter().copied().filter(|other| other != *donor).collect();
            let panel = Panel::from(&Matrix::from_rows(&planted).unwrap());
            let study = Study::new(&panel, **donor, &others, 10).unwrap();
            let found = placebos_in_space(&study, Matching::Outcomes).unwrap();
            found.p.is_some_and(|p| p <= level + 1e-12)
        });
        hits.count() as f64 / donors.len() as f64
    };
    let (rise, fall) = (found.rise.unwrap(), found.fall.unwrap());
    assert!(rise > 0.0 && fall > 0.0);
    assert!(seen(rise * 1.000_001) >= power && seen(rise * 0.999_999) < power);
    assert!(seen(-fall * 1.000_001) >= power && seen(-fall * 0.999_999) < power);
    close(seen(0.0), found.false_alarms, 1e-12);
    assert!(found.false_alarms <= 2.0 * level);
    let never = smallest_effect_by_placebos(&study, Matching::Outcomes, 0.05, power).unwrap();
    assert_eq!((never.rise, never.fall, never.false_alarms), (None, None, 0.0));
    for (level, power) in [(0.0, 0.8), (1.0, 0.8), (0.1, f64::NAN)] {
        assert!(smallest_effect_by_placebos(&study, Matching::Outcomes, level, power).is_err());
    }
}
