//! Units over periods, and the question put to them.

use std::ops::Range;

use crate::{Fault, Matrix, check};

/// One outcome of units (rows) over periods (columns). A value may be missing; a method that needs it names the unit and the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    periods: usize,
    values: Vec<Option<f64>>,
}

impl Panel {
    /// A panel from its units, each with as many periods.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::Size`] (an unbalanced panel: put `None` where a unit has no value), [`Fault::NotFinite`], [`Fault::OutOfRange`].
    pub fn new<R: AsRef<[Option<f64>]>>(units: &[R]) -> Result<Self, Fault> {
        let periods = units.first().map_or(0, |unit| unit.as_ref().len());
        if periods == 0 {
            return Err(Fault::Empty { input: "panel" });
        }
        for (row, unit) in units.iter().enumerate() {
            check::size("unit of the panel", "periods", periods, unit.as_ref().len())?;
            for (column, value) in unit.as_ref().iter().enumerate() {
                if let Some(value) = value {
                    check::finite("panel", row, column, *value)?;
                }
            }
        }
        Ok(Self {
            periods,
            values: units.iter().flat_map(|unit| unit.as_ref()).copied().collect(),
        })
    }

    /// How many units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.values.len() / self.periods
    }

    /// How many periods.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// All values of a unit.
    ///
    /// # Errors
    /// [`Fault::NoSuchUnit`], [`Fault::Gap`].
    pub fn unit(&self, unit: usize) -> Result<Vec<f64>, Fault> {
        let row = self.values.chunks(self.periods).nth(unit);
        let row = row.ok_or(Fault::NoSuchUnit {
            unit,
            units: self.units(),
        })?;
        row.iter()
            .enumerate()
            .map(|(period, value)| value.ok_or(Fault::Gap { unit, period }))
            .collect()
    }
}

impl From<&Matrix> for Panel {
    fn from(table: &Matrix) -> Self {
        Self {
            periods: table.columns(),
            values: table.values().iter().copied().map(Some).collect(),
        }
    }
}

/// The question: one treated unit, the donors that it is compared with, and the first treated period.
///
/// Every donor must have a value in every period; units that are not named may have gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    pub(super) treated: usize,
    pub(super) donors: Vec<usize>,
    pub(super) start: usize,
    pub(super) fit: Range<usize>,
    /// The treated unit over all periods.
    pub(super) own: Vec<f64>,
    /// The donors over all periods, in the order of `donors`.
    pub(super) pool: Vec<Vec<f64>>,
}

impl Study {
    /// A study that is fitted on all periods before `start`.
    ///
    /// # Errors
    /// [`Fault::NoSuchUnit`], [`Fault::TreatedDonor`], [`Fault::Twice`], [`Fault::Gap`], [`Fault::TooFewDonors`] (fewer than two), [`Fault::TreatmentOutside`],
    /// [`Fault::TooFewBefore`] (fewer than two periods).
    pub fn new(panel: &Panel, treated: usize, donors: &[usize], start: usize) -> Result<Self, Fault> {
        let own = panel.unit(treated)?;
        if start >= panel.periods() {
            return Err(Fault::TreatmentOutside {
                unit: treated,
                period: start,
                periods: panel.periods(),
            });
        }
        enough_before(treated, start)?;
        for (at, &donor) in donors.iter().enumerate() {
            if donor == treated {
                return Err(Fault::TreatedDonor { unit: donor });
            }
            if donors[..at].contains(&donor) {
                return Err(Fault::Twice { unit: donor });
            }
        }
        if donors.len() < 2 {
            return Err(Fault::TooFewDonors {
                unit: treated,
                found: donors.len(),
                needed: 2,
            });
        }
        let pool = donors
            .iter()
            .map(|&donor| panel.unit(donor))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            treated,
            donors: donors.to_vec(),
            start,
            fit: 0..start,
            own,
            pool,
        })
    }

    /// The same study, fitted on these periods only.
    ///
    /// # Errors
    /// [`Fault::TooFewBefore`] when fewer than two of them lie before treatment; [`Fault::TreatmentOutside`] when one lies in treatment.
    pub fn fitted_on(mut self, periods: Range<usize>) -> Result<Self, Fault> {
        if periods.end > self.start {
            return Err(Fault::TreatmentOutside {
                unit: self.treated,
                period: self.start,
                periods: periods.end,
            });
        }
        enough_before(self.treated, periods.len())?;
        self.fit = periods;
        Ok(self)
    }

    /// The treated unit.
    #[must_use]
    pub fn treated(&self) -> usize {
        self.treated
    }

    /// The donors, in the order in which they were given.
    #[must_use]
    pub fn donors(&self) -> &[usize] {
        &self.donors
    }

    /// The first treated period.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// The study in which a donor plays the treated unit; the treated unit is left out.
    pub(super) fn as_if(&self, donor: usize) -> Self {
        let mut study = self.without(donor);
        study.treated = self.donors[donor];
        study.own.clone_from(&self.pool[donor]);
        study
    }

    /// The study without a donor.
    pub(super) fn without(&self, donor: usize) -> Self {
        let mut study = self.clone();
        study.donors.remove(donor);
        study.pool.remove(donor);
        study
    }
}

fn enough_before(unit: usize, found: usize) -> Result<(), Fault> {
    if found < 2 {
        return Err(Fault::TooFewBefore {
            unit,
            found,
            needed: 2,
        });
    }
    Ok(())
}
