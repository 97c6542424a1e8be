//! `koers analyse`: every form of output, on a table of one's own and on the example; what is wrong is named.

use crate::session::Session;

/// Region B of O. Farhauer and A. Kröll (2013), *Standorttheorien*, with the two others.
const REGIONS: &str = "region,sector,2000,2001\nA,i1,90,100\nA,i2,20,40\nA,i3,10,10\nA,i4,60,55\nB,i1,60,85\nB,i2,30,55\nB,i3,30,40\nB,i4,40,35\nC,i1,250,255\nC,i2,100,115\nC,i3,110,85\nC,i4,300,390\n";

fn own(session: &Session, more: &[&str]) -> crate::session::Said {
    let path = session.path("regions.csv");
    std::fs::write(&path, REGIONS).unwrap();
    let mut words = vec![
        "analyse",
        "shift-share",
        "--input",
        path.to_str().unwrap(),
        "--wide",
        "period",
        "--region",
        "B",
    ];
    words.extend(more);
    session.koers(words)
}

#[test]
fn a_table_of_ones_own_in_every_form() {
    let session = Session::empty();
    insta::assert_snapshot!("analyse_text", own(&session, &[]).exits(0).out);
    insta::assert_snapshot!(
        "analyse_md",
        own(&session, &["--format", "md", "--lang", "en"]).exits(0).out
    );
    let json: serde_json::Value =
        serde_json::from_str(&own(&session, &["--format", "json"]).exits(0).out).unwrap();
    assert_eq!(json["koers_analysis"], 1);
    assert_eq!(json["tables"][0]["rows"][4]["regional"], 32.0);
    assert_eq!(json["asked"]["region"], "B");
    assert_eq!(json["inputs"][0]["rows"], 12);
    let csv = own(&session, &["--format", "csv", "--table", "base_years"])
        .exits(0)
        .out;
    assert_eq!(csv.lines().next(), Some("from,national,mix,regional,change"));
    let svg = own(&session, &["--format", "svg"]).exits(0).out;
    assert!(svg.starts_with("<svg ") && svg.contains("regio zelf") && svg.trim_end().ends_with("</svg>"));
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn what_is_wrongly_asked_is_told_with_what_can_be() {
    let session = Session::empty();
    for (more, wanted) in [
        (&["--table", "sectoren", "--format", "csv"][..], "base_years"),
        (&["--set", "absent"][..], "woord=waarde"),
        (&["--columns", "regio=region"][..], "`region`"),
        (&["--reference", "Z"][..], "A, B, C"),
    ] {
        let said = own(&session, more).exits(2);
        assert!(said.err.contains(wanted), "{more:?}: {}", said.err);
    }
    let none = session
        .koers(["analyse", "krugman", "--input", "nergens.csv"])
        .exits(2);
    assert!(none.err.contains("nergens.csv"));
    std::fs::write(session.path("krom.csv"), "a,b\n1\n").unwrap();
    let path = session.path("krom.csv");
    let bent = session.koers(["analyse", "gini", "--input", path.to_str().unwrap()]);
    assert!(bent.err.contains("T007"), "{}", bent.err);
}

#[test]
fn figures_of_the_example_say_what_drenthe_did_itself() {
    let session = Session::drenthe();
    let ask = |more: &[&str]| {
        let folder = session.path("drenthe");
        let mut words = vec!["analyse"];
        words.extend(more);
        words.extend(["-w", folder.to_str().unwrap()]);
        session.koers(words)
    };
    let found = ask(&[
        "shift-share",
        "--region",
        "PV22",
        "--from",
        "2010",
        "--to",
        "2024",
    ])
    .exits(0)
    .out;
    assert!(found.contains("het beginjaar beslist"), "{found}");
    assert!(found.contains("Niet als beginjaar geteld"), "{found}");
    let named = ask(&[
        "shift-share",
        "--region",
        "Drenthe",
        "--from",
        "2010",
        "--to",
        "2024",
    ])
    .exits(0)
    .out;
    assert_eq!(found, named);
    // The unit of the figures, thousands of jobs, is known to what draws margins.
    let quotients = ask(&["location-quotients", "--region", "PV22"]).exits(0).out;
    assert!(
        quotients.contains("zeker meer") && quotients.contains("Eén in de tabel is 1.000"),
        "{quotients}"
    );
    let several = ask(&["synthetic-control", "--region", "PV22", "--set", "start=2016"])
        .exits(2)
        .err;
    assert!(
        several.contains("--figures") && several.contains("brp"),
        "{several}"
    );
    let other = ask(&["krugman", "--region", "PV99"]).exits(2).err;
    assert!(other.contains("PV99"), "{other}");
}
