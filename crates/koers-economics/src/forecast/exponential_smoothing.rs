use rand_distr::{Distribution, StandardNormal};

use super::Outlook;
use super::form::{ErrorForm, Form, SeasonForm, TrendForm};
use super::levenberg::least_squares;
use super::outlook::{asked, long_enough};
use super::states::{Gains, Run, States, run};
use crate::lu::dot;
use crate::{Fault, random};

/// What [`exponential_smoothing`] gives: a form that was fitted to a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothing {
    /// The form.
    pub form: Form,
    /// α: what the level takes of an error.
    pub alpha: f64,
    /// β: what the slope takes of it, between nought and α; nothing without a trend.
    pub beta: Option<f64>,
    /// γ: what a season takes of it; nothing without seasons.
    pub gamma: Option<f64>,
    /// φ: what is left of the slope in each period; nothing where it does not die out.
    pub phi: Option<f64>,
    /// The level before the first period.
    pub level: f64,
    /// The slope before the first period; nothing without a trend.
    pub slope: Option<f64>,
    /// The seasons of the first year; empty without seasons.
    pub seasons: Vec<f64>,
    /// Errors one step ahead; shares of the forecast in forms with errors in proportion.
    pub errors: Vec<f64>,
    /// σ: the root of Σ errors² ÷ (n − what is estimated).
    pub sigma: f64,
    /// n ln Σ errors² + 2 Σ ln |forecast| in forms with errors in proportion: minus twice the logarithm of the likelihood but for a constant.
    pub deviance: f64,
    /// `deviance` + 2 k + 2 k (k + 1) ÷ (n − k − 1), k = what is estimated, with σ: less is better.
    pub aicc: f64,
    gains: Gains,
    end: States,
}

/// Exponential smoothing: level, trend and seasons that follow a series, in one of fifteen forms.
///
/// # What it measures
/// What comes next if level, slope and seasons go on from where they are, and how far that was off.
///
/// # Formula
/// Forecast = (level + φ slope) + or × season. With what is off beside level and season: level + φ slope + α off; φ slope + β off; season + γ (value less or ÷ level, less season).
/// All of it by the most likely: min n ln Σ e² + 2 Σ ln |forecast| (the latter where errors e are in proportion), over 0.0001 ≤ α ≤ 0.9999, β ≤ α, γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98 and the states before the first period; seasons balance.
/// As a sum of squares (e times the geometric mean of the forecasts) with Levenberg and Marquardt's method from several starts.
/// Intervals: with additive errors σ² (1 + Σ c²), c_j = α + β (φ + … + φʲ) + γ when j is a whole number of years; else from 5,000 drawn courses.
///
/// # In and out
/// A series without gaps and a form; [`Smoothing::outlook`] forecasts.
///
/// # Assumptions
/// What was goes on: no break in what is measured, no measure that begins. Errors are normal and do not hang together.
///
/// # Limits
/// Intervals do not count that form and parameters are guessed: true ones are wider, above all far ahead. Of 1,000 made-up series of 60 values, those of 80% held the truth one period ahead in 79%, six ahead in 76% (a level alone) and 68% (a slope, errors in proportion).
/// [`super::rolling_origin`] says how it was on the series itself. A slope that goes on leads astray over many years; damped ones err less.
/// The search may end in a place that is only nearly the best.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::TooShort`]: two more values than what is estimated, and two years where there are seasons. [`Fault::NegativeCell`] and [`Fault::NoTotal`] for forms in proportion where a value is nought or less; [`Fault::Setting`].
/// [`Fault::NotSettled`] when no start can be followed.
///
/// # Other programs
/// `ets` of forecast for R has the same forms and bounds, counts k and σ alike, and stops earlier. Deaths by accident in the USA, (A,N,A): AICc 1148.72 there, 1143.01 here and by exact least squares in numpy.
/// Passengers by air, (M,Ad,M): 1400.64 there, 1399.72 here; the forecasts agree within 0.2%.
///
/// # Sources
/// R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder (2008), *Forecasting with exponential smoothing: the state space approach*, Springer.
///
/// # Example
/// Hyndman and Athanasopoulos (2018), *Forecasting: principles and practice*, 2nd edition, section 7.1: oil of Saudi Arabia, 1996-2013. α = 0.8339, first level 446.5868, AICc 179.8573.
/// ```
/// use koers_economics::forecast::{ErrorForm, Form, SeasonForm, TrendForm, exponential_smoothing};
/// let oil = [
///     445.3641, 453.1950, 454.4096, 422.3789, 456.0371, 440.3866, 425.1944, 486.2052, 500.4291, 521.2759, 508.9476, 488.8889, 509.8706,
///     456.7229, 473.8166, 525.9509, 549.8338, 542.3405,
/// ];
/// let form = Form { error: ErrorForm::Additive, trend: TrendForm::None, season: SeasonForm::None };
/// let found = exponential_smoothing(&oil, form)?;
/// assert!((found.alpha - 0.8339).abs() < 5e-4 && (found.level - 446.5868).abs() < 0.05 && (found.aicc - 179.8573).abs() < 1e-3);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn exponential_smoothing(series: &[f64], form: Form) -> Result<Smoothing, Fault> {
    allowed(series, form)?;
    // In a unit of its own size, so that differences of the search mean the same for every series.
    let unit = series.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let unit = if unit > 0.0 { unit } else { 1.0 };
    let scaled: Vec<f64> = series.iter().map(|value| value / unit).collect();
    let search = Search {
        series: &scaled,
        form,
    };
    let best = [0.1, 0.5, 0.9]
        .iter()
        .filter_map(|&share| least_squares(&search.start(share), |place| search.residuals(place)))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let not_settled = Fault::NotSettled {
        steps: 0,
        residual: f64::INFINITY,
    };
    let Some((place, _)) = best else {
        return Err(not_settled);
    };
    let (gains, mut start) = search.model(&place);
    start.level *= unit;
    start.slope *= unit;
    if matches!(form.season, SeasonForm::Additive(_)) {
        start.seasons.iter_mut().for_each(|season| *season *= unit);
    }
    let run = run(series, form, gains, &start).ok_or(not_settled)?;
    Ok(Smoothing::of(form, gains, start, run))
}

fn allowed(series: &[f64], form: Form) -> Result<(), Fault> {
    let seasons = form.seasons();
    if form.season != SeasonForm::None && seasons < 2 {
        return Err(Fault::Setting {
            name: "season",
            value: seasons as f64,
            needs: "a year has at least two seasons",
        });
    }
    if !form.is_stable() {
        return Err(Fault::Setting {
            name: "season",
            value: seasons as f64,
            needs: "seasons that multiply need errors in proportion",
        });
    }
    let years = if form.season == SeasonForm::None {
        0
    } else {
        2 * seasons
    };
    // One more for σ and one for the correction of the criterion.
    long_enough(series, years.max(form.parameters() + 3))?;
    let none_or_less = series.iter().position(|&value| value <= 0.0);
    match none_or_less {
        Some(column) if form.error == ErrorForm::Multiplicative => {
            let (input, value) = ("series", series[column]);
            Err(if value < 0.0 {
                Fault::NegativeCell {
                    input,
                    row: 0,
                    column,
                    value,
                }
            } else {
                Fault::NoTotal { input, row: column }
            })
        }
        _ => Ok(()),
    }
}

/// Where numbers of the search, each from −∞ to ∞, stand for a model.
struct Search<'a> {
    series: &'a [f64],
    form: Form,
}

const LEAST: f64 = 1e-4;

/// From −∞…∞ to low…high, and back.
fn between(low: f64, high: f64, free: f64) -> f64 {
    low + (high - low) / (1.0 + (-free).exp())
}

fn free(low: f64, high: f64, value: f64) -> f64 {
    let share = ((value - low) / (high - low)).clamp(1e-6, 1.0 - 1e-6);
    (share / (1.0 - share)).ln()
}

impl Search<'_> {
    fn model(&self, place: &[f64]) -> (Gains, States) {
        let mut numbers = place.iter().copied();
        let mut next = || numbers.next().unwrap_or(0.0);
        let level = between(LEAST, 1.0 - LEAST, next());
        let slope = match self.form.trend {
            TrendForm::None => 0.0,
            _ => between(LEAST, level, next()),
        };
        let season = match self.form.season {
            SeasonForm::None => 0.0,
            _ => between(LEAST, 1.0 - level, next()),
        };
        let damping = match self.form.trend {
            TrendForm::Damped => between(0.8, 0.98, next()),
            _ => 1.0,
        };
        let first = next();
        let first_slope = match self.form.trend {
            TrendForm::None => 0.0,
            _ => next(),
        };
        let count = match self.form.season {
            SeasonForm::None => 0,
            _ => self.form.seasons(),
        };
        let mut seasons: Vec<f64> = (1..count).map(|_| next()).collect();
        if count > 0 {
            // Seasons add up to nought, or are one on average.
            let whole = match self.form.season {
                SeasonForm::Multiplicative(_) => count as f64,
                _ => 0.0,
            };
            seasons.push(whole - seasons.iter().sum::<f64>());
        }
        let gains = Gains {
            level,
            slope,
            season,
            damping,
        };
        let states = States {
            level: first,
            slope: first_slope,
            seasons,
            next: 0,
        };
        (gains, states)
    }

    /// A first guess, with a share of the room for each gain.
    fn start(&self, share: f64) -> Vec<f64> {
        let series = self.series;
        let years = self.form.seasons();
        // Means of whole years: free of seasons.
        let means: Vec<f64> = series
            .windows(years)
            .map(|year| year.iter().sum::<f64>() / years as f64)
            .collect();
        let last = means.len() - 1;
        let slope = if last == 0 {
            0.0
        } else {
            (means[last] - means[0]) / last as f64
        };
        // The first mean stands in the middle of the first year.
        let level = means[0] - slope * (years as f64 + 1.0) / 2.0;
        let alpha = between(LEAST, 1.0 - LEAST, free(0.0, 1.0, share));
        let mut place = vec![free(LEAST, 1.0 - LEAST, alpha)];
        if self.form.trend != TrendForm::None {
            place.push(free(0.0, 1.0, 0.1));
        }
        if self.form.season != SeasonForm::None {
            place.push(free(0.0, 1.0, 0.1));
        }
        if self.form.trend == TrendForm::Damped {
            place.push(free(0.8, 0.98, 0.95));
        }
        place.push(if self.form.trend == TrendForm::None {
            means[0]
        } else {
            level
        });
        if self.form.trend != TrendForm::None {
            place.push(slope);
        }
        let multiplied = matches!(self.form.season, SeasonForm::Multiplicative(_));
        if self.form.season != SeasonForm::None {
            let mut sums = vec![(0.0, 0.0); years];
            for (at, value) in series.iter().enumerate() {
                let height = level + slope * (at + 1) as f64;
                let beside = if multiplied {
                    value / height
                } else {
                    value - height
                };
                sums[at % years].0 += beside;
                sums[at % years].1 += 1.0;
            }
            let seasons: Vec<f64> = sums.iter().map(|(sum, count)| sum / count).collect();
            let mean = seasons.iter().sum::<f64>() / years as f64;
            let balanced = |season: &f64| if multiplied { season / mean } else { season - mean };
            place.extend(seasons[..years - 1].iter().map(balanced));
        }
        place
    }

    /// Numbers whose squares add up to what is least for the most likely model.
    fn residuals(&self, place: &[f64]) -> Option<Vec<f64>> {
        let (gains, start) = self.model(place);
        let mut run = run(self.series, self.form, gains, &start)?;
        let height = run.log_height.exp();
        run.errors.iter_mut().for_each(|error| *error *= height);
        run.errors
            .iter()
            .all(|error| error.is_finite())
            .then_some(run.errors)
    }
}

impl Smoothing {
    fn of(form: Form, gains: Gains, start: States, run: Run) -> Self {
        let count = run.errors.len() as f64;
        let square = dot(&run.errors, &run.errors);
        let estimated = form.parameters() as f64;
        // A series that is followed to rounding has no likelihood: the least that is still a number stands for it.
        let deviance = count * square.max(f64::MIN_POSITIVE).ln() + 2.0 * count * run.log_height;
        let with_sigma = estimated + 1.0;
        let correction = 2.0 * with_sigma * (with_sigma + 1.0) / (count - with_sigma - 1.0);
        let (trend, season) = (form.trend != TrendForm::None, form.season != SeasonForm::None);
        Self {
            form,
            alpha: gains.level,
            beta: trend.then_some(gains.slope),
            gamma: season.then_some(gains.season),
            phi: (form.trend == TrendForm::Damped).then_some(gains.damping),
            level: start.level,
            slope: trend.then_some(start.slope),
            seasons: start.seasons,
            sigma: (square / (count - estimated)).sqrt(),
            deviance,
            aicc: deviance + 2.0 * with_sigma + correction,
            errors: run.errors,
            gains,
            end: run.end,
        }
    }

    /// What comes in the next periods. The seed matters for forms with errors in proportion only, whose intervals are drawn.
    ///
    /// # Errors
    /// [`Fault::Setting`]: no period, or a level outside nought to one.
    pub fn outlook(&self, horizon: usize, level: f64, seed: u64) -> Result<Outlook, Fault> {
        asked(horizon, level)?;
        let points = self.course(horizon, |expected| expected);
        if self.form.error == ErrorForm::Additive {
            return Ok(Outlook::normal(points, &self.spread(horizon), level));
        }
        Ok(Outlook {
            intervals: self.drawn(horizon, level, seed),
            points,
            level,
        })
    }

    /// The course of the next periods, when each brings what `bring` makes of what is expected.
    fn course(&self, horizon: usize, mut bring: impl FnMut(f64) -> f64) -> Vec<f64> {
        let mut states = self.end.clone();
        (0..horizon)
            .map(|_| {
                let value = bring(states.expected(self.form, self.gains));
                states.follow(self.form, self.gains, value);
                value
            })
            .collect()
    }

    fn spread(&self, horizon: usize) -> Vec<f64> {
        let (mut square, mut damped) = (1.0, 0.0);
        (1..=horizon)
            .map(|step| {
                let now = self.sigma * f64::sqrt(square);
                damped += self.gains.damping.powi(step.try_into().unwrap_or(i32::MAX));
                let whole_years = !self.end.seasons.is_empty() && step.is_multiple_of(self.end.seasons.len());
                let season = if whole_years { self.gains.season } else { 0.0 };
                square += (self.gains.level + self.gains.slope * damped + season).powi(2);
                now
            })
            .collect()
    }

    fn drawn(&self, horizon: usize, level: f64, seed: u64) -> Vec<(f64, f64)> {
        const COURSES: u64 = 5000;
        let courses: Vec<Vec<f64>> = (0..COURSES)
            .map(|number| {
                let mut generator = random::stream(seed, number);
                self.course(horizon, |expected| {
                    let error: f64 = StandardNormal.sample(&mut generator);
                    expected * (1.0 + self.sigma * error)
                })
            })
            .collect();
        (0..horizon)
            .map(|step| {
                let mut values: Vec<f64> = courses.iter().map(|course| course[step]).collect();
                values.sort_by(f64::total_cmp);
                let tail = (1.0 - level) / 2.0;
                (at_share(&values, tail), at_share(&values, 1.0 - tail))
            })
            .collect()
    }
}

/// The value below which a share of sorted values lies, between two of them in proportion.
fn at_share(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let low = place.floor() as usize;
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + (place - low as f64) * (sorted[high] - sorted[low])
}
