//! Markdown that means what its text says: everything that a reader of GitHub-flavoured Markdown could take for markup is escaped.

/// A text for a running line: one line, no markup, no HTML.
pub(crate) fn escape(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '@' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A bare address would become a link.
            ':' if line.get(at..).is_some_and(|rest| rest.starts_with("://")) => out.push_str("\\:"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    at_start(&out)
}

/// A text at the start of a line must not begin a list, a heading, a rule or a table.
fn at_start(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let behind = text.get(digits..).unwrap_or_default();
    if digits > 0 && behind.starts_with('.') && behind.get(1..2).is_none_or(|next| next == " ") {
        return format!("{}\\{behind}", text.get(..digits).unwrap_or_default());
    }
    if text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    text.to_owned()
}

/// A row of a table.
pub(crate) fn row(out: &mut String, cells: &[String]) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(cell);
        out.push_str(" |");
    }
    out.push('\n');
}

/// The head of a table; `right` says which columns hold numbers.
pub(crate) fn head(out: &mut String, cells: &[String], right: &[bool]) {
    row(out, cells);
    out.push('|');
    for at in 0..cells.len() {
        out.push_str(if right.get(at) == Some(&true) {
            " ---: |"
        } else {
            " --- |"
        });
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(
            escape("a | <b> *c* [d](e) &amp;\n# f"),
            "a \\| &lt;b&gt; \\*c\\* \\[d\\](e) &amp;amp; \\# f"
        );
        assert_eq!(escape("2019. Einde"), "2019\\. Einde");
        assert_eq!(escape("2019.5"), "2019.5");
        assert_eq!(escape("- streep"), "\\- streep");
        assert_eq!(escape("https://x"), "https\\://x");
    }
}
