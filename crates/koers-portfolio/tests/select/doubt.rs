//! What doubt does to a choice: places, core, and the weights at which a fate turns.

use super::made::{World, euro, exact, judged, names};
use super::properties::{methods, six};
use koers_model::portfolio::selection::ValueMethod;
use koers_model::text::Lang;
use koers_portfolio::select::words::Words;
use koers_portfolio::select::{Certain, Effort, Note, Selection, Turn};

#[test]
fn doubt_is_told() {
    let world = six();
    let selection = world.run(&Effort::default()).unwrap();
    // 1.85 under these weights; brug, loket and school is worth more where the first point weighs much, and so is brug, loket and weg.
    assert_eq!(names(&selection), ["campus", "loket", "school"]);
    let core = selection.core.unwrap();
    assert_eq!((core.exact, core.portfolios, core.different), (true, 3, 3));
    let of = |name: &str| judged(&selection, name);
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
    assert!(campus.first > 0.5 && campus.mean < 2.0 && campus.among.unwrap().share > campus.first);
    assert!(campus.first_between.0 <= campus.first && campus.first <= campus.first_between.1);
    for judged in &selection.judged {
        let Some(Turn::At { weights, moved, .. }) = &judged.turn else {
            continue;
        };
        let sum: f64 = weights.iter().map(|shift| shift.then).sum();
        assert!((sum - 1.0).abs() < 1e-9 && (0.0..=0.3 + 1e-9).contains(moved));
    }
    assert!(turns_where_it_says(&six(), &selection) > 0);
}

/// At the weights at which it turns, it turns. Gives how many do.
fn turns_where_it_says(world: &World, selection: &Selection) -> usize {
    let mut turned = 0;
    for judged in &selection.judged {
        if let Some(Turn::At { weights, level, .. }) = &judged.turn {
            let mut other = six();
            other.plan.method = world.plan.method;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "small numbers"
            )]
            let whole = |weight: &f64| (weight * 1_000_000.0).round() as u32;
            other.plan.weights = weights
                .iter()
                .map(|shift| (shift.criterion.clone(), whole(&shift.then)))
                .collect();
            let then = other.run(&exact()).unwrap();
            assert_eq!(
                then.outline.chosen.get(&judged.proposal),
                level.as_ref(),
                "{}",
                judged.proposal
            );
            assert_ne!(
                level.as_ref(),
                selection.outline.chosen.get(&judged.proposal),
                "{}",
                judged.proposal
            );
            turned += 1;
        }
    }
    turned
}

/// Where values are a weighted sum the core is over all portfolios, elsewhere over weights that were drawn; and it says so.
#[test]
fn every_method_tells_its_core_and_where_it_turns() {
    for method in methods() {
        let mut world = six();
        world.plan.method = method;
        let selection = world.run(&Effort::default()).unwrap();
        let straight = !matches!(method, ValueMethod::Topsis | ValueMethod::Electre(_));
        let core = selection.core.unwrap();
        assert_eq!((core.exact, core.unproven), (straight, 0), "{method:?}");
        assert_eq!(selection.notes.contains(&Note::NotLinear), !straight);
        for judged in &selection.judged {
            let share = judged.core.unwrap();
            assert!((0.0..=1.0).contains(&share));
            let is_chosen = selection.outline.chosen.contains_key(&judged.proposal);
            // What is in every portfolio, or in none, is so under the weights as they are; and no line turns it.
            if share == 1.0 || share == 0.0 {
                assert_eq!(share == 1.0, is_chosen, "{method:?} {}", judged.proposal);
            }
            if straight && (share == 1.0 || share == 0.0) {
                assert_eq!(judged.turn, Some(Turn::None(Certain::Proven)));
            }
        }
        let turns = turns_where_it_says(&world, &selection);
        // Where one step says nothing and two say all, no weight that is looked at turns the order of ELECTRE III of these six.
        let abrupt = matches!(method, ValueMethod::Electre(of) if of.indifference == of.preference);
        assert!(turns > 0 || abrupt, "{method:?}");
    }
}

/// More proposals than every portfolio of can be looked at: the core is drawn, and says so.
#[test]
fn a_large_core_is_drawn_and_agrees_on_what_is_sure() {
    let mut world = six();
    for at in 0..8_u8 {
        world.proposal(
            &format!("x{at}"),
            &[at, 8 - at],
            &[("eigen", 2017, 20_000 + i64::from(at) * 3000)],
        );
    }
    let selection = world.run(&Effort::default()).unwrap();
    let core = selection.core.unwrap();
    assert!(!core.exact && core.portfolios == 200 && core.different > 1);
    let of = |name: &str| judged(&selection, name);
    assert_eq!(of("loket").core, Some(1.0));
    assert!(
        selection
            .judged
            .iter()
            .all(|one| (0.0..=1.0).contains(&one.core.unwrap()))
    );
    // Drawn anew it differs; by the same seed it does not.
    let again = |seed: u64| {
        let mut other = world.clone();
        other.plan.seed = seed;
        let cores = other.run(&Effort::default()).unwrap().judged;
        cores.into_iter().map(|one| one.core).collect::<Vec<_>>()
    };
    assert_eq!(
        again(7),
        selection.judged.iter().map(|one| one.core).collect::<Vec<_>>()
    );
    assert_ne!(again(7), again(8));
}

/// What weighs nothing now may weigh much for somebody: it counts under doubt, and has no say in the choice itself.
#[test]
fn a_criterion_of_weight_nought_counts_under_doubt_alone() {
    let world = |weights: &[(u16, u16, u16)]| {
        let mut world = World::new(weights);
        world.plan.draws = 2000;
        for (name, scores) in [("elk", [6, 6, 0]), ("samen", [5, 5, 10]), ("geen", [0, 9, 5])] {
            world.proposal(name, &scores[..weights.len()], &[("eigen", 2017, 50_000)]);
        }
        world.budget("e17", "eigen", Some(2017), euro(50_000));
        world
    };
    let three = world(&[(0, 500, 1000), (0, 500, 1000), (0, 0, 900)]);
    let two = world(&[(0, 500, 1000), (0, 500, 1000)]);
    let selection = three.run(&Effort::default()).unwrap();
    assert_eq!(names(&selection), ["elk"]);
    let samen = judged(&selection, "samen");
    let places = samen.places.as_ref().unwrap();
    assert!(places.first > 0.5, "{places:?}");
    assert!(
        samen.core.unwrap() > 0.0 && matches!(samen.turn, Some(Turn::At { .. })),
        "{samen:?}"
    );
    for method in methods() {
        let scores = |world: &World| {
            let mut world = world.clone();
            world.plan.method = method;
            let selection = world.run(&exact()).unwrap();
            selection
                .judged
                .iter()
                .map(|one| one.score.unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(scores(&three), scores(&two), "{method:?}");
    }
}

/// With the weights that are told, digit for digit, the fate turns; nine tenths of the way there it does not.
#[test]
fn the_weight_that_is_told_turns_the_decision() {
    let usual = [137_u16, 203, 89, 311, 167, 93];
    let ranges: Vec<(u16, u16, u16)> = usual.iter().map(|weight| (0, *weight, 1000)).collect();
    let mut world = World::new(&ranges);
    let mut dice = 7_u64;
    for at in 0..9_i64 {
        let mut throw = |most: u64| {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % most
        };
        let scores: Vec<u8> = (0..usual.len())
            .map(|_| u8::try_from(throw(11)).unwrap())
            .collect();
        let asks = 10_000 + 1000 * i64::try_from(throw(40)).unwrap();
        world.proposal(&format!("p{at}"), &scores, &[("eigen", 2017, asks)]);
    }
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let selection = world.run(&Effort::default()).unwrap();
    let mut turned = 0;
    for judged in &selection.judged {
        let turn = judged.turn.as_ref().unwrap();
        let Turn::At {
            weights,
            moved,
            level,
            best,
            certain,
        } = turn
        else {
            continue;
        };
        assert_eq!((*best, *certain), (true, Certain::Proven));
        let tested = world.tested();
        let standings = tested.standings(&world.set);
        let words = Words::new(world.question(&standings), Lang::En);
        let said = words.turning_weights(turn).unwrap();
        let told = said.split("; ").map(|word| {
            let (_, percent) = word.split_once(' ').unwrap();
            percent
                .strip_suffix('%')
                .unwrap()
                .replace('.', "")
                .parse::<u32>()
                .unwrap()
        });
        let told: Vec<u32> = told.collect();
        let chosen_at = |weights: &[u32]| {
            let mut other = world.clone();
            for (criterion, weight) in world.set.criteria.iter().zip(weights) {
                other.plan.weights.insert(criterion.id.clone(), *weight);
            }
            other
                .run(&exact())
                .unwrap()
                .outline
                .chosen
                .get(&judged.proposal)
                .copied()
        };
        let before = selection.outline.chosen.get(&judged.proposal).copied();
        assert_eq!(chosen_at(&told), *level, "{said}");
        assert_ne!(*level, before);
        let nearer = told
            .iter()
            .zip(usual)
            .map(|(told, usual)| (told * 9 + u32::from(usual) * 1000) / 10);
        assert_eq!(chosen_at(&nearer.collect::<Vec<_>>()), before, "{said}");
        let words = words.turn(turn);
        let (part, _) = words.strip_prefix("If about ").unwrap().split_once('%').unwrap();
        // Sentences round to a tenth of a per cent; what is to be filled in does not.
        assert!(
            (part.parse::<f64>().unwrap() / 100.0 - moved).abs() <= 5.1e-4,
            "{words}"
        );
        assert!(
            words.ends_with("With less it does not: that is proven."),
            "{words}"
        );
        assert!(weights.iter().all(|shift| shift.then >= 0.0));
        turned += 1;
    }
    assert!(turned > 2, "{turned}");
}
