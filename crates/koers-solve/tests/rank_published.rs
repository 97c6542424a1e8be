//! Numbers that books, papers and manuals print, by hand or from the packages that belong to them.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_solve::rank::{
    Bounds, Direction, Normalisation, Outside, Preference, Relation, Table, Thresholds, ValueFunction,
    Weights, electre3, kendall_tau_b, promethee2, smart, spotis, topsis, ws,
};

const MORE: Direction = Direction::More;
const LESS: Direction = Direction::Less;

fn table(directions: &[Direction], rows: &[&[f64]]) -> Table {
    let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
    Table::of_numbers(directions.to_vec(), &rows).unwrap()
}

fn near(found: &[f64], wanted: &[f64], within: f64) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() <= within, "{found}, not {wanted}");
    }
}

/// The piecewise linear partial values of the manual of the R package `smaa` (van Valkenhoef), function `smaa.pvf`.
#[test]
fn partial_values_of_the_manual_of_smaa() {
    let value = |points: [(f64, f64); 4], at: f64| {
        ValueFunction::new(points.to_vec(), Outside::Level)
            .unwrap()
            .at(at)
    };
    let rising = [(-0.15, 0.0), (0.0, 0.1), (0.25, 0.9), (0.35, 1.0)];
    near(&[value(rising, 0.1)], &[0.42], 1e-12);
    let falling = [(50.0, 1.0), (75.0, 0.8), (90.0, 0.5), (100.0, 0.0)];
    near(&[value(falling, 60.0)], &[0.92], 1e-12);
    let extended = ValueFunction::new(falling.to_vec(), Outside::Extend).unwrap();
    near(
        &[10.0, 40.0, 101.0, 120.0].map(|at| extended.at(at)),
        &[1.32, 1.08, -0.05, -1.0],
        1e-12,
    );
    near(&[value(falling, 10.0), value(falling, 120.0)], &[1.0, 0.0], 0.0);
}

/// A weighted sum that can be checked by hand: .6 · .5 + .4 · 1, .6 · 1 + .4 · 0, .6 · 0 + .4 · .25.
#[test]
fn a_weighted_sum_by_hand() {
    let cars = table(&[MORE, LESS], &[&[5.0, 10.0], &[10.0, 50.0], &[0.0, 40.0]]);
    let scored = smart(
        &cars,
        &ValueFunction::local(&cars),
        &Weights::new(&[60.0, 40.0]).unwrap(),
    )
    .unwrap();
    near(&scored.scores, &[0.7, 0.6, 0.1], 1e-15);
    assert_eq!(scored.order.groups(), [vec![0], vec![1], vec![2]]);
}

/// Three cars of the manual of the R package `MCDA` (Bigaret and others), function `TOPSIS`.
#[test]
fn topsis_of_the_manual_of_mcda() {
    let cars = table(
        &[LESS, MORE, MORE, MORE],
        &[
            &[5490.0, 51.4, 8.5, 285.0],
            &[6500.0, 70.6, 7.0, 288.0],
            &[6489.0, 54.3, 7.5, 290.0],
        ],
    );
    let weights = Weights::new(&[0.35, 0.25, 0.25, 0.15]).unwrap();
    let scored = topsis(&cars, &weights, Normalisation::Vector).unwrap();
    near(&scored.scores, &[0.4817, 0.5182, 0.1780], 0.0001);
    assert_eq!(scored.order.ranks(), [2, 1, 3]);
}

/// Five ways to travel of the manual of `MCDA`, function `PROMETHEEII`. The package divides flows by n, we by n − 1: × 5/4.
#[test]
fn promethee_of_the_manual_of_mcda() {
    let ways = table(
        &[LESS, LESS, MORE],
        &[
            &[1.0, 10.0, 1.0],
            &[4.0, 20.0, 2.0],
            &[2.0, 20.0, 0.0],
            &[6.0, 40.0, 0.0],
            &[30.0, 30.0, 3.0],
        ],
    );
    let preferences = [
        Preference::gaussian(4.0).unwrap(),
        Preference::level(11.0, 15.0).unwrap(),
        Preference::linear(1.0, 3.0).unwrap(),
    ];
    let flows = promethee2(&ways, &preferences, &Weights::new(&[0.2, 0.3, 0.5]).unwrap()).unwrap();
    let times = |flows: &[f64]| -> Vec<f64> { flows.iter().map(|flow| flow * 0.8).collect() };
    let leaving = [0.192_723_752, 0.204_700_124, 0.120_438_898, 0.039_999_999, 0.25];
    let entering = [0.05, 0.014_506_54, 0.151_230_67, 0.372_125_56, 0.22];
    near(&times(&flows.leaving), &leaving, 1e-7);
    near(&times(&flows.entering), &entering, 1e-7);
    assert_eq!(
        flows.order.groups(),
        [vec![1], vec![0], vec![4], vec![2], vec![3]]
    );
}

/// Two alternatives of that example: π itself, which with n = 2 is the leaving flow.
#[test]
fn preference_indices_of_the_manual_of_mcda() {
    let preferences = [
        Preference::gaussian(4.0).unwrap(),
        Preference::level(11.0, 15.0).unwrap(),
        Preference::linear(1.0, 3.0).unwrap(),
    ];
    let weights = Weights::new(&[0.2, 0.3, 0.5]).unwrap();
    let (rer, metro, bus) = ([1.0, 10.0, 1.0], [4.0, 20.0, 2.0], [6.0, 40.0, 0.0]);
    for (one, other, index) in [
        (rer, metro, 0.049_032_08),
        (rer, bus, 0.408_433_33),
        (metro, bus, 0.573_500_62),
    ] {
        let two = table(&[LESS, LESS, MORE], &[&one, &other]);
        near(
            &promethee2(&two, &preferences, &weights).unwrap().leaving[..1],
            &[index],
            1e-7,
        );
    }
}

/// Four schools of the manual of `MCDA`, function `ELECTRE3`.
#[test]
fn electre_concordance_of_the_manual_of_mcda() {
    let schools = table(
        &[MORE, MORE],
        &[&[-0.2, 3.0], &[-2.3, 9.0], &[-2.4, 10.0], &[-1.0, 7.0]],
    );
    let thresholds = [
        Thresholds {
            indifference: 0.2,
            preference: 1.0,
            veto: Some(3.5),
        },
        Thresholds {
            indifference: 1.0,
            preference: 2.0,
            veto: Some(4.0),
        },
    ];
    let found = electre3(&schools, &thresholds, &Weights::new(&[0.25, 0.75]).unwrap()).unwrap();
    let wanted = [
        [1.0, 0.25, 0.25, 0.25],
        [0.75, 1.0, 1.0, 0.75],
        [0.75, 1.0, 1.0, 0.75],
        [0.8125, 0.25, 0.25, 1.0],
    ];
    for (found, wanted) in found.concordance.iter().zip(wanted) {
        near(found, &wanted, 1e-12);
    }
    near(&[found.credibility.iter().flatten().sum()], &[10.229_166_7], 1e-7);
}

/// Six alternatives of the same manual, with both distillations.
#[test]
fn electre_distillations_of_the_manual_of_mcda() {
    let six = table(
        &[MORE; 5],
        &[
            &[10.0, 20.0, 5.0, 10.0, 16.0],
            &[0.0, 5.0, 5.0, 16.0, 10.0],
            &[0.0, 10.0, 0.0, 16.0, 7.0],
            &[20.0, 5.0, 10.0, 10.0, 13.0],
            &[20.0, 10.0, 15.0, 10.0, 13.0],
            &[20.0, 10.0, 20.0, 13.0, 13.0],
        ],
    );
    let thresholds = [Thresholds {
        indifference: 3.0,
        preference: 5.0,
        veto: Some(11.0),
    }; 5];
    let found = electre3(
        &six,
        &thresholds,
        &Weights::new(&[3.0, 2.0, 3.0, 1.0, 1.0]).unwrap(),
    )
    .unwrap();
    // The manual lists 6, 5, 1, 4, 2, 3 for the descending order; the last two tie.
    assert_eq!(
        found.descending.groups(),
        [vec![5], vec![4], vec![0], vec![3], vec![1, 2]]
    );
    // Its ascending order is printed as the program returns it, without saying from which side; what is kept here is our own.
    assert_eq!(
        found.ascending.groups(),
        [vec![5], vec![0], vec![4], vec![3], vec![2], vec![1]]
    );
    assert_eq!(found.relation(0, 4), Some(Relation::Incomparable));
    assert_eq!(found.relation(5, 2), Some(Relation::Better));
}

/// The example of Dezert, Tchamova, Han and Tacnet (2020), as the documentation of pymcdm repeats it.
#[test]
fn spotis_of_its_paper() {
    let four = table(
        &[MORE, LESS, MORE],
        &[
            &[10.5, -3.1, 1.7],
            &[-4.7, 0.0, 3.4],
            &[8.1, 0.3, 1.3],
            &[3.2, 7.3, -5.3],
        ],
    );
    let bounds = [
        Bounds::new(-5.0, 12.0),
        Bounds::new(-6.0, 10.0),
        Bounds::new(-8.0, 5.0),
    ];
    let scored = spotis(&four, &bounds, &Weights::new(&[0.2, 0.3, 0.5]).unwrap()).unwrap();
    near(&scored.scores, &[0.1989, 0.3705, 0.3063, 0.7491], 0.00005);
    assert_eq!(scored.order.ranks(), [1, 3, 2, 4]);
}

/// By hand: three alternatives of which the first two change places. τ = (2 − 1) ÷ 3;
/// WS = 1 − (½ · 1 ÷ 2 + ¼ · 1 ÷ 1) = ½. With the last two changed, WS = 1 − (¼ · 1 ÷ 1 + ⅛ · 1 ÷ 2) = 11/16.
#[test]
fn agreement_by_hand() {
    near(
        &[kendall_tau_b(&[1, 2, 3], &[2, 1, 3]).unwrap()],
        &[1.0 / 3.0],
        1e-15,
    );
    near(
        &[
            ws(&[1, 2, 3], &[2, 1, 3]).unwrap(),
            ws(&[1, 2, 3], &[1, 3, 2]).unwrap(),
        ],
        &[0.5, 0.6875],
        1e-15,
    );
    assert_eq!(kendall_tau_b(&[1, 1, 1], &[1, 2, 3]), None);
    assert_eq!(ws(&[1], &[1]), None);
    // τ-b with a tie: two agreeing pairs out of √(2 · 3).
    near(
        &[kendall_tau_b(&[1, 1, 3], &[1, 2, 3]).unwrap()],
        &[2.0 / 6_f64.sqrt()],
        1e-15,
    );
}
