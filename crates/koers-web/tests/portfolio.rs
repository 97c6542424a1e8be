//! The pages of actions, promises and coverage.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod site;

use koers_web::answer::{Fault, media};
use site::{all, ask, page, page_of, practice, site, text, texts};
use std::path::Path;

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
fn a_portfolio_that_drifts_is_held_against_a_day_or_an_even_spread() {
    let now = page_of(practice(), "/dekking");
    let told = texts(&now, "h3[id^=verdeling] ~ p");
    assert!(
        told[0].starts_with("De acties liggen vrijwel gelijk over de 2 lijnen"),
        "{told:?}"
    );
    let lines = |page: &scraper::Html| all(page, ".folio-spread tbody tr").len();
    let framework = &practice().definitions().unwrap().frameworks[0];
    assert_eq!(lines(&now), framework.lines.len() + framework.themes.len());
    assert!(texts(&now, ".folio-spread small").contains(&"tegen 50%".to_owned()));
    let then = page_of(practice(), "/dekking?sinds=2023-12-31");
    assert!(
        texts(&then, "h3[id^=verdeling] ~ p")[0]
            .contains("op 31 december 2023 was het alsof het er 1,9 waren")
    );
    assert!(matches!(
        ask(practice(), "/dekking?sinds=toen"),
        Err(Fault::BadInput(_))
    ));
}

#[test]
fn promises_have_a_day_and_a_calendar() {
    let portfolio = site().portfolio();
    let shown = page("/beloften");
    assert_eq!(
        all(&shown, "table.folio-promises tbody tr").len(),
        portfolio.register().estimates.len()
    );
    // Beside the word that it was checked stands the day of the finding; the day on which it falls due is told apart.
    let checked = texts(
        &page_of(practice(), "/beloften?op=2026-11-21"),
        "td[data-head=Nakijken]",
    );
    let portfolio = practice().portfolio();
    let made: Vec<String> = portfolio
        .register()
        .findings
        .values()
        .map(|finding| {
            format!(
                "nagekeken op {} uiterlijk ",
                koers_report::date::date(finding.made, koers_model::text::Lang::Nl)
            )
        })
        .collect();
    assert!(
        !made.is_empty() && checked.iter().any(|said| said.starts_with("nagekeken")),
        "{checked:?}"
    );
    for said in checked.iter().filter(|said| said.starts_with("nagekeken")) {
        assert!(made.iter().any(|made| said.starts_with(made.as_str())), "{said}");
    }
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

/// In a workspace as `koers new` lays it out every page with a list says what will stand there and how to begin.
#[test]
fn in_a_new_workspace_every_list_says_how_to_begin() {
    use koers_model::text::Lang;
    use koers_run::world::Memory;
    use koers_web::ask::in_language;
    use koers_web::site::Site;
    use std::sync::Arc;
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/oefening");
    let kept = ["koers.yaml", "regions/regions.csv"].map(|name| koers_framework::SourceFile {
        path: name.into(),
        bytes: std::fs::read(files.join(name)).unwrap(),
    });
    let world = Memory::new(kept.into_iter().collect(), site::TODAY);
    let new = Site::read(Arc::new(world), "http://koers.test").unwrap();
    for path in [
        "/",
        "/acties",
        "/dekking",
        "/beloften",
        "/besluiten",
        "/leningen",
        "/staatssteun",
        "/kaart",
        "/indicatoren",
        "/cijfers",
        "/programmas",
        "/hiaten",
    ] {
        for (lang, begins) in [
            (Lang::Nl, ["begin met", "voer "].as_slice()),
            (Lang::En, ["begin with", "enter "].as_slice()),
        ] {
            let page = page_of(&new, &in_language(lang, path));
            let said = texts(&page, "main .koers-note, main .intro, main .map-instead").join(" ");
            let lower = said.to_lowercase();
            assert!(begins.iter().any(|word| lower.contains(word)), "{path}: {said}");
        }
    }
}

/// A page over thousands of actions is no larger than one over a hundred, and every action stands on one of them.
#[test]
fn a_register_of_thousands_is_shown_in_pages() {
    use koers_model::id::Id;
    use koers_web::site::Site;
    use std::collections::BTreeSet;
    use std::sync::Arc;
    let mut register = site().portfolio().register().clone();
    let pattern = register.actions.values().next().unwrap().clone();
    let size = |site: &Site| ask(site, "/acties").unwrap().body.len();
    let small = size(site());
    for number in 0..5_000 {
        let mut action = pattern.clone();
        action.id = Id::new(&format!("actie-{number:04}")).unwrap();
        action.title.nl = format!("Actie {number:04}");
        register.actions.insert(action.id.clone(), action);
    }
    let many = register.actions.len();
    let world = site::world(|_, text| text).with_register(register);
    let large = Site::read(Arc::new(world), "http://koers.test").unwrap();
    assert!(size(&large) < small * 2, "{} {small}", size(&large));
    let mut seen = BTreeSet::new();
    let mut next = Some("/acties".to_owned());
    let mut pages = 0;
    while let Some(address) = next {
        let page = page_of(&large, &address);
        let links = all(&page, ".folio-list tbody th a");
        assert!(links.len() <= 100);
        seen.extend(
            links
                .iter()
                .filter_map(|link| link.attr("href").map(str::to_owned)),
        );
        next = all(&page, "a[rel=next]")
            .first()
            .and_then(|link| link.attr("href"))
            .map(str::to_owned);
        pages += 1;
    }
    assert_eq!((seen.len(), pages), (many, many.div_ceil(100)));
    for wrong in ["/acties?pagina=0", "/acties?pagina=9999", "/acties?pagina=x"] {
        assert!(matches!(ask(&large, wrong), Err(Fault::BadInput(_))), "{wrong}");
    }
    // Another choice begins at its first page.
    let page = page_of(&large, "/acties?pagina=3");
    assert!(all(&page, "input[type=hidden][name=pagina]").is_empty());
}

#[test]
fn what_was_promised_together_is_that_of_the_day() {
    let together = |day: &str| {
        let shown = page_of(practice(), &format!("/beloften?op={day}"));
        texts(&shown, ".folio-together tbody td:last-child")
            .iter()
            .filter_map(|count| count.split(' ').next()?.parse::<usize>().ok())
            .sum::<usize>()
    };
    assert_eq!(together("2000-01-01"), 0);
    let (then, now) = (together("2023-12-31"), together("2026-11-22"));
    assert!(then > 0 && then < now, "{then} {now}");
}

/// A page says the words that it offers, in its own language, and not those that stand in addresses.
#[test]
fn a_wrong_choice_is_told_in_the_language_of_the_page() {
    use koers_model::text::Lang;
    let told = |address: &str, lang: Lang| {
        let Err(Fault::BadInput(wrong)) = ask(practice(), address) else {
            panic!("{address}")
        };
        wrong.iter().map(|one| one.sentence(lang)).collect::<Vec<_>>()
    };
    assert_eq!(
        told("/dekking?stap=onzin", Lang::Nl),
        ["stap: kies een van: primitieve begroting, begroting na wijziging, verplicht, gerealiseerd"]
    );
    assert_eq!(
        told("/en/dekking?stap=onzin", Lang::En),
        ["stap: choose one of: original budget, amended budget, committed, realised"]
    );
    for address in ["/acties?stand=x", "/besluiten?soort=x&opvolging=y", "/?oordeel=x"] {
        for sentence in told(address, Lang::Nl) {
            assert!(sentence.contains(": kies een van: "), "{sentence}");
            for english in ["proposed", "decision", "open_", "not-due", "on_course"] {
                assert!(!sentence.contains(english), "{sentence}");
            }
        }
    }
}
