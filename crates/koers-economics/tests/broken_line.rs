//! Whether the line of a series breaks: the published case, lines without noise, and bad input.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::Fault;
use koers_economics::evaluation::*;

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
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
