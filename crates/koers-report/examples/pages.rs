//! Writes the pages of a made-up region to a folder, to look at them: `cargo run --example pages -- <folder>`.

#[path = "../tests/made_up/mod.rs"]
mod made_up;

use koers_model::text::Lang;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    std::fs::create_dir_all(&folder)?;
    for lang in [Lang::Nl, Lang::En] {
        let page = koers_report::html(&made_up::whole(), lang);
        std::fs::write(format!("{folder}/op-koers.{lang}.html"), page)?;
        let text = koers_report::markdown(&made_up::whole(), lang);
        std::fs::write(format!("{folder}/op-koers.{lang}.md"), text)?;
    }
    Ok(())
}
