#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| koers_fuzz::read(bytes, koers_model::snapshot::Format::CbsOdata4Pages));
