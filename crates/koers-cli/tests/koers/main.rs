//! End-to-end tests: the built binary, as a user runs it.

mod as_of;
mod bad_input;
mod contract;
mod demo;
mod help;
mod kill;
mod session;
