#![no_main]
//! GeoJSON from anywhere to outlines, and a file of our own back to them.

use koers_geo::{Question, import, read, write};
use koers_model::outline::{Provenance, Ring};
use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::text::Lang;
use std::sync::OnceLock;

fn register() -> &'static RegionRegistry {
    static REGISTER: OnceLock<RegionRegistry> = OnceLock::new();
    REGISTER.get_or_init(|| {
        let region = |code: &str, kind, name: &str, nuts: &str| Region {
            code: RegionCode::new(code).expect("a code"),
            kind,
            name: name.into(),
            nuts: nuts.split_whitespace().map(str::to_owned).collect(),
            validity: Validity::default(),
        };
        let regions = vec![
            region("GM0106", RegionKind::Municipality, "Assen", ""),
            region("GM0114", RegionKind::Municipality, "Emmen", ""),
            region("GM1680", RegionKind::Municipality, "Aa en Hunze", ""),
            region("CR07", RegionKind::Corop, "Noord-Drenthe", "NL131"),
            region("CR08", RegionKind::Corop, "Zuidoost-Drenthe", "NL132"),
        ];
        RegionRegistry::new(regions, vec![], vec![]).expect("regions that fit")
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = read(bytes) {
        let _ = (error.message(Lang::Nl), error.message(Lang::En));
    }
    for (kind, code, most_corners) in [
        (RegionKind::Municipality, None, 0),
        (RegionKind::Municipality, Some("id"), usize::MAX),
        (RegionKind::Corop, None, 12),
    ] {
        let question = Question {
            register: register(),
            kind,
            provenance: Provenance {
                source: "made up".into(),
                licence: "CC0-1.0".into(),
                attribution: String::new(),
                valid_on: "2023-01-01".parse().expect("a day"),
            },
            code,
            most_corners,
        };
        let imported = match import(bytes, &question) {
            Ok(imported) => imported,
            Err(error) => {
                let _ = (error.message(Lang::Nl), error.message(Lang::En));
                continue;
            }
        };
        assert!(imported.corners_after <= imported.corners_before);
        for finding in &imported.findings {
            let _ = (finding.message(Lang::Nl), finding.message(Lang::En));
        }
        for (code, outline) in imported.map.outlines.iter() {
            assert_eq!(register().get(code).map(|region| region.kind), Some(kind));
            assert!(outline.rings().iter().all(|ring: &Ring| ring.doubled_area() != 0));
        }
        // At the edges of the earth a corner may come back elsewhere; everywhere else the file is read again.
        if let Ok(again) = read(&write(&imported.map, register())) {
            assert!(again.outlines.iter().map(|(code, _)| code).eq(imported.map.outlines.iter().map(|(code, _)| code)));
        }
    }
});
