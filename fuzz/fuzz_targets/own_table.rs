#![no_main]

use koers_run::analysis::{Asked, Columns, METHODS, on_own_table};

// A table of one's own, wide and long, asked of every method: an answer or a fault with words in both languages, never a panic.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for method in METHODS {
        for wide in [None, Some("period".to_owned())] {
            let columns = Columns {
                roles: Vec::new(),
                wide,
            };
            let asked = Asked {
                region: Some("A".to_owned()),
                settings: method
                    .settings
                    .iter()
                    .filter(|setting| matches!(setting.word, "draws" | "permutations" | "starts"))
                    .map(|setting| (setting.word.to_owned(), if setting.word == "starts" { "1" } else { "1000" }.to_owned()))
                    .collect(),
                ..Asked::default()
            };
            if let Err(fault) = on_own_table(method, ("fuzz", bytes), &columns, asked) {
                for lang in [koers_model::text::Lang::Nl, koers_model::text::Lang::En] {
                    assert!(!fault.message(lang, |_| String::new()).is_empty());
                }
            }
        }
    }
});
