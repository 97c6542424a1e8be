//! What is written is read back as it was: as tables, as a workbook, as text files.

use super::bend::{part_of, parts, text, with_cell};
use super::made::{Dice, register};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{Book, Known, Making, Target, Unit, read_csv, read_xlsx};
use proptest::prelude::*;

/// The sheet of words says in the language of the book what each column lists. It is read by nobody, so a book of before, with the words of
/// files above those columns, comes in as well.
#[test]
fn the_lists_are_headed_in_the_language_of_the_book() {
    let register = super::plain::register();
    let mut known = Known::nothing();
    for target in Target::ALL {
        let of_register = register.actions.values().flat_map(|action| &action.serves);
        known.add(*target, of_register.map(|id| (id.as_str(), "Naam")));
        known.add(*target, [("een-id", "Naam")]);
    }
    for (lang, title) in [(Lang::Nl, "Lijsten"), (Lang::En, "Lists")] {
        let bytes = Book::of(&register, &Making::new(lang)).to_xlsx(&known).unwrap();
        let part = part_of(&bytes, title);
        let (_, xml) = parts(&bytes).into_iter().find(|(name, _)| *name == part).unwrap();
        let (_, first) = xml.split_once("<row r=\"1\"").unwrap();
        let (first, _) = first.split_once("</row>").unwrap();
        for word in ["framework", "aid-rule", "task-field", "criteria-set"] {
            assert!(!first.contains(&format!(">{word}<")), "{word} in {first}");
        }
        let heads = match lang {
            Lang::Nl => ["Beleidsprogramma", "Lijn of thema", "Steunregel"],
            Lang::En => ["Programme of policy", "Line or theme", "Rule on aid"],
        };
        for head in heads {
            assert!(first.contains(&format!(">{head}<")), "{head} in {first}");
        }
        let before = with_cell(&bytes, title, "A1", &text("framework"));
        for bytes in [bytes, before] {
            let read = read_xlsx(&bytes, &Register::default(), &Known::nothing()).unwrap();
            assert_eq!(read.after, register);
            assert_eq!(read.not_read, Vec::<String>::new());
        }
    }
}

fn makings() -> impl Strategy<Value = Making> {
    (
        prop::bool::ANY,
        prop::bool::ANY,
        prop::option::of("[a-z0-9 ]{1,20}"),
    )
        .prop_map(|(dutch, thousands, stamp)| Making {
            lang: if dutch { Lang::Nl } else { Lang::En },
            unit: if thousands { Unit::ThousandEuro } else { Unit::Euro },
            stamp: stamp
                .map(|stamp| stamp.trim().to_owned())
                .filter(|stamp| !stamp.is_empty()),
        })
}

fn files(book: &Book) -> Vec<(String, Vec<u8>)> {
    book.to_csv()
}

fn from_files(files: &[(String, Vec<u8>)], before: &Register) -> Register {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    match read_csv(&files, before, &Known::nothing()) {
        Ok(import) => import.after,
        Err(faults) => panic!("{faults}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_register_comes_back_from_tables_workbooks_and_text_files(seed in any::<u64>(), making in makings()) {
        let register = register(seed, 3);
        let book = Book::of(&register, &making);
        let nothing = Register::default();
        match book.apply(&nothing, &Known::nothing()) {
            Ok(import) => prop_assert_eq!(&import.after, &register),
            Err(faults) => prop_assert!(false, "{}", faults),
        }
        let bytes = book.to_xlsx(&Known::nothing()).unwrap();
        for before in [&nothing, &register] {
            match read_xlsx(&bytes, before, &Known::nothing()) {
                Ok(import) => {
                    prop_assert_eq!(&import.after, &register);
                    prop_assert_eq!(&import.stamp, &making.stamp);
                    prop_assert!(import.left_alone.is_empty() && import.ended.is_empty());
                    prop_assert!(import.missing.is_empty() && import.not_read.is_empty());
                    let again = Book::of(&import.after, &making).to_xlsx(&Known::nothing()).unwrap();
                    prop_assert!(again == bytes, "other bytes the second time");
                }
                Err(faults) => prop_assert!(false, "{}", faults),
            }
        }
        let texts = files(&book);
        prop_assert_eq!(&from_files(&texts, &nothing), &register);
        prop_assert_eq!(&files(&Book::of(&from_files(&texts, &register), &making)), &texts);
    }
}

#[test]
fn ten_thousand_hostile_texts_come_back_and_none_becomes_a_formula() {
    let mut register = Register::default();
    let mut dice = Dice(7);
    for at in 0..10_000 {
        let id = super::made::id(&format!("o-{at}"));
        let organisation = koers_model::portfolio::action::Organisation {
            id: id.clone(),
            name: dice.string(),
            kind: koers_model::portfolio::action::OrganisationKind::Firm,
            register_number: None,
            partner: None,
        };
        register.organisations.insert(id, organisation);
    }
    let book = Book::of(&register, &Making::new(Lang::Nl));
    let bytes = book.to_xlsx(&Known::nothing()).unwrap();
    let import = read_xlsx(&bytes, &Register::default(), &Known::nothing()).unwrap();
    assert_eq!(import.after, register);
    let texts = files(&book);
    assert_eq!(from_files(&texts, &Register::default()), register);
    let organisations = std::str::from_utf8(&texts[0].1).unwrap();
    for (at, cell) in organisations
        .match_indices(',')
        .map(|(at, _)| (at, &organisations[at + 1..]))
    {
        let first = cell.strip_prefix('"').unwrap_or(cell).chars().next();
        // A comma within a text is no beginning of a cell; every row here begins with an id.
        let begins = organisations[..at]
            .rsplit("\r\n")
            .next()
            .is_some_and(|row| row.starts_with("o-") && !row.contains(['"', ',']));
        assert!(
            !begins || !matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r')),
            "{:?}",
            &cell.chars().take(20).collect::<String>()
        );
    }
}
