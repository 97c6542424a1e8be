//! CBS OData v4: `Properties` tells when the figures changed, `Observations` has a row for each figure and names its next page.

use super::odata::{self, all_rows, count, name, text};
use super::{About, Ask, Protocol, Said, day, encoded};
use koers_model::provider::Provider;
use koers_model::snapshot::Format;
use serde_json::Value;

pub(super) struct CbsOdata4<'p>(pub(super) &'p Provider);

impl CbsOdata4<'_> {
    fn ask(&self, set: &str) -> Ask {
        Ask {
            set: set.to_owned(),
            address: format!("{}/{set}", self.0.address.as_str().trim_end_matches('/')),
            is_rows: false,
            parts: Vec::new(),
        }
    }
}

impl Protocol for CbsOdata4<'_> {
    fn accept(&self) -> &'static str {
        "application/json"
    }
    fn about(&self) -> Option<String> {
        Some(self.ask("Properties").address)
    }
    fn read_about(&self, body: &[u8]) -> Result<About, String> {
        let said: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        let stamp = text(&said, "ObservationsModified").or_else(|| text(&said, "Modified"));
        let stamp = stamp.ok_or("neither `ObservationsModified` nor `Modified`")?;
        Ok(About {
            stamp: Some(stamp.to_owned()),
            changed: day(stamp),
            // With a filter, how many rows there are is not said.
            rows: count(&said, "ObservationCount").filter(|_| self.0.filter.is_none()),
            title: text(&said, "Title").map(str::to_owned),
        })
    }
    fn stage(
        &self,
        stage: usize,
        _: &About,
        kept: &dyn Fn(&str) -> Option<Vec<Vec<u8>>>,
    ) -> Result<Option<Vec<Ask>>, String> {
        Ok(match stage {
            0 => Some(
                ["Properties", "Dimensions", "MeasureCodes"]
                    .map(|set| self.ask(set))
                    .into(),
            ),
            1 => {
                let dimensions = all_rows(kept("Dimensions"))?;
                let mut asks = Vec::new();
                for dimension in &dimensions {
                    let id = text(dimension, "Identifier").ok_or("a dimension without `Identifier`")?;
                    asks.push(self.ask(&format!("{}Codes", name(id)?)));
                }
                Some(asks)
            }
            2 => {
                let mut ask = self.ask("Observations");
                ask.is_rows = true;
                if let Some(filter) = &self.0.filter {
                    ask.address.push_str(&format!("?$filter={}", encoded(filter)));
                }
                Some(vec![ask])
            }
            _ => None,
        })
    }
    fn read(&self, ask: &Ask, body: &[u8]) -> Result<Said, String> {
        // The one set that is no list.
        if ask.set == "Properties" {
            return self.read_about(body).map(|_| Said::Page {
                rows: 1,
                next: None,
                hash: None,
            });
        }
        odata::read(body)
    }
    fn format(&self) -> Option<Format> {
        Some(Format::CbsOdata4Pages)
    }
    fn is_bundle(&self) -> bool {
        true
    }
}
