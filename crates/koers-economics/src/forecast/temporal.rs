//! What disaggregation over time has in common: generalised least squares on the long periods, and what is left over spread over the short ones.

use crate::least_squares::LeastSquares;
use crate::lu::dot;
use crate::matrix::Matrix;
use crate::{Fault, check};

/// What a value of a long period is of its short ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// Their sum: production, births.
    Sum,
    /// Their mean: a rate, an index.
    Mean,
    /// The first: a stock at the beginning.
    First,
    /// The last: a stock at the end.
    Last,
}

impl Conversion {
    fn weights(self, each: usize) -> Vec<f64> {
        let one = |place: usize| (0..each).map(|at| f64::from(u8::from(at == place))).collect();
        match self {
            Self::Sum => vec![1.0; each],
            Self::Mean => vec![1.0 / each as f64; each],
            Self::First => one(0),
            Self::Last => one(each - 1),
        }
    }
}

/// How long periods lie over short ones.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    weights: Vec<f64>,
    /// Short periods before the first long one.
    before: usize,
    long: usize,
    short: usize,
}

impl Calendar {
    /// For values of `long` periods of `each` short ones, beginning at number `before` of `short`.
    pub(super) fn new(
        conversion: Conversion,
        [long, each, before, short]: [usize; 4],
    ) -> Result<Self, Fault> {
        if each < 2 {
            return Err(Fault::Setting {
                name: "short periods in a long one",
                value: each as f64,
                needs: "there must be at least two",
            });
        }
        let needed = long.saturating_mul(each).saturating_add(before);
        if short < needed {
            return Err(Fault::TooShort { found: short, needed });
        }
        Ok(Self {
            weights: conversion.weights(each),
            before,
            long,
            short,
        })
    }

    /// Short values as long ones.
    pub(super) fn add_up(&self, short: &[f64]) -> Vec<f64> {
        let each = self.weights.len();
        short[self.before..][..self.long * each]
            .chunks(each)
            .map(|part| dot(part, &self.weights))
            .collect()
    }
}

/// What is fitted, and how the short values follow.
pub(super) struct Spread {
    /// Columns b, with the inverse of their normal equations and what is left over, in units in which that is white.
    pub fit: LeastSquares,
    /// The short values.
    pub values: Vec<f64>,
    /// Per short period what its variance is, for errors of one.
    pub variance: Vec<f64>,
    /// ln |V|.
    pub log_determinant: f64,
}

/// y = C X b + C ε with the covariance S of ε: b by generalised least squares, and X b + S C′ V⁻¹ (y − C X b), V = C S C′.
///
/// `covariance` gives S by two short periods. Nothing when the columns do not tell each other apart, or no value is free.
pub(super) fn spread(
    calendar: &Calendar,
    long: &[f64],
    columns: &[Vec<f64>],
    covariance: &dyn Fn(usize, usize) -> f64,
) -> Option<Spread> {
    // Row by short period, column by long period: S C′.
    let across: Vec<Vec<f64>> = (0..calendar.short)
        .map(|at| {
            let row: Vec<f64> = (0..calendar.short).map(|other| covariance(at, other)).collect();
            calendar.add_up(&row)
        })
        .collect();
    let by_long: Vec<Vec<f64>> = (0..calendar.long)
        .map(|at| {
            let column: Vec<f64> = across.iter().map(|row| row[at]).collect();
            calendar.add_up(&column)
        })
        .collect();
    let root = Root::of(by_long)?;
    let white: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| root.whiten(calendar.add_up(column)))
        .collect();
    let fit = LeastSquares::fit(&white, &root.whiten(long.to_vec()))?;
    let size = columns.len();
    let (mut values, mut variance) = (
        Vec::with_capacity(calendar.short),
        Vec::with_capacity(calendar.short),
    );
    for (at, row) in across.iter().enumerate() {
        let reach = root.whiten(row.clone());
        let own: Vec<f64> = columns.iter().map(|column| column[at]).collect();
        values.push(dot(&own, &fit.coefficients) + dot(&reach, &fit.residuals));
        // What the columns say of this period beyond what they say of the long ones.
        let beyond: Vec<f64> = own
            .iter()
            .zip(&white)
            .map(|(own, column)| own - dot(&reach, column))
            .collect();
        let of_columns: f64 = fit
            .inverse
            .chunks(size)
            .zip(&beyond)
            .map(|(row, value)| value * dot(row, &beyond))
            .sum();
        variance.push((covariance(at, at) - dot(&reach, &reach) + of_columns).max(0.0));
    }
    Some(Spread {
        fit,
        values,
        variance,
        log_determinant: root.log_determinant(),
    })
}

/// L of V = L L′, row after row.
struct Root(Vec<Vec<f64>>);

impl Root {
    /// Nothing for a V that is singular to rounding.
    fn of(mut rows: Vec<Vec<f64>>) -> Option<Self> {
        let largest = rows
            .iter()
            .enumerate()
            .map(|(at, row)| row[at])
            .fold(0.0, f64::max);
        for at in 0..rows.len() {
            let (above, below) = rows.split_at_mut(at);
            let row = &mut below[0];
            for (column, other) in above.iter().enumerate() {
                row[column] = (row[column] - dot(&row[..column], &other[..column])) / other[column];
            }
            let left = row[at] - dot(&row[..at], &row[..at]);
            if left <= 1e-14 * largest {
                return None;
            }
            row[at] = left.sqrt();
        }
        Some(Self(rows))
    }

    /// L⁻¹ times a column.
    fn whiten(&self, mut column: Vec<f64>) -> Vec<f64> {
        for (at, row) in self.0.iter().enumerate() {
            column[at] = (column[at] - dot(&row[..at], &column[..at])) / row[at];
        }
        column
    }

    fn log_determinant(&self) -> f64 {
        2.0 * self
            .0
            .iter()
            .enumerate()
            .map(|(at, row)| row[at].ln())
            .sum::<f64>()
    }
}

/// The covariance of a walk whose every step is as far: of the shorter of two ways.
pub(super) fn walk(one: usize, other: usize) -> f64 {
    (one.min(other) + 1) as f64
}

/// Columns of an indicator, and a column of ones where asked.
pub(super) fn columns(indicators: &Matrix, constant: bool, short: usize) -> Result<Vec<Vec<f64>>, Fault> {
    let mut columns = Vec::new();
    if constant {
        columns.push(vec![1.0; short]);
    }
    check::size("indicators", "short periods", short, indicators.rows())?;
    columns.extend((0..indicators.columns()).map(|at| indicators.iter_rows().map(|row| row[at]).collect()));
    Ok(columns)
}
