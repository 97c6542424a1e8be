//! From readings and a target to a verdict.
