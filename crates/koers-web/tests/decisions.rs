//! The memory of decisions, small aid and loans.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod site;

use koers_model::id::Id;
use koers_model::portfolio::money::Money;
use koers_model::text::Lang;
use koers_run::world::World as _;
use koers_web::answer::Fault;
use koers_web::site::Site;
use site::{all, ask, page, page_of, practice, text, texts, world_of};
use std::sync::Arc;

#[test]
fn the_memory_stands_newest_first_and_can_be_narrowed() {
    let portfolio = practice().portfolio();
    let memory = portfolio.memory();
    let shown = page_of(practice(), "/besluiten");
    let names = texts(&shown, ".memory-list th[scope=row] a");
    let expected: Vec<&str> = memory.iter().map(|one| one.title.nl.as_str()).collect();
    assert_eq!(names, expected);
    assert!(memory.windows(2).all(|two| two[0].on >= two[1].on));
    let count = |address: &str| all(&page_of(practice(), address), ".memory-list tbody tr").len();
    let motions = memory.iter().filter(|one| one.kind.word() == "motion").count();
    assert!(motions > 0);
    assert_eq!(count("/besluiten?soort=motion"), motions);
    let open = memory.iter().filter(|one| one.followed.word() == "open").count();
    assert!(open > 0);
    assert_eq!(count("/besluiten?opvolging=open"), open);
    for wrong in ["/besluiten?soort=motie", "/besluiten?opvolging=ja"] {
        assert!(
            matches!(ask(practice(), wrong), Err(Fault::BadInput(_))),
            "{wrong}"
        );
    }
}

#[test]
fn a_decision_shows_what_was_weighed_on_its_day() {
    let portfolio = practice().portfolio();
    let mut weighed = 0;
    for decision in portfolio.register().decisions.values() {
        let shown = page_of(practice(), &format!("/besluiten/{}", decision.id));
        // The tests of one proposal at one moment stand together, with who made them.
        let links = all(&shown, "section[aria-labelledby=gewogen] ul a");
        let tests = decision.weighed.appraisals.iter();
        let tests: Vec<_> = tests
            .filter_map(|id| portfolio.register().appraisals.get(id))
            .collect();
        let together: std::collections::BTreeSet<_> = tests
            .iter()
            .map(|one| (&one.proposal, &one.set, one.version, one.moment.word()))
            .collect();
        assert_eq!(links.len(), together.len(), "{}", decision.id);
        let said = texts(&shown, "section[aria-labelledby=gewogen] ul li").join(" ");
        for test in &tests {
            assert!(
                said.contains(&koers_report::date::date(test.made, Lang::Nl)),
                "{}",
                test.id
            );
        }
        for link in &links {
            let to = link.attr("href").unwrap();
            assert!(to.ends_with(&format!("/toets?besluit={}", decision.id)), "{to}");
            let test = page_of(practice(), to);
            assert!(all(&test, ".controls").is_empty(), "{to}");
            weighed += 1;
        }
        assert_eq!(
            decision.weighed.selection.is_some(),
            texts(&shown, "h3").contains(&"Keuze".to_owned()),
            "{}",
            decision.id
        );
    }
    assert!(weighed > 0);
    let over = page_of(practice(), "/besluiten/besluit-oven-dekking");
    assert!(texts(&over, "h2").contains(&"Anders dan de toets".to_owned()));
    assert!(matches!(
        ask(practice(), "/besluiten/er-niet"),
        Err(Fault::NotFound { .. })
    ));
}

#[test]
fn what_was_weighed_is_answered_with_the_register_of_that_day() {
    let now = practice().portfolio();
    let decisions = &now.register().decisions;
    let weighed = |one: &&koers_model::portfolio::decision::Decision| one.weighed.selection.is_some();
    let decision = decisions.values().find(weighed).unwrap();
    let plan = decision.weighed.selection.as_ref().unwrap();
    let lay = format!("/keuze/{plan}?besluit={}", decision.id);
    // Where nothing is kept of then, that is said.
    let shown = page_of(practice(), &lay);
    assert!(texts(&shown, ".koers-note")[0].contains("Dit is de stand van nu"));
    assert!(all(&shown, "#anders").is_empty());
    // Since then one proposal more was entered.
    let mut then = now.register().clone();
    let chosen_by = page_of(practice(), &format!("/keuze/{plan}"));
    let left = all(&chosen_by, ".pick-left li a");
    let taken = left[0].attr("href").unwrap().rsplit('/').next().unwrap();
    then.actions.retain(|id, _| id.as_str() != taken);
    let world = |day| world_of("oefening", Vec::new(), |_, text| text).with_register_on(day, then.clone());
    let site = |day| Site::read(Arc::new(world(day)), "http://koers.test").unwrap();
    let known = site(decision.on);
    let shown = page_of(&known, &lay);
    assert!(texts(&shown, ".koers-note")[0].contains("zoals het stond"));
    let count = |shown| texts(shown, ".pick-summary .intro")[0].clone();
    assert_ne!(count(&shown), count(&page_of(&known, &format!("/keuze/{plan}"))));
    // What is entered a day later did not stand there: an empty register is no answer.
    let empty = world_of("oefening", Vec::new(), |_, text| text)
        .with_register_on(decision.on, koers_model::portfolio::register::Register::default());
    let later = Site::read(Arc::new(empty), "http://koers.test").unwrap();
    assert!(texts(&page_of(&later, &lay), ".koers-note")[0].contains("later ingevoerd"));
    assert!(matches!(
        ask(practice(), &format!("/keuze/{plan}?besluit=er-niet")),
        Err(Fault::BadInput(_))
    ));
}

#[test]
fn what_was_weighed_is_shown_along_the_plan_of_that_day() {
    let now = practice().portfolio();
    let decisions = &now.register().decisions;
    let weighed = |one: &&koers_model::portfolio::decision::Decision| one.weighed.selection.is_some();
    let decision = decisions.values().find(weighed).unwrap();
    let plan = decision.weighed.selection.as_ref().unwrap();
    let lay = format!("/keuze/{plan}?besluit={}", decision.id);
    let richer = |name: &str, text: String| match name.starts_with("selections/") {
        true => text.replace("cap: 1250000", "cap: 2250000"),
        false => text,
    };
    let plain = |_: &str, text: String| text;
    let site = |now: &dyn Fn(&str, String) -> String, then: &dyn Fn(&str, String) -> String| {
        let files = world_of("oefening", Vec::new(), then).policy_files().unwrap();
        let world = world_of("oefening", Vec::new(), now)
            .with_register_on(decision.on, practice().portfolio().register().clone())
            .with_policy_on(decision.on, files);
        Site::read(Arc::new(world), "http://koers.test").unwrap()
    };
    let summary =
        |site: &Site, address: &str| texts(&page_of(site, address), ".pick-summary .intro")[0].clone();
    let today = format!("/keuze/{plan}");
    let own = summary(practice(), &today);
    // The plan was made richer afterwards: the choice of then stays what it was, and it is said.
    let edited = site(&richer, &plain);
    let shown = page_of(&edited, &lay);
    assert_eq!(summary(&edited, &lay), own);
    assert_ne!(summary(&edited, &today), own);
    let said = &texts(&shown, ".koers-note")[0];
    assert!(said.contains("sindsdien anders: het plan ronde-2027"), "{said}");
    let shown = page_of(&edited, &format!("/besluiten/{}", decision.id));
    assert!(
        texts(&shown, "main")
            .concat()
            .contains("sindsdien anders: het plan ronde-2027")
    );
    // Where nothing was edited, that is said too.
    let shown = page_of(&site(&plain, &plain), &lay);
    let said = &texts(&shown, ".koers-note")[0];
    assert!(said.contains("zij staan nu nog zo in de werkmap"), "{said}");
    // What this Koers cannot read is not passed over in silence.
    let spoilt = |name: &str, text: String| match name == "koers.yaml" {
        true => text.replace("koers: 1", "koers: 99"),
        false => text,
    };
    let shown = page_of(&site(&plain, &spoilt), &lay);
    let said = &texts(&shown, ".koers-note")[0];
    assert!(said.contains("vindt er fouten in"), "{said}");
}

#[test]
fn a_test_that_was_weighed_is_shown_as_it_stood_that_day() {
    let now = practice().portfolio();
    let decisions = now.register().decisions.values();
    let mut weighed = decisions.filter_map(|one| Some((one, one.weighed.appraisals.first()?)));
    let (decision, id) = weighed.next().unwrap();
    let test = &now.register().appraisals[id];
    let path = format!("/acties/{}/toets?besluit={}", test.proposal, decision.id);
    let note = |site: &Site, path: &str| texts(&page_of(site, path), ".koers-note")[0].clone();
    assert!(note(practice(), &path).contains("Dit is de stand van nu"));
    // Since then somebody wrote another reason under a score.
    let mut then = now.register().clone();
    then.appraisals.get_mut(id).unwrap().scores[0].reason = "wat er toen stond".to_owned();
    let site = |register| {
        let world = world_of("oefening", Vec::new(), |_, text| text).with_register_on(decision.on, register);
        Site::read(Arc::new(world), "http://koers.test").unwrap()
    };
    let known = site(then.clone());
    assert!(note(&known, &path).contains("zoals het stond"));
    let says = |path: &str| page_of(&known, path).html().contains("wat er toen stond");
    assert!(says(&path));
    assert!(!says(&format!(
        "/acties/{}/toets?op={}",
        test.proposal, decision.on
    )));
    // Where the proposal did not stand there yet, it was entered later.
    then.actions.retain(|id, _| *id != test.proposal);
    assert!(note(&site(then), &path).contains("later ingevoerd"));
    // A decision that did not weigh it is none of its.
    let others = now.register().decisions.values();
    let other = others
        .filter(|one| {
            !one.weighed
                .appraisals
                .iter()
                .any(|id| now.register().appraisals[id].proposal == test.proposal)
        })
        .map(|one| one.id.to_string())
        .next()
        .unwrap();
    assert!(matches!(
        ask(
            practice(),
            &format!("/acties/{}/toets?besluit={other}", test.proposal)
        ),
        Err(Fault::BadInput(_))
    ));
}

#[test]
fn what_all_tests_come_to_together_is_said_once() {
    let portfolio = practice().portfolio();
    let mut several = 0;
    for decision in portfolio.register().decisions.values() {
        let weighed = &decision.weighed.appraisals;
        let tests: Vec<_> = weighed
            .iter()
            .filter_map(|id| portfolio.register().appraisals.get(id))
            .collect();
        let different: std::collections::BTreeSet<_> = tests
            .iter()
            .map(|one| (&one.proposal, &one.set, one.version, one.moment.word()))
            .collect();
        let shown = page_of(practice(), &format!("/besluiten/{}", decision.id));
        let said = texts(&shown, "section[aria-labelledby=gewogen] ul li");
        let stands = said.iter().filter(|one| one.contains("Alle toetsen samen:"));
        assert_eq!(stands.count(), different.len(), "{}", decision.id);
        several += usize::from(tests.len() > different.len());
    }
    assert!(several > 0);
}

#[test]
fn a_goal_has_its_time_line_in_order_of_day() {
    let portfolio = practice().portfolio();
    let definitions = practice().definitions().unwrap();
    let mut seen = 0;
    for framework in &definitions.frameworks {
        for judged in framework.judged() {
            let id = &judged.element.id;
            let events = portfolio.timeline(&framework.id, id);
            assert!(events.windows(2).all(|two| two[0].day <= two[1].day));
            let shown = page_of(
                practice(),
                &format!("/programmas/{}/resultaten/{id}", framework.id),
            );
            let days: Vec<String> = all(&shown, ".memory-line time")
                .iter()
                .filter_map(|time| time.attr("datetime").map(str::to_owned))
                .collect();
            let expected: Vec<String> = events.iter().map(|event| event.day.to_string()).collect();
            assert_eq!(days, expected, "{id}");
            seen += events.len();
        }
    }
    assert!(seen > 0);
}

#[test]
fn room_under_the_ceiling_is_that_of_the_undertaking_as_a_whole() {
    let shown = page_of(practice(), "/staatssteun?op=2026-10-15");
    let groups = texts(&shown, "main section section");
    let holding = groups.iter().find(|one| one.contains("olding")).unwrap();
    // 180,000 to the daughter and 75,000 to the holding, under 300,000.
    assert!(holding.contains("€ 45.000"), "{holding}");
    assert!(holding.contains("De holding heeft alle stemmen"), "{holding}");
    // Three years after the first grant it no longer counts, and is still there.
    let later = page_of(practice(), "/staatssteun?op=2027-06-03");
    let groups = texts(&later, "main section section");
    let holding = groups.iter().find(|one| one.contains("olding")).unwrap();
    assert!(
        holding.contains("€ 225.000") && holding.contains("nee, te lang geleden"),
        "{holding}"
    );
    // Past the ceiling it says how far.
    let mut more = practice().portfolio().register().clone();
    let mut too_much = more
        .aid
        .values()
        .find(|aid| aid.undertaking.as_str() == "mechanica")
        .unwrap()
        .clone();
    too_much.id = Id::new("steun-te-veel").unwrap();
    too_much.amount = Money::euro(400_000).unwrap();
    too_much.granted = jiff::civil::date(2026, 10, 1);
    more.aid.insert(too_much.id.clone(), too_much);
    let world = world_of("oefening", Vec::new(), |_, text| text).with_register(more);
    let passed = Site::read(Arc::new(world), "http://koers.test").unwrap();
    let groups = texts(&page_of(&passed, "/staatssteun?op=2026-10-15"), "main .aid-room");
    assert!(
        groups
            .iter()
            .any(|one| one.contains("€ 0 (€ 355.000 boven het plafond)")),
        "{groups:?}"
    );
    let none = page("/staatssteun");
    assert!(texts(&none, ".koers-note")[0].contains("nog geen steun"));
}

#[test]
fn what_is_out_of_a_loan_is_unknown_where_a_part_is() {
    let shown = page_of(practice(), "/leningen");
    let rows = all(&shown, ".aid-table tbody tr");
    assert_eq!(rows.len(), practice().portfolio().register().loans.len());
    let cycle = rows
        .iter()
        .map(text)
        .find(|row| row.contains("€ 200.000"))
        .unwrap();
    // 200,000 lent, 45,000 back, 80,000 lost.
    assert!(cycle.contains("€ 75.000"), "{cycle}");
    let known = page("/leningen");
    assert!(texts(&known, ".aid-table tbody td.num").contains(&"onbekend".to_owned()));
    assert!(!texts(&known, ".aid-table td.num").contains(&"€ 0".to_owned()));
}

#[test]
fn a_decision_names_the_gate_that_it_passes_over() {
    let page = page_of(practice(), "/besluiten/besluit-oven-dekking");
    let said = texts(&page, "[aria-labelledby=anders-besloten] li");
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains("Poort ‘Dekking rond’. Het bestuur besloot anders"),
        "{}",
        said[0]
    );
}

#[test]
fn what_was_decided_and_why_stands_before_long_lists_which_are_folded() {
    let portfolio = practice().portfolio();
    let mut folded = 0;
    for decision in portfolio.register().decisions.values() {
        let shown = page_of(practice(), &format!("/besluiten/{}", decision.id));
        let heads = texts(&shown, "main h2");
        let at = |head: &str| heads.iter().position(|one| one == head);
        assert!(at("Waar het over gaat") < at("Wat toen is gewogen"), "{heads:?}");
        if let Some(otherwise) = at("Anders dan de toets") {
            assert_eq!(otherwise, 0, "{heads:?}");
        }
        // A long list is there in full, and folded until it is asked for: that needs no script.
        let tests = all(&shown, "section[aria-labelledby=gewogen] .memory-plain > li").len();
        let folds = all(
            &shown,
            "section[aria-labelledby=gewogen] details:not([open]) .memory-plain > li",
        );
        let many = tests > 5;
        assert_eq!(folds.len(), if many { tests } else { 0 }, "{}", decision.id);
        folded += usize::from(many);
    }
    assert!(folded > 0);
}

/// The gate that a decision passes over was closed when it lay on the table; the decision itself does not count there yet.
#[test]
fn what_was_weighed_is_shown_without_what_the_decision_itself_passed_over() {
    let now = practice().portfolio();
    let decision = now
        .register()
        .decisions
        .values()
        .find(|one| one.id.as_str() == "besluit-oven-dekking")
        .unwrap();
    let world = world_of("oefening", Vec::new(), |_, text| text)
        .with_register_on(decision.on, now.register().clone());
    let site = Site::read(Arc::new(world), "http://koers.test").unwrap();
    let then = page_of(
        &site,
        "/acties/oven-zonder-gas/toets?besluit=besluit-oven-dekking",
    )
    .html();
    let of_now = page_of(&site, "/acties/oven-zonder-gas/toets").html();
    assert!(then.contains("telt dat hier nog niet mee") && !then.contains("de toets zei"));
    assert!(!of_now.contains("telt dat hier nog niet mee") && of_now.contains("de toets zei"));
    let page = page_of(&site, "/besluiten/besluit-oven-dekking");
    assert!(page.html().contains("telt dat hier nog niet mee"));
    assert_eq!(texts(&page, "[aria-labelledby=anders-besloten] li").len(), 1);
}

/// Where decisions are entered, the page of one reminds of the stage that it does not change by itself; nobody else is bothered with it.
#[test]
fn a_decision_reminds_of_the_stage_of_its_proposal() {
    use koers_model::portfolio::action::Stage;
    use koers_store::{Change, Kind};
    let workspace = site::workspace::Workspace::of("oefening");
    let register = workspace.register();
    let decided = register.decisions.values().find_map(|decision| {
        decision.about.iter().find_map(|about| match about {
            koers_model::portfolio::decision::Subject::Action(id) if decision.kind.word() == "decision" => {
                Some((decision.id.clone(), id.clone()))
            }
            _ => None,
        })
    });
    let (decision, action) = decided.unwrap();
    let as_it_stands = |stage: Stage| {
        let mut one = register.actions[&action].clone();
        one.stage = stage;
        let seen = workspace.store.kept().unwrap().version(Kind::Action, &action);
        workspace.write(&[Change::of(one, seen.unwrap())]);
    };
    let told = |server: &site::served::Running| {
        let shown = site::workspace::page(&server.get(&format!("/besluiten/{decision}")));
        let link = format!("a[href=\"/invoeren/acties/{action}\"]");
        (
            texts(&shown, ".entry-ways li").join(" "),
            all(&shown, &link).len(),
        )
    };
    as_it_stands(Stage::Proposed);
    let (said, links) = told(&workspace.served(|_| {}));
    assert!(
        said.contains(
            "staat in het register nog als voorgesteld: een besluit verandert de stand niet vanzelf."
        ),
        "{said}"
    );
    assert_eq!(links, 1);
    // A decision to pass over a gate is about the test: it grants nothing.
    let over = site::workspace::page(&workspace.served(|_| {}).get("/besluiten/besluit-oven-dekking"));
    let oven = &register.actions[&koers_model::id::Id::new("oven-zonder-gas").unwrap()];
    assert_eq!(oven.stage, Stage::Proposed);
    let said = texts(&over, ".entry-ways li").join(" ");
    assert!(!said.contains("staat in het register nog als"), "{said}");
    assert_eq!(told(&workspace.served(|settings| settings.staff = false)).1, 0);
    as_it_stands(Stage::Granted);
    assert_eq!(told(&workspace.served(|_| {})).1, 0);
}

#[test]
fn what_a_decision_fixes_is_not_asked_besides() {
    for address in [
        "/acties/oven-zonder-gas/toets?besluit=besluit-oven-dekking&op=2026-01-01",
        "/keuze/ronde-2027?besluit=er-niet&begroting=2027%3D-10%25",
    ] {
        let Err(Fault::BadInput(wrong)) = ask(practice(), address) else {
            panic!("{address}")
        };
        let said = wrong[0].sentence(koers_model::text::Lang::Nl);
        assert!(said.contains("gaat niet samen met besluit"), "{address}: {said}");
    }
}
