//! Rules that are methods on figures by activity. Figures are made up, and what comes out was worked out by hand beside them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use koers_indicator::{EvaluateError, Scope, evaluate, explain};
use koers_model::indicator::{Profile, Rule};
use koers_model::period::Frequency;
use koers_model::value::Missing;
use support::*;

const JOBS: &[MeasureRow] = &[("jobs", "thousand-jobs", true)];

fn of(sectors: &str, method: Profile) -> Rule {
    Rule::Profile {
        of: series("banen", "jobs", &[&format!("sector={sectors}")], None),
        method,
    }
}

fn jobs(rows: &str) -> Published {
    table("banen", Frequency::Year, JOBS, &["sector"], rows)
}

/// Shares of 0.5, 0.3 and 0.2 against 0.25, 0.25 and 0.5.
#[test]
fn shares_are_held_against_each_other_and_against_a_benchmark() {
    let data = jobs(
        "jobs A CR07 2019 50
         jobs B CR07 2019 30
         jobs C CR07 2019 20
         jobs A EU27 2019 1
         jobs B EU27 2019 1
         jobs C EU27 2019 2",
    );
    let regions = north();
    let tables = tables(&regions, &[&data]);
    let benchmark = || code("EU27");
    for (method, expected) in [
        // 0.25 + 0.09 + 0.04
        (Profile::Herfindahl, "2019: 0.38"),
        // 0.5 × 1 + 0.3 × log₂(10 ÷ 3) + 0.2 × log₂ 5
        (Profile::Entropy, "2019: 1.485475297"),
        // 0.25 + 0.05 + 0.3
        (
            Profile::Krugman {
                against: vec![benchmark()],
            },
            "2019: 0.6",
        ),
        // 1 ÷ (0.25 ÷ 0.25 + 0.09 ÷ 0.25 + 0.04 ÷ 0.5) = 1 ÷ 1.44
        (
            Profile::Hachman {
                against: vec![benchmark()],
            },
            "2019: 0.694444444",
        ),
    ] {
        let table = readings(&indicator("ratio", of("A,B,C", method.clone())), &tables);
        assert_eq!(told(&table, "CR07"), [expected], "{}", method.word());
        if !method.against().is_empty() {
            let same = if matches!(method, Profile::Krugman { .. }) {
                "2019: 0"
            } else {
                "2019: 1"
            };
            assert_eq!(told(&table, "EU27"), [same], "{}", method.word());
        }
    }
}

/// 12 − 10 × 1.1 and 18 − 20 × 1.3 give −7 thousand jobs, which are 7,000 jobs fewer.
#[test]
fn a_regional_shift_is_what_is_left_after_the_growth_of_the_benchmark() {
    let data = jobs(
        "jobs A CR07 2017 10 11 12
         jobs B CR07 2017 20 19 18
         jobs A EU27 2017 100 105 110
         jobs B EU27 2017 100 115 130",
    );
    let regions = north();
    let tables = tables(&regions, &[&data]);
    let shift = |unit, over| {
        let method = Profile::RegionalShift {
            against: vec![code("EU27")],
            over,
        };
        readings(&indicator(unit, of("A,B", method)), &tables)
    };
    assert_eq!(told(&shift("thousand-jobs", 2), "CR07"), ["2019: -7"]);
    assert_eq!(told(&shift("jobs", 2), "CR07").last().unwrap(), "2019: -7000");
    // Against itself there is nothing left, and nothing has no sign.
    assert_eq!(told(&shift("jobs", 2), "EU27").last().unwrap(), "2019: 0");
    // 11 − 10 × 1.05 and 19 − 20 × 1.15.
    assert_eq!(told(&shift("thousand-jobs", 1), "CR07")[0], "2018: -3.5");
}

/// What parts do beyond their whole adds up to nothing: x of the whole is the sum of x of the parts, so Σ (x(t) − x(0) X(t) ÷ X(0)) = 0.
#[test]
fn regional_shifts_of_the_parts_add_up_to_nothing() {
    let data = jobs(
        "jobs A CR06 2018 7 9.5
         jobs A CR07 2018 13 12
         jobs A CR08 2018 21 28
         jobs B CR06 2018 40 31
         jobs B CR07 2018 2 3
         jobs B CR08 2018 11 11",
    );
    let regions = north();
    let tables = tables(&regions, &[&data]);
    let method = Profile::RegionalShift {
        against: vec![code("NL01")],
        over: 1,
    };
    let indicator = indicator("thousand-jobs", of("A,B", method));
    let table = readings(&indicator, &tables);
    let year = period("2019");
    let of_parts = ["CR06", "CR07", "CR08"].map(|part| {
        let shift = table.cell(&code(part), year).number().unwrap().get();
        assert!(shift.abs() > 0.1, "{part} {shift}");
        shift
    });
    assert!(of_parts.iter().sum::<f64>().abs() < 1e-9, "{of_parts:?}");
    // A whole that is added up from its parts is held against the benchmark like any other region.
    let province = table.cell(&code("PV22"), year).number().unwrap().get();
    assert!((province - of_parts[1] - of_parts[2]).abs() < 1e-9);
}

#[test]
fn what_is_missing_stays_missing_with_its_reason() {
    let data = jobs(
        "jobs A CR07 2018 50 x 50 0
         jobs B CR07 2018 30 30 1..4 0
         jobs A EU27 2018 1 1 1 1
         jobs B EU27 2018 1 1 ? 1",
    );
    let regions = north();
    let tables = tables(&regions, &[&data]);
    let krugman = Profile::Krugman {
        against: vec![code("EU27")],
    };
    let against = |method| readings(&indicator("ratio", of("A,B", method)), &tables);
    assert_eq!(
        told(&against(Profile::Herfindahl), "CR07"),
        [
            "2018: 0.53125",
            "2019: suppressed",
            "2020: suppressed",
            "2021: undefined"
        ]
    );
    assert_eq!(
        told(&against(krugman), "CR07"),
        [
            "2018: 0.25",
            "2019: suppressed",
            "2020: suppressed",
            "2021: undefined"
        ]
    );
    // Without a figure of the benchmark there is none of anybody.
    let nobody = Profile::Hachman {
        against: vec![code("PV21")],
    };
    let cell = against(nobody).cell(&code("CR07"), period("2018"));
    assert_eq!(cell.missing_reason(), Some(Missing::Absent));
    // An activity that the benchmark does not have cannot be compared.
    let odd = jobs(
        "jobs A CR07 2018 1 1
         jobs B CR07 2018 1 1
         jobs A EU27 2018 1 1
         jobs B EU27 2018 0 0",
    );
    let tables = support::tables(&regions, &[&odd]);
    for (unit, method) in [
        (
            "ratio",
            Profile::Hachman {
                against: vec![code("EU27")],
            },
        ),
        (
            "jobs",
            Profile::RegionalShift {
                against: vec![code("EU27")],
                over: 1,
            },
        ),
    ] {
        let table = readings(&indicator(unit, of("A,B", method)), &tables);
        let cell = table.cell(&code("CR07"), period("2019"));
        assert_eq!(cell.missing_reason(), Some(Missing::Undefined), "{unit}");
    }
}

/// As in growth: a break in the year that is counted from lies before it, one on the way or at the end does not; one of the benchmark counts too.
#[test]
fn breaks_on_the_way_are_told() {
    let data = jobs(
        "jobs A CR07 2017 10b 10 10 10 10
         jobs B CR07 2017 10 10b 10 10 10
         jobs A EU27 2017 10 10 10 10 10b
         jobs B EU27 2017 10 10 10 10 10",
    );
    let regions = north();
    let tables = tables(&regions, &[&data]);
    let method = Profile::RegionalShift {
        against: vec![code("EU27")],
        over: 2,
    };
    let table = readings(&indicator("thousand-jobs", of("A,B", method)), &tables);
    assert_eq!(
        told(&table, "CR07")[2..],
        ["2019: 0 break", "2020: 0", "2021: 0 break"]
    );
}

#[test]
fn the_trace_lists_every_activity_and_those_of_the_benchmark() {
    let data = jobs(
        "jobs A CR07 2019 3
         jobs B CR07 2019 1
         jobs A EU27 2019 1
         jobs B EU27 2019 1",
    );
    let regions = north();
    let tables = tables(&regions, &[&data]);
    let method = Profile::Krugman {
        against: vec![code("EU27")],
    };
    let indicator = indicator("ratio", of("A,B", method));
    let (_, trace) = explain(&indicator, &tables, &code("CR07"), period("2019")).unwrap();
    assert_eq!(
        tree(&trace),
        "CR07 2019 sum of |share − share of EU27| over 2 codes of sector: 0.5
  CR07 2019 banen jobs sector=A, line 1: 3
  CR07 2019 banen jobs sector=B, line 2: 1
  EU27 2019 banen jobs sector=A, line 3: 1
  EU27 2019 banen jobs sector=B, line 4: 1"
    );
}

/// Regions that are held against are added up first: here they are everybody else.
#[test]
fn several_regions_to_hold_against_are_added_up() {
    let data = jobs(
        "jobs A CR06 2018 1 5
         jobs B CR06 2018 3 5
         jobs A CR07 2018 8 10
         jobs B CR07 2018 2 1
         jobs A CR08 2018 3 x
         jobs B CR08 2018 1 5",
    );
    let regions = north();
    let tables = tables(&regions, &[&data]);
    let others = || vec![code("CR06"), code("CR08")];
    let krugman = |against| indicator("ratio", of("A,B", Profile::Krugman { against }));
    let table = readings(&krugman(others()), &tables);
    // 0.8 and 0.2 here; 4 of 8 and 4 of 8 there.
    assert_eq!(told(&table, "CR07"), ["2018: 0.6", "2019: suppressed"]);
    let (_, trace) = explain(&krugman(others()), &tables, &code("CR07"), period("2018")).unwrap();
    assert_eq!(
        tree(&trace),
        "CR07 2018 sum of |share − share of 2 regions together| over 2 codes of sector: 0.6
  CR07 2018 banen jobs sector=A, line 5: 8
  CR07 2018 banen jobs sector=B, line 7: 2
  CR06 2018 banen jobs sector=A, line 1: 1
  CR08 2018 banen jobs sector=A, line 9: 3
  CR06 2018 banen jobs sector=B, line 3: 3
  CR08 2018 banen jobs sector=B, line 11: 1"
    );
    // An amount below nought does not hide in the sum.
    let below = jobs(
        "jobs A CR06 2018 -1
         jobs B CR06 2018 3
         jobs A CR07 2018 8
         jobs B CR07 2018 2
         jobs A CR08 2018 3
         jobs B CR08 2018 1",
    );
    let tables = support::tables(&regions, &[&below]);
    let cell = readings(&krugman(others()), &tables).cell(&code("CR07"), period("2018"));
    assert_eq!(cell.missing_reason(), Some(Missing::Undefined));
    let rates: &[MeasureRow] = &[("jobs", "percent", false)];
    let data = table_of(rates);
    let tables = support::tables(&regions, &[&data]);
    let refused = evaluate(&krugman(others()), &tables, &Scope::All).unwrap_err();
    assert!(matches!(refused, EvaluateError::NotAdditive { .. }), "{refused}");
    let one = krugman(vec![code("CR06")]);
    assert_eq!(told(&readings(&one, &tables), "CR07"), ["2018: 0.5"]);
}

fn table_of(measures: &[MeasureRow]) -> Published {
    let rows = "jobs A CR06 2018 25
                jobs B CR06 2018 75
                jobs A CR07 2018 50
                jobs B CR07 2018 50
                jobs A CR08 2018 1
                jobs B CR08 2018 1";
    table("banen", Frequency::Year, measures, &["sector"], rows)
}
