#![no_main]
//! A log that is carried in: it is refused with a line, or every event of it reads and is written again as it was.

use koers_store::carry::read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match read(bytes) {
        Ok(lines) => {
            let mut written = b"{\"koers_log\":1}\n".to_vec();
            for line in &lines {
                // Whether it is an event or not, it says so without a panic.
                let _ = (line.event(), line.rightful_hash());
                serde_json::to_writer(&mut written, line).expect("what was read can be written");
                written.push(b'\n');
            }
            assert_eq!(read(&written[..]).expect("what was written can be read"), lines);
        }
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
});
