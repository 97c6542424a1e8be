//! What the site says of itself.

pub mod words;
