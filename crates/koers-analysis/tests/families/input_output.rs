//! Input-output: what the books print, and what is wrong with a table.

use crate::asking::{alike, ask, column, refused_with, said, standings, value, words};
use koers_analysis::answer::Standing;
use koers_model::text::Lang;

/// R. E. Miller and P. D. Blair (2009), table 2.3, with labour of 0.30 and 0.25 per unit of output, their new demand beside it.
const TWO: &str = "\
from,A,B,demand,new
A,150,500,350,600
B,200,100,1700,1500
other,650,1400,,
labour,300,500,,
";
const OF_TWO: [&str; 3] = ["wide=to", "without=new", "jobs=labour"];

/// The same with households, of which Miller and Blair make a third sector in section 2.5.
const HOUSEHOLDS: &str = "\
from,A,B,households,other demand
A,150,500,50,300
B,200,100,400,1300
wages,300,500,50,150
other inputs,350,900,500,250
";

/// Germany in 1995, six groups of products, domestic: J. Beutel's table 15.4 in the manual of Eurostat (2008).
const GERMANY: &str = "\
from,agriculture,manufacturing,construction,trade,business,other,output
agriculture,1131,25480,1,607,710,762,43910
manufacturing,7930,304584,64167,41082,11981,30360,1079446
construction,426,7334,3875,5296,23457,9155,245606
trade,3559,72717,14190,74399,10835,21008,540063
business,3637,96115,31027,65755,193176,34223,692487
other,1552,14986,1747,11225,15058,22070,508918
value added,21664,395022,115624,311407,415426,365017,
jobs,1096,8381,3236,9251,4258,10206,
";

/// The Netherlands in 2000 in six groups: J. D'Hernoncourt, M. Cordier and D. Hadley (2011).
const NETHERLANDS: &str = "\
from;agriculture;mining;manufacturing;utilities;construction;services;output
agriculture;2731;3;8260;36;59;615;21863
mining;4;282;2013;3979;188;60;12292
manufacturing;3322;291;40218;480;8004;16999;210900
utilities;983;53;2400;4395;85;3458;18249
construction;121;70;565;135;14103;9509;60244
services;2884;1078;28400;1404;9339;106994;435953
wages;2336;520;35083;1629;14339;151784;
";

#[test]
fn miller_and_blair_by_demand() {
    let found = ask("technical-coefficients", TWO, &["wide=to", "without=new;labour"]);
    alike(
        &column(&found, "coefficients", &[], "coefficient"),
        &[0.15, 0.25, 0.2, 0.05],
        1e-12,
    );
    alike(&column(&found, "sectors", &[], "output"), &[1000.0, 2000.0], 1e-9);
    // Rows make the output, and the columns agree with it.
    assert_eq!(standings(&found)[0], Standing::Holds);

    let found = ask("leontief", TWO, &[OF_TWO.as_slice(), &["demand=new"]].concat());
    alike(
        &column(&found, "output", &[], "output"),
        &[1_247.524_752, 1_841.584_158],
        5e-7,
    );
    // They print 374.25 and 460.4 from rounded output.
    alike(
        &column(&found, "accounts", &[], "amount"),
        &[374.257_425, 460.396_04],
        5e-6,
    );

    for (sector, inverse) in [
        ("A", [1.254_125_41, 0.264_026_4]),
        ("B", [0.330_033, 1.122_112_21]),
    ] {
        let found = ask(
            "leontief",
            TWO,
            &[
                OF_TWO.as_slice(),
                &[format!("sector={sector}").as_str(), "amount=1"],
            ]
            .concat(),
        );
        alike(&column(&found, "output", &[], "output"), &inverse, 5e-8);
    }
    let more = ask(
        "leontief",
        TWO,
        &[OF_TWO.as_slice(), &["sector=A", "amount=100"]].concat(),
    );
    assert!(
        said(&more, Lang::Nl).contains("De vraag naar A verandert met +100.0"),
        "{}",
        said(&more, Lang::Nl)
    );
    assert!(
        said(&more, Lang::En).contains("+151.8"),
        "{}",
        said(&more, Lang::En)
    );
}

#[test]
fn miller_and_blair_by_supply() {
    for (sector, row) in [("A", [1.254_125, 0.660_066]), ("B", [0.132_013, 1.122_112])] {
        let found = ask(
            "ghosh",
            TWO,
            &["wide=to", "without=new;labour", &format!("sector={sector}")],
        );
        alike(&column(&found, "value", &[], "change"), &row, 5e-7);
    }
    // The manual of Eurostat, chapter 15: the agriculture column of the inverse, by the row of each sector.
    let sectors = [
        "agriculture",
        "manufacturing",
        "construction",
        "trade",
        "business",
        "other",
    ];
    let printed = [1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043];
    for (sector, printed) in sectors.iter().zip(printed) {
        let found = ask(
            "ghosh",
            GERMANY,
            &[
                "wide=to",
                "output=output",
                "without=jobs",
                &format!("sector={sector}"),
            ][..],
        );
        alike(
            &[value(&found, "value", &["agriculture"], "change")],
            &[printed],
            5e-5,
        );
    }
}

#[test]
fn multipliers_of_miller_and_blair_and_of_the_netherlands() {
    let found = ask("multipliers", TWO, &OF_TWO);
    alike(
        &column(&found, "multipliers", &["output"], "total"),
        &[1.518_152, 1.452_145],
        5e-7,
    );

    let found = ask(
        "multipliers",
        HOUSEHOLDS,
        &["wide=to", "wages=wages", "households=households"],
    );
    alike(
        &column(&found, "multipliers", &["output"], "total"),
        &[1.518_152, 1.452_145],
        5e-7,
    );
    let printed = [1.365_086 + 0.527_323, 0.425_26 + 1.348_076];
    alike(
        &column(&found, "multipliers", &["output"], "total_ii"),
        &printed,
        2e-6,
    );

    let said = ["wide=to", "output=output", "money=wages"];
    let found = ask("multipliers", NETHERLANDS, &said);
    alike(
        &column(&found, "multipliers", &["wages"], "type_i"),
        &[2.466, 2.333, 1.840, 2.372, 1.953, 1.417],
        5e-4,
    );
}

#[test]
fn manual_of_eurostat() {
    let settings = ["wide=to", "output=output", "jobs=jobs", "money=value added"];
    let found = ask("multipliers", GERMANY, &settings);
    alike(
        &column(&found, "multipliers", &["value added"], "total"),
        &[0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199],
        5.1e-5,
    );
    alike(
        &column(&found, "multipliers", &["jobs"], "total"),
        &[0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242],
        5.1e-5,
    );
    let found = ask("linkages", GERMANY, &["wide=to", "output=output", "without=jobs"]);
    alike(
        &column(&found, "linkages", &[], "backward_total"),
        &[1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782],
        5.1e-5,
    );
    alike(
        &column(&found, "linkages", &[], "forward_total"),
        &[2.1126, 1.6910, 1.3558, 1.5848, 2.1037, 1.2106],
        5.1e-5,
    );
    let positions = words(&found, "linkages", "position");
    assert_eq!(
        (positions[1].as_str(), positions[5].as_str()),
        ("key", "independent")
    );
    // What sectors buy and value added leave imports and taxes out, and the answer says so.
    assert_eq!(standings(&found)[0], Standing::Fails);
}

#[test]
fn extraction_of_miller_and_blair() {
    let whole = ask("extraction", TWO, &[OF_TWO.as_slice(), &["sector=A"]].concat());
    alike(&column(&whole, "loss", &[], "low"), &[1000.0, 210.526_316], 5e-7);
    alike(&column(&whole, "loss", &[], "high"), &[1000.0, 210.526_316], 5e-7);
    // A quarter of a job for each unit of B.
    alike(
        &column(&whole, "accounts", &["labour"], "others_low"),
        &[52.631_579],
        5e-7,
    );
    alike(
        &column(&whole, "accounts", &["labour"], "own_low"),
        &[300.0],
        1e-9,
    );

    // Half of it, said in three ways.
    let half = |way: &str| {
        ask(
            "extraction",
            TWO,
            &[OF_TWO.as_slice(), &["sector=A", way]].concat(),
        )
    };
    let parts =
        ["part=0.5", "amount=500", "plant_jobs=150"].map(|way| column(&half(way), "loss", &["B"], "low"));
    for part in &parts {
        alike(part, &[105.263_158], 5e-7);
    }
    assert!(value(&half("part=0.5"), "loss", &["B"], "high") > 105.3);
    assert!(said(&half("part=0.5"), Lang::Nl).contains("Valt 50.0% van A weg"));

    let each = ask("extraction-of-each", TWO, &["wide=to", "without=new;labour"]);
    assert_eq!(words(&each, "sectors", "sector"), ["B", "A"]);
    alike(
        &column(&each, "sectors", &[], "others"),
        &[588.235_294, 210.526_316],
        5e-7,
    );
    alike(
        &column(&each, "lost", &["A", "B"], "output"),
        &[210.526_316],
        5e-7,
    );
    let jobs = ask("extraction-of-each", TWO, &OF_TWO);
    alike(&column(&jobs, "sectors", &["A"], "others"), &[52.631_579], 5e-7);
}

#[test]
fn footprint_of_miller_and_blair() {
    // All demand is one kind: all labour arises for it.
    let found = ask("footprint", TWO, &OF_TWO);
    alike(&column(&found, "kinds", &["demand"], "amount"), &[800.0], 1e-9);
    assert!(standings(&found).contains(&Standing::Holds));
    // By kind, and by sector, the same sum two ways.
    let found = ask("footprint", HOUSEHOLDS, &["wide=to", "money=wages"]);
    let kinds: f64 = column(&found, "kinds", &[], "amount").iter().sum();
    alike(&[kinds], &[800.0], 1e-9);
    alike(&column(&found, "sectors", &[], "arises"), &[300.0, 500.0], 1e-9);
}

/// R. E. Miller and P. D. Blair (2009), 7.4.2: coefficients times output of now as seed.
#[test]
fn ras_of_miller_and_blair() {
    let output = [421.0, 284.0, 283.0];
    let old = [[0.12, 0.10, 0.049], [0.21, 0.247, 0.265], [0.026, 0.249, 0.145]];
    let totals = [245, 136, 159];
    let mut csv = "from,A,B,C,sales\n".to_owned();
    for ((name, row), total) in ["A", "B", "C"].iter().zip(old).zip(totals) {
        let flows = [row[0] * output[0], row[1] * output[1], row[2] * output[2]];
        csv.push_str(&format!(
            "{name},{},{},{},{total}\n",
            flows[0], flows[1], flows[2]
        ));
    }
    csv.push_str("purchases,251,107,182,\n");
    let printed = [
        165.210_148,
        34.613_605,
        45.176_247,
        63.528_62,
        18.786_178,
        53.685_202,
        22.261_232,
        53.600_217,
        83.138_55,
    ];
    for id in ["ras", "gras"] {
        let found = ask(id, &csv, &["wide=to", "rows=sales", "columns=purchases"]);
        alike(&column(&found, "table", &[], "new"), &printed, 5.1e-7);
        alike(
            &column(&found, "totals", &["row"], "new"),
            &[245.0, 136.0, 159.0],
            1e-9,
        );
    }
    refused_with(
        "ras",
        &csv.replace("251,107", "252,107"),
        &["wide=to", "rows=sales", "columns=purchases"],
        &["540", "541"],
    );
    refused_with("ras", &csv, &["wide=to", "rows=sales"], &["--set columns"]);
    refused_with(
        "ras",
        &csv,
        &["wide=to", "rows=sale", "columns=purchases"],
        &["`sale`", "`sales`"],
    );
}

/// T. Junius and J. Oosterhaven (2003).
#[test]
fn gras_of_junius_and_oosterhaven() {
    let csv = "\
from,goods,services,use,export,sum
goods,7,3,5,-3,15
services,2,9,8,0,26
taxes,-2,0,2,0,-1
sum,9,16,17,-2,
";
    let settings = ["wide=to", "rows=sum", "columns=sum"];
    let found = ask("gras", csv, &settings);
    let printed = [
        8.424_341, 3.375_237, 5.200_422, -2.0, 3.000_998, 12.624_763, 10.374_239, 0.0, -2.425_339, 0.0,
        1.425_339, 0.0,
    ];
    alike(&column(&found, "table", &[], "new"), &printed, 5e-7);
    // The first negative cell, by its names.
    refused_with("ras", csv, &settings, &["goods", "export", "-3"]);
}

#[test]
fn decomposition_of_two_years() {
    let csv = "\
period,from,A,B,demand
2000,A,150,500,350
2000,B,200,100,1700
2010,A,172.277227722772,376.23762376237624,600
2010,B,287.12871287128713,94.05940594059406,1500
";
    // Output of 2010 is 1148.514851 and 1881.188119, by recipes with a12 = .20 and a21 = .25.
    let settings = ["wide=to", "column:from=from", "column:period=period"];
    for orders in ["orders=polar", "orders=all"] {
        let found = ask(
            "structural-decomposition",
            csv,
            &[settings.as_slice(), &[orders]].concat(),
        );
        alike(
            &column(&found, "effects", &["A", "together"], "effect"),
            &[148.514_851],
            5e-7,
        );
        alike(
            &column(&found, "effects", &["B", "together"], "effect"),
            &[-118.811_881],
            5e-7,
        );
        alike(
            &column(&found, "effects", &["A", "recipes"], "effect"),
            &[-105.610_561],
            5e-7,
        );
        alike(
            &column(&found, "effects", &["B", "recipes"], "effect"),
            &[31.353_135],
            5e-7,
        );
        alike(
            &column(&found, "effects", &["A", "demand"], "effect"),
            &[254.125_413],
            5e-7,
        );
    }
    // Level and mix make the whole of demand.
    let mix = ask(
        "structural-decomposition",
        csv,
        &[settings.as_slice(), &["demand=mix"]].concat(),
    );
    let change: f64 = column(&mix, "causes", &[], "effect").iter().sum();
    alike(&[change], &[29.702_97], 5e-6);
    let other = csv
        .replace("2010,B", "2010,C")
        .replace("from,A,B", "from,A,B,C")
        .replace(",350", ",0,350")
        .replace(",1700", ",0,1700");
    let other = other.replace(",600", ",376,600").replace(",1500", ",94,1500");
    refused_with(
        "structural-decomposition",
        &other,
        &settings,
        &["2000", "2010", "B", "C"],
    );
}

#[test]
fn a_table_that_is_wrong_is_told_by_name() {
    let io = |csv: &str, said: &[&str], names: &[&str]| {
        refused_with("leontief", csv, &[&["wide=to", "sector=A"], said].concat(), names);
    };
    io(
        &TWO.replace("B,200", "B,-200"),
        &["without=new;labour"],
        &["B, A", "-200"],
    );
    io(
        &TWO.replace("A,150,500", "A,150,"),
        &["without=new;labour"],
        &["A · B"],
    );
    io(
        &TWO.replace("A,150,500", "A,150,x"),
        &["without=new;labour"],
        &["A · B"],
    );
    io(TWO, &["without=new;labor"], &["`labor`", "`labour`"]);
    io(TWO, &["without=new", "jobs=labor"], &["`labor`", "`labour`"]);
    refused_with(
        "leontief",
        TWO,
        &["wide=to", "without=new;labour", "sector=C"],
        &["`C`", "A, B"],
    );
    refused_with(
        "leontief",
        TWO,
        &["wide=to", "without=new;labour"],
        &["sector", "A, B"],
    );
    refused_with(
        "extraction",
        TWO,
        &[OF_TWO.as_slice(), &["sector=A", "amount=1001"]].concat(),
        &["amount", "1001", "A", "1000"],
    );
    refused_with(
        "extraction",
        TWO,
        &[OF_TWO.as_slice(), &["sector=A", "amount=10", "part=0.5"]].concat(),
        &["part", "amount"],
    );
    // A sector where something beside the sectors is asked for.
    io(TWO, &["without=new", "jobs=A"], &["`A`", "`jobs`"]);
    io(
        TWO,
        &["without=new;labour", "money=demand"],
        &["`demand`", "`money`"],
    );
    refused_with(
        "leontief",
        TWO,
        &["wide=to", "without=new;labour", "demand=A"],
        &["`A`", "demand"],
    );
    // Jobs may stand in a column as well as in a row.
    let across = "from,A,B,demand,jobs\nA,150,500,350,300\nB,200,100,1700,500\n";
    let found = ask("extraction", across, &["wide=to", "jobs=jobs", "sector=A"]);
    alike(
        &column(&found, "accounts", &["jobs"], "others_low"),
        &[52.631_579],
        5e-7,
    );
    // A row that meets no column, by a slip of the pen.
    refused_with(
        "linkages",
        "from,farming,industry,demand\nfarming,1,2,3\nindustri,2,1,3\nother,3,3,\n",
        &["wide=to"],
        &["industri", "industry"],
    );
    // Nothing in common at all.
    refused_with(
        "linkages",
        "from,C,D\nA,1,2\nB,1,2\n",
        &["wide=to"],
        &["A, B", "C, D"],
    );
    // Neither demand nor value added.
    refused_with("linkages", "from,A,B\nA,1,2\nB,1,2\n", &["wide=to"], &["output"]);
    // A total among the sectors, the kinds of demand and the inputs.
    let total = "from,A,B,total,demand\nA,150,500,650,350\nB,200,100,300,1700\ntotal,350,600,950,2050\nother,650,1400,2050,\n";
    refused_with("linkages", total, &["wide=to"], &["`total`", "without"]);
    let right = ask("linkages", total, &["wide=to", "without=total"]);
    assert_eq!(standings(&right)[0], Standing::Holds);
    refused_with(
        "linkages",
        "from,A,B,sum,demand\nA,150,500,650,350\nB,200,100,300,1700\n",
        &["wide=to"],
        &["`sum`"],
    );
    // A sector that uses up more than it makes.
    refused_with(
        "linkages",
        "from,A,B,output\nA,1100,0,1000\nB,300,1,2000\n",
        &["wide=to", "output=output"],
        &["A"],
    );
    // Jobs where nothing is made.
    let idle = "from,A,B,demand\nA,1,0,4\nB,0,0,0\njobs,3,2,\n";
    refused_with("multipliers", idle, &["wide=to", "jobs=jobs"], &["B"]);
    // Twice the same cell in a long table.
    refused_with(
        "linkages",
        "from,to,value\nA,A,1\nA,A,2\n",
        &[],
        &["A · A", "2", "3"],
    );
    // A long table without noughts needs them to be said.
    let long = "from,to,value\nA,A,1\nB,A,2\nA,use,4\nB,use,4\nA,B,1\n";
    refused_with("linkages", long, &[], &["B · B", "absent"]);
    ask("linkages", long, &["absent=nought"]);
}
