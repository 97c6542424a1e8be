//! The method of Levenberg and Marquardt: the least sum of squares of numbers that depend on some others.

use crate::lu::{Lu, dot};

/// How much a place may still gain, in proportion, when the descent ends.
const GAIN: f64 = 1e-13;
const STEPS: usize = 300;

/// Goes down from `start`; gives the place and the sum of squares there. Nothing where the start itself has none.
/// `residuals` gives nothing at places that are not allowed, which are not entered.
pub(super) fn least_squares(
    start: &[f64],
    residuals: impl Fn(&[f64]) -> Option<Vec<f64>>,
) -> Option<(Vec<f64>, f64)> {
    descend(start, GAIN, residuals)
}

/// The same until a step gains less than `enough`, in proportion: to see which of several starts is worth going on from.
pub(super) fn descend(
    start: &[f64],
    enough: f64,
    residuals: impl Fn(&[f64]) -> Option<Vec<f64>>,
) -> Option<(Vec<f64>, f64)> {
    let mut place = start.to_vec();
    let mut here = residuals(&place)?;
    let mut square = dot(&here, &here);
    let mut damping = 1e-2;
    let mut idle = 0;
    for _ in 0..STEPS {
        let slopes = slopes(&place, &here, &residuals);
        let size = place.len();
        // In units in which every number changes the errors alike, but for those on which next to nothing depends: they would leap.
        let lengths: Vec<f64> = slopes.iter().map(|slope| dot(slope, slope).sqrt()).collect();
        let longest = lengths.iter().copied().fold(0.0, f64::max);
        if longest == 0.0 {
            break;
        }
        let units: Vec<f64> = lengths.iter().map(|length| length.max(1e-4 * longest)).collect();
        let pull: Vec<f64> = slopes
            .iter()
            .zip(&units)
            .map(|(slope, unit)| -dot(slope, &here) / unit)
            .collect();
        let mut normal = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let common = dot(&slopes[row], &slopes[column]) / units[row] / units[column];
                normal[row * size + column] = common;
                normal[column * size + row] = common;
            }
        }
        let before = square;
        while damping < 1e12 {
            let mut damped = normal.clone();
            (0..size).for_each(|at| damped[at * (size + 1)] += damping);
            let next = Lu::of(size, damped).map(|lu| -> Vec<f64> {
                let step = lu.solve(&pull).into_iter().zip(&units);
                place
                    .iter()
                    .zip(step)
                    .map(|(at, (by, unit))| at + by / unit)
                    .collect()
            });
            let there = next.as_ref().and_then(|next| residuals(next));
            if let (Some(next), Some(there)) = (next, there) {
                let less = dot(&there, &there);
                if less < square {
                    (place, here, square) = (next, there, less);
                    damping = (damping / 9.0).max(1e-12);
                    break;
                }
            }
            damping *= 4.0;
        }
        // A long narrow valley gains little in one step and more in the next: end after several idle ones.
        idle = if before - square <= enough * before {
            idle + 1
        } else {
            0
        };
        if idle >= 3 || damping >= 1e12 || square == 0.0 {
            break;
        }
    }
    Some((place, square))
}

/// What each number changes, by differences to both sides, or to one where the other is not allowed.
fn slopes(place: &[f64], here: &[f64], residuals: &impl Fn(&[f64]) -> Option<Vec<f64>>) -> Vec<Vec<f64>> {
    let mut moved = place.to_vec();
    (0..place.len())
        .map(|at| {
            // The cube root of the rounding error is best for differences to both sides.
            let by = 6e-6 * (0.1 + place[at].abs());
            moved[at] = place[at] + by;
            let up = residuals(&moved);
            moved[at] = place[at] - by;
            let down = residuals(&moved);
            moved[at] = place[at];
            let (up, down, wide) = match (&up, &down) {
                (Some(up), Some(down)) => (up.as_slice(), down.as_slice(), 2.0 * by),
                (Some(up), None) => (up.as_slice(), here, by),
                (None, Some(down)) => (here, down.as_slice(), by),
                (None, None) => (here, here, by),
            };
            up.iter().zip(down).map(|(up, down)| (up - down) / wide).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::least_squares;

    #[test]
    fn the_valley_of_rosenbrock_is_walked_to_its_end() {
        let (place, square) = least_squares(&[-1.2, 1.0], |x| {
            Some(vec![1.0 - x[0], 10.0 * (x[1] - x[0] * x[0])])
        })
        .unwrap();
        assert!(
            square < 1e-20 && (place[1] - 1.0).abs() < 1e-9,
            "{place:?} {square}"
        );
    }

    #[test]
    fn places_that_are_not_allowed_are_not_entered() {
        let (place, square) = least_squares(&[3.0], |x| (x[0] > 2.0).then(|| vec![x[0]])).unwrap();
        assert!(place[0] > 2.0 && square < 4.1, "{place:?}");
        assert_eq!(least_squares(&[1.0], |_| None), None);
    }
}
