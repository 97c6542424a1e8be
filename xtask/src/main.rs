//! `cargo xtask generate` writes everything that is made from the code: JSON Schemas, pages of rules and of methods, the contract of `status`.
//! `cargo xtask generate --check` writes nothing and fails when something is stale.

mod method_pages;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Every generated file, relative to the repository.
fn generated(root: &Path) -> std::io::Result<Vec<(PathBuf, String)>> {
    let mut files = Vec::new();
    for (name, schema) in koers_framework::schemas() {
        files.push((Path::new("schemas").join(name), schema));
    }
    for (name, page) in koers_framework::rule_pages() {
        files.push((Path::new("docs/rules").join(name), page));
    }
    files.push(("schemas/status.schema.json".into(), koers_report::status_schema()));
    files.push((
        "schemas/explain.schema.json".into(),
        koers_report::explain_schema(),
    ));
    files.extend(method_pages::pages(root)?);
    Ok(files)
}

/// Files in a generated folder that nothing makes any more.
fn stale(root: &Path, files: &[(PathBuf, String)]) -> std::io::Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    for folder in ["schemas", "docs/rules", method_pages::FOLDER] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
            continue;
        };
        for entry in entries {
            let path = Path::new(folder).join(entry?.file_name());
            if !files.iter().any(|(name, _)| *name == path) {
                stale.push(path);
            }
        }
    }
    Ok(stale)
}

fn run(check: bool) -> std::io::Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let files = generated(root)?;
    let mut fresh = true;
    for (name, content) in &files {
        let path = root.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == *content) {
            continue;
        }
        fresh = false;
        println!("{} {}", if check { "stale:" } else { "wrote" }, name.display());
        if !check {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&path, content)?;
        }
    }
    for path in stale(root, &files)? {
        fresh = false;
        println!("{} {}", if check { "stale:" } else { "removed" }, path.display());
        if !check {
            std::fs::remove_file(root.join(path))?;
        }
    }
    Ok(fresh)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["generate"] => false,
        ["generate", "--check"] => true,
        _ => {
            eprintln!("usage: cargo xtask generate [--check]");
            return ExitCode::from(2);
        }
    };
    match run(check) {
        Ok(false) if check => {
            eprintln!("generated files are stale: run `cargo xtask generate` and commit what it wrote");
            ExitCode::from(1)
        }
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write generated files: {error}");
            ExitCode::from(1)
        }
    }
}
