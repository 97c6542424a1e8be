//! How activities lie over regions.

pub mod complexity;
pub mod density;
pub mod entropy;
pub mod fitness;
pub mod gini;
pub mod hachman;
pub mod herfindahl;
pub mod hoover;
pub mod krugman;
pub mod local_moran;
pub mod location_quotients;
pub mod moran;
mod neighbours;
mod people;
mod presence;
pub mod proximity;
mod ranking;
pub mod reflections;
pub(super) mod table;
pub mod theil;
pub mod variety;
pub mod williamson;
