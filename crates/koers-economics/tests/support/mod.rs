//! Series that published examples use.

/// A series of `series.tsv`, by its name.
pub fn series(name: &str) -> Vec<f64> {
    let line = include_str!("../series.tsv")
        .lines()
        .find(|line| line.split('\t').next() == Some(name))
        .unwrap();
    let values = line.split('\t').nth(1).unwrap().split(' ');
    values.map(|value| value.parse().unwrap()).collect()
}
