//! Tables of changes of NUTS: a row for each region with its code in every version (`code_2013`, `code_2016`, …) and, in words, what changed with a version
//! (`change_2016`). Only a region that has codes in two versions that follow each other tells what became of it; of one that was merged, split
//! or ended the row does not say where it went.

use super::{Register, Remark, capped};
use crate::delimited::Records;
use crate::error::{Place, ReadError, code, shown};
use jiff::civil::{Date, date};
use koers_model::region::{Change, ChangeKind, Region, RegionCode, RegionKind, Validity};
use koers_model::text::Text;
use std::collections::BTreeMap;

/// The first day on which data are delivered by a version (Eurostat, history of NUTS).
const VERSIONS: [(&str, Date); 5] = [
    ("2006", date(2008, 1, 1)),
    ("2010", date(2012, 1, 1)),
    ("2013", date(2015, 1, 1)),
    ("2016", date(2018, 1, 1)),
    ("2021", date(2021, 1, 1)),
];

/// The columns of one version.
struct Version {
    word: &'static str,
    date: Date,
    code: usize,
    change: Option<usize>,
    name: Option<usize>,
}

pub(super) fn read(text: &str) -> Result<Register, Vec<ReadError>> {
    let mut records = Records::new(text.trim_start_matches('\u{feff}').as_bytes(), b',', true);
    let one = |error| vec![error];
    if !records.advance().map_err(one)? {
        return Err(one(crate::empty()));
    }
    let header: Vec<String> = (0..records.len())
        .map(|at| String::from_utf8_lossy(records.cell(at)).trim().to_owned())
        .collect();
    let column = |name: String| header.iter().position(|known| *known == name);
    let versions: Vec<Version> = VERSIONS
        .into_iter()
        .filter_map(|(word, date)| {
            Some(Version {
                word,
                date,
                code: column(format!("code_{word}"))?,
                change: column(format!("change_{word}")),
                name: column(format!("geo_name_{word}")),
            })
        })
        .collect();
    if versions.len() < 2 {
        return Err(one(ReadError::new(
            code::WRONG_FORM,
            "this is no table of changes of NUTS",
        )
        .at(Place::Line(1))
        .expected("code_2013, code_2016, change_2016, …")
        .found(shown(header.join(",").as_bytes()))));
    }
    let mut register = Register::default();
    let mut regions: BTreeMap<RegionCode, Region> = BTreeMap::new();
    let mut errors = Vec::new();
    loop {
        match records.advance() {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                errors.push(error);
                break;
            }
        }
        let cell = |at: usize| String::from_utf8_lossy(records.cell(at)).trim().to_owned();
        let place = Place::Line(records.line());
        for pair in versions.windows(2) {
            let [before, after] = pair else { continue };
            let words = [before, after].map(|version| cell(version.code));
            if words[0] == words[1] {
                continue;
            }
            let said = after.change.map_or_else(String::new, cell);
            let [Some(from), Some(to)] = [RegionCode::new(&words[0]), RegionCode::new(&words[1])] else {
                let wrong = words
                    .iter()
                    .find(|word| !word.is_empty() && RegionCode::new(word).is_none());
                if let Some(wrong) = wrong {
                    let error = ReadError::new(code::SHAPE, "this is no code of a region").at(place);
                    errors.push(error.found(shown(wrong.as_bytes())));
                } else if !words[0].is_empty() {
                    let (gone, version) = (&words[0], after.word);
                    register.remarks.push(Remark {
                        place,
                        text: Text::both(
                            format!("{gone} is er niet meer in NUTS {version}; de tabel zegt niet waar het heen ging"),
                            format!("{gone} is no longer in NUTS {version}; the table does not say where it went"),
                        ),
                    });
                }
                continue;
            };
            let name = |version: &Version| version.name.map(cell).filter(|name| !name.is_empty());
            for (region, version) in [(&from, before), (&to, after)] {
                let name = name(version).unwrap_or_else(|| region.to_string());
                let known = regions.entry(region.clone()).or_insert_with(|| Region {
                    code: region.clone(),
                    kind: RegionKind::Foreign,
                    name,
                    nuts: vec![region.to_string()],
                    validity: Validity::default(),
                });
                if *region == from {
                    known.validity.to = after.date.yesterday().ok();
                } else {
                    known.validity.from = Some(after.date);
                }
            }
            register.changes.push(Change {
                date: after.date,
                kind: kind(&said),
                from,
                to,
                source: format!("NUTS {}: {}", after.word, shown(said.as_bytes())),
            });
        }
    }
    for region in regions.values() {
        if let (Some(from), Some(to)) = (region.validity.from, region.validity.to)
            && to < from
        {
            let error = format!(
                "`{}` ends before it begins: a code that came back is not read",
                region.code
            );
            errors.push(ReadError::new(code::CONTRADICTION, error));
        }
    }
    if !errors.is_empty() {
        return Err(capped(errors));
    }
    register.regions = regions.into_values().collect();
    Ok(register)
}

/// A new code alone is a new name of the same region. Whatever says more, or says nothing, is not taken for the same region.
fn kind(said: &str) -> ChangeKind {
    let said = said.to_lowercase();
    let moved = ["bound", "shift", "merge", "split", "part", "assign", "new"];
    let same = ["recode", "code change", "relabel", "rename", "name change"];
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&same) && !has(&moved) {
        ChangeKind::Rename
    } else {
        ChangeKind::Rearrangement
    }
}
