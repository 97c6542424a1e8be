//! Numbers that others printed about input-output, to their last digit.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::Matrix;
use koers_economics::input_output::*;

fn alike(found: &[f64], printed: &[f64], half_digit: f64) {
    assert_eq!(found.len(), printed.len());
    for (a, b) in found.iter().zip(printed) {
        assert!((a - b).abs() <= half_digit, "{found:?} is not {printed:?}");
    }
}

/// R. E. Miller and P. D. Blair (2009), table 2.3.
fn two_sectors() -> Flows {
    let between = Matrix::from_rows(&[[150.0, 500.0], [200.0, 100.0]]).unwrap();
    Flows::new(between, vec![1000.0, 2000.0]).unwrap()
}

/// Germany in 1995, six groups of products, domestic: J. Beutel's table 15.4 in the manual of Eurostat (2008), as in the data set germany_1995 of `iotables`.
fn germany() -> Flows {
    let between = [
        [1131.0, 25480.0, 1.0, 607.0, 710.0, 762.0],
        [7930.0, 304_584.0, 64167.0, 41082.0, 11981.0, 30360.0],
        [426.0, 7334.0, 3875.0, 5296.0, 23457.0, 9155.0],
        [3559.0, 72717.0, 14190.0, 74399.0, 10835.0, 21008.0],
        [3637.0, 96115.0, 31027.0, 65755.0, 193_176.0, 34223.0],
        [1552.0, 14986.0, 1747.0, 11225.0, 15058.0, 22070.0],
    ];
    let output = vec![43910.0, 1_079_446.0, 245_606.0, 540_063.0, 692_487.0, 508_918.0];
    Flows::new(Matrix::from_rows(&between).unwrap(), output).unwrap()
}

#[test]
fn miller_and_blair_two_sectors() {
    let flows = two_sectors();
    assert_eq!(flows.final_demand(), [350.0, 1700.0]);
    assert_eq!(flows.primary_inputs(), [650.0, 1400.0]);
    let model = leontief(&technical_coefficients(&flows)).unwrap();
    alike(
        model.inverse().values(),
        &[1.254_125_41, 0.330_033_0, 0.264_026_4, 1.122_112_21],
        5e-9,
    );
    alike(model.output_multipliers(), &[1.518_152, 1.452_145], 5e-7);
    alike(
        &model.output_for(&[600.0, 1500.0]).unwrap(),
        &[1_247.524_752, 1_841.584_158],
        5e-7,
    );
    // 0.15 and 0.05 on the diagonal, 0.25 and 0.2 beside it: λ² − 0.2 λ − 0.0425 = 0.
    let radius = 0.1 + 0.0525_f64.sqrt();
    let span = model.spectral_radius();
    assert!(span.low <= radius && radius <= span.high, "{span:?}");
    let supply = ghosh(&flows).unwrap();
    alike(
        supply.inverse().values(),
        &[1.254_125, 0.660_066, 0.132_013, 1.122_112],
        5e-7,
    );
    alike(
        &supply.output_for(&flows.primary_inputs()).unwrap(),
        flows.output(),
        1e-9,
    );
}

#[test]
fn miller_and_blair_with_households() {
    let model = leontief(&technical_coefficients(&two_sectors())).unwrap();
    let households = Households {
        wages: vec![0.3, 0.25],
        spending: vec![0.05, 0.4],
        own: 0.05,
    };
    let found = multipliers(&model, &[1.0, 1.0], Some(&households)).unwrap();
    let closed: Vec<Closed> = found.iter().map(|one| one.closed.unwrap()).collect();
    alike(
        &[closed[0].total, closed[1].total],
        &[1.365_086 + 0.527_323, 0.425_26 + 1.348_076],
        2e-6,
    );
    alike(
        &[closed[0].income, closed[1].income],
        &[0.569_849, 0.489_05],
        5e-7,
    );
    assert_eq!(closed[0].type_ii, Some(closed[0].total));
    // The same by the table with three sectors.
    let three = Matrix::from_rows(&[[0.15, 0.25, 0.05], [0.2, 0.05, 0.4], [0.3, 0.25, 0.05]]).unwrap();
    let three = leontief(&three).unwrap();
    alike(
        &three.needed(&[1.0, 1.0, 0.0]).unwrap()[..2],
        &[closed[0].total, closed[1].total],
        1e-12,
    );
    alike(
        three.inverse().values(),
        &[
            1.365_086, 0.425_26, 0.250_904, 0.527_323, 1.348_076, 0.595_365, 0.569_849, 0.489_05, 1.288_539,
        ],
        5e-7,
    );
}

#[test]
fn manual_of_eurostat() {
    let flows = germany();
    let model = leontief(&technical_coefficients(&flows)).unwrap();
    let inverse = model.inverse();
    let diagonal = [0, 1, 2].map(|sector| inverse.get(sector, sector).unwrap());
    alike(&diagonal, &[1.0339, 1.4292, 1.0289], 5e-5);
    let total = |amounts: [f64; 6]| -> Vec<f64> {
        let per_unit = flows.per_unit(&amounts).unwrap();
        multipliers(&model, &per_unit, None)
            .unwrap()
            .iter()
            .map(|one| one.total)
            .collect()
    };
    alike(
        &total([21664.0, 395_022.0, 115_624.0, 311_407.0, 415_426.0, 365_017.0]),
        &[0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199],
        5.1e-5,
    );
    alike(
        &total([1096.0, 8381.0, 3236.0, 9251.0, 4258.0, 10206.0]),
        &[0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242],
        5.1e-5,
    );
    let found = linkages(&flows).unwrap();
    let forward: Vec<f64> = found.iter().map(|one| one.forward.total).collect();
    // The second is passed on as 1.6691 (tests of `iotables`, which allow for it); numpy's inverse of the same table gives 1.6910 as ours does.
    alike(
        &forward,
        &[2.1126, 1.6910, 1.3558, 1.5848, 2.1037, 1.2106],
        5.1e-5,
    );
    assert_eq!(found[1].position, Position::Key);
    assert_eq!(found[5].position, Position::Independent);
}

/// As in R. E. Miller and P. D. Blair (2009), 7.4.2, and the model IOBALANCE in the library of GAMS.
#[test]
fn ras_of_miller_and_blair() {
    let old = [[0.12, 0.10, 0.049], [0.21, 0.247, 0.265], [0.026, 0.249, 0.145]];
    let output = [421.0, 284.0, 283.0];
    let seed = old.map(|row| [row[0] * output[0], row[1] * output[1], row[2] * output[2]]);
    let seed = Matrix::from_rows(&seed).unwrap();
    let (rows, columns) = ([245.0, 136.0, 159.0], [251.0, 107.0, 182.0]);
    let printed = [
        165.210_148,
        34.613_605,
        45.176_247,
        63.528_62,
        18.786_178,
        53.685_202,
        22.261_232,
        53.600_217,
        83.138_55,
    ];
    for found in [
        ras(&seed, &rows, &columns, &Stop::default()).unwrap(),
        gras(&seed, &rows, &columns, &Stop::default()).unwrap(),
    ] {
        alike(found.table.values(), &printed, 5.1e-7);
        assert!(found.residual <= 1e-12 && found.steps < 40, "{}", found.steps);
    }
}

#[test]
fn gras_of_junius_and_oosterhaven() {
    let seed =
        Matrix::from_rows(&[[7.0, 3.0, 5.0, -3.0], [2.0, 9.0, 8.0, 0.0], [-2.0, 0.0, 2.0, 0.0]]).unwrap();
    let found = gras(
        &seed,
        &[15.0, 26.0, -1.0],
        &[9.0, 16.0, 17.0, -2.0],
        &Stop::default(),
    )
    .unwrap();
    let printed = [
        8.424_341, 3.375_237, 5.200_422, -2.0, 3.000_998, 12.624_763, 10.374_239, 0.0, -2.425_339, 0.0,
        1.425_339, 0.0,
    ];
    alike(found.table.values(), &printed, 5e-7);
}

/// Sizes of region A of O. Farhauer and A. Kröll (2013); all quotients worked out beside it by the formulas, as no package has them.
#[test]
fn quotients_of_flegg() {
    let (region, nation) = ([90.0, 20.0, 10.0, 60.0], [400.0, 150.0, 150.0, 400.0]);
    let national = Matrix::new(4, 4, vec![0.1; 16]).unwrap();
    let of = |quotient| {
        let found = regional_coefficients(&national, &region, &nation, quotient).unwrap();
        let quotients: Vec<f64> = found
            .quotients
            .iter_rows()
            .flatten()
            .map(|one| one.unwrap())
            .collect();
        (quotients, found.coefficients)
    };
    let printed = [
        [0.871_408, 1.069_456, 2.138_912, 0.950_627],
        [0.375_556, 0.516_390, 1.267_503, 0.563_335],
        [0.187_778, 0.316_876, 0.258_195, 0.281_667],
        [0.422_501, 0.712_971, 1.425_941, 0.580_939],
    ]
    .concat();
    let (flegg, coefficients) = of(Quotient::Flegg { delta: 0.3 });
    alike(&flegg, &printed, 5e-7);
    let capped: Vec<f64> = printed.iter().map(|quotient| 0.1 * quotient.min(1.0)).collect();
    alike(coefficients.values(), &capped, 1e-7);
    let (augmented, _) = of(Quotient::FleggAugmented { delta: 0.3 });
    let first: Vec<f64> = augmented.iter().step_by(4).copied().collect();
    alike(&first, &[1.087_455, 0.468_667, 0.234_334, 0.527_251], 5e-7);
    alike(&augmented[1..4], &printed[1..4], 5e-7);
    let (simple, _) = of(Quotient::Simple);
    alike(&simple[..4], &[1.375; 4], 1e-12);
    alike(
        &[simple[4], simple[8], simple[12]],
        &[0.814_815, 0.407_407, 0.916_667],
        5e-7,
    );
    // δ of nought leaves the cross-industry quotient.
    let (cross, _) = of(Quotient::CrossIndustry);
    alike(&of(Quotient::Flegg { delta: 0.0 }).0, &cross, 1e-12);
}

#[test]
fn decomposition_of_two_factors() {
    let recipes = |values: [[f64; 2]; 2]| Factor::Recipes(Matrix::from_rows(&values).unwrap());
    let old = [recipes([[0.15, 0.25], [0.2, 0.05]])];
    let new = [recipes([[0.15, 0.2], [0.25, 0.05]])];
    for orders in [Orders::Polar, Orders::All] {
        let found = structural_decomposition(&old, &[350.0, 1700.0], &new, &[600.0, 1500.0], orders).unwrap();
        alike(&found.change, &[148.514_851, -118.811_881], 5e-7);
        alike(&found.effects[0], &[-105.610_561, 31.353_135], 5e-7);
        alike(&found.effects[1], &[254.125_413, -150.165_017], 5e-7);
    }
}

/// Made-up labour per unit before the same two factors; numpy over all six orders, and over the two polar ones.
#[test]
fn decomposition_of_three_factors_as_numpy_has_it() {
    let year = |labour: [f64; 2], recipes: [[f64; 2]; 2]| {
        [
            Factor::PerUnit(labour.to_vec()),
            Factor::Recipes(Matrix::from_rows(&recipes).unwrap()),
        ]
    };
    let old = year([0.3, 0.25], [[0.15, 0.25], [0.2, 0.05]]);
    let new = year([0.28, 0.26], [[0.15, 0.2], [0.25, 0.05]]);
    let of =
        |orders| structural_decomposition(&old, &[350.0, 1700.0], &new, &[600.0, 1500.0], orders).unwrap();
    let all = [
        -21.441_144_114_411,
        19.378_437_843_784,
        -30.649_064_906_491,
        8.008_800_880_088,
        73.674_367_436_744,
        -38.278_327_832_783,
    ];
    let polar = [
        -21.485_148_514_851,
        19.405_940_594_059,
        -30.561_056_105_611,
        7.953_795_379_538,
        73.630_363_036_304,
        -38.250_825_082_508,
    ];
    alike(&of(Orders::All).effects.concat(), &all, 1e-11);
    alike(&of(Orders::Polar).effects.concat(), &polar, 1e-11);
}
