//! Which formats of cells show a number as a day; and the formats that we write.

use super::package::{Package, Trouble, Xml, attribute};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// No workbook has more formats (Excel itself: 65,490).
const MOST: usize = 70_000;

/// Whether the built-in format with that number shows a day or an hour (ECMA-376 part 1, 18.8.30, with those of East Asia).
fn built_in(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58 | 71..=81)
}

/// Whether a format of somebody's own shows a day or an hour: a `d`, `m`, `y`, `h` or `s` outside quotes and colours.
fn shows_days(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                letters.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inner: String = letters.by_ref().take_while(|c| *c != ']').collect();
                // `[h]` counts hours; `[Red]` and `[$-413]` are colours and languages.
                if !inner.is_empty()
                    && inner
                        .chars()
                        .all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'))
                {
                    return true;
                }
            }
            // `General` holds none of these letters in any spelling that is stored.
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            ';' => return false,
            _ => {}
        }
    }
    false
}

/// For each format of cells, whether it shows days.
pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<bool>, Trouble> {
    let Some(bytes) = package.part(part)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(&bytes);
    let mut own: BTreeMap<u32, bool> = BTreeMap::new();
    let mut cells = Vec::new();
    let mut inside = false;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"numFmt" => {
                    let id = attribute(&tag, "numFmtId")?.and_then(|id| id.parse().ok());
                    let code = attribute(&tag, "formatCode")?;
                    if let (Some(id), Some(code)) = (id, code) {
                        own.insert(id, shows_days(&code));
                    }
                }
                b"cellXfs" => inside = true,
                b"xf" if inside => {
                    let id: u32 = attribute(&tag, "numFmtId")?
                        .and_then(|id| id.parse().ok())
                        .unwrap_or(0);
                    cells.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == b"cellXfs" => inside = false,
            Event::Eof => return Ok(cells),
            _ => {}
        }
        if own.len() + cells.len() > MOST {
            return Err(Trouble::TooBig);
        }
    }
}

/// A format that we write, by its place in the list below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    General = 0,
    Text = 1,
    /// Text that would be a formula without its mark.
    Quoted = 2,
    Date = 3,
    Euro = 4,
    ThousandEuro = 5,
    Share = 6,
    Whole = 7,
    Degrees = 8,
    Head = 9,
    Wrapped = 10,
    Key = 11,
    /// The head of a column that every row fills in.
    Must = 12,
}

/// The styles of our own workbooks.
pub(crate) const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r##"<numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="#,##0.00###"/>"##,
    r##"<numFmt numFmtId="166" formatCode="0.####%"/><numFmt numFmtId="167" formatCode="0.000000"/></numFmts>"##,
    r#"<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><sz val="8"/><color rgb="FF767676"/><name val="Calibri"/><family val="2"/></font></fonts>"#,
    r#"<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFB9CDE0"/><bgColor indexed="64"/></patternFill></fill></fills>"#,
    r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
    r#"<cellXfs count="13">"#,
    r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>"#,
    r#"<xf numFmtId="49" fontId="1" fillId="3" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_days_are_told_from_those_that_do_not() {
        for days in [
            "yyyy\\-mm\\-dd",
            "d/m/yyyy;@",
            "[$-413]d mmmm yyyy",
            "[h]:mm",
            "dd\"dag\"",
            "MM/DD/YY",
        ] {
            assert!(shows_days(days), "{days}");
        }
        for other in [
            "General",
            "#,##0.00",
            "0.00%",
            "[Red]0.00",
            "\"dagen\" 0",
            "0\\d",
            "@",
            "_-* #,##0_-",
            "[$€-2] 0",
        ] {
            assert!(!shows_days(other), "{other}");
        }
    }
}
