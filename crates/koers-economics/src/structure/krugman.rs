use crate::{Fault, Matrix, check};

/// What each region is held against by [`krugman`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Comparison<'a> {
    /// The sum of all rows, the region itself included.
    All,
    /// The sum of all other rows (Midelfart and others 2000).
    Others,
    /// The mean of the shares of all other rows, each counting the same whatever its size.
    MeanOfOthers,
    /// Amounts given.
    Given(&'a [f64]),
}

/// How special one region is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Krugman {
    /// Σ |share here − share there|: 0 is the same, 2 is nothing in common.
    pub index: f64,
    /// Half of it, Hoover's coefficient of specialisation: the part that would have to change activity to become the same.
    pub coefficient: f64,
}

/// Krugman's index of specialisation: how far the mix of a region is from that of others.
///
/// # What it measures
/// The differences in shares, added up without their sign. Put the other way round (activities as rows) it says how concentrated an activity is.
///
/// # Formula
/// K(r) = Σᵢ |s(r, i) − s(reference, i)|, s the share in the row total.
///
/// # In and out
/// Regions × activities, amounts of nought or more; out one answer per region, from 0 to 2, and its half.
///
/// # Assumptions
/// The same classification everywhere.
///
/// # Limits
/// The finer the classification, the larger the index: compare only within one. With [`Comparison::All`] a large region resembles the whole because it is the whole;
/// [`Comparison::Others`] does not have that fault. `None` for an empty region, and where nothing is left to compare with.
///
/// # Withheld cells
/// Refused: the index is not monotone in a cell.
///
/// # Errors
/// [`Fault::NegativeCell`], [`Fault::Size`], [`Fault::NoTotal`] for amounts given that are nought in total.
///
/// # Sources
/// P. Krugman (1991), *Geography and trade*. K. H. Midelfart-Knarvik and others (2000), *The location of European industry*. E. M. Hoover and F. Giarratani (1985).
///
/// # Example
/// Manual of the R package REAT, `krugman.spec`: nothing in common gives 2.
/// ```
/// use koers_economics::{Matrix, structure::{Comparison, krugman}};
/// let region = Matrix::from_rows(&[[20.0, 10.0, 70.0, 0.0, 0.0]])?;
/// let found = krugman(&region, Comparison::Given(&[0.0, 0.0, 0.0, 60.0, 40.0]))?;
/// assert!((found[0].unwrap().index - 2.0).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn krugman(table: &Matrix, comparison: Comparison<'_>) -> Result<Vec<Option<Krugman>>, Fault> {
    table.not_negative("table")?;
    let totals = table.column_totals();
    let given = match comparison {
        Comparison::Given(amounts) => {
            check::size("reference", "values", table.columns(), amounts.len())?;
            check::with_total("reference", amounts)?;
            amounts
        }
        _ => &[],
    };
    let shares: Vec<Option<Vec<f64>>> = table.iter_rows().map(shares).collect();
    let filled = shares.iter().flatten().count();
    let mut sums = vec![0.0; table.columns()];
    for row in shares.iter().flatten() {
        sums.iter_mut().zip(row).for_each(|(sum, share)| *sum += share);
    }
    let against = |row: usize, own: &[f64]| match comparison {
        Comparison::All => self::shares(&totals),
        Comparison::Others => {
            // What rounding leaves of a column that only this region has must not count.
            let others: Vec<f64> = totals
                .iter()
                .zip(table.row(row))
                .map(|(all, mine)| (all - mine).max(0.0))
                .collect();
            (filled > 1).then(|| self::shares(&others)).flatten()
        }
        Comparison::MeanOfOthers => (filled > 1).then(|| {
            sums.iter()
                .zip(own)
                .map(|(sum, share)| (sum - share) / (filled - 1) as f64)
                .collect()
        }),
        Comparison::Given(_) => self::shares(given),
    };
    let one = |(row, own): (usize, &Option<Vec<f64>>)| {
        let own = own.as_ref()?;
        let other = against(row, own)?;
        let index: f64 = own
            .iter()
            .zip(&other)
            .map(|(here, there)| (here - there).abs())
            .sum();
        Some(Krugman {
            index,
            coefficient: index / 2.0,
        })
    };
    Ok(shares.iter().enumerate().map(one).collect())
}

fn shares(amounts: &[f64]) -> Option<Vec<f64>> {
    let total: f64 = amounts.iter().sum();
    (total > 0.0).then(|| amounts.iter().map(|amount| amount / total).collect())
}
