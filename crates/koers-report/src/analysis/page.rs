//! Parts of an analysis for a page: assumptions with their shape, and the command that gives the same answer.

use super::sentence;
use crate::html;
use jiff::civil::Date;
use koers_analysis::analysis::{Analysis, Asked};
use koers_analysis::answer::Standing;
use koers_analysis::method::Method;
use koers_analysis::setting::{Kind, Setting};
use koers_model::text::Lang;
use koers_model::verdict::Verdict;

/// Something that a method takes for granted, in words, with its shape: what it says does not hang on colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumed {
    /// What.
    pub what: String,
    /// Whether it holds here, in words.
    pub standing: &'static str,
    /// The style of the word.
    pub class: &'static str,
    /// The shape, as SVG.
    pub shape: String,
    /// What the test said, where there was one.
    pub found: Option<String>,
}

/// What an answer takes for granted. The shapes are those of verdicts: a tick, a crossed square, and a diamond for what cannot be said.
#[must_use]
pub fn assumed(analysis: &Analysis, lang: Lang) -> Vec<Assumed> {
    let said = |one: &koers_analysis::answer::Assumption| {
        let like = match one.standing {
            Standing::Holds => Verdict::OnCourse,
            Standing::Fails => Verdict::OffCourse,
            Standing::Untested => Verdict::CannotBeSaid,
        };
        Assumed {
            what: one.what.get(lang).to_owned(),
            standing: one.standing.label().get(lang),
            class: html::class(like),
            shape: html::shape(like),
            found: one.found.as_ref().map(|found| sentence(found, lang)),
        }
    };
    analysis.answer.assumptions.iter().map(said).collect()
}

/// What a setting is where nobody says, as people read it.
#[must_use]
pub fn otherwise(setting: &Setting, value: &str, lang: Lang) -> String {
    match setting.kind {
        Kind::Number(..) => lang.pick(value.replace('.', ","), value.to_owned()),
        Kind::Choice(choices) => choices
            .iter()
            .find(|(word, _)| *word == value)
            .map_or_else(|| value.to_owned(), |(_, says)| says.get(lang).to_owned()),
        Kind::Whole(..) | Kind::Names | Kind::Text => value.to_owned(),
    }
}

/// The command that gives an answer, to be copied into a shell in the folder of the workspace.
#[must_use]
pub fn command(method: &Method, figures: &str, asked: &Asked, as_of: Option<Date>, lang: Lang) -> String {
    let mut command = format!("koers analyse {}", method.id);
    let mut add = |option: &str, value: &str| {
        command.push_str(&format!(" {option} {}", quoted(value)));
    };
    add("--figures", figures);
    for (option, value) in [
        ("--region", &asked.region),
        ("--reference", &asked.reference),
        ("--from", &asked.from),
        ("--to", &asked.to),
        ("--sector", &asked.sector),
    ] {
        if let Some(value) = value {
            add(option, value);
        }
    }
    for (word, value) in &asked.settings {
        add("--set", &format!("{word}={value}"));
    }
    if let Some(day) = as_of {
        add("--as-of", &day.to_string());
    }
    if lang == Lang::En {
        add("--lang", lang.tag());
    }
    command
}

/// A word for a shell: what may mean something else to it stands between single quotes.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_a_word_as_it_is() {
        assert_eq!(quoted("start=2019"), "start=2019");
        assert_eq!(quoted("donors=Fryslân;Den Haag"), "'donors=Fryslân;Den Haag'");
        assert_eq!(quoted("'s-Gravenhage"), "''\\''s-Gravenhage'");
        assert_eq!(quoted("$(rm -r x) `y`"), "'$(rm -r x) `y`'");
        assert_eq!(quoted(""), "''");
    }
}
