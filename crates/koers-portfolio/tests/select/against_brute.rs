//! The room and the second formulation say the same, on thousands of small made-up worlds.

use super::brute::{Brute, Choice};
use super::made::{World, chosen, euro, exact, share};
use super::seeds::seeds;
use koers_model::portfolio::action::DependencyKind;
use koers_model::portfolio::appraisal::GateTest;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::selection::Limit;
use koers_portfolio::select::{Better, Effort, Ended, Fate, Measure, Rule, Selection, Shown};
use proptest::prelude::*;

/// The choice in the words of the second formulation.
fn choice(selection: &Selection) -> Choice<'_> {
    selection
        .outline
        .chosen
        .iter()
        .map(|(id, level)| (id, *level))
        .collect()
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn shown(brute: &Brute<'_>, value: i128) -> f64 {
    value as f64 / brute.scale()
}

/// The choice is one that the plan allows, and no other one is worth more.
pub fn compare(world: &World) -> Selection {
    let selection = world.run(&exact()).unwrap();
    let brute = Brute::new(world);
    match brute.best() {
        Some(best) => {
            assert_eq!(selection.outline.ended, Ended::Best);
            let choice = choice(&selection);
            assert!(brute.keeps(&choice), "{:?}", chosen(&selection));
            assert_eq!(brute.value(&choice), best, "{:?}", chosen(&selection));
            assert!(near(selection.outline.value, shown(&brute, best)));
            let shown = selection.proof.check().unwrap();
            assert!(matches!(shown, Shown::Bounded { value, bound } if value == bound));
        }
        None => {
            assert_eq!(selection.outline.ended, Ended::Impossible);
            assert_eq!(selection.proof.check(), Ok(Shown::Impossible));
            let clash = selection.outline.clash.as_ref().unwrap();
            assert!(!clash.rules.is_empty());
        }
    }
    selection
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_choice_is_worth_more(seeds in seeds(6)) {
        compare(&seeds.world());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// How much better a proposal must be is what the best choice with it lacks.
    #[test]
    fn how_much_better_is_what_lacks(seeds in seeds(5)) {
        let world = seeds.world();
        let selection = compare(&world);
        let brute = Brute::new(&world);
        let all = brute.all();
        let Some(best) = all.iter().map(|(_, value)| *value).max() else { return Ok(()) };
        for judged in &selection.judged {
            let Fate::LeftOut { better: Some(better), .. } = &judged.fate else { continue };
            let with = all.iter().filter_map(|(choice, value)| {
                let level = choice.get(&judged.proposal)?;
                let part = f64::from(level.in_millionths()) / 1e6;
                Some(shown(&brute, best - value) / part)
            });
            let score = judged.score.unwrap();
            match (with.min_by(f64::total_cmp), *better) {
                (None, Better::Never) => {}
                // Nothing is worth more than one.
                (Some(lacks), Better::OffScale) => prop_assert!(score + lacks > 1.0, "{score} {lacks}"),
                (Some(lacks), Better::By { .. }) if score + lacks > 1.0 + 1e-9 => {
                    prop_assert!(false, "{score} {lacks}");
                }
                (Some(lacks), Better::By { low, high }) => {
                    prop_assert!(near(low, lacks) && high.is_some_and(|high| near(high, lacks)), "{low} {high:?} {lacks}");
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }

    /// At the price that is said a proposal is in a best choice, and a thousandth above it it is not.
    #[test]
    fn how_much_cheaper_is_enough(seeds in seeds(4)) {
        let world = seeds.world();
        let selection = compare(&world);
        let Some(best) = Brute::new(&world).best() else { return Ok(()) };
        for judged in &selection.judged {
            let Fate::LeftOut { cheaper: Some(cheaper), .. } = &judged.fate else { continue };
            let lower_always_helps = cheaper.at_most != Some(1000) || cheaper.surely == Some(1000);
            prop_assert!(!lower_always_helps || cheaper.surely == cheaper.at_most);
            let gets_in = |thousandths: u16| {
                let mut brute = Brute::new(&world);
                brute.cheaper = Some((judged.proposal.clone(), i64::from(thousandths)));
                let all = brute.all();
                all.iter().any(|(choice, value)| choice.contains_key(&judged.proposal) && *value >= best)
            };
            match cheaper.surely {
                Some(surely) => {
                    prop_assert!(gets_in(surely), "{} at {surely}", judged.proposal);
                    prop_assert!(surely == 1000 || !gets_in(surely + 1));
                }
                None => prop_assert!((0..=10).all(|tenth| !gets_in(tenth * 100))),
            }
        }
    }

    /// Of the choices that are worth most, none costs less: nothing goes to what adds no value.
    #[test]
    fn of_equal_value_the_cheapest_is_chosen(seeds in seeds(6)) {
        let world = seeds.world();
        let selection = world.run(&Effort { frontier: 3, ..exact() }).unwrap();
        let brute = Brute::new(&world);
        let Some(best) = brute.best() else { return Ok(()) };
        let all = brute.all();
        let best = all.iter().filter(|(_, value)| *value == best);
        let least = best.map(|(choice, _)| brute.costs(choice)).min();
        prop_assert_eq!(Some(brute.costs(&choice(&selection))), least);
    }

    /// The room that is told is what the choice leaves of a budget, and the need what the whole proposal asks of it.
    #[test]
    fn the_room_that_is_told_is_there(seeds in seeds(6)) {
        let world = seeds.world();
        let selection = compare(&world);
        let (brute, choice) = (Brute::new(&world), choice(&selection));
        let money = |thousandths: i128| Some(Measure::Money(Money::cents(i64::try_from(thousandths / 1000).unwrap())));
        for judged in &selection.judged {
            let Fate::LeftOut { obstacles, .. } = &judged.fate else { continue };
            let alone = Choice::from([(&judged.proposal, Share::WHOLE)]);
            for budget in &world.plan.budgets {
                let all = brute.room(&Choice::new(), budget);
                let (room, need) = (brute.room(&choice, budget), all - brute.room(&alone, budget));
                let told = obstacles.iter().find(|one| one.rule == Rule::Budget(budget.id.clone()));
                prop_assert_eq!(told.is_some(), need > room);
                if let Some(told) = told {
                    prop_assert_eq!((told.room, told.need), (money(room), money(need)));
                }
            }
        }
    }

    /// What a tenth more of a budget brings is what the best choice with it is worth more, and so the what-if says.
    #[test]
    fn a_tenth_more_brings_what_is_told(seeds in seeds(5)) {
        let world = seeds.world();
        let selection = compare(&world);
        let Some(best) = Brute::new(&world).best() else { return Ok(()) };
        for (budget, used) in world.plan.budgets.iter().zip(&selection.budgets) {
            let cap = budget.cap.known().unwrap();
            let mut brute = Brute::new(&world);
            brute.more = Some((budget.id.clone(), cap.part(share(10)).in_cents()));
            let more = shown(&brute, brute.best().unwrap() - best);
            let (low, high) = used.more.unwrap();
            prop_assert!(near(low, more) && near(high, more), "{low} {high} {more}");
            // A budget for all years is not what a source alone names when it has others too.
            if let Some(year) = budget.year {
                let then = world.what_if(&[&format!("{}/{year}=+10%", budget.source)]).unwrap();
                prop_assert!(near(then.after.value, selection.outline.value + more));
            }
        }
    }

    /// Leaving any one of the rules that clash away makes a choice possible: seen for the rules that the plan itself holds.
    #[test]
    fn what_clashes_is_irreducible(seeds in seeds(5)) {
        let world = seeds.world();
        let selection = compare(&world);
        let Some(clash) = &selection.outline.clash else { return Ok(()) };
        if clash.rules.iter().any(|rule| matches!(rule, Rule::Ceiling { .. })) {
            // The plan does not hold it, and another undertaking may have its own.
            return Ok(());
        }
        prop_assert!(clash.others.iter().all(|other| other.len() >= clash.rules.len()));
        for left in &clash.rules {
            let mut wider = world.clone();
            let plan = &mut wider.plan;
            // Only what clashes is kept, less one.
            wider.set.gates[0].test = GateTest::Judged;
            wider.aid_rules.clear();
            let has = |rule: Rule| clash.rules.contains(&rule) && *left != rule;
            for budget in &mut plan.budgets {
                if !has(Rule::Budget(budget.id.clone())) {
                    budget.cap = Amount::Known(euro(1_000_000));
                }
            }
            for bound in &mut plan.bounds {
                let (least_stays, most_stays) = (has(Rule::AtLeast(bound.id.clone())), has(Rule::AtMost(bound.id.clone())));
                match &mut bound.limit {
                    Limit::Number { least, most } => {
                        *least = least.filter(|_| least_stays);
                        *most = most.filter(|_| most_stays);
                    }
                    Limit::Money { least, most, sources } => {
                        // The sources that the bound counts stay what they are.
                        let _ = sources;
                        *least = least.filter(|_| least_stays);
                        *most = most.filter(|_| most_stays);
                    }
                }
            }
            if plan.balances.iter().any(|b| {
                clash.rules.contains(&Rule::TooMuchOfOne(b.id.clone())) || clash.rules.contains(&Rule::TooMuchOfOther(b.id.clone()))
            }) {
                // Half of a balance cannot be left away in a plan.
                return Ok(());
            }
            plan.balances.clear();
            plan.must.retain(|id| has(Rule::Must(id.clone())));
            plan.must_not.retain(|id| has(Rule::MustNot(id.clone())));
            if matches!(left, Rule::Requires(..) | Rule::Lacks(..) | Rule::Excludes(..) | Rule::ExcludedBy(..) | Rule::NoBudget(..)) {
                continue;
            }
            // Ties and years without a budget all stay, which is more than the clash asks: only then it may still be impossible.
            let tied = wider.register.actions.values().any(|action| !action.dependencies.is_empty());
            let gaps = wider.plan.budgets.iter().any(|budget| budget.year.is_some());
            prop_assert!(tied || gaps || Brute::new(&wider).best().is_some(), "{:?} without {left:?}", clash.rules);
        }
    }
}

/// A dozen proposals, two levels each: half a million choices.
#[test]
fn a_dozen_with_levels() {
    let mut world = World::new(&[(100, 500, 900), (0, 300, 600), (0, 200, 500)]);
    let mut dice = 20_260_u64;
    let mut throw = |most: u64| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % most
    };
    for at in 0..11 {
        let scores = [0; 3].map(|_: u8| u8::try_from(throw(11)).unwrap());
        let asks = [0; 3].map(|_: i64| i64::try_from(throw(90)).unwrap() * 500 + 500);
        let name = format!("p{at:02}");
        let money = [
            ("eigen", 2017, asks[0]),
            ("eigen", 2018, asks[1]),
            ("fonds", 2018, asks[2]),
        ];
        world.proposal(&name, &scores, &money);
        if at % 3 != 0 {
            world.levels(&name, &[50, 100]);
        }
        world.place(&name, if at % 2 == 0 { "STAD" } else { "LAND" });
    }
    world.budget("e17", "eigen", Some(2017), euro(110_000));
    world.budget("e18", "eigen", Some(2018), euro(90_000));
    world.budget("f", "fonds", None, euro(120_000));
    world.balance("STAD", "LAND", share(15));
    world.tie("p03", DependencyKind::Requires, "p05");
    world.tie("p01", DependencyKind::Excludes, "p02");
    let selection = compare(&world);
    assert!(selection.outline.cost > Money::ZERO && selection.outline.chosen.len() > 2);
}
