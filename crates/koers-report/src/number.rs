//! Numbers as people write them: `1.234,5` in Dutch, `1,234.5` in English, with a real minus sign and a unit.
//!
//! Rounding is that of the exact value to the nearest shown digit (ties to even), so equal numbers always read the same.

use koers_model::portfolio::estimate::Range;
use koers_model::portfolio::money::{Money, Total};
use koers_model::text::Lang;
use koers_model::unit::{Kind, Unit};
use koers_model::value::{Bounds, Cell, Content, Missing, Number};

/// More decimals than this say nothing and only break the layout.
const MOST_DECIMALS: u8 = 12;
/// From here on digits are no longer written out.
const SCIENTIFIC_FROM: f64 = 1e15;
/// A number closer to zero than this is written with a power of ten where all its digits are asked for.
const SCIENTIFIC_BELOW: f64 = 1e-9;
/// U+2212: as wide as a plus sign, and never a line break behind it.
const MINUS: char = '−';

/// A number with a fixed count of decimals: `1.234,5`, `−0,3`. What rounds to zero is zero, without a sign.
#[must_use]
pub fn number(value: Number, decimals: u8, lang: Lang) -> String {
    let value = value.get();
    if value.abs() >= SCIENTIFIC_FROM {
        return scientific(value, lang);
    }
    let digits = format!("{:.*}", usize::from(decimals.min(MOST_DECIMALS)), value.abs());
    let zero = digits.bytes().all(|b| matches!(b, b'0' | b'.'));
    localise(&digits, value < 0.0 && !zero, lang)
}

/// A part of one as a percentage.
#[must_use]
pub fn percent(part: Number, decimals: u8, lang: Lang) -> String {
    Number::new(part.get() * 100.0)
        .map_or_else(String::new, |value| format!("{}%", number(value, decimals, lang)))
}

/// A number with its sign, as one writes a difference: `+14,3`, `−0,4`, `0,0`.
#[must_use]
pub fn signed(value: Number, decimals: u8, lang: Lang) -> String {
    let text = number(value, decimals, lang);
    let zero = text.chars().all(|c| matches!(c, '0' | '.' | ','));
    if value.get() > 0.0 && !zero {
        format!("+{text}")
    } else {
        text
    }
}

/// Significant digits of a number whose decimals nobody fixed. More than publishers give, fewer than what a sum of
/// decimals leaves in the last bits: 17.9 + 14.2 + 13 is shown as 45.1, not as 45.099999999999994.
const SIGNIFICANT: usize = 12;

/// A number with all the digits that say something, for figures whose definition says nothing about decimals.
#[must_use]
pub fn plain(value: Number, lang: Lang) -> String {
    let value = value.get();
    let size = value.abs();
    if size >= SCIENTIFIC_FROM || (size != 0.0 && size < SCIENTIFIC_BELOW) {
        return scientific(value, lang);
    }
    let rounded = format!("{size:.*e}", SIGNIFICANT - 1).parse().unwrap_or(size);
    localise(&rounded.to_string(), value < 0.0, lang)
}

/// A number for a narrow place such as an axis: millions and more are written in words (`1,2 mln`).
#[must_use]
pub fn compact(value: Number, decimals: u8, lang: Lang) -> String {
    let size = value.get().abs();
    let steps = [
        (1e12, lang.pick("bln", "tn")),
        (1e9, lang.pick("mld", "bn")),
        (1e6, lang.pick("mln", "m")),
    ];
    if size < SCIENTIFIC_FROM
        && let Some((factor, word)) = steps.into_iter().find(|(factor, _)| size >= *factor)
        && let Some(scaled) = Number::new(value.get() / factor)
    {
        // At most two decimals, and none that are only zeros: `2 mln`, `1,25 mln`.
        let digits = format!("{:.2}", scaled.get().abs());
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        return format!("{} {word}", localise(digits, value.get() < 0.0, lang));
    }
    number(value, decimals, lang)
}

/// A part of a whole, from nothing to one, as a percentage with a decimal only where it rounds to one: `12,5%`, `12%`; nothing when it is no number.
#[must_use]
pub fn percent_to_tenth(part: f64, lang: Lang) -> String {
    Number::new(part * 100.0).map_or_else(String::new, |value| {
        let text = number(value, 1, lang);
        let whole = text.strip_suffix(lang.pick(",0", ".0"));
        format!("{}%", whole.unwrap_or(&text))
    })
}

/// A part in thousandths as a percentage, with a decimal only where there is one: `3,4%`, `12%`.
#[must_use]
pub fn thousandths(part: u16, lang: Lang) -> String {
    let digits = match part % 10 {
        0 => (part / 10).to_string(),
        rest => format!("{}.{rest}", part / 10),
    };
    format!("{}%", localise(&digits, false, lang))
}

/// A range of an estimate: `40 tot 80, midden 60`; `60` when only one figure was given.
#[must_use]
pub fn range(range: Range, lang: Lang) -> String {
    let [low, central, high] = [range.low(), range.central(), range.high()].map(|value| plain(value, lang));
    match (range.is_single(), lang) {
        (true, _) => central,
        (false, Lang::Nl) => format!("{low} tot {high}, midden {central}"),
        (false, Lang::En) => format!("{low} to {high}, central {central}"),
    }
}

/// An amount of money: `€ 1.818.750` in Dutch, `€1,818,750` in English; cents only where there are any.
#[must_use]
pub fn euro(money: Money, lang: Lang) -> String {
    money.said(lang)
}

/// What amounts come to: `€ 1.000`; `€ 1.000 bekend, 2 bedragen onbekend`; `onbekend`; a dash where there are no amounts at all.
#[must_use]
pub fn total(total: Total, lang: Lang) -> String {
    let unknown = |n: usize| match (n, lang) {
        (1, Lang::Nl) => "1 bedrag onbekend".to_owned(),
        (n, Lang::Nl) => format!("{} bedragen onbekend", count(n, lang)),
        (1, Lang::En) => "1 amount unknown".to_owned(),
        (n, Lang::En) => format!("{} amounts unknown", count(n, lang)),
    };
    match total {
        Total { count: 0, .. } => "–".to_owned(),
        Total {
            unknown: 0, known, ..
        } => euro(known, lang),
        Total { count, unknown, .. } if count == unknown => lang.pick("onbekend", "unknown").to_owned(),
        Total {
            known, unknown: n, ..
        } => {
            // What is unknown may also be a correction downwards; then nothing is sure.
            let least = lang.pick("bekend", "known");
            format!("{} {least}, {}", euro(known, lang), unknown(n))
        }
    }
}

/// A whole count: `1.234`.
#[must_use]
pub fn count(n: usize, lang: Lang) -> String {
    localise(&n.to_string(), false, lang)
}

/// A count in words up to twenty, as running text asks; in digits above.
#[must_use]
pub fn count_in_words(n: usize, lang: Lang) -> String {
    const NL: [&str; 21] = [
        "geen",
        "één",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
        "twintig",
    ];
    const EN: [&str; 21] = [
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    lang.pick(NL, EN)
        .get(n)
        .map_or_else(|| count(n, lang), |word| (*word).to_owned())
}

/// A number with its unit: `205,1 duizend banen`, `2,8%`, `plaats 6`, `index 104,3`.
#[must_use]
pub fn figure(value: Number, decimals: u8, unit: &Unit, lang: Lang) -> String {
    with_unit(number(value, decimals, lang), unit, lang)
}

/// What [`figure`] says before and after the number, so that the number can be set apart: one of the two is empty.
#[must_use]
pub fn around(unit: &Unit, lang: Lang) -> (String, String) {
    let label = unit.label(lang);
    match unit.kind {
        Kind::Rank | Kind::Ratio => (format!("{label} "), String::new()),
        Kind::Index if unit.id == "index" => (format!("{label} "), String::new()),
        Kind::Count if unit.id == "number" => (format!("{label} "), String::new()),
        // The percent sign stands against the number.
        _ if label.starts_with('%') => (String::new(), label.to_owned()),
        _ => (String::new(), format!(" {label}")),
    }
}

fn with_unit(text: String, unit: &Unit, lang: Lang) -> String {
    let (before, after) = around(unit, lang);
    format!("{before}{text}{after}")
}

/// A difference between two figures of one unit, or a margin: `4,1 duizend banen`, `0,3 procentpunt`, `2 plaatsen`.
#[must_use]
pub fn difference(value: Number, decimals: u8, unit: &Unit, lang: Lang) -> String {
    difference_of(number(value, decimals, lang), unit, lang)
}

/// A difference with its sign: `+14,3 duizend banen`, `−0,4 procentpunt`.
#[must_use]
pub fn signed_difference(value: Number, decimals: u8, unit: &Unit, lang: Lang) -> String {
    difference_of(signed(value, decimals, lang), unit, lang)
}

fn difference_of(text: String, unit: &Unit, lang: Lang) -> String {
    match unit.kind {
        Kind::Percent | Kind::Index | Kind::Rank => format!("{text} {}", difference_unit(unit, lang)),
        Kind::Ratio => text,
        _ => with_unit(text, unit, lang),
    }
}

/// What a difference between two figures of one unit is counted in: `duizend banen`, `procentpunt`, `plaatsen`.
#[must_use]
pub fn difference_unit(unit: &Unit, lang: Lang) -> &'static str {
    match unit.kind {
        // The difference between two percentages is not a percentage.
        Kind::Percent => lang.pick("procentpunt", "percentage points"),
        Kind::Index => lang.pick("punten", "points"),
        Kind::Rank => lang.pick("plaatsen", "places"),
        _ => unit.label(lang),
    }
}

/// The sign that stands for a missing figure in a table or chart; the words always stand beside it.
#[must_use]
pub fn symbol(missing: Missing) -> &'static str {
    match missing {
        Missing::Suppressed => "×",
        Missing::NotYet => "…",
        Missing::NotAvailable => "·",
        Missing::Impossible | Missing::NotApplicable => "–",
        Missing::Absent => "∅",
        Missing::Undefined => "÷",
    }
}

/// A missing figure: sign and words, with the bounds between which it lies where they are known.
#[must_use]
pub fn missing(reason: Missing, bounds: Option<Bounds>, lang: Lang) -> String {
    let words = format!("{} {}", symbol(reason), reason.label(lang));
    match bounds {
        Some(Bounds { low, high }) => {
            let (low, high) = (plain(low, lang), plain(high, lang));
            match lang {
                Lang::Nl => format!("{words} ({low} tot en met {high})"),
                Lang::En => format!("{words} ({low} to {high})"),
            }
        }
        None => words,
    }
}

/// The content of a cell without its unit: `205,1`, or `× geheim`.
#[must_use]
pub fn cell(cell: &Cell, decimals: u8, lang: Lang) -> String {
    match cell.content {
        Content::Value(value) => number(value, decimals, lang),
        Content::Missing { reason, bounds } => missing(reason, bounds, lang),
    }
}

/// The content of a cell with its unit: `205,1 duizend banen`, or `× geheim`.
#[must_use]
pub fn cell_figure(cell: &Cell, decimals: u8, unit: &Unit, lang: Lang) -> String {
    match cell.content {
        Content::Value(value) => figure(value, decimals, unit, lang),
        Content::Missing { reason, bounds } => missing(reason, bounds, lang),
    }
}

fn scientific(value: f64, lang: Lang) -> String {
    let text = format!("{:.2e}", value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = exponent
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            // The other superscript digits stand in a row in Unicode.
            c => c
                .to_digit(10)
                .and_then(|digit| char::from_u32(0x2070 + digit))
                .unwrap_or(c),
        })
        .collect();
    format!("{} × 10{raised}", localise(mantissa, value < 0.0, lang))
}

/// Groups the digits of a plain decimal text by three and sets the marks of the language.
fn localise(digits: &str, negative: bool, lang: Lang) -> String {
    let (thousands, point) = lang.pick(('.', ','), (',', '.'));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 4);
    if negative {
        text.push(MINUS);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: f64) -> Number {
        Number::new(value).unwrap()
    }

    #[test]
    fn parts_of_a_whole_are_percentages() {
        let thousandths = |part| thousandths(part, Lang::Nl);
        assert_eq!(
            [34, 120, 1000, 5].map(thousandths),
            ["3,4%", "12%", "100%", "0,5%"]
        );
        assert_eq!(percent(n(0.125), 0, Lang::En), "12%");
        assert_eq!(percent(n(0.125), 1, Lang::Nl), "12,5%");
    }

    #[test]
    fn dutch_and_english_marks() {
        for (value, decimals, nl, en) in [
            (1234.5, 1, "1.234,5", "1,234.5"),
            (205.1, 1, "205,1", "205.1"),
            (0.0, 0, "0", "0"),
            (999.0, 0, "999", "999"),
            (1000.0, 0, "1.000", "1,000"),
            (1_234_567.0, 2, "1.234.567,00", "1,234,567.00"),
            (-1234.56, 1, "−1.234,6", "−1,234.6"),
        ] {
            assert_eq!(number(n(value), decimals, Lang::Nl), nl);
            assert_eq!(number(n(value), decimals, Lang::En), en);
        }
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        assert_eq!(number(n(-0.04), 1, Lang::Nl), "0,0");
        assert_eq!(signed(n(0.04), 1, Lang::Nl), "0,0");
        assert_eq!(signed(n(-0.04), 1, Lang::Nl), "0,0");
        assert_eq!(signed(n(14.3), 1, Lang::Nl), "+14,3");
        assert_eq!(signed(n(-0.4), 1, Lang::En), "−0.4");
    }

    #[test]
    fn rounding_goes_by_the_exact_value() {
        // 2.675 is stored just below, 2.665 just above; 0.125 and 0.375 are exact ties, which go to even.
        assert_eq!(number(n(2.675), 2, Lang::Nl), "2,67");
        assert_eq!(number(n(0.125), 2, Lang::Nl), "0,12");
        assert_eq!(number(n(0.375), 2, Lang::Nl), "0,38");
    }

    #[test]
    fn huge_and_tiny_numbers_stay_short() {
        assert_eq!(number(n(1e300), 1, Lang::Nl), "1,00 × 10³⁰⁰");
        assert_eq!(number(n(f64::MAX), 255, Lang::En), "1.80 × 10³⁰⁸");
        assert_eq!(plain(n(-2.5e-12), Lang::Nl), "−2,50 × 10⁻¹²");
        assert_eq!(number(n(1e-300), 1, Lang::Nl), "0,0");
        assert!(number(n(1.5), 255, Lang::Nl).len() < 20);
    }

    #[test]
    fn all_digits_or_few() {
        assert_eq!(plain(n(1234.125), Lang::Nl), "1.234,125");
        assert_eq!(plain(n(17.9 + 14.2 + 13.0), Lang::Nl), "45,1");
        assert_eq!(plain(n(26600.0), Lang::En), "26,600");
        assert_eq!(compact(n(1_250_000.0), 0, Lang::Nl), "1,25 mln");
        assert_eq!(compact(n(-2_000_000_000.0), 0, Lang::En), "−2 bn");
        assert_eq!(compact(n(950.0), 1, Lang::Nl), "950,0");
    }

    #[test]
    fn units_stand_where_people_put_them() {
        let unit = |id| Unit::from_id(id).unwrap();
        let say = |value, decimals, id, lang| figure(n(value), decimals, unit(id), lang);
        assert_eq!(say(205.1, 1, "thousand-jobs", Lang::Nl), "205,1 duizend banen");
        assert_eq!(say(2.8, 1, "percent", Lang::Nl), "2,8%");
        assert_eq!(
            say(83.0, 0, "percent-of-eu", Lang::Nl),
            "83% van het EU-gemiddelde"
        );
        assert_eq!(say(6.0, 0, "rank", Lang::Nl), "plaats 6");
        assert_eq!(say(104.3, 1, "index", Lang::En), "index 104.3");
        assert_eq!(
            difference(n(0.3), 1, unit("percent"), Lang::Nl),
            "0,3 procentpunt"
        );
        assert_eq!(difference(n(2.0), 0, unit("rank"), Lang::En), "2 places");
        assert_eq!(
            signed_difference(n(14.3), 1, unit("thousand-jobs"), Lang::Nl),
            "+14,3 duizend banen"
        );
    }

    #[test]
    fn missing_is_said_in_words_and_never_as_a_number() {
        for reason in Missing::ALL {
            for lang in [Lang::Nl, Lang::En] {
                let text = cell(&Cell::missing(reason), 1, lang);
                assert!(text.contains(reason.label(lang)), "{text}");
                assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
            }
        }
        let masked = Cell::masked(Bounds {
            low: n(1.0),
            high: n(4.0),
        });
        assert_eq!(cell(&masked, 0, Lang::Nl), "× geheim (1 tot en met 4)");
    }

    #[test]
    fn counts_in_words() {
        assert_eq!(count_in_words(16, Lang::Nl), "zestien");
        assert_eq!(count_in_words(0, Lang::En), "none");
        assert_eq!(count_in_words(1234, Lang::Nl), "1.234");
    }
}
