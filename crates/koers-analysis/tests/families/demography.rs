//! Demography: what the books print, and what is wrong with a table.

use crate::asking::{alike, ask, column, refused_with, said, standings, value};
use koers_analysis::answer::Standing;
use koers_model::text::Lang;

/// Preston, Heuveline and Guillot (2001), box 3.1 (p. 49): men in Austria, 1992.
const AUSTRIA: [(&str, u32, u32, &str); 19] = [
    ("0", 47925, 419, "0.068"),
    ("1-4", 189_127, 70, "1.626"),
    ("5-9", 234_793, 36, "2.5"),
    ("10-14", 238_790, 46, "3.143"),
    ("15-19", 254_996, 249, "2.724"),
    ("20-24", 326_831, 420, "2.520"),
    ("25-29", 355_086, 403, "2.481"),
    ("30-34", 324_222, 441, "2.601"),
    ("35-39", 269_963, 508, "2.701"),
    ("40-44", 261_971, 769, "2.663"),
    ("45-49", 238_011, 1154, "2.698"),
    ("50-54", 261_612, 1866, "2.676"),
    ("55-59", 181_385, 2043, "2.645"),
    ("60-64", 187_962, 3496, "2.624"),
    ("65-69", 153_832, 4366, "2.619"),
    ("70-74", 105_169, 4337, "2.593"),
    ("75-79", 73694, 5279, "2.518"),
    ("80-84", 57512, 6460, "2.423"),
    ("85+", 32248, 6146, ""),
];

fn austria() -> String {
    let mut csv = "age,population,deaths,lived\n".to_owned();
    for (age, people, deaths, lived) in AUSTRIA {
        csv.push_str(&format!("{age},{people},{deaths},{lived}\n"));
    }
    csv
}

#[test]
fn men_in_austria_live_as_long_as_the_book_says() {
    let found = ask("life-table", &austria(), &[]);
    let reaching = [
        100_000.0, 99133.0, 98986.0, 98910.0, 98815.0, 98334.0, 97704.0, 97151.0, 96492.0, 95588.0, 94195.0,
        91937.0, 88711.0, 83845.0, 76377.0, 66225.0, 53803.0, 37441.0, 21134.0,
    ];
    let own: Vec<f64> = column(&found, "life", &[], "reaching")
        .iter()
        .map(|share| share * 1e5)
        .collect();
    alike(&own, &reaching, 0.5);
    alike(&column(&found, "life", &[], "expectation")[..1], &[72.889], 5e-4);
    assert_eq!(standings(&found)[0], Standing::Holds);
    assert!(
        said(&found, Lang::Nl).contains("72.89 jaar"),
        "{}",
        said(&found, Lang::Nl)
    );
}

#[test]
fn ages_are_put_in_order_and_told_by_name() {
    // The rows the other way round give the same.
    let csv = austria();
    let mut lines: Vec<&str> = csv.trim().lines().collect();
    lines[1..].reverse();
    let turned = ask("life-table", &lines.join("\n"), &[]);
    assert_eq!(turned.answer.tables, ask("life-table", &csv, &[]).answer.tables);
    refused_with("life-table", &csv.replace("5-9,234793", "5-9,x"), &[], &["5-9"]);
    refused_with("life-table", &csv.replace("5-9,234793", "5-9,0"), &[], &["5-9"]);
    refused_with(
        "life-table",
        &csv.replace("5-9,234793,36", "5-9,234793,-36"),
        &[],
        &["5-9"],
    );
    refused_with(
        "life-table",
        &csv.replace("85+,32248,6146", "85+,32248,0"),
        &[],
        &["85+"],
    );
    refused_with(
        "life-table",
        "age,mortality\nyoung,0.1\nold,0.2\n",
        &[],
        &["young", "width"],
    );
}

/// Preston, Heuveline and Guillot (2001), box 6.1 (p. 125): women in Sweden, 1993; L per 100,000, of the last group all years from 85 on.
const SWEDEN: [(f64, f64, f64); 18] = [
    (293_395.0, 497_487.0, 0.0),
    (248_369.0, 497_138.0, 0.0),
    (240_012.0, 496_901.0, 0.0),
    (261_346.0, 496_531.0, 0.0120),
    (285_209.0, 495_902.0, 0.0908),
    (314_388.0, 495_168.0, 0.1499),
    (281_290.0, 494_213.0, 0.1125),
    (286_923.0, 492_760.0, 0.0441),
    (304_108.0, 490_447.0, 0.0074),
    (324_946.0, 486_613.0, 0.0003),
    (247_613.0, 480_665.0, 0.0),
    (211_351.0, 471_786.0, 0.0),
    (215_140.0, 457_852.0, 0.0),
    (221_764.0, 436_153.0, 0.0),
    (223_506.0, 402_775.0, 0.0),
    (183_654.0, 350_358.0, 0.0),
    (141_990.0, 271_512.0, 0.0),
    (112_424.0, 291_707.0, 0.0),
];

fn sweden() -> String {
    let last = SWEDEN.len() - 1;
    let open = SWEDEN[last].1 / (SWEDEN[last - 1].1 + SWEDEN[last].1);
    let mut csv = format!(
        "jaar,geslacht,leeftijd,inwoners,survival,fertility\n1993,vrouwen,geboren,,{},\n",
        SWEDEN[0].1 / 5e5
    );
    for (at, (people, lived, fertility)) in SWEDEN.iter().enumerate() {
        let survival = if at + 2 < SWEDEN.len() {
            SWEDEN[at + 1].1 / lived
        } else {
            open
        };
        let age = if at == last {
            "85+".to_owned()
        } else {
            format!("{}-{}", 5 * at, 5 * at + 4)
        };
        csv.push_str(&format!("1993,vrouwen,{age},{people},{survival},{fertility}\n"));
    }
    csv
}

const OF_SWEDEN: [&str; 5] = [
    "column:period=jaar",
    "column:sex=geslacht",
    "column:age=leeftijd",
    "column:population=inwoners",
    "newborn=geboren",
];

#[test]
fn women_of_sweden_are_projected_as_in_the_book() {
    let found = ask(
        "cohort-component",
        &sweden(),
        &[OF_SWEDEN.as_slice(), &["steps=2"]].concat(),
    );
    for (year, printed, total) in [
        (
            "1998",
            [293_574.0, 293_189.0, 248_251.0, 239_833.0, 261_015.0, 284_787.0],
            4_449_570.0,
        ),
        (
            "2003",
            [280_121.0, 293_368.0, 293_049.0, 248_066.0, 239_529.0, 260_629.0],
            4_478_712.0,
        ),
    ] {
        let women = column(&found, "population", &[year], "people");
        alike(&women[..6], &printed, 0.6);
        alike(&[women.iter().sum()], &[total], 3.0);
    }
    // Everybody is somewhere.
    let of = |key| value(&found, "changes", &["1993"], key);
    alike(&[of("start") + of("births") - of("deaths")], &[of("end")], 1e-6);
    assert!(
        said(&found, Lang::Nl).starts_with("Van 4397428 vrouwen in 1993 wordt het 447871"),
        "{}",
        said(&found, Lang::Nl)
    );

    let settings: Vec<&str> = OF_SWEDEN.to_vec();
    let stable = ask("stable-population", &sweden(), &settings);
    alike(
        &column(&stable, "growth", &[], "growth"),
        &[1.001_112_534_1],
        5e-11,
    );
    alike(&column(&stable, "growth", &[], "rate"), &[0.000_222_383], 5e-10);
}

/// Made up: a tenth of the young of South moves to North each year, and nobody is born.
const MOVING: &str = "\
region,sex,age,to,population,survival,fertility,moves
North,f,born,,,1,,
North,f,0,,100,1,0,
North,f,1,,40,0.5,0,
South,f,born,,,1,,
South,f,0,,50,1,0,
South,f,1,,20,0.5,0,
South,f,0,North,,,,0.1
North,m,born,,,1,,
North,m,0,,100,1,,
North,m,1,,40,0.5,,
South,m,born,,,1,,
South,m,0,,50,1,,
South,m,1,,20,0.5,,
South,m,0,North,,,,0.1
";

#[test]
fn regions_exchange_people() {
    let found = ask("cohort-component", MOVING, &["newborn=born", "steps=1"]);
    alike(
        &column(&found, "population", &["+1", "North", "f"], "people"),
        &[0.0, 125.0],
        1e-9,
    );
    alike(
        &column(&found, "population", &["+1", "South", "m"], "people"),
        &[0.0, 55.0],
        1e-9,
    );
    alike(
        &[value(&found, "changes", &["+0", "+1", "South"], "moved_out")],
        &[10.0],
        1e-9,
    );
    let south = ask(
        "cohort-component",
        MOVING,
        &["newborn=born", "steps=1", "region=South"],
    );
    assert!(
        said(&south, Lang::En).contains("(South)"),
        "{}",
        said(&south, Lang::En)
    );
    assert!(column(&south, "changes", &["+0", "+1", "North"], "end").is_empty());
}

#[test]
fn what_is_wrong_with_people_is_told_by_name() {
    let settings = ["newborn=born"];
    let no = |csv: &str, names: &[&str]| refused_with("cohort-component", csv, &settings, names);
    no(
        &MOVING.replace("South,m,0,,50", "South,m,0,,-50"),
        &["South", "m", "0", "-50"],
    );
    no(
        &MOVING.replace("South,m,1,,20,0.5", "South,m,1,,20,1.5"),
        &["South", "m", "1", "1.5"],
    );
    no(
        &MOVING.replace("South,m,0,,50", "South,m,0,,x"),
        &["South", "m", "0", "population"],
    );
    no(
        &MOVING.replace("South,f,0,North,,,,0.1", "South,f,0,East,,,,0.1"),
        &["`East`"],
    );
    no(
        &MOVING.replace("South,f,0,North,,,,0.1", "South,f,0,North,,,,1.1"),
        &["South", "f", "1.1"],
    );
    no(
        &MOVING.replace("North,f,0,,100,1,0", "North,f,0,,100,1,0.3"),
        &["North", "f", "0"],
    );
    no(
        &MOVING.replace(",m,", ",x,").replace("South,f,", "South,y,"),
        &["x", "y"],
    );
    no(
        &MOVING.replace(",f,", ",a,").replace(",m,", ",b,"),
        &["women", "a, b"],
    );
    refused_with("cohort-component", MOVING, &["newborn=birth"], &["`birth`"]);
    refused_with("cohort-component", MOVING, &[], &["newborn"]);
    refused_with(
        "cohort-component",
        MOVING,
        &["newborn=born", "region=West"],
        &["`West`"],
    );
    let mut leaving = MOVING.replace("fertility,moves", "fertility,moves,arrivals");
    leaving = leaving
        .lines()
        .map(|line| {
            if line.contains("arrivals") {
                line.to_owned()
            } else {
                format!("{line},0")
            }
        })
        .collect::<Vec<_>>()
        .join("\n");
    leaving = leaving.replace("South,f,1,,20,0.5,0,,0", "South,f,1,,20,0.5,0,,-500");
    no(
        &leaving,
        &["South", "1", "step"].map(|name| if name == "step" { "1" } else { name }),
    );
}

#[test]
fn workers_who_leave_are_counted() {
    // Made up, as in the library: of 100 in the middle group 80 are left, all 80 of the last will go, and two jobs in a hundred disappear.
    let csv = "\
age,2014,2019
45-49,60,70
50-54,100,80
55-59,40,80
";
    let found = ask("replacement-demand", csv, &["wide=period", "growth=-0.02"]);
    alike(&column(&found, "openings", &[], "leaving"), &[96.0], 1e-9);
    alike(&column(&found, "openings", &[], "openings"), &[91.4], 1e-9);
    assert_eq!(standings(&found)[0], Standing::Holds);
    let other = ask(
        "replacement-demand",
        &csv.replace("2014", "2009"),
        &["wide=period"],
    );
    assert_eq!(standings(&other)[0], Standing::Fails);
    refused_with(
        "replacement-demand",
        &csv.replace("100,80", "100,-80"),
        &["wide=period"],
        &["2019", "50-54", "-80"],
    );
    refused_with(
        "replacement-demand",
        &csv.replace("100,80", "100,x"),
        &["wide=period"],
        &["2019", "50-54"],
    );
    let trades =
        "sector,age,2014,2019\ncare,45-49,60,70\ncare,50-54,100,80\nbuild,45-49,60,70\nbuild,50-54,100,x\n";
    refused_with(
        "replacement-demand",
        trades,
        &["wide=period"],
        &["build", "2019", "50-54"],
    );
}
