//! Lists of tables as publishers write them.

use super::Catalogue;
use crate::connector::odata::{self, text};
use crate::connector::{Said, day};
use crate::describe::{is_table, summary, title, title_or};
use crate::fetch::fault::{FetchFault, page_title};
use jiff::civil::Date;
use koers_model::published::{Listed, Publisher};
use serde_json::Value;
use std::collections::BTreeSet;

/// The tables of one answer, and the address of the next. A row without a name that goes into an address is no table.
///
/// # Errors
/// [`FetchFault`] for an answer that is no list.
pub fn read(
    catalogue: Catalogue,
    address: &str,
    body: &[u8],
) -> Result<(Vec<Listed>, Option<String>), FetchFault> {
    match catalogue {
        Catalogue::Cbs4 => cbs(address, body, &["TemporalCoverage"]),
        Catalogue::Cbs3 => cbs(address, body, &["Period"]),
        Catalogue::Eurostat => Ok((eurostat(address, body)?, None)),
    }
}

fn misread(address: &str, why: impl Into<String>) -> FetchFault {
    FetchFault::Misread {
        address: address.to_owned(),
        why: why.into(),
    }
}

fn cbs(address: &str, body: &[u8], periods: &[&str]) -> Result<(Vec<Listed>, Option<String>), FetchFault> {
    let address = address.to_owned();
    let next = match odata::read(body).map_err(|why| misread(&address, why))? {
        Said::Page { next, .. } => next,
        Said::Refused(said) => return Err(FetchFault::Refused { address, said }),
        Said::WebPage(title) => return Err(FetchFault::Page { address, title }),
        Said::Queued { .. } => return Err(misread(&address, "no list `value`")),
    };
    let one = |row: &Value| {
        let table = text(row, "Identifier").filter(|table| is_table(table))?;
        let about = ["Summary", "ShortDescription", "Description"]
            .iter()
            .find_map(|key| text(row, key));
        let changed = ["ObservationsModified", "Modified"]
            .iter()
            .find_map(|key| text(row, key));
        Some(Listed {
            publisher: Publisher::Cbs,
            table: table.to_owned(),
            title: title_or(text(row, "Title"), table),
            summary: summary(about.unwrap_or("")),
            periods: periods.iter().find_map(|key| text(row, key)).map(title),
            changed: changed.and_then(day),
            is_stopped: crate::describe::is_stopped(row),
        })
    };
    let rows = odata::rows(body).map_err(|why| misread(&address, why))?;
    Ok((rows.iter().filter_map(one).collect(), next))
}

/// The table of contents: columns with tabs between them, texts in quotes, four spaces before a title for each level. A table stands under
/// every heading that it belongs to, and is listed once.
fn eurostat(address: &str, body: &[u8]) -> Result<Vec<Listed>, FetchFault> {
    let whole = String::from_utf8_lossy(body);
    if whole.trim_start().starts_with('<') {
        return Err(FetchFault::Page {
            address: address.to_owned(),
            title: page_title(&whole),
        });
    }
    let mut lines = whole.trim_start_matches('\u{feff}').lines();
    let header: Vec<String> = cells(lines.next().unwrap_or("")).map(str::to_lowercase).collect();
    let place = |name: &str| {
        header
            .iter()
            .position(|own| own == name)
            .ok_or_else(|| misread(address, format!("no column `{name}`")))
    };
    let (titles, codes, kinds) = (place("title")?, place("code")?, place("type")?);
    let (changed, from, to) = (
        place("last update of data").ok(),
        place("data start").ok(),
        place("data end").ok(),
    );
    let mut headings: Vec<(usize, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for line in lines {
        let row: Vec<&str> = cells(line).collect();
        let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
        let may = |at: Option<usize>| at.map(cell).filter(|cell| !cell.is_empty());
        let written = row.get(titles).copied().unwrap_or("");
        let depth = written.len() - written.trim_start().len();
        headings.retain(|(above, _)| *above < depth);
        let own = title(written);
        if !matches!(cell(kinds), "dataset" | "table") {
            headings.push((depth, own));
            continue;
        }
        let table = cell(codes);
        if !is_table(table) || !seen.insert(table.to_ascii_lowercase()) {
            continue;
        }
        let above: Vec<&str> = headings.iter().map(|(_, title)| title.as_str()).collect();
        found.push(Listed {
            publisher: Publisher::Eurostat,
            table: table.to_ascii_lowercase(),
            title: own,
            summary: summary(&above.join("; ")),
            periods: match (may(from), may(to)) {
                (Some(from), Some(to)) => Some(title(&format!("{from}-{to}"))),
                (one, other) => one.or(other).map(title),
            },
            changed: may(changed).and_then(european),
            is_stopped: false,
        });
    }
    Ok(found)
}

/// The cells of a line, without the quotes around them.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split('\t').map(|cell| {
        let bare = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        bare.unwrap_or(cell)
    })
}

/// A day as `24.02.2026`.
fn european(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_contents_of_eurostat() {
        // In the shape that Eurostat documents; the rows are made up.
        let text = "\"title\"\t\"code\"\t\"type\"\t\"last update of data\"\t\"last table structure change\"\t\"data start\"\t\"data end\"\t\"values\"\n\
            \"Database by themes\"\t\"data\"\t\"folder\"\t\" \"\t\" \"\t\" \"\t\" \"\t\n\
            \"    Regional accounts\"\t\"nama\"\t\"folder\"\t\" \"\t\" \"\t\" \"\t\" \"\t\n\
            \"        GDP by region\"\t\"NAMA_10R_3GDP\"\t\"dataset\"\t\"24.02.2026\"\t\"24.02.2026\"\t\"2000\"\t\"2024\"\t207482\n\
            \"    Elsewhere\"\t\"else\"\t\"folder\"\t\" \"\t\" \"\t\" \"\t\" \"\t\n\
            \"        GDP by region\"\t\"nama_10r_3gdp\"\t\"dataset\"\t\"24.02.2026\"\t\"24.02.2026\"\t\"2000\"\t\"2024\"\t207482\n\
            \"        Broken\"\t\"../x\"\t\"dataset\"\t\"x\"\t\"\"\t\"\"\t\"\"\t\n";
        let (found, next) = read(Catalogue::Eurostat, "x", text.as_bytes()).unwrap();
        assert_eq!(next, None);
        let [table] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(
            (table.table.as_str(), table.title.as_str()),
            ("nama_10r_3gdp", "GDP by region")
        );
        assert_eq!(table.summary, "Database by themes; Regional accounts");
        assert_eq!(table.periods.as_deref(), Some("2000-2024"));
        assert_eq!(table.changed, "2026-02-24".parse().ok());
        for bad in ["<html><title>Storing</title>", "", "a\tb\n"] {
            assert!(read(Catalogue::Eurostat, "x", bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_lists_of_cbs() {
        let v4 = br#"{"value":[{"Catalog":"CBS","Identifier":"85678NED","Title":"Laag inkomen","Summary":"Huishoudens\nregio",
            "TemporalCoverage":"2011-2022","Modified":"2024-11-01T00:00:00+01:00","Status":"Gediscontinueerd"},
            {"Identifier":"../../x"},{}],"@odata.nextLink":"https://a/b"}"#;
        let (found, next) = read(Catalogue::Cbs4, "x", v4).unwrap();
        assert_eq!((found.len(), next.as_deref()), (1, Some("https://a/b")));
        assert_eq!(found[0].summary, "Huishoudens regio");
        assert!(found[0].is_stopped);
        let v3 = br#"{"odata.metadata":"x","value":[{"Identifier":"83474NED","Title":"Bevolkingsontwikkeling; maand en jaar","Summary":"Levend geboren",
            "Modified":"2024-03-29T02:00:00","Period":"Januari 1995 - februari 2024","OutputStatus":"Regulier"}]}"#;
        let (found, _) = read(Catalogue::Cbs3, "x", v3).unwrap();
        assert_eq!(found[0].periods.as_deref(), Some("Januari 1995 - februari 2024"));
        assert_eq!(found[0].changed, "2024-03-29".parse().ok());
        for bad in ["<html>", "[]", r#"{"odata.error":{"message":{"value":"druk"}}}"#] {
            assert!(read(Catalogue::Cbs3, "x", bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
