//! The smallest move of weights where choices are too many to list, against another way: per proposal one mixed-integer programme over choices and
//! weights together, by HiGHS (`turns.py`, `turns.tsv`); and what is told, tried.

use super::made::next;
use koers_solve::choose::{Certain, Limits, MILLION, Program, Room, Turning, Turns, solve, turns, weighed};
use koers_solve::rank::{WeightSet, drawn};
use std::ops::Range;

/// More nodes than it takes.
const ENOUGH: u64 = 1_000_000;

/// A made-up plan: proposals on budgets that pay half of what is asked, every ninth with two levels.
struct Plan {
    program: Program,
    criteria: Vec<Vec<i64>>,
    parts: Vec<Range<usize>>,
    weights: Vec<i64>,
    ranges: Vec<(i64, i64)>,
    chosen: Vec<bool>,
}

impl Plan {
    fn new(proposals: usize, criteria: usize, budgets: usize, seed: u64) -> Self {
        let mut dice = seed;
        for _ in 0..10 {
            next(&mut dice, 2);
        }
        let mut program = Program::new();
        let (mut worth, mut parts) = (Vec::new(), Vec::new());
        let mut budget = vec![(Vec::new(), 0); budgets];
        for proposal in 0..proposals {
            let cost = 20_000 + next(&mut dice, 400_000);
            let scores: Vec<i64> = (0..criteria).map(|_| 2 + next(&mut dice, 9)).collect();
            let (entries, asked) = &mut budget[usize::try_from(next(&mut dice, budgets as i64)).unwrap()];
            let levels: &[i64] = if proposal % 9 == 8 { &[500, 1000] } else { &[1000] };
            let from = program.columns();
            for level in levels {
                entries.push((program.column(0).unwrap(), cost * level / 1000));
                worth.push(scores.iter().map(|score| score * 100 * level).collect());
            }
            *asked += cost;
            if levels.len() > 1 {
                program.group(from..program.columns()).unwrap();
            }
            parts.push(from..program.columns());
        }
        for (entries, asked) in budget {
            program.row(entries, None, Some(asked / 2)).unwrap();
        }
        let raw: Vec<i64> = (0..criteria).map(|_| 60 + next(&mut dice, 100)).collect();
        let sum: i64 = raw.iter().sum();
        let mut weights: Vec<i64> = raw.iter().map(|weight| weight * 1000 / sum).collect();
        weights[0] += 1000 - weights.iter().sum::<i64>();
        let ranges = weights
            .iter()
            .map(|weight| (weight - weight / 2, weight + (1000 - weight) / 4));
        let ranges = ranges.collect();
        let mut plan = Self {
            program,
            criteria: worth,
            parts,
            weights,
            ranges,
            chosen: Vec::new(),
        };
        plan.chosen = plan.best(&plan.weights, |_| {}).unwrap().0;
        plan
    }

    /// What is best at weights, with what it is worth; nothing when nothing keeps the rows.
    fn best(&self, weights: &[i64], also: impl Fn(&mut Program)) -> Option<(Vec<bool>, i128)> {
        let mut program = weighed(&self.program, &self.criteria, weights).unwrap();
        also(&mut program);
        let solution = solve(&program, &Limits::exact()).solution?;
        Some((solution.chosen, solution.value))
    }

    fn turns(&self, choices: usize, nodes: u64) -> Vec<(Turning, Certain)> {
        let room = Room::new(&self.weights, &self.ranges).unwrap();
        let asked = Turns {
            program: &self.program,
            criteria: &self.criteria,
            room: &room,
            parts: &self.parts,
            chosen: &self.chosen,
            known: &|| {
                self.drawn()
                    .map(|weights| self.best(&weights, |_| {}).unwrap().0)
                    .collect()
            },
            limits: &Limits::exact(),
            listed: 1000,
            choices,
            nodes,
            programs: 100_000,
        };
        turns(&asked).unwrap()
    }

    /// Some admissible weights, in millionths.
    fn drawn(&self) -> impl Iterator<Item = Vec<i64>> {
        let part = |thousandths: i64| thousandths as f64 / 1000.0;
        let ranges: Vec<(f64, f64)> = self
            .ranges
            .iter()
            .map(|(low, high)| (part(*low), part(*high)))
            .collect();
        let set = WeightSet::new(&ranges, &[]).unwrap();
        drawn(&set, 5, 60).into_iter().map(|weights| {
            let mut whole: Vec<i64> = weights.iter().map(|weight| (weight * 1e6) as i64).collect();
            // What rounding down leaves goes where there is the most room.
            let room = |at: &usize| self.ranges[*at].1 * 1000 - whole[*at];
            let widest = (0..whole.len()).max_by_key(room).unwrap();
            whole[widest] += MILLION - whole.iter().sum::<i64>();
            whole
        })
    }

    /// Which column of a part is taken.
    fn fate(&self, chosen: &[bool], part: usize) -> Option<usize> {
        self.parts[part].clone().find(|column| chosen[*column])
    }

    /// That the weights that are told lie within their ranges, and that everything that decides as now is worth less there.
    fn holds(&self, part: usize, turning: &Turning) {
        let Turning::At { weights, taken, .. } = turning else {
            return;
        };
        assert_eq!(weights.iter().sum::<i64>(), MILLION);
        for (weight, (low, high)) in weights.iter().zip(&self.ranges) {
            assert!(low * 1000 <= *weight && *weight <= high * 1000);
        }
        let now = self.fate(&self.chosen, part);
        assert_ne!(*taken, now);
        let columns = || self.parts[part].clone().map(|column| (column, 1));
        let same = self.best(weights, |program| {
            let row = match now {
                Some(column) => program.row([(column, 1)], Some(1), None),
                None => program.row(columns(), None, Some(0)),
            };
            row.unwrap();
        });
        let best = self.best(weights, |_| {}).unwrap();
        assert!(same.is_none_or(|(_, worth)| worth < best.1), "{part}");
    }
}

/// Of each plan every answer is proven, and it is that of the mixed-integer programmes.
#[test]
fn what_is_proven_is_what_another_way_finds() {
    let mut lines = include_str!("turns.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .peekable();
    let mut turned = 0;
    while let Some(name) = lines.peek().map(|line| line.split('\t').next().unwrap()) {
        let numbers: Vec<usize> = name.split('-').map(|number| number.parse().unwrap()).collect();
        let [proposals, criteria, budgets, seed] = numbers[..] else {
            panic!("{name}")
        };
        let plan = Plan::new(proposals, criteria, budgets, seed as u64);
        let found = plan.turns(500, ENOUGH);
        assert_eq!(found, plan.turns(500, ENOUGH), "{name}");
        for (part, (turning, certain)) in found.iter().enumerate() {
            let line: Vec<&str> = lines.next().unwrap().split('\t').collect();
            assert_eq!(line[..2], [name, &part.to_string()]);
            assert_eq!(*certain, Certain::Proven, "{line:?} {turning:?}");
            plan.holds(part, turning);
            match (line[2].parse::<f64>(), turning) {
                (Err(_), Turning::Nowhere) => {}
                (Ok(least), Turning::At { moved, .. }) => {
                    turned += 1;
                    assert!((moved * 1e6 - least).abs() < 60.0, "{line:?} {moved}");
                }
                _ => panic!("{line:?} {turning:?}"),
            }
        }
    }
    assert!(turned > 30, "{turned}");
}

/// With less work than it takes, what is told turns the decision all the same, what is proven is what all the work finds, and no decision that turns
/// at one of the weights that were drawn is missed.
#[test]
fn with_less_work_less_is_proven_and_nothing_is_wrong() {
    let (mut proven, mut found) = (0, 0);
    for (budgets, seed) in [(1, 1), (2, 5), (1, 6)] {
        let plan = Plan::new(45, 4, budgets, seed);
        let all = plan.turns(500, ENOUGH);
        for (choices, nodes) in [(20, ENOUGH), (60, ENOUGH), (200, 600)] {
            for (part, ((turning, certain), (smallest, sure))) in
                plan.turns(choices, nodes).iter().zip(&all).enumerate()
            {
                plan.holds(part, turning);
                match certain {
                    Certain::Proven => proven += 1,
                    Certain::Found => found += 1,
                }
                let far = |turning: &Turning| match turning {
                    Turning::Nowhere => 1.0,
                    Turning::At { moved, .. } => *moved,
                };
                assert_eq!(*sure, Certain::Proven);
                assert!(far(turning) >= far(smallest) - 1e-4, "{part}");
                assert!(
                    *certain == Certain::Found || far(turning) <= far(smallest) + 1e-4,
                    "{part}"
                );
            }
        }
        let told = plan.turns(200, 600);
        for weights in plan.drawn() {
            let (chosen, _) = plan.best(&weights, |_| {}).unwrap();
            for (part, (turning, _)) in told.iter().enumerate() {
                let differs = plan.fate(&chosen, part) != plan.fate(&plan.chosen, part);
                assert!(!differs || *turning != Turning::Nowhere, "{seed} {part}");
            }
        }
    }
    assert!(proven > 20 && found > 20, "{proven} {found}");
}
