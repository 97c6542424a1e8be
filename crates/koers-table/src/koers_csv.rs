//! Our own long CSV: comments with what is known of the table, a header, a figure per row.

use crate::coder::PeriodText;
use crate::delimited::Records;
use crate::error::{Note, Place, ReadError, code, shown};
use crate::flags;
use crate::gather::{Figure, Gather, Read};
use crate::number::Decimals;
use crate::plan::{Form, Structural, Use, plan};
use crate::rows::{Beside, Cells, Raw, delimited, header, join};
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::diagnostic::Severity;
use koers_model::region::RegionRegistry;

const STRUCTURAL: [Structural; 6] = [
    ("value", Use::Value(None)),
    ("status", Use::Status),
    ("marks", Use::SecondStatus),
    ("margin", Use::Margin),
    ("source", Use::Ignore),
    ("published", Use::Published),
];

struct Own {
    decimals: Decimals,
    /// Whether Koers itself published the table: reasons and marks stand in columns of their own.
    published: bool,
}

impl Cells for Own {
    fn read(
        &mut self,
        raw: Raw<'_>,
        beside: Beside<'_>,
        mask: &dyn Fn(&[u8]) -> Option<u32>,
        line: u64,
    ) -> Result<Read, ReadError> {
        let Raw::Text(text) = raw else {
            return Err(ReadError::new(code::NOT_A_NUMBER, "a figure is no text"));
        };
        let text = text.trim_ascii();
        let said = if self.published {
            flags::published(beside.status)?.and(flags::published(beside.second_status)?)
        } else {
            flags::own(beside.status)?
        };
        if text.is_empty() {
            return match said.reason {
                Some(reason) => Ok(Read::new(Figure::Missing(reason), said)),
                None => Err(ReadError::new(code::CONTRADICTION, "an empty value has no reason")
                    .found(shown(beside.status))
                    .expected("suppressed, not-yet, not-available, impossible or not-applicable in the column `status`")),
            };
        }
        if let Some(mask) = mask(text) {
            return join(Figure::Masked(mask), said);
        }
        let value = self
            .decimals
            .number(text, line)
            .map_err(|fault| fault.error(text))?;
        join(Figure::Value(value), said)
    }
    fn decimals(&mut self) -> &mut Decimals {
        &mut self.decimals
    }
}

/// Reads our own CSV.
pub(crate) fn read(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let mut records = Records::new(text.as_bytes(), b',', true);
    let mut findings = crate::error::Findings::default();
    let mut stamp = None;
    while records.rest().first() == Some(&b'#') {
        let comment = records.skip_line().map_err(one)?;
        let said = String::from_utf8_lossy(comment.get(1..).unwrap_or(&[])).into_owned();
        let Some((key, value)) = said.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match key.trim() {
            "published" if value == "unknown" => {}
            "published" => match value.parse() {
                Ok(day) => stamp = stamp.or(Some(day)),
                Err(_) => findings.error(
                    ReadError::new(code::NOT_A_DATE, "the day of publication is no date")
                        .at(Place::Line(records.line()))
                        .found(shown(value.as_bytes()))
                        .expected("2019-12-31 or unknown"),
                ),
            },
            "table" if !value.eq_ignore_ascii_case(&dataset.table) => findings.note(
                Note::new(
                    code::OTHER_TABLE,
                    Severity::Warning,
                    format!(
                        "the file says table `{}`, the catalogue `{}`",
                        shown(value.as_bytes()),
                        dataset.table
                    ),
                )
                .at(Some(Place::Line(records.line()))),
            ),
            _ => {}
        }
    }
    if !records.advance().map_err(one)? {
        return Err(one(crate::empty()));
    }
    let names = header(&records);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let form = Form {
        structural: &STRUCTURAL,
        cells_without_columns: false,
    };
    let Some(plan) = plan(&names, dataset, form, &mut findings) else {
        return Err(findings.into_errors());
    };
    let mut gather = Gather::new(&plan, dataset, registry, options, PeriodText::Iso, false);
    gather.findings = findings;
    gather.stamp = stamp;
    let mut cells = Own {
        decimals: Decimals::Point,
        published: plan.figures.iter().any(|figures| figures.second_status.is_some()),
    };
    if let Err(error) = delimited(&mut records, &plan, &mut gather, &mut cells) {
        gather.error(error);
    }
    gather.finish()
}
