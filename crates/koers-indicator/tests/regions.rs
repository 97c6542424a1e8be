//! Regions that change: which of them add up to a whole in which period. All figures and regions are made up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use koers_indicator::Scope;
use koers_model::indicator::{Indicator, Rule};
use koers_model::period::Frequency;
use support::*;

const POPULATION: &[MeasureRow] = &[("people", "persons", true)];

fn people() -> Indicator {
    indicator(
        "persons",
        Rule::Measure {
            of: plain("inwoners", "people"),
        },
    )
}

#[test]
fn parts_are_those_of_the_last_day_of_the_period() {
    // GM1 and GM2 became GM3 on 1 January 2019.
    let regions = registry(
        "GM1 . - 2018-12-31
         GM2 . - 2018-12-31
         GM3 . 2019-01-01 -
         GM1 PV22 - 2018-12-31
         GM2 PV22 - 2018-12-31
         GM3 PV22 2019-01-01 -
         GM4 PV22",
    );
    let rows = "
        people GM1 2017 1 2
        people GM2 2017 10 20
        people GM3 2019 33 34
        people GM4 2017 100 100 100 x";
    let data = table("inwoners", Frequency::Year, POPULATION, &[], rows);
    let tables = tables(&regions, &[&data]);
    let table = readings(&people(), &tables);
    assert_eq!(
        told(&table, "PV22"),
        ["2017: 111", "2018: 122", "2019: 133", "2020: suppressed"]
    );
}

#[test]
fn a_table_of_the_first_of_january_has_regions_that_ended_in_march() {
    let regions = registry(
        "GM1 . - 2022-03-23
         GM1 CR1 - 2022-03-23
         GM2 CR1
         GM3 CR2
         CR1 PV27
         CR2 PV27",
    );
    let rows = "
        people GM1 2021 5 5
        people GM2 2021 10 10 16
        people GM3 2021 20 20 20";
    let data = table("inwoners", Frequency::Year, POPULATION, &[], rows);
    let tables = tables(&regions, &[&data]);
    let table = readings(&people(), &tables);
    assert_eq!(told(&table, "PV27"), ["2021: 35", "2022: 35", "2023: 36"]);
    assert_eq!(told(&table, "CR1"), ["2021: 15", "2022: 15", "2023: 16"]);
}

#[test]
fn a_table_restated_to_the_regions_of_today_adds_up_with_those() {
    let regions = registry(
        "GM1 . - 2019-12-31
         GM3 . 2020-01-01 -
         GM1 PV22 - 2019-12-31
         GM3 PV22 2020-01-01 -
         GM4 PV22",
    );
    let rows = "
        people GM3 2018 1 2 3
        people GM4 2018 10 20 30";
    let data = table("inwoners", Frequency::Year, POPULATION, &[], rows);
    let tables = tables(&regions, &[&data]);
    assert_eq!(
        told(&readings(&people(), &tables), "PV22"),
        ["2018: 11", "2019: 22", "2020: 33"]
    );
}

#[test]
fn when_no_division_fits_nothing_is_added_up() {
    // Old and new regions in one year: any sum would count somebody twice.
    let regions = registry(
        "GM1 . - 2018-12-31
         GM3 . 2019-01-01 -
         GM1 PV22 - 2018-12-31
         GM3 PV22 2019-01-01 -",
    );
    let rows = "
        people GM1 2018 1 1
        people GM3 2018 1 1";
    let data = table("inwoners", Frequency::Year, POPULATION, &[], rows);
    let tables = tables(&regions, &[&data]);
    let table = readings(&people(), &tables);
    assert_eq!(told(&table, "GM1"), ["2018: 1", "2019: 1"]);
    let asked = [code("PV22")];
    let table = koers_indicator::evaluate(&people(), &tables, &Scope::Regions(&asked)).unwrap();
    assert_eq!(
        told(&table, "PV22"),
        Vec::<String>::new(),
        "both years are absent, so there is nothing to show"
    );
}

#[test]
fn a_municipality_that_lies_in_two_kinds_of_whole_counts_once_in_each() {
    let regions = registry(
        "GM1 PV22
         GM1 CR7
         GM1 AM1
         GM2 PV22
         GM2 CR7
         CR7 PV22
         PV22 LD1
         LD1 NL01",
    );
    let data = table(
        "inwoners",
        Frequency::Year,
        POPULATION,
        &[],
        "people GM1 2020 1\npeople GM2 2020 2",
    );
    let tables = tables(&regions, &[&data]);
    let table = readings(&people(), &tables);
    for (region, expected) in [
        ("PV22", "2020: 3"),
        ("CR7", "2020: 3"),
        ("NL01", "2020: 3"),
        ("AM1", "2020: 1"),
    ] {
        assert_eq!(told(&table, region), [expected], "{region}");
    }
}
