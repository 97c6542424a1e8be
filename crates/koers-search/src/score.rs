//! BM25F: how much a document is about the words of a question. Plain arithmetic, without words or documents.

use crate::document::{Field, PerField};

/// The two parameters of BM25F.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// How soon more of the same word adds little: 0 is at once, large is never.
    pub k1: f64,
    /// How much a long field counts as long: 0 is not, 1 is fully.
    pub b: f64,
}

impl Default for Parameters {
    /// k1 = 1.2 and b = 0.75: the values that the literature gives for want of training data
    /// (Manning, Raghavan and Schütze 2008, section 11.4.3: k1 between 1.2 and 2, b = 0.75).
    fn default() -> Self {
        Self { k1: 1.2, b: 0.75 }
    }
}

/// How telling a word is: ln(1 + (N − n + ½) ÷ (n + ½)) for a word in `n` of `all` documents.
///
/// The one inside the logarithm keeps a word that is in most documents from counting against them.
pub(crate) fn rarity(all: usize, n: usize) -> f64 {
    // Counts of documents are far below 2⁵³.
    #[expect(clippy::cast_precision_loss)]
    let (all, n) = (all as f64, n as f64);
    (1.0 + (all - n + 0.5).max(0.0) / (n + 0.5)).ln()
}

/// How often a word is in a document, each field by its weight and its length: Σ w·tf ÷ (1 − b + b·length ÷ average).
///
/// `lengths` of the document and `averages` of the collection are in words. A field that no document has counts as average.
pub(crate) fn frequency(
    tf: &PerField<f64>,
    lengths: &PerField<u32>,
    averages: &PerField<f64>,
    b: f64,
) -> f64 {
    Field::ALL
        .into_iter()
        .map(|field| {
            let slot = field.slot();
            let relative = if averages[slot] > 0.0 {
                f64::from(lengths[slot]) / averages[slot]
            } else {
                1.0
            };
            // With b = 1 and no length there is no word of it either.
            let norm = (1.0 - b + b * relative).max(f64::MIN_POSITIVE);
            if tf[slot] > 0.0 {
                field.weight() * tf[slot] / norm
            } else {
                0.0
            }
        })
        .sum()
}

/// What a frequency is worth: x ÷ (k1 + x), between 0 and 1.
pub(crate) fn saturated(frequency: f64, k1: f64) -> f64 {
    if frequency > 0.0 {
        frequency / (k1 + frequency)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Croft, Metzler and Strohman, *Search Engines: Information Retrieval in Practice* (2010), section 7.2.2, table 7.2:
    /// "president lincoln" in 500,000 documents, of which 40,000 and 300 have the words; the document is 0.9 of the average
    /// length; k1 = 1.2, b = 0.75. The book leaves the one out of the logarithm and multiplies by k1 + 1, so both are done here.
    #[test]
    fn the_worked_example_of_a_textbook() {
        let k1 = 1.2;
        let book = |n: f64, tf: f64| {
            let texts = [0.0, 0.0, 0.0, tf];
            let x = frequency(&texts, &[0, 0, 0, 90], &[0.0, 0.0, 0.0, 100.0], 0.75);
            ((500_000.0 - n + 0.5) / (n + 0.5)).ln() * (k1 + 1.0) * saturated(x, k1)
        };
        for (president, lincoln, score) in [
            (15.0, 25.0, 20.66),
            (15.0, 1.0, 12.74),
            (15.0, 0.0, 5.00),
            (1.0, 25.0, 18.2),
            (0.0, 25.0, 15.66),
        ] {
            let found = book(40_000.0, president) + book(300.0, lincoln);
            // The book rounds on the way.
            assert!(
                (found - score).abs() < 0.05,
                "{president} {lincoln}: {found}, not {score}"
            );
        }
    }

    /// The example of `docs/methods/search.md`.
    #[test]
    fn the_worked_example_of_our_own_page() {
        let x = frequency(
            &[0.0, 0.0, 0.0, 2.0],
            &[0, 0, 0, 20],
            &[0.0, 0.0, 0.0, 20.0],
            0.75,
        );
        assert!((rarity(40, 3) - 2.461).abs() < 0.0005);
        assert!((rarity(40, 3) * saturated(x, 1.2) - 1.538).abs() < 0.0005);
    }

    #[test]
    fn rarity_falls_and_stays_above_nought() {
        let falling: Vec<f64> = (0..=10).map(|n| rarity(10, n)).collect();
        assert!(falling.is_sorted_by(|one, next| one > next), "{falling:?}");
        assert!(falling[10] > 0.0);
    }
}
