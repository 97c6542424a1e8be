#![no_main]
//! What publishers tell of a table, and the files that are made of it.

use koers_framework::SourceFile;
use koers_model::letters::visible;
use koers_model::published::Publisher;
use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::text::Lang;
use koers_run::adding::{Around, Wish, draft, refused};
use koers_source::describe::described;
use koers_source::fetch::fault::FetchFault;
use koers_source::site::Site;
use std::sync::OnceLock;

/// A workspace with the regions of the seeds.
const FILES: [(&str, &str); 3] = [
    ("koers.yaml", "koers: 1\nname: {nl: Verzonnen}\nregion: PV22\nlanguages: [nl]\n"),
    ("regions/hierarchy.csv", "child,parent,valid_from,valid_to\n"),
    (
        "regions/regions.csv",
        "code,kind,name,nuts,valid_from,valid_to\nNL01,country,Nederland,NL,,\nPV22,province,Drenthe,NL13,,\nGM0106,municipality,Assen,,,\n",
    ),
];

fn regions() -> &'static RegionRegistry {
    static REGIONS: OnceLock<RegionRegistry> = OnceLock::new();
    REGIONS.get_or_init(|| {
        let region = |code: &str, kind, nuts: &str| Region {
            code: RegionCode::new(code).expect("a code"),
            kind,
            name: code.into(),
            nuts: nuts.split_whitespace().map(str::to_owned).collect(),
            validity: Validity::default(),
        };
        let all = vec![
            region("NL01", RegionKind::Country, "NL"),
            region("PV22", RegionKind::Province, "NL13"),
            region("GM0106", RegionKind::Municipality, ""),
        ];
        RegionRegistry::new(all, vec![], vec![]).expect("regions that fit")
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let sections: Vec<(&str, &str)> = text
        .split("== ")
        .filter_map(|section| section.split_once('\n'))
        .collect();
    let ask = |address: &str| {
        let found = sections.iter().find(|(name, _)| !name.is_empty() && address.contains(name));
        found.map(|(_, body)| body.as_bytes().to_vec()).ok_or_else(|| FetchFault::Status {
            address: address.to_owned(),
            status: 404,
            said: None,
            wait: None,
            tried: 1,
        })
    };
    for (publisher, table) in [(Publisher::Cbs, "90001NED"), (Publisher::Eurostat, "made_up")] {
        let Ok(described) = described(&ask, &Site::of(publisher), table) else {
            continue;
        };
        let region = RegionCode::new("PV22").expect("a code");
        let around = Around {
            region: &region,
            compare: &[],
            regions: regions(),
            today: "2026-11-23".parse().expect("a day"),
            lang: Lang::Nl,
        };
        match draft(&described, &Wish::default(), around) {
            Err(error) => drop((error.message(Lang::Nl), error.message(Lang::En))),
            Ok(draft) => {
                let files = FILES.map(|(path, text)| SourceFile { path: path.into(), bytes: text.into() });
                let found = refused(&draft, &files, Lang::En);
                for (name, text) in &draft.files {
                    assert_eq!(visible(text), text.as_str(), "{name}");
                }
                assert!(found.is_empty(), "{found:?}\n{:?}", draft.files);
            }
        }
    }
});
