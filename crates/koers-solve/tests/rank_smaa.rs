//! SMAA against what can be worked out, and against the exact polytopes of a Python package.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_solve::rank::{
    AtLeast, Cell, Direction, Doubt, Effort, Fault, MAX_DRAWS, Sampling, Share, Table, ValueFunction,
    WeightSet, Weights, smaa,
};
use std::num::NonZeroUsize;

const FREE: (f64, f64) = (0.0, 1.0);

fn effort(draws: u64) -> Effort {
    Effort {
        draws,
        ..Effort::default()
    }
}

/// Values from 0 to 1, more is better, taken as they are.
fn ask(rows: &[&[f64]], weights: &WeightSet, effort: Effort) -> Doubt {
    let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
    let table = Table::of_numbers(vec![Direction::More; rows[0].len()], &rows).unwrap();
    let value = ValueFunction::linear(Direction::More, 0.0, 1.0).unwrap();
    smaa(&table, &vec![value; rows[0].len()], weights, effort).unwrap()
}

/// Within four and a half standard errors: wrong by chance once in 150,000 times; and the seed is fixed.
fn close(share: Share, wanted: f64, what: &str) {
    let (low, high) = share.interval();
    let room = 2.3 * (high - low) / 2.0;
    assert!(
        (share.value() - wanted).abs() <= room,
        "{what}: {} not {wanted}, give or take {room}",
        share.value()
    );
}

fn near(found: &[f64], wanted: &[f64], within: f64) {
    for (one, other) in found.iter().zip(wanted) {
        assert!((one - other).abs() < within, "{found:?}, not {wanted:?}");
    }
}

/// Each is best on one of two criteria: half of the weights each, and the middle of that half.
#[test]
fn two_alternatives() {
    let doubt = ask(
        &[&[1.0, 0.0], &[0.0, 1.0]],
        &WeightSet::all(2).unwrap(),
        effort(60_000),
    );
    for (alternative, central) in [(0, [0.75, 0.25]), (1, [0.25, 0.75])] {
        close(doubt.acceptability(alternative, 1).unwrap(), 0.5, "first");
        close(doubt.beats(alternative, 1 - alternative).unwrap(), 0.5, "beats");
        near(doubt.central_weights(alternative).unwrap(), &central, 0.003);
        assert_eq!(doubt.confidence(alternative).unwrap().value(), 1.0);
        assert!((doubt.entropy(alternative).unwrap() - 1.0).abs() < 0.001);
    }
    assert_eq!(
        (doubt.sampling(), doubt.inflation(), doubt.tied()),
        (Sampling::Direct, 1.0, 0)
    );
}

/// Each best on one of three criteria, and one that is .4 on all: it is first where no weight is above .4, which is
/// 1 − 3 · .6² + 3 · .2² = .04 of the triangle. The others share the rest; by symmetry the places are known too.
#[test]
fn three_criteria_and_an_average() {
    let rows: [&[f64]; 4] = [
        &[1.0, 0.0, 0.0],
        &[0.0, 1.0, 0.0],
        &[0.0, 0.0, 1.0],
        &[0.4, 0.4, 0.4],
    ];
    let doubt = ask(&rows, &WeightSet::all(3).unwrap(), effort(60_000));
    close(doubt.acceptability(3, 1).unwrap(), 0.04, "the average first");
    // Third where exactly two weights are above .4: 3 · .2² ; never last, because not all three can be.
    close(doubt.acceptability(3, 3).unwrap(), 0.12, "the average third");
    close(doubt.acceptability(3, 2).unwrap(), 0.84, "the average second");
    assert_eq!(doubt.acceptability(3, 4).unwrap().times, 0);
    for one in 0..3 {
        close(doubt.acceptability(one, 1).unwrap(), 0.32, "a corner first");
        close(
            doubt.beats(one, (one + 1) % 3).unwrap(),
            0.5,
            "corner against corner",
        );
        close(doubt.beats(one, 3).unwrap(), 0.36, "corner against average");
        close(doubt.among_first(one, 4).unwrap(), 1.0, "any place");
    }
    near(doubt.central_weights(3).unwrap(), &[1.0 / 3.0; 3], 0.003);
    assert_eq!(doubt.order().groups()[0], [3]);
}

/// The manual of the R package `smaa` prints the entropy of an example with firsts of .3504 and .6496: .9344248.
#[test]
fn entropy_of_the_manual_of_smaa() {
    // Two alternatives that differ by 1 and −x on two criteria: the first is best where w₁ > x(1 − w₁), a share 1 ÷ (1 + x).
    let x = 0.6496 / 0.3504;
    let doubt = ask(
        &[&[1.0 / x, 0.0], &[0.0, 1.0]],
        &WeightSet::all(2).unwrap(),
        effort(60_000),
    );
    close(doubt.acceptability(0, 1).unwrap(), 0.3504, "first");
    assert!((doubt.entropy(0).unwrap() - 0.934_424_8).abs() < 0.003);
}

/// Volumes, centres of weight and shares of a polytope for tables of two to five criteria, computed by pysensmcda without drawing.
#[test]
fn exact_polytopes_of_a_package() {
    let written = include_str!("rank.tsv");
    let numbers = |text: &str| -> Vec<f64> { text.split(' ').map(|n| n.parse().unwrap()).collect() };
    let mut compared = 0;
    let mut doubt: Option<Doubt> = None;
    for line in written.lines() {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["table", _, criteria, types, _, cells] => {
                let turn = |kind: &str| {
                    if kind == "1" {
                        Direction::More
                    } else {
                        Direction::Less
                    }
                };
                let width = criteria.parse().unwrap();
                let rows: Vec<Vec<f64>> = numbers(cells).chunks(width).map(<[f64]>::to_vec).collect();
                let table = Table::of_numbers(types.split(' ').map(turn).collect(), &rows).unwrap();
                let set = WeightSet::all(width).unwrap();
                doubt = smaa(&table, &ValueFunction::local(&table), &set, effort(20_000)).ok();
            }
            ["smaa-first", number, firsts] => {
                for (alternative, wanted) in numbers(firsts).into_iter().enumerate() {
                    let found = doubt.as_ref().unwrap().acceptability(alternative, 1).unwrap();
                    close(found, wanted, number);
                    compared += 1;
                }
            }
            ["smaa-central", _, centres] => {
                let doubt = doubt.as_ref().unwrap();
                let width = numbers(centres).len() / doubt.alternatives();
                for (alternative, wanted) in numbers(centres).chunks(width).enumerate() {
                    if doubt.acceptability(alternative, 1).unwrap().times > 1_000 {
                        near(doubt.central_weights(alternative).unwrap(), wanted, 0.02);
                    }
                }
            }
            _ => {}
        }
    }
    assert!(compared > 50, "{compared}");
}

/// Who is first says which weight is largest; from that shares of the set can be worked out.
fn firsts(set: &WeightSet, draws: u64) -> Doubt {
    let count = set.criteria();
    let row = |one: usize| -> Vec<f64> { (0..count).map(|k| f64::from(u8::from(k == one))).collect() };
    let rows: Vec<Vec<f64>> = (0..count).map(row).collect();
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    ask(&rows, set, effort(draws))
}

/// The mean weights over the whole set: a single alternative is always first.
fn mean(set: &WeightSet, draws: u64) -> Vec<f64> {
    let row = vec![0.5; set.criteria()];
    ask(&[&row], set, effort(draws))
        .central_weights(0)
        .unwrap()
        .to_vec()
}

/// Every weight in order: the mean is that of rank order centroid weights, wₖ = Σ_{i ≥ k} 1 ÷ (n · i).
#[test]
fn weights_in_order() {
    let order = [2, 0, 1, 3];
    let set = WeightSet::new(&[FREE; 4], &AtLeast::in_order(&order)).unwrap();
    let found = mean(&set, 20_000);
    let centroid = [25.0 / 48.0, 13.0 / 48.0, 7.0 / 48.0, 3.0 / 48.0];
    for (criterion, wanted) in order.into_iter().zip(centroid) {
        assert!((found[criterion] - wanted).abs() < 0.003, "{found:?}");
    }
    let doubt = firsts(&set, 20_000);
    assert_eq!(doubt.sampling(), Sampling::Direct);
    assert_eq!(doubt.acceptability(2, 1).unwrap().value(), 1.0);
}

/// A triangle with its corners cut off at .5 is a triangle upside down: most of each less parts of a half.
#[test]
fn ranges_that_cut_off_corners() {
    let set = WeightSet::new(&[(0.0, 0.5); 3], &[]).unwrap();
    let doubt = firsts(&set, 20_000);
    assert_eq!(doubt.sampling(), Sampling::Direct);
    close(doubt.acceptability(1, 1).unwrap(), 1.0 / 3.0, "largest");
    near(&mean(&set, 20_000), &[1.0 / 3.0; 3], 0.003);
}

/// w₁ from .2 to .5 of three: its density is 2(1 − w) over 1 − .5 · … = .39; the share below .3 is (.64 − .49) ÷ .39.
#[test]
fn a_range_is_filled_evenly() {
    let set = WeightSet::new(&[(0.2, 0.5), FREE, FREE], &[]).unwrap();
    let wanted = (0.64 - 0.49) / (0.64 - 0.25);
    let doubt = ask(&[&[1.0, 0.0, 0.0], &[0.3, 0.3, 0.3]], &set, effort(60_000));
    assert!(matches!(doubt.sampling(), Sampling::Rejection { accepted } if accepted > 0.5));
    close(doubt.beats(1, 0).unwrap(), wanted, "below .3");
}

/// The same for a set so thin that only a walk is quick: of eight criteria six are in order, and one may count for .02 at most.
#[test]
fn a_walk_through_a_thin_set() {
    let mut ranges = [FREE; 8];
    ranges[7] = (0.0, 0.02);
    let ratios: Vec<AtLeast> = AtLeast::in_order(&[0, 1, 2, 3, 4, 5]);
    let set = WeightSet::new(&ranges, &ratios).unwrap();
    let rows: [&[f64]; 2] = [&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0], &[0.01; 8]];
    let doubt = ask(&rows, &set, effort(32_768));
    assert!(
        matches!(doubt.sampling(), Sampling::HitAndRun { .. }),
        "{:?}",
        doubt.sampling()
    );
    assert!(
        doubt.inflation() >= 1.0 && doubt.inflation() < 60.0,
        "{}",
        doubt.inflation()
    );
    // The density of one of eight weights is 7(1 − w)⁶, ordering the others does not change it.
    let below = |w: f64| 1.0 - (1.0 - w).powi(7);
    close(
        doubt.beats(1, 0).unwrap(),
        below(0.01) / below(0.02),
        "lower half of the strip",
    );
}

#[test]
fn fixed_weights_and_points() {
    let set = WeightSet::new(&[(0.3, 0.3), (0.2, 0.2), (0.5, 0.5)], &[]).unwrap();
    let doubt = ask(&[&[1.0, 0.0, 0.0], &[0.0, 1.0, 1.0]], &set, effort(1_000));
    assert_eq!(doubt.sampling(), Sampling::Point);
    assert_eq!(doubt.acceptability(1, 1).unwrap().times, 1_000);
    near(doubt.central_weights(1).unwrap(), &[0.3, 0.2, 0.5], 1e-12);
    let one_fixed = WeightSet::new(&[(0.6, 0.6), FREE, FREE], &[]).unwrap();
    near(&mean(&one_fixed, 40_000), &[0.6, 0.2, 0.2], 0.002);
    let single = WeightSet::all(1).unwrap();
    assert_eq!(mean(&single, 10), [1.0]);
    let around = WeightSet::around(&Weights::new(&[6.0, 3.0, 1.0]).unwrap(), 0.1).unwrap();
    near(&mean(&around, 40_000), &[0.6, 0.3, 0.1], 0.01);
}

/// Numbers in doubt: uniform on 0 to 1 against .25 is better three times out of four, also for its own friends.
#[test]
fn ranges_in_the_table() {
    let rows = [
        vec![Cell::Between { low: 0.0, high: 1.0 }],
        vec![Cell::Point(0.25)],
    ];
    let table = Table::new(vec![Direction::More], &rows).unwrap();
    let value = [ValueFunction::linear(Direction::More, 0.0, 1.0).unwrap()];
    let doubt = smaa(&table, &value, &WeightSet::all(1).unwrap(), effort(50_000)).unwrap();
    close(doubt.acceptability(0, 1).unwrap(), 0.75, "first");
    close(doubt.confidence(0).unwrap(), 0.75, "confidence");
    close(doubt.confidence(1).unwrap(), 0.25, "confidence of the other");
    let triangle = Cell::Triangular {
        low: 0.0,
        central: 1.0,
        high: 1.0,
    };
    let table = Table::new(vec![Direction::Less], &[vec![triangle], vec![Cell::Point(0.5)]]).unwrap();
    let value = [ValueFunction::linear(Direction::Less, 0.0, 1.0).unwrap()];
    let doubt = smaa(&table, &value, &WeightSet::all(1).unwrap(), effort(50_000)).unwrap();
    close(
        doubt.acceptability(0, 1).unwrap(),
        0.25,
        "below the half of a triangle",
    );
}

/// Neither the number of threads nor the number of draws that come after changes a count.
#[test]
fn threads_change_nothing() {
    let rows: Vec<Vec<f64>> = (0..30)
        .map(|a| {
            (0..5)
                .map(|k| f64::from(a * 37 % 31 + k * a % 7) / 40.0)
                .collect()
        })
        .collect();
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let mut ratios = AtLeast::in_order(&[0, 1]);
    ratios.push(AtLeast {
        criterion: 2,
        times: 1.5,
        of: 3,
    });
    let set = WeightSet::new(&[FREE; 5], &ratios).unwrap();
    let by = |threads: usize| {
        let threads = NonZeroUsize::new(threads).unwrap();
        let doubt = ask(
            &rows,
            &set,
            Effort {
                draws: 13_003,
                threads,
                ..Effort::default()
            },
        );
        format!("{doubt:?}")
    };
    assert_eq!(by(1), by(3));
    assert_eq!(by(3), by(8));
}

/// The first numbers of a run, kept: a change here is a change of every result that was ever written down.
#[test]
fn the_same_on_every_machine() {
    let rows: [&[f64]; 3] = [&[0.9, 0.1, 0.4], &[0.2, 0.8, 0.5], &[0.5, 0.5, 0.5]];
    let doubt = ask(&rows, &WeightSet::all(3).unwrap(), effort(10_000));
    let times: Vec<u64> = (0..3).map(|a| doubt.acceptability(a, 1).unwrap().times).collect();
    assert_eq!(times, [3_991, 5_060, 949]);
}

#[test]
fn more_than_a_byte_of_alternatives() {
    let rows: Vec<Vec<f64>> = (0..300)
        .map(|a| vec![f64::from(a) / 300.0, f64::from(a) / 300.0])
        .collect();
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let doubt = ask(&rows, &WeightSet::all(2).unwrap(), effort(200));
    assert_eq!(doubt.acceptability(299, 1).unwrap().times, 200);
    assert_eq!(doubt.acceptability(0, 300).unwrap().times, 200);
    assert_eq!(doubt.beats(299, 0).unwrap().times, 200);
    assert_eq!(doubt.beats(0, 299).unwrap().times, 0);
    assert_eq!(doubt.mean_place(10), Some(290.0));
}

#[test]
fn ties_are_said() {
    let doubt = ask(
        &[&[0.3, 0.7], &[0.3, 0.7], &[0.1, 0.1]],
        &WeightSet::all(2).unwrap(),
        effort(1_000),
    );
    assert_eq!(doubt.tied(), 1_000);
    for twin in 0..2 {
        assert_eq!(doubt.acceptability(twin, 1).unwrap().times, 1_000);
        assert_eq!(doubt.beats(twin, 1 - twin).unwrap().times, 0);
        assert_eq!(doubt.beats(twin, 2).unwrap().times, 1_000);
    }
    assert_eq!(doubt.acceptability(2, 3).unwrap().times, 1_000);
    assert_eq!(doubt.order().groups(), [vec![0, 1], vec![2]]);
}

#[test]
fn what_is_refused() {
    let value = || vec![ValueFunction::linear(Direction::More, 0.0, 1.0).unwrap()];
    let all = WeightSet::all(1).unwrap();
    let of = |cells: &[Cell]| {
        let rows: Vec<Vec<Cell>> = cells.iter().map(|cell| vec![*cell]).collect();
        Table::new(vec![Direction::More], &rows).unwrap()
    };
    let point = Cell::Point(0.5);
    let missing = smaa(&of(&[point, Cell::Missing]), &value(), &all, effort(10));
    assert_eq!(
        missing.unwrap_err(),
        Fault::Missing {
            alternative: 1,
            criterion: 0
        }
    );
    let many = smaa(&of(&vec![point; 2_049]), &value(), &all, effort(10));
    assert!(matches!(
        many.unwrap_err(),
        Fault::TooManyAlternatives { found: 2_049, .. }
    ));
    for draws in [0, MAX_DRAWS + 1] {
        let found = smaa(&of(&[point]), &value(), &all, effort(draws));
        assert!(matches!(found.unwrap_err(), Fault::Draws { .. }));
    }
    let wide = smaa(&of(&[point]), &value(), &WeightSet::all(2).unwrap(), effort(10));
    assert!(matches!(
        wide.unwrap_err(),
        Fault::Width {
            criteria: 1,
            found: 2,
            ..
        }
    ));
}
