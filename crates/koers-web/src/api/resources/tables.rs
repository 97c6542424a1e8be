//! Tables: the part that is asked for, in the form that is asked for.

use crate::answer::{Answer, Fault, Wrong};
use crate::api::call::Call;
use crate::api::listing::page;
use crate::api::parameter::{AS_OF, FROM, KINDS, LANGUAGE, REGIONS, TO};
use crate::api::resource::{Form, Parameter};
use crate::api::wire::{Grenzen, Waarde};
use crate::site::Site;
use koers_model::region::RegionKind;
use koers_model::text::Lang;
use koers_model::value::{Content, Number};
use koers_run::error::{EvaluateError, RunError};
use koers_run::publish::{self, Published, Row, Selection};
use serde::Serialize;

/// What every table can be asked.
pub(super) const PARAMETERS: [&Parameter; 6] = [&REGIONS, &KINDS, &FROM, &TO, &AS_OF, &LANGUAGE];

/// Which part is asked for.
pub(super) fn selection(site: &Site, call: &Call) -> Result<Selection, Fault> {
    let kinds = call.list(KINDS.name).filter_map(RegionKind::from_word).collect();
    Ok(Selection {
        regions: publish::regions_asked(site, &kinds, &call.regions(REGIONS.name))?,
        from: call.period(FROM.name).map(|period| period.start()),
        to: call.period(TO.name).map(|period| period.end()),
        ..Selection::default()
    })
}

/// Where this answer can be asked for again.
pub(super) fn href(site: &Site, call: &Call) -> Option<String> {
    Some(format!("{}{}", site.address, call.in_form(call.form)))
}

/// A table in the form that was asked for: JSON in pages, any other form whole.
pub(super) fn give<T: Serialize>(
    site: &Site,
    call: &Call,
    table: &Published,
    wire: fn(Row<'_>) -> T,
) -> Result<Answer, Fault> {
    let lang = call.lang();
    let form = match call.form {
        Form::Csv => publish::Form::Csv,
        Form::Excel => publish::Form::CsvExcelNl,
        Form::Csvw => publish::Form::Csvw,
        Form::JsonStat => publish::Form::JsonStat,
        Form::Parquet => publish::Form::Parquet,
        Form::Json | Form::Turtle | Form::JsonLd => {
            let count = table.rows(Lang::Nl).count();
            return page(site, call, count, table.rows(Lang::Nl).map(wire));
        }
    };
    let written = match form {
        // Metadata name the CSV that they are about by its whole address.
        publish::Form::Csvw => table.metadata(lang, &format!("{}{}", site.address, call.in_form(Form::Csv))),
        _ => table.write(form, lang),
    };
    let bytes = written.map_err(|error| Fault::Broken(error.to_string()))?;
    let answer = Answer::new(call.form.media(), bytes).download(&table.file_name(form));
    Ok(match call.form {
        // Who reads the columns finds what they mean (Model for Tabular Data and Metadata on the Web, 5.2).
        Form::Csv => {
            let about = format!("{}{}", site.address, call.in_form(Form::Csvw));
            let link = format!("<{about}>; rel=\"describedby\"; type=\"application/csvm+json\"");
            answer.with("link", link)
        }
        _ => answer,
    })
}

/// A figure in the shape of the API.
pub(super) fn figure(row: &Row<'_>) -> Waarde {
    let (waarde, status, tussen) = match row.cell.content {
        Content::Value(value) => (Some(value.get()), None, None),
        Content::Missing { reason, bounds } => (
            None,
            Some(reason.word()),
            bounds.map(|bounds| Grenzen {
                laagste: bounds.low.get(),
                hoogste: bounds.high.get(),
            }),
        ),
    };
    Waarde {
        regio: row.region.to_string(),
        naam: row.region_name.map(str::to_owned),
        periode: row.period.to_string(),
        waarde,
        status,
        kenmerken: row.cell.marks.words().collect(),
        marge: row.cell.margin.map(Number::get),
        tussen,
    }
}

/// Why an indicator gives nothing. That it cannot be computed, or could not with what was known then, is no fault of the server: on that
/// day there is no such resource.
pub(super) fn unknown(error: RunError) -> Fault {
    match error {
        RunError::Evaluate(EvaluateError::Period { .. }) => Wrong {
            key: "periode".to_owned(),
            what: koers_model::text::Text::both(error.message(Lang::Nl), error.message(Lang::En)),
        }
        .into(),
        RunError::Evaluate(EvaluateError::NoTable { dataset }) => Fault::NotFound {
            what: format!("publicatie van {dataset} die toen bekend was"),
            near: Vec::new(),
        },
        RunError::Evaluate(_) => Fault::NotFound {
            what: format!("waarde: {}", error.message(Lang::Nl)),
            near: Vec::new(),
        },
        other => other.into(),
    }
}
