#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = koers_table::cache::coverage_from_parquet(bytes);
    if let Ok(cube) = koers_table::cache::from_parquet(bytes) {
        let again = koers_table::cache::to_parquet(&cube).expect("a cube that was read can be written");
        assert_eq!(koers_table::cache::from_parquet(&again).expect("and read"), cube);
    }
});
