//! What clap writes by itself behind the help of an argument and in the usage, in Dutch: its defaults, its possible values, its variable of
//! the environment. clap has English words for these only.

use clap::{Arg, Command};

/// The same command line with those words in Dutch, in every command.
pub fn worded(command: Command) -> Command {
    command.mut_args(argument).mut_subcommands(worded)
}

/// A usage line or a help page with clap's one word in them that cannot be set.
pub fn usage(text: &str) -> String {
    text.replace("[OPTIONS]", "[OPTIES]")
}

fn argument(argument: Arg) -> Arg {
    let mut said: Vec<String> = Vec::new();
    if let Some(variable) = argument.get_env() {
        said.push(format!("[omgeving: {}]", variable.to_string_lossy()));
    }
    let defaults: Vec<_> = argument
        .get_default_values()
        .iter()
        .map(|one| one.to_string_lossy())
        .collect();
    if !defaults.is_empty() {
        said.push(format!("[standaard: {}]", defaults.join(" ")));
    }
    let possible = argument.get_possible_values();
    let names: Vec<&str> = possible
        .iter()
        .filter(|one| !one.is_hide_set())
        .map(|one| one.get_name())
        .collect();
    // What takes no value, such as a flag, has the words of a yes or no behind it.
    if argument.get_action().takes_values() && !names.is_empty() {
        said.push(format!("[kan zijn: {}]", names.join(", ")));
    }
    if said.is_empty() {
        return argument;
    }
    let help = argument.get_help().map(ToString::to_string);
    let whole: Vec<String> = help.into_iter().chain(said).collect();
    argument
        .help(whole.join(" "))
        .hide_env(true)
        .hide_default_value(true)
        .hide_possible_values(true)
}
