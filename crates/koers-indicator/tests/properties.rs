//! Identities that hold for all figures. Every reading is also explained, and must come out the same.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use koers_indicator::ReadingTable;
use koers_model::indicator::{Indicator, Operand, Profile, Rule, Yearly};
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionRegistry;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_table::builder::CubeBuilder;
use proptest::prelude::*;
use support::*;

const PARTS: [&str; 3] = ["CR06", "CR07", "CR08"];
const SECTORS: [&str; 2] = ["A", "BE"];
const MEASURES: &[MeasureRow] = &[("jobs", "jobs", true), ("rate", "percent", false)];

/// Whole numbers, so that sums are exact; sometimes no number.
fn any_cell() -> impl Strategy<Value = Cell> {
    let content = prop_oneof![
        6 => (-1000..1000_i32).prop_map(|n| Cell::value(number(f64::from(n)))),
        1 => (0..7_usize).prop_map(|at| Cell::missing(Missing::ALL[at])),
        1 => (0..5_i32).prop_map(|n| Cell::masked(Bounds { low: number(f64::from(n)), high: number(f64::from(n + 3)) })),
    ];
    let marks = prop_oneof![2 => Just(0_u16), 1 => any::<u16>()];
    (content, marks, proptest::option::weighted(0.1, 0..9_i32)).prop_map(|(cell, marks, margin)| Cell {
        marks: Marks::from_bits(marks),
        margin: margin.map(|margin| number(f64::from(margin))),
        ..cell
    })
}

/// A table of two measures, two sectors, three parts and sometimes a whole, for some years or quarters.
fn any_table(frequency: Frequency) -> impl Strategy<Value = Published> {
    let cells = 2 * 2 * 4 * 6;
    (
        proptest::collection::vec(any_cell(), cells),
        any::<bool>(),
        -2..3_i32,
    )
        .prop_map(move |(cells, whole, start)| {
            let mut builder = CubeBuilder::new(id("cijfers"), frequency, &["sector"]);
            let first = Period::containing(frequency, jiff::civil::date(2015, 1, 1))
                .unwrap()
                .plus(start);
            let mut cells = cells.into_iter();
            for measure in ["jobs", "rate"] {
                for sector in SECTORS {
                    for region in PARTS.into_iter().chain(whole.then_some("PV22")) {
                        for step in 0..6 {
                            let cell = cells.next().unwrap();
                            builder
                                .add(measure, &[sector], code(region), first.plus(step), cell, 1)
                                .unwrap();
                        }
                    }
                }
            }
            published("cijfers", frequency, MEASURES, builder.build().unwrap())
        })
}

fn of(measure: &str, sector: &str) -> Operand {
    series("cijfers", measure, &[&format!("sector={sector}")], None)
}

fn look(rule: Rule, regions: &RegionRegistry, data: &Published) -> ReadingTable {
    let unit_id = if matches!(
        rule,
        Rule::Measure { .. } | Rule::Sum { .. } | Rule::Difference { .. }
    ) {
        "jobs"
    } else {
        "ratio"
    };
    readings(&indicator(unit_id, rule), &tables(regions, &[data]))
}

/// Every region and period of a table.
fn cells(table: &ReadingTable) -> Vec<(String, Period, Cell)> {
    table
        .readings()
        .map(|reading| (reading.region.to_string(), reading.period, reading.cell))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A whole is the sum of its parts, cell by cell, in value, reason, marks and bounds.
    #[test]
    fn a_whole_is_the_sum_of_its_parts(data in any_table(Frequency::Year)) {
        let regions = north();
        let table = look(Rule::Measure { of: of("jobs", "A") }, &regions, &data);
        let published = data.cube.region_index(&code("PV22")).is_some();
        for &period in table.periods() {
            let part = |name: &str| table.cell(&code(name), period);
            let mut sum = part("CR07").add(&part("CR08"));
            sum.margin = None;
            if !published {
                prop_assert_eq!(part("PV22"), sum);
                let all = part("CR06").add(&part("CR07")).add(&part("CR08"));
                prop_assert_eq!(part("NL01").content, all.content);
            }
            prop_assert_eq!(part("PV21").content, part("CR06").content);
        }
    }

    /// A withheld part makes the sum withheld, whatever the other parts are.
    #[test]
    fn a_withheld_part_makes_the_sum_withheld(data in any_table(Frequency::Year)) {
        let regions = north();
        let table = look(Rule::Sum { of: of("jobs", "A,BE") }, &regions, &data);
        let a = look(Rule::Measure { of: of("jobs", "A") }, &regions, &data);
        for (region, period, cell) in cells(&a) {
            if cell.missing_reason() == Some(Missing::Suppressed) {
                prop_assert_eq!(table.cell(&code(&region), period).missing_reason(), Some(Missing::Suppressed));
            }
        }
    }

    /// The sum over codes is the sum of the measures of each code.
    #[test]
    fn a_sum_over_codes_is_the_sum_of_their_measures(data in any_table(Frequency::Year)) {
        let regions = north();
        let sum = look(Rule::Sum { of: of("jobs", "A,BE") }, &regions, &data);
        let a = look(Rule::Measure { of: of("jobs", "A") }, &regions, &data);
        let be = look(Rule::Measure { of: of("jobs", "BE") }, &regions, &data);
        for (region, period, cell) in cells(&sum) {
            let region = code(&region);
            let expected = a.cell(&region, period).add(&be.cell(&region, period));
            prop_assert_eq!(cell.content, expected.content);
            prop_assert_eq!(cell.marks, expected.marks);
        }
    }

    /// The shares of all codes in their sum add up to a hundred.
    #[test]
    fn shares_add_up_to_a_hundred(data in any_table(Frequency::Year)) {
        let regions = north();
        let share = |sector| {
            let whole = nested(Rule::Sum { of: of("jobs", "A,BE") });
            look(Rule::Share { part: of("jobs", sector), whole }, &regions, &data)
        };
        let (a, be) = (share("A"), share("BE"));
        for (region, period, cell) in cells(&a) {
            let other = be.cell(&code(&region), period);
            prop_assert_eq!(cell.missing_reason(), other.missing_reason());
            if let Some((x, y)) = cell.number().zip(other.number()) {
                // Whole numbers up to a thousand that partly cancel: the parts can be two thousand times the whole, and
                // each is rounded to twelve digits.
                let slack = 1e-9 + 1e-11 * x.get().abs().max(y.get().abs());
                prop_assert!((x.get() + y.get() - 100.0).abs() < slack, "{x} {y}");
            }
        }
    }

    /// A share of itself is a hundred, an index is a hundred in its base, the benchmark is a hundred to itself.
    #[test]
    fn what_is_compared_with_itself_is_exactly_a_hundred(data in any_table(Frequency::Year)) {
        let regions = north();
        let jobs = || of("jobs", "A");
        let base = data.cube.periods()[2];
        let measure = look(Rule::Measure { of: jobs() }, &regions, &data);
        let share = look(Rule::Share { part: jobs(), whole: jobs() }, &regions, &data);
        let index = look(Rule::Index { of: jobs(), base }, &regions, &data);
        let relative = look(Rule::Relative { of: jobs(), benchmark: code("NL01") }, &regions, &data);
        let hundred = Some(number(100.0));
        for (region, period, cell) in cells(&measure) {
            let region = code(&region);
            let expected = match cell.number() {
                Some(value) if value == Number::ZERO => None,
                Some(_) => hundred,
                None => None,
            };
            prop_assert_eq!(share.cell(&region, period).number(), expected);
            if period == base {
                prop_assert_eq!(index.cell(&region, period).number(), expected);
            }
            if region.as_str() == "NL01" {
                prop_assert_eq!(relative.cell(&region, period).number(), expected);
            }
            if cell.number() == Some(Number::ZERO) {
                prop_assert_eq!(share.cell(&region, period).missing_reason(), Some(Missing::Undefined));
            }
        }
    }

    /// What does not change does not grow.
    #[test]
    fn a_constant_does_not_grow(value in 1..1000_i32, over in 1..4_u32) {
        let mut builder = CubeBuilder::new(id("cijfers"), Frequency::Year, &[]);
        for year in 2010..2016 {
            let cell = Cell::value(number(f64::from(value)));
            builder.add("jobs", &[], code("CR06"), Period::year(year).unwrap(), cell, 1).unwrap();
        }
        let data = published("cijfers", Frequency::Year, MEASURES, builder.build().unwrap());
        let table = {
            let regions = registry("CR06 PV21\nPV21 NL01");
            look(Rule::Growth { of: plain("cijfers", "jobs"), over }, &regions, &data)
        };
        let told = cells(&table);
        prop_assert_eq!(told.len(), (6 - over as usize) * 3, "the part and two wholes");
        prop_assert!(told.iter().all(|(_, _, cell)| cell.number() == Some(Number::ZERO)));
    }

    /// Growth from the year before and an index with that year as its base say the same.
    #[test]
    fn growth_and_index_agree(data in any_table(Frequency::Year)) {
        let regions = north();
        let base = data.cube.periods()[2];
        let growth = look(Rule::Growth { of: of("jobs", "A"), over: 1 }, &regions, &data);
        let index = look(Rule::Index { of: of("jobs", "A"), base }, &regions, &data);
        for (region, period, cell) in cells(&growth) {
            if period == base.plus(1) {
                let other = index.cell(&code(&region), period);
                prop_assert_eq!(cell.missing_reason(), other.missing_reason());
                if let Some((x, y)) = cell.number().zip(other.number()) {
                    prop_assert!((x.get() - (y.get() - 100.0)).abs() < 1e-9 * y.get().abs().max(1.0));
                }
            }
        }
    }

    /// A difference with itself is zero wherever there is a figure.
    #[test]
    fn a_difference_with_itself_is_nothing(data in any_table(Frequency::Year)) {
        let regions = north();
        let table = look(Rule::Difference { of: of("jobs", "A"), minus: of("jobs", "A") }, &regions, &data);
        prop_assert!(table.readings().all(|r| r.cell.number().is_none_or(|n| n == Number::ZERO)));
    }

    /// The mean of four quarters is a quarter of their sum, and neither is there when a quarter is not.
    #[test]
    fn years_are_made_of_all_their_quarters(data in any_table(Frequency::Quarter)) {
        let regions = north();
        let yearly = |how| {
            let of = series("cijfers", "jobs", &["sector=A"], Some(how));
            look(Rule::Measure { of }, &regions, &data)
        };
        let quarters = look(Rule::Measure { of: of("jobs", "A") }, &regions, &data);
        let (sum, mean, last) = (yearly(Yearly::Sum), yearly(Yearly::Mean), yearly(Yearly::Last));
        for (region, year, cell) in cells(&sum) {
            let region = code(&region);
            let quarter = |n: u8| quarters.cell(&region, Period::quarter(year.calendar_year(), n).unwrap());
            let all = [1, 2, 3, 4].map(quarter);
            let expected: Option<f64> = all.iter().map(|cell| Some(cell.number()?.get())).sum();
            prop_assert_eq!(cell.number().map(Number::get), expected);
            let reason = all.iter().filter_map(Cell::missing_reason).min();
            prop_assert_eq!(cell.missing_reason(), reason);
            let other = mean.cell(&region, year);
            prop_assert_eq!(other.number().map(|n| n.get() * 4.0), expected);
            prop_assert_eq!(other.missing_reason(), reason);
            let last = last.cell(&region, year);
            prop_assert_eq!(last.missing_reason(), reason);
            prop_assert_eq!(last.number(), expected.and(quarter(4).number()));
        }
    }

    /// Any nest of rules comes out the same, computed at once or explained one by one.
    #[test]
    fn any_nest_of_rules_is_explained_as_it_is_computed(
        data in any_table(Frequency::Year), rule in any_rule(), from in proptest::option::of(2013..2019_i32),
    ) {
        let mut any: Indicator = indicator("ratio", Rule::Share { part: nested(rule.clone()), whole: nested(rule) });
        any.valid_from = from.and_then(Period::year);
        let regions = north();
        let tables = tables(&regions, &[&data]);
        let table = readings(&any, &tables);
        // Nothing that is missing carries a number, and every number is finite.
        for (value, kind) in table.values().iter().zip(table.kinds()) {
            prop_assert_eq!(*kind == 0, value.is_finite());
        }
    }
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let benchmark = || code("PV22");
    prop_oneof![
        Just(Profile::Herfindahl),
        Just(Profile::Entropy),
        Just(Profile::Krugman {
            against: vec![benchmark()]
        }),
        Just(Profile::Hachman {
            against: vec![benchmark()]
        }),
        (1..4_u32).prop_map(move |over| Profile::RegionalShift {
            against: vec![benchmark()],
            over
        }),
    ]
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let measure = (
        prop_oneof![Just("jobs"), Just("rate")],
        prop_oneof![Just("A"), Just("BE")],
    );
    let leaf = prop_oneof![
        measure.prop_map(|(measure, sector)| Rule::Measure {
            of: of(measure, sector)
        }),
        Just(Rule::Sum {
            of: of("jobs", "A,BE")
        }),
        any_profile().prop_map(|method| Rule::Profile {
            of: of("jobs", "A,BE"),
            method
        }),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            pair.clone().prop_map(|(a, b)| Rule::Ratio {
                numerator: nested(a),
                denominator: nested(b),
                times: number(1000.0),
            }),
            pair.clone().prop_map(|(a, b)| Rule::PerHead {
                of: nested(a),
                population: nested(b),
                per: number(10.0)
            }),
            pair.prop_map(|(a, b)| Rule::Share {
                part: nested(a),
                whole: nested(b)
            }),
            (inner.clone(), 1..3_u32).prop_map(|(of, over)| Rule::Growth { of: nested(of), over }),
            (inner.clone(), 2012..2020_i32).prop_map(|(of, base)| Rule::Index {
                of: nested(of),
                base: Period::year(base).unwrap(),
            }),
            inner.prop_map(|of| Rule::Relative {
                of: nested(of),
                benchmark: code("PV22")
            }),
        ]
    })
}
