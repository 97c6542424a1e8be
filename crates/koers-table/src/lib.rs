//! Reads what publishers published into harmonised cubes.
//!
//! A snapshot's bytes go in, a [`cube::Cube`] comes out. Everything here is a pure function of its arguments: nothing is
//! fetched, no file is opened, no clock is read, and no code is ever mapped by guessing: what the catalogue and the
//! list of regions do not say is an error with a place.

pub mod builder;
pub mod cube;
pub mod plane;

mod axes;
mod near;

pub use axes::TooSparse;
