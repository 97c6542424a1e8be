//! Letters that XML cannot hold, and how a workbook writes them: `_x0001_` (ECMA-376 part 1, 22.9.2.19).

use std::fmt::Write;

/// Letters that have to be written as a number: XML has no place for them, or turns them into another.
fn is_written_as_number(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Adds a text to XML, between tags or within an attribute.
pub(crate) fn push_text(out: &mut String, text: &str) {
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if looks_like_number(text.get(at + 1..).unwrap_or("")) => out.push_str("_x005F_"),
            _ if is_written_as_number(letter) => {
                // Writing to a text does not fail.
                let _ = write!(out, "_x{:04X}_", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
}

/// Whether what follows an underscore would, as it will be written, make it the beginning of a number.
fn looks_like_number(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next() == Some('x')
        && letters.by_ref().take(4).filter(char::is_ascii_hexdigit).count() == 4
        && letters
            .next()
            .is_some_and(|next| next == '_' || is_written_as_number(next))
}

/// The text that was meant, with numbers turned into letters. A number that is no letter stays as it stands.
pub(crate) fn meant(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match unit(from) {
            Some(high @ 0xd800..=0xdbff) => {
                let low = from.get(7..).and_then(unit);
                let pair = low.and_then(|low| char::decode_utf16([high, low]).next()?.ok());
                match pair {
                    Some(letter) => {
                        out.push(letter);
                        rest = from.get(14..).unwrap_or("");
                    }
                    None => {
                        out.push('_');
                        rest = from.get(1..).unwrap_or("");
                    }
                }
            }
            Some(unit) => match char::from_u32(u32::from(unit)) {
                Some(letter) => {
                    out.push(letter);
                    rest = from.get(7..).unwrap_or("");
                }
                None => {
                    out.push('_');
                    rest = from.get(1..).unwrap_or("");
                }
            },
            None => {
                out.push('_');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

/// The number at the beginning: `_x0041_`.
fn unit(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    let fits = bytes.len() >= 7 && bytes.starts_with(b"_x") && bytes.get(6) == Some(&b'_');
    let digits = text.get(2..6).filter(|_| fits)?;
    let all = digits.bytes().all(|b| b.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn raw(text: &str) -> String {
        let mut out = String::new();
        push_text(&mut out, text);
        out.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }

    #[test]
    fn letters_are_written_as_the_standard_says() {
        assert_eq!(raw("a\u{1}b"), "a_x0001_b");
        assert_eq!(raw("_x0001_"), "_x005F_x0001_");
        assert_eq!(raw("_x005F_x0041_"), "_x005F_x005F_x005F_x0041_");
        assert_eq!(raw("_x0041\u{1}"), "_x005F_x0041_x0001_");
        assert_eq!(raw("a\nb\tc\r"), "a\nb\tc_x000D_");
        assert_eq!(meant("_xD83D__xDE00_"), "😀");
        assert_eq!(meant("_xD83D_x"), "_xD83D_x");
        assert_eq!(meant("_x00é1_ _x12 _x"), "_x00é1_ _x12 _x");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "(_|x|0|4|1|[\\x00-\\x1f]|_x00|_x0041_|F|\u{ffff}|😀|.){0,24}") {
            prop_assert_eq!(meant(&raw(&text)), text);
        }
    }
}
