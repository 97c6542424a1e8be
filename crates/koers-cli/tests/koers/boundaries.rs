//! Boundaries for the map: taken over, kept beside the policy, refused with their place.

use crate::session::Session;

/// Made-up squares for the three COROP areas of Drenthe.
const COROP: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"NUTS_ID": "NL131", "naam": "verzonnen"}, "geometry": {"type": "Polygon",
 "coordinates": [[[6.2, 52.9], [6.8, 52.9], [6.8, 53.2], [6.2, 53.2], [6.2, 52.9]]]}},
{"type": "Feature", "properties": {"NUTS_ID": "NL132"}, "geometry": {"type": "Polygon",
 "coordinates": [[[6.6, 52.6], [7.1, 52.6], [7.1, 52.9], [6.8, 52.9], [6.6, 52.9], [6.6, 52.6]]]}},
{"type": "Feature", "properties": {"NUTS_ID": "NL133"}, "geometry": {"type": "Polygon",
 "coordinates": [[[6.1, 52.6], [6.6, 52.6], [6.6, 52.9], [6.2, 52.9], [6.1, 52.6]]]}},
{"type": "Feature", "properties": {"NUTS_ID": "DE949"}, "geometry": {"type": "Polygon",
 "coordinates": [[[7.1, 52.6], [7.6, 52.6], [7.6, 52.9], [7.1, 52.6]]]}}]}"#;

fn words<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec![
        "boundaries",
        file,
        "--source",
        "verzonnen",
        "--licence",
        "CC0-1.0",
    ];
    words.extend(["--on", "2021-01-01", "--kind", "corop"]);
    words.extend(more);
    words
}

#[test]
fn boundaries_are_taken_over_and_replaced() {
    let s = Session::drenthe();
    let file = s.write("corop.geojson", COROP);
    let file = file.to_str().unwrap();
    let snapshots = s.listing("drenthe/snapshots");
    let said = s.on_drenthe(&words(file, &[])).exits(0);
    assert!(
        said.out
            .starts_with("boundaries/corop-2021-01-01.geojson: 3 COROP-gebieden,"),
        "{}",
        said.out
    );
    said.complains(&[
        "feature 4: `DE949` staat niet in de lijst van gebieden",
        "opmerkingen",
    ]);
    let kept = s.listing("drenthe/boundaries");
    assert_eq!(kept.len(), 1);
    // The same again, with another attribution: one file, with the new words.
    s.on_drenthe(&words(
        file,
        &["--code", "NUTS_ID", "--attribution", "© Niemand", "--lang", "en"],
    ))
    .exits(0)
    .complains(&["feature 4: `DE949` is not in the list of regions"]);
    assert_eq!(s.listing("drenthe/boundaries").len(), 1);
    let text = std::fs::read_to_string(s.path("drenthe/boundaries/corop-2021-01-01.geojson")).unwrap();
    let written: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["koers"]["attribution"], "© Niemand");
    assert_eq!(written["features"][0]["properties"]["name"], "Noord-Drenthe");
    // Policy and figures do not see them.
    assert_eq!(s.listing("drenthe/snapshots"), snapshots);
    let checked = s.on_drenthe(&["check"]).exits(0);
    assert!(!checked.out.contains("boundaries"));
}

/// Made-up squares in five rows of eight for the forty COROP areas; the last one lies apart where `apart` says so.
fn forty(apart: bool) -> String {
    let squares = (0..40).map(|at| {
        let east = if apart && at == 39 { 9.0 } else { f64::from(at % 8) };
        let (west, south) = (4.0 + east * 0.1, 51.0 + f64::from(at / 8) * 0.1);
        let (east, north) = (west + 0.1, south + 0.1);
        format!(
            r#"{{"type": "Feature", "properties": {{"statcode": "CR{:02}"}}, "geometry": {{"type": "Polygon", "coordinates":
            [[[{west:.1}, {south:.1}], [{east:.1}, {south:.1}], [{east:.1}, {north:.1}], [{west:.1}, {north:.1}], [{west:.1}, {south:.1}]]]}}}}"#,
            at + 1
        )
    });
    let squares: Vec<String> = squares.collect();
    format!(
        r#"{{"type": "FeatureCollection", "features": [{}]}}"#,
        squares.join(",")
    )
}

#[test]
fn who_lies_beside_whom_follows_from_the_boundaries() {
    let s = Session::drenthe();
    let moran = ["analyse", "moran", "--figures", "brp"];
    s.on_drenthe(&moran).exits(2).complains(&[
        "de werkmap heeft er geen van dit soort gebied (corop)",
        "koers boundaries",
    ]);
    let keep = |text: &str| {
        let file = s.write("corop.geojson", text);
        s.on_drenthe(&words(file.to_str().unwrap(), &[])).exits(0);
    };
    // A region without an outline is no island.
    keep(COROP);
    s.on_drenthe(&moran)
        .exits(2)
        .complains(&["de grenzen op 1 januari 2021 hebben geen omtrek van Oost-Groningen"]);
    keep(&forty(false));
    let said = s.on_drenthe(&moran).exits(0).out;
    assert!(!said.contains("Zonder buren"), "{said}");
    assert!(
        said.contains("Grenzen op 2021-01-01, verzonnen: 40 rijen"),
        "{said}"
    );
    keep(&forty(true));
    let said = s.on_drenthe(&moran).exits(0).out;
    assert!(
        said.contains("Zonder buren, en daarom zonder gewicht: Flevoland."),
        "{said}"
    );
    // A damaged file is told, not passed over.
    s.write("drenthe/boundaries/corop-2021-01-01.geojson", "{");
    s.on_drenthe(&moran)
        .exits(4)
        .complains(&["corop-2021-01-01.geojson"]);
}

#[test]
fn unusable_boundaries_are_refused_with_their_place() {
    let s = Session::drenthe();
    for (name, bytes, complaint) in [
        ("cut.geojson", &COROP[..700], "feature 4"),
        ("text.geojson", "region,period\n", "regel 1"),
        (
            "nothing.geojson",
            r#"{"type": "FeatureCollection", "features": []}"#,
            "geen features",
        ),
        (
            "open.geojson",
            &COROP.replacen(", [6.2, 52.9]]]", "]]", 1),
            "feature 1: ring 1",
        ),
    ] {
        let file = s.write(name, bytes);
        s.on_drenthe(&words(file.to_str().unwrap(), &[]))
            .exits(3)
            .complains(&[name, complaint]);
    }
    let file = s.write("corop.geojson", COROP);
    let file = file.to_str().unwrap();
    s.on_drenthe(&words(file, &["--code", "statcode"]))
        .exits(3)
        .complains(&["statcode", "NUTS_ID"]);
    s.on_drenthe(&["boundaries", file, "--kind", "street"])
        .exits(2)
        .complains(&["municipality"]);
    s.on_drenthe(&["boundaries", file, "--kind", "corop"])
        .exits(2)
        .complains(&["--source"]);
    s.on_drenthe(&words("nowhere.geojson", &[])).exits(2);
    assert!(!s.path("drenthe/boundaries").exists());
}
