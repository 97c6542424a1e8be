//! How work and workers find each other.

pub mod beveridge_curve;
pub mod labour_supply;
pub mod mismatch;
mod places;
pub mod tightness;
mod times;
