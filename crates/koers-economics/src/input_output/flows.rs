use crate::{Fault, Matrix, check};

/// What sectors sell to each other, and what each makes in all.
///
/// Row i, column j of the table is what sector i delivers to sector j; `output` is in the same unit. What a row does not deliver to sectors is its final demand, what a column does not buy from them are its
/// other inputs: value added, imports, taxes. Both are sums that follow, so no table can contradict itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    between: Matrix,
    output: Vec<f64>,
}

impl Flows {
    /// Flows between sectors and the output of each.
    ///
    /// # Errors
    /// [`Fault::Size`] when the table is not square or `output` has another length; [`Fault::NegativeCell`] (a subsidy booked as a negative delivery belongs outside the table);
    /// [`Fault::NoOutput`] for a sector that delivers or buys and makes nothing. A sector of noughts may stand.
    pub fn new(between: Matrix, output: Vec<f64>) -> Result<Self, Fault> {
        let sectors = between.rows();
        check::size("flows", "columns", sectors, between.columns())?;
        check::size("output", "values", sectors, output.len())?;
        between.not_negative("flows")?;
        check::amounts("output", &output)?;
        let flows = Self { between, output };
        let busy = flows
            .between
            .row_totals()
            .into_iter()
            .zip(flows.between.column_totals());
        for (sector, (sold, bought)) in busy.enumerate() {
            if flows.output[sector] == 0.0 && sold + bought > 0.0 {
                return Err(Fault::NoOutput {
                    sector,
                    amount: sold + bought,
                });
            }
        }
        Ok(flows)
    }

    /// How many sectors.
    #[must_use]
    pub fn sectors(&self) -> usize {
        self.output.len()
    }

    /// What each row delivers to each column.
    #[must_use]
    pub fn between(&self) -> &Matrix {
        &self.between
    }

    /// What each sector makes.
    #[must_use]
    pub fn output(&self) -> &[f64] {
        &self.output
    }

    /// Output less what goes to sectors: consumption, investment, exports, stocks. It can be negative, by stocks that shrink.
    #[must_use]
    pub fn final_demand(&self) -> Vec<f64> {
        less(&self.output, &self.between.row_totals())
    }

    /// Output less what is bought from sectors: value added, and imports and taxes on products where they are not in the table.
    #[must_use]
    pub fn primary_inputs(&self) -> Vec<f64> {
        less(&self.output, &self.between.column_totals())
    }

    /// What an account has per unit of output: jobs, wages, value added, CO₂. Nought for a sector without output.
    ///
    /// # Errors
    /// [`Fault::Size`]; [`Fault::NoOutput`] for an amount in a sector without output: there is nothing to lay it on.
    pub fn per_unit(&self, amounts: &[f64]) -> Result<Vec<f64>, Fault> {
        check::values("account", amounts)?;
        check::size("account", "values", self.sectors(), amounts.len())?;
        let each = amounts.iter().zip(&self.output).enumerate();
        each.map(|(sector, (&amount, &output))| match (amount, output) {
            (0.0, _) => Ok(0.0),
            (_, 0.0) => Err(Fault::NoOutput { sector, amount }),
            _ => Ok(amount / output),
        })
        .collect()
    }
}

fn less(all: &[f64], part: &[f64]) -> Vec<f64> {
    all.iter().zip(part).map(|(all, part)| all - part).collect()
}
