//! Editions: frozen, made once more, held side by side.

use crate::session::Session;
use serde_json::Value;

const ON: [&str; 4] = ["--on", "2022-12-31", "--as-of", "2022-12-31"];

fn create(session: &Session, title: &str, more: &[&str]) {
    session
        .on_drenthe(&[&["edition", "create", title][..], more].concat())
        .exits(0);
}

fn diff(session: &Session, of: &[&str]) -> Value {
    let asked = [&["edition", "diff"][..], of, &["--format", "json"]].concat();
    let said = session.on_drenthe(&asked).exits(0);
    serde_json::from_str(&said.out).unwrap()
}

#[test]
fn the_same_workspace_gives_the_same_bytes_anywhere() {
    let (here, there) = (Session::drenthe(), Session::drenthe());
    for session in [&here, &there] {
        create(session, "Jaarverslag 2022", &ON);
    }
    // The record has the hash of every file.
    let record = "drenthe/editions/jaarverslag-2022/edition.json";
    let frozen = here.read(record);
    assert!(frozen.contains("\"verslag.html\"") && frozen.contains("\"policy/koers.yaml\""));
    assert_eq!(frozen, there.read(record));
    // Later figures and other files change nothing of what was frozen.
    here.write("drenthe/koers.yaml", "koers: 1\nnonsense\n");
    let said = here
        .on_drenthe(&["edition", "verify", "--format", "json"])
        .exits(0);
    let rows: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    assert_eq!(rows[0]["outcome"], "same");
    assert_eq!(here.read(record), frozen);
}

#[test]
fn an_edition_is_never_changed() {
    let session = Session::drenthe();
    create(&session, "Jaarverslag 2022", &ON);
    session
        .on_drenthe(&["edition", "create", "Jaarverslag 2022"])
        .exits(2)
        .complains(&["jaarverslag-2022", "al"]);
    session
        .on_drenthe(&["edition", "create", "…"])
        .exits(2)
        .complains(&["--id"]);
    session
        .on_drenthe(&["edition", "show", "jaarverslag-2023"])
        .exits(2)
        .complains(&["geen editie", "jaarverslag-2022"]);
    session.write("drenthe/editions/jaarverslag-2022/status.json", "{}");
    for asked in ["show", "verify", "diff"] {
        let said = session.on_drenthe(&["edition", asked, "jaarverslag-2022"]);
        let code = if asked == "verify" { 3 } else { 4 };
        let said = said.exits(code);
        assert!(
            format!("{}{}", said.out, said.err).contains("status.json"),
            "{asked}: {}",
            said.err
        );
    }
}

#[test]
fn a_record_that_leads_out_of_its_folder_is_refused() {
    let session = Session::drenthe();
    create(&session, "Een", &ON);
    let path = "drenthe/editions/een/edition.json";
    let record = session.read(path);
    session.write(path, record.replace("\"status.json\"", "\"../../koers.yaml\""));
    session
        .on_drenthe(&["edition", "list"])
        .exits(4)
        .complains(&["../../koers.yaml"]);
}

#[test]
fn what_moved_is_told_with_what_moved_it() {
    let session = Session::drenthe();
    create(&session, "Eerder", &ON);
    create(&session, "Nog eens", &ON);
    let same = diff(&session, &["eerder", "nog-eens"]);
    assert_eq!(same["same"], true, "{same}");
    create(&session, "Later", &["--on", "2022-12-31"]);
    let later = diff(&session, &["eerder", "later"]);
    let parts = &later["differences"];
    // The gross regional product of Drenthe was published twice: in April 2022 and later.
    let figures = parts["figures"].as_array().unwrap();
    assert!(!figures.is_empty() && figures.iter().all(|row| row["redefined"] == false));
    assert!(!parts["sources"].as_array().unwrap().is_empty());
    assert!(parts["definitions"].is_null() && parts["files"].is_null());
    // A change of definition is never hidden in a change of figures.
    let path = "drenthe/indicators/banen.yaml";
    let text = session.read(path);
    assert!(text.contains("rule:"), "{text}");
    session.write(path, text.replace("unit: thousand-jobs", "unit: jobs"));
    let now = diff(&session, &["later"]);
    let parts = &now["differences"];
    let changed = parts["definitions"].as_array().unwrap();
    assert_eq!(changed[0]["id"], "banen", "{now}");
    assert_eq!(changed[0]["moves_figures"], true);
    assert_eq!(parts["files"][0]["file"], "indicators/banen.yaml");
    let figures = parts["figures"].as_array();
    let of_jobs = figures
        .into_iter()
        .flatten()
        .filter(|row| row["indicator"] == "banen");
    assert!(of_jobs.into_iter().all(|row| row["redefined"] == true));
}

#[test]
fn what_an_edition_rests_on_is_not_pruned() {
    let session = Session::drenthe();
    create(&session, "Eerder", &[]);
    // The table as it stands, and one made-up figure that is another one.
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/drenthe/published/cbs-83582ned.csv"
    );
    let table = std::fs::read_to_string(path).unwrap();
    let row = table
        .lines()
        .find(|line| line.starts_with("CR07,") && line.ends_with(','))
        .unwrap();
    let other = table.replace(row, &format!("{}1,", row.trim_end_matches(',')));
    let file = session.write("later.csv", other);
    let import = ["import", file.to_str().unwrap(), "--dataset", "cbs-83582ned"];
    session.on_drenthe(&import).exits(0);
    let now = diff(&session, &["eerder"]);
    assert_eq!(
        now["differences"]["sources"][0]["dataset"], "cbs-83582ned",
        "{now}"
    );
    let prune = [
        "store",
        "prune",
        "--keep",
        "1",
        "--yes",
        "--dataset",
        "cbs-83582ned",
    ];
    let before = session.listing("drenthe/snapshots").len();
    session.on_drenthe(&prune).exits(0);
    assert_eq!(session.listing("drenthe/snapshots").len(), before);
    session.on_drenthe(&["edition", "verify"]).exits(0);
    // Nothing holds it once the edition is gone.
    std::fs::remove_dir_all(session.path("drenthe/editions")).unwrap();
    session.on_drenthe(&prune).exits(0);
    assert_eq!(session.listing("drenthe/snapshots").len(), before - 2);
}
