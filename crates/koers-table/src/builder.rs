//! Builds a cube figure by figure: for the golden tests of an indicator, and wherever figures do not come from a table.

use crate::axes::{Axes, TooSparse};
use crate::cube::{ABSENT, Cube};
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use koers_model::value::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Measure, codes, region, period.
type RowKey = (String, Vec<String>, RegionCode, Period);

/// Gathers figures and puts them together as a [`Cube`].
#[derive(Debug, Clone)]
pub struct CubeBuilder {
    dataset: Id,
    frequency: Frequency,
    dimensions: Vec<String>,
    measures: BTreeSet<String>,
    rows: BTreeMap<RowKey, (Cell, u32)>,
}

/// Why a figure does not fit in a cube.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Not one code for every category dimension.
    #[error("a figure of `{dataset}` needs {expected} codes, this one has {found}")]
    Codes {
        /// The data set.
        dataset: String,
        /// How many category dimensions there are.
        expected: usize,
        /// How many codes were given.
        found: usize,
    },
    /// A period of another frequency.
    #[error("`{period}` is no {}", frequency.word())]
    Frequency {
        /// The period.
        period: Period,
        /// The frequency of the cube.
        frequency: Frequency,
    },
    /// The same cell twice.
    #[error("{measure} {codes:?} of {region} in {period} stands twice")]
    Twice {
        /// The measure.
        measure: String,
        /// The codes.
        codes: Vec<String>,
        /// The region.
        region: RegionCode,
        /// The period.
        period: Period,
    },
    /// Too many empty cells.
    #[error(transparent)]
    TooSparse(#[from] TooSparse),
}

impl CubeBuilder {
    /// An empty builder with these category dimensions.
    #[must_use]
    pub fn new(dataset: Id, frequency: Frequency, dimensions: &[&str]) -> Self {
        Self {
            dataset,
            frequency,
            dimensions: dimensions.iter().map(|&name| name.to_owned()).collect(),
            measures: BTreeSet::new(),
            rows: BTreeMap::new(),
        }
    }

    /// Names a measure that is there also when no figure is.
    #[must_use]
    pub fn with_measure(mut self, measure: &str) -> Self {
        self.measures.insert(measure.to_owned());
        self
    }

    /// Adds a figure. `codes` stand in the order of the dimensions; `place` is the line or position it came from, 0 for none.
    ///
    /// # Errors
    /// [`BuildError`] when the codes or the period do not fit, or the cell has a figure already.
    pub fn add(
        &mut self,
        measure: &str,
        codes: &[&str],
        region: RegionCode,
        period: Period,
        cell: Cell,
        place: u32,
    ) -> Result<(), BuildError> {
        if codes.len() != self.dimensions.len() {
            return Err(BuildError::Codes {
                dataset: self.dataset.to_string(),
                expected: self.dimensions.len(),
                found: codes.len(),
            });
        }
        if period.frequency() != self.frequency {
            return Err(BuildError::Frequency {
                period,
                frequency: self.frequency,
            });
        }
        let codes: Vec<String> = codes.iter().map(|&code| code.to_owned()).collect();
        let key = (measure.to_owned(), codes, region, period);
        if self.rows.contains_key(&key) {
            let (measure, codes, region, period) = key;
            return Err(BuildError::Twice {
                measure,
                codes,
                region,
                period,
            });
        }
        self.rows.insert(key, (cell, place));
        Ok(())
    }

    /// The cube of all figures added.
    ///
    /// # Errors
    /// [`BuildError::TooSparse`] when the dimensions multiply to far more cells than there are figures.
    pub fn build(self) -> Result<Cube, BuildError> {
        let mut measures = self.measures;
        let mut regions = BTreeSet::new();
        let mut periods = BTreeSet::new();
        let mut codes = vec![BTreeSet::new(); self.dimensions.len()];
        for (measure, row, region, period) in self.rows.keys() {
            measures.insert(measure.clone());
            regions.insert(region.clone());
            periods.insert(*period);
            for (set, code) in codes.iter_mut().zip(row) {
                set.insert(code.clone());
            }
        }
        let lists = codes.into_iter().map(|set| set.into_iter().collect::<Vec<_>>());
        let axes = Axes {
            measures: measures.into_iter().collect(),
            categories: self.dimensions.iter().cloned().zip(lists).collect(),
            regions: regions.into_iter().collect(),
            periods: periods.into_iter().collect(),
        };
        let mut cube = Cube::absent(self.dataset, self.frequency, axes, self.rows.len())?;
        for ((measure, row, region, period), (cell, place)) in self.rows {
            if cell.missing_reason().map(|reason| reason as u8) == Some(ABSENT) {
                continue;
            }
            let names = cube
                .axes
                .categories
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>();
            let fixed: Vec<(&str, &str)> = names
                .iter()
                .map(String::as_str)
                .zip(row.iter().map(String::as_str))
                .collect();
            let found = cube.region_index(&region).zip(cube.period_index(period));
            let position = match (found, cube.plane(&measure, &fixed)) {
                (Some((r, p)), Ok(plane)) => plane.position(r, p),
                _ => None,
            };
            if let Some(position) = position {
                cube.set(position, cell, place);
            }
        }
        Ok(cube)
    }
}
