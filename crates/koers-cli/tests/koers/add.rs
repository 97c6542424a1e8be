//! A table of a publisher on loopback that becomes a row of the catalogue, and then figures.

use crate::session::{Said, Session};
use publisher_stub::fault::{Fault, Fit};
use publisher_stub::table::{Dimension, Figure, Figures, Kind, Measure, Table};
use publisher_stub::{Setting, Stub};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

fn codes(all: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let one =
        |(code, title): &(&str, &str)| ((*code).to_owned(), (*title).to_owned(), "Definitief".to_owned());
    all.iter().map(one).collect()
}

fn dimension(name: &str, kind: Kind, all: &[(&str, &str)]) -> Dimension {
    Dimension {
        name: name.to_owned(),
        kind,
        codes: codes(all),
    }
}

fn measure(at: usize, title: &str, unit: &str, decimals: usize) -> Measure {
    Measure {
        title: title.to_owned(),
        code: format!("M00000{at}"),
        column: format!("Maat_{at}"),
        unit: unit.to_owned(),
        decimals,
    }
}

/// A made-up table with three measures, of which one has a unit that Koers does not know, and with what two dimensions and a total make of it.
fn table(id: &str, regions: &[(&str, &str)]) -> Table {
    let dimensions = vec![
        dimension("RegioS", Kind::Geo, regions),
        dimension(
            "Geslacht",
            Kind::Plain,
            &[
                ("3000", "Mannen"),
                ("T001038", "Totaal mannen en vrouwen"),
                ("4000", "Vrouwen"),
            ],
        ),
        dimension(
            "Perioden",
            Kind::Time,
            &[
                ("2023JJ00", "2023"),
                ("2024KW01", "2024 1e kwartaal"),
                ("2024JJ00", "2024"),
            ],
        ),
    ];
    let mut rows = Vec::new();
    for region in 0..regions.len() {
        for sex in 0..3 {
            for period in 0..3 {
                let number = (region * 100 + sex * 10 + period) as f64 + 0.5;
                let first = match (region, sex, period) {
                    (0, 0, 0) => Figure::Secret,
                    (1, 0, 0) => Figure::Impossible,
                    _ => Figure::Number(number),
                };
                rows.push((
                    vec![region, sex, period],
                    vec![first, Figure::Number(number / 10.0), Figure::Number(number)],
                ));
            }
        }
    }
    Table {
        id: id.to_owned(),
        title: "Werkloosheid \"verzonnen\"; geslacht, regio".to_owned(),
        summary: "Een verzonnen tabel om op te <b>oefenen</b>.".to_owned(),
        modified: "2026-02-24T02:00:00".to_owned(),
        dimensions,
        measures: vec![
            measure(1, "Werkloze beroepsbevolking: personen", "x 1 000", 1),
            measure(2, "Werkloosheidspercentage", "%", 2),
            measure(3, "Aardgasverbruik", "m3", 1),
        ],
        figures: Figures::Listed(rows),
    }
}

const KNOWN: [(&str, &str); 3] = [
    ("NL01", "Nederland"),
    ("PV22", "Drenthe (PV)"),
    ("GM0106", "Assen"),
];
const SOME: [(&str, &str); 4] = [
    ("PV22", "Drenthe (PV)"),
    ("GM0106", "Assen"),
    ("GM9999", "Nergens"),
    ("JZ04", "Drenthe (JZ)"),
];

/// A table as Eurostat has them: a dimension for the unit, and regions of all of Europe.
fn european() -> Table {
    let mut table = table(
        "nama_made_up",
        &[
            ("NL13", "Drenthe"),
            ("NL131", "Noord-Drenthe"),
            ("XX99", "Elsewhere"),
        ],
    );
    table.dimensions[1] = dimension(
        "unit",
        Kind::Plain,
        &[
            ("MIO_EUR", "Million euro"),
            ("GWH", "Gigawatt-hour"),
            ("EUR_HAB", "Euro per inhabitant"),
        ],
    );
    let years = [("2023JJ00", "2023"), ("2022JJ00", "2022"), ("2024JJ00", "2024")];
    table.dimensions[2] = dimension("Perioden", Kind::Time, &years);
    table
        .dimensions
        .insert(0, dimension("freq", Kind::Plain, &[("A", "Annual")]));
    table.measures.truncate(1);
    if let Figures::Listed(rows) = &mut table.figures {
        for (places, figures) in rows {
            places.insert(0, 0);
            figures.truncate(1);
        }
    }
    table
}

fn stub(tables: Vec<Table>) -> Stub {
    Stub::listen(0, tables, Setting::default()).unwrap()
}

/// The example workspace, in which the publisher is a host of one's own.
pub fn session(stub: &Stub) -> Session {
    let session = Session::drenthe();
    let settings = std::fs::read_to_string(session.path("drenthe/koers.yaml")).unwrap();
    session.write(
        "drenthe/koers.yaml",
        format!("{settings}own_hosts: [\"{}\"]\n", stub.host()),
    );
    session
}

fn add(session: &Session, stub: &Stub, more: &[&str]) -> Said {
    let from = format!("http://{}", stub.host());
    session.on_drenthe(&[&["add", "--from", &from], more].concat())
}

fn file(session: &Session, name: &str) -> String {
    std::fs::read_to_string(session.path(&format!("drenthe/{name}"))).unwrap_or_default()
}

/// The figures of a data set as Koers exports them, by region, category, measure and period.
fn exported(session: &Session, id: &str) -> BTreeMap<[String; 4], Option<f64>> {
    session
        .on_drenthe(&["export", id, "--to", "uit", "--format", "csv"])
        .exits(0);
    let text = std::fs::read_to_string(session.path(&format!("uit/cijfers/{id}.csv"))).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let at = |name: &str| header.iter().position(|own| own.eq_ignore_ascii_case(name));
    lines
        .map(|row| {
            let cell = |name: &str| at(name).map_or(String::new(), |at| row[at].to_owned());
            let key = [cell("region"), cell("geslacht"), cell("measure"), cell("period")];
            (key, cell("value").parse().ok())
        })
        .collect()
}

#[test]
fn a_table_that_is_added_brings_the_figures_that_are_published() {
    for is_old in [false, true] {
        let stub = stub(vec![table("90001NED", &KNOWN)]);
        let session = session(&stub);
        if is_old {
            // A table that only the older service has.
            stub.fail(Fault::always("/odata/v1/CBS/", Fit::Status(404, None)));
        }
        let keys = match is_old {
            true => ["Maat_1", "Maat_2"],
            false => ["M000001", "M000002"],
        };
        let before = session.on_drenthe(&["check", "--format", "json"]).exits(0).out;
        let said = add(
            &session,
            &stub,
            &["cbs/90001ned", "--measure", keys[0], "--measure", keys[1]],
        )
        .exits(0);
        for word in [keys[0], "duizend personen", "niet overgenomen", "m3"] {
            assert!(said.out.contains(word), "no {word} in {}", said.out);
        }
        let row = file(&session, "catalogue/cbs-90001ned.yaml");
        for word in [
            "table: \"90001NED\"",
            "Werkloosheid \\\"verzonnen\\\"; geslacht, regio",
            "Een verzonnen tabel om op te oefenen.",
            "unit: thousand-persons, additive: true",
            "unit: percent, additive: false",
            "T001038 Totaal mannen en vrouwen",
            "Aardgasverbruik",
            "andere perioden (quarter)",
        ] {
            assert!(row.contains(word), "no {word} in\n{row}");
        }
        // No error, and no warning but that titles have no English name.
        let after = session.on_drenthe(&["check", "--format", "json"]).exits(0).out;
        let told = |text: &str| -> Vec<Value> {
            let all: Value = serde_json::from_str(text).unwrap();
            let all = all["diagnostics"].as_array().or(all.as_array()).unwrap();
            let ours = |one: &&Value| one.to_string().contains("cbs-90001ned");
            all.iter().filter(ours).cloned().collect()
        };
        assert_eq!(told(&before).len(), 0);
        for one in told(&after) {
            let code = one["code"].as_str().unwrap();
            assert!(matches!(code, "K403" | "K215"), "{one}");
        }
        stub.behave();
        session.on_drenthe(&["sync", "cbs-90001ned"]).exits(0);
        session
            .on_drenthe(&[
                "test",
                &format!("cbs-90001ned-{}", keys[0].to_lowercase().replace('_', "-")),
            ])
            .exits(0);
        let found = exported(&session, "cbs-90001ned");
        let table = stub.table("90001NED").unwrap();
        let mut wanted = BTreeMap::new();
        for at in 0..table.rows() {
            let (places, figures) = table.row(at).unwrap();
            let period = table.code(2, &places);
            let Some(year) = period.strip_suffix("JJ00") else {
                continue;
            };
            for (key, figure) in keys.iter().zip(figures) {
                let number = match figure {
                    Figure::Number(number) => Some(number),
                    _ => None,
                };
                let key = [table.code(0, &places), table.code(1, &places), key, year];
                wanted.insert(key.map(str::to_owned), number.map(rounded));
            }
        }
        let found: BTreeMap<_, _> = found
            .into_iter()
            .map(|(key, number)| (key, number.map(rounded)))
            .collect();
        assert_eq!(wanted.len(), 3 * 3 * 2 * 2);
        assert_eq!(found, wanted, "{is_old}");
    }
}

/// In hundredths: the older service writes as many decimals as the measure has.
fn rounded(number: f64) -> i64 {
    (number * 100.0).round() as i64
}

#[test]
fn regions_that_nobody_knows_are_not_asked_for() {
    let stub = stub(vec![table("90002NED", &SOME)]);
    let session = session(&stub);
    add(&session, &stub, &["cbs/90002NED", "--as", "werk-loos"])
        .exits(0)
        .complains(&["2 gebieden", "koers sync werk-loos", "--measure M000002"]);
    let row = file(&session, "catalogue/werk-loos.yaml");
    assert!(
        row.contains("filter: \"RegioS eq 'GM0106' or startswith(RegioS,'PV')\""),
        "{row}"
    );
    assert!(row.contains("GM9999, JZ04"), "{row}");
    session.on_drenthe(&["sync", "werk-loos"]).exits(0);
    let regions: std::collections::BTreeSet<String> = exported(&session, "werk-loos")
        .into_keys()
        .map(|[region, ..]| region)
        .collect();
    assert_eq!(regions.into_iter().collect::<Vec<_>>(), ["GM0106", "PV22"]);
    // Who asks for other rows gets those.
    add(
        &session,
        &stub,
        &[
            "cbs/90002NED",
            "--as",
            "alleen",
            "--filter",
            "startswith(RegioS,'PV')",
        ],
    )
    .exits(0)
    .complains(&["gegevensset werk-loos is ook van deze tabel"]);
    session.on_drenthe(&["sync", "alleen"]).exits(0);
}

#[test]
fn a_table_of_eurostat_is_asked_for_by_its_key() {
    let stub = stub(vec![european()]);
    let session = session(&stub);
    add(
        &session,
        &stub,
        &["eurostat/nama_made_up", "--measure", "EUR_HAB"],
    )
    .exits(0);
    let row = file(&session, "catalogue/eurostat-nama-made-up.yaml");
    assert!(
        row.contains("/sdmx/2.1/data/nama_made_up/A.NL13+NL131.MIO_EUR+EUR_HAB\""),
        "{row}"
    );
    session.on_drenthe(&["check"]).exits(0);
    session.on_drenthe(&["sync", "eurostat-nama-made-up"]).exits(0);
    let found = exported(&session, "eurostat-nama-made-up");
    // Two regions, two units, three years.
    assert_eq!(found.len(), 12, "{found:?}");
    let key = ["CR07", "", "EUR_HAB", "2024"].map(str::to_owned);
    assert_eq!(found[&key], Some(122.5));
    session
        .on_drenthe(&["test", "eurostat-nama-made-up-eur-hab"])
        .exits(0);
    add(
        &session,
        &stub,
        &["eurostat/nama_made_up", "--as", "x", "--filter", "geo eq 'NL'"],
    )
    .exits(2)
    .complains(&["geen filter"]);
}

#[test]
fn nothing_is_written_over_and_a_dry_run_writes_nothing() {
    let stub = stub(vec![table("90001NED", &KNOWN)]);
    let session = session(&stub);
    let dry = add(&session, &stub, &["cbs/90001NED", "--dry-run"]).exits(0);
    assert!(
        dry.out
            .contains("───── indicators/cbs-90001ned-m000001.test.yaml ─────")
    );
    assert_eq!(file(&session, "catalogue/cbs-90001ned.yaml"), "");
    let rows: Value = serde_json::from_str(
        &add(
            &session,
            &stub,
            &["cbs/90001NED", "--dry-run", "--format", "json"],
        )
        .exits(0)
        .out,
    )
    .unwrap();
    assert_eq!(rows[0]["measure"], "M000001");
    session.write("drenthe/indicators/cbs-90001ned-m000001.test.yaml", "van mij\n");
    add(&session, &stub, &["cbs/90001NED"])
        .exits(2)
        .complains(&["cbs-90001ned-m000001.test.yaml", "schrijft er niet overheen"]);
    assert_eq!(
        file(&session, "indicators/cbs-90001ned-m000001.test.yaml"),
        "van mij\n"
    );
    assert_eq!(file(&session, "catalogue/cbs-90001ned.yaml"), "");
}

#[test]
fn what_cannot_be_added_is_told_and_leaves_nothing() {
    let mut national = table("90003NED", &KNOWN);
    national.dimensions[0].kind = Kind::Plain;
    let elsewhere = table("90004NED", &[("JZ04", "Drenthe (JZ)")]);
    let stub = stub(vec![table("90001NED", &KNOWN), national, elsewhere]);
    let session = session(&stub);
    let before = session.listing("drenthe/catalogue");
    for (words, code, told) in [
        (&["90001NED"][..], 2, "schrijf cbs/NUMMER"),
        (&["knmi/90001NED"], 2, "schrijf cbs/NUMMER"),
        (&["cbs/../../x"], 2, "schrijf cbs/NUMMER"),
        (&["cbs/11111NED"], 5, "404"),
        (&["cbs/90001NED", "--measure", "M000009"], 2, "M000001"),
        (
            &["cbs/90001NED", "--measure", "M000003"],
            2,
            "--unit M000003=EENHEID",
        ),
        (&["cbs/90001NED", "--unit", "M000003"], 2, "MAAT=EENHEID"),
        (&["cbs/90001NED", "--unit", "M000003=procent"], 2, "percent"),
        (&["cbs/90001NED", "--as", "../x"], 2, "id"),
        (&["cbs/90003NED"], 3, "geen gebieden"),
        (&["cbs/90004NED"], 3, "JZ04"),
    ] {
        add(&session, &stub, words).exits(code).complains(&[told]);
        assert_eq!(session.listing("drenthe/catalogue"), before, "{words:?}");
    }
    add(
        &session,
        &stub,
        &["cbs/90001NED", "--measure", "M000003", "--unit", "M000003=ratio"],
    )
    .exits(0);
}

#[test]
fn a_publisher_that_misbehaves_leaves_nothing() {
    let stub = stub(vec![table("90001NED", &KNOWN)]);
    let session = session(&stub);
    let before = session.listing("drenthe/catalogue");
    for (at, fit, told) in [
        ("Dimensions", Fit::WebPage, "webpagina"),
        ("Properties", Fit::WebPage, "webpagina"),
        ("MeasureCodes", Fit::Garbage, "andere vorm"),
        ("MeasureCodes", Fit::ErrorBody, "Too many results"),
        ("RegioSCodes", Fit::CutOff(100), "brak af"),
        ("PeriodenCodes", Fit::Status(503, None), "503"),
        ("Dimensions", Fit::Endless, "houdt niet op"),
        ("Dimensions", Fit::Empty, "geen gebieden"),
    ] {
        stub.fail(Fault::always(at, fit.clone()));
        let said = add(&session, &stub, &["cbs/90001NED"]);
        assert!(matches!(said.code, Some(3 | 5)), "{fit:?} {:?}", said.code);
        said.complains(&[told]);
        assert_eq!(session.listing("drenthe/catalogue"), before, "{fit:?}");
        stub.behave();
    }
    stub.fail(Fault::always("Codes", Fit::Slow(Duration::from_millis(200))));
    add(&session, &stub, &["cbs/90001NED"]).exits(0);
}

#[test]
fn only_hosts_that_are_named_are_asked() {
    let stub = stub(vec![table("90001NED", &KNOWN)]);
    // Not a host of this workspace's own network.
    let session = Session::drenthe();
    add(&session, &stub, &["cbs/90001NED"])
        .exits(5)
        .complains(&["own_hosts"]);
    assert_eq!(stub.asked(), Vec::<String>::new());
    // A host that is named, and at which nobody listens.
    let settings = std::fs::read_to_string(session.path("drenthe/koers.yaml")).unwrap();
    session.write(
        "drenthe/koers.yaml",
        format!("{settings}own_hosts: [\"127.0.0.1:1\"]\n"),
    );
    session
        .on_drenthe(&["add", "cbs/90001NED", "--from", "http://127.0.0.1:1"])
        .exits(5)
        .complains(&["niet te bereiken", "probeer het later"]);
    session
        .on_drenthe(&["add", "cbs/90001NED", "--from", "geen adres"])
        .exits(2)
        .complains(&["webadres"]);
}

#[test]
fn a_row_and_an_indicator_as_they_are_written() {
    let stub = stub(vec![table("90002NED", &SOME)]);
    let session = session(&stub);
    for lang in ["nl", "en"] {
        add(&session, &stub, &["cbs/90002NED", "--as", lang, "--lang", lang]).exits(0);
        let written = [
            "catalogue/X.yaml",
            "indicators/X-m000001.yaml",
            "indicators/X-m000001.test.yaml",
        ]
        .map(|name| file(&session, &name.replace('X', lang)))
        .join("\n")
        .replace(&stub.host(), "127.0.0.1:PORT");
        let today = written
            .lines()
            .next()
            .and_then(|line| line.split_whitespace().find(|word| word.starts_with("20")))
            .map(|word| word.trim_end_matches(',').to_owned())
            .unwrap();
        insta::assert_snapshot!(format!("add_{lang}"), written.replace(&today, "TODAY"));
    }
}
