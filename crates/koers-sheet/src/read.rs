//! From the bytes of a workbook or of text files to the register as it will be.

use crate::book::Book;
use crate::cell::Cell;
use crate::csv;
use crate::fault::{CellFault, Faults};
use crate::frame::{Framed, Grid, Said, frame};
use crate::import::Import;
use crate::known::Known;
use crate::layout::{Sheet, Unit};
use crate::xlsx::{explain, read};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};

/// Reads a workbook into what was there before.
///
/// # Errors
/// [`Faults`]: everything that is wrong with it, cell by cell. Then nothing changes.
pub fn read_xlsx(bytes: &[u8], before: &Register, known: &Known) -> Result<Import, Faults> {
    let mut faults = Faults::default();
    let grids = read::grids(bytes, &mut faults)?;
    assemble(&grids, faults, before, known)
}

/// Reads text files, by name and bytes, into what was there before. UTF-8 with or without a mark at its beginning; separated by `,`, with numbers
/// with a point, or by `;`, with numbers with a comma.
///
/// # Errors
/// [`Faults`]: everything that is wrong with them, cell by cell. Then nothing changes.
pub fn read_csv(files: &[(&str, &[u8])], before: &Register, known: &Known) -> Result<Import, Faults> {
    let mut faults = Faults::default();
    let grids = csv::grids(files, &mut faults);
    assemble(&grids, faults, before, known)
}

fn assemble(grids: &[Grid], mut faults: Faults, before: &Register, known: &Known) -> Result<Import, Faults> {
    let mut book = Book {
        lang: Lang::Nl,
        unit: Unit::Euro,
        stamp: None,
        tables: Vec::new(),
        not_read: Vec::new(),
    };
    let mut told: Option<Unit> = None;
    let (mut ours, mut broken) = (false, !faults.is_empty());
    for grid in grids {
        match frame(grid, &mut faults) {
            Framed::Table(table) => {
                ours = true;
                match book.table(table.spec.sheet) {
                    Some(other) => {
                        let name = other.name.clone();
                        faults.push(CellFault::sheet(
                            &grid.name,
                            Text::both(
                                format!("elk blad één keer; “{name}” heeft dezelfde kolommen"),
                                format!("every sheet once; “{name}” has the same columns"),
                            ),
                        ));
                    }
                    None => book.tables.push(table),
                }
            }
            Framed::Explanation(said) => {
                ours = true;
                told = explained(&grid.name, &said, &mut book, &mut faults);
            }
            Framed::NotOurs => {
                let lists = [Lang::Nl, Lang::En]
                    .iter()
                    .any(|lang| explain::lists_title(*lang) == &*grid.name);
                if !lists && Sheet::named(&grid.name).is_none() {
                    book.not_read.push(grid.name.to_string());
                }
            }
            Framed::Broken => (ours, broken) = (true, true),
        }
    }
    if !ours && faults.is_empty() {
        faults.push(CellFault::book(Text::both(
            "een boek dat Koers heeft gemaakt: geen van de bladen is er een van ons",
            "a book that Koers made: none of the sheets is one of ours",
        )));
    }
    units(&book, told, &mut faults);
    book.tables.sort_by_key(|table| table.spec.sheet);
    book.fill(known);
    book.enter(before, known, faults, broken)
}

/// What the sheet that explains says in cells that are read.
fn explained(sheet: &str, said: &[Said], book: &mut Book, faults: &mut Faults) -> Option<Unit> {
    let mut told = None;
    for cell in said {
        let text = match &cell.value {
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let fault =
            |wanted: Text| CellFault::at(sheet, cell.line, Some(cell.column), wanted).found(&cell.value);
        match cell.key.as_str() {
            "unit" => {
                told = Unit::said(&text);
                if told.is_none() {
                    faults.push(fault(Text::both(
                        "“euro” of “duizend euro”",
                        "“euro” or “thousand euro”",
                    )));
                }
            }
            "form" if text != explain::FORM.to_string() => faults.push(fault(Text::both(
                format!(
                    "vorm {}: dit boek is van een andere versie van Koers",
                    explain::FORM
                ),
                format!("form {}: this book is of another version of Koers", explain::FORM),
            ))),
            "stamp" => book.stamp = Some(text.chars().take(200).collect()),
            _ => {}
        }
    }
    told
}

/// All amounts of one book are counted in one unit, and in the one that the book says.
fn units(book: &Book, told: Option<Unit>, faults: &mut Faults) {
    let mut first = told;
    for table in &book.tables {
        for (index, column) in table.spec.columns.iter().enumerate() {
            if !column.shape.is_money() {
                continue;
            }
            let unit = table.unit(index);
            let kept = *first.get_or_insert(unit);
            if kept != unit {
                let place = table.columns.get(index).copied().flatten();
                let wanted = Text::both(
                    format!(
                        "bedragen in {}, zoals in de rest van het boek; hier staan ze in {}",
                        kept.label(Lang::Nl),
                        unit.label(Lang::Nl)
                    ),
                    format!(
                        "amounts in {}, as in the rest of the book; here they are in {}",
                        kept.label(Lang::En),
                        unit.label(Lang::En)
                    ),
                );
                faults.push(CellFault {
                    column: place,
                    ..CellFault::sheet(&table.name, wanted)
                });
            }
        }
    }
}
