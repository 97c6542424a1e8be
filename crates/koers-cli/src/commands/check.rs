//! `koers check`: the policy files, checked as a compiler checks code.

use super::{print_page, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::{self, Page};
use clap::ArgMatches;
use koers_framework::render;
use koers_model::diagnostic::Severity;
use koers_model::text::Lang;
use koers_run::world::World as _;
use koers_run::{tables, workspace};

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let register = world.register();
    let workspace = workspace::read_beside(&world, register.as_deref().ok(), lang)?;
    let diagnostics = &workspace.checked.diagnostics;
    let sources = workspace.parsed.sources();
    let output = match text(matches, "format") {
        "json" => render::json(diagnostics, sources),
        "sarif" => render::sarif(diagnostics, sources),
        _ => {
            let look = render::Look {
                colour: terminal::colour(),
                lang,
                width: terminal::width(),
            };
            // What must be put right stands last, where the eye is when the list is done.
            let mut ordered = diagnostics.clone();
            ordered.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
            let findings = render::terminal(&ordered, sources, look);
            format!("{findings}{}\n", render::summary(diagnostics, lang))
        }
    };
    print_page(&Page::drawn(output))?;
    let mut damaged = tables::damaged(&world, &workspace.snapshots);
    // The files were checked all the same; what they name of the register was not.
    damaged.extend(register.err());
    for error in &damaged {
        tell(&format!("{}: {error}", lang.pick("fout", "error")));
    }
    if !damaged.is_empty() {
        return Ok(Exit::System);
    }
    let wrong = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if wrong { Exit::Findings } else { Exit::Done })
}
