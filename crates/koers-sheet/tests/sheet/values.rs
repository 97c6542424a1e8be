//! Values that make no sense are refused whichever way they come, and what is named does not end.

use super::made::id;
use super::plain::register;
use koers_model::portfolio::action::{Action, Dependency, DependencyKind};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{Known, Namers, Sheet, check};

fn said(bend: impl FnOnce(&mut Action)) -> Vec<String> {
    let mut after = register();
    bend(after.actions.get_mut("glasvezel").unwrap());
    check(&after, &register(), &Known::nothing())
        .iter()
        .map(|fault| fault.say(Lang::Nl))
        .collect()
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
fn what_stood_so_need_not_be_repaired() {
    let mut before = register();
    before.actions.get_mut("glasvezel").unwrap().money[0].year = 0;
    assert!(check(&before, &before, &Known::nothing()).is_empty());
    assert!(!check(&before, &Register::default(), &Known::nothing()).is_empty());
}

#[test]
fn who_names_a_thing_is_told() {
    let namers = Namers::of(&register());
    let why = namers.refusal(Sheet::Organisations, &id("molen")).unwrap();
    assert!(
        why.nl.contains("aanvragen glasvezel") && why.nl.contains("partners glasvezel 1"),
        "{why:?}"
    );
    assert_eq!(namers.refusal(Sheet::Actions, &id("glasvezel")), None);
}
