//! What the unification cost West Germany: numbers that others printed.
//!
//! `germany.tsv` beside this file: GDP per head 1960-2003 in 17 countries; GDP per head, trade, inflation and industry as means of 1981-90, schooling (1980 and 1985), investment (1980); the same ten years earlier.
//! A. Abadie, A. Diamond and J. Hainmueller (2015), *Comparative politics and the synthetic control method*, American Journal of Political Science 59, pp. 495-510; from the data of pysyncon (MIT).

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::Matrix;
use koers_economics::evaluation::*;

const COUNTRIES: [&str; 5] = ["Austria", "USA", "Japan", "Switzerland", "Netherlands"];

/// A field of every line.
fn table(field: usize) -> Matrix {
    let rows: Vec<Vec<f64>> = include_str!("germany.tsv")
        .lines()
        .map(|line| line.split('\t').nth(field).unwrap())
        .map(|values| values.split(' ').map(|number| number.parse().unwrap()).collect())
        .collect();
    Matrix::from_rows(&rows).unwrap()
}

/// West Germany against all others, from a year on.
fn study(year: usize) -> Study {
    let donors: Vec<usize> = (1..17).collect();
    Study::new(&Panel::from(&table(1)), 0, &donors, year - 1960).unwrap()
}

fn weight(found: &SyntheticControl, country: &str) -> f64 {
    let at = include_str!("germany.tsv")
        .lines()
        .position(|line| line.split('\t').next() == Some(country));
    found.weights[at.unwrap() - 1]
}

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
}

/// The paper: importance from predictors of 1971-80 by how well GDP of 1981-90 is fitted, then weights from predictors of 1981-90 with that importance.
#[test]
fn west_germany_is_austria_and_four_others_as_printed() {
    let (earlier, predictors) = (table(3), table(2));
    let search = Matching::Searched {
        predictors: &earlier,
        least: 1e-8,
        starts: 12,
        seed: 1,
    };
    let trained = synthetic_control(&study(1991).fitted_on(21..31).unwrap(), search).unwrap();
    // pysyncon 1.7 ends at 4927.7.
    assert!(trained.loss <= 4580.4, "{}", trained.loss);
    let given = Matching::Given {
        predictors: &predictors,
        importance: &trained.importance,
    };
    let found = synthetic_control(&study(1990), given).unwrap();
    // Their table 1.
    for (country, printed) in COUNTRIES.into_iter().zip([0.42, 0.22, 0.16, 0.11, 0.10]) {
        close(weight(&found, country), printed, 0.005);
    }
    // Their table 2: West Germany and its synthetic control, whose importance is a little other.
    for (balance, (own, synthetic)) in found.balance.iter().zip([
        (15_808.9, 15_802.2),
        (56.8, 56.9),
        (2.6, 3.5),
        (34.5, 34.4),
        (55.5, 55.2),
        (27.0, 27.0),
    ]) {
        close(balance.treated, own, 0.051);
        close(balance.synthetic / synthetic, 1.0, 0.015);
    }
    // About 1,600 dollars a year in 1990-2003, and no country stands out as much.
    close(found.path.effect, -1600.0, 50.0);
    assert_eq!(placebos_in_space(&study(1990), given).unwrap().rank, Some(1));
}

#[test]
fn with_the_importance_of_pysyncon_the_weights_are_the_best_ones() {
    let importance = [
        0.234_944_063_494_757_5,
        0.206_867_446_712_905_1,
        0.189_629_123_870_028_06,
        0.000_346_690_021_516_548_96,
        0.209_282_260_918_717_5,
        0.158_930_414_982_055_07,
    ];
    let predictors = table(2);
    let given = Matching::Given {
        predictors: &predictors,
        importance: &importance,
    };
    let found = synthetic_control(&study(1990), given).unwrap();
    // scipy 1.17, SLSQP to rounding; pysyncon 1.7 stops a thousandth before.
    for (country, (best, pysyncon)) in COUNTRIES.into_iter().zip([
        (0.414_246, 0.414_530),
        (0.215_664, 0.216_234),
        (0.162_983, 0.163_264),
        (0.108_241, 0.107_480),
        (0.098_865, 0.098_492),
    ]) {
        close(weight(&found, country), best, 2e-6);
        close(weight(&found, country), pysyncon, 0.001);
    }
    close(found.path.effect, -1554.36, 1.5);
}

/// scpi 4.0 for Python, on GDP of 1960-90 alone.
#[test]
fn west_germany_by_its_outcomes_alone_as_scpi_has_it() {
    let found = synthetic_control(&study(1991), Matching::Outcomes).unwrap();
    for (country, printed) in [
        ("Austria", 0.291),
        ("USA", 0.273),
        ("Italy", 0.191),
        ("Netherlands", 0.133),
        ("Switzerland", 0.081),
        ("France", 0.030),
    ] {
        close(weight(&found, country), printed, 0.0005);
    }
}
