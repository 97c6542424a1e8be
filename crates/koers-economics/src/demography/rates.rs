//! What happens to people in one step of a projection.

use crate::{Fault, Matrix, check};

/// Survival and moves of one sex in one step. Stages: those born during the step, then each age group at its beginning.
#[derive(Debug, Clone, PartialEq)]
pub struct SexRates {
    /// Regions × stages: the share that lives at the end of the step, nought to one. [`super::LifeTable::survival`] gives a row.
    pub survival: Matrix,
    /// Per stage regions × regions: of those from the region of the row who live at the end, the share that then lives in the region of the column; nought on the diagonal, at most one together.
    /// Empty when nobody moves between the regions.
    pub moves: Vec<Matrix>,
    /// Regions × age groups: those who come from outside less those who leave for outside during the step, by their age when they do. Nothing when the borders are shut.
    pub arrivals: Option<Matrix>,
}

/// What happens in one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    /// How many years a step takes: as many as an age group is wide.
    pub years: f64,
    /// Regions × age groups: births per woman and year. Nought in the first group.
    pub fertility: Matrix,
    /// Boys born for each girl, about 1.05.
    pub boys_per_girl: f64,
    /// Women.
    pub women: SexRates,
    /// Men.
    pub men: SexRates,
}

/// What share of each stage (by region) moves to other regions of the projection: the sums of the rows of moves, which every step needs. Empty when nobody moves.
pub(super) struct Leaving {
    pub women: Vec<Vec<f64>>,
    pub men: Vec<Vec<f64>>,
}

impl Rates {
    /// Refuses what cannot be; tells who leaves, as that must be known for it.
    pub(super) fn check(&self, regions: usize, ages: usize) -> Result<Leaving, Fault> {
        for (name, value) in [("years", self.years), ("boys_per_girl", self.boys_per_girl)] {
            check::finite(name, 0, 0, value)?;
            if value <= 0.0 {
                let needs = "it must be more than nought";
                return Err(Fault::Setting { name, value, needs });
            }
        }
        shape("fertility", &self.fertility, regions, ages)?;
        self.fertility.not_negative("fertility")?;
        for (row, rates) in self.fertility.iter_rows().enumerate() {
            // Women who are born in the step have no children in it, so the first group of its end is none of theirs.
            if rates[0] != 0.0 {
                return Err(Fault::NotAShare {
                    input: "fertility of the first age group, which must be nought",
                    row,
                    column: 0,
                    value: rates[0],
                });
            }
        }
        Ok(Leaving {
            women: self.women.check(regions, ages)?,
            men: self.men.check(regions, ages)?,
        })
    }
}

impl SexRates {
    fn check(&self, regions: usize, ages: usize) -> Result<Vec<Vec<f64>>, Fault> {
        shape("survival", &self.survival, regions, ages + 1)?;
        for (row, shares) in self.survival.iter_rows().enumerate() {
            for (column, &value) in shares.iter().enumerate() {
                share("survival", row, column, value)?;
            }
        }
        if let Some(arrivals) = &self.arrivals {
            shape("arrivals", arrivals, regions, ages)?;
        }
        if self.moves.is_empty() {
            return Ok(Vec::new());
        }
        check::size("moves", "stages", ages + 1, self.moves.len())?;
        let mut leaving = Vec::with_capacity(self.moves.len());
        for table in &self.moves {
            let mut totals = Vec::with_capacity(regions);
            shape("moves", table, regions, regions)?;
            for (from, shares) in table.iter_rows().enumerate() {
                for (to, &value) in shares.iter().enumerate() {
                    share("moves", from, to, value)?;
                    if from == to && value != 0.0 {
                        return Err(Fault::NoSuchLink {
                            input: "moves",
                            from,
                            to,
                            units: regions,
                        });
                    }
                }
                let total: f64 = shares.iter().sum();
                // A sum of shares may pass one by rounding.
                if total > 1.0 + 1e-9 {
                    return Err(Fault::NotAShare {
                        input: "moves together",
                        row: from,
                        column: from,
                        value: total,
                    });
                }
                totals.push(total);
            }
            leaving.push(totals);
        }
        Ok(leaving)
    }
}

pub(super) fn shape(input: &'static str, table: &Matrix, rows: usize, columns: usize) -> Result<(), Fault> {
    check::size(input, "rows", rows, table.rows())?;
    check::size(input, "columns", columns, table.columns())
}

pub(super) fn share(input: &'static str, row: usize, column: usize, value: f64) -> Result<(), Fault> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    Err(Fault::NotAShare {
        input,
        row,
        column,
        value,
    })
}
