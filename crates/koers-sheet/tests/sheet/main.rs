//! The book goes out and comes back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bend;
mod faults;
mod forms;
mod hostile;
mod made;
mod nasty;
mod plain;
mod previews;
mod round_trip;
mod values;
mod yardsticks;
