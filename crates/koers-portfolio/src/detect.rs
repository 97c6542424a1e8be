//! Could an effect of this size ever be seen in this indicator?
//!
//! An indicator wanders: its difference over `t` years has a spread of `σ·√t`, where `σ` is that of its yearly changes. A difference stands out where it
//! is more than chance makes it in one of ten cases. With some room for an effect that happens to fall low, this gives the smallest effect that such a
//! test would find:
//!
//! `δ(t) = (t_α + t_β)·s·√t` — Bloom, H.S. (1995), *Minimum detectable effects*, Evaluation Review 19(5), 547–556.
//!
//! `s` is estimated from `n` changes, so the multiplier is of Student's t with `n − 1` degrees of freedom. Both odds then hold as stated, for few changes
//! too: `D ÷ (s·√t)` is such a t when nothing happens, and of an effect of `(t_α + t_β)·s·√t` it is missed when that t falls below `−t_β`. The margin of a
//! verdict is another (`docs/methods/verdict.md`): it takes the normal multiplier, whatever `n` is.
//!
//! The margin grows with the root of time. So an effect that comes once is best seen at once, and one that is not seen then is not seen later; an
//! effect that grows by as much every year overtakes the margin in the end. Worked example: `docs/methods/detectable-effect.md`.

use crate::student;
use koers_model::portfolio::outlook::{Effect, Seen, Spread};
use koers_model::value::Number;

/// One-sided: how often a test does not ring when nothing happened.
const NO_FALSE_ALARM: f64 = 0.9;
/// How often an effect of the smallest size is found.
const POWER: f64 = 0.8;

/// `t_α + t_β`: how many times the spread an effect must be to be seen. Nothing with fewer than two changes, which have no spread.
#[must_use]
pub fn multiplier(changes: usize) -> Option<f64> {
    let degrees = u32::try_from(changes.checked_sub(1)?).ok()?;
    Some(student::quantile(NO_FALSE_ALARM, degrees)? + student::quantile(POWER, degrees)?)
}

/// The smallest difference that would be seen after a number of years.
#[must_use]
pub fn smallest(spread: Spread, years: u32) -> Option<Number> {
    Number::new(multiplier(spread.changes)? * spread.value.get() * f64::from(years).sqrt())
}

/// Whether, and after how many years, an effect would be seen; `None` when the figures cannot be computed with.
#[must_use]
pub fn seen(effect: Effect, spread: Spread, within: u32) -> Option<Seen> {
    // After one year; after t it is √t times as much.
    let first = smallest(spread, 1)?.get();
    let (size, one_year) = match effect {
        Effect::Once(size) => (size.get().abs(), true),
        Effect::Yearly(size) => (size.get().abs(), false),
    };
    let after = |years: u32| if one_year { size } else { size * f64::from(years) };
    for years in 1..=within {
        if after(years) >= Number::new(first * f64::from(years).sqrt())?.get() {
            return Some(Seen::After { years });
        }
    }
    // Of an effect that comes once the first year is the best; of one that grows, the last.
    let (smallest, later) = if one_year {
        (Number::new(first)?, None)
    } else {
        let years = f64::from(within.max(1));
        (
            Number::new(first * f64::from(within).sqrt() / years)?,
            overtakes(size, first),
        )
    };
    Some(Seen::NotWithin {
        years: within,
        smallest,
        later,
    })
}

/// The year in which an effect that grows by as much every year overtakes the margin: `t ≥ (δ(1) ÷ r)²`. `None` when it does not grow, or only after
/// more years than anybody counts.
fn overtakes(yearly: f64, first: f64) -> Option<u32> {
    let years = (first / yearly).powi(2).ceil();
    // A million years is never.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between one and a million"
    )]
    let whole = (1.0..=1e6).contains(&years).then_some(years as u32);
    whole
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use crate::made::number;

    fn spread(value: f64, changes: usize) -> Spread {
        Spread {
            value: number(value),
            changes,
        }
    }

    #[test]
    fn the_multiplier_is_that_of_the_article_with_many_changes_and_more_with_few() {
        // Bloom (1995), table 1: one-sided at .10 with power .80 the multiplier is 2.12.
        assert!((multiplier(10_000).unwrap() - 2.12).abs() < 0.005);
        // Printed t of 7 degrees of freedom: 1.415 and 0.896.
        assert!((multiplier(8).unwrap() - 2.311).abs() < 0.001);
        assert!((smallest(spread(2.0, 8), 4).unwrap().get() - 4.0 * 2.311).abs() < 0.004);
        assert_eq!((multiplier(0), multiplier(1)), (None, None));
    }

    /// Numbers from a seed, evenly between nought and one (SplitMix64), made normal after Box and Muller.
    struct Normal(u64);
    impl Normal {
        #[expect(clippy::cast_precision_loss, reason = "53 bits")]
        fn even(&mut self) -> f64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
        }
        fn next(&mut self) -> f64 {
            let far = (-2.0 * (1.0 - self.even()).ln()).sqrt();
            far * (std::f64::consts::TAU * self.even()).cos()
        }
    }

    /// The odds that pages state, tried out: a spread is estimated from so many changes, and then a year comes with nothing or with the smallest
    /// effect. Four standard errors of 40,000 tries are 0.6 and 0.8 points.
    #[test]
    fn one_in_ten_is_a_false_alarm_and_eight_in_ten_are_found() {
        const TRIES: u32 = 40_000;
        for changes in [4_u32, 5, 7, 12, 25] {
            let mut normal = Normal(u64::from(changes));
            let n = f64::from(changes);
            let alarm = student::quantile(NO_FALSE_ALARM, changes - 1).unwrap();
            let times = multiplier(changes as usize).unwrap();
            let (mut false_alarms, mut found) = (0, 0);
            for _ in 0..TRIES {
                let past: Vec<f64> = (0..changes).map(|_| normal.next()).collect();
                let mean = past.iter().sum::<f64>() / n;
                let squares: f64 = past.iter().map(|one| (one - mean).powi(2)).sum();
                let spread = (squares / (n - 1.0)).sqrt();
                let change = normal.next();
                false_alarms += u32::from(change >= alarm * spread);
                found += u32::from(change + times * spread >= alarm * spread);
            }
            let part = |count: u32| f64::from(count) / f64::from(TRIES);
            assert!(
                (part(false_alarms) - 0.1).abs() < 0.006,
                "{changes}: {}",
                part(false_alarms)
            );
            assert!((part(found) - 0.8).abs() < 0.008, "{changes}: {}", part(found));
        }
    }

    #[test]
    fn an_effect_that_comes_once_is_seen_at_once_or_never() {
        // δ(1) = 2.311 · 3 = 6.933.
        let spread = spread(3.0, 8);
        assert_eq!(
            seen(Effect::Once(number(-6.94)), spread, 20),
            Some(Seen::After { years: 1 })
        );
        match seen(Effect::Once(number(6.92)), spread, 20) {
            Some(Seen::NotWithin {
                years: 20,
                smallest,
                later: None,
            }) => assert!((smallest.get() - 6.933).abs() < 1e-3),
            other => assert_eq!(other, None),
        }
    }

    #[test]
    fn an_effect_that_grows_overtakes_the_margin() {
        // r·t ≥ m·s·√t from t = (m·s/r)² on: here (2.311 · 3 / 2)² = 12.02.
        let spread = spread(3.0, 8);
        assert_eq!(
            seen(Effect::Yearly(number(2.0)), spread, 20),
            Some(Seen::After { years: 13 })
        );
        assert!(matches!(
            seen(Effect::Yearly(number(2.0)), spread, 10),
            Some(Seen::NotWithin { later: Some(13), .. })
        ));
        assert!(matches!(
            seen(Effect::Yearly(number(0.0)), spread, 10),
            Some(Seen::NotWithin { later: None, .. })
        ));
    }
}
