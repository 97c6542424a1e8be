//! The downhill simplex method of Nelder and Mead, with the coefficients of Gao and Han (2012) for more dimensions.

/// Goes downhill from `start` and begins anew from where it ended, until that brings no more than 10⁻⁹ of the value. Gives the place, the value and the number of evaluations.
pub(super) fn downhill(start: &[f64], mut value: impl FnMut(&[f64]) -> f64) -> (Vec<f64>, f64, usize) {
    let mut place = start.to_vec();
    let mut least = value(&place);
    let mut evaluations = 1;
    for round in 0..8 {
        let step = if round % 2 == 0 { 1.0 } else { -0.4 };
        let (next, found, used) = descend(&place, least, step, &mut value);
        evaluations += used;
        let gain = least - found;
        (place, least) = (next, found);
        if round > 0 && gain <= 1e-9 * least {
            break;
        }
    }
    (place, least, evaluations)
}

fn descend(
    start: &[f64],
    at_start: f64,
    step: f64,
    value: &mut impl FnMut(&[f64]) -> f64,
) -> (Vec<f64>, f64, usize) {
    let n = start.len();
    let wide = (n as f64).max(2.0);
    let (expand, contract, shrink) = (1.0 + 2.0 / wide, 0.75 - 0.5 / wide, 1.0 - 1.0 / wide);
    let mut corners = vec![(at_start, start.to_vec())];
    for axis in 0..n {
        let mut corner = start.to_vec();
        corner[axis] += step;
        corners.push((value(&corner), corner));
    }
    let mut used = n;
    let most = 250 * n + 250;
    while used < most {
        // Stable, so that equal values keep their order and the path is the same everywhere.
        corners.sort_by(|a, b| a.0.total_cmp(&b.0));
        if corners[n].0 - corners[0].0 <= 1e-11 * corners[0].0.abs() {
            break;
        }
        let centre: Vec<f64> = (0..n)
            .map(|axis| corners[..n].iter().map(|corner| corner.1[axis]).sum::<f64>() / n as f64)
            .collect();
        let worst = corners[n].1.clone();
        let along = |by: f64| -> Vec<f64> {
            centre
                .iter()
                .zip(&worst)
                .map(|(middle, worst)| middle + by * (middle - worst))
                .collect()
        };
        let mut attempt = |by: f64| {
            used += 1;
            let place = along(by);
            (value(&place), place)
        };
        let mirrored = attempt(1.0);
        if mirrored.0 < corners[0].0 {
            let further = attempt(expand);
            corners[n] = if further.0 < mirrored.0 { further } else { mirrored };
            continue;
        }
        if mirrored.0 < corners[n - 1].0 {
            corners[n] = mirrored;
            continue;
        }
        let outside = mirrored.0 < corners[n].0;
        let nearer = attempt(if outside { contract } else { -contract });
        if nearer.0 < mirrored.0.min(corners[n].0) {
            corners[n] = nearer;
            continue;
        }
        let best = corners[0].1.clone();
        for corner in &mut corners[1..] {
            for (coordinate, goal) in corner.1.iter_mut().zip(&best) {
                *coordinate = goal + shrink * (*coordinate - goal);
            }
            corner.0 = value(&corner.1);
        }
        used += n;
    }
    corners.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (least, place) = corners.swap_remove(0);
    (place, least, used)
}

#[cfg(test)]
mod tests {
    use super::downhill;

    #[test]
    fn the_valley_of_rosenbrock_is_walked_to_its_end() {
        let valley = |x: &[f64]| 1e-9 + (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2);
        let (place, least, _) = downhill(&[-1.2, 1.0], valley);
        assert!(least < 2e-9 && (place[0] - 1.0).abs() < 1e-4, "{place:?} {least}");
    }
}
