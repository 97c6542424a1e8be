//! `koers completions`: the script that lets a shell complete our commands.

use super::print;
use crate::cli;
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::text::Lang;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else {
        return Ok(Exit::Usage);
    };
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut cli::command(lang), "koers", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
