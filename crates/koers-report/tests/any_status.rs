//! Whatever a status holds, every format can be made, keeps to its form, and never panics.
#![allow(clippy::unwrap_used, reason = "a test that finds nothing should fail there")]

mod made_up;

use jiff::civil::{Date, date};
use koers_model::framework::{MeasurePart, Span};
use koers_model::period::Period;
use koers_model::region::RegionKind;
use koers_model::snapshot::Hash;
use koers_model::status::*;
use koers_model::target::{Baseline, Direction, Goal, Target};
use koers_model::text::{Lang, Text};
use koers_model::unit::UNITS;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_model::verdict::*;
use koers_report::{Style, html, markdown, status_csv, status_json, status_md, status_table};
use made_up::{cite, id, region};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        4 => -1e4..1e4,
        1 => proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO,
        1 => prop_oneof![Just(f64::MAX), Just(f64::MIN), Just(5e-324), Just(1e15)],
    ]
    .prop_filter_map("finite", Number::new)
}

fn cell() -> impl Strategy<Value = Cell> {
    let content = prop_oneof![
        3 => number().prop_map(Cell::value),
        1 => (0..Missing::ALL.len()).prop_map(|at| Cell::missing(Missing::ALL[at])),
        1 => (number(), number()).prop_map(|(low, high)| Cell::masked(Bounds { low, high })),
    ];
    (content, any::<u16>(), option::weighted(0.2, number())).prop_map(|(cell, bits, margin)| Cell {
        margin,
        ..cell.marked(if bits % 3 == 0 {
            Marks::from_bits(bits)
        } else {
            Marks::NONE
        })
    })
}

fn day() -> impl Strategy<Value = Date> {
    (1000_i16..2999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        6 => (2000..2030_i32).prop_map(Period::year),
        1 => (1000..2999_i32).prop_map(Period::year),
        1 => (2000..2030_i32, 1_u8..=4).prop_map(|(year, part)| Period::quarter(year, part)),
        1 => (2000..2030_i32, 1_u8..=12).prop_map(|(year, part)| Period::month(year, part)),
        1 => (2000..2030_i32, 1_u8..=52).prop_map(|(year, part)| Period::week(year, part)),
        1 => (2000..2030_i32).prop_map(Period::school_year),
        1 => day().prop_map(Period::day),
    ]
    .prop_filter_map("a period", |period| period)
}

fn point() -> impl Strategy<Value = Point> {
    (period(), cell()).prop_map(|(period, cell)| Point { period, cell })
}

/// Mostly a row of years, sometimes any heap of points.
fn series() -> BoxedStrategy<Vec<Point>> {
    prop_oneof![
        Just(vec![]),
        (1990..2020_i32, vec(cell(), 1..30)).prop_map(|(first, cells)| {
            cells
                .into_iter()
                .zip(first..)
                .filter_map(|(cell, year)| {
                    Some(Point {
                        period: Period::year(year)?,
                        cell,
                    })
                })
                .collect()
        }),
        (vec(cell(), 1..80)).prop_map(|cells| {
            let first = Period::month(2010, 1).unwrap();
            cells
                .into_iter()
                .zip(0..)
                .map(|(cell, step)| Point {
                    period: first.plus(step),
                    cell,
                })
                .collect()
        }),
        vec(point(), 0..6),
    ]
    .boxed()
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ëé]{0,40}",
        "\\PC{0,30}",
        any::<String>().prop_map(|text| text.chars().take(40).collect()),
        Just("<b onload=x>\"&'|`*_[a](b)\u{1b}[31m\u{202e}=1+1\r\n- x".to_owned()),
        Just("meervoudigepersoonlijkheidsstoornissen".repeat(4)),
    ]
}

fn text() -> BoxedStrategy<Text> {
    (words(), option::of(words()))
        .prop_map(|(nl, en)| Text { nl, en })
        .boxed()
}

fn goal() -> impl Strategy<Value = Goal> {
    prop_oneof![
        number().prop_map(|value| Goal::Level { value }),
        number().prop_map(|value| Goal::Coverage { value }),
        Just(Goal::ChangeDirection),
        number().prop_map(|amount| Goal::ChangeAmount { amount }),
        number().prop_map(|percent| Goal::ChangeRelative { percent }),
        number().prop_map(|within| Goal::Gap {
            benchmark: region("NL99"),
            within
        }),
        any::<u32>().prop_map(|top| Goal::Rank {
            top,
            among: RegionKind::Province
        }),
    ]
}

fn reason() -> BoxedStrategy<Reason> {
    prop_oneof![
        Just(Reason::AheadOfPath),
        Just(Reason::WithinMargin),
        Just(Reason::MeasuresAgree),
        Just(Reason::MainMeasureSilent),
        Just(Reason::Qualitative),
        period().prop_map(|at| Reason::SeriesBreak { at }),
        (period(), any::<u32>()).prop_map(|(period, months)| Reason::Stale { period, months }),
        option::of(period()).prop_map(|last| Reason::NoReadingSinceBaseline { last }),
        words().prop_map(|what| Reason::CannotCompute { what }),
    ]
    .boxed()
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        Just(Verdict::OnCourse),
        Just(Verdict::OffCourse),
        Just(Verdict::CannotBeSaid)
    ]
}

fn judgement() -> BoxedStrategy<Judgement> {
    let target = (
        goal(),
        any::<bool>(),
        period(),
        option::of(number()),
        day(),
        option::of(text()),
    )
        .prop_map(|(goal, up, period, value, by, note)| Target {
            goal,
            direction: if up { Direction::Up } else { Direction::Down },
            baseline: Baseline {
                period,
                value,
                cite: vec![],
            },
            by,
            cite: vec![cite("koers#1")],
            margin: None,
            also_from: vec![],
            note,
        });
    let margin = (number(), 0..3_u8).prop_map(|(value, source)| Margin {
        value,
        source: match source {
            0 => MarginSource::Published,
            1 => MarginSource::Target,
            _ => MarginSource::Series,
        },
    });
    let other = (period(), verdict(), reason()).prop_map(|(period, verdict, reason)| OtherBase {
        period,
        verdict,
        reason,
    });
    (
        (verdict(), reason(), target),
        (option::of(point()), option::of(point()), option::of(number())),
        (option::of(margin), option::of(any::<u32>()), vec(other, 0..3)),
        option::of(any::<u32>()),
    )
        .prop_map(
            |(
                (verdict, reason, target),
                (reading, baseline, required),
                (margin, rank, other_bases),
                months_old,
            )| {
                Judgement {
                    verdict,
                    reason,
                    reading,
                    baseline,
                    required,
                    margin,
                    rank,
                    other_bases,
                    months_old,
                    target,
                }
            },
        )
        .boxed()
}

fn measure() -> BoxedStrategy<MeasureStatus> {
    (
        (text(), 0..UNITS.len(), any::<u8>(), any::<bool>(), text()),
        (judgement(), series(), vec((words(), series()), 0..5)),
        vec((period(), number()), 0..6),
        vec((text(), words(), option::of(day()), day()), 0..3),
    )
        .prop_map(
            |((title, unit, decimals, main, covers), (judgement, series, benchmarks), path, sources)| {
                MeasureStatus {
                    counted: koers_model::indicator::Counted::Over,
                    indicator: id("banen"),
                    version: 1,
                    title,
                    unit: &UNITS[unit],
                    decimals,
                    part: if main {
                        MeasurePart::Main
                    } else {
                        MeasurePart::Supporting
                    },
                    covers,
                    judgement,
                    series,
                    benchmarks: benchmarks
                        .into_iter()
                        .map(|(name, series)| (region("NL99"), name, series))
                        .collect(),
                    path,
                    sources: sources
                        .into_iter()
                        .map(|(attribution, licence, published, retrieved)| SourceNote {
                            dataset: id("bvc-1001"),
                            attribution,
                            licence,
                            published,
                            retrieved,
                            snapshot: Hash::of(b"made up"),
                        })
                        .collect(),
                }
            },
        )
        .boxed()
}

fn outcome() -> BoxedStrategy<OutcomeStatus> {
    (
        (text(), option::of(text()), verdict(), reason()),
        vec(measure(), 0..3),
        (
            vec(text(), 0..3),
            option::of(text()),
            option::of(text()),
            vec(text(), 0..3),
        ),
    )
        .prop_map(
            |((title, text, verdict, reason), measures, (rubric, why, would_do, activities))| OutcomeStatus {
                id: id("uitkomst"),
                title,
                text,
                cite: vec![],
                verdict,
                reason,
                measures,
                rubric,
                why,
                would_do,
                activities: activities
                    .into_iter()
                    .map(|title| (id("activiteit"), title))
                    .collect(),
            },
        )
        .boxed()
}

fn any_status() -> BoxedStrategy<Status> {
    (
        text(),
        words(),
        vec(
            (
                text(),
                vec((text(), option::of(text()), vec(outcome(), 0..3)), 0..3),
            ),
            0..2,
        ),
    )
        .prop_map(|(workspace, region_name, frameworks)| {
            let mut status = made_up::status(
                frameworks
                    .into_iter()
                    .enumerate()
                    .map(|(at, (title, groups))| FrameworkStatus {
                        id: id(&format!("koers-{at}")),
                        title,
                        period: Span {
                            from: date(2016, 1, 1),
                            to: date(2019, 12, 31),
                        },
                        documents: Vec::new(),
                        groups: groups
                            .into_iter()
                            .enumerate()
                            .map(|(line, (title, subtitle, mut outcomes))| {
                                for (place, outcome) in outcomes.iter_mut().enumerate() {
                                    outcome.id = id(&format!("uitkomst-{line}-{place}"));
                                }
                                GroupStatus {
                                    id: id(&format!("lijn-{line}")),
                                    title,
                                    subtitle,
                                    outcomes,
                                }
                            })
                            .collect(),
                    })
                    .collect(),
            );
            status.workspace = workspace;
            status.region_name = region_name;
            status
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_format_can_be_made(status in any_status(), width in 0_usize..160) {
        for lang in [Lang::Nl, Lang::En] {
            let page = html(&status, lang);
            let parsed = scraper::Html::parse_document(&page);
            prop_assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
            let nowhere = page.contains("\"NaN") || page.contains("\"inf");
            prop_assert!(!nowhere, "a place that is no number");
            prop_assert!(!markdown(&status, lang).is_empty());
            for line in status_table(&status, lang, Style { colour: false, width }).lines() {
                let steers = line.contains(char::is_control);
                prop_assert!(!steers, "{:?}", line);
                prop_assert!(line.width() <= width.max(40), "{} {}", width, line);
            }
            prop_assert!(status_csv(&status, lang).ends_with("\r\n"));
            prop_assert!(!status_md(&status, lang).is_empty());
        }
        let json: serde_json::Value = serde_json::from_str(&status_json(&status)).unwrap();
        prop_assert_eq!(&json["koers_status"], 1);
    }
}
