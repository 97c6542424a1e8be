//! Results as CSV, to be compared with those of the peers. Not part of what is measured.

use crate::Outcome;
use koers_indicator::ReadingTable;
use koers_model::value::Missing;
use koers_table::cube::Cube;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A cube: measure, categories, region, period, value, missing, flags.
pub fn cube(cube: &Cube, target: &Path) -> Outcome<()> {
    let mut file = BufWriter::new(File::create(target)?);
    let categories: String = cube
        .categories()
        .iter()
        .map(|(name, _)| format!("{},", short(name)))
        .collect();
    writeln!(file, "measure,{categories}region,period,value,missing,flags")?;
    for observation in cube.observations() {
        let key = &observation.key;
        let codes: String = key.codes.iter().map(|(_, code)| format!("{code},")).collect();
        let value = observation
            .cell
            .number()
            .map_or(String::new(), |number| number.get().to_string());
        let missing = observation.cell.missing_reason().map_or("", Missing::word);
        let flags: Vec<&str> = observation.cell.marks.words().collect();
        writeln!(
            file,
            "{},{codes}{},{},{value},{missing},{}",
            key.measure,
            key.region,
            key.period.to_string().replace("-Q", "Q"),
            flags.join(" ")
        )?;
    }
    Ok(file.flush()?)
}

/// The peers name the column `sector`.
fn short(name: &str) -> &str {
    if name.starts_with("Bedrijfstakken") {
        "sector"
    } else {
        name
    }
}

/// Readings: indicator, region, year, value, missing.
pub fn readings(tables: &[ReadingTable], target: &Path) -> Outcome<()> {
    let mut file = BufWriter::new(File::create(target)?);
    writeln!(file, "indicator,region,year,value,missing")?;
    for table in tables {
        for reading in table.readings() {
            let value = reading
                .cell
                .number()
                .map_or(String::new(), |number| number.get().to_string());
            let missing = reading.cell.missing_reason().map_or("", Missing::word);
            writeln!(
                file,
                "{},{},{},{value},{missing}",
                reading.indicator, reading.region, reading.period
            )?;
        }
    }
    Ok(file.flush()?)
}
