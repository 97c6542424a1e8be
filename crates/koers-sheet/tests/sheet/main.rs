//! The book goes out and comes back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod made;
mod round_trip;
