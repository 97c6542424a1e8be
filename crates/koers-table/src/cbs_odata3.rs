//! CBS OData v3: wide rows, padded keys; untyped (all texts, signs for what is missing) or typed (numbers or nothing).

use crate::beside::{BesideRows, Holds, Spoken};
use crate::coder::PeriodText;
use crate::delimited::Records;
use crate::error::{Findings, Note, ReadError, code};
use crate::gather::{Figure, Gather, Read};
use crate::number::Decimals;
use crate::odata_json::{self, Flavour};
use crate::plan::{Form, Structural, Use, plan};
use crate::rows::{Beside, Cells, Raw, cbs_status, delimited, header, join};
use crate::zipped::Zipped;
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::diagnostic::Severity;
use koers_model::region::RegionRegistry;
use koers_model::value::{Marks, Missing};

const STRUCTURAL: [Structural; 1] = [("ID", Use::Ignore)];
pub(crate) const FORM: Form = Form {
    structural: &STRUCTURAL,
    cells_without_columns: false,
};

const FLAVOUR: Flavour = Flavour {
    form: FORM,
    ignored_prefix: "odata.",
};

/// Figures of OData v3.
pub(crate) struct Cbs3 {
    decimals: Decimals,
    /// Whether the file shows the signs or the padding of an untyped export.
    untyped: bool,
    nulls: u64,
}

impl Cbs3 {
    pub(crate) fn new() -> Self {
        Self {
            decimals: Decimals::Undecided,
            untyped: false,
            nulls: 0,
        }
    }

    fn text(
        &mut self,
        raw: &[u8],
        mask: &dyn Fn(&[u8]) -> Option<u32>,
        line: u64,
    ) -> Result<(Figure, Marks), ReadError> {
        let text = raw.trim_ascii();
        let sign = match text {
            // Whether blank means that the figure cannot exist or that nobody kept the reason shows at the end.
            b"" => return Ok((Figure::Missing(Missing::Impossible), Marks::NONE)),
            b"." => Some((Figure::Missing(Missing::NotAvailable), Marks::NONE)),
            b"x" | b"X" => Some((Figure::Missing(Missing::Suppressed), Marks::NONE)),
            b"-" | b"\xe2\x80\x93" => Some((Figure::Value(0.0), Marks::NIL)),
            _ => None,
        };
        self.untyped |= sign.is_some() || raw.len() != text.len();
        if let Some(sign) = sign {
            return Ok(sign);
        }
        if let Some(mask) = mask(text) {
            return Ok((Figure::Masked(mask), Marks::NONE));
        }
        let (number, marks) = match text.strip_suffix(b"*") {
            Some(rest) => match rest.strip_suffix(b"*") {
                Some(rest) => (rest, Marks::REVISED_PROVISIONAL),
                None => (rest, Marks::PROVISIONAL),
            },
            None => (text, Marks::NONE),
        };
        let value = self
            .decimals
            .number(number.trim_ascii_end(), line)
            .map_err(|fault| fault.error(text))?;
        Ok((Figure::Value(value), marks))
    }
}

impl Cells for Cbs3 {
    fn read(
        &mut self,
        raw: Raw<'_>,
        beside: Beside<'_>,
        mask: &dyn Fn(&[u8]) -> Option<u32>,
        line: u64,
    ) -> Result<Read, ReadError> {
        let mut said = cbs_status(beside)?;
        let (figure, marks) = match raw {
            Raw::Text(text) => self.text(text, mask, line)?,
            Raw::Number(number) => {
                let masked = if number.fract() == 0.0 {
                    mask(number.to_string().as_bytes())
                } else {
                    None
                };
                (masked.map_or(Figure::Value(number), Figure::Masked), Marks::NONE)
            }
            Raw::Null => {
                self.nulls += 1;
                (Figure::Missing(Missing::NotAvailable), Marks::NONE)
            }
        };
        said.marks = said.marks.with(marks);
        join(figure, said)
    }
    fn decimals(&mut self) -> &mut Decimals {
        &mut self.decimals
    }
    /// In an untyped export a blank cell cannot exist. In a typed one it says no more than that there is no figure.
    fn end(&mut self, gather: &mut Gather<'_>) {
        let mut lost = (self.nulls, None);
        if !self.untyped {
            let (blank, first) = gather.change_reason(Missing::Impossible, Missing::NotAvailable);
            lost = (lost.0 + blank, first);
        }
        if lost.0 > 0 {
            let message = format!(
                "{} empty cells of a typed export do not say why they are empty; they are read as not available",
                lost.0
            );
            gather
                .findings
                .note(Note::new(code::REASON_LOST, Severity::Note, message).at(lost.1));
        }
    }
}

/// The delimiter of a header: whichever of `;` and `,` it has more of.
pub(crate) fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |byte: u8| memchr::memchr_iter(byte, first.as_bytes()).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// Reads CSV of OData v3.
pub(crate) fn read_csv(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let mut records = Records::new(text.as_bytes(), delimiter(text), true);
    if !records.advance().map_err(one)? {
        return Err(one(crate::empty()));
    }
    let names = header(&records);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut findings = Findings::default();
    let Some(plan) = plan(&names, dataset, FORM, &mut findings) else {
        return Err(findings.into_errors());
    };
    let mut gather = Gather::new(&plan, dataset, registry, options, PeriodText::Cbs, false);
    gather.findings = findings;
    if let Err(error) = delimited(&mut records, &plan, &mut gather, &mut Cbs3::new()) {
        gather.error(error);
    }
    gather.finish()
}

/// Reads JSON of OData v3, typed or untyped.
pub(crate) fn read_json(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    odata_json::read(text, dataset, registry, options, FLAVOUR, Cbs3::new())
}

/// How the service speaks beside the rows.
const SPOKEN: Spoken = Spoken {
    holds: |set| match set {
        "UntypedDataSet" | "DataProperties" => Holds::Other,
        "TableInfos" => Holds::About,
        column => Holds::List(column),
    },
    code: "Key",
    changed: &["Modified"],
    rows: "RecordCount",
};

/// Reads all answers of a table: its rows page by page, and what stands beside them.
pub(crate) fn read_pages(
    bytes: &[u8],
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let mut zip = Zipped::open(bytes, |_| true).map_err(one)?;
    let beside = BesideRows::of(&mut zip, &SPOKEN).map_err(one)?;
    odata_json::read_pages(
        (&mut zip, "UntypedDataSet-"),
        (dataset, registry, options),
        FLAVOUR,
        Cbs3::new(),
        &beside,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_an_untyped_export() {
        let none = |_: &[u8]| None;
        let read = |text: &str| Cbs3::new().text(text.as_bytes(), &none, 1);
        for (text, figure, marks) in [
            ("    89.8", Figure::Value(89.8), Marks::NONE),
            ("89,8", Figure::Value(89.8), Marks::NONE),
            ("       .", Figure::Missing(Missing::NotAvailable), Marks::NONE),
            ("x", Figure::Missing(Missing::Suppressed), Marks::NONE),
            ("       -", Figure::Value(0.0), Marks::NIL),
            ("–", Figure::Value(0.0), Marks::NIL),
            ("-3", Figure::Value(-3.0), Marks::NONE),
            ("0", Figure::Value(0.0), Marks::NONE),
            ("", Figure::Missing(Missing::Impossible), Marks::NONE),
            ("12*", Figure::Value(12.0), Marks::PROVISIONAL),
            ("12.5 **", Figure::Value(12.5), Marks::REVISED_PROVISIONAL),
        ] {
            assert_eq!(read(text).unwrap(), (figure, marks), "{text}");
        }
        assert!(read("*").is_err() && read("1.234,5").is_err() && read("x 12").is_err());
    }
}
