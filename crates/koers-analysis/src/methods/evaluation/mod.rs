//! Whether a measure worked.

pub mod augmented_synthetic_control;
mod design;
pub mod group_time_effects;
pub mod interrupted_time_series;
mod matching;
mod rollout;
pub mod smallest_effect;
pub mod synthetic_control;
pub mod synthetic_did;
pub mod two_way_fixed_effects;
