//! Weights on the simplex as synthetic difference-in-differences finds them: Frank-Wolfe, thinned out halfway.
//! The rule of the authors' program is part of the published numbers: the exact answer differs from theirs in the third digit.

use crate::lu::dot;

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
    // Weights are together one, so the mix less the goal is the mix of columns less the goal, and a step needs no more than their products.
    let less: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| {
            column
                .iter()
                .zip(goal)
                .map(|(value, goal)| value - goal)
                .collect()
        })
        .collect();
    let products: Vec<Vec<f64>> = less
        .iter()
        .map(|one| less.iter().map(|other| dot(one, other)).collect())
        .collect();
    // Of each column with the mix.
    let mut along: Vec<f64> = products.iter().map(|row| dot(row, &weights)).collect();
    let (mut error, mut size) = (dot(&weights, &along), dot(&weights, &weights));
    let mut before = f64::INFINITY;
    for step in 0..steps {
        let slopes = along
            .iter()
            .zip(&weights)
            .map(|(along, weight)| along + ridge * weight);
        let Some((best, slope)) = slopes.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)) else {
            return weights;
        };
        if weights[best] == 1.0 {
            return weights;
        }
        let down = error + ridge * size - slope;
        let curve =
            products[best][best] - 2.0 * along[best] + error + ridge * (size - 2.0 * weights[best] + 1.0);
        let length = if curve > 0.0 {
            (down / curve).clamp(0.0, 1.0)
        } else {
            0.0
        };
        weights.iter_mut().for_each(|weight| *weight -= length * *weight);
        weights[best] += length;
        along
            .iter_mut()
            .zip(&products[best])
            .for_each(|(along, product)| *along += length * (product - *along));
        (error, size) = (dot(&weights, &along), dot(&weights, &weights));
        let now = rule.ridge * rule.ridge * size + error / rows;
        if step > 0 && before - now <= rule.decrease * rule.decrease {
            return weights;
        }
        before = now;
    }
    weights
}
