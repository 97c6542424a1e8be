use super::base_years::{BaseYear, Sign, base_years};
use super::change::{Change, Panels};
use crate::{Fault, Matrix};

/// The effects of one activity, or of all, in the form of Esteban-Marquillas.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HomotheticEffects {
    /// What growth at the pace of the reference would have given.
    pub national: f64,
    /// What the mix gave on top.
    pub mix: f64,
    /// What the region's own pace would have given with the mix of the reference.
    pub competitive: f64,
    /// What came of being special in what does well here (or of not being special in what does badly).
    pub allocation: f64,
    /// Growth from nought, which has no pace and so cannot be split between the two above.
    pub unsplit: f64,
    /// All of them together.
    pub change: f64,
}

/// What [`esteban_marquillas`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct EstebanMarquillas {
    /// By activity.
    pub activities: Vec<HomotheticEffects>,
    /// Their sum.
    pub total: HomotheticEffects,
    /// Homothetic amounts: what the region would have of each activity with the mix of the reference.
    pub homothetic: Vec<f64>,
    /// Activities that began with nought in the region, all of whose growth is `unsplit`.
    pub left_out: Vec<usize>,
    /// The totals from every earlier row of the panel to the same end.
    pub base_years: Vec<BaseYear<HomotheticEffects>>,
    /// Whether the sign of the competitive effect holds whatever the base year.
    pub competitive_sign: Sign,
}

/// Shift-share of Esteban-Marquillas: the regional effect, free of the mix.
///
/// # What it measures
/// The regional effect of [`super::shift_share`] is large where an activity is large. This form splits it in what the region's pace does by itself, and in what comes of being special in it.
///
/// # Formula
/// hᵢ = E nᵢ ÷ N, at the start. Competitive = hᵢ (rᵢ − gᵢ); allocation = (eᵢ − hᵢ) (rᵢ − gᵢ); national and mix as in the classic form. Together with what is not split they make the change.
///
/// # In and out
/// Two panels, years × activities, and the rows to begin and to end with, as for [`super::shift_share`]. Out in the unit of the amounts.
///
/// # Limits
/// An activity that began with nought has no pace: its growth is set apart as `unsplit`, and its number is in `left_out`. Allocation mixes two things: being special in what does well, and not being special in what does badly.
/// The base year matters as much as for [`super::shift_share`], so the answer comes with all of them.
///
/// # Withheld cells
/// Refused: competitive effects are quotients of cells.
///
/// # Errors
/// As [`super::shift_share`].
///
/// # Sources
/// J. M. Esteban-Marquillas (1972), *A reinterpretation of shift-share analysis*, Regional and Urban Economics 2, pp. 249-255.
///
/// # Example
/// Region B of [`super::shift_share`], by the R package REAT: the 32 are 18.42424242 and 13.57575758.
/// ```
/// use koers_economics::{Matrix, growth::esteban_marquillas};
/// let region = Matrix::from_rows(&[[60.0, 30.0, 30.0, 40.0], [85.0, 55.0, 40.0, 35.0]])?;
/// let country = Matrix::from_rows(&[[400.0, 150.0, 150.0, 400.0], [440.0, 210.0, 135.0, 480.0]])?;
/// let total = esteban_marquillas(&region, &country, 0, 1)?.total;
/// assert_eq!(format!("{:.8} {:.8}", total.competitive, total.allocation), "18.42424242 13.57575758");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn esteban_marquillas(
    region: &Matrix,
    reference: &Matrix,
    start: usize,
    end: usize,
) -> Result<EstebanMarquillas, Fault> {
    let panels = Panels::new(region, reference, start, end)?;
    let change = panels.change(start, end)?;
    let (activities, total) = split(&change);
    let base_years = base_years(end, |start| Ok(split(&panels.change(start, end)?).1))?;
    let competitive_sign = Sign::of(
        base_years.iter().map(|year| year.total.competitive),
        panels.size(end),
    );
    let (homothetic, left_out) = (change.homothetic(), change.begun());
    Ok(EstebanMarquillas {
        activities,
        total,
        homothetic,
        left_out,
        base_years,
        competitive_sign,
    })
}

/// The effects by activity, and in total.
fn split(change: &Change<'_>) -> (Vec<HomotheticEffects>, HomotheticEffects) {
    let (all, homothetic) = (change.reference_growth(), change.homothetic());
    let one = |(activity, homothetic): (usize, &f64)| {
        let (start, end) = change.region(activity);
        let own = change.activity_growth(activity).unwrap_or(0.0);
        let (competitive, allocation, unsplit) = match change.own_growth(activity) {
            Some(pace) => (
                homothetic * (pace - own),
                (start - homothetic) * (pace - own),
                0.0,
            ),
            None => (0.0, 0.0, end),
        };
        let (national, mix) = (start * all, start * (own - all));
        HomotheticEffects {
            national,
            mix,
            competitive,
            allocation,
            unsplit,
            change: end - start,
        }
    };
    let activities: Vec<HomotheticEffects> = homothetic.iter().enumerate().map(one).collect();
    let mut total = HomotheticEffects::default();
    for effects in &activities {
        total.national += effects.national;
        total.mix += effects.mix;
        total.competitive += effects.competitive;
        total.allocation += effects.allocation;
        total.unsplit += effects.unsplit;
        total.change += effects.change;
    }
    (activities, total)
}
