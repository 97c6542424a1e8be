//! Tables on disk: the number of rows and of columns, then all values, row after row; eight bytes each, the lowest first.

use std::fs;
use std::path::Path;

use koers_economics::Matrix;

use crate::Outcome;

/// A table that is there.
pub fn read(folder: &Path, name: &str) -> Outcome<Matrix> {
    let path = folder.join(name).with_extension("table");
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut words = bytes.as_chunks::<8>().0.iter();
    let mut size = || {
        words
            .next()
            .map(|word| u64::from_le_bytes(*word))
            .ok_or("a table without a size")
    };
    let (rows, columns) = (usize::try_from(size()?)?, usize::try_from(size()?)?);
    Ok(Matrix::new(
        rows,
        columns,
        words.map(|word| f64::from_le_bytes(*word)).collect(),
    )?)
}

/// A table with one row.
pub fn line(folder: &Path, name: &str) -> Outcome<Vec<f64>> {
    Ok(read(folder, name)?.values().to_vec())
}

/// Writes what came out.
pub fn write(folder: &Path, name: &str, columns: usize, values: &[f64]) -> Outcome<()> {
    fs::create_dir_all(folder)?;
    let rows = (values.len() / columns) as u64;
    let mut bytes = [rows, columns as u64].map(u64::to_le_bytes).concat();
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    Ok(fs::write(folder.join(name).with_extension("table"), bytes)?)
}

/// The most memory that this process had, in megabytes.
pub fn peak() -> Outcome<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes: f64 = line
        .and_then(|line| line.split_whitespace().nth(1))
        .ok_or("no VmHWM in /proc/self/status")?
        .parse()?;
    Ok(kilobytes / 1024.0)
}
