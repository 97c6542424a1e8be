//! Which feature is which region of the register.

use crate::error::{Finding, GeoError, Known};
use crate::json::Feature;
use jiff::civil::Date;
use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry};
use std::collections::{BTreeMap, BTreeSet};

/// How a property tells a region, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tells {
    /// The code of the register (`GM0106`, `2022GM0106`), or a NUTS code.
    Code,
    /// The number in the code (`0106`, `106`), in a property whose name says that it is one.
    Number,
    /// The name.
    Name,
}

/// Parts of names of properties that hold numbers of regions.
const NUMBERED: [&str; 5] = ["code", "gm", "stat", "cbs", "nummer"];
/// At most so many properties are named in a message.
const MOST_NAMED: usize = 12;

/// The features that are regions, by code, with what is to be said of the others.
pub(crate) fn regions(
    features: &[Feature],
    register: &RegionRegistry,
    kind: RegionKind,
    on: Date,
    property: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Result<BTreeMap<RegionCode, usize>, GeoError> {
    let asked = Matcher::new(register, kind, on);
    let there: BTreeSet<&str> = features
        .iter()
        .flat_map(|feature| feature.properties.keys().map(String::as_str))
        .collect();
    let named = || {
        let names: Vec<&str> = there.iter().copied().take(MOST_NAMED).collect();
        if names.is_empty() {
            "–".to_owned()
        } else {
            names.join(", ")
        }
    };
    let (property, tells) = match property {
        Some(name) if !there.contains(name) => {
            return Err(GeoError::NoProperty {
                asked: name.to_owned(),
                there: named(),
            });
        }
        Some(name) => asked.best(features, &BTreeSet::from([name]), true),
        None => asked.best(features, &there, false),
    }
    .ok_or_else(|| GeoError::NothingMatched {
        kind,
        on,
        there: named(),
    })?;
    if tells == Tells::Name {
        findings.push(Finding::ByName {
            property: property.to_owned(),
        });
    }
    let mut found: BTreeMap<RegionCode, usize> = BTreeMap::new();
    for (at, feature) in features.iter().enumerate() {
        let number = at + 1;
        let Some(text) = feature.properties.get(property).filter(|text| !text.is_empty()) else {
            findings.push(Finding::NoCode { feature: number });
            continue;
        };
        let Some(region) = asked.region(text, tells) else {
            findings.push(Finding::NotInRegister {
                feature: number,
                found: text.chars().take(60).collect(),
                known: asked.known(text, tells),
            });
            continue;
        };
        if feature.polygons.is_empty() {
            findings.push(Finding::NoArea { feature: number });
            continue;
        }
        if let Some(first) = found.insert(region.code.clone(), at) {
            return Err(GeoError::Twice {
                code: region.code.clone(),
                first: first + 1,
                second: number,
            });
        }
    }
    if found.is_empty() {
        return Err(GeoError::NothingMatched {
            kind,
            on,
            there: named(),
        });
    }
    for region in register.of_kind(kind, on) {
        if !found.contains_key(&region.code) {
            findings.push(Finding::NoShape {
                code: region.code.clone(),
                name: region.name.clone(),
            });
        }
    }
    Ok(found)
}

/// The regions asked for, by everything that can tell them.
struct Matcher<'r> {
    register: &'r RegionRegistry,
    kind: RegionKind,
    on: Date,
    /// By folded name; a name of two regions tells none.
    names: BTreeMap<String, Option<&'r Region>>,
}

impl<'r> Matcher<'r> {
    fn new(register: &'r RegionRegistry, kind: RegionKind, on: Date) -> Self {
        let mut names: BTreeMap<String, Option<&Region>> = BTreeMap::new();
        for region in register.of_kind(kind, on) {
            names
                .entry(folded(&region.name))
                .and_modify(|one| *one = None)
                .or_insert(Some(region));
        }
        Self {
            register,
            kind,
            on,
            names,
        }
    }

    /// The property that tells most regions, in the surest way that tells any.
    fn best<'p>(
        &self,
        features: &[Feature],
        properties: &BTreeSet<&'p str>,
        asked: bool,
    ) -> Option<(&'p str, Tells)> {
        [Tells::Code, Tells::Number, Tells::Name]
            .into_iter()
            .find_map(|tells| {
                let counted = properties.iter().filter_map(|name| {
                    let lower = name.to_lowercase();
                    let numbered = NUMBERED.iter().any(|part| lower.contains(part));
                    if tells == Tells::Number && !asked && !numbered {
                        return None;
                    }
                    let texts = features
                        .iter()
                        .filter_map(|feature| feature.properties.get(*name));
                    let told = texts.filter(|text| self.region(text, tells).is_some()).count();
                    (told > 0).then_some((told, *name))
                });
                // Of equals the shortest name, then the first: `statcode` before `jrstatcode`.
                counted
                    .min_by_key(|(told, name)| (std::cmp::Reverse(*told), name.len(), *name))
                    .map(|(_, name)| (name, tells))
            })
    }

    /// The region that a text tells, when it is one of those asked for.
    fn region(&self, text: &str, tells: Tells) -> Option<&'r Region> {
        let region = match tells {
            Tells::Name => self.names.get(&folded(text)).copied().flatten()?,
            _ => self.any(text, tells)?,
        };
        (region.kind == self.kind && region.validity.holds_on(self.on)).then_some(region)
    }

    /// The region of any kind and day that a text tells by its code.
    fn any(&self, text: &str, tells: Tells) -> Option<&'r Region> {
        match tells {
            Tells::Code => {
                // `2022GM0106`: the year of the edition before the code.
                let (year, code) = text.split_at_checked(4).unwrap_or(("", text));
                let dated = !year.is_empty()
                    && year.bytes().all(|b| b.is_ascii_digit())
                    && code.starts_with(|c: char| c.is_ascii_alphabetic());
                self.register
                    .by_code(text)
                    .or_else(|| self.register.by_nuts(text))
                    .or_else(|| self.register.by_code(code).filter(|_| dated))
            }
            Tells::Number => {
                let number: u32 = text.parse().ok()?;
                let code = match self.kind {
                    RegionKind::Municipality => format!("GM{number:04}"),
                    RegionKind::Corop => format!("CR{number:02}"),
                    RegionKind::Province => format!("PV{number:02}"),
                    RegionKind::Part => format!("LD{number:02}"),
                    RegionKind::LabourMarket => format!("AM{number:02}"),
                    RegionKind::Country | RegionKind::Foreign => return None,
                };
                self.register.by_code(&code)
            }
            Tells::Name => None,
        }
    }

    /// What the register knows of a text that is none of the regions asked for.
    fn known(&self, text: &str, tells: Tells) -> Option<Known> {
        let region = self.any(text, tells)?;
        let name = region.name.clone();
        Some(if region.kind == self.kind {
            Known::OtherDays {
                name,
                validity: region.validity,
            }
        } else {
            Known::OtherKind {
                name,
                kind: region.kind,
            }
        })
    }
}

/// A name without what writers differ in: capitals, marks on letters, spaces, hyphens.
fn folded(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use koers_model::region::Validity;
    use koers_model::text::Lang;

    fn register() -> RegionRegistry {
        let region = |code: &str, kind, name: &str, nuts: &[&str], to| Region {
            code: RegionCode::new(code).unwrap(),
            kind,
            name: name.into(),
            nuts: nuts.iter().map(|code| (*code).to_owned()).collect(),
            validity: Validity { from: None, to },
        };
        RegionRegistry::new(
            vec![
                region("GM0106", RegionKind::Municipality, "Assen", &[], None),
                region("GM0114", RegionKind::Municipality, "Emmen", &[], None),
                region(
                    "GM0457",
                    RegionKind::Municipality,
                    "Weesp",
                    &[],
                    Some(date(2022, 3, 23)),
                ),
                region("CR07", RegionKind::Corop, "Noord-Drenthe", &["NL131"], None),
                region("PV21", RegionKind::Province, "Fryslân", &["NL12"], None),
            ],
            vec![],
            vec![],
        )
        .unwrap()
    }

    fn features(rows: &[&[(&str, &str)]]) -> Vec<Feature> {
        rows.iter()
            .map(|row| Feature {
                properties: row.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect(),
                polygons: vec![vec![vec![(0.0, 0.0)]]],
            })
            .collect()
    }

    fn told(
        rows: &[&[(&str, &str)]],
        kind: RegionKind,
        property: Option<&str>,
    ) -> Result<(Vec<String>, Vec<Finding>), GeoError> {
        let mut findings = Vec::new();
        let found = regions(
            &features(rows),
            &register(),
            kind,
            date(2023, 1, 1),
            property,
            &mut findings,
        )?;
        Ok((found.keys().map(ToString::to_string).collect(), findings))
    }

    #[test]
    fn codes_before_numbers_before_names() {
        let gm = RegionKind::Municipality;
        let both = ["GM0106".to_owned(), "GM0114".to_owned()];
        let rows: [&[(&str, &str)]; 2] = [
            &[
                ("id", "114"),
                ("jrstatcode", "2023GM0106"),
                ("statcode", "GM0106"),
            ],
            &[
                ("id", "106"),
                ("jrstatcode", "2023GM0114"),
                ("statcode", "GM0114"),
            ],
        ];
        assert_eq!(told(&rows, gm, None).unwrap().0, both);
        assert_eq!(told(&rows, gm, Some("jrstatcode")).unwrap().0, both);
        // A running number is only a code when somebody says so.
        assert_eq!(told(&rows, gm, Some("id")).unwrap().0, both);
        let rows: [&[(&str, &str)]; 1] = [&[("id", "106")]];
        assert!(matches!(
            told(&rows, gm, None),
            Err(GeoError::NothingMatched { .. })
        ));
        let rows: [&[(&str, &str)]; 1] = [&[("gemeentecode", "0106")]];
        assert_eq!(told(&rows, gm, None).unwrap().0, ["GM0106"]);
        let rows: [&[(&str, &str)]; 1] = [&[("NUTS_ID", "NL131")]];
        assert_eq!(told(&rows, RegionKind::Corop, None).unwrap().0, ["CR07"]);
        let rows: [&[(&str, &str)]; 1] = [&[("name", "fryslan")]];
        let (codes, findings) = told(&rows, RegionKind::Province, None).unwrap();
        assert_eq!(codes, ["PV21"]);
        assert_eq!(
            findings,
            [Finding::ByName {
                property: "name".into()
            }]
        );
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let gm = RegionKind::Municipality;
        let rows: [&[(&str, &str)]; 4] = [
            &[("statcode", "GM0106")],
            &[("statcode", "GM0457")],
            &[("statcode", "GM9999")],
            &[("naam", "Emmen")],
        ];
        let (codes, findings) = told(&rows, gm, None).unwrap();
        assert_eq!(codes, ["GM0106"]);
        let words: Vec<String> = findings.iter().map(|finding| finding.message(Lang::Nl)).collect();
        assert_eq!(
            words,
            [
                "feature 2: `GM0457` is Weesp, dat bestaat van … tot en met 2022-03-23; overgeslagen",
                "feature 3: `GM9999` staat niet in de lijst van gebieden; overgeslagen",
                "feature 4: geen code; overgeslagen",
                "GM0114 Emmen: geen grens in dit bestand",
            ]
        );
        let rows: [&[(&str, &str)]; 2] = [&[("statcode", "GM0106")], &[("statcode", "GM0106")]];
        assert!(matches!(
            told(&rows, gm, None),
            Err(GeoError::Twice {
                first: 1,
                second: 2,
                ..
            })
        ));
        assert!(matches!(
            told(&rows, gm, Some("code")),
            Err(GeoError::NoProperty { .. })
        ));
    }
}
