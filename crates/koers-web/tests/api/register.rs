//! Actions, promises, decisions and coverage: what the pages say too, without a person in it.

use crate::asking::{get, json, text};
use crate::site::site;
use koers_model::portfolio::action::Stage;
use serde_json::Value;

fn items(list: &Value) -> &Vec<Value> {
    list["items"].as_array().unwrap()
}

#[test]
fn actions_are_those_of_the_register() {
    let portfolio = site().portfolio();
    let actions = &portfolio.register().actions;
    let list = json("/acties?paginaGrootte=1000");
    assert_eq!(list["totaal"], actions.len());
    for (item, action) in items(&list).iter().zip(actions.values()) {
        assert_eq!(item["id"], action.id.as_str());
        let address = item["href"].as_str().unwrap();
        let one = json(address.strip_prefix("http://koers.test/api/v1").unwrap());
        assert_eq!(one["id"], item["id"]);
        assert_eq!(one["lasten"], item["lasten"]);
        assert_eq!(one["geld"].as_array().unwrap().len(), action.money.len());
        let unknown = one["geld"].as_array().unwrap().iter();
        let unknown = unknown.filter(|line| line.get("bedrag").is_none()).count();
        let entered = action.money.iter().filter(|line| line.amount.known().is_none());
        assert_eq!(unknown, entered.count(), "{}", action.id);
    }
    assert_eq!(get("/acties/er-niet").status, 404);
}

#[test]
fn actions_can_be_narrowed() {
    let portfolio = site().portfolio();
    let actions = portfolio.register().actions.values();
    let at = |stage: Stage| actions.clone().filter(move |one| one.stage == stage).count();
    let both = json("/acties?stand=completed,running&paginaGrootte=1000");
    assert_eq!(both["totaal"], at(Stage::Running) + at(Stage::Completed));
    let served = json("/acties?resultaat=ck-werkgelegenheid&paginaGrootte=1000");
    let outcome: &Value = &"ck-werkgelegenheid".into();
    assert!(!items(&served).is_empty());
    for item in items(&served) {
        assert!(item["dient"].as_array().unwrap().contains(outcome));
    }
    for wrong in [
        "lijn=nergens",
        "programma=nergens",
        "resultaat=nergens",
        "stand=loopt",
        // A line of the other programme.
        "programma=akkoord-2019-2023&lijn=arbeidsmarkt",
    ] {
        assert_eq!(get(&format!("/acties?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn lists_come_as_csv_whole() {
    let portfolio = site().portfolio();
    let register = portfolio.register();
    for (address, header, rows) in [
        ("/acties.csv", "id,title,kind,stage,", register.actions.len()),
        ("/beloften.csv", "id,action,outcome,", register.estimates.len()),
    ] {
        let csv = text(&get(address));
        let mut lines = csv.lines();
        assert!(
            lines
                .next()
                .unwrap()
                .trim_start_matches('\u{feff}')
                .starts_with(header),
            "{csv}"
        );
        assert!(lines.count() >= rows, "{address}");
    }
    assert!(text(&get("/dekking.csv?stap=realised")).contains("ck-werkgelegenheid"));
}

#[test]
fn promises_know_the_day() {
    let all = json("/beloften?paginaGrootte=1000");
    let portfolio = site().portfolio();
    assert_eq!(all["totaal"], portfolio.register().estimates.len());
    let due = portfolio.promises(site().today());
    for (item, due) in items(&all).iter().zip(due) {
        assert_eq!(item["id"], due.estimate.id.as_str());
        assert_eq!(item["stand"], due.state.word());
    }
    // Before anything was found nothing is found.
    let early = json("/beloften?op=2015-01-01&paginaGrootte=1000");
    assert!(items(&early).iter().all(|item| item.get("bevinding").is_none()));
    assert_eq!(get("/beloften?actie=er-niet").status, 400);
}

#[test]
fn decisions_come_newest_first() {
    let all = json("/besluiten?paginaGrootte=1000");
    assert_eq!(all["totaal"], site().portfolio().register().decisions.len());
    let days: Vec<&str> = items(&all)
        .iter()
        .map(|item| item["op"].as_str().unwrap())
        .collect();
    assert!(days.is_sorted_by(|one, next| one >= next), "{days:?}");
    let some = json("/besluiten?soort=recommendation");
    assert!(!items(&some).is_empty());
    assert!(items(&some).iter().all(|item| item["soort"] == "recommendation"));
    let of_action = json("/besluiten?actie=breedband");
    let action: &Value = &"breedband".into();
    assert!(!items(&of_action).is_empty());
    for item in items(&of_action) {
        assert!(item["acties"].as_array().unwrap().contains(action));
    }
}

#[test]
fn coverage_has_every_outcome() {
    let all = json("/dekking?paginaGrootte=1000");
    let frameworks = &site().definitions().unwrap().frameworks;
    let outcomes: usize = frameworks.iter().map(|one| one.judged().count()).sum();
    assert_eq!(all["totaal"], outcomes);
    let one = json("/dekking?programma=akkoord-2019-2023&paginaGrootte=1000");
    assert_eq!(one["totaal"], frameworks[1].judged().count());
}

/// Who asks, who estimated and who tested are in no answer; nor is anything named after them.
#[test]
fn no_person_is_given() {
    for address in ["/acties", "/beloften", "/besluiten", "/dekking"] {
        let answer = text(&get(&format!("{address}?paginaGrootte=1000")));
        for key in ["aanvrager", "opsteller", "assessor", "toetser", "auteur"] {
            assert!(!answer.contains(&format!("\"{key}")), "{address}: {key}");
        }
    }
}
