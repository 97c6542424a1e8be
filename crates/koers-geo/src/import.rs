//! The whole way from a file to a map.

use crate::crs::{self, Coordinates};
use crate::error::{Finding, GeoError};
use crate::file::polygons;
use crate::json::{self, Feature};
use crate::mesh::{Mesh, Polygons};
use crate::plane::Plane;
use crate::simplify::{Until, simplify};
use crate::{Boundaries, matching};
use koers_model::outline::{Outlines, Provenance, Ring};
use koers_model::region::{RegionCode, RegionKind, RegionRegistry};
use std::collections::BTreeMap;

/// The side of the smallest thing that is seen on a map of the whole, as a part of the longer side: half a pixel of 1,600.
const UNSEEN: i64 = 3_200;
/// The side of the smallest part of a region that is kept, as a part of the longer side.
const SMALLEST: i64 = 640;

/// What is asked of a file.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The regions that there are.
    pub register: &'a RegionRegistry,
    /// The kind of region that the map is of.
    pub kind: RegionKind,
    /// Who made the file; its day says which regions are meant.
    pub provenance: Provenance,
    /// The property that holds the code; found when not named.
    pub code: Option<&'a str>,
    /// Corners are taken away until so many are left, as far as the map stays whole.
    pub most_corners: usize,
}

/// A map, and what is to be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The outlines, and how they lie on the earth.
    pub map: Boundaries,
    /// What could not be used, and what is not there.
    pub findings: Vec<Finding>,
    /// Corners in the file, each once, as far as they belong to regions of the map.
    pub corners_before: usize,
    /// Corners kept.
    pub corners_after: usize,
    /// Small parts of regions left out.
    pub parts_left_out: usize,
}

/// Makes a map from a GeoJSON file.
///
/// # Errors
/// What makes the file unusable, with its place.
pub fn import(bytes: &[u8], question: &Question<'_>) -> Result<Imported, GeoError> {
    let mut findings = Vec::new();
    let collection = json::collection(bytes)?;
    if collection.features.is_empty() {
        return Err(GeoError::NoFeatures);
    }
    let matched = matching::regions(
        &collection.features,
        question.register,
        question.kind,
        question.provenance.valid_on,
        question.code,
        &mut findings,
    )?;
    let coordinates = match &collection.crs {
        Some(name) => crs::named(name)?,
        None => guessed(&collection.features, &matched, &mut findings),
    };
    let mut places: BTreeMap<&RegionCode, Polygons> = BTreeMap::new();
    for (code, at) in &matched {
        if let Some(feature) = collection.features.get(*at) {
            places.insert(code, in_degrees(feature, at + 1, coordinates)?);
        }
    }
    let all = places.values().flatten().flatten().flatten().copied();
    let plane = Plane::around(all).ok_or(GeoError::TooWide)?;
    for place in places.values_mut().flatten().flatten().flatten() {
        *place = plane.exact(*place).ok_or(GeoError::TooWide)?;
    }
    let regions: Vec<(&RegionCode, Polygons)> = places.into_iter().collect();
    let longer = longer_side(&regions);
    let square = |part: i64| 2 * (longer / part) * (longer / part);
    let mut mesh = Mesh::of(&regions, square(SMALLEST), &mut findings);
    let corners_before = mesh.corners.len();
    let until = Until {
        unseen: square(UNSEEN) / 2,
        most_corners: question.most_corners,
    };
    let corners_after = simplify(&mut mesh, until);
    let outlines = outlines(&mesh, &regions, question, plane.metres)?;
    Ok(Imported {
        map: Boundaries { outlines, plane },
        findings,
        corners_before,
        corners_after,
        parts_left_out: mesh.left_out,
    })
}

/// The coordinates of a file that does not name them: degrees when all fit, metres when all lie in the Netherlands.
fn guessed(
    features: &[Feature],
    matched: &BTreeMap<RegionCode, usize>,
    findings: &mut Vec<Finding>,
) -> Coordinates {
    let mut places = matched
        .values()
        .filter_map(|at| features.get(*at))
        .flat_map(|feature| feature.polygons.iter().flatten().flatten());
    if places.all(|place| crs::is_rd(*place)) {
        findings.push(Finding::TakenAsRd);
        return Coordinates::Rd;
    }
    Coordinates::Degrees
}

/// The polygons of a feature in degrees, each ring without its last place, which must be its first.
fn in_degrees(feature: &Feature, number: usize, coordinates: Coordinates) -> Result<Polygons, GeoError> {
    let mut polygons = Polygons::new();
    let mut count = 0;
    for rings in &feature.polygons {
        let mut polygon = Vec::new();
        for ring in rings {
            count += 1;
            let (Some(first), Some((last, open))) = (ring.first(), ring.split_last()) else {
                return Err(GeoError::ShortRing {
                    feature: number,
                    ring: count,
                });
            };
            if first != last {
                return Err(GeoError::OpenRing {
                    feature: number,
                    ring: count,
                });
            }
            if open.len() < 3 {
                return Err(GeoError::ShortRing {
                    feature: number,
                    ring: count,
                });
            }
            let mut places = Vec::with_capacity(open.len());
            for &(x, y) in open {
                let is_place = match coordinates {
                    Coordinates::Degrees => crs::is_degrees((x, y)),
                    Coordinates::Rd => crs::is_rd((x, y)),
                };
                if !is_place {
                    return Err(GeoError::NoPlace {
                        feature: number,
                        x,
                        y,
                    });
                }
                places.push(match coordinates {
                    Coordinates::Degrees => (x, y),
                    Coordinates::Rd => crs::from_rd((x, y)),
                });
            }
            polygon.push(places);
        }
        polygons.push(polygon);
    }
    Ok(polygons)
}

/// Units of the longer side of the map; at least one.
#[allow(clippy::cast_possible_truncation, reason = "a plane has far fewer units")]
fn longer_side(regions: &[(&RegionCode, Polygons)]) -> i64 {
    let places = regions
        .iter()
        .flat_map(|(_, polygons)| polygons.iter().flatten().flatten());
    let most = places.fold(1.0_f64, |most, place| most.max(place.0).max(place.1));
    most.round() as i64
}

fn outlines(
    mesh: &Mesh,
    regions: &[(&RegionCode, Polygons)],
    question: &Question<'_>,
    metres: u32,
) -> Result<Outlines, GeoError> {
    let mut rings: BTreeMap<RegionCode, Vec<Ring>> = BTreeMap::new();
    for ring in &mesh.rings {
        let Some((code, _)) = regions.get(ring.region) else {
            continue;
        };
        let corners = ring.corners.iter();
        let corners = corners.filter_map(|at| mesh.corners.get(*at as usize).copied());
        if let Ok(ring) = Ring::new(corners.collect()) {
            rings.entry((*code).clone()).or_default().push(ring);
        }
    }
    if let Some((code, _)) = regions.iter().find(|(code, _)| !rings.contains_key(*code)) {
        return Err(GeoError::Vanished {
            code: (*code).clone(),
            metres,
        });
    }
    // In the order of the file that is written, so that reading it gives the same.
    for of_region in rings.values_mut() {
        *of_region = polygons(of_region).into_iter().flatten().cloned().collect();
    }
    Outlines::new(question.kind, question.provenance.clone(), metres, rings).map_err(|_| GeoError::NoFeatures)
}
