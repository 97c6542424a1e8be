//! What a reader finds, in a small made-up collection.

use koers_model::text::Lang::{self, En, Nl};
use koers_search::{Answer, Document, Field, How, Index, MAX_CHARS, Options};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Region,
    Dataset,
    Indicator,
    Outcome,
}

fn collection() -> Index<Kind> {
    let doc = |key: &str, kind, lang| Document::new(key, kind, lang);
    Index::build(vec![
        doc("PV21", Kind::Region, Nl)
            .with(Field::Code, "PV21")
            .with(Field::Title, "Fryslân"),
        doc("PV22", Kind::Region, Nl)
            .with(Field::Code, "PV22")
            .with(Field::Title, "Drenthe"),
        doc("PV22-en", Kind::Region, En)
            .with(Field::Code, "PV22")
            .with(Field::Title, "Drenthe"),
        doc("banen-tabel", Kind::Dataset, Nl)
            .with(Field::Code, "cbs-83582ned")
            .with(Field::Code, "83582NED")
            .with(Field::Title, "Banen van werknemers in december")
            .with(
                Field::Text,
                "Tabel van het CBS over 2016-2019 voor elke provincie, ook Drenthe (PV22).",
            ),
        doc("banen", Kind::Indicator, Nl)
            .with(Field::Code, "banen")
            .with(Field::Title, "Banen van werknemers")
            .with(
                Field::Text,
                "Alle banen in december. Zelfstandigen (zzp'ers) tellen niet mee.",
            ),
        doc("banen-en", Kind::Indicator, En)
            .with(Field::Code, "banen")
            .with(Field::Title, "Jobs of employees")
            .with(
                Field::Text,
                "All jobs in December. The self-employed are not counted.",
            )
            .with_in(
                Nl,
                Field::Text,
                "Houdt CBS één sector geheim, dan is het totaal niet bekend.",
            ),
        doc("wonen", Kind::Outcome, Nl)
            .with(Field::Title, "De woningbouwopgave is verdeeld")
            .with(
                Field::Text,
                "Elke opgave in Noord-Nederland krijgt een plek, en elke regio ook.",
            )
            .with(Field::Names, "bouw van woningen"),
        doc("arbeid", Kind::Outcome, Nl)
            .with(Field::Title, "Een sterke arbeidsmarkt")
            .with(
                Field::Text,
                "Meer bedrijven in kansrijke sectoren, met coöperaties en werkgelegenheid.",
            ),
        doc("bedrijf", Kind::Outcome, Nl)
            .with(Field::Title, "Groene economie")
            .with(
                Field::Text,
                "Een bedrijf in de groene sector. De economie van morgen is groene energie.",
            ),
    ])
}

fn keys<'a>(answer: &Answer<'a, Kind>) -> Vec<&'a str> {
    answer.hits.iter().map(|hit| hit.document.key.as_str()).collect()
}

#[track_caller]
fn finds(question: &str, expected: &[&str]) {
    let index = collection();
    let answer = index.find(question, &Options::in_lang(Nl));
    assert_eq!(keys(&answer), expected, "{question}");
    assert!(!answer.some_words, "{question}");
}

#[test]
fn capitals_and_diacritics_do_not_matter() {
    finds("fryslan", &["PV21"]);
    finds("FRYSLÂN", &["PV21"]);
    finds("cooperatie", &["arbeid"]);
}

#[test]
fn codes_are_found_and_come_first() {
    finds("pv22", &["PV22", "banen-tabel"]);
    finds("83582NED", &["banen-tabel"]);
    finds("cbs-83582ned", &["banen-tabel"]);
    finds("2016-2019", &["banen-tabel"]);
    finds("banen", &["banen", "banen-tabel"]);
    let index = collection();
    let exact = |question: &str| -> Vec<bool> {
        index
            .find(question, &Options::in_lang(Nl))
            .hits
            .iter()
            .map(|hit| hit.exact)
            .collect()
    };
    assert_eq!(exact("PV22"), [true, false]);
    assert_eq!(exact("CBS 83582NED"), [true]);
    assert_eq!(exact("banen van werknemers"), [false, false]);
}

#[test]
fn forms_and_compounds_are_found() {
    // The word itself comes before another form of it, also in a longer text.
    finds("sector ", &["bedrijf", "arbeid"]);
    finds("bedrijf ", &["bedrijf", "arbeid"]);
    finds("woningbouw ", &["wonen"]);
    finds("opgaven ", &["wonen"]);
    finds("arbeidsmarktregio ", &["arbeid", "wonen"]);
    finds("noordnederland noord-nederland", &["wonen"]);
    finds("zzp'er", &["banen"]);
}

#[test]
fn words_that_only_look_alike_do_not_meet() {
    let index = Index::build(vec![
        Document::new("doen", (), Nl).with(Field::Title, "Gewoon doen"),
        Document::new("wonen", (), Nl).with(Field::Title, "Nieuwe woningen"),
        Document::new("emmen", (), Nl).with(Field::Title, "Emmen"),
        Document::new("ems", (), Nl).with(Field::Title, "Weser-Ems"),
    ]);
    for (question, only) in [
        ("woningen ", "wonen"),
        ("gewoon ", "doen"),
        ("emmen ", "emmen"),
        ("ems ", "ems"),
    ] {
        let found = index.find(question, &Options::in_lang(Nl));
        let keys: Vec<&str> = found.hits.iter().map(|hit| hit.document.key.as_str()).collect();
        assert_eq!(keys, [only], "{question}");
    }
}

#[test]
fn the_last_word_may_be_unfinished() {
    finds("werkgel", &["arbeid"]);
    finds("groene econ", &["bedrijf"]);
    let index = collection();
    assert_eq!(index.find("werkgel ", &Options::in_lang(Nl)).total, 0);
    assert_eq!(
        index.find("econ groene", &Options::in_lang(Nl)).hits[0].missing,
        ["econ"]
    );
}

#[test]
fn phrases_and_exclusions_hold() {
    finds("\"groene economie\"", &["bedrijf"]);
    finds("\"banen van\"", &["banen", "banen-tabel"]);
    finds("banen -tabel", &["banen"]);
    finds("sector -\"groene energie\"", &["arbeid"]);
    let index = collection();
    for nothing in [
        "\"economie groene\"",
        "\"sectoren groene\"",
        "-banen",
        "",
        "   ",
        "\"\"",
        "?!",
    ] {
        let answer = index.find(nothing, &Options::in_lang(Nl));
        assert_eq!((answer.total, answer.hits.len()), (0, 0), "{nothing}");
    }
}

#[test]
fn every_word_is_asked_before_some_will_do() {
    let index = collection();
    let answer = index.find("groene banen en bedrijven", &Options::in_lang(Nl));
    assert!(answer.some_words);
    assert_eq!(answer.hits[0].document.key, "bedrijf");
    assert_eq!(answer.hits[0].missing, ["banen"]);
    assert_eq!(answer.hits[0].matched_words(), ["groene", "bedrijf"]);
    assert_eq!(answer.did_you_mean, None);
}

#[test]
fn languages_and_kinds_are_kept_apart() {
    let index = collection();
    let english = index.find("jobs", &Options::in_lang(En));
    assert_eq!(keys(&english), ["banen-en"]);
    assert_eq!(index.find("jobs", &Options::in_lang(Nl)).total, 0);
    // A text for want of a translation is still read as Dutch.
    assert_eq!(keys(&index.find("sectoren", &Options::in_lang(En))), ["banen-en"]);
    assert_eq!(
        keys(&index.find("drenthe", &Options::default())),
        ["PV22", "PV22-en", "banen-tabel"]
    );

    let options = Options {
        kinds: vec![Kind::Dataset],
        ..Options::in_lang(Nl)
    };
    let answer = index.find("banen", &options);
    assert_eq!((answer.total, keys(&answer)), (1, vec!["banen-tabel"]));
    assert_eq!(answer.by_kind, [(Kind::Dataset, 1), (Kind::Indicator, 1)]);
}

#[test]
fn pages_of_an_answer_follow_each_other() {
    let index = collection();
    let page = |offset| Options {
        limit: 1,
        offset,
        ..Options::in_lang(Nl)
    };
    let first = index.find("banen", &page(0));
    let second = index.find("banen", &page(1));
    assert_eq!((first.total, keys(&first)), (2, vec!["banen"]));
    assert_eq!((second.total, keys(&second)), (2, vec!["banen-tabel"]));
    assert!(index.find("banen", &page(2)).hits.is_empty());
}

#[test]
fn a_slip_is_noticed_only_when_nothing_is_found() {
    let index = collection();
    let meant = |question: &str| index.find(question, &Options::in_lang(Nl)).did_you_mean;
    assert_eq!(meant("werkgelegenhied").as_deref(), Some("werkgelegenheid"));
    assert_eq!(meant("Frylsan").as_deref(), Some("fryslân"));
    assert_eq!(meant("groene ekonomie!").as_deref(), Some("groene economie!"));
    // Known words, codes, short words, and what is in the other language only.
    for question in ["banen", "banen jobs", "PV29", "ban", "employeees"] {
        assert_eq!(meant(question), None, "{question}");
    }
    // Following the advice finds something.
    let advice = meant("bedrjif").unwrap();
    assert!(index.find(&advice, &Options::in_lang(Nl)).total > 0);
}

#[test]
fn passages_show_the_words() {
    let index = collection();
    let answer = index.find("regio opgave", &Options::in_lang(Nl));
    let hit = &answer.hits[0];
    let shown: Vec<String> = hit
        .passages
        .iter()
        .map(|passage| {
            passage
                .pieces()
                .map(|(marked, piece)| {
                    if marked {
                        format!("[{piece}]")
                    } else {
                        piece.into()
                    }
                })
                .collect()
        })
        .collect();
    assert_eq!(
        shown,
        [
            "De [woningbouwopgave] is verdeeld",
            "Elke [opgave] in Noord-Nederland krijgt een plek, en elke [regio] ook."
        ]
    );
    let how: Vec<(&str, &str, How)> = hit
        .matched
        .iter()
        .map(|found| (found.asked.as_str(), found.found.as_str(), found.how))
        .collect();
    assert_eq!(
        how,
        [
            ("regio", "regio", How::Same),
            ("opgave", "woningbouwopgave", How::Part),
            ("opgave", "opgave", How::Same)
        ]
    );
}

#[test]
fn a_long_text_is_shown_around_the_words() {
    let long = format!(
        "{}Hier staat de haven van Delfzijl. {}",
        "Iets anders. ".repeat(100),
        "Nog iets. ".repeat(100)
    );
    let index = Index::build(vec![Document::new("a", (), Nl).with(Field::Text, long)]);
    let answer = index.find("haven delfzijl", &Options::default());
    let passage = &answer.hits[0].passages[0];
    assert!(passage.cut_before() && passage.cut_after());
    let shown: String = passage.pieces().map(|(_, piece)| piece).collect();
    assert!(
        shown.len() < 300 && shown.contains("haven van Delfzijl"),
        "{shown}"
    );
    assert_eq!(passage.marks.len(), 2);
}

#[test]
fn a_proposal_points_at_what_it_touches() {
    let index = collection();
    let text = "Wij willen met bedrijven in de regio werken aan een betere arbeidsmarkt, en aan coöperaties voor energie.";
    let options = Options {
        kinds: vec![Kind::Outcome],
        ..Options::in_lang(Nl)
    };
    let hits = index.touched_by(text, Nl, &options);
    assert_eq!(hits[0].document.key, "arbeid");
    assert_eq!(
        hits[0].matched_words(),
        ["arbeidsmarkt", "coöperaties", "bedrijven"]
    );
    assert!(
        hits.iter()
            .all(|hit| hit.document.kind == Kind::Outcome && hit.missing.is_empty())
    );
    assert!(index.touched_by("", Nl, &options).is_empty());
}

#[test]
fn what_is_not_read_is_said() {
    let index = collection();
    let long = format!("{}banen", " ".repeat(MAX_CHARS));
    let answer = index.find(&long, &Options::in_lang(Nl));
    assert!(answer.cut && answer.total == 0);
    assert!(!index.find("banen", &Options::in_lang(Nl)).cut);
}

#[test]
fn an_empty_collection_answers() {
    let index: Index<u16> = Index::build(Vec::new());
    for lang in [None, Some(Lang::Nl)] {
        let answer = index.find(
            "iets",
            &Options {
                lang,
                ..Options::default()
            },
        );
        assert_eq!((answer.total, answer.did_you_mean), (0, None));
    }
}
