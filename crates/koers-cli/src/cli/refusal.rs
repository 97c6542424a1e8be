//! What is wrong with a command line, in the language of whoever typed it. clap says it in English only, so it is said here from what clap
//! knows: the kind of error and its context.

use super::dutch;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use koers_model::text::Lang;
use std::error::Error as _;

/// A page of help that somebody asked for, with the marks of its colours.
pub fn help(error: &Error, lang: Lang) -> String {
    let page = error.render().ansi().to_string();
    match lang {
        Lang::Nl => dutch::usage(&page),
        Lang::En => page,
    }
}

/// What is wrong, what may have been meant, and how the command is used.
pub fn said(error: &Error, lang: Lang) -> String {
    let refused = Refused { error, lang };
    let Some(mut text) = refused.what() else {
        return error.to_string();
    };
    for tip in refused.tips() {
        text.push_str("\n  ");
        text.push_str(&tip);
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        text.push_str(&match lang {
            Lang::Nl => format!("\n\nGebruik: {}", dutch::usage(usage)),
            Lang::En => format!("\n\nUsage: {usage}"),
        });
    }
    text.push_str(lang.pick("\n\nMeer uitleg: --help", "\n\nFor more: --help"));
    text
}

struct Refused<'e> {
    error: &'e Error,
    lang: Lang,
}

impl Refused<'_> {
    fn say(&self, nl: String, en: String) -> String {
        self.lang.pick(nl, en)
    }

    /// What stands in the context as one text; empty where nothing does.
    fn word(&self, kind: ContextKind) -> &str {
        match self.error.get(kind) {
            Some(ContextValue::String(word)) => word,
            _ => "",
        }
    }

    /// What stands in the context as a list.
    fn words(&self, kind: ContextKind) -> Vec<&str> {
        match self.error.get(kind) {
            Some(ContextValue::String(word)) => vec![word],
            Some(ContextValue::Strings(words)) => words.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    fn count(&self, kind: ContextKind) -> isize {
        match self.error.get(kind) {
            Some(ContextValue::Number(number)) => *number,
            _ => 0,
        }
    }

    /// The sentence; `None` for what is no fault of the command line.
    fn what(&self) -> Option<String> {
        use ContextKind as C;
        let (argument, value) = (self.word(C::InvalidArg), self.word(C::InvalidValue));
        Some(match self.error.kind() {
            ErrorKind::UnknownArgument => self.say(
                format!("`{argument}` hoort hier niet"),
                format!("`{argument}` does not belong here"),
            ),
            ErrorKind::InvalidSubcommand => {
                let command = self.word(C::InvalidSubcommand);
                self.say(
                    format!("er is geen opdracht `{command}`"),
                    format!("there is no command `{command}`"),
                )
            }
            ErrorKind::MissingSubcommand => {
                let command = self.word(C::InvalidSubcommand);
                self.say(
                    format!("na `{command}` komt nog een opdracht"),
                    format!("after `{command}` comes another command"),
                )
            }
            ErrorKind::InvalidValue if value.is_empty() => self.say(
                format!("`{argument}` vraagt een waarde, en die staat er niet"),
                format!("`{argument}` takes a value, and there is none"),
            ),
            ErrorKind::InvalidValue => self.say(
                format!("`{value}` past niet bij `{argument}`"),
                format!("`{value}` does not fit `{argument}`"),
            ),
            ErrorKind::ValueValidation => {
                let why = self.error.source().map(ToString::to_string).unwrap_or_default();
                self.say(
                    format!("`{value}` past niet bij `{argument}`: {why}"),
                    format!("`{value}` does not fit `{argument}`: {why}"),
                )
            }
            ErrorKind::NoEquals => self.say(
                format!("bij `{argument}` staat een = voor de waarde"),
                format!("`{argument}` has an = before its value"),
            ),
            ErrorKind::TooManyValues => self.say(
                format!("`{value}` is te veel bij `{argument}`"),
                format!("`{value}` is one too many for `{argument}`"),
            ),
            ErrorKind::TooFewValues => {
                let (least, found) = (self.count(C::MinValues), self.count(C::ActualNumValues));
                self.say(
                    format!("`{argument}` vraagt minstens {least} waarden; gegeven: {found}"),
                    format!("`{argument}` takes at least {least} values; given: {found}"),
                )
            }
            ErrorKind::WrongNumberOfValues => {
                let (asked, found) = (self.count(C::ExpectedNumValues), self.count(C::ActualNumValues));
                self.say(
                    format!("`{argument}` vraagt {asked} waarden; gegeven: {found}"),
                    format!("`{argument}` takes {asked} values; given: {found}"),
                )
            }
            ErrorKind::ArgumentConflict => self.conflict(),
            ErrorKind::MissingRequiredArgument => {
                let missing = quoted(&self.words(C::InvalidArg), self.lang.pick("en", "and"));
                self.say(
                    format!("er ontbreekt nog: {missing}"),
                    format!("still missing: {missing}"),
                )
            }
            ErrorKind::InvalidUtf8 => self.say(
                "een deel van deze opdracht is geen leesbare tekst (UTF-8)".to_owned(),
                "a part of this command is no readable text (UTF-8)".to_owned(),
            ),
            // Help and version are asked for, the rest comes from the system; kinds that clap adds later say themselves what they are.
            _ => return None,
        })
    }

    /// What cannot stand together, or stands twice.
    fn conflict(&self) -> String {
        let own = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand].map(|kind| self.word(kind));
        let own = own.into_iter().find(|word| !word.is_empty()).unwrap_or_default();
        let others = self.words(ContextKind::PriorArg);
        if others == [own] {
            return self.say(
                format!("`{own}` kan er maar één keer staan"),
                format!("`{own}` can stand there only once"),
            );
        }
        let others = match others.is_empty() {
            true => self
                .lang
                .pick("wat er nog staat", "what else stands there")
                .to_owned(),
            false => quoted(&others, self.lang.pick("en", "and")),
        };
        self.say(
            format!("`{own}` kan niet samen met {others}"),
            format!("`{own}` cannot stand together with {others}"),
        )
    }

    /// What can be done about it.
    fn tips(&self) -> Vec<String> {
        use ContextKind as C;
        let mut tips = Vec::new();
        let mut meant = Vec::new();
        for kind in [C::SuggestedSubcommand, C::SuggestedArg, C::SuggestedValue] {
            meant.extend(self.words(kind));
        }
        if !meant.is_empty() {
            let words = quoted(&meant, self.lang.pick("of", "or"));
            tips.push(self.say(format!("bedoelt u {words}?"), format!("did you mean {words}?")));
        }
        for (kind, nl, en) in [
            (C::ValidValue, "kan zijn", "can be"),
            (C::ValidSubcommand, "opdrachten", "commands"),
        ] {
            let words = self.words(kind);
            if !words.is_empty() {
                tips.push(format!("{}: {}", self.lang.pick(nl, en), words.join(", ")));
            }
        }
        // clap writes these as English sentences; they are about one of two things, and the first has the argument behind two hyphens.
        if let Some(ContextValue::StyledStrs(all)) = self.error.get(C::Suggested) {
            let arguments = [C::InvalidArg, C::InvalidSubcommand].map(|kind| self.word(kind));
            for tip in all.iter().map(ToString::to_string) {
                let value = arguments
                    .iter()
                    .find(|word| !word.is_empty() && tip.contains(&format!("-- {word}")));
                if let Some(word) = value {
                    tips.push(self.say(
                        format!("is het een waarde, schrijf dan `-- {word}`"),
                        format!("when it is a value, write `-- {word}`"),
                    ));
                } else if let Some(place) = tip.split('\'').nth(1) {
                    tips.push(self.say(
                        format!("bedoelt u `{place}`?"),
                        format!("did you mean `{place}`?"),
                    ));
                }
            }
        }
        tips
    }
}

/// `a`, `b` and `c`.
fn quoted(words: &[&str], last: &str) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [first @ .., end] if !first.is_empty() => format!("{} {last} {end}", first.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;
    use clap::{Arg, ArgAction, Command};
    use std::ffi::OsString;

    /// What each command line of Koers that cannot be says, in both languages.
    const WRONG: &[(&[&str], ErrorKind, &str, &str)] = &[
        (
            &["statsu"],
            ErrorKind::InvalidSubcommand,
            "er is geen opdracht `statsu`\n  bedoelt u `status`?\n\nGebruik: koers [OPTIES] <OPDRACHT>\n\nMeer uitleg: --help",
            "there is no command `statsu`\n  did you mean `status`?\n\nUsage: koers [OPTIONS] <COMMAND>\n\nFor more: --help",
        ),
        (
            &["status", "--formaat", "csv"],
            ErrorKind::UnknownArgument,
            "`--formaat` hoort hier niet\n  bedoelt u `--format`?",
            "`--formaat` does not belong here\n  did you mean `--format`?",
        ),
        (
            &["explain", "--banen"],
            ErrorKind::UnknownArgument,
            "`--banen` hoort hier niet\n  is het een waarde, schrijf dan `-- --banen`",
            "`--banen` does not belong here\n  when it is a value, write `-- --banen`",
        ),
        (
            &["status", "--format", "jsno"],
            ErrorKind::InvalidValue,
            "`jsno` past niet bij `--format <VORM>`\n  bedoelt u `json`?\n  kan zijn: table, json, csv, md",
            "`jsno` does not fit `--format <FORMAT>`\n  did you mean `json`?\n  can be: table, json, csv, md",
        ),
        (
            &["status", "--on"],
            ErrorKind::InvalidValue,
            "`--on <JJJJ-MM-DD>` vraagt een waarde, en die staat er niet",
            "`--on <JJJJ-MM-DD>` takes a value, and there is none",
        ),
        (
            &["status", "--on", "31-12-2019"],
            ErrorKind::ValueValidation,
            "`31-12-2019` past niet bij `--on <JJJJ-MM-DD>`: schrijf een dag als JJJJ-MM-DD, zoals 2019-12-31",
            "`31-12-2019` does not fit `--on <JJJJ-MM-DD>`: write a day as YYYY-MM-DD, such as 2019-12-31",
        ),
        (
            &[
                "promises",
                "detect",
                "--indicator",
                "banen",
                "--effect",
                "1",
                "--years",
                "0",
            ],
            ErrorKind::ValueValidation,
            "`0` past niet bij `--years <N>`: schrijf een geheel getal van 1 tot en met 100",
            "`0` does not fit `--years <N>`: write a whole number from 1 to 100",
        ),
        (
            &["log", "show", "--after", "-1"],
            ErrorKind::UnknownArgument,
            "`-1` hoort hier niet",
            "`-1` does not belong here",
        ),
        (
            &["serve", "--listen", "hier"],
            ErrorKind::ValueValidation,
            "`hier` past niet bij `--listen <IP:PORT>`: schrijf een adres en een poort, zoals 127.0.0.1:8080",
            "`hier` does not fit `--listen <IP:PORT>`: write an address and a port, such as 127.0.0.1:8080",
        ),
        (
            &["demo", "--practice=ja"],
            ErrorKind::TooManyValues,
            "`ja` is te veel bij `--practice`",
            "`ja` is one too many for `--practice`",
        ),
        (
            &["status", "--on", "2019-12-31", "--on", "2018-12-31"],
            ErrorKind::ArgumentConflict,
            "`--on <JJJJ-MM-DD>` kan er maar één keer staan",
            "`--on <JJJJ-MM-DD>` can stand there only once",
        ),
        (
            &["appraise", "x", "--fit", "--moment", "mid-term"],
            ErrorKind::ArgumentConflict,
            "`--fit` kan niet samen met `--moment <MOMENT>`",
            "`--fit` cannot stand together with `--moment <MOMENT>`",
        ),
        (
            &["portfolio", "end", "estimate", "x"],
            ErrorKind::MissingRequiredArgument,
            "er ontbreekt nog: `--reason <TEKST>`",
            "still missing: `--reason <TEXT>`",
        ),
        (
            &["log", "--lang", "nl"],
            ErrorKind::MissingSubcommand,
            "na `koers log` komt nog een opdracht\n  opdrachten: show, verify, backup, restore",
            "after `koers log` comes another command\n  commands: show, verify, backup, restore",
        ),
    ];

    #[track_caller]
    fn refused(command: Command, words: impl IntoIterator<Item = OsString>) -> Error {
        let words = std::iter::once(OsString::from("koers")).chain(words);
        command.try_get_matches_from(words).unwrap_err()
    }

    #[test]
    fn every_fault_of_a_command_line_is_said_in_the_language_of_whoever_typed_it() {
        for (words, kind, nl, en) in WRONG {
            for (lang, expected) in [(Lang::Nl, nl), (Lang::En, en)] {
                let error = refused(command(lang), words.iter().map(OsString::from));
                assert_eq!(error.kind(), *kind, "{words:?}");
                let said = said(&error, lang);
                assert!(said.starts_with(expected), "{words:?}:\n{said}");
                assert!(said.ends_with("--help") && !said.contains('\u{1b}'), "{said}");
            }
        }
    }

    #[test]
    fn what_our_own_commands_never_ask_is_said_too() {
        let made = || {
            Command::new("koers")
                .arg(Arg::new("two").long("two").num_args(2))
                .arg(Arg::new("more").long("more").num_args(2..))
                .arg(
                    Arg::new("equal")
                        .long("equal")
                        .require_equals(true)
                        .action(ArgAction::Set),
                )
        };
        for (words, kind, nl, en) in [
            (
                ["--two", "a"],
                ErrorKind::WrongNumberOfValues,
                "vraagt 2 waarden; gegeven: 1",
                "takes 2 values; given: 1",
            ),
            (
                ["--more", "a"],
                ErrorKind::TooFewValues,
                "vraagt minstens 2 waarden; gegeven: 1",
                "takes at least 2 values; given: 1",
            ),
            (
                ["--equal", "a"],
                ErrorKind::NoEquals,
                "staat een = voor de waarde",
                "has an = before its value",
            ),
        ] {
            let error = refused(made(), words.map(OsString::from));
            assert_eq!(error.kind(), kind);
            assert!(said(&error, Lang::Nl).contains(nl), "{}", said(&error, Lang::Nl));
            assert!(said(&error, Lang::En).contains(en), "{}", said(&error, Lang::En));
        }
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_refused_in_words() {
        use std::os::unix::ffi::OsStringExt as _;
        let words = ["explain".into(), OsString::from_vec(vec![0xff])];
        let error = refused(command(Lang::Nl), words);
        assert_eq!(error.kind(), ErrorKind::InvalidUtf8);
        assert!(said(&error, Lang::Nl).starts_with("een deel van deze opdracht is geen leesbare tekst"));
    }

    #[test]
    fn help_is_not_ours_to_say() {
        let error = refused(command(Lang::Nl), ["--help".into()]);
        assert_eq!(said(&error, Lang::Nl), error.to_string());
    }
}
