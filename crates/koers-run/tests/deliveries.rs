//! A table of deliveries of the example with the jobs of a region beside it, held against the same table laid by hand from the published files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod drenthe;
mod numbers;

use koers_model::text::Lang;
use koers_run::analysis::{
    Analysis, Asked, Columns, Fault, NoAnalysis, all_fitting, fitting, method, on_own_table, takes_region,
};
use koers_run::held::{Held, Unanswered};
use numbers::numbers;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

const TABLE: &str = include_str!("../../../examples/drenthe/published/wiod-nederland.csv");
const JOBS: &str = include_str!("../../../examples/drenthe/published/cbs-83582ned.csv");

fn ask(
    held: &Held,
    id: &str,
    (region, to): (Option<&str>, Option<&str>),
    set: &[(&str, &str)],
) -> Result<Arc<Analysis>, Fault> {
    let figures = held.definitions().unwrap().analyses.get("leveringen").unwrap();
    let pair = |(word, value): &(&str, &str)| ((*word).to_owned(), (*value).to_owned());
    let asked = Asked {
        region: region.map(str::to_owned),
        to: to.map(str::to_owned),
        settings: set.iter().map(pair).collect(),
        ..Asked::default()
    };
    match held.analysis(method(id).unwrap(), figures, asked, (None, Lang::Nl)) {
        Ok(analysis) => Ok(analysis),
        Err(Unanswered::No(NoAnalysis::Fault(fault))) => Err(fault),
        Err(other) => panic!("{other}"),
    }
}

/// Rows of a published file of our own form, cell by cell.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| line.split(',').collect())
}

/// The table of 2010 by hand: deliveries by code, jobs of the country and of one area in persons.
fn by_hand(area: &str) -> String {
    let of = |code: &str| match code {
        "JZ" | "MN" => "JM".to_owned(),
        other => other.to_owned(),
    };
    let mut jobs: BTreeMap<(&str, String), f64> = BTreeMap::new();
    for row in rows(JOBS).filter(|row| row[1] == "2010") {
        let jobs_here: f64 = row[3].parse().unwrap();
        *jobs.entry(("land", of(row[2]))).or_default() += 1000.0 * jobs_here;
        if row[0] == area {
            *jobs.entry(("gebied", of(row[2]))).or_default() += 1000.0 * jobs_here;
        }
    }
    let mut out = "from,to,value\n".to_owned();
    for row in rows(TABLE).filter(|row| row[1] == "2010") {
        writeln!(out, "{},{},{}", row[2], row[3], row[4]).unwrap();
    }
    for ((who, sector), number) in jobs {
        writeln!(out, "{who},{sector},{number:.3}").unwrap();
    }
    out
}

#[test]
fn a_region_is_as_the_same_table_laid_by_hand() {
    let held = drenthe::held();
    let table = by_hand("CR08");
    let brought = [("output", "productie"), ("own", "gebied"), ("country", "land")];
    let closure = [("asks", "closure"), ("sector", "BE"), ("plant_jobs", "100")];
    for (id, takes_jobs, set) in [
        ("regional-range", true, &closure[..]),
        ("regional-range", true, &[("others", "all")][..]),
        ("regional-coefficients", false, &[][..]),
    ] {
        let found = ask(&held, id, (Some("CR08"), None), set).unwrap();
        assert_eq!(found.asked.to.as_deref(), Some("2010"), "{id}");
        let mut settings: Vec<(String, String)> = Vec::new();
        let jobs = takes_jobs.then_some(("jobs", "land"));
        for (word, value) in set.iter().chain(&brought).chain(&jobs) {
            settings.push(((*word).to_owned(), (*value).to_owned()));
        }
        let asked = Asked {
            settings,
            ..Asked::default()
        };
        let columns = Columns::default();
        let own = on_own_table(method(id).unwrap(), ("t.csv", table.as_bytes()), &columns, asked).unwrap();
        assert_eq!(found.answer.tables.len(), own.answer.tables.len());
        for (one, other) in found.answer.tables.iter().zip(&own.answer.tables) {
            let (one, other) = (numbers(one), numbers(other));
            assert!(!one.is_empty() && one.len() == other.len(), "{id}");
            for (one, other) in one.iter().zip(&other) {
                let size = one.abs().max(other.abs()).max(1e-12);
                assert!((one - other).abs() <= 1e-9 * size, "{id}: {one} {other}");
            }
        }
    }
}

#[test]
fn what_lacks_is_said() {
    let held = drenthe::held();
    let regional = |region, to| ask(&held, "regional-coefficients", (region, to), &[]);
    assert!(matches!(
        regional(None, None),
        Err(Fault::Wanted {
            option: "--region",
            ..
        })
    ));
    // The whole province is the sum of its three areas.
    regional(Some("PV22"), None).unwrap();
    // In 2011 jobs are withheld, before 2010 there are none: of a region nothing can be said, of the country all but the jobs.
    for to in ["2011", "2000"] {
        assert!(
            matches!(
                regional(Some("CR08"), Some(to)),
                Err(Fault::Method(_) | Fault::NoFigure { .. })
            ),
            "{to}"
        );
        let country = ask(&held, "leontief", (None, Some(to)), &[("sector", "BE")]).unwrap();
        assert!(
            country
                .settings
                .iter()
                .all(|(word, value)| *word != "jobs" || value.is_empty())
        );
        assert!(!country.answer.left_out.is_empty());
    }
    let with = ask(&held, "leontief", (None, None), &[("sector", "BE")]).unwrap();
    assert!(with.settings.contains(&("jobs", "banen".to_owned())));
    // Who names an account asks about that one.
    let money = ask(&held, "footprint", (None, None), &[("money", "waarde")]).unwrap();
    assert!(
        money
            .settings
            .contains(&("money", "toegevoegde waarde".to_owned()))
    );
    assert!(money.settings.iter().all(|(word, _)| *word != "jobs"));
    // A region cannot be asked of a method about the whole table, and what the workspace says itself cannot be chosen.
    let said = |found: Result<Arc<Analysis>, Fault>| match found {
        Err(Fault::Method(_)) => true,
        Err(fault) => panic!("{fault:?}"),
        Ok(_) => false,
    };
    assert!(said(ask(
        &held,
        "leontief",
        (Some("CR08"), None),
        &[("sector", "BE")]
    )));
    assert!(said(ask(
        &held,
        "regional-range",
        (Some("CR08"), None),
        &[("own", "invoer")]
    )));
    assert!(said(ask(
        &held,
        "leontief",
        (None, None),
        &[("sector", "BE"), ("jobs", "waarde")]
    )));
    // A period that is none is refused, not answered over another one.
    for to in ["onzin", "2024"] {
        assert!(
            matches!(regional(Some("CR08"), Some(to)), Err(Fault::NoSuchName { .. })),
            "{to}"
        );
    }
    // The years in which all figures are there are those with jobs.
    let Err(Fault::Method(lacks)) = regional(Some("CR08"), Some("2011")) else {
        panic!("jobs of 2011 are withheld");
    };
    let years = lacks.slots.iter().find_map(|slot| match slot {
        koers_analysis::say::Slot::Names(names) => Some(names.clone()),
        _ => None,
    });
    assert_eq!(years, Some(vec!["2010".to_owned()]));
}

#[test]
fn a_plant_is_counted_in_jobs() {
    let held = drenthe::held();
    let plant = |jobs: &str, more: &[(&str, &str)]| {
        let mut set = vec![("sector", "BE"), ("plant_jobs", jobs)];
        set.extend(more);
        ask(&held, "regional-range", (Some("CR08"), None), &set)
    };
    let all = |found: Arc<Analysis>| numbers(&found.answer.tables[0]);
    let closed = plant("100", &[]).unwrap();
    // Also where the question does not say that it closes, and where other accounts are asked for.
    assert_eq!(
        all(plant("100", &[("asks", "closure")]).unwrap()),
        all(Arc::clone(&closed))
    );
    let beside = plant("100", &[("money", "waarde")]).unwrap();
    assert_eq!(
        numbers(&beside.answer.tables[0])[..27],
        numbers(&closed.answer.tables[0])[..27]
    );
    assert!(beside.settings.contains(&("jobs", "banen".to_owned())));
    // There are 10,600 jobs in industry and energy: a larger plant cannot be there. And a thousand is not one.
    assert!(plant("10600", &[]).is_ok());
    assert!(matches!(plant("10601", &[]), Err(Fault::Method(_))));
    assert!(matches!(
        plant("1.000", &[]),
        Err(Fault::Setting {
            word: "plant_jobs",
            ..
        })
    ));
    assert!(matches!(plant("100", &[("amount", "5")]), Err(Fault::Method(_))));
    assert!(
        ask(
            &held,
            "regional-range",
            (Some("CR08"), None),
            &[("low", "0.4"), ("high", "0.2")]
        )
        .is_err()
    );
}

#[test]
fn methods_that_take_it_fit_and_no_others() {
    let held = drenthe::held();
    let definitions = held.definitions().unwrap();
    let table = definitions.analyses.get("leveringen").unwrap();
    let jobs = definitions.analyses.get("banen-naar-sector").unwrap();
    let fits = |id: &str, figures| fitting(definitions, method(id).unwrap(), figures);
    assert!(
        fits("leontief", table) && fits("regional-range", table) && fits("structural-decomposition", table)
    );
    // Figures of one region are no panel of regions, and totals to aim at are not in the table.
    assert!(!fits("naive", table) && !fits("gini", table) && !fits("ras", table) && !fits("leontief", jobs));
    assert!(takes_region(method("regional-range").unwrap(), table));
    assert!(!takes_region(method("leontief").unwrap(), table));
    // What comes back every year is not in figures of whole years.
    assert!(all_fitting(definitions, method("stl").unwrap()).is_empty());
    let choices = held.choices(table, None).unwrap();
    assert_eq!(choices.activities.len(), 9);
    assert_eq!(choices.periods.first().map(String::as_str), Some("1995"));
    assert_eq!(choices.periods.last().map(String::as_str), Some("2011"));
}
