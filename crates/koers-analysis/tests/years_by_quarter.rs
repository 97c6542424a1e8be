//! Years by quarter as people ask for them: what R printed through the whole room, identities, and what is refused.
//!
//! Sales of the Swiss chemical industry by year, 1975-2010, and their exports by quarter, 1972-2011; the numbers are those of `td` of tempdisagg for R.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod support;

use koers_analysis::answer::{Item, Standing};
use support::*;

/// Years with a value and quarters with an indicator, in one table.
fn both(years: &[f64], first_year: usize, indicator: &[f64], first_quarter: usize) -> String {
    let mut text = "period,value,indicator\n".to_owned();
    for (at, value) in years.iter().enumerate() {
        text.push_str(&format!("{},{value},\n", first_year + at));
    }
    for (at, value) in indicator.iter().enumerate() {
        text.push_str(&format!("{},,{value}\n", quarter(first_quarter)(at)));
    }
    text
}

fn sales() -> String {
    both(&series("SwissSales"), 1975, &series("SwissExports"), 1972)
}

/// `td(sales.a ~ exports.q, method = "chow-lin-maxlog")`
#[test]
fn chow_lin_is_that_of_r() {
    let answer = ask("chow-lin", &sales(), asked(&[])).unwrap();
    close(model(&answer, "constant"), 12.408_876_142_5, 5e-8);
    close(model(&answer, "indicator"), 0.013_391_836_8, 5e-11);
    close(model(&answer, "fit"), 0.994_575, 5e-7);
    let values = column(&answer, "values", "value");
    for (value, printed) in values
        .iter()
        .zip([31.594_543_8, 31.919_322_6, 30.388_247_3, 33.024_189_3])
    {
        close(*value, printed, 5e-8);
    }
    assert_eq!(names(&answer, "values")[0], "1972-Q1");
    assert_eq!(names(&answer, "values").last().unwrap(), "2011-Q2");
    // ρ ends at nought, and that is said.
    assert_eq!(standing(&answer, "Afwijkingen hangen"), Standing::Fails);
    assert_eq!(standing(&answer, "De indicator beweegt"), Standing::Holds);
    // Each year of the second half from those before it, beside letting the last one go on.
    assert_eq!(table(&answer, "record").rows.len(), 18);
    assert!(dutch(&answer.sentences[1]).ends_with("de indicator helpt dus."));
}

/// `td(sales.a ~ 0 + exports.q, method = …)`: `fernandez`, and `chow-lin-fixed` with ρ = 0.5.
#[test]
fn other_errors_are_those_of_r() {
    let of = |settings: &[(&str, &str)]| {
        let answer = ask("chow-lin", &sales(), asked(settings)).unwrap();
        model(&answer, "indicator")
    };
    close(
        of(&[("constant", "no"), ("errors", "walk")]),
        0.009_967_453_88,
        5e-11,
    );
    close(of(&[("constant", "no"), ("rho", "0.5")]), 0.014_472_543_7, 5e-11);
}

/// `td(sales.a ~ 1, to = "quarterly", method = "denton-cholette")`: an indicator that is always one.
#[test]
fn denton_is_that_of_r() {
    let text = both(&series("SwissSales"), 1975, &[1.0; 144], 1975);
    for even in ["ratio", "distance"] {
        let answer = ask("denton", &text, asked(&[("even", even)])).unwrap();
        let values = column(&answer, "values", "value");
        let printed = [
            33.387_177_9,
            33.702_539_6,
            34.333_263_2,
            35.279_348_5,
            36.540_795_5,
            37.534_663_5,
            38.260_952_4,
            38.719_662_3,
        ];
        for (value, printed) in values.iter().zip(printed) {
            close(*value, printed, 6e-8);
        }
    }
}

/// What is given is met, whatever a year is of its quarters, and quarters outside the years belong to none.
#[test]
fn years_are_met_exactly() {
    for conversion in ["sum", "mean", "first", "last"] {
        for id in ["denton", "chow-lin"] {
            let answer = ask(id, &sales(), asked(&[("conversion", conversion)])).unwrap();
            let given = column(&answer, "met", "given");
            for (given, made) in given.iter().zip(column(&answer, "met", "made")) {
                close(made, *given, 1e-8 * given);
            }
            let rows = &table(&answer, "values").rows;
            assert_eq!(rows[11].last(), Some(&Item::Empty));
            assert_eq!(rows[12].last(), Some(&Item::Name("1975".to_owned())));
            assert_eq!(rows[155].last(), Some(&Item::Name("2010".to_owned())));
            assert_eq!(rows[156].last(), Some(&Item::Empty));
        }
    }
    let denton = ask("denton", &sales(), asked(&[])).unwrap();
    assert!(dutch(&denton.left_out[0]).contains("14 kortere periodes"));
}

#[test]
fn what_cannot_be_spread_is_refused() {
    let gap = sales().replace("1980-Q2,", "2012-Q2,");
    assert!(refusal("denton", &gap, &[]).starts_with("1980-Q2: geen getal"));
    let lacks = sales().replace("\n1990,", "\n2011,");
    assert!(refusal("chow-lin", &lacks, &[]).starts_with("1990: geen getal"));
    let years = both(&[1.0, 2.0, 3.0], 2000, &[], 2000);
    assert!(refusal("denton", &years, &[]).contains("van twee lengten"));
    let late = both(&[4.0, 8.0], 2000, &[1.0; 8], 2001);
    assert!(refusal("denton", &late, &[]).contains("begint na 2000"));
    let short = both(&[4.0, 8.0, 9.0], 2000, &[1.0; 8], 2000);
    let found = refusal("denton", &short, &[]);
    assert!(
        found.contains("tot en met 2001-Q4") && found.contains("2002"),
        "{found}"
    );
    let below = both(
        &[4.0, 8.0],
        2000,
        &[1.0, 2.0, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        2000,
    );
    assert!(refusal("denton", &below, &[]).starts_with("2000-Q3: een verhouding"));
    assert!(ask("denton", &below, asked(&[("even", "distance")])).is_ok());
    let odd = "period,value,indicator\n2000,4,\nlente,,1\n";
    assert!(refusal("denton", odd, &[]).starts_with("lente: dit is geen jaar"));
}
