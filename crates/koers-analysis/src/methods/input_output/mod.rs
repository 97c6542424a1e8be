//! How sectors hang together.

mod balancing;
pub mod extraction;
pub mod extraction_of_each;
pub mod footprint;
pub mod ghosh;
pub mod gras;
pub mod leontief;
pub mod linkages;
pub mod multipliers;
pub mod ras;
mod region;
pub mod regional_coefficients;
pub mod regional_range;
mod slips;
pub mod structural_decomposition;
mod table;
pub mod technical_coefficients;

use crate::answer::{Item, Table, column};
use crate::say::Words;

/// The table of accounts by sector.
fn account_table(rows: Vec<Vec<Item>>) -> Table {
    Table {
        id: "accounts",
        title: Words("Wat eraan hangt", "What hangs on it"),
        columns: vec![
            column("account", "wat", "what"),
            column("sector", "sector", "sector"),
            column("amount", "hoeveel", "how much"),
        ],
        rows,
    }
}
