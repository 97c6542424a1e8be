//! What always holds.

use super::against_brute::seeds;
use super::made::{World, chosen, euro, exact, id, names, share};
use koers_model::portfolio::action::DependencyKind;
use koers_model::portfolio::appraisal::GateAnswer;
use koers_model::portfolio::selection::{Thresholds, ValueMethod};
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

fn six() -> World {
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

#[test]
fn every_method_gives_a_choice_and_spotis_is_the_weighted_sum() {
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
    let mut scores = Vec::new();
    for method in [
        ValueMethod::Smart,
        ValueMethod::Spotis,
        ValueMethod::Topsis,
        ValueMethod::Promethee(thresholds),
        ValueMethod::Promethee(strict),
        ValueMethod::Electre(thresholds),
        ValueMethod::Electre(strict),
    ] {
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
        assert_eq!(selection.core.is_some(), method == ValueMethod::Smart);
        scores.push(all);
    }
    assert_eq!(scores[0], scores[1]);
    let expected = [0.6, 0.75, 0.55, 0.55, 0.55, 0.45];
    for (found, wanted) in scores[0].iter().zip(expected) {
        assert!((found - wanted).abs() < 1e-9);
    }
}

#[test]
fn doubt_is_told() {
    let world = six();
    let selection = world.run(&Effort::default()).unwrap();
    // 1.85 under these weights; brug, loket and school is worth more where the first point weighs much, and so is brug, loket and weg.
    assert_eq!(names(&selection), ["campus", "loket", "school"]);
    let core = selection.core.unwrap();
    assert_eq!((core.exact, core.portfolios, core.different), (true, 3, 3));
    let of = |name: &str| {
        selection
            .judged
            .iter()
            .find(|one| one.proposal == id(name))
            .unwrap()
    };
    let thirds = [
        ("brug", 2),
        ("campus", 1),
        ("fonds-mkb", 0),
        ("loket", 3),
        ("school", 2),
        ("weg", 1),
    ];
    for (name, count) in thirds {
        assert!(
            (of(name).core.unwrap() - f64::from(count) / 3.0).abs() < 1e-12,
            "{name}"
        );
    }
    let first: f64 = selection
        .judged
        .iter()
        .map(|one| one.places.as_ref().unwrap().first)
        .sum();
    assert!((first - 1.0).abs() < 1e-9, "{first}");
    let campus = of("campus").places.as_ref().unwrap();
    assert!(campus.first > 0.5 && campus.mean < 2.0 && campus.among > campus.first);
    assert!(campus.first_between.0 <= campus.first && campus.first <= campus.first_between.1);
    for judged in &selection.judged {
        let Some(koers_portfolio::select::Turn::At { weights, moved, .. }) = &judged.turn else {
            continue;
        };
        let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
        assert!((sum - 1.0).abs() < 1e-9 && (0.0..=0.3 + 1e-9).contains(moved));
    }
    // At the weights at which it turns, it turns.
    let mut turned = 0;
    for judged in &selection.judged {
        if let Some(koers_portfolio::select::Turn::At { weights, chosen, .. }) = &judged.turn {
            let mut other = six();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "small numbers"
            )]
            let whole = |weight: &f64| (weight * 1_000_000.0).round() as u32;
            other.plan.weights = weights
                .iter()
                .map(|(id, weight)| (id.clone(), whole(weight)))
                .collect();
            let then = other.run(&exact()).unwrap();
            assert_eq!(
                then.outline.chosen.contains_key(&judged.proposal),
                *chosen,
                "{}",
                judged.proposal
            );
            turned += 1;
        }
    }
    assert!(turned > 0);
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
