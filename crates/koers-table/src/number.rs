//! Reads numbers: one decimal sign per file, no marks for thousands, nothing guessed.

use crate::error::{ReadError, code, shown};

/// The decimal sign of one file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Decimals {
    /// The form always uses a point.
    Point,
    /// The form knows both; the first number with a decimal sign decides for the whole file. Line of that number.
    Undecided,
    /// Decided by the number on this line.
    Decided(u8, u64),
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// Something else.
    Text,
    /// The other decimal sign; it was decided on this line, or by the form.
    OtherSign(Option<u64>),
    /// More than one sign.
    Thousands,
    /// Infinite.
    Range,
}

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

impl Decimals {
    /// Reads a number without spaces around it.
    #[inline]
    pub(crate) fn number(&mut self, text: &[u8], line: u64) -> Result<f64, NumberFault> {
        let (negative, digits) = match text {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        let mut mantissa = 0_u64;
        let mut count = 0_usize;
        let mut sign_at = None;
        for (at, &byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    count += 1;
                    // Wraps only beyond 19 digits, which take the slow road.
                    mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                }
                b'.' | b',' if sign_at.is_none() => sign_at = Some((at, byte)),
                b'.' | b',' => return Err(NumberFault::Thousands),
                b'e' | b'E' if count > 0 => return self.slow(text, sign_at, line),
                _ => return Err(NumberFault::Text),
            }
        }
        if count == 0 {
            return Err(NumberFault::Text);
        }
        let decimals = match sign_at {
            Some((at, _)) if at + 1 == digits.len() => return Err(NumberFault::Text),
            Some((at, sign)) => {
                self.decide(sign, line)?;
                digits.len() - at - 1
            }
            None => 0,
        };
        // Below 2^53 the mantissa is exact and so is the power of ten: one division, rounded once (Clinger 1990).
        if count <= 19
            && mantissa <= 1 << 53
            && let Some(power) = POWERS.get(decimals)
        {
            #[expect(clippy::cast_precision_loss, reason = "at most 2^53, which is exact")]
            let number = mantissa as f64 / power;
            return Ok(if negative { -number } else { number });
        }
        self.slow(text, sign_at, line)
    }

    fn decide(&mut self, sign: u8, line: u64) -> Result<(), NumberFault> {
        match *self {
            Self::Point if sign == b'.' => Ok(()),
            Self::Point => Err(NumberFault::OtherSign(None)),
            Self::Decided(decided, _) if decided == sign => Ok(()),
            Self::Decided(_, first) => Err(NumberFault::OtherSign(Some(first))),
            Self::Undecided => {
                *self = Self::Decided(sign, line);
                Ok(())
            }
        }
    }

    /// Exponents and long numbers.
    fn slow(&mut self, text: &[u8], sign: Option<(usize, u8)>, line: u64) -> Result<f64, NumberFault> {
        let text = std::str::from_utf8(text).map_err(|_| NumberFault::Text)?;
        let plain = text.replacen(',', ".", 1);
        let number: f64 = plain.parse().map_err(|_| NumberFault::Text)?;
        if let Some((_, sign)) = sign {
            self.decide(sign, line)?;
        }
        if number.is_finite() {
            Ok(number)
        } else {
            Err(NumberFault::Range)
        }
    }
}

impl NumberFault {
    /// The error for a text that was found in a value cell.
    pub(crate) fn error(self, text: &[u8]) -> ReadError {
        let error = match self {
            Self::Text => ReadError::new(code::NOT_A_NUMBER, "a figure is neither a number nor a sign that this form knows")
                .help("a text that hides a number between bounds is named under `masks:` in the catalogue; marks for thousands are never read"),
            Self::OtherSign(Some(line)) => ReadError::new(
                code::TWO_DECIMALS,
                format!("the decimal sign differs from that of line {line}"),
            )
            .expected("one decimal sign in the whole table")
            .help("a point or comma for thousands is never read; take the marks for thousands out, or fetch the table again"),
            Self::OtherSign(None) => ReadError::new(code::TWO_DECIMALS, "a decimal comma in a form that writes a decimal point")
                .expected("a decimal point")
                .help("the file was probably saved again by a spreadsheet program; use the file as published"),
            Self::Thousands => ReadError::new(code::THOUSANDS, "a number with more than one point or comma")
                .expected("digits with at most one decimal sign")
                .help("marks for thousands are never read; use the file as published"),
            Self::Range => ReadError::new(code::OUT_OF_RANGE, "a number too large to hold"),
        };
        error.found(shown(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_the_last_bit() {
        for text in [
            "0",
            "628",
            "-3.5",
            "15438.33",
            "0.1",
            "9007199254740993",
            "1e-5",
            "1.5E3",
            ".5",
            "+7",
            "123456789012345678901234.5",
            "0.000000000000000000000000000000123",
            "1844674407370955161612345678",
            "-0.0",
        ] {
            let ours = Decimals::Point.number(text.as_bytes(), 1).unwrap();
            assert_eq!(ours, text.parse::<f64>().unwrap(), "{text}");
        }
    }

    #[test]
    fn the_first_decimal_sign_decides_for_the_file() {
        let mut comma = Decimals::Undecided;
        assert_eq!(comma.number(b"12", 2), Ok(12.0));
        assert_eq!(comma.number(b"481,8", 3), Ok(481.8));
        assert_eq!(comma.number(b"1,5e2", 3), Ok(150.0));
        assert_eq!(comma.number(b"1.234", 9), Err(NumberFault::OtherSign(Some(3))));
        assert_eq!(
            Decimals::Point.number(b"1,5", 1),
            Err(NumberFault::OtherSign(None))
        );
    }

    #[test]
    fn thousands_are_never_guessed() {
        for text in ["1.234,5", "1,234.5", "1.234.567"] {
            assert_eq!(
                Decimals::Undecided.number(text.as_bytes(), 1),
                Err(NumberFault::Thousands),
                "{text}"
            );
        }
        for text in [
            "", "-", ".", "1 234", "12a", "5.", "0x10", "inf", "NaN", "1e", "--1", "１",
        ] {
            assert_eq!(
                Decimals::Undecided.number(text.as_bytes(), 1),
                Err(NumberFault::Text),
                "{text}"
            );
        }
        assert_eq!(Decimals::Point.number(b"1e999", 1), Err(NumberFault::Range));
    }
}
