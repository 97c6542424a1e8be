//! What assessors gave on a criterion: the spread between them, and their mean as a fraction.

use koers_model::portfolio::appraisal::{Appraisal, Criterion};

/// One criterion as it stands.
#[derive(Debug, Clone)]
pub struct CriterionStanding<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// What each assessor scored; `None`: it cannot be said.
    pub scores: Vec<(&'a Appraisal, Option<u8>, &'a str)>,
}

impl CriterionStanding<'_> {
    /// Lowest and highest score that anybody gave.
    #[must_use]
    pub fn spread(&self) -> Option<(u8, u8)> {
        let given = || self.scores.iter().filter_map(|(_, score, _)| *score);
        Some((given().min()?, given().max()?))
    }
    /// Whether somebody gave a score that is no step of the scale. Nobody can enter one any more; of an old one nothing follows.
    #[must_use]
    pub fn is_off_scale(&self) -> bool {
        let steps = || self.criterion.scale.iter().map(|anchor| anchor.score);
        let mut given = self.scores.iter().filter_map(|(_, score, _)| *score);
        given.any(|score| steps().all(|step| step != score))
    }
    /// The mean of the scores on the scale from nothing (lowest anchor) to one (highest); `None` when anybody could not say, gave a score
    /// that is not on the scale, or nobody scored. A score that is missing is not the mean of the others.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        Some(self.mean()?.value())
    }
    /// The same mean as a fraction, so that a step of the scale is the same step wherever it is taken.
    #[must_use]
    pub fn mean(&self) -> Option<Mean> {
        let scale = self.criterion.scale.iter().map(|anchor| anchor.score);
        let (least, most) = (scale.clone().min()?, scale.max()?);
        if self.is_off_scale() {
            return None;
        }
        let given: Option<Vec<u8>> = self.scores.iter().map(|(_, score, _)| *score).collect();
        let given = given.filter(|given| !given.is_empty())?;
        let width = u32::from(most.checked_sub(least).filter(|width| *width > 0)?);
        let steps = given.iter().map(|score| u32::from(score.saturating_sub(least)));
        Some(Mean {
            steps: steps.sum(),
            of: u32::try_from(given.len()).ok()?.checked_mul(width)?,
        })
    }
}

/// The mean of scores as a fraction: from nothing for the lowest anchor to one for the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    steps: u32,
    of: u32,
}

impl Mean {
    /// Steps above the lowest anchor, of all assessors together.
    #[must_use]
    pub const fn steps(self) -> u32 {
        self.steps
    }
    /// What they would be with full marks from all: assessors × width of the scale. Never nought.
    #[must_use]
    pub const fn of(self) -> u32 {
        self.of
    }
    /// The fraction as a number. Equal fractions give the same number, and a larger one never a smaller.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.steps) / f64::from(self.of)
    }
}
