//! Reads a table of numbers between 0 and 1 and says how often each alternative takes which place under all weights.
//!
//! The file has one line for each alternative, numbers with a space between them; more is better. Written is one line for each
//! alternative with its shares of places, then one line with how long it took in seconds, reading and writing left out.
//!
//! ```sh
//! cargo run --release -p koers-solve --example smaa -- TABLE 1000000 2 pairs
//! ```

use koers_solve::rank::{Direction, Effort, Outside, Table, ValueFunction, WeightSet, smaa};
use std::io::Write;
use std::num::NonZeroUsize;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, draws, threads, pairs] = arguments.as_slice() else {
        return Err("TABLE DRAWS THREADS pairs|places".into());
    };
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        rows.push(
            line.split_whitespace()
                .map(str::parse)
                .collect::<Result<_, _>>()?,
        );
    }
    let criteria = rows.first().map_or(0, Vec::len);
    let effort = Effort {
        draws: draws.parse()?,
        threads: NonZeroUsize::new(threads.parse()?).ok_or("at least one thread")?,
        pairs: pairs == "pairs",
        ..Effort::default()
    };
    let started = Instant::now();
    let table = Table::of_numbers(vec![Direction::More; criteria], &rows)?;
    let value = ValueFunction::new(vec![(0.0, 0.0), (1.0, 1.0)], Outside::Level)?;
    let doubt = smaa(&table, &vec![value; criteria], &WeightSet::all(criteria)?, effort)?;
    let took = started.elapsed();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for alternative in 0..doubt.alternatives() {
        for place in 1..=doubt.alternatives() {
            let share = doubt.acceptability(alternative, place).ok_or("a place")?;
            write!(out, "{} ", share.value())?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", took.as_secs_f64())?;
    Ok(())
}
