//! Values that make no sense are refused whichever way they come, and what is named does not end.

use super::made::id;
use super::plain::register;
use koers_model::portfolio::action::{Action, Dependency, DependencyKind};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::form::Form;
use koers_sheet::{Known, Namers, Sheet, check};

fn said(bend: impl FnOnce(&mut Action)) -> Vec<String> {
    let mut after = register();
    bend(after.actions.get_mut("glasvezel").unwrap());
    let faults = check(after, &register(), &Known::nothing())
        .err()
        .unwrap_or_default();
    faults.iter().map(|fault| fault.say(Lang::Nl)).collect()
}

#[test]
fn values_without_sense_are_named_with_their_place() {
    assert_eq!(said(|_| ()), Vec::<String>::new());
    let one = |bend: fn(&mut Action), place: &str, wanted: &str| {
        let said = said(bend);
        assert!(
            said.len() == 1 && said[0].starts_with(place) && said[0].contains(wanted),
            "{said:?}"
        );
    };
    one(
        |action| action.money[0].year = 20_270,
        "money glasvezel g2019, year: ",
        "van 1900 tot en met 2200",
    );
    one(
        |action| action.money[1].amount = Amount::Known(Money::cents(-5)),
        "money glasvezel g2020, amount: ",
        "nul of meer",
    );
    one(
        |action| action.to = Some("2019-02-28".parse().unwrap()),
        "actions glasvezel, to: ",
        "niet eerder",
    );
    one(
        |action| action.serves.push(id("banen")),
        "actions glasvezel, serves: ",
        "één keer",
    );
    one(
        |action| {
            action.request.as_mut().unwrap().levels = vec![Share::WHOLE, Share::millionths(1).unwrap()];
        },
        "requests glasvezel, levels: ",
        "oplopende",
    );
    one(
        |action| {
            action.dependencies.push(Dependency {
                on: id("glasvezel"),
                kind: DependencyKind::ALL[0],
            });
        },
        "dependencies glasvezel 1, on: ",
        "een andere actie",
    );
}

#[test]
fn blanks_alone_are_nothing() {
    let refused = said(|action| action.title.nl = "  ".to_owned());
    assert!(
        refused.len() == 1 && refused[0].starts_with("actions glasvezel, title: "),
        "{refused:?}"
    );
    let mut after = register();
    after.actions.get_mut("glasvezel").unwrap().title.en = Some(" \t".to_owned());
    let read = check(after, &register(), &Known::nothing()).unwrap();
    assert_eq!(read.actions["glasvezel"].title.en, None);
}

#[test]
fn what_stood_so_need_not_be_repaired() {
    let mut before = register();
    before.actions.get_mut("glasvezel").unwrap().money[0].year = 0;
    assert_eq!(
        check(before.clone(), &before, &Known::nothing()),
        Ok(before.clone())
    );
    assert!(check(before, &Register::default(), &Known::nothing()).is_err());
}

#[test]
fn who_names_a_thing_is_told() {
    let namers = Namers::of(&register());
    let why = namers.refusal(Sheet::Organisations, &id("molen")).unwrap();
    assert!(
        why.nl.contains("Aanvragen glasvezel") && why.nl.contains("Partners glasvezel 1"),
        "{why:?}"
    );
    assert_eq!(namers.refusal(Sheet::Actions, &id("glasvezel")), None);
}

#[test]
fn every_fault_of_a_row_is_said() {
    let mut form = Form::blank(Sheet::Estimates, Lang::Nl).unwrap();
    let part = form.part_mut(Sheet::Estimates).unwrap();
    for (key, text) in [
        ("id", "e"),
        ("low", "5"),
        ("central", "1"),
        ("high", "2"),
        ("from", "2020"),
        ("to", "2019"),
    ] {
        let at = part.position(key).unwrap();
        text.clone_into(&mut part.rows[0].texts[at]);
    }
    let faults = form.read(&register(), &Known::nothing()).unwrap_err();
    let at = |key: &str| faults.iter().filter(|fault| fault.key == Some(key)).count();
    assert_eq!((at("central"), at("to"), at("method")), (1, 1, 1), "{faults:?}");
}

#[test]
fn an_amount_with_two_meanings_is_told_what_to_write() {
    let mut form = Form::blank(Sheet::Loans, Lang::Nl).unwrap();
    let part = form.part_mut(Sheet::Loans).unwrap();
    let at = part.position("principal").unwrap();
    part.rows[0].texts[at] = "20.000".to_owned();
    let faults = form.read(&register(), &Known::nothing()).unwrap_err();
    let fault = faults
        .iter()
        .find(|fault| fault.key == Some("principal"))
        .unwrap();
    assert!(fault.sentence(Lang::Nl).contains("schrijf 20000"), "{fault:?}");
}
