use super::base_years::{BaseYear, Sign, base_years};
use super::change::{Change, Panels};
use crate::{Fault, Matrix};

/// One effect in its two parts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parts {
    /// What it would be with the mix of the reference.
    pub homothetic: f64,
    /// What being special adds.
    pub differential: f64,
}

impl Parts {
    fn of(homothetic: f64, differential: f64, pace: f64) -> Self {
        Self {
            homothetic: homothetic * pace,
            differential: differential * pace,
        }
    }

    fn add(&mut self, other: Self) {
        self.homothetic += other.homothetic;
        self.differential += other.differential;
    }

    /// Both parts together.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.homothetic + self.differential
    }
}

/// The effects of one activity, or of all, in the form of Arcelus.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ArcelusEffects {
    /// Growth of the whole reference.
    pub national: Parts,
    /// Growth of the activity there beyond the whole.
    pub mix: Parts,
    /// Growth of the whole region beyond the reference.
    pub regional: Parts,
    /// Growth of the activity here beyond that of the region, less the same in the reference.
    pub regional_mix: Parts,
    /// Growth from nought, which has no pace.
    pub unsplit: f64,
    /// All of them together.
    pub change: f64,
}

/// What [`arcelus`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Arcelus {
    /// By activity.
    pub activities: Vec<ArcelusEffects>,
    /// Their sum.
    pub total: ArcelusEffects,
    /// Activities that began with nought in the region, all of whose growth is `unsplit`.
    pub left_out: Vec<usize>,
    /// The totals from every earlier row of the panel to the same end.
    pub base_years: Vec<BaseYear<ArcelusEffects>>,
    /// Whether the sign of the regional effect, both parts together, holds whatever the base year.
    pub regional_sign: Sign,
}

/// Shift-share of Arcelus: lets the growth of the whole region in, and splits every effect by what is special here.
///
/// # What it measures
/// Of what the region did by itself: how much is that everything here grew, and how much is particular to activities?
///
/// # Formula
/// h = E nᵢ ÷ N, d = eᵢ − h, G and R the growth of reference and region. For both h and d: national G, mix gᵢ − G, regional R − G, regional mix (rᵢ − R) − (gᵢ − G). The eight add up to eᵢ rᵢ.
///
/// # In and out
/// Two panels, years × activities, and the rows to begin and to end with, as for [`super::shift_share`]. Out in the unit of the amounts.
///
/// # Limits
/// Signs and grouping differ between texts; here every part adds up. The base year matters, so the answer comes with all of them. Growth from nought is set apart.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::shift_share`]; [`Fault::NoTotal`] also when the region is nought at the start.
///
/// # Sources
/// F. J. Arcelus (1984), *An extension of shift-share analysis*, Growth and Change 15, pp. 3-8.
///
/// # Example
/// Region B of [`super::shift_share`]: regional and regional mix together are its classic 32, and their homothetic parts the competitive 18.42424242 of Esteban-Marquillas.
/// ```
/// use koers_economics::{Matrix, growth::arcelus};
/// let region = Matrix::from_rows(&[[60.0, 30.0, 30.0, 40.0], [85.0, 55.0, 40.0, 35.0]])?;
/// let country = Matrix::from_rows(&[[400.0, 150.0, 150.0, 400.0], [440.0, 210.0, 135.0, 480.0]])?;
/// let total = arcelus(&region, &country, 0, 1)?.total;
/// assert!((total.regional.total() + total.regional_mix.total() - 32.0).abs() < 1e-9);
/// assert_eq!(format!("{:.8}", total.regional.homothetic + total.regional_mix.homothetic), "18.42424242");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn arcelus(region: &Matrix, reference: &Matrix, start: usize, end: usize) -> Result<Arcelus, Fault> {
    let panels = Panels::new(region, reference, start, end)?;
    let change = panels.change(start, end)?;
    let (activities, total) = split(&change)?;
    let base_years = base_years(end, |start| Ok(split(&panels.change(start, end)?)?.1))?;
    let regional_sign = Sign::of(
        base_years.iter().map(|year| year.total.regional.total()),
        panels.size(end),
    );
    Ok(Arcelus {
        activities,
        total,
        left_out: change.begun(),
        base_years,
        regional_sign,
    })
}

/// The effects by activity, and in total.
fn split(change: &Change<'_>) -> Result<(Vec<ArcelusEffects>, ArcelusEffects), Fault> {
    let (size, end_size) = change.region_totals();
    if size <= 0.0 {
        return Err(Fault::NoTotal {
            input: "region",
            row: change.start(),
        });
    }
    let (all, here) = (change.reference_growth(), end_size / size - 1.0);
    let one = |(activity, homothetic): (usize, f64)| {
        let (start, end) = change.region(activity);
        let (Some(own), Some(pace)) = (change.activity_growth(activity), change.own_growth(activity)) else {
            return ArcelusEffects {
                unsplit: end - start,
                change: end - start,
                ..Default::default()
            };
        };
        let parts = |pace: f64| Parts::of(homothetic, start - homothetic, pace);
        ArcelusEffects {
            national: parts(all),
            mix: parts(own - all),
            regional: parts(here - all),
            regional_mix: parts((pace - here) - (own - all)),
            unsplit: 0.0,
            change: end - start,
        }
    };
    let activities: Vec<ArcelusEffects> = change.homothetic().into_iter().enumerate().map(one).collect();
    let mut total = ArcelusEffects::default();
    for effects in &activities {
        total.national.add(effects.national);
        total.mix.add(effects.mix);
        total.regional.add(effects.regional);
        total.regional_mix.add(effects.regional_mix);
        total.unsplit += effects.unsplit;
        total.change += effects.change;
    }
    Ok((activities, total))
}
