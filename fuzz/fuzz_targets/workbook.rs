#![no_main]
//! Workbooks and text files to a register. Bytes that begin as a zip file are a workbook; others are the XML of the rows of its sheet of money, in
//! a workbook that is otherwise whole; those after a line `name.csv` are that text file. What is taken over goes out and comes back the same.

use koers_fuzz::workbook::{with_rows, workbook};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{Book, Faults, Import, Known, Making, preview, read_csv, read_xlsx};

fn taken(before: &Register, answer: Result<Import, Faults>) {
    let nothing = Known::nothing();
    match answer {
        Ok(import) => {
            assert!(!preview(before, &import.after, Lang::Nl).say(usize::MAX).is_empty() || *before == import.after);
            let book = Book::of(&import.after, &Making::new(Lang::En)).to_xlsx(&nothing).expect("fits in a workbook");
            let again = read_xlsx(&book, &import.after, &nothing).expect("what was written can be read");
            assert_eq!(again.after, import.after);
        }
        Err(faults) => {
            assert!(!faults.is_empty() && !faults.say(Lang::Nl).is_empty() && !faults.say(Lang::En).is_empty());
        }
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (nothing, empty) = (Known::nothing(), Register::default());
    if bytes.starts_with(b"PK") {
        return taken(&empty, read_xlsx(bytes, &empty, &nothing));
    }
    let text = String::from_utf8_lossy(bytes);
    match text.split_once('\n') {
        Some((name, rest)) if name.ends_with(".csv") => {
            taken(&empty, read_csv(&[(name, rest.as_bytes())], &empty, &nothing));
        }
        _ => {
            let (before, whole) = workbook();
            taken(before, read_xlsx(&with_rows(whole, &text), before, &nothing));
        }
    }
});
