//! The register as a spreadsheet, and back.

mod book;
mod cell;
mod csv;
mod decimal;
mod fault;
mod frame;
mod import;
mod key;
mod known;
mod layout;
mod named;
mod number;
mod preview;
mod read;
mod xlsx;

pub use book::{Book, Making};
pub use fault::{CellFault, Faults};
pub use import::{Import, Which};
pub use known::{Known, Target};
pub use layout::{Sheet, Unit};
pub use preview::{Change, Preview, Step, What, preview};
pub use read::{read_csv, read_xlsx};
pub use xlsx::write::WriteError;
