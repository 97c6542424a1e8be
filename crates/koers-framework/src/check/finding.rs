//! How a rule says what it found.

use super::Rule;
use super::context::Context;
use crate::file::Expected;
use crate::place::Place;
use koers_model::diagnostic::Diagnostic;
use koers_model::text::Lang;

impl Rule {
    /// A finding of this rule at a place.
    pub(super) fn found(
        &self,
        context: &Context<'_>,
        at: Place,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, message).at(context.span(at), label)
    }
}

/// What is expected, in words.
pub(super) fn expected(what: &Expected, lang: Lang) -> String {
    match what {
        Expected::Said(nl, en) => lang.pick(*nl, en).to_owned(),
        Expected::OneOf(words) => list(words, lang.pick("of", "or")),
    }
}

/// `a, b or c`, each in backticks.
pub(super) fn list<T: std::fmt::Display>(words: &[T], last: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// A text short enough for one line.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    let mut kept: String = line.chars().take(60).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}
