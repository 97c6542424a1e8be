use crate::lu::{Lu, dot};
use crate::matrix::Matrix;
use crate::{Fault, check};

/// How far each forecast is trusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trust<'a> {
    /// All alike.
    Alike,
    /// The variance of a forecast is as many times as large as it has parts.
    ByParts,
    /// By these variances, one for each forecast.
    Variances(&'a [f64]),
    /// By how errors of one period ahead went together, drawn towards none going together by as much as they do not tell (Schäfer and Strimmer): a row for each past period, a column for each
    /// forecast.
    Errors(&'a Matrix),
}

/// What [`reconcile`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Reconciled {
    /// Row by horizon, column by forecast: totals first, then parts, as they came.
    pub forecasts: Matrix,
    /// Row by horizon, column by total: what the total was above the sum of its parts.
    pub gaps: Matrix,
    /// How far errors were drawn towards none going together, from nought to one; nothing for the other kinds of trust.
    pub shrunk: Option<f64>,
}

/// Reconciliation: forecasts of regions, sectors and their totals that add up.
///
/// # What it measures
/// The forecasts nearest to those made one by one of which every total is the sum of its parts, near by how far each is trusted.
///
/// # Formula
/// ỹ = ŷ − W U (U′ W U)⁻¹ U′ ŷ, where U′ = [I | −C] has a row for each total: the total less its parts. It is S (S′ W⁻¹ S)⁻¹ S′ W⁻¹ ŷ, with a system as large as there are totals instead of parts.
/// W: the same for all; the number of parts; given variances; or of past errors e: W = λ diag(E) + (1 − λ) E with E = e′e ÷ n, λ = Σ var(r) ÷ Σ r² over the correlations of different forecasts.
///
/// # In and out
/// Forecasts: a row for each period ahead, a column for each series: the totals, then the parts. For each total, which parts it has. In any unit that adds up.
///
/// # Assumptions
/// Forecasts are right on average. Errors further ahead go together as those of one period ahead do.
///
/// # Limits
/// What is trusted least is moved most. Parts can fall below nought: then the model of that part is wrong for its size; take shares instead. Intervals are not reconciled.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NoSuchLink`] for a part that is not there, [`Fault::Twice`] for one that is named twice in a total, [`Fault::Setting`] for a variance of nought or less, [`Fault::TooShort`] for fewer than two rows of errors,
/// [`Fault::NoContrast`] when two totals have the same parts, or errors leave nothing to weigh by.
///
/// # Other programs
/// `MinTrace` of hierarchicalforecast for Python (`ols`, `wls_struct`) and of hts for R give the same; with errors (`mint_shrink`) hierarchicalforecast takes their mean off first, hts and this do not.
///
/// # Sources
/// S. L. Wickramasuriya, G. Athanasopoulos and R. J. Hyndman (2019), *Optimal forecast reconciliation for hierarchical and grouped time series through trace minimization*, Journal of the American Statistical Association 114, pp. 804-819.
/// J. Schäfer and K. Strimmer (2005), *A shrinkage approach to large-scale covariance matrix estimation and implications for functional genomics*, Statistical Applications in Genetics and Molecular Biology 4(1), article 32.
///
/// # Example
/// Made up: a province is forecast at 110, its three areas at 50, 30 and 20. All trusted alike, a gap of ten is divided by four.
/// ```
/// use koers_economics::Matrix;
/// use koers_economics::forecast::{Trust, reconcile};
/// let found = reconcile(&Matrix::from_rows(&[[110.0, 50.0, 30.0, 20.0]])?, &[vec![0, 1, 2]], Trust::Alike)?;
/// assert_eq!(found.gaps.row(0), [10.0]);
/// assert_eq!(found.forecasts.row(0), [107.5, 52.5, 32.5, 22.5]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn reconcile(forecasts: &Matrix, totals: &[Vec<usize>], trust: Trust<'_>) -> Result<Reconciled, Fault> {
    let (count, series) = (totals.len(), forecasts.columns());
    if count == 0 {
        return Err(Fault::Empty { input: "totals" });
    }
    let parts = series
        .checked_sub(count)
        .filter(|parts| *parts > 0)
        .ok_or(Fault::Size {
            input: "forecasts",
            what: "columns",
            expected: count + 1,
            found: series,
        })?;
    for (total, members) in totals.iter().enumerate() {
        if members.is_empty() {
            return Err(Fault::EmptyRow {
                input: "totals",
                row: total,
            });
        }
        let mut seen = vec![false; parts];
        for &part in members {
            let seen = seen.get_mut(part).ok_or(Fault::NoSuchLink {
                input: "totals",
                from: total,
                to: part,
                units: parts,
            })?;
            if std::mem::replace(seen, true) {
                return Err(Fault::Twice { unit: part });
            }
        }
    }
    let (weights, shrunk) = Weights::of(trust, totals, series)?;
    let gap = |row: &[f64], total: usize| -> f64 {
        row[total] - totals[total].iter().map(|part| row[count + part]).sum::<f64>()
    };
    // Row by series, column by total: W U.
    let reach: Vec<Vec<f64>> = (0..series)
        .map(|at| {
            (0..count)
                .map(|total| weights.less_parts(at, total, &totals[total], count))
                .collect()
        })
        .collect();
    let square: Vec<f64> = (0..count)
        .flat_map(|one| {
            let (reach, parts) = (&reach, &totals[one]);
            (0..count).map(move |other| {
                reach[one][other] - parts.iter().map(|part| reach[count + part][other]).sum::<f64>()
            })
        })
        .collect();
    let system = Lu::of(count, square).ok_or(Fault::NoContrast { input: "totals" })?;
    let mut gaps = Vec::with_capacity(forecasts.rows() * count);
    let mut all = Vec::with_capacity(forecasts.rows() * series);
    for row in forecasts.iter_rows() {
        let apart: Vec<f64> = (0..count).map(|total| gap(row, total)).collect();
        let pull = system.solve(&apart);
        all.extend(
            row.iter()
                .zip(&reach)
                .map(|(value, reach)| value - dot(reach, &pull)),
        );
        gaps.extend(apart);
    }
    Ok(Reconciled {
        forecasts: Matrix::computed(series, all),
        gaps: Matrix::computed(count, gaps),
        shrunk,
    })
}

/// W.
enum Weights {
    /// Only on the diagonal.
    Each(Vec<f64>),
    /// Row after row.
    Together(Matrix),
}

impl Weights {
    fn of(trust: Trust<'_>, totals: &[Vec<usize>], series: usize) -> Result<(Self, Option<f64>), Fault> {
        Ok(match trust {
            Trust::Alike => (Self::Each(vec![1.0; series]), None),
            Trust::ByParts => {
                let mut each = vec![1.0; series];
                for (weight, parts) in each.iter_mut().zip(totals) {
                    *weight = parts.len() as f64;
                }
                (Self::Each(each), None)
            }
            Trust::Variances(variances) => {
                check::values("variances", variances)?;
                check::size("variances", "forecasts", series, variances.len())?;
                if let Some(&value) = variances.iter().find(|value| **value <= 0.0) {
                    return Err(Fault::Setting {
                        name: "variance",
                        value,
                        needs: "a forecast is never quite sure: it must be more than nought",
                    });
                }
                (Self::Each(variances.to_vec()), None)
            }
            Trust::Errors(errors) => {
                check::size("errors", "forecasts", series, errors.columns())?;
                let (together, shrunk) = shrink(errors)?;
                (Self::Together(together), Some(shrunk))
            }
        })
    }

    /// Of a series: W with a total, less W with each of its parts.
    fn less_parts(&self, series: usize, total: usize, parts: &[usize], totals: usize) -> f64 {
        match self {
            Self::Each(each) => {
                let with = |other: usize| if other == series { each[series] } else { 0.0 };
                with(total) - parts.iter().map(|part| with(totals + part)).sum::<f64>()
            }
            Self::Together(together) => {
                let row = together.row(series);
                row[total] - parts.iter().map(|part| row[totals + part]).sum::<f64>()
            }
        }
    }
}

/// How errors go together, and how far they were drawn towards not doing so.
fn shrink(errors: &Matrix) -> Result<(Matrix, f64), Fault> {
    let (rows, series) = (errors.rows(), errors.columns());
    if rows < 2 {
        return Err(Fault::TooShort {
            found: rows,
            needed: 2,
        });
    }
    let count = rows as f64;
    let columns = errors.transposed();
    let product = |one: usize, other: usize| dot(columns.row(one), columns.row(other)) / count;
    let spread: Vec<f64> = (0..series).map(|at| product(at, at).sqrt()).collect();
    if spread.contains(&0.0) {
        return Err(Fault::NoContrast { input: "errors" });
    }
    let (mut doubt, mut known) = (0.0, 0.0);
    for one in 0..series {
        for other in 0..one {
            let both: Vec<f64> = columns
                .row(one)
                .iter()
                .zip(columns.row(other))
                .map(|(a, b)| a * b / (spread[one] * spread[other]))
                .collect();
            let mean = both.iter().sum::<f64>() / count;
            doubt += both.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count * (count - 1.0));
            known += mean * mean;
        }
    }
    let shrunk = if known > 0.0 {
        (doubt / known).clamp(0.0, 1.0)
    } else {
        1.0
    };
    let mut together = Vec::with_capacity(series * series);
    for one in 0..series {
        together.extend((0..series).map(|other| {
            let factor = if one == other { 1.0 } else { 1.0 - shrunk };
            factor * product(one, other)
        }));
    }
    Ok((Matrix::computed(series, together), shrunk))
}
