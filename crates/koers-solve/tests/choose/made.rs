//! Made-up programmes, and the best of them by trying every choice.

use koers_solve::choose::Program;
use proptest::prelude::*;

/// A small programme: values, rows with bounds, perhaps a group; some of them impossible.
pub fn small(most: usize) -> impl Strategy<Value = Program> {
    (2..=most).prop_flat_map(|n| {
        let values = prop::collection::vec(-5i64..40, n);
        let entry = prop_oneof![2 => Just(0i64), 5 => 1i64..30, 1 => -10i64..0];
        let row = (prop::collection::vec(entry, n), 0i64..60, 0u8..4, 0i64..40);
        (values, prop::collection::vec(row, 1..5), 0usize..4).prop_map(move |(values, rows, grouped)| {
            let mut p = Program::new();
            for v in values {
                p.column(v).unwrap();
            }
            for (a, bound, kind, width) in rows {
                let (lower, upper) = match kind {
                    0 => (Some(bound), None),
                    1 => (Some(bound), Some(bound + width)),
                    _ => (None, Some(bound)),
                };
                p.row(a.into_iter().enumerate(), lower, upper).unwrap();
            }
            let g = grouped.min(n);
            if g > 1 {
                p.group(0..g).unwrap();
            }
            p
        })
    })
}

/// Every choice that keeps the rows.
pub fn all(p: &Program) -> impl Iterator<Item = Vec<bool>> + '_ {
    let n = p.columns();
    (0u32..1 << n)
        .map(move |bits| (0..n).map(|j| bits >> j & 1 == 1).collect::<Vec<bool>>())
        .filter(|c| p.keeps(c))
}

/// The best value of all choices.
pub fn brute(p: &Program) -> Option<i128> {
    all(p).map(|c| p.value(&c)).max()
}

/// A whole number below `below`, always the same for the same state.
pub fn next(state: &mut u64, below: i64) -> i64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    ((*state >> 33) as i64) % below
}

/// Calls in the shape of a subsidy: `n` proposals, some in three levels, on `budgets` budgets of two years, with a floor for
/// each of three regions and a band for a theme. The same on every machine; see `highs.py` beside this file.
pub fn calls(n: usize, budgets: usize, seed: u64) -> Program {
    let mut s = seed;
    let mut p = Program::new();
    let mut use_of = vec![Vec::new(); budgets * 2];
    let mut asked = vec![0i64; budgets * 2];
    let mut region = vec![Vec::new(); 3];
    let mut theme = Vec::new();
    let mut all = 0;
    for i in 0..n {
        let cost = 500 + next(&mut s, 4000);
        let value = 100 + cost / 4 + next(&mut s, 1200);
        let (b, y) = (next(&mut s, budgets as i64) as usize, next(&mut s, 3));
        let levels: &[i64] = if next(&mut s, 3) == 0 {
            &[50, 75, 100]
        } else {
            &[100]
        };
        let mut group = Vec::new();
        for &l in levels {
            let j = p.column(value * l * (300 - l) / 20_000).unwrap();
            group.push(j);
            let a = cost * l / 100;
            let years: &[usize] = match y {
                0 => &[0],
                1 => &[1],
                _ => &[0, 1],
            };
            for &y in years {
                let part = a / years.len() as i64;
                use_of[b * 2 + y].push((j, part));
                if l == 100 {
                    asked[b * 2 + y] += part;
                }
            }
            region[i % 3].push((j, a));
            if i % 4 == 0 {
                theme.push((j, a));
            }
        }
        all += cost;
        if group.len() > 1 {
            p.group(group).unwrap();
        }
    }
    for (entries, asked) in use_of.into_iter().zip(asked) {
        p.row(entries, None, Some(asked * 2 / 5)).unwrap();
    }
    for entries in region {
        p.row(entries, Some(all / 12), None).unwrap();
    }
    p.row(theme, Some(all / 16), Some(all / 9)).unwrap();
    p
}
