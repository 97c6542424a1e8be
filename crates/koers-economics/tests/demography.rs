//! People: printed tables, what must hold of every projection, and bad input.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::demography::*;
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
}

/// Preston, Heuveline and Guillot (2001), box 3.1 (p. 49): men in Austria, 1992, of the United Nations (1994).
#[test]
fn men_in_austria_live_as_long_as_the_book_says() {
    let people = [
        47925, 189_127, 234_793, 238_790, 254_996, 326_831, 355_086, 324_222, 269_963, 261_971, 238_011,
        261_612, 181_385, 187_962, 153_832, 105_169, 73694, 57512, 32248,
    ];
    let deaths = [
        419, 70, 36, 46, 249, 420, 403, 441, 508, 769, 1154, 1866, 2043, 3496, 4366, 4337, 5279, 6460, 6146,
    ];
    let early = [
        0.068, 1.626, 2.5, 3.143, 2.724, 2.520, 2.481, 2.601, 2.701, 2.663, 2.698, 2.676, 2.645, 2.624,
        2.619, 2.593, 2.518, 2.423,
    ];
    let reaching = [
        100_000, 99133, 98986, 98910, 98815, 98334, 97704, 97151, 96492, 95588, 94195, 91937, 88711, 83845,
        76377, 66225, 53803, 37441, 21134,
    ];
    let lived = [
        99192, 396_183, 494_741, 494_375, 492_980, 490_106, 487_127, 484_175, 480_384, 474_686, 465_777,
        452_188, 432_096, 401_480, 357_713, 301_224, 228_404, 145_182, 110_889,
    ];
    let rates: Vec<f64> = deaths
        .iter()
        .zip(people)
        .map(|(deaths, people)| f64::from(*deaths) / f64::from(people))
        .collect();
    let widths: Vec<f64> = [1.0, 4.0].into_iter().chain([5.0; 16]).collect();
    let found = life_table(&rates, &early, &widths).unwrap();
    for (own, printed) in found.reaching.iter().zip(reaching) {
        close(own * 1e5, f64::from(printed), 0.5);
    }
    for (own, printed) in found.lived.iter().zip(lived) {
        // The book sums rounded numbers.
        close(own * 1e5, f64::from(printed), 3.0);
    }
    close(found.expectation[0], 72.889, 5e-4);
    assert!(matches!(
        found.survival(),
        Err(Fault::Setting { name: "width", .. })
    ));
}

const GROUPS: usize = 18;

/// Preston, Heuveline and Guillot (2001), box 6.1 (p. 125): women in Sweden, 1993; L per 100,000, of the last group all years from 85 on.
fn sweden() -> (Population, Rates) {
    let women = [
        293_395.0, 248_369.0, 240_012.0, 261_346.0, 285_209.0, 314_388.0, 281_290.0, 286_923.0, 304_108.0,
        324_946.0, 247_613.0, 211_351.0, 215_140.0, 221_764.0, 223_506.0, 183_654.0, 141_990.0, 112_424.0,
    ];
    let lived: [f64; GROUPS] = [
        497_487.0, 497_138.0, 496_901.0, 496_531.0, 495_902.0, 495_168.0, 494_213.0, 492_760.0, 490_447.0,
        486_613.0, 480_665.0, 471_786.0, 457_852.0, 436_153.0, 402_775.0, 350_358.0, 271_512.0, 291_707.0,
    ];
    let mut fertility = vec![0.0; GROUPS];
    fertility[3..10].copy_from_slice(&[0.0120, 0.0908, 0.1499, 0.1125, 0.0441, 0.0074, 0.0003]);
    let mut survival = vec![lived[0] / 500_000.0];
    survival.extend((0..GROUPS - 2).map(|age| lived[age + 1] / lived[age]));
    survival.extend([lived[17] / (lived[16] + lived[17]); 2]);
    let sex = SexRates {
        survival: Matrix::new(1, GROUPS + 1, survival).unwrap(),
        moves: Vec::new(),
        arrivals: None,
    };
    (
        Population {
            women: Matrix::new(1, GROUPS, women.to_vec()).unwrap(),
            men: Matrix::new(1, GROUPS, vec![0.0; GROUPS]).unwrap(),
        },
        Rates {
            years: 5.0,
            fertility: Matrix::new(1, GROUPS, fertility).unwrap(),
            boys_per_girl: 1.05,
            women: sex.clone(),
            men: sex,
        },
    )
}

#[test]
fn women_of_sweden_are_projected_as_in_the_book() {
    let (start, rates) = sweden();
    let found = cohort_component(&start, std::slice::from_ref(&rates), 2).unwrap();
    for (step, first, total) in [
        (
            0,
            [293_574, 293_189, 248_251, 239_833, 261_015, 284_787],
            4_449_570.0,
        ),
        (
            1,
            [280_121, 293_368, 293_049, 248_066, 239_529, 260_629],
            4_478_712.0,
        ),
    ] {
        let women = found.steps[step].end.women.values();
        for (own, printed) in women.iter().zip(first) {
            close(*own, f64::from(printed), 0.6);
        }
        // Of eighteen rounded numbers.
        close(women.iter().sum(), total, 3.0);
    }
    // A Leslie matrix of the same numbers in numpy 2.4: numpy.linalg.eigvals.
    let stable = stable_population(&rates).unwrap();
    close(stable.growth, 1.001_112_534_1, 5e-11);
    close(stable.rate, 0.000_222_383, 5e-10);
    close(stable.shares.values().iter().sum(), 1.0, 1e-12);
}

/// Regions that exchange people, drawn: shares in thousandths.
fn drawn(regions: usize, ages: usize, numbers: &[u32]) -> (Population, Rates) {
    let mut numbers = numbers.iter().cycle().copied();
    let mut next = move |most: u32| f64::from(numbers.next().unwrap() % (most + 1));
    let mut table = |rows: usize, columns: usize, most: u32, unit: f64| {
        Matrix::new(
            rows,
            columns,
            (0..rows * columns).map(|_| next(most) / unit).collect(),
        )
        .unwrap()
    };
    let start = Population {
        women: table(regions, ages, 900, 1.0),
        men: table(regions, ages, 900, 1.0),
    };
    let mut sex = || SexRates {
        survival: table(regions, ages + 1, 1000, 1000.0),
        moves: (0..=ages)
            .map(|_| {
                let mut shares = table(regions, regions, 1000, 1000.0 * regions as f64)
                    .values()
                    .to_vec();
                (0..regions).for_each(|region| shares[region * (regions + 1)] = 0.0);
                Matrix::new(regions, regions, shares).unwrap()
            })
            .collect(),
        arrivals: Some(table(regions, ages, 50, 1.0)),
    };
    let (women, men) = (sex(), sex());
    let mut fertility = table(regions, ages, 200, 1000.0).values().to_vec();
    (0..regions).for_each(|region| fertility[region * ages] = 0.0);
    let rates = Rates {
        years: 1.0,
        fertility: Matrix::new(regions, ages, fertility).unwrap(),
        boys_per_girl: 1.05,
        women,
        men,
    };
    (start, rates)
}

fn total(table: &Matrix, region: usize) -> f64 {
    table.row(region).iter().sum()
}

proptest! {
    /// Everybody is somewhere: per region start, births, deaths, moves and arrivals make the end; moves in are moves out; and threads change no digit.
    #[test]
    fn nobody_is_lost(regions in 1_usize..5, ages in 2_usize..7, numbers in prop::collection::vec(0_u32..100_000, 40..200)) {
        let (start, rates) = drawn(regions, ages, &numbers);
        let found = cohort_component(&start, std::slice::from_ref(&rates), 3).unwrap();
        let mut before = &start;
        for step in &found.steps {
            for (region, flows) in step.flows.iter().enumerate() {
                let from = total(&before.women, region) + total(&before.men, region);
                let to = total(&step.end.women, region) + total(&step.end.men, region);
                let change = flows.girls + flows.boys - flows.deaths + flows.moved_in - flows.moved_out + flows.arrivals;
                prop_assert!((from + change - to).abs() < 1e-7, "{from} {change} {to}");
                prop_assert!(step.end.women.row(region).iter().all(|people| *people >= 0.0));
                prop_assert!((flows.boys - 1.05 * flows.girls).abs() < 1e-9);
            }
            let (come, go): (f64, f64) = step.flows.iter().fold((0.0, 0.0), |sum, flows| (sum.0 + flows.moved_in, sum.1 + flows.moved_out));
            prop_assert!((come - go).abs() < 1e-7);
            before = &step.end;
        }
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        prop_assert_eq!(one.install(|| cohort_component(&start, &[rates], 3).unwrap()), found);
    }

    /// Regions that exchange nobody go their own way: together or apart, the same.
    #[test]
    fn regions_without_moves_stand_alone(ages in 2_usize..7, numbers in prop::collection::vec(0_u32..100_000, 40..200)) {
        let (start, mut rates) = drawn(3, ages, &numbers);
        (rates.women.moves, rates.men.moves) = (Vec::new(), Vec::new());
        let together = cohort_component(&start, std::slice::from_ref(&rates), 2).unwrap();
        let only = |table: &Matrix, region: usize| Matrix::new(1, table.columns(), table.row(region).to_vec()).unwrap();
        for region in 0..3 {
            let sex = |sex: &SexRates| SexRates {
                survival: only(&sex.survival, region),
                moves: Vec::new(),
                arrivals: sex.arrivals.as_ref().map(|arrivals| only(arrivals, region)),
            };
            let alone = Rates { fertility: only(&rates.fertility, region), women: sex(&rates.women), men: sex(&rates.men), ..rates.clone() };
            let people = Population { women: only(&start.women, region), men: only(&start.men, region) };
            let found = cohort_component(&people, &[alone], 2).unwrap();
            prop_assert_eq!(found.steps[1].end.women.row(0), together.steps[1].end.women.row(region));
            prop_assert_eq!(&found.steps[1].flows[0], &together.steps[1].flows[region]);
        }
    }

    /// What is lived adds up, whatever the rates; and with survival of the table a closed population of its own shape stays as it is.
    #[test]
    fn a_life_table_is_a_population_that_stays(rates in prop::collection::vec(1_u32..400, 2..9)) {
        let rates: Vec<f64> = rates.iter().map(|rate| f64::from(*rate) / 1000.0).collect();
        let closed = rates.len() - 1;
        let table = life_table(&rates, &vec![0.5; closed], &vec![1.0; closed]).unwrap();
        prop_assert!((table.lived.iter().sum::<f64>() - table.expectation[0]).abs() < 1e-9);
        prop_assert!(table.reaching.is_sorted_by(|a, b| a >= b));
        let survival = table.survival().unwrap();
        let mut after = vec![1.0 * survival[0]];
        after.extend((0..closed).map(|age| table.lived[age] * survival[age + 1]));
        after[closed] += table.lived[closed] * survival[closed + 1];
        for (a, b) in after.iter().zip(&table.lived) {
            prop_assert!((a - b).abs() < 1e-9, "{after:?} {:?}", table.lived);
        }
    }

    /// Openings are what is missing when those who leave are gone.
    #[test]
    fn openings_fill_what_is_missing(earlier in prop::collection::vec(0_u32..500, 4), now in prop::collection::vec(0_u32..500, 4), expected in 0_u32..2500) {
        let of = |workers: &[u32]| workers.iter().map(|workers| f64::from(*workers)).collect::<Vec<f64>>();
        let found = replacement_demand(&of(&earlier), &of(&now), f64::from(expected)).unwrap();
        let stay = of(&now).iter().sum::<f64>() - found.leaving;
        prop_assert!((found.openings - (f64::from(expected) - stay).max(0.0)).abs() < 1e-9);
        prop_assert!(found.leaving >= f64::from(now[3]) - 1e-9);
    }
}

#[test]
fn bad_rates_are_refused_and_name_the_cell() {
    let (start, rates) = sweden();
    let run = |change: &dyn Fn(&mut Rates)| {
        let mut rates = rates.clone();
        change(&mut rates);
        cohort_component(&start, &[rates], 1).unwrap_err()
    };
    let one = |column: usize, value: f64, columns: usize, fill: f64| {
        let mut values = vec![fill; columns];
        values[column] = value;
        Matrix::new(1, columns, values).unwrap()
    };
    assert!(matches!(
        run(&|rates| rates.women.survival = one(4, 1.01, GROUPS + 1, 0.9)),
        Fault::NotAShare {
            row: 0,
            column: 4,
            ..
        }
    ));
    assert!(matches!(
        run(&|rates| rates.fertility = one(0, 0.1, GROUPS, 0.0)),
        Fault::NotAShare { column: 0, .. }
    ));
    assert!(matches!(
        run(&|rates| rates.fertility = one(5, -0.1, GROUPS, 0.0)),
        Fault::NegativeCell { column: 5, .. }
    ));
    assert!(matches!(
        run(&|rates| rates.women.arrivals = Some(one(2, -600_000.0, GROUPS, 0.0))),
        Fault::Emptied {
            step: 0,
            region: 0,
            age: 2,
            ..
        }
    ));
    assert!(matches!(
        run(&|rates| rates.men.survival = one(0, 0.5, GROUPS, 0.5)),
        Fault::Size {
            input: "survival",
            ..
        }
    ));
    assert!(matches!(
        run(&|rates| rates.women.moves = vec![one(0, 0.1, 1, 0.0); GROUPS + 1]),
        Fault::NoSuchLink { from: 0, to: 0, .. }
    ));
    assert!(matches!(
        run(&|rates| rates.years = 0.0),
        Fault::Setting { name: "years", .. }
    ));
    assert_eq!(
        cohort_component(&start, &[], 1).unwrap_err(),
        Fault::Empty { input: "rates" }
    );
    let barren = {
        let mut rates = rates.clone();
        rates.fertility = one(1, 0.0, GROUPS, 0.0);
        rates
    };
    // Without births only the open group is left, and thins out.
    close(
        stable_population(&barren).unwrap().growth,
        291_707.0 / (271_512.0 + 291_707.0),
        1e-9,
    );
    assert!(life_table(&[0.1, 0.0], &[0.5], &[1.0]).is_err());
    assert!(life_table(&[0.1, 0.2], &[1.5], &[1.0]).is_err());
    assert!(life_table(&[0.1, -0.2], &[0.5], &[1.0]).is_err());
    assert!(life_table(&[0.1], &[], &[]).unwrap().survival().is_err());
    assert!(replacement_demand(&[1.0], &[1.0, 2.0], 3.0).is_err());
}
