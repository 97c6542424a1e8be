//! The open API, after the NL API Design Rules.
