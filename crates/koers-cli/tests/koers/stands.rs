//! What neither changes nor ends.

use crate::practice::REGISTER;
use crate::session::Session;

/// An override stands forever: every door refuses to change or end it, and a later one takes its place from its own day on, beside it.
#[test]
fn what_the_board_decided_otherwise_stands_forever() {
    let session = Session::practice();
    let name = "oven-zonder-gas-dekking";
    let why = ["--reason", "proef", "--who", "toets"];
    let on_practice = |arguments: &[&str]| session.on_practice(&[arguments, &why].concat());
    let stands = ["blijft staan zoals zij is ingevoerd"];
    on_practice(&["portfolio", "end", "override", name])
        .exits(3)
        .complains(&stands);
    let own = format!("id={name}");
    on_practice(&["portfolio", "put", "overrides", &own, "reason=Toch niet."])
        .exits(3)
        .complains(&stands);
    let changed = REGISTER.replace("De bank tekent als de provincie meedoet.", "De bank tekent.");
    assert_ne!(changed, REGISTER);
    session.write("anders.json", changed);
    for more in [&["--without-mark"][..], &["--without-mark", "--dry-run"]] {
        on_practice(&[&["portfolio", "import", "anders.json"], more].concat())
            .exits(3)
            .complains(&stands);
    }
    let later = [
        "id=oven-toch-niet",
        "proposal=oven-zonder-gas",
        "gate=dekking-rond",
        "answer=nee",
        "reason=De bank trok zich terug (verzonnen).",
        "decision=besluit-oven-dekking",
        "made=2026-11-10",
    ];
    on_practice(&[&["portfolio", "put", "overrides"][..], &later].concat()).exits(0);
    let appraise = |day: &str| {
        session
            .on_practice(&["appraise", "oven-zonder-gas", "--on", day])
            .exits(0)
            .out
    };
    let (between, after) = (appraise("2026-10-20"), appraise("2026-11-10"));
    assert!(
        between.contains("De bank tekent als de provincie meedoet."),
        "{between}"
    );
    assert!(!between.contains("De bank trok zich terug"), "{between}");
    for said in [
        "Het bestuur besloot anders (10 november 2026, nee): De bank trok zich terug",
        "Eerder besloot het bestuur anders (6 oktober 2026, ja; geldt niet meer): De bank tekent als de provincie meedoet.",
    ] {
        assert!(after.contains(said), "{after}");
    }
}

/// What an override leans on is not taken away from under it, whichever way the change comes in, and it is said what is in the way.
#[test]
fn a_decision_is_not_changed_from_under_its_override() {
    let session = Session::practice();
    let why = ["--reason", "proef", "--who", "toets"];
    let on_practice = |arguments: &[&str]| session.on_practice(&[arguments, &why].concat());
    let own = "id=besluit-oven-dekking";
    on_practice(&["portfolio", "put", "decisions", own, "on=2026-10-07"])
        .exits(3)
        .complains(&["oven-zonder-gas-dekking", "niet eerder dan die van het besluit"]);
    let row = ["decision=besluit-oven-dekking", "nr=1", "action=markthal"];
    on_practice(&[&["portfolio", "put", "subjects"][..], &row].concat())
        .exits(3)
        .complains(&["oven-zonder-gas-dekking", "dit besluit gaat over markthal"]);
    let register: serde_json::Value = serde_json::from_str(REGISTER).unwrap();
    let changed = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut register = register.clone();
        let records = register["records"].as_array_mut().unwrap();
        let mut decisions = records.iter_mut().filter_map(|record| record.get_mut("decision"));
        change(decisions.find(|one| one["id"] == "besluit-oven-dekking").unwrap());
        session.write("anders.json", register.to_string());
        on_practice(&["portfolio", "import", "anders.json", "--without-mark"])
    };
    for day in ["2026-10-07", "2031-09-01", "2026-09-01"] {
        changed(&|one| one["on"] = day.into())
            .exits(3)
            .complains(&["oven-zonder-gas-dekking"]);
    }
    changed(&|one| one["kind"] = "recommendation".into())
        .exits(3)
        .complains(&["een besluit; dit is een aanbeveling van de rekenkamer"]);
    changed(&|one| one["about"] = serde_json::json!([]))
        .exits(3)
        .complains(&["zegt niet waar het over gaat"]);
    changed(&|one| one["about"][0]["action"] = "markthal".into())
        .exits(3)
        .complains(&["dit besluit gaat over markthal"]);
    changed(&|_| ()).exits(0);
}
