//! The room and the second formulation say the same, on thousands of small made-up worlds.

use super::brute::{Brute, Choice};
use super::made::{World, chosen, euro, exact, id, share};
use koers_model::portfolio::action::{DependencyKind, OrganisationKind, Stage, Step};
use koers_model::portfolio::money::{Amount, Money};
use koers_model::portfolio::selection::{Group, Limit};
use koers_portfolio::select::{Better, Ended, Fate, Selection, Shown};
use proptest::prelude::*;

/// Numbers that a world is made of, small enough to look at everything.
#[derive(Debug, Clone)]
pub struct Seeds {
    proposals: Vec<Seed>,
    caps: [Option<i64>; 4],
    number: (Option<u32>, Option<u32>),
    money: (Option<i64>, Option<i64>),
    balance: Option<u32>,
    ties: Vec<(usize, usize, bool)>,
    must: Option<usize>,
    must_not: Option<usize>,
    committed: i64,
    rate: Option<u32>,
}

#[derive(Debug, Clone)]
struct Seed {
    scores: [u8; 2],
    asks: [i64; 4],
    part: Option<u32>,
    line: bool,
    place: u8,
    school: bool,
    gate: bool,
}

fn seed() -> impl Strategy<Value = Seed> {
    (
        any::<[u8; 2]>(),
        any::<[u8; 4]>(),
        proptest::option::weighted(0.4, prop_oneof![Just(25_u32), Just(33), Just(50)]),
        any::<bool>(),
        0_u8..8,
        any::<bool>(),
        proptest::bool::weighted(0.9),
    )
        .prop_map(|(scores, asks, part, line, place, school, gate)| Seed {
            scores: scores.map(|score| score % 11),
            // Mostly small sums, sometimes none.
            asks: asks.map(|ask| i64::from(ask % 13).saturating_sub(3).max(0) * 1000),
            part,
            line,
            place,
            school,
            gate,
        })
}

pub fn seeds(most: usize) -> impl Strategy<Value = Seeds> {
    let cap = || proptest::option::weighted(0.7, (0_i64..40).prop_map(|k| k * 1000));
    let some = |most: u32| proptest::option::weighted(0.3, 0..most);
    (
        proptest::collection::vec(seed(), 1..=most),
        [cap(), cap(), cap(), cap()],
        (some(3), some(6)),
        (some(20), some(60)),
        proptest::option::weighted(0.3, 0_u32..100),
        proptest::collection::vec((0..most, 0..most, any::<bool>()), 0..3),
        (
            proptest::option::weighted(0.2, 0..most),
            proptest::option::weighted(0.2, 0..most),
            (0_i64..12).prop_map(|k| k * 1000),
            proptest::option::weighted(0.4, 30_u32..=100),
        ),
    )
        .prop_map(
            |(proposals, caps, number, money, balance, ties, (must, must_not, committed, rate))| {
                let thousand = |k: u32| i64::from(k) * 1000;
                Seeds {
                    proposals,
                    caps,
                    number: (number.0, number.1.map(|most| most.max(number.0.unwrap_or(0)))),
                    money: (
                        money.0.map(thousand),
                        money.1.map(|most| thousand(most.max(money.0.unwrap_or(0)))),
                    ),
                    balance,
                    ties,
                    must,
                    must_not,
                    committed,
                    rate,
                }
            },
        )
}

impl Seeds {
    pub fn world(&self) -> World {
        let mut world = World::new(&[(300, 600, 800), (200, 400, 700)]);
        if let Some(rate) = self.rate {
            world.source("fonds", Some(share(rate)));
        }
        let name = |at: usize| format!("p{at}");
        for (at, seed) in self.proposals.iter().enumerate() {
            let name = name(at);
            let [a, b, c, d] = seed.asks;
            let asks = [
                ("eigen", 2017, a),
                ("eigen", 2018, b),
                ("fonds", 2017, c),
                ("partner", 2018, d),
            ];
            let action = world.proposal(&name, &seed.scores, &asks);
            if seed.line {
                action.lines.push(id("lijn"));
            }
            if seed.school {
                action.request.as_mut().unwrap().applicant = id("school");
            }
            if let Some(part) = seed.part {
                world.levels(&name, &[part, 100]);
            }
            let places: &[&str] = match seed.place {
                0 => &[],
                1 => &["STAD"],
                2 => &["LAND"],
                3 => &["STAD", "LAND"],
                4 => &["WIJK"],
                5 => &["DORP"],
                6 => &["WIJK", "DORP"],
                _ => &["GEHEEL"],
            };
            for code in places {
                world.place(&name, code);
            }
            if !seed.gate {
                world.test(
                    &name,
                    "a",
                    koers_model::portfolio::appraisal::GateAnswer::No,
                    &seed.scores,
                );
            }
        }
        let caps = [
            ("e17", "eigen", Some(2017)),
            ("e18", "eigen", Some(2018)),
            ("e", "eigen", None),
            ("f", "fonds", None),
        ];
        for ((budget, source, year), cap) in caps.into_iter().zip(self.caps) {
            if let Some(cap) = cap {
                world.budget(budget, source, year, euro(cap));
            }
        }
        let (least, most) = self.number;
        world.bound("aantal", Group::Line(id("lijn")), Limit::Number { least, most });
        let (least, most) = (self.money.0.map(euro), self.money.1.map(euro));
        let sources = if least.is_some() {
            vec![id("eigen")]
        } else {
            Vec::new()
        };
        world.bound(
            "geld",
            Group::Applicants(OrganisationKind::Education),
            Limit::Money { least, most, sources },
        );
        if let Some(percent) = self.balance {
            world.balance("STAD", "LAND", share(percent));
        }
        let there = |at: &usize| *at < self.proposals.len();
        for (one, other, requires) in &self.ties {
            if there(one) && there(other) && one != other {
                let kind = if *requires {
                    DependencyKind::Requires
                } else {
                    DependencyKind::Excludes
                };
                world.tie(&name(*one), kind, &name(*other));
            }
        }
        world
            .plan
            .must
            .extend(self.must.filter(|at| there(at)).map(|at| id(&name(at))));
        world
            .plan
            .must_not
            .extend(self.must_not.filter(|at| there(at)).map(|at| id(&name(at))));
        let amount = Amount::Known(euro(self.committed));
        world.action(
            "loopt",
            Stage::Running,
            Step::Committed,
            &[("eigen", 2017, amount)],
        );
        world
    }
}

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
            match (with.min_by(f64::total_cmp), *better) {
                (None, Better::Never) => {}
                (Some(lacks), Better::By { low, high }) => {
                    prop_assert!(near(low, lacks) && high.is_some_and(|high| near(high, lacks)), "{low} {high:?} {lacks}");
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }

    /// At the price that is said a proposal is in a best choice, and a thousandth above it it is not, unless a least amount is asked.
    #[test]
    fn how_much_cheaper_is_enough(seeds in seeds(4)) {
        let world = seeds.world();
        let selection = compare(&world);
        let Some(best) = Brute::new(&world).best() else { return Ok(()) };
        for judged in &selection.judged {
            let Fate::LeftOut { cheaper: Some(cheaper), .. } = &judged.fate else { continue };
            prop_assert_eq!(cheaper.surely, cheaper.at_most);
            let gets_in = |thousandths: u16| {
                let mut brute = Brute::new(&world);
                brute.cheaper = Some((judged.proposal.clone(), i64::from(thousandths)));
                let all = brute.all();
                all.iter().any(|(choice, value)| choice.contains_key(&judged.proposal) && *value >= best)
            };
            match cheaper.surely {
                Some(surely) => {
                    prop_assert!(gets_in(surely), "{} at {surely}", judged.proposal);
                    prop_assert!(!cheaper.monotone || surely == 1000 || !gets_in(surely + 1));
                }
                None => prop_assert!(!cheaper.monotone || !gets_in(0)),
            }
        }
    }

    /// Leaving any one of the rules that clash away makes a choice possible: seen for the rules that the plan itself holds.
    #[test]
    fn what_clashes_is_irreducible(seeds in seeds(5)) {
        let world = seeds.world();
        let selection = compare(&world);
        let Some(clash) = &selection.outline.clash else { return Ok(()) };
        prop_assert!(clash.others.iter().all(|other| other.len() >= clash.rules.len()));
        for left in &clash.rules {
            let mut wider = world.clone();
            let plan = &mut wider.plan;
            use koers_portfolio::select::Rule;
            // Only what clashes is kept, less one.
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
