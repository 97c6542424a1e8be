//! What comes next, each forecast beside how it did before.

pub mod arima;
pub mod chow_lin;
pub mod denton;
pub mod exponential_smoothing;
pub mod naive;
mod outcome;
pub mod reconcile;
mod record;
mod series;
pub mod stl;
pub mod theta;
mod years;
