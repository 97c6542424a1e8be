//! Which regions there are on a day, and what became of them.

use crate::session::Session;

/// TOOI, "Register gemeenten compleet": on 1 January 2019 GM0009 Ten Boer and GM0017 Haren went into GM0014 Groningen, which kept its code.
#[test]
fn groningen_took_in_haren_and_ten_boer() {
    let session = Session::drenthe();
    let said = session.on_drenthe(&["regions", "history", "GM0014"]).exits(0);
    insta::assert_snapshot!("history_groningen", said.out);
    let said = session
        .on_drenthe(&["regions", "history", "haren", "--format", "csv", "--lang", "en"])
        .exits(0);
    assert!(
        said.out
            .contains("2019-01-01,extension,GM0017,Haren,GM0014,Groningen,after,"),
        "{}",
        said.out
    );
}

/// The same register: Weesp went into Amsterdam on 24 March 2022. It had lain in another COROP area, so the borders of both moved.
#[test]
fn a_corop_area_whose_borders_moved_says_so() {
    let session = Session::drenthe();
    for code in ["CR23", "CR24"] {
        let words = ["regions", "history", code, "--format", "json"];
        let said = session.on_drenthe(&words).exits(0);
        let steps: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(steps.as_array().unwrap().len(), 1, "{}", said.out);
        assert_eq!(steps[0]["date"], "2022-03-24");
        assert_eq!(
            (&steps[0]["from"], &steps[0]["relation"]),
            (&"GM0457".into(), &"within".into())
        );
        assert_eq!(steps[0]["breaks"], true);
    }
    let drenthe = session.on_drenthe(&["regions", "history", "PV22"]).exits(0);
    assert!(drenthe.out.contains("kent geen verandering"), "{}", drenthe.out);
}

/// Statistics Netherlands had 352 municipalities in 2021 (85039NED), 345 on 1 January 2022 (85318NED) and 342 in 2023 (list of regions of 85678NED).
/// Drenthe has twelve.
#[test]
fn the_regions_of_a_day_are_those_of_the_published_lists() {
    let session = Session::drenthe();
    let count = |words: &[&str]| {
        let mut all = vec!["regions", "as-of"];
        all.extend(words);
        all.extend(["--format", "csv"]);
        session.on_drenthe(&all).exits(0).out.lines().count() - 1
    };
    assert_eq!(count(&["2021-01-01"]), 352);
    assert_eq!(count(&["2022-01-01"]), 345);
    assert_eq!(count(&["2022-03-24"]), 344);
    assert_eq!(count(&["2023-01-01"]), 342);
    assert_eq!(count(&["2023-01-01", "--in", "PV22"]), 12);
    assert_eq!(count(&["2023-01-01", "--level", "corop", "--in", "PV22"]), 3);
}

#[test]
fn a_code_that_never_existed_is_told_with_what_may_be_meant() {
    let session = Session::drenthe();
    session
        .on_drenthe(&["regions", "history", "GM0041"])
        .exits(2)
        .complains(&["GM0041", "GM0014"]);
    // A province and a municipality have this name.
    session
        .on_drenthe(&["regions", "history", "Groningen"])
        .exits(2)
        .complains(&["GM0014", "PV20"]);
    session
        .on_drenthe(&["regions", "as-of", "2022-01-01", "--in", "PV99"])
        .exits(2)
        .complains(&["PV99"]);
    session
        .on_drenthe(&["regions", "as-of", "gisteren"])
        .exits(2)
        .complains(&["JJJJ-MM-DD"]);
}

/// The municipalities of 2021 (Statistics Netherlands, 85039NED) on the boundaries of 2022, when five municipalities of that table had become Land van
/// Cuijk and two Dijk en Waard: what adds up is added up, shares are refused.
#[test]
fn raw_and_restated_stand_side_by_side_with_the_rule() {
    let session = Session::drenthe();
    let words = ["regions", "restate", "cbs-85039ned", "--on", "2022-01-01"];
    let population = [&words[..], &["--measure", "population"]].concat();
    let said = session.on_drenthe(&population).exits(0);
    insta::assert_snapshot!("restate_population", said.out);
    let shares = [
        &words[..],
        &["--region", "GM1982", "--measure", "over-65", "--lang", "en"],
    ]
    .concat();
    let said = session.on_drenthe(&shares).exits(0);
    insta::assert_snapshot!("restate_share", said.out);
    session
        .on_drenthe(&[&words[..], &["--measure", "inwoners"]].concat())
        .exits(2)
        .complains(&["geen maat `inwoners`"]);
}

/// Employee jobs of Het Gooi en Vechtstreek (CR24) and Noord-Holland (Statistics Netherlands, 83582NED). Weesp left CR24 for CR23 on 24 March 2022. The
/// table has no municipalities, so the area cannot be restated; its series is marked where it breaks. The province kept its borders.
#[test]
fn an_indicator_says_where_it_breaks_and_what_it_cannot_be_restated_from() {
    let session = Session::drenthe();
    let rows = |region| {
        let words = [
            "regions",
            "restate",
            "banen",
            "--on",
            "2023-01-01",
            "--region",
            region,
            "--format",
            "json",
        ];
        let said = session.on_drenthe(&words).exits(0);
        serde_json::from_str::<Vec<serde_json::Value>>(&said.out).unwrap()
    };
    for row in rows("CR24") {
        let year: i64 = row["period"].as_str().unwrap().parse().unwrap();
        assert_eq!(
            row["break"].as_array().is_some_and(|days| !days.is_empty()),
            year == 2023,
            "{row}"
        );
        assert_eq!(row["restated"].is_number(), year >= 2023, "{row}");
    }
    let province = rows("PV27");
    assert!(province.len() > 10);
    for row in province {
        assert_eq!(row["raw"], row["restated"], "{row}");
    }
    let words = [
        "explain",
        "banen",
        "--region",
        "CR24",
        "--period",
        "2021",
        "--boundaries",
        "2023-01-01",
    ];
    let said = session.on_drenthe(&words).exits(0);
    assert!(
        said.out
            .contains("niet te herberekenen naar de indeling van 2023-01-01: de grens is verlegd"),
        "{}",
        said.out
    );
    // A verdict is given on figures as published.
    session
        .on_drenthe(&["explain", "ck-werkgelegenheid", "--boundaries", "2023-01-01"])
        .exits(2)
        .complains(&["geen indicator"]);
}

/// The file is our own, in the shape of the register of TOOI, with a made-up municipality; that Haren went into Groningen is known already.
#[test]
fn a_register_is_taken_over_and_what_people_wrote_stays() {
    let s = Session::drenthe();
    let made_up = r#"[{"@id": "id:gm0017", "label": "Haren"}, {"@id": "id:gm0014", "label": "Groningen"},
        {"@id": "id:gm9001", "label": "Verzonnen, \"Oud\"", "einddatum": "2024-12-31"}, {"@id": "id:gm0106", "label": "Assen"},
        {"@type": "Uitbreiding", "invalidated": "id:gm0017", "used": "id:gm0014", "tijdstipWijziging": "2019-01-01T00:00"},
        {"@type": "Uitbreiding", "invalidated": "id:gm9001", "used": "id:gm0106", "tijdstipWijziging": "2025-01-01T00:00"}]"#;
    let file = s.write("register.json", made_up);
    let file = file.to_str().unwrap();
    let read = |name: &str| std::fs::read_to_string(s.path(&format!("drenthe/regions/{name}"))).unwrap();
    let before = (read("regions.csv"), read("events.csv"));
    let dry = s
        .on_drenthe(&["regions", "import", file, "--dry-run", "--format", "csv"])
        .exits(0);
    assert_eq!(dry.out.lines().count(), 3, "{}", dry.out);
    assert_eq!((read("regions.csv"), read("events.csv")), before);
    s.on_drenthe(&["regions", "import", file])
        .exits(0)
        .complains(&["2 regels veranderd"]);
    let row = "GM9001,municipality,\"Verzonnen, \"\"Oud\"\"\",,,2024-12-31\n";
    assert_eq!(read("regions.csv"), format!("{}{row}", before.0));
    let event = "2025-01-01,extension,GM9001,GM0106,TOOI Register gemeenten compleet\n";
    assert_eq!(read("events.csv"), format!("{}{event}", before.1));
    s.on_drenthe(&["check"]).exits(0);
    let history = s
        .on_drenthe(&["regions", "history", "GM0106", "--format", "csv"])
        .exits(0);
    assert!(history.out.contains("GM9001"), "{}", history.out);
    // Once more there is nothing left to do.
    s.on_drenthe(&["regions", "import", file])
        .exits(0)
        .complains(&["0 regels veranderd"]);
    let broken = s.write("broken.json", "{");
    s.on_drenthe(&["regions", "import", broken.to_str().unwrap()])
        .exits(3)
        .complains(&["niet over te nemen", "broken.json"]);
}
