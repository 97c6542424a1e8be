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
    let nasty = "\"><script>alert(1)</script> ${7*7} \u{202e}'; DROP TABLE acties";
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
    assert_eq!(rows(&more), rows(&page(&server.get(&address))) + 5);

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
        (format!("{FORM}X-Forwarded-For: 192.0.2.1\r\n"), 403),
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
    assert_eq!(
        server
            .ask("GET", &address, "X-Forwarded-For: 192.0.2.1\r\n")
            .status,
        403
    );
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
