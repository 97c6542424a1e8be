//! What always holds.

use super::made::{World, chosen, euro, exact, id, judged, share};
use super::seeds::seeds;
use koers_model::portfolio::action::DependencyKind;
use koers_model::portfolio::appraisal::{Anchor, GateAnswer};
use koers_model::portfolio::money::Share;
use koers_model::portfolio::selection::{Thresholds, ValueMethod};
use koers_model::text::Text;
use koers_portfolio::select::{Effort, Ended, Fate};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// A proposal that does not go together with a better and cheaper one, and helps no bound, changes nothing in what the best is worth.
    #[test]
    fn a_dominated_proposal_changes_nothing(seeds in seeds(5)) {
        let world = seeds.world();
        let before = world.run(&exact()).unwrap();
        let mut more = world.clone();
        let mut twin = more.register.actions[&id("p0")].clone();
        twin.id = id("tweeling");
        twin.dependencies.clear();
        twin.request.as_mut().unwrap().levels = vec![share(100)];
        for line in &mut twin.money {
            line.amount = koers_model::portfolio::money::Amount::Known(line.amount.known().unwrap().plus(euro(1000)).unwrap());
        }
        more.register.actions.insert(id("tweeling"), twin);
        let scores = [0, 0];
        more.test("tweeling", "a", GateAnswer::Yes, &scores);
        more.tie("tweeling", DependencyKind::Excludes, "p0");
        more.plan.bounds.clear();
        more.plan.balances.clear();
        let mut plain = world.clone();
        plain.plan.bounds.clear();
        plain.plan.balances.clear();
        let (with, without) = (more.run(&exact()).unwrap(), plain.run(&exact()).unwrap());
        prop_assert_eq!(with.outline.ended, without.outline.ended);
        prop_assert_eq!(with.outline.value, without.outline.value);
        // Scores of the others stay what they were, bounds or none.
        for judged in &before.judged {
            let now = with.judged.iter().find(|one| one.proposal == judged.proposal);
            prop_assert_eq!(now.map(|one| one.score), Some(judged.score));
        }
    }

    /// Only the proportions of weights count.
    #[test]
    fn the_unit_of_weights_does_not_matter(seeds in seeds(6), first in 3_u32..8, times in 1_u32..500) {
        let mut world = seeds.world();
        let answer = |world: &mut World, unit: u32| {
            world.plan.weights = [(id("c0"), first * unit), (id("c1"), (10 - first) * unit)].into();
            let selection = world.run(&exact()).unwrap();
            (selection.outline, selection.by_score, selection.judged)
        };
        prop_assert_eq!(answer(&mut world, 1), answer(&mut world, times));
    }

    /// A closed gate is never chosen, whatever the scores and wishes; what is barred has no score.
    #[test]
    fn gates_beat_scores(seeds in seeds(6)) {
        let mut world = seeds.world();
        world.test("p0", "b", GateAnswer::No, &[10, 10]);
        world.plan.must.push(id("p0"));
        let selection = world.run(&exact()).unwrap();
        prop_assert_eq!(selection.outline.ended, Ended::Impossible);
        world.plan.must.clear();
        let selection = world.run(&exact()).unwrap();
        prop_assert!(!selection.outline.chosen.contains_key(&id("p0")));
        prop_assert!(!selection.by_score.chosen.contains_key(&id("p0")));
        let first = &selection.judged[0];
        prop_assert!(matches!(first.fate, Fate::Barred(_)));
        prop_assert_eq!(first.score, None);
    }

    /// The best is never worth less than the list, which is never worth less than the list that ends early; the list too keeps all budgets.
    #[test]
    fn the_best_is_no_worse_than_the_list(seeds in seeds(6)) {
        let selection = seeds.world().run(&exact()).unwrap();
        let list = &selection.by_score;
        if selection.outline.bound.is_some() && list.unreached.is_empty() {
            prop_assert!(selection.outline.value >= list.value - 1e-12);
        }
    }
}

pub fn six() -> World {
    let mut world = World::new(&[(200, 500, 800), (200, 500, 800)]);
    let proposals = [
        ("brug", [9, 3], 40),
        ("campus", [7, 8], 60),
        ("fonds-mkb", [2, 9], 35),
        ("loket", [6, 5], 10),
        ("school", [4, 7], 25),
        ("weg", [8, 1], 50),
    ];
    for (name, scores, thousand) in proposals {
        world.proposal(name, &scores, &[("eigen", 2017, thousand * 1000)]);
    }
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    world.plan.draws = 20_000;
    world
}

#[test]
fn the_same_question_has_the_same_answer() {
    let effort = Effort::default();
    let many = Effort {
        threads: 4.try_into().unwrap(),
        ..effort
    };
    let show = |effort: &Effort| format!("{:?}", six().run(effort).unwrap());
    let once = show(&effort);
    assert_eq!(once, show(&effort));
    assert_eq!(once, show(&many));
}

pub fn methods() -> [ValueMethod; 7] {
    let thresholds = Thresholds {
        indifference: share(10),
        preference: share(40),
        veto: None,
    };
    let strict = Thresholds {
        preference: share(10),
        veto: Some(share(80)),
        ..thresholds
    };
    [
        ValueMethod::Smart,
        ValueMethod::Spotis,
        ValueMethod::Topsis,
        ValueMethod::Promethee(thresholds),
        ValueMethod::Promethee(strict),
        ValueMethod::Electre(thresholds),
        ValueMethod::Electre(strict),
    ]
}

#[test]
fn every_method_gives_a_choice_and_spotis_is_the_weighted_sum() {
    let mut scores = Vec::new();
    for method in methods() {
        let mut world = six();
        world.plan.method = method;
        let selection = world.run(&Effort::default()).unwrap();
        assert_eq!(selection.outline.ended, Ended::Best);
        assert!(selection.outline.cost <= euro(100_000) && !selection.outline.chosen.is_empty());
        let all: Vec<f64> = selection.judged.iter().map(|one| one.score.unwrap()).collect();
        assert!(
            all.iter().all(|score| (0.0..=1.0).contains(score)),
            "{method:?} {all:?}"
        );
        scores.push(all);
    }
    assert_eq!(scores[0], scores[1]);
    let expected = [0.6, 0.75, 0.55, 0.55, 0.55, 0.45];
    for (found, wanted) in scores[0].iter().zip(expected) {
        assert!((found - wanted).abs() < 1e-9);
    }
}

/// The flows of PROMETHEE II on each criterion add up to the flow on all: so its values follow weights in a straight line.
#[test]
fn a_value_by_promethee_is_its_flow_moved_up() {
    let mut world = six();
    let [_, _, _, method, ..] = methods();
    world.plan.method = method;
    let selection = world.run(&exact()).unwrap();
    // Brug has 9 and 3 of 10. P = (d − 0.1) ÷ 0.3 between 0.1 and 0.4. First point: against 7, 2, 6, 4, 8 it is preferred ⅓, 1, ⅔, 1, 0;
    // second: 8, 9, 5, 7 are preferred to it 1, 1, ⅓, 1, and it to 1 by ⅓. φ = ½ (3 + (⅓ − 3⅓)) ÷ 5 = 0; moved up ½.
    let brug = judged(&selection, "brug");
    assert!((brug.score.unwrap() - 0.5).abs() < 1e-6, "{:?}", brug.score);
}

#[test]
fn value_for_money_rises_with_money() {
    let selection = six().run(&Effort::default()).unwrap();
    let line = selection.frontier.unwrap();
    assert!(line.points.len() > 4);
    for pair in line.points.windows(2) {
        assert!(pair[0].cost > pair[1].cost && pair[0].value > pair[1].value);
    }
    assert!((line.points[0].value - selection.outline.value).abs() < 1e-12);
    // Looked at every amount, nothing was passed by; looked at a few, it may have been, and that is said.
    let looked = |frontier| {
        let effort = Effort {
            frontier,
            ..Effort::default()
        };
        six().run(&effort).unwrap().frontier.unwrap()
    };
    let (all, few) = (looked(1_000_000), looked(2));
    assert!(all.complete && !few.complete);
    assert!(all.points.len() > few.points.len());
    let budget = &selection.budgets[0];
    assert_eq!(budget.used, selection.outline.cost);
    assert!(budget.price.unwrap() > 0.0);
    let (low, high) = budget.more.unwrap();
    assert!(0.0 <= low && low <= high);
    assert!(
        chosen(&six().run(&exact()).unwrap())
            .iter()
            .all(|(_, percent)| *percent == 100)
    );
}

/// Numbers as large as the nouns allow are refused or counted, never wrapped.
#[test]
fn huge_amounts_do_no_harm() {
    let mut world = six();
    let most = koers_model::portfolio::money::Money::cents(i64::MAX);
    for (name, cents) in [("reus", i64::MAX), ("reus-2", i64::MAX - 1)] {
        world.proposal(name, &[1, 1], &[("eigen", 2017, 1)]);
        world.get(name).money[0].amount =
            koers_model::portfolio::money::Amount::Known(koers_model::portfolio::money::Money::cents(cents));
    }
    assert!(matches!(
        world.run(&Effort::default()),
        Err(koers_portfolio::select::SelectFault::Absurd { .. })
    ));
    let mut world = six();
    world.plan.budgets[0].cap = koers_model::portfolio::money::Amount::Known(most);
    assert_eq!(world.run(&exact()).unwrap().outline.chosen.len(), 6);
    let limit = koers_model::portfolio::selection::Limit::Money {
        least: Some(most),
        most: None,
        sources: Vec::new(),
    };
    world.bound("te-veel", koers_model::portfolio::selection::Group::All, limit);
    assert_eq!(world.run(&exact()).unwrap().outline.ended, Ended::Impossible);
}

/// How long calls of real size take, printed. `cargo test --release -p koers-portfolio -- --ignored --nocapture sizes`
#[test]
#[ignore = "a measurement"]
fn sizes() {
    let sizes = [
        (60_usize, Effort::default()),
        (300, Effort::quick()),
        (2000, Effort::quick()),
    ];
    for (count, effort) in sizes {
        let mut world = World::new(&[(50, 300, 600), (50, 300, 600), (50, 200, 500), (50, 200, 500)]);
        let mut dice = 99_u64;
        let mut throw = |most: u64| {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((dice >> 33) % most).unwrap()
        };
        for at in 0..count {
            let scores = [0; 4].map(|_: u8| u8::try_from(throw(11)).unwrap());
            let asks = [
                ("eigen", 2017, throw(400) * 1000),
                ("eigen", 2018, throw(400) * 1000),
                ("fonds", 2017, throw(300) * 1000),
            ];
            let name = format!("p{at:04}");
            world.proposal(&name, &scores, &asks);
            if at % 2 == 0 {
                world.levels(&name, &[50, 100]);
            }
        }
        let size = i64::try_from(count).unwrap() * 50_000;
        world.budget("e17", "eigen", Some(2017), euro(size));
        world.budget("e18", "eigen", Some(2018), euro(size));
        world.budget("f", "fonds", None, euro(size));
        world.plan.draws = 100_000;
        let before = std::time::Instant::now();
        let selection = world.run(&effort).unwrap();
        let taken = before.elapsed();
        let gap = selection.outline.gap();
        println!(
            "{count} proposals: {taken:?}, {:?}, gap {gap:?}, proof {} nodes",
            selection.outline.ended,
            selection.proof.nodes()
        );
        let before = std::time::Instant::now();
        selection.proof.check().unwrap();
        println!("  checked in {:?}", before.elapsed());
    }
}

/// A step of the scale is as wide at the top as at the bottom, also where a threshold is just as wide: on every scale, every pair of neighbours.
#[test]
fn equal_steps_count_as_equal() {
    for width in 1..=20_u8 {
        let wide: Vec<u32> = (1..=u32::from(width))
            .filter(|steps| steps * 1_000_000 % u32::from(width) == 0)
            .map(|steps| steps * 1_000_000 / u32::from(width))
            .collect();
        for (least, most) in wide
            .iter()
            .flat_map(|one| wide.iter().map(move |other| (*one, *other)))
        {
            if least > most || (least != most && least != wide[0]) {
                continue;
            }
            let thresholds = Thresholds {
                indifference: Share::millionths(least).unwrap(),
                preference: Share::millionths(most).unwrap(),
                veto: Some(Share::millionths(most).unwrap()),
            };
            for method in [
                ValueMethod::Promethee(thresholds),
                ValueMethod::Electre(thresholds),
            ] {
                let found: Vec<Vec<Option<f64>>> =
                    (1..=width).map(|high| neighbours(width, high, method)).collect();
                assert!(
                    found.iter().all(|one| *one == found[0]),
                    "0–{width}, {thresholds:?}: {found:?}"
                );
            }
        }
    }
}

/// What two proposals are worth of which one has a step more, on a scale from nought to `width`.
fn neighbours(width: u8, high: u8, method: ValueMethod) -> Vec<Option<f64>> {
    let mut world = World::new(&[(1000, 1000, 1000)]);
    let anchor = |score| Anchor {
        score,
        words: Text::dutch("…"),
    };
    world.set.criteria[0].scale = (0..=width).map(anchor).collect();
    world.source("eigen", None);
    for (name, score) in [("hoog", high), ("laag", high - 1)] {
        world.proposal(name, &[score], &[("eigen", 2017, 1000)]);
    }
    world.budget("e17", "eigen", Some(2017), euro(1000));
    world.plan.method = method;
    let selection = world.run(&exact()).unwrap();
    selection.judged.iter().map(|one| one.score).collect()
}
