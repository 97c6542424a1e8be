//! What `docs/guide/example-economy.md` says of Drenthe is what the commands give. `UPDATE=1` writes the tables anew.

use crate::session::Session;
use std::collections::BTreeMap;
use std::path::Path;

/// The rows of a table as the command gives it at full precision.
fn csv(session: &Session, words: &[&str]) -> Vec<Vec<String>> {
    let folder = session.path("drenthe");
    let mut all = vec!["analyse"];
    all.extend(words);
    all.extend(["--format", "csv"]);
    let said = session.command(&all).current_dir(&folder).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let text = String::from_utf8(said.stdout).unwrap();
    // Names with commas stand between quotes; numbers never do.
    let split = |line: &str| {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for sign in line.chars() {
            match sign {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                _ => cells.last_mut().unwrap().push(sign),
            }
        }
        cells
    };
    text.lines().skip(1).map(split).collect()
}

fn round(cell: &str, decimals: usize) -> String {
    let value: f64 = cell.parse().unwrap();
    format!("{value:.decimals$}").replace('-', "−")
}

fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        out.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    out
}

/// Replaces what stands below a mark up to the next blank line.
fn put(text: &str, mark: &str, table: &str) -> String {
    let mark = format!("<!-- {mark} -->\n");
    let (before, after) = text.split_once(&mark).unwrap();
    let after = after.trim_start_matches('\n');
    let rest = match after.strip_prefix('|') {
        Some(_) => after.split_once("\n\n").unwrap().1,
        None => after,
    };
    format!("{before}{mark}\n{table}\n{rest}")
}

#[test]
fn the_guide_tells_what_the_commands_give() {
    let session = Session::drenthe();
    let regions = [
        ("PV22", "Drenthe"),
        ("CR07", "North Drenthe"),
        ("CR08", "South-East Drenthe"),
        ("CR09", "South-West Drenthe"),
    ];
    let effects: BTreeMap<&str, Vec<Vec<String>>> = regions
        .iter()
        .map(|(code, _)| {
            let asked = [
                "shift-share",
                "--region",
                code,
                "--to",
                "2024",
                "--table",
                "base_years",
            ];
            (*code, csv(&session, &asked))
        })
        .collect();
    let mut shares = Vec::new();
    for (code, name) in regions {
        for row in &effects[code] {
            let numbers = row[1..].iter().map(|cell| round(cell, 1));
            shares.push(
                [name.to_owned(), row[0].clone()]
                    .into_iter()
                    .chain(numbers)
                    .collect(),
            );
        }
    }
    let shift = table(
        &["area", "from", "country", "mix", "region itself", "change"],
        shares,
    );
    let mut quotients = Vec::new();
    for (code, name) in regions {
        let rows = csv(
            &session,
            &["location-quotients", "--region", code, "--to", "2024"],
        );
        for (sector, said) in [
            ("Industrie en energie", "industry and energy"),
            ("Overheid, onderwijs en zorg", "government, education and health"),
        ] {
            let row = rows.iter().find(|row| row[1] == sector).unwrap();
            let mut cells = vec![name.to_owned(), said.to_owned(), round(&row[4], 2)];
            cells.push(format!("{} to {}", round(&row[5], 2), round(&row[6], 2)));
            quotients.push(cells);
        }
    }
    let quotients = table(&["area", "sector", "quotient", "margin"], quotients);
    let lost = csv(
        &session,
        &[
            "regional-range",
            "--region",
            "CR08",
            "--set",
            "asks=closure",
            "--set",
            "sector=BE",
            "--set",
            "plant_jobs=100",
        ],
    );
    let jobs: Vec<&Vec<String>> = lost.iter().filter(|row| row[0] == "banen").collect();
    // The hundred themselves are a hundred whatever the way.
    let own = jobs.iter().find(|row| row[1] == "Industrie en energie").unwrap();
    assert!(
        own[2..].iter().all(|cell| round(cell, 6) == "100.000000"),
        "{own:?}"
    );
    let mut rows: Vec<Vec<String>> = jobs
        .iter()
        .map(|row| {
            let mut cells = vec![row[1].clone()];
            cells.extend(row[2..].iter().map(|cell| round(cell, 1)));
            cells
        })
        .collect();
    let sum = |at: usize| -> f64 {
        let others = jobs.iter().filter(|row| row[1] != "Industrie en energie");
        others.map(|row| row[at].parse::<f64>().unwrap()).sum()
    };
    let mut all = vec!["**all other sectors**".to_owned()];
    all.extend((2..5).map(|at| format!("{:.1}", sum(at))));
    rows.push(all);
    let knock_on = table(&["jobs lost in", "low", "central", "high"], rows);

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/example-economy.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut now = put(&text, "shift-share", &shift);
    now = put(&now, "quotients", &quotients);
    now = put(&now, "knock-on", &knock_on);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), now);
    // What the words beside the tables say of the signs.
    let itself = |code: &str, from: &str| -> f64 {
        let row = effects[code].iter().find(|row| row[0] == from);
        row.unwrap()[3].parse().unwrap()
    };
    for code in ["PV22", "CR07"] {
        assert!(itself(code, "2010") < 0.0 && itself(code, "2019") > 0.0);
    }
    for from in ["2010", "2019", "2020", "2021", "2022"] {
        assert!(itself("CR08", from) < 0.0 && itself("CR09", from) > 0.0);
    }
    assert!(itself("CR08", "2023") > 0.0 && itself("CR09", "2023") < 0.0);
}
