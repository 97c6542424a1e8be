//! How far orders agree: doubt about the method.

use crate::rank::fault::Fault;
use crate::rank::order::Order;

/// Kendall's τ-b of two lists of ranks: 1 the same order, 0 no connection, −1 the reverse. Pairs that tie in both lists or in one are
/// taken out as Kendall (1945) has it. Nothing when the lists differ in length or when one of them ties throughout.
#[must_use]
pub fn kendall_tau_b(one: &[usize], other: &[usize]) -> Option<f64> {
    if one.len() != other.len() {
        return None;
    }
    let (mut balance, mut in_one, mut in_other) = (0_i64, 0_i64, 0_i64);
    for a in 0..one.len() {
        for b in 0..a {
            let x = one[a].cmp(&one[b]) as i64;
            let y = other[a].cmp(&other[b]) as i64;
            balance += x * y;
            in_one += x * x;
            in_other += y * y;
        }
    }
    // Numbers of pairs are far below 2⁵³.
    #[expect(clippy::cast_precision_loss)]
    let (balance, in_one, in_other) = (balance as f64, in_one as f64, in_other as f64);
    (in_one > 0.0 && in_other > 0.0).then(|| balance / (in_one * in_other).sqrt())
}

/// The WS coefficient of Sałabun and Urbaniak (2020): like a rank correlation, but a difference at the top of `reference` weighs more,
/// 1 − Σ 2^−x · |x − y| ÷ max(x − 1, n − x). It is not symmetric. Nothing for lists of other lengths or fewer than two.
#[must_use]
pub fn ws(reference: &[usize], other: &[usize]) -> Option<f64> {
    let count = reference.len();
    if count != other.len() || count < 2 {
        return None;
    }
    // Ranks are small whole numbers; beyond 1,000 the factor 2^−x is nought anyway.
    #[expect(clippy::cast_precision_loss)]
    let loss = |(&x, &y): (&usize, &usize)| {
        let furthest = x.saturating_sub(1).max(count.saturating_sub(x)).max(1);
        let half = (0..x.min(1_100)).fold(1.0, |share, _| share * 0.5);
        half * x.abs_diff(y) as f64 / furthest as f64
    };
    Some(1.0 - reference.iter().zip(other).map(loss).sum::<f64>())
}

/// Orders side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Kendall's τ-b of each pair of orders; nothing where an order ties throughout.
    pub tau: Vec<Vec<Option<f64>>>,
    /// WS of each pair, the row as reference; nothing for a single alternative.
    pub ws: Vec<Vec<Option<f64>>>,
    /// For each alternative its best and its worst place in any of the orders.
    pub places: Vec<(usize, usize)>,
    /// The alternatives that stand first in every order, ties included.
    pub always_first: Vec<usize>,
}

/// How far orders of the same alternatives, made by different methods, agree.
///
/// # Errors
/// When the orders are not of equally many alternatives.
pub fn side_by_side(orders: &[&Order]) -> Result<Agreement, Fault> {
    let count = orders.first().map_or(0, |order| order.ranks().len());
    for order in orders {
        Fault::width("alternatives of an order", count, order.ranks().len())?;
    }
    let each = |measure: fn(&[usize], &[usize]) -> Option<f64>| -> Vec<Vec<Option<f64>>> {
        let row = |one: &&Order| {
            orders
                .iter()
                .map(|other| measure(one.ranks(), other.ranks()))
                .collect()
        };
        orders.iter().map(row).collect()
    };
    let places: Vec<(usize, usize)> = (0..count)
        .map(|alternative| {
            let ranks = orders.iter().map(|order| order.ranks()[alternative]);
            ranks.fold((usize::MAX, 0), |(best, worst), rank| {
                (best.min(rank), worst.max(rank))
            })
        })
        .collect();
    let always_first = (0..count)
        .filter(|&alternative| places[alternative].1 == 1)
        .collect();
    Ok(Agreement {
        tau: each(kendall_tau_b),
        ws: each(ws),
        places,
        always_first,
    })
}
