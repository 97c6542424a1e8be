//! The jobs of the measurement beside Python, done by the economics room. Says how long each run took, without the start of the program
//! and without reading: the peers read the same tables before their clock starts.
//!
//! ```text
//! economics-jobs JOB FOLDER RESULT RUNS    tables from FOLDER, what came out of the last run to RESULT
//! ```
//!
//! The number of threads is `RAYON_NUM_THREADS`.

mod jobs;
mod tables;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Whatever goes wrong ends the measurement with its words.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What each run took: seconds by the clock, and seconds on processors.
pub type Took = Vec<(f64, f64)>;

/// Does something several times; gives what each run took and the last result.
pub fn repeat<T>(times: usize, mut work: impl FnMut() -> Outcome<T>) -> Outcome<(Took, T)> {
    let mut runs = Vec::new();
    let mut result = None;
    // Threads must be there before their time is counted.
    rayon::join(|| (), || ());
    for _ in 0..times.max(1) {
        // What came out before is given back first, as the peers do.
        drop(result.take());
        let used = processor()?;
        let start = Instant::now();
        let made = work()?;
        let took = start.elapsed().as_secs_f64();
        runs.push((took, processor()? - used));
        result = Some(made);
    }
    Ok((runs, result.ok_or("no run")?))
}

/// Seconds on processors of all threads of this program, as the kernel counts them: when a thread gives way, so all do first.
fn processor() -> Outcome<f64> {
    std::thread::sleep(Duration::from_millis(2));
    let mut nanoseconds = 0.0;
    for task in std::fs::read_dir("/proc/self/task")? {
        let told = std::fs::read_to_string(task?.path().join("schedstat"))?;
        let first = told.split_whitespace().next().ok_or("an empty schedstat")?;
        nanoseconds += first.parse::<f64>()?;
    }
    Ok(nanoseconds / 1e9)
}

fn main() -> ExitCode {
    match asked() {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn asked() -> Outcome<String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [job, folder, result, runs] = words.as_slice() else {
        return Err("see the head of src/main.rs for what is needed".into());
    };
    let took = jobs::run(job, Path::new(folder), Path::new(result), runs.parse()?)?;
    let (seconds, processor): (Vec<f64>, Vec<f64>) = took.into_iter().unzip();
    Ok(format!(
        "{{\"seconds\": {seconds:?}, \"processor\": {processor:?}, \"peak\": {}}}",
        tables::peak()?
    ))
}
