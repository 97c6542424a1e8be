//! Registers of regions as published. The events are those of TOOI, "Register gemeenten compleet", version 4 of 22 December 2022; the files here are our
//! own, in its shape.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]

use jiff::civil::date;
use koers_model::region::{ChangeKind, RegionCode};
use koers_model::text::Lang;
use koers_table::register::{Form, Register, read};
use proptest::prelude::*;

const TOOI: &str = r#"{"@graph": [
{"@id": "https://identifier.overheid.nl/tooi/id/gemeente/gm0014", "@type": "tooiont:Gemeente", "tooiont:officieleNaamExclSoort": "Groningen"},
{"@id": "https://identifier.overheid.nl/tooi/id/gemeente/gm0009", "rdfs:label": {"@value": "Ten Boer"}, "tooiont:einddatum": "2018-12-31", "prov:invalidatedAtTime": "2019-01-01T00:00:00"},
{"@id": "https://identifier.overheid.nl/tooi/id/gemeente/gm0017", "rdfs:label": "Haren"},
{"@id": "https://identifier.overheid.nl/tooi/id/gemeente/gm0398", "rdfs:label": "Heerhugowaard", "prov:invalidatedAtTime": "2022-01-01T00:00"},
{"@id": "https://identifier.overheid.nl/tooi/id/gemeente/gm0416", "rdfs:label": "Langedijk"},
{"@id": "https://identifier.overheid.nl/tooi/id/gemeente/gm1980", "rdfs:label": "Dijk en Waard"},
{"@id": "e1", "@type": ["prov:Activity", "tooiont:Uitbreiding"], "prov:invalidated": [{"@id": "id:gm0009"}, {"@id": "id:gm0017"}], "prov:used": {"@id": "id:gm0014"},
 "tooiont:tijdstipWijziging": "2019-01-01T00:00"},
{"@id": "e2", "@type": "https://identifier.overheid.nl/tooi/def/ont/Samenvoeging", "prov:invalidated": ["id:gm0416", "id:gm0398"], "prov:generated": "id:gm1980",
 "tooiont:tijdstipWijziging": {"@value": "2022-01-01T00:00:00"}, "tooiont:heeftGrondslag": {"@id": "https://identifier.overheid.nl/x/stb-2021-372"}}
]}"#;

fn days(register: &Register, code: &str) -> (Option<String>, Option<String>) {
    let code = RegionCode::new(code).unwrap();
    let region = register
        .regions
        .iter()
        .find(|region| region.code == code)
        .unwrap();
    let text = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    (text(region.validity.from), text(region.validity.to))
}

#[test]
fn the_register_of_municipalities_is_read_with_its_traps() {
    let register = read(TOOI.as_bytes(), Form::sniff(TOOI.as_bytes())).unwrap();
    let told: Vec<String> = register
        .changes
        .iter()
        .map(|c| format!("{} {} {}→{} {}", c.date, c.kind.word(), c.from, c.to, c.source))
        .collect();
    assert_eq!(
        told,
        [
            "2019-01-01 extension GM0009→GM0014 TOOI Register gemeenten compleet",
            "2019-01-01 extension GM0017→GM0014 TOOI Register gemeenten compleet",
            "2022-01-01 merger GM0398→GM1980 TOOI Register gemeenten compleet; stb-2021-372",
            "2022-01-01 merger GM0416→GM1980 TOOI Register gemeenten compleet; stb-2021-372",
        ]
    );
    let day = |text: &str| Some(text.to_owned());
    // The last day, by `einddatum`, by the day after it, and by the event alone.
    assert_eq!(days(&register, "GM0009"), (None, day("2018-12-31")));
    assert_eq!(days(&register, "GM0398"), (None, day("2021-12-31")));
    assert_eq!(days(&register, "GM0017"), (None, day("2018-12-31")));
    // Without `begindatum`: the day of the event that made it.
    assert_eq!(days(&register, "GM1980"), (day("2022-01-01"), None));
    assert_eq!(days(&register, "GM0014"), (None, None));
    assert!(register.remarks.is_empty());
}

#[test]
fn who_got_which_part_is_not_made_up() {
    let text = r#"[{"@id": "id:gm0788", "rdfs:label": "Haaren"}, {"@type": "Herschikking", "prov:invalidated": "id:gm0788", "prov:used": ["id:gm0757", "id:gm0824"],
      "tijdstipWijziging": "2021-01-01"}, {"@type": "Samenvoeging", "prov:generated": "id:gm0001", "tijdstipWijziging": "2021-01-01"}]"#;
    let register = read(text.as_bytes(), Form::Tooi).unwrap();
    assert!(
        register
            .changes
            .iter()
            .all(|change| change.kind == ChangeKind::Rearrangement)
    );
    assert_eq!(register.changes.len(), 2);
    let said: Vec<&str> = register
        .remarks
        .iter()
        .map(|remark| remark.text.get(Lang::En))
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].contains("without weights nothing is restated"),
        "{said:?}"
    );
    assert!(said[1].contains("does not say which went where"), "{said:?}");
}

#[test]
fn faults_have_their_place() {
    let fault = |text: &str| read(text.as_bytes(), Form::sniff(text.as_bytes())).unwrap_err()[0].to_string();
    let wrong_day = TOOI.replace("2018-12-31", "31-12-2018");
    let said = fault(&wrong_day);
    assert!(said.contains("item 2") && said.contains("einddatum"), "{said}");
    assert!(fault("{\"a\": 1}").contains("no list of things"));
    assert!(fault("[").contains("broken"));
    assert!(fault("[]").contains("no municipality"));
    assert!(fault("code;name\nGM0001;X\n").contains("no list of regions"));
    assert!(fault("a,b\n1,2\n").contains("no table of changes of NUTS"));
    assert!(fault("").contains("empty"));
    let said = fault("Identifier;Title;Description\nGM0009;Ten Boer;Opgeheven per 01-13-2019\n");
    assert!(said.contains("line 2") && said.contains("01-13-2019"), "{said}");
}

/// The days are those of the list of regions of Statistics Netherlands.
#[test]
fn the_list_of_statistics_netherlands_says_when_and_not_where_to() {
    let text = "\u{feff}Identifier;DimensionGroupId;DimensionId;Index;Title;Description\nPV22;PV;RegioS;1;Drenthe (PV);Provincie\n\
        GM1680;GMPV22;RegioS;19;Aa en Hunze;Ontstaan per 01-01-1998\n\
        GM0738;GMPV30;RegioS;20;Aalburg;\"Opgeheven per 01-01-2019\nOntstaan per 01-01-1973\"\n\
        GM0197;GMPV25;RegioS;22;Aalten;\"Gemeentelijke herindeling per 01-01-2005\nBegindatum voor 1830\"\n";
    let register = read(text.as_bytes(), Form::Cbs).unwrap();
    assert_eq!(register.regions.len(), 3);
    assert_eq!(register.regions[1].validity.to, Some(date(2018, 12, 31)));
    assert_eq!(register.regions[1].validity.from, Some(date(1973, 1, 1)));
    assert_eq!(register.regions[2].validity.from, Some(date(1998, 1, 1)));
    assert!(register.changes.is_empty());
    assert_eq!(register.remarks.len(), 2);
}

/// Noord-Friesland got other borders in NUTS 2016, Cheshire a new code in 2010; BE1 is unchanged; the last row is made up.
#[test]
fn a_table_of_nuts_tells_new_names_from_moved_borders() {
    let text = "typology,code_2006,code_2010,code_2013,code_2016,code_2021,geo_name_2016,change_2010,change_2016\n\
        nuts_level_3,NL121,NL121,NL121,NL124,NL124,Noord-Friesland,,boundary shift\n\
        nuts_level_2,UKD2,UKD6,UKD6,UKD6,UKD6,Cheshire,recoded,\nnuts_level_1,BE1,BE1,BE1,BE1,BE1,,,\nnuts_level_3,XX111,XX111,,,,,,\n";
    let register = read(text.as_bytes(), Form::sniff(text.as_bytes())).unwrap();
    let told: Vec<String> = register
        .changes
        .iter()
        .map(|c| format!("{} {} {}→{}", c.date, c.kind.word(), c.from, c.to))
        .collect();
    assert_eq!(
        told,
        [
            "2012-01-01 rename UKD2→UKD6",
            "2018-01-01 rearrangement NL121→NL124"
        ]
    );
    assert_eq!(days(&register, "NL121"), (None, Some("2017-12-31".to_owned())));
    assert_eq!(register.remarks.len(), 1);
    assert!(
        register.remarks[0]
            .text
            .get(Lang::En)
            .contains("XX111 is no longer in NUTS 2013")
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0..TOOI.len(), byte in any::<u8>()) {
        let mut changed = TOOI.as_bytes().to_vec();
        changed[at] = byte;
        for bytes in [&bytes, &changed] {
            for form in [Form::Tooi, Form::Cbs, Form::Nuts] {
                let _ = read(bytes, form);
            }
        }
    }
}
