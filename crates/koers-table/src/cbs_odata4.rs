//! CBS OData v4: one row per observation, `ValueAttribute` says why a value is missing. As CSV, as JSON, or as the bulk
//! zip with its code lists, from which the status of the periods is taken.

use crate::coder::PeriodText;
use crate::decode;
use crate::delimited::Records;
use crate::error::{Findings, Note, ReadError, code, shown};
use crate::flags;
use crate::gather::{Figure, Gather, Read};
use crate::number::Decimals;
use crate::odata_json::{self, Flavour};
use crate::plan::{Form, Structural, Use, plan};
use crate::rows::{Beside, Cells, Raw, delimited, header, join, stamp};
use crate::zipped;
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::diagnostic::Severity;
use koers_model::period::Period;
use koers_model::region::RegionRegistry;
use koers_model::value::Missing;

const STRUCTURAL: [Structural; 5] = [
    ("Id", Use::Ignore),
    ("Measure", Use::Measure),
    ("Value", Use::Value(None)),
    ("StringValue", Use::TextValue),
    ("ValueAttribute", Use::Status),
];
const FORM: Form = Form {
    structural: &STRUCTURAL,
    cells_without_columns: false,
};

/// Figures of OData v4.
struct Cbs4 {
    decimals: Decimals,
    unexplained: u64,
}

impl Cbs4 {
    fn new() -> Self {
        Self {
            decimals: Decimals::Undecided,
            unexplained: 0,
        }
    }
}

impl Cells for Cbs4 {
    fn read(
        &mut self,
        raw: Raw<'_>,
        beside: Beside<'_>,
        mask: &dyn Fn(&[u8]) -> Option<u32>,
        line: u64,
    ) -> Result<Read, ReadError> {
        let said = flags::value_attribute(beside.status.trim_ascii())?;
        let written = beside.text.trim_ascii();
        let text = match raw {
            Raw::Number(number) => return join(Figure::Value(number), said),
            Raw::Text(text) => text.trim_ascii(),
            Raw::Null => b"",
        };
        if !text.is_empty() {
            if let Some(mask) = mask(text) {
                return join(Figure::Masked(mask), said);
            }
            let value = self
                .decimals
                .number(text, line)
                .map_err(|fault| fault.error(text))?;
            return join(Figure::Value(value), said);
        }
        if !written.is_empty() {
            let Some(mask) = mask(written) else {
                return Err(ReadError::new(code::TEXT_FIGURE, "the figure is a text")
                    .found(shown(written))
                    .expected("a number in Value")
                    .help("name the text under `masks:` when it hides a number between bounds, else keep the measure out"));
            };
            return join(Figure::Masked(mask), said);
        }
        self.unexplained += u64::from(said.reason.is_none());
        join(Figure::Missing(Missing::NotAvailable), said)
    }
    fn decimals(&mut self) -> &mut Decimals {
        &mut self.decimals
    }
    fn end(&mut self, gather: &mut Gather<'_>) {
        if self.unexplained > 0 {
            let message = format!(
                "{} rows have neither a value nor an attribute that says why; they are read as not available",
                self.unexplained
            );
            gather
                .findings
                .note(Note::new(code::REASON_LOST, Severity::Note, message));
        }
    }
}

/// Reads the observations as CSV.
pub(crate) fn read_csv(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    read_with(text, dataset, registry, options, None)
}

/// What the files beside the observations say.
struct Bundle {
    /// Name of a code list (`Perioden`) and its text.
    codes: Vec<(String, String)>,
    properties: Option<String>,
}

fn read_with(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
    bundle: Option<&Bundle>,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let mut records = Records::new(text.as_bytes(), crate::cbs_odata3::delimiter(text), true);
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
    if let Some(bundle) = bundle {
        let period = plan
            .slots
            .iter()
            .find(|slot| slot.purpose == Use::Period)
            .map(|slot| slot.name.as_str());
        if let Some((_, list)) = bundle
            .codes
            .iter()
            .find(|(name, _)| Some(name.as_str()) == period)
            && let Err(error) = period_status(list, &mut gather)
        {
            gather.error(error);
        }
        gather.stamp = bundle.properties.as_deref().and_then(modified);
    }
    if let Err(error) = delimited(&mut records, &plan, &mut gather, &mut Cbs4::new()) {
        gather.error(error);
    }
    gather.finish()
}

/// The status of every period in the code list of the periods.
fn period_status(list: &str, gather: &mut Gather<'_>) -> Result<(), ReadError> {
    let mut records = Records::new(list.as_bytes(), crate::cbs_odata3::delimiter(list), true);
    if !records.advance()? {
        return Ok(());
    }
    let names = header(&records);
    let column = |wanted: &str| names.iter().position(|name| name == wanted);
    let (Some(code_at), Some(status_at)) = (column("Identifier"), column("Status")) else {
        return Ok(());
    };
    let mut without = Vec::new();
    while records.advance()? {
        let code = String::from_utf8_lossy(records.cell(code_at)).into_owned();
        let Some(period) = Period::from_cbs(&code) else {
            continue;
        };
        let status = records.cell(status_at).trim_ascii();
        let said = flags::cbs_status(status).map_err(|error| {
            error
                .column("Status")
                .help("it stands in the code list of the periods in the zip")
        })?;
        if said.marks == koers_model::value::Marks::NONE {
            without.push(period.to_string());
        }
        gather.period_marks.insert(period, said.marks.bits());
    }
    if !without.is_empty() && without.len() < gather.period_marks.len() {
        let message = format!("the publisher gives no status for {}", without.join(", "));
        gather
            .findings
            .note(Note::new(code::NO_STATUS, Severity::Note, message));
    }
    Ok(())
}

/// The day on which the observations were last changed.
fn modified(properties: &str) -> Option<jiff::civil::Date> {
    let mut records = Records::new(
        properties.as_bytes(),
        crate::cbs_odata3::delimiter(properties),
        true,
    );
    records.advance().ok()?.then_some(())?;
    let names = header(&records);
    records.advance().ok()?.then_some(())?;
    let day = |wanted: &str| {
        let at = names.iter().position(|name| name == wanted)?;
        stamp(records.cell(at))
    };
    day("ObservationsModified").or_else(|| day("Modified"))
}

/// Reads the bulk zip.
pub(crate) fn read_zip(
    bytes: &[u8],
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let wanted =
        |name: &str| matches!(name, "Observations.csv" | "Properties.csv") || name.ends_with("Codes.csv");
    let files = zipped::files(bytes, wanted).map_err(one)?;
    let file = |name: &str| {
        files
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, bytes)| bytes.as_slice())
    };
    let Some(observations) = file("Observations.csv") else {
        return Err(one(ReadError::new(
            code::WRONG_FORM,
            "the zip holds no Observations.csv",
        )
        .help("only the CBS bulk download of OData v4 is read as zip")));
    };
    let readable = |bytes: &[u8]| decode::text(bytes).map(str::to_owned);
    let mut bundle = Bundle {
        codes: Vec::new(),
        properties: file("Properties.csv").map(readable).transpose().map_err(one)?,
    };
    for (name, bytes) in &files {
        if let Some(dimension) = name.strip_suffix("Codes.csv") {
            bundle
                .codes
                .push((dimension.to_owned(), readable(bytes).map_err(one)?));
        }
    }
    let text = decode::text(observations).map_err(one)?;
    read_with(text, dataset, registry, options, Some(&bundle))
}

/// Reads the observations as JSON.
pub(crate) fn read_json(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    odata_json::read(
        text,
        dataset,
        registry,
        options,
        Flavour {
            form: FORM,
            ignored_prefix: "@odata.",
        },
        Cbs4::new(),
    )
}
