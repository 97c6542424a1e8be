//! CBS OData v3: `TableInfos` tells when the table changed, a table for each dimension has its codes, and the rows come from `UntypedDataSet`,
//! which keeps why a cell is empty. The feed names the next page; the interactive service refuses more than 10,000 rows, so there the rows are asked
//! for by codes of its dimensions.

use super::odata::{self, all_rows, count, name, rows, text};
use super::{About, Ask, Part, Protocol, Said, day, encoded};
use koers_model::provider::Provider;
use koers_model::snapshot::Format;
use serde_json::Value;

/// The most rows in an answer of the interactive service.
const MOST_ROWS: u64 = 10_000;
/// The most codes in one question, so that its address stays under what servers accept.
const MOST_CODES: usize = 40;

pub(super) struct CbsOdata3<'p>(pub(super) &'p Provider);

impl CbsOdata3<'_> {
    fn ask(&self, set: &str) -> Ask {
        Ask {
            set: set.to_owned(),
            address: format!(
                "{}/{set}?$format=json",
                self.0.address.as_str().trim_end_matches('/')
            ),
            is_rows: false,
            parts: Vec::new(),
        }
    }

    /// The rows of some codes of dimensions.
    fn rows_of(&self, parts: Vec<Part>) -> Ask {
        let mut ask = self.ask("UntypedDataSet");
        ask.is_rows = true;
        let codes = parts.iter().filter(|part| !part.is_all).map(|part| {
            let one = |code: &String| format!("{} eq '{}'", part.dimension, code.replace('\'', "''"));
            let all: Vec<String> = part.codes.iter().map(one).collect();
            format!("({})", all.join(" or "))
        });
        let own = self.0.filter.as_ref().map(|filter| format!("({filter})"));
        let filter: Vec<String> = own.into_iter().chain(codes).collect();
        if !filter.is_empty() {
            ask.address
                .push_str(&format!("&$filter={}", encoded(&filter.join(" and "))));
        }
        ask.parts = parts;
        ask
    }

    /// Whether the service refuses large answers.
    fn is_interactive(&self) -> bool {
        self.0
            .address
            .as_str()
            .to_ascii_lowercase()
            .contains("/odataapi/")
    }
}

/// The dimensions among the columns.
fn dimensions(properties: Vec<Value>) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for row in properties {
        let kind = text(&row, "Type").unwrap_or("");
        if matches!(kind, "Dimension" | "TimeDimension" | "GeoDimension" | "GeoDetail") {
            let key = text(&row, "Key").ok_or("a dimension without `Key`")?;
            found.push(name(key)?.to_owned());
        }
    }
    match found.is_empty() {
        true => Err("no dimension among the columns".to_owned()),
        false => Ok(found),
    }
}

/// All codes of every dimension, the longest first: asked for by its codes, the fewest questions are refused.
fn all_codes(
    dimensions: &[String],
    kept: &dyn Fn(&str) -> Option<Vec<Vec<u8>>>,
) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for dimension in dimensions {
        let mut codes = Vec::new();
        for row in all_rows(kept(dimension))? {
            codes.push(text(&row, "Key").ok_or("a code without `Key`")?.to_owned());
        }
        parts.push(Part {
            dimension: dimension.clone(),
            codes,
            is_all: true,
        });
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.codes.len()));
    Ok(parts)
}

impl Protocol for CbsOdata3<'_> {
    fn accept(&self) -> &'static str {
        "application/json"
    }
    fn about(&self) -> Option<String> {
        Some(self.ask("TableInfos").address)
    }
    fn read_about(&self, body: &[u8]) -> Result<About, String> {
        let rows = rows(body)?;
        let said = rows.first().ok_or("`TableInfos` has no row")?;
        let stamp = text(said, "Modified").ok_or("`TableInfos` has no `Modified`")?;
        Ok(About {
            stamp: Some(stamp.to_owned()),
            changed: day(stamp),
            rows: count(said, "RecordCount").filter(|_| self.0.filter.is_none()),
            title: text(said, "Title").map(str::to_owned),
        })
    }
    fn stage(
        &self,
        stage: usize,
        about: &About,
        kept: &dyn Fn(&str) -> Option<Vec<Vec<u8>>>,
    ) -> Result<Option<Vec<Ask>>, String> {
        let of = || dimensions(all_rows(kept("DataProperties"))?);
        Ok(match stage {
            0 => Some(["TableInfos", "DataProperties"].map(|set| self.ask(set)).into()),
            1 => Some(of()?.iter().map(|dimension| self.ask(dimension)).collect()),
            2 if self.is_interactive() => {
                let parts = all_codes(&of()?, kept)?;
                let (longest, others) = parts.split_first().ok_or("no dimension")?;
                let each = match about.rows {
                    // Also what should fit is refused now and then, and is then halved.
                    Some(rows) if rows <= MOST_ROWS => longest.codes.len(),
                    Some(rows) => {
                        let of_each = rows.div_ceil(longest.codes.len().max(1) as u64).max(1);
                        usize::try_from(MOST_ROWS / of_each).unwrap_or(1).min(MOST_CODES)
                    }
                    None => 1,
                };
                let asks = longest.codes.chunks(each.max(1)).map(|codes| {
                    let some = Part {
                        dimension: longest.dimension.clone(),
                        codes: codes.to_vec(),
                        is_all: codes.len() == longest.codes.len(),
                    };
                    self.rows_of(std::iter::once(some).chain(others.iter().cloned()).collect())
                });
                Some(asks.collect())
            }
            2 => Some(vec![self.rows_of(Vec::new())]),
            _ => None,
        })
    }
    fn read(&self, _: &Ask, body: &[u8]) -> Result<Said, String> {
        odata::read(body)
    }
    fn pieces(&self, ask: &Ask) -> Vec<Ask> {
        let Some(at) = ask.parts.iter().position(|part| part.codes.len() > 1) else {
            return Vec::new();
        };
        let codes = ask.parts.get(at).map_or(&[][..], |part| &part.codes);
        let size = codes.len().div_ceil(2).min(MOST_CODES);
        let piece = |codes: &[String]| {
            let mut parts = ask.parts.clone();
            if let Some(part) = parts.get_mut(at) {
                part.codes = codes.to_vec();
                part.is_all = false;
            }
            self.rows_of(parts)
        };
        codes.chunks(size).map(piece).collect()
    }
    fn format(&self) -> Option<Format> {
        Some(Format::CbsOdata3Pages)
    }
    fn is_bundle(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::address::WebAddress;
    use koers_model::provider::Connector;

    #[test]
    fn a_large_table_is_asked_for_by_codes_as_they_are_written() {
        let provider = Provider {
            connector: Connector::CbsOdata3,
            address: WebAddress::new("https://opendata.cbs.nl/ODataApi/odata/83582NED").unwrap(),
            filter: None,
        };
        let protocol = CbsOdata3(&provider);
        let kept = |set: &str| {
            Some(vec![match set {
                "DataProperties" => br#"{"value":[{"Type":"GeoDimension","Key":"RegioS"},{"Type":"TimeDimension","Key":"Perioden"},
                    {"Type":"Topic","Key":"Banen_1"}]}"#
                    .to_vec(),
                "RegioS" => br#"{"value":[{"Key":"NL01  "},{"Key":"PV22  "},{"Key":"GM0106"}]}"#.to_vec(),
                "Perioden" => br#"{"value":[{"Key":"2019JJ00"}]}"#.to_vec(),
                _ => return None,
            }])
        };
        let about = |rows| About {
            rows,
            ..About::default()
        };
        let asks = protocol.stage(2, &about(Some(15_000)), &kept).unwrap().unwrap();
        assert_eq!(asks.len(), 2);
        assert!(asks[0].address.ends_with(
            "&$filter=%28RegioS%20eq%20%27NL01%20%20%27%20or%20RegioS%20eq%20%27PV22%20%20%27%29"
        ));
        let halves = protocol.pieces(&asks[0]);
        assert!(
            halves[1]
                .address
                .ends_with("%28RegioS%20eq%20%27PV22%20%20%27%29")
        );
        // What is left is one code of a dimension, and all of others with one.
        assert_eq!(protocol.pieces(&halves[1]), []);
        assert_eq!(
            protocol
                .stage(2, &about(Some(9_000)), &kept)
                .unwrap()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(protocol.stage(3, &about(None), &kept), Ok(None));
        let hostile = |_: &str| {
            Some(vec![
                br#"{"value":[{"Type":"Dimension","Key":"../../x"}]}"#.to_vec(),
            ])
        };
        assert!(protocol.stage(1, &about(None), &hostile).is_err());
    }
}
