//! CBS OData v4: one row per observation, `ValueAttribute` says why a value is missing. As CSV, as JSON, or as the bulk
//! zip with its code lists, from which the status of the periods is taken.

use crate::beside::{BesideRows, Holds, Spoken, csv_changed, csv_statuses};
use crate::coder::PeriodText;
use crate::decode;
use crate::delimited::Records;
use crate::error::{Findings, Note, ReadError, code, shown};
use crate::flags;
use crate::gather::{Figure, Gather, Read};
use crate::number::Decimals;
use crate::odata_json::{self, Flavour};
use crate::plan::{Form, Structural, Use, plan};
use crate::rows::{Beside, Cells, Raw, delimited, header, join};
use crate::zipped::Zipped;
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::diagnostic::Severity;
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

const FLAVOUR: Flavour = Flavour {
    form: FORM,
    ignored_prefix: "@odata.",
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
    read_with(text, dataset, registry, options, &BesideRows::default())
}

fn read_with(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
    beside: &BesideRows,
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
    if let Err(error) = delimited(&mut records, &plan, &mut gather, &mut Cbs4::new()) {
        gather.error(error);
    }
    beside.apply(&plan, &mut gather);
    gather.finish()
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
    let mut zip = Zipped::open(bytes, wanted).map_err(one)?;
    let Some(observations) = zip.file("Observations.csv").map_err(one)? else {
        return Err(one(ReadError::new(
            code::WRONG_FORM,
            "the zip holds no Observations.csv",
        )
        .help("only the CBS bulk download of OData v4 is read as zip")));
    };
    let mut beside = BesideRows::default();
    if let Some(properties) = zip.file("Properties.csv").map_err(one)? {
        beside.changed = csv_changed(&properties);
    }
    for name in zip.names().to_vec() {
        if let Some(dimension) = name.strip_suffix("Codes.csv") {
            let list = zip.file(&name).map_err(one)?.unwrap_or_default();
            let statuses = csv_statuses(&list).map_err(one)?;
            beside.lists.push((dimension.to_owned(), statuses));
        }
    }
    let text = decode::text(&observations).map_err(one)?;
    read_with(text, dataset, registry, options, &beside)
}

/// How the service speaks beside the rows.
const SPOKEN: Spoken = Spoken {
    holds: |set| match (set, set.strip_suffix("Codes")) {
        ("Properties", _) => Holds::About,
        (_, Some(dimension)) if dimension != "Measure" => Holds::List(dimension),
        _ => Holds::Other,
    },
    code: "Identifier",
    changed: &["ObservationsModified", "Modified"],
    rows: "ObservationCount",
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
        (&mut zip, "Observations-"),
        (dataset, registry, options),
        FLAVOUR,
        Cbs4::new(),
        &beside,
    )
}

/// Reads the observations as JSON.
pub(crate) fn read_json(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    odata_json::read(text, dataset, registry, options, FLAVOUR, Cbs4::new())
}
