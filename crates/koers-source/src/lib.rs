//! Get and keep what publishers published.
//!
//! A **snapshot** is bytes exactly as published, named by their SHA-256, with a record of where they came from. The store is
//! append-only: nothing is overwritten, nothing is parsed here. A **workspace folder** holds the snapshots beside the
//! policy files; this room is the only one that knows where in the folder what stands.
//!
//! Writers go through a temporary file, `fsync` and rename (see [`atomic`]), so that a stop at any moment, `kill -9` included, leaves
//! either the old state or the new one. A snapshot counts from the moment its record is in place; bytes without a
//! record are a harmless leftover.
//!
//! What publishers have is asked for over the network by [`load`]: which table in which protocol, page by page, within the bounds of [`fetch`].
//!
//! What they have and what a table looks like they tell themselves ([`listing`], [`describe`]), at the addresses of [`site`].
//!
//! Reading order: [`atomic`], [`store`], [`folder`], [`kept`]; then [`fetch`], [`load`]; then [`site`], [`listing`], [`describe`].

pub mod atomic;
pub mod describe;
pub mod editions;
pub mod fetch;
pub mod folder;
pub mod kept;
pub mod listing;
pub mod load;
pub mod site;
pub mod store;

mod connector;
