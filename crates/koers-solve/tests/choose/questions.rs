//! The questions beside the choice: why not, what then, what if the weights differ.

use koers_solve::choose::{
    Bound, Ended, How, Limits, Program, Raise, STEPS, Then, by_score, cheaper, core_exact, core_sampled,
    estimate, flip, in_the_way, order_by, order_by_ratio, raise, solve,
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
    // The first would have to ask nothing at all: 1 rounds down to 0 from 99 thousandths of 10 on.
    let cheap = cheaper(&p, &outcome, 0, &[0], &Limits::exact()).unwrap();
    assert_eq!(
        (cheap.surely, cheap.at_most, cheap.monotone),
        (Some(99), Some(99), true)
    );
    // The relaxation takes 60, 100 and two thirds of 120: room costs 4 a unit, so the last is worth 10 − 160.
    let e = estimate(&p, outcome.root.as_ref().unwrap(), 3).unwrap();
    assert!(
        (e.net + 150.0).abs() < 1e-6 && (e.share.unwrap() - 10.0 / 160.0).abs() < 1e-6,
        "{e:?}"
    );
}

#[test]
fn going_down_the_list_stands_beside_the_best() {
    let p = knapsack();
    let none = BTreeSet::new();
    let list = by_score(
        &p,
        &order_by_ratio(p.values(), &[10, 20, 30, 40]).unwrap(),
        Then::Skip,
        &none,
    )
    .unwrap();
    assert_eq!((list.value, list.first_out), (160, Some(2)));
    assert_eq!(
        by_score(&p, &order_by(p.values()), Then::Stop, &none)
            .unwrap()
            .value,
        220
    );
    assert_eq!(order_by_ratio(&[5, 7, 1], &[5, 7, 0]).unwrap(), [2, 0, 1]);
}

#[test]
fn a_balance_is_about_the_whole_list_and_not_about_its_first() {
    let mut p = Program::new();
    let [town, country, more] = [9, 5, 4].map(|value| p.column(value).unwrap());
    // Of all that is taken, town no more than country: the first from town alone is always too much.
    let balance = p
        .row([(town, 10), (country, -10), (more, 10)], None, Some(0))
        .unwrap();
    let order = order_by(p.values());
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

    /// The share told brings the column in, and a thousandth more does not.
    #[test]
    fn the_share_is_the_largest(p in small(6), at in any::<prop::sample::Index>()) {
        let j = at.index(p.columns());
        let Some(best) = brute(&p) else { return Ok(()) };
        let outcome = solve(&p, &Limits::exact());
        let rows: Vec<usize> = (0..p.rows().len()).collect();
        let found = cheaper(&p, &outcome, j, &rows, &Limits::exact()).unwrap();
        prop_assert_eq!(found.surely, found.at_most);
        let inside = |share: u16| {
            let q = p.with_share(j, &rows, share).unwrap();
            all(&q).filter(|c| c[j]).map(|c| q.value(&c)).max().is_some_and(|v| v >= best)
        };
        if let Some(share) = found.surely {
            prop_assert!(inside(share));
            if found.monotone && share < 1000 {
                prop_assert!(!inside(share + 1));
            }
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

    /// The first step with another decision, against looking at every step.
    #[test]
    fn the_flip_is_the_first_on_its_line(p in small(7), table in prop::collection::vec((0i64..30, 0i64..30), 7), at in any::<prop::sample::Index>()) {
        let j = at.index(p.columns());
        let criteria: Vec<Vec<i64>> = table[..p.columns()].iter().map(|t| vec![t.0, t.1]).collect();
        let (from, to) = ([9, 1], vec![1, 9]);
        let feasible: Vec<Vec<bool>> = all(&p).collect();
        if feasible.is_empty() {
            return Ok(());
        }
        let worth = |c: &[bool], t: i64| -> i64 {
            (0..c.len()).filter(|&k| c[k]).map(|k| {
                (from[0] * (STEPS - t) + to[0] * t) * criteria[k][0] + (from[1] * (STEPS - t) + to[1] * t) * criteria[k][1]
            }).sum()
        };
        let best = |t: i64, taken: bool| feasible.iter().filter(|c| c[j] == taken).map(|c| worth(c, t)).max();
        let Some(found) = flip(&p, &criteria, &from, std::slice::from_ref(&to), j, &Limits::exact()).unwrap() else {
            // Nothing on the line makes another decision strictly better than the one now.
            let now = [true, false].into_iter().find(|&d| (0..=STEPS).all(|t| best(t, !d) <= best(t, d)));
            prop_assert!(now.is_some());
            return Ok(());
        };
        prop_assert!(found.proven);
        let t = found.step;
        prop_assert!(best(t, found.taken) >= best(t, !found.taken));
        for before in 0..t {
            prop_assert!(best(before, found.taken) <= best(before, !found.taken));
        }
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
