#![no_main]
//! A whole register as one text: what is read is written, and read again the same.

use koers_store::exchange::{read, write};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match read(text) {
        Ok(register) => {
            let written = write(&register).expect("what was read can be written");
            assert_eq!(read(&written).expect("what was written can be read"), register);
        }
        Err(faults) => {
            assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.to_string().is_empty()));
        }
    }
});
