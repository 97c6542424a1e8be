use super::base_years::{BaseYear, Sign, base_years};
use super::change::{Change, Panels};
use crate::{Fault, Matrix};

/// The three effects, and the change that they make together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Effects {
    /// What growth at the pace of the reference would have given.
    pub national: f64,
    /// What having activities that grow faster or slower in the reference gave on top.
    pub mix: f64,
    /// What the activities did here beyond the same activities in the reference.
    pub regional: f64,
    /// `national` + `mix` + `regional`: the change itself.
    pub change: f64,
}

impl Effects {
    /// Mix and regional effect together: the change beyond the pace of the reference.
    #[must_use]
    pub fn net_shift(&self) -> f64 {
        self.mix + self.regional
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            national: self.national + other.national,
            mix: self.mix + other.mix,
            regional: self.regional + other.regional,
            change: self.change + other.change,
        }
    }
}

/// What [`shift_share`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftShare {
    /// By activity.
    pub activities: Vec<Effects>,
    /// Their sum.
    pub total: Effects,
    /// Activities that are new in the reference: what the region has of them counts as regional effect.
    pub new_activities: Vec<usize>,
    /// The totals from every earlier row of the panel to the same end: what another base year would have said.
    pub base_years: Vec<BaseYear<Effects>>,
    /// Whether the sign of the regional effect holds whatever the base year.
    pub regional_sign: Sign,
}

/// Classic shift-share: is it the country, the mix of activities, or the region?
///
/// # What it measures
/// The change in a region, split in what the country did, what the mix of activities did, and what is the region's own. It describes; it does not say why.
///
/// # Formula
/// With e and n the amounts of region and reference, gᵢ and G the growth of activity i and of everything in the reference:
/// national = eᵢ G; mix = eᵢ (gᵢ − G); regional = eᵢ(end) − eᵢ(start) (1 + gᵢ), which is eᵢ (rᵢ − gᵢ) where the region grew by rᵢ, and also holds where it began with nought.
///
/// # In and out
/// Two panels, years × activities, of the region and of the reference, in the same unit; the rows to begin and to end with. Out in that unit.
///
/// # Assumptions
/// The same classification and borders in all years. Had the region been as the reference, each activity would have grown as there.
///
/// # Limits
/// **The base year can decide the sign**: the mix is frozen at the start, and the economy turns. So the answer always comes with the table of all base years in the panel and whether the sign of the regional effect holds;
/// with one base year that cannot be said. The effects also depend on how finely activities are told apart: finer moves from regional to mix. Whether the reference contains the region is the caller's choice: say which.
///
/// # Withheld cells
/// [`super::shift_share_bounds`] carries them.
///
/// # Errors
/// [`Fault::Size`] (panels of different shape), [`Fault::NegativeCell`], [`Fault::NoTotal`] (a reference of nought), [`Fault::NotInReference`], also of an earlier row than `start`: leave it out of the panel;
/// [`Fault::Setting`] when `start` does not lie before `end` within the panel.
///
/// # Sources
/// E. S. Dunn (1960), *A statistical and analytical technique for regional analysis*, Papers of the Regional Science Association 6, pp. 97-112.
///
/// # Example
/// O. Farhauer and A. Kröll (2013), *Standorttheorien*, region B: 55 = 24 − 1 + 32.
/// ```
/// use koers_economics::{Matrix, growth::{Sign, shift_share}};
/// let region = Matrix::from_rows(&[[60.0, 30.0, 30.0, 40.0], [85.0, 55.0, 40.0, 35.0]])?;
/// let country = Matrix::from_rows(&[[400.0, 150.0, 150.0, 400.0], [440.0, 210.0, 135.0, 480.0]])?;
/// let found = shift_share(&region, &country, 0, 1)?;
/// let total = [found.total.national, found.total.mix, found.total.regional, found.total.change];
/// assert_eq!(total.map(f64::round), [24.0, -1.0, 32.0, 55.0]);
/// assert_eq!(found.regional_sign, Sign::OneBaseYear);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn shift_share(
    region: &Matrix,
    reference: &Matrix,
    start: usize,
    end: usize,
) -> Result<ShiftShare, Fault> {
    let panels = Panels::new(region, reference, start, end)?;
    let (activities, total, new_activities) = classic(&panels.change(start, end)?);
    let base_years = base_years(end, |start| Ok(classic(&panels.change(start, end)?).1))?;
    let regional_sign = Sign::of(
        base_years.iter().map(|year| year.total.regional),
        panels.size(end),
    );
    Ok(ShiftShare {
        activities,
        total,
        new_activities,
        base_years,
        regional_sign,
    })
}

/// One decomposition: by activity, in total, and what is new in the reference.
pub(super) fn classic(change: &Change<'_>) -> (Vec<Effects>, Effects, Vec<usize>) {
    let all = change.reference_growth();
    let one = |activity: usize| {
        let (start, end) = change.region(activity);
        // New in the reference: the region began with nought too, so only the regional effect is left.
        let own = change.activity_growth(activity).unwrap_or(0.0);
        Effects {
            national: start * all,
            mix: start * (own - all),
            regional: end - start * (1.0 + own),
            change: end - start,
        }
    };
    let activities: Vec<Effects> = (0..change.activities()).map(one).collect();
    let total = activities
        .iter()
        .fold(Effects::default(), |sum, effects| sum.plus(*effects));
    let new = (0..change.activities())
        .filter(|&at| change.activity_growth(at).is_none() && change.region(at).1 > 0.0);
    (activities, total, new.collect())
}
