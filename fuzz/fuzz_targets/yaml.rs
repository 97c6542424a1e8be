#![no_main]
//! The first line is the path of a file in a workspace, the rest is what stands in it.

use koers_framework::{SourceFile, check, parse, render};
use koers_model::diagnostic::Severity;
use koers_model::text::Lang;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let path = String::from_utf8_lossy(&bytes[..end]);
    let file = SourceFile { path: path.as_ref().into(), bytes: bytes.get(end + 1..).unwrap_or_default().to_vec() };
    let parsed = parse(&[file]);
    let checked = check(&parsed, &Default::default(), Lang::Nl);
    let errors = checked.diagnostics.iter().any(|found| found.severity == Severity::Error);
    assert_eq!(checked.definitions.is_none(), errors);
    for found in &checked.diagnostics {
        for label in found.primary.iter().chain(&found.secondary) {
            let text = parsed.sources().text(&label.span.file).expect("a file that was read");
            assert!(text.get(label.span.start..label.span.end).is_some(), "{found:?}");
        }
    }
    let _ = render::terminal(&checked.diagnostics, parsed.sources(), render::Look::default());
    let _ = render::sarif(&checked.diagnostics, parsed.sources());
});
