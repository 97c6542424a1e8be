use super::base_years::{BaseYear, Sign};
use super::change::Panels;
use super::shift_share::{Effects, classic};
use crate::{Fault, Matrix};

/// What [`dynamic_shift_share`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct DynamicShiftShare {
    /// The effects of each step, from row to row.
    pub steps: Vec<Effects>,
    /// By activity, over all steps.
    pub activities: Vec<Effects>,
    /// Over all steps and activities.
    pub total: Effects,
    /// The totals from every earlier row of the panel to the same end.
    pub base_years: Vec<BaseYear<Effects>>,
    /// Whether the sign of the regional effect holds whatever row the count begins with.
    pub regional_sign: Sign,
}

/// Dynamic shift-share: the classic split, year by year, added up.
///
/// # What it measures
/// As [`super::shift_share`], but with the mix of activities renewed every year. Over long periods it does not hold a region to a mix that it has left.
///
/// # Formula
/// The sum over consecutive years of the classic effects, each with the year before as its base.
///
/// # In and out
/// Two panels, years × activities, and the rows to begin and to end with. Out in the unit of the amounts.
///
/// # Limits
/// It depends on the starting year as well, though less than the classic form: what happened before is left out. The answer comes with all of them. A break in the figures within the period counts as growth.
///
/// # Withheld cells
/// Refused: a year that is withheld in part can be left out, and the step over it made in one.
///
/// # Errors
/// As [`super::shift_share`].
///
/// # Other programs
/// The example in the manual of REAT (`shiftd`) takes the columns 3 to 11 of its table, which repeats the base year and ends a year early: 8,927 jobs where the period made 10,411.
///
/// # Sources
/// R. A. Barff and P. L. Knight (1988), *Dynamic shift-share analysis*, Growth and Change 19, pp. 1-10.
///
/// # Example
/// Region A of [`super::shift_share`] with a third year, by the R package REAT: 45 = 39.9644 + 0.1637 + 4.8719.
/// ```
/// use koers_economics::{Matrix, growth::dynamic_shift_share};
/// let region = Matrix::from_rows(&[[90.0, 20.0, 10.0, 60.0], [100.0, 40.0, 10.0, 55.0], [105.0, 45.0, 15.0, 60.0]])?;
/// let country = Matrix::from_rows(&[[400.0, 150.0, 150.0, 400.0], [440.0, 210.0, 135.0, 480.0], [460.0, 230.0, 155.0, 500.0]])?;
/// let found = dynamic_shift_share(&region, &country, 0, 2)?;
/// let total = [found.total.national, found.total.mix, found.total.regional].map(|effect| format!("{effect:.4}"));
/// assert_eq!(total, ["39.9644", "0.1637", "4.8719"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn dynamic_shift_share(
    region: &Matrix,
    reference: &Matrix,
    start: usize,
    end: usize,
) -> Result<DynamicShiftShare, Fault> {
    let panels = Panels::new(region, reference, start, end)?;
    let yearly = (0..end)
        .map(|year| Ok(classic(&panels.change(year, year + 1)?)))
        .collect::<Result<Vec<_>, Fault>>()?;
    let steps: Vec<Effects> = yearly[start..].iter().map(|step| step.1).collect();
    let mut activities = vec![Effects::default(); region.columns()];
    for (step, _, _) in &yearly[start..] {
        activities
            .iter_mut()
            .zip(step)
            .for_each(|(sum, effects)| *sum = sum.plus(*effects));
    }
    let mut total = Effects::default();
    let mut base_years: Vec<BaseYear<Effects>> = yearly
        .iter()
        .enumerate()
        .rev()
        .map(|(start, step)| {
            total = total.plus(step.1);
            BaseYear { start, total }
        })
        .collect();
    base_years.reverse();
    let regional_sign = Sign::of(
        base_years.iter().map(|year| year.total.regional),
        panels.size(end),
    );
    let total = base_years[start].total;
    Ok(DynamicShiftShare {
        steps,
        activities,
        total,
        base_years,
        regional_sign,
    })
}
