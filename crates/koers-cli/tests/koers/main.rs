//! End-to-end tests: the built binary, as a user runs it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should say where"
)]

mod add;
mod analyse;
mod as_of;
mod bad_input;
mod boundaries;
mod contract;
mod demo;
mod economy;
mod edition;
mod evaluate;
mod examples;
mod expected;
mod export;
mod help;
mod kill;
mod practice;
#[cfg(unix)]
mod read_only;
mod regions;
mod register;
mod search;
mod session;
mod stands;
mod store;
mod sync;
mod then;
mod turns;
mod unwritten;
