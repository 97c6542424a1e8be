#![no_main]
//! Lists of tables of publishers.

use koers_source::describe::is_table;
use koers_source::listing::{Catalogue, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for catalogue in [Catalogue::Cbs4, Catalogue::Cbs3, Catalogue::Eurostat] {
        let Ok((tables, _)) = read(catalogue, "https://publisher.example/list", bytes) else {
            continue;
        };
        for table in tables {
            assert!(is_table(&table.table));
            assert!(!table.title.contains('\n') && !table.summary.contains('\n'));
        }
    }
});
