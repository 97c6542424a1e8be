//! Eurostat: SDMX-CSV. The catalogue tells when the figures changed; a large table is made while one waits, and the answer is then XML, also
//! where CSV was asked for.

use super::plain::csv_rows;
use super::{About, Ask, Protocol, Said, day};
use koers_model::provider::Provider;
use koers_model::snapshot::Format;
use serde_json::Value;

pub(super) struct Eurostat<'p>(pub(super) &'p Provider);

impl Eurostat<'_> {
    /// What stands before `/sdmx/…` in the address, and the code of the table.
    fn parts(&self) -> Option<(&str, &str)> {
        let address = self.0.address.as_str();
        let (base, rest) = address.split_once("/sdmx/")?;
        let path = rest.split('?').next()?;
        let mut pieces = path.split('/');
        match (pieces.next()?, pieces.next()?, pieces.next()?) {
            ("2.1", "data", code) => Some((base, code)),
            ("3.0", "data", "dataflow") => Some((base, pieces.nth(1)?)),
            _ => None,
        }
    }
}

impl Protocol for Eurostat<'_> {
    fn accept(&self) -> &'static str {
        "text/csv, application/json;q=0.9, */*;q=0.1"
    }
    fn about(&self) -> Option<String> {
        let (base, code) = self.parts()?;
        Some(format!("{base}/sdmx/2.1/dataflow/ESTAT/{code}?format=json"))
    }
    fn read_about(&self, body: &[u8]) -> Result<About, String> {
        let said: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        let notes = said.pointer("/extension/annotation").and_then(Value::as_array);
        let notes = notes.ok_or("no `extension.annotation`")?;
        let note = |kind: &str| {
            notes
                .iter()
                .find(|note| note.get("type").and_then(Value::as_str) == Some(kind))
        };
        let stamp = note("UPDATE_DATA").and_then(|note| note.get("date")?.as_str());
        let stamp = stamp.ok_or("no annotation `UPDATE_DATA` with a date")?;
        Ok(About {
            stamp: Some(stamp.to_owned()),
            changed: day(stamp),
            // The count is that of the whole table, and an address asks for a part of it.
            rows: None,
            title: said.get("label").and_then(Value::as_str).map(str::to_owned),
        })
    }
    fn stage(
        &self,
        stage: usize,
        _: &About,
        _: &dyn Fn(&str) -> Option<Vec<Vec<u8>>>,
    ) -> Result<Option<Vec<Ask>>, String> {
        if stage > 0 {
            return Ok(None);
        }
        let address = self.0.address.as_str();
        let form = match address.contains("/sdmx/3.0/") {
            true => "format=csvdata&compress=false",
            false => "format=SDMX-CSV",
        };
        let address = match (address.contains("format="), address.contains('?')) {
            (true, _) => address.to_owned(),
            (false, true) => format!("{address}&{form}"),
            (false, false) => format!("{address}?{form}"),
        };
        Ok(Some(vec![Ask {
            set: "data".to_owned(),
            address,
            is_rows: true,
            parts: Vec::new(),
        }]))
    }
    fn read(&self, _: &Ask, head: &[u8]) -> Result<Said, String> {
        let text = String::from_utf8_lossy(head);
        let inside = |tag: &str| {
            let from = text.find(&format!("<{tag}>"))? + tag.len() + 2;
            let to = from + text.get(from..)?.find('<')?;
            Some(text.get(from..to)?.trim().to_owned())
        };
        let is_queued = text.trim_start().starts_with('<') && text.contains("queued>");
        match (is_queued, inside("id"), self.parts()) {
            (true, Some(id), Some((base, _)))
                if id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') =>
            {
                Ok(Said::Queued {
                    status: format!("{base}/1.0/async/status/{id}"),
                    data: format!("{base}/1.0/async/data/{id}"),
                })
            }
            _ => csv_rows(head),
        }
    }
    fn format(&self) -> Option<Format> {
        Some(Format::SdmxCsv)
    }
    fn is_bundle(&self) -> bool {
        false
    }
}
