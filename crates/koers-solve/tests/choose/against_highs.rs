//! Against HiGHS. The numbers: `python3 crates/koers-solve/tests/choose/highs.py` with highspy, gap 0.

use koers_solve::choose::{Limits, solve};

use super::made::calls;

#[test]
fn highs_finds_the_same_optimum() {
    for line in include_str!("highs.tsv").lines().filter(|l| !l.starts_with('#')) {
        let f: Vec<i128> = line.split('\t').map(|x| x.parse().unwrap()).collect();
        let p = calls(
            usize::try_from(f[0]).unwrap(),
            usize::try_from(f[1]).unwrap(),
            u64::try_from(f[2]).unwrap(),
        );
        let outcome = solve(&p, &Limits::exact());
        assert_eq!(outcome.solution.map(|s| s.value), Some(f[3]), "{line}");
        assert_eq!(outcome.bound, Some(f[3]), "{line}");
    }
}
