//! Where a definition ends: its validity, the regions asked for, and what does not fit. All figures are made up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use koers_indicator::{Scope, evaluate, evaluate_all, explain};
use koers_model::indicator::{Profile, Rule};
use koers_model::period::Frequency;
use support::*;

#[test]
fn outside_its_validity_a_definition_does_not_apply() {
    let (regions, jobs) = (north(), jobs());
    let tables = tables(&regions, &[&jobs]);
    let mut indicator = indicator(
        "thousand-jobs",
        Rule::Measure {
            of: series("banen", "jobs", &["sector=BE"], None),
        },
    );
    (indicator.valid_from, indicator.valid_to) = (Some(period("2019")), Some(period("2019")));
    let table = readings(&indicator, &tables);
    assert_eq!(
        told(&table, "CR06"),
        ["2018: not-applicable", "2019: 20", "2020: not-applicable"]
    );
    assert_eq!(
        short(&table.cell(&code("CR06"), period("1999"))),
        "not-applicable"
    );
    let (_, trace) = explain(&indicator, &tables, &code("CR06"), period("2018")).unwrap();
    assert_eq!(
        tree(&trace),
        "CR06 2018 the definition holds from 2019 to 2019: not-applicable"
    );
}

#[test]
fn regions_asked_for_are_answered_even_when_there_is_nothing() {
    let (regions, jobs) = (north(), jobs());
    let tables = tables(&regions, &[&jobs]);
    let indicator = indicator(
        "thousand-jobs",
        Rule::Measure {
            of: series("banen", "jobs", &["sector=BE"], None),
        },
    );
    let asked = [code("PV22"), code("EU27")];
    let table = evaluate(&indicator, &tables, &Scope::Regions(&asked)).unwrap();
    assert_eq!(told(&table, "PV22").len(), 3);
    assert_eq!(
        told(&table, "EU27"),
        ["2018: absent", "2019: absent", "2020: absent"]
    );
    let (reading, trace) = explain(&indicator, &tables, &code("EU27"), period("2019")).unwrap();
    assert_eq!(short(&reading.cell), "absent");
    assert_eq!(tree(&trace), "EU27 2019 banen jobs sector=BE, nowhere: absent");
}

#[test]
fn what_does_not_fit_is_said() {
    let (regions, jobs) = (north(), jobs());
    let tables = tables(&regions, &[&jobs]);
    let error = |rule: Rule| {
        evaluate(&indicator("thousand-jobs", rule), &tables, &Scope::All)
            .unwrap_err()
            .to_string()
    };
    let measure = |dataset, name, codes: &[&str]| Rule::Measure {
        of: series(dataset, name, codes, None),
    };
    let rows = [
        (measure("weg", "jobs", &[]), "there is no table of data set `weg`"),
        (
            measure("banen", "job", &["sector=A"]),
            "data set `banen` has no measure `job`",
        ),
        (
            measure("banen", "jobs", &["sector=Z"]),
            "`sector` of `banen` has no code `Z`",
        ),
        (
            measure("banen", "jobs", &[]),
            "`sector` of `banen` must be fixed: it has 2 codes",
        ),
        (
            measure("banen", "jobs", &["sector=A,BE"]),
            "rule `measure` needs one code of `sector`, 2 are listed; only `sum` adds codes up",
        ),
        (
            Rule::Sum {
                of: nested(measure("banen", "jobs", &["sector=A"])),
            },
            "rule `sum` needs a series with a list of codes, not another rule",
        ),
        (
            Rule::Profile {
                of: series("banen", "jobs", &["sector=A"], None),
                method: Profile::Herfindahl,
            },
            "rule `herfindahl` needs a list of at least two codes of one dimension in `where`, 1 are listed",
        ),
        (
            Rule::Profile {
                of: nested(measure("banen", "jobs", &["sector=A"])),
                method: Profile::Entropy,
            },
            "rule `entropy` needs a series with a list of codes, not another rule",
        ),
        (
            Rule::Profile {
                of: series("banen", "jobs", &["sector=A,BE"], None),
                method: Profile::RegionalShift {
                    against: vec![code("NL01")],
                    over: 0,
                },
            },
            "a rule looks back over 1 to 1200 periods",
        ),
    ];
    for (rule, expected) in rows {
        let told = error(rule);
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn a_vintage_without_the_measure_has_no_figures_yet() {
    let measures: &[MeasureRow] = &[("jobs", "thousand-jobs", true), ("later", "percent", false)];
    let (regions, data) = (
        north(),
        table("banen", Frequency::Year, measures, &[], "jobs CR07 2018 1"),
    );
    let tables = tables(&regions, &[&data]);
    let later = indicator(
        "percent",
        Rule::Measure {
            of: plain("banen", "later"),
        },
    );
    assert!(readings(&later, &tables).regions().is_empty());
    let asked = [code("CR07")];
    let has_figures = |indicator| {
        evaluate(indicator, &tables, &Scope::Regions(&asked))
            .unwrap()
            .has_figures()
    };
    let now = indicator(
        "jobs",
        Rule::Measure {
            of: plain("banen", "jobs"),
        },
    );
    assert!(!has_figures(&later) && has_figures(&now));
    let (reading, trace) = explain(&later, &tables, &code("CR07"), period("2018")).unwrap();
    assert_eq!(short(&reading.cell), "absent");
    assert_eq!(tree(&trace), "CR07 2018 banen later, nowhere: absent");
}

#[test]
fn many_indicators_come_out_in_their_order() {
    let (regions, jobs) = (north(), jobs());
    let tables = tables(&regions, &[&jobs]);
    let one = |sector: &str| {
        indicator(
            "thousand-jobs",
            Rule::Measure {
                of: series("banen", "jobs", &[&format!("sector={sector}")], None),
            },
        )
    };
    let all = [one("A"), one("Z"), one("BE")];
    let borrowed: Vec<_> = all.iter().collect();
    let told: Vec<String> = evaluate_all(&borrowed, &tables, &Scope::All)
        .iter()
        .map(|result| {
            result.as_ref().map_or("error".into(), |table| {
                short(&table.cell(&code("CR08"), period("2018")))
            })
        })
        .collect();
    assert_eq!(told, ["7", "error", "70"]);
}
