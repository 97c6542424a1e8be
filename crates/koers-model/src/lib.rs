//! The nouns of Koers and the rules that always hold for them.
//!
//! Every other room takes these types in and gives these types out. Nothing here opens a file, waits, or knows how
//! anything is written down: no I/O, no async, no serialisation, no Arrow.
//!
//! Reading order: [`value`] (what a figure can be), [`period`] and [`region`] (where and when it holds),
//! [`dataset`] and [`snapshot`] (what was published), [`framework`] and [`target`] (what was promised),
//! [`indicator`] and [`reading`] (what was computed, with its trace), [`verdict`] (are we on course?),
//! [`diagnostic`] (what is wrong with a file).
//!
//! ```
//! use koers_model::value::{Cell, Missing, Number};
//! let withheld = Cell::missing(Missing::Suppressed);
//! let three = Cell::value(Number::new(3.0).expect("finite"));
//! // A sum with a withheld part is withheld, never three.
//! assert_eq!(withheld.add(&three).missing_reason(), Some(Missing::Suppressed));
//! ```

pub mod address;
pub mod citation;
pub mod dataset;
pub mod day;
pub mod diagnostic;
pub mod edition;
pub mod element;
pub mod evaluation;
pub mod figures;
pub mod framework;
pub mod freshness;
pub mod id;
pub mod indicator;
pub mod letters;
pub mod outline;
pub mod period;
pub mod portfolio;
pub mod provider;
pub mod publication;
pub mod published;
pub mod reading;
pub mod region;
pub mod revision;
pub mod snapshot;
pub mod spelling;
pub mod status;
pub mod target;
pub mod text;
pub mod tie;
pub mod unit;
pub mod value;
pub mod verdict;
