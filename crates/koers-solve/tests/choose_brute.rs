//! Every answer against trying all choices.

use koers_solve::choose::{Ended, Limits, Program, solve, verify, verify_empty};
use proptest::prelude::*;

/// A small programme: values, rows with bounds, one or two groups, some of them impossible.
fn small(most: usize) -> impl Strategy<Value = Program> {
    (2..=most).prop_flat_map(|n| {
        let values = prop::collection::vec(-5i64..40, n);
        let row = (prop::collection::vec(prop_oneof![2 => Just(0i64), 5 => 1i64..30, 1 => -10i64..0], n), 0i64..60, 0u8..4, 0i64..40);
        (values, prop::collection::vec(row, 1..5), 0usize..4).prop_map(move |(values, rows, grouped)| {
            let mut p = Program::new();
            for v in values {
                p.column(v).unwrap();
            }
            for (a, bound, kind, width) in rows {
                let (lower, upper) = match kind {
                    0 => (Some(bound), None),
                    1 => (Some(bound), Some(bound + width)),
                    _ => (None, Some(bound)),
                };
                p.row(a.into_iter().enumerate(), lower, upper).unwrap();
            }
            let g = grouped.min(n);
            if g > 1 {
                p.group(0..g).unwrap();
            }
            p
        })
    })
}

fn brute(p: &Program) -> Option<i128> {
    let n = p.columns();
    (0u32..1 << n).filter_map(|bits| {
        let chosen: Vec<bool> = (0..n).map(|j| bits >> j & 1 == 1).collect();
        p.keeps(&chosen).then(|| p.value(&chosen))
    }).max()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

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
                let checked = verify(&p, &s.chosen, s.value, &outcome.certificate).unwrap();
                prop_assert_eq!(checked.gap(), 0);
            }
        }
    }
}
