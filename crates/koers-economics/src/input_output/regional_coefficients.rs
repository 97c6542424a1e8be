use crate::{Fault, Matrix, PartialMatrix, check};

/// By which quotient national coefficients are brought down to a region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quotient {
    /// SLQ: by the size of the selling sector.
    Simple,
    /// CILQ: by the size of the selling sector beside that of the buying one; on the diagonal SLQ.
    CrossIndustry,
    /// FLQ (Flegg, Webber and Elliott): CILQ, less for a smaller region.
    Flegg {
        /// From 0 to under 1; mostly 0.25 to 0.3. The higher, the more a small region is taken to import.
        delta: f64,
    },
    /// AFLQ (Flegg and Webber): FLQ, more for a buying sector in which the region is special.
    FleggAugmented {
        /// As with FLQ.
        delta: f64,
    },
}

/// What [`regional_coefficients`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Regional {
    /// What each sector buys of each other in the region, per unit of output.
    pub coefficients: Matrix,
    /// What it buys of it from elsewhere in the country: national less regional. Under nought where AFLQ gives more than the nation has.
    pub imports: Matrix,
    /// The quotients before they are cut off at one. Nothing where the region lacks the buying sector.
    pub quotients: PartialMatrix,
}

/// Regional coefficients from national ones, by location quotients.
///
/// # What it measures
/// How much of what a sector in the region needs can come from the region itself, guessed from the size of the sectors. A regional table that nobody has counted.
///
/// # Formula
/// SLQᵢ = (regional share of i) ÷ (national share of i). CILQᵢⱼ = SLQᵢ ÷ SLQⱼ, on the diagonal SLQᵢ. FLQ = CILQ × λ with λ = (log₂(1 + E(region) ÷ E(nation)))^δ. AFLQ = min(FLQ, 1) × log₂(1 + SLQⱼ) where SLQⱼ is over one, else FLQ.
/// The regional coefficient is the national one times min(quotient, 1), with AFLQ times the quotient.
///
/// # In and out
/// National domestic coefficients, the size of each sector (jobs or output, in one unit) in region and nation, and the [`Quotient`]. Out coefficients, what is bought elsewhere, and the quotients.
///
/// # Assumptions
/// Regional recipes are national ones; work is as productive as in the nation; a region sells elsewhere only what it has over.
///
/// # Limits
/// **No number from it stands alone**: δ decides it, and the right δ is not known without a survey: [`super::regional_range`] gives lower, central and upper. SLQ and CILQ find too little import, so their multipliers are too high. Cross-hauling (to buy and to sell the same product) is seen by FLQ only.
/// Label the table as derived. Where the region lacks the selling sector everything is imported; where it lacks the buying one the recipe is given as if a first firm came, with all suppliers there are.
///
/// # Withheld cells
/// Refused: take the bounds of a sector's jobs as two runs.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`], [`Fault::NoTotal`], [`Fault::NotInReference`] for a sector that only the region has; [`Fault::Setting`] for δ outside 0 to 1 and for a region larger than its nation.
///
/// # Other programs
/// `ioanalysis` for R has SLQ. FLQ and AFLQ we know in no package.
///
/// # Sources
/// A. T. Flegg, C. D. Webber and M. V. Elliott (1995), *On the appropriate use of location quotients in generating regional input-output tables*, Regional Studies 29, pp. 547-561.
/// A. T. Flegg and C. D. Webber (2000), *Regional size, regional specialization and the FLQ formula*, Regional Studies 34, pp. 563-569. A. T. Flegg and T. Tohmo (2013), *Regional input-output tables and the FLQ formula*, Regional Studies 47, pp. 703-721.
///
/// # Example
/// Region A of Farhauer and Kröll (2013), *Standorttheorien*: location quotients 1.375, 0.815, 0.407 and 0.917, as printed for it; from them the first column of FLQ.
/// ```
/// use koers_economics::{Matrix, input_output::{Quotient, regional_coefficients}};
/// let national = Matrix::new(4, 4, vec![0.1; 16])?;
/// let (region, nation) = ([90.0, 20.0, 10.0, 60.0], [400.0, 150.0, 150.0, 400.0]);
/// let found = regional_coefficients(&national, &region, &nation, Quotient::Flegg { delta: 0.3 })?;
/// let column: Vec<String> = (0..4).map(|row| format!("{:.6}", found.quotients.get(row, 0).unwrap())).collect();
/// assert_eq!(column, ["0.871408", "0.375556", "0.187778", "0.422501"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn regional_coefficients(
    national: &Matrix,
    region: &[f64],
    nation: &[f64],
    quotient: Quotient,
) -> Result<Regional, Fault> {
    let size = national.rows();
    check::size("coefficients", "columns", size, national.columns())?;
    national.not_negative("coefficients")?;
    check::size("region", "values", size, region.len())?;
    check::size("nation", "values", size, nation.len())?;
    let share = check::with_total("region", region)? / check::with_total("nation", nation)?;
    if share > 1.0 {
        return Err(Fault::Setting {
            name: "the share of the region",
            value: share,
            needs: "a region is no larger than its nation",
        });
    }
    let simple = region
        .iter()
        .zip(nation)
        .enumerate()
        .map(|(column, (&own, &all))| match (own, all) {
            (0.0, _) => Ok(0.0),
            (value, 0.0) => Err(Fault::NotInReference {
                row: 0,
                column,
                value,
            }),
            _ => Ok(own / all / share),
        });
    let simple = simple.collect::<Result<Vec<f64>, Fault>>()?;
    let scale = quotient.scale(share)?;
    let (mut quotients, mut coefficients) = (Vec::new(), Vec::new());
    for (row, line) in national.iter_rows().enumerate() {
        for (column, &coefficient) in line.iter().enumerate() {
            let found = quotient.of(&simple, row, column, scale);
            let used = match found {
                Some((value, most)) => value.min(most),
                None if simple[row] > 0.0 => 1.0,
                None => 0.0,
            };
            quotients.push(found.map(|(value, _)| value));
            coefficients.push(coefficient * used);
        }
    }
    let imports = national
        .values()
        .iter()
        .zip(&coefficients)
        .map(|(all, own)| all - own);
    Ok(Regional {
        imports: Matrix::computed(size, imports.collect()),
        coefficients: Matrix::computed(size, coefficients),
        quotients: PartialMatrix::computed(size, quotients),
    })
}

impl Quotient {
    /// λ, or one where the size of the region plays no part.
    fn scale(self, share: f64) -> Result<f64, Fault> {
        match self {
            Self::Simple | Self::CrossIndustry => Ok(1.0),
            Self::Flegg { delta } | Self::FleggAugmented { delta } if (0.0..1.0).contains(&delta) => {
                Ok((share.ln_1p() / std::f64::consts::LN_2).powf(delta))
            }
            Self::Flegg { delta } | Self::FleggAugmented { delta } => Err(Fault::Setting {
                name: "delta",
                value: delta,
                needs: "it must be 0 or more and under 1",
            }),
        }
    }

    /// The quotient of a cell, and the most of it that counts. Nothing where the region lacks the buying sector.
    fn of(self, simple: &[f64], row: usize, column: usize, scale: f64) -> Option<(f64, f64)> {
        if simple[column] == 0.0 {
            return None;
        }
        let cross = if row == column {
            simple[row]
        } else {
            simple[row] / simple[column]
        };
        match self {
            Self::Simple => Some((simple[row], 1.0)),
            Self::CrossIndustry | Self::Flegg { .. } => Some((cross * scale, 1.0)),
            Self::FleggAugmented { .. } => {
                let special = (1.0 + simple[column]).log2().max(1.0);
                Some((cross * scale * special, special))
            }
        }
    }
}
