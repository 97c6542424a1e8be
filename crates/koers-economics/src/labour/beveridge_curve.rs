use crate::evaluation::Estimate;
use crate::least_squares::LeastSquares;
use crate::lu::dot;
use crate::{Fault, check};

/// What [`beveridge_curve`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct BeveridgeCurve {
    /// By what per cent unemployment changes when there are one per cent more vacancies: below nought on a curve as theory has it.
    pub elasticity: Estimate,
    /// ln of unemployment where the vacancy rate is one: only of use to draw the curve.
    pub intercept: Estimate,
    /// By how much the curve lies further out from the break on, in ln of unemployment; nothing without a break.
    pub shift: Option<Estimate>,
    /// Per period: ln of unemployment less that of the curve.
    pub residuals: Vec<f64>,
    /// What share of the spread of ln unemployment the curve accounts for.
    pub fit: f64,
}

/// The Beveridge curve: whether unemployment falls where vacancies rise, and whether the whole curve has moved.
///
/// # What it measures
/// Along the curve the economy goes up and down; a shift outward says that with as many vacancies more people are unemployed than before: they find each other less well.
///
/// # Formula
/// ln u = a + b ln v + c D + ε by least squares, D from the break on. Errors of Newey and West with lag L (see *interrupted time series*), Student's t.
///
/// # In and out
/// Unemployment and vacancies per period as rates (of the labour force, of all jobs), above nought, without gaps; the first period from which the curve may lie elsewhere, or none; over how many periods residuals hang together. Out come elasticities and shifts in logarithms: a shift of 0.10 is 10.5 % more unemployment.
///
/// # Assumptions
/// The form of the curve is the same before and after. The break was not picked by looking at the series.
///
/// # Limits
/// Points go round the curve against the clock, because vacancies are quicker than people: a stretch that ends in the middle of a cycle shows a shift that is none. A change of how either is measured is a shift too.
/// In the series of one region the vacancies are often an estimate.
///
/// # Errors
/// [`Fault::Size`], [`Fault::TooShort`]; [`Fault::Setting`] for a rate of nought, a lag as long as the series, or a break that leaves fewer than two periods on one side; [`Fault::NoContrast`] when vacancies never change.
///
/// # Sources
/// O. J. Blanchard and P. Diamond (1989), *The Beveridge curve*, Brookings Papers on Economic Activity 1989:1, pp. 1-76.
///
/// # Example
/// Made up: on the curve u = 12 ÷ v, and a tenth further out from the fifth period on.
/// ```
/// use koers_economics::labour::beveridge_curve;
/// let vacancies = [1.0, 2.0, 3.0, 4.0, 2.0, 3.0, 1.5, 2.5];
/// let unemployment: Vec<f64> = (0..8).map(|at| 12.0 / vacancies[at] * if at < 4 { 1.0 } else { 1.1 }).collect();
/// let found = beveridge_curve(&unemployment, &vacancies, Some(4), 0)?;
/// assert!((found.elasticity.value + 1.0).abs() < 1e-9);
/// assert!((found.shift.unwrap().value - 1.1_f64.ln()).abs() < 1e-9);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn beveridge_curve(
    unemployment: &[f64],
    vacancies: &[f64],
    break_at: Option<usize>,
    lag: usize,
) -> Result<BeveridgeCurve, Fault> {
    let periods = unemployment.len();
    let log_unemployment = logarithms("unemployment", unemployment)?;
    let log_vacancies = logarithms("vacancies", vacancies)?;
    check::size("vacancies", "periods", periods, vacancies.len())?;
    let columns_needed = 2 + usize::from(break_at.is_some());
    if periods < columns_needed + 2 {
        return Err(Fault::TooShort {
            found: periods,
            needed: columns_needed + 2,
        });
    }
    if lag >= periods {
        return Err(Fault::Setting {
            name: "lag",
            value: lag as f64,
            needs: "it must be less than the number of periods",
        });
    }
    if let Some(at) = break_at
        && !(2..=periods - 2).contains(&at)
    {
        return Err(Fault::Setting {
            name: "break",
            value: at as f64,
            needs: "at least two periods must lie on either side",
        });
    }
    let mut columns = vec![vec![1.0; periods], log_vacancies];
    if let Some(at) = break_at {
        columns.push(
            (0..periods)
                .map(|period| f64::from(u8::from(period >= at)))
                .collect(),
        );
    }
    let fit =
        LeastSquares::fit(&columns, &log_unemployment).ok_or(Fault::NoContrast { input: "vacancies" })?;
    let estimate = |which: usize| {
        let mut of = vec![0.0; columns.len()];
        of[which] = 1.0;
        Estimate {
            value: fit.coefficients[which],
            error: Some(fit.newey_west(&columns, lag, &of)),
            degrees: Some(periods - columns.len()),
        }
    };
    let mean = log_unemployment.iter().sum::<f64>() / periods as f64;
    let spread: f64 = log_unemployment.iter().map(|value| (value - mean).powi(2)).sum();
    let left = dot(&fit.residuals, &fit.residuals);
    Ok(BeveridgeCurve {
        elasticity: estimate(1),
        intercept: estimate(0),
        shift: break_at.map(|_| estimate(2)),
        // Unemployment that never changes is a curve that fits it wholly.
        fit: if spread > 0.0 { 1.0 - left / spread } else { 1.0 },
        residuals: fit.residuals,
    })
}

fn logarithms(input: &'static str, rates: &[f64]) -> Result<Vec<f64>, Fault> {
    check::amounts(input, rates)?;
    if rates.contains(&0.0) {
        return Err(Fault::Setting {
            name: input,
            value: 0.0,
            needs: "a rate of nought has no logarithm",
        });
    }
    Ok(rates.iter().map(|rate| rate.ln()).collect())
}
