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

/// Rows that are read at once: few enough for all columns of them to stay in the nearest memory.
const BATCH: usize = 1 << 13;

#[derive(Default)]
struct Buffers {
    cells: Vec<i32>,
    status: Vec<i32>,
    places: Vec<i32>,
    values: Sparse,
    margins: Sparse,
    low: Sparse,
    high: Sparse,
}

/// Numbers with gaps: a level above zero says that there is one.
#[derive(Default)]
struct Sparse {
    numbers: Vec<f64>,
    levels: Vec<i16>,
}

/// The columns of a group that are read, all at the same row.
struct Columns {
    cells: ColumnReader,
    status: ColumnReader,
    places: ColumnReader,
    values: ColumnReader,
    margins: Option<ColumnReader>,
    bounds: Option<(ColumnReader, ColumnReader)>,
}

fn read_group(
    group: &dyn RowGroupReader,
    head: &Head,
    buffers: &mut Buffers,
    cube: &mut Cube,
) -> Result<(), CacheError> {
    let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let mut columns = Columns {
        cells: column(group, CELL)?,
        status: column(group, STATUS)?,
        places: column(group, PLACE)?,
        values: column(group, VALUE_COLUMN)?,
        margins: head.has_margins.then(|| column(group, MARGIN)).transpose()?,
        bounds: head
            .has_bounds
            .then(|| Ok::<_, CacheError>((column(group, LOW)?, column(group, HIGH)?)))
            .transpose()?,
    };
    while left > 0 {
        let rows = left.min(BATCH);
        whole(&mut columns.cells, rows, &mut buffers.cells)?;
        whole(&mut columns.status, rows, &mut buffers.status)?;
        whole(&mut columns.places, rows, &mut buffers.places)?;
        numbers(&mut columns.values, rows, &mut buffers.values)?;
        figures(buffers, cube)?;
        side_notes(&mut columns, rows, buffers, cube)?;
        left -= rows;
    }
    Ok(())
}

/// Puts the figures that were read in their cells.
fn figures(buffers: &Buffers, cube: &mut Cube) -> Result<(), CacheError> {
    let mut values = buffers.values.numbers.iter();
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
    Ok(())
}

/// Margins and bounds, which few cubes have.
fn side_notes(
    columns: &mut Columns,
    rows: usize,
    buffers: &mut Buffers,
    cube: &mut Cube,
) -> Result<(), CacheError> {
    let wrong = CacheError::Contradiction;
    if let Some(margins) = &mut columns.margins {
        numbers(margins, rows, &mut buffers.margins)?;
        for (position, margin) in buffers.margins.at(&buffers.cells) {
            cube.margins
                .insert(position, Number::new(margin).ok_or(wrong("a margin"))?);
        }
    }
    if let Some((low, high)) = &mut columns.bounds {
        numbers(low, rows, &mut buffers.low)?;
        numbers(high, rows, &mut buffers.high)?;
        let pairs = buffers
            .low
            .at(&buffers.cells)
            .zip(buffers.high.at(&buffers.cells));
        for ((position, low), (other, high)) in pairs {
            let bounds = Number::new(low)
                .zip(Number::new(high))
                .filter(|_| position == other);
            let (low, high) = bounds.ok_or(wrong("a bound"))?;
            cube.bounds.insert(position, Bounds { low, high });
        }
    }
    Ok(())
}

impl Sparse {
    /// The numbers that there are, with their positions in the cube.
    fn at<'b>(&'b self, cells: &'b [i32]) -> impl Iterator<Item = (usize, f64)> + 'b {
        let present = cells.iter().zip(&self.levels).filter(|(_, level)| **level > 0);
        let positions = present.map(|(cell, _)| cell.cast_unsigned() as usize);
        positions.zip(self.numbers.iter().copied())
    }
}

fn column(group: &dyn RowGroupReader, from_last: usize) -> Result<ColumnReader, CacheError> {
    let index = group.num_columns().checked_sub(from_last);
    Ok(group.get_column_reader(index.ok_or(CacheError::Contradiction("too few columns"))?)?)
}

fn whole(column: &mut ColumnReader, rows: usize, into: &mut Vec<i32>) -> Result<(), CacheError> {
    let ColumnReader::Int32ColumnReader(reader) = column else {
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

fn numbers(column: &mut ColumnReader, rows: usize, into: &mut Sparse) -> Result<(), CacheError> {
    let ColumnReader::DoubleColumnReader(reader) = column else {
        return Err(CacheError::Contradiction("the type of a column"));
    };
    let Sparse { numbers, levels } = into;
    numbers.clear();
    levels.clear();
    while levels.len() < rows {
        let (records, _, _) = reader.read_records(rows - levels.len(), Some(levels), None, numbers)?;
        if records == 0 {
            return Err(CacheError::Contradiction("a column is too short"));
        }
    }
    Ok(())
}
