//! Level, slope and seasons, and how they follow a series.

use super::form::{ErrorForm, Form, SeasonForm, TrendForm};

/// What the states do with an error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gains {
    /// α.
    pub level: f64,
    /// β: what the slope takes of an error of the level's equation (not a share of α).
    pub slope: f64,
    /// γ.
    pub season: f64,
    /// φ; one when the slope goes on.
    pub damping: f64,
}

/// The states after a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct States {
    pub level: f64,
    pub slope: f64,
    /// The seasons, that of the next period at `next`. Empty without seasons.
    pub seasons: Vec<f64>,
    pub next: usize,
}

impl States {
    /// Level with slope, and the season of the next period.
    fn ahead(&self, form: Form, gains: Gains) -> (f64, f64) {
        let level = match form.trend {
            TrendForm::None => self.level,
            TrendForm::Additive | TrendForm::Damped => self.level + gains.damping * self.slope,
        };
        let season = match form.season {
            SeasonForm::None => 0.0,
            SeasonForm::Additive(_) | SeasonForm::Multiplicative(_) => self.seasons[self.next],
        };
        (level, season)
    }

    /// What the next period will bring if nothing unforeseen happens.
    pub(super) fn expected(&self, form: Form, gains: Gains) -> f64 {
        let (level, season) = self.ahead(form, gains);
        match form.season {
            SeasonForm::None => level,
            SeasonForm::Additive(_) => level + season,
            SeasonForm::Multiplicative(_) => level * season,
        }
    }

    /// Takes in what the next period brought.
    pub(super) fn follow(&mut self, form: Form, gains: Gains, value: f64) {
        let (level, season) = self.ahead(form, gains);
        let (off, seasonal) = match form.season {
            SeasonForm::None => (value - level, 0.0),
            SeasonForm::Additive(_) => (value - season - level, value - level - season),
            SeasonForm::Multiplicative(_) => (value / season - level, value / level - season),
        };
        self.level = level + gains.level * off;
        if form.trend != TrendForm::None {
            self.slope = gains.damping * self.slope + gains.slope * off;
        }
        if !self.seasons.is_empty() {
            self.seasons[self.next] = season + gains.season * seasonal;
            self.next = (self.next + 1) % self.seasons.len();
        }
    }
}

/// How well states follow a series.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Errors one step ahead; shares of the forecast in forms with errors in proportion.
    pub errors: Vec<f64>,
    /// The mean of the logarithm of the forecasts in such forms, else nought.
    pub log_height: f64,
    /// The states at the end.
    pub end: States,
}

/// Follows a series from its beginning. Nothing where a form in proportion meets a forecast that is not more than nought.
pub(super) fn run(series: &[f64], form: Form, gains: Gains, start: &States) -> Option<Run> {
    let mut states = start.clone();
    let mut errors = Vec::with_capacity(series.len());
    let mut height = 0.0;
    for &value in series {
        let expected = states.expected(form, gains);
        match form.error {
            ErrorForm::Additive => errors.push(value - expected),
            ErrorForm::Multiplicative => {
                if expected <= 0.0 || !expected.is_finite() {
                    return None;
                }
                height += expected.ln();
                errors.push((value - expected) / expected);
            }
        }
        states.follow(form, gains, value);
    }
    errors.iter().all(|error| error.is_finite()).then(|| Run {
        errors,
        log_height: height / series.len() as f64,
        end: states,
    })
}
