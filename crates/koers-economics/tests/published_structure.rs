//! Numbers that others printed about structure, to their last digit.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::Matrix;
use koers_economics::structure::*;

/// The five regions of the examples in the R package EconGeo.
fn econgeo() -> Matrix {
    Matrix::from_rows(&[
        [100.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 15.0, 5.0, 70.0, 10.0],
        [0.0, 20.0, 10.0, 20.0, 50.0],
        [0.0, 25.0, 30.0, 5.0, 40.0],
        [0.0, 40.0, 55.0, 5.0, 0.0],
    ])
    .unwrap()
}

fn close(found: f64, printed: f64, half_digit: f64) {
    assert!((found - printed).abs() <= half_digit, "{found} is not {printed}");
}

/// Lines of a table beside this file: a name, a year, and numbers.
fn panel(text: &str, name: &str) -> Matrix {
    let lines = text.lines().filter(|line| line.split('\t').next() == Some(name));
    let rows: Vec<Vec<f64>> = lines
        .map(|line| {
            line.split('\t')
                .skip(2)
                .map(|number| number.parse().unwrap())
                .collect()
        })
        .collect();
    Matrix::from_rows(&rows).unwrap()
}

fn goettingen(name: &str) -> Matrix {
    panel(include_str!("goettingen.tsv"), name)
}

#[test]
fn location_quotients_of_econgeo_and_goettingen() {
    let found = location_quotients(&econgeo(), Reference::AllRows)
        .unwrap()
        .quotients;
    let printed = [
        [5.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.75, 0.25, 3.5, 0.5],
        [0.0, 1.0, 0.5, 1.0, 2.5],
        [0.0, 1.25, 1.5, 0.25, 2.0],
        [0.0, 2.0, 2.75, 0.25, 0.0],
    ];
    for (row, printed) in printed.iter().enumerate() {
        for (column, printed) in printed.iter().enumerate() {
            close(found.get(row, column).unwrap(), *printed, 1e-12);
        }
    }
}

#[test]
fn krugman_of_reat_and_econgeo() {
    // Manual of REAT, krugman.spec2: Sweden against the mean of four neighbours.
    let nordic = Matrix::from_rows(&[
        [45_000.0, 15_000.0, 32_000.0, 10_000.0, 30_000.0],
        [35_000.0, 12_000.0, 30_000.0, 8_000.0, 22_000.0],
        [40_000.0, 10_000.0, 25_000.0, 9_000.0, 18_000.0],
        [30_000.0, 11_000.0, 18_000.0, 3_000.0, 13_000.0],
        [40_000.0, 6_000.0, 11_000.0, 2_000.0, 12_000.0],
    ])
    .unwrap();
    close(
        krugman(&nordic, Comparison::MeanOfOthers).unwrap()[0]
            .unwrap()
            .index,
        0.159_501_792_3,
        5e-11,
    );
    // Manual of REAT, krugman.spec on its Göttingen table: the last year.
    let region = goettingen("goettingen");
    let last = Matrix::from_rows(&[region.row(9)]).unwrap();
    let germany = goettingen("germany");
    let found = krugman(&last, Comparison::Given(germany.row(9))).unwrap()[0].unwrap();
    close(found.index, 0.450_846_878_4, 5e-11);
    // EconGeo, Krugman.index and spec.coeff.
    let found = krugman(&econgeo(), Comparison::All).unwrap();
    for (found, printed) in found.iter().zip([1.6, 1.0, 0.6, 0.7, 1.1]) {
        close(found.unwrap().index, printed, 1e-12);
        close(found.unwrap().coefficient, printed / 2.0, 1e-12);
    }
}

#[test]
fn herfindahl_and_entropy_of_econgeo() {
    let printed = [
        (1.0, 0.0),
        (0.525, 1.319),
        (0.34, 1.761),
        (0.315, 1.766),
        (0.465, 1.219),
    ];
    for (row, (herf, bits)) in econgeo().iter_rows().zip(printed) {
        close(herfindahl(row).unwrap().index, herf, 1e-12);
        close(entropy(row).unwrap().bits, bits, 5e-4);
    }
    // Twelve firms alike count as twelve.
    close(herfindahl(&[3.0; 12]).unwrap().equivalent, 12.0, 1e-12);
    close(entropy(&[3.0; 12]).unwrap().equivalent, 12.0, 1e-9);
}

/// Gross domestic product (thousand million euros) and inhabitants of the German states in 2015, Federal Statistical Office.
const PRODUCT: [f64; 16] = [
    460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87, 258.53, 645.59, 131.95, 35.03, 112.66,
    56.22, 85.61, 56.81,
];
const PEOPLE: [f64; 16] = [
    10_879_618.0,
    12_843_514.0,
    3_520_031.0,
    2_484_826.0,
    671_489.0,
    1_787_408.0,
    6_176_172.0,
    1_612_362.0,
    7_926_599.0,
    17_865_516.0,
    4_052_803.0,
    995_597.0,
    4_084_851.0,
    2_245_470.0,
    2_858_714.0,
    2_170_714.0,
];

#[test]
fn inequality_of_reat() {
    close(gini(&PRODUCT, None).unwrap().index, 0.500_934_845_8, 5e-11);
    close(herfindahl(&PRODUCT).unwrap().index, 0.125_176_299_1, 5e-11);
    close(hoover(&PRODUCT, &PEOPLE).unwrap(), 0.073_589_908_89, 5e-12);
    close(
        gini(&[10.0, 10.0, 10.0, 20.0, 50.0], None).unwrap().index,
        0.36,
        1e-12,
    );
    let found = theil(&[10.0, 10.0, 10.0, 20.0, 50.0], &[1.0; 5], None).unwrap();
    close(found.t.unwrap().total, 0.250_201_211_769, 5e-13);
    // EconGeo, Hoover.Gini.
    let per_head: Vec<f64> = [0.0, 10.0, 10.0, 30.0, 50.0]
        .iter()
        .zip([10.0, 15.0, 20.0, 25.0, 30.0])
        .map(|(a, b)| a / b)
        .collect();
    close(
        gini(&per_head, Some(&[10.0, 15.0, 20.0, 25.0, 30.0]))
            .unwrap()
            .index,
        0.31,
        1e-12,
    );
}

#[test]
fn theil_does_not_shrink_with_equal_weights() {
    // REAT's `theil` is L, and with equal weights it gives a fifth of it, 0.0465: it divides by n twice. Weighing all alike is not weighing.
    let amounts = [10.0, 10.0, 10.0, 20.0, 50.0];
    let (plain, weighed) = (
        theil(&amounts, &[1.0; 5], None).unwrap(),
        theil(&amounts, &[7.0; 5], None).unwrap(),
    );
    close(plain.l.unwrap().total, 0.232_630_2, 5e-8);
    close(weighed.l.unwrap().total, plain.l.unwrap().total, 1e-15);
    close(weighed.t.unwrap().total, plain.t.unwrap().total, 1e-15);
    // Nor does writing everybody down twice change anything.
    let twice = [amounts, amounts].concat();
    close(
        theil(&twice, &[1.0; 10], None).unwrap().l.unwrap().total,
        plain.l.unwrap().total,
        1e-15,
    );
}

#[test]
fn moran_on_a_lattice_of_three_by_three() {
    // Test suite of esda: values 1 to 9, neighbours by edge, weights of 1; the variance under normality.
    let edges = [
        (0, 1),
        (1, 2),
        (3, 4),
        (4, 5),
        (6, 7),
        (7, 8),
        (0, 3),
        (1, 4),
        (2, 5),
        (3, 6),
        (4, 7),
        (5, 8),
    ];
    let values: Vec<f64> = (1..10).map(f64::from).collect();
    let found = moran(&values, &Neighbours::from_borders(9, &edges).unwrap(), 99, 1).unwrap();
    close(found.variance_normal, 0.053_125, 1e-12);
}

#[test]
fn the_weighted_gini_does_not_depend_on_the_order() {
    // REAT sorts values and not weights: 0.5278 one way, 0.4025 the other. The pairs are the same, so there is one answer.
    let (mut incomes, mut sizes) = (
        [500.0, 1500.0, 2500.0, 4000.0, 7500.0, 15_000.0],
        [1000.0, 1200.0, 1600.0, 400.0, 200.0, 600.0],
    );
    let one_way = gini(&incomes, Some(&sizes)).unwrap().index;
    incomes.reverse();
    sizes.reverse();
    close(gini(&incomes, Some(&sizes)).unwrap().index, one_way, 1e-15);
    // And who writes out all five thousand people gets the same.
    let people: Vec<f64> = incomes
        .iter()
        .zip(sizes)
        .flat_map(|(income, size)| vec![*income; size as usize])
        .collect();
    close(gini(&people, None).unwrap().index, one_way, 1e-12);
}

#[test]
fn locational_gini_of_reat_and_econgeo() {
    let quotients =
        |here: &[f64], all: &[f64]| -> Vec<f64> { here.iter().zip(all).map(|(a, b)| a / b).collect() };
    let first = quotients(
        &[500.0, 500.0, 1000.0, 7000.0, 1000.0],
        &[20e3, 15e3, 20e3, 40e3, 5e3],
    );
    close(gini(&first, None).unwrap().index, 0.406_896_551_7, 5e-11);
    let second = quotients(
        &[700.0, 600.0, 500.0, 10e3, 40e3],
        &[30e3, 15e3, 10e3, 60e3, 50e3],
    );
    close(gini(&second, None).unwrap().index, 0.622_222_222_2, 5e-11);
    let last = quotients(goettingen("goettingen").row(9), goettingen("germany").row(9));
    close(gini(&last, None).unwrap().index, 0.359_852, 5e-7);
    let freiburg = quotients(&FREIBURG_2014[0], &FREIBURG_2014[1]);
    close(gini(&freiburg, None).unwrap().index, 0.208_900_943_9, 5e-11);
    // EconGeo's runs to one half: by activity over regions.
    for (activity, printed) in econgeo()
        .transposed()
        .iter_rows()
        .zip([0.40, 0.18, 0.27, 0.31, 0.28])
    {
        close(gini(activity, None).unwrap().index / 2.0, printed, 5e-3);
    }
}

#[test]
fn williamson_weighs_the_mean_too() {
    // REAT takes the deviations from the unweighted mean and divides by the weighted one: 0.1909017634. By Williamson's formula it is:
    let per_head: Vec<f64> = PRODUCT
        .iter()
        .zip(PEOPLE)
        .map(|(product, people)| product / people * 1e9)
        .collect();
    let found = williamson(&per_head, &PEOPLE).unwrap();
    close(found, 0.187_309_659_392, 5e-13);
    // Who is right: calling one state two states of the same income must not change how unequal people's regions are.
    let halved: Vec<f64> = [&per_head[..1], &per_head].concat();
    let people: Vec<f64> = [&[PEOPLE[0] / 2.0, PEOPLE[0] / 2.0], &PEOPLE[1..]].concat();
    close(williamson(&halved, &people).unwrap(), found, 1e-14);
    let as_reat = |values: &[f64], people: &[f64]| {
        let (all, plain) = (
            people.iter().sum::<f64>(),
            values.iter().sum::<f64>() / values.len() as f64,
        );
        let weighted: f64 = values
            .iter()
            .zip(people)
            .map(|(value, people)| value * people / all)
            .sum();
        let square: f64 = values
            .iter()
            .zip(people)
            .map(|(value, people)| people / all * (value - plain).powi(2))
            .sum();
        square.sqrt() / weighted
    };
    close(as_reat(&per_head, &PEOPLE), 0.190_901_763_4, 5e-11);
    assert!((as_reat(&halved, &people) - as_reat(&per_head, &PEOPLE)).abs() > 1e-4);
}

#[test]
fn density_of_econgeo() {
    let presence = [
        [0, 1, 0, 1],
        [0, 0, 0, 1],
        [0, 0, 0, 1],
        [1, 0, 0, 1],
        [1, 1, 1, 0],
    ]
    .concat();
    let presence: Vec<bool> = presence.iter().map(|&bit| bit == 1).collect();
    let near = [
        [1.0, 1.0, 0.0, 1.0],
        [1.0, 1.0, 1.0, 1.0],
        [0.0, 1.0, 1.0, 1.0],
        [1.0, 1.0, 1.0, 0.0],
    ];
    let presence = Presence::new(5, 4, &presence).unwrap();
    let found = density(
        &presence,
        &Matrix::from_rows(&near).unwrap(),
        OwnActivity::Included,
    )
    .unwrap();
    let printed = [
        [66.67, 50.0, 66.67, 33.33],
        [33.33, 25.0, 33.33, 0.0],
        [33.33, 25.0, 33.33, 0.0],
        [66.67, 50.0, 33.33, 33.33],
        [66.67, 75.0, 66.67, 100.0],
    ];
    for (row, printed) in printed.iter().enumerate() {
        for (column, printed) in printed.iter().enumerate() {
            close(100.0 * found.get(row, column).unwrap(), *printed, 5e-3);
        }
    }
}

#[test]
fn complexity_and_reflections_of_figure_s4() {
    let s4 = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]].concat();
    let s4 = Presence::new(4, 4, &s4.iter().map(|&bit| bit == 1).collect::<Vec<_>>()).unwrap();
    let steps = reflections(&s4, 2).unwrap();
    for (found, printed) in steps.regions.row(1).iter().zip([2.0, 2.0, 2.5, 3.0]) {
        close(*found, printed, 1e-12);
    }
    for (found, printed) in steps.activities.row(1).iter().zip([4.0, 2.5, 3.0, 7.0 / 3.0]) {
        close(*found, printed, 1e-12);
    }
    for (found, printed) in steps.activities.row(2).iter().zip([2.0, 2.0, 2.25, 2.5]) {
        close(*found, printed, 1e-12);
    }
    let found = complexity(&s4).unwrap();
    let sign = found.regions[2].unwrap().signum();
    for (found, exact) in found
        .regions
        .iter()
        .zip([-0.075_353_09, -1.602_916_07, 0.747_788_2, 0.930_480_95])
    {
        close(found.unwrap() * sign, exact, 5e-9);
    }
    // The vector solves the equation that defines it: M̃ x = λ x, up to the constant that bringing the mean to nought takes away.
    let matrix = |x: [f64; 4]| -> [f64; 4] {
        let (k, u) = (s4.diversity(), s4.ubiquity());
        std::array::from_fn(|r| {
            (0..4)
                .flat_map(|s| (0..4).map(move |i| (s, i)))
                .filter(|&(s, i)| s4.has(r, i) && s4.has(s, i))
                .map(|(s, i)| x[s] / (k[r] * u[i]) as f64)
                .sum()
        })
    };
    let miss = |x: [f64; 4]| {
        // M̃ x = λ x + c, for the best c: how far the image is from that line.
        let image = matrix(x);
        let rest: [f64; 4] = std::array::from_fn(|r| image[r] - found.second * x[r]);
        let mean = rest.iter().sum::<f64>() / 4.0;
        rest.iter().map(|rest| (rest - mean).abs()).fold(0.0, f64::max)
    };
    assert!(miss(std::array::from_fn(|r| found.regions[r].unwrap())) < 1e-9);
}

/// Jobs in Freiburg in 2014 and in Germany, nine industries; register of employees, as in the data set Freiburg of REAT.
const FREIBURG_2014: [[f64; 9]; 2] = [
    [
        12121.0, 3154.0, 25484.0, 4798.0, 3372.0, 1059.0, 14837.0, 42931.0, 6673.0,
    ],
    [
        7_155_807.0,
        1_696_961.0,
        6_674_652.0,
        925_648.0,
        996_498.0,
        232_167.0,
        3_992_230.0,
        7_127_512.0,
        1_123_004.0,
    ],
];
