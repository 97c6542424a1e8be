//! What packages in Python make of the same tables; `packages.py` writes them.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use koers_economics::structure::*;
use koers_economics::{Matrix, PartialMatrix};

/// A line of `packages.tsv`: its kind, the numbers in its second field, and its values.
struct Line {
    kind: &'static str,
    which: Vec<usize>,
    values: Vec<f64>,
}

fn lines() -> impl Iterator<Item = Line> {
    include_str!("packages.tsv")
        .lines()
        .filter(|line| !line.starts_with("stl"))
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let which = fields[1]
                .split(' ')
                .map(|number| number.parse().unwrap())
                .collect();
            Line {
                kind: fields[0],
                which,
                values: numbers(fields[2]),
            }
        })
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|number| number.parse().unwrap()).collect()
}

fn alike(found: &[f64], theirs: &[f64], within: f64, what: &str) {
    assert_eq!(found.len(), theirs.len(), "{what}");
    for (at, (a, b)) in found.iter().zip(theirs).enumerate() {
        assert!((a - b).abs() <= within, "{what}, {at}: {a} is not {b}");
    }
}

/// All cells; what is not defined does not occur in these tables.
fn whole(table: &PartialMatrix) -> Vec<f64> {
    table.iter_rows().flatten().map(|cell| cell.unwrap()).collect()
}

fn whole_list(values: &[Option<f64>]) -> Vec<f64> {
    values.iter().map(|value| value.unwrap()).collect()
}

#[test]
fn econcomplex_and_inequality_on_amounts() {
    let mut table = Matrix::from_rows(&[[1.0]]).unwrap();
    let mut incomes = Vec::new();
    let mut compared = 0;
    for line in lines() {
        let found = match line.kind {
            "table" => {
                table = Matrix::new(line.which[1], line.which[2], line.values).unwrap();
                continue;
            }
            "incomes" => {
                incomes = line.values;
                continue;
            }
            "quotients" => whole(&location_quotients(&table, Reference::AllRows).unwrap().quotients),
            "krugman" => krugman(&table, Comparison::All)
                .unwrap()
                .iter()
                .map(|region| region.unwrap().index)
                .collect(),
            "hachman" => whole_list(&hachman(&table, Reference::AllRows).unwrap()),
            "herfindahl" => table
                .iter_rows()
                .map(|row| herfindahl(row).unwrap().index)
                .collect(),
            "entropy" => table.iter_rows().map(|row| entropy(row).unwrap().bits).collect(),
            "unrelated" => {
                let groups: Vec<usize> = (0..table.columns()).map(|column| column % 2).collect();
                table
                    .iter_rows()
                    .map(|row| variety(row, &groups).unwrap().unrelated)
                    .collect()
            }
            "theil" => {
                let found = theil(&incomes, &[1.0; 8], Some(&[0, 0, 0, 1, 1, 2, 2, 2]))
                    .unwrap()
                    .t
                    .unwrap();
                vec![found.total, found.between, found.within]
            }
            "gini" => vec![gini(&incomes, None).unwrap().index],
            _ => continue,
        };
        alike(
            &found,
            &line.values,
            1e-12,
            &format!("{} {:?}", line.kind, line.which),
        );
        compared += 1;
    }
    assert_eq!(compared, 80);
}

#[test]
fn econcomplex_on_presence() {
    let mut presence = Presence::new(1, 1, &[true]).unwrap();
    let mut compared = 0;
    for line in lines() {
        let what = format!("{} {:?}", line.kind, line.which);
        let near = |likeness| {
            // Theirs has noughts on the diagonal.
            let values = proximity(&presence, likeness).values;
            let side = values.columns();
            let off = |(at, value): (usize, &f64)| if at % (side + 1) == 0 { 0.0 } else { *value };
            values.values().iter().enumerate().map(off).collect::<Vec<f64>>()
        };
        match line.kind {
            "presence" => {
                let bits: Vec<bool> = line.values.iter().map(|&bit| bit == 1.0).collect();
                presence = Presence::new(line.which[1], line.which[2], &bits).unwrap();
                continue;
            }
            "proximity" => alike(&near(Likeness::SmallerChance), &line.values, 1e-12, &what),
            "cosine" => alike(&near(Likeness::Cosine), &line.values, 1e-12, &what),
            "density" => {
                let likeness = proximity(&presence, Likeness::SmallerChance).values;
                let found = density(&presence, &likeness, OwnActivity::Excluded).unwrap();
                alike(&whole(&found), &line.values, 1e-12, &what);
            }
            "eci" => alike(
                &whole_list(&complexity(&presence).unwrap().regions),
                &line.values,
                1e-8,
                &what,
            ),
            "pci" => {
                let found = whole_list(&complexity(&presence).unwrap().activities);
                // Their sign goes by ubiquity, ours is that of the regions.
                let turn = if found[0] * line.values[0] < 0.0 {
                    -1.0
                } else {
                    1.0
                };
                let found: Vec<f64> = found.iter().map(|score| score * turn).collect();
                alike(&found, &line.values, 1e-8, &what);
            }
            "step1" => alike(
                reflections(&presence, 1).unwrap().regions.row(1),
                &line.values,
                1e-12,
                &what,
            ),
            "step6" => {
                // Theirs is brought to mean 0 and standard deviation 1.
                let steps = reflections(&presence, 6).unwrap();
                let sixth = steps.regions.row(6);
                let count = sixth.len() as f64;
                let mean = sixth.iter().sum::<f64>() / count;
                let spread = (sixth.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
                let found: Vec<f64> = sixth.iter().map(|value| (value - mean) / spread).collect();
                alike(&found, &line.values, 1e-8, &what);
            }
            // Fifty of their steps are two of ours each, see the page of `fitness`.
            "fitness" => alike(
                &whole_list(&fitness(&presence, 99).unwrap().regions),
                &line.values,
                1e-9,
                &what,
            ),
            "fitness-activities" => {
                alike(
                    &whole_list(&fitness(&presence, 100).unwrap().activities),
                    &line.values,
                    1e-9,
                    &what,
                );
            }
            _ => continue,
        }
        compared += 1;
    }
    assert_eq!(compared, 8 * 9);
}

#[test]
fn numpy_on_intervals() {
    let mut compared = 0;
    for line in lines().filter(|line| line.kind == "interval") {
        let [hits, size, others, rest] = [1, 2, 3, 4].map(|at| line.which[at] as f64);
        let table = Matrix::from_rows(&[[hits, size - hits], [others, rest - others]]).unwrap();
        let drawing = Drawing {
            level: 0.95,
            together: 1.0,
            draws: 100_000,
            seed: 2026,
        };
        let found = location_quotient_intervals(&table, drawing).unwrap()[0][0].unwrap();
        // The errors are half intervals of 95%; a million draws of theirs leave a third of it.
        for (end, error, theirs) in [
            (found.low, found.low_error, line.values[0]),
            (found.high, found.high_error, line.values[1]),
        ] {
            assert!(
                (end - theirs).abs() < 2.5 * error,
                "{:?}: {end} is not {theirs}",
                line.which
            );
            assert!(error < 0.02 * (found.high - found.low), "{error}");
        }
        compared += 1;
    }
    assert_eq!(compared, 3);
}

#[test]
fn esda_on_lattices() {
    let (mut high, mut wide, mut values) = (0, 0, Vec::new());
    for line in lines() {
        if line.kind == "lattice" {
            (high, wide, values) = (line.which[1], line.which[2], line.values);
            continue;
        }
        let queen = |a: usize, b: usize| {
            a < b && (a / wide).abs_diff(b / wide) <= 1 && (a % wide).abs_diff(b % wide) <= 1
        };
        let count = high * wide;
        let borders =
            || (0..count).flat_map(|a| (0..count).filter(move |&b| queen(a, b)).map(move |b| (a, b)));
        let what = format!("{} {:?}", line.kind, line.which);
        let all = || Neighbours::from_borders(count, &borders().collect::<Vec<_>>()).unwrap();
        let n = count as f64;
        match line.kind {
            "moran-B" | "moran-R" => {
                let weights = if line.kind == "moran-R" {
                    all().row_standardised()
                } else {
                    all()
                };
                let found = moran(&values, &weights, 99, 1).unwrap();
                let found = [
                    found.index,
                    found.expected,
                    found.variance_normal,
                    found.z_normal.unwrap(),
                ];
                alike(&found, &line.values, 1e-10, &what);
            }
            "local" => {
                let found = local_moran(&values, &all().row_standardised(), 99, 1).unwrap();
                // Theirs are (n - 1) / n of Anselin's.
                let found: Vec<f64> = found
                    .units
                    .iter()
                    .map(|unit| unit.unwrap().index * (n - 1.0) / n)
                    .collect();
                alike(&found, &line.values, 1e-10, &what);
            }
            "quadrants" => {
                let found = local_moran(&values, &all().row_standardised(), 99, 1).unwrap();
                let number = |quadrant| match quadrant {
                    Quadrant::HighHigh => 1.0,
                    Quadrant::LowHigh => 2.0,
                    Quadrant::LowLow => 3.0,
                    Quadrant::HighLow => 4.0,
                };
                let found: Vec<f64> = found
                    .units
                    .iter()
                    .map(|unit| number(unit.unwrap().quadrant))
                    .collect();
                alike(&found, &line.values, 0.0, &what);
            }
            _ => {}
        }
    }
}

/// The line about St. Louis of that name.
fn stl(name: &str) -> &'static str {
    let start = format!("stl\t{name}\t");
    include_str!("packages.tsv")
        .lines()
        .find_map(|line| line.strip_prefix(&start))
        .unwrap()
}

#[test]
fn esda_on_st_louis() {
    let values = numbers(stl("values"));
    let link = |link: &str| {
        let (from, to) = link.split_once('-').unwrap();
        (from.parse().unwrap(), to.parse().unwrap(), 1.0)
    };
    let links: Vec<_> = stl("links").split(' ').map(link).collect();
    let weights = Neighbours::new(values.len(), &links).unwrap().row_standardised();
    let found = moran(&values, &weights, 9999, 2026).unwrap();
    // Printed in the documentation of PySAL: I, and p under normality.
    assert!((found.index - 0.243_655_826_217_716_95).abs() < 1e-13);
    let normal = [
        found.index,
        found.expected,
        found.variance_normal,
        found.z_normal.unwrap(),
    ];
    alike(&normal, &numbers(stl("moran")), 1e-12, "moran");
    assert!(found.p_alike < 0.01 && found.p_unlike > 0.99 && found.islands.is_empty());

    let local = local_moran(&values, &weights, 9999, 2026).unwrap();
    let n = values.len() as f64;
    let theirs = numbers(stl("local"));
    let indices: Vec<f64> = local
        .units
        .iter()
        .map(|unit| unit.unwrap().index * (n - 1.0) / n)
        .collect();
    alike(&indices, &theirs, 1e-10, "local");
    // Theirs from 99,999 permutations, ours from 9,999: five standard errors.
    for (at, (unit, p)) in local.units.iter().zip(numbers(stl("p"))).enumerate() {
        let error = (p * (1.0 - p) / 9999.0).sqrt().max(1e-4);
        let found = unit.unwrap().p;
        assert!((found - p).abs() < 5.0 * error, "{at}: {found} is not {p}");
    }
}
