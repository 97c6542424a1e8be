//! Methods on figures of the example: what fits, what can be chosen, and what is kept.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod drenthe;

use koers_analysis::answer::Item;
use koers_model::period::Period;
use koers_model::region::RegionKind;
use koers_model::text::Lang;
use koers_run::analysis::{Asked, Fault, NoAnalysis, fitting, method, on_page};
use koers_run::held::{Held, Unanswered};
use std::sync::Arc;

fn asked(
    held: &Held,
    id: &str,
    figures: &str,
    set: &[(&str, &str)],
) -> Result<Arc<koers_run::analysis::Analysis>, Fault> {
    let figures = held.definitions().unwrap().analyses.get(figures).unwrap();
    let asked = Asked {
        region: Some("PV22".to_owned()),
        settings: set
            .iter()
            .map(|(word, value)| ((*word).to_owned(), (*value).to_owned()))
            .collect(),
        ..Asked::default()
    };
    match held.analysis(method(id).unwrap(), figures, asked, (None, Lang::Nl)) {
        Ok(analysis) => Ok(analysis),
        Err(Unanswered::No(NoAnalysis::Fault(fault))) => Err(fault),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn figures_that_do_not_fit_are_refused_with_those_that_do() {
    let held = drenthe::held();
    let said = |id, figures| {
        let fault = asked(&held, id, figures, &[]).unwrap_err();
        said_plainly(&fault)
    };
    // Without sectors, of a method that needs them.
    let none = said("shift-share", "brp");
    assert!(
        none.contains("sector, period, value") && none.contains("banen-naar-sector"),
        "{none}"
    );
    // Without inhabitants, as all figures of the example are.
    let people = said("hoover", "brp");
    assert!(
        people.contains("population") && people.contains("ook niet"),
        "{people}"
    );
}

/// Jobs by sector, asked of a method that knows no sectors: of one, and of all together. The Gini index beside it is worked out from the
/// readings of indicators, pair by pair.
#[test]
fn one_sector_or_all_together() {
    let held = drenthe::held();
    let figures = held
        .definitions()
        .unwrap()
        .analyses
        .get("banen-naar-sector")
        .unwrap();
    let ask = |id: &str, sector: Option<&str>| {
        let asked = Asked {
            region: (id != "gini").then(|| "PV22".to_owned()),
            sector: sector.map(str::to_owned),
            to: (id == "gini").then(|| "2024".to_owned()),
            ..Asked::default()
        };
        match held.analysis(method(id).unwrap(), figures, asked, (None, Lang::Nl)) {
            Ok(analysis) => Ok(analysis),
            Err(Unanswered::No(NoAnalysis::Fault(fault))) => Err(fault),
            Err(other) => panic!("{other}"),
        }
    };
    let areas: Vec<_> = held
        .definitions()
        .unwrap()
        .regions
        .of_kind(RegionKind::Corop, held.today())
        .map(|region| region.code.clone())
        .collect();
    for (sector, indicator, named) in [
        (Some("BE"), "banen-industrie", "Industrie en energie"),
        (
            Some("Industrie en energie"),
            "banen-industrie",
            "Industrie en energie",
        ),
        (None, "banen", "alle samen"),
    ] {
        let found = ask("gini", sector).unwrap();
        assert_eq!(found.asked.sector.as_deref(), Some(named));
        let readings = held.readings(indicator, None).unwrap();
        let year = Period::parse("2024").unwrap();
        let jobs: Vec<f64> = areas
            .iter()
            .filter_map(|code| Some(readings.cell(code, year).number()?.get()))
            .collect();
        assert_eq!(jobs.len(), 40);
        let apart: f64 = jobs
            .iter()
            .flat_map(|one| jobs.iter().map(move |other| (one - other).abs()))
            .sum();
        let expected = apart / (2.0 * 40.0 * jobs.iter().sum::<f64>());
        let Item::Number(index, _) = found.answer.tables[0].rows[0][1] else {
            panic!("{:?}", found.answer.tables[0].rows)
        };
        assert!((index.get() - expected).abs() < 1e-12, "{index} {expected}");
    }
    let unknown = said_plainly(&ask("gini", Some("XX")).unwrap_err());
    assert!(unknown.contains("BE") && unknown.contains("XX"), "{unknown}");
    // What tells sectors apart itself takes none, and figures that are not by sector have none.
    assert!(matches!(
        ask("shift-share", Some("BE")),
        Err(Fault::NotTaken { option: "--sector" })
    ));
    let plain = Asked {
        sector: Some("BE".to_owned()),
        ..Asked::default()
    };
    let brp = held.definitions().unwrap().analyses.get("brp").unwrap();
    let refused = held.analysis(method("gini").unwrap(), brp, plain, (None, Lang::Nl));
    assert!(matches!(refused, Err(Unanswered::No(NoAnalysis::Fault(_)))));
}

/// The message with its slots written plainly.
fn said_plainly(fault: &Fault) -> String {
    use koers_analysis::say::Slot;
    fault.message(Lang::Nl, |slot| match slot {
        Slot::Name(name) => name.clone(),
        Slot::Text(text) => text.nl.clone(),
        Slot::Names(names) => names.join(", "),
        other => panic!("{other:?}"),
    })
}

#[test]
fn regions_are_chosen_kind_by_kind() {
    let held = drenthe::held();
    let figures = held.definitions().unwrap().analyses.get("brp").unwrap();
    let choices = held.choices(figures, None).unwrap();
    let kinds: Vec<RegionKind> = choices.regions.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [RegionKind::Corop, RegionKind::Province]);
    // There are twelve provinces.
    assert_eq!(choices.regions.iter().map(|(_, all)| all.len()).min(), Some(12));
    for (_, regions) in &choices.regions {
        assert!(regions.is_sorted_by_key(|(_, name)| name));
    }
    assert_eq!(choices.periods.first().map(String::as_str), Some("2000"));
}

/// A page, its drawing and its tables are one answer; another question or another language is another one.
#[test]
fn the_same_question_is_done_once() {
    let held = drenthe::held();
    let one = asked(&held, "theta", "brp", &[]).unwrap();
    assert!(Arc::ptr_eq(&one, &asked(&held, "theta", "brp", &[]).unwrap()));
    assert!(!Arc::ptr_eq(
        &one,
        &asked(&held, "theta", "brp", &[("horizon", "2")]).unwrap()
    ));
    assert!(!Arc::ptr_eq(
        &one,
        &asked(&held, "theta", "bedrijven", &[]).unwrap()
    ));
    let several: Vec<_> = std::thread::scope(|scope| {
        let held = &held;
        let asking: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| asked(held, "arima", "brp", &[]).unwrap()))
            .collect();
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(several.iter().all(|one| Arc::ptr_eq(one, &several[0])));
}

#[test]
fn a_page_does_not_begin_what_takes_minutes() {
    let held = drenthe::held();
    let quotients = |draws| {
        asked(
            &held,
            "location-quotients",
            "banen-naar-sector",
            &[("draws", draws)],
        )
    };
    assert!(quotients("10000").is_ok());
    assert!(matches!(
        quotients("10001"),
        Err(Fault::Setting { word: "draws", .. })
    ));
    let control = method("synthetic-control").unwrap();
    let off = on_page(control, Asked::default()).unwrap();
    assert_eq!(off.settings, [("smallest".to_owned(), "no".to_owned())]);
    // Twice is as once, and who asks for it gets it.
    assert_eq!(on_page(control, off.clone()).unwrap(), off);
    let searched = Asked {
        settings: [("smallest", "yes"), ("match", "value@2000:2005")]
            .map(|(word, value)| (word.to_owned(), value.to_owned()))
            .to_vec(),
        ..Asked::default()
    };
    assert!(matches!(
        on_page(control, searched),
        Err(Fault::Setting { word: "smallest", .. })
    ));
    let on = Asked {
        settings: vec![("smallest".to_owned(), "yes".to_owned())],
        ..Asked::default()
    };
    assert_eq!(on_page(control, on.clone()).unwrap(), on);
    let brp = held.definitions().unwrap().analyses.get("brp").unwrap();
    assert!(!fitting(
        held.definitions().unwrap(),
        method("shift-share").unwrap(),
        brp
    ));
}
