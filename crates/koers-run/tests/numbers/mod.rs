//! The numbers of an answer, without their words.

use koers_analysis::answer::{Item, Table};

/// All numbers of a table, row by row.
pub fn numbers(table: &Table) -> Vec<f64> {
    let cells = table.rows.iter().flatten();
    cells
        .filter_map(|cell| match cell {
            Item::Number(number, _) | Item::Signed(number, _) | Item::Percent(number, _) => {
                Some(number.get())
            }
            Item::Count(count) => Some(*count as f64),
            _ => None,
        })
        .collect()
}
