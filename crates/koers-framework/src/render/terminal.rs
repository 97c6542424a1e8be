//! Findings for people: the line of the file, carets under the place, and what to do.

use super::position::{Position, Texts};
use super::severity_word;
use crate::check::{file_name, rules};
use crate::place::Sources;
use koers_model::diagnostic::{Code, Diagnostic, Label, Severity};
use koers_model::text::Lang;
use std::fmt::Write;

/// How findings look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// With colours (ANSI escapes).
    pub colour: bool,
    /// Language of the fixed words; the sentences themselves were chosen when the check was done.
    pub lang: Lang,
    /// Characters of a line of a file that are shown at most; the rest is cut around the place.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colour: false,
            lang: Lang::Nl,
            width: 100,
        }
    }
}

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const CYAN: &str = "\u{1b}[1;36m";
const BLUE: &str = "\u{1b}[1;34m";
const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// The name of the page of a rule.
fn page(code: Code) -> Option<String> {
    rules().iter().find(|rule| rule.code == code).map(file_name)
}

/// All findings, one after another, with an empty line between them.
#[must_use]
pub fn terminal(diagnostics: &[Diagnostic], sources: &Sources, look: Look) -> String {
    let mut texts = Texts::new(sources);
    let mut out = String::new();
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        Painter {
            look,
            texts: &mut texts,
            out: &mut out,
        }
        .finding(diagnostic);
    }
    out
}

/// How many of each severity: `2 fouten, 1 waarschuwing`.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut parts = Vec::new();
    for (severity, nl, en) in [
        (Severity::Error, ("fout", "fouten"), ("error", "errors")),
        (
            Severity::Warning,
            ("waarschuwing", "waarschuwingen"),
            ("warning", "warnings"),
        ),
        (Severity::Note, ("opmerking", "opmerkingen"), ("note", "notes")),
    ] {
        let count = diagnostics
            .iter()
            .filter(|found| found.severity == severity)
            .count();
        let (one, more) = lang.pick(nl, en);
        match count {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            _ => parts.push(format!("{count} {more}")),
        }
    }
    if parts.is_empty() {
        return lang.pick("niets gevonden", "nothing found").to_owned();
    }
    parts.join(", ")
}

struct Painter<'o, 's> {
    look: Look,
    texts: &'o mut Texts<'s>,
    out: &'o mut String,
}

impl Painter<'_, '_> {
    fn paint(&self, colour: &str, text: &str) -> String {
        if self.look.colour && !text.is_empty() {
            format!("{colour}{text}{PLAIN}")
        } else {
            text.to_owned()
        }
    }

    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{}", text.trim_end());
    }

    fn finding(&mut self, diagnostic: &Diagnostic) {
        let lang = self.look.lang;
        let colour = match diagnostic.severity {
            Severity::Error => RED,
            Severity::Warning => YELLOW,
            Severity::Note => CYAN,
        };
        let word = format!(
            "{}[{}]",
            severity_word(diagnostic.severity, lang),
            diagnostic.code
        );
        let head = format!(
            "{}{}",
            self.paint(colour, &word),
            self.paint(BOLD, &format!(": {}", clean(&diagnostic.message)))
        );
        self.line(&head);

        let labels = diagnostic.primary.iter().chain(&diagnostic.secondary);
        let numbers: Vec<usize> = labels
            .map(|label| self.texts.position(&label.span).line)
            .collect();
        let gutter = numbers.iter().max().map_or(1, |line| line.to_string().len());
        if let Some(primary) = &diagnostic.primary {
            self.snippets(primary, &diagnostic.secondary, gutter, colour);
        }
        let mut notes: Vec<(&str, String)> = Vec::new();
        if let Some(expected) = &diagnostic.expected {
            notes.push((lang.pick("verwacht", "expected"), expected.clone()));
        }
        if let Some(found) = &diagnostic.found {
            notes.push((lang.pick("gevonden", "found"), found.clone()));
        }
        if let Some(help) = &diagnostic.help {
            notes.push((lang.pick("hulp", "help"), help.clone()));
        }
        if let Some(page) = page(diagnostic.code) {
            notes.push((lang.pick("uitleg", "docs"), format!("docs/rules/{page}")));
        }
        for (word, text) in notes {
            let line = format!(
                "{} {} {}: {}",
                " ".repeat(gutter),
                self.paint(BLUE, "="),
                self.paint(BOLD, word),
                clean(&text)
            );
            self.line(&line);
        }
    }

    /// The lines of the files that matter: first the file of the main place, then each other file.
    fn snippets(&mut self, primary: &Label, secondary: &[Label], gutter: usize, colour: &str) {
        let mut files: Vec<&str> = vec![&primary.span.file];
        for label in secondary {
            if !files.contains(&&*label.span.file) {
                files.push(&label.span.file);
            }
        }
        for (at, file) in files.into_iter().enumerate() {
            let mut marks: Vec<(Position, &str, bool)> = Vec::new();
            for (label, main) in std::iter::once((primary, true)).chain(secondary.iter().map(|l| (l, false)))
            {
                if &*label.span.file == file {
                    marks.push((self.texts.position(&label.span), &label.message, main));
                }
            }
            let Some((first, ..)) = marks.first().copied() else {
                continue;
            };
            let arrow = if at == 0 { "-->" } else { ":::" };
            let place = format!(
                "{}{} {}:{}:{}",
                " ".repeat(gutter),
                self.paint(BLUE, arrow),
                clean(file),
                first.line,
                first.column
            );
            self.line(&place);
            marks.sort_by_key(|(position, _, main)| (position.line, !main, position.column));
            self.lines(file, &marks, gutter, colour);
        }
        self.bar(gutter);
    }

    fn bar(&mut self, gutter: usize) {
        let bar = format!("{} {}", " ".repeat(gutter), self.paint(BLUE, "|"));
        self.line(&bar);
    }

    fn lines(&mut self, file: &str, marks: &[(Position, &str, bool)], gutter: usize, colour: &str) {
        let mut shown: Option<usize> = None;
        for (position, message, main) in marks {
            let text = self
                .texts
                .lines(file)
                .map_or("", |lines| lines.text(position.line));
            let end = if position.end_line == position.line {
                position.end_column
            } else {
                text.chars().count() + 1
            };
            let cut = Cut::around(text, position.column, end, self.look.width);
            if shown != Some(position.line) {
                match shown {
                    Some(last) if position.line > last + 1 => {
                        let dots = self.paint(BLUE, "...");
                        self.line(&dots);
                    }
                    Some(_) => {}
                    None => self.bar(gutter),
                }
                let number = format!("{:>gutter$}", position.line);
                let line = format!(
                    "{} {} {}",
                    self.paint(BLUE, &number),
                    self.paint(BLUE, "|"),
                    cut.text
                );
                self.line(&line);
                shown = Some(position.line);
            }
            let sign = if *main { "^" } else { "-" };
            let under = format!("{} {}", sign.repeat(cut.length), clean(message));
            let under = under.trim_end();
            let line = format!(
                "{} {} {}{}",
                " ".repeat(gutter),
                self.paint(BLUE, "|"),
                " ".repeat(cut.start),
                self.paint(if *main { colour } else { BLUE }, under)
            );
            self.line(&line);
        }
    }
}

/// A line of a file, cut to a width around a place.
struct Cut {
    text: String,
    /// Characters before the place.
    start: usize,
    /// Characters of the place; at least one.
    length: usize,
}

impl Cut {
    /// `from` and `to` are columns counted from one; `to` is one past the last.
    fn around(line: &str, from: usize, to: usize, width: usize) -> Self {
        let characters: Vec<char> = line.chars().map(printable).collect();
        let width = width.max(20);
        let from = (from - 1).min(characters.len());
        let to = (to.max(1) - 1).clamp(from, characters.len());
        if characters.len() <= width {
            return Self {
                text: characters.into_iter().collect(),
                start: from,
                length: (to - from).max(1),
            };
        }
        // The place begins at a quarter of the width, unless the line begins or ends earlier.
        let begin = from.saturating_sub(width / 4).min(characters.len() - width);
        let end = begin + width;
        let mut text: String = characters.iter().skip(begin).take(width).collect();
        let mut start = from - begin;
        if begin > 0 {
            text.insert(0, '…');
            start += 1;
        }
        if end < characters.len() {
            text.push('…');
        }
        Self {
            text,
            start,
            length: (to.min(end) - from).max(1),
        }
    }
}

/// Tabs and control characters take one place and do nothing to the terminal.
fn printable(character: char) -> char {
    match character {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

fn clean(text: &str) -> String {
    text.chars().map(printable).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = "x".repeat(90) + "abc" + &"y".repeat(90);
        let cut = Cut::around(&line, 91, 94, 40);
        let under: String = cut.text.chars().skip(cut.start).take(cut.length).collect();
        assert_eq!(under, "abc");
        assert_eq!(cut.text.chars().count(), 42);
    }

    #[test]
    fn columns_count_characters_and_escapes_are_harmless() {
        let cut = Cut::around("é: \u{1b}[31mrood", 4, 9, 80);
        assert_eq!(cut.start, 3);
        assert!(!cut.text.contains('\u{1b}'));
    }
}
