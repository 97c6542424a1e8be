//! Columns of a Parquet file, written piece by piece: what the cache and the published form have in common.

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedRowGroupWriter;
use parquet::schema::types::Type;
use std::sync::Arc;

/// Rows per group: big enough to read fast, small enough for others to share out over cores.
pub(crate) const GROUP: usize = 1 << 20;

/// Values are handed over in pieces, so that no column is held twice.
const BATCH: usize = 1 << 14;

pub(crate) type Group<'g> = SerializedRowGroupWriter<'g, Vec<u8>>;

fn no_column() -> ParquetError {
    ParquetError::General("fewer columns than were promised".to_owned())
}

/// A field with words.
pub(crate) fn word_field(name: &str, repetition: Repetition) -> Result<Arc<Type>, ParquetError> {
    let field = Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_logical_type(Some(LogicalType::String))
        .with_repetition(repetition)
        .build()?;
    Ok(Arc::new(field))
}

/// A field with numbers.
pub(crate) fn number_field(
    name: &str,
    physical: Physical,
    repetition: Repetition,
) -> Result<Arc<Type>, ParquetError> {
    let field = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .build()?;
    Ok(Arc::new(field))
}

/// A field with days.
pub(crate) fn day_field(name: &str, repetition: Repetition) -> Result<Arc<Type>, ParquetError> {
    let field = Type::primitive_type_builder(name, Physical::INT32)
        .with_logical_type(Some(LogicalType::Date))
        .with_repetition(repetition)
        .build()?;
    Ok(Arc::new(field))
}

/// Words that every row has, by their index in a list.
pub(crate) fn words(
    group: &mut Group<'_>,
    rows: &[u32],
    dictionary: &[String],
    index: impl Fn(usize) -> usize,
) -> Result<(), ParquetError> {
    let dictionary: Vec<ByteArray> = dictionary
        .iter()
        .map(|word| ByteArray::from(word.as_str()))
        .collect();
    let nothing = ByteArray::from("");
    let mut column = group.next_column()?.ok_or_else(no_column)?;
    let mut batch = Vec::with_capacity(BATCH);
    for rows in rows.chunks(BATCH) {
        batch.clear();
        batch.extend(
            rows.iter()
                .map(|&row| dictionary.get(index(row as usize)).unwrap_or(&nothing).clone()),
        );
        column.typed::<ByteArrayType>().write_batch(&batch, None, None)?;
    }
    column.close()
}

/// Words that some rows have.
pub(crate) fn optional_words(
    group: &mut Group<'_>,
    rows: &[u32],
    mut word: impl FnMut(usize) -> Option<ByteArray>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.ok_or_else(no_column)?;
    let (mut batch, mut levels) = (Vec::new(), Vec::with_capacity(BATCH));
    for rows in rows.chunks(BATCH) {
        batch.clear();
        levels.clear();
        for &row in rows {
            let found = word(row as usize);
            levels.push(i16::from(found.is_some()));
            batch.extend(found);
        }
        column
            .typed::<ByteArrayType>()
            .write_batch(&batch, Some(&levels), None)?;
    }
    column.close()
}

/// Numbers that some rows have.
pub(crate) fn numbers(
    group: &mut Group<'_>,
    rows: &[u32],
    number: impl Fn(usize) -> Option<f64>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.ok_or_else(no_column)?;
    let (mut batch, mut levels) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
    for rows in rows.chunks(BATCH) {
        batch.clear();
        levels.clear();
        for &row in rows {
            let found = number(row as usize);
            levels.push(i16::from(found.is_some()));
            batch.extend(found);
        }
        column
            .typed::<DoubleType>()
            .write_batch(&batch, Some(&levels), None)?;
    }
    column.close()
}

/// Whole numbers that every row has.
pub(crate) fn whole(
    group: &mut Group<'_>,
    rows: &[u32],
    number: impl Fn(usize) -> i32,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.ok_or_else(no_column)?;
    let mut batch = Vec::with_capacity(BATCH);
    for rows in rows.chunks(BATCH) {
        batch.clear();
        batch.extend(rows.iter().map(|&row| number(row as usize)));
        column.typed::<Int32Type>().write_batch(&batch, None, None)?;
    }
    column.close()
}
