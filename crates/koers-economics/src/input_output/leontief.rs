use crate::lu::{Lu, dot};
use crate::{Fault, Matrix, Span, check};

/// Leontief's model, factored: whatever it is asked costs a solution, not an inverse.
#[derive(Debug, Clone, PartialEq)]
pub struct Leontief {
    coefficients: Matrix,
    lu: Lu,
    multipliers: Vec<f64>,
}

impl Leontief {
    /// The coefficients that it was made of.
    #[must_use]
    pub fn coefficients(&self) -> &Matrix {
        &self.coefficients
    }

    /// How many sectors.
    #[must_use]
    pub fn sectors(&self) -> usize {
        self.multipliers.len()
    }

    /// Output multipliers: what all sectors together make for one unit of final demand of each. Column sums of L.
    #[must_use]
    pub fn output_multipliers(&self) -> &[f64] {
        &self.multipliers
    }

    /// Between what the spectral radius of the coefficients lies: 1 − 1 ÷ the least and the largest output multiplier (Collatz 1942). Under one, or there would be no model.
    #[must_use]
    pub fn spectral_radius(&self) -> Span {
        let ends = self
            .multipliers
            .iter()
            .fold((f64::INFINITY, 0.0_f64), |ends, &one| {
                (ends.0.min(one), ends.1.max(one))
            });
        Span {
            low: (1.0 - 1.0 / ends.0).max(0.0),
            high: 1.0 - 1.0 / ends.1,
        }
    }

    /// x = L f: what each sector must make, directly and as a supplier, for a final demand. Negative demand (stocks that shrink) may stand in it.
    ///
    /// # Errors
    /// [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`].
    pub fn output_for(&self, demand: &[f64]) -> Result<Vec<f64>, Fault> {
        self.fits("final demand", demand)?;
        Ok(self.lu.solve(demand))
    }

    /// Lᵀ e: what one unit of final demand of each sector needs of an account that has `per_unit` in every sector, directly and by way of suppliers.
    ///
    /// # Errors
    /// As [`Leontief::output_for`].
    pub fn needed(&self, per_unit: &[f64]) -> Result<Vec<f64>, Fault> {
        self.fits("account per unit", per_unit)?;
        Ok(self.lu.solve_transposed(per_unit))
    }

    /// The whole inverse L. Row i, column j: what sector i makes for one unit of final demand of j. Only for those who need all of it.
    #[must_use]
    pub fn inverse(&self) -> Matrix {
        Matrix::computed(self.sectors(), self.lu.inverse())
    }

    pub(super) fn fits(&self, input: &'static str, values: &[f64]) -> Result<(), Fault> {
        check::values(input, values)?;
        check::size(input, "values", self.sectors(), values.len())
    }
}

/// Leontief's model: what the economy must make so that a final demand can be met.
///
/// # What it measures
/// The output of every sector that a demand asks for, with that of its suppliers, of their suppliers, and so on.
///
/// # Formula
/// x = A x + f, so x = L f with L = (I − A)⁻¹ = I + A + A² + …, A the technical coefficients.
///
/// # In and out
/// A square table of coefficients: of [`super::technical_coefficients`] or [`super::regional_coefficients`]. Out a [`Leontief`] that answers for any demand ([`Leontief::output_for`]), gives what a unit of demand needs
/// ([`Leontief::needed`]), or, if it must be, the whole inverse. I − A is factored once, with exchange of rows.
///
/// # Assumptions
/// Fixed recipes, no shortage of anything, prices that do not move; time plays no part.
///
/// # Limits
/// It says what hangs on a demand, not what would be lost for good: people, firms and prices adapt.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`]; [`Fault::NotProductive`] when the spectral radius of A is not under one (the condition of Hawkins and Simon): no output could meet a demand.
/// That is proved, not guessed: m = 1 + Aᵀm has a solution above nought exactly when the radius is under one, and the solution found is put back into the equation, and must stay under 10⁹: what is larger is rounding at a radius of one. A sector is named whose chain of suppliers uses up more than it makes.
///
/// # Other programs
/// `pymrio` for Python and `iotables` for R give the whole inverse; on the tables of their tests it is the same.
///
/// # Sources
/// D. Hawkins and H. A. Simon (1949), *Note: some conditions of macroeconomic stability*, Econometrica 17, pp. 245-248. R. E. Miller and P. D. Blair (2009), *Input-output analysis*, 2nd edition, chapter 2.
/// L. Collatz (1942), *Einschließungssatz für die charakteristischen Zahlen von Matrizen*, Mathematische Zeitschrift 48, pp. 221-226.
///
/// # Example
/// Miller and Blair, section 2.3: final demand of 600 and 1500 asks 1247.5 and 1841.6.
/// ```
/// use koers_economics::{Matrix, input_output::leontief};
/// let model = leontief(&Matrix::from_rows(&[[0.15, 0.25], [0.20, 0.05]])?)?;
/// let output = model.output_for(&[600.0, 1500.0])?;
/// assert_eq!(format!("{:.1} {:.1}", output[0], output[1]), "1247.5 1841.6");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn leontief(coefficients: &Matrix) -> Result<Leontief, Fault> {
    let size = coefficients.rows();
    check::size("coefficients", "columns", size, coefficients.columns())?;
    coefficients.not_negative("coefficients")?;
    let Some(lu) = factored(coefficients, 1.0) else {
        return Err(Fault::NotProductive {
            sector: singular_by(coefficients),
        });
    };
    let multipliers = lu.solve_transposed(&vec![1.0; size]);
    // m > 0 with m − Aᵀm > 0 proves that the radius is under one (Collatz), so rounding cannot let a table through that has none.
    let turned = coefficients.transposed();
    let proved = |(sector, row): (usize, &[f64])| {
        let own = multipliers[sector];
        own > 0.0 && own < MOST && own - dot(row, &multipliers) > 0.5
    };
    match turned.iter_rows().enumerate().position(|line| !proved(line)) {
        Some(sector) => Err(Fault::NotProductive { sector }),
        None => Ok(Leontief {
            coefficients: coefficients.clone(),
            lu,
            multipliers,
        }),
    }
}

/// A multiplier as large as this is what rounding makes of a chain that uses up all it makes.
const MOST: f64 = 1e9;

/// I − growth × A, factored.
fn factored(coefficients: &Matrix, growth: f64) -> Option<Lu> {
    let size = coefficients.rows();
    let mut values: Vec<f64> = coefficients
        .values()
        .iter()
        .map(|value| -growth * value)
        .collect();
    for sector in 0..size {
        values[sector * size + sector] += 1.0;
    }
    Lu::of(size, values)
}

/// A sector that makes the table singular: a little more of everything, and its chain uses up more than it makes. Failing that, the one that buys most.
fn singular_by(coefficients: &Matrix) -> usize {
    let more = factored(coefficients, 1.0 + 1e-6);
    let multipliers = more.map(|lu| lu.solve_transposed(&vec![1.0; coefficients.rows()]));
    let negative = multipliers.and_then(|values| values.iter().position(|&value| value <= 0.0));
    negative.unwrap_or_else(|| {
        let totals = coefficients.column_totals();
        let most = totals.iter().copied().fold(0.0, f64::max);
        totals.iter().position(|&total| total == most).unwrap_or(0)
    })
}
