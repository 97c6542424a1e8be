//! A table on the boundaries of another day.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]

use jiff::civil::{Date, date};
use koers_model::dataset::{Dataset, MeasureInfo};
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::{
    Basis, Change, ChangeKind, Nesting, Refusal, Region, RegionCode, RegionKind, RegionRegistry, Validity,
    Way, Weight,
};
use koers_model::text::Text;
use koers_model::unit::UNITS;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use koers_table::restate::{Boundaries, Restated, restate};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn code(text: &str) -> RegionCode {
    RegionCode::new(text).unwrap()
}
fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}
fn value(of: f64) -> Cell {
    Cell::value(number(of))
}
fn year(of: i16) -> Period {
    Period::year(of.into()).unwrap()
}
fn region(text: &str, kind: RegionKind, from: Option<Date>, until: Option<Date>) -> Region {
    Region {
        code: code(text),
        kind,
        name: text.into(),
        nuts: vec![],
        validity: Validity {
            from,
            to: until.map(|day| day.yesterday().unwrap()),
        },
    }
}
fn gm(text: &str, from: Option<Date>, until: Option<Date>) -> Region {
    region(text, RegionKind::Municipality, from, until)
}
fn change(date: Date, kind: ChangeKind, from: &str, to: &str) -> Change {
    Change {
        date,
        kind,
        from: code(from),
        to: code(to),
        source: "test".into(),
    }
}
fn dataset(additive: &[&str], not: &[&str]) -> Dataset {
    let info = |additive| MeasureInfo {
        title: Text::both("x", "x"),
        unit: &UNITS[0],
        additive,
    };
    let measures = additive.iter().map(|key| ((*key).to_owned(), info(true)));
    let rates = not.iter().map(|key| ((*key).to_owned(), info(false)));
    Dataset {
        id: Id::new("proef").unwrap(),
        title: Text::both("Proef", "Test"),
        publisher: "test".into(),
        table: "test".into(),
        licence: "CC0-1.0".into(),
        attribution: Text::both("x", "x"),
        url: None,
        from: None,
        frequency: Frequency::Year,
        columns: vec![],
        measures: measures.chain(rates).collect(),
        keep: BTreeMap::new(),
        masks: vec![],
    }
}
fn cube(rows: &[(&str, &str, i16, Cell)]) -> Cube {
    let mut builder = CubeBuilder::new(Id::new("proef").unwrap(), Frequency::Year, &[]);
    for (at, (measure, region, of, cell)) in rows.iter().enumerate() {
        let place = u32::try_from(at + 2).unwrap();
        builder
            .add(measure, &[], code(region), year(*of), *cell, place)
            .unwrap();
    }
    builder.build().unwrap()
}
fn cell(restated: &Restated, measure: &str, region: &str, of: i16) -> Cell {
    let cube = &restated.cube;
    let plane = cube.plane(measure, &[]).unwrap();
    let at = cube.region_index(&code(region)).unwrap();
    plane.cell(at, cube.period_index(year(of)).unwrap())
}
fn at_least(restated: &Restated, measure: &str, region: &str, of: i16) -> Option<f64> {
    let cube = &restated.cube;
    let plane = cube.plane(measure, &[]).unwrap();
    let row = cube.region_index(&code(region)).unwrap();
    let position = plane.position(row, cube.period_index(year(of)).unwrap()).unwrap();
    restated.at_least(position).map(Number::get)
}
fn on(registry: &RegionRegistry, day: Date) -> Boundaries<'_> {
    Boundaries {
        registry,
        day,
        basis: None,
        from: None,
    }
}

const JAN_2019: Date = date(2019, 1, 1);

/// TOOI, "Register gemeenten compleet": GM0009 and GM0017 went into GM0014 on 1 January 2019, which kept its code. The figures are made up.
fn groningen() -> RegionRegistry {
    let regions = vec![
        gm("GM0009", None, Some(JAN_2019)),
        gm("GM0014", None, None),
        gm("GM0017", None, Some(JAN_2019)),
        gm("GM0106", None, None),
    ];
    let changes = vec![
        change(JAN_2019, ChangeKind::Extension, "GM0009", "GM0014"),
        change(JAN_2019, ChangeKind::Extension, "GM0017", "GM0014"),
    ];
    RegionRegistry::new(regions, vec![], changes).unwrap()
}

#[test]
fn a_code_that_stays_takes_in_its_neighbours_before_they_were_taken_in() {
    let registry = groningen();
    let cube = cube(&[
        ("jobs", "GM0009", 2018, value(2.1)),
        ("jobs", "GM0014", 2018, value(140.2).marked(Marks::DEFINITE)),
        ("jobs", "GM0017", 2018, value(8.1)),
        ("jobs", "GM0106", 2018, value(30.0)),
        ("jobs", "GM0014", 2019, value(151.0)),
        ("jobs", "GM0106", 2019, value(31.0)),
    ]);
    let restated = restate(&cube, &dataset(&["jobs"], &[]), &on(&registry, JAN_2019)).unwrap();
    assert_eq!(restated.cube.regions(), [code("GM0014"), code("GM0106")]);
    assert_eq!(cell(&restated, "jobs", "GM0014", 2018), value(150.4));
    assert_eq!(cell(&restated, "jobs", "GM0014", 2019), value(151.0));
    let way = |region: &str, of| restated.way("jobs", &code(region), year(of)).unwrap();
    let parts = vec![code("GM0009"), code("GM0014"), code("GM0017")];
    assert_eq!(way("GM0014", 2018), Way::Sum(parts));
    assert_eq!(way("GM0014", 2019), Way::Unchanged);
    let records: Vec<(String, &str, usize)> = restated
        .records
        .iter()
        .map(|record| (record.region.to_string(), record.way.word(), record.changes.len()))
        .collect();
    assert_eq!(
        records,
        [
            ("GM0014".to_owned(), "sum", 2),
            ("GM0014".to_owned(), "unchanged", 0),
            ("GM0106".to_owned(), "unchanged", 0)
        ]
    );
    // A figure as published keeps its place in the snapshot; a sum has none.
    let place = |region: &str| {
        let plane = restated.cube.plane("jobs", &[]).unwrap();
        plane.place(restated.cube.region_index(&code(region)).unwrap(), 0)
    };
    assert_eq!((place("GM0106"), place("GM0014")), (Some(5), None));
}

#[test]
fn towards_earlier_boundaries_a_region_is_only_divided_by_a_weight_that_was_named() {
    let day = date(2018, 1, 1);
    let cube = cube(&[
        ("jobs", "GM0014", 2019, value(200.0)),
        ("jobs", "GM0106", 2019, value(31.0)),
    ]);
    let data = dataset(&["jobs"], &[]);
    let bare = groningen();
    let refused = restate(&cube, &data, &on(&bare, day)).unwrap();
    for region in ["GM0009", "GM0014", "GM0017"] {
        let cell = cell(&refused, "jobs", region, 2019);
        assert_eq!(cell.missing_reason(), Some(Missing::Undefined));
        let divided = vec![code("GM0014")];
        let way = refused.way("jobs", &code(region), year(2019));
        assert_eq!(way, Some(Way::Refused(Refusal::NoBasis { divided })));
    }
    assert_eq!(cell(&refused, "jobs", "GM0106", 2019), value(31.0));
    // Made-up shares; what Groningen keeps is the rest.
    let weight = |to: &str, share| Weight {
        date: JAN_2019,
        from: code("GM0014"),
        to: code(to),
        share: number(share),
        basis: Basis::Inhabitants,
        source: "test".into(),
    };
    let weights = vec![weight("GM0009", 0.03), weight("GM0017", 0.085)];
    let weighed = groningen().with_weights(weights).unwrap();
    let by = |basis| Boundaries {
        basis: Some(basis),
        ..on(&weighed, day)
    };
    let restated = restate(&cube, &data, &by(Basis::Inhabitants)).unwrap();
    let estimated = |of| value(of).marked(Marks::ESTIMATED);
    assert_eq!(cell(&restated, "jobs", "GM0009", 2019), estimated(6.0));
    assert_eq!(cell(&restated, "jobs", "GM0017", 2019), estimated(17.0));
    assert_eq!(cell(&restated, "jobs", "GM0014", 2019), estimated(177.0));
    let other = restate(&cube, &data, &by(Basis::Area)).unwrap();
    assert!(matches!(
        other.way("jobs", &code("GM0014"), year(2019)),
        Some(Way::Refused(Refusal::NoWeight { .. }))
    ));
}

#[test]
fn a_withheld_part_makes_bounds_and_never_a_zero() {
    let registry = groningen();
    let mask = Bounds {
        low: number(1.0),
        high: number(4.0),
    };
    let cube = cube(&[
        ("jobs", "GM0009", 2017, Cell::masked(mask)),
        ("jobs", "GM0014", 2017, value(140.0)),
        ("jobs", "GM0017", 2017, value(8.0)),
        ("jobs", "GM0009", 2018, Cell::missing(Missing::Suppressed)),
        ("jobs", "GM0014", 2018, value(141.0)),
        ("jobs", "GM0017", 2018, value(9.0)),
        ("jobs", "GM0009", 2016, Cell::missing(Missing::NotAvailable)),
        ("jobs", "GM0014", 2016, value(141.0)),
        ("jobs", "GM0017", 2016, value(9.0)),
        ("jobs", "GM0014", 2015, value(139.0)),
        ("jobs", "GM0017", 2015, value(9.0)),
        // Of a measure with figures below zero nothing is a least.
        ("growth", "GM0009", 2018, Cell::missing(Missing::Suppressed)),
        ("growth", "GM0014", 2018, value(-5.0)),
        ("growth", "GM0017", 2018, value(9.0)),
    ]);
    let data = dataset(&["jobs", "growth"], &[]);
    let restated = restate(&cube, &data, &on(&registry, JAN_2019)).unwrap();
    let of = |measure, period| cell(&restated, measure, "GM0014", period);
    assert_eq!(of("jobs", 2017).missing_reason(), Some(Missing::Suppressed));
    let interval = of("jobs", 2017).interval().unwrap();
    assert_eq!((interval.low.get(), interval.high.get()), (149.0, 152.0));
    assert_eq!(of("jobs", 2018), Cell::missing(Missing::Suppressed));
    assert_eq!(at_least(&restated, "jobs", "GM0014", 2018), Some(150.0));
    assert_eq!(of("growth", 2018), Cell::missing(Missing::Suppressed));
    assert_eq!(at_least(&restated, "growth", "GM0014", 2018), None);
    assert_eq!(of("jobs", 2016).missing_reason(), Some(Missing::NotAvailable));
    assert_eq!(of("jobs", 2015).missing_reason(), Some(Missing::Absent));
    assert_eq!(at_least(&restated, "jobs", "GM0014", 2016), None);
}

#[test]
fn a_rate_is_refused_where_regions_were_put_together_and_kept_where_they_were_not() {
    let regions = vec![
        gm("A", None, Some(JAN_2019)),
        gm("B", Some(JAN_2019), None),
        gm("C", None, Some(JAN_2019)),
        gm("D", None, Some(JAN_2019)),
        gm("E", Some(JAN_2019), None),
    ];
    let changes = vec![
        change(JAN_2019, ChangeKind::Rename, "A", "B"),
        change(JAN_2019, ChangeKind::Merger, "C", "E"),
        change(JAN_2019, ChangeKind::Merger, "D", "E"),
    ];
    let registry = RegionRegistry::new(regions, vec![], changes).unwrap();
    let cube = cube(&[
        ("rate", "A", 2018, value(4.0)),
        ("rate", "C", 2018, value(5.0)),
        ("rate", "D", 2018, value(6.0)),
    ]);
    let restated = restate(&cube, &dataset(&[], &["rate"]), &on(&registry, JAN_2019)).unwrap();
    assert_eq!(cell(&restated, "rate", "B", 2018), value(4.0));
    assert_eq!(
        restated.way("rate", &code("B"), year(2018)),
        Some(Way::Whole(code("A")))
    );
    assert_eq!(
        cell(&restated, "rate", "E", 2018).missing_reason(),
        Some(Missing::Undefined)
    );
    let parts = vec![code("C"), code("D")];
    assert_eq!(
        restated.way("rate", &code("E"), year(2018)),
        Some(Way::Refused(Refusal::NotAdditive { parts }))
    );
}

/// The register of TOOI: GM0457 Weesp went into GM0363 Amsterdam on 24 March 2022, and lay in another COROP area. The figures of the COROP areas are
/// employee jobs in December, in thousands, all sectors together (Statistics Netherlands, 83582NED); those of municipalities are made up.
#[test]
fn a_bigger_region_whose_borders_moved_is_made_of_its_municipalities_or_refused() {
    let day = date(2022, 3, 24);
    let corop = |text| region(text, RegionKind::Corop, None, None);
    let regions = vec![
        gm("GM0363", None, None),
        gm("GM0384", None, None),
        gm("GM0402", None, None),
        gm("GM0457", None, Some(day)),
        corop("CR23"),
        corop("CR24"),
        region("PV27", RegionKind::Province, None, None),
    ];
    let nest = |child: &str, parent: &str, until: Option<Date>| Nesting {
        child: code(child),
        parent: code(parent),
        validity: Validity {
            from: None,
            to: until.map(|day| day.yesterday().unwrap()),
        },
    };
    let nestings = vec![
        nest("GM0363", "CR23", None),
        nest("GM0384", "CR23", None),
        nest("GM0402", "CR24", None),
        nest("GM0457", "CR24", Some(day)),
        nest("CR23", "PV27", None),
        nest("CR24", "PV27", None),
    ];
    let changes = vec![change(day, ChangeKind::Extension, "GM0457", "GM0363")];
    let registry = RegionRegistry::new(regions, nestings, changes).unwrap();
    let wholes = [
        ("jobs", "CR23", 2021, value(998.9)),
        ("jobs", "CR24", 2021, value(107.7)),
        ("jobs", "CR23", 2022, value(1045.1)),
        ("jobs", "CR24", 2022, value(110.4)),
        ("jobs", "CR23", 2023, value(1069.8)),
        ("jobs", "CR24", 2023, value(102.2)),
        ("jobs", "PV27", 2022, value(1155.5)),
    ];
    let data = dataset(&["jobs"], &[]);
    let target = date(2023, 1, 1);
    let restated = restate(&cube(&wholes), &data, &on(&registry, target)).unwrap();
    let moved = vec![code("GM0457")];
    for region in ["CR23", "CR24"] {
        for of in [2021, 2022] {
            // A yearly table is on the layout of 1 January: in 2022 Weesp was still there.
            let refusal = Refusal::BordersMoved { moved: moved.clone() };
            assert_eq!(
                restated.way("jobs", &code(region), year(of)),
                Some(Way::Refused(refusal))
            );
            assert_eq!(cell(&restated, "jobs", region, of).number(), None);
        }
        assert_eq!(
            restated.way("jobs", &code(region), year(2023)),
            Some(Way::Unchanged)
        );
    }
    // The province has them both: its borders stayed.
    assert_eq!(cell(&restated, "jobs", "PV27", 2022), value(1155.5));
    // Where the table does not have the province, it is added up from the areas as they were published.
    let without: Vec<_> = wholes.iter().filter(|row| row.1 != "PV27").copied().collect();
    let added = restate(&cube(&without), &data, &on(&registry, target)).unwrap();
    assert_eq!(cell(&added, "jobs", "PV27", 2021), value(1106.6));
    assert_eq!(cell(&added, "jobs", "PV27", 2023), value(1172.0));
    let mut all = wholes.to_vec();
    for (region, jobs) in [
        ("GM0363", 700.0),
        ("GM0384", 298.9),
        ("GM0402", 100.0),
        ("GM0457", 7.7),
    ] {
        all.push(("jobs", region, 2021, value(jobs)));
    }
    let restated = restate(&cube(&all), &data, &on(&registry, target)).unwrap();
    assert_eq!(cell(&restated, "jobs", "CR23", 2021), value(1006.6));
    assert_eq!(cell(&restated, "jobs", "CR24", 2021), value(100.0));
}

/// Employee jobs in December, in thousands, all sectors together (Statistics Netherlands, 83582NED): the three COROP areas of Friesland around the changes
/// of 1 January 2014. That table has no municipalities, and which of them moved is not in our sources: GM9999 stands for them.
#[test]
fn a_shift_between_areas_is_no_shift_of_the_province() {
    let day = date(2014, 1, 1);
    let corop = |text| region(text, RegionKind::Corop, None, None);
    let regions = vec![
        gm("GM9999", None, None),
        corop("CR04"),
        corop("CR05"),
        corop("CR06"),
        region("PV21", RegionKind::Province, None, None),
    ];
    let nest = |child: &str, parent: &str, validity| Nesting {
        child: code(child),
        parent: code(parent),
        validity,
    };
    let always = Validity::default();
    let until = Validity {
        from: None,
        to: Some(day.yesterday().unwrap()),
    };
    let since = Validity {
        from: Some(day),
        to: None,
    };
    let nestings = vec![
        nest("CR04", "PV21", always),
        nest("CR05", "PV21", always),
        nest("CR06", "PV21", always),
        nest("GM9999", "CR06", until),
        nest("GM9999", "CR05", since),
    ];
    let registry = RegionRegistry::new(regions, nestings, vec![]).unwrap();
    let published = [
        ("jobs", "CR04", 2013, value(120.3)),
        ("jobs", "CR05", 2013, value(35.7)),
        ("jobs", "CR06", 2013, value(86.3)),
        ("jobs", "CR04", 2014, value(117.7)),
        ("jobs", "CR05", 2014, value(45.0)),
        ("jobs", "CR06", 2014, value(79.2)),
    ];
    let restated = restate(&cube(&published), &dataset(&["jobs"], &[]), &on(&registry, day)).unwrap();
    // As published, one area grows by a quarter in a year: from 35.7 to 45.0.
    for region in ["CR05", "CR06"] {
        assert_eq!(
            cell(&restated, "jobs", region, 2013).missing_reason(),
            Some(Missing::Undefined)
        );
    }
    assert_eq!(cell(&restated, "jobs", "CR04", 2013), value(120.3));
    let province = |of| cell(&restated, "jobs", "PV21", of).number().unwrap().get();
    assert_eq!((province(2013), province(2014)), (242.3, 241.9));
}

#[test]
fn what_went_nowhere_is_told() {
    let regions = vec![
        gm("A", None, Some(JAN_2019)),
        gm("B", Some(JAN_2019), None),
        gm("C", None, None),
    ];
    let registry = RegionRegistry::new(regions, vec![], vec![]).unwrap();
    let cube = cube(&[
        ("jobs", "A", 2018, value(1.0)),
        ("jobs", "C", 2018, value(2.0)),
        ("jobs", "B", 2019, value(3.0)),
        ("jobs", "C", 2019, value(4.0)),
    ]);
    let restated = restate(&cube, &dataset(&["jobs"], &[]), &on(&registry, JAN_2019)).unwrap();
    assert_eq!(
        cell(&restated, "jobs", "B", 2018).missing_reason(),
        Some(Missing::Undefined)
    );
    assert_eq!(
        restated.way("jobs", &code("B"), year(2018)),
        Some(Way::Refused(Refusal::NoOrigin))
    );
    let lost: Vec<String> = restated.lost.iter().map(|lost| lost.region.to_string()).collect();
    assert_eq!(lost, ["A"]);
}

/// A country of municipalities that merge, grow, split and exchange parts, one change a year, every split with weights.
fn country(steps: &[(u8, u8, u8, u8)]) -> RegionRegistry {
    let mut alive: Vec<usize> = (0..6).collect();
    let mut regions: Vec<(Option<Date>, Option<Date>)> = vec![(None, None); 6];
    let (mut changes, mut weights) = (Vec::new(), Vec::new());
    let name = |at: usize| format!("GM{at:04}");
    for (at, &(kind, a, b, share)) in steps.iter().enumerate() {
        let day = date(2001 + i16::try_from(at).unwrap(), 1, 1);
        let (i, j) = (usize::from(a) % alive.len(), usize::from(b) % alive.len());
        if i == j || alive.len() < 3 {
            continue;
        }
        let (first, second) = (alive[i], alive[j]);
        let mut new = || {
            regions.push((Some(day), None));
            regions.len() - 1
        };
        let share = f64::from(share) / 255.0;
        let mut weigh = |from: usize, to: usize, share: f64| {
            weights.push(Weight {
                date: day,
                from: code(&name(from)),
                to: code(&name(to)),
                share: number(share),
                basis: Basis::Jobs,
                source: "made up".into(),
            });
        };
        let mut went = |kind, from: usize, to: usize| changes.push(change(day, kind, &name(from), &name(to)));
        let ended: Vec<usize> = match kind % 4 {
            0 => {
                let made = new();
                went(ChangeKind::Merger, first, made);
                went(ChangeKind::Merger, second, made);
                alive.push(made);
                vec![first, second]
            }
            1 => {
                went(ChangeKind::Extension, first, second);
                vec![first]
            }
            2 => {
                let (left, right) = (new(), new());
                went(ChangeKind::Split, first, left);
                went(ChangeKind::Split, first, right);
                weigh(first, left, share);
                weigh(first, right, 1.0 - share);
                alive.extend([left, right]);
                vec![first]
            }
            _ => {
                went(ChangeKind::Rearrangement, first, second);
                weigh(first, second, share);
                vec![]
            }
        };
        for at in ended {
            regions[at].1 = Some(day);
            alive.retain(|one| *one != at);
        }
    }
    let regions = regions
        .iter()
        .enumerate()
        .map(|(at, (from, until))| gm(&name(at), *from, *until))
        .collect();
    RegionRegistry::new(regions, vec![], changes)
        .unwrap()
        .with_weights(weights)
        .unwrap()
}

/// A figure of every region for every year in which it existed.
fn figures(registry: &RegionRegistry, values: &[u16]) -> Cube {
    let mut rows = Vec::new();
    for of in 2000..2009_i16 {
        for region in registry.of_kind(RegionKind::Municipality, date(of, 1, 1)) {
            let figure = values[rows.len() % values.len()];
            rows.push((
                "jobs",
                region.code.as_str().to_owned(),
                of,
                value(f64::from(figure)),
            ));
        }
    }
    let rows: Vec<(&str, &str, i16, Cell)> =
        rows.iter().map(|(m, r, p, c)| (*m, r.as_str(), *p, *c)).collect();
    cube(&rows)
}

fn total(cube: &Cube, of: i16) -> f64 {
    let plane = cube.plane("jobs", &[]).unwrap();
    let period = cube.period_index(year(of)).unwrap();
    (0..cube.regions().len())
        .filter_map(|row| plane.cell(row, period).number())
        .map(Number::get)
        .sum()
}

fn steps() -> impl Strategy<Value = Vec<(u8, u8, u8, u8)>> {
    prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..8)
}

proptest! {
    #[test]
    fn totals_of_the_country_are_kept(steps in steps(), values in prop::collection::vec(any::<u16>(), 20)) {
        let registry = country(&steps);
        let cube = figures(&registry, &values);
        let wanted = Boundaries { basis: Some(Basis::Jobs), ..on(&registry, date(2009, 1, 1)) };
        let restated = restate(&cube, &dataset(&["jobs"], &[]), &wanted).unwrap();
        prop_assert!(restated.lost.is_empty());
        for of in 2000..2009 {
            let (before, after) = (total(&cube, of), total(&restated.cube, of));
            prop_assert!((before - after).abs() <= 1e-9 * before.max(1.0), "{of}: {before} {after}");
        }
    }

    #[test]
    fn to_its_own_day_a_table_is_itself(steps in steps(), values in prop::collection::vec(any::<u16>(), 20), of in 2000..2009_i16) {
        let registry = country(&steps);
        let cube = figures(&registry, &values);
        let one = koers_table::Selection { from: Some(date(of, 1, 1)), to: Some(date(of, 12, 31)), ..Default::default() };
        let cube = cube.selected(&one);
        let restated = restate(&cube, &dataset(&["jobs"], &[]), &on(&registry, date(of, 1, 1))).unwrap();
        for region in restated.cube.regions() {
            prop_assert_eq!(cell(&restated, "jobs", region.as_str(), of), {
                let plane = cube.plane("jobs", &[]).unwrap();
                plane.cell(cube.region_index(region).unwrap(), 0)
            });
        }
        prop_assert_eq!(total(&cube, of), total(&restated.cube, of));
    }

    #[test]
    fn over_a_day_between_is_the_same_as_at_once(steps in steps(), values in prop::collection::vec(any::<u16>(), 20), between in 2000..2009_i16) {
        let registry = country(&steps);
        let data = dataset(&["jobs"], &[]);
        let cube = figures(&registry, &values);
        // Only figures of before the day between: towards earlier boundaries there are no weights here.
        let early = koers_table::Selection { to: Some(date(between, 12, 31)), ..Default::default() };
        let cube = cube.selected(&early);
        let end = Boundaries { basis: Some(Basis::Jobs), ..on(&registry, date(2009, 1, 1)) };
        let half = Boundaries { day: date(between, 1, 1), ..end };
        let first = restate(&cube, &data, &half).unwrap();
        let twice = restate(&first.cube, &data, &Boundaries { from: Some(half.day), ..end }).unwrap();
        let once = restate(&cube, &data, &end).unwrap();
        prop_assert_eq!(once.cube.regions(), twice.cube.regions());
        for (position, one) in once.cube.observations().map(|one| (one.position, one.cell)) {
            let (a, b) = (one.number(), twice.cube.cell(position).number());
            let near = a.zip(b).is_some_and(|(a, b)| (a.get() - b.get()).abs() <= 1e-9 * a.get().abs().max(1.0));
            prop_assert!(near, "{a:?} {b:?}");
        }
    }

    #[test]
    fn the_order_of_events_does_not_matter(steps in steps(), values in prop::collection::vec(any::<u16>(), 20), turn in 0..9_usize) {
        let registry = country(&steps);
        let cube = figures(&registry, &values);
        let mut changes = registry.changes().to_vec();
        let turns = turn % changes.len().max(1);
        changes.rotate_left(turns);
        changes.reverse();
        let regions = registry.iter().cloned().collect();
        let turned = RegionRegistry::new(regions, vec![], changes).unwrap();
        let turned = turned.with_weights(registry.weights().iter().rev().cloned().collect()).unwrap();
        let data = dataset(&["jobs"], &[]);
        let wanted = |registry| Boundaries { basis: Some(Basis::Jobs), ..on(registry, date(2009, 1, 1)) };
        let one = restate(&cube, &data, &wanted(&registry)).unwrap();
        let other = restate(&cube, &data, &wanted(&turned)).unwrap();
        prop_assert_eq!(one.cube, other.cube);
    }
}
