use super::{Own, close, number};
use koers_analysis::answer::Standing;

/// Cigarettes sold a head in 39 states, 1970 to 2000, with seven predictors; the source stands with the library's tests.
fn california() -> String {
    let mut table = String::from("region,period,value\n");
    for line in include_str!("../../../koers-economics/tests/california.tsv").lines() {
        let mut parts = line.split('\t');
        let (name, figures) = (parts.next().unwrap(), parts.next().unwrap());
        for (year, figure) in (1970..).zip(figures.split(' ')) {
            table.push_str(&format!("{name},{year}.0,{figure}\n"));
        }
    }
    table
}

#[test]
fn california_by_outcomes_alone_and_by_synthetic_did() {
    let table = california();
    let own = Own {
        table: &table,
        region: Some("California"),
        set: &[("start", "1989")],
        ..Own::default()
    };
    // Arkhangelsky and others (2021), table 1.
    let did = own.found("synthetic-did");
    close(number(&did, "effect", &[], "effect"), -15.603_827_87, 5e-6);
    close(number(&did, "effect", &[], "synthetic_control"), -19.6, 0.05);
    close(number(&did, "effect", &[], "plain"), -27.349_111_08, 5e-6);
    let found = own.found("synthetic-control");
    let (effect, last) = (
        number(&found, "effect", &[], "effect"),
        number(&found, "effect", &[], "last"),
    );
    assert!(
        (-21.0..-18.0).contains(&effect) && last < -25.0,
        "{effect} {last}"
    );
    let sum: f64 = found.answer.tables[2]
        .rows
        .iter()
        .map(|row| match row[1] {
            koers_analysis::answer::Item::Percent(value, _) => value.get(),
            _ => 0.0,
        })
        .sum();
    close(sum, 1.0, 1e-4);
    // Twenty-odd placebo gaps beside the two lines of the drawing.
    let drawing = found.answer.drawing.unwrap();
    assert!(
        matches!(drawing.shape, koers_analysis::drawing::Shape::Lines { lines, .. } if lines.len() == 40)
    );
}

#[test]
fn predictors_are_means_over_the_periods_that_are_named() {
    // Made up: the region is half of a and half of b in both predictors, and follows them.
    let mut table = String::from("region,period,value,x,y\n");
    for (name, level, x, y) in [
        ("r", 15.0, 5.0, 2.0),
        ("a", 10.0, 2.0, 1.0),
        ("b", 20.0, 8.0, 3.0),
        ("c", 40.0, 9.0, 9.0),
    ] {
        for year in 0..8 {
            let wave = f64::from(year * year % 5);
            let after = if name == "r" && year >= 6 { 7.0 } else { 0.0 };
            table.push_str(&format!(
                "{name},{},{},{x},{y}\n",
                2000 + year,
                level + wave + after
            ));
        }
    }
    let found = Own {
        table: &table,
        columns: &[("predictor", "x"), ("predictor", "y")],
        region: Some("r"),
        set: &[
            ("start", "2006"),
            ("match", "x@2000:2003; y; value@2005"),
            ("starts", "2"),
        ],
        ..Own::default()
    }
    .found("synthetic-control");
    close(number(&found, "effect", &[], "effect"), 7.0, 1e-6);
    close(
        number(&found, "predictors", &["x@2000:2003"], "treated"),
        5.0,
        1e-9,
    );
    close(number(&found, "donors", &["a"], "weight"), 0.5, 1e-4);
}

/// Teen employment in 500 counties, 2003 to 2007 (B. Callaway and P. H. C. Sant'Anna 2021); the source stands with the library's tests.
fn counties() -> String {
    let mut table = String::from("region,period,start,value\n");
    let lines = include_str!("../../../koers-economics/tests/mpdta.tsv").lines();
    for (unit, line) in lines.filter(|line| !line.starts_with('#')).enumerate() {
        let parts: Vec<&str> = line.split('\t').collect();
        let (start, figures) = (parts[0], parts[parts.len() - 1]);
        for (year, figure) in (2003..).zip(figures.split(' ')) {
            let log = figure.parse::<f64>().unwrap().ln();
            table.push_str(&format!("c{unit},{year},{start},{log}\n"));
        }
    }
    table
}

#[test]
fn minimum_wages_as_the_authors_have_them() {
    let table = counties();
    let own = Own {
        table: &table,
        ..Own::default()
    };
    let found = own.found("group-time-effects");
    for (start, period, printed) in [
        ("2004", "2004", -0.0105),
        ("2004", "2005", -0.0704),
        ("2004", "2006", -0.1373),
        ("2004", "2007", -0.1008),
        ("2006", "2006", -0.0046),
        ("2007", "2007", -0.0261),
    ] {
        close(
            number(&found, "effects", &[start, period], "effect"),
            printed,
            6e-5,
        );
    }
    close(number(&found, "whole", &[], "effect"), -0.039_951_275_16, 1e-5);
    let twfe = own.found("difference-in-differences");
    close(number(&twfe, "effect", &[], "effect"), -0.036_548_936_67, 1e-5);
    // Counties began in different years, so some effects count below nought.
    assert_eq!(twfe.answer.assumptions[1].standing, Standing::Fails);
}

#[test]
fn what_cannot_be_told_from_noise_is_said() {
    // Made up: twelve units that each walk their own way, and nothing happens to the first.
    let mut table = String::from("region,period,value\n");
    for unit in 0_u32..12 {
        for year in 0_u32..14 {
            let noise = f64::from((unit * unit * 31 + year * year * 17 + unit * year * 7) % 23);
            table.push_str(&format!("u{unit},{},{}\n", 2000 + year, 100.0 + noise));
        }
    }
    let own = Own {
        table: &table,
        region: Some("u0"),
        set: &[("start", "2010")],
        ..Own::default()
    };
    let found = own.found("synthetic-control");
    assert!(
        found.answer.sentences[0]
            .form
            .1
            .contains("cannot be told from chance")
    );
    let smallest = own.found("smallest-effect");
    assert!(number(&smallest, "smallest", &[], "rise") > 0.0);
    let series = own.found("interrupted-time-series");
    assert_eq!(series.answer.tables[0].rows.len(), 6);
    let augmented = own.found("augmented-synthetic-control");
    assert!(number(&augmented, "effect", &[], "effect").is_finite());
}
