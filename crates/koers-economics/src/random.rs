//! Random numbers by counting: the same for a seed and a stream, whatever the number of threads.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The generator of one unit or one repetition. Streams of the same seed do not overlap.
pub(crate) fn stream(seed: u64, number: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(number);
    generator
}

/// A whole number under `bound`, each as likely (Lemire 2019: multiply, and draw again in the short part).
pub(crate) fn below(generator: &mut impl RngCore, bound: usize) -> usize {
    let bound = bound as u64;
    loop {
        let product = u128::from(generator.next_u64()) * u128::from(bound);
        let short = product as u64;
        // The division is only needed where the answer might lie in the short part: hardly ever.
        if short >= bound || short >= bound.wrapping_neg() % bound {
            return (product >> 64) as usize;
        }
    }
}

/// Puts a random choice of `first` of the values in front, in random order.
pub(crate) fn shuffle_front<T>(values: &mut [T], first: usize, generator: &mut impl RngCore) {
    for at in 0..first.min(values.len()) {
        let other = at + below(generator, values.len() - at);
        values.swap(at, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_under_the_bound_is_as_likely() {
        let mut generator = stream(1, 2);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[below(&mut generator, 7)] += 1;
        }
        // Chi-squared with six degrees of freedom: 22.5 is passed once in a thousand.
        let chi: f64 = counts
            .iter()
            .map(|&count| (f64::from(count) - 10_000.0).powi(2) / 10_000.0)
            .sum();
        assert!(chi < 22.5, "{counts:?}");
    }

    #[test]
    fn streams_differ_and_repeat() {
        let first = |seed, number| stream(seed, number).next_u64();
        assert_eq!(first(5, 1), first(5, 1));
        assert_ne!(first(5, 1), first(5, 2));
        assert_ne!(first(5, 1), first(6, 1));
    }
}
