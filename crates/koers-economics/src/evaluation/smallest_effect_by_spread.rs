use super::estimate::share;
use super::smallest_effect_by_placebos::{ranks, reached};
use crate::Fault;

/// What [`smallest_effect_by_spread`] gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallestShift {
    /// The smallest lasting rise that is seen in the share `power` of the donors. Nothing when none is, however large: the design cannot answer.
    pub rise: Option<f64>,
    /// The same for a fall, as a number of nought or more.
    pub fall: Option<f64>,
    /// The smallest p that the unit can reach: 1 ÷ (number of donors + 1). Above the level nothing can be seen.
    pub least_p: f64,
}

/// The smallest effect that stands out among the effects of donors, for a method whose effect moves along with what is planted.
///
/// # What it measures
/// How large a lasting rise or fall must be to come among the first of the effects by size at a given level: played through on each donor, to which nothing was done.
///
/// # Formula
/// With e the effects of the J donors, each as if it were treated: donor j with δ added has the effect eⱼ + δ, and is seen when no more of the others are larger than the test of the unit among all J donors allows: ⌊level × (J + 1)⌋ − 1.
/// So a rise is seen above b − eⱼ and a fall above b + eⱼ, at least nought, where b is the size that leaves so many of the other effects in front; the answer is the least δ that lies above
/// those of the share `power` of the donors.
///
/// # In and out
/// Effects of donors as [`super::synthetic_did`] gives them, level and power. In the unit of the outcome.
///
/// # Assumptions
/// The effect that the method finds moves by exactly what is planted in the periods after the start: so for synthetic difference-in-differences, whose weights do not look at those of the treated unit.
/// The treated unit is as noisy as its donors.
///
/// # Limits
/// The power is a share of J donors, so it comes in steps of 1 ÷ J. With a level under 1 ÷ (J + 1) nothing can be found.
///
/// # Withheld cells
/// Refused before: there are no effects of donors without their figures.
///
/// # Errors
/// [`Fault::TooFewDonors`] with fewer than four, [`Fault::Setting`] for a level or power outside nought to one, [`Fault::NotFinite`] for an effect that is no number.
///
/// # Sources
/// Ranking effects among those of donors: A. Abadie, A. Diamond and J. Hainmueller (2010), Journal of the American Statistical Association 105, pp. 493-505; counting how often it finds a planted effect is our own.
/// The idea of a smallest effect: H. S. Bloom (1995), Evaluation Review 19, pp. 547-556.
///
/// # Example
/// Made up: of ten donors at a level of 20% the second in size is still seen, so each must pass the second of the others; four in five do with a rise of 4.
/// ```
/// use koers_economics::evaluation::smallest_effect_by_spread;
/// let found = smallest_effect_by_spread(&[0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 1.0, -1.0, 0.0], 0.20, 0.80)?;
/// assert_eq!((found.rise, found.fall, found.least_p), (Some(4.0), Some(4.0), 1.0 / 11.0));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn smallest_effect_by_spread(effects: &[f64], level: f64, power: f64) -> Result<SmallestShift, Fault> {
    share("level", level)?;
    share("power", power)?;
    let count = effects.len();
    if count < 4 {
        return Err(Fault::TooFewDonors {
            unit: 0,
            found: count,
            needed: 4,
        });
    }
    if let Some(at) = effects.iter().position(|effect| !effect.is_finite()) {
        return Err(Fault::NotFinite {
            input: "effects",
            row: 0,
            column: at,
        });
    }
    let ranks = ranks(level, count);
    let thresholds = |sign: f64| -> Vec<f64> {
        let Some(passed) = ranks.checked_sub(1) else {
            return Vec::new();
        };
        let each = effects.iter().enumerate().filter_map(|(own, effect)| {
            let mut others: Vec<f64> = effects
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != own)
                .map(|(_, effect)| effect.abs())
                .collect();
            others.sort_by(|a, b| b.total_cmp(a));
            let bar = others.get(passed)?;
            Some((bar - sign * effect).max(0.0))
        });
        each.collect()
    };
    Ok(SmallestShift {
        rise: reached(thresholds(1.0), count, power),
        fall: reached(thresholds(-1.0), count, power),
        least_p: 1.0 / (count + 1) as f64,
    })
}
