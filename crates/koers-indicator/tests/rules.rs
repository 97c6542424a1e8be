//! Every kind of rule, by small tables. All figures are made up. Every reading is also explained, and must come out the same.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use koers_indicator::{EvaluateError, Scope, evaluate, explain};
use koers_model::indicator::{Rule, Yearly};
use koers_model::period::Frequency;
use koers_model::region::RegionCode;
use support::*;

#[test]
fn a_measure_is_the_published_figure_and_wholes_are_sums_of_their_parts() {
    let (regions, jobs) = (north(), jobs());
    let tables = tables(&regions, &[&jobs]);
    let be = Rule::Measure {
        of: series("banen", "jobs", &["sector=BE"], None),
    };
    let table = readings(&indicator("thousand-jobs", be), &tables);
    let names: Vec<&str> = table.regions().iter().map(RegionCode::as_str).collect();
    assert_eq!(names, ["CR06", "CR07", "CR08", "LD01", "NL01", "PV21", "PV22"]);
    assert_eq!(
        told(&table, "CR07"),
        ["2018: 40", "2019: 50", "2020: 60 definite"]
    );
    assert_eq!(
        told(&table, "PV22"),
        ["2018: 110", "2019: 130", "2020: 150 definite"]
    );
    assert_eq!(told(&table, "NL01"), ["2018: 120", "2019: 150", "2020: 180"]);
    assert!(told(&table, "EU27").is_empty());
}

#[test]
fn a_withheld_part_makes_the_sum_withheld() {
    let (regions, jobs) = (north(), jobs());
    let tables = tables(&regions, &[&jobs]);
    let sum = Rule::Sum {
        of: series("banen", "jobs", &["sector=A,BE"], None),
    };
    let indicator = indicator("thousand-jobs", sum);
    let table = readings(&indicator, &tables);
    assert_eq!(
        told(&table, "PV22"),
        ["2018: 121", "2019: suppressed", "2020: 165 provisional"]
    );
    assert_eq!(told(&table, "PV21"), ["2018: 11", "2019: 22", "2020: 33"]);
    let (_, trace) = explain(&indicator, &tables, &code("PV22"), period("2019")).unwrap();
    assert_eq!(
        tree(&trace),
        "PV22 2019 sum over 2 codes of sector: suppressed
  PV22 2019 sum of 2 parts: suppressed
    CR07 2019 banen jobs sector=A, line 5: suppressed
    CR08 2019 banen jobs sector=A, line 8: 8
  PV22 2019 sum of 2 parts: 130
    CR07 2019 banen jobs sector=BE, line 14: 50
    CR08 2019 banen jobs sector=BE, line 17: 80"
    );
    assert_eq!(trace.snapshots(), [jobs.provenance.hash]);
}

#[test]
fn units_are_converted_and_never_mixed() {
    let (regions, jobs) = (north(), jobs());
    let tables = tables(&regions, &[&jobs]);
    let be = || Rule::Measure {
        of: series("banen", "jobs", &["sector=BE"], None),
    };
    let table = readings(&indicator("jobs", be()), &tables);
    assert_eq!(
        told(&table, "CR06"),
        ["2018: 10000", "2019: 20000", "2020: 30000"]
    );
    let wrong = evaluate(&indicator("persons", be()), &tables, &Scope::All).unwrap_err();
    assert_eq!(
        wrong,
        EvaluateError::Unit {
            from: "thousand-jobs",
            to: "persons"
        }
    );
    let (_, trace) = explain(&indicator("jobs", be()), &tables, &code("CR06"), period("2018")).unwrap();
    assert!(
        tree(&trace).starts_with("CR06 2018 1000 × (thousand-jobs to jobs): 10000"),
        "{}",
        tree(&trace)
    );
}

#[test]
fn a_published_whole_goes_before_its_parts() {
    let rows = "
        jobs PV22 2018 100 .
        jobs CR07 2018 1 2
        jobs CR08 2018 3 4
        jobs CR06 2018 5 6";
    let (regions, jobs) = (north(), table("banen", Frequency::Year, JOBS, &[], rows));
    let tables = tables(&regions, &[&jobs]);
    let table = readings(
        &indicator(
            "thousand-jobs",
            Rule::Measure {
                of: plain("banen", "jobs"),
            },
        ),
        &tables,
    );
    assert_eq!(told(&table, "PV22"), ["2018: 100", "2019: not-available"]);
    // Of the provinces one is not in the table, of the COROP areas all are: those add up to the country.
    assert_eq!(told(&table, "NL01"), ["2018: 9", "2019: 12"]);
    assert_eq!(told(&table, "PV21"), ["2018: 5", "2019: 6"]);
}

#[test]
fn a_missing_part_or_a_figure_that_does_not_add_up_gives_no_sum() {
    let measures: &[MeasureRow] = &[("jobs", "thousand-jobs", true), ("rate", "percent", false)];
    let rows = "
        jobs CR07 2018 1 2 3
        rate CR07 2018 10 20 30
        rate CR08 2018 10 20 30";
    let (regions, data) = (north(), table("banen", Frequency::Year, measures, &[], rows));
    let tables = tables(&regions, &[&data]);
    let sum = readings(
        &indicator(
            "thousand-jobs",
            Rule::Measure {
                of: plain("banen", "jobs"),
            },
        ),
        &tables,
    );
    assert_eq!(
        told(&sum, "PV22"),
        ["2018: absent", "2019: absent", "2020: absent"]
    );
    let rate = readings(
        &indicator(
            "percent",
            Rule::Measure {
                of: plain("banen", "rate"),
            },
        ),
        &tables,
    );
    assert_eq!(rate.regions(), [code("CR07"), code("CR08")]);
}

#[test]
fn quotients_are_taken_after_adding_up() {
    let measures: &[MeasureRow] = &[("part", "jobs", true), ("all", "jobs", true)];
    let rows = "
        part CR07 2019 1 1
        part CR08 2019 9 x
        all  CR07 2019 10 0
        all  CR08 2019 10 10";
    let (regions, data) = (north(), table("banen", Frequency::Year, measures, &[], rows));
    let tables = tables(&regions, &[&data]);
    let share = Rule::Share {
        part: plain("banen", "part"),
        whole: plain("banen", "all"),
    };
    let table = readings(&indicator("percent", share), &tables);
    assert_eq!(told(&table, "PV22"), ["2019: 50", "2020: suppressed"]);
    assert_eq!(told(&table, "CR07"), ["2019: 10", "2020: undefined"]);
    let ratio = Rule::Ratio {
        numerator: plain("banen", "part"),
        denominator: plain("banen", "all"),
        times: number(1000.0),
    };
    assert_eq!(
        told(&readings(&indicator("ratio", ratio), &tables), "CR08"),
        ["2019: 900", "2020: suppressed"]
    );
    let heads = Rule::PerHead {
        of: plain("banen", "part"),
        population: plain("banen", "all"),
        per: number(2.0),
    };
    assert_eq!(
        told(&readings(&indicator("ratio", heads), &tables), "PV22")[0],
        "2019: 1"
    );
}

#[test]
fn growth_looks_back_and_sees_breaks_on_the_way() {
    let rows = "jobs CR07 2015 100 110 0 50b 55 x 66";
    let (regions, jobs) = (north(), table("banen", Frequency::Year, JOBS, &[], rows));
    let tables = tables(&regions, &[&jobs]);
    let growth = |over| {
        indicator(
            "percent-change",
            Rule::Growth {
                of: plain("banen", "jobs"),
                over,
            },
        )
    };
    assert_eq!(
        told(&readings(&growth(1), &tables), "CR07"),
        [
            "2016: 10",
            "2017: -100",
            "2018: undefined break",
            "2019: 10",
            "2020: suppressed",
            "2021: suppressed"
        ]
    );
    assert_eq!(
        told(&readings(&growth(2), &tables), "CR07"),
        [
            "2017: -100",
            "2018: -54.545454546 break",
            "2019: undefined break",
            "2020: suppressed",
            "2021: 20"
        ]
    );
    let zero = evaluate(&growth(0), &tables, &Scope::All).unwrap_err();
    assert_eq!(zero, EvaluateError::Over);
}

#[test]
fn an_index_is_a_hundred_in_its_base_period() {
    let rows = "
        jobs CR07 2015 80 100b 120
        jobs CR08 2015 1 x 3";
    let (regions, jobs) = (north(), table("banen", Frequency::Year, JOBS, &[], rows));
    let tables = tables(&regions, &[&jobs]);
    let index = |base| {
        indicator(
            "index",
            Rule::Index {
                of: plain("banen", "jobs"),
                base: period(base),
            },
        )
    };
    let table = readings(&index("2016"), &tables);
    assert_eq!(told(&table, "CR07"), ["2015: 80", "2016: 100 break", "2017: 120"]);
    assert_eq!(
        told(&table, "CR08"),
        ["2015: suppressed", "2016: suppressed", "2017: suppressed"]
    );
    let quarter = evaluate(&index("2016-Q1"), &tables, &Scope::All).unwrap_err();
    assert!(matches!(quarter, EvaluateError::Base { .. }), "{quarter}");
}

#[test]
fn a_difference_of_percentages_is_in_percentage_points() {
    let measures: &[MeasureRow] = &[
        ("men", "percent", false),
        ("women", "percent", false),
        ("jobs", "jobs", true),
        ("more", "thousand-jobs", true),
    ];
    let rows = "
        men CR07 2019 75
        women CR07 2019 70.5
        jobs CR07 2019 500
        more CR07 2019 2";
    let (regions, data) = (north(), table("werk", Frequency::Year, measures, &[], rows));
    let tables = tables(&regions, &[&data]);
    let minus = |a, b| Rule::Difference {
        of: plain("werk", a),
        minus: plain("werk", b),
    };
    assert_eq!(
        told(
            &readings(&indicator("percentage-points", minus("men", "women")), &tables),
            "CR07"
        ),
        ["2019: 4.5"]
    );
    assert_eq!(
        told(
            &readings(&indicator("thousand-jobs", minus("more", "jobs")), &tables),
            "CR07"
        ),
        ["2019: 1.5"]
    );
    assert_eq!(
        told(
            &readings(&indicator("jobs", minus("more", "jobs")), &tables),
            "CR07"
        ),
        ["2019: 1500"]
    );
    let mixed = evaluate(&indicator("jobs", minus("jobs", "men")), &tables, &Scope::All).unwrap_err();
    assert_eq!(
        mixed,
        EvaluateError::Unit {
            from: "percent",
            to: "jobs"
        }
    );
}

#[test]
fn relative_compares_with_the_benchmark_and_needs_it() {
    let rows = "
        jobs CR06 2018 3 3
        jobs CR07 2018 1 x
        jobs CR08 2018 6 6";
    let (regions, jobs) = (north(), table("banen", Frequency::Year, JOBS, &[], rows));
    let tables = tables(&regions, &[&jobs]);
    let to = |benchmark| {
        indicator(
            "index",
            Rule::Relative {
                of: plain("banen", "jobs"),
                benchmark: code(benchmark),
            },
        )
    };
    let table = readings(&to("NL01"), &tables);
    assert_eq!(told(&table, "NL01"), ["2018: 100", "2019: suppressed"]);
    assert_eq!(told(&table, "PV22"), ["2018: 70", "2019: suppressed"]);
    // A benchmark of which there is nothing: nothing can be said.
    assert_eq!(
        told(&readings(&to("EU27"), &tables), "CR07"),
        ["2019: suppressed"]
    );
}

#[test]
fn quarters_become_years_when_all_are_there() {
    let rows = "v CR07 2018-Q1 1 2 3 4 1 2 x 4 5 6 7 8d 1 1";
    let measures: &[MeasureRow] = &[("v", "vacancies", false)];
    let (regions, data) = (
        north(),
        table("vacatures", Frequency::Quarter, measures, &[], rows),
    );
    let tables = tables(&regions, &[&data]);
    let yearly = |how| {
        indicator(
            "vacancies",
            Rule::Measure {
                of: series("vacatures", "v", &[], Some(how)),
            },
        )
    };
    let year = |how| told(&readings(&yearly(how), &tables), "CR07");
    assert_eq!(year(Yearly::Mean), ["2018: 2.5", "2019: suppressed", "2020: 6.5"]);
    assert_eq!(year(Yearly::Sum), ["2018: 10", "2019: suppressed", "2020: 26"]);
    assert_eq!(
        year(Yearly::Last),
        ["2018: 4", "2019: suppressed", "2020: 8 definite"]
    );
    let (_, trace) = explain(&yearly(Yearly::Mean), &tables, &code("CR07"), period("2018")).unwrap();
    assert!(
        tree(&trace).starts_with("CR07 2018 mean of 4 figures per quarter: 2.5\n  CR07 2018-Q1 "),
        "{}",
        tree(&trace)
    );
    let asked = explain(&yearly(Yearly::Mean), &tables, &code("CR07"), period("2018-Q1")).unwrap_err();
    assert!(matches!(asked, EvaluateError::Period { .. }), "{asked}");
}

#[test]
fn frequencies_are_not_mixed() {
    let quarters = table(
        "kwartalen",
        Frequency::Quarter,
        JOBS,
        &[],
        "jobs CR07 2018-Q1 1 2 3 4",
    );
    let weeks = table("weken", Frequency::Week, JOBS, &[], "jobs CR07 2018-W01 1 2 3 4");
    let (regions, years) = (
        north(),
        table("jaren", Frequency::Year, JOBS, &[], "jobs CR07 2018 8"),
    );
    let tables = tables(&regions, &[&quarters, &weeks, &years]);
    let share = |part| {
        indicator(
            "percent",
            Rule::Share {
                part,
                whole: plain("jaren", "jobs"),
            },
        )
    };
    let mixed = evaluate(&share(plain("kwartalen", "jobs")), &tables, &Scope::All).unwrap_err();
    assert!(matches!(mixed, EvaluateError::Frequencies { .. }), "{mixed}");
    let weekly = share(series("weken", "jobs", &[], Some(Yearly::Sum)));
    let weekly = evaluate(&weekly, &tables, &Scope::All).unwrap_err();
    assert_eq!(
        weekly,
        EvaluateError::NotYearly {
            frequency: Frequency::Week
        }
    );
    let fits = share(series("kwartalen", "jobs", &[], Some(Yearly::Last)));
    assert_eq!(told(&readings(&fits, &tables), "CR07"), ["2018: 50"]);
}

#[test]
fn bounds_and_margins_go_as_far_as_they_hold() {
    let rows = "
        jobs CR07 2018 1..4 x 5±1
        jobs CR08 2018 3 3 6±1";
    let (regions, jobs) = (north(), table("banen", Frequency::Year, JOBS, &[], rows));
    let tables = tables(&regions, &[&jobs]);
    let table = readings(
        &indicator(
            "jobs",
            Rule::Measure {
                of: plain("banen", "jobs"),
            },
        ),
        &tables,
    );
    assert_eq!(
        told(&table, "CR07"),
        [
            "2018: suppressed 1000..4000",
            "2019: suppressed",
            "2020: 5000±1000"
        ]
    );
    // How margins combine in a sum is not stated by any publisher.
    assert_eq!(
        told(&table, "PV22"),
        ["2018: suppressed 4000..7000", "2019: suppressed", "2020: 11000"]
    );
}
