//! What the leading comment lines of our own CSV say of the days that count.

use jiff::civil::Date;

/// The days that a file states of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Since when the world could know the figures.
    pub published: Option<Date>,
    /// When they were taken over from the publisher.
    pub retrieved: Option<Date>,
}

/// The days that the leading comment lines of our own CSV state. A line that is no comment ends them; bytes of another form state none.
/// A day that is no date is left out here: [`read`](crate::read()) reports it with its place.
#[must_use]
pub fn stamp(bytes: &[u8]) -> Stamp {
    let mut stamp = Stamp::default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let comments = bytes
        .split(|&byte| byte == b'\n')
        .map_while(|line| line.strip_prefix(b"#"));
    for comment in comments {
        let Some((key, value)) = std::str::from_utf8(comment)
            .ok()
            .and_then(|text| text.split_once(':'))
        else {
            continue;
        };
        let day = value.trim().parse().ok();
        match key.trim() {
            "published" => stamp.published = stamp.published.or(day),
            "retrieved" => stamp.retrieved = stamp.retrieved.or(day),
            _ => {}
        }
    }
    stamp
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_stand_in_leading_comments_only() {
        let text = b"# publisher: made up\r\n# published: unknown\n# retrieved: 2026-11-21\r\nregion\n# published: 2020-01-01\n";
        assert_eq!(
            stamp(text),
            Stamp {
                published: None,
                retrieved: Some(date(2026, 11, 21))
            }
        );
        assert_eq!(stamp(b"\x1f\x8b"), Stamp::default());
        assert_eq!(stamp(b"# published: 30 februari\n"), Stamp::default());
    }
}
