//! One sheet as XML.

use super::escape::push_text;
use super::read::number_of;
use super::styles::Style;
use crate::cell::{Cell, letters};
use crate::number::written;
use std::fmt::Write;

/// What begins like this would be a formula when somebody typed it.
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A sheet on its way to XML. Rows and cells are added in order.
pub(crate) struct SheetXml {
    out: String,
    line: u32,
    ends: String,
}

/// How a sheet is shown.
pub(crate) struct Shown {
    /// Width and usual format of each column; no width: hidden.
    pub(crate) columns: Vec<(Option<u16>, Style)>,
    /// Rows and columns that stay in sight.
    pub(crate) frozen: (u32, u16),
}

impl SheetXml {
    pub(crate) fn new(shown: &Shown) -> Self {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
        );
        out.push_str("<sheetViews><sheetView workbookViewId=\"0\"");
        let (rows, columns) = shown.frozen;
        if rows + u32::from(columns) == 0 {
            out.push_str("/>");
        } else {
            let corner = format!("{}{}", letters(columns), rows + 1);
            let split = |name: &str, many: u32| {
                if many > 0 {
                    format!(" {name}=\"{many}\"")
                } else {
                    String::new()
                }
            };
            let pane = match (rows, columns) {
                (0, _) => "topRight",
                (_, 0) => "bottomLeft",
                _ => "bottomRight",
            };
            let _ = write!(
                out,
                "><pane{}{} topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/></sheetView>",
                split("xSplit", columns.into()),
                split("ySplit", rows),
            );
        }
        out.push_str("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (at, (width, style)) in shown.columns.iter().enumerate() {
            let number = at + 1;
            let width_or_hidden = match width {
                Some(width) => format!("width=\"{width}\""),
                None => "width=\"2\" hidden=\"1\"".to_owned(),
            };
            let _ = write!(
                out,
                "<col min=\"{number}\" max=\"{number}\" {width_or_hidden} style=\"{}\" customWidth=\"1\"/>",
                *style as u8
            );
        }
        out.push_str("</cols><sheetData>");
        Self {
            out,
            line: 0,
            ends: String::new(),
        }
    }
    /// Adds a row of cells, each with its format.
    pub(crate) fn row<'c>(&mut self, cells: impl IntoIterator<Item = (&'c Cell, Style)>, hidden: bool) {
        self.line += 1;
        let line = self.line;
        let _ = write!(
            self.out,
            "<row r=\"{line}\"{}>",
            if hidden { " hidden=\"1\"" } else { "" }
        );
        for (column, (cell, style)) in (0_u16..).zip(cells) {
            let place = |style: Style| format!("<c r=\"{}{line}\" s=\"{}\"", letters(column), style as u8);
            match cell {
                Cell::Text(text) => {
                    let style = if style == Style::Text && looks_like_formula(text) {
                        Style::Quoted
                    } else {
                        style
                    };
                    self.out.push_str(&place(style));
                    self.out
                        .push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                    push_text(&mut self.out, text);
                    self.out.push_str("</t></is></c>");
                }
                Cell::Number(number) => {
                    let _ = write!(self.out, "{}><v>{}</v></c>", place(style), written(*number));
                }
                Cell::Date(date) => {
                    // The table never holds a day without a number; it would be a text.
                    if let Some(number) = number_of(*date) {
                        let _ = write!(self.out, "{}><v>{number}</v></c>", place(style));
                    }
                }
                Cell::Flag(flag) => {
                    let _ = write!(
                        self.out,
                        "{} t=\"b\"><v>{}</v></c>",
                        place(style),
                        u8::from(*flag)
                    );
                }
                Cell::Empty | Cell::Moment(_) | Cell::Error(_) | Cell::Formula => {}
            }
        }
        self.out.push_str("</row>");
    }
    /// Lets the reader choose rows by what stands in them, from that row on.
    pub(crate) fn filter(&mut self, line: u32, columns: u16) {
        let last = self.line.max(line);
        let _ = write!(
            self.ends,
            "<autoFilter ref=\"A{line}:{}{last}\"/>",
            letters(columns.saturating_sub(1))
        );
    }
    /// Offers lists of words: columns from 0, the first row, where the words stand, and whether other words are refused.
    pub(crate) fn lists(&mut self, lists: &[(u16, String, bool)], first: u32, last: u32) {
        if lists.is_empty() {
            return;
        }
        let _ = write!(self.ends, "<dataValidations count=\"{}\">", lists.len());
        for (column, words, strict) in lists {
            let letters = letters(*column);
            let style = if *strict { "" } else { " errorStyle=\"warning\"" };
            let _ = write!(
                self.ends,
                "<dataValidation type=\"list\"{style} allowBlank=\"1\" showErrorMessage=\"1\" \
                 sqref=\"{letters}{first}:{letters}{last}\"><formula1>"
            );
            push_text(&mut self.ends, words);
            self.ends.push_str("</formula1></dataValidation>");
        }
        self.ends.push_str("</dataValidations>");
    }
    pub(crate) fn finish(self) -> String {
        let mut out = self.out;
        out.push_str("</sheetData>");
        out.push_str(&self.ends);
        out.push_str("</worksheet>");
        out
    }
}
