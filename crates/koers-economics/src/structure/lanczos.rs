//! The largest eigenvalue of a symmetric operator outside some directions (Lanczos 1950, with full reorthogonalisation).

use rand_chacha::rand_core::RngCore;

use crate::{Fault, random};

/// An eigenvalue with its vector, of length one.
pub(super) struct Pair {
    pub value: f64,
    pub vector: Vec<f64>,
    /// |A v − λ v|, computed from the operator itself: some eigenvalue lies at most this far from `value`.
    pub residual: f64,
}

/// After so many steps the answer is refused: each costs a vector of memory.
const MOST_STEPS: usize = 600;

/// The largest eigenvalue outside `outside`, vectors of length one that are eigenvectors themselves. `apply` computes A x.
///
/// The start is drawn from a fixed stream, so that it has a part along every eigenvector and the answer is the same every time.
pub(super) fn largest(
    size: usize,
    apply: impl Fn(&[f64]) -> Vec<f64>,
    outside: &[&[f64]],
    tolerance: f64,
) -> Result<Pair, Fault> {
    let most = MOST_STEPS.min(size.saturating_sub(outside.len()));
    let mut generator = random::stream(0, outside.len() as u64);
    let mut next: Vec<f64> = (0..size)
        .map(|_| generator.next_u32() as f64 / f64::from(u32::MAX) - 0.5)
        .collect();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
    let mut left = f64::INFINITY;
    let mut check_at = 8;
    clean(&mut next, outside, &basis);
    let mut length = norm(&next);
    while basis.len() < most && length > 1e-13 {
        next.iter_mut().for_each(|value| *value /= length);
        let image = apply(&next);
        basis.push(std::mem::take(&mut next));
        let last = &basis[basis.len() - 1];
        diagonal.push(dot(last, &image));
        next = image;
        clean(&mut next, outside, &basis);
        length = norm(&next);
        beside.push(length);
        let done = basis.len() == most || length <= 1e-13;
        if basis.len() < check_at && !done {
            continue;
        }
        check_at += check_at / 2;
        let (value, small) = top(&diagonal, &beside[..beside.len() - 1])?;
        // What the basis cannot see: the usual estimate, before the honest one costs an application.
        if length * small[small.len() - 1].abs() > tolerance && !done {
            continue;
        }
        let mut vector = vec![0.0; size];
        for (part, direction) in small.iter().zip(&basis) {
            vector
                .iter_mut()
                .zip(direction)
                .for_each(|(sum, value)| *sum += part * value);
        }
        let size = norm(&vector);
        vector.iter_mut().for_each(|value| *value /= size);
        let image = apply(&vector);
        left = norm(
            &image
                .iter()
                .zip(&vector)
                .map(|(image, own)| image - value * own)
                .collect::<Vec<_>>(),
        );
        if left <= tolerance {
            return Ok(Pair {
                value,
                vector,
                residual: left,
            });
        }
    }
    Err(Fault::NotSettled {
        steps: basis.len(),
        residual: if left.is_finite() { left } else { length },
    })
}

/// Takes out the directions that are not to be in a vector; twice, since once leaves what rounding put there.
fn clean(vector: &mut [f64], outside: &[&[f64]], basis: &[Vec<f64>]) {
    for _ in 0..2 {
        for direction in outside.iter().copied().chain(basis.iter().map(Vec::as_slice)) {
            let part = dot(vector, direction);
            vector
                .iter_mut()
                .zip(direction)
                .for_each(|(value, other)| *value -= part * other);
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

/// The largest eigenvalue of a symmetric tridiagonal matrix and its vector, by implicit QL (Dubrulle, Martin and Wilkinson 1968).
fn top(diagonal: &[f64], beside: &[f64]) -> Result<(f64, Vec<f64>), Fault> {
    let n = diagonal.len();
    let (mut d, mut e) = (diagonal.to_vec(), beside.to_vec());
    e.push(0.0);
    // Column by column, so that a rotation touches two stretches of memory.
    let mut vectors: Vec<Vec<f64>> = (0..n)
        .map(|at| (0..n).map(|row| f64::from(u8::from(row == at))).collect())
        .collect();
    for low in 0..n {
        for round in 0.. {
            let split =
                (low..n - 1).find(|&at| e[at].abs() <= f64::EPSILON * (d[at].abs() + d[at + 1].abs()));
            let high = split.unwrap_or(n - 1);
            if high == low {
                break;
            }
            if round == 60 {
                return Err(Fault::NotSettled {
                    steps: round,
                    residual: e[low].abs(),
                });
            }
            let mut g = (d[low + 1] - d[low]) / (2.0 * e[low]);
            let mut r = g.hypot(1.0);
            g = d[high] - d[low] + e[low] / (g + r.copysign(g));
            let (mut sine, mut cosine, mut shift) = (1.0, 1.0, 0.0);
            let mut early = false;
            for at in (low..high).rev() {
                let (f, b) = (sine * e[at], cosine * e[at]);
                r = f.hypot(g);
                e[at + 1] = r;
                if r == 0.0 {
                    d[at + 1] -= shift;
                    e[high] = 0.0;
                    early = true;
                    break;
                }
                (sine, cosine) = (f / r, g / r);
                g = d[at + 1] - shift;
                r = (d[at] - g) * sine + 2.0 * cosine * b;
                shift = sine * r;
                d[at + 1] = g + shift;
                g = cosine * r - b;
                let (first, second) = vectors.split_at_mut(at + 1);
                for (low, high) in first[at].iter_mut().zip(&mut second[0]) {
                    (*low, *high) = (cosine * *low - sine * *high, sine * *low + cosine * *high);
                }
            }
            if !early {
                d[low] -= shift;
                e[low] = g;
                e[high] = 0.0;
            }
        }
    }
    let best = (0..n)
        .max_by(|&a, &b| d[a].total_cmp(&d[b]))
        .ok_or(Fault::Empty { input: "basis" })?;
    Ok((d[best], vectors.swap_remove(best)))
}
