//! Entering on a real server: who may, what a form does, and that it comes back as it was.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod site;

use koers_model::id::Id;
use koers_sheet::{Namers, Sheet};
use koers_store::{Change, Kind, Record};
use koers_web::pages::entry::{ROUTES, Sort};
use scraper::Html;
use site::workspace::{FORM, Pairs, Workspace, fields, form, page, send, send_with, set};
use site::{all, text, texts};

#[test]
fn every_record_of_the_example_comes_back_from_its_page() {
    let workspace = Workspace::new();
    let server = workspace.served(|_| {});
    let before = workspace.register();
    let mut seen = 0;
    for record in Record::all(&before) {
        // One of every kind whole, and of the actions one in six: each is a page.
        seen += 1;
        if record.kind() == Kind::Action && seen % 6 != 0
            || record.kind() == Kind::Organisation && seen % 9 != 0
        {
            continue;
        }
        let sort = Sort::ALL
            .iter()
            .find(|sort| sort.kind() == record.kind())
            .unwrap();
        let address = format!("/invoeren/{}/{}", sort.word(), record.id());
        let mut pairs = form(&server, &address);
        set(&mut pairs, "waarom", "nagekeken");
        let said = send(&server, &address, &pairs, "bekijken");
        assert_eq!(
            said.status,
            200,
            "{address}: {:?}",
            texts(&page(&said), ".entry-told li")
        );
        let told = texts(&page(&said), ".entry-told").join(" ");
        assert!(
            told.contains("Er verandert niets"),
            "{address}: {:?}",
            texts(&page(&said), ".entry-steps tr")
        );
    }
    assert_eq!(workspace.register(), before);
}

#[test]
fn a_change_is_looked_at_then_kept_and_shown_at_once() {
    let workspace = Workspace::new();
    let server = workspace.served(|_| {});
    let id = workspace.register().actions.keys().next().unwrap().clone();
    let (own, address) = (format!("/acties/{id}"), format!("/invoeren/acties/{id}"));
    let link = format!("a[href=\"{address}\"]");
    assert_eq!(all(&page(&server.get(&own)), &link).len(), 1);
    let events = workspace.store.head().unwrap().seq;

    let mut pairs = form(&server, &address);
    // What turns the direction of reading is refused by its number, and comes back without doing so.
    set(&mut pairs, "waarom", "naam verbeterd");
    set(&mut pairs, "actions.1.title", "\u{202e}gnp.exe");
    let said = send(&server, &address, &pairs, "vastleggen");
    assert_eq!(said.status, 422);
    assert!(
        said.text().contains("het verborgen teken U+202E"),
        "{}",
        said.text()
    );
    assert!(!said.text().contains('\u{202e}'));
    set(&mut pairs, "waarom", "");
    let nasty = "\"><script>alert(1)</script> ${7*7} '; DROP TABLE acties";
    set(&mut pairs, "actions.1.title", nasty);
    set(
        &mut pairs,
        "actions.1.summary",
        "=1+1\r\nEn een tweede regel (verzonnen)",
    );
    // Without a reason nothing is even looked at.
    let said = send(&server, &address, &pairs, "bekijken");
    assert_eq!(said.status, 422);
    assert_eq!(all(&page(&said), "#waarom[aria-invalid=true]").len(), 1);
    assert_eq!(all(&page(&said), ".entry-told a[href=\"#waarom\"]").len(), 1);
    assert!(!said.text().contains("<script>alert"));
    set(&mut pairs, "waarom", "naam verbeterd");

    let said = send(&server, &address, &pairs, "bekijken");
    assert_eq!(said.status, 200);
    assert!(!said.text().contains("<script>alert"));
    let steps = texts(&page(&said), ".entry-steps tbody tr").join("\n");
    assert!(
        steps.contains("alert(1)") && steps.contains("tweede regel"),
        "{steps}"
    );
    assert_eq!(
        workspace.store.head().unwrap().seq,
        events,
        "looking writes nothing"
    );

    // Back to the form and on again: nothing is lost on the way.
    let kept = fields(&page(&said));
    let back = fields(&page(&send(&server, &address, &kept, "wijzigen")));
    let find = |pairs: &Pairs, name: &str| {
        pairs
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, text)| text.clone())
    };
    assert_eq!(find(&back, "actions.1.title").as_deref(), Some(nasty));

    let said = send(&server, &address, &kept, "vastleggen");
    assert_eq!((said.status, said.header("location")), (303, Some(own.as_str())));
    let shown = server.get(&own);
    assert_eq!(shown.header("cache-control"), Some("no-cache"));
    assert_eq!(text(&all(&page(&shown), "h1")[0]), nasty);
    assert!(!shown.text().contains("<script>alert"));
    let action = workspace.register().actions[&id].clone();
    assert_eq!(
        action.summary.unwrap().nl,
        "=1+1\nEn een tweede regel (verzonnen)"
    );
    let event = workspace.store.history(Kind::Action, &id).unwrap().pop().unwrap();
    assert_eq!(
        (event.who.as_str(), event.reason.as_str()),
        ("tester", "naam verbeterd")
    );
    let log = server.get(&format!("/logboek/acties/{id}"));
    assert!(log.text().contains("naam verbeterd") && !log.text().contains("<script>alert"));
}

#[test]
fn faults_stand_at_their_fields_and_values_stay() {
    let workspace = Workspace::new();
    let server = workspace.served(|_| {});
    let address = "/en/invoeren/organisaties";
    let mut pairs = form(&server, address);
    set(&mut pairs, "organisations.1.id", "Met Spatie");
    set(&mut pairs, "organisations.1.name", "Mill (made up)");
    set(&mut pairs, "waarom", "registered");
    let said = send(&server, address, &pairs, "vastleggen");
    assert_eq!(said.status, 422);
    let faulty = page(&said);
    assert!(text(&all(&faulty, "title")[0]).starts_with("Fault: "));
    for name in ["organisations.1.id", "organisations.1.kind"] {
        let field = all(&faulty, &format!("[id=\"{name}\"][aria-invalid=true]"));
        let told = field[0]
            .attr("aria-describedby")
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        assert_eq!(all(&faulty, &format!("[id=\"{told}\"]")).len(), 1, "{name}");
        assert_eq!(
            all(&faulty, &format!(".entry-told a[href=\"#{name}\"]")).len(),
            1,
            "{name}"
        );
    }
    let again = fields(&faulty);
    assert!(again.contains(&("organisations.1.name".to_owned(), "Mill (made up)".to_owned())));
    // An id that is there already is no new one.
    let taken = workspace
        .register()
        .organisations
        .keys()
        .next()
        .unwrap()
        .to_string();
    set(&mut pairs, "organisations.1.id", &taken);
    set(&mut pairs, "organisations.1.kind", "firm");
    assert_eq!(send(&server, address, &pairs, "vastleggen").status, 422);
    set(&mut pairs, "organisations.1.id", "mill");
    let said = send(&server, address, &pairs, "vastleggen");
    assert_eq!(
        (said.status, said.header("location")),
        (303, Some("/en/logboek/organisaties/mill"))
    );
    assert_eq!(server.get("/en/logboek/organisaties/mill").status, 200);
}

#[test]
fn lists_get_rows_and_what_ends_can_be_reopened() {
    let workspace = Workspace::new();
    let server = workspace.served(|_| {});
    let register = workspace.register();
    let namers = Namers::of(&register);
    // What others name does not end.
    let (named, free): (Vec<&Id>, Vec<&Id>) = register
        .actions
        .keys()
        .partition(|id| namers.refusal(Sheet::Actions, id).is_some());
    let (named, id) = (named[0], free[0].clone());
    let end = format!("/invoeren/acties/{named}/einde");
    let mut pairs = form(&server, &end);
    set(&mut pairs, "waarom", "dubbel");
    assert_eq!(send(&server, &end, &pairs, "").status, 200);
    assert_eq!(workspace.register(), register);
    let address = format!("/invoeren/acties/{id}");
    let pairs = form(&server, &address);
    let rows = |page: &Html| all(page, "fieldset[id^=\"milestones.\"]").len();
    let more = page(&send(&server, &address, &pairs, "rijen:milestones"));
    let before = rows(&page(&server.get(&address)));
    assert_eq!(rows(&more), before + 5);
    // The page opens at the first of the new rows.
    let first = all(&more, "[autofocus]");
    let names: Vec<Option<&str>> = first.iter().map(|one| one.value().attr("name")).collect();
    let expected = format!("milestones.{}.id", before + 1);
    assert_eq!(names, [Some(expected.as_str())]);

    let end = format!("{address}/einde");
    let mut pairs = form(&server, &end);
    assert_eq!(send(&server, &end, &pairs, "").status, 422);
    set(&mut pairs, "waarom", "dubbel");
    let said = send(&server, &end, &pairs, "");
    assert_eq!(said.status, 303);
    assert!(!workspace.register().actions.contains_key(&id));
    assert_eq!(server.get(&format!("/acties/{id}")).status, 404);
    assert_eq!(server.get(&address).status, 404);
    // The form of before does not end it twice, nor bring it back unseen.
    assert_eq!(send(&server, &end, &pairs, "").status, 200);
    assert!(!workspace.register().actions.contains_key(&id));
    let mut pairs = form(&server, &end);
    set(&mut pairs, "waarom", "toch niet dubbel");
    assert_eq!(send(&server, &end, &pairs, "").status, 303);
    assert_eq!(server.get(&format!("/acties/{id}")).status, 200);
}

#[test]
fn whoever_comes_second_sees_what_the_first_did() {
    let workspace = Workspace::new();
    let server = workspace.served(|_| {});
    let mut organisation = workspace
        .register()
        .organisations
        .values()
        .next()
        .unwrap()
        .clone();
    let id = organisation.id.clone();
    let address = format!("/invoeren/organisaties/{id}");
    let mut pairs = form(&server, &address);
    set(&mut pairs, "organisations.1.name", "De tweede (verzonnen)");
    set(&mut pairs, "waarom", "tweede");

    organisation.name = "De eerste (verzonnen)".to_owned();
    let seen = workspace
        .store
        .kept()
        .unwrap()
        .version(Kind::Organisation, &id)
        .unwrap();
    workspace.write(&[Change::of(organisation, seen)]);

    let said = send(&server, &address, &pairs, "vastleggen");
    assert_eq!(said.status, 409);
    let both = said.text();
    assert!(both.contains("De eerste (verzonnen)") && both.contains("De tweede (verzonnen)"));
    assert!(both.contains("iemand anders") && both.contains("zo was het"));
    assert_eq!(
        workspace.register().organisations[&id].name,
        "De eerste (verzonnen)"
    );
    // Sent again, after a look at both, the second holds.
    let again = fields(&page(&said));
    assert_eq!(send(&server, &address, &again, "vastleggen").status, 303);
    assert_eq!(
        workspace.register().organisations[&id].name,
        "De tweede (verzonnen)"
    );
}

#[test]
fn the_log_of_all_things_is_newest_first_and_can_be_narrowed() {
    let workspace = Workspace::new();
    let server = workspace.served(|_| {});
    let id = workspace.register().organisations.keys().next().unwrap().clone();
    let address = format!("/invoeren/organisaties/{id}");
    let mut pairs = form(&server, &address);
    set(&mut pairs, "organisations.1.name", "<b>Molen</b> (verzonnen)");
    set(&mut pairs, "waarom", "naam verbeterd");
    assert_eq!(send(&server, &address, &pairs, "vastleggen").status, 303);
    let all_changes = workspace.store.head().unwrap().seq;

    let rows = |page: &Html| texts(page, ".entry-log tbody tr");
    let log = page(&server.get("/logboek"));
    let first = &all(&log, ".entry-log tbody tr")[0];
    let said = text(first);
    for part in [
        "<b>Molen</b> (verzonnen)",
        "organisatie",
        "gewijzigd",
        "tester",
        "naam verbeterd",
        "22 november 2026, 09:00 UTC",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let own = format!("/logboek/organisaties/{id}");
    assert_eq!(
        all(&log, ".entry-log tbody tr:first-child a")[0].attr("href"),
        Some(own.as_str())
    );
    assert_eq!(server.get(&own).status, 200);
    // Every change stands on one page, and on one only.
    let (mut next, mut seen) = (Some("/logboek".to_owned()), Vec::new());
    while let Some(address) = next {
        let page = page(&server.get(&address));
        seen.extend(texts(&page, ".entry-log tbody td:first-child"));
        next = all(&page, "a[rel=next]")
            .first()
            .and_then(|link| link.attr("href"))
            .map(str::to_owned);
    }
    let numbers: Vec<u64> = seen.iter().map(|number| number.parse().unwrap()).collect();
    assert_eq!(numbers, (1..=all_changes).rev().collect::<Vec<u64>>());

    assert_eq!(rows(&page(&server.get("/logboek?wie=tester"))).len(), 1);
    assert_eq!(rows(&page(&server.get("/logboek?wie=niemand"))).len(), 0);
    assert_eq!(
        rows(&page(&server.get("/logboek?dag=2026-11-22&wie=tester"))).len(),
        1
    );
    assert_eq!(rows(&page(&server.get("/logboek?dag=2026-11-21"))).len(), 0);
    let kinds = rows(&page(&server.get("/en/logboek?soort=organisaties&pagina=1")));
    assert!(
        !kinds.is_empty() && kinds.iter().all(|row| row.contains("organisation")),
        "{kinds:?}"
    );
    for wrong in ["soort=iets", "dag=gisteren", "pagina=0", "pagina=9999"] {
        assert_eq!(server.get(&format!("/logboek?{wrong}")).status, 400, "{wrong}");
    }
    // Pages of what is entered lead there.
    for address in ["/invoeren", "/acties", own.as_str()] {
        let leads = page(&server.get(address));
        assert!(!all(&leads, "a[href=\"/logboek\"]").is_empty(), "{address}");
    }
}

#[test]
fn nobody_else_may_write() {
    let workspace = Workspace::new();
    let head = || workspace.store.head().unwrap();
    let before = head();
    let server = workspace.served(|_| {});
    let id = Id::new("provincie-drenthe").unwrap();
    let id = if workspace.register().organisations.contains_key(&id) {
        id
    } else {
        workspace.register().organisations.keys().next().unwrap().clone()
    };
    let address = format!("/invoeren/organisaties/{id}");
    let mut pairs = form(&server, &address);
    set(&mut pairs, "organisations.1.name", "Van elders");
    set(&mut pairs, "waarom", "van elders");
    set(&mut pairs, "doen", "vastleggen");
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (lines, status) in [
        (String::new(), 403),
        (kind.to_owned(), 403),
        (format!("{kind}Sec-Fetch-Site: cross-site\r\n"), 403),
        (format!("{kind}Sec-Fetch-Site: same-site\r\n"), 403),
        (format!("{kind}Origin: https://elders.example\r\n"), 403),
        (format!("{kind}Origin: null\r\n"), 403),
        // For who comes through a proxy there is no form here.
        (format!("{FORM}X-Forwarded-For: 192.0.2.1\r\n"), 405),
        (
            "Content-Type: text/plain\r\nSec-Fetch-Site: same-origin\r\n".to_owned(),
            415,
        ),
        (
            "Content-Type: multipart/form-data; boundary=x\r\nSec-Fetch-Site: same-origin\r\n".to_owned(),
            415,
        ),
    ] {
        assert_eq!(
            send_with(&server, &address, &pairs, &lines).status,
            status,
            "{lines}"
        );
    }
    // Without the token of this process nothing is written, and nothing is lost.
    let mut strange = pairs.clone();
    set(&mut strange, "sleutel", "0");
    let said = send_with(&server, &address, &strange, FORM);
    assert_eq!(said.status, 200);
    assert!(said.text().contains("Van elders"));
    // Nor what is far too large, nor where no form is.
    let large = vec![("waarom".to_owned(), "x".repeat(2 << 20))];
    assert_eq!(send_with(&server, &address, &large, FORM).status, 413);
    for other in ["/", "/acties", "/logboek/organisaties/x", "/invoeren", "/kaart"] {
        assert_eq!(send_with(&server, other, &pairs, FORM).status, 405, "{other}");
    }
    // Whoever comes through a proxy that nobody spoke of is the public: no page leads there, and there is no page.
    let through = |address: &str| server.ask("GET", address, "X-Forwarded-For: 192.0.2.1\r\n");
    assert_eq!(through(&address).status, 404);
    for page in ["/", "/acties", "/staatssteun", "/beloften"] {
        assert!(server.get(page).text().contains("/invoeren"), "{page}");
        let public = through(page);
        assert_eq!(public.status, 200, "{page}");
        assert!(!public.text().contains("/invoeren"), "{page}");
    }
    assert_eq!(head(), before);
    drop(server);

    // For the public, and behind a proxy, these pages are not there at all.
    for public in [
        workspace.served(|settings| settings.staff = false),
        workspace.served(|settings| settings.behind_proxy = true),
        workspace.served(|settings| settings.pen = None),
    ] {
        for route in ROUTES {
            let address = route
                .path
                .replace("{soort}", "organisaties")
                .replace("{id}", id.as_str());
            assert_eq!(public.get(&address).status, 404, "{address}");
            assert_eq!(
                send_with(&public, &address, &pairs, FORM).status,
                405,
                "{address}"
            );
        }
        assert!(!public.get("/").text().contains("/invoeren"));
    }
    assert_eq!(head(), before);
    assert!(workspace.folder.path().exists());
}

#[test]
fn the_form_of_a_test_shows_what_each_row_asks() {
    let workspace = Workspace::new();
    let server = workspace.served(|_| {});
    let shown = page(&server.get("/invoeren/toetsingen?set=koers-2016-2019&version=1"));
    let rows = all(&shown, "fieldset.entry-row:has(.entry-asked)");
    assert_eq!(rows.len(), 5 + 29, "a row for every gate and criterion");
    for row in rows {
        let described = row.value().attr("aria-describedby").unwrap();
        assert!(
            !texts(&shown, &format!("[id=\"{described}\"]"))
                .concat()
                .is_empty()
        );
    }
    // The rule of the ceiling is named with its law, as it holds today.
    let law = texts(&shown, "fieldset[id^=\"gates.\"] .cite").join(" ");
    assert!(
        law.contains("De-minimissteun") && law.contains("2023/2831"),
        "{law}"
    );
    // Each score is described by the steps of its scale, in words.
    let scales = texts(&shown, "[id$=\".schaal\"] li");
    assert!(scales.len() >= 2 * 29, "{scales:?}");
    let score = all(&shown, "[id=\"scores.1.score\"]");
    let described = score.first().and_then(|one| one.value().attr("aria-describedby"));
    assert!(described.is_some_and(|ids| ids.split(' ').any(|id| id == "scores.1.schaal")));
    // What may not stay empty says so in words.
    let reason = texts(&shown, "label[for=\"gates.1.reason\"]").concat();
    assert!(reason.contains("(verplicht)"), "{reason}");
}

#[test]
fn a_decision_chooses_a_plan_of_the_workspace() {
    let workspace = Workspace::of("oefening");
    let server = workspace.served(|_| {});
    let options = |page: &Html| {
        let all = all(page, "select[name=\"decisions.1.selection\"] option");
        let pair = |one: &scraper::ElementRef<'_>| {
            let value = one.attr("value").unwrap().to_owned();
            (value, text(one), one.attr("selected").is_some())
        };
        all.iter().map(pair).collect::<Vec<_>>()
    };
    let own = |value: &str, said: &str, chosen| (value.to_owned(), said.to_owned(), chosen);
    let plan = |chosen| own("ronde-2027", "Ronde 2027-2030 (verzonnen) (ronde-2027)", chosen);
    let blank = options(&page(&server.get("/invoeren/besluiten")));
    assert_eq!(blank, [own("", "(kies)", false), plan(false)]);
    // A plan that is gone stays what it is, and is no fault of who changes something else.
    let mut decision = workspace.register().decisions.values().next().unwrap().clone();
    decision.weighed.selection = Some(Id::new("ronde-2019").unwrap());
    let id = decision.id.clone();
    let seen = workspace.store.kept().unwrap().version(Kind::Decision, &id);
    workspace.write(&[Change::of(decision, seen.unwrap())]);
    let address = format!("/invoeren/besluiten/{id}");
    let shown = page(&server.get(&address));
    let gone = own("ronde-2019", "ronde-2019", true);
    assert_eq!(options(&shown), [own("", "(kies)", false), gone, plan(false)]);
    let mut pairs = fields(&shown);
    set(&mut pairs, "waarom", "naam verbeterd");
    set(&mut pairs, "decisions.1.title", "Andere naam (verzonnen)");
    assert_eq!(send(&server, &address, &pairs, "vastleggen").status, 303);
    let kept = workspace.register().decisions[&id].weighed.selection.clone();
    assert_eq!(kept.unwrap().as_str(), "ronde-2019");
    // Another one that is not there is refused.
    let mut pairs = form(&server, &address);
    set(&mut pairs, "waarom", "ander plan");
    set(&mut pairs, "decisions.1.selection", "ronde-1999");
    let said = send(&server, &address, &pairs, "vastleggen");
    assert_eq!(said.status, 422);
    // Where there is no plan, none can be chosen.
    let bare = Workspace::new();
    let none = options(&page(&bare.served(|_| {}).get("/invoeren/besluiten")));
    assert_eq!(none, [own("", "(kies)", false)]);
}

#[test]
fn what_a_form_says_is_in_names_and_says_what_to_do() {
    let workspace = Workspace::of("oefening");
    let server = workspace.served(|_| {});
    let address = "/invoeren/besluiten";
    let mut pairs = form(&server, address);
    for (name, said) in [
        ("decisions.1.id", "besluit-proef"),
        ("decisions.1.kind", "besluit"),
        ("decisions.1.title", "Proef (verzonnen)"),
        ("decisions.1.on", "2026-11-20"),
        ("decisions.1.selection", "ronde-2027"),
        ("decisions.1.followed", "niet aan de orde"),
        ("subjects.1.action", "fietspont"),
        ("waarom", "proef"),
    ] {
        set(&mut pairs, name, said);
    }
    let told = texts(
        &page(&send(&server, address, &pairs, "bekijken")),
        ".entry-told li",
    );
    assert_eq!(told, ["Door: Kies een organisatie."]);
    set(&mut pairs, "decisions.1.by", "college");
    let looked = page(&send(&server, address, &pairs, "bekijken"));
    let steps = texts(&looked, ".entry-steps tr");
    let register = workspace.register();
    let named = |row: &str| steps.iter().any(|one| one.contains(row));
    assert!(named(&register.organisations["college"].name), "{steps:?}");
    assert!(named(&register.actions["fietspont"].title.nl), "{steps:?}");
    assert!(named("Ronde 2027-2030 (verzonnen)"), "{steps:?}");
    for id in ["college", "fietspont", "ronde-2027", "besluit-proef 1"] {
        let alone = |row: &String| row.split_whitespace().any(|word| word == id);
        assert!(!steps.iter().any(alone), "{id} in {steps:?}");
    }
}

#[test]
fn a_field_that_was_sent_twice_is_refused_and_not_joined() {
    let workspace = Workspace::of("oefening");
    let server = workspace.served(|_| {});
    let register = workspace.register();
    let action = register
        .actions
        .values()
        .find(|one| one.serves.len() > 1)
        .unwrap();
    let address = format!("/invoeren/acties/{}", action.id);
    let mut pairs = form(&server, &address);
    set(&mut pairs, "waarom", "dubbel");
    // What takes several is sent several times.
    assert!(
        pairs
            .iter()
            .filter(|(name, _)| name == "actions.1.serves")
            .count()
            > 1
    );
    assert_eq!(send(&server, &address, &pairs, "bekijken").status, 200);
    for (name, label) in [
        ("actions.1.title", "Naam"),
        ("money.1.amount", "Geld, rij 1, Bedrag"),
        ("waarom", "Waarom"),
        ("versie", "versie"),
    ] {
        let mut twice = pairs.clone();
        twice.push((name.to_owned(), "nog eens".to_owned()));
        let said = send(&server, &address, &twice, "vastleggen");
        assert_eq!(said.status, 400, "{name}");
        let told = texts(&page(&said), "main li").join(" ");
        assert!(
            told.contains(&format!("{label}: is meer dan een keer verstuurd")),
            "{told}"
        );
    }
    let end = format!("{address}/einde");
    let mut pairs = form(&server, &end);
    set(&mut pairs, "waarom", "dubbel");
    pairs.push(("waarom".to_owned(), "nog eens".to_owned()));
    assert_eq!(send(&server, &end, &pairs, "").status, 400);
    assert_eq!(workspace.register(), register);
}
