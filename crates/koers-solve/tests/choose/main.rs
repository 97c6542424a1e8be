//! The choice, held against trying every choice, against another solver's numbers, and against what must always hold.

mod against_all;
mod against_highs;
mod bad_input;
mod made;
mod proofs;
mod questions;
