//! Could an effect of this size ever be seen in this indicator?
//!
//! The verdicts of Koers hold a difference over `t` years against the margin `z·σ·√t`, where `σ` is the spread of the yearly changes of the
//! indicator (a series that wanders; `docs/methods/verdict.md`). The same margin, with some room for an effect that happens to fall
//! low, gives the smallest effect that such a test would find:
//!
//! `δ(t) = (z_α + z_β)·σ·√t` — Bloom, H.S. (1995), *Minimum detectable effects*, Evaluation Review 19(5), 547–556: the multiplier
//! for a one-sided test at level α with power 1 − β is `z_α + z_β`.
//!
//! The margin grows with the root of time. So an effect that comes once is best seen at once, and one that is not seen then is not seen later; an
//! effect that grows by as much every year overtakes the margin in the end. Worked example: `docs/methods/detectable-effect.md`.

use koers_model::portfolio::outlook::{Effect, Seen};
use koers_model::value::Number;

/// `z` at which the verdicts test: one-sided, 10%.
pub const Z_ALPHA: f64 = 1.281_551_565_544_6;
/// `z` of the power asked for: 80%.
pub const Z_BETA: f64 = 0.841_621_233_572_9;

/// The smallest difference that would be seen after a number of years.
#[must_use]
pub fn smallest(spread: Number, years: u32) -> Option<Number> {
    Number::new((Z_ALPHA + Z_BETA) * spread.get() * f64::from(years).sqrt())
}

/// Whether, and after how many years, an effect would be seen; `None` when the figures cannot be computed with.
#[must_use]
pub fn seen(effect: Effect, spread: Number, within: u32) -> Option<Seen> {
    let size = |years: u32| match effect {
        Effect::Once(size) => size.get().abs(),
        Effect::Yearly(size) => size.get().abs() * f64::from(years),
    };
    for years in 1..=within {
        if size(years) >= smallest(spread, years)?.get() {
            return Some(Seen::After { years });
        }
    }
    // Of an effect that comes once the first year is the best; of one that grows, the last.
    let (smallest, later) = match effect {
        Effect::Once(_) => (smallest(spread, 1)?, None),
        Effect::Yearly(size) => {
            let smallest = Number::new(smallest(spread, within)?.get() / f64::from(within.max(1)))?;
            (smallest, overtakes(size.get().abs(), spread.get()))
        }
    };
    Some(Seen::NotWithin {
        years: within,
        smallest,
        later,
    })
}

/// The year in which an effect that grows by as much every year overtakes the margin: `t ≥ ((z_α + z_β)·σ ÷ r)²`. `None` when it does not grow,
/// or only after more years than anybody counts.
fn overtakes(yearly: f64, spread: f64) -> Option<u32> {
    let years = ((Z_ALPHA + Z_BETA) * spread / yearly).powi(2).ceil();
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

    #[test]
    fn the_multiplier_is_that_of_the_article() {
        // Bloom (1995), table 1: one-sided at .10 with power .80 the multiplier is 2.12.
        assert!((Z_ALPHA + Z_BETA - 2.12).abs() < 0.005);
        assert!((smallest(number(2.0), 4).unwrap().get() - 4.0 * 2.123_172_799_117_5).abs() < 1e-9);
    }

    #[test]
    fn an_effect_that_comes_once_is_seen_at_once_or_never() {
        let spread = number(3.0);
        assert_eq!(
            seen(Effect::Once(number(-6.4)), spread, 20),
            Some(Seen::After { years: 1 })
        );
        match seen(Effect::Once(number(6.3)), spread, 20) {
            Some(Seen::NotWithin {
                years: 20,
                smallest,
                later: None,
            }) => assert!((smallest.get() - 6.3695).abs() < 1e-3),
            other => assert_eq!(other, None),
        }
    }

    #[test]
    fn an_effect_that_grows_overtakes_the_margin() {
        // r·t ≥ m·σ·√t from t = (m·σ/r)² on: here (2.1232 · 3 / 2)² = 10.14.
        let spread = number(3.0);
        assert_eq!(
            seen(Effect::Yearly(number(2.0)), spread, 20),
            Some(Seen::After { years: 11 })
        );
        assert!(matches!(
            seen(Effect::Yearly(number(2.0)), spread, 10),
            Some(Seen::NotWithin { later: Some(11), .. })
        ));
        assert!(matches!(
            seen(Effect::Yearly(number(0.0)), spread, 10),
            Some(Seen::NotWithin { later: None, .. })
        ));
    }
}
