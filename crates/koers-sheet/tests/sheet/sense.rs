//! What makes no sense is refused whichever way it comes, with its cell; what stood there before need not be repaired.

use super::made::id;
use super::plain::register;
use koers_model::portfolio::action::{Organisation, OrganisationKind, Place};
use koers_model::portfolio::appraisal::{Appraisal, GateAnswer, GateResult, Moment, Override};
use koers_model::portfolio::decision::{Control, Decision, DecisionKind, Followed, Loan, Subject, Weighed};
use koers_model::portfolio::estimate::*;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Hash;
use koers_model::text::{Lang, Text};
use koers_model::value::Number;
use koers_sheet::form::Form;
use koers_sheet::{Book, Known, Making, Namers, Sheet, check, read_csv, read_xlsx};

/// The small register with one of everything that can contradict itself, all of it in order.
fn whole() -> Register {
    let mut register = register();
    let day = |text: &str| text.parse().unwrap();
    let euro = |euro| Amount::Known(Money::euro(euro).unwrap());
    let loan = Loan {
        id: id("lening"),
        fund: id("eigen"),
        borrower: id("molen"),
        action: None,
        principal: euro(100_000),
        granted: Some(day("2020-03-01")),
        due: Some(day("2025-03-01")),
        interest: None,
        repaid: euro(60_000),
        written_off: Amount::Unknown,
        evidence: Vec::new(),
    };
    let ten = Range::single(Number::new(10.0).unwrap());
    let estimate = Estimate {
        id: id("belofte"),
        action: id("glasvezel"),
        on: EffectOn::Outcome(id("banen")),
        amount: ten,
        unit: EffectUnit::LabourYears,
        from: 2020,
        to: None,
        incidence: Incidence::Region,
        method: Text::dutch("geteld"),
        assumptions: None,
        author: id("provincie"),
        role: AuthorRole::Province,
        made: day("2019-06-01"),
        grade: EvidenceGrade::Counted,
        due: None,
        claim: Some(Claim {
            shared: id("banen"),
            share: Share::WHOLE,
        }),
    };
    let finding = Finding {
        id: id("bevinding"),
        estimate: id("belofte"),
        amount: Some(ten),
        method: Text::dutch("nageteld"),
        author: id("provincie"),
        role: AuthorRole::Province,
        made: day("2021-01-01"),
        grade: EvidenceGrade::Counted,
    };
    let appraisal = Appraisal {
        id: id("toets"),
        proposal: id("glasvezel"),
        set: id("meetlat"),
        version: 1,
        set_hash: Hash::of(b"meetlat"),
        moment: Moment::First,
        assessor: "Toetser (verzonnen)".to_owned(),
        made: day("2019-06-01"),
        gates: vec![GateResult {
            gate: id("steun"),
            answer: GateAnswer::Yes,
            reason: "het past".to_owned(),
        }],
        scores: Vec::new(),
    };
    let control = Control {
        id: id("wie"),
        parent: id("provincie"),
        child: id("molen"),
        from: day("2019-01-01"),
        to: None,
        reason: "alle aandelen".to_owned(),
    };
    register.loans.insert(id("lening"), loan);
    register.estimates.insert(id("belofte"), estimate);
    register.findings.insert(id("bevinding"), finding);
    register.appraisals.insert(id("toets"), appraisal);
    register.controls.insert(id("wie"), control);
    let action = register.actions.get_mut("glasvezel").unwrap();
    action.places = vec![Place::Point {
        north: 52_990_000,
        east: 6_560_000,
    }];
    register
}

/// What is said of one change of the whole, which is one fault at that place; read back from a workbook and from text files it is refused too.
#[track_caller]
fn refused(bend: impl FnOnce(&mut Register), place: &str, wanted: &str) {
    let mut after = whole();
    bend(&mut after);
    let known = Known::nothing();
    let faults = check(after.clone(), &whole(), &known).unwrap_err();
    let said: Vec<String> = faults.iter().map(|fault| fault.say(Lang::Nl)).collect();
    assert!(
        said.len() == 1 && said[0].starts_with(place) && said[0].contains(wanted),
        "{said:#?}"
    );
    assert_ne!(faults[0].say(Lang::En), said[0]);
    let book = Book::of(&after, &Making::new(Lang::Nl));
    let workbook = book.to_xlsx(&known).unwrap();
    let texts = book.to_csv();
    let texts: Vec<(&str, &[u8])> = texts.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    for faults in [
        read_xlsx(&workbook, &whole(), &known).unwrap_err(),
        read_csv(&texts, &whole(), &known).unwrap_err(),
    ] {
        assert_eq!(faults.list().len(), 1, "{faults}");
        assert!(faults.say(Lang::Nl).contains(wanted), "{}", faults.say(Lang::Nl));
        assert!(faults.list()[0].line.is_some() && faults.list()[0].column.is_some());
    }
    // Where it stood before, it is no fault of whoever changes something else.
    let mut other = after.clone();
    other.organisations.get_mut("molen").unwrap().name = "Een andere naam".to_owned();
    let read = check(other.clone(), &after, &known);
    assert_eq!(read.unwrap().organisations, other.organisations);
    let changed = Book::of(&other, &Making::new(Lang::En)).to_xlsx(&known).unwrap();
    match read_xlsx(&changed, &after, &known) {
        Ok(import) => assert_eq!(import.after, other),
        Err(faults) => panic!("{faults}"),
    }
}

fn loan(register: &mut Register) -> &mut Loan {
    register.loans.get_mut("lening").unwrap()
}

#[test]
fn a_loan_comes_back_for_no_more_than_was_lent_and_not_before() {
    assert_eq!(
        check(whole(), &Register::default(), &Known::nothing()),
        Ok(whole())
    );
    let more = Amount::Known(Money::euro(100_001).unwrap());
    refused(
        |after| loan(after).repaid = more,
        "loans lening, repaid: ",
        "niet meer zijn dan wat is geleend, €\u{a0}100.000",
    );
    refused(
        |after| loan(after).written_off = Amount::Known(Money::euro(40_001).unwrap()),
        "loans lening, written-off: ",
        "niet meer zijn dan wat is geleend",
    );
    refused(
        |after| loan(after).due = Some("2020-02-29".parse().unwrap()),
        "loans lening, due: ",
        "niet eerder dan het verlenen, 2020-03-01",
    );
}

#[test]
fn a_point_lies_on_the_globe() {
    let at = |north, east| {
        move |after: &mut Register| {
            after.actions.get_mut("glasvezel").unwrap().places = vec![Place::Point { north, east }];
        }
    };
    refused(
        at(90_000_001, 0),
        "places glasvezel 1, north: ",
        "graden, van -90 tot 90",
    );
    refused(
        at(0, -180_000_001),
        "places glasvezel 1, east: ",
        "graden, van -180 tot 180",
    );
}

#[test]
fn a_text_that_is_asked_for_says_something() {
    for nothing in ["", "(leeg)", "((empty))"] {
        let reason = move |after: &mut Register| {
            after.controls.get_mut("wie").unwrap().reason = nothing.to_owned();
        };
        refused(reason, "controls wie, reason: ", "kan niet leeg blijven");
    }
    let mut blanks = whole();
    blanks.controls.get_mut("wie").unwrap().reason = " \n".to_owned();
    assert!(check(blanks, &whole(), &Known::nothing()).is_err());
    refused(
        |after| after.appraisals.get_mut("toets").unwrap().gates[0].reason = String::new(),
        "gates toets 1, reason: ",
        "kan niet leeg blijven",
    );
    let typed = |reason: &str| {
        let values =
            [("id", "wie"), ("reason", reason)].map(|(key, value)| (key.to_owned(), value.to_owned()));
        let put = Form::put(Sheet::Controls, &values, &whole(), Lang::Nl).unwrap();
        put.form.read(&whole(), &Known::nothing()).is_err()
    };
    assert!(typed("(leeg)") && typed(" ") && typed("a\u{202e}b") && !typed("de helft"));
}

#[test]
fn a_finding_is_no_older_than_its_promise() {
    let made = |day: &'static str| {
        move |after: &mut Register| {
            after.findings.get_mut("bevinding").unwrap().made = day.parse().unwrap();
        }
    };
    refused(
        made("2019-05-31"),
        "findings bevinding, made: ",
        "niet eerder dan die van de schatting, 2019-06-01",
    );
    refused(
        made("2019-12-31"),
        "findings bevinding, made: ",
        "niet eerder dan 2020, het eerste jaar",
    );
    // Nothing came of it and that was clear before: that can be found early.
    let mut early = whole();
    made("2019-12-31")(&mut early);
    early.findings.get_mut("bevinding").unwrap().amount = Some(Range::single(Number::ZERO));
    assert!(check(early, &whole(), &Known::nothing()).is_ok());
    // Of a promise that is moved, the fault shows on the promise where the finding is not in sight.
    let values =
        [("id", "belofte"), ("made", "2021-01-02")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    let put = Form::put(Sheet::Estimates, &values, &whole(), Lang::Nl).unwrap();
    let faults = put.form.read(&whole(), &Known::nothing()).unwrap_err();
    assert_eq!((faults.len(), faults[0].key), (1, Some("made")));
    assert!(
        faults[0]
            .sentence(Lang::Nl)
            .contains("bevinding bevinding, 2021-01-01")
    );
}

#[test]
fn a_part_of_nothing_and_a_hash_of_nothing_are_refused() {
    let none = Share::millionths(0).unwrap();
    refused(
        |after| after.funding_sources.get_mut("eigen").unwrap().rate = Some(none),
        "funding eigen, rate: ",
        "meer dan 0%",
    );
    refused(
        |after| {
            let estimate = after.estimates.get_mut("belofte").unwrap();
            estimate.claim.as_mut().unwrap().share = none;
        },
        "estimates belofte, share: ",
        "meer dan 0%",
    );
    refused(
        |after| {
            let zeros = Hash::from_hex(&"0".repeat(64)).unwrap();
            after.appraisals.get_mut("toets").unwrap().set_hash = zeros;
        },
        "appraisals toets, set-hash: ",
        "geen rij nullen",
    );
}

#[test]
fn nobody_controls_itself() {
    refused(
        |after| {
            let control = Control {
                id: id("moeder"),
                parent: id("molen"),
                child: id("molen"),
                from: "2020-01-01".parse().unwrap(),
                to: None,
                reason: "verzonnen".to_owned(),
            };
            after.controls.insert(id("moeder"), control);
        },
        "controls moeder, child: ",
        "niemand heeft zeggenschap over zichzelf",
    );
}

/// A decision of this day about these actions, and an override that leans on it.
fn passed_over(
    on: &'static str,
    about: &'static [&'static str],
    (gate, made): (Option<&'static str>, &'static str),
) -> impl FnOnce(&mut Register) {
    move |after| {
        let decision = Decision {
            id: id("besluit"),
            kind: DecisionKind::Decision,
            title: Text::dutch("Verzonnen besluit"),
            text: None,
            by: id("provincie"),
            on: on.parse().unwrap(),
            about: about.iter().map(|name| Subject::Action(id(name))).collect(),
            weighed: Weighed::default(),
            followed: Followed::NotDue,
            evidence: Vec::new(),
        };
        let over = Override {
            id: id("ook-zo"),
            proposal: id("glasvezel"),
            gate: gate.map(id),
            answer: GateAnswer::Yes,
            reason: "verzonnen".to_owned(),
            decision: id("besluit"),
            made: made.parse().unwrap(),
        };
        after.decisions.insert(id("besluit"), decision);
        after.overrides.insert(id("ook-zo"), over);
    }
}

#[test]
fn an_override_leans_on_a_decision_about_it_that_knew_the_test() {
    let gate = |made| (Some("steun"), made);
    refused(
        passed_over("2020-01-01", &["mkb-fonds"], gate("2020-01-01")),
        "overrides ook-zo, decision: ",
        "een besluit over glasvezel; dit besluit gaat over mkb-fonds",
    );
    refused(
        passed_over("2019-05-31", &["glasvezel"], gate("2020-01-01")),
        "overrides ook-zo, decision: ",
        "niet eerder dan de toetsing waarvan het afwijkt, toets van 2019-06-01",
    );
    refused(
        passed_over("2020-01-01", &["glasvezel"], gate("2019-12-31")),
        "overrides ook-zo, made: ",
        "niet eerder dan die van het besluit, 2020-01-01",
    );
    refused(
        passed_over("2020-01-01", &["glasvezel"], (None, "2020-01-01")),
        "overrides ook-zo, gate: ",
        "telt alleen een nee",
    );
    let mut right = whole();
    passed_over("2020-01-01", &["glasvezel"], gate("2020-01-01"))(&mut right);
    assert!(check(right, &whole(), &Known::nothing()).is_ok());
}

const STANDS: &str = "blijft staan zoals zij is ingevoerd";

#[test]
fn what_the_board_decided_otherwise_stands_as_it_was_entered() {
    let before = {
        let mut register = whole();
        let passed_over = Override {
            id: id("ook-zo"),
            proposal: id("glasvezel"),
            gate: Some(id("past")),
            answer: GateAnswer::Yes,
            reason: "verzonnen".to_owned(),
            decision: id("besluit"),
            made: "2020-01-01".parse().unwrap(),
        };
        register.overrides.insert(id("ook-zo"), passed_over);
        register
    };
    let row = |reason: &str, end: &str| {
        let head = [
            "id", "proposal", "gate", "answer", "reason", "decision", "made", "end",
        ];
        let head = head.map(|key| format!("overrides.{key}")).join(",");
        let rows = format!("{head}\r\nook-zo,glasvezel,past,ja,{reason},besluit,2020-01-01,{end}\r\n");
        let files: [(&str, &[u8]); 1] = [("overrides.csv", rows.as_bytes())];
        read_csv(&files, &before, &Known::nothing())
    };
    assert_eq!(row("verzonnen", "").unwrap().after, before);
    for refused in [row("iets anders", ""), row("verzonnen", "eindigt")] {
        let said = refused.unwrap_err().say(Lang::Nl);
        assert!(said.contains(STANDS), "{said}");
    }
    let form = Form::of(Sheet::Overrides, &id("ook-zo"), &before, Lang::Nl).unwrap();
    assert_eq!(form.read(&before, &Known::nothing()).unwrap(), before);
    let put = |key: &str, value: &str| {
        let pairs = [("id", "ook-zo"), (key, value)].map(|(key, value)| (key.to_owned(), value.to_owned()));
        let placed = Form::put(Sheet::Overrides, &pairs, &before, Lang::Nl).unwrap();
        placed.form.read(&before, &Known::nothing())
    };
    for (key, value) in [
        ("proposal", "mkb-fonds"),
        ("gate", "anders"),
        ("answer", "nee"),
        ("reason", "iets anders"),
        ("decision", "ander-besluit"),
        ("made", "2020-01-02"),
    ] {
        let faults = put(key, value).unwrap_err();
        let said = faults
            .iter()
            .any(|fault| fault.sentence(Lang::Nl).contains(STANDS));
        assert!(said, "{key}: {faults:?}");
    }
    assert!(
        Namers::of(&before)
            .refusal(Sheet::Overrides, &id("ook-zo"))
            .is_some()
    );
}

fn firm(name: &str) -> impl FnOnce(&mut Register) {
    let organisation = Organisation {
        id: id("nieuw"),
        name: name.to_owned(),
        kind: OrganisationKind::Firm,
        register_number: None,
        partner: None,
    };
    move |after| {
        after.organisations.insert(id("nieuw"), organisation);
    }
}

#[test]
fn what_misleads_is_refused_by_its_number() {
    for (letter, number) in [
        ('\0', "U+0000"),
        ('\u{1b}', "U+001B"),
        ('\u{7f}', "U+007F"),
        ('\u{9b}', "U+009B"),
        ('\u{202e}', "U+202E"),
        ('\u{2066}', "U+2066"),
    ] {
        refused(
            firm(&format!("a{letter}b")),
            "organisations nieuw, name: ",
            &format!("“a[{number}]b”; gevraagd is tekst zonder het verborgen teken {number}"),
        );
    }
    let mut lines = whole();
    lines.controls.get_mut("wie").unwrap().reason = "een\n\ttwee\r\ndrie".to_owned();
    assert_eq!(check(lines.clone(), &whole(), &Known::nothing()), Ok(lines));
}

#[test]
fn a_text_longer_than_anybody_reads_is_refused() {
    refused(
        firm(&"é".repeat(501)),
        "organisations nieuw, name: ",
        "hoogstens 500 tekens; deze heeft er 501",
    );
    refused(
        |after| after.controls.get_mut("wie").unwrap().reason = "x".repeat(20_001),
        "controls wie, reason: ",
        "hoogstens 20000 tekens; deze heeft er 20001",
    );
}

#[test]
fn a_register_with_a_text_that_no_cell_holds_still_gives_a_workbook() {
    let mut old = whole();
    firm(&"ë".repeat(900_000))(&mut old);
    let known = Known::nothing();
    let workbook = Book::of(&old, &Making::new(Lang::En)).to_xlsx(&known).unwrap();
    let import = read_xlsx(&workbook, &old, &known).unwrap();
    assert_eq!(import.after, old);
    // Anywhere else the cut text is too long: nobody takes it for the whole one.
    let faults = read_xlsx(&workbook, &whole(), &known).unwrap_err();
    let said = faults.say(Lang::Nl);
    assert!(
        said.contains("hoogstens 500 tekens") && said.contains("Organisations!B"),
        "{said}"
    );
}
