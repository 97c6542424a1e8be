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
    fn a_day_is_said_in_two_languages() {
        let day = jiff::civil::date(2019, 3, 1);
        assert_eq!(date(day, Lang::Nl), "1 maart 2019");
        assert_eq!(date(day, Lang::En), "1 March 2019");
    }
}
