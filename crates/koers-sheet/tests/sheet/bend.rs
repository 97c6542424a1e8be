//! Changes workbooks as people and other programs do, without keeping one in the repository: parts of the zip are written anew.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The parts of a workbook, by name.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((name, text));
    }
    parts
}

pub fn packed<'p>(parts: impl IntoIterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same workbook with one part changed.
pub fn with_part(bytes: &[u8], part: &str, change: impl FnOnce(&str) -> String) -> Vec<u8> {
    let mut parts = parts(bytes);
    let found = parts.iter_mut().find(|(name, _)| name == part).unwrap();
    found.1 = change(&found.1);
    packed(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// The part that holds the sheet with that name.
pub fn part_of(bytes: &[u8], sheet: &str) -> String {
    let parts = parts(bytes);
    let book = &parts
        .iter()
        .find(|(name, _)| name == "xl/workbook.xml")
        .unwrap()
        .1;
    let before = book.split(&format!("name=\"{sheet}\"")).next().unwrap();
    let number = before.matches("<sheet ").count();
    format!("xl/worksheets/sheet{number}.xml")
}

/// The XML of one cell, from `<c` to its end.
fn cell<'x>(xml: &'x str, at: &str) -> Option<&'x str> {
    let from = xml.find(&format!("<c r=\"{at}\""))?;
    let rest = &xml[from..];
    let end = rest.find("</c>")? + 4;
    Some(&rest[..end])
}

/// The same workbook with something else in a cell, given as what follows its address: ` t="str"><v>x</v>`.
pub fn with_cell(bytes: &[u8], sheet: &str, at: &str, content: &str) -> Vec<u8> {
    with_part(bytes, &part_of(bytes, sheet), |xml| {
        let new = format!("<c r=\"{at}\"{content}</c>");
        match cell(xml, at) {
            Some(old) => xml.replace(old, &new),
            None => {
                // A row takes its cells in any order here.
                let line = at.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let row = format!("<row r=\"{line}\">");
                if xml.contains(&row) {
                    xml.replace(&row, &format!("{row}{new}"))
                } else {
                    xml.replace("</sheetData>", &format!("{row}{new}</row></sheetData>"))
                }
            }
        }
    })
}

pub fn text(says: &str) -> String {
    format!(" t=\"inlineStr\"><is><t>{says}</t></is>")
}

pub fn number(says: &str) -> String {
    format!("><v>{says}</v>")
}
