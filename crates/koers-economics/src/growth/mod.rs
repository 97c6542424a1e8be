//! Where growth came from.
//!
//! - [`shift_share`]: what the country, the mix of activities and the region itself did, with what every other base year would have said; [`shift_share_bounds`] with withheld cells.
//! - Its other forms, each with its base years: [`dynamic_shift_share`], [`esteban_marquillas`], [`arcelus`], [`gerfin`].
//! - [`contributions`]: which activities made the growth.

mod arcelus;
mod base_years;
mod change;
mod contributions;
mod dynamic;
mod esteban_marquillas;
mod gerfin;
mod shift_share;
mod shift_share_bounds;

pub use arcelus::{Arcelus, ArcelusEffects, Parts, arcelus};
pub use base_years::{BaseYear, Sign};
pub use contributions::{Contributions, contributions};
pub use dynamic::{DynamicShiftShare, dynamic_shift_share};
pub use esteban_marquillas::{EstebanMarquillas, HomotheticEffects, esteban_marquillas};
pub use gerfin::{Factors, Gerfin, gerfin};
pub use shift_share::{Effects, ShiftShare, shift_share};
pub use shift_share_bounds::{EffectSpans, ShiftShareBounds, shift_share_bounds};
