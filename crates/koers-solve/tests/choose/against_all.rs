//! Against trying every choice.

use koers_solve::choose::{
    Ended, Limits, NoClash, Node, Program, Proof, clash, frontier, solve, verify, verify_empty,
};
use proptest::prelude::*;

use super::made::{all, brute, small};

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_best_of_all_choices_is_found_and_proven(p in small(12)) {
        let outcome = solve(&p, &Limits::exact());
        match brute(&p) {
            None => {
                prop_assert_eq!(outcome.ended, Ended::Empty);
                verify_empty(&p, &outcome.certificate).unwrap();
            }
            Some(best) => {
                prop_assert_eq!(outcome.ended, Ended::Optimal);
                let s = outcome.solution.unwrap();
                prop_assert_eq!(s.value, best);
                prop_assert_eq!(verify(&p, &s.chosen, s.value, &outcome.certificate).unwrap().gap(), 0);
            }
        }
    }

    /// Whatever is broken in a proof: it is refused or still true, never a wrong bound.
    #[test]
    fn a_damaged_proof_never_proves_too_much(p in small(9), at in any::<prop::sample::Index>(), by in -40i64..40, kind in 0u8..4) {
        let Some(best) = brute(&p) else { return Ok(()) };
        let outcome = solve(&p, &Limits::exact());
        let s = outcome.solution.unwrap();
        let mut c = outcome.certificate;
        match kind {
            0 if !c.multipliers.is_empty() => {
                let i = at.index(c.multipliers.len());
                let m = &mut c.multipliers[i];
                m.rows.iter_mut().for_each(|r| r.1 = r.1.wrapping_add(by << 40));
            }
            1 => {
                let i = at.index(c.nodes.len());
                c.nodes[i] = Node::Leaf(Proof::Empty(0));
            }
            2 => {
                let i = at.index(c.nodes.len());
                c.nodes[i] = Node::Leaf(Proof::Bound(0));
            }
            _ => {
                for node in &mut c.nodes {
                    if let Node::Settled { columns, .. } = node {
                        let i = at.index(columns.len());
                        columns[i].1 = !columns[i].1;
                    }
                }
            }
        }
        if let Ok(checked) = verify(&p, &s.chosen, s.value, &c) {
            prop_assert!(checked.bound >= best);
        }
    }

    #[test]
    fn clashes_are_clashes_and_irreducible(p in small(8)) {
        match clash(&p, &Limits::exact()) {
            Err(NoClash::Feasible) => prop_assert!(brute(&p).is_some()),
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
            Ok(bounds) => {
                prop_assert!(brute(&only(&p, &bounds)).is_none());
                for k in 0..bounds.len() {
                    let mut fewer = bounds.clone();
                    fewer.remove(k);
                    prop_assert!(brute(&only(&p, &fewer)).is_some());
                }
            }
        }
    }

    #[test]
    fn the_frontier_is_all_that_is_not_dominated(p in small(8), cost in prop::collection::vec(0i64..20, 8)) {
        let cost = &cost[..p.columns()];
        let of = |c: &[bool]| cost.iter().zip(c).filter(|x| *x.1).map(|x| i128::from(*x.0)).sum::<i128>();
        let mut points: Vec<(i128, i128)> = all(&p).map(|c| (p.value(&c), of(&c))).collect();
        points.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut expected: Vec<(i128, i128)> = Vec::new();
        for q in points {
            if expected.last().is_none_or(|l| q.0 < l.0 && q.1 < l.1) {
                expected.push(q);
            }
        }
        let found = frontier(&p, cost, usize::MAX, &Limits::exact()).unwrap();
        prop_assert!(found.complete);
        let found: Vec<(i128, i128)> = found.points.iter().map(|q| (q.value, q.cost)).collect();
        prop_assert_eq!(found, expected);
    }
}

fn only(p: &Program, bounds: &[koers_solve::choose::Bound]) -> Program {
    use koers_solve::choose::Bound::{Lower, Upper};
    let mut q = Program::new();
    for &v in p.values() {
        q.column(v).unwrap();
    }
    for (i, row) in p.rows().iter().enumerate() {
        let lower = row.lower.filter(|_| bounds.contains(&Lower(i)));
        let upper = row.upper.filter(|_| bounds.contains(&Upper(i)));
        if lower.is_some() || upper.is_some() {
            q.row(row.entries.iter().copied(), lower, upper).unwrap();
        }
    }
    for group in p.groups() {
        q.group(group.iter().copied()).unwrap();
    }
    q
}
