//! Every package that is linked has a licence that fits EUPL-1.2.

use std::path::Path;
use std::process::Command;

/// Permissive licences, by SPDX name. Copyleft other than our own is not linked without a decision record.
const ALLOWED: [&str; 16] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression can be met with allowed licences only: one side of every `OR`, both of every `AND`.
fn fits(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // `AND` binds tighter than `OR`; brackets in the expressions met so far only group `OR` inside `AND`.
    let any = |part: &str| part.split(" OR ").any(|name| ALLOWED.contains(&name.trim()));
    if expression.contains(" AND ") {
        expression.split(" AND ").all(any)
    } else {
        any(&expression)
    }
}

#[test]
fn every_licence_fits() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // Packages for other platforms are not on this machine.
    let told = Command::new("rustc").arg("-vV").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--offline",
            "--locked",
            "--filter-platform",
            host,
        ])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50);
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(fits))
        .map(|package| {
            format!(
                "{} {}: {}",
                package["name"], package["version"], package["license"]
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn expressions_are_read() {
    assert!(
        fits("MIT OR GPL-3.0-only") && fits("MIT/Apache-2.0") && fits("(MIT OR Apache-2.0) AND Unicode-3.0")
    );
    assert!(!fits("GPL-3.0-only") && !fits("MIT AND GPL-2.0-only"));
}
