//! An appraisal is held to the version of the set of criteria that it says it was made with.

use super::made::id;
use super::plain::register;
use koers_model::portfolio::appraisal::{Appraisal, GateAnswer, GateResult, Moment, Score};
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use koers_sheet::form::Form;
use koers_sheet::{Book, Known, Making, Sheet, Target, Yardstick, check, read_csv, read_xlsx};

/// A set `meetlat` with a version 1: gate `past`, criterion `blijft` on the scale 0, 1, 2. Gate `mag` and criterion `nieuw` are of another one.
fn known() -> Known {
    let mut known = Known::nothing();
    known.add(Target::CriteriaSet, [("meetlat", "Meetlat")]);
    known.add(Target::Gate, [("past", "Past"), ("mag", "Mag")]);
    known.add(Target::Criterion, [("blijft", "Blijft"), ("nieuw", "Nieuw")]);
    known.hold(
        "meetlat",
        1,
        Yardstick {
            hash: Hash::of(b"meetlat"),
            gates: [id("past")].into(),
            criteria: [(id("blijft"), [0, 1, 2].into())].into(),
        },
    );
    known
}

fn gate(name: &str, answer: GateAnswer) -> GateResult {
    GateResult {
        gate: id(name),
        answer,
        reason: "verzonnen".to_owned(),
    }
}

fn score(criterion: &str, score: u8) -> Score {
    Score {
        criterion: id(criterion),
        score: Some(score),
        reason: "verzonnen".to_owned(),
    }
}

fn with(bend: impl FnOnce(&mut Appraisal)) -> Register {
    let mut register = register();
    let mut appraisal = Appraisal {
        id: id("toets"),
        proposal: id("glasvezel"),
        set: id("meetlat"),
        version: 1,
        set_hash: Hash::of(b"meetlat"),
        moment: Moment::First,
        assessor: "verzonnen".to_owned(),
        made: jiff::civil::date(2020, 1, 1),
        gates: vec![gate("past", GateAnswer::Yes)],
        scores: vec![score("blijft", 2)],
    };
    bend(&mut appraisal);
    register.appraisals.insert(appraisal.id.clone(), appraisal);
    register
}

fn said(bend: impl FnOnce(&mut Appraisal)) -> Vec<String> {
    let faults = check(with(bend), &register(), &known());
    let faults = faults.err().unwrap_or_default();
    faults.iter().map(|fault| fault.say(Lang::Nl)).collect()
}

#[test]
fn what_is_not_of_the_set_is_refused_with_what_is() {
    assert_eq!(said(|_| ()), Vec::<String>::new());
    assert_eq!(
        said(|one| one.scores[0].score = Some(7)),
        [
            "scores toets 1, score: hier staat het getal 7; gevraagd is een stap van de schaal van “blijft”: 0, 1, 2, of “niet te zeggen”."
        ]
    );
    assert_eq!(
        said(|one| one.gates[0].gate = id("mag")),
        [
            "gates toets 1, gate: hier staat de tekst “mag”; gevraagd is een poort van de meetlat “meetlat”, versie 1."
        ]
    );
    assert_eq!(
        said(|one| one.scores[0].criterion = id("nieuw")),
        [
            "scores toets 1, criterion: hier staat de tekst “nieuw”; gevraagd is een criterium van de meetlat “meetlat”, versie 1."
        ]
    );
    assert_eq!(
        said(|one| one.version = 4),
        [
            "appraisals toets, version: hier staat het getal 4; gevraagd is een versie van “meetlat” die er is: 1."
        ]
    );
    // Of a set that nobody told of nothing is said.
    let nothing = check(with(|one| one.version = 4), &register(), &Known::nothing());
    assert!(nothing.is_ok());
}

#[test]
fn a_gate_or_criterion_is_answered_once() {
    let twice = said(|one| one.gates.push(gate("past", GateAnswer::No)));
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(
        twice[0].starts_with("gates toets 2, gate: ") && twice[0].contains("elke poort één keer"),
        "{twice:?}"
    );
    let twice = said(|one| one.scores.push(score("blijft", 0)));
    assert!(
        twice.len() == 1 && twice[0].contains("elk criterium één keer"),
        "{twice:?}"
    );
    // A row that comes beside one of the register.
    let before = with(|_| ());
    let row = "gates.appraisal,gates.nr,gates.gate,gates.answer,gates.reason,gates.end\ntoets,,past,nee,toch niet,\n";
    let faults = read_csv(&[("gates.csv", row.as_bytes())], &before, &known()).unwrap_err();
    assert!(
        faults.say(Lang::Nl).contains("dit staat al in het register"),
        "{faults}"
    );
    // What stood so need not be repaired, and stays as it is.
    let stood = with(|one| one.gates.push(gate("past", GateAnswer::No)));
    assert_eq!(check(stood.clone(), &stood, &known()), Ok(stood));
}

#[test]
fn an_empty_hash_is_that_of_the_set() {
    let whole = with(|_| ());
    let files = Book::of(&whole, &Making::new(Lang::Nl)).to_csv();
    let files: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            (
                name.to_string(),
                text.replace(&Hash::of(b"meetlat").to_string(), " ").into_bytes(),
            )
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), &bytes[..]))
        .collect();
    assert_eq!(read_csv(&files, &register(), &known()).unwrap().after, whole);
    let faults = read_csv(&files, &register(), &Known::nothing()).unwrap_err();
    assert!(
        faults
            .say(Lang::Nl)
            .contains("gevraagd is het controlegetal van de meetlat"),
        "{faults}"
    );

    let mut form = Form::of(Sheet::Appraisals, &id("toets"), &whole, Lang::Nl).unwrap();
    let part = form.part_mut(Sheet::Appraisals).unwrap();
    let at = part.position("set-hash").unwrap();
    assert!(!part.fields[at].required);
    part.rows[0].texts[at].clear();
    assert_eq!(form.read(&register(), &known()).unwrap(), whole);
    // A workbook with the hash itself is read as ever.
    let bytes = Book::of(&whole, &Making::new(Lang::Nl))
        .to_xlsx(&known())
        .unwrap();
    assert_eq!(read_xlsx(&bytes, &register(), &known()).unwrap().after, whole);
}
