//! What every base year would have said.

use crate::Fault;

/// What a form of shift-share finds over all activities from one base year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaseYear<T> {
    /// The row of the panel that the count begins with.
    pub start: usize,
    /// What it finds from there to the end.
    pub total: T,
}

/// The part of a figure that sums of it may be off by in the last digits.
const DUST: f64 = 1e-10;

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
    /// Of known effects, in figures of some size: what is far smaller is what sums leave behind, and nought.
    pub(super) fn of(effects: impl Iterator<Item = f64>, size: f64) -> Self {
        let told = |effect: f64| {
            if effect.abs() <= DUST * size.abs() {
                0.0
            } else {
                effect
            }
        };
        Self::of_spans(effects.map(|effect| (told(effect), told(effect))))
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

/// What is found from every row before `end`.
pub(super) fn base_years<T>(
    end: usize,
    found: impl Fn(usize) -> Result<T, Fault>,
) -> Result<Vec<BaseYear<T>>, Fault> {
    (0..end)
        .map(|start| {
            Ok(BaseYear {
                start,
                total: found(start)?,
            })
        })
        .collect()
}
