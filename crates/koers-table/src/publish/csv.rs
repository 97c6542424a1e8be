//! CSV: a row per observation, safe to open in a spreadsheet.

use super::Description;
use super::layout::{AFTER, BEFORE, Places, dimensions, label};
use crate::cube::{ABSENT, Cube, VALUE};
use koers_model::text::Lang;
use koers_model::value::{Marks, Missing};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CsvVariant {
    /// RFC 4180: comma, point as decimal sign, UTF-8 without a mark.
    Plain,
    /// What a Dutch Excel opens with a double click: semicolon, decimal comma, a byte order mark. Only for who asks for it.
    ExcelNl,
}

impl CsvVariant {
    fn separator(self) -> char {
        match self {
            Self::Plain => ',',
            Self::ExcelNl => ';',
        }
    }
}

/// Writes a table as CSV. Rows end with CRLF and stand in the order of the cube; what the table has no row for has none here either.
///
/// Text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end) gets an apostrophe before it.
/// Numbers are left alone.
#[must_use]
pub fn csv(cube: &Cube, description: &Description, lang: Lang, variant: CsvVariant) -> Vec<u8> {
    let separator = variant.separator();
    let dimensions = dimensions(cube, description);
    let mut out = String::new();
    if variant == CsvVariant::ExcelNl {
        out.push('\u{feff}');
    }
    let middle = dimensions
        .iter()
        .flat_map(|dimension| [Some(&dimension.column), dimension.label_column.as_ref()])
        .flatten()
        .map(String::as_str);
    for (at, name) in BEFORE.into_iter().chain(middle).chain(AFTER).enumerate() {
        if at > 0 {
            out.push(separator);
        }
        push_text(&mut out, name);
    }
    out.push_str("\r\n");

    // What rows have in common is written once, and copied.
    let piece = |cells: &[&str]| {
        let mut piece = String::new();
        for cell in cells {
            push_text(&mut piece, cell);
            piece.push(separator);
        }
        piece
    };
    let regions: Vec<String> = cube
        .regions()
        .iter()
        .map(|code| {
            piece(&[
                code.as_str(),
                description.regions.get(code).map_or("", String::as_str),
            ])
        })
        .collect();
    let periods: Vec<String> = cube
        .periods()
        .iter()
        .map(|period| piece(&[&period.to_string(), &period.start().to_string()]))
        .collect();
    let codes: Vec<Vec<String>> = dimensions
        .iter()
        .map(|dimension| {
            let named = dimension.label_column.is_some();
            let of = |code: &String| match named {
                true => piece(&[code, label(description, dimension.name, code, lang).unwrap_or("")]),
                false => piece(&[code]),
            };
            dimension.codes.iter().map(of).collect()
        })
        .collect();
    let measures: Vec<String> = cube
        .measures()
        .iter()
        .map(|measure| {
            let unit = description
                .measures
                .get(measure)
                .map_or("", |about| about.unit.id);
            piece(&[measure, unit])
        })
        .collect();
    let mut marks: BTreeMap<u16, String> = BTreeMap::new();
    let places = Places::of(cube);
    let copy = |out: &mut String, pieces: &[String], at: usize| {
        if let Some(piece) = pieces.get(at) {
            out.push_str(piece);
        }
    };
    for (position, &kind) in cube.kinds().iter().enumerate() {
        if kind == ABSENT {
            continue;
        }
        copy(&mut out, &regions, places.region(position));
        copy(&mut out, &periods, places.period(position));
        for (dimension, codes) in codes.iter().enumerate() {
            copy(&mut out, codes, places.code(dimension, position));
        }
        copy(&mut out, &measures, places.measure(position));
        if kind == VALUE {
            push_number(&mut out, cube.values.get(position).copied(), variant);
            out.push(separator);
        } else {
            out.push(separator);
            out.push_str(Missing::from_code(kind).map_or("", Missing::word));
        }
        out.push(separator);
        let bits = cube.marks.get(position).copied().unwrap_or(0);
        if bits != 0 {
            let words = marks
                .entry(bits)
                .or_insert_with(|| Marks::from_bits(bits).words().collect::<Vec<_>>().join(" "));
            out.push_str(words);
        }
        out.push(separator);
        push_number(&mut out, cube.margins.get(&position).map(|n| n.get()), variant);
        let bounds = cube.bounds.get(&position);
        for bound in [bounds.map(|b| b.low), bounds.map(|b| b.high)] {
            out.push(separator);
            push_number(&mut out, bound.map(|n| n.get()), variant);
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// The shortest decimal number that is this float and no other; never with an exponent.
fn push_number(out: &mut String, number: Option<f64>, variant: CsvVariant) {
    let Some(number) = number.filter(|number| number.is_finite()) else {
        return;
    };
    let start = out.len();
    // Writing to a text cannot fail.
    let _ = write!(out, "{number}");
    if variant == CsvVariant::ExcelNl
        && let Some(point) = out.get(start..).and_then(|text| text.find('.'))
    {
        out.replace_range(start + point..=start + point, ",");
    }
}

/// Spreadsheets run what begins like this as a formula. An apostrophe before it makes it text again.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Adds text: guarded against being run as a formula, in quotes where it must.
pub(super) fn push_text(out: &mut String, text: &str) {
    let text = guarded(text);
    let quote = text.contains([',', ';', '"', '\r', '\n', '\t']) || *text != *text.trim();
    if !quote {
        out.push_str(&text);
        return;
    }
    out.push('"');
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: &str) -> String {
        let mut out = String::new();
        push_text(&mut out, of);
        out
    }
    fn number(of: f64, variant: CsvVariant) -> String {
        let mut out = String::from("3.5,");
        push_number(&mut out, Some(of), variant);
        out
    }

    #[test]
    fn text_is_quoted_and_guarded() {
        assert_eq!(text("Emmen"), "Emmen");
        assert_eq!(text("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(text("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(text("@x"), "'@x");
        assert_eq!(text("-"), "'-");
        assert_eq!(text("\t=1"), "\"'\t=1\"");
        assert_eq!(text(" padded"), "\" padded\"");
    }

    #[test]
    fn numbers_are_left_alone() {
        assert_eq!(number(-0.5, CsvVariant::Plain), "3.5,-0.5");
        assert_eq!(number(-0.5, CsvVariant::ExcelNl), "3.5,-0,5");
        assert_eq!(number(1e21, CsvVariant::ExcelNl), "3.5,1000000000000000000000");
        assert_eq!(number(f64::NAN, CsvVariant::Plain), "3.5,");
    }
}
