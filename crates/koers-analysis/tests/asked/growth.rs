use super::{Own, cells, close, number};
use koers_analysis::answer::{Item, Standing};

/// O. Farhauer and A. Kröll (2013), *Standorttheorien*: three regions, four industries, two years; a third year for A as in the R package REAT.
const REGIONS: &str = "region,sector,2000,2001
A,i1,90,100
A,i2,20,40
A,i3,10,10
A,i4,60,55
B,i1,60,85
B,i2,30,55
B,i3,30,40
B,i4,40,35
C,i1,250,255
C,i2,100,115
C,i3,110,85
C,i4,300,390
";

fn own(region: &str) -> Own<'_> {
    Own {
        table: REGIONS,
        wide: Some("period"),
        region: Some(region),
        ..Own::default()
    }
}

#[test]
fn three_regions_as_printed() {
    for (region, printed) in [
        ("A", [27.0, 1.0, -3.0, 25.0]),
        ("B", [24.0, -1.0, 32.0, 55.0]),
        ("C", [114.0, 0.0, -29.0, 85.0]),
    ] {
        let found = own(region).found("shift-share");
        for (column, printed) in ["national", "mix", "regional", "change"].iter().zip(printed) {
            close(number(&found, "sectors", &["total"], column), printed, 1e-9);
        }
    }
    let other = own("B").found("esteban-marquillas");
    close(
        number(&other, "sectors", &["total"], "competitive"),
        18.424_242_42,
        5e-9,
    );
    close(
        number(&other, "sectors", &["total"], "allocation"),
        13.575_757_58,
        5e-9,
    );
    let factors = own("B").found("gerfin");
    let structure = cells(&factors, "factors", &[], "structure");
    assert!(
        matches!(structure[..], [Item::Number(value, _)] if (value.get() - 0.994_565_217_4).abs() < 5e-11)
    );
    let arcelus = own("B").found("arcelus");
    let total = |column| number(&arcelus, "sectors", &["total"], column);
    let own_doing = total("regional_homothetic")
        + total("regional_differential")
        + total("regional_mix_homothetic")
        + total("regional_mix_differential");
    close(own_doing, 32.0, 1e-9);
    let dynamic = own("B").found("dynamic-shift-share");
    close(number(&dynamic, "sectors", &["total"], "regional"), 32.0, 1e-9);
}

#[test]
fn contributions_of_the_country_add_up() {
    let country = "region,sector,2000,2001\nN,i1,400,440\nN,i2,150,210\nN,i3,150,135\nN,i4,400,480\n";
    let found = Own {
        table: country,
        wide: Some("period"),
        region: Some("N"),
        ..Own::default()
    }
    .found("contributions");
    for (sector, printed) in [("i1", 3.6), ("i2", 5.5), ("i3", -1.4), ("i4", 7.3)] {
        close(
            number(&found, "contributions", &[sector], "points"),
            printed,
            0.05,
        );
    }
}

/// Jobs of Drenthe and of the country, CBS 83582NED; the source stands in the file.
fn drenthe() -> String {
    let sectors = ["A", "BE", "FZ", "GI", "JZ", "KZ", "LZ", "MN", "OPQ", "RSU"];
    let mut table = String::from("region,period,sector,value\n");
    for line in include_str!("../../../koers-economics/tests/drenthe.tsv").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name @ ("drenthe" | "netherlands"), year, figures @ ..] = &cells[..] else {
            continue;
        };
        for (sector, figure) in sectors.iter().zip(figures) {
            table.push_str(&format!("{name},{year},{sector},{figure}\n"));
        }
    }
    table
}

#[test]
fn the_base_year_decides_in_drenthe_and_the_answer_says_so() {
    let table = drenthe();
    let found = Own {
        table: &table,
        region: Some("drenthe"),
        reference: Some("netherlands"),
        ..Own::default()
    }
    .found("shift-share");
    let regional = |year| number(&found, "base_years", &[year], "regional");
    close(regional("2010"), -1.23, 0.005);
    close(regional("2019"), 1.87, 0.005);
    assert_eq!(found.answer.assumptions[0].standing, Standing::Fails);
    assert!(
        found.answer.sentences[1]
            .form
            .1
            .starts_with("Mind: the base year decides")
    );
}

#[test]
fn the_newest_figures_of_others_are_waited_for_only_where_they_count() {
    // Made up: of 2003 only A is out yet.
    let table = "region,period,value\nA,2001,1\nB,2001,2\nA,2002,2\nB,2002,3\nA,2003,3\nB,2003,.\n";
    let own = Own {
        table,
        ..Own::default()
    };
    let all = own.found("gini");
    assert_eq!(all.answer.sentences[0].slots[3], "2002".into());
    let one = Own {
        region: Some("A"),
        set: &[("start", "2002")],
        ..own
    };
    assert!(
        one.fault("synthetic-control", koers_model::text::Lang::En)
            .contains('A')
    );
}

#[test]
fn a_year_that_is_not_whole_is_no_base_year_and_a_withheld_end_has_bounds() {
    let mut table = drenthe();
    table = table.replacen("drenthe,2021,KZ,", "drenthe,2021,KZ,x\ndrenthe,gone,KZ,", 1);
    let own = Own {
        table: &table,
        region: Some("drenthe"),
        reference: Some("netherlands"),
        from: Some("2010"),
        to: Some("2024"),
        ..Own::default()
    };
    // A period that is no number takes the order of time away; without that row it is there again.
    let table: String = table
        .lines()
        .filter(|line| !line.contains("gone"))
        .map(|line| format!("{line}\n"))
        .collect();
    let own = Own { table: &table, ..own };
    let found = own.found("shift-share");
    assert!(cells(&found, "base_years", &["2021"], "regional").is_empty());
    assert!(
        found.answer.left_out[0]
            .form
            .1
            .starts_with("Not counted as base years")
    );
    let bounded = table.replacen(
        "drenthe,2010,KZ,",
        "drenthe,2010,KZ,2.0..9.9\nignored,2010,KZ,",
        1,
    );
    let found = Own {
        table: &bounded,
        ..own
    }
    .found("shift-share");
    let low = number(&found, "sectors", &["total"], "regional_low");
    let high = number(&found, "sectors", &["total"], "regional_high");
    assert!(low < -1.23 && -1.23 < high, "{low} {high}");
}
