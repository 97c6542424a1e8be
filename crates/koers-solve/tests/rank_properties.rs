//! What holds for every table and all weights, and what does not: rank reversal, shown for each method that has it.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_solve::rank::{
    Bounds, Cell, Direction, Effort, Fault, LARGEST, Normalisation, Order, Preference, Relation, Table,
    TableFault, Thresholds, ValueFunction, WeightSet, Weights, WeightsFault, electre3, promethee2,
    side_by_side, smaa, smart, spotis, topsis,
};
use proptest::prelude::*;
use std::num::NonZeroUsize;

const DIRECTIONS: [Direction; 3] = [Direction::More, Direction::Less, Direction::More];

/// Whole numbers, so that sums are exact and ties are real.
fn rows() -> impl Strategy<Value = Vec<Vec<f64>>> {
    let row = prop::collection::vec((0..=20_i32).prop_map(f64::from), 3);
    prop::collection::vec(row, 2..8)
}

fn points() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((1..=9_i32).prop_map(f64::from), 3)
}

fn table(rows: &[Vec<f64>]) -> Table {
    Table::of_numbers(DIRECTIONS.to_vec(), rows).unwrap()
}

/// Scales that were fixed beforehand.
fn fixed() -> Vec<ValueFunction> {
    DIRECTIONS
        .iter()
        .map(|direction| ValueFunction::linear(*direction, 0.0, 20.0).unwrap())
        .collect()
}

fn bounds() -> [Bounds; 3] {
    [Bounds::new(0.0, 20.0); 3]
}

fn preferences() -> [Preference; 3] {
    [
        Preference::usual(),
        Preference::linear(1.0, 6.0).unwrap(),
        Preference::gaussian(4.0).unwrap(),
    ]
}

fn thresholds() -> [Thresholds; 3] {
    [Thresholds {
        indifference: 1.0,
        preference: 4.0,
        veto: Some(15.0),
    }; 3]
}

/// The order by every method, by name.
fn orders(table: &Table, weights: &Weights) -> Vec<(&'static str, Order)> {
    let mut orders = vec![
        ("smart", smart(table, &fixed(), weights).unwrap().order),
        ("spotis", spotis(table, &bounds(), weights).unwrap().order),
        (
            "promethee",
            promethee2(table, &preferences(), weights).unwrap().order,
        ),
        ("electre", electre3(table, &thresholds(), weights).unwrap().order),
    ];
    if let Ok(scored) = topsis(table, weights, Normalisation::MinMax) {
        orders.push(("topsis", scored.order));
    }
    orders
}

/// Whether the first is nowhere worse than the other.
fn dominates(one: &[f64], other: &[f64]) -> bool {
    let signs = [1.0, -1.0, 1.0];
    one.iter()
        .zip(other)
        .zip(signs)
        .all(|((one, other), sign)| sign * (one - other) >= 0.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_unit_of_weights_changes_nothing(rows in rows(), points in points(), by in 1..1_000_i32) {
        let scaled: Vec<f64> = points.iter().map(|point| point * f64::from(by)).collect();
        let table = table(&rows);
        let (one, other) = (Weights::new(&points).unwrap(), Weights::new(&scaled).unwrap());
        for ((name, one), (_, other)) in orders(&table, &one).iter().zip(&orders(&table, &other)) {
            // Credibilities of ELECTRE III jump at its cuts: there a last bit of a weight can decide, so only powers of two are exact.
            if *name != "electre" || by.count_ones() == 1 {
                prop_assert_eq!(one, other, "{}", name);
            }
        }
    }

    #[test]
    fn who_is_nowhere_worse_is_not_placed_below(rows in rows(), points in points()) {
        let orders = orders(&table(&rows), &Weights::new(&points).unwrap());
        for (one, better) in rows.iter().enumerate() {
            for (other, worse) in rows.iter().enumerate() {
                if dominates(better, worse) {
                    for (name, order) in &orders {
                        prop_assert!(order.ranks()[one] <= order.ranks()[other], "{}: {} {}", name, one, other);
                    }
                }
            }
        }
    }

    #[test]
    fn another_alternative_leaves_smart_and_spotis_alone(rows in rows(), points in points()) {
        let weights = Weights::new(&points).unwrap();
        let fewer = table(&rows[..rows.len() - 1]);
        let more = table(&rows);
        let (one, other) = (smart(&fewer, &fixed(), &weights).unwrap(), smart(&more, &fixed(), &weights).unwrap());
        prop_assert_eq!(&one.scores[..], &other.scores[..rows.len() - 1]);
        let one = spotis(&fewer, &bounds(), &weights).unwrap();
        let other = spotis(&more, &bounds(), &weights).unwrap();
        prop_assert_eq!(&one.scores[..], &other.scores[..rows.len() - 1]);
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing(rows in rows(), points in points()) {
        let weights = Weights::new(&points).unwrap();
        let turned: Vec<Vec<f64>> = rows.iter().rev().cloned().collect();
        for ((name, one), (_, other)) in orders(&table(&rows), &weights).iter().zip(&orders(&table(&turned), &weights)) {
            let back: Vec<usize> = other.ranks().iter().rev().copied().collect();
            prop_assert_eq!(one.ranks(), &back[..], "{}", name);
        }
    }

    #[test]
    fn net_flows_cancel(rows in rows(), points in points()) {
        let flows = promethee2(&table(&rows), &preferences(), &Weights::new(&points).unwrap()).unwrap();
        prop_assert!(flows.net.iter().sum::<f64>().abs() < 1e-12);
        prop_assert!(flows.net.iter().all(|net| (-1.0..=1.0).contains(net)));
    }

    #[test]
    fn relations_of_electre_are_mirrored(rows in rows(), points in points()) {
        let found = electre3(&table(&rows), &thresholds(), &Weights::new(&points).unwrap()).unwrap();
        for one in 0..rows.len() {
            for other in 0..rows.len() {
                let wanted = match found.relation(other, one).unwrap() {
                    Relation::Better => Relation::Worse,
                    Relation::Worse => Relation::Better,
                    same => same,
                };
                prop_assert_eq!(found.relation(one, other), Some(wanted));
                if wanted == Relation::Better {
                    prop_assert!(found.order.ranks()[one] < found.order.ranks()[other]);
                }
            }
        }
        prop_assert_eq!(found.relation(0, rows.len()), None);
    }

    /// Counts are of the same draws, so that not a single one may differ.
    #[test]
    fn a_dominated_alternative_changes_no_firsts(rows in rows(), which in 0..100_usize, seed: u64) {
        let effort = Effort { draws: 300, seed, ..Effort::default() };
        let all = WeightSet::all(3).unwrap();
        let mut more = rows.clone();
        let copied = &rows[which % rows.len()];
        more.push(vec![copied[0] - 1.0, copied[1] + 1.0, copied[2] - 1.0]);
        let wide: Vec<ValueFunction> =
            DIRECTIONS.iter().map(|direction| ValueFunction::linear(*direction, -2.0, 22.0).unwrap()).collect();
        let one = smaa(&table(&rows), &wide, &all, effort).unwrap();
        let other = smaa(&table(&more), &wide, &all, effort).unwrap();
        for alternative in 0..rows.len() {
            prop_assert_eq!(one.acceptability(alternative, 1).unwrap().times, other.acceptability(alternative, 1).unwrap().times);
            for rival in 0..rows.len() {
                prop_assert_eq!(one.beats(alternative, rival), other.beats(alternative, rival));
            }
        }
        prop_assert_eq!(other.acceptability(rows.len(), 1).unwrap().times, 0);
        prop_assert_eq!(other.central_weights(rows.len()), None);
        prop_assert_eq!(other.confidence(rows.len()), None);
    }

    #[test]
    fn places_add_up(rows in rows(), seed: u64, threads in 1..4_usize) {
        let threads = NonZeroUsize::new(threads).unwrap();
        let effort = Effort { draws: 333, seed, threads, ..Effort::default() };
        let doubt = smaa(&table(&rows), &fixed(), &WeightSet::all(3).unwrap(), effort).unwrap();
        for one in 0..rows.len() {
            prop_assert_eq!(doubt.among_first(one, rows.len()).unwrap().times, 333);
            for other in 0..one {
                let (there, back) = (doubt.beats(one, other).unwrap().times, doubt.beats(other, one).unwrap().times);
                prop_assert!(there + back <= 333);
                prop_assert!(doubt.tied() > 0 || there + back == 333);
            }
        }
    }

    /// Whatever is put in, nothing but numbers comes out, or a fault.
    #[test]
    fn numbers_of_any_size(cells in prop::collection::vec(prop::num::f64::ANY, 6), points in prop::collection::vec(prop::num::f64::ANY, 3)) {
        let rows: Vec<Vec<f64>> = cells.chunks(3).map(<[f64]>::to_vec).collect();
        let weights = Weights::new(&points);
        prop_assert_eq!(weights.is_ok(), points.iter().all(|p| p.is_finite() && *p >= 0.0) && points.iter().any(|p| *p > 0.0));
        let made = Table::of_numbers(DIRECTIONS.to_vec(), &rows);
        prop_assert_eq!(made.is_ok(), cells.iter().all(|cell| cell.abs() <= LARGEST));
        if let (Ok(table), Ok(weights)) = (made, weights) {
            let local = ValueFunction::local(&table);
            let mut scores = smart(&table, &local, &weights).unwrap().scores;
            scores.extend(promethee2(&table, &preferences(), &weights).unwrap().net);
            scores.extend(electre3(&table, &thresholds(), &weights).unwrap().credibility.concat());
            for kind in [Normalisation::Vector, Normalisation::MinMax] {
                scores.extend(topsis(&table, &weights, kind).map_or_else(|_| Vec::new(), |scored| scored.scores));
            }
            prop_assert!(scores.iter().all(|score| score.is_finite()), "{:?}", scores);
        }
    }
}

/// Whether in any of many tables one more alternative turns the order of two others round.
fn turns_round(rank: impl Fn(&Table, &Weights) -> Order) -> bool {
    let mut state = 2_026_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 16) % 21.0
    };
    (0..2_000).any(|_| {
        let rows: Vec<Vec<f64>> = (0..4).map(|_| (0..3).map(|_| next()).collect()).collect();
        let weights = Weights::new(&[1.0 + next(), 1.0 + next(), 1.0 + next()]).unwrap();
        let (fewer, more) = (rank(&table(&rows[..3]), &weights), rank(&table(&rows), &weights));
        let place = |order: &Order, one: usize, other: usize| order.ranks()[one] < order.ranks()[other];
        [(0, 1), (0, 2), (1, 2)].into_iter().any(|(one, other)| {
            let (before, after) = (place(&fewer, one, other), place(&more, other, one));
            before && after
        })
    })
}

/// Rank reversal is no fault in a program but a property of these methods.
#[test]
fn some_methods_turn_round() {
    assert!(turns_round(|table, weights| topsis(
        table,
        weights,
        Normalisation::MinMax
    )
    .unwrap()
    .order));
    assert!(turns_round(|table, weights| topsis(
        table,
        weights,
        Normalisation::Vector
    )
    .unwrap()
    .order));
    assert!(turns_round(|table, weights| promethee2(
        table,
        &preferences(),
        weights
    )
    .unwrap()
    .order));
    assert!(turns_round(|table, weights| electre3(
        table,
        &thresholds(),
        weights
    )
    .unwrap()
    .order));
    // A weighted sum too, when its scales are taken from the table.
    assert!(turns_round(|table, weights| smart(
        table,
        &ValueFunction::local(table),
        weights
    )
    .unwrap()
    .order));
    assert!(!turns_round(|table, weights| smart(table, &fixed(), weights)
        .unwrap()
        .order));
    assert!(!turns_round(|table, weights| spotis(table, &bounds(), weights)
        .unwrap()
        .order));
}

#[test]
fn tables_and_weights_refuse() {
    let more = vec![Direction::More];
    assert_eq!(
        Table::of_numbers(more.clone(), &[]),
        Err(TableFault::NoAlternatives)
    );
    assert_eq!(Table::of_numbers(vec![], &[vec![]]), Err(TableFault::NoCriteria));
    let ragged = Table::of_numbers(more.clone(), &[vec![1.0], vec![1.0, 2.0]]);
    assert_eq!(
        ragged,
        Err(TableFault::Ragged {
            alternative: 1,
            found: 2,
            criteria: 1
        })
    );
    for cell in [
        Cell::Point(f64::NAN),
        Cell::Point(f64::INFINITY),
        Cell::Between { low: 2.0, high: 1.0 },
        Cell::Between {
            low: f64::NAN,
            high: 1.0,
        },
        Cell::Triangular {
            low: 0.0,
            central: 3.0,
            high: 2.0,
        },
        Cell::Triangular {
            low: 0.0,
            central: f64::NAN,
            high: 2.0,
        },
    ] {
        let found = Table::new(more.clone(), &[vec![Cell::Point(0.0)], vec![cell]]);
        assert_eq!(
            found,
            Err(TableFault::NotANumber {
                alternative: 1,
                criterion: 0
            }),
            "{cell:?}"
        );
    }
    assert_eq!(Weights::new(&[0.0, 0.0]), Err(WeightsFault::AllZero));
    assert_eq!(Weights::new(&[]), Err(WeightsFault::AllZero));
    assert_eq!(
        Weights::new(&[1.0, f64::NAN]),
        Err(WeightsFault::NotANumber { criterion: 1 })
    );
    assert_eq!(Weights::new(&[1e308, 1e308]).unwrap().as_slice(), [0.5, 0.5]);
    assert!(Preference::linear(2.0, 2.0).is_err() && Preference::v_shape(0.0).is_err());
    assert!(Preference::level(3.0, 2.0).is_err() && Preference::gaussian(f64::NAN).is_err());
}

#[test]
fn one_alternative_and_no_spread() {
    let one = table(&[vec![1.0, 2.0, 3.0]]);
    let same = table(&[vec![1.0, 2.0, 3.0], vec![1.0, 2.0, 3.0]]);
    let weights = Weights::equal(3).unwrap();
    for table in [&one, &same] {
        assert_eq!(
            topsis(table, &weights, Normalisation::Vector),
            Err(Fault::AllTheSame)
        );
        assert_eq!(
            smart(table, &ValueFunction::local(table), &weights)
                .unwrap()
                .order
                .groups()
                .len(),
            1
        );
        assert_eq!(
            spotis(table, &bounds(), &weights).unwrap().order.groups().len(),
            1
        );
        assert_eq!(
            electre3(table, &thresholds(), &weights)
                .unwrap()
                .order
                .groups()
                .len(),
            1
        );
    }
    assert_eq!(promethee2(&one, &preferences(), &weights), Err(Fault::Alone));
    assert_eq!(
        promethee2(&same, &preferences(), &weights).unwrap().net,
        [0.0, 0.0]
    );
    // A criterion without spread tells nothing apart, and does not get in the way.
    let flat = table(&[vec![1.0, 7.0, 3.0], vec![2.0, 7.0, 1.0]]);
    assert!(
        topsis(&flat, &weights, Normalisation::MinMax)
            .unwrap()
            .scores
            .iter()
            .all(|score| score.is_finite())
    );
}

#[test]
fn gaps_and_ranges_are_named() {
    let weights = Weights::equal(3).unwrap();
    let with = |cell: Cell| {
        let point = Cell::Point(1.0);
        Table::new(DIRECTIONS.to_vec(), &[vec![point; 3], vec![point, point, cell]]).unwrap()
    };
    let (alternative, criterion) = (1, 2);
    for (cell, fault) in [
        (
            Cell::Missing,
            Fault::Missing {
                alternative,
                criterion,
            },
        ),
        (
            Cell::Between { low: 0.0, high: 1.0 },
            Fault::Uncertain {
                alternative,
                criterion,
            },
        ),
    ] {
        let table = with(cell);
        assert_eq!(smart(&table, &fixed(), &weights), Err(fault));
        assert_eq!(topsis(&table, &weights, Normalisation::Vector), Err(fault));
        assert_eq!(promethee2(&table, &preferences(), &weights), Err(fault));
        assert_eq!(electre3(&table, &thresholds(), &weights), Err(fault));
        assert_eq!(spotis(&table, &bounds(), &weights), Err(fault));
    }
    let fine = with(Cell::Point(0.0));
    let narrow = [Bounds::new(0.0, 0.5); 3];
    assert_eq!(
        spotis(&fine, &narrow, &weights),
        Err(Fault::Bounds { criterion: 0 })
    );
    let crossed = [Thresholds {
        indifference: 2.0,
        preference: 1.0,
        veto: None,
    }; 3];
    assert_eq!(
        electre3(&fine, &crossed, &weights),
        Err(Fault::Thresholds { criterion: 0 })
    );
    assert!(matches!(
        smart(&fine, &fixed()[..2], &weights),
        Err(Fault::Width {
            criteria: 3,
            found: 2,
            ..
        })
    ));
}

#[test]
fn orders_side_by_side() {
    let table = table(&[vec![9.0, 1.0, 9.0], vec![5.0, 5.0, 6.0], vec![1.0, 9.0, 1.0]]);
    let orders = orders(&table, &Weights::equal(3).unwrap());
    let orders: Vec<&Order> = orders.iter().map(|(_, order)| order).collect();
    let found = side_by_side(&orders).unwrap();
    assert_eq!(found.always_first, [0]);
    assert_eq!(found.places, [(1, 1), (2, 2), (3, 3)]);
    assert!(
        found
            .tau
            .iter()
            .flatten()
            .chain(found.ws.iter().flatten())
            .all(|value| *value == Some(1.0))
    );
    assert!(side_by_side(&[]).unwrap().places.is_empty());
}
