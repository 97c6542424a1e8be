//! The register as a spreadsheet, and back, safely.
//!
//! [`Book::of`] turns the register into sheets; [`Book::to_xlsx`] and [`Book::to_csv`] write them, the same bytes every time. [`read_xlsx`] and
//! [`read_csv`] read them into what was there: the answer is the register as it will be, or every fault with the address of its cell.
//! [`preview()`] says what will change, before anything does.
//!
//! [`form`] is one thing of the register as a form on a page: the same columns, the same reading.
//!
//! What is not in a book stays as it is; only a word in the last column ends something. Nothing is guessed: not a unit, not a date, not a name.
//! Pure functions: no files, no clock. Bounded: no file takes more memory or time than its bounds allow, whatever it unpacks to.
//!
//! Reading order: `layout/rows.rs` (what every sheet holds), `layout/mod.rs`, `book.rs` (out), `frame.rs` (which column is which), `import.rs`
//! (in), `lists.rs`, `named.rs`, `preview.rs`; then `form/`, `xlsx/` and `csv.rs`.
//!
//! ```
//! use koers_model::{id::Id, portfolio::action::{Organisation, OrganisationKind}, portfolio::register::Register, text::Lang};
//! use koers_sheet::{Book, Known, Making, preview, read_xlsx};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mill = Organisation {
//!     id: Id::new("molen")?,
//!     name: "De Molen (verzonnen)".to_owned(),
//!     kind: OrganisationKind::Firm,
//!     register_number: None,
//!     partner: None,
//! };
//! let mut register = Register::default();
//! register.organisations.insert(mill.id.clone(), mill);
//! let workbook = Book::of(&register, &Making::new(Lang::Nl)).to_xlsx(&Known::nothing())?;
//! let import = read_xlsx(&workbook, &Register::default(), &Known::nothing())?;
//! assert_eq!(import.after, register);
//! assert_eq!(preview(&Register::default(), &register, Lang::Nl).counts(), [1, 0, 0]);
//! # Ok(())
//! # }
//! ```

mod book;
mod cell;
mod check;
mod csv;
mod decimal;
mod fault;
pub mod form;
mod frame;
mod import;
mod key;
mod known;
mod layout;
mod lists;
mod named;
mod number;
mod preview;
mod read;
mod sense;
mod stood;
mod xlsx;
mod yardstick;

pub use book::{Book, Making};
pub use check::{RecordFault, check};
pub use decimal::{euro, number};
pub use fault::{CellFault, Faults};
pub use import::{Import, Which};
pub use known::{Known, Target};
pub use layout::{Sheet, Unit};
pub use named::Namers;
pub use preview::{Change, Names, Preview, Step, What, preview, preview_by_name};
pub use read::{read_csv, read_xlsx};
pub use xlsx::write::WriteError;
pub use yardstick::Yardstick;
