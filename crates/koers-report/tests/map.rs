//! What a map draws, and what it says to those who do not see it.
#![allow(clippy::unwrap_used, reason = "made-up maps of a test must be maps")]

use jiff::civil::date;
use koers_model::outline::{Corner, Outlines, Provenance, Ring, Tile, Tiles};
use koers_model::period::Period;
use koers_model::region::{RegionCode, RegionKind};
use koers_model::text::Lang;
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_report::map::{Breaks, CSS, Classing, Ground, Map, Place, Swatch};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn code(text: &str) -> RegionCode {
    RegionCode::new(text).unwrap()
}
fn n(value: f64) -> Number {
    Number::new(value).unwrap()
}
fn value(value: f64) -> Cell {
    Cell::value(n(value))
}

/// Four made-up regions in a row and one below; the last is so small that it vanishes in rounding.
fn outlines() -> Outlines {
    let square = |x: i32, y: i32, size: i32| {
        Ring::new(
            [(x, y), (x, y + size), (x + size, y + size), (x + size, y)]
                .map(|(x, y)| Corner { x, y })
                .to_vec(),
        )
        .unwrap()
    };
    let rings = BTreeMap::from([
        (code("CR01"), vec![square(0, 0, 10_000)]),
        (code("CR02"), vec![square(10_000, 0, 10_000)]),
        (code("CR03"), vec![square(20_000, 0, 10_000)]),
        (
            code("CR04"),
            vec![square(30_000, 0, 10_000), square(45_000, 2_000, 3_000)],
        ),
        (code("CR05"), vec![square(4_000, 14_000, 3)]),
    ]);
    let provenance = Provenance {
        source: "Verzonnen".into(),
        licence: "CC0-1.0".into(),
        attribution: String::new(),
        valid_on: date(2023, 1, 1),
    };
    Outlines::new(RegionKind::Corop, provenance, 5, rings).unwrap()
}

fn tiles() -> Tiles {
    let at = |text: &str, column, row, label: Option<&str>| {
        (code(text), Tile { column, row }, label.map(str::to_owned))
    };
    Tiles::new([
        at("CR01", 0, 0, Some("Nv")),
        at("CR02", 1, 0, None),
        at("CR03", 2, 0, Some("Zv")),
        at("CR04", 2, 1, Some("Oh")),
        at("CR05", 0, 1, Some("El")),
    ])
    .unwrap()
}

const NAMES: [(&str, &str); 5] = [
    ("CR01", "Noord-Veenland"),
    ("CR02", "Midden-Veenland"),
    ("CR03", "Zuid-Veenland"),
    ("CR04", "Oosterhoek"),
    ("CR05", "Eiland"),
];

fn map<'a>(ground: Ground<'a>, cells: [Cell; 5], lang: Lang) -> Map<'a> {
    Map {
        id: "banen".into(),
        lang,
        title: "Banen van werknemers",
        period: Period::year(2019),
        kind: RegionKind::Corop,
        unit: Unit::from_id("thousand-jobs").unwrap(),
        decimals: 1,
        ground,
        places: NAMES
            .iter()
            .zip(cells)
            .map(|((text, name), cell)| Place {
                code: code(text),
                name,
                cell,
                href: Some(format!("/kaart?regio={text}")),
            })
            .collect(),
        own: vec![code("CR01"), code("CR02")],
        within: None,
        classing: Classing::Quantiles,
    }
}

fn cells() -> [Cell; 5] {
    [
        value(47.62),
        value(61.0).marked(Marks::PROVISIONAL),
        Cell::missing(Missing::Suppressed),
        value(205.1),
        Cell::missing(Missing::NotYet),
    ]
}

#[test]
fn the_drawing_never_changes_by_itself() {
    let (outlines, tiles) = (outlines(), tiles());
    insta::assert_snapshot!(
        "map_outlines",
        map(Ground::Outlines(&outlines), cells(), Lang::Nl)
            .svg()
            .replace("><", ">\n<")
    );
    insta::assert_snapshot!(
        "map_tiles",
        map(Ground::Tiles(&tiles), cells(), Lang::En)
            .svg()
            .replace("><", ">\n<")
    );
}

#[test]
fn the_message_is_said_in_words() {
    let outlines = outlines();
    let dutch = map(Ground::Outlines(&outlines), cells(), Lang::Nl);
    assert_eq!(dutch.name(), "Banen van werknemers, 2019, 5 COROP-gebieden");
    assert_eq!(
        dutch.describe(),
        "Het hoogst: Oosterhoek (205,1 duizend banen). Het laagst: Noord-Veenland (47,6 duizend banen). \
         Eigen gebied: Midden-Veenland 61,0; Noord-Veenland 47,6. \
         Geheim: Zuid-Veenland. Nog niet gepubliceerd: Eiland."
    );
    assert_eq!(
        dutch.attribution().unwrap(),
        "Grenzen op 1 januari 2023: Verzonnen (CC0-1.0)"
    );
    let mut one = map(Ground::Outlines(&outlines), cells(), Lang::En);
    one.own = vec![code("CR02")];
    assert!(
        one.describe()
            .contains("Midden-Veenland: 61.0 thousand jobs, place 2 of 3 from high to low.")
    );
    let same = [value(2.0), value(2.0), value(2.0), value(2.0), value(2.0)];
    let same = map(Ground::Outlines(&outlines), same, Lang::Nl);
    assert_eq!(same.describe(), "Overal 2,0 duizend banen.");
    let none = [Cell::missing(Missing::Absent); 5];
    let none = map(Ground::Outlines(&outlines), none, Lang::En);
    assert!(
        none.describe()
            .starts_with("There is no figure. Not in the source: ")
    );
}

#[test]
fn missing_and_withheld_are_told_apart_everywhere() {
    let outlines = outlines();
    let mut cells = cells();
    cells[2] = Cell::masked(Bounds {
        low: n(1.0),
        high: n(4.0),
    });
    let map = map(Ground::Outlines(&outlines), cells, Lang::Nl);
    let svg = map.svg();
    for (words, fill) in [
        ("Zuid-Veenland: geheim (1 tot en met 4)", "url(#banen-withheld)"),
        ("Eiland: nog niet gepubliceerd", "url(#banen-unknown)"),
    ] {
        let link = svg.split("<a ").find(|link| link.contains(words)).unwrap();
        assert!(link.contains(fill), "{link}");
    }
    let keys = map.legend(Some("Veenland"));
    let words: Vec<(&str, usize)> = keys.iter().map(|key| (key.words.as_str(), key.count)).collect();
    assert_eq!(
        words,
        [
            ("minder dan 50", 1),
            ("50 tot 200", 1),
            ("200 of meer", 1),
            ("geheim", 1),
            ("nog niet gepubliceerd", 1),
            ("Veenland", 2)
        ]
    );
    assert_eq!(keys[3].swatch, Swatch::Withheld);
    assert_ne!(keys[3].swatch.svg(), keys[4].swatch.svg());
}

#[test]
fn the_table_says_what_the_map_says() {
    let outlines = outlines();
    let map = map(Ground::Outlines(&outlines), cells(), Lang::Nl);
    let rows = map.rows();
    let said: Vec<(Option<usize>, &str, &str, &str, &str)> = rows
        .iter()
        .map(|row| {
            (
                row.rank,
                row.name,
                row.figure.as_str(),
                row.class.as_str(),
                row.remarks.as_str(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            (Some(1), "Oosterhoek", "205,1", "200 of meer", ""),
            (Some(2), "Midden-Veenland", "61,0", "50 tot 200", "voorlopig"),
            (Some(3), "Noord-Veenland", "47,6", "minder dan 50", ""),
            (None, "Zuid-Veenland", "× geheim", "geheim", ""),
            (
                None,
                "Eiland",
                "… nog niet gepubliceerd",
                "nog niet gepubliceerd",
                ""
            ),
        ]
    );
    let svg = map.svg();
    for row in &rows {
        let class = match row.swatch {
            Swatch::Tone(tone) => tone.class(),
            Swatch::Withheld => "k-withheld".to_owned(),
            _ => "k-unknown".to_owned(),
        };
        let start = format!(
            "<a class=\"k-place {class}\" href=\"{}\" aria-label=\"{}: ",
            row.href.unwrap(),
            row.name
        );
        assert!(svg.contains(&start), "{start}");
    }
    let (columns, table) = map.table();
    assert!(table.iter().all(|row| row.len() == columns.len()));
}

#[test]
fn equal_figures_share_a_place() {
    let tiles = tiles();
    let cells = [value(3.0), value(3.01), value(9.0), value(1.0), value(1.0)];
    let map = map(Ground::Tiles(&tiles), cells, Lang::Nl);
    let ranks: Vec<Option<usize>> = map.rows().iter().map(|row| row.rank).collect();
    assert_eq!(ranks, [Some(1), Some(2), Some(2), Some(4), Some(4)]);
}

#[test]
fn a_zoom_shows_only_what_lies_within_and_keeps_the_classes() {
    let outlines = outlines();
    let mut zoomed = map(Ground::Outlines(&outlines), cells(), Lang::Nl);
    let whole = zoomed.classes();
    zoomed.within = Some(BTreeSet::from([code("CR01"), code("CR02")]));
    let svg = zoomed.svg();
    assert_eq!(svg.matches("<a ").count(), 2);
    // The third region lies beside them and has no link; the others are out of sight.
    assert_eq!(svg.matches("class=\"k-beside\"").count(), 1);
    assert!(svg.contains("viewBox=\"0 0 1624 824\""));
    assert_eq!(zoomed.classes(), whole);
    assert_eq!(zoomed.rows().len(), 2);
}

#[test]
fn a_region_without_a_place_is_left_to_the_table_and_named() {
    let tiles = tiles();
    let mut map = map(Ground::Tiles(&tiles), cells(), Lang::Nl);
    map.places.push(Place {
        code: code("CR99"),
        name: "Verweg",
        cell: value(1.0),
        href: None,
    });
    assert_eq!(map.not_drawn(), ["Verweg"]);
    assert!(map.describe().ends_with("Niet op de kaart: Verweg."));
    assert_eq!(map.rows().len(), 6);
    map.places.retain(|place| place.name == "Verweg");
    let svg = map.svg();
    assert_eq!(svg.matches("<a ").count(), 0);
    assert_eq!(svg.matches("k-place k-ground").count(), 5);
    let keys = map.legend(None);
    assert!(
        keys.iter()
            .any(|key| (key.swatch, key.count) == (Swatch::Blank, 5))
    );
}

#[test]
fn fixed_breaks_and_two_colours() {
    let tiles = tiles();
    let cells = [value(-2.0), value(-0.1), value(0.0), value(1.4), value(6.0)];
    let mut map = map(Ground::Tiles(&tiles), cells, Lang::Nl);
    map.classing = Classing::Breaks(Breaks::around(n(0.0), vec![n(-1.0), n(1.0), n(2.5)]).unwrap());
    let words: Vec<(String, Swatch)> = map
        .legend(None)
        .into_iter()
        .map(|key| (key.words, key.swatch))
        .collect();
    let words: Vec<&str> = words.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(
        words,
        [
            "minder dan −1,0",
            "−1,0 tot 0,0",
            "0,0 tot 1,0",
            "1,0 tot 2,5",
            "2,5 of meer"
        ]
    );
    let svg = map.svg();
    for class in ["k-b2", "k-b1", "k-c1", "k-c2", "k-c3"] {
        assert_eq!(svg.matches(&format!("k-place {class}\"")).count(), 1, "{class}");
    }
}

#[test]
fn what_somebody_wrote_stays_text() {
    let tiles = tiles();
    let mut map = map(Ground::Tiles(&tiles), cells(), Lang::Nl);
    map.title = "<script>alert(1)</script>";
    map.places[0].name = "\"><img onerror=x>";
    map.places[0].href = Some("\"><script>".into());
    map.id = "a\"b".into();
    let svg = map.svg();
    for hostile in ["<script", "<img", "\"a\"b"] {
        assert!(!svg.contains(hostile), "{hostile}");
    }
}

#[test]
fn no_style_stands_in_the_drawing() {
    let (outlines, tiles) = (outlines(), tiles());
    for ground in [Ground::Outlines(&outlines), Ground::Tiles(&tiles)] {
        let map = map(ground, cells(), Lang::Nl);
        let mut all = map.svg();
        all.extend(map.legend(Some("Veenland")).iter().map(|key| key.swatch.svg()));
        assert!(!all.contains("style"));
        // Every class that is drawn has a style.
        for class in all
            .split("class=\"")
            .skip(1)
            .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
        {
            let known = CSS.contains(&format!(".{class}"))
                || koers_report::chart::CSS.contains(&format!(".{class}"))
                || ["k-withheld", "k-unknown", "k-tiles", "k-tiles-few", "k-sign"].contains(&class);
            assert!(known, "{class}");
        }
    }
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        6 => (-1e6..1e6_f64).prop_map(value),
        1 => any::<f64>().prop_filter_map("finite", |value| Number::new(value).map(Cell::value)),
        2 => (0..4_i8).prop_map(|small| value(f64::from(small))),
        1 => prop::sample::select(Missing::ALL.to_vec()).prop_map(Cell::missing),
    ]
}

proptest! {
    #[test]
    fn classes_part_all_figures_and_rise_with_them(
        cells in prop::collection::vec(any_cell(), 0..40),
        decimals in 0..4_u8,
        middle in prop::option::of(-10.0..10.0_f64),
    ) {
        let tiles = Tiles::default();
        let mut map = map(Ground::Tiles(&tiles), [value(0.0); 5], Lang::Nl);
        map.places = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| Place {
                code: code(&format!("GM{at:04}")),
                name: "Verzonnen",
                cell: *cell,
                href: None,
            })
            .collect();
        map.decimals = decimals;
        map.classing = middle.map_or(Classing::Quantiles, |middle| Classing::QuantilesAround(n(middle)));
        let classes = map.classes();
        prop_assert!(classes.len() <= 6);
        let mut tones: Vec<_> = (0..classes.len()).map(|class| classes.tone(class)).collect();
        tones.dedup();
        prop_assert_eq!(tones.len(), classes.len());
        let mut numbers: Vec<Number> = cells.iter().filter_map(Cell::number).collect();
        numbers.sort();
        let placed: Vec<usize> = numbers.iter().map(|number| classes.class_of(*number)).collect();
        prop_assert!(placed.is_sorted());
        prop_assert!(placed.iter().all(|class| *class < classes.len()));
        for row in map.rows() {
            prop_assert_eq!(row.rank.is_some(), row.cell.number().is_some());
        }
        if middle.is_none() && !numbers.is_empty() {
            // With quantiles no class is empty.
            for class in 0..classes.len() {
                prop_assert!(placed.contains(&class), "class {} of {:?}", class, classes);
            }
        }
    }

    #[test]
    fn every_region_is_drawn_or_named(shown in prop::collection::vec(any::<bool>(), 5)) {
        let outlines = outlines();
        let mut map = map(Ground::Outlines(&outlines), cells(), Lang::Nl);
        let within: BTreeSet<RegionCode> = NAMES
            .iter()
            .zip(&shown)
            .filter(|(_, shown)| **shown)
            .map(|((text, _), _)| code(text))
            .collect();
        map.within = Some(within.clone());
        let svg = map.svg();
        prop_assert_eq!(svg.matches("<a ").count() + map.not_drawn().len(), within.len());
        prop_assert_eq!(svg.matches(" d=\"\"").count(), 0);
    }
}

/// The colours of a scheme of the map: those of the dark block stand over the light ones.
fn colours(dark: bool) -> BTreeMap<&'static str, &'static str> {
    let (light, rest) = CSS.split_once("@media").unwrap();
    let rest = rest.split_once("\n}\n}").unwrap().0;
    let mut colours = BTreeMap::new();
    for block in [Some(light), dark.then_some(rest)].into_iter().flatten() {
        for part in block.split("--koers-map-").skip(1) {
            let (name, rest) = part.split_once(':').unwrap();
            colours.insert(name, rest.split_once(';').unwrap().0);
        }
    }
    colours
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn classes_are_told_apart_by_lightness_and_letters_on_them_can_be_read() {
    for dark in [false, true] {
        let colours = colours(dark);
        let light = |name: &str| luminance(colours[name]);
        let contrast = |a: f64, b: f64| (a.max(b) + 0.05) / (a.min(b) + 0.05);
        let ramps = [
            vec!["1", "2", "3", "4", "5"],
            vec!["below-1", "below-2", "below-3"],
            vec!["above-1", "above-2", "above-3"],
        ];
        for ramp in ramps {
            let steps: Vec<f64> = ramp.iter().map(|name| light(name)).collect();
            for (at, pair) in steps.windows(2).enumerate() {
                // On white more is darker, on black more is lighter.
                assert_eq!(pair[0] > pair[1], !dark, "{} dark {dark}", ramp[at]);
                assert!(contrast(pair[0], pair[1]) >= 1.35, "{} dark {dark}", ramp[at]);
            }
            for (at, step) in steps.iter().enumerate() {
                let class = ramp[at];
                let letters = if ["4", "5", "below-3", "above-3"].contains(&class) {
                    "light"
                } else {
                    "dark"
                };
                let ratio = contrast(*step, light(letters));
                assert!(ratio >= 4.5, "{letters} on {class}, dark {dark}: {ratio:.2}");
            }
        }
        for mark in ["hatch", "dark"] {
            let ratio = contrast(light(mark), light("ground"));
            assert!(ratio >= 4.5, "{mark} dark {dark}: {ratio:.2}");
        }
        assert!(contrast(light("border"), light("ground")) >= 3.0);
    }
}

#[test]
fn styles_fall_back_on_the_same_colours() {
    let light = colours(false);
    let mut seen = 0;
    for part in CSS.split("var(--koers-map-").skip(1) {
        let (name, fallback) = part.split_once(')').unwrap().0.split_once(',').unwrap();
        assert_eq!(light[name], fallback, "{name}");
        seen += 1;
    }
    assert!(seen > 15);
}
