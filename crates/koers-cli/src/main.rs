//! `koers`: the command line of Koers.
//!
//! Results go to standard output, everything else to standard error. Exit codes are in [`exit::Exit`].

mod cli;
mod commands;
mod disk_world;
mod example;
mod exit;
mod failure;
mod file;
mod publishers;
mod register;
mod terminal;
mod waiting;

use clap::error::ErrorKind;
use koers_model::letters::{brief, visible};
use koers_model::text::Lang;
use std::io::Write as _;
use std::process::ExitCode;

/// Takes and gives back memory quicker than that of the system, by several threads at once (docs/decisions/015-allocator.md).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The language asked for, looked up before the command line is read, because the help is written in it.
fn language() -> Lang {
    let mut asked = std::env::var("KOERS_LANG").ok();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            asked = arguments.next();
        } else if let Some(value) = argument.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    asked.and_then(|tag| tag.parse().ok()).unwrap_or(Lang::Nl)
}

/// Says on standard error why nothing was done.
fn complain(message: &str, lang: Lang) {
    let word = lang.pick("fout", "error");
    // When even standard error is gone there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{word}: {}", visible(&brief(message)));
}

fn main() -> ExitCode {
    let lang = language();
    let matches = match cli::command(lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            // A reader that has gone away is no error.
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                    let _ = anstream::stdout().write_all(cli::refusal::help(&error, lang).as_bytes());
                    exit::Exit::Done
                }
                // A command alone shows its help, on standard error: nothing was asked.
                ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                    let _ = anstream::stderr().write_all(cli::refusal::help(&error, lang).as_bytes());
                    exit::Exit::Usage
                }
                _ => {
                    complain(&cli::refusal::said(&error, lang), lang);
                    exit::Exit::Usage
                }
            }
            .into();
        }
    };
    match commands::run(&matches, lang) {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure.message(lang), lang);
            failure.exit().into()
        }
    }
}
