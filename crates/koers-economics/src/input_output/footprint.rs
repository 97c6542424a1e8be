use super::{Flows, leontief, technical_coefficients};
use crate::{Fault, Matrix, check};

/// What [`footprint`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Footprint {
    /// Row i, column k: what arises in sector i for final demand of kind k.
    pub arises: Matrix,
    /// By kind of final demand: everything that arises for it.
    pub by_demand: Vec<f64>,
    /// By sector: what arises there. It is the account itself, where the kinds of demand make up all of it.
    pub by_sector: Vec<f64>,
    /// Everything that arises for the demand.
    pub total: f64,
    /// The account less `total`: what hangs on demand that was not given. Nought but for rounding when all was.
    pub not_given: f64,
}

/// Footprints: for whose consumption jobs, value added or emissions arise.
///
/// # What it measures
/// Jobs, value added, CO₂ or another account, laid from the sector where it arises on the final demand for which it arises.
///
/// # Formula
/// F = diag(e) L Y, e the account per unit of output and Y the final demand, a column for each kind: households, government, investment, exports. One sum, two ways: by sector and by demand.
///
/// # In and out
/// [`Flows`], the amounts of the account by sector (jobs, not jobs per unit) and final demand by sector and kind. Stocks that shrink may be negative. One solution per kind.
///
/// # Assumptions
/// All buyers of a product get the same mix of makers.
///
/// # Limits
/// With domestic deliveries only what arises here counts. With imports in the table they are counted as if made here (domestic technology). Emissions of households themselves come on top. Mind the border: residents (national accounts) or territory (register of emissions).
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NoOutput`] for an account in a sector that makes nothing, [`Fault::NotProductive`].
///
/// # Other programs
/// `pymrio` for Python gives the same, by the whole inverse.
///
/// # Sources
/// R. E. Miller and P. D. Blair (2009), *Input-output analysis*, 2nd edition, chapter 10. T. Wiedmann (2009), *A review of recent multi-region input-output models used for consumption-based emission and resource accounting*, Ecological Economics 69, pp. 211-222.
///
/// # Example
/// Miller and Blair, section 2.3: with labour of 0.30 and 0.25 per unit, demand of 600 and 1500 asks 374.25 and 460.4; they take 1247.5 for the output of the first, which is 1247.52.
/// ```
/// use koers_economics::{Matrix, input_output::{Flows, footprint}};
/// let flows = Flows::new(Matrix::from_rows(&[[150.0, 500.0], [200.0, 100.0]])?, vec![1000.0, 2000.0])?;
/// let found = footprint(&flows, &[300.0, 500.0], &Matrix::from_rows(&[[600.0], [1500.0]])?)?;
/// assert_eq!(format!("{:.2} {:.1}", found.by_sector[0], found.by_sector[1]), "374.26 460.4");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn footprint(flows: &Flows, amounts: &[f64], demand: &Matrix) -> Result<Footprint, Fault> {
    let per_unit = flows.per_unit(amounts)?;
    check::size("final demand", "rows", flows.sectors(), demand.rows())?;
    let model = leontief(&technical_coefficients(flows))?;
    let mut kinds = Vec::with_capacity(demand.columns());
    for kind in demand.transposed().iter_rows() {
        kinds.push(model.output_for(kind)?);
    }
    let values = per_unit.iter().enumerate();
    let values =
        values.flat_map(|(sector, per_unit)| kinds.iter().map(move |output| per_unit * output[sector]));
    let arises = Matrix::computed(demand.columns(), values.collect());
    let (by_demand, by_sector) = (arises.column_totals(), arises.row_totals());
    let total: f64 = by_demand.iter().sum();
    Ok(Footprint {
        not_given: amounts.iter().sum::<f64>() - total,
        arises,
        by_demand,
        by_sector,
        total,
    })
}
