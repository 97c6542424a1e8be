//! How often methods find an effect where there is none, and how often they find one that was planted, in made-up panels. The tables on their pages are made here.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::Matrix;
use koers_economics::evaluation::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;

/// How many panels stand behind a share: one of 5% is off by at most 1.4 in nineteen of twenty cases.
const PANELS: u64 = 1000;
/// The same where each takes long: 1.9, or 3.
const FEWER: u64 = 500;
const FEWEST: u64 = 200;

fn generator(seed: u64, stream: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(stream);
    generator
}

/// Noise of which `carried` stays in the next period, with a standard deviation of one from the first period on.
fn noise(generator: &mut ChaCha8Rng, periods: usize, carried: f64) -> Vec<f64> {
    let mut last: f64 = StandardNormal.sample(generator);
    let fresh = (1.0 - carried * carried).sqrt();
    (0..periods)
        .map(|period| {
            if period > 0 {
                let new: f64 = StandardNormal.sample(generator);
                last = carried * last + fresh * new;
            }
            last
        })
        .collect()
}

/// Units that follow a common wandering course, each as strongly as it does, from a level of its own.
fn panel(seed: u64, units: usize, periods: usize, carried: f64) -> Vec<Vec<f64>> {
    let mut generator = generator(seed, 0);
    let mut course = vec![0.0_f64];
    for _ in 1..periods {
        let step: f64 = StandardNormal.sample(&mut generator);
        course.push(course.last().unwrap() + step);
    }
    (0..units)
        .map(|_| {
            let level: f64 = StandardNormal.sample(&mut generator);
            let follows: f64 = StandardNormal.sample(&mut generator);
            let own = noise(&mut generator, periods, carried);
            let along = course.iter().zip(own);
            along
                .map(|(course, own)| 20.0 + 3.0 * level + (1.0 + 0.5 * follows) * course + own)
                .collect()
        })
        .collect()
}

/// In what share of so many panels each of these is so, in percent.
fn shares<const N: usize>(panels: u64, are_so: impl Fn(u64) -> [bool; N] + Sync + Send) -> [f64; N] {
    let found: Vec<[bool; N]> = (0..panels).into_par_iter().map(are_so).collect();
    std::array::from_fn(|at| {
        let count = found.iter().filter(|found| found[at]).count();
        100.0 * count as f64 / panels as f64
    })
}

/// The page of a method has these rows of a table.
fn told(page: &str, rows: &[String]) {
    let lines: Vec<String> = rows.iter().map(|row| format!("/// {row}\n")).collect();
    assert!(
        lines.iter().all(|line| page.contains(line.as_str())),
        "the page should have\n{}",
        lines.concat()
    );
}

/// As near to `stated` percent as chance allows; three times in a thousand further off.
fn near(found: f64, stated: f64, panels: u64) {
    let error = (stated * (100.0 - stated) / panels as f64).sqrt();
    assert!((found - stated).abs() <= 3.0 * error, "{found}% is not {stated}%");
}

#[test]
fn effects_by_group_and_period() {
    let run = |seed: u64, sizes: [usize; 3], planted: f64| {
        let mut starts = Vec::new();
        for (size, start) in sizes.into_iter().zip([Some(3), Some(5), None]) {
            starts.extend(vec![start; size]);
        }
        let mut generator = generator(seed, 1);
        let rows: Vec<Vec<f64>> = starts
            .iter()
            .map(|start| {
                let mut row = noise(&mut generator, 8, 0.7);
                let from = start.unwrap_or(8);
                row[from..].iter_mut().for_each(|value| *value += planted);
                row
            })
            .collect();
        let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), &starts).unwrap();
        group_time_effects(&rollout, Untreated::Never, Adjustment::None).unwrap()
    };
    let unlikely = |effect: Estimate| effect.p().unwrap() < 0.05;
    let whole =
        |effects: &GroupTimeEffects| unlikely(aggregate_effects(effects, Over::Everything).unwrap().whole);
    let mut rows = Vec::new();
    for sizes in [[10, 10, 10], [10, 10, 70], [30, 30, 30], [100, 100, 100]] {
        let [trend, alarms, alone, band, course] = shares(FEWER, |seed| {
            let effects = run(seed, sizes, 0.0);
            let outside = |of: Together<'_>| {
                let drawing = BandDrawing {
                    level: 0.95,
                    draws: 1000,
                    seed,
                };
                let band = uniform_band(of, drawing).unwrap();
                band.intervals
                    .iter()
                    .flatten()
                    .any(|(low, high)| *low > 0.0 || *high < 0.0)
            };
            [
                effects.pre_trend.unwrap().p < 0.05,
                whole(&effects),
                effects.effects.iter().any(|one| unlikely(one.effect)),
                outside(Together::Effects(&effects)),
                outside(Together::Parts(
                    &aggregate_effects(&effects, Over::Exposure).unwrap(),
                )),
            ]
        });
        let [found] = shares(FEWER, |seed| [whole(&run(seed, sizes, 0.5))]);
        if sizes[0] == 100 {
            near(alarms, 5.0, FEWER);
        }
        let [first, second, never] = sizes;
        rows.push(format!("| {first}, {second}, {never} | {trend:.0}% | {alarms:.0}% | {alone:.0}% | {band:.0}% | {course:.0}% | {found:.0}% |"));
    }
    told(include_str!("../src/evaluation/group_time_effects.rs"), &rows);
}

/// A panel of 14 periods, of which the first unit is treated in the last four.
fn study(seed: u64, donors: usize, noisy: f64, planted: f64) -> Study {
    let mut rows = panel(seed, donors + 1, 14, 0.5);
    let mut generator = generator(seed, 2);
    let more = noise(&mut generator, 14, 0.5);
    for (period, (value, more)) in rows[0].iter_mut().zip(more).enumerate() {
        *value += (noisy * noisy - 1.0).sqrt() * more + if period >= 10 { planted } else { 0.0 };
    }
    let donors: Vec<usize> = (1..=donors).collect();
    Study::new(&Panel::from(&Matrix::from_rows(&rows).unwrap()), 0, &donors, 10).unwrap()
}

const KINDS: [(usize, f64, &str); 3] = [
    (9, 1.0, "like the donors"),
    (19, 1.0, "like the donors"),
    (19, 2.0, "twice as noisy"),
];

#[test]
fn synthetic_control_by_placebos() {
    let mut rows = Vec::new();
    for (donors, noisy, who) in KINDS {
        let alarm = |planted: f64| {
            let [share] = shares(PANELS, |seed| {
                let study = study(seed, donors, noisy, planted);
                let found = placebos_in_space(&study, Matching::Outcomes).unwrap();
                // The first of ten is 10%, the first of twenty 5%.
                [found.rank == Some(1)]
            });
            share
        };
        let stated = 100 / (donors + 1);
        let alarms = alarm(0.0);
        if noisy == 1.0 {
            // The treated unit has one donor more than a placebo: it fits a little better before.
            let stated = stated as f64;
            assert!((stated - 2.0..stated + 4.0).contains(&alarms), "{alarms}");
        }
        rows.push(format!(
            "| {donors} | {who} | {stated}% | {alarms:.0}% | {:.0}% | {:.0}% |",
            alarm(2.0),
            alarm(4.0)
        ));
    }
    told(include_str!("../src/evaluation/placebos_in_space.rs"), &rows);
}

#[test]
fn synthetic_did_by_its_placebo_error() {
    let mut rows = Vec::new();
    for (donors, noisy, who) in KINDS {
        let alarm = |planted: f64| {
            let [share] = shares(FEWEST, |seed| {
                let found = synthetic_did(&study(seed, donors, noisy, planted)).unwrap();
                [found.effect.abs() > 1.96 * found.error]
            });
            share
        };
        rows.push(format!(
            "| {donors} | {who} | {:.0}% | {:.0}% |",
            alarm(0.0),
            alarm(2.0)
        ));
    }
    told(include_str!("../src/evaluation/synthetic_did.rs"), &rows);
}

#[test]
fn a_line_that_breaks() {
    let mut rows = Vec::new();
    for (periods, lag) in [(12, 1), (20, 1), (20, 3), (40, 3), (100, 4), (400, 7)] {
        let mut row = format!("| {periods} | {lag} |");
        for carried in [0.0, 0.5, 0.8] {
            let effects = |planted: f64| -> Vec<Estimate> {
                let effect = |seed: u64| {
                    let mut series = noise(&mut generator(seed, 3), periods, carried);
                    series[periods / 2..]
                        .iter_mut()
                        .for_each(|value| *value += planted);
                    interrupted_time_series(&series, periods / 2, lag).unwrap().effect
                };
                (0..PANELS).into_par_iter().map(effect).collect()
            };
            let found = |effects: &[Estimate]| {
                let count = effects.iter().filter(|effect| effect.p().unwrap() < 0.05).count();
                100.0 * count as f64 / PANELS as f64
            };
            let (none, planted) = (effects(0.0), effects(2.0));
            let count = PANELS as f64;
            // Without an effect the truth is nought.
            let spread = (none.iter().map(|effect| effect.value.powi(2)).sum::<f64>() / count).sqrt();
            let square: f64 = none.iter().map(|effect| effect.error.unwrap().powi(2)).sum();
            let part = (square / count).sqrt() / spread;
            row += &format!(" {:.0}% | {:.0}% | {part:.2} |", found(&none), found(&planted));
        }
        rows.push(row);
    }
    told(
        include_str!("../src/evaluation/interrupted_time_series.rs"),
        &rows,
    );
    // Many periods of noise that does not hang together: as often as stated.
    let [alarms] = shares(PANELS, |seed| {
        let series = noise(&mut generator(seed, 3), 400, 0.0);
        [interrupted_time_series(&series, 200, 0)
            .unwrap()
            .effect
            .p()
            .unwrap()
            < 0.05]
    });
    near(alarms, 5.0, PANELS);
}
