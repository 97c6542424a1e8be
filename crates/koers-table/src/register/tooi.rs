//! The register of municipalities of TOOI, "gemeenten compleet", JSON-LD. Keys and types are told by the last part of their names, so that the
//! prefixes of a version do not matter.
//!
//! Known traps: most municipalities have no `begindatum`; days come with a time, with and without seconds; `einddatum` is the last day while
//! `invalidatedAtTime` is the day after it. An `Uitbreiding` keeps the code of the one that grew.

use super::{MOST_CHANGES, Register, Remark, capped, day_before, municipality};
use crate::error::{Place, ReadError, code, shown};
use jiff::civil::Date;
use koers_model::region::{Change, ChangeKind, Region, RegionCode, RegionKind, Validity};
use koers_model::text::Text;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Names of a municipality, the best first.
const NAMES: [&str; 5] = [
    "officieleNaamExclSoort",
    "prefLabel",
    "label",
    "naam",
    "officieleNaamInclSoort",
];

type Node = Map<String, Value>;

pub(super) fn read(text: &str) -> Result<Register, Vec<ReadError>> {
    let shape = |what: &str| {
        vec![
            ReadError::new(code::SHAPE, what.to_owned())
                .expected("JSON-LD: a list of things, or one under `@graph`"),
        ]
    };
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let line = u64::try_from(error.line()).unwrap_or(0);
        vec![ReadError::new(code::SHAPE, format!("the JSON is broken: {error}")).at(Place::Line(line))]
    })?;
    let items = match &value {
        Value::Array(items) => items,
        Value::Object(top) => match top.get("@graph") {
            Some(Value::Array(items)) => items,
            _ => return Err(shape("there is no list of things in this JSON")),
        },
        _ => return Err(shape("this JSON is no JSON-LD")),
    };
    let mut reading = Reading::default();
    for (at, item) in items.iter().enumerate() {
        let Value::Object(node) = item else { continue };
        let place = Place::Item(at as u64 + 1);
        if let Some(kind) = event(node) {
            reading.change(node, kind, place);
        } else if let Some(region) = node.get("@id").and_then(Value::as_str).and_then(municipality) {
            reading.municipality(node, region, place);
        }
    }
    reading
        .finish()
        .ok_or_else(|| shape("no municipality stands in this register"))?
}

fn local(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}

/// The kind of an event; `None` for anything else.
fn event(node: &Node) -> Option<ChangeKind> {
    texts(node.get("@type")?)
        .into_iter()
        .find_map(|kind| match local(kind) {
            "Samenvoeging" => Some(ChangeKind::Merger),
            "Uitbreiding" => Some(ChangeKind::Extension),
            "Splitsing" => Some(ChangeKind::Split),
            "Herschikking" => Some(ChangeKind::Rearrangement),
            _ => None,
        })
}

/// The values of the key whose name ends so.
fn values<'n>(node: &'n Node, name: &str) -> Vec<&'n str> {
    let found = node.iter().filter(|(key, _)| local(key) == name);
    found.flat_map(|(_, value)| texts(value)).collect()
}

/// A text, a reference, a typed value, or a list of them.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Object(of) => of
            .get("@value")
            .or_else(|| of.get("@id"))
            .and_then(Value::as_str)
            .into_iter()
            .collect(),
        Value::Array(list) => list
            .iter()
            .filter(|one| !one.is_array())
            .flat_map(texts)
            .collect(),
        _ => Vec::new(),
    }
}

/// `2023-01-01`, `2023-01-01T00:00`, `2023-01-01T00:00:00+01:00`
fn day(text: &str) -> Option<Date> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let timely = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'+' | b'-' | b'Z');
    (day.len() == 10 && time.bytes().all(timely))
        .then(|| day.parse().ok())
        .flatten()
}

#[derive(Default)]
struct Reading {
    regions: BTreeMap<RegionCode, (Region, Place)>,
    register: Register,
    errors: Vec<ReadError>,
}

impl Reading {
    fn date(&mut self, node: &Node, name: &str, place: Place) -> Option<Date> {
        let text = *values(node, name).first()?;
        let found = day(text);
        if found.is_none() {
            let error = ReadError::new(code::NOT_A_DATE, format!("`{name}` is no day")).at(place);
            self.errors
                .push(error.expected("JJJJ-MM-DD").found(shown(text.as_bytes())));
        }
        found
    }

    fn remark(&mut self, place: Place, nl: String, en: String) {
        self.register.remarks.push(Remark {
            place,
            text: Text::both(nl, en),
        });
    }

    fn municipality(&mut self, node: &Node, code: RegionCode, place: Place) {
        let name = NAMES.iter().find_map(|name| values(node, name).first().copied());
        let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
            self.remark(
                place,
                format!("{code} heeft geen naam en is overgeslagen"),
                format!("{code} has no name and was left out"),
            );
            return;
        };
        let from = self.date(node, "begindatum", place);
        let last = self.date(node, "einddatum", place);
        let after = self.date(node, "invalidatedAtTime", place).and_then(day_before);
        if let (Some(last), Some(after)) = (last, after)
            && last != after
        {
            self.remark(
                place,
                format!("{code}: einddatum {last} en invalidatedAtTime spreken elkaar tegen; {last} telt"),
                format!(
                    "{code}: einddatum {last} and invalidatedAtTime contradict each other; {last} counts"
                ),
            );
        }
        let region = Region {
            code: code.clone(),
            kind: RegionKind::Municipality,
            name: name.trim().to_owned(),
            nuts: Vec::new(),
            validity: Validity {
                from,
                to: last.or(after),
            },
        };
        if self.regions.insert(code.clone(), (region, place)).is_some() {
            let error = ReadError::new(code::TWO_FIGURES, format!("`{code}` stands twice"));
            self.errors.push(error.at(place));
        }
    }

    fn change(&mut self, node: &Node, kind: ChangeKind, place: Place) {
        let codes = |name: &str| -> Vec<RegionCode> {
            let mut codes: Vec<RegionCode> =
                values(node, name).into_iter().filter_map(municipality).collect();
            codes.sort();
            codes.dedup();
            codes
        };
        let (ended, made, used) = (codes("invalidated"), codes("generated"), codes("used"));
        let Some(date) = self.date(node, "tijdstipWijziging", place) else {
            if values(node, "tijdstipWijziging").is_empty() {
                let error = ReadError::new(code::NOT_A_DATE, "an event has no `tijdstipWijziging`");
                self.errors.push(error.at(place));
            }
            return;
        };
        let stays = |code: &&RegionCode| !ended.contains(*code) && !made.contains(*code);
        let into: Vec<&RegionCode> = made.iter().chain(used.iter().filter(stays)).collect();
        if ended.is_empty() || into.is_empty() {
            self.remark(
                place,
                format!("een verandering van {date} zegt niet wie waarheen ging, en is overgeslagen"),
                format!("a change of {date} does not say which went where, and was left out"),
            );
            return;
        }
        if into.len() > 1 {
            self.remark(
                place,
                format!("bij de verandering van {date} staat niet wie welk deel kreeg: zonder gewichten wordt daar niets herberekend"),
                format!("the change of {date} does not say which got which part: without weights nothing is restated there"),
            );
        }
        if self
            .register
            .changes
            .len()
            .saturating_add(ended.len().saturating_mul(into.len()))
            > MOST_CHANGES
        {
            let error = ReadError::new(code::TOO_LONG, "more changes than any register has");
            self.errors.push(error.at(place));
            return;
        }
        let ground = values(node, "heeftGrondslag");
        let source = match ground.first() {
            Some(ground) => format!(
                "TOOI Register gemeenten compleet; {}",
                shown(local(ground).as_bytes())
            ),
            None => "TOOI Register gemeenten compleet".to_owned(),
        };
        for from in &ended {
            for to in &into {
                self.register.changes.push(Change {
                    date,
                    kind,
                    from: from.clone(),
                    to: (*to).clone(),
                    source: source.clone(),
                });
            }
        }
        for code in &made {
            // Most municipalities have no day of their own on which they began; the event that made them has one.
            self.register.regions.push(Region {
                code: code.clone(),
                kind: RegionKind::Municipality,
                name: String::new(),
                nuts: Vec::new(),
                validity: Validity {
                    from: Some(date),
                    to: None,
                },
            });
        }
    }

    /// The register; `None` when it holds no municipality at all.
    fn finish(mut self) -> Option<Result<Register, Vec<ReadError>>> {
        if !self.errors.is_empty() {
            return Some(Err(capped(self.errors)));
        }
        if self.regions.is_empty() {
            return None;
        }
        for made in std::mem::take(&mut self.register.regions) {
            if let Some((region, _)) = self.regions.get_mut(&made.code)
                && region.validity.from.is_none()
            {
                region.validity.from = made.validity.from;
            }
        }
        let ended: BTreeMap<RegionCode, Date> = self
            .register
            .changes
            .iter()
            .map(|change| (change.from.clone(), change.date))
            .collect();
        for (code, (region, place)) in &mut self.regions {
            // The day of the event is the first one without it.
            if region.validity.to.is_none()
                && let Some(day) = ended.get(code).copied().and_then(day_before)
            {
                region.validity.to = Some(day);
            }
            if let (Some(from), Some(to)) = (region.validity.from, region.validity.to)
                && to < from
            {
                let error = ReadError::new(code::CONTRADICTION, format!("`{code}` ends before it begins"));
                self.errors.push(error.at(*place));
            }
        }
        if !self.errors.is_empty() {
            return Some(Err(capped(self.errors)));
        }
        self.register.regions = self.regions.into_values().map(|(region, _)| region).collect();
        Some(Ok(self.register))
    }
}
