//! Forecasts that add up, as people ask for them: by hand, through several layers, and what is refused. All figures are made up.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod support;

use koers_analysis::answer::{Item, Standing};
use support::*;

const PROVINCE: &str = "region,group,period,value\nProvincie,,2030,110\nNoord,Provincie,2030,50\nMidden,Provincie,2030,30\nZuid,Provincie,2030,20\n";

/// A gap of ten: a quarter to each when all are trusted alike; with a total of three parts a variance of three, half of it to the total.
#[test]
fn a_gap_is_shared_out_as_by_hand() {
    let answer = ask("reconcile", PROVINCE, asked(&[])).unwrap();
    assert_eq!(column(&answer, "forecasts", "value"), [107.5, 52.5, 32.5, 22.5]);
    assert_eq!(column(&answer, "gaps", "gap"), [10.0]);
    assert!(dutch(&answer.sentences[0]).starts_with("Het verst van optellen was Provincie in 2030: +10.0"));
    assert_eq!(standing(&answer, "Geen voorspelling zakt"), Standing::Holds);

    let answer = ask("reconcile", PROVINCE, asked(&[("trust", "by-parts")])).unwrap();
    let third = 10.0 / 6.0;
    for (found, known) in
        column(&answer, "forecasts", "value")
            .iter()
            .zip([105.0, 50.0 + third, 30.0 + third, 20.0 + third])
    {
        close(*found, known, 1e-9);
    }
}

/// Parts that belong to a total by way of another one, or to two at once, add up in each.
#[test]
fn layers_and_crossings_add_up() {
    let text = "region,group,period,value\n\
        land,,2030,200\nnoord,land,2030,120\nzuid,land,2030,95\n\
        bouw,,2030,90\nzorg,,2030,130\n\
        noord bouw,noord;bouw,2030,50\nnoord zorg,noord;zorg,2030,60\nzuid bouw,zuid;bouw,2030,30\nzuid zorg,zuid;zorg,2030,70\n";
    let answer = ask("reconcile", text, asked(&[])).unwrap();
    let values = column(&answer, "forecasts", "value");
    let of = |name: &str| {
        let rows = table(&answer, "forecasts").rows.iter();
        let at = rows
            .map(|row| &row[1])
            .position(|one| *one == Item::Name(name.to_owned()));
        values[at.unwrap()]
    };
    close(of("land"), of("noord") + of("zuid"), 1e-9);
    close(of("land"), of("bouw") + of("zorg"), 1e-9);
    close(of("noord"), of("noord bouw") + of("noord zorg"), 1e-9);
    close(of("zorg"), of("noord zorg") + of("zuid zorg"), 1e-9);
}

#[test]
fn what_cannot_add_up_is_refused() {
    let lost = PROVINCE.replace("Zuid,Provincie", "Zuid,Provinsie");
    assert!(refusal("reconcile", &lost, &[]).contains("Bedoelt u `Provincie`?"));
    let flat = PROVINCE.replace(",Provincie,", ",,");
    assert!(refusal("reconcile", &flat, &[]).contains("geen totalen met delen"));
    let moved = format!("{PROVINCE}Zuid,,2031,20\n");
    assert!(refusal("reconcile", &moved, &[]).starts_with("Zuid hoort niet in elke periode"));
    let gap = PROVINCE.replace("2030,30", "2030,");
    assert!(refusal("reconcile", &gap, &[]).starts_with("2030 · Midden: geen getal"));
    // Totals of one another, without a part below them, are no totals of anything.
    let circle = format!("{PROVINCE}Oost,West,2030,1\nWest,Oost,2030,1\n");
    assert!(refusal("reconcile", &circle, &[]).contains("Oost is leeg"));
    let deep = PROVINCE
        .replace("Noord,Provincie,2030,50", "Noord,Provincie,2030,-20")
        .replace("110", "20");
    let answer = ask("reconcile", &deep, asked(&[])).unwrap();
    assert_eq!(standing(&answer, "Geen voorspelling zakt"), Standing::Holds);
    let below = PROVINCE.replace("2030,110", "2030,10");
    let answer = ask("reconcile", &below, asked(&[])).unwrap();
    assert_eq!(standing(&answer, "Geen voorspelling zakt"), Standing::Fails);
}
