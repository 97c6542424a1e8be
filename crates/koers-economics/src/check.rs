//! Checks at the doors, shared by the methods.

use crate::Fault;
use crate::matrix::{LARGEST, SMALLEST};

/// Finite and of a size that a figure can have.
pub(crate) fn finite(input: &'static str, row: usize, column: usize, value: f64) -> Result<(), Fault> {
    if !value.is_finite() {
        return Err(Fault::NotFinite { input, row, column });
    }
    if value != 0.0 && !(SMALLEST..=LARGEST).contains(&value.abs()) {
        return Err(Fault::OutOfRange {
            input,
            row,
            column,
            value,
        });
    }
    Ok(())
}

/// Finite values, and at least one.
pub(crate) fn values(input: &'static str, values: &[f64]) -> Result<(), Fault> {
    if values.is_empty() {
        return Err(Fault::Empty { input });
    }
    values
        .iter()
        .enumerate()
        .try_for_each(|(column, &value)| finite(input, 0, column, value))
}

/// Finite values of nought or more, and at least one.
pub(crate) fn amounts(input: &'static str, amounts: &[f64]) -> Result<(), Fault> {
    values(input, amounts)?;
    not_negative(input, 0, amounts)
}

/// Nought or more, in a row that is known to be finite.
pub(crate) fn not_negative(input: &'static str, row: usize, values: &[f64]) -> Result<(), Fault> {
    match values.iter().position(|&value| value < 0.0) {
        Some(column) => Err(Fault::NegativeCell {
            input,
            row,
            column,
            value: values[column],
        }),
        None => Ok(()),
    }
}

/// As many as expected.
pub(crate) fn size(
    input: &'static str,
    what: &'static str,
    expected: usize,
    found: usize,
) -> Result<(), Fault> {
    if expected == found {
        Ok(())
    } else {
        Err(Fault::Size {
            input,
            what,
            expected,
            found,
        })
    }
}

/// Amounts and their total, which must be more than nought.
pub(crate) fn with_total(input: &'static str, values: &[f64]) -> Result<f64, Fault> {
    amounts(input, values)?;
    let total: f64 = values.iter().sum();
    if total > 0.0 {
        Ok(total)
    } else {
        Err(Fault::NoTotal { input, row: 0 })
    }
}
