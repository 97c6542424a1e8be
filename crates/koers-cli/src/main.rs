//! `koers`: the command line of Koers.
//!
//! Results go to standard output, everything else to standard error. Exit codes are in [`exit::Exit`].

mod cli;
mod commands;
mod disk_world;
mod example;
mod exit;
mod failure;
mod register;
mod terminal;
mod waiting;

use clap::error::ErrorKind;
use koers_model::letters::visible;
use koers_model::text::Lang;
use std::io::Write as _;
use std::process::ExitCode;

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

fn main() -> ExitCode {
    let lang = language();
    let matches = match cli::command(lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version go to standard output with exit code 0; a reader that has gone away is no error.
            let _ = error.print();
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => exit::Exit::Done,
                _ => exit::Exit::Usage,
            }
            .into();
        }
    };
    match commands::run(&matches, lang) {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            let word = lang.pick("fout", "error");
            let _ = writeln!(anstream::stderr(), "{word}: {}", visible(&failure.message(lang)));
            failure.exit().into()
        }
    }
}
