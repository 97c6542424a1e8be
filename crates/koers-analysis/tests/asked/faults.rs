use super::Own;
use koers_analysis::say::Slot;
use koers_model::text::Lang;

fn said(own: &Own<'_>, method: &str) -> [String; 2] {
    [Lang::Nl, Lang::En].map(|lang| own.fault(method, lang))
}

#[track_caller]
fn names(own: &Own<'_>, method: &str, wanted: &[&str]) {
    for message in said(own, method) {
        for word in wanted {
            assert!(message.contains(word), "`{word}` is not in: {message}");
        }
    }
}

const TABLE: &str = "region,sector,period,value\nA,x,2019,1\nA,y,2019,2\nB,x,2019,3\nB,y,2019,4\nA,x,2020,2\nA,y,2020,2\nB,x,2020,3\nB,y,2020,5\n";

#[test]
fn what_is_wrong_is_named() {
    let own = || Own {
        table: TABLE,
        region: Some("A"),
        ..Own::default()
    };
    names(&own(), "shift-shares", &["shift-share"]);
    names(
        &Own {
            region: None,
            ..own()
        },
        "shift-share",
        &["--region", "A, B"],
    );
    names(
        &Own {
            region: Some("C"),
            ..own()
        },
        "shift-share",
        &["`C`", "A, B"],
    );
    names(
        &Own {
            from: Some("1999"),
            ..own()
        },
        "shift-share",
        &["1999", "2019"],
    );
    names(
        &Own {
            from: Some("2020"),
            ..own()
        },
        "shift-share",
        &["--from"],
    );
    names(
        &Own {
            set: &[("absnt", "nought")],
            ..own()
        },
        "shift-share",
        &["absnt", "absent"],
    );
    names(
        &Own {
            set: &[("absent", "zero")],
            ..own()
        },
        "shift-share",
        &["absent", "zero"],
    );
    names(
        &Own {
            columns: &[("regio", "region")],
            ..own()
        },
        "shift-share",
        &["regio", "region"],
    );
    names(
        &Own {
            columns: &[("region", "regio")],
            ..own()
        },
        "shift-share",
        &["regio", "region"],
    );
    names(
        &Own {
            columns: &[("region", "region"), ("region", "sector")],
            ..own()
        },
        "shift-share",
        &["region"],
    );
    names(&own(), "variety", &["group"]);
    let twice = [("absent", "nought"), ("absent", "refused")];
    names(&Own { set: &twice, ..own() }, "shift-share", &["`absent`"]);
    names(
        &Own {
            columns: &[("period", "period")],
            wide: Some("period"),
            ..own()
        },
        "shift-share",
        &["`period`"],
    );
    names(
        &Own {
            wide: Some("value"),
            ..own()
        },
        "shift-share",
        &["`value`"],
    );
}

#[test]
fn a_cell_that_lacks_or_cannot_be_is_named() {
    let lacking = TABLE.replace("B,y,2020,5\n", "");
    let own = |table| Own {
        table,
        region: Some("A"),
        ..Own::default()
    };
    names(
        &own(&lacking),
        "shift-share",
        &["B", "2020", "y", "absent=nought"],
    );
    let withheld = TABLE.replace("A,y,2020,2", "A,y,2020,x");
    let asked = Own {
        to: Some("2020"),
        ..own(&withheld)
    };
    names(&asked, "krugman", &["A", "y"]);
    // Nobody asked for 2020: the last whole year answers, and that is said.
    let found = own(&withheld).found("krugman");
    assert_eq!(
        found.answer.left_out[0].slots[..],
        [Slot::Names(vec!["2020".to_owned()])]
    );
    let negative = TABLE.replace("A,y,2020,2", "A,y,2020,-2");
    names(&own(&negative), "krugman", &["A", "y", "-2"]);
    let twice = format!("{TABLE}B,y,2020,6\n");
    names(&own(&twice), "krugman", &["B · y", "9", "10"]);
    let text = TABLE.replace("A,y,2020,2", "A,y,2020,veel");
    names(&own(&text), "krugman", &["line 7", "value"]);
}

#[test]
fn per_head_of_nobody_is_not_nought() {
    let table = "region,value,population\nA,10,5\nB,20,0\nC,30,5\n";
    let own = Own {
        table,
        ..Own::default()
    };
    for method in ["gini", "williamson"] {
        names(&own, method, &["B"]);
    }
}

#[test]
fn a_study_that_is_none_names_the_unit() {
    let mut table = String::from("region,period,value\n");
    for unit in ["r", "a", "b", "c", "d"] {
        for year in 2000..2010 {
            table.push_str(&format!("{unit},{year},{}\n", year % 7 + i32::from(unit == "a")));
        }
    }
    let own = |set| Own {
        table: &table,
        region: Some("r"),
        set,
        ..Own::default()
    };
    names(&own(&[]), "synthetic-control", &["start=", "2000"]);
    names(&own(&[("start", "2015")]), "synthetic-control", &["2015"]);
    names(&own(&[("start", "2000")]), "synthetic-control", &["r", "2"]);
    names(
        &own(&[("start", "2005"), ("donors", "r;a;b")]),
        "synthetic-control",
        &["r"],
    );
    names(
        &own(&[("start", "2005"), ("donors", "a;z")]),
        "synthetic-control",
        &["`z`"],
    );
    names(
        &own(&[("start", "2005"), ("donors", "a")]),
        "synthetic-control",
        &["r", "1", "2"],
    );
    names(
        &own(&[("start", "2005"), ("match", "wind@2001")]),
        "synthetic-control",
        &["wind"],
    );
    names(
        &own(&[("start", "2005"), ("match", "value@1900")]),
        "synthetic-control",
        &["1900"],
    );
    // A donor with a gap is left out by name, and the answer says so.
    let gap = table.replace("c,2003,1\n", "c,2003,.\n");
    let found = Own {
        table: &gap,
        region: Some("r"),
        set: &[("start", "2005")],
        ..Own::default()
    }
    .found("synthetic-control");
    let slots = &found.answer.left_out[0].slots;
    assert_eq!(slots[..], ["c".into(), "2003".into()]);
}

/// What a method does not look at is refused, not passed over.
#[test]
fn a_choice_that_a_method_does_not_take_is_refused() {
    let table = "region,period,value\na,2020,1\nb,2020,2\nc,2020,3\n";
    let own = Own {
        table,
        ..Own::default()
    };
    for (own, option) in [
        (
            Own {
                region: Some("a"),
                ..own
            },
            "--region",
        ),
        (
            Own {
                reference: Some("a"),
                ..own
            },
            "--reference",
        ),
        (
            Own {
                from: Some("2020"),
                ..own
            },
            "--from",
        ),
    ] {
        for lang in [Lang::Nl, Lang::En] {
            let said = own.fault("gini", lang);
            assert!(said.contains(option), "{said}");
        }
    }
}

/// Every quotient of a region to itself is one, and its growth is its own: that is no comparison.
#[test]
fn a_region_is_not_compared_with_itself() {
    let own = Own {
        table: "region,sector,value\na,x,1\na,y,2\nb,x,3\nb,y,1\n",
        region: Some("a"),
        reference: Some("a"),
        ..Own::default()
    };
    assert!(own.fault("location-quotients", Lang::Nl).contains("zichzelf"));
    assert!(own.fault("location-quotients", Lang::En).contains("itself"));
}
