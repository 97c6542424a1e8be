//! What will change is said in words, in both languages, and nothing else is.

use super::made;
use super::plain::register;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use koers_sheet::{Book, Known, Making, Names, Target, What, preview, preview_by_name};
use proptest::prelude::*;

#[test]
fn changes_are_said_field_by_field() {
    let before = register();
    let mut after = before.clone();
    let action = after.actions.get_mut("glasvezel").unwrap();
    action.title = Text::both("Glas voor allen", "Fibre for all");
    action.to = Some("2022-12-31".parse().unwrap());
    action.money[0].amount = Amount::Unknown;
    action.money[2].amount = Amount::Known(Money::cents(50));
    action.money.remove(1);
    action.partners.remove(0);
    after.organisations.remove("molen");
    assert_eq!(
        preview(&before, &after, Lang::Nl).say(usize::MAX),
        "0 nieuw, 3 gewijzigd, 3 beëindigd

Organisaties: 1 beëindigd
  molen (molen (verzonnen)): beëindigd

Acties: 1 gewijzigd
  glasvezel (Glas voor allen): gewijzigd
    Naam: glasvezel → Glas voor allen
    Naam (Engels): glasvezel → Fibre for all
    Laatste dag: (niet ingevuld) → 2022-12-31

Partners: 1 beëindigd
  glasvezel 1: beëindigd

Geld: 2 gewijzigd, 1 beëindigd
  glasvezel g2019: gewijzigd
    Bedrag: € 1.234,50 → onbekend
  glasvezel g2020: beëindigd
  glasvezel g2021: gewijzigd
    Bedrag: onbekend → € 0,50
"
    );
    let english = preview(&before, &after, Lang::En).say(usize::MAX);
    assert!(english.contains("Amount: €1,234.50 → unknown"), "{english}");
    assert!(
        english.contains("Last day: (not filled in) → 2022-12-31"),
        "{english}"
    );
}

#[test]
fn a_form_says_names_where_a_workbook_has_ids() {
    let before = register();
    let mut after = before.clone();
    let action = after.actions.get_mut("glasvezel").unwrap();
    action.serves.clear();
    let mut line = action.money[0].clone();
    line.id = Id::new("g2022").unwrap();
    action.money.push(line);
    let mut known = Known::nothing();
    known.add(
        Target::Outcome,
        before.actions["glasvezel"]
            .serves
            .iter()
            .map(|id| (id.as_str(), "Snel internet")),
    );
    let names = Names::of(&[&before, &after], &known, Lang::Nl);
    let steps = preview_by_name(&before, &after, &names).steps;
    let What::Changed(changes) = &steps[0].what else {
        panic!("{steps:?}")
    };
    assert_eq!(changes[0].head, "Dient de resultaten");
    assert!(changes[0].before.starts_with("Snel internet"), "{changes:?}");
    let What::New(fields) = &steps[1].what else {
        panic!("{steps:?}")
    };
    assert_eq!(steps[1].name.as_deref(), Some("g2022"));
    let source = &before.funding_sources[&before.actions["glasvezel"].money[0].source];
    let said = fields.iter().find(|(head, _)| *head == "Financieringsbron");
    assert_eq!(
        said.map(|(_, said)| said.as_str()),
        Some(source.title.nl.as_str())
    );
    // What it belongs to is the thing of the form.
    assert!(fields.iter().all(|(head, _)| *head != "Actie"), "{fields:?}");
}

#[test]
fn another_order_is_said_as_other_numbers() {
    let before = register();
    let mut after = before.clone();
    after.actions.get_mut("glasvezel").unwrap().partners.reverse();
    let said = preview(&before, &after, Lang::Nl).say(usize::MAX);
    assert_eq!(said.matches("Nr: ").count(), 2, "{said}");
}

#[test]
fn of_many_rows_the_first_are_said_and_the_rest_is_counted() {
    let made = preview(&Register::default(), &register(), Lang::En);
    let all = made.say(usize::MAX);
    assert!(!all.contains("rows more"), "{all}");
    let rows = made.steps.len();
    let some = made.say(rows - 2);
    assert!(some.ends_with("\nand 2 rows more\n"), "{some}");
    assert_eq!(some.lines().next(), all.lines().next());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_preview_is_empty_exactly_when_nothing_changes(one in any::<u64>(), other in any::<u64>()) {
        let (one, other) = (made::register(one, 2), made::register(other, 2));
        prop_assert!(preview(&one, &one, Lang::Nl).is_empty());
        prop_assert_eq!(preview(&one, &other, Lang::Nl).is_empty(), one == other);
        prop_assert_eq!(preview(&one, &other, Lang::Nl), preview(&one, &other, Lang::Nl));
        for lang in [Lang::Nl, Lang::En] {
            let said = preview(&one, &other, lang).say(usize::MAX);
            let harmless = said.chars().all(|c| c == '\n' || !c.is_control());
            prop_assert!(harmless, "control characters in what is said");
        }
    }

    #[test]
    fn a_book_entered_into_another_register_ends_nothing(one in any::<u64>(), other in any::<u64>()) {
        let (mut before, other) = (made::register(one, 2), made::register(other, 2));
        // What stands forever is refused where it differs, and that is tried elsewhere.
        before.overrides.clear();
        let book = Book::of(&other, &Making::new(Lang::En));
        if let Ok(import) = book.apply(&before, &Known::nothing()) {
            prop_assert!(import.ended.is_empty());
            for (id, action) in &before.actions {
                let after = &import.after.actions[id];
                prop_assert!(after.money.len() >= action.money.len());
                prop_assert!(after.partners.len() >= action.partners.len());
            }
            prop_assert!(before.loans.keys().all(|id| import.after.loans.contains_key(id)));
        }
    }
}
