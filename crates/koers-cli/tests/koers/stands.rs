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
