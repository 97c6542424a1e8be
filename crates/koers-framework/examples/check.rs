//! Checks a workspace folder and prints what is found: `cargo run --example check -- <folder> [nl|en]`.

use koers_framework::render::{Look, summary, terminal};
use koers_framework::{SourceFile, check, parse};
use koers_model::text::Lang;
use std::path::Path;

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(relative) = path.strip_prefix(root) {
            files.push(SourceFile {
                path: relative.to_string_lossy().replace('\\', "/").into(),
                bytes: std::fs::read(&path)?,
            });
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".into());
    let lang = match arguments.next().as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Nl,
    };
    let mut files = Vec::new();
    collect(Path::new(&folder), Path::new(&folder), &mut files)?;
    let start = std::time::Instant::now();
    let parsed = parse(&files);
    let read = start.elapsed();
    let checked = check(&parsed, &Default::default(), lang);
    let all = start.elapsed();
    let look = Look {
        lang,
        ..Look::default()
    };
    print!("{}", terminal(&checked.diagnostics, parsed.sources(), look));
    println!("{}", summary(&checked.diagnostics, lang));
    eprintln!(
        "{} findings, definitions: {}, parse {read:?}, with check {all:?}",
        checked.diagnostics.len(),
        checked.definitions.is_some()
    );
    Ok(())
}
