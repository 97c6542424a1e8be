//! Labour: published and second formulations with names, and what is wrong with a table.

use crate::asking::{alike, ask, column, refused_with, said, standings, value};
use koers_analysis::answer::Standing;
use koers_analysis::drawing::Shape;
use koers_model::text::Lang;

#[test]
fn mismatch_of_two_places() {
    // Equations 3 to 6 of Şahin, Song, Topa and Violante (2014): 1 − √½ (√¾ + √¼).
    let csv = "region,vacancies,unemployed\nhere,75,50\nthere,25,50\n";
    let found = ask("mismatch", csv, &[]);
    alike(&column(&found, "index", &[], "index"), &[0.034_074_173_7], 5e-11);
    alike(&column(&found, "index", &[], "to_move"), &[0.25], 1e-12);
    alike(&[value(&found, "places", &["there"], "too_many")], &[25.0], 1e-9);
    let even = ask(
        "mismatch",
        "region,vacancies,unemployed\nhere,30,60\nthere,10,20\n",
        &[],
    );
    alike(&column(&even, "index", &[], "index"), &[0.0], 1e-12);
    assert_eq!(standings(&even)[0], Standing::Fails);
    let apart = ask(
        "mismatch",
        "region,vacancies,unemployed\nhere,30,0\nthere,0,20\n",
        &[],
    );
    alike(&column(&apart, "index", &[], "index"), &[1.0], 1e-12);

    refused_with(
        "mismatch",
        &csv.replace("there,25", "there,-25"),
        &[],
        &["there", "-25"],
    );
    refused_with("mismatch", &csv.replace("there,25", "there,x"), &[], &["there"]);
    refused_with(
        "mismatch",
        "period,vacancies,unemployed\n2020,1,2\n",
        &[],
        &["`region`"],
    );
    let eased = "region,vacancies,unemployed,efficiency\nhere,75,50,1\nthere,25,50,0\n";
    refused_with("mismatch", eased, &[], &["there"]);
    refused_with(
        "mismatch",
        "region,sector,vacancies,unemployed\nhere,care,1,2\nthere,care,1,2\n",
        &[],
        &["--region", "here, there"],
    );
}

#[test]
fn tightness_of_places_and_of_years() {
    let csv = "region,period,vacancies,unemployed\nhere,2023,20,40\nthere,2023,9,9\nhere,2024,30,60\nthere,2024,45,30\n";
    let found = ask("tightness", csv, &[]);
    alike(&column(&found, "tightness", &[], "tightness"), &[0.5, 1.5], 1e-12);
    alike(
        &column(&found, "tightness", &[], "weight"),
        &[2.0 / 3.0, 1.0 / 3.0],
        1e-12,
    );
    assert!(
        said(&found, Lang::Nl).contains("samen 0.83 vacatures voor elke werkloze (2024)"),
        "{}",
        said(&found, Lang::Nl)
    );
    let years = ask("tightness", csv, &["region=there"]);
    alike(&column(&years, "tightness", &[], "tightness"), &[1.0, 1.5], 1e-12);
    refused_with("tightness", csv, &["region=elsewhere"], &["`elsewhere`"]);
    refused_with(
        "tightness",
        &csv.replace("there,2024,45,30", "there,2024,45,-30"),
        &[],
        &["there", "-30"],
    );
}

/// As numpy finds it (`numpy.linalg.lstsq` of ln u on 1, ln v and a step; errors by the sandwich with n ÷ (n − k)): version 2.4, Python 3.11.
const CURVE: &str = "\
period,unemployed,vacancies
2010,7.1,1.2
2011,6.4,1.5
2012,5.2,2.1
2013,5.0,2.0
2014,4.1,3.0
2015,4.6,3.1
2016,5.9,2.2
2017,5.5,2.6
2018,4.9,3.2
2019,4.4,4.0
";

#[test]
fn a_curve_with_noise_is_that_of_numpy() {
    let found = ask("beveridge-curve", CURVE, &["break=2015", "lag=1"]);
    alike(
        &[value(&found, "curve", &["elasticity"], "value")],
        &[-0.584_918_744_741],
        5e-10,
    );
    alike(
        &[value(&found, "curve", &["shift"], "value")],
        &[0.187_676_524_978],
        5e-10,
    );
    // Student's t of seven degrees: 2.3646, times numpy's error.
    alike(
        &[value(&found, "curve", &["shift"], "low")],
        &[0.187_676_525 - 2.364_624 * 0.022_376_126],
        5e-7,
    );
    assert!(
        said(&found, Lang::Nl).contains("Vanaf 2015 ligt de lijn verder naar buiten"),
        "{}",
        said(&found, Lang::Nl)
    );
    let Some(Shape::Bubbles { points, .. }) = found.answer.drawing.as_ref().map(|drawing| &drawing.shape)
    else {
        panic!("no bubbles");
    };
    assert_eq!((points.len(), points[5].name.as_str()), (10, "2015"));
    // Shares of the labour force are the same curve, but for its height.
    let parts = CURVE
        .replace("vacancies", "vacancies,labour_force")
        .replace('\n', ",1000\n")
        .replace("labour_force,1000", "labour_force");
    let parts = ask("beveridge-curve", &parts, &["break=2015"]);
    alike(
        &[value(&parts, "curve", &["elasticity"], "value")],
        &[-0.584_918_744_741],
        5e-10,
    );

    refused_with("beveridge-curve", CURVE, &["break=2011"], &["2011"]);
    refused_with("beveridge-curve", CURVE, &["break=2025"], &["`2025`"]);
    refused_with(
        "beveridge-curve",
        &CURVE.replace("2013,5.0", "2013,0"),
        &[],
        &["2013"],
    );
    refused_with(
        "beveridge-curve",
        &CURVE.replace("2013,5.0", "2013,."),
        &[],
        &["2013"],
    );
    refused_with("beveridge-curve", CURVE, &["from=2017"], &["3", "4"]);
}

/// Made up, as in the library: 100 young people of whom half take part, 100 of middle age of whom 80 %; then 90 and 110.
const PEOPLE: &str = "\
period,age,population,participation,goal
2014,20-29,95,0.4,
2014,30-39,95,0.7,
2024,20-29,100,0.5,0.6
2024,30-39,100,0.8,0.85
2034,20-29,90,,
2034,30-39,110,,
";

#[test]
fn the_labour_force_to_come() {
    let found = ask("labour-supply", PEOPLE, &[]);
    alike(&column(&found, "force", &[], "force"), &[130.0, 133.0], 1e-9);
    alike(&[value(&found, "force", &["2034"], "by_people")], &[3.0], 1e-9);
    alike(
        &[value(&found, "force", &["2034"], "by_participation")],
        &[0.0],
        1e-9,
    );
    let toward = ask("labour-supply", PEOPLE, &["scenario=toward", "periods=1"]);
    alike(&column(&toward, "rates", &["2034"], "rate"), &[0.6, 0.85], 1e-12);
    // Straight in log odds: 0.4 to 0.5 is ln 1.5, so 0.6 next.
    let trend = ask("labour-supply", PEOPLE, &["scenario=trend"]);
    alike(&column(&trend, "rates", &["2034"], "rate")[..1], &[0.6], 1e-12);
    // From 40 % to 80 % of at most 99 %: 40 of the 59 outside came in.
    let generations = ask("labour-supply", PEOPLE, &["scenario=generations"]);
    alike(
        &column(&generations, "rates", &["2034"], "rate"),
        &[0.5, 0.5 + 0.49 * 40.0 / 59.0],
        1e-12,
    );
    assert!(standings(&generations).contains(&Standing::Holds));
    // Two sexes make the sum of two.
    let headed = PEOPLE.replace("period,age", "period,sex,age");
    let both = headed.lines().flat_map(|line| {
        if line.starts_with("period") {
            return vec![line.to_owned()];
        }
        let (year, rest) = line.split_once(',').unwrap();
        vec![format!("{year},m,{rest}"), format!("{year},w,{rest}")]
    });
    let both = ask("labour-supply", &both.collect::<Vec<_>>().join("\n"), &[]);
    alike(&column(&both, "force", &[], "force"), &[260.0, 266.0], 1e-9);

    refused_with(
        "labour-supply",
        &PEOPLE.replace("2034,30-39,110", "2034,30-39,x"),
        &[],
        &["2034", "30-39"],
    );
    refused_with(
        "labour-supply",
        &PEOPLE.replace("100,0.8,", "100,80,"),
        &[],
        &["2024", "30-39", "80"],
    );
    refused_with(
        "labour-supply",
        PEOPLE,
        &["scenario=trend", "earlier=2010"],
        &["`2010`"],
    );
    refused_with(
        "labour-supply",
        PEOPLE,
        &["scenario=trend", "now=2014"],
        &["trend"],
    );
    refused_with(
        "labour-supply",
        PEOPLE,
        &["scenario=generations", "most=0.6"],
        &["most", "0.6"],
    );
    let uneven = PEOPLE.replace("2014", "2017");
    refused_with(
        "labour-supply",
        &uneven,
        &["scenario=trend"],
        &["2017", "2024", "7"],
    );
    refused_with(
        "labour-supply",
        &PEOPLE.replace("2034,30-39,110", "2034,30-39,-110"),
        &[],
        &["2034", "30-39", "-110"],
    );
}
