//! Every method against Python packages, on the made-up tables of `rank.tsv`; `rank.py` writes it and names them.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_solve::rank::{
    Bounds, Direction, Normalisation, Preference, Table, Thresholds, ValueFunction, Weights, electre3,
    kendall_tau_b, promethee2, smart, spotis, topsis, ws,
};
use std::collections::BTreeMap;

const WRITTEN: &str = include_str!("rank.tsv");

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|number| number.parse().unwrap()).collect()
}

struct Problem {
    table: Table,
    weights: Weights,
    answers: BTreeMap<&'static str, Vec<f64>>,
}

fn problems() -> BTreeMap<&'static str, Problem> {
    let mut problems = BTreeMap::new();
    for line in WRITTEN.lines() {
        let fields: Vec<&'static str> = line.split('\t').collect();
        if let ["table", number, criteria, types, points, cells] = fields[..] {
            let turn = |kind: &str| {
                if kind == "1" {
                    Direction::More
                } else {
                    Direction::Less
                }
            };
            let rows: Vec<Vec<f64>> = numbers(cells)
                .chunks(criteria.parse().unwrap())
                .map(<[f64]>::to_vec)
                .collect();
            let table = Table::of_numbers(types.split(' ').map(turn).collect(), &rows).unwrap();
            let weights = Weights::new(&numbers(points)).unwrap();
            problems.insert(
                number,
                Problem {
                    table,
                    weights,
                    answers: BTreeMap::new(),
                },
            );
        } else if let Some(problem) = problems.get_mut(fields[1]) {
            problem.answers.insert(fields[0], numbers(fields[2]));
        }
    }
    problems
}

fn near(what: &str, found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() < 1e-12, "{what}: {found}, not {wanted}");
    }
}

#[test]
fn scores_of_all_methods() {
    let mut compared = 0;
    for Problem {
        table,
        weights,
        answers,
    } in problems().values()
    {
        let every = |preference: Preference| vec![preference; table.criteria()];
        let net = |preference| promethee2(table, &every(preference), weights).unwrap().net;
        for (&what, wanted) in answers {
            let found = match what {
                "smart" => {
                    smart(table, &ValueFunction::local(table), weights)
                        .unwrap()
                        .scores
                }
                "topsis-minmax" => topsis(table, weights, Normalisation::MinMax).unwrap().scores,
                "topsis-vector" => topsis(table, weights, Normalisation::Vector).unwrap().scores,
                "promethee-usual" => net(Preference::usual()),
                "promethee-u-shape" => net(Preference::u_shape(4.0).unwrap()),
                "promethee-v-shape" => net(Preference::v_shape(12.0).unwrap()),
                "promethee-level" => net(Preference::level(4.0, 12.0).unwrap()),
                "promethee-linear" => net(Preference::linear(4.0, 12.0).unwrap()),
                // pyrepo-mcda takes the middle of its two thresholds as spread.
                "promethee-gaussian" => net(Preference::gaussian(8.0).unwrap()),
                "spotis" => {
                    spotis(table, &vec![Bounds::new(0.0, 70.0); table.criteria()], weights)
                        .unwrap()
                        .scores
                }
                "electre-credibility" => {
                    let thresholds = Thresholds {
                        indifference: 4.0,
                        preference: 12.0,
                        veto: Some(40.0),
                    };
                    let every = vec![thresholds; table.criteria()];
                    electre3(table, &every, weights).unwrap().credibility.concat()
                }
                _ => continue,
            };
            near(what, &found, wanted);
            compared += found.len();
        }
    }
    assert!(compared > 700, "{compared}");
}

#[test]
fn coefficients_of_agreement() {
    let lines: BTreeMap<(&str, &str), &str> = WRITTEN
        .lines()
        .filter_map(|line| {
            line.split_once('\t')
                .and_then(|(kind, rest)| Some((kind, rest.split_once('\t')?)))
        })
        .map(|(kind, (number, values))| ((kind, number), values))
        .collect();
    let mut compared = 0;
    for ((kind, number), one) in &lines {
        if *kind != "ranks-one" {
            continue;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let ranks = |text: &str| -> Vec<usize> { numbers(text).iter().map(|rank| *rank as usize).collect() };
        let (one, other) = (ranks(one), ranks(lines[&("ranks-other", *number)]));
        near(
            "ws",
            &[ws(&one, &other).unwrap()],
            &numbers(lines[&("ws", *number)]),
        );
        near(
            "tau",
            &[kendall_tau_b(&one, &other).unwrap()],
            &numbers(lines[&("tau", *number)]),
        );
        compared += 1;
    }
    assert_eq!(compared, 6);
}
