//! A part of a cube, as a cube.

use crate::axes::Axes;
use crate::cube::Cube;
use jiff::civil::Date;
use koers_model::region::RegionCode;
use std::collections::{BTreeMap, BTreeSet};

/// Which part of a cube is asked for. What is left open is kept whole; a name that the cube does not have keeps nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Measures.
    pub measures: Option<BTreeSet<String>>,
    /// Category dimension → codes.
    pub codes: BTreeMap<String, BTreeSet<String>>,
    /// Regions.
    pub regions: Option<BTreeSet<RegionCode>>,
    /// Periods that begin on this day or later.
    pub from: Option<Date>,
    /// Periods that end on this day or earlier.
    pub to: Option<Date>,
}

impl Selection {
    /// Whether it keeps everything.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// The indices of what is kept.
fn kept<T>(all: &[T], keep: impl Fn(&T) -> bool) -> Vec<usize> {
    all.iter()
        .enumerate()
        .filter(|(_, one)| keep(one))
        .map(|(at, _)| at)
        .collect()
}

fn taken<T: Clone>(all: &[T], indices: &[usize]) -> Vec<T> {
    indices.iter().filter_map(|&at| all.get(at).cloned()).collect()
}

impl Cube {
    /// The part of the cube that a selection keeps; its figures keep their places in the snapshot.
    #[must_use]
    pub fn selected(&self, selection: &Selection) -> Self {
        let old = &self.axes;
        let measures = kept(&old.measures, |key| {
            selection.measures.as_ref().is_none_or(|kept| kept.contains(key))
        });
        let regions = kept(&old.regions, |code| {
            selection.regions.as_ref().is_none_or(|kept| kept.contains(code))
        });
        let periods = kept(&old.periods, |period| {
            selection.from.is_none_or(|from| period.start() >= from)
                && selection.to.is_none_or(|to| period.end() <= to)
        });
        let codes: Vec<Vec<usize>> = old
            .categories
            .iter()
            .map(|(name, codes)| match selection.codes.get(name) {
                Some(wanted) => kept(codes, |code| wanted.contains(code)),
                None => (0..codes.len()).collect(),
            })
            .collect();
        let axes = Axes {
            measures: taken(&old.measures, &measures),
            categories: old
                .categories
                .iter()
                .zip(&codes)
                .map(|((name, all), indices)| (name.clone(), taken(all, indices)))
                .collect(),
            regions: taken(&old.regions, &regions),
            periods: taken(&old.periods, &periods),
        };
        let (step, strides) = old.strides();
        // Where the planes that are kept begin, in order: the measure slowest.
        let mut starts: Vec<usize> = measures.iter().map(|measure| measure * step).collect();
        for (indices, stride) in codes.iter().zip(&strides) {
            starts = starts
                .iter()
                .flat_map(|start| indices.iter().map(move |code| start + code * stride))
                .collect();
        }
        let width = old.periods.len();
        let mut part = Self {
            dataset: self.dataset.clone(),
            frequency: self.frequency,
            axes,
            values: Vec::new(),
            kinds: Vec::new(),
            marks: Vec::new(),
            places: Vec::new(),
            bounds: BTreeMap::new(),
            margins: BTreeMap::new(),
        };
        for start in starts {
            for region in &regions {
                for period in &periods {
                    part.take(self, start + region * width + period);
                }
            }
        }
        part
    }

    /// Adds a cell of another cube at the end.
    fn take(&mut self, from: &Self, position: usize) {
        let to = self.kinds.len();
        let (Some(&kind), Some(&value)) = (from.kinds.get(position), from.values.get(position)) else {
            return;
        };
        self.kinds.push(kind);
        self.values.push(value);
        self.marks.push(from.marks.get(position).copied().unwrap_or(0));
        self.places.push(from.places.get(position).copied().unwrap_or(0));
        if let Some(bounds) = from.bounds.get(&position) {
            self.bounds.insert(to, *bounds);
        }
        if let Some(margin) = from.margins.get(&position) {
            self.margins.insert(to, *margin);
        }
    }
}
