//! From values to places: a linear scale between two round numbers, and the round numbers on it.
//!
//! Everything works for any finite number: differences are taken of halves, so that nothing overflows.

use koers_model::value::Number;

/// More ticks than this were never asked for.
const MOST_TICKS: u32 = 12;

/// A linear scale with round ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    ticks: Vec<f64>,
    decimals: u8,
}

impl Scale {
    /// A scale on which all values lie, with about `wanted` steps between round ticks. Starts at zero when zero is near:
    /// when all values have one sign and the smallest is less than a third of the largest. Ticks are not finer than `decimals`.
    #[must_use]
    pub fn around(values: &[Number], wanted: u32, decimals: u8) -> Self {
        let low = values.iter().copied().min().map_or(0.0, Number::get);
        let high = values.iter().copied().max().map_or(1.0, Number::get);
        let (low, high) = if low > 0.0 && low * 3.0 < high {
            (0.0, high)
        } else if high < 0.0 && high * 3.0 > low {
            (low, 0.0)
        } else {
            (low, high)
        };
        let finest = 10_f64.powi(-i32::from(decimals.min(12)));
        Self::between(low, high, wanted.clamp(1, MOST_TICKS - 2), finest)
    }

    fn between(low: f64, high: f64, wanted: u32, finest: f64) -> Self {
        // Equal values still need a scale around them.
        let (low, high) = if low == high {
            let room = if low == 0.0 { 1.0 } else { low.abs() * 0.05 }.max(finest);
            (finite(low - room), finite(high + room))
        } else {
            (low, high)
        };
        let step = round_step(high / f64::from(wanted) - low / f64::from(wanted)).max(finest);
        let first = finite((low / step).floor() * step);
        let mut ticks = Vec::new();
        for at in 0..MOST_TICKS {
            let tick = first + f64::from(at) * step;
            // A step that is lost in rounding would give the same tick for ever.
            if !tick.is_finite() || ticks.last().is_some_and(|last| *last >= tick) {
                break;
            }
            ticks.push(if tick == 0.0 { 0.0 } else { tick });
            if tick >= high {
                break;
            }
        }
        let (low, high) = match (ticks.first(), ticks.last()) {
            (Some(&first), Some(&last)) => (first.min(low), last.max(high)),
            _ => (low, high),
        };
        Self {
            low,
            high,
            ticks,
            decimals: decimals_of(step),
        }
    }

    /// Where a value lies, from 0 (lowest) to 1 (highest). What lies outside is put on the edge.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let span = self.high / 2.0 - self.low / 2.0;
        if span <= 0.0 || !span.is_finite() {
            return 0.5;
        }
        ((value / 2.0 - self.low / 2.0) / span).clamp(0.0, 1.0)
    }

    /// Whether a value lies between the ends.
    #[must_use]
    pub fn shows(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// The round numbers, lowest first.
    pub fn ticks(&self) -> impl Iterator<Item = Number> {
        self.ticks.iter().filter_map(|tick| Number::new(*tick))
    }

    /// How many decimals the round numbers need.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// The lowest round number, when the scale does not show zero.
    #[must_use]
    pub fn starts_away_from_zero(&self) -> Option<Number> {
        (self.low > 0.0 || self.high < 0.0).then(|| Number::new(self.low))?
    }
}

fn finite(value: f64) -> f64 {
    value.clamp(f64::MIN, f64::MAX)
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `rough`.
fn round_step(rough: f64) -> f64 {
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powi(exponent(rough));
    if power == 0.0 || !power.is_finite() {
        return rough;
    }
    // A little slack, so that 0.1 + 0.2 does not jump to the next step.
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * (1.0 - 1e-9) && step.is_finite())
        .unwrap_or(rough)
}

/// The power of ten at or below a positive number.
fn exponent(value: f64) -> i32 {
    // The scientific form has it exactly, where the logarithm may be off by a rounding.
    format!("{value:e}")
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0)
}

fn decimals_of(step: f64) -> u8 {
    let power = exponent(step.abs().max(f64::MIN_POSITIVE));
    let mantissa = step / 10_f64.powi(power);
    // 2.5 needs one decimal more than 2.
    let extra = i32::from((mantissa - mantissa.round()).abs() > 1e-6);
    u8::try_from((extra - power).clamp(0, 9)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number;
    use koers_model::text::Lang;

    fn scale(values: &[f64]) -> Scale {
        let values: Vec<Number> = values.iter().map(|value| Number::new(*value).unwrap()).collect();
        Scale::around(&values, 4, 2)
    }

    fn words(scale: &Scale) -> Vec<String> {
        scale
            .ticks()
            .map(|tick| number::number(tick, scale.decimals(), Lang::Nl))
            .collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(
            words(&scale(&[190.8, 205.1])),
            ["190", "195", "200", "205", "210"]
        );
        assert_eq!(words(&scale(&[2.8, 7.7])), ["2", "4", "6", "8"]);
        assert_eq!(
            words(&scale(&[0.11, 0.19])),
            ["0,10", "0,12", "0,14", "0,16", "0,18", "0,20"]
        );
        assert_eq!(
            words(&scale(&[-1.6, 0.4])),
            ["−2,0", "−1,5", "−1,0", "−0,5", "0,0", "0,5"]
        );
        assert_eq!(words(&scale(&[1.0, 8.0])), ["0", "2", "4", "6", "8"]);
    }

    #[test]
    fn one_value_has_a_scale_around_it() {
        let one = scale(&[7.0]);
        assert!(one.at(7.0) > 0.2 && one.at(7.0) < 0.8);
        assert_eq!(scale(&[]).at(0.5), 0.5);
        assert!(scale(&[0.0]).ticks().count() > 1);
    }

    #[test]
    fn any_finite_number_has_a_place() {
        let edge = [
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            5e-324,
            0.0,
            1e300,
            -1e-300,
            1.0,
        ];
        for a in edge {
            for b in edge {
                let scale = scale(&[a, b]);
                for value in [a, b] {
                    let at = scale.at(value);
                    assert!((0.0..=1.0).contains(&at), "{a} {b}: {at}");
                }
                assert!(scale.ticks().count() <= 12);
            }
        }
    }

    #[test]
    fn ticks_are_not_finer_than_the_figures() {
        let nine = Scale::around(&[Number::new(9.0).unwrap()], 4, 0);
        assert_eq!(words(&nine), ["8", "9", "10"]);
        assert_eq!(nine.decimals(), 0);
    }

    #[test]
    fn zero_is_shown_when_it_is_near() {
        assert_eq!(scale(&[2.0, 8.0]).starts_away_from_zero(), None);
        assert_eq!(scale(&[190.8, 205.1]).starts_away_from_zero(), Number::new(190.0));
    }
}
