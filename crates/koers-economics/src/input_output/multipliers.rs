use super::Leontief;
use crate::lu::dot;
use crate::{Fault, check};

/// Households as if they were a sector: they buy, and work for wages.
#[derive(Debug, Clone, PartialEq)]
pub struct Households {
    /// Wages that each sector pays per unit of output.
    pub wages: Vec<f64>,
    /// What households buy of each sector per unit of their income. Less than one in all, but for savings, taxes and imports.
    pub spending: Vec<f64>,
    /// What households pay to each other per unit of income.
    pub own: f64,
}

/// What one unit of final demand of a sector needs of an account, with households as a sector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closed {
    /// In all sectors, directly, by way of suppliers and of what wages buy ("truncated": what households themselves have of the account is not in it).
    pub total: f64,
    /// `total` ÷ `direct`: the type II multiplier. Nothing where `direct` is nought.
    pub type_ii: Option<f64>,
    /// The income of households for one unit of final demand.
    pub income: f64,
}

/// What one unit of final demand of a sector needs of an account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Multiplier {
    /// In the sector itself, for that unit.
    pub direct: f64,
    /// In all sectors, directly and by way of suppliers.
    pub total: f64,
    /// `total` ÷ `direct`: the type I multiplier. Nothing where `direct` is nought.
    pub type_i: Option<f64>,
    /// The same with households as a sector, where they were given.
    pub closed: Option<Closed>,
}

/// Multipliers of jobs, income, value added or any account, type I and type II.
///
/// # What it measures
/// What hangs on one unit of final demand of a sector. As a ratio: what hangs on each job (or euro) in the sector itself, itself counted in.
///
/// # Formula
/// With e the account per unit of output: direct eⱼ, total (eᵀL)ⱼ, type I = total ÷ direct. With w wages per unit, c spending per unit of income and h what households pay each other, the closed total is
/// eᵀL + (eᵀL c) (wᵀL) ÷ (1 − h − wᵀL c): the border of the table with households, worked out, so that nothing is factored anew. With e = 1 these are the output multipliers.
///
/// # In and out
/// A [`Leontief`], the account per unit of output ([`super::Flows::per_unit`]) and, for type II, [`Households`]. Out one [`Multiplier`] per sector.
///
/// # Assumptions
/// Those of Leontief's model. For type II also: each euro of wages is spent as the average one, at once, in the region.
///
/// # Limits
/// The ratio belongs to a change of **final demand**. Who multiplies the whole output of a firm by it counts its own suppliers twice: use [`super::extraction()`]. Type II exaggerates: not all income is wages, people without work also spend.
/// Give type I as lower and type II as upper; the truth is likely between. A high ratio may only mean few direct jobs.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`] (wages, spending), [`Fault::Setting`] when `own` is not from 0 to under 1, and when households would earn from one euro more than a euro (`the round of income` is one or more).
///
/// # Other programs
/// `iotables` gives the same type I. A total that also counts the row of households, as in Miller and Blair's type II output multiplier, is `total` + `income`.
///
/// # Sources
/// R. E. Miller and P. D. Blair (2009), *Input-output analysis*, 2nd edition, chapter 6 and section 2.5. J. D'Hernoncourt, M. Cordier and D. Hadley (2011), *Input-output multipliers: specification sheet and supporting material*, Spicosa project report.
///
/// # Example
/// The Netherlands in 2000 in six groups: income multipliers of D'Hernoncourt, Cordier and Hadley.
/// ```
/// use koers_economics::{Matrix, input_output::*};
/// let netherlands = Flows::new(Matrix::from_rows(&[
///     [2731.0, 3.0, 8260.0, 36.0, 59.0, 615.0],
///     [4.0, 282.0, 2013.0, 3979.0, 188.0, 60.0],
///     [3322.0, 291.0, 40218.0, 480.0, 8004.0, 16999.0],
///     [983.0, 53.0, 2400.0, 4395.0, 85.0, 3458.0],
///     [121.0, 70.0, 565.0, 135.0, 14103.0, 9509.0],
///     [2884.0, 1078.0, 28400.0, 1404.0, 9339.0, 106994.0],
/// ])?, vec![21863.0, 12292.0, 210900.0, 18249.0, 60244.0, 435953.0])?;
/// let model = leontief(&technical_coefficients(&netherlands))?;
/// let wages = netherlands.per_unit(&[2336.0, 520.0, 35083.0, 1629.0, 14339.0, 151784.0])?;
/// let found = multipliers(&model, &wages, None)?;
/// let ratios: Vec<String> = found.iter().map(|sector| format!("{:.3}", sector.type_i.unwrap())).collect();
/// assert_eq!(ratios, ["2.466", "2.333", "1.840", "2.372", "1.953", "1.417"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn multipliers(
    model: &Leontief,
    per_unit: &[f64],
    households: Option<&Households>,
) -> Result<Vec<Multiplier>, Fault> {
    let totals = model.needed(per_unit)?;
    let round = households
        .map(|households| Round::of(model, households))
        .transpose()?;
    // What one euro of household income makes of the account, when it goes round and round.
    let by_income = round
        .as_ref()
        .map(|round| dot(&totals, round.spending) * round.turns);
    let one = |(sector, (&direct, &total)): (usize, (&f64, &f64))| {
        let ratio = |all: f64| (direct != 0.0).then(|| all / direct);
        let closed = round.as_ref().zip(by_income).map(|(round, by_income)| {
            let total = total + round.wages[sector] * by_income;
            Closed {
                total,
                type_ii: ratio(total),
                income: round.wages[sector] * round.turns,
            }
        });
        Multiplier {
            direct,
            total,
            type_i: ratio(total),
            closed,
        }
    };
    Ok(per_unit.iter().zip(&totals).enumerate().map(one).collect())
}

/// How income goes round.
struct Round<'a> {
    /// Wages that a unit of final demand pays in all sectors.
    wages: Vec<f64>,
    spending: &'a [f64],
    /// What a euro of income becomes by being spent and earned again: 1 ÷ (1 − h − wᵀL c).
    turns: f64,
}

impl<'a> Round<'a> {
    fn of(model: &Leontief, households: &'a Households) -> Result<Self, Fault> {
        let Households { wages, spending, own } = households;
        check::amounts("wages per unit", wages)?;
        check::amounts("spending per unit of income", spending)?;
        model.fits("spending per unit of income", spending)?;
        if !(0.0..1.0).contains(own) {
            return Err(Fault::Setting {
                name: "what households pay each other",
                value: *own,
                needs: "it must be 0 or more and under 1",
            });
        }
        let wages = model.needed(wages)?;
        let again = own + dot(&wages, spending);
        if again >= 1.0 {
            return Err(Fault::Setting {
                name: "the round of income",
                value: again,
                needs: "a euro of income must bring forth less than a euro of new income",
            });
        }
        Ok(Self {
            wages,
            spending,
            turns: 1.0 / (1.0 - again),
        })
    }
}
