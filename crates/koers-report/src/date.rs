//! Days, periods and spans of time in words.

use crate::number;
use jiff::civil::Date;
use koers_model::day::month;
use koers_model::period::{Frequency, Period};
use koers_model::text::Lang;

pub use koers_model::day::date;

/// A day as machines write it, for `datetime` attributes and files: `2019-12-31`.
#[must_use]
pub fn iso(day: Date) -> String {
    day.to_string()
}

/// A period: `2019`, `derde kwartaal van 2019`, `maart 2019`, `week 5 van 2019`, `schooljaar 2019/2020`.
#[must_use]
pub fn period(period: Period, lang: Lang) -> String {
    let year = period.calendar_year();
    let start = period.start();
    match period.frequency() {
        Frequency::Year => year.to_string(),
        Frequency::HalfYear => {
            let half = usize::from(start.month() > 6);
            match lang {
                Lang::Nl => format!("{} helft van {year}", ["eerste", "tweede"][half]),
                Lang::En => format!("{} half of {year}", ["first", "second"][half]),
            }
        }
        Frequency::Quarter => {
            let quarter = ((start.month() - 1) / 3).clamp(0, 3).unsigned_abs() as usize;
            match lang {
                Lang::Nl => format!(
                    "{} kwartaal van {year}",
                    ["eerste", "tweede", "derde", "vierde"][quarter]
                ),
                Lang::En => format!(
                    "{} quarter of {year}",
                    ["first", "second", "third", "fourth"][quarter]
                ),
            }
        }
        Frequency::Month => format!("{} {year}", month(start, lang)),
        Frequency::Week => {
            let week = start.iso_week_date();
            match lang {
                Lang::Nl => format!("week {} van {}", week.week(), week.year()),
                Lang::En => format!("week {} of {}", week.week(), week.year()),
            }
        }
        Frequency::SchoolYear => format!("{} {period}", lang.pick("schooljaar", "school year")),
        Frequency::Day => date(start, lang),
    }
}

/// A period as it stands behind another word: `2019`, `het derde kwartaal van 2019`, `maart 2019`.
#[must_use]
pub fn the_period(of: Period, lang: Lang) -> String {
    let article = match of.frequency() {
        Frequency::HalfYear => lang.pick("de ", "the "),
        Frequency::Quarter | Frequency::SchoolYear => lang.pick("het ", "the "),
        Frequency::Year | Frequency::Month | Frequency::Week | Frequency::Day => "",
    };
    format!("{article}{}", period(of, lang))
}

/// When: `in 2019`, `in het derde kwartaal van 2019`, `op 31 december 2019`.
#[must_use]
pub fn in_period(of: Period, lang: Lang) -> String {
    let word = match of.frequency() {
        Frequency::Day => lang.pick("op", "on"),
        _ => "in",
    };
    format!("{word} {}", the_period(of, lang))
}

/// Several periods, runs of neighbours drawn together: `2011–2015 en 2017`. The order given is kept.
#[must_use]
pub fn periods(all: &[Period], lang: Lang) -> String {
    let mut runs: Vec<(Period, Period)> = Vec::new();
    for &next in all {
        match runs.last_mut() {
            Some((_, last)) if next.steps_since(*last) == Some(1) => *last = next,
            _ => runs.push((next, next)),
        }
    }
    let words: Vec<String> = runs
        .into_iter()
        .flat_map(|(first, last)| match last.steps_since(first) {
            Some(0) | None => vec![period(first, lang)],
            Some(1) => vec![period(first, lang), period(last, lang)],
            Some(_) if first.frequency() == Frequency::Year => vec![format!("{first}–{last}")],
            Some(_) => vec![format!(
                "{} {} {}",
                period(first, lang),
                lang.pick("tot en met", "to"),
                period(last, lang)
            )],
        })
        .collect();
    list(&words, lang)
}

/// Words with commas and a last *en*.
#[must_use]
pub fn list(words: &[String], lang: Lang) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {} {last}", rest.join(", "), and(lang)),
    }
}

fn and(lang: Lang) -> &'static str {
    lang.pick("en", "and")
}

/// A number of months as people say it: `9 maanden`, `7 jaar en 2 maanden`.
#[must_use]
pub fn months(months: u32, lang: Lang) -> String {
    let say = |n: u32, one: &str, more: &str| {
        let count = number::count(n as usize, lang);
        format!("{count} {}", if n == 1 { one } else { more })
    };
    let in_months = |n| say(n, lang.pick("maand", "month"), lang.pick("maanden", "months"));
    let in_years = |n| say(n, lang.pick("jaar", "year"), lang.pick("jaar", "years"));
    match (months / 12, months % 12) {
        (0, rest) => in_months(rest),
        (years, 0) => in_years(years),
        (years, rest) => format!("{} {} {}", in_years(years), and(lang), in_months(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    fn p(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn days_and_periods_in_words() {
        assert_eq!(date(day(2019, 12, 31), Lang::Nl), "31 december 2019");
        assert_eq!(date(day(2019, 3, 1), Lang::En), "1 March 2019");
        for (code, nl, en) in [
            ("2019", "2019", "2019"),
            ("2019-S2", "tweede helft van 2019", "second half of 2019"),
            ("2019-Q3", "derde kwartaal van 2019", "third quarter of 2019"),
            ("2019-03", "maart 2019", "March 2019"),
            ("2020-W53", "week 53 van 2020", "week 53 of 2020"),
            ("2019/2020", "schooljaar 2019/2020", "school year 2019/2020"),
            ("2019-12-31", "31 december 2019", "31 December 2019"),
        ] {
            assert_eq!(period(p(code), Lang::Nl), nl);
            assert_eq!(period(p(code), Lang::En), en);
        }
    }

    #[test]
    fn periods_stand_in_a_sentence() {
        assert_eq!(in_period(p("2019"), Lang::Nl), "in 2019");
        assert_eq!(
            in_period(p("2019-Q3"), Lang::Nl),
            "in het derde kwartaal van 2019"
        );
        assert_eq!(in_period(p("2019-S1"), Lang::En), "in the first half of 2019");
        assert_eq!(in_period(p("2019-12-31"), Lang::Nl), "op 31 december 2019");
        assert_eq!(the_period(p("2019-03"), Lang::Nl), "maart 2019");
    }

    #[test]
    fn neighbours_are_drawn_together() {
        let years: Vec<_> = ["2011", "2012", "2013", "2015", "2017", "2018"].map(p).into();
        assert_eq!(periods(&years, Lang::Nl), "2011–2013, 2015, 2017 en 2018");
        assert_eq!(periods(&[], Lang::Nl), "");
        let months: Vec<_> = ["2019-03", "2019-04", "2019-05"].map(p).into();
        assert_eq!(periods(&months, Lang::En), "March 2019 to May 2019");
    }

    #[test]
    fn months_become_years() {
        assert_eq!(months(0, Lang::Nl), "0 maanden");
        assert_eq!(months(1, Lang::Nl), "1 maand");
        assert_eq!(months(12, Lang::Nl), "1 jaar");
        assert_eq!(months(86, Lang::Nl), "7 jaar en 2 maanden");
        assert_eq!(months(25, Lang::En), "2 years and 1 month");
    }
}
