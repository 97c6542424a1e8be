#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = koers_table::sniff(bytes);
    let _ = koers_table::stamp(bytes);
});
