use crate::{Fault, check};

/// What [`life_table`] gives: of one newborn, by age group; the last group is open.
#[derive(Debug, Clone, PartialEq)]
pub struct LifeTable {
    /// q: of those who reach the group, the share that dies in it.
    pub dying: Vec<f64>,
    /// l: the share of newborns that reaches the group.
    pub reaching: Vec<f64>,
    /// L: years lived in the group per newborn; in the last group all that are left.
    pub lived: Vec<f64>,
    /// e: years left to one who reaches the group.
    pub expectation: Vec<f64>,
    widths: Vec<f64>,
}

/// A life table from rates of death.
///
/// # What it measures
/// How long people would live if the rates of one period held for their whole life.
///
/// # Formula
/// q = n m ÷ (1 + (n − a) m), at most one, and one in the open group; l₀ = 1, l(x + n) = l (1 − q); L = n l(x + n) + a (l − l(x + n)), in the open group l ÷ m; e = what is lived from the group on ÷ l.
///
/// # In and out
/// Per age group deaths per person and year (m), the years that those who die in it live in it on average (a), and how wide it is (n). The last rate is that of the open group, so there is one more rate than there are a and n.
///
/// # Assumptions
/// Rates of one period, as if nothing changed. Nobody dies twice as often for being counted late.
///
/// # Limits
/// It is no forecast. With few deaths (a municipality, a year) the rates are noise: put years or regions together.
/// a = n ÷ 2 serves but for the first years of life, where most die early (about 0.1 of the first year where few infants die).
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`], [`Fault::NoTotal`] when nobody dies in the open group; [`Fault::Setting`] when a lies outside the group.
///
/// # Sources
/// S. H. Preston, P. Heuveline and M. Guillot (2001), *Demography: measuring and modeling population processes*, Blackwell, chapter 3.
///
/// # Example
/// Made up: half of the newborns die in the first year, in the middle of it; after it a tenth each year.
/// The published table (men in Austria, 1992: 72.889 years) is in the tests.
/// ```
/// use koers_economics::demography::life_table;
/// let found = life_table(&[2.0 / 3.0, 0.1], &[0.5], &[1.0])?;
/// assert_eq!(found.reaching, [1.0, 0.5]);
/// assert!((found.lived[0] - 0.75).abs() < 1e-12 && (found.expectation[0] - 5.75).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn life_table(rates: &[f64], lived_by_dying: &[f64], widths: &[f64]) -> Result<LifeTable, Fault> {
    check::amounts("rates", rates)?;
    let closed = rates.len() - 1;
    check::size("years lived by the dying", "values", closed, lived_by_dying.len())?;
    check::size("widths", "values", closed, widths.len())?;
    for (column, (&lived, &width)) in lived_by_dying.iter().zip(widths).enumerate() {
        check::finite("years lived by the dying", 0, column, lived)?;
        check::finite("widths", 0, column, width)?;
        if width <= 0.0 {
            return Err(Fault::Setting {
                name: "width",
                value: width,
                needs: "an age group must be wider than nought",
            });
        }
        if !(0.0..=width).contains(&lived) {
            return Err(Fault::Setting {
                name: "years lived by the dying",
                value: lived,
                needs: "it must lie within the age group",
            });
        }
    }
    let last = rates[closed];
    if last == 0.0 {
        return Err(Fault::NoTotal {
            input: "rates",
            row: 0,
        });
    }
    let mut reaching = vec![1.0];
    let (mut dying, mut lived) = (Vec::new(), Vec::new());
    let mut left = 1.0;
    for ((rate, early), width) in rates.iter().zip(lived_by_dying).zip(widths) {
        let share = (width * rate / (1.0 + (width - early) * rate)).min(1.0);
        let next = left * (1.0 - share);
        dying.push(share);
        lived.push(width * next + early * (left - next));
        reaching.push(next);
        left = next;
    }
    dying.push(1.0);
    lived.push(left / last);
    let mut to_come = 0.0;
    let mut expectation: Vec<f64> = lived
        .iter()
        .zip(&reaching)
        .rev()
        .map(|(lived, reaching)| {
            to_come += lived;
            // Where nobody is left of the table, the rate of the open group still says how long one would live.
            if *reaching > 0.0 {
                to_come / reaching
            } else {
                1.0 / last
            }
        })
        .collect();
    expectation.reverse();
    Ok(LifeTable {
        dying,
        reaching,
        lived,
        expectation,
        widths: widths.to_vec(),
    })
}

impl LifeTable {
    /// What [`super::SexRates`] asks for one region: of those born during a step, and of each age group at its beginning, the share that lives at its end, when a step is as long as a group is wide.
    ///
    /// L₀ ÷ (n l₀), then L of the next group ÷ L of the group; the last two groups both go to the open one, with T of the last ÷ T of the last but one.
    ///
    /// # Errors
    /// [`Fault::Setting`] when the groups are not all as wide; [`Fault::Size`] with fewer than two groups; [`Fault::NoTotal`] when nobody lives to one.
    pub fn survival(&self) -> Result<Vec<f64>, Fault> {
        let Some((&width, others)) = self.widths.split_first() else {
            return Err(Fault::Size {
                input: "life table",
                what: "age groups",
                expected: 2,
                found: 1,
            });
        };
        if let Some(&other) = others.iter().find(|other| **other != width) {
            return Err(Fault::Setting {
                name: "width",
                value: other,
                needs: "all age groups must be as wide as the first",
            });
        }
        if let Some(row) = self.lived.iter().position(|lived| *lived <= 0.0) {
            return Err(Fault::NoTotal {
                input: "years lived",
                row,
            });
        }
        let groups = self.lived.len();
        let mut shares = vec![self.lived[0] / width];
        shares.extend(self.lived[..groups - 1].windows(2).map(|pair| pair[1] / pair[0]));
        let to_open = self.lived[groups - 1] / (self.lived[groups - 2] + self.lived[groups - 1]);
        shares.extend([to_open, to_open]);
        Ok(shares)
    }
}
