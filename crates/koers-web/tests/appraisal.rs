//! The page of the tests of a proposal.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_web::answer::Fault;
use koers_web::routes::{self, ROOMS};
use koers_web::site::Site;
use site::{all, ask, page_of, practice, site, text, texts, world_of};
use std::sync::Arc;

#[test]
fn gates_stand_before_scores_with_who_said_what() {
    let page = page_of(practice(), "/acties/groeicoach/toets");
    let captions = texts(&page, "caption");
    assert_eq!(
        captions[0],
        "Eerst de poorten: voordat is besloten, Meetlat Oefenland (verzonnen), versie 1"
    );
    assert!(captions[1].starts_with("Scores per criterium"), "{captions:?}");
    let gates = all(&page, ".test-gates tbody tr");
    assert_eq!(gates.len(), 5);
    for gate in &gates {
        let said = text(gate);
        assert!(
            said.contains("beleidsadviseur economie:") && said.contains("financieel adviseur:"),
            "{said}"
        );
    }
    assert_eq!(all(&page, ".test-scores tbody tr").len(), 10);
    // Each score of each assessor, with the step of the scale in words and the reason.
    let given = all(&page, ".test-given li");
    assert_eq!(given.len(), 20);
    for one in given {
        let html = scraper::Html::parse_fragment(&one.html());
        assert!(!texts(&html, ".test-reason")[0].is_empty());
    }
}

#[test]
fn the_total_stands_only_behind_the_gates() {
    let total = |proposal: &str| {
        let page = page_of(practice(), &format!("/acties/{proposal}/toets"));
        texts(&page, ".test-scores tfoot td").pop().unwrap()
    };
    assert!(total("groeicoach").parse::<f64>().is_err() && total("groeicoach").starts_with("0,"));
    assert_eq!(total("luchtballon"), "pas na de poorten");
}

#[test]
fn what_the_board_passed_over_stands_beside_what_the_test_said() {
    let page = page_of(practice(), "/acties/oven-zonder-gas/toets");
    let gates = texts(&page, ".test-gates tbody tr");
    let over: Vec<&String> = gates
        .iter()
        .filter(|said| said.contains("Het bestuur besloot anders"))
        .collect();
    assert_eq!(over.len(), 1);
    assert!(over[0].contains("ja (bestuur; de toets zei:"), "{}", over[0]);
    assert!(over[0].contains("De oven mag toch meedoen"), "{}", over[0]);
    // Before that day there was no such decision.
    let before = page_of(practice(), "/acties/oven-zonder-gas/toets?op=2026-10-01");
    assert!(!text(&all(&before, "main")[0]).contains("Het bestuur besloot anders"));
}

/// Who reads that it cannot be said yet, reads what is missing and who gives it.
#[test]
fn a_gate_that_cannot_be_said_yet_says_what_it_waits_for() {
    let page = page_of(practice(), "/acties/fietspont/toets");
    let gates = texts(&page, ".test-gates tbody tr");
    assert!(!gates.is_empty());
    for gate in &gates {
        assert!(gate.contains("nog niet te zeggen"), "{gate}");
        assert!(
            gate.contains("Nog niemand heeft dit getoetst.") && gate.contains("wie het voorstel toetst"),
            "{gate}"
        );
        // Names, and no ids.
        assert!(!gate.contains("res-") && !gate.contains("GM99"), "{gate}");
    }
    let known = page_of(practice(), "/acties/groeicoach/toets");
    assert!(
        !texts(&known, ".test-gates tbody tr")
            .join(" ")
            .contains("Nog niemand")
    );
}

#[test]
fn two_moments_with_one_yardstick_stand_side_by_side() {
    let page = page_of(practice(), "/acties/leerwerkplaatsen/toets");
    let heads = texts(&page, ".test-scores thead th");
    assert_eq!(
        heads,
        ["Criterium", "Gewicht", "voordat is besloten", "halverwege"]
    );
    assert_eq!(all(&page, ".test-gates").len(), 2);
    let before = page_of(practice(), "/acties/leerwerkplaatsen/toets?op=2024-01-01");
    assert_eq!(
        texts(&before, ".test-scores thead th"),
        ["Criterium", "Gewicht", "voordat is besloten"]
    );
    // Who looks at an earlier day sees when it was tested again.
    let note = &all(&before, "main .koers-note a")[0];
    assert!(
        text(note).contains("voor het eerst op 11 mei 2026 (halverwege)"),
        "{}",
        text(note)
    );
    assert_eq!(
        note.attr("href"),
        Some("/acties/leerwerkplaatsen/toets?op=2026-05-11")
    );
    assert!(!text(&all(&page, "main")[0]).contains("Na deze dag"));
    let headings = texts(&page, "h3");
    assert!(
        headings
            .iter()
            .any(|said| said.starts_with("Getoetst: halverwege, vanaf 11 mei 2026,")),
        "{headings:?}"
    );
    // Promises made later are not shown on an earlier day either.
    let rows = |page| all(page, ".folio-promises tbody tr").len();
    assert!(rows(&before) <= rows(&page));
}

#[test]
fn an_action_that_nobody_tested_shows_what_will_be_asked() {
    let action = site().portfolio();
    let id = action.register().actions.keys().next().unwrap().clone();
    let page = page_of(site(), &format!("/acties/{id}/toets"));
    assert_eq!(texts(&page, ".test-stand"), ["Nog door niemand getoetst."]);
    assert_eq!(all(&page, ".test-gates tbody tr").len(), 5);
    // Pages lead there while somebody still asks for it, and not where it goes on without a test.
    let leads = |site, id: &str| {
        let page = page_of(site, &format!("/acties/{id}"));
        let links = all(&page, "main a");
        let to = format!("/acties/{id}/toets");
        links.iter().any(|link| link.attr("href") == Some(to.as_str()))
    };
    assert!(!leads(site(), id.as_str()));
    assert!(leads(practice(), "fietspont"));
    assert!(matches!(
        ask(site(), "/acties/er-niet/toets"),
        Err(Fault::NotFound { .. })
    ));
    assert!(matches!(
        ask(site(), &format!("/acties/{id}/toets?op=ooit")),
        Err(Fault::BadInput(_))
    ));
}

#[test]
fn what_was_tested_or_is_to_be_is_listed() {
    let listed: Vec<String> = ROOMS
        .iter()
        .flat_map(|room| room.routes)
        .filter(|route| route.path == "/acties/{actie}/toets")
        .flat_map(|route| (route.addresses)(practice()))
        .collect();
    assert!(listed.contains(&"/acties/groeicoach/toets".to_owned()));
    assert!(listed.contains(&"/acties/fietspont/toets".to_owned()));
    assert!(!listed.contains(&"/acties/kernenfonds/toets".to_owned()));
    assert!(listed.iter().all(|address| routes::find(address, "").is_ok()));
}

#[test]
fn the_public_gets_numbers_for_assessors_unless_the_workspace_publishes_who_they_are() {
    let world = world_of("oefening", Vec::new(), |name, text| match name {
        "koers.yaml" => text.replace("  assessors: named\n", ""),
        _ => text,
    });
    let silent = Site::read(Arc::new(world), "http://koers.test").unwrap();
    let functions = |page: &scraper::Html| {
        let said = text(&all(page, "main")[0]);
        ["beleidsadviseur economie", "financieel adviseur"].map(|name| said.contains(name))
    };
    let tests = "/acties/leerwerkplaatsen/toets";
    let page = page_of(&silent, tests);
    assert_eq!(functions(&page), [false, false]);
    // One assessor has one number, at every moment.
    let by = texts(&page, ".test > section > section > p.soft");
    let by: Vec<&String> = by
        .iter()
        .filter(|said| said.starts_with("Getoetst door"))
        .collect();
    assert_eq!(by.len(), 2, "{by:?}");
    assert!(
        by.iter()
            .all(|said| said.contains("beoordelaar 1 (") && said.contains("beoordelaar 2 (")),
        "{by:?}"
    );
    assert!(
        texts(&page_of(&silent, &format!("/en{tests}")), ".test-gates td")
            .concat()
            .contains("assessor 1:")
    );
    // Nor on any other page that the public gets.
    let addresses = routes::all().flat_map(|route| (route.addresses)(&silent));
    for address in
        addresses.filter(|address| address.starts_with("/besluiten") || address.starts_with("/acties"))
    {
        assert_eq!(
            functions(&page_of(&silent, &address)),
            [false, false],
            "{address}"
        );
    }
    let staff = silent.for_staff(true);
    assert_eq!(functions(&page_of(&staff, tests)), [true, true]);
    assert_eq!(functions(&page_of(practice(), tests)), [true, true]);
}
