//! The open API: every rule that it keeps, asked of the functions behind the sockets.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]

#[path = "api/asking.rs"]
mod asking;
#[path = "api/document.rs"]
mod document;
#[path = "api/figures.rs"]
mod figures;
#[path = "api/forms.rs"]
mod forms;
#[path = "api/machines.rs"]
mod machines;
#[path = "api/methods.rs"]
mod methods;
#[path = "api/policy.rs"]
mod policy;
#[path = "api/refusals.rs"]
mod refusals;
#[path = "api/register.rs"]
mod register;
#[path = "api/rules.rs"]
mod rules;
mod site;
