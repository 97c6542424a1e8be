//! Everything between a socket and a page: who may ask, how much, in which form, how long an answer holds, and how to stop.

mod api;
mod cache;
mod clients;
mod desk;
mod hosts;
mod office;
mod outspoken;
mod patience;
mod places;
mod reload;
mod serve;
mod service;
mod shelf;
mod workshop;

pub use clients::Allowance;
pub use desk::Desk;
pub use serve::{ServeError, Server, Settings, Worlds};
