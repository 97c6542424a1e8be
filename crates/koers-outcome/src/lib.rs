//! Judges outcomes: readings and a target go in, a verdict with its reason comes out.
//!
//! The rules, with a worked example and their sources, stand in `docs/methods/verdict.md`. In short: the reading is compared
//! with the required path from the baseline to the target; the difference must be bigger than a margin, which the publisher
//! or the target states, or which follows from the spread of the series' own year-on-year changes. What the figures cannot carry
//! *cannot be said*, and the reason says why.
//!
//! This room reads no tables: it is handed series of points and hands back a [`Judgement`](koers_model::verdict::Judgement).

mod edition;
mod input;
mod judge;
mod line;
mod margin;
mod outcome;
mod path;
mod rank;
mod revision;

pub use edition::compare;
pub use input::{JudgeInput, Peer};
pub use judge::judge;
pub use margin::{MARGIN_FACTOR, MIN_CHANGES, spread};
pub use outcome::outcome_verdict;
pub use path::required_path;
pub use revision::{revisions, summary};
