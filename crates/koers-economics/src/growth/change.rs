//! A region and its reference at two moments.

use crate::{Fault, check};

/// Amounts by activity, at the start and at the end, of a region and of what it is held against. Checked on construction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change<'a> {
    region: [&'a [f64]; 2],
    reference: [&'a [f64]; 2],
}

impl<'a> Change<'a> {
    /// Start and end of the region, start and end of the reference; nought or more, in the same unit, the same activities in the same order.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`], [`Fault::NegativeCell`] (its row: 0 start, 1 end);
    /// [`Fault::NoTotal`] when the reference is nought at the start;
    /// [`Fault::NotInReference`] when the region has at the start what the reference has not.
    pub fn new(region: [&'a [f64]; 2], reference: [&'a [f64]; 2]) -> Result<Self, Fault> {
        let count = region[0].len();
        if count == 0 {
            return Err(Fault::Empty { input: "region" });
        }
        for (input, pair) in [("region", region), ("reference", reference)] {
            for (row, values) in pair.into_iter().enumerate() {
                check::size(input, "activities", count, values.len())?;
                for (column, &value) in values.iter().enumerate() {
                    check::finite(input, row, column, value)?;
                }
                check::not_negative(input, row, values)?;
            }
        }
        check::with_total("reference", reference[0])?;
        match (0..count).find(|&at| region[0][at] > 0.0 && reference[0][at] <= 0.0) {
            Some(column) => Err(Fault::NotInReference {
                column,
                value: region[0][column],
            }),
            None => Ok(Self { region, reference }),
        }
    }

    /// How many activities.
    #[must_use]
    pub fn activities(&self) -> usize {
        self.region[0].len()
    }

    /// The region at the start and at the end.
    pub(super) fn region(&self, activity: usize) -> (f64, f64) {
        (self.region[0][activity], self.region[1][activity])
    }

    /// The region in total.
    pub(super) fn region_totals(&self) -> (f64, f64) {
        (self.region[0].iter().sum(), self.region[1].iter().sum())
    }

    /// The reference at the start.
    pub(super) fn reference_start(&self, activity: usize) -> f64 {
        self.reference[0][activity]
    }

    /// The reference in total at the start, which is more than nought.
    pub(super) fn reference_total(&self) -> f64 {
        self.reference[0].iter().sum()
    }

    /// G, the growth of the reference.
    pub(super) fn reference_growth(&self) -> f64 {
        self.reference[1].iter().sum::<f64>() / self.reference_total() - 1.0
    }

    /// gᵢ, the growth of an activity in the reference. Nothing for one that is new there.
    pub(super) fn activity_growth(&self, activity: usize) -> Option<f64> {
        let (start, end) = (self.reference[0][activity], self.reference[1][activity]);
        (start > 0.0).then(|| end / start - 1.0)
    }

    /// rᵢ, the growth of an activity in the region. Nothing for one that is new there.
    pub(super) fn own_growth(&self, activity: usize) -> Option<f64> {
        let (start, end) = self.region(activity);
        (start > 0.0).then(|| end / start - 1.0)
    }
}
