//! Regions by sectors in one period, with what they are compared with.

use crate::answer::Assumption;
use crate::fault::Fault;
use crate::frame::Need;
use crate::grid::{Absent, Grid};
use crate::method::Question;
use crate::role::{PERIOD, REGION, Role, SECTOR, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use koers_economics::Matrix;
use koers_economics::structure::Reference;

/// Regions by sectors, where there may be periods.
pub(super) const ROLES: &[(Role, Need)] = &[
    (REGION, Need::Must),
    (SECTOR, Need::Must),
    (VALUE, Need::Must),
    (PERIOD, Need::May),
];

/// All regions together, as people read it.
pub(super) const ALL: Words = Words("alle regio’s samen", "all regions together");

/// Regions by sectors in one period.
pub(super) struct Table {
    /// The regions that are asked about, without the one that they are compared with.
    pub grid: Grid,
    /// In which period, where the figures have periods.
    pub period: Option<String>,
    /// What they are compared with, where one was chosen: its name and its amounts.
    reference: Option<(String, Vec<f64>)>,
    /// What a cell without a row means.
    pub absent: Absent,
}

impl Table {
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let (frame, period) = question.at_one()?;
        let absent = question.settings.absent();
        let whole = frame.grid(VALUE, REGION, SECTOR)?;
        let reference = match question.reference {
            None => None,
            Some(name) => {
                let row = whole.row(name)?;
                let one = frame.laid_out(
                    VALUE,
                    (REGION, whole.rows.get(row).cloned().into_iter().collect()),
                    (SECTOR, whole.columns.clone()),
                )?;
                Some((name.to_owned(), one.values(absent)?))
            }
        };
        let others: Vec<String> = whole
            .rows
            .iter()
            .filter(|name| question.reference != Some(name.as_str()))
            .cloned()
            .collect();
        let grid = frame.laid_out(VALUE, (REGION, others), (SECTOR, whole.columns))?;
        Ok(Self {
            grid,
            period,
            reference,
            absent,
        })
    }

    pub(super) fn matrix(&self) -> Result<Matrix, Fault> {
        self.grid.matrix(self.absent)
    }

    /// What a method for one region says of each.
    pub(super) fn each<T>(
        &self,
        method: impl Fn(&[f64]) -> Result<T, koers_economics::Fault>,
    ) -> Result<Vec<Option<T>>, Fault> {
        let matrix = self.matrix()?;
        let one = |(row, name): (usize, &String)| {
            method(matrix.row(row))
                .map(Some)
                .map_err(|fault| Fault::method(fault, std::slice::from_ref(name), &self.grid.columns))
        };
        self.grid.rows.iter().enumerate().map(one).collect()
    }

    pub(super) fn reference(&self) -> Reference<'_> {
        match &self.reference {
            Some((_, amounts)) => Reference::Given(amounts),
            None => Reference::AllRows,
        }
    }

    /// The amounts that regions are compared with, where one was chosen.
    pub(super) fn given(&self) -> Option<&[f64]> {
        self.reference.as_ref().map(|(_, amounts)| amounts.as_slice())
    }

    /// What they are compared with, by name.
    pub(super) fn compared(&self) -> Slot {
        match &self.reference {
            Some((name, _)) => Slot::from(name),
            None => ALL.into(),
        }
    }

    /// That cells without a row were taken for nought, where they were.
    pub(super) fn filled(&self) -> Option<Sentence> {
        filled(&self.grid, self.absent)
    }

    /// In which period, as a sentence begins: `In 2024`.
    pub(super) fn when(&self) -> Slot {
        match &self.period {
            Some(period) => Slot::from(period),
            None => Words("deze cijfers", "these figures").into(),
        }
    }
}

/// That cells without a row were taken for nought, where they were.
pub(in crate::methods) fn filled(grid: &Grid, absent: Absent) -> Option<Sentence> {
    let count = grid.absent();
    (absent == Absent::Nought && count > 0).then(|| {
        say(
            "{0} van de {1} combinaties hebben geen rij en tellen als nul, omdat dat zo is ingesteld.",
            "{0} of the {1} combinations have no row and count as nought, because it was set so.",
            [count.into(), grid.cells().len().into()],
        )
    })
}

/// That all regions are told apart in the same way.
pub(super) const SAME_CLASSES: Assumption = Assumption::untested(
    "Alle regio’s delen hun sectoren op dezelfde manier in.",
    "All regions tell their sectors apart in the same way.",
);
