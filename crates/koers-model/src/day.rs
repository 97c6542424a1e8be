//! Days in words.

use crate::text::Lang;
use jiff::civil::Date;

const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as RFC 3339 writes it (*full-date*), `2019-12-31`, from the year 1 on. `20191231` and `2019-W52-2` are days too, and are not read: they would
/// be other texts for one day.
#[must_use]
pub fn read(text: &str) -> Option<Date> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: Date = plain.then(|| text.parse().ok()).flatten()?;
    (day.year() >= 1).then_some(day)
}

/// The name of the month of a day.
#[must_use]
pub fn month(day: Date, lang: Lang) -> &'static str {
    usize::try_from(day.month() - 1)
        .ok()
        .and_then(|at| lang.pick(&MONTHS_NL, &MONTHS_EN).get(at).copied())
        .unwrap_or_default()
}

/// A day: `31 december 2019`.
#[must_use]
pub fn date(day: Date, lang: Lang) -> String {
    format!("{} {} {}", day.day(), month(day, lang), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(read("2019-03-01"), Some(jiff::civil::date(2019, 3, 1)));
        assert_eq!(read("2020-02-29"), Some(jiff::civil::date(2020, 2, 29)));
        for other in [
            "",
            "20190301",
            "2019-W09-5",
            "2019-02-29",
            "0000-01-01",
            "-001-01-01",
            "01-03-2019",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_is_said_in_two_languages() {
        let day = jiff::civil::date(2019, 3, 1);
        assert_eq!(date(day, Lang::Nl), "1 maart 2019");
        assert_eq!(date(day, Lang::En), "1 March 2019");
    }
}
