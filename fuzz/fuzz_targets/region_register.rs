#![no_main]
//! A register of regions from anywhere: regions and changes, or faults with their place.

use koers_model::text::Lang;
use koers_table::register::{Form, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for form in [Form::Tooi, Form::Cbs, Form::Nuts] {
        match read(bytes, form) {
            Ok(register) => {
                for remark in &register.remarks {
                    let _ = (remark.text.get(Lang::Nl), remark.text.get(Lang::En));
                }
                for pair in register.regions.windows(2) {
                    assert!(pair[0].code < pair[1].code);
                }
                for region in &register.regions {
                    let validity = region.validity;
                    assert!(validity.from.zip(validity.to).is_none_or(|(from, to)| from <= to));
                }
            }
            Err(errors) => assert!(!errors.is_empty() && errors.len() <= 51),
        }
    }
});
