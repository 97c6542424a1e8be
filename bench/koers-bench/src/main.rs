//! The jobs of the side-by-side measurement, done by Koers' own rooms. Says how long each run took, without the start of the program.
//!
//! ```text
//! koers-bench read WORKSPACE DATASET FORMAT FILE   bytes as published to a cube
//! koers-bench import FOLDER                        the published CSV files of FOLDER to Parquet caches
//! koers-bench evaluate-files FOLDER                all indicators from Parquet caches on disk
//! koers-bench evaluate-memory FOLDER               all indicators from cubes in memory; reading these is told apart, as `load`
//! koers-bench restate                              25 years × 345 municipalities × 100 made-up measures, on the boundaries of the last day
//!     --repeat N   --dump FILE
//! ```
//!
//! FOLDER is what `generate.py national` wrote. `--dump` writes the result of the last run as CSV, to be compared.

mod dump;
mod jobs;
mod restate;

use std::process::ExitCode;
use std::time::Instant;

/// What is asked on the command line.
pub struct Asked {
    job: String,
    paths: Vec<String>,
    repeat: usize,
    dump: Option<String>,
}

/// Whatever goes wrong ends the measurement with its words.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn asked() -> Outcome<Asked> {
    let mut words = std::env::args().skip(1);
    let job = words
        .next()
        .ok_or("a job is needed: read, import, evaluate-files, evaluate-memory or restate")?;
    let mut asked = Asked {
        job,
        paths: Vec::new(),
        repeat: 1,
        dump: None,
    };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--repeat" => asked.repeat = words.next().ok_or("--repeat needs a number")?.parse()?,
            "--dump" => asked.dump = Some(words.next().ok_or("--dump needs a file")?),
            _ => asked.paths.push(word),
        }
    }
    Ok(asked)
}

/// Does something several times; gives the seconds of each run and the last result.
pub fn repeat<T>(times: usize, mut work: impl FnMut() -> Outcome<T>) -> Outcome<(Vec<f64>, T)> {
    let mut runs = Vec::new();
    let mut result = None;
    for _ in 0..times.max(1) {
        // What came out before is given back first, as the peers do.
        drop(result.take());
        let start = Instant::now();
        let made = work()?;
        runs.push(start.elapsed().as_secs_f64());
        result = Some(made);
    }
    Ok((runs, result.ok_or("no run")?))
}

fn main() -> ExitCode {
    let told = asked().and_then(|asked| match (asked.job.as_str(), asked.paths.as_slice()) {
        ("read", [workspace, dataset, format, file]) => jobs::read(&asked, workspace, dataset, format, file),
        ("restate", []) => restate::run(&asked),
        ("import", [folder]) => jobs::import(&asked, folder),
        ("evaluate-files", [folder]) => jobs::evaluate_files(&asked, folder),
        ("evaluate-memory", [folder]) => jobs::evaluate_memory(&asked, folder),
        _ => Err("see the head of src/main.rs for the jobs and what they need".into()),
    });
    match told {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
