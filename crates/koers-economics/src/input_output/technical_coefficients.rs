use super::Flows;
use crate::Matrix;

/// Technical coefficients: what each sector buys from each other for one unit of its own output.
///
/// # What it measures
/// The recipe of each sector. Leontief's model takes it as fixed.
///
/// # Formula
/// aᵢⱼ = zᵢⱼ ÷ xⱼ, zᵢⱼ the delivery of sector i to sector j and xⱼ the output of j.
///
/// # In and out
/// [`Flows`]; out a table of the same shape without unit. A sector without output has a column of noughts.
///
/// # Assumptions
/// Every product of a sector is made by one recipe, whatever the amount.
///
/// # Limits
/// With domestic deliveries in the table the recipe is what is bought at home, and imports leak away; with imports counted in, it is the technique, and multipliers are those of a closed world. Say which.
/// Column sums above one occur in tables with withheld or shifted cells; [`super::leontief()`] says whether the whole still works.
///
/// # Withheld cells
/// Refused: [`crate::Cells::complete`] names the first. Estimate them with [`super::ras()`] or [`super::gras()`] from the known totals.
///
/// # Errors
/// None: [`Flows`] were checked.
///
/// # Sources
/// W. Leontief (1936), *Quantitative input and output relations in the economic system of the United States*, Review of Economics and Statistics 18, pp. 105-125.
/// R. E. Miller and P. D. Blair (2009), *Input-output analysis*, 2nd edition, section 2.2.
///
/// # Example
/// Miller and Blair, table 2.3 and the coefficients after it.
/// ```
/// use koers_economics::{Matrix, input_output::{Flows, technical_coefficients}};
/// let flows = Flows::new(Matrix::from_rows(&[[150.0, 500.0], [200.0, 100.0]])?, vec![1000.0, 2000.0])?;
/// assert_eq!(technical_coefficients(&flows).values(), [0.15, 0.25, 0.2, 0.05]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
#[must_use]
pub fn technical_coefficients(flows: &Flows) -> Matrix {
    let output = flows.output();
    let share = |(&flow, &output): (&f64, &f64)| if output > 0.0 { flow / output } else { 0.0 };
    let rows = flows.between().iter_rows();
    let values = rows.flat_map(|row| row.iter().zip(output).map(share)).collect();
    Matrix::computed(flows.sectors(), values)
}
