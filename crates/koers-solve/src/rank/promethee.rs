//! PROMETHEE II: how much one is preferred to the others (Brans and Vincke 1985).

use crate::rank::fault::Fault;
use crate::rank::order::Order;
use crate::rank::table::Table;
use crate::rank::weights::Weights;

/// Why numbers make no preference function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("thresholds of a preference function are finite, from nought up, and in order")]
pub struct PreferenceFault;

/// How a difference d > 0 on a criterion becomes a preference from 0 to 1. Thresholds are in the unit of the criterion, and differences are held
/// against them as they are: where steps of a scale are as wide as a threshold, give whole numbers, for 0.4 − 0.3 is more than 0.1 and 0.8 − 0.7 is less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Preference(Shape);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Usual,
    Step { indifference: f64 },
    Ramp { preference: f64 },
    Level { indifference: f64, preference: f64 },
    Linear { indifference: f64, preference: f64 },
    Gaussian { spread: f64 },
}

impl Preference {
    /// Type I: any difference is a full preference.
    #[must_use]
    pub fn usual() -> Self {
        Self(Shape::Usual)
    }

    /// Type II: a full preference above the indifference threshold.
    ///
    /// # Errors
    /// For a threshold below nought or not finite.
    pub fn u_shape(indifference: f64) -> Result<Self, PreferenceFault> {
        Self::checked(0.0, indifference, Shape::Step { indifference })
    }

    /// Type III: d ÷ preference, and full from there.
    ///
    /// # Errors
    /// For a threshold that is not above nought and finite.
    pub fn v_shape(preference: f64) -> Result<Self, PreferenceFault> {
        Self::checked(f64::MIN_POSITIVE, preference, Shape::Ramp { preference })
    }

    /// Type IV: a half above the indifference threshold, full above the preference threshold.
    ///
    /// # Errors
    /// Unless 0 ≤ indifference ≤ preference.
    pub fn level(indifference: f64, preference: f64) -> Result<Self, PreferenceFault> {
        let shape = Shape::Level {
            indifference,
            preference,
        };
        Self::checked(0.0, indifference, shape).and(Self::checked(indifference, preference, shape))
    }

    /// Type V: nothing up to the indifference threshold, then in a straight line to full at the preference threshold.
    ///
    /// # Errors
    /// Unless 0 ≤ indifference < preference.
    pub fn linear(indifference: f64, preference: f64) -> Result<Self, PreferenceFault> {
        let shape = Shape::Linear {
            indifference,
            preference,
        };
        let wide = Self::checked(f64::MIN_POSITIVE, preference - indifference, shape);
        Self::checked(0.0, indifference, shape).and(wide)
    }

    /// Type VI: 1 − exp(−d² ÷ 2s²).
    ///
    /// # Errors
    /// For a spread that is not above nought and finite.
    pub fn gaussian(spread: f64) -> Result<Self, PreferenceFault> {
        Self::checked(f64::MIN_POSITIVE, spread, Shape::Gaussian { spread })
    }

    fn checked(least: f64, threshold: f64, shape: Shape) -> Result<Self, PreferenceFault> {
        if threshold.is_finite() && threshold >= least {
            Ok(Self(shape))
        } else {
            Err(PreferenceFault)
        }
    }

    /// The preference for a difference; none for a difference of nought or against it.
    #[must_use]
    pub fn of(self, difference: f64) -> f64 {
        let full_above = |threshold: f64| if difference > threshold { 1.0 } else { 0.0 };
        if difference <= 0.0 {
            return 0.0;
        }
        match self.0 {
            Shape::Usual => 1.0,
            Shape::Step { indifference } => full_above(indifference),
            Shape::Ramp { preference } => (difference / preference).min(1.0),
            Shape::Level {
                indifference,
                preference,
            } => 0.5 * (full_above(indifference) + full_above(preference)),
            Shape::Linear {
                indifference,
                preference,
            } => ((difference - indifference) / (preference - indifference)).clamp(0.0, 1.0),
            Shape::Gaussian { spread } => 1.0 - (-0.5 * (difference / spread).powi(2)).exp(),
        }
    }
}

/// Flows of each alternative. The net flow is between −1 and 1; all net flows together are nought.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    /// φ⁺: how much it is preferred to another, on average.
    pub leaving: Vec<f64>,
    /// φ⁻: how much another is preferred to it, on average.
    pub entering: Vec<f64>,
    /// φ = φ⁺ − φ⁻.
    pub net: Vec<f64>,
    /// By net flow, best first.
    pub order: Order,
}

/// π(a, b) = Σ w · P(a − b); φ⁺(a) = Σ π(a, x) ÷ (n − 1), φ⁻(a) = Σ π(x, a) ÷ (n − 1), as Brans and Vincke have it. (Some programs
/// divide by n: their flows are smaller by the same factor, their order is the same.)
///
/// An alternative more or less can turn the order of others round.
///
/// # Errors
/// When a cell is missing or a range, when preferences or weights are not one for each criterion, or for a single alternative.
pub fn promethee2(table: &Table, preferences: &[Preference], weights: &Weights) -> Result<Flows, Fault> {
    Fault::width("preference functions", table.criteria(), preferences.len())?;
    Fault::width("weights", table.criteria(), weights.as_slice().len())?;
    let points = table.points()?;
    let alternatives = points.alternatives();
    if alternatives < 2 {
        return Err(Fault::Alone);
    }
    let rows: Vec<&[f64]> = points.rows().collect();
    let (mut leaving, mut entering) = (vec![0.0; alternatives], vec![0.0; alternatives]);
    for (one, a) in rows.iter().enumerate() {
        for (other, b) in rows.iter().enumerate() {
            let degree = prefers(a, b, preferences, weights);
            leaving[one] += degree;
            entering[other] += degree;
        }
    }
    // The number of alternatives is far below 2⁵³.
    #[expect(clippy::cast_precision_loss)]
    let others = (alternatives - 1) as f64;
    for flow in leaving.iter_mut().chain(&mut entering) {
        *flow /= others;
    }
    let net: Vec<f64> = leaving
        .iter()
        .zip(&entering)
        .map(|(out, into)| out - into)
        .collect();
    Ok(Flows {
        order: Order::descending(&net),
        leaving,
        entering,
        net,
    })
}

/// π(a, b): the weighted preference for one row over another.
fn prefers(a: &[f64], b: &[f64], preferences: &[Preference], weights: &Weights) -> f64 {
    let differences = a.iter().zip(b).map(|(a, b)| a - b);
    let degrees = differences
        .zip(preferences)
        .map(|(difference, preference)| preference.of(difference));
    degrees
        .zip(weights.as_slice())
        .map(|(degree, weight)| degree * weight)
        .sum()
}
