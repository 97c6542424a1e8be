//! What every base year would have said.

use super::shift_share::{Effects, change, classic};
use super::shift_share_bounds::EffectSpans;
use crate::{Fault, Matrix};

/// The effects from one base year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaseYear {
    /// The row of the panel that the count begins with.
    pub start: usize,
    /// The effects from there to the end, over all activities.
    pub total: Effects,
}

/// The same with withheld cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaseYearBounds {
    /// The row of the panel that the count begins with.
    pub start: usize,
    /// The effects from there to the end, over all activities.
    pub total: EffectSpans,
}

/// Whether the sign of an effect holds over all base years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// More than nought from every base year.
    Positive,
    /// Less than nought from every base year.
    Negative,
    /// More from some, less from others (or nought): a single number would mislead.
    Depends,
    /// There is one base year only, so it cannot be said.
    OneBaseYear,
    /// Withheld cells leave the sign open from at least one base year, and no two that are certain contradict each other.
    Open,
}

impl Sign {
    /// Of known effects.
    pub(super) fn of(effects: impl Iterator<Item = f64>) -> Self {
        Self::of_spans(effects.map(|effect| (effect, effect)))
    }

    /// Of effects between bounds.
    pub(super) fn of_spans(effects: impl Iterator<Item = (f64, f64)>) -> Self {
        let (mut years, mut above, mut below, mut nought) = (0, 0, 0, 0);
        for (low, high) in effects {
            years += 1;
            above += usize::from(low > 0.0);
            below += usize::from(high < 0.0);
            nought += usize::from(low == 0.0 && high == 0.0);
        }
        match () {
            () if years < 2 => Self::OneBaseYear,
            () if above == years => Self::Positive,
            () if below == years => Self::Negative,
            () if (above > 0 && below > 0) || nought > 0 => Self::Depends,
            () => Self::Open,
        }
    }
}

/// The totals from every row before `end`.
pub(super) fn base_years(region: &Matrix, reference: &Matrix, end: usize) -> Result<Vec<BaseYear>, Fault> {
    (0..end)
        .map(|start| {
            Ok(BaseYear {
                start,
                total: classic(&change(region, reference, start, end)?).1,
            })
        })
        .collect()
}
