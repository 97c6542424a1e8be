//! Plans carried out: what comes out is what the methods say of the same figures, and what was done otherwise is said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod support;

use koers_analysis::analysis::{Asked, analyse};
use koers_analysis::evaluation::{Evaluation, Panel, Verdict, carry_out};
use koers_analysis::frame::Need;
use koers_analysis::{Columns, Frame, method, role};
use koers_model::evaluation::{Criterion, EvaluationPlan, Outcome, OwnTable, Pool, Scale, Side, Span, Way};
use koers_model::id::Id;
use koers_model::text::Text;
use koers_model::value::Number;
use koers_table::plain::Plain;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use support::dutch;

fn panel(table: &str) -> Panel {
    let roles = [
        (role::REGION, Need::Must),
        (role::PERIOD, Need::Must),
        (role::VALUE, Need::Must),
    ];
    let plain = Plain::read(table.as_bytes()).unwrap();
    Panel {
        frame: Frame::read(&plain, &Columns::default(), &roles).unwrap(),
        names: BTreeMap::new(),
        outcome: None,
        about: Vec::new(),
        unit: None,
        inputs: Vec::new(),
    }
}

fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

fn way(method: &str) -> Way {
    Way {
        method: method.to_owned(),
        settings: Vec::new(),
    }
}

fn plan(method: &str, unit: &str, donors: &[&str], (from, start, to): (&str, &str, &str)) -> EvaluationPlan {
    let text = || Text::both("tekst", "text");
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    EvaluationPlan {
        id: Id::new("plan").unwrap(),
        title: text(),
        question: text(),
        text: None,
        written: "1988-07-01".parse().unwrap(),
        about: None,
        outcome: Outcome::Table(OwnTable {
            file: "table.csv".to_owned(),
            columns: Vec::new(),
            wide: None,
        }),
        scale: Scale::AsIs,
        units: owned(&[unit]),
        donors: vec![Pool {
            regions: owned(donors),
            why: text(),
        }],
        without: Vec::new(),
        periods: Span {
            from: from.to_owned(),
            start: start.to_owned(),
            to: to.to_owned(),
        },
        method: way(method),
        beside: Vec::new(),
        effect: Criterion {
            direction: Side::Either,
            at_least: number(5.0),
            level: number(0.10),
            fit: None,
        },
    }
}

fn said(found: &Evaluation) -> String {
    found.said.iter().map(dutch).collect::<Vec<_>>().join("\n")
}

fn deviations(found: &Evaluation) -> String {
    found.deviations.iter().map(dutch).collect::<Vec<_>>().join("\n")
}

/// Cigarettes sold a head in 39 states, 1970 to 2000; the source stands with the library's tests.
fn california() -> (String, Vec<&'static str>) {
    let mut table = String::from("region,period,value\n");
    let mut states = Vec::new();
    for line in include_str!("../../koers-economics/tests/california.tsv").lines() {
        let (name, figures) = line.split_once('\t').unwrap();
        let figures = figures.split('\t').next().unwrap();
        states.push(name);
        for (year, figure) in (1970..).zip(figures.split(' ')) {
            writeln!(table, "{name},{year},{figure}").unwrap();
        }
    }
    states.retain(|state| *state != "California");
    (table, states)
}

/// Arkhangelsky and others (2021), table 1: -15.6. The verdict follows from the effect and its place among the placebos, which a second
/// asking of the method by name gives too.
#[test]
fn california_is_carried_out_as_the_method_is_asked_by_name() {
    let (table, states) = california();
    let panel = panel(&table);
    let mut plan = plan("synthetic-did", "California", &states, ("1970", "1989", "2000"));
    plan.effect.direction = Side::Lower;
    plan.beside = vec![way("augmented-synthetic-control"), way("gini")];
    let found = carry_out(&plan, &panel);
    let effect = found.effect.unwrap();
    assert!((effect.size.get() + 15.603_827_87).abs() < 5e-6, "{effect:?}");
    let asked = Asked {
        region: Some("California".to_owned()),
        settings: vec![("start".to_owned(), "1989".to_owned())],
        ..Asked::default()
    };
    let by_name = analyse(method("synthetic-did").unwrap(), &panel.frame, asked, Vec::new()).unwrap();
    assert_eq!(by_name.answer.effect, Some(effect));
    let counts = effect.p.unwrap().get() <= 0.10;
    assert_eq!(
        found.verdict,
        if counts { Verdict::Effect } else { Verdict::Noise }
    );
    assert!(found.deviations.is_empty(), "{}", deviations(&found));
    // One beside it has no p, the other finds no effects at all.
    assert!(matches!(
        found.beside[0].found,
        Ok((_, Some(_), Verdict::Unanswered))
    ));
    assert!(found.beside[1].found.is_err());
    assert!(
        said(&found).contains("voordat een van de 12 periodes"),
        "{}",
        said(&found)
    );
}

/// What could not be done as it was written is said, and changes nothing else: the same as a plan that was written so.
#[test]
fn what_had_to_be_otherwise_is_said() {
    let (table, states) = california();
    // Nevada lacks a year, and Utah is not there at all.
    let gone: String = table
        .lines()
        .filter(|line| !line.starts_with("Nevada,1975,") && !line.starts_with("Utah,"))
        .fold(String::new(), |text, line| text + line + "\n");
    let asked = plan("synthetic-did", "California", &states, ("1965", "1989", "2005"));
    let found = carry_out(&asked, &panel(&gone));
    let said = deviations(&found);
    for part in [
        "De cijfers beginnen in 1970, niet in 1965.",
        "De cijfers lopen tot en met 2000, niet tot en met 2005.",
        "Nevada doet niet mee: in 1975 is er geen cijfer.",
        "Utah doet niet mee: er is geen enkel cijfer.",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(found.deviations.len(), 4);
    let fewer: Vec<&str> = states
        .iter()
        .copied()
        .filter(|state| !["Nevada", "Utah"].contains(state))
        .collect();
    let written = plan("synthetic-did", "California", &fewer, ("1970", "1989", "2000"));
    let same = carry_out(&written, &panel(&table));
    assert_eq!(found.effect, same.effect);
    assert!(same.deviations.is_empty());
    assert!(super_said(&same).contains("Niet in het plan genoemd, en niet meegenomen: Nevada · Utah"));
}

fn super_said(found: &Evaluation) -> String {
    said(found)
}

/// Made up: eleven regions that follow one course with a little noise of their own, from a fixed rule; the first with `planted` added at the end.
fn made_up(planted: f64) -> String {
    let mut table = String::from("region,period,value\n");
    let mut state = 7_u64;
    for region in 0..11 {
        for year in 2000..2020 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let noise = (state >> 40) as f64 / f64::from(1_u32 << 24) - 0.5;
            let course = f64::from((year * 7) % 11) + f64::from(region) * 3.0;
            let added = if region == 0 && year >= 2015 { planted } else { 0.0 };
            writeln!(table, "r{region},{year},{}", 100.0 + course + noise + added).unwrap();
        }
    }
    table
}

const OTHERS: [&str; 10] = ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10"];
const SPAN: (&str, &str, &str) = ("2000", "2015", "2019");

#[test]
fn verdicts_follow_what_the_plan_counts() {
    let verdict = |planted: f64, change: &dyn Fn(&mut EvaluationPlan)| {
        let mut plan = plan("synthetic-did", "r0", &OTHERS, SPAN);
        change(&mut plan);
        carry_out(&plan, &panel(&made_up(planted))).verdict
    };
    assert_eq!(verdict(8.0, &|_| ()), Verdict::Effect);
    assert_eq!(verdict(-8.0, &|_| ()), Verdict::Effect);
    assert_eq!(verdict(0.0, &|_| ()), Verdict::Noise);
    assert_eq!(
        verdict(8.0, &|plan| plan.effect.direction = Side::Lower),
        Verdict::Opposite
    );
    assert_eq!(
        verdict(8.0, &|plan| plan.effect.at_least = number(50.0)),
        Verdict::Small
    );
    // With ten others the smallest p is one in eleven.
    assert_eq!(
        verdict(8.0, &|plan| plan.effect.level = number(0.05)),
        Verdict::Noise
    );
    let no_fit = |plan: &mut EvaluationPlan| {
        plan.method = way("synthetic-control");
        plan.effect.fit = Some(number(1e-6));
    };
    assert_eq!(verdict(8.0, &no_fit), Verdict::NoFit);
}

/// Not finding anything says something only where an effect would have been seen.
#[test]
fn noise_says_whether_an_effect_would_have_been_seen() {
    let told = |at_least: f64, level: f64| {
        let mut plan = plan("synthetic-did", "r0", &OTHERS, SPAN);
        plan.effect.at_least = number(at_least);
        plan.effect.level = number(level);
        said(&carry_out(&plan, &panel(&made_up(0.0))))
    };
    assert!(told(50.0, 0.10).contains("dat het er niet uit komt, zegt dus iets"));
    assert!(told(0.001, 0.10).contains("wil dus niet zeggen dat er niets was"));
    assert!(told(50.0, 0.05).contains("kan geen enkel effect worden gezien"));
}

/// An index takes the size of regions away: each region times a number of its own gives the same.
#[test]
fn an_index_does_not_know_how_large_a_region_is() {
    let mut plan = plan("synthetic-control", "r0", &OTHERS, SPAN);
    plan.scale = Scale::Index;
    let table = made_up(8.0);
    let scaled = table
        .lines()
        .skip(1)
        .fold(String::from("region,period,value\n"), |text, line| {
            let parts: Vec<&str> = line.split(',').collect();
            let size: f64 = parts[0].trim_start_matches('r').parse().unwrap();
            let value: f64 = parts[2].parse().unwrap();
            format!("{text}{},{},{}\n", parts[0], parts[1], value * (1.0 + size))
        });
    let (one, other) = (
        carry_out(&plan, &panel(&table)),
        carry_out(&plan, &panel(&scaled)),
    );
    let (one, other) = (one.effect.unwrap(), other.effect.unwrap());
    assert!(
        (one.size.get() - other.size.get()).abs() < 1e-6,
        "{one:?} {other:?}"
    );
    // Planted on figures of about a hundred, as an index it is about as much.
    assert!((6.0..10.0).contains(&one.size.get()), "{one:?}");
    let below = table.replace("r3,2000,", "r3,2000,-9999");
    let found = carry_out(&plan, &panel(&below));
    assert!(deviations(&found).contains("r3 doet niet mee: er is geen index van te maken"));
}

/// Two regions with the measure against two without: the difference of the differences of means, by hand.
#[test]
fn several_regions_are_difference_in_differences() {
    let mut plan = plan("difference-in-differences", "r0", &["r2", "r3"], SPAN);
    plan.units.push("r1".to_owned());
    let table = made_up(8.0);
    let found = carry_out(&plan, &panel(&table));
    let mean = |regions: [&str; 2], late: bool| {
        let values: Vec<f64> = table
            .lines()
            .skip(1)
            .map(|line| line.split(',').collect::<Vec<_>>())
            .filter(|parts| regions.contains(&parts[0]) && (parts[1] >= "2015") == late)
            .map(|parts| parts[2].parse().unwrap())
            .collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    let change = |regions| mean(regions, true) - mean(regions, false);
    let by_hand = change(["r0", "r1"]) - change(["r2", "r3"]);
    assert!(
        (found.effect.unwrap().size.get() - by_hand).abs() < 1e-9,
        "{found:?}"
    );
    plan.method = way("synthetic-did");
    let found = carry_out(&plan, &panel(&table));
    assert_eq!(found.verdict, Verdict::Unanswered);
    assert!(
        said(&found).contains("gaat over één regio met de maatregel, en het plan noemt er 2"),
        "{}",
        said(&found)
    );
}

#[test]
fn where_nothing_can_be_said_the_reason_is() {
    let table = made_up(8.0);
    let told = |table: &str, change: &dyn Fn(&mut EvaluationPlan)| {
        let mut plan = plan("synthetic-did", "r0", &OTHERS, SPAN);
        change(&mut plan);
        let found = carry_out(&plan, &panel(table));
        (found.verdict, said(&found))
    };
    let without = |start: &str| {
        table
            .lines()
            .filter(|line| !line.starts_with(start))
            .fold(String::new(), |text, line| text + line + "\n")
    };
    let holds = |(verdict, text): (Verdict, String), wanted: Verdict, part: &str| {
        assert_eq!(verdict, wanted, "{text}");
        assert!(text.contains(part), "{text}");
    };
    holds(
        told(&without("r0,"), &|_| ()),
        Verdict::Unanswered,
        "van r0 is er geen enkel cijfer",
    );
    holds(told(&without("r0,2007"), &|_| ()), Verdict::Unanswered, "2007");
    let early = |plan: &mut EvaluationPlan| {
        plan.periods.start = "2021".to_owned();
        plan.periods.to = "2025".to_owned();
    };
    holds(
        told(&table, &early),
        Verdict::TooEarly,
        "de cijfers lopen tot en met 2019",
    );
    let late = ["r0,2015", "r0,2016", "r0,2017", "r0,2018", "r0,2019"];
    let none = table
        .lines()
        .filter(|line| !late.iter().any(|start| line.starts_with(start)))
        .fold(String::new(), |text, line| text + line + "\n");
    holds(
        told(&none, &|_| ()),
        Verdict::TooEarly,
        "van r0 is er vanaf 2015 nog geen cijfer",
    );
    let own_start = |plan: &mut EvaluationPlan| {
        plan.method.settings = vec![("start".to_owned(), "2010".to_owned())];
    };
    holds(
        told(&table, &own_start),
        Verdict::Unanswered,
        "`start` staat er twee keer",
    );
    holds(
        told(&table, &|plan| plan.method = way("gini")),
        Verdict::Unanswered,
        "gini",
    );
    holds(
        told(&table, &|plan| plan.periods.start = "begin".to_owned()),
        Verdict::Unanswered,
        "begin",
    );
    holds(
        told(&table, &|plan| plan.donors.clear()),
        Verdict::Unanswered,
        "niet te zeggen",
    );
    holds(
        told(&table, &|plan| plan.method = way("augmented-synthetic-control")),
        Verdict::Unanswered,
        "geeft daar geen maat voor",
    );
}
