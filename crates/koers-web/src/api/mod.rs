//! The open API, after the NL API Design Rules.
//!
//! Reading order: [`resource`] (what a resource is) and [`parameter`] (what can be asked), [`table`] (from an address to a resource),
//! [`negotiate`] (which form), [`call`] (what was asked, checked), [`problem`] (why there is no answer), [`openapi`] (the document made from
//! the table), `resources` (the answers themselves), `docs` (the page that explains them), [`exchange`] (all of it in order: a request in, an answer out).

pub mod call;
mod docs;
pub mod exchange;
pub mod listing;
mod machines;
pub mod negotiate;
pub mod openapi;
pub mod parameter;
pub mod problem;
pub mod resource;
mod resources;
pub mod table;
pub mod wire;

pub use exchange::{Request, Step};
pub use problem::refuse;
pub use resource::{Form, Kind, Parameter, Resource, Words};
pub use resources::ROOM;

/// What stands before every path of the API. Only the major version is in an address.
pub const ROOT: &str = "/api/v1";
/// The path below the root of the API itself. It is the one path that may end in a slash (rule `no-trailing-slash` of the NL API Design
/// Rules): a document joins its paths to the address of the server. Without the slash the answer is the same.
pub const TOP: &str = "/";
/// The version of the API, in full: it stands in every answer. What changed stands in `docs/guide/open-api.md`.
pub const VERSION: &str = "1.0.0";

/// Whether an address belongs to the API, be there something at it or not. The page at `/api` does not.
#[must_use]
pub fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}
