//! The dashboard and the open API: one process that shows a workspace to people and to other software.
//!
//! A question comes in over HTTP, [`koers_run`] answers it, [`koers_report`] words and draws it. This room opens no file and decides
//! nothing: what a page says stands in a [`koers_model::status::Status`], a reading, a definition, the register or an answer of [`koers_run::portfolio`].
//!
//! Reading order: [`routes`] (every page and resource, one line for each room), [`ask`] and [`answer`] (what goes into a page and what comes out), [`site`]
//! (what all pages answer from), one folder under `pages`, then [`http`] (limits, headers, caching, stopping, starting afresh).
//!
//! What people enter comes in by [`pages::entry`], is permitted by [`koers_run::permission`] and written by [`pen`]; only on the machine itself.
//!
//! A page is a function from a [`site::Site`] and an [`ask::Ask`] to an [`answer::Answer`]: no socket, no clock, no state. It can be tested
//! and cached as such.

pub mod answer;
pub mod api;
pub mod ask;
pub mod assets;
pub mod controls;
pub mod http;
pub mod pages;
pub mod paths;
pub mod pen;
pub mod routes;
pub mod shell;
pub mod site;
pub mod standing;
pub mod turn;
