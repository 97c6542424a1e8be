//! What may be expected of a proposal before anything is decided: which aims its words touch, and whether its effect could be seen.

use crate::session::Session;
use serde_json::Value;

#[test]
fn a_proposal_is_told_which_aims_it_touches() {
    let session = Session::drenthe();
    let said = session
        .on_drenthe(&["appraise", "servicepunt-techniek-drenthe", "--fit"])
        .exits(0)
        .out;
    assert!(
        said.contains("am-") && said.contains("geen oordeel en geen score"),
        "{said}"
    );
    assert!(said.contains("woorden in beide"), "{said}");
    let text = "Wij leggen glasvezel aan in het buitengebied.";
    let asked = ["appraise", "--fit", "--text", text];
    // There are two programmes, so it must be said which one.
    session
        .on_drenthe(&asked)
        .exits(2)
        .complains(&["--programme", "koers-2016-2019"]);
    let named = [&asked[..], &["--programme", "koers-2016-2019"]].concat();
    let said = session.on_drenthe(&named).exits(0).out;
    assert!(said.contains("vk-breedband-2019"), "{said}");
    session.write("drenthe/voorstel.txt", text);
    let path = session.path("drenthe/voorstel.txt");
    let from_file = [
        "appraise",
        "--fit",
        "--file",
        path.to_str().unwrap(),
        "--programme",
        "koers-2016-2019",
    ];
    assert_eq!(session.on_drenthe(&from_file).exits(0).out, said);
    let nothing = [
        "appraise",
        "--fit",
        "--text",
        "Xyzzy.",
        "--programme",
        "koers-2016-2019",
    ];
    assert!(
        session
            .on_drenthe(&nothing)
            .exits(0)
            .out
            .contains("deelt geen woord")
    );
    let unknown = [
        "appraise",
        "--fit",
        "--text",
        text,
        "--programme",
        "koers-2016-2018",
    ];
    session
        .on_drenthe(&unknown)
        .exits(2)
        .complains(&["koers-2016-2019"]);
    // Without a proposal there is nothing to test.
    session.on_drenthe(&["appraise"]).exits(2);
    session.on_drenthe(&["appraise", "--text", text]).exits(2);
}

fn detected(session: &Session, more: &[&str]) -> Value {
    let asked = ["promises", "detect", "--indicator", "banen", "--format", "json"];
    let out = session.on_drenthe(&[&asked[..], more].concat()).exits(0).out;
    serde_json::from_str(&out).unwrap()
}

/// The spread is that of the worked example of `docs/methods/verdict.md`, the years those of `docs/methods/detectable-effect.md`.
#[test]
fn an_effect_is_seen_or_never_seen() {
    let session = Session::drenthe();
    let small = detected(&session, &["--effect", "0.2"]);
    let spread = small["spread"].as_f64().unwrap();
    assert!((spread - 2.919).abs() < 0.001, "{spread}");
    assert_eq!(small["changes"], 8);
    assert_eq!(small["seen_after_years"], Value::Null);
    assert!(
        (small["smallest"].as_f64().unwrap() - 6.746).abs() < 0.002,
        "{small}"
    );
    let large = detected(&session, &["--effect", "-7"]);
    assert_eq!(large["seen_after_years"], 1);
    let slow = detected(&session, &["--effect", "1", "--yearly"]);
    assert_eq!(slow["seen_after_years"], 46);
    assert!(
        (slow["smallest"].as_f64().unwrap() - 1.508).abs() < 0.001,
        "{slow}"
    );
    let steady = detected(&session, &["--effect", "2", "--yearly"]);
    assert_eq!(steady["seen_after_years"], 12);
    let said = session
        .on_drenthe(&["promises", "detect", "--indicator", "banen", "--effect", "0.2"])
        .exits(0)
        .out;
    assert!(said.contains("nooit te zien") && said.contains("√t"), "{said}");
    for wrong in [
        ["--indicator", "bannen", "--effect", "1"],
        ["--indicator", "banen", "--effect", "veel"],
    ] {
        let asked = [&["promises", "detect"][..], &wrong].concat();
        session.on_drenthe(&asked).exits(2);
    }
}
