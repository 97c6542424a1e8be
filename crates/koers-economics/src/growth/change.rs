//! A region and its reference at two moments.

use crate::{Fault, Matrix, check};

/// Two panels, years × activities, known to fit each other.
#[derive(Clone, Copy)]
pub(super) struct Panels<'a> {
    region: &'a Matrix,
    reference: &'a Matrix,
}

/// Amounts by activity at the start and at the end, of a region and of what it is held against.
pub(super) struct Change<'a> {
    region: [&'a [f64]; 2],
    reference: [&'a [f64]; 2],
    start: usize,
}

/// Panels of one shape, and a start before an end within them.
pub(super) fn same_shape(
    rows: usize,
    columns: usize,
    reference: &Matrix,
    start: usize,
    end: usize,
) -> Result<(), Fault> {
    check::size("reference", "rows", rows, reference.rows())?;
    check::size("reference", "columns", columns, reference.columns())?;
    reference.not_negative("reference")?;
    if end >= rows {
        return Err(Fault::Setting {
            name: "end",
            value: end as f64,
            needs: "a row of the panel is needed",
        });
    }
    if start >= end {
        return Err(Fault::Setting {
            name: "start",
            value: start as f64,
            needs: "a row before the end is needed",
        });
    }
    Ok(())
}

impl<'a> Panels<'a> {
    /// How large all activities of the region are together in a row.
    pub(super) fn size(&self, row: usize) -> f64 {
        self.region.row(row).iter().sum()
    }

    /// Amounts of nought or more in panels of one shape, and a start before an end within them.
    pub(super) fn new(
        region: &'a Matrix,
        reference: &'a Matrix,
        start: usize,
        end: usize,
    ) -> Result<Self, Fault> {
        same_shape(region.rows(), region.columns(), reference, start, end)?;
        region.not_negative("region")?;
        Ok(Self { region, reference })
    }

    /// From one row to another: the reference has something at the start, and whatever the region has then.
    pub(super) fn change(&self, start: usize, end: usize) -> Result<Change<'a>, Fault> {
        let region = [self.region.row(start), self.region.row(end)];
        let reference = [self.reference.row(start), self.reference.row(end)];
        if reference[0].iter().sum::<f64>() <= 0.0 {
            return Err(Fault::NoTotal {
                input: "reference",
                row: start,
            });
        }
        match (0..region[0].len()).find(|&at| region[0][at] > 0.0 && reference[0][at] <= 0.0) {
            Some(column) => Err(Fault::NotInReference {
                row: start,
                column,
                value: region[0][column],
            }),
            None => Ok(Change {
                region,
                reference,
                start,
            }),
        }
    }
}

impl Change<'_> {
    /// How many activities.
    pub(super) fn activities(&self) -> usize {
        self.region[0].len()
    }

    /// The row that it starts with.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// The region at the start and at the end.
    pub(super) fn region(&self, activity: usize) -> (f64, f64) {
        (self.region[0][activity], self.region[1][activity])
    }

    /// The region in total.
    pub(super) fn region_totals(&self) -> (f64, f64) {
        (self.region[0].iter().sum(), self.region[1].iter().sum())
    }

    /// Homothetic amounts: what the region would have of each activity at the start with the mix of the reference.
    pub(super) fn homothetic(&self) -> Vec<f64> {
        let (size, whole) = (self.region_totals().0, self.reference_total());
        self.reference[0]
            .iter()
            .map(|part| size * (part / whole))
            .collect()
    }

    /// Activities that began with nought in the region and are there at the end.
    pub(super) fn begun(&self) -> Vec<usize> {
        (0..self.activities())
            .filter(|&at| self.region(at).0 == 0.0 && self.region(at).1 > 0.0)
            .collect()
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

    /// The reference in total at the start, which is more than nought.
    fn reference_total(&self) -> f64 {
        self.reference[0].iter().sum()
    }
}
