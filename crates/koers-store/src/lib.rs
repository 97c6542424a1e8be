//! Keeps what people enter: organisations, sources of money, proposals and actions, tests, promises and findings, decisions, aid and loans.
//!
//! In a file by default (SQLite), on a PostgreSQL server when several people share it. Every change is an event: who, when, what, before,
//! after and why. Events are chained by their hashes, so that [`Store::verify`] can prove that nothing was changed afterwards. Nothing is
//! deleted: it ends, and can be reopened.
//!
//! This room turns records into rows and rows into records, and knows no rule of policy: whether a proposal may be granted is asked elsewhere.
//! It has no clock; whoever writes says when.
//!
//! Reading order: [`record`], [`wire`], [`event`], [`change`], [`store`], [`verify`], [`exchange`], [`carry`], then one of the two databases.
//!
//! ```
//! use koers_model::{id::Id, portfolio::action::{Organisation, OrganisationKind}};
//! use koers_store::{Author, Change, Kind, Reason, Store};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let store = Store::open(&folder.path().join("koers.db"))?;
//! let mill = Organisation {
//!     id: Id::new("molen")?,
//!     name: "De Molen (verzonnen)".to_owned(),
//!     kind: OrganisationKind::Firm,
//!     register_number: None,
//!     partner: None,
//! };
//! let (who, why) = (Author::new("steunpunt")?, Reason::new("aangemeld")?);
//! let written = store.write(&[Change::new(mill)], &who, "2026-11-21T09:30:00.000000Z".parse()?, &why)?;
//! assert_eq!(written.head.seq, 1);
//! assert_eq!(store.history(Kind::Organisation, &Id::new("molen")?)?, written.events);
//! # Ok(())
//! # }
//! ```

mod as_of;
mod backend;
pub mod carry;
pub mod change;
pub mod error;
pub mod event;
pub mod exchange;
pub mod record;
mod sought;
pub mod store;
pub mod verify;
pub mod wire;

pub use backend::sqlite::backup::{KEPT_BACKUPS, Restored, good_backups, restore};
pub use change::{Change, Written};
pub use error::{BadCopy, Conflict, Error};
pub use event::{At, Author, Event, Head, NoteError, Reason, Verb, Version};
pub use record::{Kind, Record};
pub use sought::{Sought, Survey};
pub use store::{Kept, Store};
pub use verify::{Fault, Proof};
