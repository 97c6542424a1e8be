//! Did it work over many units: numbers that others printed, what must hold of every panel, how often there is a false alarm, and bad input.
//!
//! `mpdta.tsv` beside this file: per county the year in which its state raised the minimum wage, its inhabitants, and its teen employment in 2003-2007.
//! B. Callaway and P. H. C. Sant'Anna (2021); from the data of the package csdid (MIT), whose logarithms these whole numbers give to 10⁻¹³.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::evaluation::*;
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

fn counties() -> Rollout {
    let mut starts = Vec::new();
    let rows: Vec<Vec<f64>> = include_str!("mpdta.tsv")
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            starts.push(fields[0].parse().ok().map(|year: usize| year - 2003));
            let jobs = fields[2].split(' ');
            jobs.map(|jobs| jobs.parse::<f64>().unwrap().ln()).collect()
        })
        .collect();
    Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap()
}

/// The logarithm of the inhabitants, in thousands.
fn inhabitants() -> Matrix {
    let lines = include_str!("mpdta.tsv").lines();
    let people = lines.map(|line| line.split('\t').nth(1).unwrap().parse::<f64>().unwrap());
    let rows: Vec<[f64; 1]> = people.map(|people| [(people / 1000.0).ln()]).collect();
    Matrix::from_rows(&rows).unwrap()
}

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
}

fn same(found: Estimate, value: f64, error: f64) {
    close(found.value, value, 1e-12);
    close(found.error.unwrap(), error, 1e-12);
}

#[test]
fn teen_employment_by_two_way_fixed_effects_as_pyfixest_has_it() {
    let found = two_way_fixed_effects(&counties()).unwrap();
    // pyfixest 0.60: feols("lemp ~ treatpost | countyreal + year", vcov={"CRV1": "countyreal"}).
    close(found.effect.value, -0.036_548_936_67, 5e-12);
    close(found.effect.error.unwrap(), 0.013_265_155_43, 5e-12);
    assert_eq!(
        (found.clusters, found.treated_clusters, found.effect.degrees),
        (500, 191, Some(499))
    );
}

/// The package did 2.5.0 for R (R 4.4.2), att_gt(yname = "lemp", xformla = ~1, bstrap = FALSE), as csdid keeps it; the website of did prints the first four digits.
#[test]
fn teen_employment_by_group_and_period_as_did_has_it() {
    let never = [
        (2004, 2004, -0.0105032462209624, 0.0232510363681664),
        (2004, 2005, -0.0704231581031467, 0.0309847667572767),
        (2004, 2006, -0.137258738889403, 0.0364356642876865),
        (2004, 2007, -0.100811363085404, 0.0343592258346732),
        (2006, 2004, 0.00652011242423301, 0.0233268051418047),
        (2006, 2005, -0.00275081875051882, 0.0195585610358817),
        (2006, 2006, -0.00459460695286304, 0.0177551966592763),
        (2006, 2007, -0.0412244715462175, 0.0202291807041068),
        (2007, 2004, 0.0305066555832928, 0.01503356028013),
        (2007, 2005, -0.00272589288611625, 0.0163958328955344),
        (2007, 2006, -0.0310871193896889, 0.0178775113133435),
        (2007, 2007, -0.0260544107191966, 0.0166554353492522),
    ];
    let not_yet = [
        (2004, 2004, -0.0193723636759221, 0.0223101128836806),
        (2004, 2005, -0.0783190990620607, 0.0303902285433973),
        (2004, 2006, -0.136274346328678, 0.03540338496891),
        (2004, 2007, -0.100811363085404, 0.0343592258346732),
        (2006, 2004, -0.00256255094261098, 0.0225302351453388),
        (2006, 2005, -0.00193924609578875, 0.019042158605819),
        (2006, 2006, 0.00466087631997615, 0.0163355842468236),
        (2006, 2007, -0.0412244715462175, 0.0202291807041068),
        (2007, 2004, 0.0297593647610311, 0.0145335416386514),
        (2007, 2005, -0.0024106128000969, 0.0160312963755178),
        (2007, 2006, -0.0310871193896889, 0.0178775113133435),
        (2007, 2007, -0.0260544107191966, 0.0166554353492522),
    ];
    for (untreated, printed, wald, p) in [
        (Untreated::Never, never, 7.79123662720035, 0.16812),
        (Untreated::NotYet, not_yet, 7.79092771882739, 0.16814),
    ] {
        let found = group_time_effects(&counties(), untreated, None).unwrap();
        assert_eq!(found.effects.len(), printed.len());
        for (own, (start, period, value, error)) in found.effects.iter().zip(printed) {
            assert_eq!((own.start + 2003, own.period + 2003), (start, period));
            same(own.effect, value, error);
        }
        let trend = found.pre_trend.unwrap();
        close(trend.statistic, wald, 1e-9);
        close(trend.p, p, 5e-6);
        assert_eq!(trend.degrees, 5);
    }
}

/// The same with xformla = ~lpop, est_method = "reg".
#[test]
fn teen_employment_among_counties_of_the_same_size_as_did_has_it() {
    let people = inhabitants();
    let found = group_time_effects(&counties(), Untreated::Never, Some(&people)).unwrap();
    for (own, (value, error)) in found.effects.iter().zip([
        (-0.014911237790361, 0.0220556930763195),
        (-0.0769963229660512, 0.0283597455101496),
        (-0.141080104628588, 0.0348362869536185),
        (-0.107544274673046, 0.0327376926434119),
        (-0.0020660581184395, 0.022122286483578),
        (-0.00696828306727072, 0.0183457856293695),
        (0.000765525026395888, 0.0191959070328785),
        (-0.0415356365293253, 0.0197168736453729),
        (0.0263658317469803, 0.0140189493226751),
        (-0.00475983533866949, 0.0156699660373289),
        (-0.028502106413859, 0.0181320658924703),
        (-0.0287894881938243, 0.0161678672536918),
    ]) {
        same(own.effect, value, error);
    }
    close(found.pre_trend.unwrap().statistic, 6.8612749537136, 1e-9);
    for (over, value, error) in [
        (Over::Everything, -0.0419686124215432, 0.0114448297682151),
        (Over::Groups, -0.0329292402290042, 0.0118603087662617),
        (Over::Exposure, -0.0807817453337615, 0.0187458547114755),
        (Over::Periods, -0.0445323313531745, 0.0148850278130483),
    ] {
        same(aggregate_effects(&found, over).unwrap().whole, value, error);
    }
    let same_everywhere = Matrix::new(500, 1, vec![3.0; 500]).unwrap();
    assert_eq!(
        group_time_effects(&counties(), Untreated::Never, Some(&same_everywhere)),
        Err(Fault::NoContrast { input: "predictors" })
    );
    let short = Matrix::new(499, 1, vec![3.0; 499]).unwrap();
    assert!(group_time_effects(&counties(), Untreated::Never, Some(&short)).is_err());
}

/// aggte(…, bstrap = FALSE) of the same run.
#[test]
fn aggregates_of_teen_employment_as_did_has_them() {
    let effects = group_time_effects(&counties(), Untreated::Never, None).unwrap();
    let whole = aggregate_effects(&effects, Over::Everything).unwrap();
    same(whole.whole, -0.0399512751551763, 0.0120340127701854);
    assert!(whole.parts.is_empty());
    for (over, first, value, error, parts) in [
        (
            Over::Groups,
            2003,
            -0.0310182822287484,
            0.0124460593209979,
            vec![
                (2004, -0.0797491265747291, 0.0263677994350273),
                (2006, -0.0229095392495403, 0.0167033302551619),
                (2007, -0.0260544107191966, 0.0166554353492522),
            ],
        ),
        (
            Over::Exposure,
            0,
            -0.0772398214573151,
            0.0199649890618494,
            vec![
                (-3, 0.0305066555832928, 0.01503356028013),
                (-2, -0.000563084626385429, 0.01329164473655),
                (-1, -0.0244587449711696, 0.0142364022105193),
                (0, -0.0199318167892593, 0.0118263640580582),
                (1, -0.0509573670651939, 0.016893476268678),
                (2, -0.137258738889403, 0.0364356642876865),
                (3, -0.100811363085404, 0.0343592258346733),
            ],
        ),
        (
            Over::Periods,
            2003,
            -0.0417004321312822,
            0.01597185188456,
            vec![
                (2004, -0.0105032462209624, 0.0232510363681664),
                (2005, -0.0704231581031467, 0.0309847667572767),
                (2006, -0.0488159842650431, 0.0201258612605003),
                (2007, -0.0370593399359766, 0.0137470791411185),
            ],
        ),
    ] {
        let found = aggregate_effects(&effects, over).unwrap();
        same(found.whole, value, error);
        assert_eq!(found.parts.len(), parts.len());
        for (part, (at, value, error)) in found.parts.iter().zip(parts) {
            assert_eq!(part.at + first, at);
            same(part.effect, value, error);
        }
    }
    let not_yet = group_time_effects(&counties(), Untreated::NotYet, None).unwrap();
    for (over, value, error) in [
        (Over::Everything, -0.0397636256230437, 0.0120524247873419),
        (Over::Groups, -0.030462228112565, 0.0125751201316818),
        (Over::Exposure, -0.0773993139705847, 0.0195601769463944),
        (Over::Periods, -0.0442670834758837, 0.0155709044211449),
    ] {
        same(aggregate_effects(&not_yet, over).unwrap().whole, value, error);
    }
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
        let effects = group_time_effects(&rollout, Untreated::NotYet, None).unwrap();
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
        if let Ok(found) = group_time_effects(&rollout, Untreated::NotYet, None) {
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
        let apart = group_time_effects(&rollout, Untreated::Never, None).unwrap();
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
        group_time_effects(&once, Untreated::Never, None).unwrap(),
        group_time_effects(&both, Untreated::Never, None).unwrap(),
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
    let effects = group_time_effects(&one, Untreated::Never, None).unwrap();
    assert!(effects.effects.iter().all(|one| one.effect.error.is_none()));
    assert_eq!(effects.pre_trend, None);
    let whole = aggregate_effects(&effects, Over::Exposure).unwrap().whole;
    assert_eq!((whole.error, whole.p()), (None, None));
    assert!(one.clone().clustered(&[1, 1, 1, 1]).is_err() && one.clustered(&[1]).is_err());
    let all = new(&rows, &[Some(1); 4]).unwrap();
    assert!(two_way_fixed_effects(&all).is_err());
    assert!(matches!(
        group_time_effects(&all, Untreated::NotYet, None),
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
fn a_broken_line_has_the_errors_of_stata() {
    let packs: Vec<f64> = include_str!("california.tsv")
        .lines()
        .next()
        .unwrap()
        .split('\t')
        .nth(1)
        .unwrap()
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    let found = interrupted_time_series(&packs, 19, 1).unwrap();
    // Linden (2015), newey with a lag of one; its time counts from one, so its constant is ours less one step of the trend.
    close(found.level.value - found.trend.value, 134.0053, 5e-5);
    for (own, value, error) in [
        (found.trend, -1.779_474, 0.383_418_8),
        (found.step, -20.058_1, 4.724_395),
        (found.bend, -1.494_652, 0.436_820_1),
    ] {
        close(own.value, value, 6e-6);
        close(own.error.unwrap(), error, 6e-7);
        assert_eq!(own.degrees, Some(27));
    }
    close(found.trend_after.value, -3.274_1, 5e-5);
    assert_eq!((found.without.len(), found.autocorrelation.len()), (12, 2));
    let gaps: f64 = (0..12)
        .map(|at| found.step.value + found.bend.value * f64::from(at))
        .sum();
    close(found.effect.value, gaps / 12.0, 1e-9);
}

#[test]
fn a_line_without_noise_is_read_off_and_bad_series_are_refused() {
    let line: Vec<f64> = (0..9)
        .map(|at| {
            4.0 + 2.0 * f64::from(at)
                + if at > 4 {
                    3.0 - 1.5 * f64::from(at - 5)
                } else {
                    0.0
                }
        })
        .collect();
    let found = interrupted_time_series(&line, 5, 2).unwrap();
    for (own, value) in [
        (found.level, 4.0),
        (found.trend, 2.0),
        (found.step, 3.0),
        (found.bend, -1.5),
        (found.trend_after, 0.5),
        (found.effect, 0.75),
    ] {
        close(own.value, value, 1e-9);
        close(own.error.unwrap(), 0.0, 1e-9);
    }
    assert!(found.autocorrelation.is_empty());
    assert!(matches!(
        interrupted_time_series(&line, 2, 0),
        Err(Fault::TooFewBefore { found: 2, .. })
    ));
    for start in [9, 12] {
        assert!(matches!(
            interrupted_time_series(&line, start, 0),
            Err(Fault::TreatmentOutside { .. })
        ));
    }
    assert!(matches!(
        interrupted_time_series(&line, 8, 0),
        Err(Fault::Setting { name: "start", .. })
    ));
    assert!(matches!(
        interrupted_time_series(&line, 5, 9),
        Err(Fault::Setting { name: "lag", .. })
    ));
    assert!(interrupted_time_series(&[f64::NAN; 9], 5, 1).is_err());
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
