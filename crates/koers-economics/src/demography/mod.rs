//! How many people there will be, where and of what age, and how many workers must be found.
//!
//! - How long people live: [`life_table`]; [`LifeTable::survival`] gives what a projection asks of it.
//! - The population of regions that exchange people: [`cohort_component`].
//! - What a population comes to in the end: [`stable_population`].
//! - How many must be found for those who leave an occupation: [`replacement_demand`].

mod cohort_component;
mod life_table;
mod rates;
mod replacement_demand;
mod stable_population;

pub use cohort_component::{Flows, Population, Projection, Step, cohort_component};
pub use life_table::{LifeTable, life_table};
pub use rates::{Rates, SexRates};
pub use replacement_demand::{ReplacementDemand, replacement_demand};
pub use stable_population::{StablePopulation, stable_population};
