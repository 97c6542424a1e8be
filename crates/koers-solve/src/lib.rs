//! The decision cores: whole numbers and bounds in, a solution with its proof out. Nothing here knows a word of policy.
//!
//! - [`choose`]: which columns of a binary programme to take under many bounds at once, with a bound on what any choice could reach.
//! - [`rank`]: values of alternatives on several criteria, by the methods of the field, and what doubt about the weights does to the order.
//!
//! *Absent:* names, money, regions; files, clocks and hidden randomness. A seed is an input.

pub mod choose;
pub mod rank;
