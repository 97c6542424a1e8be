use super::Change;
use crate::Fault;

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
/// A [`Change`]; out in the unit of the amounts.
///
/// # Limits
/// An activity that began with nought has no pace: its growth is set apart as `unsplit`, and its number is in `left_out`. Allocation mixes two things: being special in what does well, and not being special in what does badly.
/// The base year matters as much as for [`super::shift_share`]: read it beside that table.
///
/// # Withheld cells
/// Refused: competitive effects are quotients of cells.
///
/// # Errors
/// None beyond those of [`Change::new`].
///
/// # Sources
/// J. M. Esteban-Marquillas (1972), *A reinterpretation of shift-share analysis*, Regional and Urban Economics 2, pp. 249-255.
///
/// # Example
/// Region B of [`super::shift_share`], by the R package REAT: the 32 are 18.42424242 and 13.57575758.
/// ```
/// use koers_economics::growth::{Change, esteban_marquillas};
/// let change = Change::new(
///     [&[60.0, 30.0, 30.0, 40.0], &[85.0, 55.0, 40.0, 35.0]],
///     [&[400.0, 150.0, 150.0, 400.0], &[440.0, 210.0, 135.0, 480.0]],
/// )?;
/// let total = esteban_marquillas(&change)?.total;
/// assert_eq!(format!("{:.8} {:.8}", total.competitive, total.allocation), "18.42424242 13.57575758");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn esteban_marquillas(change: &Change<'_>) -> Result<EstebanMarquillas, Fault> {
    let all = change.reference_growth();
    let (size, whole) = (change.region_totals().0, change.reference_total());
    let homothetic: Vec<f64> = (0..change.activities())
        .map(|activity| size * (change.reference_start(activity) / whole))
        .collect();
    let one = |activity: usize| {
        let (start, end) = change.region(activity);
        let own = change.activity_growth(activity).unwrap_or(0.0);
        let mut effects = HomotheticEffects {
            national: start * all,
            mix: start * (own - all),
            change: end - start,
            ..Default::default()
        };
        match change.own_growth(activity) {
            Some(pace) => {
                effects.competitive = homothetic[activity] * (pace - own);
                effects.allocation = (start - homothetic[activity]) * (pace - own);
            }
            None => effects.unsplit = end,
        }
        effects
    };
    let activities: Vec<HomotheticEffects> = (0..change.activities()).map(one).collect();
    let mut total = HomotheticEffects::default();
    for effects in &activities {
        total.national += effects.national;
        total.mix += effects.mix;
        total.competitive += effects.competitive;
        total.allocation += effects.allocation;
        total.unsplit += effects.unsplit;
        total.change += effects.change;
    }
    let left_out =
        (0..change.activities()).filter(|&at| change.region(at).0 == 0.0 && change.region(at).1 > 0.0);
    Ok(EstebanMarquillas {
        left_out: left_out.collect(),
        activities,
        total,
        homothetic,
    })
}
