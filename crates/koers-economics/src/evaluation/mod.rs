//! Did it work? What would have been without a measure, and how far that can be told from noise.
//!
//! One unit is treated: a question is a [`Study`] over a [`Panel`]: who is treated, from when, and with whom it is compared.
//!
//! - What would have been: [`synthetic_control`], with [`nearest_in_hull`] beneath it.
//! - Where no mix comes near: [`augmented_synthetic_control`].
//! - The same on another level, with weights for periods too: [`synthetic_did`].
//! - Whether that can be told from noise: [`placebos_in_space`], [`placebo_in_time`], [`leave_one_out`].
//! - Without anybody to compare with: [`interrupted_time_series`].
//!
//! Many units are treated: a [`Rollout`] says which, from when.
//!
//! - All from the same period, or one effect for all: [`two_way_fixed_effects`].
//! - From different periods: [`group_time_effects`], added up by [`aggregate_effects`], with one band around all by [`uniform_band`].
//!
//! Before any of it, how large an effect must be to be seen: [`smallest_effect`], [`smallest_effect_by_placebos`], [`smallest_effect_by_spread`].
//! What has a standard error is an [`Estimate`].

mod aggregate_effects;
mod augmented_synthetic_control;
mod comparison;
mod corral;
mod downhill;
mod estimate;
mod frank_wolfe;
mod group_time_effects;
mod interrupted_time_series;
mod leave_one_out;
mod matching;
mod nearest_in_hull;
mod panel;
mod placebo_in_time;
mod placebos_in_space;
mod propensity;
mod rollout;
mod smallest_effect;
mod smallest_effect_by_placebos;
mod smallest_effect_by_spread;
mod synthetic_control;
mod synthetic_did;
mod two_way_fixed_effects;
mod uniform_band;

pub use aggregate_effects::{AggregateEffects, Over, PartEffect, aggregate_effects};
pub use augmented_synthetic_control::{
    AugmentedSyntheticControl, LeftOut, Ridge, augmented_synthetic_control,
};
pub use comparison::Adjustment;
pub use estimate::Estimate;
pub use group_time_effects::{GroupTimeEffect, GroupTimeEffects, PreTrend, Untreated, group_time_effects};
pub use interrupted_time_series::{InterruptedTimeSeries, interrupted_time_series};
pub use leave_one_out::{LeaveOneOut, WithoutDonor, leave_one_out};
pub use matching::{Matching, Search};
pub use nearest_in_hull::{HullPoint, nearest_in_hull};
pub use panel::{Panel, Study};
pub use placebo_in_time::placebo_in_time;
pub use placebos_in_space::{Placebo, PlacebosInSpace, placebos_in_space};
pub use rollout::Rollout;
pub use smallest_effect::{Sides, Test, smallest_effect};
pub use smallest_effect_by_placebos::{DonorThreshold, SmallestEffect, smallest_effect_by_placebos};
pub use smallest_effect_by_spread::{SmallestShift, smallest_effect_by_spread};
pub use synthetic_control::{Balance, Path, SyntheticControl, synthetic_control};
pub use synthetic_did::{SyntheticDid, synthetic_did};
pub use two_way_fixed_effects::{TwoWayFixedEffects, two_way_fixed_effects};
pub use uniform_band::{BandDrawing, Together, UniformBand, uniform_band};
