//! Money in whole cents, and amounts that nobody knows.

use crate::text::Lang;
use std::fmt;

/// An amount of euro in whole cents, up to about 92 million billion euro either way. Never a floating-point number: cents add up.
///
/// ```
/// use koers_model::portfolio::money::Money;
/// let grant = Money::euro(1_818_750).expect("it fits");
/// assert_eq!(grant.to_string(), "1818750.00");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// Nothing at all: an amount that somebody knows to be nil.
    pub const ZERO: Self = Self(0);

    /// That many cents.
    #[must_use]
    pub const fn cents(cents: i64) -> Self {
        Self(cents)
    }
    /// That many whole euro; `None` when there are too many to count in cents.
    #[must_use]
    pub fn euro(euro: i64) -> Option<Self> {
        euro.checked_mul(100).map(Self)
    }
    /// How many cents.
    #[must_use]
    pub const fn in_cents(self) -> i64 {
        self.0
    }
    /// Whether it is less than nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
    /// The sum; `None` past what can be counted.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
    /// The difference; `None` past what can be counted.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
    /// A part of it, rounded to whole cents, halves away from zero.
    #[must_use]
    pub fn part(self, share: Share) -> Self {
        let exact = i128::from(self.0) * i128::from(share.0);
        let whole = i128::from(Share::WHOLE.0);
        let half = if exact < 0 { -whole / 2 } else { whole / 2 };
        // A share is at most one, so the part is never larger than the amount.
        Self(i64::try_from((exact + half) / whole).unwrap_or(self.0))
    }
}

impl Money {
    /// As people read it: `€ 1.818.750` in Dutch, `€1,818,750` in English; cents only where there are any, a real minus sign, and no line
    /// break between the sign and the digits.
    #[must_use]
    pub fn said(self, lang: Lang) -> String {
        let cents = self.0.unsigned_abs();
        let (thousands, point) = lang.pick(('.', ','), (',', '.'));
        let whole = (cents / 100).to_string();
        let mut text = lang.pick("€\u{a0}", "€").to_owned();
        if self.0 < 0 {
            text.push('\u{2212}');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        match cents % 100 {
            0 => text,
            rest => format!("{text}{point}{rest:02}"),
        }
    }
}

impl fmt::Display for Money {
    /// Euro with a point and two digits, as in files: `-1234.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

/// A part of a whole, in millionths: from nothing to all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u32);

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self(1_000_000);

    /// That many millionths; `None` when that is more than all of it.
    #[must_use]
    pub const fn millionths(millionths: u32) -> Option<Self> {
        if millionths > Self::WHOLE.0 {
            None
        } else {
            Some(Self(millionths))
        }
    }
    /// How many millionths.
    #[must_use]
    pub const fn in_millionths(self) -> u32 {
        self.0
    }
    /// Whether a part of a whole is no more than this share of it, exactly.
    #[must_use]
    pub fn holds(self, part: Money, whole: Money) -> bool {
        i128::from(part.0) * i128::from(Self::WHOLE.0) <= i128::from(whole.0) * i128::from(self.0)
    }
}

impl fmt::Display for Share {
    /// In percent, without zeros at the end: `40%`, `12.5%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 10_000, self.0 % 10_000);
        if rest == 0 {
            return write!(f, "{whole}%");
        }
        let digits = format!("{rest:04}");
        write!(f, "{whole}.{}%", digits.trim_end_matches('0'))
    }
}

/// An amount as it was written down, or the fact that nobody knows it. Unknown is not nil.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// So much.
    Known(Money),
    /// There is money in it, and no source says how much.
    Unknown,
}

impl Amount {
    /// The money, where it is known.
    #[must_use]
    pub const fn known(self) -> Option<Money> {
        match self {
            Self::Known(money) => Some(money),
            Self::Unknown => None,
        }
    }
}

/// What some amounts come to: the known ones added up, and how many are unknown. With an unknown one the total is *at least* so much, where
/// none of them can be negative, and never simply so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// The known amounts added up.
    pub known: Money,
    /// How many amounts there were.
    pub count: usize,
    /// How many of them nobody knows.
    pub unknown: usize,
}

impl Total {
    /// Adds amounts up.
    ///
    /// # Errors
    /// [`TooMuch`] past what can be counted in cents.
    pub fn of(amounts: impl IntoIterator<Item = Amount>) -> Result<Self, TooMuch> {
        let mut total = Self::default();
        for amount in amounts {
            total.count += 1;
            match amount {
                Amount::Known(money) => total.known = total.known.plus(money).ok_or(TooMuch)?,
                Amount::Unknown => total.unknown += 1,
            }
        }
        Ok(total)
    }
    /// The total, where every amount is known. Of no amounts at all nothing is known either.
    #[must_use]
    pub fn exact(self) -> Option<Money> {
        (self.unknown == 0 && self.count > 0).then_some(self.known)
    }
}

/// More money than can be counted in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these amounts come to more than can be counted")]
pub struct TooMuch;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_rounded_to_the_cent_on_both_sides_of_nothing() {
        let third = Share::millionths(333_333).unwrap_or(Share::WHOLE);
        assert_eq!(Money::cents(100).part(third), Money::cents(33));
        let half = Share::millionths(500_000).unwrap_or(Share::WHOLE);
        assert_eq!(Money::cents(5).part(half), Money::cents(3));
        assert_eq!(Money::cents(-5).part(half), Money::cents(-3));
        assert_eq!(Money::cents(i64::MIN).part(Share::WHOLE), Money::cents(i64::MIN));
        assert_eq!(Money::cents(i64::MAX).part(Share::WHOLE), Money::cents(i64::MAX));
    }

    #[test]
    fn an_unknown_amount_is_never_nil() {
        let euro = |n| Amount::Known(Money::euro(n).unwrap_or_default());
        let total = Total::of([euro(5), Amount::Unknown, euro(7)]);
        assert_eq!(
            total.map(|t| (t.known, t.unknown, t.exact())),
            Ok((Money::cents(1200), 1, None))
        );
        assert_eq!(Total::of([]).map(Total::exact), Ok(None));
        assert_eq!(Total::of([euro(0)]).map(Total::exact), Ok(Some(Money::ZERO)));
        let most = Amount::Known(Money::cents(i64::MAX));
        assert_eq!(Total::of([most, euro(1)]), Err(TooMuch));
    }

    #[test]
    fn amounts_and_shares_read_as_people_write_them() {
        assert_eq!(Money::cents(-123_450).to_string(), "-1234.50");
        assert_eq!(Money::cents(-5).to_string(), "-0.05");
        assert_eq!(Money::cents(i64::MIN).to_string(), "-92233720368547758.08");
        let shares = [(400_000, "40%"), (125_000, "12.5%"), (1, "0.0001%"), (0, "0%")];
        for (millionths, text) in shares {
            assert_eq!(
                Share::millionths(millionths).map(|s| s.to_string()).as_deref(),
                Some(text)
            );
        }
        assert_eq!(Share::millionths(1_000_001), None);
    }
}
