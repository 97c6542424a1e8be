//! SDMX-CSV of Eurostat, 2.1 and 3.0.

use crate::coder::PeriodText;
use crate::delimited::Records;
use crate::error::{Findings, Note, Place, ReadError, code, shown};
use crate::flags;
use crate::gather::{Gather, Read};
use crate::number::Decimals;
use crate::plan::{Form, Structural, Use, plan};
use crate::rows::{Beside, Cells, Raw, delimited, eurostat, header, join};
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::diagnostic::Severity;
use koers_model::region::RegionRegistry;

const STRUCTURAL: [Structural; 9] = [
    ("DATAFLOW", Use::Ignore),
    ("STRUCTURE", Use::Ignore),
    ("STRUCTURE_ID", Use::Ignore),
    ("STRUCTURE_NAME", Use::Ignore),
    ("LAST UPDATE", Use::Stamp),
    ("TIME_PERIOD", Use::Period),
    ("OBS_VALUE", Use::Value(None)),
    ("OBS_FLAG", Use::Status),
    ("CONF_STATUS", Use::SecondStatus),
];

struct Sdmx(Decimals);

impl Cells for Sdmx {
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
        let said = flags::eurostat(beside.status)?;
        let said = said.and(flags::confidentiality(beside.second_status.trim_ascii())?);
        if let Some(mask) = mask(text) {
            return join(crate::gather::Figure::Masked(mask), said);
        }
        let value = match text {
            b"" | b":" | b"NaN" => None,
            _ => Some(self.0.number(text, line).map_err(|fault| fault.error(text))?),
        };
        eurostat(value, said)
    }
    fn decimals(&mut self) -> &mut Decimals {
        &mut self.0
    }
}

/// The table that a data flow names: `nama_10r_3gdp` in `ESTAT:NAMA_10R_3GDP(1.0)`.
fn flow(text: &str) -> &str {
    let name = text.rsplit_once(':').map_or(text, |(_, name)| name);
    name.split('(').next().unwrap_or(name).trim()
}

/// A note when the bytes name another table than the catalogue.
pub(crate) fn other_table(said: &str, dataset: &Dataset, findings: &mut Findings) {
    if !said.is_empty() && !said.eq_ignore_ascii_case(&dataset.table) {
        let message = format!(
            "the file says table `{}`, the catalogue `{}`",
            shown(said.as_bytes()),
            dataset.table
        );
        findings.note(Note::new(code::OTHER_TABLE, Severity::Warning, message).at(Some(Place::Line(1))));
    }
}

/// Reads SDMX-CSV.
pub(crate) fn read(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let mut records = Records::new(text.as_bytes(), b',', true);
    if !records.advance().map_err(one)? {
        return Err(one(crate::empty()));
    }
    let names = header(&records);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let form = Form {
        structural: &STRUCTURAL,
        cells_without_columns: false,
    };
    let mut findings = Findings::default();
    let Some(plan) = plan(&names, dataset, form, &mut findings) else {
        return Err(findings.into_errors());
    };
    if let Some(at) = names
        .iter()
        .position(|name| matches!(*name, "DATAFLOW" | "STRUCTURE_ID"))
    {
        let first = records.rest().split(|&byte| byte == b'\n').next().unwrap_or(&[]);
        let cell = first.split(|&byte| byte == b',').nth(at).unwrap_or(&[]);
        other_table(flow(&String::from_utf8_lossy(cell)), dataset, &mut findings);
    }
    let mut gather = Gather::new(&plan, dataset, registry, options, PeriodText::Iso, false);
    gather.findings = findings;
    if let Err(error) = delimited(&mut records, &plan, &mut gather, &mut Sdmx(Decimals::Point)) {
        gather.error(error);
    }
    gather.finish()
}

#[cfg(test)]
mod tests {
    use super::flow;

    #[test]
    fn the_table_of_a_data_flow() {
        assert_eq!(flow("ESTAT:NAMA_10R_3GDP(1.0)"), "NAMA_10R_3GDP");
        assert_eq!(flow("ESTAT:LFSA_ARGAN"), "LFSA_ARGAN");
        assert_eq!(flow(""), "");
    }
}
