//! What cannot be is refused by name.

use koers_solve::choose::{
    Doubt, Fault, LARGEST, Limits, Program, Room, Then, Turns, Unclear, by_score, core_exact, core_sampled,
    frontier, raise, solve, turns, verify,
};
use std::collections::BTreeSet;

#[test]
fn nonsense_is_refused() {
    let mut p = Program::new();
    assert_eq!(p.column(LARGEST + 1), Err(Fault::TooLarge(LARGEST + 1)));
    assert_eq!(p.column(i64::MIN), Err(Fault::TooLarge(i64::MIN)));
    let a = p.column(3).unwrap();
    let b = p.column(4).unwrap();
    assert_eq!(p.row([(7, 1)], None, Some(1)), Err(Fault::NoColumn(7)));
    assert_eq!(p.row([(a, 1), (a, 2)], None, Some(1)), Err(Fault::Twice(a)));
    assert_eq!(p.row([(a, 1)], None, None), Err(Fault::NoBound));
    assert_eq!(
        p.row([(a, 1)], Some(2), Some(1)),
        Err(Fault::Crossed { lower: 2, upper: 1 })
    );
    p.group([a]).unwrap();
    assert_eq!(p.group([a, b]), Err(Fault::InTwoGroups(a)));
    assert_eq!(p.with_values(vec![1]), Err(Fault::Length { found: 1, wanted: 2 }));
    assert_eq!(p.with_bounds(0, None, Some(1)), Err(Fault::NoRow(0)));
    let none = BTreeSet::new();
    assert_eq!(by_score(&p, &[0, 0], Then::Skip, &none), Err(Fault::Twice(0)));
    assert_eq!(by_score(&p, &[9], Then::Skip, &none), Err(Fault::NoColumn(9)));
    let rows = BTreeSet::from([99]);
    assert_eq!(by_score(&p, &[0], Then::Skip, &rows), Err(Fault::NoRow(99)));
    let outcome = solve(&p, &Limits::exact());
    assert_eq!(raise(&p, &outcome, 9, &Limits::exact()), Err(Fault::NoColumn(9)));
    assert_eq!(p.with_share(0..1, &[3], 500), Err(Fault::NoRow(3)));
    assert!(frontier(&p, &[1], 5, &Limits::exact()).is_err());
    assert_eq!(
        core_exact(&p, &[], &[vec![1]]),
        Err(Unclear::Fault(Fault::Length { found: 0, wanted: 2 }))
    );
    assert_eq!(core_exact(&p, &[vec![1], vec![1]], &[]), Err(Unclear::Weights(0)));
    assert_eq!(
        core_exact(&p, &[vec![1], vec![1]], &[vec![1], vec![2]]),
        Err(Unclear::Weights(1))
    );
    assert_eq!(
        core_sampled(&p, &[vec![1], vec![1]], &[vec![-1]], &Limits::exact()),
        Err(Unclear::Weights(0))
    );
    assert_eq!(Room::new(&[0, 0], &[(0, 1000); 2]), Err(Unclear::Weights(0)));
    assert_eq!(
        Room::new(&[1, 1], &[(0, 400), (0, 1000)]),
        Err(Unclear::Weights(1))
    );
    let length = Fault::Length { found: 1, wanted: 2 };
    assert_eq!(Room::new(&[1, 1], &[(0, 1000)]), Err(length.clone().into()));
    let room = Room::new(&[1, 1], &[(0, 1000); 2]).unwrap();
    let asked = Turns {
        program: &p,
        criteria: &[vec![1], vec![1]],
        room: &room,
        parts: &[],
        chosen: &[true, false],
        known: &Vec::new,
        limits: &Limits::exact(),
        listed: 0,
        choices: 0,
        nodes: 0,
        programs: 0,
    };
    assert_eq!(turns(&asked), Err(length.into()));
}

#[test]
fn nothing_to_choose_from_is_an_answer() {
    let outcome = solve(&Program::new(), &Limits::exact());
    assert_eq!(outcome.solution.unwrap().value, 0);
    let mut p = Program::new();
    p.row([], Some(1), None).unwrap();
    assert!(solve(&p, &Limits::exact()).solution.is_none());
    let mut p = Program::new();
    p.column(5).unwrap();
    p.group([]).unwrap();
    assert_eq!(solve(&p, &Limits::exact()).solution.unwrap().value, 5);
}

#[test]
fn the_largest_numbers_still_have_a_proof() {
    let mut p = Program::new();
    for k in 0..30 {
        p.column(LARGEST - k * 7).unwrap();
    }
    p.row((0..30).map(|j| (j, LARGEST - j as i64 * 13)), None, Some(LARGEST))
        .unwrap();
    p.row((0..30).map(|j| (j, 1 + j as i64)), None, Some(40)).unwrap();
    let outcome = solve(&p, &Limits::exact());
    let s = outcome.solution.unwrap();
    assert_eq!(s.value, i128::from(LARGEST));
    assert!(
        verify(&p, &s.chosen, s.value, &outcome.certificate)
            .unwrap()
            .gap()
            >= 0
    );
    assert_eq!(
        verify(&p, &s.chosen, s.value + 1, &outcome.certificate),
        Err(Doubt::Value {
            said: s.value + 1,
            found: s.value
        })
    );
    assert_eq!(verify(&p, &[], 0, &outcome.certificate), Err(Doubt::Length(0)));
    assert_eq!(
        verify(&p, &[true; 30], 0, &outcome.certificate),
        Err(Doubt::BreaksRow(0))
    );
}
