//! Writes the catalogue of a made-up workspace to a folder, to look at it and to check it: `cargo run --example catalogue -- <folder>`.

#[path = "../tests/made_up_catalogue/mod.rs"]
mod made_up_catalogue;

use koers_report::dcat::{json_ld, turtle};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    std::fs::create_dir_all(&folder)?;
    let catalogue = made_up_catalogue::whole("https://koers.example.org");
    std::fs::write(format!("{folder}/catalogue.ttl"), turtle(&catalogue))?;
    std::fs::write(format!("{folder}/catalogue.jsonld"), json_ld(&catalogue))
}
