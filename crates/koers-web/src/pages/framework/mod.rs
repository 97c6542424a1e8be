//! The framework explorer.

pub mod place;
