//! A budget as it might be instead, in the few characters that people type: `2019=-10%`.

use super::money::Money;
use super::selection::Budget;
use crate::id::Id;
use std::fmt;
use std::str::FromStr;

/// Budgets, and what becomes of them.
///
/// ```
/// use koers_model::portfolio::money::Money;
/// use koers_model::portfolio::what_if::BudgetChange;
/// let less: BudgetChange = "2019=-10%".parse()?;
/// assert_eq!(less.of(Money::cents(500)), Some(Money::cents(450)));
/// assert_eq!("eigen/2019=+50000".parse::<BudgetChange>()?.to_string(), "eigen/2019=+50000.00");
/// # Ok::<(), koers_model::portfolio::what_if::NoChange>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetChange {
    /// Of this source, or of the budget with this id; `None`: of all sources.
    pub source: Option<Id>,
    /// Of this year; `None`: of all years and whole periods.
    pub year: Option<i16>,
    /// What becomes of the cap.
    pub to: NewCap,
}

/// What becomes of a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewCap {
    /// So many millionths of it more, or less when negative.
    Part(i32),
    /// So much more, or less when negative.
    By(Money),
    /// This much.
    To(Money),
}

/// Why a text is no change of a budget.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no change of a budget: write `2019=-10%`, `source=+50000`, `source/2019=250000` or `budget=250000`, with `*` for all budgets"
)]
pub struct NoChange(pub String);

impl BudgetChange {
    /// The cap after the change, rounded to the cent, halves away from zero; `None` when it would be less than nothing or more than can be counted.
    #[must_use]
    pub fn of(&self, cap: Money) -> Option<Money> {
        let new = match self.to {
            NewCap::Part(millionths) => {
                let more = i128::from(cap.in_cents()) * i128::from(millionths);
                let half = if more < 0 { -500_000 } else { 500_000 };
                cap.plus(Money::cents(i64::try_from((more + half) / 1_000_000).ok()?))?
            }
            NewCap::By(more) => cap.plus(more)?,
            NewCap::To(new) => new,
        };
        (!new.is_negative()).then_some(new)
    }
    /// Whether it is about a budget of this id, source and year, going by the names alone.
    #[must_use]
    pub fn is_about(&self, budget: &Id, source: &Id, year: Option<i16>) -> bool {
        let named = self.source.as_ref();
        named.is_none_or(|asked| asked == source || asked == budget)
            && self.year.is_none_or(|asked| year == Some(asked))
    }
    /// The budgets of a plan that it is about. A name is that of a source; where no budget has that source, that of the budget itself.
    pub fn touched<'b>(&self, budgets: &'b [Budget]) -> impl Iterator<Item = &'b Budget> {
        let is_source = budgets
            .iter()
            .any(|one| self.source.as_ref() == Some(&one.source));
        budgets.iter().filter(move |one| {
            let name = if is_source { &one.source } else { &one.id };
            self.is_about(name, name, one.year)
        })
    }
}

/// Digits with at most `most` after the point (or comma), as a whole number of the smallest part.
fn decimal(text: &str, most: u32) -> Option<i64> {
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(rest) || rest.len() > most as usize {
        return None;
    }
    let unit = 10_i64.checked_pow(most)?;
    let rest_unit = 10_i64.checked_pow(most.checked_sub(u32::try_from(rest.len()).ok()?)?)?;
    let rest = rest.parse::<i64>().ok()?.checked_mul(rest_unit)?;
    whole.parse::<i64>().ok()?.checked_mul(unit)?.checked_add(rest)
}

impl FromStr for BudgetChange {
    type Err = NoChange;
    fn from_str(text: &str) -> Result<Self, NoChange> {
        let read = || {
            let (of, to) = text.trim().split_once('=')?;
            let (of, to) = (of.trim(), to.trim());
            let year = |text: &str| {
                let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
                if four { text.parse::<i16>().ok() } else { None }
            };
            let (source, year) = match of.rsplit_once('/') {
                _ if of == "*" => (None, None),
                _ if year(of).is_some() => (None, year(of)),
                Some((source, last)) if year(last).is_some() => (Some(Id::new(source).ok()?), year(last)),
                _ => (Some(Id::new(of).ok()?), None),
            };
            let (sign, size) = match to.strip_prefix(['-', '\u{2212}']) {
                Some(size) => (-1, size),
                None => (1, to.strip_prefix('+').unwrap_or(to)),
            };
            let signed = size.len() < to.len();
            let to = match size.strip_suffix('%') {
                // "10%" could be ten per cent more or a tenth of it.
                Some(_) if !signed => return None,
                Some(size) => {
                    let part = decimal(size.trim_end(), 4)?.checked_mul(sign)?;
                    NewCap::Part(i32::try_from(part).ok()?)
                }
                None => {
                    let money = Money::cents(decimal(size, 2)?.checked_mul(sign)?);
                    if signed {
                        NewCap::By(money)
                    } else {
                        NewCap::To(money)
                    }
                }
            };
            Some(Self { source, year, to })
        };
        read().ok_or_else(|| NoChange(text.to_owned()))
    }
}

impl fmt::Display for BudgetChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.source, self.year) {
            (None, None) => f.write_str("*=")?,
            (None, Some(year)) => write!(f, "{year:04}=")?,
            (Some(source), None) => write!(f, "{source}=")?,
            (Some(source), Some(year)) => write!(f, "{source}/{year:04}=")?,
        }
        match self.to {
            NewCap::Part(millionths) => {
                let sign = if millionths < 0 { '-' } else { '+' };
                let (whole, rest) = (
                    millionths.unsigned_abs() / 10_000,
                    millionths.unsigned_abs() % 10_000,
                );
                if rest == 0 {
                    write!(f, "{sign}{whole}%")
                } else {
                    let digits = format!("{rest:04}");
                    write!(f, "{sign}{whole}.{}%", digits.trim_end_matches('0'))
                }
            }
            NewCap::By(money) if money.is_negative() => write!(f, "{money}"),
            NewCap::By(money) => write!(f, "+{money}"),
            NewCap::To(money) => write!(f, "{money}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use crate::portfolio::money::Amount;

    #[test]
    fn a_change_is_read_written_and_done() {
        let cases = [
            ("2019=-10%", "2019=-10%", 900),
            (" eigen/2019 = +12,5% ", "eigen/2019=+12.5%", 1125),
            ("*=-0.0001%", "*=-0.0001%", 1000),
            ("efro/kans=+3", "efro/kans=+3.00", 1300),
            ("efro=-2.5", "efro=-2.50", 750),
            ("efro=7", "efro=7.00", 700),
        ];
        for (text, written, cents) in cases {
            let change: BudgetChange = text.parse().unwrap();
            assert_eq!(change.to_string(), written);
            assert_eq!(written.parse(), Ok(change.clone()));
            assert_eq!(change.of(Money::cents(1000)), Some(Money::cents(cents)), "{text}");
        }
        let change: BudgetChange = "2019=-101%".parse().unwrap();
        assert_eq!(change.of(Money::cents(1000)), None);
        let (eigen, efro) = (Id::new("eigen").unwrap(), Id::new("efro").unwrap());
        let change: BudgetChange = "eigen/2019=0".parse().unwrap();
        assert!(change.is_about(&efro, &eigen, Some(2019)) && change.is_about(&eigen, &efro, Some(2019)));
        assert!(!change.is_about(&efro, &eigen, None) && !change.is_about(&efro, &efro, Some(2019)));
    }

    #[test]
    fn a_budget_is_named_by_its_source_or_else_by_itself() {
        let id = |text: &str| Id::new(text).unwrap();
        let budget = |own: &str, source: &str, year| Budget {
            id: id(own),
            source: id(source),
            year,
            cap: Amount::Known(Money::ZERO),
            carried: None,
        };
        let budgets = [
            budget("eigen-2019", "eigen", Some(2019)),
            budget("eigen-2020", "eigen", Some(2020)),
            budget("eigen", "efro", None),
        ];
        let touched = |text: &str| -> Vec<String> {
            let change: BudgetChange = text.parse().unwrap();
            change.touched(&budgets).map(|one| one.id.to_string()).collect()
        };
        assert_eq!(touched("eigen=-10%"), ["eigen-2019", "eigen-2020"]);
        assert_eq!(touched("eigen-2020=-10%"), ["eigen-2020"]);
        assert_eq!(touched("eigen-2020/2019=-10%"), [""; 0]);
        assert_eq!(touched("2019=-10%"), ["eigen-2019"]);
        assert_eq!(touched("efro=-10%"), ["eigen"]);
        assert_eq!(touched("*=-10%").len(), 3);
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        let texts = [
            "",
            "=",
            "2019",
            "2019=",
            "2019=10%",
            "2019=--1",
            "2019=1.234",
            "2019=1.5.1",
            "A=1",
            "2019=-10%%",
            "2019=+1e5",
            "/2019=1",
            "2019=+99999999999999999999",
            "2019=-.5",
        ];
        for text in texts {
            assert_eq!(
                text.parse::<BudgetChange>(),
                Err(NoChange(text.to_owned())),
                "{text}"
            );
        }
    }
}
