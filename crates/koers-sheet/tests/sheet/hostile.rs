//! Files that were made to break a reader: bounded in memory and time, and never a panic.

use super::bend::{packed, part_of, parts, with_part};
use super::plain::register;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{Book, Known, Making, read_csv, read_xlsx};
use proptest::prelude::*;
use std::sync::LazyLock;

static PLAIN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    Book::of(&register(), &Making::new(Lang::Nl))
        .to_xlsx(&Known::nothing())
        .unwrap()
});

fn said(bytes: &[u8]) -> String {
    match read_xlsx(bytes, &Register::default(), &Known::nothing()) {
        Ok(_) => String::new(),
        Err(faults) => faults.say(Lang::En),
    }
}

#[test]
fn what_is_no_workbook_is_said_to_be_none() {
    assert!(said(b"").contains("not a whole .xlsx"));
    assert!(said(b"hello").contains("not a whole .xlsx"));
    assert!(said(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).contains("password"));
    assert!(said(&packed([("content.xml", b"<x/>".as_slice())])).contains(".ods"));
    assert!(said(&PLAIN[..PLAIN.len() / 2]).contains("not a whole .xlsx"));
    let notes = packed([
        ("_rels/.rels", b"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"b.xml\"/></Relationships>".as_slice()),
        ("b.xml", b"<workbook/>"),
        ("_rels/b.xml.rels", b"<Relationships/>"),
    ]);
    assert!(said(&notes).contains("none of the sheets is one of ours"));
}

#[test]
fn a_zip_that_unpacks_to_far_too_much_is_stopped() {
    let part = part_of(&PLAIN, "Geld");
    // One piece of 3 MiB.
    let long = with_part(&PLAIN, &part, |xml| {
        xml.replace(
            "</sheetData>",
            &format!("<!--{}--></sheetData>", " ".repeat(3 << 20)),
        )
    });
    assert!(long.len() < 1 << 20);
    assert!(said(&long).contains("too large"));
    // Many small ones: 300 MiB.
    let many = with_part(&PLAIN, &part, |xml| {
        xml.replace(
            "</sheetData>",
            &format!("{}</sheetData>", "<row/>".repeat(50 << 20)),
        )
    });
    let outcome = said(&many);
    assert!(
        outcome.contains("too large") || outcome.contains("not a whole"),
        "{outcome}"
    );
    // Tags within tags.
    let deep = with_part(&PLAIN, &part, |xml| {
        xml.replace("</sheetData>", &"<a>".repeat(1 << 20))
    });
    assert!(said(&deep).contains("too large"));
}

#[test]
fn cells_far_away_cost_nothing_and_too_long_ones_are_named() {
    let part = part_of(&PLAIN, "Geld");
    let far = with_part(&PLAIN, &part, |xml| {
        xml.replace(
            "</sheetData>",
            "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>",
        )
    });
    assert!(said(&far).starts_with("Geld!XFD1048576: "));
    let long = with_part(&PLAIN, &part, |xml| {
        let text = "x".repeat(1_000_000);
        xml.replace(
            "</sheetData>",
            &format!("<row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>{text}</t></is></c></row></sheetData>"),
        )
    });
    assert!(said(&long).contains("Geld!A9: at most 32767 characters"));
    let rows = with_part(&PLAIN, &part, |xml| {
        let rows: String = (10..1_048_576)
            .step_by(4)
            .map(|line| format!("<row r=\"{line}\"><c r=\"A{line}\"><v>1</v></c></row>"))
            .collect();
        xml.replace("</sheetData>", &format!("{rows}</sheetData>"))
    });
    assert!(said(&rows).contains("too large"));
}

#[test]
fn entities_and_declarations_are_not_followed() {
    let part = part_of(&PLAIN, "Geld");
    let doctype = with_part(&PLAIN, &part, |xml| {
        xml.replace("<worksheet", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet")
    });
    assert!(said(&doctype).contains("not a whole .xlsx"));
    let entity = with_part(&PLAIN, &part, |xml| xml.replace("Jaar", "&a;"));
    assert!(said(&entity).contains("not a whole .xlsx"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_xlsx(&bytes, &register(), &Known::nothing());
        let _ = read_csv(&[("money.csv", &bytes)], &register(), &Known::nothing());
    }

    #[test]
    fn a_workbook_with_bytes_changed_is_read_without_a_panic(at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bytes = PLAIN.clone();
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = read_xlsx(&bytes, &register(), &Known::nothing());
    }

    #[test]
    fn a_sheet_with_pieces_changed_is_read_without_a_panic(at in any::<prop::sample::Index>(), piece in "<c r=\"A3\">|</c>|<v>|-|9999999|t=\"s\"|&#1;|</row>|<is>|NaN|\u{0}|s=\"99\"|_xD800_") {
        let part = part_of(&PLAIN, "Geld");
        let bent = with_part(&PLAIN, &part, |xml| {
            let mut place = at.index(xml.len());
            while !xml.is_char_boundary(place) {
                place -= 1;
            }
            format!("{}{piece}{}", &xml[..place], &xml[place..])
        });
        let _ = read_xlsx(&bent, &register(), &Known::nothing());
    }

    #[test]
    fn text_files_with_anything_in_them_are_read_without_a_panic(rows in "(money\\.(action|nr|id|year|amount\\.euro|end)|[,;\"'=\r\n0-9a-z.])*") {
        let _ = read_csv(&[("money.csv", rows.as_bytes())], &register(), &Known::nothing());
    }

    #[test]
    fn rows_and_columns_may_stand_in_any_order(seed in any::<u64>()) {
        let register = super::made::register(seed, 3);
        let book = Book::of(&register, &Making::new(Lang::Nl));
        let bytes = book.to_xlsx(&Known::nothing()).unwrap();
        let mut dice = super::made::Dice(seed);
        let mut parts = parts(&bytes);
        for (name, xml) in &mut parts {
            if name.starts_with("xl/worksheets/") && xml.contains("customWidth") && xml.contains("ySplit=\"2\"") {
                *xml = shuffled(xml, &mut dice);
            }
        }
        let bent = packed(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
        match read_xlsx(&bent, &Register::default(), &Known::nothing()) {
            Ok(import) => prop_assert_eq!(import.after, register),
            Err(faults) => prop_assert!(false, "{}", faults),
        }
    }
}

/// Rows from the third on, and all columns, in another order.
fn shuffled(xml: &str, dice: &mut super::made::Dice) -> String {
    let from = xml.find("<sheetData>").unwrap() + 11;
    let end = xml.find("</sheetData>").unwrap();
    let rows: Vec<Vec<(usize, String)>> = xml[from..end].split_inclusive("</row>").map(cells).collect();
    let width = rows
        .iter()
        .flatten()
        .map(|(column, _)| column + 1)
        .max()
        .unwrap_or(1);
    let mut columns: Vec<usize> = (0..width).collect();
    let mut order: Vec<usize> = (2..rows.len()).collect();
    for list in [&mut columns, &mut order] {
        for at in (1..list.len()).rev() {
            list.swap(at, dice.below(at + 1));
        }
    }
    let mut out = String::new();
    let lines = [0, 1].into_iter().chain(order);
    for (number, row) in lines.enumerate() {
        out.push_str(&format!("<row r=\"{}\">", number + 1));
        for (column, rest) in &rows[row] {
            let letter = char::from(b'A' + u8::try_from(columns[*column]).unwrap());
            out.push_str(&format!("<c r=\"{letter}{}\"{rest}", number + 1));
        }
        out.push_str("</row>");
    }
    format!("{}{out}{}", &xml[..from], &xml[end..])
}

/// Column and what follows the address, of each cell of a row. No sheet has more columns than letters.
fn cells(row: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for cell in row.split("<c r=\"").skip(1) {
        let (at, rest) = cell.split_once('"').unwrap();
        let rest = rest.strip_suffix("</row>").unwrap_or(rest);
        found.push((usize::from(at.as_bytes()[0] - b'A'), rest.to_owned()));
    }
    found
}
