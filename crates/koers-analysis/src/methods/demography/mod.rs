//! How many people there will be.

pub(super) mod ages;
pub mod cohort_component;
mod columns;
pub mod life_table;
mod people;
pub mod replacement_demand;
pub mod stable_population;
