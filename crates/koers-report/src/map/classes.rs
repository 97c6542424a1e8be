//! From figures to classes, with breaks as people read them.
//!
//! A class runs from its lower break, which belongs to it, up to the next, which does not: *20 tot 35*. Figures are put in classes as they
//! are shown, so two that read the same are never told apart, and nobody sees `47,6` in two colours.

use super::Classing;
use koers_model::value::Number;

/// Classes of a ramp from light to dark.
const RAMP: usize = 5;
/// Classes at each side of a value in the middle.
const SIDE: usize = 3;
/// Breaks with more decimals than this are shown rounded.
const MOST_DECIMALS: u8 = 12;

/// Breaks that somebody chose, with the value in the middle where there are two colours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaks {
    bounds: Vec<Number>,
    middle: Option<Number>,
}

/// Why breaks cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BreaksError {
    /// There is none.
    #[error("a map needs at least one break")]
    None,
    /// They do not rise.
    #[error("breaks must rise")]
    NotRising,
    /// There are more classes than colours that can be told apart.
    #[error(
        "too many breaks: a map has at most five classes, or three at each side of the value in the middle"
    )]
    TooMany,
}

impl Breaks {
    /// One to four rising breaks, for two to five classes from light to dark.
    ///
    /// # Errors
    /// When there are none or too many, or they do not rise.
    pub fn new(bounds: Vec<Number>) -> Result<Self, BreaksError> {
        if bounds.len() >= RAMP {
            return Err(BreaksError::TooMany);
        }
        Self::checked(bounds, None)
    }
    /// Rising breaks around a value that means something. It counts as a break itself; up to two more at each side.
    ///
    /// # Errors
    /// When there are too many at a side, or they do not rise.
    pub fn around(middle: Number, mut bounds: Vec<Number>) -> Result<Self, BreaksError> {
        if !bounds.contains(&middle) {
            let at = bounds.partition_point(|bound| *bound < middle);
            bounds.insert(at, middle);
        }
        let below = bounds.iter().filter(|bound| **bound < middle).count();
        if below >= SIDE || bounds.len() - below > SIDE {
            return Err(BreaksError::TooMany);
        }
        Self::checked(bounds, Some(middle))
    }
    fn checked(bounds: Vec<Number>, middle: Option<Number>) -> Result<Self, BreaksError> {
        if bounds.is_empty() {
            return Err(BreaksError::None);
        }
        if bounds.windows(2).any(|pair| pair.first() >= pair.last()) {
            return Err(BreaksError::NotRising);
        }
        Ok(Self { bounds, middle })
    }
}

/// The colour of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// A step of the ramp from light (1) to dark (5).
    Step(u8),
    /// So many steps below the value in the middle (1 to 3).
    Below(u8),
    /// So many steps above it (1 to 3).
    Above(u8),
}

impl Tone {
    /// The class in styles: `k-a3`, `k-b1`, `k-c2`.
    #[must_use]
    pub fn class(self) -> String {
        match self {
            Self::Step(step) => format!("k-a{step}"),
            Self::Below(step) => format!("k-b{step}"),
            Self::Above(step) => format!("k-c{step}"),
        }
    }
}

/// The classes of a map: every number is in exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    /// Lower bounds of all classes but the first, rising.
    bounds: Vec<Number>,
    middle: Option<Number>,
    /// Figures are put in classes with so many decimals.
    decimals: u8,
}

impl Classes {
    pub(super) fn of(values: impl Iterator<Item = Number>, decimals: u8, classing: &Classing) -> Self {
        let decimals = decimals.min(MOST_DECIMALS);
        let mut shown: Vec<Number> = values.map(|value| as_shown(value, decimals)).collect();
        shown.sort();
        let (bounds, middle) = match classing {
            Classing::Quantiles => (quantiles(&shown, RAMP), None),
            Classing::QuantilesAround(middle) => {
                let at = shown.partition_point(|value| value < middle);
                let (below, above) = shown.split_at(at);
                let mut bounds = quantiles(below, SIDE);
                bounds.push(*middle);
                bounds.extend(quantiles(above, SIDE).into_iter().filter(|bound| bound > middle));
                (bounds, Some(*middle))
            }
            Classing::Breaks(breaks) => (breaks.bounds.clone(), breaks.middle),
        };
        // A break that is finer than the figures are shown still parts them.
        let finest = bounds.iter().map(|bound| decimals_of(*bound)).max().unwrap_or(0);
        Self {
            bounds,
            middle,
            decimals: decimals.max(finest),
        }
    }

    /// How many classes there are; at least one.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.bounds.len() + 1
    }
    /// The class of a number, counted from zero at the lowest.
    #[must_use]
    pub fn class_of(&self, value: Number) -> usize {
        let shown = as_shown(value, self.decimals);
        self.bounds.partition_point(|bound| *bound <= shown)
    }
    /// The lower bound of a class, and the bound that it stays below; `None` where it is open.
    #[must_use]
    pub fn ends(&self, class: usize) -> (Option<Number>, Option<Number>) {
        let low = class.checked_sub(1).and_then(|at| self.bounds.get(at));
        (low.copied(), self.bounds.get(class).copied())
    }
    /// The colour of a class.
    #[must_use]
    pub fn tone(&self, class: usize) -> Tone {
        let step = |step: usize, most: usize| u8::try_from(step.clamp(1, most)).unwrap_or(1);
        match self.middle {
            Some(middle) => {
                let below = self.bounds.partition_point(|bound| *bound < middle) + 1;
                if class < below {
                    Tone::Below(step(below - class, SIDE))
                } else {
                    Tone::Above(step(class - below + 1, SIDE))
                }
            }
            // Few classes stand as far apart on the ramp as they can.
            None => Tone::Step(match (self.len(), class) {
                (1, _) => 3,
                (2, 0) => 2,
                (2, _) => 4,
                (3, class) => step(2 * class + 1, RAMP),
                (4, class) if class > 1 => step(class + 2, RAMP),
                (_, class) => step(class + 1, RAMP),
            }),
        }
    }
    /// How many decimals the breaks need.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        let most = self.bounds.iter().map(|bound| decimals_of(*bound)).max();
        most.unwrap_or(0)
    }
}

/// A number as it reads with so many decimals.
fn as_shown(value: Number, decimals: u8) -> Number {
    format!("{:.*}", usize::from(decimals), value.get())
        .parse()
        .ok()
        .and_then(Number::new)
        .unwrap_or(value)
}

/// The fewest decimals that write a number in full.
fn decimals_of(value: Number) -> u8 {
    (0..MOST_DECIMALS)
        .find(|decimals| as_shown(value, *decimals) == value)
        .unwrap_or(MOST_DECIMALS)
}

/// Breaks for about as many values in each class; fewer classes where equal values leave no room for a break.
fn quantiles(sorted: &[Number], classes: usize) -> Vec<Number> {
    let steps: Vec<usize> = (1..sorted.len())
        .filter(|at| sorted.get(at - 1) != sorted.get(*at))
        .collect();
    let wanted = classes.min(steps.len() + 1);
    let mut bounds = Vec::new();
    let mut last = 0;
    for class in 1..wanted {
        // The place where equal shares would part, moved to the nearest step between values.
        let ideal = (class * sorted.len() * 2 + wanted) / (2 * wanted);
        let left = steps.iter().filter(|at| **at > last);
        let Some(&at) = left.min_by_key(|at| (at.abs_diff(ideal), **at)) else {
            break;
        };
        last = at;
        if let (Some(low), Some(high)) = (sorted.get(at - 1), sorted.get(at)) {
            bounds.push(roundest(*low, *high));
        }
    }
    bounds
}

/// The roundest number that is more than one and at most the other: of all that do, a multiple of the largest of 1, 2, 5, 10, 20 …
/// nearest to their middle.
fn roundest(above: Number, upto: Number) -> Number {
    let (low, high) = (above.get(), upto.get());
    let middle = low / 2.0 + high / 2.0;
    let power = |value: f64| -> i32 {
        let text = format!("{:e}", value.abs());
        text.split_once('e')
            .and_then(|(_, power)| power.parse().ok())
            .unwrap_or(0)
    };
    let top = power(low).max(power(high)) + 1;
    for exponent in (top - 18..=top).rev() {
        for factor in [5.0, 2.0, 1.0] {
            let step = factor * 10_f64.powi(exponent);
            if !step.is_normal() {
                continue;
            }
            let (first, last) = (whole_steps(low, step) + 1.0, whole_steps(high, step));
            let times = (middle / step).round().clamp(first, last.max(first));
            // Written and read again, so that it is exactly the number that is printed.
            let round = format!("{}e{exponent}", times * factor);
            if let Some(round) = round.parse().ok().and_then(Number::new)
                && round > above
                && round <= upto
            {
                return round;
            }
        }
    }
    upto
}

/// How many whole steps lie below a number; one that is a multiple but for the last bits counts as one.
fn whole_steps(value: f64, step: f64) -> f64 {
    let steps = value / step;
    let nearest = steps.round();
    if (steps - nearest).abs() <= nearest.abs() * 1e-12 {
        nearest
    } else {
        steps.floor()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: f64) -> Number {
        Number::new(value).unwrap()
    }
    fn classes(values: &[f64], decimals: u8) -> Classes {
        Classes::of(
            values.iter().map(|value| n(*value)),
            decimals,
            &Classing::Quantiles,
        )
    }
    fn bounds(classes: &Classes) -> Vec<f64> {
        classes.bounds.iter().map(|bound| bound.get()).collect()
    }

    #[test]
    fn breaks_are_round_and_part_what_they_should() {
        for (low, high, round) in [
            (187.3, 231.9, 200.0),
            (47.62, 47.7, 47.7),
            (58.8, 58.9, 58.9),
            (-19.6, -19.5, -19.5),
            (0.113, 0.127, 0.12),
            (-3.2, 4.1, 0.0),
            (-41.0, -36.0, -40.0),
            (1234.0, 1235.0, 1235.0),
            (999.0, 1500.0, 1000.0),
            (12.0, 13.0, 13.0),
            (61.0, 89.0, 80.0),
            (0.0, 1e300, 1e300),
            (f64::MIN, f64::MAX, 0.0),
        ] {
            assert_eq!(roundest(n(low), n(high)).get(), round, "{low} {high}");
        }
    }

    #[test]
    fn five_classes_of_equal_size() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let classes = classes(&values, 0);
        assert_eq!(bounds(&classes), [21.0, 41.0, 61.0, 81.0]);
        for class in 0..5 {
            let size = values
                .iter()
                .filter(|value| classes.class_of(n(**value)) == class);
            assert_eq!(size.count(), 20);
        }
    }

    #[test]
    fn equal_figures_are_never_parted() {
        let tied = classes(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 3.0], 0);
        assert_eq!(bounds(&tied), [2.0, 3.0]);
        // What reads the same is the same.
        let close = classes(&[1.01, 1.02, 1.03, 1.04, 2.0], 1);
        assert_eq!(bounds(&close), [2.0]);
        assert_eq!(close.class_of(n(1.97)), close.class_of(n(2.0)));
        assert_eq!(classes(&[7.0, 7.0], 0).len(), 1);
        assert_eq!(classes(&[], 0).len(), 1);
    }

    #[test]
    fn two_colours_around_a_middle() {
        let values = [-8.0, -3.0, -1.0, 0.0, 2.0, 4.0, 6.0, 9.0];
        let around = Classes::of(
            values.into_iter().map(n),
            0,
            &Classing::QuantilesAround(Number::ZERO),
        );
        let tones: Vec<Tone> = values
            .iter()
            .map(|value| around.tone(around.class_of(n(*value))))
            .collect();
        assert_eq!(
            tones,
            [
                Tone::Below(3),
                Tone::Below(2),
                Tone::Below(1),
                Tone::Above(1),
                Tone::Above(1),
                Tone::Above(2),
                Tone::Above(3),
                Tone::Above(3)
            ]
        );
    }

    #[test]
    fn breaks_of_somebody_are_checked() {
        let make = |bounds: &[f64]| Breaks::new(bounds.iter().map(|bound| n(*bound)).collect());
        assert_eq!(make(&[]), Err(BreaksError::None));
        assert_eq!(make(&[2.0, 2.0]), Err(BreaksError::NotRising));
        assert_eq!(make(&[1.0, 2.0, 3.0, 4.0, 5.0]), Err(BreaksError::TooMany));
        let around = |bounds: &[f64]| Breaks::around(n(0.0), bounds.iter().map(|bound| n(*bound)).collect());
        assert_eq!(around(&[]).unwrap().bounds, [n(0.0)]);
        assert!(around(&[-2.0, -1.0, 1.0, 2.0]).is_ok());
        assert_eq!(around(&[-3.0, -2.0, -1.0]), Err(BreaksError::TooMany));
        assert_eq!(around(&[1.0, 2.0, 3.0]), Err(BreaksError::TooMany));
        let fine = Classing::Breaks(make(&[0.25]).unwrap());
        let fine = Classes::of([n(0.2), n(0.3)].into_iter(), 0, &fine);
        assert_eq!((fine.class_of(n(0.2)), fine.class_of(n(0.3))), (0, 1));
        assert_eq!(fine.decimals(), 2);
    }
}
