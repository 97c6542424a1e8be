//! Writing SVG: escaped text, and coordinates with a fixed number of decimals so that the bytes never differ.

/// Escapes a text for XML and HTML, in an element or in an attribute. Characters that XML cannot hold are left out.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// A coordinate with one decimal.
#[must_use]
pub fn px(value: f64) -> String {
    trimmed(format!("{value:.1}"))
}

/// A fraction of the width as a percentage with two decimals.
#[must_use]
pub fn percent(fraction: f64) -> String {
    format!("{}%", trimmed(format!("{:.2}", fraction * 100.0)))
}

fn trimmed(text: String) -> String {
    let short = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            escape("<a href=\"x\">&'\u{1b}\n"),
            "&lt;a href=&quot;x&quot;&gt;&amp;&#39; "
        );
    }

    #[test]
    fn coordinates_have_fixed_decimals() {
        assert_eq!(
            (px(12.0), px(0.26), px(-0.04)),
            ("12".into(), "0.3".into(), "0".into())
        );
        assert_eq!(
            (percent(0.5), percent(1.0 / 3.0)),
            ("50%".into(), "33.33%".into())
        );
    }
}
