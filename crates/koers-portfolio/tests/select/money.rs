//! Odd cents, what more of a budget brings, and ceilings on aid: by hand.

use super::made::{World, chosen, euro, exact, id, judged, names};
use super::reasons::{fate, words, world};
use koers_model::portfolio::money::{Amount, Money};
use koers_model::text::Lang;
use koers_portfolio::select::{Better, Cheaper, Effort, Fate, Measure, Rule, Selection};

fn asks(world: &mut World, name: &str, score: u8, cents: i64) {
    world.proposal(name, &[score], &[("eigen", 2017, 0)]);
    world.asks(name, &[cents]);
}

fn price(selection: &Selection) -> f64 {
    selection.budgets[0].price.unwrap()
}

#[test]
fn equal_vouchers_are_told_their_room_to_the_cent() {
    let mut world = world();
    for (at, score) in (5..=10).rev().enumerate() {
        asks(&mut world, &format!("v{at}"), score, 249_999);
    }
    world.budget("e17", "eigen", Some(2017), euro(9500));
    let selection = world.run(&exact()).unwrap();
    assert_eq!(names(&selection), ["v0", "v1", "v2"]);
    let Fate::LeftOut {
        obstacles, cheaper, ..
    } = fate(&selection, "v3")
    else {
        panic!()
    };
    let money = |cents| Some(Measure::Money(Money::cents(cents)));
    assert_eq!(
        (obstacles[0].room, obstacles[0].need),
        (money(200_003), money(249_999))
    );
    // 80.0 % of 2,499.99 is 1,999.99; 80.1 % is 2,002.49.
    let cheap = Cheaper {
        surely: Some(800),
        at_most: Some(800),
    };
    assert_eq!(*cheaper, Some(cheap));
    // With 10,450 there are 2,950.03 left, and the fourth fits.
    let (low, high) = selection.budgets[0].more.unwrap();
    assert!(
        (low - 0.7).abs() < 1e-9 && (high - 0.7).abs() < 1e-9,
        "{low} {high}"
    );
    assert_eq!(world.what_if(&["*=+10%"]).unwrap().rises.len(), 1);
    // In parts: now three and 200,003 of 249,999 of the fourth; with 100,000 more all six.
    let now = 1.0 + 0.9 + 0.8 + 0.7 * 200_003.0 / 249_999.0;
    assert!(
        (price(&selection) - (4.5 - now)).abs() < 1e-6,
        "{}",
        price(&selection)
    );
}

#[test]
fn what_does_not_fit_whole_counts_in_the_shadow_price() {
    let mut world = world();
    asks(&mut world, "groot", 9, 12_000_000);
    asks(&mut world, "klein", 3, 5_000_100);
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    // Now 100 of 120 of the large one; with 200,000 both.
    let found = price(&world.run(&exact()).unwrap());
    assert!((found - (1.2 - 0.75)).abs() < 1e-6, "{found}");
    let mut world = self::world();
    asks(&mut world, "enig", 5, 12_345_679);
    world.budget("e17", "eigen", Some(2017), euro(120_000));
    let found = price(&world.run(&exact()).unwrap());
    let part = 0.5 * (1.0 - 12_000_000.0 / 12_345_679.0);
    assert!((found - part).abs() < 1e-6, "{found}");
    // Enough is enough.
    world.plan.budgets[0].cap = Amount::Known(euro(200_000));
    assert!(price(&world.run(&exact()).unwrap()) < 1e-9);
}

#[test]
fn nobody_is_told_to_score_more_than_everything() {
    let mut world = world();
    for (name, cents) in [("a", 6_000_000), ("b", 4_000_000), ("vol", 7_000_000)] {
        asks(&mut world, name, 10, cents);
    }
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let selection = world.run(&exact()).unwrap();
    let left = fate(&selection, "vol");
    assert!(
        matches!(
            left,
            Fate::LeftOut {
                better: Some(Better::OffScale),
                ..
            }
        ),
        "{left:?}"
    );
    let lines = words(&world, Lang::Nl, &|words| words.fate(left));
    assert!(lines.contains(&"Geen score helpt: ook met de hoogste waarde komt het er niet in.".to_owned()));
}

/// Two firms of one undertaking, with a ceiling of 300,000.
fn sisters() -> World {
    let mut world = world();
    world.ceiling(30_000_000);
    asks(&mut world, "een", 8, 20_000_000);
    asks(&mut world, "twee", 6, 20_000_000);
    world.applicant("twee", "dochter");
    world.budget("e17", "eigen", Some(2017), euro(1_000_000));
    world
}

#[test]
fn what_is_chosen_together_stays_under_the_ceiling_of_one_undertaking() {
    let mut world = sisters();
    // As long as nobody controls the other each has its own ceiling.
    assert_eq!(names(&world.run(&exact()).unwrap()), ["een", "twee"]);
    world.control("ondernemer", "dochter");
    let selection = world.run(&exact()).unwrap();
    assert_eq!(names(&selection), ["een"]);
    let Fate::LeftOut { obstacles, .. } = fate(&selection, "twee") else {
        panic!()
    };
    let rule = Rule::Ceiling {
        rule: id("plafond"),
        undertaking: vec![id("dochter"), id("ondernemer")],
        proposals: vec![id("een"), id("twee")],
    };
    assert_eq!(obstacles[0].rule, rule);
    let lines = words(&world, Lang::Nl, &|words| words.fate(fate(&selection, "twee")));
    assert_eq!(
        lines[1],
        "Steun aan dochter en ondernemer, die samen één onderneming zijn: ‘een’ en ‘twee’ samen niet boven het plafond van plafond. Nodig: €\u{a0}200.000; ruimte: €\u{a0}100.000."
    );
    // What was granted within three years takes its part; for half there is still room.
    world.levels("twee", &[50, 100]);
    let both = [("een".to_owned(), 100), ("twee".to_owned(), 50)];
    assert_eq!(chosen(&world.run(&exact()).unwrap()), both);
    world.granted("dochter", 1, jiff::civil::date(2016, 6, 1));
    assert_eq!(names(&world.run(&exact()).unwrap()), ["een"]);
    // What others than firms ask, assessors judge.
    world.applicant("twee", "school");
    assert_eq!(names(&world.run(&exact()).unwrap()), ["een", "twee"]);
}

#[test]
fn a_level_that_fits_under_the_ceiling_may_be_chosen_and_no_higher_one() {
    let mut world = sisters();
    world.asks("een", &[40_000_000]);
    assert!(matches!(
        fate(&world.run(&exact()).unwrap(), "een"),
        Fate::Barred(_)
    ));
    world.levels("een", &[50, 100]);
    let selection = world.run(&exact()).unwrap();
    assert_eq!(chosen(&selection)[0], ("een".to_owned(), 50));
    let Fate::Chosen { more, .. } = fate(&selection, "een") else {
        panic!()
    };
    assert!(matches!(more[0].rule, Rule::Ceiling { .. }));
    // Whole or not at all: then not.
    world.plan.in_part = false;
    assert_eq!(names(&world.run(&exact()).unwrap()), ["twee"]);
}

/// A page says of the core and of value for money what the command says, or nothing.
#[test]
fn a_page_tells_no_other_core_or_points() {
    for count in [5_u8, 14] {
        let mut world = World::new(&[(100, 500, 900), (100, 500, 900)]);
        for at in 0..count {
            let name = format!("p{at:02}");
            let scores = [at * 7 % 11, at * 5 % 11];
            world.proposal(&name, &scores, &[("eigen", 2017, 0)]);
            world.asks(&name, &[1_000_000 + i64::from(at) * 77_777]);
        }
        world.budget("e17", "eigen", Some(2017), euro(50_000));
        let all = world.run(&Effort::default()).unwrap();
        let page = world.run(&Effort::page(usize::from(count))).unwrap();
        assert_eq!(page.core.is_some(), count == 5);
        if page.core.is_some() {
            assert_eq!(page.core, all.core);
            for one in &page.judged {
                assert_eq!(one.core, judged(&all, one.proposal.as_str()).core);
            }
        }
        assert!(page.frontier.is_none() || page.frontier == all.frontier);
    }
}
