//! Writes a cube as Parquet.

use super::{CacheError, Head, KEY, VERSION, seal};
use crate::columns::{GROUP, Group, number_field, numbers, optional_words, whole, word_field, words};
use crate::cube::{ABSENT, Cube, VALUE};
use koers_model::value::{Marks, Missing};
use parquet::basic::{Compression, Encoding, Repetition, Type as Physical};
use parquet::data_type::ByteArray;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The names of all columns. A category that has the name of another column gets a `_` behind it.
fn names(cube: &Cube) -> Vec<String> {
    let after = [
        "region", "period", "value", "missing", "marks", "margin", "low", "high", "cell", "place", "status",
    ];
    let mut names = vec!["measure".to_owned()];
    for (name, _) in cube.categories() {
        let mut name = name.clone();
        while after.contains(&name.as_str()) || names.contains(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names.extend(after.map(str::to_owned));
    names
}

fn schema(names: &[String]) -> Result<Type, CacheError> {
    let mut fields = Vec::with_capacity(names.len());
    for name in names {
        fields.push(match name.as_str() {
            "value" | "margin" | "low" | "high" => {
                number_field(name, Physical::DOUBLE, Repetition::OPTIONAL)?
            }
            "missing" | "marks" => word_field(name, Repetition::OPTIONAL)?,
            "cell" | "status" | "place" => number_field(name, Physical::INT32, Repetition::REQUIRED)?,
            _ => word_field(name, Repetition::REQUIRED)?,
        });
    }
    Ok(Type::group_type_builder("cube").with_fields(fields).build()?)
}

fn properties(cube: &Cube, observations: usize) -> Result<WriterProperties, CacheError> {
    let head = Head {
        version: VERSION,
        dataset: cube.dataset().to_string(),
        frequency: cube.frequency().word().to_owned(),
        measures: cube.measures().to_vec(),
        categories: cube.categories().to_vec(),
        regions: cube.regions().iter().map(ToString::to_string).collect(),
        periods: cube.periods().iter().map(ToString::to_string).collect(),
        observations: observations as u64,
        has_margins: !cube.margins.is_empty(),
        has_bounds: !cube.bounds.is_empty(),
    };
    let head = serde_json::to_string(&head).map_err(|error| CacheError::Parquet(error.to_string()))?;
    let metadata = vec![
        KeyValue::new(KEY.to_owned(), head),
        KeyValue::new(seal::KEY.to_owned(), seal::OPEN.to_owned()),
    ];
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP))
        // A group holds a whole table or a million rows of it, so what lies least and most in it leaves nothing to skip;
        // to find out takes as long as to write the words.
        .set_statistics_enabled(EnabledStatistics::None)
        .set_key_value_metadata(Some(metadata));
    // Positions and lines go up in even steps: their differences take next to nothing. Numbers seldom repeat.
    for name in ["cell", "place"] {
        builder = builder
            .set_column_dictionary_enabled(ColumnPath::from(name), false)
            .set_column_encoding(ColumnPath::from(name), Encoding::DELTA_BINARY_PACKED);
    }
    for name in ["value", "margin", "low", "high"] {
        builder = builder.set_column_dictionary_enabled(ColumnPath::from(name), false);
    }
    Ok(builder.build())
}

/// Writes a cube as a Parquet file. The same cube gives the same bytes.
///
/// # Errors
/// [`CacheError::Parquet`] when the writer fails.
pub fn to_parquet(cube: &Cube) -> Result<Vec<u8>, CacheError> {
    let present: Vec<u32> = cube
        .kinds()
        .iter()
        .enumerate()
        .filter(|(_, kind)| **kind != ABSENT)
        .filter_map(|(position, _)| u32::try_from(position).ok())
        .collect();
    let schema = Arc::new(schema(&names(cube))?);
    let properties = Arc::new(properties(cube, present.len())?);
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    for rows in present.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        write_group(cube, rows, &mut group)?;
        group.close()?;
    }
    let mut file = writer.into_inner()?;
    seal::seal(&mut file)?;
    Ok(file)
}

/// Writes the columns of a group in the order of the schema.
fn write_group(cube: &Cube, rows: &[u32], group: &mut Group<'_>) -> Result<(), CacheError> {
    let (measure_step, strides) = cube.axes.strides();
    let periods = cube.periods().len().max(1);
    words(group, rows, cube.measures(), |position| {
        position / measure_step.max(1)
    })?;
    for ((_, codes), stride) in cube.categories().iter().zip(&strides) {
        words(group, rows, codes, |position| {
            position / (*stride).max(1) % codes.len().max(1)
        })?;
    }
    let regions: Vec<String> = cube.regions().iter().map(ToString::to_string).collect();
    words(group, rows, &regions, |position| {
        position / periods % regions.len().max(1)
    })?;
    let labels: Vec<String> = cube.periods().iter().map(ToString::to_string).collect();
    words(group, rows, &labels, |position| position % periods)?;

    numbers(group, rows, |position| {
        (cube.kinds[position] == VALUE).then(|| cube.values[position])
    })?;
    let reasons: BTreeMap<u8, ByteArray> = Missing::ALL
        .iter()
        .map(|reason| (*reason as u8, ByteArray::from(reason.word())))
        .collect();
    optional_words(group, rows, |position| {
        reasons.get(&cube.kinds[position]).cloned()
    })?;
    let mut known: BTreeMap<u16, ByteArray> = BTreeMap::new();
    optional_words(group, rows, |position| {
        let bits = cube.marks[position];
        (bits != 0).then(|| {
            let text = || Marks::from_bits(bits).words().collect::<Vec<_>>().join(" ");
            known
                .entry(bits)
                .or_insert_with(|| ByteArray::from(text().as_str()))
                .clone()
        })
    })?;
    numbers(group, rows, |position| {
        cube.margins.get(&position).map(|margin| margin.get())
    })?;
    numbers(group, rows, |position| {
        cube.bounds.get(&position).map(|bounds| bounds.low.get())
    })?;
    numbers(group, rows, |position| {
        cube.bounds.get(&position).map(|bounds| bounds.high.get())
    })?;
    // The bits are what counts: a place above 2^31 comes back as it was.
    whole(group, rows, |position| {
        u32::try_from(position).unwrap_or(u32::MAX).cast_signed()
    })?;
    whole(group, rows, |position| cube.places[position].cast_signed())?;
    Ok(whole(group, rows, |position| {
        i32::from(cube.kinds[position]) | i32::from(cube.marks[position]) << 8
    })?)
}
