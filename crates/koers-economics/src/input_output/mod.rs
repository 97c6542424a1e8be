//! How sectors hang together: what they buy of each other, and what follows from it.
//!
//! - The models: [`technical_coefficients()`] and [`leontief()`] by demand, [`ghosh()`] by supply, over [`Flows`].
//! - What hangs on a sector: [`multipliers()`], [`linkages()`], [`extraction()`] of a plant or a sector, [`extraction_of_each()`].
//! - Tables that nobody counted: [`ras()`] and [`gras()`] bring an old one to new totals, [`regional_coefficients()`] a national one to a region, [`regional_range()`] says how far an answer hangs on that.
//! - For whom and why: [`footprint()`], [`structural_decomposition()`].

mod balance;
mod extraction;
mod extraction_of_each;
mod flows;
mod footprint;
mod ghosh;
mod gras;
mod leontief;
mod linkages;
mod multipliers;
mod ras;
mod regional_coefficients;
mod regional_range;
mod structural_decomposition;
mod technical_coefficients;

pub use balance::{Balanced, Stop};
pub use extraction::{Extraction, Loss, extraction};
pub use extraction_of_each::{Extracted, ExtractionOfEach, extraction_of_each};
pub use flows::Flows;
pub use footprint::{Footprint, footprint};
pub use ghosh::{Ghosh, ghosh};
pub use gras::gras;
pub use leontief::{Leontief, leontief};
pub use linkages::{Linkage, Linkages, Position, linkages};
pub use multipliers::{Closed, Households, Multiplier, multipliers};
pub use ras::ras;
pub use regional_coefficients::{Quotient, Regional, regional_coefficients};
pub use regional_range::{RegionalRange, regional_range};
pub use structural_decomposition::{Factor, Orders, StructuralDecomposition, structural_decomposition};
pub use technical_coefficients::technical_coefficients;
