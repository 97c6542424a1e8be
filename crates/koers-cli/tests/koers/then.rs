//! What was weighed on an earlier day: the register, the plan and the yardstick of that day, whatever was edited since.

use crate::session::Session;

const PLAN: &str = "oefening/selections/ronde-2027.yaml";
const YARDSTICK: &str = "oefening/criteria/meetlat.1.yaml";

fn edit(session: &Session, file: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(session.path(file)).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    session.write(file, text.replacen(from, to, 1));
}

#[test]
fn the_choice_of_then_is_made_by_the_plan_of_then() {
    let session = Session::practice();
    let now = ["select", "ronde-2027", "--quick"];
    let then = [&now[..], &["--as-of", "2026-10-20"]].concat();
    let told = session.on_practice(&then).exits(0);
    let (first, answer) = told.out.split_once('\n').unwrap();
    assert_eq!(
        first,
        "Zoals ingevoerd tot en met 2026-10-20. Plan en meetlat zijn zoals bewaard op 2023-01-16."
    );
    assert_eq!(session.on_practice(&now).exits(0).out, answer);

    edit(&session, PLAN, "cap: 1250000", "cap: 1000000");
    edit(&session, PLAN, "method: smart", "method: topsis");
    assert_ne!(session.on_practice(&now).exits(0).out, answer);
    assert_eq!(session.on_practice(&then).exits(0).out, told.out);
    // A plan that is gone was there then; one that is new was not.
    let text = std::fs::read_to_string(session.path(PLAN)).unwrap();
    let text = text.replace("selection: ronde-2027", "selection: ronde-nieuw");
    session.write("oefening/selections/ronde-nieuw.yaml", text);
    let new = ["select", "ronde-nieuw", "--quick", "--as-of", "2026-10-20"];
    let said = session.on_practice(&new).exits(0);
    assert!(
        said.out.contains("stond nog niet bij de bestanden"),
        "{}",
        said.out
    );
    std::fs::remove_file(session.path(PLAN)).unwrap();
    session.on_practice(&now).exits(2);
    assert_eq!(session.on_practice(&then).exits(0).out, told.out);
}

#[test]
fn a_test_of_then_lies_along_the_yardstick_of_then() {
    let session = Session::practice();
    let then = [
        "appraise",
        "markthal",
        "--as-of",
        "2026-10-20",
        "--format",
        "json",
    ];
    let told = session.on_practice(&then).exits(0).out;
    // Together the weights stay what they were, or it would be no yardstick.
    edit(&session, YARDSTICK, "usual: 160", "usual: 170");
    edit(&session, YARDSTICK, "usual: 100", "usual: 90");
    // The day judged on is that day too, unless another is asked for.
    assert!(told.contains("2026-10-20"), "{told}");
    let now = ["appraise", "markthal", "--format", "json"];
    assert_ne!(session.on_practice(&now).exits(0).out, told);
    assert_eq!(session.on_practice(&then).exits(0).out, told);
    let before_all = ["select", "ronde-2027", "--quick", "--as-of", "2022-12-31"];
    let said = session.on_practice(&before_all);
    assert!(
        said.out.contains("geen kopie van 2022-12-31 bewaard"),
        "{}",
        said.out
    );
}

#[test]
fn the_policy_is_kept_when_something_is_entered_beside_it() {
    let session = Session::practice();
    let lists = || {
        let names = session.listing("oefening/kept").into_iter();
        names.filter(|(name, _)| name.ends_with(".json")).count()
    };
    let put = |name: &str| {
        let name = format!("name={name} (verzonnen)");
        let row = [
            "portfolio",
            "put",
            "organisations",
            "id=molen",
            &name,
            "kind=bedrijf",
        ];
        session
            .on_practice(&[&row[..], &["--reason", "proef", "--who", "toets"]].concat())
            .exits(0);
    };
    assert_eq!(lists(), 1, "as it was when the first thing was entered");
    put("De Molen");
    assert_eq!(lists(), 1, "nothing was edited");
    edit(&session, PLAN, "cap: 1250000", "cap: 1000000");
    assert_eq!(lists(), 1, "looking keeps nothing");
    put("De Oude Molen");
    assert_eq!(lists(), 2);
    // What was kept and changed afterwards is not given out.
    for (name, _) in session.listing("oefening/kept/files") {
        session.write(&format!("oefening/kept/files/{name}"), "anders");
    }
    let then = ["select", "ronde-2027", "--quick", "--as-of", "2026-10-20"];
    session
        .on_practice(&then)
        .exits(4)
        .complains(&["is not as it was kept"]);
}
