//! Solves a programme from a file and says how long it took: `choose FILE.json GAP_IN_MILLIONTHS [NODES] [SECONDS]`.
//!
//! The file: `{"values": [..], "rows": [{"columns": [..], "coefficients": [..], "lower": n|null, "upper": n|null}], "groups": [[..]]}`,
//! whole numbers, as `bench/select/generate.py` writes it. Time is counted from the parsed file on, so building the programme is in it.

use std::time::Instant;

use koers_solve::choose::{Limits, Program, relaxed, solve_watched, verify};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    values: Vec<i64>,
    rows: Vec<Line>,
    groups: Vec<Vec<usize>>,
}

#[derive(Deserialize)]
struct Line {
    columns: Vec<usize>,
    coefficients: Vec<i64>,
    lower: Option<i64>,
    upper: Option<i64>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file: File = serde_json::from_slice(&std::fs::read(args.next().ok_or("which file?")?)?)?;
    let mut limits = Limits::within(args.next().ok_or("which gap, in millionths?")?.parse()?);
    if let Some(nodes) = args.next() {
        limits.nodes = nodes.parse()?;
    }
    let seconds: f64 = args.next().map_or(Ok(f64::INFINITY), |s| s.parse())?;
    let begin = Instant::now();
    let mut program = Program::new();
    for v in file.values {
        program.column(v)?;
    }
    for r in file.rows {
        program.row(r.columns.into_iter().zip(r.coefficients), r.lower, r.upper)?;
    }
    for g in file.groups {
        program.group(g)?;
    }
    let trace = std::env::var_os("TRACE").is_some();
    let outcome = solve_watched(&program, &limits, None, &mut |p| {
        if trace && p.nodes % 20 == 1 {
            eprintln!("{:8.3} {p:?}", begin.elapsed().as_secs_f64());
        }
        begin.elapsed().as_secs_f64() < seconds
    });
    let solved = begin.elapsed().as_secs_f64();
    let value = outcome.solution.as_ref().map(|s| s.value);
    println!(
        r#"{{"tool": "koers", "seconds": {solved:.4}, "value": {}, "bound": {}, "gap": {}, "ended": "{:?}", "nodes": {}, "iterations": {}, "root": {}}}"#,
        value.map_or("null".into(), |v| v.to_string()),
        outcome.bound.map_or("null".into(), |v| v.to_string()),
        outcome.gap().map_or("null".into(), |v| format!("{v:.6}")),
        outcome.ended,
        outcome.nodes,
        outcome.iterations,
        relaxed(&program).unwrap_or_default(),
    );
    if let Some(s) = &outcome.solution {
        let begin = Instant::now();
        let checked = verify(&program, &s.chosen, s.value, &outcome.certificate)?;
        eprintln!(
            "proof checked: {checked:?} in {:.3} s",
            begin.elapsed().as_secs_f64()
        );
    }
    Ok(())
}
