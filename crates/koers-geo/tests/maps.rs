//! Made-up patchworks of regions: whatever is taken away, neighbours keep one border, no line crosses another, and a map that is written comes
//! back as it was.
#![allow(clippy::unwrap_used, reason = "made-up files of a test must be files")]

use jiff::civil::{Date, date};
use koers_geo::{Boundaries, Finding, GeoError, Imported, Question, import, read, write};
use koers_model::outline::{Corner, Edge, Outlines, Provenance, Ring};
use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::text::Lang;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn code(text: &str) -> RegionCode {
    RegionCode::new(text).unwrap()
}

const REGIONS: [&str; 5] = ["GM0001", "GM0002", "GM0003", "GM0004", "GM0005"];
const DAY: Date = date(2023, 1, 1);

fn register() -> RegionRegistry {
    let regions = REGIONS.map(|text| Region {
        code: code(text),
        kind: RegionKind::Municipality,
        name: format!("Verzonnen {text}"),
        nuts: vec![],
        validity: Validity::default(),
    });
    RegionRegistry::new(regions.into(), vec![], vec![]).unwrap()
}

fn ask(bytes: &[u8], most_corners: usize) -> Result<Imported, GeoError> {
    let register = register();
    let question = Question {
        register: &register,
        kind: RegionKind::Municipality,
        provenance: Provenance {
            source: "verzonnen".into(),
            licence: "CC0-1.0".into(),
            attribution: "Niemand".into(),
            valid_on: DAY,
        },
        code: None,
        most_corners,
    };
    import(bytes, &question)
}

fn collection(features: Vec<Value>) -> Vec<u8> {
    json!({"type": "FeatureCollection", "features": features})
        .to_string()
        .into_bytes()
}

fn feature(region: &str, polygons: Value) -> Value {
    json!({
        "type": "Feature",
        "properties": {"statcode": region},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    })
}

/// A small square; `at` in hundredths of a degree from 5° E, 52° N.
fn square(x: f64, y: f64, size: f64) -> Vec<(f64, f64)> {
    [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
        .map(|(dx, dy)| (5.0 + (x + dx * size) / 100.0, 52.0 + (y + dy * size) / 100.0))
        .to_vec()
}

/// A patchwork: cells of a grid with crooked borders, each given to a region.
#[derive(Debug, Clone)]
struct Patchwork {
    across: usize,
    /// Corners between two crossings of the grid.
    between: usize,
    /// The region of each cell.
    cells: Vec<usize>,
    /// Where the noise starts.
    seed: u64,
}

impl Patchwork {
    /// A number between −1 and 1 that belongs to a place of the grid.
    fn noise(&self, x: usize, y: usize, which: u64) -> f64 {
        let mut bits = self.seed ^ (x as u64) << 40 ^ (y as u64) << 20 ^ which;
        for _ in 0..3 {
            bits = (bits ^ bits >> 31).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        f64::from(u32::try_from(bits >> 33).unwrap()) / f64::from(1_u32 << 30) - 1.0
    }
    /// A corner of the fine grid; the noise is small enough for cells to stay whole.
    fn corner(&self, x: usize, y: usize) -> (f64, f64) {
        let part = 1.0 / (self.between as f64 + 1.0);
        let shift = |which| 0.3 * part * self.noise(x, y, which);
        (
            5.0 + (x as f64 * part + shift(1)) / 10.0,
            52.0 + (y as f64 * part + shift(2)) / 16.0,
        )
    }
    fn cell(&self, column: usize, row: usize) -> Vec<(f64, f64)> {
        let side = self.between + 1;
        let (x, y) = (column * side, row * side);
        let mut ring: Vec<(f64, f64)> = (0..side).map(|at| self.corner(x + at, y)).collect();
        ring.extend((0..side).map(|at| self.corner(x + side, y + at)));
        ring.extend((0..side).map(|at| self.corner(x + side - at, y + side)));
        ring.extend((0..=side).map(|at| self.corner(x, y + side - at)));
        ring
    }
    fn file(&self) -> Vec<u8> {
        let mut polygons: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
        for (at, region) in self.cells.iter().enumerate() {
            let ring = self.cell(at % self.across, at / self.across);
            polygons.entry(*region).or_default().push(json!([ring]));
        }
        let features = polygons.into_iter();
        collection(
            features
                .map(|(region, cells)| feature(REGIONS[region], cells.into()))
                .collect(),
        )
    }
}

fn patchworks() -> impl Strategy<Value = Patchwork> {
    (2..5_usize, 2..5_usize, 0..7_usize, any::<u64>()).prop_flat_map(|(across, down, between, seed)| {
        prop::collection::vec(0..REGIONS.len(), across * down).prop_map(move |cells| Patchwork {
            across,
            between,
            cells,
            seed,
        })
    })
}

fn edges(outlines: &Outlines) -> Vec<(Edge, &RegionCode)> {
    outlines
        .iter()
        .flat_map(|(code, outline)| {
            let edges = outline.rings().iter().flat_map(Ring::edges);
            edges.map(move |edge| (edge, code))
        })
        .collect()
}

fn turn(a: Corner, b: Corner, c: Corner) -> i64 {
    let step = |from: Corner, to: Corner| (i64::from(to.x - from.x), i64::from(to.y - from.y));
    let ((ux, uy), (vx, vy)) = (step(a, b), step(a, c));
    (ux * vy - uy * vx).signum()
}

/// Whether two lines have more in common than an end.
fn cross((a, b): Edge, (c, d): Edge) -> bool {
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn neighbours_share_every_border_and_nothing_crosses(patchwork in patchworks(), part in 0..=10_usize) {
        let bytes = patchwork.file();
        let whole = ask(&bytes, usize::MAX).unwrap();
        let most = whole.corners_before * part / 10;
        let Imported { map, corners_after, .. } = ask(&bytes, most).unwrap();
        prop_assert!(corners_after <= whole.corners_after);
        let all = edges(&map.outlines);
        let owners: BTreeMap<Edge, &RegionCode> = all.iter().copied().collect();
        prop_assert_eq!(owners.len(), all.len(), "an edge belongs to two regions");
        for ((from, to), code) in &all {
            // What lies at the other side is another region or nothing.
            prop_assert_ne!(owners.get(&(*to, *from)), Some(code));
        }
        for (at, (edge, _)) in all.iter().enumerate() {
            for (other, _) in all.iter().skip(at + 1) {
                prop_assert!(!cross(*edge, *other), "{:?} {:?}", edge, other);
            }
        }
        prop_assert_eq!(whole.map.outlines.len(), map.outlines.len());
    }

    #[test]
    fn areas_change_little_where_a_third_of_the_corners_goes(mut patchwork in patchworks()) {
        patchwork.between += 5;
        let bytes = patchwork.file();
        let whole = ask(&bytes, usize::MAX).unwrap();
        let half = ask(&bytes, whole.corners_after * 2 / 3).unwrap();
        for (code, outline) in whole.map.outlines.iter() {
            let before = outline.doubled_area();
            let after = half.map.outlines.get(code).unwrap().doubled_area();
            prop_assert!((before - after).abs() * 100 <= before * 3, "{} {} {}", code, before, after);
        }
    }

    #[test]
    fn what_is_written_comes_back(patchwork in patchworks()) {
        let imported = ask(&patchwork.file(), 60).unwrap();
        let bytes = write(&imported.map, &register());
        prop_assert_eq!(read(&bytes).unwrap(), imported.map.clone());
        // It is GeoJSON that this program itself could import.
        let again = ask(&bytes, usize::MAX).unwrap();
        prop_assert_eq!(again.map.outlines.len(), imported.map.outlines.len());
        let known = again.findings.iter().all(|finding| matches!(finding, Finding::NoShape { .. }));
        prop_assert!(known);
    }

    #[test]
    fn a_file_that_ends_early_is_refused(patchwork in patchworks(), cut in any::<prop::sample::Index>()) {
        let bytes = patchwork.file();
        let at = cut.index(bytes.len());
        let refused = matches!(ask(&bytes[..at], 100), Err(GeoError::Json { .. }));
        prop_assert!(refused);
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = ask(&bytes, 10);
        let _ = read(&bytes);
    }
}

#[test]
fn metres_of_the_dutch_grid_are_read() {
    let ring = [
        [233_000.0, 557_000.0],
        [240_000.0, 557_000.0],
        [240_000.0, 565_000.0],
        [233_000.0, 565_000.0],
        [233_000.0, 557_000.0],
    ];
    let bare = collection(vec![feature("GM0001", json!([[ring]]))]);
    let guessed = ask(&bare, 100).unwrap();
    assert!(guessed.findings.contains(&Finding::TakenAsRd));
    let mut named: Value = serde_json::from_slice(&bare).unwrap();
    named["crs"] = json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}});
    let named = ask(named.to_string().as_bytes(), 100).unwrap();
    assert!(!named.findings.contains(&Finding::TakenAsRd));
    assert_eq!(named.map, guessed.map);
    // 7 by 8 kilometres, in units of about five metres: the sphere is half a percent off the ellipsoid.
    let area = named.map.outlines.get(&code("GM0001")).unwrap().doubled_area();
    assert!((area - 2 * 1400 * 1600).abs() < 22_400, "{area}");
}

#[test]
fn an_enclave_is_a_hole_in_the_region_around_it() {
    let mut hole = square(4.0, 4.0, 2.0);
    hole.reverse();
    let bytes = collection(vec![
        feature("GM0001", json!([[square(0.0, 0.0, 10.0), hole]])),
        feature("GM0002", json!([[square(4.0, 4.0, 2.0)]])),
    ]);
    let imported = ask(&bytes, 100).unwrap();
    let outside = imported.map.outlines.get(&code("GM0001")).unwrap();
    assert_eq!(outside.rings().len(), 2);
    assert!(outside.rings()[0].doubled_area() > 0 && outside.rings()[1].doubled_area() < 0);
    let inside = imported.map.outlines.get(&code("GM0002")).unwrap();
    assert_eq!(inside.doubled_area(), -outside.rings()[1].doubled_area());
}

#[test]
fn rings_may_run_either_way_and_parts_that_touch_are_one() {
    let mut left = square(0.0, 0.0, 5.0);
    left.reverse();
    let bytes = collection(vec![feature("GM0001", json!([[left], [square(5.0, 0.0, 5.0)]]))]);
    let imported = ask(&bytes, 100).unwrap();
    let rings = imported.map.outlines.get(&code("GM0001")).unwrap().rings();
    assert_eq!(rings.len(), 1);
    assert!(rings[0].doubled_area() > 0);
}

#[test]
fn noise_in_the_last_decimals_opens_no_gap() {
    let mut right = square(5.0, 0.0, 5.0);
    for place in &mut right {
        place.0 += 2e-9;
        place.1 -= 3e-9;
    }
    let bytes = collection(vec![
        feature("GM0001", json!([[square(0.0, 0.0, 5.0)]])),
        feature("GM0002", json!([[right]])),
    ]);
    let imported = ask(&bytes, 100).unwrap();
    let all = edges(&imported.map.outlines);
    let shared = all.iter().filter(|((from, to), _)| {
        let back = (*to, *from);
        all.iter().any(|(edge, _)| *edge == back)
    });
    assert_eq!(shared.count(), 2);
}

#[test]
fn small_islands_go_and_small_regions_stay() {
    let bytes = collection(vec![
        feature(
            "GM0001",
            json!([[square(0.0, 0.0, 60.0)], [square(70.0, 0.0, 0.05)]]),
        ),
        feature("GM0002", json!([[square(80.0, 0.0, 0.05)]])),
    ]);
    let imported = ask(&bytes, 0).unwrap();
    assert_eq!(imported.parts_left_out, 1);
    assert_eq!(imported.map.outlines.len(), 2);
    assert_eq!(
        imported.map.outlines.get(&code("GM0001")).unwrap().rings().len(),
        1
    );
}

#[test]
fn faults_are_told_with_their_place() {
    let say = |bytes: &[u8], lang| ask(bytes, 100).unwrap_err().message(lang);
    let one = |ring: Value| collection(vec![feature("GM0001", json!([[ring]]))]);
    for (bytes, words) in [
        (b"".to_vec(), "regel 1, kolom 0: EOF while parsing a value"),
        (
            br#"{"type": "FeatureCollection", "features": [{}, {"geometry": {"type": "Polygon", "coordinates": [[[1, NaN]]]}}]}"#
                .to_vec(),
            "regel 1, kolom 102 (feature 2): expected value",
        ),
        (
            br#"{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [[[1]]]}}]}"#.to_vec(),
            "regel 1, kolom 96 (feature 1): a place with one coordinate",
        ),
        (br#"{"type": "Feature"}"#.to_vec(), "dit is geen FeatureCollection van GeoJSON"),
        (collection(vec![]), "het bestand heeft geen features"),
        (
            one(json!([[5, 52], [6, 52], [6, 53], [5, 53]])),
            "feature 1: ring 1 eindigt niet waar hij begint",
        ),
        (
            one(json!([[5, 52], [6, 52], [5, 52]])),
            "feature 1: ring 1 heeft minder dan vier punten",
        ),
        (
            one(json!([[5, 52], [606, 52], [6, 53], [5, 52]])),
            "feature 1: 606, 52 is geen plek in de coördinaten van dit bestand",
        ),
        (
            collection(vec![feature("BU99", json!([[square(0.0, 0.0, 1.0)]]))]),
            "geen feature is een van de gemeenten in de lijst van gebieden op 2023-01-01; eigenschappen: statcode",
        ),
        (
            collection(vec![
                feature("GM0001", json!([[square(0.0, 0.0, 1.0)]])),
                feature("GM0001", json!([[square(3.0, 0.0, 1.0)]])),
            ]),
            "features 1 en 2 zijn allebei `GM0001`",
        ),
        (
            collection(vec![
                feature("GM0001", json!([[square(0.0, 0.0, 1.0)]])),
                feature("GM0002", json!([[square(17_000.0, -10_000.0, 1.0)]])),
            ]),
            "de gebieden liggen te ver uiteen voor één kaart",
        ),
        (
            collection(vec![feature("GM0001", json!([[square(0.0, 0.0, 0.001)]]))]),
            "`GM0001` is kleiner dan 5 meter en houdt geen omtrek over",
        ),
        (
            br#"{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3857"}}, "features": [
                {"properties": {"statcode": "GM0001"}, "geometry": {"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 52]]]}}]}"#
                .to_vec(),
            "coördinaten in `EPSG:3857` zijn niet te lezen; zet ze eerst om naar lengte en breedte (ogr2ogr -t_srs EPSG:4326)",
        ),
    ] {
        assert_eq!(say(&bytes, Lang::Nl), words);
        assert_ne!(say(&bytes, Lang::En), "");
    }
}

#[test]
fn what_is_not_used_is_told() {
    let bytes = collection(vec![
        feature("GM0001", json!([[square(0.0, 0.0, 5.0)]])),
        feature("GM0002", json!([[square(2.0, 0.0, 5.0)]])),
        json!({"type": "Feature", "properties": {"statcode": "GM0003"}, "geometry": {"type": "Point", "coordinates": [5, 52]}}),
        json!({"type": "Feature", "properties": null, "geometry": null}),
        feature("GM0404", json!([[square(9.0, 9.0, 5.0)]])),
    ]);
    let imported = ask(&bytes, 100).unwrap();
    let words: Vec<String> = imported
        .findings
        .iter()
        .map(|finding| finding.message(Lang::En))
        .collect();
    assert_eq!(
        words,
        [
            "feature 3: no area; passed over",
            "feature 4: no code; passed over",
            "feature 5: `GM0404` is not in the list of regions; passed over",
            "GM0003 Verzonnen GM0003: no boundary in this file",
            "GM0004 Verzonnen GM0004: no boundary in this file",
            "GM0005 Verzonnen GM0005: no boundary in this file",
        ]
    );
    assert_eq!(imported.map.outlines.len(), 2);
}

#[test]
fn a_wrong_header_is_refused() {
    let bytes = collection(vec![feature("GM0001", json!([[square(0.0, 0.0, 5.0)]]))]);
    assert!(matches!(read(&bytes), Err(GeoError::Header(_))));
    let map = ask(&bytes, 100).unwrap().map;
    let good: Value = serde_json::from_slice(&write(&map, &register())).unwrap();
    let with = |path: &str, value: Value| -> Result<Boundaries, GeoError> {
        let mut file = good.clone();
        *file.pointer_mut(path).unwrap() = value;
        read(file.to_string().as_bytes())
    };
    assert_eq!(with("/koers_boundaries", json!(2)), Err(GeoError::Version(2)));
    for (path, value) in [
        ("/koers/kind", json!("street")),
        ("/koers/valid_on", json!("yesterday")),
        ("/koers/plane/metres", json!(0)),
        ("/koers/plane", json!(null)),
        ("/koers/source", json!(3)),
        ("/features/0/properties/code", json!("")),
        ("/features", json!([])),
    ] {
        assert!(matches!(with(path, value), Err(GeoError::Header(_))), "{path}");
    }
    assert!(matches!(
        with("/koers/plane/origin", json!([100_000_000, 0])),
        Err(GeoError::NoPlace { .. })
    ));
}
