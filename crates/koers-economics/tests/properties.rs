//! What must hold of every table: sums, scale, order, and no number that is none.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::growth::*;
use koers_economics::structure::*;
use koers_economics::{Cell, Cells, Fault, Matrix};
use proptest::prelude::*;

fn table(rows: usize, columns: usize) -> impl Strategy<Value = Matrix> {
    prop::collection::vec(0_u32..50, rows * columns).prop_map(move |values| {
        Matrix::new(rows, columns, values.into_iter().map(f64::from).collect()).unwrap()
    })
}

/// Two panels of the same shape, the reference at least as large as the region, so that it has whatever the region has.
fn panels() -> impl Strategy<Value = (Matrix, Matrix)> {
    (table(4, 5), table(4, 5)).prop_filter_map("a reference", |(region, rest)| {
        let sum: Vec<f64> = region
            .values()
            .iter()
            .zip(rest.values())
            .map(|(a, b)| a + b)
            .collect();
        let reference = Matrix::new(4, 5, sum).unwrap();
        let filled = reference.row_totals().iter().all(|total| *total > 0.0);
        filled.then_some((region, reference))
    })
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #[test]
    fn shift_share_adds_up_and_does_not_mind_order_or_unit(
        (region, reference) in panels(), turn in 0_usize..5, unit in prop::sample::select(vec![0.001, 7.0, 1e6]),
    ) {
        let found = shift_share(&region, &reference, 0, 3).unwrap();
        for effects in found.activities.iter().chain([&found.total]) {
            prop_assert!(close(effects.national + effects.mix + effects.regional, effects.change));
        }
        prop_assert!(close(found.total.change, region.row_totals()[3] - region.row_totals()[0]));
        prop_assert_eq!(found.base_years.len(), 3);
        prop_assert_eq!(found.base_years[0].total, found.total);

        // Activities in another order, and another unit.
        let other = |panel: &Matrix| {
            let rows: Vec<Vec<f64>> = panel.iter_rows().map(|row| {
                let mut row: Vec<f64> = row.iter().map(|value| value * unit).collect();
                row.rotate_left(turn);
                row
            }).collect();
            Matrix::from_rows(&rows).unwrap()
        };
        let again = shift_share(&other(&region), &other(&reference), 0, 3).unwrap();
        prop_assert!(close(again.total.regional / unit, found.total.regional));
        prop_assert!(close(again.activities[0].mix / unit, found.activities[turn].mix));

        // The region is its own reference: nothing is regional.
        if let Ok(own) = shift_share(&reference, &reference, 0, 3) {
            prop_assert!(!own.new_activities.is_empty() || own.total.regional.abs() < 1e-9 && own.total.mix.abs() < 1e-9);
        }
    }

    #[test]
    fn regions_together_leave_nothing_regional(parts in prop::collection::vec(table(2, 4), 2..5)) {
        let all: Vec<f64> = (0..8).map(|at| parts.iter().map(|part| part.values()[at]).sum()).collect();
        let all = Matrix::new(2, 4, all).unwrap();
        prop_assume!(all.row_totals()[0] > 0.0);
        let totals: Vec<Effects> = parts.iter().map(|part| shift_share(part, &all, 0, 1).unwrap().total).collect();
        // But for activities that are new everywhere: those count as regional, and no mix at the start could have had them.
        let new: f64 = (0..4).filter(|&at| all.row(0)[at] == 0.0).map(|at| all.row(1)[at]).sum();
        prop_assert!((totals.iter().map(|total| total.regional).sum::<f64>() - new).abs() < 1e-8);
        prop_assert!((totals.iter().map(|total| total.mix).sum::<f64>() + new).abs() < 1e-8);
    }

    #[test]
    fn all_forms_make_the_same_change((region, reference) in panels()) {
        let classic = shift_share(&region, &reference, 0, 3).unwrap().total;
        let split = esteban_marquillas(&region, &reference, 0, 3).unwrap();
        for effects in split.activities.iter().chain([&split.total]) {
            let sum = effects.national + effects.mix + effects.competitive + effects.allocation + effects.unsplit;
            prop_assert!(close(sum, effects.change));
        }
        prop_assert_eq!(split.base_years[0].total, split.total);
        prop_assert!(close(split.total.mix, classic.mix) && close(split.total.change, classic.change));
        let (own, all) = (region.row_totals(), reference.row_totals());
        if own[..3].iter().all(|total| *total > 0.0) {
            let parts = arcelus(&region, &reference, 0, 3).unwrap();
            for effects in parts.activities.iter().chain([&parts.total]) {
                let sum = effects.national.total() + effects.mix.total() + effects.regional.total()
                    + effects.regional_mix.total() + effects.unsplit;
                prop_assert!(close(sum, effects.change));
            }
        }
        if let Ok(gerfin) = gerfin(&region, &reference, 0, 3) {
            prop_assert!(close(gerfin.factors.regional, own[3] / own[0] / (all[3] / all[0])));
            prop_assert_eq!(gerfin.base_years[0].total, gerfin.factors);
        }
        let yearly = dynamic_shift_share(&region, &reference, 0, 3).unwrap();
        prop_assert!(close(yearly.total.change, classic.change));
        let by_activity: f64 = yearly.activities.iter().map(|effects| effects.regional).sum();
        prop_assert!(close(by_activity, yearly.total.regional));
    }

    #[test]
    fn withheld_cells_give_sharp_bounds(
        (region, reference) in panels(), hidden in prop::collection::btree_set(0_usize..20, 1..5), rooms in prop::collection::vec(0_u32..9, 20),
        known in prop::collection::vec(any::<bool>(), 4),
    ) {
        // Bounds around the truth; every reference cell is at least ten, so that no bound asks for what is not there.
        let reference = Matrix::new(4, 5, reference.values().iter().map(|value| value + 60.0).collect()).unwrap();
        let span = |at: usize| {
            let (value, room) = (region.values()[at], f64::from(rooms[at]));
            ((value - room).max(0.0), value + room)
        };
        let cell = |at: usize| match hidden.contains(&at) {
            true => Cell::Withheld { low: span(at).0, high: span(at).1 },
            false => Cell::Known(region.values()[at]),
        };
        let totals: Vec<Option<f64>> = region.row_totals().iter().zip(&known).map(|(total, known)| known.then_some(*total)).collect();
        let cells = Cells::new(4, 5, (0..20).map(cell).collect()).unwrap().with_totals(totals.clone()).unwrap();
        let found = shift_share_bounds(&cells, &reference, 0, 3).unwrap();

        // Brute force: the hidden cells at all corners; in each row with a known total one of them takes what is left.
        let hidden: Vec<usize> = hidden.iter().copied().collect();
        let mut ends = [(f64::INFINITY, f64::NEG_INFINITY); 4];
        let mut visit = |values: &[f64]| {
            let total = shift_share(&Matrix::new(4, 5, values.to_vec()).unwrap(), &reference, 0, 3).unwrap().total;
            for (end, effect) in ends.iter_mut().zip([total.national, total.mix, total.regional, total.change]) {
                *end = (end.0.min(effect), end.1.max(effect));
            }
        };
        for choice in 0..1_usize << hidden.len() {
            for open in 0..1_usize << (2 * hidden.len()).min(8) {
                let mut values = region.values().to_vec();
                for (bit, &at) in hidden.iter().enumerate() {
                    values[at] = if choice >> bit & 1 == 1 { span(at).1 } else { span(at).0 };
                }
                let mut fits = true;
                for row in 0..4 {
                    let Some(total) = totals[row] else { continue };
                    let here: Vec<usize> = hidden.iter().copied().filter(|at| at / 5 == row).collect();
                    let Some(&taker) = here.get((open >> (2 * row) & 3).min(here.len().saturating_sub(1))) else { continue };
                    values[taker] = 0.0;
                    values[taker] = total - values[row * 5..(row + 1) * 5].iter().sum::<f64>();
                    fits &= values[taker] >= span(taker).0 - 1e-9 && values[taker] <= span(taker).1 + 1e-9;
                    values[taker] = values[taker].max(0.0);
                }
                if fits {
                    visit(&values);
                }
            }
        }
        let spans = [found.total.national, found.total.mix, found.total.regional, found.total.change];
        for (at, (span, end)) in spans.iter().zip(ends).enumerate() {
            prop_assert!(close(span.low, end.0) && close(span.high, end.1), "{at}: {span:?} {end:?}");
        }
        prop_assert_eq!(found.base_years.len(), 3);
        prop_assert_eq!(found.base_years[0].total, found.total);
    }

    #[test]
    fn structure_keeps_its_bounds_and_identities(table in table(5, 6)) {
        prop_assume!(table.row_totals().iter().sum::<f64>() > 0.0);
        let found = location_quotients(&table, Reference::AllRows).unwrap();
        let columns = table.column_totals();
        let all: f64 = columns.iter().sum();
        for (row, size) in table.row_totals().into_iter().enumerate() {
            // Weighted by the shares of the reference, the quotients of a region are 1 on average.
            let mean: Option<f64> = (0..6).filter(|&at| columns[at] > 0.0)
                .map(|at| found.quotients.get(row, at).map(|lq| lq * columns[at] / all)).sum();
            prop_assert_eq!(mean.is_some(), size > 0.0);
            prop_assert!(mean.is_none_or(|mean| close(mean, 1.0)));
        }
        for comparison in [Comparison::All, Comparison::Others, Comparison::MeanOfOthers] {
            for region in krugman(&table, comparison).unwrap().into_iter().flatten() {
                prop_assert!((0.0..=2.0 + 1e-12).contains(&region.index));
            }
        }
        for index in hachman(&table, Reference::AllRows).unwrap().into_iter().flatten() {
            prop_assert!(index > 0.0 && index <= 1.0 + 1e-12);
        }
        for row in table.iter_rows().filter(|row| row.iter().sum::<f64>() > 0.0) {
            let parts = variety(row, &[0, 0, 1, 1, 1, 2]).unwrap();
            prop_assert!(close(parts.total, entropy(row).unwrap().bits) && parts.related >= 0.0);
            let spread = herfindahl(row).unwrap();
            prop_assert!(spread.index >= 1.0 / 6.0 - 1e-12 && spread.index <= 1.0 + 1e-12);
            let people = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0];
            let groups = theil(row, &people, Some(&[0, 1, 0, 1, 2, 2])).unwrap();
            let plain = theil(row, &people, None).unwrap();
            let (split, whole) = (groups.t.unwrap(), plain.t.unwrap());
            prop_assert!(close(split.total, whole.total) && close(split.between + split.within, split.total));
            prop_assert_eq!(groups.l.is_some(), row.iter().all(|value| *value > 0.0));
            let per_head: Vec<f64> = row.iter().zip(people).map(|(value, people)| value / people).collect();
            let uneven = gini(&per_head, Some(&people)).unwrap().index;
            // Hoover's index is the widest gap below the Lorenz curve's diagonal, and Gini twice the area: one holds the other.
            let hoover = hoover(row, &people).unwrap();
            prop_assert!(hoover <= uneven + 1e-12 && uneven <= hoover * (2.0 - hoover) + 1e-12);
        }
    }

    #[test]
    fn local_parts_make_moran(values in prop::collection::vec(-20_i32..20, 6), links in prop::collection::btree_set((0_usize..6, 0_usize..6), 1..12)) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let borders: Vec<_> = links.into_iter().filter(|(a, b)| a != b).collect();
        prop_assume!(!borders.is_empty() && values.iter().any(|value| *value != values[0]));
        let plain = Neighbours::from_borders(6, &borders).unwrap();
        for weights in [plain.row_standardised(), plain] {
            let whole = moran(&values, &weights, 99, 4).unwrap();
            let parts = local_moran(&values, &weights, 99, 4).unwrap();
            let s0: f64 = (0..6).flat_map(|unit| weights.of(unit)).map(|&(_, weight)| weight).sum();
            prop_assert!(close(parts.sum, s0 * whole.index));
            for island in whole.islands {
                prop_assert!(parts.units[island].is_none());
            }
            prop_assert!(whole.p_two_sided > 0.0 && whole.p_two_sided <= 1.0);
        }
    }

    #[test]
    fn complexity_solves_its_equation_or_says_why_not(bits in prop::collection::vec(prop::bool::weighted(0.4), 7 * 9)) {
        let presence = Presence::new(7, 9, &bits).unwrap();
        prop_assume!(bits.contains(&true));
        let (k, u) = (presence.diversity(), presence.ubiquity());
        match complexity(&presence) {
            Ok(found) => {
                // M̃ x = λ x + c for every region.
                let rest: Vec<f64> = (0..7).filter_map(|r| {
                    let own = found.regions[r]?;
                    let image: f64 = (0..7).flat_map(|s| (0..9).map(move |i| (s, i)))
                        .filter(|&(s, i)| presence.has(r, i) && presence.has(s, i))
                        .map(|(s, i)| found.regions[s].unwrap() / (k[r] * u[i]) as f64).sum();
                    Some(image - found.second * own)
                }).collect();
                prop_assert!(rest.iter().all(|c| (c - rest[0]).abs() < 1e-7), "{rest:?}");
                prop_assert!(found.third.is_none_or(|third| third < found.second) && found.second < 1.0 + 1e-12);
                prop_assert!(found.diversity_correlation >= 0.0);
                // Regions in reverse order are the same regions.
                let back: Vec<bool> = bits.chunks(9).rev().flatten().copied().collect();
                let again = complexity(&Presence::new(7, 9, &back).unwrap()).unwrap();
                if found.diversity_correlation > 1e-6 && found.second - found.third.unwrap_or(0.0) > 1e-4 {
                    for (a, b) in found.regions.iter().zip(again.regions.iter().rev()) {
                        prop_assert!(a.is_some() == b.is_some() && a.is_none_or(|a| (a - b.unwrap()).abs() < 1e-6));
                    }
                }
            }
            Err(Fault::Disconnected { .. } | Fault::NoContrast { .. } | Fault::NotUnique { .. }) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
        let found = fitness(&presence, 300).unwrap();
        let own: Vec<f64> = found.regions.iter().copied().flatten().collect();
        prop_assert!(own.iter().all(|value| value.is_finite()));
        prop_assert!(close(own.iter().sum::<f64>(), own.len() as f64));
        let near = proximity(&presence, Likeness::SmallerChance);
        for own in [OwnActivity::Included, OwnActivity::Excluded] {
            let found = density(&presence, &near.values, own).unwrap();
            prop_assert!(found.iter_rows().flatten().flatten().all(|d| (0.0..=1.0).contains(d)));
        }
    }
}
