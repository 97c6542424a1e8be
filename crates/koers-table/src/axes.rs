//! The dimensions of a cube: which codes lie on them, in which order, and how they become one position.

use koers_model::dataset::Coverage;
use koers_model::period::Period;
use koers_model::region::RegionCode;

/// The dimensions of a cube.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Axes {
    pub(crate) measures: Vec<String>,
    pub(crate) categories: Vec<(String, Vec<String>)>,
    pub(crate) regions: Vec<RegionCode>,
    pub(crate) periods: Vec<Period>,
}

/// More cells than this are never held: about 1.5 GB.
pub(crate) const MOST_CELLS: usize = 100_000_000;
/// A cube up to this size may be as empty as it likes.
const SMALL: usize = 4_000_000;
/// Above that, at least one cell in so many must have an observation.
const SPARSEST: usize = 64;

/// A table whose dimensions multiply to far more cells than it has figures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the dimensions multiply to {cells} cells for {observations} observations ({dimensions}); keep fewer codes with `keep:` in the catalogue"
)]
pub struct TooSparse {
    /// How many cells the product has.
    pub cells: u128,
    /// How many rows of the table are about one of them.
    pub observations: usize,
    /// The dimensions with their lengths, in words.
    pub dimensions: String,
}

impl Axes {
    /// How many cells the product has.
    pub(crate) fn cells(&self, observations: usize) -> Result<usize, TooSparse> {
        let cells = self.product();
        match usize::try_from(cells) {
            Ok(fits)
                if fits <= SMALL || fits <= MOST_CELLS && fits <= observations.saturating_mul(SPARSEST) =>
            {
                Ok(fits)
            }
            _ => Err(TooSparse {
                cells,
                observations,
                dimensions: self.describe(),
            }),
        }
    }

    fn product(&self) -> u128 {
        let categories = self.categories.iter().map(|(_, codes)| codes.len());
        categories
            .chain([self.measures.len(), self.regions.len(), self.periods.len()])
            .fold(1_u128, |product, length| product.saturating_mul(length as u128))
    }

    fn describe(&self) -> String {
        let mut words = vec![format!("{} measures", self.measures.len())];
        words.extend(
            self.categories
                .iter()
                .map(|(name, codes)| format!("{} of {name}", codes.len())),
        );
        words.push(format!("{} regions", self.regions.len()));
        words.push(format!("{} periods", self.periods.len()));
        words.join(" × ")
    }

    /// How many cells one plane of regions × periods has.
    pub(crate) fn plane(&self) -> usize {
        self.regions.len() * self.periods.len()
    }

    /// The steps in the cube from one code to the next: of the measure, and of every category.
    pub(crate) fn strides(&self) -> (usize, Vec<usize>) {
        let mut step = self.plane();
        let mut strides = vec![0; self.categories.len()];
        for (stride, (_, codes)) in strides.iter_mut().zip(&self.categories).rev() {
            *stride = step;
            step *= codes.len();
        }
        (step, strides)
    }

    /// What lies on the axes.
    pub(crate) fn coverage(&self) -> Coverage {
        Coverage {
            regions: self.regions.iter().cloned().collect(),
            periods: self.periods.first().copied().zip(self.periods.last().copied()),
            measures: self.measures.iter().cloned().collect(),
            codes: self
                .categories
                .iter()
                .map(|(name, codes)| (name.clone(), codes.iter().cloned().collect()))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_of_many_codes_with_few_figures_is_refused() {
        let codes = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>();
        let axes = Axes {
            measures: codes(1),
            categories: vec![("a".into(), codes(3000)), ("b".into(), codes(3000))],
            regions: vec![RegionCode::new("PV22").unwrap()],
            periods: vec![Period::year(2020).unwrap()],
        };
        let refused = axes.cells(1000).unwrap_err();
        assert_eq!((refused.cells, refused.observations), (9_000_000, 1000));
        assert!(refused.to_string().contains("3000 of a × 3000 of b"), "{refused}");
        assert_eq!(axes.cells(9_000_000), Ok(9_000_000));
    }
}
