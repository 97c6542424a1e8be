//! What ARIMA searches: the likelihood of a series after differencing, and how it bends at its top.

use super::Orders;
use super::arma::{Arma, Place, from_partials, product};
use super::differences::{differences, is_flat, size};
use super::levenberg::{descend, least_squares};
use crate::lu::{Lu, dot};

/// From every start until a step gains less than this share; then from the best place to the end.
const ROUGH: f64 = 1e-6;

/// Where the search begins besides nought: the numbers for the nearest value and the nearest error.
/// Found by trial: with fewer places fits end lower more often, with more the walks that choose orders go other ways than those of R's fits.
const AROUND: [(f64, f64); 6] = [
    (1.5, 1.0),
    (-1.0, -1.0),
    (1.0, -1.0),
    (-1.0, 1.0),
    (1.5, 0.0),
    (-1.5, 0.0),
];

/// A series after differencing, about its mean where there is a constant, in a unit of its own size.
pub(super) struct Model {
    pub orders: Orders,
    values: Vec<f64>,
    /// What was taken off to be about the mean.
    pub mean: f64,
    /// What one unit is.
    pub unit: f64,
    /// What a drift of one adds after differencing.
    pub step: f64,
}

/// What a place of the search gives.
pub(super) struct Followed {
    /// Errors ÷ the root of their variance.
    errors: Vec<f64>,
    /// The same of a series of ones, where there is a constant.
    ones: Vec<f64>,
    /// Σ ln of the variances.
    log_variance: f64,
    /// After the last value.
    pub end: Place,
}

impl Followed {
    /// What the constant adds to the mean, by generalised least squares.
    pub(super) fn shift(&self) -> f64 {
        let square = dot(&self.ones, &self.ones);
        if square > 0.0 {
            dot(&self.ones, &self.errors) / square
        } else {
            0.0
        }
    }

    /// The errors when the constant adds so much.
    pub(super) fn errors_with(&self, shift: f64) -> Vec<f64> {
        if self.ones.is_empty() {
            return self.errors.clone();
        }
        let both = self.errors.iter().zip(&self.ones);
        both.map(|(error, one)| error - shift * one).collect()
    }
}

impl Model {
    pub(super) fn of(series: &[f64], orders: Orders) -> Self {
        let mut values = series.to_vec();
        let mut step = 1.0;
        if let Some(one) = orders.seasonal {
            for _ in 0..one.differences {
                values = differences(&values, one.seasons);
                step = one.seasons as f64;
            }
        }
        for _ in 0..orders.differences {
            values = differences(&values, 1);
        }
        // About the mean, so that a height of any size costs no digits.
        let mean = if orders.constant {
            values.iter().sum::<f64>() / values.len() as f64
        } else {
            0.0
        };
        values.iter_mut().for_each(|value| *value -= mean);
        // In a unit of its own size, so that differences of the search mean the same for every series.
        let size = size(&values);
        let unit = if size > 0.0 { size } else { 1.0 };
        values.iter_mut().for_each(|value| *value /= unit);
        Self {
            orders,
            values,
            mean,
            unit,
            step,
        }
    }

    pub(super) fn stands_still(&self, series: &[f64]) -> bool {
        is_flat(&self.values, size(series) / self.unit)
    }

    /// Cuts what belongs to values, errors, and both by whole years.
    fn parts<'a>(&self, place: &'a [f64]) -> [&'a [f64]; 4] {
        let (ar, rest) = place.split_at(self.orders.ar);
        let (ma, rest) = rest.split_at(self.orders.ma);
        let (seasonal_ar, seasonal_ma) = rest.split_at(self.orders.seasonal.map_or(0, |one| one.ar));
        [ar, ma, seasonal_ar, seasonal_ma]
    }

    /// Where the search begins. With coefficients of both values and errors the likelihood has several tops.
    fn starts(&self) -> Vec<Vec<f64>> {
        let nought = vec![0.0; self.orders.dynamics()];
        let conditional = least_squares(&nought, |place| self.conditional(place));
        let mut starts: Vec<Vec<f64>> = conditional.into_iter().map(|(place, _)| place).collect();
        if self.orders.ar > 0 && self.orders.ma > 0 {
            for (value, error) in AROUND {
                let mut start = nought.clone();
                start[0] = value;
                start[self.orders.ar] = error;
                starts.push(start);
            }
        }
        starts.push(nought);
        starts
    }

    /// The most likely place. Nothing when no start can be followed.
    pub(super) fn most_likely(&self) -> Option<Vec<f64>> {
        let begun = self
            .starts()
            .iter()
            .filter_map(|start| descend(start, ROUGH, |place| self.residuals(place)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let (place, _) = least_squares(&begun?.0, |place| self.residuals(place))?;
        Some(place)
    }

    pub(super) fn written_out(&self, coefficients: &[f64]) -> Arma {
        let [ar, ma, seasonal_ar, seasonal_ma] = self.parts(coefficients);
        let seasons = self.orders.seasonal.map_or(1, |one| one.seasons);
        let less = |values: &[f64]| -> Vec<f64> { values.iter().map(|value| -value).collect() };
        Arma {
            ar: less(&product(&less(ar), &less(seasonal_ar), seasons)),
            ma: product(ma, seasonal_ma, seasons),
        }
    }

    /// Coefficients for numbers of the search, each from −∞ to ∞. Nothing so near the border that rounding would step over it.
    pub(super) fn coefficients(&self, place: &[f64]) -> Option<Vec<f64>> {
        let partials: Vec<f64> = place.iter().map(|free| free.tanh()).collect();
        if partials.iter().any(|partial| partial.abs() > 1.0 - 1e-9) {
            return None;
        }
        let [ar, ma, seasonal_ar, seasonal_ma] = self.parts(&partials);
        let less = |values: Vec<f64>| values.into_iter().map(|value| -value);
        let mut all = from_partials(ar);
        all.extend(less(from_partials(ma)));
        all.extend(from_partials(seasonal_ar));
        all.extend(less(from_partials(seasonal_ma)));
        Some(all)
    }

    pub(super) fn follow(&self, arma: &Arma) -> Option<Followed> {
        let count = self.values.len();
        let both = self.orders.constant;
        let mut place = arma.before(1 + usize::from(both))?;
        let mut followed = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut log_variance, mut new) = (0.0, [0.0; 2]);
        for value in &self.values {
            let variance = place.variance;
            place.take(&[*value, 1.0], &mut new);
            let root = variance.sqrt();
            followed.0.push(new[0] / root);
            if both {
                followed.1.push(new[1] / root);
            }
            log_variance += variance.ln();
        }
        Some(Followed {
            errors: followed.0,
            ones: followed.1,
            log_variance,
            end: place,
        })
    }

    /// Numbers whose squares add up to what is least for the most likely model.
    fn residuals(&self, place: &[f64]) -> Option<Vec<f64>> {
        let followed = self.follow(&self.written_out(&self.coefficients(place)?))?;
        let height = (0.5 * followed.log_variance / self.values.len() as f64).exp();
        let mut errors = followed.errors_with(followed.shift());
        errors.iter_mut().for_each(|error| *error *= height);
        errors.iter().all(|error| error.is_finite()).then_some(errors)
    }

    /// Errors when those before the first are nought and values before it do not count.
    fn conditional(&self, place: &[f64]) -> Option<Vec<f64>> {
        let arma = self.written_out(&self.coefficients(place)?);
        let mut errors: Vec<f64> = Vec::with_capacity(self.values.len());
        for at in arma.ar.len()..self.values.len() {
            let before = self.values[..at].iter().rev();
            let own: f64 = arma.ar.iter().zip(before).map(|(by, value)| by * value).sum();
            let theirs: f64 = arma
                .ma
                .iter()
                .zip(errors.iter().rev())
                .map(|(by, error)| by * error)
                .sum();
            errors.push(self.values[at] - own - theirs);
        }
        errors.iter().all(|error| error.is_finite()).then_some(errors)
    }

    /// The logarithm of the likelihood, in the unit of the series.
    pub(super) fn log_likelihood(&self, followed: &Followed, errors: &[f64]) -> f64 {
        let count = errors.len() as f64;
        // A series that is followed to rounding has no likelihood: the least that is still a number stands for it.
        let square = dot(errors, errors).max(f64::MIN_POSITIVE);
        let scale = (2.0 * std::f64::consts::PI * square / count).ln() + 1.0 + 2.0 * self.unit.ln();
        -0.5 * (count * scale + followed.log_variance)
    }

    /// Standard errors of the coefficients and of what the constant adds, from the bend of the likelihood at its top.
    pub(super) fn standard_errors(&self, place: &[f64], followed: &Followed) -> Option<Vec<f64>> {
        const STEP: f64 = 3e-4;
        if self.orders.coefficients() == 0 {
            return Some(Vec::new());
        }
        let coefficients = self.coefficients(place)?;
        let shift = followed.shift();
        let errors = followed.errors_with(shift);
        // What the constant adds, in a unit in which the likelihood bends as for the others.
        let loose =
            (dot(&errors, &errors) / dot(&followed.ones, &followed.ones).max(f64::MIN_POSITIVE)).sqrt();
        // Coefficients of values stay in the numbers of the search, lest a step leaves the stationary ones; those of errors may pass one.
        let is_value = |at: usize| {
            let before = self.orders.ar + self.orders.ma;
            at < self.orders.ar
                || (before..before + self.orders.seasonal.map_or(0, |one| one.ar)).contains(&at)
        };
        let dynamics = place.len();
        let all = dynamics + usize::from(self.orders.constant);
        let moved = |by: &[f64]| -> Option<(Vec<f64>, f64)> {
            let mut free = place.to_vec();
            (0..dynamics)
                .filter(|at| is_value(*at))
                .for_each(|at| free[at] += by[at]);
            let mut there = self.coefficients(&free)?;
            (0..dynamics)
                .filter(|at| !is_value(*at))
                .for_each(|at| there[at] = coefficients[at] + by[at]);
            Some((there, shift + by.get(dynamics).copied().unwrap_or(0.0) * loose))
        };
        let height = |by: &[f64]| -> Option<f64> {
            let (there, shift) = moved(by)?;
            let followed = self.follow(&self.written_out(&there))?;
            let errors = followed.errors_with(shift);
            Some(-self.log_likelihood(&followed, &errors))
        };
        let top = height(&vec![0.0; all])?;
        let mut bend = vec![0.0; all * all];
        for row in 0..all {
            for column in 0..=row {
                let at = |up: f64, right: f64| {
                    let mut by = vec![0.0; all];
                    by[row] += up * STEP;
                    by[column] += right * STEP;
                    height(&by)
                };
                let second = if row == column {
                    at(1.0, 0.0)? - 2.0 * top + at(-1.0, 0.0)?
                } else {
                    (at(1.0, 1.0)? - at(1.0, -1.0)? - at(-1.0, 1.0)? + at(-1.0, -1.0)?) / 4.0
                };
                bend[row * all + column] = second / (STEP * STEP);
                bend[column * all + row] = bend[row * all + column];
            }
        }
        let covariance = Lu::of(all, bend)?.inverse();
        // What each coefficient does when a number moves.
        let slopes: Vec<Vec<f64>> = (0..all)
            .map(|at| {
                let mut by = vec![0.0; all];
                by[at] = STEP;
                let (mut up, high) = moved(&by)?;
                by[at] = -STEP;
                let (mut down, low) = moved(&by)?;
                if self.orders.constant {
                    up.push(high);
                    down.push(low);
                }
                Some(
                    up.iter()
                        .zip(&down)
                        .map(|(up, down)| (up - down) / (2.0 * STEP))
                        .collect(),
                )
            })
            .collect::<Option<_>>()?;
        (0..all)
            .map(|own| {
                let direction: Vec<f64> = slopes.iter().map(|slope| slope[own]).collect();
                let along: Vec<f64> = covariance.chunks(all).map(|row| dot(row, &direction)).collect();
                let variance = dot(&along, &direction);
                (variance > 0.0 && variance.is_finite()).then(|| variance.sqrt())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::SeasonalOrders;

    fn numbers(text: &str) -> Vec<f64> {
        text.split(' ').map(|number| number.parse().unwrap()).collect()
    }

    /// At given parameters the likelihood is that of R on the series after differencing, to every digit, and near that which R gives with a wide beginning for the differences.
    #[test]
    fn the_likelihood_is_that_of_r_at_the_same_parameters() {
        let mut compared = 0;
        for line in include_str!("../../tests/arima.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [
                "fixed",
                name,
                logarithm,
                seasons,
                orders,
                constant,
                parameters,
                whole,
                after,
            ] = fields[..]
            else {
                continue;
            };
            let known = include_str!("../../tests/series.tsv").lines();
            let mut known = known.filter_map(|line| line.split_once('\t'));
            let mut series = numbers(known.find(|(own, _)| *own == name).unwrap().1);
            if logarithm == "1" {
                series.iter_mut().for_each(|value| *value = value.ln());
            }
            let of: Vec<usize> = orders.split(' ').map(|one| one.parse().unwrap()).collect();
            let seasonal = SeasonalOrders {
                seasons: seasons.parse().unwrap(),
                ar: of[3],
                differences: of[4],
                ma: of[5],
            };
            let model = Model::of(
                &series,
                Orders {
                    ar: of[0],
                    differences: of[1],
                    ma: of[2],
                    seasonal: (seasonal.seasons > 1).then_some(seasonal),
                    constant: constant == "1",
                },
            );
            let parameters = numbers(parameters);
            let (coefficients, shift) = parameters.split_at(model.orders.dynamics());
            let followed = model.follow(&model.written_out(coefficients)).unwrap();
            let shift = shift
                .first()
                .map_or(0.0, |one| (one * model.step - model.mean) / model.unit);
            let found = model.log_likelihood(&followed, &followed.errors_with(shift));
            let (whole, after): (f64, f64) = (whole.parse().unwrap(), after.parse().unwrap());
            assert!((found - after).abs() < 1e-9 * after.abs(), "{line}: {found}");
            assert!((found - whole).abs() < 0.004, "{line}: {found}");
            compared += 1;
        }
        assert_eq!(compared, 12);
    }
}
