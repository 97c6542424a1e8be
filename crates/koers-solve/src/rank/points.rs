//! Numbers only, turned so that more is better: what the methods that know no doubt compute on.

/// Alternatives × criteria, without gaps or ranges; more is better on every criterion.
#[derive(Debug, Clone)]
pub(crate) struct Points {
    criteria: usize,
    values: Vec<f64>,
}

impl Points {
    /// Rows of `criteria` values one after the other.
    pub(crate) fn new(criteria: usize, values: Vec<f64>) -> Self {
        Self { criteria, values }
    }

    /// How many rows there are.
    pub(crate) fn alternatives(&self) -> usize {
        self.values.len() / self.criteria
    }

    /// One row for each alternative.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[f64]> + Clone {
        self.values.chunks_exact(self.criteria)
    }

    /// The values of all alternatives on one criterion.
    pub(crate) fn column(&self, criterion: usize) -> impl Iterator<Item = f64> + Clone {
        self.values.iter().skip(criterion).step_by(self.criteria).copied()
    }

    /// The least and the most on one criterion.
    pub(crate) fn span(&self, criterion: usize) -> (f64, f64) {
        self.column(criterion)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            })
    }

    /// The same rows with every value replaced by what `change` makes of the criterion and the value.
    pub(crate) fn map(&self, change: impl Fn(usize, f64) -> f64) -> Self {
        let values = self
            .values
            .iter()
            .enumerate()
            .map(|(place, &value)| change(place % self.criteria, value))
            .collect();
        Self {
            criteria: self.criteria,
            values,
        }
    }
}
