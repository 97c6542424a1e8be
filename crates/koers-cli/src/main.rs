//! The command line of Koers.
fn main() {}
