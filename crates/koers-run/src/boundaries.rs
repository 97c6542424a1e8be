//! The boundaries of regions that a workspace keeps for its maps.

use crate::error::RunError;
use crate::world::{World, WorldError};
use jiff::civil::Date;
use koers_framework::parse;
use koers_geo::{Finding, Question};
use koers_model::outline::{Outlines, Provenance};
use koers_model::region::{RegionCode, RegionKind, RegionRegistry};
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use std::cmp::Reverse;

/// As many corners as a map of all municipalities of a country shows; more are taken away where the eye does not miss them.
pub const CORNERS: usize = 10_000;

/// What is to be taken over.
#[derive(Debug, Clone)]
pub struct BoundaryFile<'a> {
    /// GeoJSON.
    pub bytes: &'a [u8],
    /// The file that it came from.
    pub origin: &'a str,
    /// The kind of region that it has.
    pub kind: RegionKind,
    /// The property that holds the code; found when not named.
    pub code: Option<&'a str>,
    /// Who made it, and the day on which the regions lay so.
    pub provenance: Provenance,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The name of the file in the workspace.
    pub name: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// How many regions it has.
    pub regions: usize,
    /// Corners before and after.
    pub corners: (usize, usize),
    /// What could not be used, and what is not there.
    pub findings: Vec<Finding>,
}

/// Takes over boundaries: matches them to the register of the workspace, simplifies them, and keeps them as a file of our own. An earlier
/// file of the same kind and day is replaced.
///
/// # Errors
/// [`RunError::Boundaries`] with what is wrong with the bytes, [`RunError::World`]. Nothing is kept then.
pub fn import(world: &dyn World, what: &BoundaryFile<'_>) -> Result<Kept, RunError> {
    let parsed = parse(&world.policy_files()?);
    let question = Question {
        register: parsed.regions(),
        kind: what.kind,
        provenance: what.provenance.clone(),
        code: what.code,
        most_corners: CORNERS,
    };
    let unreadable = |error| RunError::Boundaries {
        origin: what.origin.to_owned(),
        error,
    };
    let imported = koers_geo::import(what.bytes, &question).map_err(unreadable)?;
    let bytes = koers_geo::write(&imported.map, parsed.regions());
    let name = format!("{}-{}.geojson", what.kind.word(), what.provenance.valid_on);
    world.keep_boundaries(&name, &bytes)?;
    Ok(Kept {
        name: format!("boundaries/{name}"),
        bytes: bytes.len(),
        regions: imported.map.outlines.len(),
        corners: (imported.corners_before, imported.corners_after),
        findings: imported.findings,
    })
}

/// The boundaries of one file.
#[derive(Debug)]
struct Map {
    outlines: Outlines,
    hash: Hash,
}

/// All boundaries of a workspace, read once.
#[derive(Debug, Default)]
pub struct Maps {
    maps: Vec<Map>,
    faults: Vec<WorldError>,
}

impl Maps {
    /// Reads them. A file that cannot be read is no reason to show no maps at all: it is left out, and [`Maps::faults`] says so.
    ///
    /// # Errors
    /// [`WorldError`] when the folder itself cannot be read.
    pub fn read(world: &dyn World, lang: Lang) -> Result<Self, WorldError> {
        let mut maps = Self::default();
        for file in world.boundaries()? {
            match koers_geo::read(&file.bytes) {
                Ok(map) => maps.maps.push(Map {
                    outlines: map.outlines,
                    hash: Hash::of(&file.bytes),
                }),
                Err(error) => maps.faults.push(WorldError {
                    message: format!("{}: {}", file.path, error.message(lang)),
                }),
            }
        }
        Ok(maps)
    }

    /// The files that could not be read, and why.
    #[must_use]
    pub fn faults(&self) -> &[WorldError] {
        &self.faults
    }

    /// The boundaries of a kind of region for a day: those with most of the regions of that day and fewest others, then the latest from
    /// before it, then the earliest. `None` when there are none of this kind.
    #[must_use]
    pub fn on(&self, kind: RegionKind, day: Date, regions: &RegionRegistry) -> Option<&Outlines> {
        self.file_on(kind, day, regions).map(|(outlines, _)| outlines)
    }

    /// The same, with the hash of the file that they are kept in.
    #[must_use]
    pub fn file_on(
        &self,
        kind: RegionKind,
        day: Date,
        regions: &RegionRegistry,
    ) -> Option<(&Outlines, Hash)> {
        let there: Vec<&RegionCode> = regions.of_kind(kind, day).map(|region| &region.code).collect();
        self.maps
            .iter()
            .filter(|map| map.outlines.kind() == kind)
            .max_by_key(|map| {
                let map = &map.outlines;
                let shared = there.iter().filter(|code| map.get(code).is_some()).count();
                let other = map.len() - shared;
                let from = map.provenance().valid_on;
                let distance = days(from, day).abs();
                (shared.saturating_sub(other), from <= day, Reverse(distance))
            })
            .map(|map| (&map.outlines, map.hash))
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until((jiff::Unit::Day, to))
        .map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use koers_model::outline::{Corner, Ring};
    use koers_model::region::{Region, Validity};
    use std::collections::BTreeMap;

    fn code(text: &str) -> RegionCode {
        RegionCode::new(text).unwrap()
    }

    fn map(codes: &[&str], valid_on: Date) -> Map {
        let ring = [(0, 0), (0, 9), (9, 9)].map(|(x, y)| Corner { x, y });
        let ring = Ring::new(ring.to_vec()).unwrap();
        let rings: BTreeMap<_, _> = codes
            .iter()
            .map(|text| (code(text), vec![ring.clone()]))
            .collect();
        let provenance = Provenance {
            source: "verzonnen".into(),
            licence: "CC0-1.0".into(),
            attribution: String::new(),
            valid_on,
        };
        Map {
            outlines: Outlines::new(RegionKind::Municipality, provenance, 5, rings).unwrap(),
            hash: Hash::of(b"made up"),
        }
    }

    #[test]
    fn the_boundaries_that_fit_the_day_best_are_taken() {
        let region = |text: &str, from: Option<Date>, to: Option<Date>| Region {
            code: code(text),
            kind: RegionKind::Municipality,
            name: text.into(),
            nuts: vec![],
            validity: Validity { from, to },
        };
        let regions = RegionRegistry::new(
            vec![
                region("GM1", None, Some(date(2021, 12, 31))),
                region("GM2", Some(date(2022, 1, 1)), None),
                region("GM3", None, None),
            ],
            vec![],
            vec![],
        )
        .unwrap();
        let maps = Maps {
            maps: vec![
                map(&["GM1", "GM3"], date(2019, 1, 1)),
                map(&["GM1", "GM3"], date(2021, 1, 1)),
                map(&["GM2", "GM3"], date(2022, 1, 1)),
                map(&["GM2", "GM3"], date(2024, 1, 1)),
            ],
            faults: vec![],
        };
        for (day, valid_on) in [
            (date(2018, 12, 31), date(2019, 1, 1)),
            (date(2020, 12, 31), date(2019, 1, 1)),
            (date(2021, 12, 31), date(2021, 1, 1)),
            (date(2022, 12, 31), date(2022, 1, 1)),
            (date(2026, 12, 31), date(2024, 1, 1)),
        ] {
            let found = maps.on(RegionKind::Municipality, day, &regions).unwrap();
            assert_eq!(found.provenance().valid_on, valid_on, "{day}");
        }
        assert!(maps.on(RegionKind::Corop, date(2020, 1, 1), &regions).is_none());
    }
}
