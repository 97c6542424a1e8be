//! Says to the tests whether PostgreSQL's own programs are here, so that what cannot be tried is counted as ignored and not as passed.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(without_postgresql)");
    println!("cargo::rerun-if-env-changed=KOERS_TEST_POSTGRES");
    println!("cargo::rerun-if-changed=/usr/lib/postgresql");
    println!("cargo::rerun-if-changed=build.rs");
    let required = std::env::var("KOERS_TEST_POSTGRES").is_ok_and(|value| value == "require");
    let installed = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .any(|version| version.path().join("bin/initdb").exists());
    if !required && !installed {
        println!("cargo::rustc-cfg=without_postgresql");
    }
}
