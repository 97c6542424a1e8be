use crate::{Fault, check};

/// What [`contributions`] gives. As shares of the total at the start: 0.01 is a percentage point.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributions {
    /// What each activity added to the growth.
    pub activities: Vec<f64>,
    /// The growth itself, their sum.
    pub growth: f64,
}

/// Growth contributions: how many percentage points each activity added.
///
/// # What it measures
/// A small activity that doubles adds little, a large one that grows a little adds much. Contributions put both on one scale, and add up to the growth.
///
/// # Formula
/// cᵢ = (yᵢ(end) − yᵢ(start)) ÷ Y(start), Y the total.
/// For volumes, `end` must be valued in prices of the start: then cᵢ is the weight in the year before times the volume growth. Chain-linked volumes of two years do **not** add up and must not be put in.
///
/// # In and out
/// Amounts by activity at the start and at the end, negative ones too (a balance can be), in one unit. Out as a share of the total at the start.
///
/// # Assumptions
/// The amounts add up to their total: jobs, persons, value in current prices or in prices of the year before.
///
/// # Limits
/// Over more years, add up yearly contributions only after bringing each back to the first year's total. An activity that adds much need not cause it.
///
/// # Withheld cells
/// Refused; with the total known they are (bounds − start) ÷ Y, one by one.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NotFinite`]; [`Fault::NoTotal`] when the total at the start is not more than nought.
///
/// # Sources
/// Eurostat (2013), *Handbook on quarterly national accounts*. Statistics Netherlands computes contributions to growth with the weights of the year before.
///
/// # Example
/// Country of O. Farhauer and A. Kröll (2013): 400, 150, 150 and 400 became 440, 210, 135 and 480; 165 on 1,100 is 15%, of which 3.6, 5.5, −1.4 and 7.3 percentage points.
/// ```
/// let found = koers_economics::growth::contributions(&[400.0, 150.0, 150.0, 400.0], &[440.0, 210.0, 135.0, 480.0])?;
/// let points: Vec<_> = found.activities.iter().map(|part| format!("{:.1}", 100.0 * part)).collect();
/// assert_eq!(points, ["3.6", "5.5", "-1.4", "7.3"]);
/// assert!((found.growth - 0.15).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn contributions(start: &[f64], end: &[f64]) -> Result<Contributions, Fault> {
    check::values("start", start)?;
    check::values("end", end)?;
    check::size("end", "values", start.len(), end.len())?;
    let total: f64 = start.iter().sum();
    // A total that is what rounding left of amounts that cancel out is no base to divide by.
    let sizes: f64 = start.iter().map(|value| value.abs()).sum();
    if total <= 1e-12 * sizes || total <= 0.0 {
        return Err(Fault::NoTotal {
            input: "start",
            row: 0,
        });
    }
    let activities: Vec<f64> = start
        .iter()
        .zip(end)
        .map(|(start, end)| (end - start) / total)
        .collect();
    let growth = activities.iter().sum();
    Ok(Contributions { activities, growth })
}
