use super::{Flows, Leontief, leontief};
use crate::{Fault, Matrix};

/// Ghosh's model, factored.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghosh {
    /// Leontief's model of the mirrored allocation coefficients: x = Bᵀ x + v.
    mirrored: Leontief,
}

impl Ghosh {
    /// What each sector sends to each other of one unit of its own output.
    #[must_use]
    pub fn coefficients(&self) -> Matrix {
        self.mirrored.coefficients().transposed()
    }

    /// Input multipliers: what the value of all sectors rises with when one unit of primary input goes into each. Row sums of G.
    #[must_use]
    pub fn input_multipliers(&self) -> &[f64] {
        self.mirrored.output_multipliers()
    }

    /// x = Gᵀ v: the value of the output of each sector for given primary inputs.
    ///
    /// # Errors
    /// [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`].
    pub fn output_for(&self, primary_inputs: &[f64]) -> Result<Vec<f64>, Fault> {
        self.mirrored.output_for(primary_inputs)
    }

    /// The whole inverse G. Row i, column j: what reaches sector j of one unit of primary input into i.
    #[must_use]
    pub fn inverse(&self) -> Matrix {
        self.mirrored.inverse().transposed()
    }
}

/// Ghosh's model: where what goes into a sector ends up.
///
/// # What it measures
/// How much of the output of every sector carries a primary input (wages, energy, imports) of a given sector, directly and by way of those that it sells to.
///
/// # Formula
/// bᵢⱼ = zᵢⱼ ÷ xᵢ, xᵀ = vᵀ G with G = (I − B)⁻¹. G and Leontief's L are one table in other units: gᵢⱼ = lᵢⱼ xⱼ ÷ xᵢ.
///
/// # In and out
/// [`Flows`]; out a [`Ghosh`] that answers for any primary input.
///
/// # Assumptions
/// Fixed shares of sales. Read as prices (Dietzenbacher 1997): dearer inputs are passed on in full.
///
/// # Limits
/// Read as amounts it says that output grows because inputs are offered, wanted or not: do not. Effects by demand and effects by supply of one event are **never to be added**: they count the same deliveries twice.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::NotProductive`]: as for [`super::leontief()`], of which it has the spectral radius.
///
/// # Sources
/// A. Ghosh (1958), *Input-output approach in an allocation system*, Economica 25, pp. 58-64. E. Dietzenbacher (1997), *In vindication of the Ghosh model: a reinterpretation as a price model*, Journal of Regional Science 37, pp. 629-651.
///
/// # Example
/// Germany 1995 in six groups of products (Eurostat, *Manual of supply, use and input-output tables*, 2008, chapter 15): the agriculture column of the inverse.
/// ```
/// use koers_economics::{Matrix, input_output::{Flows, ghosh}};
/// let germany = Flows::new(Matrix::from_rows(&[
///     [1131.0, 25480.0, 1.0, 607.0, 710.0, 762.0],
///     [7930.0, 304584.0, 64167.0, 41082.0, 11981.0, 30360.0],
///     [426.0, 7334.0, 3875.0, 5296.0, 23457.0, 9155.0],
///     [3559.0, 72717.0, 14190.0, 74399.0, 10835.0, 21008.0],
///     [3637.0, 96115.0, 31027.0, 65755.0, 193176.0, 34223.0],
///     [1552.0, 14986.0, 1747.0, 11225.0, 15058.0, 22070.0],
/// ])?, vec![43910.0, 1079446.0, 245606.0, 540063.0, 692487.0, 508918.0])?;
/// let inverse = ghosh(&germany)?.inverse();
/// let column: Vec<String> = inverse.iter_rows().map(|row| format!("{:.4}", row[0])).collect();
/// assert_eq!(column, ["1.0339", "0.0118", "0.0037", "0.0103", "0.0117", "0.0043"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn ghosh(flows: &Flows) -> Result<Ghosh, Fault> {
    let rows = flows.between().iter_rows().zip(flows.output());
    let values = rows.flat_map(|(row, &output)| {
        row.iter()
            .map(move |flow| if output > 0.0 { flow / output } else { 0.0 })
    });
    let allocation = Matrix::computed(flows.sectors(), values.collect());
    let mirrored = leontief(&allocation.transposed())?;
    Ok(Ghosh { mirrored })
}
