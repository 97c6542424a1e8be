//! What a region does with what people ask of it: test it, promise, choose, remember.
//!
//! Everything here is a pure function from what was entered ([`koers_model::portfolio`]) to an answer with its reasons.
//! *Absent:* files, databases, clocks; and the words of solvers, outside the one folder that speaks them.

pub mod aid;
pub mod appraise;
pub mod calibration;
pub mod coverage;
pub mod decided;
pub mod detect;
pub mod gate;
mod place;
pub mod promises;
pub mod select;
pub mod spread;
