//! Proposals and actions, their money, their tests, their promises, and what was decided.
//!
//! Everything here is entered by people and kept as they entered it. Nothing is deleted: it ends.

pub mod action;
pub mod aid;
pub mod appraisal;
pub mod decision;
pub mod estimate;
pub mod money;
pub mod outlook;
pub mod register;
pub mod selection;
pub mod sense;
pub mod what_if;
mod worded;
