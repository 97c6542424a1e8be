//! How work and workers find each other: who takes part, how tight the market is, and what lies in the wrong place.
//!
//! - How many people will offer their labour: [`labour_supply`].
//! - Vacancies for each job seeker: [`tightness`].
//! - Vacancies and unemployment over the years: [`beveridge_curve`].
//! - Vacancies in one place and job seekers in another: [`mismatch`].

mod beveridge_curve;
mod labour_supply;
mod mismatch;
mod tightness;

pub use beveridge_curve::{BeveridgeCurve, beveridge_curve};
pub use labour_supply::{LabourSupply, Participation, labour_supply};
pub use mismatch::{Mismatch, mismatch};
pub use tightness::{Tightness, tightness};
