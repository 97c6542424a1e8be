//! Numbers that others printed about growth, to their last digit.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::growth::*;
use koers_economics::{Fault, Matrix};

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

/// Jobs in Freiburg in 2008 and 2014 and in Germany in the same years, nine industries; register of employees, as in the data set Freiburg of REAT.
const FREIBURG: [[f64; 9]; 4] = [
    [
        13004.0, 2931.0, 22492.0, 4503.0, 3361.0, 890.0, 12448.0, 34358.0, 6069.0,
    ],
    [
        12121.0, 3154.0, 25484.0, 4798.0, 3372.0, 1059.0, 14837.0, 42931.0, 6673.0,
    ],
    [
        7_073_942.0,
        1_572_378.0,
        6_248_666.0,
        841_848.0,
        990_439.0,
        220_171.0,
        3_296_029.0,
        5_905_168.0,
        1_084_708.0,
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

/// Farhauer and Kröll (2013): three regions that make up a country.
const COUNTRY: [[f64; 4]; 2] = [[400.0, 150.0, 150.0, 400.0], [440.0, 210.0, 135.0, 480.0]];
const REGIONS: [[[f64; 4]; 2]; 3] = [
    [[90.0, 20.0, 10.0, 60.0], [100.0, 40.0, 10.0, 55.0]],
    [[60.0, 30.0, 30.0, 40.0], [85.0, 55.0, 40.0, 35.0]],
    [[250.0, 100.0, 110.0, 300.0], [255.0, 115.0, 85.0, 390.0]],
];

#[test]
fn shift_share_of_farhauer_and_kroell() {
    let country = Matrix::from_rows(&COUNTRY).unwrap();
    let printed = [
        [27.0, 1.0, -3.0, 25.0],
        [24.0, -1.0, 32.0, 55.0],
        [114.0, 0.0, -29.0, 85.0],
    ];
    for (region, [national, mix, regional, change]) in REGIONS.iter().zip(printed) {
        let found = shift_share(&Matrix::from_rows(region).unwrap(), &country, 0, 1).unwrap();
        close(found.total.national, national, 1e-9);
        close(found.total.mix, mix, 1e-9);
        close(found.total.regional, regional, 1e-9);
        close(found.total.change, change, 1e-9);
        close(found.total.net_shift(), mix + regional, 1e-9);
    }
}

#[test]
fn homothetic_forms_and_indices_of_reat() {
    let split = [
        (-0.636_363_636_4, -2.363_636_364),
        (18.424_242_42, 13.575_757_58),
        (-33.571_900_83, 4.571_900_826),
    ];
    let index = [
        (1.004_830_918, 0.985_576_923_1, 0.990_338_164_3),
        (0.994_565_217_4, 1.174_863_388, 1.168_478_261),
        (1.0, 0.966_819_222, 0.966_819_222),
    ];
    for ((region, (competitive, allocation)), (structure, location, regional)) in
        REGIONS.iter().zip(split).zip(index)
    {
        let (region, country) = (
            Matrix::from_rows(region).unwrap(),
            Matrix::from_rows(&COUNTRY).unwrap(),
        );
        let found = esteban_marquillas(&region, &country, 0, 1).unwrap().total;
        close(found.competitive, competitive, 5e-9);
        close(found.allocation, allocation, 5e-9);
        close(found.unsplit, 0.0, 0.0);
        let factors = gerfin(&region, &country, 0, 1).unwrap().factors;
        close(factors.structure, structure, 5e-10);
        close(factors.location, location, 5e-10);
        close(factors.regional, regional, 5e-10);
        let parts = arcelus(&region, &country, 0, 1).unwrap().total;
        close(
            parts.regional.homothetic + parts.regional_mix.homothetic,
            competitive,
            5e-9,
        );
        close(
            parts.regional.differential + parts.regional_mix.differential,
            allocation,
            5e-9,
        );
    }
}

#[test]
fn freiburg_and_goettingen_of_reat() {
    let freiburg = Matrix::from_rows(&FREIBURG[..2]).unwrap();
    let germany = Matrix::from_rows(&FREIBURG[2..]).unwrap();
    let total = shift_share(&freiburg, &germany, 0, 1).unwrap().total;
    close(total.change, 14_373.0, 1e-9);
    close(total.national, 9_887.278_398, 5e-7);
    close(total.mix, 2_501.611_878, 5e-7);
    close(total.regional, 1_984.109_723, 5e-7);
    close(total.net_shift(), 4_485.721_602, 5e-7);

    let (region, country) = (goettingen("goettingen"), goettingen("germany"));
    let total = shift_share(&region, &country, 0, 9).unwrap().total;
    close(total.change, 10_411.0, 1e-9);
    close(total.national, 9_178.191_604, 5e-7);
    close(total.mix, 2_204.820_151, 5e-7);
    close(total.regional, -972.011_755_2, 5e-8);
    let yearly = dynamic_shift_share(&region, &country, 0, 9).unwrap();
    close(yearly.total.change, 10_411.0, 1e-8);
    close(yearly.total.national, 9_477.928_733, 5e-7);
    close(yearly.total.mix, 2_165.909_949, 5e-7);
    close(yearly.total.regional, -1_232.838_682, 5e-7);
    assert_eq!((yearly.steps.len(), yearly.base_years.len()), (9, 9));
    // The help page of REAT leaves out the last year and has the first one twice: 8,927 jobs. The sum of what it should explain is 10,411.
    let shortened = dynamic_shift_share(&region, &country, 0, 8).unwrap().total;
    close(shortened.change, 8927.0, 1e-8);
    close(shortened.national, 7_967.777_122, 5e-7);
}

#[test]
fn the_second_year_of_region_a() {
    let region = [&REGIONS[0][0][..], &REGIONS[0][1], &[105.0, 45.0, 15.0, 60.0]];
    let country = [&COUNTRY[0][..], &COUNTRY[1], &[460.0, 230.0, 155.0, 500.0]];
    let (region, country) = (
        Matrix::from_rows(&region).unwrap(),
        Matrix::from_rows(&country).unwrap(),
    );
    let found = dynamic_shift_share(&region, &country, 0, 2).unwrap();
    close(found.steps[1].national, 12.964_426_877_4, 1e-10);
    close(found.steps[1].mix, -0.836_300_374_3, 1e-10);
    close(found.steps[1].regional, 7.871_873_496_9, 1e-10);
    close(found.total.regional, 4.871_873_497, 5e-10);
}

#[test]
fn contributions_of_volumes_in_prices_of_the_year_before() {
    // Weights in the year before times volume growth: 60% growing 2% and 40% shrinking 1% make 0.8%.
    let found = contributions(&[60.0, 40.0], &[60.0 * 1.02, 40.0 * 0.99]).unwrap();
    close(found.activities[0], 0.012, 1e-15);
    close(found.growth, 0.008, 1e-15);
    assert!(matches!(
        contributions(&[1.0, -1.0], &[1.0, 1.0]),
        Err(Fault::NoTotal { .. })
    ));
}
