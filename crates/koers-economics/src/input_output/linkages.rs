use super::{Flows, ghosh, leontief, technical_coefficients};
use crate::Fault;

/// One side of the linkages of a sector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linkage {
    /// With the sectors that it deals with itself, per unit of output.
    pub direct: f64,
    /// With those behind them as well.
    pub total: f64,
    /// `total` ÷ the mean of all sectors: above one is more than the average sector.
    pub normalised: f64,
}

/// How a sector hangs in the economy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Above the mean on both sides: a key sector.
    Key,
    /// Above the mean as a buyer only.
    Buyer,
    /// Above the mean as a supplier only.
    Supplier,
    /// On neither.
    Independent,
}

/// Both sides of a sector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linkages {
    /// As a buyer.
    pub backward: Linkage,
    /// As a supplier.
    pub forward: Linkage,
    /// What the two make of it.
    pub position: Position,
}

/// Backward and forward linkages, and key sectors.
///
/// # What it measures
/// How much a sector asks of others (backward) and how much others run on it (forward), per unit of its own output.
///
/// # Formula
/// Backward: column sums of A (direct) and of Leontief's L (total). Forward: row sums of B (direct) and of Ghosh's G (total). Normalised: n × total ÷ the sum of all totals, so that the mean is one.
///
/// # In and out
/// [`Flows`]; out one [`Linkages`] per sector. Two solutions; nothing is inverted.
///
/// # Assumptions
/// Those of the two models.
///
/// # Limits
/// Per unit of output: a tiny sector can be "key". How much is at stake says [`super::extraction_of_each()`]. Forward by rows of L (Rasmussen) would weigh all final demands alike, whatever their size; that form is not given.
/// Key is a place in a ranking, no reason to support a sector.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::NotProductive`].
///
/// # Sources
/// P. N. Rasmussen (1956), *Studies in inter-sectoral relations*. L. P. Jones (1976), *The measurement of Hirschmanian linkages*, Quarterly Journal of Economics 90, pp. 323-333. R. E. Miller and P. D. Blair (2009), *Input-output analysis*, 2nd edition, section 12.2.
///
/// # Example
/// Germany 1995 in six groups of products (Eurostat, *Manual of supply, use and input-output tables*, 2008, chapter 15), total linkages as printed there.
/// ```
/// use koers_economics::{Matrix, input_output::{Flows, linkages}};
/// let germany = Flows::new(Matrix::from_rows(&[
///     [1131.0, 25480.0, 1.0, 607.0, 710.0, 762.0],
///     [7930.0, 304584.0, 64167.0, 41082.0, 11981.0, 30360.0],
///     [426.0, 7334.0, 3875.0, 5296.0, 23457.0, 9155.0],
///     [3559.0, 72717.0, 14190.0, 74399.0, 10835.0, 21008.0],
///     [3637.0, 96115.0, 31027.0, 65755.0, 193176.0, 34223.0],
///     [1552.0, 14986.0, 1747.0, 11225.0, 15058.0, 22070.0],
/// ])?, vec![43910.0, 1079446.0, 245606.0, 540063.0, 692487.0, 508918.0])?;
/// let backward: Vec<String> = linkages(&germany)?.iter().map(|sector| format!("{:.4}", sector.backward.total)).collect();
/// assert_eq!(backward, ["1.7048", "1.8413", "1.8136", "1.6035", "1.5951", "1.3782"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn linkages(flows: &Flows) -> Result<Vec<Linkages>, Fault> {
    let demand = leontief(&technical_coefficients(flows))?;
    let supply = ghosh(flows)?;
    let backward = side(demand.coefficients().column_totals(), demand.output_multipliers());
    let forward = side(supply.coefficients().row_totals(), supply.input_multipliers());
    let both = backward
        .into_iter()
        .zip(forward)
        .map(|(backward, forward)| Linkages {
            backward,
            forward,
            position: match (backward.normalised > 1.0, forward.normalised > 1.0) {
                (true, true) => Position::Key,
                (true, false) => Position::Buyer,
                (false, true) => Position::Supplier,
                (false, false) => Position::Independent,
            },
        });
    Ok(both.collect())
}

fn side(direct: Vec<f64>, totals: &[f64]) -> Vec<Linkage> {
    let mean = totals.iter().sum::<f64>() / totals.len() as f64;
    let each = direct.into_iter().zip(totals);
    each.map(|(direct, &total)| Linkage {
        direct,
        total,
        normalised: total / mean,
    })
    .collect()
}
