//! Parquet for other tools: one plain table, a row per observation. The form of the cache is another one.

use super::layout::{Places, dimensions, label};
use super::{Description, PublishError};
use crate::columns::{GROUP, day_field, number_field, numbers, optional_words, whole, word_field, words};
use crate::cube::{ABSENT, Cube, VALUE};
use jiff::civil::Date;
use koers_model::text::Lang;
use koers_model::value::{Marks, Missing};
use parquet::basic::{Compression, Repetition, Type as Physical};
use parquet::data_type::ByteArray;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes a table as Parquet with the columns of the CSV: words as text, `period_start` as a day, numbers as doubles. What is not there is
/// null. Title, source, licence and address stand in the key-value metadata.
///
/// # Errors
/// [`PublishError::Parquet`] when the writer fails.
pub fn parquet(cube: &Cube, description: &Description, lang: Lang) -> Result<Vec<u8>, PublishError> {
    let present = cube
        .kinds()
        .iter()
        .enumerate()
        .filter(|(_, kind)| **kind != ABSENT);
    let present: Vec<u32> = present
        .filter_map(|(position, _)| u32::try_from(position).ok())
        .collect();
    let dimensions = dimensions(cube, description);
    let places = Places::of(cube);

    let (here, maybe) = (Repetition::REQUIRED, Repetition::OPTIONAL);
    let mut fields = vec![
        word_field("region", here)?,
        word_field("region_name", maybe)?,
        word_field("period", here)?,
        day_field("period_start", here)?,
    ];
    for dimension in &dimensions {
        fields.push(word_field(&dimension.column, here)?);
        if let Some(name) = &dimension.label_column {
            fields.push(word_field(name, maybe)?);
        }
    }
    fields.push(word_field("measure", here)?);
    fields.push(word_field("unit", maybe)?);
    fields.push(number_field("value", Physical::DOUBLE, maybe)?);
    fields.push(word_field("status", maybe)?);
    fields.push(word_field("marks", maybe)?);
    for name in NUMBERS_BEHIND {
        fields.push(number_field(name, Physical::DOUBLE, maybe)?);
    }
    let schema = Arc::new(
        Type::group_type_builder("observations")
            .with_fields(fields)
            .build()?,
    );
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties(description, lang)))?;

    let text = |word: &str| ByteArray::from(word);
    let regions: Vec<String> = cube.regions().iter().map(ToString::to_string).collect();
    let names: Vec<Option<ByteArray>> = cube
        .regions()
        .iter()
        .map(|code| description.regions.get(code).map(|name| text(name)))
        .collect();
    let periods: Vec<String> = cube.periods().iter().map(ToString::to_string).collect();
    let starts: Vec<i32> = cube
        .periods()
        .iter()
        .map(|period| days_since_epoch(period.start()))
        .collect();
    let units: Vec<Option<ByteArray>> = cube
        .measures()
        .iter()
        .map(|key| description.measures.get(key).map(|about| text(about.unit.id)))
        .collect();
    let reasons: BTreeMap<u8, ByteArray> = Missing::ALL
        .iter()
        .map(|reason| (*reason as u8, text(reason.word())))
        .collect();
    let mut marks: BTreeMap<u16, ByteArray> = BTreeMap::new();
    let at = |list: &[Option<ByteArray>], index: usize| list.get(index).cloned().flatten();
    for rows in present.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        let to = &mut group;
        words(to, rows, &regions, |position| places.region(position))?;
        optional_words(to, rows, |position| at(&names, places.region(position)))?;
        words(to, rows, &periods, |position| places.period(position))?;
        whole(to, rows, |position| {
            starts.get(places.period(position)).copied().unwrap_or(0)
        })?;
        for (index, dimension) in dimensions.iter().enumerate() {
            words(to, rows, dimension.codes, |position| places.code(index, position))?;
            if dimension.label_column.is_some() {
                let named = |code: &String| label(description, dimension.name, code, lang).map(text);
                let labels: Vec<Option<ByteArray>> = dimension.codes.iter().map(named).collect();
                optional_words(to, rows, |position| at(&labels, places.code(index, position)))?;
            }
        }
        words(to, rows, cube.measures(), |position| places.measure(position))?;
        optional_words(to, rows, |position| at(&units, places.measure(position)))?;
        numbers(to, rows, |position| {
            (cube.kinds[position] == VALUE).then(|| cube.values[position])
        })?;
        optional_words(to, rows, |position| reasons.get(&cube.kinds[position]).cloned())?;
        optional_words(to, rows, |position| {
            let bits = cube.marks[position];
            let words = || text(&Marks::from_bits(bits).words().collect::<Vec<_>>().join(" "));
            (bits != 0).then(|| marks.entry(bits).or_insert_with(words).clone())
        })?;
        numbers(to, rows, |position| {
            cube.margins.get(&position).map(|margin| margin.get())
        })?;
        numbers(to, rows, |position| {
            cube.bounds.get(&position).map(|bounds| bounds.low.get())
        })?;
        numbers(to, rows, |position| {
            cube.bounds.get(&position).map(|bounds| bounds.high.get())
        })?;
        group.close()?;
    }
    Ok(writer.into_inner()?)
}

const NUMBERS_BEHIND: [&str; 3] = ["margin", "low", "high"];

fn properties(description: &Description, lang: Lang) -> WriterProperties {
    let mut metadata = vec![
        KeyValue::new("title".to_owned(), description.title.get(lang).to_owned()),
        KeyValue::new("source".to_owned(), description.attribution.get(lang).to_owned()),
        KeyValue::new(
            "license".to_owned(),
            description
                .licence
                .url
                .unwrap_or(&description.licence.name)
                .to_owned(),
        ),
        KeyValue::new("language".to_owned(), lang.tag().to_owned()),
    ];
    let more = [
        ("updated", description.updated.map(|time| time.to_string())),
        ("href", description.href.clone()),
    ];
    metadata.extend(
        more.into_iter()
            .filter_map(|(key, value)| Some(KeyValue::new(key.to_owned(), value?))),
    );
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP))
        // Other tools skip what lies outside a question by what lies least and most in a group.
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_key_value_metadata(Some(metadata));
    // Numbers seldom repeat.
    for name in ["value"].into_iter().chain(NUMBERS_BEHIND) {
        builder = builder.set_column_dictionary_enabled(ColumnPath::from(name), false);
    }
    builder.build()
}

/// As Parquet counts days.
fn days_since_epoch(day: Date) -> i32 {
    day.since((jiff::Unit::Day, Date::constant(1970, 1, 1)))
        .map_or(0, |span| span.get_days())
}
