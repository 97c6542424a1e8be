use super::{Own, cells, close, number};
use koers_analysis::answer::{Item, Standing};

/// The example of the R package EconGeo.
const FIVE: &str = "region;i1;i2;i3;i4;i5
R1;100;0;0;0;0
R2;0;15;5;70;10
R3;0;20;10;20;50
R4;0;25;30;5;40
R5;0;40;55;5;0
";

fn five() -> Own<'static> {
    Own {
        table: FIVE,
        wide: Some("sector"),
        ..Own::default()
    }
}

#[test]
fn five_regions_as_econgeo_has_them() {
    let quotients = five().found("location-quotients");
    for (region, printed) in [
        ("R1", [5.0, 0.0, 0.0, 0.0, 0.0]),
        ("R2", [0.0, 0.75, 0.25, 3.5, 0.5]),
        ("R5", [0.0, 2.0, 2.75, 0.25, 0.0]),
    ] {
        for (sector, printed) in ["i1", "i2", "i3", "i4", "i5"].iter().zip(printed) {
            close(
                number(&quotients, "quotients", &[region, sector], "quotient"),
                printed,
                1e-12,
            );
        }
    }
    let krugman = Own {
        set: &[("against", "all")],
        ..five()
    }
    .found("krugman");
    let herfindahl = five().found("herfindahl");
    let entropy = five().found("entropy");
    let hachman = five().found("hachman");
    for (region, [k, h, e, n]) in [
        ("R1", [1.6, 1.0, 0.0, 0.2]),
        ("R2", [1.0, 0.525, 1.319, 0.380_952_38]),
        ("R3", [0.6, 0.34, 1.761, 0.588_235_29]),
        ("R4", [0.7, 0.315, 1.766, 0.634_920_63]),
        ("R5", [1.1, 0.465, 1.219, 0.430_107_53]),
    ] {
        close(number(&krugman, "specialisation", &[region], "index"), k, 1e-12);
        close(number(&herfindahl, "concentration", &[region], "index"), h, 1e-12);
        close(number(&entropy, "breadth", &[region], "bits"), e, 5e-4);
        close(number(&hachman, "likeness", &[region], "index"), n, 5e-9);
    }
}

#[test]
fn a_region_against_a_country_is_the_printed_quotient() {
    // O. Farhauer and A. Kröll (2013): 1,714 of 79,006 jobs, 879,213 of 15,593,224 in the country.
    let table = "region,sector,value\nregio,x,1714\nregio,rest,77292\nland,x,879213\nland,rest,14714011\n";
    let found = Own {
        table,
        reference: Some("land"),
        ..Own::default()
    }
    .found("location-quotients");
    close(
        number(&found, "quotients", &["regio", "x"], "quotient"),
        0.384_762_342_3,
        5e-11,
    );
    // Withheld: bounds around it.
    let hidden = table.replace("regio,x,1714", "regio,x,1700..1750");
    let found = Own {
        table: &hidden,
        reference: Some("land"),
        ..Own::default()
    }
    .found("location-quotients");
    let low = number(&found, "bounds", &["regio", "x"], "low");
    let high = number(&found, "bounds", &["regio", "x"], "high");
    assert!(low < 0.384_762_3 && 0.384_762_3 < high);
}

#[test]
fn margins_count_what_one_in_the_table_is() {
    // Made up: the same jobs, once one by one and once in thousands.
    let jobs = "region,sector,value\nA,x,30000\nA,y,70000\nB,x,200000\nB,y,700000\n";
    let thousands = "region,sector,value\nA,x,30\nA,y,70\nB,x,200\nB,y,700\n";
    let width = |table: &str, set: &[(&str, &str)]| {
        let own = Own {
            table,
            set,
            ..Own::default()
        };
        let found = own.found("location-quotients");
        let at = |column| number(&found, "quotients", &["A", "x"], column);
        at("high") - at("low")
    };
    close(width(thousands, &[("one", "1000")]), width(jobs, &[]), 1e-9);
    assert!(width(thousands, &[]) > 10.0 * width(jobs, &[]));
}

#[test]
fn variety_splits_the_entropy() {
    let table = "region,sector,group,value\nA,a,g,20\nA,b,g,30\nA,c,h,10\nA,d,h,40\n";
    let found = Own {
        table,
        ..Own::default()
    }
    .found("variety");
    close(number(&found, "variety", &["A"], "unrelated"), 1.0, 1e-12);
    close(
        number(&found, "variety", &["A"], "related"),
        0.846_439_344_671_015_4,
        1e-12,
    );
}

/// Gross domestic product (thousand million euros) and inhabitants of the sixteen German states in 2015, Federal Statistical Office.
const STATES: &str = "land,bbp,inwoners
1,460.69,10879618
2,549.19,12843514
3,124.16,3520031
4,65.29,2484826
5,31.59,671489
6,109.27,1787408
7,263.44,6176172
8,39.87,1612362
9,258.53,7926599
10,645.59,17865516
11,131.95,4052803
12,35.03,995597
13,112.66,4084851
14,56.22,2245470
15,85.61,2858714
16,56.81,2170714
";

#[test]
fn german_states_as_reat_and_the_formula_have_them() {
    let plain = Own {
        table: STATES,
        columns: &[("region", "land"), ("value", "bbp")],
        ..Own::default()
    };
    close(
        number(&plain.found("gini"), "inequality", &["16"], "index"),
        0.500_934_845_8,
        5e-10,
    );
    let people = Own {
        table: STATES,
        columns: &[("region", "land"), ("value", "bbp"), ("population", "inwoners")],
        ..Own::default()
    };
    let hoover = people.found("hoover");
    close(number(&hoover, "index", &[], "index"), 0.073_589_908_89, 5e-11);
    let williamson = people.found("williamson");
    close(
        number(&williamson, "index", &[], "index"),
        0.187_309_659_392,
        5e-13,
    );
    // Income of groups of people: 0.5278 whatever the order.
    let groups = "region,value,population\na,15000,600\nb,500,1000\nc,1500,1200\nd,2500,1600\ne,4000,400\nf,7500,200\n";
    let found = Own {
        table: groups,
        set: &[("values", "per-head")],
        ..Own::default()
    }
    .found("gini");
    close(number(&found, "inequality", &["6"], "index"), 0.527_826_09, 5e-9);
    let five = "region,value\na,10\nb,10\nc,10\nd,20\ne,50\n";
    let found = Own {
        table: five,
        ..Own::default()
    }
    .found("theil");
    close(number(&found, "inequality", &["L"], "total"), 0.232_630_2, 5e-8);
}

/// The network of figure S4 in the supplement of C. A. Hidalgo and R. Hausmann (2009), PNAS 106.
const S4: &str = "region,P1,P2,P3,P4\nC1,1,1,1,1\nC2,0,1,0,0\nC3,0,0,1,1\nC4,0,0,0,1\n";

#[test]
fn the_network_of_hidalgo_and_hausmann() {
    let network = Own {
        table: S4,
        wide: Some("sector"),
        set: &[("there", "value")],
        ..Own::default()
    };
    let reflections = network.found("reflections");
    for (region, printed) in [("C1", 2.9583), ("C2", 2.5), ("C3", 2.6667), ("C4", 2.3333)] {
        close(
            number(&reflections, "regions", &[region, "2"], "value"),
            printed,
            5e-5,
        );
    }
    let complexity = network.found("complexity");
    for (region, printed) in [
        ("C1", 0.075_353_09),
        ("C2", 1.602_916_07),
        ("C3", 0.747_788_2),
        ("C4", 0.930_480_95),
    ] {
        close(
            number(&complexity, "regions", &[region], "eci").abs(),
            printed,
            5e-8,
        );
    }
    // The second eigenvalue lies far above the third, and the sign says little here.
    let standings: Vec<Standing> = complexity
        .answer
        .assumptions
        .iter()
        .map(|one| one.standing)
        .collect();
    assert_eq!(standings[0], Standing::Holds);
    let proximity = network.found("proximity");
    close(
        number(&proximity, "pairs", &["P3", "P4"], "proximity"),
        2.0 / 3.0,
        1e-12,
    );
    let fitness = network.found("fitness");
    assert!(
        number(&fitness, "regions", &["C1"], "fitness") > number(&fitness, "regions", &["C4"], "fitness")
    );
    let density = Own {
        region: Some("C3"),
        ..network
    }
    .found("density");
    assert_eq!(
        cells(&density, "activities", &["P3"], "has"),
        [&Item::YesNo(true)]
    );
}

#[test]
fn neighbours_come_from_a_column() {
    let table = "region,value,neighbours\na,1,b\nb,2,a;c\nc,3,b;d\nd,4,c\n";
    let found = Own {
        table,
        set: &[("weights", "each"), ("permutations", "999")],
        ..Own::default()
    }
    .found("moran");
    close(number(&found, "moran", &[], "index"), 1.0 / 3.0, 1e-12);
    let local = Own {
        table,
        set: &[("permutations", "999")],
        ..Own::default()
    }
    .found("local-moran");
    close(number(&local, "regions", &["a"], "index"), 0.6, 1e-12);
}
