//! `figures/*.csv`: hand-entered figures. Only what makes them traceable is read here: each row's source and date.

use super::csv::{CsvFault, read};
use super::leaf::Leaf;
use crate::place::{Place, Sp};
use jiff::civil::Date;
use koers_model::citation::Citation;

/// What a row of figures lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FigureFault {
    /// The file has no column for it.
    NoColumn { at: Place, column: &'static str },
    /// A row says nothing there.
    Empty { at: Place, column: &'static str },
    /// The date is no date.
    NoDate { at: Place, found: String },
}

/// A file of figures as far as it is read here.
#[derive(Debug, Default)]
pub(crate) struct FiguresFile {
    pub(crate) faults: Vec<FigureFault>,
    /// Sources that look like citations: a document that is declared decides whether they are.
    pub(crate) citations: Vec<Sp<Citation>>,
}

pub(crate) fn read_figures(text: &str, file: u16, csv_faults: &mut Vec<CsvFault>) -> FiguresFile {
    let table = read(text, file, csv_faults);
    let mut figures = FiguresFile::default();
    let mut column = |name: &'static str| {
        let found = table.columns.get(name).copied();
        if found.is_none() && !table.columns.is_empty() {
            figures.faults.push(FigureFault::NoColumn {
                at: table.header,
                column: name,
            });
        }
        found
    };
    let source = column("source");
    let published = column("published");
    for row in &table.rows {
        if let Some(source) = source {
            match row.text(source) {
                None => figures.faults.push(FigureFault::Empty {
                    at: row.at,
                    column: "source",
                }),
                Some(cell) => figures
                    .citations
                    .extend(Citation::read(cell.value).map(|citation| Sp::new(citation, cell.at))),
            }
        }
        if let Some(published) = published {
            match row.text(published) {
                None => figures.faults.push(FigureFault::Empty {
                    at: row.at,
                    column: "published",
                }),
                Some(cell) if Date::read(cell.value).is_none() => {
                    figures.faults.push(FigureFault::NoDate {
                        at: cell.at,
                        found: cell.value.to_owned(),
                    });
                }
                Some(_) => {}
            }
        }
    }
    figures
}
