//! A thing as a form: it comes back as it was, faults stand at their field, and a row of a command line finds its place.

use super::made;
use super::plain::register;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::form::{Form, PutError, Role, field_name};
use koers_sheet::{Known, Sheet, Target};
use proptest::prelude::*;

/// What a browser sends of a form: every field that is not the form's own, line ends as browsers send them.
fn sent(form: &Form) -> Vec<(String, String)> {
    let mut sent = Vec::new();
    for part in &form.parts {
        for (at, row) in (1..).zip(&part.rows) {
            for (field, text) in part.fields.iter().zip(&row.texts) {
                if field.role != Role::Owner {
                    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
                    sent.push((field_name(part.sheet, at, field.key), lines.replace('\n', "\r\n")));
                }
            }
        }
    }
    sent
}

fn ids(register: &Register, sheet: Sheet) -> Vec<Id> {
    match sheet {
        Sheet::Organisations => register.organisations.keys().cloned().collect(),
        Sheet::Funding => register.funding_sources.keys().cloned().collect(),
        Sheet::Actions => register.actions.keys().cloned().collect(),
        Sheet::Estimates => register.estimates.keys().cloned().collect(),
        Sheet::Findings => register.findings.keys().cloned().collect(),
        Sheet::Decisions => register.decisions.keys().cloned().collect(),
        Sheet::Appraisals => register.appraisals.keys().cloned().collect(),
        Sheet::Overrides => register.overrides.keys().cloned().collect(),
        Sheet::Aid => register.aid.keys().cloned().collect(),
        Sheet::Controls => register.controls.keys().cloned().collect(),
        Sheet::Loans => register.loans.keys().cloned().collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_thing_comes_back_from_its_form(seed in any::<u64>(), dutch in any::<bool>()) {
        let register = made::register(seed, 3);
        let lang = if dutch { Lang::Nl } else { Lang::En };
        for sheet in Sheet::ALL.iter().filter(|sheet| sheet.is_of_things()) {
            for id in ids(&register, *sheet) {
                let mut form = Form::of(*sheet, &id, &register, lang).unwrap();
                let back = sent(&form);
                for part in &mut form.parts {
                    part.add(2);
                }
                match form.filled(&back).read(&register, &Known::nothing()) {
                    Ok(after) => prop_assert_eq!(&after, &register, "{:?} {}", sheet, id),
                    Err(faults) => prop_assert!(false, "{:?} {}: {}", sheet, id, faults[0].sentence(Lang::En)),
                }
            }
        }
    }

    #[test]
    fn whatever_is_sent_never_breaks_a_form(pairs in prop::collection::vec(("(actions|money|evidence|places|requests)\\.[0-9]{1,4}\\.(id|title|amount|north|nr|end|x)", any::<String>()), 0..20)) {
        let register = register();
        let form = Form::of(Sheet::Actions, &made::id("glasvezel"), &register, Lang::Nl).unwrap();
        let _ = form.filled(&pairs).read(&register, &Known::nothing());
        let _ = Form::blank(Sheet::Actions, Lang::En).unwrap().filled(&pairs).read(&register, &Known::nothing());
    }
}

/// The form of an action with other texts in some fields.
fn changed(register: &Register, fields: &[(&str, &str)]) -> Form {
    let form = Form::of(Sheet::Actions, &made::id("glasvezel"), register, Lang::Nl).unwrap();
    let mut all = sent(&form);
    for (name, text) in fields {
        all.retain(|(other, _)| other != name);
        all.push(((*name).to_owned(), (*text).to_owned()));
    }
    form.filled(&all)
}

/// What is asked for can be filled in: a field that takes no unknown amount does not offer one, and a part shows its sign.
#[test]
fn what_a_field_asks_for_is_what_it_takes() {
    for (sheet, key, text, wanted) in [
        (
            Sheet::Aid,
            "amount",
            "onbekend",
            "Hier staat de tekst “onbekend”. Vul in: een bedrag in euro; onbekend kan hier niet.",
        ),
        (
            Sheet::Loans,
            "interest",
            "5",
            "Hier staat de tekst “5”. Vul een deel in met het teken %, zoals 5%: van 0% tot 100%.",
        ),
    ] {
        let name = field_name(sheet, 1, key);
        let form = Form::blank(sheet, Lang::Nl).unwrap();
        let form = form.filled(&[(name.clone(), text.to_owned())]);
        let faults = form.read(&Register::default(), &Known::nothing()).unwrap_err();
        let fault = faults
            .iter()
            .find(|fault| fault.name().as_deref() == Some(&*name));
        assert_eq!(fault.unwrap().sentence(Lang::Nl), wanted);
    }
}

#[test]
fn a_fault_stands_at_its_field() {
    let register = register();
    let mut known = Known::nothing();
    known.add(Target::Outcome, [("banen", "Banen")]);
    let form = changed(
        &register,
        &[
            ("actions.1.stage", "lopend"),
            ("actions.1.from", "1 maart"),
            ("actions.1.serves", "baenn"),
            ("money.2.amount", "1.234"),
            ("money.4.year", "2022"),
            ("requests.1.applicant", ""),
        ],
    );
    let faults = form.read(&register, &known).unwrap_err();
    let names: Vec<String> = faults.iter().filter_map(|fault| fault.name()).collect();
    assert_eq!(
        names,
        [
            "actions.1.stage",
            "actions.1.serves",
            "actions.1.from",
            "requests.1.applicant",
            "money.2.amount",
            "money.4.step",
            "money.4.side",
            "money.4.source",
            "money.4.amount",
        ]
    );
    // A form is no workbook: nobody who fills it in is asked for the id of something on a sheet.
    let said: Vec<String> = faults.iter().map(|fault| fault.sentence(Lang::Nl)).collect();
    assert_eq!(
        said[1],
        "Hier staat de tekst “baenn”. Dat is er niet. Kies een resultaat uit de lijst. Bedoelt u “banen”?"
    );
    assert_eq!(
        said[2],
        "Hier staat de tekst “1 maart”. Vul in: een datum als 2019-12-31."
    );
    assert_eq!(said[3], "Kies een organisatie.");
    assert_eq!(
        said[5],
        "Kies een van: primitieve begroting, begroting na wijziging, verplicht, gerealiseerd."
    );
    assert_eq!(said[8], "Vul een bedrag in euro in, bijvoorbeeld 12.500,00.");
    for sentence in &said {
        assert!(
            !sentence.contains("het id van") && !sentence.contains("blad"),
            "{sentence}"
        );
    }
    assert_eq!(faults[7].sentence(Lang::En), "Choose a funding source.");
}

#[test]
fn lists_grow_shrink_and_give_ids_themselves() {
    let register = register();
    let form = changed(
        &register,
        &[
            ("money.2.end", "eindigt"),
            ("money.4.year", "2022"),
            ("money.4.step", "gerealiseerd"),
            ("money.4.side", "lasten"),
            ("money.4.source", "eigen"),
            ("money.4.amount", "1.234,50"),
            ("money.6.end", "eindigt"),
            ("partners.1.role", "financier"),
            ("requests.1.end", "eindigt"),
        ],
    );
    let after = form.read(&register, &Known::nothing()).unwrap();
    let action = &after.actions[&made::id("glasvezel")];
    let money: Vec<(&str, Amount)> = action
        .money
        .iter()
        .map(|line| (line.id.as_str(), line.amount))
        .collect();
    assert_eq!(
        money,
        [
            ("g2019", Amount::Known(Money::cents(123_450))),
            ("g2021", Amount::Unknown),
            ("money-1", Amount::Known(Money::cents(123_450))),
        ]
    );
    assert_eq!(action.partners[0].role.word(), "funder");
    assert_eq!(action.request, None);
    // Nothing else changed.
    let mut expected = register.clone();
    expected.actions.insert(action.id.clone(), action.clone());
    assert_eq!(after, expected);
}

#[test]
fn a_new_thing_needs_what_is_required_and_its_lists_wait_for_its_id() {
    let register = register();
    let blank = Form::blank(Sheet::Actions, Lang::En).unwrap();
    let said = |pairs: &[(&str, &str)]| {
        let pairs: Vec<(String, String)> = pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        blank.filled(&pairs).read(&register, &Known::nothing())
    };
    let milestone = [("milestones.1.title", "First pole"), ("milestones.1.due", "soon")];
    let faults = said(&milestone).unwrap_err();
    let names: Vec<String> = faults.iter().filter_map(|fault| fault.name()).collect();
    let required = ["id", "kind", "title", "stage", "framework"].map(|key| format!("actions.1.{key}"));
    assert_eq!(
        names,
        [required.as_slice(), &["milestones.1.due".to_owned()]].concat()
    );

    let after = said(&[
        ("actions.1.id", "molenpad"),
        ("actions.1.kind", "project"),
        ("actions.1.title", "Molenpad (verzonnen)"),
        ("actions.1.stage", "proposed"),
        ("actions.1.framework", "koers"),
        ("actions.1.serves", "banen"),
        ("actions.1.serves", "groei"),
        ("milestones.1.title", "Eerste paal"),
        ("milestones.1.due", "2020-02-29"),
    ])
    .unwrap();
    let action = &after.actions[&made::id("molenpad")];
    assert_eq!(action.serves, [made::id("banen"), made::id("groei")]);
    assert_eq!(action.milestones[0].id, made::id("milestones-1"));
}

#[test]
fn a_row_of_a_command_line_finds_its_place() {
    let register = register();
    let put = |sheet, values: &[(&str, &str)]| {
        let values: Vec<(String, String)> = values
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        Form::put(sheet, &values, &register, Lang::En)
    };
    let read = |sheet, values| {
        let placed = put(sheet, values).unwrap();
        placed.form.read(&register, &Known::nothing()).unwrap()
    };
    // One field of a row that is there.
    let after = read(
        Sheet::Money,
        &[("action", "glasvezel"), ("id", "g2020"), ("amount", "7.50")],
    );
    let line = &after.actions[&made::id("glasvezel")].money[1];
    assert_eq!((line.year, line.amount), (2020, Amount::Known(Money::cents(750))));
    // A row of a list that is known by its number, and the end of one.
    let after = read(
        Sheet::Partners,
        &[("action", "glasvezel"), ("nr", "2"), ("end", "ends")],
    );
    assert_eq!(after.actions[&made::id("glasvezel")].partners.len(), 1);
    // A source, of what it is about.
    let source = [
        ("about", "action"),
        ("of", "mkb-fonds"),
        ("title", "Stuk, blz. 3"),
        ("publisher", "Provincie"),
    ];
    assert_eq!(
        read(Sheet::Evidence, &source).actions[&made::id("mkb-fonds")]
            .evidence
            .len(),
        1
    );
    // Something new.
    let new = [("id", "nieuw"), ("name", "Nieuw (verzonnen)"), ("kind", "firm")];
    assert!(
        read(Sheet::Organisations, &new)
            .organisations
            .contains_key(&made::id("nieuw"))
    );

    let unknown = put(Sheet::Money, &[("action", "glasvezel"), ("amout", "1")]).unwrap_err();
    assert!(matches!(&unknown, PutError::NotAKey { near, .. } if near == &["amount"]));
    assert!(unknown.say().nl.contains("source"));
    assert!(matches!(
        put(Sheet::Money, &[("amount", "1")]),
        Err(PutError::NoOwner { .. })
    ));
    assert!(matches!(
        put(Sheet::Money, &[("action", "nergens")]),
        Err(PutError::Nowhere { .. })
    ));
    assert!(matches!(
        put(Sheet::Organisations, &[("id", "a"), ("id", "b")]),
        Err(PutError::Twice { .. })
    ));
}
