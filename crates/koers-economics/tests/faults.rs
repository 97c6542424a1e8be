//! Bad and degenerate input: a named fault, or nothing, never a number that is none.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::growth::*;
use koers_economics::structure::*;
use koers_economics::{Cell, Cells, Fault, Matrix};

#[test]
fn tables_refuse_what_is_no_figure_and_name_the_cell() {
    assert_eq!(Matrix::new(0, 3, vec![]), Err(Fault::Empty { input: "table" }));
    let two = Matrix::from_rows(&[vec![1.0, 2.0], vec![1.0]]);
    assert!(matches!(
        two,
        Err(Fault::Size {
            expected: 2,
            found: 1,
            ..
        })
    ));
    let nan = Matrix::from_rows(&[[1.0, 2.0], [3.0, f64::NAN]]);
    assert_eq!(
        nan,
        Err(Fault::NotFinite {
            input: "table",
            row: 1,
            column: 1
        })
    );
    assert!(matches!(
        Matrix::from_rows(&[[1e200]]),
        Err(Fault::OutOfRange { .. })
    ));
    assert!(matches!(
        Matrix::from_rows(&[[1e-200]]),
        Err(Fault::OutOfRange { .. })
    ));
    let negative = Matrix::from_rows(&[[1.0, 2.0], [3.0, -4.0]]).unwrap();
    let fault = location_quotients(&negative, Reference::AllRows).unwrap_err();
    assert_eq!(
        fault,
        Fault::NegativeCell {
            input: "table",
            row: 1,
            column: 1,
            value: -4.0
        }
    );
    assert_eq!(fault.to_string(), "table: -4 at row 1, column 1 is negative");
    assert!(Cells::known(&negative).is_err());
}

#[test]
fn an_empty_region_and_an_activity_that_is_nowhere_are_not_defined() {
    let table = Matrix::from_rows(&[[0.0, 0.0, 0.0], [4.0, 0.0, 6.0]]).unwrap();
    let found = location_quotients(&table, Reference::AllRows).unwrap().quotients;
    assert_eq!(found.row(0), [None; 3]);
    assert_eq!(found.row(1), [Some(1.0), None, Some(1.0)]);
    assert_eq!(krugman(&table, Comparison::All).unwrap()[0], None);
    // The only region with anything has nothing to be compared with.
    assert_eq!(krugman(&table, Comparison::Others).unwrap(), [None, None]);
    assert_eq!(krugman(&table, Comparison::MeanOfOthers).unwrap(), [None, None]);
    assert_eq!(hachman(&table, Reference::AllRows).unwrap(), [None, Some(1.0)]);
    let noughts = Matrix::from_rows(&[[0.0, 0.0]]).unwrap();
    let fault = Err(Fault::NoTotal {
        input: "reference",
        row: 0,
    });
    assert_eq!(
        location_quotients(&noughts, Reference::AllRows).map(|_| ()),
        fault
    );
    assert!(herfindahl(&[0.0, 0.0]).is_err() && entropy(&[]).is_err() && gini(&[0.0], None).is_err());
}

#[test]
fn one_region_and_equal_regions_are_answered() {
    let one = herfindahl(&[5.0]).unwrap();
    assert_eq!((one.index, one.normalised, one.equivalent), (1.0, None, 1.0));
    assert_eq!(entropy(&[5.0]).unwrap().evenness, None);
    let alone = gini(&[5.0], None).unwrap();
    assert_eq!((alone.index, alone.adjusted), (0.0, None));
    assert!(gini(&[3.0; 7], None).unwrap().index < 1e-15);
    assert!(williamson(&[3.0; 7], &[2.0; 7]).unwrap() < 1e-15);
    assert_eq!(hoover(&[3.0; 7], &[2.0; 7]).unwrap(), 0.0);
    // Nobody lives where income is: T is not defined, L is.
    let found = theil(&[1.0, 1.0], &[0.0, 2.0], None).unwrap();
    assert!(found.t.is_none() && found.l.is_some());
    assert!(matches!(
        variety(&[1.0, 2.0], &[0, 9]),
        Err(Fault::Setting { .. })
    ));
}

#[test]
fn neighbours_are_checked() {
    assert!(matches!(
        Neighbours::new(3, &[(0, 3, 1.0)]),
        Err(Fault::NoSuchLink { from: 0, to: 3, .. })
    ));
    assert!(matches!(
        Neighbours::new(3, &[(1, 1, 1.0)]),
        Err(Fault::NoSuchLink { .. })
    ));
    assert!(matches!(
        Neighbours::new(3, &[(0, 1, 1.0), (0, 1, 2.0)]),
        Err(Fault::NoSuchLink { .. })
    ));
    assert!(matches!(
        Neighbours::new(3, &[(0, 1, -1.0)]),
        Err(Fault::NegativeCell { .. })
    ));
    let row = Neighbours::from_borders(4, &[(0, 1), (1, 2)]).unwrap();
    assert_eq!(row.islands(), [3]);
    let found = moran(&[1.0, 2.0, 4.0, 3.0], &row, 99, 1).unwrap();
    assert_eq!(found.islands, [3]);
    assert_eq!(
        local_moran(&[1.0, 2.0, 4.0, 3.0], &row, 99, 1).unwrap().units[3],
        None
    );
    assert!(matches!(
        moran(&[2.0; 4], &row, 99, 1),
        Err(Fault::NoContrast { .. })
    ));
    assert!(matches!(moran(&[1.0, 2.0], &row, 99, 1), Err(Fault::Size { .. })));
    assert!(matches!(
        moran(&[1.0, 2.0, 4.0, 3.0], &row, 9, 1),
        Err(Fault::Setting { .. })
    ));
    let none = Neighbours::new(4, &[]).unwrap();
    assert!(matches!(
        moran(&[1.0, 2.0, 4.0, 3.0], &none, 99, 1),
        Err(Fault::Empty { .. })
    ));
    // Everybody is everybody's neighbour: I cannot vary, so there is no z, and every permutation is as far out.
    let all = Neighbours::from_borders(3, &[(0, 1), (1, 2), (0, 2)]).unwrap();
    let found = moran(&[1.0, 2.0, 4.0], &all, 99, 1).unwrap();
    assert!((found.index + 0.5).abs() < 1e-12 && found.z_normal.is_none() && found.p_two_sided == 1.0);
}

#[test]
fn threads_change_nothing() {
    let values: Vec<f64> = (0..30).map(|at| f64::from(at * at % 17)).collect();
    let ring =
        Neighbours::from_borders(30, &(0..30).map(|at| (at, (at + 1) % 30)).collect::<Vec<_>>()).unwrap();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            (
                moran(&values, &ring, 499, 9).unwrap(),
                local_moran(&values, &ring, 499, 9).unwrap(),
            )
        })
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn permutations_find_what_is_planted_and_are_fair_without() {
    // A ring of forty regions. Under the null p is evenly spread: 5% below 0.05. A slope round the ring is always found.
    let ring =
        Neighbours::from_borders(40, &(0..40).map(|at| (at, (at + 1) % 40)).collect::<Vec<_>>()).unwrap();
    let mut alarms = 0;
    for world in 0..400_u64 {
        // A scramble of the unit and the world, to the same numbers every time.
        let noise = |at: u64| {
            ((at + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ world.wrapping_mul(0xD1B5_4A32_D192_ED03))
                .wrapping_mul(0x94D0_49BB_1331_11EB)
                >> 40
        };
        let values: Vec<f64> = (0..40).map(|at| noise(at) as f64).collect();
        alarms += u32::from(moran(&values, &ring, 199, world).unwrap().p_two_sided <= 0.05);
    }
    assert!(
        (8..=34).contains(&alarms),
        "{alarms} of 400, where about 20 are expected"
    );
    let wave: Vec<f64> = (0..40)
        .map(|at| (f64::from(at) * std::f64::consts::TAU / 40.0).sin())
        .collect();
    assert!(moran(&wave, &ring, 199, 1).unwrap().p_two_sided <= 0.01);
}

#[test]
fn networks_without_an_order_say_so() {
    let presence = |rows: usize, columns: usize, bits: &[u8]| {
        Presence::new(
            rows,
            columns,
            &bits.iter().map(|&bit| bit == 1).collect::<Vec<_>>(),
        )
        .unwrap()
    };
    let parts = presence(3, 4, &[1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1]);
    assert_eq!(
        complexity(&parts),
        Err(Fault::Disconnected {
            parts: 2,
            row: 2,
            other: 0
        })
    );
    let same = presence(3, 2, &[1, 1, 1, 1, 1, 1]);
    assert!(matches!(complexity(&same), Err(Fault::NoContrast { .. })));
    let ring = presence(3, 3, &[1, 1, 0, 0, 1, 1, 1, 0, 1]);
    assert!(matches!(complexity(&ring), Err(Fault::NotUnique { .. })));
    let nothing = presence(2, 2, &[0, 0, 0, 0]);
    assert!(complexity(&nothing).is_err() && fitness(&nothing, 10).is_err());
    assert_eq!(proximity(&nothing, Likeness::Jaccard).nowhere, [0, 1]);
    let gap = presence(2, 2, &[1, 1, 0, 0]);
    assert!(matches!(
        reflections(&gap, 2),
        Err(Fault::EmptyRow {
            input: "regions",
            row: 1
        })
    ));
    assert!(matches!(fitness(&gap, 0), Err(Fault::Setting { .. })));
    // A region without activities has no index; the others do.
    let holed = presence(4, 3, &[1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0]);
    let found = complexity(&holed).unwrap();
    assert!(found.regions[2].is_none() && found.regions[0].is_some());
    // A nested table is ordered as it is nested.
    let nested = presence(4, 4, &[1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0]);
    let found = fitness(&nested, 2000).unwrap();
    assert!(found.regions.windows(2).all(|pair| pair[0] > pair[1]) && found.settled != Settled::No);
    // All have two activities, the second a rare one: the first step moves no region, and is not the last.
    let even = presence(3, 3, &[1, 1, 0, 1, 0, 1, 1, 1, 0]);
    let found = fitness(&even, 2000).unwrap();
    assert!(found.regions[1] > found.regions[0] && found.steps > 1);
    let near = Matrix::from_rows(&[[1.0, 0.5], [0.4, 1.0]]).unwrap();
    let fault = density(&gap, &near, OwnActivity::Excluded);
    assert!(matches!(
        fault,
        Err(Fault::NotSymmetric {
            row: 1,
            column: 0,
            ..
        })
    ));
}

#[test]
fn growth_names_what_is_wrong() {
    let rows = |rows: &[[f64; 2]]| Matrix::from_rows(rows).unwrap();
    let two = rows(&[[1.0, 2.0], [1.0, 2.0]]);
    let fault = shift_share(&rows(&[[1.0, 2.0], [1.0, -2.0]]), &two, 0, 1).unwrap_err();
    assert_eq!(
        fault,
        Fault::NegativeCell {
            input: "region",
            row: 1,
            column: 1,
            value: -2.0
        }
    );
    let missing = gerfin(&two, &rows(&[[5.0, 0.0], [1.0, 2.0]]), 0, 1).unwrap_err();
    assert_eq!(
        missing,
        Fault::NotInReference {
            row: 0,
            column: 1,
            value: 2.0
        }
    );
    let three = rows(&[[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]]);
    assert!(matches!(
        arcelus(&two, &three, 0, 1),
        Err(Fault::Size {
            expected: 2,
            found: 3,
            ..
        })
    ));
    let nought = rows(&[[0.0, 0.0], [1.0, 2.0]]);
    let fault = esteban_marquillas(&nought, &nought, 0, 1).unwrap_err();
    assert_eq!(
        fault,
        Fault::NoTotal {
            input: "reference",
            row: 0
        }
    );
    let panel = Matrix::from_rows(&[[1.0, 2.0], [2.0, 2.0]]).unwrap();
    assert!(matches!(
        shift_share(&panel, &panel, 1, 1),
        Err(Fault::Setting { name: "start", .. })
    ));
    assert!(matches!(
        shift_share(&panel, &panel, 0, 2),
        Err(Fault::Setting { name: "end", .. })
    ));
    assert!(matches!(
        dynamic_shift_share(&panel, &panel, 0, 9),
        Err(Fault::Setting { .. })
    ));
    assert!(gerfin(&nought, &two, 0, 1).is_err() && arcelus(&nought, &two, 0, 1).is_err());
    // An activity that began with nought is set apart, and named.
    let (new, all) = (rows(&[[0.0, 2.0], [3.0, 2.0]]), rows(&[[5.0, 5.0], [5.0, 6.0]]));
    let found = esteban_marquillas(&new, &all, 0, 1).unwrap();
    assert_eq!((found.total.unsplit, found.left_out), (3.0, vec![0]));
    assert_eq!(arcelus(&new, &all, 0, 1).unwrap().total.unsplit, 3.0);
    // One that is new in the reference too counts as regional, and is named.
    let region = Matrix::from_rows(&[[0.0, 2.0], [3.0, 2.0]]).unwrap();
    let reference = Matrix::from_rows(&[[0.0, 5.0], [4.0, 6.0]]).unwrap();
    let found = shift_share(&region, &reference, 0, 1).unwrap();
    assert_eq!(
        (found.activities[0].regional, found.new_activities),
        (3.0, vec![0])
    );
}

#[test]
fn withheld_cells_are_carried_or_refused_by_name() {
    let cells = vec![
        Cell::Known(2.0),
        Cell::Withheld { low: 0.0, high: 3.0 },
        Cell::Known(2.0),
        Cell::Known(1.0),
    ];
    let region = Cells::new(2, 2, cells).unwrap();
    let refusal = region.complete().unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "table: the value at row 0, column 1 is withheld, and this method needs it"
    );
    let reference = Matrix::from_rows(&[[9.0, 0.0], [9.0, 4.0]]).unwrap();
    // It could be more than nought where the reference has nothing.
    let fault = shift_share_bounds(&region, &reference, 0, 1);
    assert_eq!(
        fault,
        Err(Fault::NotInReference {
            row: 0,
            column: 1,
            value: 3.0
        })
    );
    // A region that may be empty has no quotient.
    let open = Cells::new(1, 2, vec![Cell::Withheld { low: 0.0, high: 3.0 }; 2]).unwrap();
    assert_eq!(
        location_quotient_bounds(&open, &[1.0, 2.0]).unwrap()[0],
        [None, None]
    );
}
