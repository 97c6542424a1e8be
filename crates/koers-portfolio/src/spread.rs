//! How actions and money lie over the lines of a programme, and whether they drift into one corner.
//!
//! The measure is that of Herfindahl (1950) and Hirschman (1945): the sum of the squared shares, from 1 ÷ n when all n lines have as much to 1
//! when one has all. It is told as its inverse, the number of lines of equal size that would be as uneven (Adelman 1969; Hill 1973, order 2).

use crate::coverage::{counts, has_money};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Step};
use koers_model::portfolio::money::{Amount, TooMuch, Total};
use std::collections::BTreeMap;

/// What lies in one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InLine {
    /// Actions under it. One that stands under two lines counts in both.
    pub actions: usize,
    /// What actions cost that stand under this line alone; what others cost cannot be told apart.
    pub money: Total,
}

/// How actions and money lie over lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread<'a> {
    /// Line by line, those without anything too.
    pub lines: BTreeMap<&'a Id, InLine>,
    /// What actions cost that stand under several lines.
    pub shared: Total,
    /// What actions cost that stand under none.
    pub outside: Total,
}

/// Lays actions over lines, with the amounts of one step of the budget cycle. What is only asked for, and what ended without being done, does not count; but
/// what was spent on it does.
///
/// # Errors
/// [`TooMuch`] past what can be counted.
pub fn spread<'a>(
    lines: impl IntoIterator<Item = &'a Id>,
    actions: impl IntoIterator<Item = &'a Action>,
    step: Step,
) -> Result<Spread<'a>, TooMuch> {
    let mut found: BTreeMap<&Id, (usize, Vec<Amount>)> =
        lines.into_iter().map(|line| (line, (0, Vec::new()))).collect();
    let (mut shared, mut outside) = (Vec::new(), Vec::new());
    for action in actions.into_iter().filter(|action| has_money(action, step)) {
        let mut under: Vec<&Id> = action
            .lines
            .iter()
            .filter(|line| found.contains_key(line))
            .collect();
        under.sort();
        under.dedup();
        for line in under.iter().filter(|_| counts(action)) {
            if let Some((number, _)) = found.get_mut(line) {
                *number += 1;
            }
        }
        let amounts = action.costs(step).map(|line| line.amount);
        match under.as_slice() {
            [] => outside.extend(amounts),
            [line] => {
                if let Some((_, money)) = found.get_mut(line) {
                    money.extend(amounts);
                }
            }
            _ => shared.extend(amounts),
        }
    }
    let lines = found.into_iter().map(|(line, (actions, amounts))| {
        let money = Total::of(amounts)?;
        Ok((line, InLine { actions, money }))
    });
    Ok(Spread {
        lines: lines.collect::<Result<_, TooMuch>>()?,
        shared: Total::of(shared)?,
        outside: Total::of(outside)?,
    })
}

impl<'a> Spread<'a> {
    /// The part of the actions in each line; nothing when there are none.
    #[must_use]
    pub fn of_actions(&self) -> Option<BTreeMap<&'a Id, f64>> {
        self.parts(|line| i64::try_from(line.actions).ok())
    }
    /// The part in each line of the money for one line alone; nothing when there is none, when an amount is unknown, or when one is negative.
    #[must_use]
    pub fn of_money(&self) -> Option<BTreeMap<&'a Id, f64>> {
        self.parts(|line| (line.money.unknown == 0).then(|| line.money.known.in_cents()))
    }

    #[expect(clippy::cast_precision_loss, reason = "a part of a whole, to show")]
    fn parts(&self, of: impl Fn(&InLine) -> Option<i64>) -> Option<BTreeMap<&'a Id, f64>> {
        let mut sum = 0_i128;
        let mut known = Vec::new();
        for (line, inside) in &self.lines {
            let size = of(inside).filter(|size| *size >= 0)?;
            sum += i128::from(size);
            known.push((*line, size));
        }
        let part = |size: i64| size as f64 / sum as f64;
        (sum > 0).then(|| known.into_iter().map(|(line, size)| (line, part(size))).collect())
    }
}

/// The number of lines of equal size that would be as uneven as these parts: from one to how many there are.
#[must_use]
pub fn as_many_lines(parts: &BTreeMap<&Id, f64>) -> Option<f64> {
    let squares: f64 = parts.values().map(|part| part * part).sum();
    (squares > 0.0).then(|| 1.0 / squares)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;

    fn close(a: Option<f64>, b: f64) {
        assert!(a.is_some_and(|a| (a - b).abs() < 1e-12), "{a:?} {b}");
    }

    #[test]
    fn as_many_lines_lies_between_one_and_all() {
        let ids = ["a", "b", "c", "d"].map(|id| Id::new(id).unwrap());
        let many = |parts: &[f64]| as_many_lines(&ids.iter().zip(parts.iter().copied()).collect());
        close(many(&[0.25; 4]), 4.0);
        close(many(&[1.0, 0.0]), 1.0);
        // 0.5² + 0.3² + 0.2² = 0.38.
        close(many(&[0.5, 0.3, 0.2]), 1.0 / 0.38);
        assert_eq!(many(&[]), None);
    }

    #[test]
    fn an_unknown_amount_leaves_parts_of_money_unsaid() {
        let (a, b) = (Id::new("a").unwrap(), Id::new("b").unwrap());
        let line = |actions, known, unknown| InLine {
            actions,
            money: Total {
                known: koers_model::portfolio::money::Money::cents(known),
                count: 1,
                unknown,
            },
        };
        let mut spread = Spread {
            lines: BTreeMap::from([(&a, line(3, 300, 0)), (&b, line(1, 100, 0))]),
            ..Spread::default()
        };
        close(spread.of_actions().map(|parts| parts[&a]), 0.75);
        close(spread.of_money().map(|parts| parts[&b]), 0.25);
        spread.lines.insert(&b, line(1, 0, 1));
        assert_eq!(spread.of_money(), None);
        assert_eq!(Spread::default().of_actions(), None);
    }
}
