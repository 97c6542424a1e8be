//! Texts as they stand in YAML, and remarks that keep within the page.

use koers_model::published::Publisher;

/// Remarks are broken at this width.
const WIDTH: usize = 150;

/// A text in quotes: what JSON writes is YAML too.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A code or a key: bare where nothing else can be read in it, else in quotes.
pub(super) fn word(text: &str) -> String {
    let is_bare = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() > 3
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        && !["null", "true", "false"].contains(&text.to_ascii_lowercase().as_str());
    match is_bare {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// A title of a publisher: in Dutch what CBS says; of Eurostat, which does not speak Dutch, the English in both.
pub(super) fn title(publisher: Publisher, text: &str) -> String {
    match publisher {
        Publisher::Cbs => format!("{{nl: {}}}", quoted(text)),
        Publisher::Eurostat => format!("{{nl: {0}, en: {0}}}", quoted(text)),
    }
}

/// A remark, broken into lines with a hash before each.
pub(super) fn remark(indent: &str, text: &str) -> String {
    let mut out = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() >= WIDTH {
            out.push_str(&format!("{indent}# {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        out.push_str(&format!("{indent}# {line}\n"));
    }
    out
}

/// A list in brackets, broken into lines.
pub(super) fn list(indent: &str, codes: &[String]) -> String {
    let mut out = String::from("[");
    let mut width = 0;
    for (at, code) in codes.iter().enumerate() {
        let code = word(code);
        if at > 0 {
            out.push(',');
            if width > WIDTH {
                out.push_str(&format!("\n{indent}"));
                width = 0;
            } else {
                out.push(' ');
            }
        }
        width += code.chars().count() + 2;
        out.push_str(&code);
    }
    out.push(']');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_what_they_say() {
        assert_eq!(quoted("a \"b\"\n\\"), "\"a \\\"b\\\" \\\\\"");
        assert_eq!(word("M003026"), "M003026");
        for text in ["NO", "null", "1050010_1", "10000", "a b", ""] {
            assert!(word(text).starts_with('"'), "{text}");
        }
        let long = remark("  ", &"woord ".repeat(60));
        assert!(long.lines().count() == 3 && long.lines().all(|line| line.starts_with("  # woord")));
    }
}
