//! Computes indicators: tables and a definition go in, readings come out, each with the way back to the bytes it came from.
//!
//! A rule is a tree of a few kinds (see [`koers_model::indicator::Rule`]); every kind is one formula and nothing more.
//! Figures are columns of regions × periods. A region that a table does not have is the sum of its parts, where the
//! catalogue says that figures add up and only when every part is there; quotients are taken after adding up.
//! What is missing stays missing, with its reason.
//!
//! [`evaluate()`] gives all readings, [`explain`] gives one with its [`Trace`](koers_model::reading::Trace). Both run the same code:
//! it takes a flag that says whether steps are written down.

mod adding;
mod division;
mod error;
mod evaluate;
mod grid;
mod leaf;
mod plan;
mod profile;
mod readings;
mod tables;

pub use error::EvaluateError;
pub use evaluate::{Scope, evaluate, evaluate_all, explain};
pub use readings::ReadingTable;
pub use tables::{Source, Tables};
