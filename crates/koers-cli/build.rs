//! Lists the files of the example workspaces, so that they are compiled into the binary.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The examples, by the name of their folder.
const EXAMPLES: [&str; 2] = ["drenthe", "oefening"];

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| !name.starts_with('.'))
        {
            found.push(path);
        }
    }
    Ok(())
}

/// A list of names and bytes, as Rust.
fn listed(example: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    collect(example, &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    for path in files {
        let name = path.strip_prefix(example).map_err(io::Error::other)?;
        let name = name
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(
            code,
            "    ({name:?}, include_bytes!({:?}) as &[u8]),",
            path.display().to_string()
        )
        .map_err(io::Error::other)?;
    }
    code.push(']');
    Ok(code)
}

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    for name in EXAMPLES {
        let example = root.join("../../examples").join(name).canonicalize()?;
        println!("cargo::rerun-if-changed={}", example.display());
        fs::write(out.join(name).with_extension("rs"), listed(&example)?)?;
    }
    Ok(())
}
