//! Everything between a socket and a page: who may ask, how much, in which form, how long an answer holds, and how to stop.

mod api;
mod cache;
mod reload;
mod serve;
mod service;

pub use serve::{ServeError, Server, Settings};
