//! The tables of the example, as they are handed out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it fails"
)]

mod drenthe;

use jiff::civil::date;
use koers_model::region::{RegionCode, RegionKind};
use koers_model::text::Lang;
use koers_model::value::Missing;
use koers_run::error::RunError;
use koers_run::publish::{Form, Selection, bundle, dataset, readings, regions_asked};
use std::collections::BTreeSet;

fn code(text: &str) -> RegionCode {
    RegionCode::new(text).unwrap()
}

#[test]
fn a_data_set_is_handed_out_as_it_was_published() {
    let held = drenthe::held();
    let table = dataset(&held, "cbs-83582ned", None, None).unwrap().unwrap();
    let withheld = |row: &koers_run::publish::Row<'_>| row.cell.missing_reason() == Some(Missing::Suppressed);
    assert_eq!(
        (
            table.rows(Lang::Nl).count(),
            table.rows(Lang::Nl).filter(withheld).count()
        ),
        (6000, 48)
    );
    let first = table.rows(Lang::Nl).next().unwrap();
    assert_eq!(
        (first.region_name, first.codes[0].code),
        (Some("Oost-Groningen"), "A")
    );
    assert_eq!(
        first.about.map(|about| (about.unit.id, about.decimals)),
        Some(("thousand-jobs", 1))
    );
    let about = &table.description;
    assert_eq!(
        about.licence.url,
        Some("https://creativecommons.org/licenses/by/4.0/")
    );
    assert_eq!(about.updated.unwrap().to_string(), "2026-11-21T00:00:00Z");
    assert_eq!(about.dimensions["sector"].title.as_ref().unwrap().nl, "Sector");
    assert!(
        about.notes[0]
            .nl
            .contains("wanneer die is gepubliceerd, is niet bekend"),
        "{:?}",
        about.notes
    );
    assert_eq!(table.file_name(Form::Csv), "cbs-83582ned.csv");
    let unknown = dataset(&held, "cbs-83582", None, None).unwrap_err();
    assert!(
        matches!(unknown, RunError::Unknown { what: "data set", .. }),
        "{unknown}"
    );
}

#[test]
fn what_was_known_on_a_day_is_handed_out_as_of_that_day() {
    let held = drenthe::held();
    let then = Some(date(2022, 12, 31));
    let gdp = |as_of| {
        dataset(&held, "eurostat-nama-10r-3gdp", as_of, None)
            .unwrap()
            .unwrap()
    };
    let (old, new) = (gdp(then), gdp(None));
    assert_eq!(old.cube.measures(), ["MIO_EUR"]);
    assert!(new.cube.measures().len() > 1);
    assert_eq!(
        old.description.updated.unwrap().to_string(),
        "2022-04-18T00:00:00Z"
    );
    assert_eq!(
        old.file_name(Form::JsonStat),
        "eurostat-nama-10r-3gdp.bekend-op-2022-12-31.jsonstat.json"
    );
    // The Netherlands in its provinces: no part of the country that the table leaves out comes between.
    assert!(new.description.parts[&code("PV22")].contains(&code("CR07")));
    // Nothing was known of the jobs in 2022: the day of publication is not known, and they were retrieved later.
    assert!(dataset(&held, "cbs-83582ned", then, None).unwrap().is_none());
    assert!(matches!(
        readings(&held, "banen", then, None),
        Err(RunError::Evaluate(_))
    ));
}

#[test]
fn readings_are_handed_out_for_the_regions_asked() {
    let held = drenthe::held();
    let all = readings(&held, "banen", None, Some("https://example.org/x".into())).unwrap();
    assert!(all.cube.regions().len() > 40, "{:?}", all.cube.regions());
    let provinces = regions_asked(&held, &[RegionKind::Province].into(), &[code("NL01")].into()).unwrap();
    let some = all.selected(&Selection {
        regions: provinces,
        from: Some(date(2019, 1, 1)),
        to: Some(date(2019, 12, 31)),
        ..Selection::default()
    });
    assert_eq!(some.cube.regions().len(), 13);
    let drenthe = some
        .rows(Lang::Nl)
        .find(|row| *row.region == code("PV22"))
        .unwrap();
    assert_eq!(
        drenthe.cell.number().map(|n| (n.get() * 10.0).round() / 10.0),
        Some(205.1)
    );
    assert_eq!(drenthe.region_name, Some("Drenthe"));
    let about = drenthe.about.unwrap();
    assert_eq!((drenthe.measure, about.unit.id), ("banen", "thousand-jobs"));
    let text = String::from_utf8(some.write(Form::JsonStat, Lang::Nl).unwrap()).unwrap();
    assert!(
        text.contains(r#""href":"https://example.org/x""#) && text.contains("Bron: CBS, tabel 83582NED"),
        "{text}"
    );
    assert_eq!(
        regions_asked(&held, &BTreeSet::new(), &BTreeSet::new()).unwrap(),
        None
    );
}

#[test]
fn every_table_can_be_written_in_every_form() {
    let held = drenthe::held();
    let definitions = held.definitions().unwrap();
    let sets = definitions
        .datasets
        .keys()
        .filter_map(|id| dataset(&held, id.as_str(), None, None).unwrap());
    let indicators = definitions
        .indicators
        .keys()
        .map(|id| readings(&held, id.as_str(), None, None).unwrap());
    let mut names = BTreeSet::new();
    for table in sets.chain(indicators) {
        for form in Form::all() {
            for lang in [Lang::Nl, Lang::En] {
                assert!(
                    !table.write(form, lang).unwrap().is_empty(),
                    "{} {form:?}",
                    table.cube.dataset()
                );
            }
            assert!(names.insert(table.file_name(form)));
        }
    }
    for form in Form::all() {
        assert_eq!(Form::from_word(form.word()), Some(form));
    }
}

#[test]
fn a_bundle_holds_what_was_known() {
    let held = drenthe::held();
    let (bytes, left_out) = bundle(&held, None, None, Lang::Nl, Vec::new()).unwrap();
    assert!(bytes.starts_with(b"PK") && left_out.is_empty(), "{left_out:?}");
    let (then, left_out) = bundle(&held, Some(date(2022, 12, 31)), None, Lang::Nl, Vec::new()).unwrap();
    assert!(
        then.len() < bytes.len() && left_out.iter().any(|id| id.as_str() == "banen"),
        "{left_out:?}"
    );
}
