//! Published examples asked by name, on tables with names: they come out to the printed digits. And bad input, told by name in both languages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod asking;
mod demography;
mod input_output;
mod labour;
mod region;
