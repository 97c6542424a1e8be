//! What comes next, and how far it may be off.
//!
//! - What any forecast must beat: [`naive`].
//! - Level, trend and season that follow the series: [`exponential_smoothing`] in a given [`Form`], [`choose_smoothing`] among all.
//! - Values that remember their own past: [`arima`] of given orders, [`choose_arima`] among many.
//! - A smoothed level and half the trend: [`theta`].
//! - Trend and seasons apart: [`stl`].
//! - A yearly series by quarter or month: along an indicator by [`denton`], by what indicators say of the years by [`chow_lin`].
//! - Forecasts of regions, sectors and their totals that add up: [`reconcile`].
//! - How far a method was off before: [`rolling_origin`]. No forecast goes without it.

mod arima;
mod arima_likelihood;
mod arma;
mod choose_arima;
mod choose_smoothing;
mod chow_lin;
mod denton;
mod differences;
mod exponential_smoothing;
mod form;
mod levenberg;
mod naive;
mod orders;
mod outlook;
mod reconcile;
mod rolling_origin;
mod states;
mod stl;
mod temporal;
mod theta;

pub use arima::{Arima, Estimate, arima};
pub use choose_arima::{ArimaCandidate, ChosenArima, choose_arima};
pub use choose_smoothing::{Candidate, ChosenSmoothing, choose_smoothing};
pub use chow_lin::{ChowLin, ShortErrors, chow_lin};
pub use denton::{Even, denton};
pub use exponential_smoothing::{Smoothing, exponential_smoothing};
pub use form::{ErrorForm, Form, SeasonForm, TrendForm};
pub use naive::{Benchmark, naive};
pub use orders::{Orders, SeasonalOrders};
pub use outlook::Outlook;
pub use reconcile::{Reconciled, Trust, reconcile};
pub use rolling_origin::{AtHorizon, RollingOrigin, rolling_origin};
pub use stl::{SeasonWindow, Stl, stl};
pub use temporal::Conversion;
pub use theta::{Theta, theta};
