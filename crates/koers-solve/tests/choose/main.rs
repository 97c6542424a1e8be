//! The choice, held against trying every choice, against another solver's numbers, and against what must always hold.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod against_all;
mod against_highs;
mod bad_input;
mod made;
mod proofs;
mod questions;
mod turn;
mod wide;
