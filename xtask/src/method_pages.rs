//! The pages of `docs/methods/economics`, from the doc comments of the methods of `koers-economics`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// Where the pages stand, relative to the repository.
pub const FOLDER: &str = "docs/methods/economics";
const SOURCE: &str = "crates/koers-economics/src";
/// The heading that makes a doc comment a page.
const FIRST_HEADING: &str = "# What it measures";

/// One method: its family, its name and the lines of its doc comment.
struct Method {
    family: String,
    name: String,
    lines: Vec<String>,
}

/// Every page and their list, relative to the repository.
pub fn pages(root: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let families = families(&root.join(SOURCE))?;
    let mut methods = Vec::new();
    for family in families.keys() {
        for file in sorted(&root.join(SOURCE).join(family))? {
            let source = std::fs::read_to_string(file)?;
            methods.extend(methods_of(family, &source));
        }
    }
    let names: BTreeSet<&str> = methods.iter().map(|method| method.name.as_str()).collect();
    if names.len() != methods.len() {
        return Err(io::Error::other(
            "two methods have the same name, and so the same page",
        ));
    }
    let mut pages: Vec<(PathBuf, String)> = methods
        .iter()
        .map(|method| {
            (
                Path::new(FOLDER).join(format!("{}.md", method.name)),
                page(method, &names),
            )
        })
        .collect();
    pages.push((Path::new(FOLDER).join("README.md"), list(&families, &methods)));
    Ok(pages)
}

/// The families and what they say of themselves, from the list in `lib.rs`.
fn families(source: &Path) -> io::Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(source.join("lib.rs"))?;
    Ok(text
        .lines()
        .filter_map(|line| line.strip_prefix("//! - [`")?.split_once("`]: "))
        .map(|(name, about)| (name.to_owned(), about.to_owned()))
        .collect())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// The doc comments with the first heading, each with the function that follows it.
fn methods_of(family: &str, source: &str) -> Vec<Method> {
    let mut methods = Vec::new();
    let mut comment: Vec<String> = Vec::new();
    for line in source.lines() {
        if let Some(text) = line.strip_prefix("///") {
            comment.push(text.strip_prefix(' ').unwrap_or(text).to_owned());
        } else if line.starts_with("#[") {
            // An attribute stands between a comment and its function.
        } else {
            let name = line
                .strip_prefix("pub fn ")
                .and_then(|rest| rest.split(['(', '<']).next());
            let lines = std::mem::take(&mut comment);
            if let (Some(name), true) = (name, lines.iter().any(|line| line == FIRST_HEADING)) {
                methods.push(Method {
                    family: family.to_owned(),
                    name: name.to_owned(),
                    lines,
                });
            }
        }
    }
    methods
}

fn page(method: &Method, names: &BTreeSet<&str>) -> String {
    let mut page = String::new();
    let mut lines = method.lines.iter();
    let title = lines.next().map_or("", |line| line.trim_end_matches('.'));
    // Writing to a string cannot fail.
    let _ = write!(
        page,
        "# {title}\n\n`koers_economics::{}::{}` · [all methods](README.md) · made from the code by `cargo xtask generate`\n",
        method.family, method.name
    );
    let mut in_code = false;
    for line in lines {
        if line.starts_with("```") {
            in_code = !in_code;
            page.push_str(if in_code { "\n```rust\n" } else { "```\n" });
        } else if in_code {
            // Lines that a documentation test needs and a reader does not.
            if !line.starts_with("# ") {
                let _ = writeln!(page, "{line}");
            }
        } else if let Some(heading) = line.strip_prefix("# ") {
            let _ = write!(page, "## {heading}\n\n");
        } else if line.is_empty() {
            page.push('\n');
        } else {
            let _ = writeln!(page, "{}", linked(line, names));
        }
    }
    page
}

/// References to other methods as links, to other items as code.
fn linked(line: &str, names: &BTreeSet<&str>) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((item, next)) = after.split_once("`]") else {
            break;
        };
        let item = item.trim_start_matches("super::");
        let name = item.trim_end_matches("()");
        text.push_str(before);
        let _ = if names.contains(name) {
            write!(text, "[{name}]({name}.md)")
        } else {
            write!(text, "`{item}`")
        };
        rest = next;
    }
    text + rest
}

fn list(families: &BTreeMap<String, String>, methods: &[Method]) -> String {
    let mut list = String::from(
        "# Methods of regional science\n\nThe library `koers-economics`: numbers in, numbers out. Each page says what is measured, by which formula, under which assumptions, and who else has its numbers.\nThe pages are made from the code by `cargo xtask generate`.\n",
    );
    for (family, about) in families {
        let (family_name, about) = (capital(&family.replace('_', "-")), capital(about));
        let _ = write!(list, "\n## {family_name}\n\n{about}\n\n");
        for method in methods.iter().filter(|method| method.family == *family) {
            let about = method.lines.first().map_or("", String::as_str);
            let _ = writeln!(list, "- [{0}]({0}.md): {about}", method.name);
        }
    }
    list
}

/// The same with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}
