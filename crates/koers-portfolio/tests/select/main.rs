//! Choosing among made-up proposals, held against looking at every choice there is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it fails"
)]

mod against_brute;
mod against_highs;
mod brute;
mod clashes;
mod doubt;
mod gates;
mod made;
mod places;
mod properties;
mod reasons;
