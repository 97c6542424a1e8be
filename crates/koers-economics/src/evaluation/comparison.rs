//! One group against those that are not treated, made alike by predictors.

use super::propensity::Propensity;
use crate::least_squares::LeastSquares;
use crate::lu::dot;
use crate::{Fault, Matrix, check};

/// From this chance on to be of the group a unit has, among 200 like it, nobody on the other side.
const NO_OVERLAP: f64 = 0.995;

/// How untreated units are made alike to a group by what units were like before: predictors (units × predictors).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Adjustment<'a> {
    /// They are alike as they are.
    None,
    /// By a straight line: what untreated units with the same predictors did.
    Regression(&'a Matrix),
    /// By weights: untreated units with predictors as in the group weigh more.
    Weighting(&'a Matrix),
    /// By both. Right when the line is right, and when the weights are right; not both need be.
    DoublyRobust(&'a Matrix),
}

impl<'a> Adjustment<'a> {
    fn predictors(self) -> Option<&'a Matrix> {
        match self {
            Self::None => None,
            Self::Regression(predictors) | Self::Weighting(predictors) | Self::DoublyRobust(predictors) => {
                Some(predictors)
            }
        }
    }

    /// Refuses predictors of another number of units.
    pub(super) fn check(self, units: usize) -> Result<(), Fault> {
        match self.predictors() {
            Some(predictors) => check::size("predictors", "rows", units, predictors.rows()),
            None => Ok(()),
        }
    }
}

/// A group, and those with whom it is compared.
pub(super) struct Comparison<'a> {
    /// How many units there are in all.
    pub count: usize,
    /// The first treated period of the group.
    pub start: usize,
    pub group: &'a [usize],
    pub others: &'a [usize],
}

/// How much more a group changed, and what each of all units contributes to that.
pub(super) struct Compared {
    pub value: f64,
    pub influence: Vec<f64>,
}

impl Comparison<'_> {
    /// By how much more than the others the group changed.
    pub(super) fn of(
        &self,
        change: impl Fn(usize) -> f64,
        adjustment: Adjustment<'_>,
    ) -> Result<Compared, Fault> {
        let like = Predictors(adjustment.predictors());
        let line = match adjustment {
            Adjustment::Weighting(_) => None,
            _ => Some(like.line(self.others, &change)?),
        };
        let weights = match adjustment {
            Adjustment::None | Adjustment::Regression(_) => None,
            Adjustment::Weighting(_) | Adjustment::DoublyRobust(_) => Some(self.weights(&like)?),
        };
        // What the line leaves of a change.
        let left = |unit: usize| {
            let own = line
                .as_ref()
                .map_or(0.0, |line| dot(&like.row(unit), &line.coefficients));
            change(unit) - own
        };
        let all = self.count as f64;
        let size = self.group.len() as f64;
        let mut influence = vec![0.0; self.count];
        let treated = self.group.iter().map(|&unit| left(unit)).sum::<f64>() / size;
        for &unit in self.group {
            influence[unit] += all / size * (left(unit) - treated);
        }
        let mut untreated = 0.0;
        // Of the group, less that of the others: where these differ, what the line is unsure of counts.
        let mut apart = like.mean(self.group, &vec![1.0 / size; self.group.len()]);
        if let Some(weights) = &weights {
            let parts = || self.others.iter().zip(&weights.shares);
            untreated = parts().map(|(&unit, share)| share * left(unit)).sum();
            let beyond: Vec<f64> = parts()
                .map(|(&unit, share)| share * (left(unit) - untreated))
                .collect();
            for (&unit, beyond) in self.others.iter().zip(&beyond) {
                influence[unit] -= all * beyond;
            }
            // What the chances are unsure of.
            let slope = like.mean(self.others, &beyond);
            let direction = times(&weights.propensity.inverse, &slope);
            let members = self
                .group
                .iter()
                .map(|&unit| (unit, 1.0))
                .chain(self.others.iter().map(|&unit| (unit, 0.0)));
            for ((unit, member), chance) in members.zip(&weights.propensity.chances) {
                influence[unit] -= all * (member - chance) * dot(&like.row(unit), &direction);
            }
            let others = like.mean(self.others, &weights.shares);
            apart
                .iter_mut()
                .zip(others)
                .for_each(|(group, others)| *group -= others);
        }
        if let Some(line) = &line {
            let direction = times(&line.inverse, &apart);
            for (&unit, residual) in self.others.iter().zip(&line.residuals) {
                influence[unit] -= all * dot(&like.row(unit), &direction) * residual;
            }
        }
        Ok(Compared {
            value: treated - untreated,
            influence,
        })
    }

    /// What each of the others weighs for the mix to be like the group: the odds of being of it, together one.
    fn weights(&self, like: &Predictors<'_>) -> Result<Weights, Fault> {
        let units: Vec<usize> = self.group.iter().chain(self.others).copied().collect();
        let columns = like.columns(&units);
        let member = |at: usize| at < self.group.len();
        if LeastSquares::fit(&columns, &vec![0.0; units.len()]).is_none() {
            return Err(like.fault(&units));
        }
        let fault = |at: usize, chance: f64| Fault::NoOverlap {
            unit: units[at],
            start: self.start,
            chance,
        };
        let propensity = match Propensity::fit(&columns, member) {
            Ok(propensity) => propensity,
            Err(chances) => {
                let far = |at: &usize| (chances[*at] - 0.5).abs();
                let at = (0..units.len()).max_by(|a, b| far(a).total_cmp(&far(b)));
                let at = at.unwrap_or_default();
                return Err(fault(at, chances[at]));
            }
        };
        let nearest =
            (0..units.len()).max_by(|&a, &b| propensity.chances[a].total_cmp(&propensity.chances[b]));
        if let Some(at) = nearest.filter(|&at| propensity.chances[at] >= NO_OVERLAP) {
            return Err(fault(at, propensity.chances[at]));
        }
        let odds: Vec<f64> = propensity.chances[self.group.len()..]
            .iter()
            .map(|chance| chance / (1.0 - chance))
            .collect();
        let total: f64 = odds.iter().sum();
        Ok(Weights {
            shares: odds.iter().map(|odds| odds / total).collect(),
            propensity,
        })
    }
}

struct Weights {
    /// Per one of the others.
    shares: Vec<f64>,
    /// Of the group, then of the others.
    propensity: Propensity,
}

/// A one and the predictors of each unit.
struct Predictors<'a>(Option<&'a Matrix>);

impl Predictors<'_> {
    fn row(&self, unit: usize) -> Vec<f64> {
        let row = self.0.map_or(&[][..], |predictors| predictors.row(unit));
        [1.0].iter().chain(row).copied().collect()
    }

    fn columns(&self, units: &[usize]) -> Vec<Vec<f64>> {
        (0..=self.0.map_or(0, Matrix::columns))
            .map(|column| units.iter().map(|&unit| self.row(unit)[column]).collect())
            .collect()
    }

    /// Σ weight × row.
    fn mean(&self, units: &[usize], weights: &[f64]) -> Vec<f64> {
        let columns = self.columns(units);
        columns.iter().map(|column| dot(column, weights)).collect()
    }

    /// What these units did by their predictors.
    fn line(&self, units: &[usize], change: impl Fn(usize) -> f64) -> Result<LeastSquares, Fault> {
        let changes: Vec<f64> = units.iter().map(|&unit| change(unit)).collect();
        LeastSquares::fit(&self.columns(units), &changes).ok_or_else(|| self.fault(units))
    }

    /// Why these units cannot be told apart: the first predictor that brings nothing new.
    fn fault(&self, units: &[usize]) -> Fault {
        let columns = self.columns(units);
        let nought = vec![0.0; units.len()];
        let first = (1..columns.len()).find(|&last| LeastSquares::fit(&columns[..=last], &nought).is_none());
        let (input, column) = ("predictors", first.unwrap_or(1) - 1);
        match columns[column + 1].windows(2).all(|pair| pair[0] == pair[1]) {
            true => Fault::SameEverywhere { input, column },
            false => Fault::NothingNew { input, column },
        }
    }
}

/// A square table, row after row, times a column.
fn times(table: &[f64], column: &[f64]) -> Vec<f64> {
    table.chunks(column.len()).map(|row| dot(row, column)).collect()
}
