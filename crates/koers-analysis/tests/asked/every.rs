use koers_analysis::METHODS;
use koers_analysis::frame::Need;
use koers_analysis::setting::Kind;
use koers_analysis::{Settings, method};
use std::collections::BTreeSet;

/// What is said of a method must be there, and a setting must take what it is when nobody says.
#[test]
fn every_method_is_whole() {
    let mut ids = BTreeSet::new();
    for one in METHODS {
        assert!(ids.insert(one.id), "{} stands twice", one.id);
        assert_eq!(method(one.id).unwrap().id, one.id);
        for words in [one.title, one.asks] {
            assert!(!words.0.is_empty() && !words.1.is_empty(), "{}", one.id);
        }
        assert!(
            one.asks.0.ends_with('?') && one.asks.1.ends_with('?'),
            "{}",
            one.id
        );
        assert!(
            one.roles.iter().any(|(_, need)| *need == Need::Must),
            "{}",
            one.id
        );
        let page = format!(
            "{}/../../docs/methods/economics/{}",
            env!("CARGO_MANIFEST_DIR"),
            one.page
        );
        assert!(
            std::path::Path::new(&page).is_file(),
            "{}: there is no {page}",
            one.id
        );
        let mut words = BTreeSet::new();
        for setting in one.settings {
            assert!(
                words.insert(setting.word),
                "{}: {} stands twice",
                one.id,
                setting.word
            );
            if let Some(otherwise) = setting.otherwise {
                let set = [(setting.word.to_owned(), otherwise.to_owned())];
                Settings::new(one.settings, set).unwrap_or_else(|_| panic!("{}: {}", one.id, setting.word));
            }
            if let Kind::Choice(choices) = setting.kind {
                assert!(choices.len() > 1, "{}: {}", one.id, setting.word);
            }
        }
    }
}

/// Sentences have as many places as slots in both languages: a place without a slot would be seen by readers.
#[test]
fn every_sentence_of_the_methods_has_its_slots() {
    let root = format!("{}/src/methods", env!("CARGO_MANIFEST_DIR"));
    let mut pairs = 0;
    for family in std::fs::read_dir(&root).unwrap().flatten() {
        let Ok(files) = std::fs::read_dir(family.path()) else {
            continue;
        };
        for file in files.flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap();
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            let sentence = |line: &str| line.starts_with('"') && line.ends_with("\",") && line.contains('{');
            for pair in lines
                .windows(2)
                .filter(|pair| pair.iter().all(|line| sentence(line)))
            {
                let places = |text: &str| -> BTreeSet<char> {
                    text.match_indices('{')
                        .filter_map(|(at, _)| text[at + 1..].chars().next())
                        .collect()
                };
                assert_eq!(
                    places(pair[0]),
                    places(pair[1]),
                    "{}: {}",
                    file.path().display(),
                    pair[0]
                );
                pairs += 1;
            }
        }
    }
    assert!(pairs > 30, "only {pairs} pairs were read");
}
