//! The questions beside the choice: why not, what then, what if the weights differ.

use koers_solve::choose::{
    Bound, Ended, Fault, How, LARGEST, Limits, Program, Raise, Then, by_score, core_exact, core_sampled,
    in_the_way, raise, relaxed, solve,
};
use proptest::prelude::*;

use super::made::{all, brute, small};
use std::collections::BTreeSet;

fn knapsack() -> Program {
    let mut p = Program::new();
    for v in [60, 100, 120, 10] {
        p.column(v).unwrap();
    }
    p.row([10, 20, 30, 40].into_iter().enumerate(), None, Some(50))
        .unwrap();
    p
}

#[test]
fn a_column_left_out_is_told_why() {
    let p = knapsack();
    let outcome = solve(&p, &Limits::exact());
    let chosen = outcome.solution.clone().unwrap().chosen;
    assert_eq!(chosen, [false, true, true, false]);
    let blocks = in_the_way(&p, &chosen, 0);
    assert_eq!(blocks.len(), 1);
    assert_eq!(
        (blocks[0].bound, blocks[0].room, blocks[0].need),
        (Bound::Upper(0), 0, 10)
    );
    assert!(in_the_way(&p, &chosen, 1).is_empty());
    // With the first: 60 + 120 = 180 against 220. With the last: 10 + 60 = 70.
    assert_eq!(
        raise(&p, &outcome, 0, &Limits::exact()).unwrap(),
        Raise::Between {
            low: 40,
            high: Some(40)
        }
    );
    assert_eq!(
        raise(&p, &outcome, 3, &Limits::exact()).unwrap(),
        Raise::Between {
            low: 150,
            high: Some(150)
        }
    );
}

#[test]
fn going_down_the_list_stands_beside_the_best() {
    let p = knapsack();
    let none = BTreeSet::new();
    // By value for room, and by value.
    let list = by_score(&p, &[0, 1, 2, 3], Then::Skip, &none).unwrap();
    assert_eq!((list.value, list.first_out), (160, Some(2)));
    let list = by_score(&p, &[2, 1, 0, 3], Then::Stop, &none).unwrap();
    assert_eq!(list.value, 220);
}

#[test]
fn a_balance_is_about_the_whole_list_and_not_about_its_first() {
    let mut p = Program::new();
    let [town, country, more] = [9, 5, 4].map(|value| p.column(value).unwrap());
    // Of all that is taken, town no more than country: the first from town alone is always too much.
    let balance = p
        .row([(town, 10), (country, -10), (more, 10)], None, Some(0))
        .unwrap();
    let order = [town, country, more];
    let list = |whole: &BTreeSet<usize>| by_score(&p, &order, Then::Skip, whole).unwrap();
    assert_eq!(list(&BTreeSet::new()).chosen, [false, true, true]);
    let said = list(&BTreeSet::from([balance]));
    assert_eq!(
        (said.chosen, said.unreached),
        (vec![true, true, true], vec![balance])
    );
}

#[test]
fn what_ifs_are_answered_by_solving_again() {
    let p = knapsack();
    let best = |upper| {
        solve(&p.with_bounds(0, None, Some(upper)).unwrap(), &Limits::exact())
            .solution
            .unwrap()
            .value
    };
    assert_eq!([best(30), best(50), best(60), best(100)], [160, 220, 280, 290]);
}

/// What fits no budget as a whole still counts in part, and a part that is no whole number is not rounded away.
/// A row that is met to the letter once a column stands at its other bound is met, and not empty.
#[test]
fn a_bound_that_is_just_kept_is_kept() {
    let mut p = Program::new();
    for value in [1, 0] {
        p.column(value).unwrap();
    }
    p.row([(0, 1)], None, Some(0)).unwrap();
    assert_eq!(relaxed(&p), Some(0.0));
}

#[test]
fn parts_are_parts() {
    let mut p = Program::new();
    let [large, small] = [90, 30].map(|value| p.column(value).unwrap());
    let row = p
        .row([(large, 120_000), (small, 50_001)], None, Some(100_000))
        .unwrap();
    assert!((relaxed(&p).unwrap() - 75.0).abs() < 1e-6);
    let more = p.with_bounds(row, None, Some(170_001)).unwrap();
    assert!((relaxed(&more).unwrap() - 120.0).abs() < 1e-6);
    let part = p.with_share(0..1, &[row], 833).unwrap();
    assert!(part.keeps(&[true, false]) && !p.with_share(0..1, &[row], 834).unwrap().keeps(&[true, false]));
    let mut huge = Program::new();
    let column = huge.column(1).unwrap();
    let row = huge.row([(column, LARGEST - 1)], None, Some(LARGEST)).unwrap();
    assert_eq!(
        huge.with_share(0..1, &[row], 999).unwrap_err(),
        Fault::TooLarge(1000 * LARGEST)
    );
}

/// The best value at any corner: every way of holding as many bounds with equality as there are columns, solved and looked at.
fn corners(p: &Program) -> Option<f64> {
    let n = p.columns();
    // Each bound as Σ a x ≤ b.
    let mut sides: Vec<(Vec<f64>, f64)> = Vec::new();
    for c in 0..n {
        let one = |sign: f64| {
            (0..n)
                .map(|k| if k == c { sign } else { 0.0 })
                .collect::<Vec<_>>()
        };
        sides.push((one(1.0), 1.0));
        sides.push((one(-1.0), 0.0));
    }
    for row in p.rows() {
        let line = |sign: f64| {
            let mut line = vec![0.0; n];
            for (c, a) in &row.entries {
                line[*c] = sign * *a as f64;
            }
            line
        };
        sides.extend(row.upper.map(|u| (line(1.0), u as f64)));
        sides.extend(row.lower.map(|l| (line(-1.0), -l as f64)));
    }
    for group in p.groups() {
        sides.push((
            (0..n).map(|c| f64::from(u8::from(group.contains(&c)))).collect(),
            1.0,
        ));
    }
    let mut best: Option<f64> = None;
    for held in 0u32..1 << sides.len() {
        if held.count_ones() as usize != n {
            continue;
        }
        let lines = (0..sides.len())
            .filter(|s| held >> s & 1 == 1)
            .map(|s| sides[s].clone());
        let Some(x) = meet(lines.collect()) else { continue };
        let kept = |(line, most): &(Vec<f64>, f64)| {
            line.iter().zip(&x).map(|(a, x)| a * x).sum::<f64>() <= most + 1e-7
        };
        if sides.iter().all(kept) {
            let value = p.values().iter().zip(&x).map(|(v, x)| *v as f64 * x).sum::<f64>();
            best = Some(best.map_or(value, |best: f64| best.max(value)));
        }
    }
    best
}

/// Where so many lines meet (Gauss, with the largest pivot); none when they do not meet in one point.
fn meet(mut lines: Vec<(Vec<f64>, f64)>) -> Option<Vec<f64>> {
    let n = lines.len();
    for c in 0..n {
        let pivot = (c..n).max_by(|a, b| lines[*a].0[c].abs().total_cmp(&lines[*b].0[c].abs()))?;
        lines.swap(c, pivot);
        if lines[c].0[c].abs() < 1e-9 {
            return None;
        }
        let (own, right) = lines[c].clone();
        for (k, (line, most)) in lines.iter_mut().enumerate() {
            if k != c {
                let times = line[c] / own[c];
                for (a, b) in line.iter_mut().zip(&own) {
                    *a -= times * b;
                }
                *most -= times * right;
            }
        }
    }
    Some((0..n).map(|c| lines[c].1 / lines[c].0[c]).collect())
}

/// A column that must go back to just where its row ends is not in the way of anything.
#[test]
fn a_row_that_leaves_just_nothing_is_not_empty() {
    let mut p = Program::new();
    p.column(0).unwrap();
    p.column(1).unwrap();
    p.row([(1, 1)], None, Some(0)).unwrap();
    assert_eq!(relaxed(&p), Some(0.0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// The raise told brings the column in, and one less does not.
    #[test]
    fn the_raise_is_the_smallest(p in small(8), at in any::<prop::sample::Index>()) {
        let j = at.index(p.columns());
        let outcome = solve(&p, &Limits::exact());
        let Some(best) = brute(&p) else { return Ok(()) };
        let with = all(&p).filter(|c| c[j]).map(|c| p.value(&c)).max();
        match raise(&p, &outcome, j, &Limits::exact()).unwrap() {
            Raise::Never => prop_assert!(with.is_none()),
            Raise::Between { low, high } => {
                prop_assert_eq!(Some(low), high);
                prop_assert_eq!(low, best - with.unwrap());
            }
        }
    }

    /// A part of what some columns ask, against the same sums in thousandths.
    #[test]
    fn a_share_rounds_nothing(p in small(7), at in any::<prop::sample::Index>(), thousandths in 0u16..=1000) {
        let j = at.index(p.columns());
        let columns = j..(j + 2).min(p.columns());
        let rows: Vec<usize> = (0..p.rows().len()).collect();
        let q = p.with_share(columns.clone(), &rows, thousandths).unwrap();
        for bits in 0u32..1 << p.columns() {
            let chosen: Vec<bool> = (0..p.columns()).map(|j| bits >> j & 1 == 1).collect();
            let holds = p.rows().iter().all(|row| {
                let asks = |(c, a): &(usize, i64)| a * if columns.contains(c) { i64::from(thousandths) } else { 1000 };
                let sum: i64 = row.entries.iter().filter(|(c, _)| chosen[*c]).map(asks).sum();
                row.lower.is_none_or(|l| sum >= l * 1000) && row.upper.is_none_or(|u| sum <= u * 1000)
            });
            let grouped = p.groups().iter().all(|g| g.iter().filter(|&&c| chosen[c]).count() <= 1);
            prop_assert_eq!(q.keeps(&chosen), holds && grouped);
        }
    }

    /// The relaxation, against all corners of what may be taken in part.
    #[test]
    fn the_relaxation_is_the_best_corner(p in small(4)) {
        match (relaxed(&p), corners(&p)) {
            (None, None) => {}
            (Some(found), Some(best)) => prop_assert!((found - best).abs() < 1e-5, "{found} {best}"),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    /// The core index, counted again in the plainest way.
    #[test]
    fn the_core_is_the_share_of_what_is_not_dominated(p in small(7), table in prop::collection::vec((0i64..9, 0i64..9), 7)) {
        let criteria: Vec<Vec<i64>> = table[..p.columns()].iter().map(|t| vec![t.0, t.1]).collect();
        let corners = vec![vec![3, 1], vec![1, 3]];
        let worth = |c: &[bool]| -> Vec<i64> {
            corners.iter().map(|w| (0..c.len()).filter(|&j| c[j]).map(|j| w[0] * criteria[j][0] + w[1] * criteria[j][1]).sum()).collect()
        };
        let feasible: Vec<Vec<bool>> = all(&p).collect();
        if feasible.is_empty() {
            prop_assert!(core_exact(&p, &criteria, &corners).is_err());
            return Ok(());
        }
        let front: Vec<&Vec<bool>> = feasible.iter().filter(|a| {
            let wa = worth(a);
            !feasible.iter().any(|b| { let wb = worth(b); wb != wa && wb[0] >= wa[0] && wb[1] >= wa[1] })
        }).collect();
        let core = core_exact(&p, &criteria, &corners).unwrap();
        prop_assert_eq!(core.portfolios, front.len());
        for j in 0..p.columns() {
            prop_assert_eq!(core.holds[j], front.iter().filter(|c| c[j]).count());
        }
        // Knowing more about the weights never adds a portfolio: here, one corner only, which leaves what is best there.
        let one = core_exact(&p, &criteria, &corners[..1]).unwrap();
        let best = feasible.iter().map(|c| worth(c)[0]).max().unwrap();
        prop_assert_eq!(one.portfolios, feasible.iter().filter(|c| worth(c)[0] == best).count());
        let drawn = core_sampled(&p, &criteria, &corners, &Limits::exact()).unwrap();
        prop_assert_eq!(drawn.how, How::Drawn { weights: 2, unproven: 0 });
    }

    #[test]
    fn scaling_and_dominated_columns_change_nothing(p in small(9), times in 2i64..1000, row in any::<prop::sample::Index>()) {
        let before = solve(&p, &Limits::exact());
        let scaled = solve(&p.with_values(p.values().iter().map(|v| v * times).collect()).unwrap(), &Limits::exact());
        prop_assert_eq!(before.ended, scaled.ended);
        if before.ended == Ended::Empty {
            return Ok(());
        }
        let value = before.solution.unwrap().value;
        prop_assert_eq!(scaled.solution.unwrap().value, value * i128::from(times));
        // A column that brings nothing and asks for room in a row of ceilings only.
        let mut more = p.clone();
        let _ = more.column(0).unwrap();
        let mut q = Program::new();
        for &v in more.values() { q.column(v).unwrap(); }
        let at = row.index(p.rows().len());
        for (i, r) in p.rows().iter().enumerate() {
            let extra = (i == at && r.lower.is_none()).then_some((p.columns(), 3));
            q.row(r.entries.iter().copied().chain(extra), r.lower, r.upper).unwrap();
        }
        for g in p.groups() { q.group(g.iter().copied()).unwrap(); }
        prop_assert_eq!(solve(&q, &Limits::exact()).solution.unwrap().value, value);
    }
}
