use super::{Flows, leontief, technical_coefficients};
use crate::{Fault, Matrix, check};

/// What goes with a whole sector, in one account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extracted {
    /// In the sector itself.
    pub own: f64,
    /// In all others.
    pub others: f64,
}

/// What [`extraction_of_each`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtractionOfEach {
    /// By sector that is taken out: what goes of the account.
    pub sectors: Vec<Extracted>,
    /// Row i, column j: the output that sector i loses when j is taken out.
    pub output: Matrix,
}

/// The extraction of every sector in turn, from one factorisation.
///
/// # What it measures
/// How much of the economy hangs on each sector: what goes of jobs, value added or another account in it and in the others when it is taken out.
///
/// # Formula
/// The loss without sector k is Lₖ xₖ ÷ Lₖₖ; of an account with e per unit (eᵀL)ₖ xₖ ÷ Lₖₖ, of which eₖ xₖ in the sector itself. No table is solved again.
///
/// # In and out
/// [`Flows`] and the account per unit of output; ones for output itself. Out by sector, with the table of lost output. A sector without output loses nothing.
///
/// # Assumptions
/// As [`super::extraction()`] with a share of one.
///
/// # Limits
/// As there. The losses of sectors do not add up: what two lose together is counted with both.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NotFinite`], [`Fault::NotProductive`].
///
/// # Other programs
/// To solve the table anew for each sector costs the cube of their number, that many times. Here it is the cube once.
///
/// # Sources
/// E. Dietzenbacher, J. A. van der Linden and A. E. Steenge (1993), *The regional extraction method: EC input-output comparisons*, Economic Systems Research 5, pp. 185-206. R. E. Miller and M. L. Lahr (2001), *A taxonomy of extractions*.
///
/// # Example
/// Miller and Blair, table 2.3, both sectors: with the second go 1000 × 0.3300 ÷ 1.1221 × 2 of the first.
/// ```
/// use koers_economics::{Matrix, input_output::{Flows, extraction_of_each}};
/// let flows = Flows::new(Matrix::from_rows(&[[150.0, 500.0], [200.0, 100.0]])?, vec![1000.0, 2000.0])?;
/// let found = extraction_of_each(&flows, &[1.0, 1.0])?;
/// assert_eq!(format!("{:.6} {:.6}", found.sectors[0].others, found.sectors[1].others), "210.526316 588.235294");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn extraction_of_each(flows: &Flows, per_unit: &[f64]) -> Result<ExtractionOfEach, Fault> {
    check::values("account per unit", per_unit)?;
    check::size("account per unit", "values", flows.sectors(), per_unit.len())?;
    let model = leontief(&technical_coefficients(flows))?;
    let inverse = model.inverse();
    let needed = model.needed(per_unit)?;
    let factors: Vec<f64> = inverse
        .iter_rows()
        .zip(flows.output())
        .enumerate()
        .map(|(sector, (row, output))| output / row[sector])
        .collect();
    let sectors = needed
        .iter()
        .zip(&factors)
        .enumerate()
        .map(|(sector, (needed, factor))| {
            let own = per_unit[sector] * flows.output()[sector];
            Extracted {
                own,
                others: needed * factor - own,
            }
        });
    let sectors = sectors.collect();
    let lost = inverse
        .iter_rows()
        .flat_map(|row| row.iter().zip(&factors).map(|(value, factor)| value * factor));
    Ok(ExtractionOfEach {
        sectors,
        output: Matrix::computed(flows.sectors(), lost.collect()),
    })
}
