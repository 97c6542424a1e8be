//! Where growth came from.

pub mod arcelus;
pub mod contributions;
pub mod dynamic_shift_share;
pub mod esteban_marquillas;
pub mod gerfin;
mod panels;
pub mod shift_share;
