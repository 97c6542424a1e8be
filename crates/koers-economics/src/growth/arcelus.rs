use super::Change;
use crate::Fault;

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
/// A [`Change`]; out in the unit of the amounts.
///
/// # Limits
/// Signs and grouping differ between texts; here every part adds up. The base year matters, see [`super::shift_share`]. Growth from nought is set apart.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::NoTotal`] when the region is nought at the start.
///
/// # Sources
/// F. J. Arcelus (1984), *An extension of shift-share analysis*, Growth and Change 15, pp. 3-8.
///
/// # Example
/// Region B of [`super::shift_share`]: regional and regional mix together are its classic 32, and their homothetic parts the competitive 18.42424242 of Esteban-Marquillas.
/// ```
/// use koers_economics::growth::{Change, arcelus};
/// let change = Change::new(
///     [&[60.0, 30.0, 30.0, 40.0], &[85.0, 55.0, 40.0, 35.0]],
///     [&[400.0, 150.0, 150.0, 400.0], &[440.0, 210.0, 135.0, 480.0]],
/// )?;
/// let total = arcelus(&change)?.total;
/// assert!((total.regional.total() + total.regional_mix.total() - 32.0).abs() < 1e-9);
/// assert_eq!(format!("{:.8}", total.regional.homothetic + total.regional_mix.homothetic), "18.42424242");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn arcelus(change: &Change<'_>) -> Result<Arcelus, Fault> {
    let (size, end_size) = change.region_totals();
    if size <= 0.0 {
        return Err(Fault::NoTotal {
            input: "region",
            row: 0,
        });
    }
    let (all, here, whole) = (
        change.reference_growth(),
        end_size / size - 1.0,
        change.reference_total(),
    );
    let one = |activity: usize| {
        let (start, end) = change.region(activity);
        let (Some(own), Some(pace)) = (change.activity_growth(activity), change.own_growth(activity)) else {
            return ArcelusEffects {
                unsplit: end - start,
                change: end - start,
                ..Default::default()
            };
        };
        let homothetic = size * (change.reference_start(activity) / whole);
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
    let activities: Vec<ArcelusEffects> = (0..change.activities()).map(one).collect();
    let mut total = ArcelusEffects::default();
    for effects in &activities {
        total.national.add(effects.national);
        total.mix.add(effects.mix);
        total.regional.add(effects.regional);
        total.regional_mix.add(effects.regional_mix);
        total.unsplit += effects.unsplit;
        total.change += effects.change;
    }
    let left_out =
        (0..change.activities()).filter(|&at| change.region(at).0 == 0.0 && change.region(at).1 > 0.0);
    Ok(Arcelus {
        left_out: left_out.collect(),
        activities,
        total,
    })
}
