#![no_main]
//! Texts of the log to records: what is read is written as it was read.

use koers_store::{Kind, Record};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for kind in Kind::ALL {
        match Record::decode(*kind, text) {
            Ok(record) => assert_eq!(record.encode().as_deref(), Ok(text)),
            Err(error) => drop(error.to_string()),
        }
    }
});
