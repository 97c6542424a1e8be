//! Weights on the simplex as synthetic difference-in-differences finds them: Frank-Wolfe, thinned out halfway.
//! The rule of the authors' program is part of the published numbers: the exact answer differs from theirs in the third digit.

use super::corral::{dot, square};

/// How weights are found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// ζ, the ridge.
    pub ridge: f64,
    /// Whether a level may differ: every column less its mean.
    pub level: bool,
    /// Stop when a step brings less than the square of this.
    pub decrease: f64,
}

/// Steps before and after thinning out.
const STEPS: [usize; 2] = [100, 10_000];

/// Weights of the columns such that their mix comes near to the goal; `start` is where it begins.
pub(super) fn thinned(columns: &[Vec<f64>], goal: &[f64], start: &[f64], rule: Rule) -> Vec<f64> {
    let level = |values: &[f64]| -> Vec<f64> {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let off = if rule.level { mean } else { 0.0 };
        values.iter().map(|value| value - off).collect()
    };
    let columns: Vec<Vec<f64>> = columns.iter().map(|column| level(column)).collect();
    let goal = level(goal);
    let first = descend(&columns, &goal, start.to_vec(), rule, STEPS[0]);
    let largest = first.iter().copied().fold(0.0, f64::max);
    let kept: Vec<f64> = first
        .iter()
        .map(|&weight| if weight <= largest / 4.0 { 0.0 } else { weight })
        .collect();
    let total: f64 = kept.iter().sum();
    let kept = kept.iter().map(|weight| weight / total).collect();
    descend(&columns, &goal, kept, rule, STEPS[1])
}

fn descend(columns: &[Vec<f64>], goal: &[f64], mut weights: Vec<f64>, rule: Rule, steps: usize) -> Vec<f64> {
    let rows = goal.len() as f64;
    let ridge = rows * rule.ridge * rule.ridge;
    let mut before = f64::INFINITY;
    for step in 0..steps {
        let mut error: Vec<f64> = goal.iter().map(|goal| -goal).collect();
        for (column, weight) in columns.iter().zip(&weights) {
            error
                .iter_mut()
                .zip(column)
                .for_each(|(sum, value)| *sum += weight * value);
        }
        let slope: Vec<f64> = columns
            .iter()
            .zip(&weights)
            .map(|(column, weight)| dot(column, &error) + ridge * weight)
            .collect();
        let Some(best) = (0..slope.len()).min_by(|&a, &b| slope[a].total_cmp(&slope[b])) else {
            return weights;
        };
        let mut move_by: Vec<f64> = weights.iter().map(|weight| -weight).collect();
        move_by[best] = 1.0 - weights[best];
        if move_by.iter().all(|by| *by == 0.0) {
            return weights;
        }
        // The mix less the goal is `error`, so the best column less the mix is that column less the goal less the error.
        let change: Vec<f64> = columns[best]
            .iter()
            .zip(goal)
            .zip(&error)
            .map(|((value, goal), error)| value - goal - error)
            .collect();
        let curve = square(&change) + ridge * square(&move_by);
        let length = if curve > 0.0 {
            (-dot(&slope, &move_by) / curve).clamp(0.0, 1.0)
        } else {
            0.0
        };
        weights
            .iter_mut()
            .zip(&move_by)
            .for_each(|(weight, by)| *weight += length * by);
        error
            .iter_mut()
            .zip(&change)
            .for_each(|(error, by)| *error += length * by);
        let now = rule.ridge * rule.ridge * square(&weights) + square(&error) / rows;
        if step > 0 && before - now <= rule.decrease * rule.decrease {
            return weights;
        }
        before = now;
    }
    weights
}
