//! One series of a cube: one measure with every category fixed, for all regions and periods.

use crate::cube::{Cube, Key};
use crate::near::question;
use koers_model::spelling::near;
use koers_model::value::Cell;
use std::collections::BTreeMap;

/// One measure with every category fixed: regions × periods, one stretch of memory, period fastest.
///
/// The figure of region `r` and period `p` stands at `r * periods + p` of the slices.
#[derive(Debug, Clone, Copy)]
pub struct Plane<'a> {
    cube: &'a Cube,
    start: usize,
}

/// Why a series cannot be taken from a cube.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SelectError {
    /// The data set has no such measure.
    #[error("`{dataset}` has no measure `{measure}`{}", question(near))]
    UnknownMeasure {
        /// The data set.
        dataset: String,
        /// What was asked.
        measure: String,
        /// Measures that look like it.
        near: Vec<String>,
    },
    /// The data set has no such category dimension.
    #[error("`{dataset}` has no dimension `{dimension}`{}", question(near))]
    UnknownDimension {
        /// The data set.
        dataset: String,
        /// What was asked.
        dimension: String,
        /// Dimensions that look like it.
        near: Vec<String>,
    },
    /// The dimension has no such code.
    #[error("`{dimension}` of `{dataset}` has no code `{code}`{}", question(near))]
    UnknownCode {
        /// The data set.
        dataset: String,
        /// The dimension.
        dimension: String,
        /// What was asked.
        code: String,
        /// Codes that look like it.
        near: Vec<String>,
    },
    /// A category dimension was left open.
    #[error("`{dimension}` of `{dataset}` must be fixed: it has {codes} codes")]
    NotFixed {
        /// The data set.
        dataset: String,
        /// The dimension.
        dimension: String,
        /// How many codes it has.
        codes: usize,
    },
    /// A category dimension was fixed twice, or a list holds a code twice.
    #[error("`{dimension}` of `{dataset}` is fixed twice to `{code}`")]
    Twice {
        /// The data set.
        dataset: String,
        /// The dimension.
        dimension: String,
        /// The second code.
        code: String,
    },
}

impl Cube {
    /// The plane of one measure with one code of every category dimension.
    ///
    /// # Errors
    /// [`SelectError`] for a measure, dimension or code that is not there, or a dimension that is not fixed.
    pub fn plane(&self, measure: &str, codes: &[(&str, &str)]) -> Result<Plane<'_>, SelectError> {
        let (step, strides) = self.axes.strides();
        let mut start = self.measure_at(measure)? * step;
        let mut fixed = vec![false; strides.len()];
        for &(dimension, code) in codes {
            let at = self.dimension_at(dimension)?;
            if std::mem::replace(&mut fixed[at], true) {
                return Err(SelectError::Twice {
                    dataset: self.dataset.to_string(),
                    dimension: dimension.into(),
                    code: code.into(),
                });
            }
            start += self.code_at(at, code)? * strides[at];
        }
        match fixed.iter().position(|fixed| !fixed) {
            Some(open) => Err(self.not_fixed(open)),
            None => Ok(Plane { cube: self, start }),
        }
    }

    /// Every plane, in the order of the cube: its measure, its codes and itself.
    pub fn every_plane(&self) -> impl Iterator<Item = (&str, Vec<(&str, &str)>, Plane<'_>)> {
        let size = (self.regions().len() * self.periods().len()).max(1);
        (0..self.len()).step_by(size).filter_map(move |start| {
            let key = self.key(start)?;
            Some((key.measure, key.codes, Plane { cube: self, start }))
        })
    }

    /// Visits every cell with the one at the same place of another cube; `None` where the other has no such place.
    pub fn beside(&self, other: Option<&Self>, mut visit: impl FnMut(&Key<'_>, Cell, Option<Cell>)) {
        let regions: Vec<Option<usize>> = self
            .regions()
            .iter()
            .map(|code| other?.region_index(code))
            .collect();
        let periods: Vec<Option<usize>> = self
            .periods()
            .iter()
            .map(|period| other?.period_index(*period))
            .collect();
        for (measure, codes, plane) in self.every_plane() {
            let theirs = other.and_then(|other| other.plane(measure, &codes).ok());
            // One key for all cells of a plane: its codes are many words, and a table has millions of cells.
            let mut key: Option<Key<'_>> = None;
            for (r, (region, their_r)) in self.regions().iter().zip(&regions).enumerate() {
                for (p, (period, their_p)) in self.periods().iter().zip(&periods).enumerate() {
                    let key = key.get_or_insert_with(|| Key {
                        measure,
                        codes: codes.clone(),
                        region,
                        period: *period,
                    });
                    (key.region, key.period) = (region, *period);
                    let same = theirs.zip(*their_r).zip(*their_p);
                    let same = same.map(|((plane, r), p)| plane.cell(r, p));
                    visit(key, plane.cell(r, p), same);
                }
            }
        }
    }

    /// The planes of one measure for every combination of the listed codes, first dimension slowest, in the order of
    /// the lists: what the rule `sum` adds up.
    ///
    /// # Errors
    /// As [`Cube::plane`]; also when a list is empty or holds a code twice.
    pub fn planes(
        &self,
        measure: &str,
        codes: &BTreeMap<String, Vec<String>>,
    ) -> Result<Vec<Plane<'_>>, SelectError> {
        let (step, strides) = self.axes.strides();
        let mut starts = vec![self.measure_at(measure)? * step];
        for dimension in codes.keys() {
            self.dimension_at(dimension)?;
        }
        for (at, (dimension, known)) in self.axes.categories.iter().enumerate() {
            let list = codes.get(dimension).filter(|list| !list.is_empty());
            let list = list.ok_or_else(|| self.not_fixed(at))?;
            let mut offsets: Vec<usize> = Vec::with_capacity(list.len().min(known.len()));
            for code in list {
                let offset = self.code_at(at, code)? * strides[at];
                if offsets.contains(&offset) {
                    return Err(SelectError::Twice {
                        dataset: self.dataset.to_string(),
                        dimension: dimension.clone(),
                        code: code.clone(),
                    });
                }
                offsets.push(offset);
            }
            starts = starts
                .iter()
                .flat_map(|start| offsets.iter().map(move |offset| start + offset))
                .collect();
        }
        Ok(starts
            .into_iter()
            .map(|start| Plane { cube: self, start })
            .collect())
    }

    fn measure_at(&self, measure: &str) -> Result<usize, SelectError> {
        let found = self.axes.measures.iter().position(|known| known == measure);
        found.ok_or_else(|| SelectError::UnknownMeasure {
            dataset: self.dataset.to_string(),
            measure: measure.into(),
            near: near(measure, self.axes.measures.iter().map(String::as_str)),
        })
    }
    fn dimension_at(&self, dimension: &str) -> Result<usize, SelectError> {
        let found = self
            .axes
            .categories
            .iter()
            .position(|(known, _)| known == dimension);
        found.ok_or_else(|| SelectError::UnknownDimension {
            dataset: self.dataset.to_string(),
            dimension: dimension.into(),
            near: near(
                dimension,
                self.axes.categories.iter().map(|(name, _)| name.as_str()),
            ),
        })
    }
    fn code_at(&self, dimension: usize, code: &str) -> Result<usize, SelectError> {
        let (name, codes) = &self.axes.categories[dimension];
        let found = codes.binary_search_by(|known| known.as_str().cmp(code));
        found.map_err(|_| SelectError::UnknownCode {
            dataset: self.dataset.to_string(),
            dimension: name.clone(),
            code: code.into(),
            near: near(code, codes.iter().map(String::as_str)),
        })
    }
    fn not_fixed(&self, dimension: usize) -> SelectError {
        let (name, codes) = &self.axes.categories[dimension];
        SelectError::NotFixed {
            dataset: self.dataset.to_string(),
            dimension: name.clone(),
            codes: codes.len(),
        }
    }
}

impl<'a> Plane<'a> {
    /// The cube it lies in.
    #[must_use]
    pub fn cube(&self) -> &'a Cube {
        self.cube
    }
    /// How many regions it has.
    #[must_use]
    pub fn regions(&self) -> usize {
        self.cube.axes.regions.len()
    }
    /// How many periods it has.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.cube.axes.periods.len()
    }
    /// The position in the cube of a region and a period, by their indices; `None` when there is no such index.
    #[must_use]
    pub fn position(&self, region: usize, period: usize) -> Option<usize> {
        (region < self.regions() && period < self.periods())
            .then(|| self.start + region * self.periods() + period)
    }
    /// The figure of a region and a period, by their indices; absent when there is no such index.
    #[must_use]
    pub fn cell(&self, region: usize, period: usize) -> Cell {
        self.cube
            .cell(self.position(region, period).unwrap_or(usize::MAX))
    }
    /// Where that figure stands in the snapshot: line of a text, or position in a list, counted from one.
    #[must_use]
    pub fn place(&self, region: usize, period: usize) -> Option<u64> {
        self.cube.place(self.position(region, period)?)
    }
    fn range(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.cube.axes.plane()
    }
    /// The numbers, to be read only where [`Plane::kinds`] says [`crate::cube::VALUE`].
    #[must_use]
    pub fn values(&self) -> &'a [f64] {
        self.cube.values.get(self.range()).unwrap_or(&[])
    }
    /// The kinds: [`crate::cube::VALUE`], or the code of a missing reason.
    #[must_use]
    pub fn kinds(&self) -> &'a [u8] {
        self.cube.kinds.get(self.range()).unwrap_or(&[])
    }
    /// The marks, as bits.
    #[must_use]
    pub fn marks(&self) -> &'a [u16] {
        self.cube.marks.get(self.range()).unwrap_or(&[])
    }
    /// Whether any cell carries bounds or a margin. When not, the slices say everything and no cell need be built.
    #[must_use]
    pub fn has_side_notes(&self) -> bool {
        self.cube.bounds.range(self.range()).next().is_some()
            || self.cube.margins.range(self.range()).next().is_some()
    }
}
