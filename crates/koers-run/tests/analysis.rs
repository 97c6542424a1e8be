//! Methods on figures of the example: what fits, what can be chosen, and what is kept.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod drenthe;

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
    // By sector, of a method that knows none; the others fit.
    let sectors = said("gini", "banen-naar-sector");
    assert!(
        sectors.contains("naar sector") && sectors.contains("bedrijven, brp"),
        "{sectors}"
    );
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
    assert!(!fitting(
        control,
        held.definitions()
            .unwrap()
            .analyses
            .get("banen-naar-sector")
            .unwrap()
    ));
}
