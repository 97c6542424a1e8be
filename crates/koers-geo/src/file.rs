//! A map as a file of our own: GeoJSON that any tool reads, with a header that brings the same whole numbers back.
//!
//! Longitude and latitude have as many decimals as it takes to find the same unit of the plane again, so what two regions share stays shared
//! to the last bit. One line for each region, so that a change of one is a change of one line.

use crate::error::GeoError;
use crate::json::{self, Header};
use crate::plane::Plane;
use crate::{Boundaries, crs};
use koers_model::outline::{Corner, Outline, Outlines, Provenance, Ring};
use koers_model::region::{RegionCode, RegionKind, RegionRegistry};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The version of the form.
const VERSION: u64 = 1;

/// Writes a map. The names of regions are taken from the register, for people and other tools; they are not read back.
#[must_use]
pub fn write(map: &Boundaries, register: &RegionRegistry) -> Vec<u8> {
    let (outlines, plane) = (&map.outlines, &map.plane);
    let from = outlines.provenance();
    let header = json!({
        "kind": outlines.kind().word(),
        "source": from.source,
        "licence": from.licence,
        "attribution": from.attribution,
        "valid_on": from.valid_on.to_string(),
        "plane": {
            "projection": "stereographic on a sphere of 6371000 m",
            "centre": plane.centre(),
            "metres": plane.metres,
            "origin": plane.origin,
        },
    });
    let mut features = Vec::new();
    let mut bounds: Option<[f64; 4]> = None;
    for (code, outline) in outlines.iter() {
        let geometry = geometry(outline, plane, &mut bounds);
        let name = register.get(code).map_or("", |region| region.name.as_str());
        let properties = json!({"code": code.as_str(), "name": name});
        features.push(format!(
            "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}"
        ));
    }
    let decimals = plane.decimals();
    let bbox = bounds.map_or_else(String::new, |bounds| {
        let bounds = bounds.map(|degrees| degree(degrees, decimals));
        format!("\"bbox\":[{}],\n", bounds.join(","))
    });
    format!(
        "{{\"type\":\"FeatureCollection\",\n\"koers_boundaries\":{VERSION},\n\"koers\":{header},\n{bbox}\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
    .into_bytes()
}

/// Rings as polygons: every hole behind the outside that it lies in.
pub(crate) fn polygons(rings: &[Ring]) -> Vec<Vec<&Ring>> {
    let (outsides, holes): (Vec<&Ring>, Vec<&Ring>) = rings.iter().partition(|ring| ring.doubled_area() > 0);
    let mut polygons: Vec<Vec<&Ring>> = outsides.iter().map(|ring| vec![*ring]).collect();
    for hole in holes {
        let around =
            |polygon: &&mut Vec<&Ring>| polygon.first().is_some_and(|outside| lies_in(hole, outside));
        let area = |polygon: &&mut Vec<&Ring>| polygon.first().map_or(0, |ring| ring.doubled_area());
        // Outsides lie in holes of others where there are islands in lakes: the smallest is the one meant.
        match polygons.iter_mut().filter(around).min_by_key(area) {
            Some(polygon) => polygon.push(hole),
            None => polygons.push(vec![hole]),
        }
    }
    polygons
}

fn geometry(outline: &Outline, plane: &Plane, bounds: &mut Option<[f64; 4]>) -> String {
    let polygons = polygons(outline.rings());
    let mut text = String::new();
    for (at, polygon) in polygons.iter().enumerate() {
        text.push_str(if at > 0 { "],[" } else { "" });
        let rings: Vec<String> = polygon.iter().map(|ring| places(ring, plane, bounds)).collect();
        text.push_str(&rings.join(","));
    }
    if polygons.len() == 1 {
        format!("{{\"type\":\"Polygon\",\"coordinates\":[{text}]}}")
    } else {
        format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[[{text}]]}}")
    }
}

fn places(ring: &Ring, plane: &Plane, bounds: &mut Option<[f64; 4]>) -> String {
    let decimals = plane.decimals();
    let mut text = String::from("[");
    for corner in ring.corners().iter().chain(ring.corners().first()) {
        let (lon, lat) = plane.place(*corner);
        let [west, south, east, north] = bounds.unwrap_or([lon, lat, lon, lat]);
        *bounds = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
        let comma = if text.len() > 1 { "," } else { "" };
        let (lon, lat) = (degree(lon, decimals), degree(lat, decimals));
        let _ = write!(text, "{comma}[{lon},{lat}]");
    }
    text.push(']');
    text
}

/// Degrees without zeros that say nothing.
fn degree(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0" } else { short }.to_owned()
}

/// Whether a ring lies in another: where its first corner is, seen by a ray to the east; corners on the other's line are passed over.
fn lies_in(ring: &Ring, outside: &Ring) -> bool {
    let on_line = outside.corners();
    let corner = ring.corners().iter().find(|corner| !on_line.contains(corner));
    corner.or(ring.corners().first()).is_some_and(|corner| {
        let crossings = outside.edges().filter(|(a, b)| crosses(*corner, *a, *b)).count();
        crossings % 2 == 1
    })
}

fn crosses(place: Corner, a: Corner, b: Corner) -> bool {
    if (a.y > place.y) == (b.y > place.y) {
        return false;
    }
    let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
    let step = |from: Corner, to: Corner| (i64::from(to.x - from.x), i64::from(to.y - from.y));
    let ((ux, uy), (vx, vy)) = (step(low, high), step(low, place));
    ux * vy - uy * vx > 0
}

/// Reads a map that [`write()`] wrote.
///
/// # Errors
/// What is wrong with the file, with its place.
pub fn read(bytes: &[u8]) -> Result<Boundaries, GeoError> {
    let collection = json::collection(bytes)?;
    match collection.version.as_ref().map(serde_json::Value::as_u64) {
        Some(Some(VERSION)) => {}
        Some(Some(newer)) => return Err(GeoError::Version(newer)),
        _ => return Err(GeoError::Header("koers_boundaries".into())),
    }
    let header = collection.koers.unwrap_or_default();
    let header: Header =
        serde_json::from_value(header).map_err(|error| GeoError::Header(error.to_string()))?;
    let wrong = |what: &str| GeoError::Header(what.to_owned());
    let kind = RegionKind::from_word(&header.kind).ok_or_else(|| wrong("kind"))?;
    let provenance = Provenance {
        source: header.source,
        licence: header.licence,
        attribution: header.attribution,
        valid_on: header.valid_on.parse().map_err(|_| wrong("valid_on"))?,
    };
    let plane = Plane::of(header.plane.centre, header.plane.metres, header.plane.origin)
        .ok_or_else(|| wrong("plane"))?;
    let mut rings: BTreeMap<RegionCode, Vec<Ring>> = BTreeMap::new();
    for (at, feature) in collection.features.iter().enumerate() {
        let number = at + 1;
        let code = feature
            .properties
            .get("code")
            .and_then(|code| RegionCode::new(code));
        let code = code.ok_or_else(|| wrong(&format!("feature {number}: code")))?;
        let mut of_region = Vec::new();
        let outsides = feature.polygons.iter().flat_map(|rings| {
            let numbered = rings.iter().enumerate();
            numbered.map(|(at, ring)| (at == 0, ring))
        });
        for (in_feature, (outside, ring)) in outsides.enumerate() {
            let ring_number = in_feature + 1;
            let mut corners = Vec::with_capacity(ring.len());
            for &(x, y) in ring {
                let corner = plane.corner((x, y)).filter(|_| crs::is_degrees((x, y)));
                corners.push(corner.ok_or(GeoError::NoPlace {
                    feature: number,
                    x,
                    y,
                })?);
            }
            if corners.len() < 2 || corners.first() != corners.last() {
                return Err(GeoError::OpenRing {
                    feature: number,
                    ring: ring_number,
                });
            }
            corners.pop();
            let short = |_| GeoError::ShortRing {
                feature: number,
                ring: ring_number,
            };
            let mut ring = Ring::new(corners).map_err(short)?;
            // Some tools turn rings around when they save.
            if (ring.doubled_area() > 0) != outside {
                let turned = ring.corners().iter().rev().copied().collect();
                ring = Ring::new(turned).map_err(short)?;
            }
            of_region.push(ring);
        }
        if rings.insert(code.clone(), of_region).is_some() {
            let first = collection.features.iter().position(|other| {
                other
                    .properties
                    .get("code")
                    .is_some_and(|text| *text == code.as_str())
            });
            return Err(GeoError::Twice {
                code,
                first: first.map_or(number, |first| first + 1),
                second: number,
            });
        }
    }
    let outlines = Outlines::new(kind, provenance, plane.metres, rings)
        .map_err(|error| GeoError::Header(error.to_string()))?;
    Ok(Boundaries { outlines, plane })
}
