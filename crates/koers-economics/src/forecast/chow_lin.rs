use super::temporal::{Calendar, Conversion, Spread, columns, spread, walk};
use crate::evaluation::Estimate;
use crate::lu::dot;
use crate::matrix::Matrix;
use crate::{Fault, check};

/// How errors of short periods hang together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShortErrors {
    /// As far on as ρ says, by greatest likelihood over 0 to 0.999.
    MaximumLikelihood,
    /// As far on as ρ says, by the least weighted squares over 0 to 0.999 (Barbone, Bodo and Visco).
    LeastSquares,
    /// As far on as this ρ says, from nought up to but not including one. Nought is ordinary least squares.
    Fixed(f64),
    /// They walk (Fernández): every step as far, none back.
    Walk,
}

/// What [`chow_lin`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ChowLin {
    /// A value for each short period of the indicators.
    pub values: Vec<f64>,
    /// Its standard error, ρ taken as known.
    pub errors: Vec<f64>,
    /// Of the constant, where there is one, and of each indicator.
    pub coefficients: Vec<Estimate>,
    /// ρ, nothing for errors that walk.
    pub rho: Option<f64>,
    /// Whether ρ stands at an end of what was searched: the errors do not hang together as the model says.
    pub at_end: bool,
    /// What share of the (weighted) spread of the long values the indicators account for, corrected for how many there are; nothing without a constant.
    pub fit: Option<f64>,
    /// Per long period: its value less that of the indicators.
    pub residuals: Vec<f64>,
}

/// Chow and Lin: a yearly series by quarter or month, by what indicators say of the years.
///
/// # What it measures
/// The relation between indicators and the series over the years, carried over to quarters or months, with what the years have more or less spread so that they are met exactly.
///
/// # Formula
/// y = C X b + C ε, cov ε = σ² S. b by generalised least squares; x = X b + S C′ (C S C′)⁻¹ (y − C X b). S = ρ^|i − j| ÷ (1 − ρ²), or that of a walk: min(i, j).
/// ρ maximises −½ m ln(û′ V⁻¹ û ÷ m) − ½ ln |V| with V = C S C′, or minimises û′ V⁻¹ û with S = ρ^|i − j|. σ² = û′ V⁻¹ û ÷ (m − k).
///
/// # In and out
/// Values of m long periods (y), how many short periods each has and what they are of these, the indicators (X: a row for each short period), whether there is a constant, how many short periods lie before the first long one, and how errors hang together. Short periods after the last long one are forecast.
///
/// # Assumptions
/// One relation over all years, which holds within a year too. Errors as chosen.
///
/// # Limits
/// With thirty years ρ is hardly known: look at several. A relation between two series that only share a trend looks fine and is none. Errors of the values do not count that ρ was estimated.
/// A negative ρ is not looked for: quarters would jump up and down; it is cut off at nought, and the result says so.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As the values of a table; [`Fault::Size`], [`Fault::TooShort`] (indicators that do not cover the long periods, or no more of these than coefficients), [`Fault::Setting`], [`Fault::NoContrast`] for indicators that do not tell each other apart.
///
/// # Other programs
/// `td` of tempdisagg for R 1.x gives the same, as `chow-lin-maxlog`, `chow-lin-minrss-ecotrim`, `chow-lin-fixed`, `ols` and `fernandez`; its `chow-lin-minrss-quilis` also weighs by 1 − ρ², which draws ρ to its end, and is left out.
///
/// # Sources
/// G. C. Chow and A. Lin (1971), *Best linear unbiased interpolation, distribution, and extrapolation of time series by related series*, Review of Economics and Statistics 53, pp. 372-375.
/// R. B. Fernández (1981), *A methodological note on the estimation of time series*, Review of Economics and Statistics 63, pp. 471-476.
/// C. Sax and P. Steiner (2013), *Temporal disaggregation of time series*, R Journal 5(2), pp. 80-87.
///
/// # Example
/// Made up: three years that are exactly twice the indicator and one a quarter more. The published case (sales of Swiss chemicals by their exports) is in the tests.
/// ```
/// use koers_economics::Matrix;
/// use koers_economics::forecast::{Conversion, ShortErrors, chow_lin};
/// let indicator = [3.0, 4.0, 5.0, 4.0, 5.0, 6.0, 8.0, 6.0, 6.0, 7.0, 9.0, 5.0];
/// let years: Vec<f64> = indicator.chunks(4).map(|year| 2.0 * year.iter().sum::<f64>() + 4.0).collect();
/// let found = chow_lin(&years, 4, Conversion::Sum, &Matrix::new(12, 1, indicator.to_vec())?, true, 0, ShortErrors::Fixed(0.5))?;
/// assert!((found.coefficients[1].value - 2.0).abs() < 1e-9 && (found.values[6] - 17.0).abs() < 1e-9);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn chow_lin(
    long: &[f64],
    each: usize,
    conversion: Conversion,
    indicators: &Matrix,
    constant: bool,
    before: usize,
    errors: ShortErrors,
) -> Result<ChowLin, Fault> {
    check::values("long periods", long)?;
    let short = indicators.rows();
    let calendar = Calendar::new(conversion, [long.len(), each, before, short])?;
    let columns = columns(indicators, constant, short)?;
    if long.len() <= columns.len() {
        return Err(Fault::TooShort {
            found: long.len(),
            needed: columns.len() + 1,
        });
    }
    let job = Job {
        calendar: &calendar,
        long,
        columns: &columns,
    };
    let (rho, found) = match errors {
        ShortErrors::Walk => (None, job.walking()),
        ShortErrors::Fixed(rho) => {
            check::finite("ρ", 0, 0, rho)?;
            if !(0.0..1.0).contains(&rho) {
                return Err(Fault::Setting {
                    name: "ρ",
                    value: rho,
                    needs: "it must be at least nought and less than one",
                });
            }
            (Some(rho), job.hanging(rho))
        }
        ShortErrors::MaximumLikelihood => {
            let rho = search(|rho| job.hanging(rho).map(|found| unlikely(&found)));
            (Some(rho), job.hanging(rho))
        }
        ShortErrors::LeastSquares => {
            let rho = search(|rho| job.hanging(rho).map(|found| squares(&found)));
            (Some(rho), job.hanging(rho))
        }
    };
    let found = found.ok_or(Fault::NoContrast { input: "indicators" })?;
    let free = long.len() - columns.len();
    let variance = squares(&found) / free as f64;
    let searched = matches!(errors, ShortErrors::MaximumLikelihood | ShortErrors::LeastSquares);
    let count = columns.len();
    let coefficients = (0..count)
        .map(|at| Estimate {
            value: found.fit.coefficients[at],
            error: Some((variance * found.fit.inverse[at * count + at]).sqrt()),
            degrees: Some(free),
        })
        .collect();
    let fit = if constant {
        job.fit(rho, squares(&found), free)
    } else {
        None
    };
    let of_indicators: Vec<f64> = (0..short)
        .map(|at| {
            columns
                .iter()
                .zip(&found.fit.coefficients)
                .map(|(column, by)| column[at] * by)
                .sum()
        })
        .collect();
    Ok(ChowLin {
        errors: found.variance.iter().map(|own| (variance * own).sqrt()).collect(),
        coefficients,
        rho,
        at_end: searched && rho.is_some_and(|rho| rho <= FINE || rho >= MOST - FINE),
        fit,
        residuals: long
            .iter()
            .zip(calendar.add_up(&of_indicators))
            .map(|(long, fitted)| long - fitted)
            .collect(),
        values: found.values,
    })
}

/// The largest ρ that is looked at.
const MOST: f64 = 0.999;
/// How finely ρ is found.
const FINE: f64 = 1e-9;

struct Job<'a> {
    calendar: &'a Calendar,
    long: &'a [f64],
    columns: &'a [Vec<f64>],
}

impl Job<'_> {
    fn with(&self, columns: &[Vec<f64>], rho: Option<f64>) -> Option<Spread> {
        match rho {
            None => spread(self.calendar, self.long, columns, &walk),
            Some(rho) => {
                let most = self.columns.first().map_or(0, Vec::len);
                let mut powers = Vec::with_capacity(most);
                let mut power = 1.0;
                for _ in 0..most {
                    powers.push(power);
                    power *= rho;
                }
                spread(self.calendar, self.long, columns, &|one: usize, other: usize| {
                    powers[one.abs_diff(other)]
                })
            }
        }
    }

    fn hanging(&self, rho: f64) -> Option<Spread> {
        self.with(self.columns, Some(rho))
    }

    fn walking(&self) -> Option<Spread> {
        self.with(self.columns, None)
    }

    /// The corrected share: of what a constant alone leaves over, in the same weights.
    fn fit(&self, rho: Option<f64>, left: f64, free: usize) -> Option<f64> {
        let all = squares(&self.with(&self.columns[..1], rho)?);
        let long = self.long.len() as f64;
        (all > 0.0).then(|| 1.0 - left / free as f64 / (all / (long - 1.0)))
    }
}

fn squares(found: &Spread) -> f64 {
    dot(&found.fit.residuals, &found.fit.residuals)
}

/// What greatest likelihood makes least. A stretch of S changes nothing in it.
fn unlikely(found: &Spread) -> f64 {
    let count = found.fit.residuals.len() as f64;
    count * (squares(found).max(f64::MIN_POSITIVE) / count).ln() + found.log_determinant
}

/// The ρ with the least of `badness`: the best of forty, and golden sections around it.
fn search(badness: impl Fn(f64) -> Option<f64>) -> f64 {
    const STEPS: u32 = 40;
    let bad = |rho: f64| badness(rho).unwrap_or(f64::INFINITY);
    let at = |step: u32| MOST * f64::from(step) / f64::from(STEPS);
    let mut best = (0, bad(0.0));
    for step in 1..=STEPS {
        let found = bad(at(step));
        if found < best.1 {
            best = (step, found);
        }
    }
    let (mut low, mut high) = (at(best.0.saturating_sub(1)), at((best.0 + 1).min(STEPS)));
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - golden * (high - low), low + golden * (high - low));
    let (mut bad_left, mut bad_right) = (bad(left), bad(right));
    while high - low > FINE / 4.0 {
        if bad_left <= bad_right {
            (high, right, bad_right) = (right, left, bad_left);
            left = high - golden * (high - low);
            bad_left = bad(left);
        } else {
            (low, left, bad_left) = (left, right, bad_right);
            right = low + golden * (high - low);
            bad_right = bad(right);
        }
    }
    let middle = f64::midpoint(low, high);
    // An end of what is searched is better than what is next to it.
    [(bad(middle), middle), (bad(0.0), 0.0), (bad(MOST), MOST)]
        .into_iter()
        .fold(
            (f64::INFINITY, middle),
            |best, one| if one.0 < best.0 { one } else { best },
        )
        .1
}
