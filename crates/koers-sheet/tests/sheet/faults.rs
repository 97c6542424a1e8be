//! Everything that people do to a workbook that cannot be taken over is said with its cell, and nothing is taken over.

use super::bend::{number, part_of, text, with_cell, with_part};
use super::plain::register;
use koers_model::text::Lang;
use koers_sheet::{Book, Faults, Import, Known, Making, Target, Unit, read_csv, read_xlsx};

fn bytes() -> Vec<u8> {
    Book::of(&register(), &Making::new(Lang::Nl))
        .to_xlsx(&Known::nothing())
        .unwrap()
}

fn read(bytes: &[u8]) -> Result<Import, Faults> {
    read_xlsx(bytes, &register(), &Known::nothing())
}

/// The addresses that are wrong.
fn wrong(bytes: &[u8]) -> Vec<String> {
    match read(bytes) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.list().iter().map(|fault| fault.address()).collect(),
    }
}

fn said(bytes: &[u8]) -> String {
    read(bytes).map_or_else(|faults| faults.say(Lang::Nl), |_| String::new())
}

#[test]
fn a_cell_with_the_wrong_sort_of_thing_is_named() {
    let bytes = bytes();
    // Sheet, cell, what is put there, what the sentence holds.
    let cases = [
        ("Geld", "H3", text("veel"), "een bedrag in euro of “onbekend”"),
        (
            "Geld",
            "H3",
            text("1.234,50"),
            "getal dat als tekst is opgeslagen",
        ),
        ("Geld", "H3", text("1234.5"), "getal dat als tekst is opgeslagen"),
        ("Geld", "H3", String::from(">"), "hier staat niets"),
        ("Geld", "H3", number("12.345"), "in hele centen"),
        ("Geld", "H3", number("1E300"), "in hele centen"),
        ("Geld", "H3", " t=\"b\"><v>1</v>".into(), "hier staat WAAR"),
        ("Geld", "H3", " t=\"e\"><v>#REF!</v>".into(), "de fout #REF!"),
        (
            "Geld",
            "H3",
            "><f>1+1</f><v>2</v>".into(),
            "een formule; gevraagd is een bedrag in euro of “onbekend”, als vaste waarde",
        ),
        (
            "Geld",
            "H3",
            " s=\"3\"><v>43831</v>".into(),
            "de datum 2020-01-01",
        ),
        ("Geld", "D3", number("2019.5"), "een heel getal"),
        (
            "Geld",
            "D3",
            number("40000"),
            "een heel getal van 1900 tot en met 2200",
        ),
        (
            "Geld",
            "E3",
            text("primitief"),
            "een van: primitieve begroting, begroting na wijziging",
        ),
        ("Geld", "G3", text("eigne"), "bedoeld is misschien “eigen”"),
        ("Geld", "C3", text("G 1"), "een id"),
        ("Geld", "C3", number("2019"), "het getal 2019"),
        ("Geld", "K3", text("weg"), "niets, of het woord “eindigt”"),
        ("Geld", "A3", text("glasvezl"), "bedoeld is misschien “glasvezel”"),
        (
            "Acties",
            "P3",
            text("1-3-2019"),
            "een datum als datum, niet als tekst",
        ),
        ("Acties", "P3", number("43525"), "geef de cel de opmaak “datum”"),
        (
            "Acties",
            "P3",
            " s=\"3\"><v>43525.5</v>".into(),
            "een datum zonder tijd",
        ),
        ("Acties", "C3", number("5"), "geef de cel de opmaak “tekst”"),
        (
            "Acties",
            "A3",
            text("Glasvezel"),
            "bedoeld is misschien “glasvezel”",
        ),
        (
            "Steun",
            "D3",
            text("onbekend"),
            "een bedrag in euro; onbekend kan hier niet",
        ),
        ("Financiering", "E3", number("1.5"), "een deel van 0% tot 100%"),
        ("Financiering", "E3", number("-0.1"), "een deel van 0% tot 100%"),
        ("Aanvragen", "F3", text("half"), "als 50%; 100%"),
        (
            "Partners",
            "C3",
            text("onbekende"),
            "een organisatie van het blad Organisaties",
        ),
    ];
    for (sheet, cell, content, sentence) in cases {
        let bent = with_cell(&bytes, sheet, cell, &content);
        let said = said(&bent);
        assert!(
            wrong(&bent).contains(&format!("{sheet}!{cell}")),
            "{sheet}!{cell} {content}: {said}"
        );
        assert!(said.contains(sentence), "{sheet}!{cell} {content}: {said}");
    }
}

#[test]
fn capitals_and_blanks_around_words_do_not_matter_and_both_languages_are_read() {
    let mut bytes = bytes();
    for (cell, says) in [("E3", " Amended Budget "), ("F3", "BATEN"), ("G3", " eigen ")] {
        bytes = with_cell(&bytes, "Geld", cell, &text(says));
    }
    let line = &read(&bytes).unwrap().after.actions["glasvezel"].money[0];
    assert_eq!((line.step.word(), line.side.word()), ("amended", "income"));
}

#[test]
fn all_faults_come_at_once_in_the_order_of_the_sheets() {
    let bytes = with_cell(&bytes(), "Geld", "H4", &text("x"));
    let bytes = with_cell(&bytes, "Geld", "D3", &text("x"));
    let bytes = with_cell(&bytes, "Acties", "P4", &text("x"));
    assert_eq!(wrong(&bytes), ["Acties!P4", "Geld!D3", "Geld!H4"]);
}

#[test]
fn ids_come_once_and_rows_belong_to_something() {
    let twice = with_cell(&bytes(), "Geld", "C4", &text("g2019"));
    assert_eq!(wrong(&twice), ["Geld!C4"]);
    assert!(said(&twice).contains("dit staat ook in rij 3"));
    let twice = with_cell(&bytes(), "Acties", "A4", &text("glasvezel"));
    assert_eq!(wrong(&twice), ["Acties!A4"]);
    let twice = with_cell(&bytes(), "Partners", "B4", &number("1"));
    assert_eq!(wrong(&twice), ["Partners!B4"]);
    let nobody = with_cell(&bytes(), "Mijlpalen", "A3", &text("niemand"));
    assert_eq!(wrong(&nobody), ["Mijlpalen!A3"]);
}

#[test]
fn what_is_named_outside_the_register_is_checked_where_it_is_known() {
    let mut known = Known::nothing();
    known.add(Target::Outcome, [("banen", "Banen"), ("mkb", "Bedrijven")]);
    assert!(read_xlsx(&bytes(), &register(), &known).is_ok());
    let bent = with_cell(&bytes(), "Acties", "L3", &text("banen; mbk"));
    let faults = read_xlsx(&bent, &register(), &known).unwrap_err();
    assert_eq!(
        faults.say(Lang::Nl),
        "Acties!L3: hier staat de tekst “mbk”; gevraagd is het id van een resultaat; bedoeld is misschien “mkb”."
    );
    // What stood there before is not a new fault.
    let mut known = Known::nothing();
    known.add(Target::Outcome, [("mkb", "")]);
    assert!(read_xlsx(&bytes(), &register(), &known).is_ok());
    assert!(read_xlsx(&bytes(), &Default::default(), &known).is_err());
}

#[test]
fn euro_and_thousand_euro_are_never_mixed() {
    let thousands = Making {
        unit: Unit::ThousandEuro,
        ..Making::new(Lang::Nl)
    };
    let made = Book::of(&register(), &thousands)
        .to_xlsx(&Known::nothing())
        .unwrap();
    assert_eq!(read(&made).unwrap().after, register());
    // Somebody changes the head, or the explanation, and not the amounts.
    let head = with_cell(&bytes(), "Geld", "H2", &text("Bedrag (duizend euro)"));
    assert_eq!(wrong(&head), ["Geld!H2"]);
    let told = with_cell(&bytes(), "Uitleg", "C3", &text("duizend euro"));
    assert!(wrong(&told).contains(&"Geld!H:H".to_owned()), "{}", said(&told));
    let nonsense = with_cell(&bytes(), "Uitleg", "C3", &text("gulden"));
    assert_eq!(wrong(&nonsense), ["Uitleg!C3"]);
    // Somebody copies a sheet from another book.
    let key = with_cell(&bytes(), "Geld", "H1", &text("money.amount.thousand-euro"));
    let key = with_cell(&key, "Geld", "H2", &text("Bedrag (duizend euro)"));
    assert!(wrong(&key).contains(&"Geld!H:H".to_owned()));
}

#[test]
fn columns_are_known_by_their_keys() {
    let renamed = with_cell(&bytes(), "Geld", "H2", &text("Kosten"));
    assert_eq!(wrong(&renamed), ["Geld!H2"]);
    let missing = with_cell(&bytes(), "Geld", "H1", ">");
    assert!(said(&missing).contains("de kolom “Bedrag” ontbreekt"));
    let wrong_key = with_cell(&bytes(), "Geld", "H1", &text("money.amont.euro"));
    assert!(
        said(&wrong_key).contains("bedoeld is misschien “money.amount.euro”"),
        "{}",
        said(&wrong_key)
    );
    let stray = with_cell(&bytes(), "Geld", "M5", &text("let op"));
    assert_eq!(wrong(&stray), ["Geld!M5"]);
    let head_alone = with_cell(&bytes(), "Geld", "M2", &text("Notities"));
    assert!(read(&head_alone).is_ok());
    // Two columns change places, keys, heads and all: nothing changes.
    let part = part_of(&bytes(), "Geld");
    let swapped = with_part(&bytes(), &part, |xml| {
        let swap = |line: u32, xml: String| {
            let (d, h) = (format!("<c r=\"D{line}\""), format!("<c r=\"H{line}\""));
            xml.replace(&d, "<c r=\"?\"")
                .replace(&h, &d)
                .replace("<c r=\"?\"", &h)
        };
        (1..=5).fold(xml.to_owned(), |xml, line| swap(line, xml))
    });
    assert_eq!(read(&swapped).unwrap().after, register());
    // Only the heads change places.
    let heads = with_cell(&bytes(), "Geld", "D2", &text("Bedrag (euro)"));
    let heads = with_cell(&heads, "Geld", "H2", &text("Jaar"));
    assert_eq!(wrong(&heads), ["Geld!D2", "Geld!H2"]);
}

#[test]
fn merged_cells_are_refused_where_there_are_rows() {
    let part = part_of(&bytes(), "Geld");
    let merge = |range: &str| {
        with_part(&bytes(), &part, |xml| {
            xml.replace(
                "<autoFilter",
                &format!("<mergeCells><mergeCell ref=\"{range}\"/></mergeCells><autoFilter"),
            )
        })
    };
    assert_eq!(wrong(&merge("A3:A4")), ["Geld!A3"]);
    assert!(read(&merge("A2:B2")).is_ok());
}

#[test]
fn hidden_rows_count_and_a_workbook_of_1904_is_refused() {
    let part = part_of(&bytes(), "Geld");
    let hidden = with_part(&bytes(), &part, |xml| {
        xml.replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">")
    });
    let hidden = with_cell(&hidden, "Geld", "H3", &text("x"));
    assert_eq!(wrong(&hidden), ["Geld!H3"]);
    let old = with_part(&bytes(), "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>")
    });
    assert!(said(&old).contains("1904"));
}

#[test]
fn what_is_gone_is_left_alone_and_only_a_word_ends_something() {
    let part = part_of(&bytes(), "Geld");
    let gone = with_part(&bytes(), &part, |xml| {
        let from = xml.find("<row r=\"4\">").unwrap();
        let end = xml[from..].find("</row>").unwrap() + from + 6;
        format!("{}{}", &xml[..from], &xml[end..])
    });
    let import = read(&gone).unwrap();
    assert_eq!(import.after, register());
    assert_eq!(
        import
            .left_alone
            .iter()
            .map(|row| row.key.as_str())
            .collect::<Vec<_>>(),
        ["glasvezel g2020"]
    );

    let ended = with_cell(&bytes(), "Geld", "K4", &text("Eindigt"));
    let import = read(&ended).unwrap();
    assert_eq!(import.ended.len(), 1);
    let years: Vec<i16> = import.after.actions["glasvezel"]
        .money
        .iter()
        .map(|line| line.year)
        .collect();
    assert_eq!(years, [2019, 2021]);

    // An action ends with all that belongs to it.
    let ended = with_cell(&bytes(), "Acties", "R3", &text("eindigt"));
    let import = read(&ended).unwrap();
    assert!(!import.after.actions.contains_key("glasvezel"));
    assert!(import.left_alone.is_empty());

    // What is not there cannot end.
    let ended = with_cell(&ended, "Acties", "A3", &text("niets"));
    assert!(wrong(&ended).contains(&"Acties!R3".to_owned()));

    // A sheet that is gone leaves everything alone.
    let files = Book::of(&register(), &Making::new(Lang::Nl)).to_csv();
    let some: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|(name, _)| name == "actions.csv")
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let import = read_csv(&some, &register(), &Known::nothing()).unwrap();
    assert_eq!(import.after, register());
    assert_eq!(import.missing.len(), 21);
}

#[test]
fn a_new_row_needs_no_number_and_notes_of_ones_own_are_not_read() {
    let mut bent = bytes();
    for (cell, says) in [("A5", "mkb-fonds"), ("C5", "provincie"), ("D5", "trekker")] {
        bent = with_cell(&bent, "Partners", cell, &text(says));
    }
    let import = read(&bent).unwrap();
    assert_eq!(import.after.actions["mkb-fonds"].partners.len(), 1);
    let renamed = with_part(&bytes(), "xl/workbook.xml", |xml| {
        xml.replace("name=\"Geld\"", "name=\"Kopie van Geld\"")
    });
    assert_eq!(read(&renamed).unwrap().after, register());
}

#[test]
fn no_more_than_two_hundred_faults_are_written_out() {
    let part = part_of(&bytes(), "Organisaties");
    let many = with_part(&bytes(), &part, |xml| {
        let rows: String = (10..1010)
            .map(|line| format!("<row r=\"{line}\"><c r=\"B{line}\"><v>1</v></c></row>"))
            .collect();
        xml.replace("</sheetData>", &format!("{rows}</sheetData>"))
    });
    let faults = read(&many).unwrap_err();
    assert_eq!(faults.list().len(), 200);
    assert_eq!(faults.more(), 2800);
}

#[test]
fn text_files_with_semicolons_and_commas_in_numbers_are_read_unless_they_have_two_meanings() {
    let files = Book::of(&register(), &Making::new(Lang::Nl)).to_csv();
    let money = files.iter().find(|(name, _)| name == "money.csv").unwrap();
    let plain = std::str::from_utf8(&money.1).unwrap();
    // As a Dutch spreadsheet saves it: nothing in this file needs quotes but words with blanks.
    let dutch = |amount: &str| {
        let text = plain.replace(',', ";").replace("1234.50", amount);
        [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat()
    };
    let read = |bytes: &[u8]| read_csv(&[("geld.csv", bytes)], &register(), &Known::nothing());
    for amount in ["1234,50", "1.234,50", "1234.50", "1234,5"] {
        assert_eq!(read(&dutch(amount)).unwrap().after, register(), "{amount}");
    }
    let faults = read(&dutch("1.234")).unwrap_err();
    assert_eq!(faults.list()[0].address(), "geld!H2");
    let told = [
        b"sep=;\r\n".as_slice(),
        dutch("1234,50").strip_prefix(b"\xef\xbb\xbf").unwrap(),
    ]
    .concat();
    assert_eq!(read(&told).unwrap().after, register());
    let latin = read(b"money.action\r\n\xe9").unwrap_err();
    assert!(latin.say(Lang::Nl).contains("UTF-8"));
}
