//! The forms of exponential smoothing.

/// Whether errors are as large at any height, or in proportion to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorForm {
    /// In the unit of the series.
    Additive,
    /// In proportion to the forecast; the series must be more than nought.
    Multiplicative,
}

/// How the level moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrendForm {
    /// Not by itself.
    None,
    /// By a slope that goes on.
    Additive,
    /// By a slope that dies out.
    Damped,
}

/// What the seasons do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeasonForm {
    /// Nothing.
    None,
    /// Add; so many seasons make a year.
    Additive(usize),
    /// Multiply; only with errors in proportion, since the other mix is unstable.
    Multiplicative(usize),
}

/// Error, trend and season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The errors.
    pub error: ErrorForm,
    /// The trend.
    pub trend: TrendForm,
    /// The seasons.
    pub season: SeasonForm,
}

impl Form {
    /// Every form for a series with so many seasons a year (one: none), in a fixed order; those in proportion only for a series that is more than nought throughout.
    #[must_use]
    pub fn all(seasons: usize, positive: bool) -> Vec<Self> {
        let mut forms = Vec::new();
        for error in [ErrorForm::Additive, ErrorForm::Multiplicative] {
            for trend in [TrendForm::None, TrendForm::Additive, TrendForm::Damped] {
                let mut kinds = vec![SeasonForm::None];
                if seasons > 1 {
                    kinds.extend([SeasonForm::Additive(seasons), SeasonForm::Multiplicative(seasons)]);
                }
                for season in kinds {
                    let form = Self { error, trend, season };
                    if form.is_stable() && (positive || error == ErrorForm::Additive) {
                        forms.push(form);
                    }
                }
            }
        }
        forms
    }

    /// Whether the form is one of those that are fitted.
    pub(super) fn is_stable(self) -> bool {
        self.error == ErrorForm::Multiplicative || !matches!(self.season, SeasonForm::Multiplicative(_))
    }

    /// How many seasons a year has; one without seasons.
    pub(super) fn seasons(self) -> usize {
        match self.season {
            SeasonForm::None => 1,
            SeasonForm::Additive(seasons) | SeasonForm::Multiplicative(seasons) => seasons,
        }
    }

    /// How many parameters and states at the beginning are estimated; seasons have one state fewer than there are, as they balance.
    pub(super) fn parameters(self) -> usize {
        let trend = match self.trend {
            TrendForm::None => 0,
            TrendForm::Additive => 2,
            TrendForm::Damped => 3,
        };
        let season = if self.season == SeasonForm::None {
            0
        } else {
            self.seasons()
        };
        2 + trend + season
    }
}

impl std::fmt::Display for Form {
    /// The letters that are customary: A or M, then N, A or Ad, then N, A or M.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let error = match self.error {
            ErrorForm::Additive => "A",
            ErrorForm::Multiplicative => "M",
        };
        let trend = match self.trend {
            TrendForm::None => "N",
            TrendForm::Additive => "A",
            TrendForm::Damped => "Ad",
        };
        let season = match self.season {
            SeasonForm::None => "N",
            SeasonForm::Additive(_) => "A",
            SeasonForm::Multiplicative(_) => "M",
        };
        write!(formatter, "({error},{trend},{season})")
    }
}
