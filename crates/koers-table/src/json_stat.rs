//! JSON-stat 2.0.

use crate::coder::PeriodText;
use crate::error::{Findings, ReadError, code, shown};
use crate::eurostat_tsv::{STRUCTURAL, known_as};
use crate::flags;
use crate::gather::{Figure, Gather, NONE, Read};
use crate::json_stat_shape::{Document, Statuses, Values};
use crate::plan::{Form, plan};
use crate::publish;
use crate::rows::{eurostat, join, stamp};
use crate::sdmx_csv::other_table;
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::region::RegionRegistry;
use koers_model::value::{Bounds, Number};
use std::collections::BTreeMap;

/// Reads JSON-stat.
pub(crate) fn read(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let document: Document =
        serde_json::from_str(text).map_err(|error| one(crate::odata_json::broken(&error)))?;
    if let Some(error) = &document.error {
        return Err(one(ReadError::new(
            code::REFUSED,
            "the publisher answered with an error instead of a table",
        )
        .found(shown(error.to_string().as_bytes()))
        .help(
            "413 means too much at once: ask for less; an error 100 means that nothing fits the question",
        )));
    }
    check_class(&document).map_err(one)?;
    let codes = document.codes().map_err(one)?;
    let sizes: Vec<usize> = codes.iter().map(Vec::len).collect();
    let names: Vec<&str> = document.id.iter().map(|name| known_as(name, dataset)).collect();
    let form = Form {
        structural: &STRUCTURAL,
        cells_without_columns: true,
    };
    let mut findings = Findings::default();
    let Some(plan) = plan(&names, dataset, form, &mut findings) else {
        return Err(findings.into_errors());
    };
    if document
        .extension
        .as_ref()
        .and_then(|e| e.get("agencyId"))
        .and_then(|a| a.as_str())
        == Some("ESTAT")
    {
        let said = document
            .extension
            .as_ref()
            .and_then(|e| e.get("id"))
            .and_then(|id| id.as_str());
        other_table(said.unwrap_or(""), dataset, &mut findings);
    }
    let measure = plan
        .figures
        .first()
        .and_then(|figures| figures.measure)
        .unwrap_or(NONE);
    let mut gather = Gather::new(&plan, dataset, registry, options, PeriodText::Either, true);
    gather.findings = findings;
    gather.stamp = document
        .updated
        .as_deref()
        .and_then(|text| stamp(text.as_bytes()));
    let own = Own::of(&document).map_err(one)?;
    let cells = cells(&document, &sizes).map_err(one)?;
    let mut at = vec![0_usize; sizes.len()];
    for (position, value, status) in cells {
        let mut rest = position;
        for (index, size) in at.iter_mut().zip(&sizes).rev() {
            *index = rest % size.max(&1);
            rest /= size.max(&1);
        }
        // A table that Koers published has neither value nor status where there is no row.
        if own.is_some() && value.is_none() && status.is_empty() {
            continue;
        }
        let number = position as u64 + 1;
        let code = |dimension: usize| {
            let index = at.get(dimension).copied().unwrap_or(0);
            codes
                .get(dimension)
                .and_then(|codes| codes.get(index))
                .map_or(&b""[..], |code| code.as_bytes())
        };
        if !gather.row(number, measure, code, false) {
            continue;
        }
        let read = match &own {
            Some(own) => own.read(position, value, status),
            None => flags::eurostat(status.trim().trim_start_matches(':').as_bytes())
                .and_then(|said| eurostat(value, said)),
        };
        match read {
            Ok(read) => gather.figure(NONE, read),
            Err(error) => {
                let place = gather.place_at(number);
                let help = "only the flags of Eurostat are read in `status`";
                let error = if error.code == code::UNKNOWN_FLAG && own.is_none() {
                    error.help(help)
                } else {
                    error
                };
                gather.error(error.at(place));
            }
        }
    }
    gather.finish()
}

/// What a table that Koers published says besides value and status. Its statuses are our words, not flags of Eurostat.
struct Own {
    bounds: BTreeMap<usize, Bounds>,
    margins: BTreeMap<usize, f64>,
}

impl Own {
    /// `None` for a table of another publisher.
    fn of(document: &Document) -> Result<Option<Self>, ReadError> {
        let extension = document.extension.as_ref();
        let Some(said) = extension.and_then(|extension| extension.get(publish::EXTENSION)) else {
            return Ok(None);
        };
        let version = said.get("version").and_then(serde_json::Value::as_u64);
        if version != Some(u64::from(publish::VERSION)) {
            return Err(ReadError::new(
                code::WRONG_FORM,
                "the file was published by another version of Koers",
            )
            .found(version.map_or("no version".to_owned(), |version| version.to_string()))
            .expected(publish::VERSION.to_string()));
        }
        let wrong = |name: &str| {
            ReadError::new(
                code::SHAPE,
                format!("`extension.{name}` is no object of numbers by position"),
            )
        };
        let sides = |name: &str| {
            let object = extension.and_then(|extension| extension.get(name));
            let members = object.map(|object| object.as_object().ok_or_else(|| wrong(name)));
            Ok(members.transpose()?.into_iter().flatten())
        };
        let (mut bounds, mut margins) = (BTreeMap::new(), BTreeMap::new());
        for (position, pair) in sides("bounds")? {
            let at = position.parse().map_err(|_| wrong("bounds"))?;
            let number = |index: usize| pair.get(index)?.as_f64().and_then(Number::new);
            let (low, high) = number(0).zip(number(1)).ok_or_else(|| wrong("bounds"))?;
            bounds.insert(at, Bounds { low, high });
        }
        for (position, margin) in sides("margin")? {
            let at = position.parse().map_err(|_| wrong("margin"))?;
            margins.insert(at, margin.as_f64().ok_or_else(|| wrong("margin"))?);
        }
        Ok(Some(Self { bounds, margins }))
    }

    fn read(&self, position: usize, value: Option<f64>, status: &str) -> Result<Read, ReadError> {
        let said = flags::published(status.as_bytes())?;
        let figure = match (value, said.reason) {
            (Some(value), _) => Figure::Value(value),
            (None, Some(reason)) => Figure::Missing(reason),
            (None, None) => {
                return Err(
                    ReadError::new(code::CONTRADICTION, "an empty value has no reason")
                        .found(shown(status.as_bytes())),
                );
            }
        };
        let read = join(figure, said)?;
        Ok(Read {
            margin: self.margins.get(&position).copied().filter(|_| value.is_some()),
            bounds: self.bounds.get(&position).copied().filter(|_| value.is_none()),
            ..read
        })
    }
}

fn check_class(document: &Document) -> Result<(), ReadError> {
    let expected = "class `dataset`, version `2.0`";
    match document.class.as_deref() {
        Some("dataset") => {}
        Some(class @ ("collection" | "dimension")) => {
            return Err(ReadError::new(
                code::WRONG_FORM,
                format!("the file is a {class} of JSON-stat, not a data set"),
            )
            .expected(expected)
            .help("fetch one of the data sets that it names"));
        }
        other => {
            return Err(
                ReadError::new(code::WRONG_FORM, "the file is no data set of JSON-stat 2.0")
                    .found(other.map_or("no `class`".to_owned(), |class| shown(class.as_bytes())))
                    .expected(expected)
                    .help("version 1 of JSON-stat has no class and is not read"),
            );
        }
    }
    match document.version.as_deref() {
        Some("2.0") => Ok(()),
        other => Err(
            ReadError::new(code::WRONG_FORM, "the file is of another version of JSON-stat")
                .found(other.map_or("no version".to_owned(), |version| shown(version.as_bytes())))
                .expected(expected),
        ),
    }
}

type Cell<'d> = (usize, Option<f64>, &'d str);

/// Every cell that the file says something of, in order: position, number, status.
fn cells<'d>(document: &'d Document, sizes: &[usize]) -> Result<Vec<Cell<'d>>, ReadError> {
    let total = sizes
        .iter()
        .try_fold(1_usize, |product, &size| product.checked_mul(size))
        .unwrap_or(usize::MAX);
    let outside = |at: usize| {
        ReadError::new(
            code::SHAPE,
            format!("position {at} lies outside the {total} cells of the table"),
        )
    };
    let mut cells: Vec<Cell<'d>> = match &document.value {
        Values::List(values) => {
            if values.len() != total {
                return Err(ReadError::new(
                    code::SHAPE,
                    "`value` has another length than the dimensions say",
                )
                .found(values.len().to_string())
                .expected(total.to_string()));
            }
            values
                .iter()
                .enumerate()
                .map(|(at, value)| (at, *value, ""))
                .collect()
        }
        Values::Sparse(values) => {
            if let Some((at, _)) = values.iter().find(|(at, _)| *at >= total) {
                return Err(outside(*at));
            }
            let mut cells: Vec<Cell<'d>> = values.iter().map(|&(at, value)| (at, value, "")).collect();
            cells.sort_by_key(|cell| cell.0);
            if let Some(twice) = cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(ReadError::new(
                    code::SHAPE,
                    format!("position {} stands twice in `value`", twice[0].0),
                ));
            }
            cells
        }
    };
    match &document.status {
        Statuses::None => {}
        Statuses::All(status) => cells.iter_mut().for_each(|cell| cell.2 = status),
        Statuses::List(list) if list.len() == 1 && total != 1 => {
            // Deprecated, but seen: one status in a list means it for all.
            let status = list[0].as_deref().unwrap_or("");
            cells.iter_mut().for_each(|cell| cell.2 = status);
        }
        Statuses::List(list) => {
            if list.len() != total {
                return Err(ReadError::new(
                    code::SHAPE,
                    "`status` has another length than the dimensions say",
                )
                .found(list.len().to_string())
                .expected(total.to_string()));
            }
            let said = list
                .iter()
                .enumerate()
                .filter_map(|(at, status)| Some((at, status.as_deref()?)));
            cells = merge(cells, said.collect());
        }
        Statuses::Sparse(list) => {
            if let Some((at, _)) = list.iter().find(|(at, _)| *at >= total) {
                return Err(outside(*at));
            }
            let mut said: Vec<(usize, &str)> =
                list.iter().map(|(at, status)| (*at, status.as_str())).collect();
            said.sort_by_key(|said| said.0);
            cells = merge(cells, said);
        }
    }
    Ok(cells)
}

/// Cells and statuses by position; a status alone makes a cell without a number.
fn merge<'d>(cells: Vec<Cell<'d>>, said: Vec<(usize, &'d str)>) -> Vec<Cell<'d>> {
    let mut merged = Vec::with_capacity(cells.len());
    let mut said = said.into_iter().peekable();
    for (at, value, _) in cells {
        while let Some((before, status)) = said.next_if(|said| said.0 < at) {
            merged.push((before, None, status));
        }
        let status = said.next_if(|said| said.0 == at).map_or("", |said| said.1);
        merged.push((at, value, status));
    }
    merged.extend(said.map(|(at, status)| (at, None, status)));
    merged
}
