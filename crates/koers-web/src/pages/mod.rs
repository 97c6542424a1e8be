//! The pages, one folder for each room of the site.

pub mod about;
pub mod aid;
pub mod appraisal;
pub mod data;
pub mod decisions;
pub mod economy;
pub mod entry;
pub mod evaluation;
pub mod framework;
pub mod indicator;
pub mod line;
pub mod map;
pub mod on_course;
pub mod outcome;
pub mod portfolio;
pub mod search;
pub mod selection;
