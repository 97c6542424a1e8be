//! Plans carried out: what comes out is what the methods say of the same figures, and what was done otherwise is said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod support;

use koers_analysis::analysis::{Asked, analyse};
use koers_analysis::evaluation::{Evaluation, Panel, Subject, Verdict, carry_out};
use koers_analysis::frame::Need;
use koers_analysis::{Columns, Frame, method, role};
use koers_model::evaluation::{Criterion, EvaluationPlan, Outcome, OwnTable, Pool, Scale, Side, Span, Way};
use koers_model::id::Id;
use koers_model::text::Text;
use koers_model::value::Number;
use koers_table::plain::Plain;
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
        subject: Subject::default(),
        inputs: Vec::new(),
        today: jiff::civil::date(2026, 11, 21),
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
    let effect = found.effect().unwrap();
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
    assert!(matches!(found.beside[0].found, Ok((_, Verdict::Unanswered))));
    assert!(found.beside[1].found.is_err());
    assert!(
        said(&found).contains("voordat er een periode met de maatregel voorbij was"),
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
    let told = deviations(&found);
    for part in [
        "De cijfers beginnen in 1970, niet in 1965.",
        "De cijfers lopen tot en met 2000, niet tot en met 2005.",
        "Nevada doet niet mee: in 1975 is er geen cijfer (staat niet in de tabel).",
        "Utah doet niet mee: er is geen enkel cijfer.",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(found.deviations.len(), 4);
    let fewer: Vec<&str> = states
        .iter()
        .copied()
        .filter(|state| !["Nevada", "Utah"].contains(state))
        .collect();
    let written = plan("synthetic-did", "California", &fewer, ("1970", "1989", "2000"));
    let same = carry_out(&written, &panel(&table));
    assert_eq!(found.effect(), same.effect());
    assert!(same.deviations.is_empty());
    assert!(said(&same).contains("Niet in het plan genoemd, en niet meegenomen: Nevada · Utah"));
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
    assert!(told(50.0, 0.10).contains("dat het er niet uit komt, zegt dan iets"));
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
    let (one, other) = (one.effect().unwrap(), other.effect().unwrap());
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
        (found.effect().unwrap().size.get() - by_hand).abs() < 1e-9,
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
    // A gap of the region with the measure is the reason, also where an index cannot be made for it.
    for scale in [Scale::AsIs, Scale::Index] {
        holds(
            told(&without("r0,2007"), &|plan| plan.scale = scale),
            Verdict::Unanswered,
            "van r0 is er in 2007 geen cijfer",
        );
    }
    // An index that no number can hold is no figure: it does not stay as it was.
    let huge = table.lines().fold(String::new(), |text, line| {
        let own = line.starts_with("r0,").then(|| line.rsplit_once(','));
        text + &match own.flatten() {
            Some((names @ "r0,2016", _)) => format!("{names},1.5e308\n"),
            Some((names, _)) => format!("{names},0.5\n"),
            None => format!("{line}\n"),
        }
    });
    holds(
        told(&huge, &|plan| plan.scale = Scale::Index),
        Verdict::Unanswered,
        "de index van r0 is te groot om te schrijven",
    );
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
    // It ended while others go on: waiting brings nothing.
    holds(
        told(&none, &|_| ()),
        Verdict::Unanswered,
        "van r0 is er vanaf 2015 geen cijfer, en van andere gebieden wel",
    );
    let nobody = table
        .lines()
        .filter(|line| !late.iter().any(|start| line.contains(&start[2..])))
        .fold(String::new(), |text, line| text + line + "\n");
    holds(
        told(&nobody, &|_| ()),
        Verdict::TooEarly,
        "de cijfers lopen tot en met 2014",
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
        "of dat toeval is, is hier niet te zeggen",
    );
}

/// Where it is said that no effect can be seen, however large, none is ever found: with the fewest donors for each level, and one fewer.
#[test]
fn what_is_said_to_be_unseeable_is_not_seen() {
    for (donors, level) in [(9, 0.10), (8, 0.10), (4, 0.20), (3, 0.20), (10, 0.09), (10, 0.10)] {
        for way_word in ["synthetic-did", "synthetic-control"] {
            let mut plan = plan(way_word, "r0", &OTHERS[..donors], SPAN);
            plan.effect.level = number(level);
            let found = carry_out(&plan, &panel(&made_up(500.0)));
            let smallest = found.effect().and_then(|effect| effect.smallest);
            if smallest.is_some_and(|smallest| smallest.rise.is_none()) {
                assert_ne!(found.verdict, Verdict::Effect, "{way_word} {donors} {level}");
            } else if donors >= 4 {
                assert_eq!(found.verdict, Verdict::Effect, "{way_word} {donors} {level}");
            }
        }
    }
}

/// A period that lacks of everybody, or one of another length, would be taken for its neighbour.
#[test]
fn periods_must_follow_each_other() {
    let table = made_up(0.0);
    let told = |table: &str| {
        let found = carry_out(&plan("synthetic-did", "r0", &OTHERS, SPAN), &panel(table));
        (found.verdict, said(&found))
    };
    let without = table
        .lines()
        .filter(|line| !line.contains(",2007,"))
        .fold(String::new(), |text, line| text + line + "\n");
    let (verdict, text) = told(&without);
    assert_eq!(verdict, Verdict::Unanswered);
    assert!(text.contains("van niemand is er een cijfer van 2007"), "{text}");
    let mixed = (0..11).fold(table.clone(), |text, region| {
        format!("{text}r{region},2012-Q1,1\n")
    });
    let (verdict, text) = told(&mixed);
    assert_eq!(verdict, Verdict::Unanswered);
    assert!(
        text.contains("2012-Q1 is een periode van een andere lengte"),
        "{text}"
    );
    // Names that are no times have an order only where all regions have the same.
    let named = |skip: &str| {
        let mut out = String::from("region,period,value\n");
        for line in table.lines().skip(1) {
            let parts: Vec<&str> = line.split(',').collect();
            if !line.starts_with(skip) {
                let year: u8 = parts[1].trim_start_matches("20").parse().unwrap();
                let letter = char::from(b'z' - year);
                out.push_str(&format!("{},{letter},{}\n", parts[0], parts[2]));
            }
        }
        out
    };
    let mut plan = plan("synthetic-did", "r1", &OTHERS[1..], ("z", "k", "g"));
    plan.donors[0].regions.push("r0".to_owned());
    assert_eq!(carry_out(&plan, &panel(&named("-"))).verdict, Verdict::Noise);
    let found = carry_out(&plan, &panel(&named("r0,2007,")));
    assert_eq!(found.verdict, Verdict::Unanswered);
    assert!(
        said(&found).contains("staan in een andere volgorde"),
        "{}",
        said(&found)
    );
}

/// A region that does not move is fitted exactly or not at all; and what a method cannot measure is not taken for granted.
#[test]
fn the_demand_on_the_comparison_does_not_fall_away() {
    let flat = |own: &str| {
        made_up(0.0)
            .lines()
            .skip(1)
            .fold(String::from("region,period,value\n"), |text, line| {
                let year: u32 = line.split(',').nth(1).unwrap().parse().unwrap();
                match line.starts_with("r0,") {
                    true if year < 2015 => format!("{text}r0,{year},{own}\n"),
                    true => format!("{text}r0,{year},400\n"),
                    false => format!("{text}{line}\n"),
                }
            })
    };
    let mut plan = plan("synthetic-control", "r0", &OTHERS, SPAN);
    plan.effect.fit = Some(number(0.25));
    for own in ["50", "0.1"] {
        let found = carry_out(&plan, &panel(&flat(own)));
        assert_eq!(found.verdict, Verdict::NoFit);
        assert!(said(&found).contains("bewoog r0 niet"), "{}", said(&found));
    }
    plan.method = way("synthetic-did");
    let found = carry_out(&plan, &panel(&made_up(8.0)));
    assert_eq!(found.verdict, Verdict::Unanswered);
    assert!(said(&found).contains("meet dat niet"), "{}", said(&found));
}

/// Each method says what its size is measured against, and an effect that rests on what does not hold says so.
#[test]
fn sentences_say_what_was_measured_and_what_does_not_hold() {
    let told = |word: &str| {
        let mut plan = plan(word, "r0", &OTHERS, SPAN);
        if word == "interrupted-time-series" {
            plan.donors.clear();
        }
        plan.effect.level = number(0.5);
        let found = carry_out(&plan, &panel(&made_up(200.0)));
        assert_eq!(found.verdict, Verdict::Effect, "{word}");
        said(&found)
    };
    assert!(told("synthetic-control").contains("r0 lag van 2015 tot en met 2019"));
    assert!(told("synthetic-did").contains("meer dan de vergelijking"));
    let own = told("interrupted-time-series");
    assert!(own.contains("van de eigen lijn van ervoor af"), "{own}");
    assert!(
        own.contains("Let op, dit klopt hier niet: Er zijn genoeg periodes"),
        "{own}"
    );
}

/// The last bits of a sum do not decide, and what is shown does not contradict what is compared.
#[test]
fn an_effect_of_just_the_size_that_counts_counts() {
    let found = carry_out(&plan("synthetic-did", "r0", &OTHERS, SPAN), &panel(&made_up(8.0)));
    let size = found.effect().unwrap().size.get();
    let judged = |at_least: f64| {
        let mut plan = plan("synthetic-did", "r0", &OTHERS, SPAN);
        plan.effect.at_least = number(at_least);
        let found = carry_out(&plan, &panel(&made_up(8.0)));
        (found.verdict, said(&found))
    };
    assert_eq!(judged(size * (1.0 + 1e-13)).0, Verdict::Effect);
    let (verdict, text) = judged(size + 0.0004);
    assert_eq!(verdict, Verdict::Small);
    // Three decimals would show the same number twice.
    let shown = text
        .split("gemiddeld ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    assert!(
        shown.trim_start_matches('+').parse::<f64>().unwrap() < size + 0.0004,
        "{text}"
    );
}

#[test]
fn a_plan_that_contradicts_its_method_is_refused() {
    use koers_analysis::evaluation::can_be_carried_out;
    let refused = |change: &dyn Fn(&mut EvaluationPlan)| {
        let mut plan = plan("synthetic-did", "r0", &OTHERS, SPAN);
        change(&mut plan);
        can_be_carried_out(&plan).is_err()
    };
    assert!(!refused(&|_| ()));
    assert!(refused(&|plan| plan.method = way("interrupted-time-series")));
    assert!(refused(&|plan| plan.method = way("smallest-effect")));
    assert!(refused(&|plan| plan.beside = vec![way("krugman")]));
    for word in ["start", "donors", "without", "level"] {
        assert!(refused(
            &|plan| plan.method.settings = vec![(word.to_owned(), "r1".to_owned())]
        ));
    }
}

/// The words that plans can name are those of the methods that can decide.
#[test]
fn every_method_that_finds_an_effect_can_be_named_in_a_plan() {
    use koers_analysis::METHODS;
    use koers_analysis::method::Family;
    let of_family = METHODS
        .iter()
        .filter(|method| method.family == Family::Evaluation);
    let mut deciding: Vec<&str> = of_family
        .map(|method| method.id)
        .filter(|id| *id != "smallest-effect")
        .collect();
    deciding.sort_unstable();
    let mut named = koers_model::evaluation::METHODS.to_vec();
    named.sort_unstable();
    assert_eq!(deciding, named);
}
