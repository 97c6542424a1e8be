//! What is said when nothing keeps all bounds.

use super::made::{World, euro, exact, id};
use super::reasons::{fate, words, world};
use koers_model::portfolio::action::{DependencyKind, Stage, Step};
use koers_model::portfolio::appraisal::GateAnswer;
use koers_model::portfolio::money::Amount;
use koers_model::portfolio::selection::{Group, Limit};
use koers_model::text::Lang;
use koers_portfolio::select::{Ended, Fate, Rule, Shown};

#[test]
fn a_promise_beyond_the_cap_clashes_by_itself() {
    let mut world = world();
    world.proposal("nieuw", &[10], &[("eigen", 2017, 40_000)]);
    world.budget("e17", "eigen", Some(2017), euro(100));
    world.plan.budgets[0].carried = Some(Amount::Known(euro(101)));
    let selection = world.run(&exact()).unwrap();
    assert_eq!(selection.outline.ended, Ended::Impossible);
    let clash = selection.outline.clash.unwrap();
    assert_eq!(
        (clash.rules, clash.smallest),
        (vec![Rule::Budget(id("e17"))], true)
    );
}

#[test]
fn the_smallest_clash_is_found_among_several() {
    let mut world = world();
    for (name, thousand) in [("a", 40), ("b", 40), ("c", 40)] {
        world.proposal(name, &[5], &[("eigen", 2017, thousand * 1000)]);
    }
    world.budget("e17", "eigen", Some(2017), euro(90_000));
    world.plan.must = vec![id("a"), id("b"), id("c")];
    world.tie("a", DependencyKind::Requires, "weg");
    let selection = world.run(&exact()).unwrap();
    let clash = selection.outline.clash.as_ref().unwrap();
    // a cannot at all; and all three together are too dear.
    assert_eq!(
        clash.rules,
        [Rule::Must(id("a")), Rule::Lacks(id("a"), id("weg"))]
    );
    assert!(clash.smallest);
    assert_eq!(clash.others.len(), 1);
    assert_eq!(clash.others[0].len(), 4);
    let lines = words(&world, Lang::Nl, &|words| words.summary(&selection));
    assert_eq!(
        lines,
        [
            "Geen enkele keuze haalt alle grenzen. Dat is bewezen.",
            "Deze grenzen kunnen niet samen; kleiner dan dit botst er niets.",
            "‘a’ moet worden gekozen.",
            "‘a’ kan alleen samen met ‘weg’, en dat gaat niet door.",
            "Deze kunnen ook niet samen. Van elke botsing moet één grens los.",
            "‘a’ moet worden gekozen.",
            "‘b’ moet worden gekozen.",
            "‘c’ moet worden gekozen.",
            "Wat er over is van het budget eigen 2017, mag niet worden overschreden.",
        ]
    );
    assert_eq!(*fate(&selection, "b"), Fate::Undecided);
}

#[test]
fn a_must_that_is_barred_says_where_the_reason_stands() {
    let mut world = world();
    world.proposal("dicht", &[10], &[("eigen", 2017, 1000)]);
    world.test("dicht", "b", GateAnswer::No, &[10]);
    world.action("loopt", Stage::Running, Step::Committed, &[]);
    world.plan.must = vec![id("dicht")];
    let last = |world: &World| {
        let selection = world.run(&exact()).unwrap();
        words(world, Lang::Nl, &|words| words.summary(&selection))
            .pop()
            .unwrap()
    };
    assert_eq!(last(&world), "Waarom dat niet kan, staat bij het voorstel zelf.");
    world.plan.must = vec![id("loopt")];
    assert_eq!(last(&world), "Dat voorstel doet niet mee in deze keuze.");
}

/// That a proposal is chosen at one of its levels is no bound that anybody set.
#[test]
fn levels_are_no_bounds_that_clash() {
    let mut world = world();
    for name in ["a", "b"] {
        world.proposal(name, &[5], &[("eigen", 2017, 1000)]);
        world.levels(name, &[50, 100]);
    }
    let least = Limit::Number {
        least: Some(3),
        most: None,
    };
    world.bound("drie", Group::All, least);
    world.plan.draws = 100;
    let selection = world.run(&exact()).unwrap();
    let clash = selection.outline.clash.as_ref().unwrap();
    assert_eq!(
        (clash.rules.as_slice(), clash.smallest),
        ([Rule::AtLeast(id("drie"))].as_slice(), true)
    );
    // Without a choice nothing is among as many as are chosen.
    let places = selection.judged[0].places.as_ref().unwrap();
    assert_eq!(places.among, None);
    assert!(places.first > 0.0);
}

/// Where other budgets leave no choice at all, that is said, and not that everything falls.
#[test]
fn no_choice_under_other_budgets_is_told_as_such() {
    let mut world = world();
    world.proposal("moet", &[5], &[("eigen", 2017, 1000)]).serves = vec![id("banen")];
    world.proposal("mag", &[5], &[("eigen", 2017, 1000)]);
    world.budget("e17", "eigen", Some(2017), euro(5000));
    world.plan.must = vec![id("moet")];
    let none = world.what_if(&["2017=0"]).unwrap();
    assert!(none.falls.is_empty() && none.lost.is_empty());
    assert_eq!(none.proof.check(), Ok(Shown::Impossible));
    let lines = words(&world, Lang::Nl, &|words| words.difference(&none));
    assert_eq!(
        lines,
        [
            "Geen enkele keuze haalt alle grenzen. Dat is bewezen.",
            "Deze grenzen kunnen niet samen. Zonder één ervan kan het wel.",
            "‘moet’ moet worden gekozen.",
            "Wat er over is van het budget eigen 2017, mag niet worden overschreden.",
        ]
    );
}
