//! Forecasts as people ask for them: published numbers through the whole room, names of periods ahead, and what is refused.
//!
//! The series are those of `koers-economics/tests/series.tsv`; what R printed of them stands there too.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_analysis::METHODS;
use koers_analysis::analysis::Asked;
use koers_analysis::answer::{Item, Standing};
use koers_analysis::drawing::Shape;
use koers_model::text::Lang;

mod support;

use support::*;

/// `thetaf(Nile, h = 3)` of forecast for R.
#[test]
fn theta_of_the_nile_is_that_of_r() {
    let text = csv(&series("Nile"), year(1871));
    let answer = ask("theta", &text, asked(&[("horizon", "3")])).unwrap();
    assert_eq!(names(&answer, "forecast"), ["1971", "1972", "1973"]);
    let found = column(&answer, "forecast", "value");
    for (found, printed) in found.iter().zip([799.812_00, 798.454_84, 797.097_69]) {
        // α of the most likely level differs a little from where R stops.
        close(*found, printed, 0.02);
    }
    assert_eq!(names(&answer, "model"), ["alpha", "drift"]);
}

/// `auto.arima(WWWusage)` of forecast for R: (1,1,1), φ = 0.6504, θ = 0.5256, AICc = 514.55. Minutes are no periods of ours.
#[test]
fn arima_of_users_is_chosen_as_r_does() {
    let text = csv(&series("WWWusage"), |at| (at + 1).to_string());
    let answer = ask("arima", &text, asked(&[])).unwrap();
    assert_eq!(
        table(&answer, "model").rows[0][1],
        Item::Name("(1,1,1)".to_owned())
    );
    close(model(&answer, "φ1"), 0.6504, 5e-5);
    close(model(&answer, "θ1"), 0.5256, 5e-5);
    close(model(&answer, "aicc"), 514.55, 5e-3);
    assert_eq!(names(&answer, "forecast"), ["101", "102", "103", "104"]);

    let given = ask("arima", &text, asked(&[("orders", "1, 1,1")])).unwrap();
    assert_eq!(
        column(&given, "forecast", "value"),
        column(&answer, "forecast", "value")
    );
    assert!(given.tables.iter().all(|table| table.id != "candidates"));
}

/// R prints of `arima(lh, order = c(1, 0, 0))`: φ = 0.5739, mean 2.4133; the mean belongs to it unless somebody says no.
#[test]
fn a_mean_belongs_to_arima_without_differences() {
    let text = csv(&series("lh"), |at| (at + 1).to_string());
    let answer = ask("arima", &text, asked(&[("orders", "1,0,0")])).unwrap();
    close(model(&answer, "φ1"), 0.5739, 1e-4);
    close(model(&answer, "constant"), 2.4133, 1e-4);
    let without = ask("arima", &text, asked(&[("orders", "1,0,0"), ("constant", "no")])).unwrap();
    assert!(!names(&without, "model").contains(&"constant".to_owned()));
}

/// `ets(AirPassengers)` of forecast for R stops at (M,Ad,M) with AICc 1400.6384; of that form the most likely is a little better,
/// and (M,A,M), which its search passes over, is better still.
#[test]
fn smoothing_of_passengers_is_no_worse_than_that_of_r() {
    let text = csv(&series("AirPassengers"), month(1949));
    let given = [("form", "MAdM"), ("tries", "1"), ("horizon", "2")];
    let answer = ask("exponential-smoothing", &text, asked(&given)).unwrap();
    let aicc = model(&answer, "aicc");
    assert!((1399.6..=1400.6384).contains(&aicc), "{aicc}");
    assert_eq!(names(&answer, "forecast"), ["1961-01", "1961-02"]);

    let chosen = ask(
        "exponential-smoothing",
        &text,
        asked(&[("tries", "1"), ("horizon", "2")]),
    )
    .unwrap();
    assert_eq!(
        table(&chosen, "model").rows[0][1],
        Item::Name("(M,A,M)".to_owned())
    );
    close(model(&chosen, "aicc"), 1390.8515, 0.01);
    let candidates = table(&chosen, "candidates");
    assert_eq!(candidates.rows.len(), 15);
}

/// Quarters make a year of four, and two years are foreseen; with every forecast stands how it did before.
#[test]
fn quarters_follow_on_and_the_record_stands_beside() {
    let text = csv(&series("UKgas"), quarter(1960));
    let answer = ask("arima", &text, asked(&[("orders", "0,1,1,0,1,1")])).unwrap();
    let ahead = names(&answer, "forecast");
    assert_eq!(ahead.len(), 8);
    assert_eq!((ahead[0].as_str(), ahead[7].as_str()), ("1987-Q1", "1988-Q4"));
    assert_eq!(table(&answer, "record").rows.len(), 8);
    // Twelve tries for the furthest quarter, and one more for each that is nearer.
    let tries = column(&answer, "record", "tries");
    assert_eq!((tries[0], tries[7]), (19.0, 12.0));
    let (low, high) = (
        column(&answer, "forecast", "low_95"),
        column(&answer, "forecast", "low_80"),
    );
    assert!(low.iter().zip(&high).all(|(wide, narrow)| wide < narrow));
    let Some(Shape::Lines { at, band, from, .. }) = answer.drawing.map(|drawing| drawing.shape) else {
        panic!("no lines");
    };
    assert_eq!((at.len(), from), (116, Some(108)));
    let band = band.unwrap().values;
    assert_eq!(band.len(), 116);
    assert!(band[107].is_none());
    assert_eq!(band[108].unwrap().0, low[0]);
}

/// The record by hand: the naive forecast of a series that rises by two each year is two short for each year ahead, and scaled by
/// the step of two it is one, two, three, four. A line through both ends is never off.
#[test]
fn the_record_is_what_it_would_be_by_hand() {
    let line: Vec<f64> = (0..24).map(|at| 100.0 + 2.0 * f64::from(at)).collect();
    let text = csv(&line, year(2000));
    let naive = ask("naive", &text, asked(&[])).unwrap();
    assert_eq!(column(&naive, "forecast", "value"), [146.0; 4]);
    assert_eq!(column(&naive, "record", "error"), [2.0, 4.0, 6.0, 8.0]);
    assert_eq!(column(&naive, "record", "mase"), [1.0, 2.0, 3.0, 4.0]);
    // Half of the series is never tried on.
    assert_eq!(column(&naive, "record", "tries"), [12.0, 11.0, 10.0, 9.0]);
    assert!(dutch(&naive.sentences[1]).starts_with("Dit is de naïeve voorspelling zelf"));

    let drift = ask("naive", &text, asked(&[("rule", "drift")])).unwrap();
    assert_eq!(column(&drift, "record", "error"), [0.0; 4]);
    assert_eq!(column(&drift, "record", "naive_error"), [2.0, 4.0, 6.0, 8.0]);
    let sentence = dutch(&drift.sentences[1]);
    assert!(
        sentence.contains("zij was beter, op 4 van de 4 afstanden"),
        "{sentence}"
    );
    let mean = ask("naive", &text, asked(&[("rule", "mean")])).unwrap();
    assert!(dutch(&mean.sentences[1]).contains("zij was niet beter"));
}

/// What the figures speak against is said.
#[test]
fn assumptions_are_tested_on_the_figures() {
    // The yearly flow of the Nile: the mean hangs together after the dam of 1898, the smoothed level does not.
    let text = csv(&series("Nile"), year(1871));
    let mean = ask("naive", &text, asked(&[("rule", "mean")])).unwrap();
    assert_eq!(standing(&mean, "Afwijkingen"), Standing::Fails);
    let smooth = ask("exponential-smoothing", &text, asked(&[("form", "ANN")])).unwrap();
    assert_eq!(standing(&smooth, "Afwijkingen"), Standing::Holds);
    assert_eq!(standing(&smooth, "Het interval van 80%"), Standing::Holds);
    // Sales that grow leave the last value behind: limits that did not hold are not to be relied on.
    let growing = csv(&series("SwissSales"), year(1871));
    let naive = ask("naive", &growing, asked(&[])).unwrap();
    assert_eq!(standing(&naive, "Het interval van 95%"), Standing::Fails);
    assert!(dutch(&naive.sentences[2]).starts_with("Vertrouw niet op die grenzen"));
    assert!(
        mean.sentences
            .iter()
            .all(|one| !dutch(one).starts_with("Vertrouw"))
    );
    // With fewer than ten places nobody can tell.
    let few = ask("theta", &text, asked(&[("tries", "2")])).unwrap();
    assert_eq!(standing(&few, "Het interval van 95%"), Standing::Untested);
    // Theta does not see seasons, and says so.
    let months = csv(&series("nottem"), month(1920));
    let blind = ask("theta", &months, asked(&[("tries", "1")])).unwrap();
    assert_eq!(standing(&blind, "De reeks heeft geen seizoenen"), Standing::Fails);
}

/// Seasons of twelve from the form of the periods, and the parts add up to the series.
#[test]
fn parts_of_a_series_add_up() {
    let values = series("nottem");
    let answer = ask("stl", &csv(&values, month(1920)), asked(&[])).unwrap();
    let parts = ["trend", "seasonal", "remainder"].map(|key| column(&answer, "parts", key));
    for (at, value) in values.iter().enumerate() {
        close(parts[0][at] + parts[1][at] + parts[2][at], *value, 1e-9);
        close(parts[1][at], parts[1][at % 12], 1e-12);
    }
    // Temperatures in Nottingham swing as much in warm years as in cold ones; passengers by air do not stay as few.
    assert_eq!(standing(&answer, "Trend en seizoen"), Standing::Holds);
    let growing = ask("stl", &csv(&series("AirPassengers"), month(1949)), asked(&[])).unwrap();
    assert_eq!(standing(&growing, "Trend en seizoen"), Standing::Fails);
    let years = csv(&values, year(1000));
    assert!(refusal("stl", &years, &[]).contains("--set season=4 of 12"));
    assert!(refusal("stl", &csv(&values, month(1920)), &[("window", "8")]).contains("oneven"));
}

/// `STL` of statsmodels with a window of seven years, as `stl.tsv` of the library has it.
#[test]
fn seasons_that_change_are_those_of_other_programs() {
    let text = csv(&series("AirPassengers"), month(1949));
    for (held_off, extremes) in [("0", "count"), ("1", "held-off")] {
        let answer = ask("stl", &text, asked(&[("window", "7"), ("extremes", extremes)])).unwrap();
        for part in ["seasonal", "trend"] {
            let line = include_str!("../../koers-economics/tests/stl.tsv")
                .lines()
                .map(|line| line.split('\t').collect::<Vec<&str>>())
                .find(|fields| fields[..4] == ["AirPassengers", "7", held_off, part])
                .unwrap();
            let published: Vec<f64> = line[4].split(' ').map(|one| one.parse().unwrap()).collect();
            // Its first year, one in the middle and its last.
            let found = column(&answer, "parts", part);
            let years = [&found[..12], &found[72..84], &found[132..]].concat();
            assert_eq!(years.len(), published.len());
            for (found, published) in years.iter().zip(published) {
                close(*found, published, 1e-6);
            }
        }
    }
}

/// A region is chosen where there are several, and what it lacks is named by its period.
#[test]
fn a_gap_is_refused_by_its_period() {
    let mut text = "region,period,value\n".to_owned();
    for at in 0..20 {
        text.push_str(&format!("Emmen,{},{}\n", 2000 + at, 50 + at % 3));
        if at != 7 {
            text.push_str(&format!("Assen,{},{}\n", 2000 + at, 80 + at % 4));
        }
    }
    assert!(refusal("theta", &text, &[]).contains("--region"));
    let of = |region: &str| Asked {
        region: Some(region.to_owned()),
        ..Asked::default()
    };
    let answer = ask("theta", &text, of("Emmen")).unwrap();
    assert!(dutch(&answer.sentences[0]).starts_with("Emmen: naar verwachting "));
    let fault = ask("theta", &text, of("Assen")).unwrap_err();
    assert!(fault.message(Lang::Nl, slot).starts_with("2007: geen getal"));

    // A year that nobody has is a gap as well; every other year is not.
    let whole: Vec<f64> = (0..20).map(|at| 50.0 + f64::from(at % 3)).collect();
    let passed_over = csv(&whole, |at| (2000 + at + at / 15).to_string());
    assert!(refusal("naive", &passed_over, &[]).starts_with("2015: geen getal"));
    let biennial = csv(&whole, |at| (1980 + 2 * at).to_string());
    let answer = ask("naive", &biennial, asked(&[("horizon", "2")])).unwrap();
    assert_eq!(names(&answer, "forecast"), ["2020", "2022"]);
    // Names that say nothing of time are counted on from.
    let named = csv(&whole, |at| format!("ronde {at}"));
    let answer = ask("naive", &named, asked(&[("horizon", "2")])).unwrap();
    assert_eq!(names(&answer, "forecast"), ["+1", "+2"]);
}

/// Bad input is refused where it stands, with what can be done.
#[test]
fn what_cannot_be_forecast_is_refused() {
    let zero: Vec<f64> = (0..20).map(|at| f64::from(at % 5)).collect();
    let text = csv(&zero, year(2000));
    let found = refusal("exponential-smoothing", &text, &[("form", "MNN")]);
    assert!(
        found.starts_with("2000: deze vorm vraagt getallen boven nul"),
        "{found}"
    );
    let found = refusal("exponential-smoothing", &text, &[("form", "ANA")]);
    assert!(found.contains("geen seizoenen"), "{found}");
    assert!(refusal("naive", &text, &[("rule", "seasonal")]).contains("geen seizoenen"));
    for wrong in ["1,1", "1,1,x", "40,0,0", "1,0,0,1,0", "1;1;1"] {
        let found = refusal("arima", &text, &[("orders", wrong)]);
        assert!(found.contains("drie of zes hele getallen"), "{wrong}: {found}");
    }
    assert!(refusal("arima", &text, &[("orders", "1,1,1,1,0,0")]).contains("geen seizoenen"));
    assert!(refusal("arima", &text, &[("constant", "yes")]).contains("--set orders=1,1,1"));
    let found = refusal("arima", &text, &[("orders", "1,2,1"), ("constant", "yes")]);
    assert!(found.contains("twee verschillen"), "{found}");
    // Mixed lengths, too few values, no number.
    let mixed = "period,value\n2019,1\n2020,2\n2021-Q1,3\n";
    assert!(refusal("naive", mixed, &[]).contains("niet even lang"));
    let short = csv(&zero[..5], year(2000));
    assert!(
        refusal("theta", &short, &[]).contains("de reeks heeft 5 waarden; er zijn er ten minste 6 nodig")
    );
    let hidden = text.replace("2004,4", "2004,x");
    assert!(refusal("naive", &hidden, &[]).starts_with("2004: geen getal"));
}

/// A series that stands still is no reason to stop: it is forecast to stay, and what cannot be tested is not said to hold.
#[test]
fn a_series_that_stands_still_is_answered() {
    let text = csv(&[7.0; 20], year(2000));
    for id in ["naive", "theta", "exponential-smoothing", "arima"] {
        let answer = ask(id, &text, asked(&[])).unwrap();
        for value in column(&answer, "forecast", "value") {
            close(value, 7.0, 1e-3);
        }
        assert!(
            matches!(table(&answer, "record").rows[0][4], Item::Missing(_)),
            "{id}"
        );
    }
}

/// However short a series is and however it moves: an answer with numbers, or a reason in Dutch.
#[test]
fn short_series_have_an_answer_or_a_reason() {
    let courses: [fn(usize) -> f64; 4] = [
        |at| (at * at % 7) as f64,
        |_| 0.0,
        |at| 1e9 * (1.0 + at as f64),
        |at| if at % 2 == 0 { -3.0 } else { 5.0 },
    ];
    let mut answered = 0;
    for (course, count) in courses
        .iter()
        .flat_map(|course| (1..14).map(move |count| (course, count)))
    {
        let values: Vec<f64> = (0..count).map(course).collect();
        for text in [csv(&values, year(2000)), csv(&values, quarter(2000))] {
            for id in ["naive", "exponential-smoothing", "theta", "arima", "stl"] {
                match ask(id, &text, asked(&[("horizon", "3")][..usize::from(id != "stl")])) {
                    Ok(answer) => {
                        answered += 1;
                        let said: Vec<String> = answer.sentences.iter().map(dutch).collect();
                        assert!(
                            said.iter().all(|one| !one.contains(['?', '{'])),
                            "{id} {values:?}: {said:?}"
                        );
                    }
                    Err(fault) => {
                        let said = fault.message(Lang::Nl, slot);
                        assert!(!said.contains("de methode zegt"), "{id} {values:?}: {said}");
                    }
                }
            }
        }
    }
    assert!(answered > 200, "{answered}");
}

/// Every method of this family says where its formula stands, in a page that is there.
#[test]
fn every_forecast_has_a_page() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/methods/economics/");
    for method in METHODS {
        let page = std::path::Path::new(docs).join(method.page);
        assert!(page.exists(), "{method:?}: {}", page.display());
    }
}
