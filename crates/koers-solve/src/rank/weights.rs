//! How much each criterion counts.

/// Why numbers are no weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeightsFault {
    /// A weight is negative, infinite or no number.
    #[error("the weight of criterion {criterion} is no finite number from nought up")]
    NotANumber {
        /// The criterion.
        criterion: usize,
    },
    /// No criterion counts.
    #[error("every weight is nought")]
    AllZero,
}

/// How much each criterion counts: nought or more, together one.
///
/// For a weighted sum these are *swing* weights: what it is worth to go from the worst to the best of the range on one criterion,
/// against the same on another. They are not "importances"; the same criterion over a shorter range deserves a lower weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Weights in proportion to the given numbers (points for swings, percentages). Their unit does not matter.
    ///
    /// # Errors
    /// When a number is negative or not finite, or when all are nought.
    pub fn new(given: &[f64]) -> Result<Self, WeightsFault> {
        if let Some(criterion) = given
            .iter()
            .position(|weight| !weight.is_finite() || *weight < 0.0)
        {
            return Err(WeightsFault::NotANumber { criterion });
        }
        let most = given.iter().copied().fold(0.0, f64::max);
        if most == 0.0 {
            return Err(WeightsFault::AllZero);
        }
        // Divided by the largest first: the sum of very large numbers would not be finite.
        let sum: f64 = given.iter().map(|weight| weight / most).sum();
        Ok(Self(given.iter().map(|weight| weight / most / sum).collect()))
    }

    /// The same weight for each of `criteria`.
    ///
    /// # Errors
    /// For no criteria.
    pub fn equal(criteria: usize) -> Result<Self, WeightsFault> {
        Self::new(&vec![1.0; criteria])
    }

    /// One for each criterion, together one.
    #[must_use]
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }
}
