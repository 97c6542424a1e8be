//! A workbook in which only the rows of one sheet are not ours.

use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{Book, Known, Making};
use std::io::{Cursor, Read, Write};
use std::sync::OnceLock;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The register of the seed `corpus/register/whole.json`, and its workbook.
pub fn workbook() -> &'static (Register, Vec<u8>) {
    static WHOLE: OnceLock<(Register, Vec<u8>)> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let register = koers_store::exchange::read(include_str!("../corpus/register/whole.json")).expect("a register");
        let book = Book::of(&register, &Making::new(Lang::Nl)).to_xlsx(&Known::nothing()).expect("fits");
        (register, book)
    })
}

/// The workbook with these rows at the end of its sheet of money. Nothing is packed: what is fed is what is read.
pub fn with_rows(book: &[u8], rows: &str) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(book)).expect("a zip file");
    let mut parts = Vec::new();
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        parts.push((name, text));
    }
    let sheets = parts.iter().find(|(name, _)| name == "xl/workbook.xml").expect("its list of sheets");
    let before = sheets.1.split("name=\"Geld\"").next().expect("a sheet of money");
    let money = format!("xl/worksheets/sheet{}.xml", before.matches("<sheet ").count());
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, mut text) in parts {
        if name == money {
            text = text.replacen("</sheetData>", &format!("{rows}</sheetData>"), 1);
        }
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        to.start_file(name, stored).expect("a part");
        to.write_all(text.as_bytes()).expect("written");
    }
    to.finish().expect("a zip file").into_inner()
}
