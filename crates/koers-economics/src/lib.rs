//! Regional science: numbers in, numbers out. Nothing here knows a region, an indicator or a policy.
//!
//! - [`structure`]: how activities lie over regions: quotients, specialisation, inequality, clusters, complexity.
//! - [`growth`]: where growth came from: shift-share in its forms, contributions, and what another base year would have said.
//! - [`input_output`]: how sectors hang together: Leontief, multipliers, extraction, balancing, regional tables, footprints.
//! - [`evaluation`]: whether a measure worked: synthetic control, differences in differences, broken lines, and the smallest effect that could be seen.
//! - [`demography`]: how many people there will be: life tables, projections of regions that exchange people, and the workers to be found for those who leave.
//! - [`labour`]: how work and workers find each other: who takes part, tightness, the Beveridge curve, mismatch.
//! - [`forecast`]: what comes next and how far it may be off: benchmarks, exponential smoothing, ARIMA, Theta, and how they did before.
//!
//! # The frame
//!
//! **Shapes.** Tables come in as a [`Matrix`]: rows are units (regions, or years for a panel of one region), columns are activities.
//! Whatever is one row only comes in as a slice. No type of another library is in a public signature.
//!
//! **No NaN, no infinity, in or out.** A [`Matrix`] holds finite numbers; sizes outside 10⁻⁵⁰ to 10⁵⁰ (but for nought) are refused as
//! slips of the pen, so that no product of a method can overflow. What is not defined is `None` in the result, never nought.
//!
//! **Faults** are one type, [`Fault`], and name the cell or the unit by its index. Whoever knows the names puts them to it.
//!
//! **Withheld cells** come in as [`Cells`]. A method that takes them gives the exact bounds; one that takes a [`Matrix`] refuses them:
//! [`Cells::complete`] names the first.
//!
//! **Random numbers** come from ChaCha8, with the seed as key and the number of the unit or of the repetition as stream.
//! The answer is the same whatever the number of threads. What error the drawing leaves stands in the result.
//!
//! **Sums.** What must add up comes with its whole in the same result.
//!
//! # A page for each method
//!
//! The doc comment of a method's main function is its page. The headings have this order; one that has nothing to say is left out:
//! *What it measures*, *Formula*, *In and out*, *Assumptions*, *Limits*, *Withheld cells*, *Errors*, *Other programs*, *Sources*, *Example*.
//! The example computes a number that somebody else published, and runs as a test.

pub mod cells;
mod check;
pub mod demography;
pub mod evaluation;
pub mod fault;
pub mod forecast;
pub mod growth;
pub mod input_output;
pub mod labour;
mod least_squares;
mod lu;
pub mod matrix;
mod random;
pub mod structure;

pub use cells::{Cell, Cells, Span};
pub use fault::Fault;
pub use matrix::{Matrix, PartialMatrix};
