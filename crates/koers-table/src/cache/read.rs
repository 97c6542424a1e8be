//! Reads a cube back.

use super::{CacheError, Head, KEY, VERSION, seal};
use crate::cube::{ABSENT, Cube, VALUE};
use koers_model::dataset::Coverage;
use koers_model::id::Id;
use koers_model::value::{Bounds, Marks, Missing, Number};
use parquet::column::reader::ColumnReader;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};

/// Columns counted from the last, whatever categories stand before them.
const STATUS: usize = 1;
const PLACE: usize = 2;
const CELL: usize = 3;
const HIGH: usize = 4;
const LOW: usize = 5;
const MARGIN: usize = 6;
const VALUE_COLUMN: usize = 9;

fn head(metadata: &ParquetMetaData) -> Result<Head, CacheError> {
    let pairs = metadata.file_metadata().key_value_metadata();
    let own = pairs.and_then(|pairs| pairs.iter().find(|pair| pair.key == KEY));
    let text = own
        .and_then(|pair| pair.value.as_deref())
        .ok_or(CacheError::Damaged)?;
    let head: Head = serde_json::from_str(text).map_err(|_| CacheError::Damaged)?;
    if head.version != VERSION {
        return Err(CacheError::Version { found: head.version });
    }
    Ok(head)
}

/// What the cube in a Parquet file covers, from its metadata alone.
///
/// # Errors
/// [`CacheError`] when the file was not made here by this version, or is damaged.
pub fn coverage_from_parquet(file: &[u8]) -> Result<Coverage, CacheError> {
    seal::check(file)?;
    let bytes = bytes::Bytes::copy_from_slice(footer(file)?);
    let metadata = ParquetMetaDataReader::decode_metadata(&bytes)?;
    Ok(head(&metadata)?.axes()?.0.coverage())
}

/// The metadata at the end of a file: before the last eight bytes, which say how long they are.
fn footer(file: &[u8]) -> Result<&[u8], CacheError> {
    let end = file.len().checked_sub(8).ok_or(CacheError::Damaged)?;
    let length = file[end..end + 4]
        .iter()
        .rev()
        .fold(0_usize, |sum, &byte| sum << 8 | usize::from(byte));
    let start = end.checked_sub(length).ok_or(CacheError::Damaged)?;
    Ok(&file[start..end])
}

/// The cube in a Parquet file that [`super::to_parquet`] made.
///
/// # Errors
/// [`CacheError`] when the file was not made here by this version, or is damaged.
pub fn from_parquet(file: &[u8]) -> Result<Cube, CacheError> {
    seal::check(file)?;
    let reader = SerializedFileReader::new(bytes::Bytes::copy_from_slice(file))?;
    let head = head(reader.metadata())?;
    let (axes, frequency) = head.axes()?;
    let dataset =
        Id::new(&head.dataset).map_err(|_| CacheError::Contradiction("the name of the data set"))?;
    let observations = usize::try_from(head.observations).unwrap_or(usize::MAX);
    let mut cube = Cube::absent(dataset, frequency, axes, observations)
        .map_err(|_| CacheError::Contradiction("more cells than can be held"))?;
    let mut buffers = Buffers::default();
    for index in 0..reader.num_row_groups() {
        let group = reader.get_row_group(index)?;
        read_group(&*group, &head, &mut buffers, &mut cube)?;
    }
    Ok(cube)
}

#[derive(Default)]
struct Buffers {
    cells: Vec<i32>,
    status: Vec<i32>,
    places: Vec<i32>,
    values: Vec<f64>,
    levels: Vec<i16>,
}

fn read_group(
    group: &dyn RowGroupReader,
    head: &Head,
    buffers: &mut Buffers,
    cube: &mut Cube,
) -> Result<(), CacheError> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    whole(group, CELL, rows, &mut buffers.cells)?;
    whole(group, STATUS, rows, &mut buffers.status)?;
    whole(group, PLACE, rows, &mut buffers.places)?;
    numbers(
        group,
        VALUE_COLUMN,
        rows,
        &mut buffers.values,
        &mut buffers.levels,
    )?;
    let mut values = buffers.values.iter();
    let length = cube.kinds.len();
    for ((&cell, &status), &place) in buffers.cells.iter().zip(&buffers.status).zip(&buffers.places) {
        let position = cell.cast_unsigned() as usize;
        if position >= length {
            return Err(CacheError::Contradiction("a position outside the cube"));
        }
        let status = status.cast_unsigned();
        let kind = (status & 0xff) as u8;
        if kind == VALUE {
            let value = values.next().filter(|value| value.is_finite());
            cube.values[position] = *value.ok_or(CacheError::Contradiction("a number is missing"))?;
        } else if kind == ABSENT || Missing::from_code(kind).is_none() {
            return Err(CacheError::Contradiction("an unknown reason"));
        }
        cube.kinds[position] = kind;
        cube.marks[position] = Marks::from_bits((status >> 8) as u16).bits();
        cube.places[position] = place.cast_unsigned();
    }
    side_notes(group, head, rows, buffers, cube)
}

/// Margins and bounds, which few cubes have.
fn side_notes(
    group: &dyn RowGroupReader,
    head: &Head,
    rows: usize,
    buffers: &mut Buffers,
    cube: &mut Cube,
) -> Result<(), CacheError> {
    let wrong = CacheError::Contradiction;
    if head.has_margins {
        for (position, margin) in sparse(group, MARGIN, rows, buffers)? {
            cube.margins
                .insert(position, Number::new(margin).ok_or(wrong("a margin"))?);
        }
    }
    if head.has_bounds {
        let low = sparse(group, LOW, rows, buffers)?;
        let high = sparse(group, HIGH, rows, buffers)?;
        for ((position, low), (other, high)) in low.into_iter().zip(high) {
            let bounds = Number::new(low)
                .zip(Number::new(high))
                .filter(|_| position == other);
            let (low, high) = bounds.ok_or(wrong("a bound"))?;
            cube.bounds.insert(position, Bounds { low, high });
        }
    }
    Ok(())
}

/// The numbers that there are in a column, with their positions in the cube.
fn sparse(
    group: &dyn RowGroupReader,
    column: usize,
    rows: usize,
    buffers: &mut Buffers,
) -> Result<Vec<(usize, f64)>, CacheError> {
    numbers(group, column, rows, &mut buffers.values, &mut buffers.levels)?;
    let present = buffers
        .cells
        .iter()
        .zip(&buffers.levels)
        .filter(|(_, level)| **level > 0);
    let positions = present.map(|(cell, _)| cell.cast_unsigned() as usize);
    Ok(positions.zip(buffers.values.iter().copied()).collect())
}

fn column(group: &dyn RowGroupReader, from_last: usize) -> Result<ColumnReader, CacheError> {
    let index = group.num_columns().checked_sub(from_last);
    Ok(group.get_column_reader(index.ok_or(CacheError::Contradiction("too few columns"))?)?)
}

fn whole(
    group: &dyn RowGroupReader,
    from_last: usize,
    rows: usize,
    into: &mut Vec<i32>,
) -> Result<(), CacheError> {
    let ColumnReader::Int32ColumnReader(mut reader) = column(group, from_last)? else {
        return Err(CacheError::Contradiction("the type of a column"));
    };
    into.clear();
    while into.len() < rows {
        let (records, _, _) = reader.read_records(rows - into.len(), None, None, into)?;
        if records == 0 {
            return Err(CacheError::Contradiction("a column is too short"));
        }
    }
    Ok(())
}

fn numbers(
    group: &dyn RowGroupReader,
    from_last: usize,
    rows: usize,
    into: &mut Vec<f64>,
    levels: &mut Vec<i16>,
) -> Result<(), CacheError> {
    let ColumnReader::DoubleColumnReader(mut reader) = column(group, from_last)? else {
        return Err(CacheError::Contradiction("the type of a column"));
    };
    into.clear();
    levels.clear();
    while levels.len() < rows {
        let (records, _, _) = reader.read_records(rows - levels.len(), Some(levels), None, into)?;
        if records == 0 {
            return Err(CacheError::Contradiction("a column is too short"));
        }
    }
    Ok(())
}
