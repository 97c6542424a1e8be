//! The orders of an ARIMA model.

/// How a seasonal model looks back by whole years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeasonalOrders {
    /// m: how many seasons make a year.
    pub seasons: usize,
    /// P: how many values of the same season count.
    pub ar: usize,
    /// D: how often the difference with a year ago is taken.
    pub differences: usize,
    /// Q: how many errors of the same season count.
    pub ma: usize,
}

/// How far an ARIMA model looks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Orders {
    /// p: how many values count.
    pub ar: usize,
    /// d: how often the difference with the value before is taken.
    pub differences: usize,
    /// q: how many errors count.
    pub ma: usize,
    /// The same by whole years.
    pub seasonal: Option<SeasonalOrders>,
    /// Whether a number is added: the mean without differences, the drift (what each period adds) with one, and none with more.
    pub constant: bool,
}

impl Orders {
    /// How often differences are taken, of both kinds.
    pub(super) fn all_differences(self) -> usize {
        let seasonal = self.seasonal.map_or(0, |one| one.differences);
        self.differences.saturating_add(seasonal)
    }

    /// How many values at the beginning are used up by taking differences.
    pub(super) fn lost(self) -> usize {
        let seasonal = self
            .seasonal
            .map_or(0, |one| one.differences.saturating_mul(one.seasons));
        self.differences.saturating_add(seasonal)
    }

    /// How far back the longest of values and errors lies that counts.
    pub(super) fn reach(self) -> usize {
        let of = |near: usize, far: usize, seasons: usize| near.saturating_add(far.saturating_mul(seasons));
        match self.seasonal {
            None => self.ar.max(self.ma),
            Some(one) => of(self.ar, one.ar, one.seasons).max(of(self.ma, one.ma, one.seasons)),
        }
    }

    /// How many coefficients of values and errors there are.
    pub(super) fn dynamics(self) -> usize {
        let seasonal = self.seasonal.map_or(0, |one| one.ar.saturating_add(one.ma));
        self.ar.saturating_add(self.ma).saturating_add(seasonal)
    }

    /// How many numbers are estimated, without σ.
    pub(super) fn coefficients(self) -> usize {
        self.dynamics().saturating_add(usize::from(self.constant))
    }
}

impl std::fmt::Display for Orders {
    /// As is customary: `(0,1,1)(0,1,1)12`, and `+ c` with a mean or drift.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "({},{},{})", self.ar, self.differences, self.ma)?;
        if let Some(one) = self.seasonal {
            write!(
                formatter,
                "({},{},{}){}",
                one.ar, one.differences, one.ma, one.seasons
            )?;
        }
        if self.constant {
            write!(formatter, " + c")?;
        }
        Ok(())
    }
}
