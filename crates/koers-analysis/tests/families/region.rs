//! A national table brought down to a region.

use crate::asking::{alike, ask, column, refused_with, said, value};
use koers_model::text::Lang;

/// Sizes of region A of O. Farhauer and A. Kröll (2013), *Standorttheorien*, beside a made-up recipe of a tenth everywhere.
const SIZES: &str = "\
from,w,x,y,z,output
w,10,10,10,10,100
x,10,10,10,10,100
y,10,10,10,10,100
z,10,10,10,10,100
region,90,20,10,60,
nation,400,150,150,400,
";
const OF: [&str; 4] = ["wide=to", "output=output", "own=region", "country=nation"];

#[test]
fn quotients_of_flegg() {
    let found = ask(
        "regional-coefficients",
        SIZES,
        &[OF.as_slice(), &["delta=0.3"]].concat(),
    );
    let printed = [
        0.871_408, 1.069_456, 2.138_912, 0.950_627, 0.375_556, 0.516_390, 1.267_503, 0.563_335, 0.187_778,
        0.316_876, 0.258_195, 0.281_667, 0.422_501, 0.712_971, 1.425_941, 0.580_939,
    ];
    alike(&column(&found, "coefficients", &[], "quotient"), &printed, 5e-7);
    let capped = printed.map(|quotient: f64| 0.1 * quotient.min(1.0));
    alike(&column(&found, "coefficients", &[], "regional"), &capped, 1e-7);
    alike(
        &column(&found, "sectors", &[], "simple"),
        &[1.375, 0.814_815, 0.407_407, 0.916_667],
        5e-7,
    );
    let found = ask(
        "regional-coefficients",
        SIZES,
        &[OF.as_slice(), &["quotient=aflq"]].concat(),
    );
    let first: Vec<f64> = column(&found, "coefficients", &[], "quotient")
        .into_iter()
        .step_by(4)
        .collect();
    alike(&first, &[1.087_455, 0.468_667, 0.234_334, 0.527_251], 5e-7);
}

#[test]
fn a_derived_table_is_asked_from_low_to_high() {
    let found = ask("regional-range", SIZES, &OF);
    let of = |key| column(&found, "range", &["output"], key);
    for ((low, central), high) in of("low").iter().zip(of("central")).zip(of("high")) {
        assert!(*low < central && central < high);
    }
    // The multiplier falls as δ rises.
    alike(
        &[value(&found, "others", &["output", "w", "flq_low"], "value")],
        &of("high")[..1],
        1e-12,
    );
    let wider = ask(
        "regional-range",
        SIZES,
        &[OF.as_slice(), &["others=all"]].concat(),
    );
    assert!(column(&wider, "range", &["output"], "high")[0] > of("high")[0]);
    // Of one unit that goes in w, w loses that unit whatever the way; the sentence is about the others.
    let closure = ask(
        "regional-range",
        SIZES,
        &[OF.as_slice(), &["asks=closure", "sector=w", "amount=10"]].concat(),
    );
    for key in ["low", "central", "high"] {
        alike(&[value(&closure, "range", &["output", "w"], key)], &[10.0], 1e-9);
    }
    assert!(
        said(&closure, Lang::Nl).contains("Valt in w 10 aan productie weg"),
        "{}",
        said(&closure, Lang::Nl)
    );
}

#[test]
fn sizes_that_cannot_be_are_told_by_name() {
    let swapped = ["wide=to", "output=output", "own=nation", "country=region"];
    refused_with("regional-coefficients", SIZES, &swapped, &["nation", "`own`"]);
    refused_with(
        "regional-coefficients",
        &SIZES.replace("nation,400", "nation,0"),
        &OF,
        &["region", "w"],
    );
    refused_with(
        "regional-range",
        &SIZES.replace("region,90,20", "region,90,-20"),
        &OF,
        &["region", "x", "-20"],
    );
    refused_with(
        "regional-range",
        &SIZES.replace("region,90,20", "region,90,x"),
        &OF,
        &["region", "x"],
    );
    refused_with("regional-coefficients", SIZES, &OF[..3], &["country"]);
}
