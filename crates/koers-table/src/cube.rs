//! A harmonised table: dense, columnar, with a typed reason in every cell that holds no number.
//!
//! The dimensions are measure × categories… × region × period. Region and period lie innermost, period fastest, so that
//! one series of one measure (a [`Plane`](crate::plane::Plane)) is one stretch of memory, and evaluating an indicator for every region and
//! period is one sweep over it.

use crate::axes::{Axes, TooSparse};
use koers_model::dataset::Coverage;
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use koers_model::value::{Bounds, Cell, Content, Marks, Missing, Number};
use std::collections::BTreeMap;

/// The kind of a cell that holds a number. Every other kind is the code of a [`Missing`] reason.
pub const VALUE: u8 = 0;
/// The kind of a cell that the table has no row for.
pub const ABSENT: u8 = Missing::Absent as u8;

/// A harmonised table.
///
/// Numbers and kinds are kept apart: a number means something only where its kind is [`VALUE`]. Everywhere else the
/// number is a `NaN`, put there so that a sum that forgets to look at the kinds cannot come out plausible.
#[derive(Debug, Clone)]
pub struct Cube {
    pub(crate) dataset: Id,
    pub(crate) frequency: Frequency,
    pub(crate) axes: Axes,
    pub(crate) values: Vec<f64>,
    pub(crate) kinds: Vec<u8>,
    pub(crate) marks: Vec<u16>,
    pub(crate) places: Vec<u32>,
    pub(crate) bounds: BTreeMap<usize, Bounds>,
    pub(crate) margins: BTreeMap<usize, Number>,
}

/// What one cell of a cube is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key<'a> {
    /// The measure.
    pub measure: &'a str,
    /// Category dimension and code, in the order of the cube.
    pub codes: Vec<(&'a str, &'a str)>,
    /// The region.
    pub region: &'a RegionCode,
    /// The period.
    pub period: Period,
}

/// A cell that the table has a row for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation<'a> {
    /// Where it stands in the cube.
    pub position: usize,
    /// What it is about.
    pub key: Key<'a>,
    /// The figure, or why there is none.
    pub cell: Cell,
    /// Where it stands in the snapshot: line of a text, or position in a list, counted from one.
    pub place: Option<u64>,
}

impl Cube {
    /// A cube in which every cell is absent.
    ///
    /// # Errors
    /// [`TooSparse`] when the product of the dimensions is too big to hold, or far bigger than the number of observations.
    pub(crate) fn absent(
        dataset: Id,
        frequency: Frequency,
        axes: Axes,
        observations: usize,
    ) -> Result<Self, TooSparse> {
        let cells = axes.cells(observations)?;
        Ok(Self {
            dataset,
            frequency,
            axes,
            values: vec![f64::NAN; cells],
            kinds: vec![ABSENT; cells],
            marks: vec![0; cells],
            places: vec![0; cells],
            bounds: BTreeMap::new(),
            margins: BTreeMap::new(),
        })
    }

    /// Writes a cell, over what stood there.
    pub(crate) fn set(&mut self, position: usize, cell: Cell, place: u32) {
        if position >= self.kinds.len() {
            return;
        }
        let (value, kind, bounds) = match cell.content {
            Content::Value(number) => (number.get(), VALUE, None),
            Content::Missing { reason, bounds } => (f64::NAN, reason as u8, bounds),
        };
        self.values[position] = value;
        self.kinds[position] = kind;
        self.marks[position] = cell.marks.bits();
        self.places[position] = place;
        match bounds {
            Some(bounds) => drop(self.bounds.insert(position, bounds)),
            None => drop(self.bounds.remove(&position)),
        }
        match cell.margin {
            Some(margin) => drop(self.margins.insert(position, margin)),
            None => drop(self.margins.remove(&position)),
        }
    }

    /// The data set that it holds.
    #[must_use]
    pub fn dataset(&self) -> &Id {
        &self.dataset
    }
    /// The frequency of all its periods.
    #[must_use]
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }
    /// The regions, sorted.
    #[must_use]
    pub fn regions(&self) -> &[RegionCode] {
        &self.axes.regions
    }
    /// The periods, sorted, all of [`Cube::frequency`]. Periods that no row is about are not among them.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        &self.axes.periods
    }
    /// The measures, sorted.
    #[must_use]
    pub fn measures(&self) -> &[String] {
        &self.axes.measures
    }
    /// The category dimensions in the order of the catalogue, each with its codes, sorted.
    #[must_use]
    pub fn categories(&self) -> &[(String, Vec<String>)] {
        &self.axes.categories
    }
    /// How many cells there are, absent ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kinds.len()
    }
    /// Whether there is no cell at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }
    /// The index of a region on the region axis.
    #[must_use]
    pub fn region_index(&self, region: &RegionCode) -> Option<usize> {
        self.axes.regions.binary_search(region).ok()
    }
    /// The index of a period on the period axis.
    #[must_use]
    pub fn period_index(&self, period: Period) -> Option<usize> {
        self.axes.periods.binary_search(&period).ok()
    }

    /// The cell at a position; absent when there is no such position.
    #[must_use]
    pub fn cell(&self, position: usize) -> Cell {
        let kind = self.kinds.get(position).copied().unwrap_or(ABSENT);
        let content = if kind == VALUE {
            let number = self.values.get(position).and_then(|&value| Number::new(value));
            number.map_or(
                Content::Missing {
                    reason: Missing::Undefined,
                    bounds: None,
                },
                Content::Value,
            )
        } else {
            Content::Missing {
                reason: Missing::from_code(kind).unwrap_or(Missing::Undefined),
                bounds: self.bounds.get(&position).copied(),
            }
        };
        Cell {
            content,
            marks: Marks::from_bits(self.marks.get(position).copied().unwrap_or(0)),
            margin: self.margins.get(&position).copied(),
        }
    }
    /// Where the cell at a position stands in the snapshot: line of a text, or position in a list, counted from one.
    #[must_use]
    pub fn place(&self, position: usize) -> Option<u64> {
        let place = self.places.get(position).copied().unwrap_or(0);
        (place > 0).then_some(u64::from(place))
    }
    /// What the cell at a position is about.
    #[must_use]
    pub fn key(&self, position: usize) -> Option<Key<'_>> {
        if position >= self.len() {
            return None;
        }
        let axes = &self.axes;
        let split = |rest: &mut usize, length: usize| {
            let index = *rest % length.max(1);
            *rest /= length.max(1);
            index
        };
        let mut rest = position;
        let period = *axes.periods.get(split(&mut rest, axes.periods.len()))?;
        let region = axes.regions.get(split(&mut rest, axes.regions.len()))?;
        let mut codes = Vec::with_capacity(axes.categories.len());
        for (name, list) in axes.categories.iter().rev() {
            codes.push((name.as_str(), list.get(split(&mut rest, list.len()))?.as_str()));
        }
        codes.reverse();
        let measure = axes.measures.get(rest)?;
        Some(Key {
            measure,
            codes,
            region,
            period,
        })
    }
    /// Every cell that the table has a row for, in the order of the cube.
    pub fn observations(&self) -> impl Iterator<Item = Observation<'_>> {
        let present = self.kinds.iter().enumerate().filter(|(_, kind)| **kind != ABSENT);
        present.filter_map(|(position, _)| {
            Some(Observation {
                position,
                key: self.key(position)?,
                cell: self.cell(position),
                place: self.place(position),
            })
        })
    }
    /// How many cells the table has a row for.
    #[must_use]
    pub fn observation_count(&self) -> usize {
        self.kinds.iter().filter(|kind| **kind != ABSENT).count()
    }
    /// What the cube holds, as far as a check of the policy needs to know.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        self.axes.coverage()
    }

    /// The numbers of all cells, to be read only where [`Cube::kinds`] says [`VALUE`].
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }
    /// The kinds of all cells: [`VALUE`], or the code of a [`Missing`] reason.
    #[must_use]
    pub fn kinds(&self) -> &[u8] {
        &self.kinds
    }
    /// The marks of all cells, as [`Marks::bits`].
    #[must_use]
    pub fn marks(&self) -> &[u16] {
        &self.marks
    }
}

impl PartialEq for Cube {
    /// Equal when every cell says the same. What lies under a cell without a number does not count.
    fn eq(&self, other: &Self) -> bool {
        let numbers = || self.values.iter().zip(&other.values).zip(&self.kinds);
        self.dataset == other.dataset
            && self.frequency == other.frequency
            && self.axes == other.axes
            && self.kinds == other.kinds
            && self.marks == other.marks
            && self.places == other.places
            && self.bounds == other.bounds
            && self.margins == other.margins
            && numbers().all(|((a, b), &kind)| kind != VALUE || a == b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::CubeBuilder;

    fn code(text: &str) -> RegionCode {
        RegionCode::new(text).unwrap()
    }
    fn number(value: f64) -> Cell {
        Cell::value(Number::new(value).unwrap())
    }

    fn small() -> Cube {
        let mut builder = CubeBuilder::new(Id::new("made-up").unwrap(), Frequency::Year, &["sector"]);
        let year = |y| Period::year(y).unwrap();
        builder
            .add(
                "jobs",
                &["BE"],
                code("PV22"),
                year(2020),
                number(2.0).marked(Marks::PROVISIONAL),
                2,
            )
            .unwrap();
        builder
            .add("jobs", &["A"], code("PV22"), year(2019), number(1.5), 3)
            .unwrap();
        builder
            .add(
                "jobs",
                &["A"],
                code("NL01"),
                year(2020),
                Cell::missing(Missing::Suppressed),
                4,
            )
            .unwrap();
        builder.build().unwrap()
    }

    #[test]
    fn axes_are_sorted_and_what_no_row_says_is_absent() {
        let cube = small();
        assert_eq!(cube.regions(), [code("NL01"), code("PV22")]);
        assert_eq!(
            cube.categories(),
            [("sector".into(), vec!["A".into(), "BE".into()])]
        );
        assert_eq!((cube.len(), cube.observation_count()), (8, 3));
        let plane = cube.plane("jobs", &[("sector", "A")]).unwrap();
        assert_eq!(plane.cell(1, 0), number(1.5));
        assert_eq!(plane.cell(0, 1).missing_reason(), Some(Missing::Suppressed));
        assert_eq!(plane.cell(0, 0).missing_reason(), Some(Missing::Absent));
        assert_eq!((plane.place(1, 0), plane.place(0, 0)), (Some(3), None));
        assert!(plane.values()[0].is_nan());
    }

    #[test]
    fn every_observation_knows_what_it_is_about() {
        let cube = small();
        let told: Vec<String> = cube
            .observations()
            .map(|o| {
                format!(
                    "{} {:?} {} {} {:?}",
                    o.key.measure, o.key.codes, o.key.region, o.key.period, o.place
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "jobs [(\"sector\", \"A\")] NL01 2020 Some(4)",
                "jobs [(\"sector\", \"A\")] PV22 2019 Some(3)",
                "jobs [(\"sector\", \"BE\")] PV22 2020 Some(2)",
            ]
        );
    }

    #[test]
    fn coverage_says_what_is_there() {
        let coverage = small().coverage();
        assert!(coverage.regions.contains(&code("PV22")) && coverage.codes["sector"].contains("BE"));
        assert_eq!(coverage.periods.unwrap().0, Period::year(2019).unwrap());
    }
}
