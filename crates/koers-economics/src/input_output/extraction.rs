use super::{Flows, leontief, technical_coefficients};
use crate::{Fault, check};

/// What is lost, under one view of what the rest of the sector does.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// Output that each sector loses, the sector itself in its place.
    pub output: Vec<f64>,
    /// What the sector itself loses.
    pub own: f64,
    /// What all others lose together.
    pub others: f64,
}

impl Loss {
    /// What goes of an account that has `per_unit` in every sector: jobs, value added, CO₂.
    ///
    /// # Errors
    /// [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`].
    pub fn of_account(&self, per_unit: &[f64]) -> Result<f64, Fault> {
        check::values("account per unit", per_unit)?;
        check::size("account per unit", "values", self.output.len(), per_unit.len())?;
        Ok(self
            .output
            .iter()
            .zip(per_unit)
            .map(|(lost, per_unit)| lost * per_unit)
            .sum())
    }
}

/// What [`extraction`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// Lower: the rest of the sector keeps its output; it sells elsewhere what buyers here no longer take.
    pub rest_holds: Loss,
    /// Upper: the rest of the sector keeps its share of what is bought here, and loses orders as everyone does.
    pub rest_follows: Loss,
}

/// Hypothetical extraction: what is lost when a plant, or a whole sector, goes.
///
/// # What it measures
/// The output that sectors lose when a part of one sector closes and its buyers import instead.
///
/// # Formula
/// With s the share of the plant in the output xₖ of its sector, L Leontief's inverse and Lₖ its column: the loss is Lₖ s xₖ ÷ Lₖₖ when the rest of the sector holds its output, and Lₖ s xₖ ÷ (1 + s (Lₖₖ − 1)) when the rest keeps its
/// share. Both are exact: the second is the change of (I − D A)⁻¹ D f with D = I − s eₖeₖᵀ by the formula of Sherman and Morrison. At s = 1 they are the same: the extraction of the whole sector.
///
/// # In and out
/// [`Flows`], the sector and the share, over 0 to 1. Out the loss by sector, the sector itself with it, in both forms. One factorisation, one solution.
///
/// # Assumptions
/// The plant buys and sells as its sector does on average. What it made is imported, by buyers here and abroad. Nobody takes over its suppliers.
///
/// # Limits
/// **The output of the plant is not multiplied by the output multiplier**: that counts its deliveries to its own suppliers twice, and is too high by Lₖₖ. Wages that are no longer spent are not in it: that is type II ([`super::multipliers()`]).
/// Loss by buyers that cannot go on without the plant is not in it either, and must not be added from Ghosh's model. Over years people find other work.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Setting`] for a sector that is not there or a share outside 0 to 1; [`Fault::NoOutput`] for a sector that makes nothing; [`Fault::NotProductive`].
///
/// # Sources
/// E. Dietzenbacher, J. A. van der Linden and A. E. Steenge (1993), *The regional extraction method: EC input-output comparisons*, Economic Systems Research 5, pp. 185-206. E. Dietzenbacher and M. L. Lahr (2013), *Expanding extractions*, Economic Systems Research 25, pp. 341-360.
/// J. Sherman and W. J. Morrison (1950), *Adjustment of an inverse matrix corresponding to a change in one element of a given matrix*, Annals of Mathematical Statistics 21, pp. 124-127.
///
/// # Example
/// The two sectors of Miller and Blair, table 2.3, without the first: from their inverse, 0.2640 ÷ 1.2541 × 1000 is lost in the second.
/// ```
/// use koers_economics::{Matrix, input_output::{Flows, extraction}};
/// let flows = Flows::new(Matrix::from_rows(&[[150.0, 500.0], [200.0, 100.0]])?, vec![1000.0, 2000.0])?;
/// let all = extraction(&flows, 0, 1.0)?;
/// assert_eq!(format!("{:.3} {:.6}", all.rest_holds.own, all.rest_holds.others), "1000.000 210.526316");
/// let half = extraction(&flows, 0, 0.5)?;
/// assert!(half.rest_holds.others < half.rest_follows.others);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn extraction(flows: &Flows, sector: usize, share: f64) -> Result<Extraction, Fault> {
    let Some(&output) = flows.output().get(sector) else {
        return Err(Fault::Setting {
            name: "sector",
            value: sector as f64,
            needs: "it must be one of the table",
        });
    };
    if !(share > 0.0 && share <= 1.0) {
        return Err(Fault::Setting {
            name: "share",
            value: share,
            needs: "it must be over 0 and at most 1",
        });
    }
    if output == 0.0 {
        return Err(Fault::NoOutput {
            sector,
            amount: share,
        });
    }
    let model = leontief(&technical_coefficients(flows))?;
    let mut unit = vec![0.0; flows.sectors()];
    unit[sector] = 1.0;
    let column = model.output_for(&unit)?;
    let own = column[sector];
    let loss = |factor: f64| {
        let output: Vec<f64> = column.iter().map(|value| value * factor).collect();
        Loss {
            own: output[sector],
            others: output
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != sector)
                .map(|(_, lost)| lost)
                .sum(),
            output,
        }
    };
    Ok(Extraction {
        rest_holds: loss(share * output / own),
        rest_follows: loss(share * output / (1.0 + share * (own - 1.0))),
    })
}
