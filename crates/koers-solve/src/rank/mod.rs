//! Alternatives valued on several criteria.
