//! Which form an answer takes: what `Accept` asks for (RFC 9110, 12.5.1).

use super::resource::Form;

/// The form that suits best; `None` when none does. Of two that suit as well, the one that the resource names first.
///
/// Nothing asked is anything asked. A part of the header that cannot be read is left out, and so is a header without a part that can.
#[must_use]
pub fn choose(accept: Option<&str>, forms: &[Form]) -> Option<Form> {
    let ranges: Vec<Range<'_>> = accept.unwrap_or("").split(',').filter_map(Range::read).collect();
    if ranges.is_empty() {
        return forms.first().copied();
    }
    let mut best: Option<(u16, Form)> = None;
    for form in forms.iter().copied().filter(|form| form.is_negotiated()) {
        let quality = quality(&ranges, form.media_type());
        if quality > 0 && best.is_none_or(|(most, _)| quality > most) {
            best = Some((quality, form));
        }
    }
    best.map(|(_, form)| form)
}

/// How much a kind of content is wanted, in thousandths: the most precise range that has it decides.
fn quality(ranges: &[Range<'_>], media: &str) -> u16 {
    let (kind, subkind) = media.split_once('/').unwrap_or((media, ""));
    ranges
        .iter()
        .filter_map(|range| Some((range.precision(kind, subkind)?, range.quality)))
        .max_by_key(|(precision, _)| *precision)
        .map_or(0, |(_, quality)| quality)
}

/// One part of the header: `text/*;q=0.5`.
struct Range<'a> {
    kind: &'a str,
    subkind: &'a str,
    quality: u16,
}

impl<'a> Range<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, subkind) = parts.next()?.split_once('/')?;
        let token = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&b))
        };
        if !token(kind) || !token(subkind) || (kind == "*" && subkind != "*") {
            return None;
        }
        let mut quality = 1000;
        for parameter in parts {
            // Other parameters (`charset`, `header`) make no difference here: each kind of content comes in one make.
            if let Some(value) = parameter.strip_prefix("q=").or(parameter.strip_prefix("Q=")) {
                quality = thousandths(value)?;
            }
        }
        Some(Self {
            kind,
            subkind,
            quality,
        })
    }

    /// How precisely it names a kind of content; `None` when it does not.
    fn precision(&self, kind: &str, subkind: &str) -> Option<u8> {
        if self.kind == "*" {
            return Some(0);
        }
        if !self.kind.eq_ignore_ascii_case(kind) {
            return None;
        }
        if self.subkind == "*" {
            return Some(1);
        }
        self.subkind.eq_ignore_ascii_case(subkind).then_some(2)
    }
}

/// `0.5` in thousandths: a nought or a one, and at most three decimals.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = decimals.len() <= 3 && decimals.bytes().all(|b| b.is_ascii_digit());
    if !digits || !matches!(whole, "0" | "1") {
        return None;
    }
    let number: u16 = format!("{whole}{decimals:0<3}").parse().ok()?;
    (number <= 1000).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_that_is_wanted_most() {
        use Form::{Csv, Json, JsonStat, Parquet};
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        for (accept, form) in [
            ("", Some(Json)),
            ("*/*", Some(Json)),
            (browser, Some(Json)),
            ("text/csv", Some(Csv)),
            ("TEXT/CSV; charset=utf-8", Some(Csv)),
            ("text/*", Some(Csv)),
            ("application/json;q=0.5, text/csv", Some(Csv)),
            ("application/json, text/csv", Some(Json)),
            ("*/*;q=0.1, application/vnd.jsonstat+json", Some(JsonStat)),
            ("application/json;q=0, */*", Some(Csv)),
            ("application/vnd.apache.parquet;q=0.001", Some(Parquet)),
            ("text/csv;q=0", None),
            ("image/png", None),
            ("application/problem+json", None),
            // Not to be read, so not asked.
            ("json", Some(Json)),
            ("text/csv;q=hoog", Some(Json)),
            ("*/csv", Some(Json)),
        ] {
            assert_eq!(choose(Some(accept), Form::TABLE), form, "{accept}");
        }
        assert_eq!(choose(None, Form::TABLE), Some(Json));
    }

    #[test]
    fn qualities() {
        for (text, number) in [
            ("1", Some(1000)),
            ("1.000", Some(1000)),
            ("0.5", Some(500)),
            ("0.", Some(0)),
            ("1.001", None),
            ("0.0001", None),
            ("2", None),
            ("", None),
        ] {
            assert_eq!(thousandths(text), number, "{text}");
        }
    }
}
