//! The pages of actions, promises and coverage.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_web::answer::{Fault, media};
use site::{all, ask, page, page_of, site, text};

#[test]
fn every_action_stands_in_the_list_and_has_its_page() {
    let portfolio = site().portfolio();
    let register = portfolio.register();
    let list = page("/acties");
    let rows = all(&list, ".folio-list tbody tr");
    assert_eq!(rows.len(), register.actions.len());
    for action in register.actions.values() {
        let page = page(&format!("/acties/{}", action.id));
        let heading = text(&all(&page, "h1")[0]);
        assert_eq!(
            heading,
            action.title.nl.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        assert_eq!(
            all(&page, ".folio-money tbody tr").len(),
            action.money.len(),
            "{}",
            action.id
        );
        assert!(!all(&page, "#bronnen").is_empty());
    }
    assert!(matches!(
        ask(site(), "/acties/er-niet"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn the_list_can_be_narrowed() {
    let portfolio = site().portfolio();
    let actions = &portfolio.register().actions;
    let count = |address: &str| all(&page(address), ".folio-list tbody tr").len();
    let running = actions
        .values()
        .filter(|one| one.stage.word() == "running")
        .count();
    assert_eq!(count("/acties?stand=running"), running);
    let line = actions.values().find_map(|one| one.lines.first()).unwrap();
    let on_line = actions.values().filter(|one| one.lines.contains(line)).count();
    assert_eq!(count(&format!("/acties?lijn={line}")), on_line);
    for wrong in ["/acties?stand=loopt", "/acties?lijn=nergens"] {
        assert!(matches!(ask(site(), wrong), Err(Fault::BadInput(_))), "{wrong}");
    }
    assert!(matches!(
        ask(site(), "/acties?programma=nergens"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn an_unknown_amount_is_said_to_be_unknown() {
    use koers_model::portfolio::money::Amount;
    let portfolio = site().portfolio();
    let actions = portfolio.register().actions.values();
    let mut unknown = 0;
    for action in actions {
        let page = page(&format!("/acties/{}", action.id));
        let told = all(&page, ".folio-money td.num");
        let amounts: Vec<String> = told.iter().map(text).collect();
        let open = action
            .money
            .iter()
            .filter(|line| line.amount == Amount::Unknown)
            .count();
        assert_eq!(
            amounts.iter().filter(|one| *one == "onbekend").count(),
            open,
            "{}",
            action.id
        );
        assert!(
            !amounts.iter().any(|one| one == "€ 0" && open > 0),
            "{}",
            action.id
        );
        unknown += open;
    }
    assert!(unknown > 0, "the example has unknown amounts");
}

#[test]
fn coverage_tells_what_nobody_works_at() {
    let shown = page("/dekking");
    let outcomes: usize = site()
        .definitions()
        .unwrap()
        .frameworks
        .iter()
        .map(|one| one.judged().count())
        .sum();
    assert_eq!(all(&shown, ".folio-cover tbody tr").len(), outcomes);
    assert!(matches!(
        ask(site(), "/dekking?stap=ooit"),
        Err(Fault::BadInput(_))
    ));
    for step in ["original", "amended", "committed", "realised"] {
        page(&format!("/en/dekking?stap={step}"));
    }
}

#[test]
fn promises_have_a_day_and_a_calendar() {
    let portfolio = site().portfolio();
    let shown = page("/beloften");
    assert_eq!(
        all(&shown, "table.folio-promises tbody tr").len(),
        portfolio.register().estimates.len()
    );
    let calendar = ask(site(), "/beloften.ics").unwrap();
    assert_eq!(calendar.media, media::CALENDAR);
    assert!(calendar.body.starts_with(b"BEGIN:VCALENDAR\r\n"));
}

#[test]
fn a_workspace_without_a_register_says_so() {
    use koers_model::portfolio::register::Register;
    use koers_web::site::Site;
    use std::sync::Arc;
    let world = site::world(|_, text| text).with_register(Register::default());
    let empty = Site::read(Arc::new(world), "http://koers.test").unwrap();
    let list = page_of(&empty, "/acties");
    assert!(all(&list, ".folio-list").is_empty());
    assert!(
        all(&list, ".koers-note")
            .iter()
            .any(|note| text(note).contains("nog niets ingevoerd"))
    );
    page_of(&empty, "/dekking");
    page_of(&empty, "/beloften");
}
