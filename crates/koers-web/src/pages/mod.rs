//! The pages, one folder for each room of the site.

pub mod on_course;
