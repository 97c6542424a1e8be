//! Larger choices: the proof holds, limits are kept, the same question has the same answer.

use koers_solve::choose::{Ended, Limits, solve, solve_watched, verify};

use super::made::calls;

#[test]
fn a_call_of_sixty_is_solved_to_the_end() {
    for seed in 1..4 {
        let p = calls(60, 4, seed);
        let outcome = solve(&p, &Limits::exact());
        assert_eq!(
            outcome.ended,
            Ended::Optimal,
            "{seed}: {:?} after {} nodes",
            outcome.gap(),
            outcome.nodes
        );
        let s = outcome.solution.unwrap();
        assert_eq!(
            verify(&p, &s.chosen, s.value, &outcome.certificate)
                .unwrap()
                .gap(),
            0
        );
    }
}

#[test]
fn a_gap_asked_for_is_proven() {
    let p = calls(300, 3, 5);
    let outcome = solve(&p, &Limits::within(5_000));
    let s = outcome.solution.clone().unwrap();
    assert!(
        matches!(outcome.ended, Ended::WithinGap | Ended::Optimal),
        "{:?}",
        outcome.gap()
    );
    assert!(outcome.gap().unwrap() <= 0.005);
    let checked = verify(&p, &s.chosen, s.value, &outcome.certificate).unwrap();
    assert!(checked.bound <= outcome.bound.unwrap());
    assert!(checked.gap() * 200 <= checked.value);
    let again = solve(&p, &Limits::within(5_000));
    assert_eq!(
        (again.solution, again.bound, again.nodes),
        (outcome.solution, outcome.bound, outcome.nodes)
    );
    assert_eq!(again.certificate, outcome.certificate);
}

#[test]
fn limits_and_a_watcher_end_it_with_a_proof() {
    let p = calls(120, 5, 9);
    let few = solve(
        &p,
        &Limits {
            nodes: 5,
            gap: 0,
            ..Limits::default()
        },
    );
    assert_eq!(few.ended, Ended::Limit);
    let s = few.solution.unwrap();
    assert_eq!(
        verify(&p, &s.chosen, s.value, &few.certificate).unwrap().bound,
        few.bound.unwrap()
    );
    let mut seen = 0;
    let told = solve_watched(&p, &Limits::exact(), Some(&s.chosen), &mut |now| {
        assert!(now.value.unwrap() >= s.value);
        seen += 1;
        seen < 3
    });
    assert_eq!(told.ended, Ended::Told);
    let t = told.solution.unwrap();
    assert!(verify(&p, &t.chosen, t.value, &told.certificate).is_ok());
}
