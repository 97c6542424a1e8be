//! What people enter: taken over, looked at, proven, and never lost.

use crate::session::{Said, Session};
use serde_json::{Value, json};

fn json_of(said: &Said) -> Value {
    serde_json::from_str(&said.out).unwrap()
}

fn organisation(id: &str, name: &str) -> Value {
    json!({"koers_record": 1, "organisation": {
        "id": id, "name": name, "kind": "firm", "register_number": null, "partner": null
    }})
}

fn register(records: &[Value]) -> String {
    json!({"koers_register": 1, "records": records}).to_string()
}

fn import(session: &Session, file: &str, more: &[&str]) -> Said {
    let arguments = ["portfolio", "import", file, "--reason", "proef", "--who", "toets"];
    session.on_drenthe(&[&arguments, more].concat())
}

#[test]
fn the_example_is_entered_and_every_name_in_it_is_known() {
    let session = Session::drenthe();
    session.on_drenthe(&["portfolio", "check"]).exits(0);
    let proof = session
        .on_drenthe(&["log", "verify", "--format", "json"])
        .exits(0);
    let proof = json_of(&proof);
    assert_eq!(proof["whole"], true);
    let list = json_of(
        &session
            .on_drenthe(&["portfolio", "list", "--format", "json"])
            .exits(0),
    );
    let actions = list.as_array().unwrap();
    assert!(actions.len() > 50, "{}", actions.len());
    for action in actions {
        let id = action["id"].as_str().unwrap();
        let page = session.on_drenthe(&["portfolio", "show", id]).exits(0).out;
        assert!(
            page.contains("Stand") && page.contains("Bronnen"),
            "{id}:\n{page}"
        );
    }
    session
        .on_drenthe(&["portfolio", "show", "bestaat-niet"])
        .exits(2)
        .complains(&["bestaat-niet"]);
}

#[test]
fn what_is_exported_is_what_is_imported() {
    let (session, other) = (Session::drenthe(), Session::drenthe());
    session
        .on_drenthe(&["portfolio", "export", "--json", "uit.json"])
        .exits(0);
    let text = std::fs::read_to_string(session.path("uit.json")).unwrap();
    other.write("in.json", &text);
    // Nothing differs, so nothing is written, and the log stays as it was.
    let before = other.on_drenthe(&["log", "verify"]).exits(0).out;
    import(&other, "in.json", &[]).exits(0);
    assert_eq!(other.on_drenthe(&["log", "verify"]).exits(0).out, before);
    // Into a workspace that defines the same and holds no register yet, and out again: the same bytes.
    let empty = Session::drenthe();
    std::fs::remove_file(empty.path("drenthe/koers.db")).unwrap();
    empty.write("in.json", &text);
    import(&empty, "in.json", &[]).exits(0);
    empty
        .on_drenthe(&["portfolio", "export", "--json", "weer.json"])
        .exits(0);
    assert_eq!(std::fs::read_to_string(empty.path("weer.json")).unwrap(), text);
}

#[test]
fn a_trial_shows_what_would_change_and_changes_nothing() {
    let session = Session::drenthe();
    session.write(
        "in.json",
        register(&[organisation("toets-bv", "Toets (verzonnen)")]),
    );
    let before = session.on_drenthe(&["log", "verify"]).exits(0).out;
    let said = import(&session, "in.json", &["--dry-run"]).exits(0);
    assert!(
        said.out.contains("1 nieuw, 0 gewijzigd, 0 beëindigd") && said.out.contains("toets-bv"),
        "{}",
        said.out
    );
    assert_eq!(session.on_drenthe(&["log", "verify"]).exits(0).out, before);
    import(&session, "in.json", &[]).exits(0);
    session.write(
        "in.json",
        register(&[organisation("toets-bv", "Anders (verzonnen)")]),
    );
    let said = import(&session, "in.json", &["--dry-run"]).exits(0);
    assert!(
        said.out.contains("0 nieuw, 1 gewijzigd, 0 beëindigd"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("Toets (verzonnen) → Anders (verzonnen)"),
        "{}",
        said.out
    );
    import(&session, "in.json", &[]).exits(0);
    let last = session.on_drenthe(&["log", "show", "--format", "json"]).exits(0);
    let last = json_of(&last).as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["who"], &last["verb"], &last["id"], &last["reason"]),
        (
            &json!("toets"),
            &json!("changed"),
            &json!("toets-bv"),
            &json!("proef")
        )
    );
}

#[test]
fn a_workbook_and_text_files_go_out_and_come_back() {
    let session = Session::drenthe();
    let before = session.on_drenthe(&["log", "verify"]).exits(0).out;
    for more in [&[][..], &["--thousands"]] {
        for (option, name) in [("--xlsx", "uit.xlsx"), ("--csv", "uit")] {
            let export = [&["portfolio", "export", option, name][..], more].concat();
            session.on_drenthe(&export).exits(0);
            let said = import(&session, name, &[]).exits(0);
            assert_eq!(said.out.trim(), "Er verandert niets.", "{option} {more:?}");
        }
    }
    assert_eq!(session.on_drenthe(&["log", "verify"]).exits(0).out, before);
    // A changed cell of a text file is taken over, with what it was and what it becomes.
    session
        .on_drenthe(&["portfolio", "export", "--csv", "blad"])
        .exits(0);
    let path = session.path("blad/organisations.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("CNV Vakmensen"));
    std::fs::write(&path, text.replace("CNV Vakmensen", "=CNV (verzonnen)")).unwrap();
    let said = import(&session, "blad", &[]).exits(0);
    assert!(
        said.out.contains("CNV Vakmensen → =CNV (verzonnen)"),
        "{}",
        said.out
    );
    // Somebody who hands back a workbook from before that would undo it.
    import(&session, "uit.xlsx", &[])
        .exits(3)
        .complains(&["organisation `cnv-vakmensen`", "exporteer opnieuw"]);
}

#[test]
fn a_wrong_cell_is_named_by_its_address() {
    let session = Session::drenthe();
    session
        .on_drenthe(&["portfolio", "export", "--csv", "blad"])
        .exits(0);
    let path = session.path("blad/actions.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("ck-werkgelegenheid", "ck-werkgelegenheit")).unwrap();
    import(&session, "blad", &[]).exits(3).complains(&[
        "actions!L3",
        "ck-werkgelegenheit",
        "ck-werkgelegenheid",
        "niets overgenomen",
    ]);
    session.write("geen.xlsx", b"PK\x03\x04 dit is geen werkboek");
    import(&session, "geen.xlsx", &[]).exits(3);
    session.write("beeld.png", [0x89, b'P', b'N', b'G', 0xff]);
    import(&session, "beeld.png", &[])
        .exits(3)
        .complains(&["beeld.png"]);
}

#[test]
fn one_fault_keeps_everything_out() {
    let session = Session::drenthe();
    let before = session.on_drenthe(&["log", "verify"]).exits(0).out;
    let mut wrong = organisation("b", "B (verzonnen)");
    wrong["organisation"]["kind"] = json!("bedrijf");
    for (records, words) in [
        (vec![organisation("a", "A (verzonnen)"), wrong], "bedrijf"),
        (vec![organisation("a", "A"), organisation("a", "B")], "a"),
        (vec![json!({"koers_record": 1, "person": {}})], "person"),
    ] {
        session.write("in.json", register(&records));
        import(&session, "in.json", &[])
            .exits(3)
            .complains(&[words, "in.json"]);
    }
    for text in ["", "[]", "{\"koers_register\": 2, \"records\": []}", "\u{feff}{}"] {
        session.write("in.json", text);
        import(&session, "in.json", &[]).exits(3);
    }
    import(&session, "er-niet.json", &[])
        .exits(2)
        .complains(&["er-niet.json"]);
    session
        .on_drenthe(&["portfolio", "import", "in.json"])
        .exits(2)
        .complains(&["--reason"]);
    assert_eq!(session.on_drenthe(&["log", "verify"]).exits(0).out, before);
}

#[test]
fn looking_makes_no_file() {
    let session = Session::empty();
    session
        .koers(["new", "leeg", "--name", "Leeg", "--region", "PV22"])
        .exits(0);
    let before = session.listing("leeg");
    session.koers(["portfolio", "list", "-w", "leeg"]).exits(0);
    session.koers(["promises", "due", "-w", "leeg"]).exits(0);
    session
        .koers(["log", "verify", "-w", "leeg"])
        .exits(2)
        .complains(&["koers.db"]);
    assert_eq!(session.listing("leeg"), before);
}

#[test]
fn a_change_behind_our_back_is_found() {
    let session = Session::drenthe();
    let proof = json_of(
        &session
            .on_drenthe(&["log", "verify", "--format", "json"])
            .exits(0),
    );
    let known = format!("{}:{}", proof["seq"], proof["hash"].as_str().unwrap());
    session.on_drenthe(&["log", "verify", "--known", &known]).exits(0);
    let other = format!("{}:{}", proof["seq"], "0".repeat(64));
    session.on_drenthe(&["log", "verify", "--known", &other]).exits(3);
    session.on_drenthe(&["log", "verify", "--known", "nee"]).exits(2);
    // A copy, the file spoilt, the copy back.
    let copy = session.on_drenthe(&["log", "backup"]).exits(0).out;
    let path = session.path("drenthe/koers.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle - 4096..middle + 4096].fill(0x5a);
    std::fs::write(&path, &bytes).unwrap();
    let said = session.on_drenthe(&["portfolio", "list"]);
    assert!(said.code == Some(3) || said.code == Some(4), "{:?}", said.code);
    assert!(
        said.err.contains("beschadigd") || said.err.contains("damaged"),
        "{}",
        said.err
    );
    // Nobody has to look up how to get it back.
    assert!(said.err.contains("koers log restore "), "{}", said.err);
    session.on_drenthe(&["log", "restore", copy.trim()]).exits(0);
    session.on_drenthe(&["log", "verify", "--known", &known]).exits(0);
}

#[test]
fn promises_are_listed_added_up_and_put_in_a_calendar() {
    let session = Session::drenthe();
    let due = json_of(
        &session
            .on_drenthe(&["promises", "due", "--on", "2026-11-21", "--format", "json"])
            .exits(0),
    );
    assert!(!due.as_array().unwrap().is_empty());
    session.on_drenthe(&["promises", "total"]).exits(0);
    session.on_drenthe(&["promises", "calibration"]).exits(0);
    let ics = session
        .on_drenthe(&["promises", "due", "--format", "ics"])
        .exits(0)
        .out;
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.trim_end().ends_with("END:VCALENDAR"));
    let map = json_of(
        &session
            .on_drenthe(&["portfolio", "coverage", "--format", "json"])
            .exits(0),
    );
    assert!(map.as_array().unwrap().len() > 30);
}

#[test]
fn one_row_is_put_ended_and_reopened() {
    let session = Session::drenthe();
    let put = |sheet: &str, values: &[&str], more: &[&str]| {
        let all = [
            &["portfolio", "put", sheet][..],
            values,
            &["--reason", "proef", "--who", "toets"],
            more,
        ]
        .concat();
        session.on_drenthe(&all)
    };
    let new = ["id=molen-verzonnen", "name=De Molen (verzonnen)", "kind=bedrijf"];
    let shown = put("organisations", &new, &["--dry-run"]).exits(0).out;
    assert!(shown.contains("De Molen (verzonnen)"), "{shown}");
    put("organisations", &new, &[]).exits(0);
    assert!(
        put("organisations", &new, &[])
            .exits(0)
            .out
            .contains("Er verandert niets")
    );
    // One field of it; the others stay.
    let shown = put("organisations", &["id=molen-verzonnen", "kind=overheid"], &[])
        .exits(0)
        .out;
    assert!(shown.contains("bedrijf → overheid"), "{shown}");

    put("organisations", &["id=molen-verzonnen", "knid=bedrijf"], &[])
        .exits(2)
        .complains(&["knid", "kind", "register-number"]);
    put("money", &["action=molen-verzonnen", "amount=1"], &[])
        .exits(2)
        .complains(&["molen-verzonnen"]);
    put("organisations", &["id=molen-verzonnen", "kind=onzin"], &[])
        .exits(3)
        .complains(&["organisations.kind", "onzin", "bedrijf"]);
    put(
        "actions",
        &[
            "id=x-verzonnen",
            "kind=project",
            "title=X",
            "stage=voorgesteld",
            "framework=koers-2016-2019",
            "serves=bestaat-niet",
        ],
        &[],
    )
    .exits(3)
    .complains(&["actions.serves", "bestaat-niet"]);

    let ending = |verb: &str| {
        session.on_drenthe(&[
            "portfolio",
            verb,
            "organisation",
            "molen-verzonnen",
            "--reason",
            "proef",
            "--who",
            "toets",
        ])
    };
    ending("end").exits(0);
    ending("end").exits(2).complains(&["al zo"]);
    put("organisations", &new, &[])
        .exits(3)
        .complains(&["reopen organisation molen-verzonnen"]);
    ending("reopen").exits(0);
    session.on_drenthe(&["log", "verify"]).exits(0);
}

#[test]
fn a_file_that_would_undo_something_is_refused_and_one_that_only_adds_is_welcome() {
    let session = Session::drenthe();
    session
        .on_drenthe(&["portfolio", "export", "--csv", "uit"])
        .exits(0);
    let sheet = "uit/organisations.csv";
    let text = std::fs::read_to_string(session.path(sheet)).unwrap();
    let renamed = |name: &str| text.replace("arwd,ARWD,", &format!("arwd,{name},"));
    assert_ne!(renamed("X"), text);
    session.write(sheet, renamed("Nieuw-verzonnen"));
    import(&session, "uit", &[]).exits(0);
    // The same folder again would undo what came after it.
    session.write(sheet, renamed("Anders-verzonnen"));
    import(&session, "uit", &[])
        .exits(3)
        .complains(&["arwd", "exporteer opnieuw"]);
    std::fs::remove_file(session.path("uit/explanation.csv")).unwrap();
    import(&session, "uit", &[])
        .exits(3)
        .complains(&["explanation.csv", "--without-mark"]);
    import(&session, "uit", &["--without-mark"]).exits(0);
    session.write(
        "bij/organisations.csv",
        "organisations.id,organisations.name,organisations.kind,organisations.register-number,organisations.partner,organisations.end\r\nnieuw-verzonnen,Nieuw (verzonnen),bedrijf,,,\r\n",
    );
    import(&session, "bij", &[]).exits(0);
}

#[test]
fn what_others_name_does_not_end_and_values_without_sense_are_refused() {
    let session = Session::drenthe();
    session
        .on_drenthe(&[
            "portfolio",
            "end",
            "organisation",
            "gs-drenthe",
            "--reason",
            "proef",
            "--who",
            "toets",
        ])
        .exits(3)
        .complains(&["organisatie `gs-drenthe`", "wordt nog genoemd", "Besluiten "]);
    session
        .on_drenthe(&["portfolio", "list", "--line", "bestaat-niet"])
        .exits(2);
    let mut nasty = organisation("toets-bv", "Toets (verzonnen)");
    nasty["organisation"]["partner"] = json!("bestaat-niet");
    session.write("in.json", format!("\u{feff}{}", register(&[nasty])));
    import(&session, "in.json", &[])
        .exits(3)
        .complains(&["organisations toets-bv, partner", "bestaat-niet"]);
    session.write("oud.xls", b"\xd0\xcf\x11\xe0oud");
    import(&session, "oud.xls", &[]).exits(3).complains(&[".xlsx"]);
}
