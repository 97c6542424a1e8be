//! Workbooks as every spreadsheet program opens them (ECMA-376).

pub(crate) mod cut;
mod escape;
pub(crate) mod explain;
mod package;
pub(crate) mod read;
mod sheet;
mod styles;
pub(crate) mod write;
