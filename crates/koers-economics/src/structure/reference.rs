//! What regions are held against.

use crate::{Fault, Matrix, check};

/// The whole that regions are held against, activity by activity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reference<'a> {
    /// All rows of the table together. The region itself is part of it.
    AllRows,
    /// Amounts given, such as the published figures of the country.
    Given(&'a [f64]),
}

impl Reference<'_> {
    /// The amounts, checked against the table. Their total is more than nought.
    pub(crate) fn amounts(self, table: &Matrix) -> Result<Vec<f64>, Fault> {
        let amounts = match self {
            Self::AllRows => table.column_totals(),
            Self::Given(amounts) => {
                check::size("reference", "values", table.columns(), amounts.len())?;
                amounts.to_vec()
            }
        };
        check::with_total("reference", &amounts)?;
        Ok(amounts)
    }
}
