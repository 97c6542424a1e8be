use super::arima_likelihood::Model;
use super::arma::{Arma, Place, product, roots_beyond};
use super::outlook::{asked, long_enough};
use super::{Orders, Outlook};
use crate::Fault;
use crate::lu::dot;

/// A number that was estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// How far it may be off: the standard error. Nothing where the likelihood does not bend around it in every direction.
    pub standard_error: Option<f64>,
}

/// What [`arima`] gives: a model that was fitted to a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Arima {
    /// The orders.
    pub orders: Orders,
    /// φ: what a value takes of those before it, the nearest first.
    pub ar: Vec<Estimate>,
    /// θ: what it takes of the errors before.
    pub ma: Vec<Estimate>,
    /// Φ: what it takes of the same season in earlier years.
    pub seasonal_ar: Vec<Estimate>,
    /// Θ: and of the errors there.
    pub seasonal_ma: Vec<Estimate>,
    /// The mean, or the drift in each period.
    pub constant: Option<Estimate>,
    /// Errors one step ahead after differencing, each ÷ the root of how much more unsure it was than the last ones.
    pub errors: Vec<f64>,
    /// σ² = Σ errors² ÷ (their number − coefficients).
    pub sigma_squared: f64,
    /// The logarithm of the likelihood of the series after differencing.
    pub log_likelihood: f64,
    /// −2 log-likelihood + 2 k, k = coefficients and σ: less is better.
    pub aic: f64,
    /// `aic` + 2 k (k + 1) ÷ (n − k − 1), n = errors.
    pub aicc: f64,
    /// −2 log-likelihood + k ln n.
    pub bic: f64,
    arma: Arma,
    /// After the last value.
    end: Place,
    /// What the constant adds after differencing.
    shift: f64,
    /// The last values, as many as differencing uses up.
    tail: Vec<f64>,
}

/// ARIMA with seasons: a series, or its changes, that remembers its own past values and errors.
///
/// # What it measures
/// What comes next if values go on depending on those before as they did.
///
/// # Formula
/// With B the step back: (1 − Σ φ_j B^j)(1 − Σ Φ_j B^(m j)) w_t = (1 + Σ θ_j B^j)(1 + Σ Θ_j B^(m j)) e_t, where w = (1 − B)^d (1 − B^m)^D y less the mean, or less what the drift adds.
/// By the most likely: with v_t the error of the Kalman filter and f_t σ² its variance, min n ln Σ v² ÷ f + Σ ln f; the filter starts from the covariances of the stationary series itself and the mean is that of generalised least squares.
/// The numbers searched are partial autocorrelations, so that values keep from running away and errors can be found back from values. Levenberg and Marquardt's method starts from the least Σ e² with nought before the beginning, from nought, and where both values and errors have coefficients from six places more.
/// Standard errors from the bend of the likelihood. Intervals: σ² Σ f ψ², ψ what an error adds to later values, with the filter as sure as it is at the end.
///
/// # In and out
/// A series without gaps and the orders; [`Arima::outlook`] forecasts. Where swings grow with the level, give logarithms and take the exponential of points and intervals: the point is then the middle, not the mean.
///
/// # Assumptions
/// What was goes on: no break in what is measured, no measure that begins. Errors are normal, of one size, and do not hang together.
///
/// # Limits
/// Intervals do not count that orders and coefficients are guessed: true ones are wider, above all far ahead. Of 1,000 made-up series of 60 values and with the true orders, those of 80% held the truth one period ahead in 80%, six ahead in 74% (a memory of 0.7) and 77% (a level).
/// Likelihoods of series with different differences are of different data: only models with the same d and D can be compared by them.
/// Values and errors of nearly the same coefficients cancel, and then many models are as likely. The search may end in a place that is only nearly the best.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::TooShort`]: after differencing, two more values than coefficients with σ, and more values than the model looks back.
/// [`Fault::Setting`]: a year of fewer than two seasons, more than three differences of a kind, or a constant with two or more in all.
/// [`Fault::NoContrast`]: after differencing nothing moves, so that coefficients have nothing to follow; without coefficients the answer is a forecast with intervals of no width.
/// [`Fault::NotSettled`] when no start can be followed.
///
/// # Other programs
/// `Arima` of forecast for R and `arima` of R: the same model, constant and count of k. They keep differences in the state with a variance of 10⁶ σ² at the beginning, so that a little of the height of the first values comes in;
/// here differences are taken first, and a number added to every value changes nothing. Logarithms of passengers by air, (0,1,1)(0,1,1)12: log-likelihood 244.6995 there and 244.6965 here and in R with 10⁹ in place of 10⁶ or on the series after differencing; both print 244.70, AICc −483.21 and −483.20.
/// For the same reason R's σ² counts the first values ÷ 1000 as errors: Lake Huron, (2,1,1), 0.5003 there and 0.4967 here. `SARIMAX` of statsmodels takes differences first with `simple_differencing`.
/// R also leaves out every value whose variance is above 10⁴ σ², so that the likelihood comes out too high where a root lies within some 10⁻⁴ of one.
///
/// # Sources
/// G. E. P. Box and G. M. Jenkins (1970), *Time series analysis: forecasting and control*, Holden-Day.
/// A. C. Harvey (1989), *Forecasting, structural time series models and the Kalman filter*, Cambridge University Press, section 3.4.
/// G. Mélard (1984), *Algorithm AS 197: a fast algorithm for the exact likelihood of autoregressive-moving average models*, Applied Statistics 33, pp. 104-114.
/// J. F. Monahan (1984), *A note on enforcing stationarity in autoregressive-moving average models*, Biometrika 71, pp. 403-404.
///
/// # Example
/// A hormone in blood, every ten minutes (P. J. Diggle 1990, *Time series: a biostatistical introduction*). R prints of `arima(lh, order = c(1, 0, 0))`: φ = 0.5739 with standard error 0.1161, mean 2.4133, log-likelihood −29.38.
/// ```
/// use koers_economics::forecast::{Orders, arima};
/// let hormone = [
///     2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2, 1.9, 1.9, 1.8, 2.7, 3.0,
///     2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7, 1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6, 2.1, 3.4, 3.0, 2.9,
/// ];
/// let found = arima(&hormone, Orders { ar: 1, differences: 0, ma: 0, seasonal: None, constant: true })?;
/// assert!((found.ar[0].value - 0.5739).abs() < 1e-4 && (found.log_likelihood + 29.38).abs() < 5e-3);
/// assert!(found.constant.is_some_and(|mean| (mean.value - 2.4133).abs() < 1e-4));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn arima(series: &[f64], orders: Orders) -> Result<Arima, Fault> {
    allowed(series, orders)?;
    let model = Model::of(series, orders);
    let not_settled = Fault::NotSettled {
        steps: 0,
        residual: f64::INFINITY,
    };
    if orders.dynamics() > 0 && model.stands_still(series) {
        return Err(Fault::NoContrast { input: "series" });
    }
    let best = model.most_likely();
    best.and_then(|place| Arima::of(series, &model, &place))
        .ok_or(not_settled)
}

fn allowed(series: &[f64], orders: Orders) -> Result<(), Fault> {
    if let Some(seasonal) = orders.seasonal
        && seasonal.seasons < 2
    {
        return Err(Fault::Setting {
            name: "season",
            value: seasonal.seasons as f64,
            needs: "a year has at least two seasons",
        });
    }
    let seasonal = orders.seasonal.map_or(0, |one| one.differences);
    let most = orders.differences.max(seasonal);
    if most > 3 {
        return Err(Fault::Setting {
            name: "differences",
            value: most as f64,
            needs: "no more than three of a kind are taken",
        });
    }
    if orders.constant && orders.all_differences() > 1 {
        return Err(Fault::Setting {
            name: "constant",
            value: orders.all_differences() as f64,
            needs: "with two differences or more nothing is added",
        });
    }
    // One more for σ and two for the correction of the criterion.
    let values = orders
        .coefficients()
        .saturating_add(3)
        .max(orders.reach().saturating_add(1));
    long_enough(series, orders.lost().saturating_add(values))
}

impl Arima {
    fn of(series: &[f64], model: &Model, place: &[f64]) -> Option<Self> {
        let orders = model.orders;
        let coefficients = model.coefficients(place)?;
        let arma = model.written_out(&coefficients);
        let followed = model.follow(&arma)?;
        let shift = followed.shift();
        let mut errors = followed.errors_with(shift);
        let log_likelihood = model.log_likelihood(&followed, &errors);
        if !log_likelihood.is_finite() {
            return None;
        }
        errors.iter_mut().for_each(|error| *error *= model.unit);
        let count = errors.len() as f64;
        let known = orders.coefficients() as f64;
        let with_sigma = known + 1.0;
        let aic = 2.0 * with_sigma - 2.0 * log_likelihood;
        let standard_errors = model.standard_errors(place, &followed);
        let estimates: Vec<Estimate> = coefficients
            .iter()
            .enumerate()
            .map(|(at, value)| Estimate {
                value: *value,
                standard_error: standard_errors.as_ref().map(|all| all[at]),
            })
            .collect();
        let seasonal_ar = orders.seasonal.map_or(0, |one| one.ar);
        let (ar, rest) = estimates.split_at(orders.ar);
        let (ma, rest) = rest.split_at(orders.ma);
        let (seasonal_ar, seasonal_ma) = rest.split_at(seasonal_ar);
        let constant = orders.constant.then(|| Estimate {
            value: (shift * model.unit + model.mean) / model.step,
            standard_error: standard_errors
                .as_ref()
                .and_then(|all| all.last())
                .map(|error| error * model.unit / model.step),
        });
        Some(Self {
            orders,
            ar: ar.to_vec(),
            ma: ma.to_vec(),
            seasonal_ar: seasonal_ar.to_vec(),
            seasonal_ma: seasonal_ma.to_vec(),
            constant,
            sigma_squared: dot(&errors, &errors) / (count - known),
            log_likelihood,
            aic,
            aicc: aic + 2.0 * with_sigma * (with_sigma + 1.0) / (count - with_sigma - 1.0),
            bic: aic + with_sigma * (count.ln() - 2.0),
            errors,
            end: followed.end.less(shift, model.unit),
            arma,
            shift: shift * model.unit + model.mean,
            tail: series[series.len() - orders.lost()..].to_vec(),
        })
    }

    /// What comes in the next periods.
    ///
    /// # Errors
    /// [`Fault::Setting`]: no period, or a level outside nought to one.
    pub fn outlook(&self, horizon: usize, level: f64) -> Result<Outlook, Fault> {
        asked(horizon, level)?;
        let mut place = self.end.clone();
        let mut changes = Vec::with_capacity(horizon);
        let mut squares = vec![0.0; horizon];
        for step in 0..horizon {
            changes.push(place.expected(0) + self.shift);
            // What an error of this period does to it and to those after it.
            let mut echoes = vec![1.0];
            echoes.extend(place.echoes(horizon - step - 1));
            let echoes = self.summed(&echoes, &[]);
            for (square, echo) in squares[step..].iter_mut().zip(&echoes) {
                *square += place.variance * echo * echo;
            }
            place.pass();
        }
        let points = self.summed(&changes, &self.tail);
        let spread: Vec<f64> = squares
            .iter()
            .map(|square| (self.sigma_squared * square).sqrt())
            .collect();
        Ok(Outlook::normal(points, &spread, level))
    }

    /// Undoes differencing: the series with these changes, after those values, or after noughts.
    fn summed(&self, changes: &[f64], before: &[f64]) -> Vec<f64> {
        let mut taken = vec![-1.0; usize::from(self.orders.differences > 0)];
        for _ in 1..self.orders.differences {
            taken = product(&taken, &[-1.0], 1);
        }
        if let Some(one) = self.orders.seasonal {
            for _ in 0..one.differences {
                taken = product(&taken, &[-1.0], one.seasons);
            }
        }
        let mut all = before.to_vec();
        for change in changes {
            let past: f64 = taken
                .iter()
                .zip(all.iter().rev())
                .map(|(by, value)| by * value)
                .sum();
            all.push(change - past);
        }
        all.split_off(before.len())
    }

    /// Whether a root of what values or errors take of the past lies nearer to nought than `radius`.
    pub(super) fn has_root_within(&self, radius: f64) -> bool {
        let seasons = self.orders.seasonal.map_or(1, |one| one.seasons);
        let of = |estimates: &[Estimate], sign: f64| -> Vec<f64> {
            estimates.iter().map(|one| sign * one.value).collect()
        };
        let beyond = [
            roots_beyond(radius, &of(&self.ar, 1.0), 1),
            roots_beyond(radius, &of(&self.ma, -1.0), 1),
            roots_beyond(radius, &of(&self.seasonal_ar, 1.0), seasons),
            roots_beyond(radius, &of(&self.seasonal_ma, -1.0), seasons),
        ];
        beyond.contains(&false)
    }

    /// Whether the likelihood bends around every coefficient.
    pub(super) fn is_sure(&self) -> bool {
        let dynamics = [&self.ar, &self.ma, &self.seasonal_ar, &self.seasonal_ma];
        let mut all = dynamics.into_iter().flatten().chain(&self.constant);
        all.all(|one| one.standard_error.is_some())
    }
}
