//! The pages, one folder for each room of the site.

pub mod line;
pub mod map;
pub mod on_course;
pub mod outcome;
