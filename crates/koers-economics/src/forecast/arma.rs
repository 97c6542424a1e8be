//! The exact likelihood of a stationary series that remembers values and errors (ARMA): the Kalman filter in its fast form.
//!
//! The state is what is expected now of each of the next values. In the stationary beginning the covariance of the state changes from step to step by
//! a table of rank one, so that a vector stands for it (Morf, Sidhu and Kailath 1974; Pearlman 1980; Mélard 1984, AS 197): the work is as the length of the series
//! times the reach of the model, where the filter with full tables has the square of the reach.

/// What a value takes of those before it and of the errors before it, all lags written out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arma {
    /// φ: y_t = Σ φ_j y_(t−j) + e_t + Σ θ_j e_(t−j).
    pub ar: Vec<f64>,
    /// θ.
    pub ma: Vec<f64>,
}

/// Where the filter is: what it expects, and how sure it is of that.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// φ, with noughts as far as the model reaches.
    ar: Vec<f64>,
    /// What is expected of the next values, for each of the series that are followed together, and a nought.
    expected: Vec<Vec<f64>>,
    /// The variance of the next error, with σ² = 1.
    pub variance: f64,
    /// What the state takes of an error, times `variance`.
    gain: Vec<f64>,
    /// The change of the covariance is −`change` `change`′ ÷ `variance`. With a nought at its end.
    change: Vec<f64>,
}

/// (1 + Σ a_j B^j)(1 + Σ b_j B^(m j)), without its leading one.
pub(super) fn product(near: &[f64], far: &[f64], seasons: usize) -> Vec<f64> {
    let mut all = vec![0.0; near.len() + far.len() * seasons];
    all[..near.len()].copy_from_slice(near);
    for (year, by) in far.iter().enumerate() {
        let lag = (year + 1) * seasons;
        all[lag - 1] += by;
        for (at, value) in near.iter().enumerate() {
            all[lag + at] += by * value;
        }
    }
    all
}

/// Coefficients of values from partial autocorrelations (Durbin and Levinson), each between −1 and 1: exactly the stationary ones.
pub(super) fn from_partials(partials: &[f64]) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::with_capacity(partials.len());
    for (order, own) in partials.iter().enumerate() {
        let before = found.clone();
        for (at, value) in found.iter_mut().enumerate() {
            *value -= own * before[order - 1 - at];
        }
        found.push(*own);
    }
    found
}

/// The coefficients of each shorter order that go with these, the shortest first; the last of each is a partial autocorrelation.
/// Nothing when the series would not be stationary.
pub(super) fn shorter_orders(ar: &[f64]) -> Option<Vec<Vec<f64>>> {
    let mut orders = vec![ar.to_vec()];
    loop {
        let longest = &orders[orders.len() - 1];
        let Some((own, rest)) = longest.split_last() else {
            orders.pop();
            orders.reverse();
            return Some(orders);
        };
        let left = 1.0 - own * own;
        if left.is_nan() || left <= 0.0 {
            return None;
        }
        let shorter = (0..rest.len())
            .map(|at| (rest[at] + own * rest[rest.len() - 1 - at]) / left)
            .collect();
        orders.push(shorter);
    }
}

/// Whether every root of 1 − Σ a_j B^(m j) lies at least `radius` from nought.
pub(super) fn roots_beyond(radius: f64, ar: &[f64], seasons: usize) -> bool {
    // With B = radius × C the roots in C must lie outside one: the series with those coefficients is stationary.
    let reach = radius.powf(seasons as f64);
    let mut power = 1.0;
    let stretched: Vec<f64> = ar
        .iter()
        .map(|value| {
            power *= reach;
            value * power
        })
        .collect();
    shorter_orders(&stretched).is_some()
}

impl Arma {
    /// The first `count` autocovariances of the series with errors of one and no part in earlier ones, from lag nought.
    fn of_values_alone(&self, count: usize) -> Option<Vec<f64>> {
        let orders = shorter_orders(&self.ar)?;
        let left = |order: &Vec<f64>| order.last().map_or(1.0, |own| 1.0 - own * own);
        let first = 1.0 / orders.iter().map(left).product::<f64>();
        let mut found = vec![first];
        let mut unexplained = first;
        let mut before: &[f64] = &[];
        for order in &orders {
            let own = order[order.len() - 1];
            let along: f64 = before.iter().zip(found.iter().rev()).map(|(a, b)| a * b).sum();
            found.push(own * unexplained + along);
            unexplained *= left(order);
            before = order;
        }
        while found.len() < count {
            let next = self.ar.iter().zip(found.iter().rev()).map(|(a, b)| a * b).sum();
            found.push(next);
        }
        Some(found)
    }

    /// Before the first value of so many series. Nothing when they would not be stationary.
    pub(super) fn before(&self, series: usize) -> Option<Place> {
        let (values, errors) = (self.ar.len(), self.ma.len());
        let reach = values.max(errors).max(1);
        let alone = self.of_values_alone(reach + errors + 1)?;
        let shares: Vec<f64> = std::iter::once(1.0).chain(self.ma.iter().copied()).collect();
        let common: Vec<f64> = (0..=errors)
            .map(|lag| shares[lag..].iter().zip(&shares).map(|(a, b)| a * b).sum())
            .collect();
        let covariance = |lag: usize| -> f64 {
            let both = (1..=errors).map(|by| common[by] * (alone[lag + by] + alone[lag.abs_diff(by)]));
            common[0] * alone[lag] + both.sum::<f64>()
        };
        let covariances: Vec<f64> = (0..values.max(1)).map(covariance).collect();
        // What is left of an error in each later value.
        let mut echoes = Vec::with_capacity(errors);
        for (at, share) in shares.iter().take(errors).enumerate() {
            let along: f64 = self
                .ar
                .iter()
                .zip(echoes[..at].iter().rev())
                .map(|(a, b)| a * b)
                .sum();
            echoes.push(share + along);
        }
        let with = |coefficients: &[f64], from: usize, others: &[f64]| -> f64 {
            let later = coefficients.get(from..).unwrap_or_default();
            later.iter().zip(others).map(|(a, b)| a * b).sum()
        };
        let gain: Vec<f64> = (0..reach)
            .map(|at| with(&self.ar, at, &covariances) + with(&self.ma, at, &echoes))
            .collect();
        let padded = |values: &[f64], count: usize| -> Vec<f64> {
            let noughts = std::iter::repeat(0.0);
            values.iter().copied().chain(noughts).take(count).collect()
        };
        Some(Place {
            ar: padded(&self.ar, reach),
            expected: vec![vec![0.0; reach + 1]; series],
            variance: covariances[0],
            change: padded(&gain, reach + 1),
            gain,
        })
    }
}

impl Place {
    /// What is expected next of a series.
    pub(super) fn expected(&self, series: usize) -> f64 {
        self.expected[series][0]
    }

    /// The place of the first series less so many times the second, in another unit.
    pub(super) fn less(&self, times: f64, unit: f64) -> Self {
        let state = (0..=self.gain.len()).map(|at| {
            let second = self.expected.get(1).map_or(0.0, |second| times * second[at]);
            (self.expected[0][at] - second) * unit
        });
        Self {
            expected: vec![state.collect()],
            ..self.clone()
        }
    }

    /// Takes in the next value of each series; gives the errors.
    pub(super) fn take(&mut self, values: &[f64], errors: &mut [f64]) {
        for ((state, value), error) in self.expected.iter_mut().zip(values).zip(errors) {
            *error = value - state[0];
            shift(state, &self.ar);
            let share = *error / self.variance;
            for (own, gain) in state.iter_mut().zip(&self.gain) {
                *own += share * gain;
            }
        }
        self.learn();
    }

    /// Takes in a value that is as expected, of every series.
    pub(super) fn pass(&mut self) {
        for state in &mut self.expected {
            shift(state, &self.ar);
        }
        self.learn();
    }

    /// How sure the filter is one period on; it does not depend on the values.
    fn learn(&mut self) {
        // The partial autocorrelation of the series at the lag that has been reached.
        let partial = self.change[0] / self.variance;
        shift(&mut self.change, &self.ar);
        for (change, gain) in self.change.iter_mut().zip(&mut self.gain) {
            let before = *change;
            *change -= partial * *gain;
            *gain -= partial * before;
        }
        // No past tells anything of an error: less than its own variance would be rounding.
        self.variance = (self.variance * (1.0 - partial * partial)).max(1.0);
    }

    /// What is left, one period after it and later, of an error of one that comes next.
    pub(super) fn echoes(&self, count: usize) -> Vec<f64> {
        let mut state: Vec<f64> = self.gain.iter().map(|gain| gain / self.variance).collect();
        state.push(0.0);
        (0..count)
            .map(|_| {
                let own = state[0];
                shift(&mut state, &self.ar);
                own
            })
            .collect()
    }
}

/// A state, with a nought at its end, one period on.
fn shift(state: &mut [f64], ar: &[f64]) {
    let first = state[0];
    let last = ar.len();
    state.copy_within(1..=last, 0);
    for (own, by) in state.iter_mut().zip(ar) {
        *own += by * first;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The filter with full tables: y is the first of the state, x' = T x + R e, and the covariance at the beginning is the sum of all Tᵏ R R′ T′ᵏ.
    fn full(arma: &Arma, values: &[f64]) -> Vec<(f64, f64)> {
        let size = arma.ar.len().max(arma.ma.len() + 1);
        let ar = |at: usize| arma.ar.get(at).copied().unwrap_or(0.0);
        let on = |x: &[f64]| -> Vec<f64> {
            (0..size)
                .map(|at| ar(at) * x[0] + x.get(at + 1).copied().unwrap_or(0.0))
                .collect()
        };
        let mut shock = vec![1.0];
        shock.extend(&arma.ma);
        shock.resize(size, 0.0);
        let mut covariance = vec![vec![0.0; size]; size];
        let mut echo = shock.clone();
        for _ in 0..6000 {
            for (row, a) in covariance.iter_mut().zip(&echo) {
                row.iter_mut().zip(&echo).for_each(|(own, b)| *own += a * b);
            }
            echo = on(&echo);
        }
        let mut state = vec![0.0; size];
        let mut found = Vec::new();
        for value in values {
            let (error, variance) = (value - state[0], covariance[0][0]);
            found.push((error, variance));
            let first: Vec<f64> = covariance.iter().map(|row| row[0]).collect();
            state = state
                .iter()
                .zip(&first)
                .map(|(own, c)| own + c * error / variance)
                .collect();
            state = on(&state);
            for row in 0..size {
                for column in 0..size {
                    covariance[row][column] -= first[row] * first[column] / variance;
                }
            }
            let half: Vec<Vec<f64>> = covariance.iter().map(|row| on(row)).collect();
            for column in 0..size {
                let moved = on(&half.iter().map(|row| row[column]).collect::<Vec<_>>());
                for row in 0..size {
                    covariance[row][column] = moved[row] + shock[row] * shock[column];
                }
            }
        }
        found
    }

    #[test]
    fn the_fast_filter_is_the_full_one() {
        let values: Vec<f64> = (0..60).map(|at| f64::from(at * at % 17) - 8.0).collect();
        for (ar, ma) in [
            (vec![], vec![]),
            (vec![0.9], vec![]),
            (vec![], vec![0.5, -0.3, 1.4]),
            (vec![1.2, -0.5], vec![0.4]),
            (vec![0.6, 0.0, 0.0, 0.8, -0.48], product(&[-0.4], &[-0.55], 4)),
            (vec![0.2], product(&[0.7], &[0.9], 12)),
            (from_partials(&[0.97, -0.9, 0.3, 0.2]), vec![-0.999]),
        ] {
            let arma = Arma { ar, ma };
            let mut place = arma.before(1).unwrap();
            for (value, (error, variance)) in values.iter().zip(full(&arma, &values)) {
                assert!((place.variance / variance - 1.0).abs() < 1e-9, "{arma:?}");
                let mut own = [0.0];
                place.take(&[*value], &mut own);
                assert!((own[0] - error).abs() < 1e-8, "{arma:?}: {} {error}", own[0]);
            }
        }
    }

    #[test]
    fn partials_go_there_and_back() {
        let partials = [0.5, -0.8, 0.1, 0.99];
        let orders = shorter_orders(&from_partials(&partials)).unwrap();
        for (order, partial) in orders.iter().zip(partials) {
            assert!((order[order.len() - 1] - partial).abs() < 1e-12);
        }
        assert_eq!(shorter_orders(&[1.0]), None);
        assert_eq!(shorter_orders(&[0.5, 0.6]), None);
    }

    #[test]
    fn roots_are_told_from_the_border() {
        // 1 − B ÷ 1.02 has its root at 1.02; by quarters 1 − B⁴ ÷ 1.02⁴.
        assert!(roots_beyond(1.01, &[1.0 / 1.02], 1) && !roots_beyond(1.03, &[1.0 / 1.02], 1));
        let yearly = [1.02_f64.powi(-4)];
        assert!(roots_beyond(1.01, &yearly, 4) && !roots_beyond(1.03, &yearly, 4));
        assert!(roots_beyond(1.01, &[], 1));
        // (1 − 0.5 B)(1 − 0.99 B²).
        let both: Vec<f64> = product(&[-0.5], &[-0.99], 2).iter().map(|value| -value).collect();
        assert!(roots_beyond(1.005, &both, 1) && !roots_beyond(1.0051, &both, 1));
    }
}
