//! Numbers as people and files write them. What can be read in two ways is not read.

use koers_model::text::{Lang, Text};

/// A number with a point and nothing between its digits, finite.
pub(crate) fn point(text: &str) -> Option<f64> {
    let fits = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
    let number: f64 = text.parse().ok()?;
    (fits && number.is_finite()).then_some(number)
}

/// The same number with a point and nothing between its digits, of one that may have a comma and marks between thousands:
/// `1.234,50`, `1234,5`, `1,234.50`. `None` for what is no number, and for what may be two: `1.234`.
pub(crate) fn comma(text: &str) -> Option<String> {
    let split = text.find(['e', 'E']).unwrap_or(text.len());
    let (mantissa, power) = text.split_at_checked(split)?;
    let body = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    if body.is_empty() || !body.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    let plain = match body.rfind(['.', ',']) {
        None => body.to_owned(),
        Some(mark) => {
            let (whole, rest) = body.split_at_checked(mark)?;
            let (sign, digits) = rest.split_at_checked(1)?;
            let other = if sign == "." { "," } else { "." };
            if whole.contains(sign) {
                // The same mark twice: between thousands, and nothing behind.
                (!whole.contains(other)).then_some(())?;
                thousands(body, sign)?
            } else if whole.contains(other) {
                format!("{}.{digits}", thousands(whole, other)?)
            } else if digits.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
                return None;
            } else {
                format!("{whole}.{digits}")
            }
        }
    };
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let read = format!("{sign}{plain}{power}");
    point(&read).map(|_| read)
}

/// The mark of a number that may be two, and the digits without it: `20.000` is twenty thousand to one and twenty to another.
pub(crate) fn twofold(text: &str) -> Option<(char, String)> {
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mark = body.chars().find(|c| matches!(c, '.' | ','))?;
    let (whole, part) = body.split_once(mark)?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let fits = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && part.len() == 3;
    (fits && digits(whole) && digits(part)).then(|| (mark, format!("{whole}{part}")))
}

/// What is wanted, with what to write instead of a number that may be two.
pub(crate) fn explained(wanted: Text, text: &str) -> Text {
    let Some((mark, digits)) = twofold(text.trim()) else {
        return wanted;
    };
    let (nl, en) = match mark {
        '.' => ("een punt", "a point"),
        _ => ("een komma", "a comma"),
    };
    Text::both(
        format!(
            "{}. Met {nl} voor drie cijfers kan het twee dingen zijn: schrijf {digits}, zonder teken tussen de duizendtallen",
            wanted.nl
        ),
        format!(
            "{}. With {en} before three digits it may be two things: write {digits}, without a mark between thousands",
            wanted.get(Lang::En)
        ),
    )
}

/// A number as people write it: with a comma or with a point.
///
/// # Errors
/// What is wanted instead, as for a field of a form.
pub fn number(text: &str) -> Result<f64, Text> {
    let plain = comma(text.trim()).and_then(|plain| point(&plain));
    plain.ok_or_else(|| explained(Text::both("een getal, zoals 0,2", "a number, such as 0.2"), text))
}

/// An amount in euro as people write it, in cents.
///
/// # Errors
/// What is wanted instead, as for a field of a form.
pub fn euro(text: &str) -> Result<i64, Text> {
    let cents = comma(text.trim()).and_then(|plain| exact(&plain, 2));
    cents.filter(|cents| *cents >= 0).ok_or_else(|| {
        let wanted = Text::both(
            "een bedrag in euro van nul of meer, in hele centen",
            "an amount in euro of nil or more, in whole cents",
        );
        explained(wanted, text)
    })
}

/// The digits of a whole number with a mark between every three of them.
fn thousands(text: &str, mark: &str) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && text.split(mark).skip(1).all(|group| group.len() == 3);
    fits.then(|| text.replace(mark, ""))
}

fn scale(digits: u32) -> f64 {
    10_f64.powi(i32::try_from(digits).unwrap_or(0))
}

/// The cents of a decimal number with at most so many digits behind the point; `None` past what can be counted.
pub(crate) fn exact(text: &str, digits: u32) -> Option<i64> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = body.split_once('.').unwrap_or((body, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + part.len() == 0 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let digits = usize::try_from(digits).ok()?;
    let part = part.trim_end_matches('0');
    if part.len() > digits || whole.len() > 40 {
        return None;
    }
    let mut value: i128 = 0;
    for digit in whole
        .bytes()
        .chain(part.bytes())
        .chain(std::iter::repeat_n(b'0', digits - part.len()))
    {
        value = value.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    i64::try_from(if negative { -value } else { value }).ok()
}

/// Cents as a decimal number.
pub(crate) fn text(cents: i64, digits: u32) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let scale = 10_u64.pow(digits);
    let width = usize::try_from(digits).unwrap_or(0);
    let (whole, part) = (cents.unsigned_abs() / scale, cents.unsigned_abs() % scale);
    format!("{sign}{whole}.{part:0width$}")
}

/// Cents as a float, for amounts of at most fifteen digits.
pub(crate) fn float(cents: i64, digits: u32) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact")]
    let cents = cents as f64;
    cents / scale(digits)
}

/// The cents that a float stands for; `None` when it is not a whole number of cents of at most fifteen digits.
pub(crate) fn cents(number: f64, digits: u32) -> Option<i64> {
    let scale = scale(digits);
    let whole = (number * scale).round();
    if !whole.is_finite() || whole.abs() >= 1e15 {
        return None;
    }
    // What a spreadsheet computed may be some last bits off; a tenth of a cent may not.
    let slack = (number.abs() * 1e-14 + 1e-9).min(0.1 / scale);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number of at most fifteen digits"
    )]
    ((whole / scale - number).abs() <= slack).then_some(whole as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_commas_are_read_and_those_with_two_meanings_are_not() {
        for (text, plain) in [
            ("1234,5", "1234.5"),
            ("1.234,50", "1234.50"),
            ("1,234.50", "1234.50"),
            ("1.234.567", "1234567"),
            ("-0,125", "-0.125"),
            ("0.125", "0.125"),
            ("1234.567", "1234.567"),
            ("12,5E+3", "12.5E+3"),
            ("+7,00", "7.00"),
            ("12", "12"),
        ] {
            assert_eq!(comma(text).as_deref(), Some(plain), "{text}");
        }
        for bad in [
            "1.234",
            "1,234",
            "1.23.456",
            "1.234,5,6",
            "a",
            "",
            "-",
            "1,2.3,4",
            "1 234",
            "12,,5",
        ] {
            assert_eq!(comma(bad), None, "{bad}");
        }
        for bad in ["inf", "NaN", "1,5", "", "1e999", "0x1"] {
            assert_eq!(point(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_amount_with_two_meanings_is_refused_with_what_to_write() {
        assert_eq!(euro("45000"), Ok(4_500_000));
        assert_eq!(euro(" 1.234,50 "), Ok(123_450));
        assert_eq!(twofold("45.000"), Some(('.', "45000".to_owned())));
        for (text, says) in [
            ("45.000", "schrijf 45000"),
            ("45,000", "een komma"),
            ("-1", "van nul of meer"),
        ] {
            assert!(euro(text).is_err_and(|wanted| wanted.nl.contains(says)), "{text}");
        }
        for one in ["0.125", "1234.567", "1.23", "1.2345", "a.bcd"] {
            assert_eq!(twofold(one), None, "{one}");
        }
    }

    #[test]
    fn cents_go_to_and_fro_in_euro_and_in_thousands() {
        for cents_ in [
            0,
            1,
            -1,
            99,
            100,
            -12_345,
            181_875_000,
            999_999_999_999_999,
            -999_999_999_999_999,
        ] {
            for digits in [2, 5] {
                assert_eq!(cents(float(cents_, digits), digits), Some(cents_));
                assert_eq!(exact(&text(cents_, digits), digits), Some(cents_));
            }
        }
        for whole in [i64::MIN, i64::MAX] {
            assert_eq!(exact(&text(whole, 2), 2), Some(whole));
        }
        assert_eq!(exact("92233720368547758.08", 2), None);
        assert_eq!(text(-5, 2), "-0.05");
        assert_eq!(text(1_234_567, 5), "12.34567");
        assert_eq!(cents(0.1 + 0.2, 2), Some(30));
        for bad in [12.345, 0.001, 1e15, f64::NAN, f64::INFINITY] {
            assert_eq!(cents(bad, 2), None, "{bad}");
        }
        for bad in ["", ".", "-", "1.234", "1,2", "a", "1e3"] {
            assert_eq!(exact(bad, 2), None, "{bad}");
        }
    }
}
