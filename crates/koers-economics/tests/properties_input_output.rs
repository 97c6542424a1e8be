//! What must hold of every input-output table, and what bad ones are told.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::input_output::*;
use koers_economics::{Fault, Matrix};
use proptest::prelude::*;

const SECTORS: usize = 5;

fn amounts(from: u32, to: u32, count: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((from..to).prop_map(f64::from), count)
}

/// Deliveries with noughts among them, and some final demand for everything: so the table works.
fn flows() -> impl Strategy<Value = Flows> {
    (amounts(0, 40, SECTORS * SECTORS), amounts(1, 60, SECTORS)).prop_map(|(values, demand)| {
        let values: Vec<f64> = values.into_iter().map(|value| (value - 10.0).max(0.0)).collect();
        let between = Matrix::new(SECTORS, SECTORS, values).unwrap();
        let output = between
            .row_totals()
            .into_iter()
            .zip(demand)
            .map(|(sold, demand)| sold + demand);
        let output = output.collect();
        Flows::new(between, output).unwrap()
    })
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-8 * (1.0 + a.abs().max(b.abs()))
}

fn all_close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| close(*a, *b))
}

proptest! {
    #[test]
    fn demand_and_supply_give_the_output_back(flows in flows(), account in amounts(0, 90, SECTORS)) {
        let model = leontief(&technical_coefficients(&flows)).unwrap();
        let demand = flows.final_demand();
        prop_assert!(all_close(&model.output_for(&demand).unwrap(), flows.output()));
        let supply = ghosh(&flows).unwrap();
        prop_assert!(all_close(&supply.output_for(&flows.primary_inputs()).unwrap(), flows.output()));
        // One table in two units.
        let (l, g) = (model.inverse(), supply.inverse());
        for row in 0..SECTORS {
            for column in 0..SECTORS {
                let by_units = l.get(row, column).unwrap() * flows.output()[column] / flows.output()[row];
                prop_assert!(close(by_units, g.get(row, column).unwrap()));
            }
        }
        // Everything of an account hangs on some final demand.
        let per_unit = flows.per_unit(&account).unwrap();
        let needed = model.needed(&per_unit).unwrap();
        prop_assert!(close(needed.iter().zip(&demand).map(|(a, b)| a * b).sum(), account.iter().sum()));
        let kinds = Matrix::from_rows(&demand.iter().map(|d| [0.25 * d, 0.75 * d]).collect::<Vec<_>>()).unwrap();
        let found = footprint(&flows, &account, &kinds).unwrap();
        prop_assert!(all_close(&found.by_sector, &account) && found.not_given.abs() < 1e-6);
        prop_assert!(close(found.by_demand[1], 3.0 * found.by_demand[0]));
        let mean = |side: fn(&Linkages) -> f64| linkages(&flows).unwrap().iter().map(side).sum::<f64>() / SECTORS as f64;
        prop_assert!(close(mean(|one| one.backward.normalised), 1.0) && close(mean(|one| one.forward.normalised), 1.0));
    }

    #[test]
    fn extraction_is_what_solving_again_gives(flows in flows(), sector in 0..SECTORS, share in 0.01_f64..=1.0) {
        let found = extraction(&flows, sector, share).unwrap();
        // The rest keeps its share: row and demand of the sector shrink by it.
        let mut coefficients = technical_coefficients(&flows).values().to_vec();
        let mut demand = flows.final_demand();
        coefficients[sector * SECTORS..][..SECTORS].iter_mut().for_each(|value| *value *= 1.0 - share);
        demand[sector] *= 1.0 - share;
        let without = leontief(&Matrix::new(SECTORS, SECTORS, coefficients).unwrap()).unwrap().output_for(&demand).unwrap();
        let lost: Vec<f64> = flows.output().iter().zip(without).map(|(old, new)| old - new).collect();
        prop_assert!(all_close(&found.rest_follows.output, &lost));
        // The rest holds: the sector loses the plant and no more; a demand less by what that asks gives the same.
        let model = leontief(&technical_coefficients(&flows)).unwrap();
        prop_assert!(close(found.rest_holds.own, share * flows.output()[sector]));
        let mut less = vec![0.0; SECTORS];
        less[sector] = share * flows.output()[sector] / model.inverse().get(sector, sector).unwrap();
        prop_assert!(all_close(&found.rest_holds.output, &model.output_for(&less).unwrap()));
        prop_assert!(found.rest_holds.others <= found.rest_follows.others * (1.0 + 1e-12));
        // Every sector at once.
        let each = extraction_of_each(&flows, &[1.0; SECTORS]).unwrap();
        let whole = extraction(&flows, sector, 1.0).unwrap();
        prop_assert!(close(each.sectors[sector].others, whole.rest_holds.others) && close(whole.rest_holds.others, whole.rest_follows.others));
        let column: Vec<f64> = each.output.iter_rows().map(|row| row[sector]).collect();
        prop_assert!(all_close(&column, &whole.rest_follows.output));
        prop_assert!(close(whole.rest_holds.of_account(&[1.0; SECTORS]).unwrap(), whole.rest_holds.own + whole.rest_holds.others));
    }

    #[test]
    fn balancing_keeps_margins_zeros_and_signs(seed in amounts(1, 50, 12), target in amounts(1, 50, 12), holes in prop::collection::vec(0_u8..4, 12)) {
        // Totals of a table with the same noughts and signs, so that an answer exists.
        let signed = |values: &[f64], sign: f64| Matrix::new(3, 4, values.iter().zip(&holes).map(|(value, hole)| match hole {
            0 => 0.0,
            1 => sign * value,
            _ => *value,
        }).collect()).unwrap();
        type Way = fn(&Matrix, &[f64], &[f64], &Stop) -> Result<Balanced, Fault>;
        let ways: [(f64, Way); 3] = [(1.0, ras), (1.0, gras), (-1.0, gras)];
        for (sign, balance) in ways {
            let (seed, target) = (signed(&seed, sign), signed(&target, sign));
            let found = balance(&seed, &target.row_totals(), &target.column_totals(), &Stop::default()).unwrap();
            prop_assert!(found.residual <= 1e-12);
            for (old, new) in seed.values().iter().zip(found.table.values()) {
                prop_assert!(old * new > 0.0 || (*old == 0.0 && *new == 0.0));
            }
        }
        // What fits already stays as it is.
        let fits = signed(&target, 1.0);
        let same = ras(&fits, &fits.row_totals(), &fits.column_totals(), &Stop::default()).unwrap();
        prop_assert!(all_close(same.table.values(), fits.values()));
    }

    #[test]
    fn regions_buy_no_more_than_the_nation(flows in flows(), region in amounts(0, 50, SECTORS), rest in amounts(1, 200, SECTORS)) {
        prop_assume!(region.iter().sum::<f64>() > 0.0);
        let nation: Vec<f64> = region.iter().zip(&rest).map(|(a, b)| a + b).collect();
        let national = technical_coefficients(&flows);
        let of = |quotient| regional_coefficients(&national, &region, &nation, quotient).unwrap();
        let [low, high] = [0.1, 0.4].map(|delta| of(Quotient::Flegg { delta }));
        for found in [&low, &high, &of(Quotient::Simple), &of(Quotient::CrossIndustry)] {
            for (own, all) in found.coefficients.values().iter().zip(national.values()) {
                prop_assert!(*own >= 0.0 && own <= all);
            }
        }
        prop_assert!(low.coefficients.values().iter().zip(high.coefficients.values()).all(|(low, high)| low >= high));
        let quotients = [Quotient::Flegg { delta: 0.4 }, Quotient::Simple];
        let question = |model: &Leontief| Ok(model.output_multipliers().to_vec());
        let range = regional_range(&national, &region, &nation, Quotient::Flegg { delta: 0.1 }, &quotients, question).unwrap();
        for (span, central) in range.spans.iter().zip(&range.central) {
            prop_assert!(span.low <= *central && *central <= span.high);
        }
    }

    #[test]
    fn decomposition_leaves_nothing_over(old in flows(), new in flows(), jobs in amounts(1, 90, SECTORS), level in 0.5_f64..2.0) {
        let year = |flows: &Flows, level: f64| vec![
            Factor::PerUnit(flows.per_unit(&jobs).unwrap()), Factor::Recipes(technical_coefficients(flows)), Factor::Level(level),
        ];
        let (start, end) = (year(&old, 1.0), year(&new, level));
        let (f0, f1) = (old.final_demand(), new.final_demand());
        for orders in [Orders::Polar, Orders::All] {
            let found = structural_decomposition(&start, &f0, &end, &f1, orders).unwrap();
            for sector in 0..SECTORS {
                let sum: f64 = found.effects.iter().map(|effect| effect[sector]).sum();
                prop_assert!(close(sum, found.change[sector]));
                prop_assert!(close(found.change[sector], jobs[sector] * (level - 1.0)));
            }
            // Backwards in time everything turns its sign.
            let back = structural_decomposition(&end, &f1, &start, &f0, orders).unwrap();
            for (there, back) in found.effects.iter().flatten().zip(back.effects.iter().flatten()) {
                prop_assert!(close(*there, -back));
            }
        }
    }
}

fn square(rows: &[[f64; 2]]) -> Matrix {
    Matrix::from_rows(rows).unwrap()
}

#[test]
fn tables_that_use_up_what_they_make_are_refused() {
    let refused = |rows: &[[f64; 2]]| leontief(&square(rows)).unwrap_err();
    assert_eq!(
        refused(&[[0.2, 0.0], [0.0, 1.0]]),
        Fault::NotProductive { sector: 1 }
    );
    assert_eq!(
        refused(&[[1.2, 0.0], [0.0, 0.3]]),
        Fault::NotProductive { sector: 0 }
    );
    assert!(matches!(
        refused(&[[0.5, 0.5], [0.5, 0.5]]),
        Fault::NotProductive { .. }
    ));
    assert!(matches!(
        refused(&[[0.0, 4.0], [0.5, 0.0]]),
        Fault::NotProductive { .. }
    ));
    // A column over one is no harm as long as the whole works.
    assert!(leontief(&square(&[[0.0, 1.5], [0.5, 0.0]])).is_ok());
    assert_eq!(
        refused(&[[0.1, -0.2], [0.1, 0.1]]),
        Fault::NegativeCell {
            input: "coefficients",
            row: 0,
            column: 1,
            value: -0.2
        }
    );
}

#[test]
fn sectors_without_output_stand_still_or_are_named() {
    let flows = Flows::new(square(&[[2.0, 0.0], [0.0, 0.0]]), vec![5.0, 0.0]).unwrap();
    let model = leontief(&technical_coefficients(&flows)).unwrap();
    assert_eq!(model.output_for(&flows.final_demand()).unwrap(), [5.0, 0.0]);
    assert_eq!(
        multipliers(&model, &flows.per_unit(&[1.0, 0.0]).unwrap(), None).unwrap()[1].type_i,
        None
    );
    assert_eq!(
        extraction_of_each(&flows, &[1.0, 1.0]).unwrap().sectors[1].others,
        0.0
    );
    assert_eq!(
        flows.per_unit(&[1.0, 3.0]),
        Err(Fault::NoOutput {
            sector: 1,
            amount: 3.0
        })
    );
    assert!(matches!(
        extraction(&flows, 1, 0.5),
        Err(Fault::NoOutput { sector: 1, .. })
    ));
    assert!(matches!(
        extraction(&flows, 2, 0.5),
        Err(Fault::Setting { name: "sector", .. })
    ));
    assert!(matches!(
        extraction(&flows, 0, 0.0),
        Err(Fault::Setting { name: "share", .. })
    ));
    assert_eq!(
        Flows::new(square(&[[2.0, 1.0], [0.0, 0.0]]), vec![5.0, 0.0]),
        Err(Fault::NoOutput {
            sector: 1,
            amount: 1.0
        })
    );
}

#[test]
fn totals_that_cannot_be_are_named_with_their_proof() {
    let stop = Stop::default();
    let infeasible = |input, places: &[usize], need, reach| {
        Err(Fault::Infeasible {
            input,
            places: places.to_vec(),
            need,
            reach,
        })
    };
    let seed = square(&[[1.0, 1.0], [1.0, 1.0]]);
    assert_eq!(
        ras(&seed, &[1.0, 2.0], &[1.0, 1.0], &stop),
        Err(Fault::MarginsDiffer {
            rows: 3.0,
            columns: 2.0
        })
    );
    let corner = square(&[[1.0, 0.0], [1.0, 1.0]]);
    assert_eq!(
        ras(&corner, &[3.0, 1.0], &[2.0, 2.0], &stop),
        infeasible("rows", &[0], 3.0, 2.0)
    );
    // Two rows that meet one column only, each small enough alone.
    let narrow = Matrix::from_rows(&[[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 1.0]]).unwrap();
    let short = Stop {
        most_steps: 300,
        ..stop
    };
    assert_eq!(
        ras(&narrow, &[2.0, 2.0, 2.0], &[3.0, 1.5, 1.5], &short),
        infeasible("rows", &[0, 1], 4.0, 3.0)
    );
    // The limit needs a cell at nought that is not: never reached, and said so.
    assert!(matches!(
        ras(&corner, &[2.0, 2.0], &[2.0, 2.0], &short),
        Err(Fault::NotSettled { .. })
    ));
    let signed = square(&[[1.0, 2.0], [3.0, -1.0]]);
    assert_eq!(
        gras(&signed, &[-1.0, 3.0], &[1.0, 1.0], &stop),
        infeasible("rows", &[0], -1.0, 0.0)
    );
    // A row of one sign with a total of nought becomes nought.
    let found = gras(&signed, &[0.0, 3.0], &[5.0, -2.0], &stop).unwrap();
    assert_eq!(found.table.row(0), [0.0, 0.0]);
    assert!((found.table.get(1, 0).unwrap() - 5.0).abs() < 1e-10);
}

#[test]
fn settings_and_shapes_are_named() {
    let national = square(&[[0.1, 0.2], [0.2, 0.1]]);
    let of =
        |region: &[f64], nation: &[f64], quotient| regional_coefficients(&national, region, nation, quotient);
    let one = Quotient::Flegg { delta: 1.0 };
    assert!(matches!(
        of(&[1.0, 1.0], &[5.0, 5.0], one),
        Err(Fault::Setting { name: "delta", .. })
    ));
    assert!(matches!(
        of(&[1.0, 1.0], &[5.0, 0.0], Quotient::Simple),
        Err(Fault::NotInReference { column: 1, .. })
    ));
    assert!(matches!(
        of(&[9.0, 9.0], &[5.0, 5.0], Quotient::Simple),
        Err(Fault::Setting { .. })
    ));
    // Without the buying sector: suppliers as for a first firm; without the selling one: everything from elsewhere.
    let found = of(&[0.0, 2.0], &[5.0, 5.0], Quotient::Flegg { delta: 0.3 }).unwrap();
    assert_eq!(found.quotients.get(1, 0), None);
    assert_eq!(
        (found.coefficients.get(1, 0), found.coefficients.get(0, 1)),
        (Some(0.2), Some(0.0))
    );
    let model = leontief(&national).unwrap();
    let spendthrift = Households {
        wages: vec![0.7, 0.7],
        spending: vec![0.6, 0.6],
        own: 0.0,
    };
    let round = multipliers(&model, &[1.0, 1.0], Some(&spendthrift));
    assert!(matches!(
        round,
        Err(Fault::Setting {
            name: "the round of income",
            ..
        })
    ));
    assert!(matches!(
        model.output_for(&[1.0]),
        Err(Fault::Size {
            expected: 2,
            found: 1,
            ..
        })
    ));
    let many = vec![Factor::Level(1.0); 6];
    let found = structural_decomposition(&many, &[1.0], &many, &[2.0], Orders::All);
    assert!(matches!(found, Err(Fault::Setting { .. })));
}
