//! Scores and thresholds on one criterion in whole numbers, so that their differences are exact.
//!
//! A score is a fraction of a scale (4 of 10) and a threshold is one too (10%). As binary fractions 0.4 − 0.3 is more than 0.1 and 0.8 − 0.7 less, so
//! a threshold as wide as a step would be passed by one step and not by the next. Both are whole multiples of 1 ÷ (m · p), where m is the least common
//! multiple of (assessors × width of the scale) over the candidates, and p the smallest number in which the thresholds are whole. What is counted
//! in that is whole, and differences of whole numbers up to 2⁵³ are exact.

use super::field::Candidate;
use koers_model::portfolio::money::Share;
use koers_model::portfolio::selection::Thresholds;
use koers_solve::choose::gcd;

/// The largest whole number up to which all are floating-point numbers: 2⁵³.
const EXACT: u64 = 1 << 53;

/// What candidates have on a criterion and the thresholds, in one unit in which all are whole.
pub(super) struct Grid {
    /// One for each candidate.
    pub(super) values: Vec<f64>,
    pub(super) indifference: f64,
    pub(super) preference: f64,
    pub(super) veto: Option<f64>,
}

impl Grid {
    /// Nothing when the whole scale is more than 2⁵³ of the unit.
    pub(super) fn new(
        candidates: &[&Candidate<'_>],
        criterion: usize,
        thresholds: Thresholds,
    ) -> Option<Self> {
        let means: Vec<_> = candidates.iter().map(|one| one.values[criterion].mean).collect();
        let mut whole_scale = 1_u64;
        for mean in &means {
            let of = u64::from(mean.of());
            whole_scale = (whole_scale / gcd(whole_scale, of)).checked_mul(of)?;
        }
        let millionths = |share: Share| u64::from(share.in_millionths());
        let all = [
            Some(thresholds.indifference),
            Some(thresholds.preference),
            thresholds.veto,
        ];
        let millionth = u64::from(Share::WHOLE.in_millionths());
        let shared = all
            .into_iter()
            .flatten()
            .fold(millionth, |shared, one| gcd(shared, millionths(one)));
        let parts = millionth / shared;
        let limit = whole_scale.checked_mul(parts)?;
        if limit > EXACT {
            return None;
        }
        // No value and no threshold is more than the whole scale, which is `limit`.
        #[expect(clippy::cast_precision_loss, reason = "at most 2⁵³")]
        let exact = |whole: u64| whole as f64;
        let threshold = |share: Share| exact(millionths(share) / shared * whole_scale);
        Some(Self {
            values: means
                .iter()
                .map(|mean| exact(u64::from(mean.steps()) * (limit / u64::from(mean.of()))))
                .collect(),
            indifference: threshold(thresholds.indifference),
            preference: threshold(thresholds.preference),
            veto: thresholds.veto.map(threshold),
        })
    }
}
