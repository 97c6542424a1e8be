//! The pages of plans to evaluate say what the plans say when they are carried out without the server.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_model::evaluation::Outcome;
use koers_model::text::Lang;
use koers_report::analysis as said;
use koers_report::evaluation::sign;
use koers_run::evaluation::{Verdict, of_workspace};
use koers_run::workspace;
use koers_web::answer::{Fault, media};
use koers_web::ask::in_language;
use site::{all, altered, ask, page, page_of, site, texts};

#[test]
fn a_page_says_what_carrying_out_says() {
    let world = site::world(|_, text| text);
    let read = workspace::read(&world, Lang::Nl).unwrap();
    let plans = &site().definitions().unwrap().evaluations;
    assert!(plans.len() >= 3);
    for planned in plans.values() {
        let Outcome::Indicator(indicator) = &planned.plan.outcome else {
            continue;
        };
        for lang in [Lang::Nl, Lang::En] {
            let shown = page(&in_language(lang, &format!("/evaluaties/{}", planned.plan.id)));
            let found = of_workspace(&world, &read, planned, indicator, (None, lang)).unwrap();
            let found = found.evaluation;
            assert_eq!(texts(&shown, ".eval-verdict span"), [sign(found.verdict)]);
            let told: Vec<String> = found
                .said
                .iter()
                .map(|one| {
                    said::sentence(one, lang)
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect();
            assert_eq!(texts(&shown, "[aria-labelledby=oordeel] .read"), told);
            let analysis = found.analysis.unwrap();
            let rows: usize = analysis.answer.tables.iter().map(|table| table.rows.len()).sum();
            assert_eq!(all(&shown, ".econ-table tbody tr").len(), rows);
            assert_eq!(
                all(&shown, ".econ-assumed li").len(),
                analysis.answer.assumptions.len()
            );
            // Where nothing was done otherwise, that is said.
            let parts = texts(&shown, ".eval-parts h2");
            assert_eq!(parts.len(), 4, "{parts:?}");
        }
    }
}

#[test]
fn the_list_has_every_plan_with_its_verdict() {
    let shown = page("/evaluaties");
    let plans = site().definitions().unwrap().evaluations.len();
    assert_eq!(all(&shown, "main tbody tr").len(), plans);
    let cells = texts(&shown, "main tbody td:nth-of-type(1)");
    let signs = Verdict::ALL.map(sign);
    assert!(
        cells
            .iter()
            .all(|cell| signs.iter().any(|sign| cell.starts_with(sign))),
        "{cells:?}"
    );
    let linked = page("/economie");
    assert_eq!(all(&linked, "main a[href=\"/evaluaties\"]").len(), 1);
}

#[test]
fn every_file_of_a_plan_can_be_had() {
    let body = |address: &str| {
        let answer = ask(site(), address).unwrap();
        (answer.media, String::from_utf8(answer.body.to_vec()).unwrap())
    };
    let shown = page("/evaluaties/brp-zuidoost-drenthe");
    let mut links = 0;
    for link in all(&shown, "main a[href*='/evaluaties/']") {
        let (_, text) = body(link.attr("href").unwrap());
        assert!(!text.is_empty() && !text.contains("NaN"));
        links += 1;
    }
    assert!(links >= 8, "{links}");
    let (kind, text) = body("/evaluaties/brp-zuidoost-drenthe.json");
    assert_eq!(kind, media::JSON);
    assert!(text.contains("\"koers_evaluation\": 1"));
    for wrong in ["brp-zuidoost-drenthe.exe", "brp", "brp.json"] {
        assert!(matches!(
            ask(site(), &format!("/evaluaties/{wrong}")),
            Err(Fault::NotFound { .. })
        ));
    }
    assert!(ask(site(), "/evaluaties/brp-zuidoost-drenthe.csv?tabel=niets").is_err());
    assert!(ask(site(), "/evaluaties/brp-zuidoost-drenthe?bekendOp=gisteren").is_err());
}

/// On a day on which nothing was known there is a reason, and no file.
#[test]
fn what_was_not_known_yet_is_said() {
    let shown = page("/evaluaties/brp-zuidoost-drenthe?bekendOp=2001-01-01");
    assert_eq!(all(&shown, "main .koers-note").len(), 1);
    assert!(ask(site(), "/evaluaties/brp-zuidoost-drenthe.md?bekendOp=2001-01-01").is_err());
    let list = page("/evaluaties?bekendOp=2001-01-01");
    assert_eq!(all(&list, "main tbody tr").len(), 3);
}

/// A plan about a table of its own is named, and the command that carries it out.
#[test]
fn a_plan_about_a_table_of_its_own_is_not_carried_out_here() {
    let other = altered(|path, text| {
        if path == "evaluations/brp-zuidoost-drenthe.yaml" {
            text.replace("{indicator: brp-per-inwoner}", "{table: {file: panel.csv}}")
        } else {
            text
        }
    });
    let shown = page_of(&other, "/evaluaties/brp-zuidoost-drenthe");
    assert!(texts(&shown, "main .koers-note")[0].contains("koers evaluate"));
}
