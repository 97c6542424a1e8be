//! What the register itself says of a gate. Everything here is made up.

use crate::made::{World, euro, id};
use jiff::civil::{Date, date};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, OrganisationKind, Place, Stage, Step};
use koers_model::portfolio::aid::{AidRule, Ceiling, Window};
use koers_model::portfolio::appraisal::{GateAnswer, GateTest, Moment};
use koers_model::portfolio::decision::{Aid, Control, Decision, DecisionKind, Followed, Subject, Weighed};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::text::Text;
use koers_portfolio::appraise::Stand;
use koers_portfolio::gate::{Ground, When};
use std::collections::BTreeMap;

const DAY: Date = date(2026, 10, 15);

/// One proposal of a firm that asks 80,000, with a ceiling of 300,000.
fn world() -> World {
    let mut world = World::new(&[(0, 1000, 1000)]);
    world.proposal("plan", &[5], &[("eigen", 2027, 80_000)]);
    let applicant = applicant(&mut world);
    world.register.organisations.get_mut(&applicant).unwrap().kind = OrganisationKind::Firm;
    world
}

fn applicant(world: &mut World) -> Id {
    world.get("plan").request.as_ref().unwrap().applicant.clone()
}

fn rules() -> BTreeMap<Id, AidRule> {
    let ceiling = Ceiling {
        from: date(2024, 1, 1),
        to: None,
        amount: euro(300_000),
        years: 3,
        window: Window::Days,
        source: Text::dutch("…"),
        url: None,
    };
    let rule = AidRule {
        id: id("klein"),
        title: Text::dutch("…"),
        text: None,
        ceilings: vec![ceiling],
    };
    BTreeMap::from([(id("klein"), rule)])
}

fn answer(world: &World, test: &GateTest, moment: Moment) -> Option<GateAnswer> {
    let (rules, regions) = (rules(), RegionRegistry::default());
    let ground = Ground {
        register: &world.register,
        programmes: &[],
        aid_rules: &rules,
        regions: &regions,
    };
    let action: &Action = &world.register.actions["plan"];
    let when = When {
        moment,
        on: DAY,
        tested: Some(date(2026, 9, 14)),
        step: action.newest_budget(),
    };
    let told = ground.told(action, &action.framework, test, when);
    told.map(|told| told.answer)
}

fn aid(world: &mut World, to: &Id, amount: Money, granted: Date, action: Option<Id>) {
    let one = Aid {
        id: id(&format!("steun-{granted}")),
        undertaking: to.clone(),
        rule: id("klein"),
        amount,
        granted,
        action,
    };
    world.register.aid.insert(one.id.clone(), one);
}

use GateAnswer::{No, Unknown, Yes};

#[test]
fn aid_to_all_that_belong_to_the_undertaking_counts_for_the_ceiling() {
    let test = GateTest::AidCeiling(id("klein"));
    let mut world = world();
    let firm = applicant(&mut world);
    aid(&mut world, &firm, euro(180_000), date(2024, 6, 3), None);
    assert_eq!(answer(&world, &test, Moment::First), Some(Yes));
    aid(&mut world, &id("holding"), euro(75_000), date(2025, 2, 10), None);
    assert_eq!(answer(&world, &test, Moment::First), Some(Yes));
    let tie = Control {
        id: id("band"),
        parent: id("holding"),
        child: firm.clone(),
        from: date(2021, 1, 1),
        to: None,
        reason: "made up".into(),
    };
    world.register.controls.insert(tie.id.clone(), tie);
    // 180,000 and 75,000 and 80,000 asked: 335,000.
    assert_eq!(answer(&world, &test, Moment::First), Some(No));
    // Later tests are of something that was decided.
    assert_eq!(answer(&world, &test, Moment::MidTerm), None);
    // Whether somebody else is an undertaking in this, people say.
    world.register.organisations.get_mut(&firm).unwrap().kind = OrganisationKind::Education;
    assert_eq!(answer(&world, &test, Moment::First), Some(Unknown));
    world.register.organisations.get_mut(&firm).unwrap().kind = OrganisationKind::Firm;
    // Its own grant is what it asked, and counts once.
    world.get("plan").stage = Stage::Granted;
    aid(&mut world, &firm, euro(80_000), DAY, Some(id("plan")));
    world.register.controls.clear();
    assert_eq!(answer(&world, &test, Moment::First), Some(Yes));
    world.get("plan").money[0].amount = Amount::Unknown;
    assert_eq!(answer(&world, &test, Moment::First), Some(Unknown));
}

#[test]
fn a_gate_looks_at_the_newest_budget_or_at_that_of_the_plan() {
    let mut world = world();
    let firm = applicant(&mut world);
    aid(&mut world, &firm, euro(40_000), date(2025, 2, 10), None);
    let test = GateTest::AidCeiling(id("klein"));
    // 260,000 left, 80,000 asked at first.
    assert_eq!(answer(&world, &test, Moment::First), Some(Yes));
    let mut amended = world.get("plan").money[0].clone();
    (amended.id, amended.step) = (id("later"), Step::Amended);
    amended.amount = Amount::Known(euro(360_000));
    world.get("plan").money.push(amended);
    assert_eq!(answer(&world, &test, Moment::First), Some(No));
    // Whoever chooses at a step is told by that step.
    world.set.gates[0].test = test;
    world.aid_rules = rules();
    world.plan.day = DAY;
    for (step, stands) in [(Step::Original, Stand::Passed), (Step::Amended, Stand::Closed)] {
        let tested = world.tested().at(step);
        let standings = tested.standings(&world.set);
        assert_eq!(standings[&id("plan")].stand(), stands, "{step:?}");
    }
    let newest = world.tested();
    assert_eq!(newest.standings(&world.set)[&id("plan")].stand(), Stand::Closed);
    // Co-financing looks at the same amounts.
    let source = world.register.funding_sources.get_mut("eigen").unwrap();
    source.rate = Share::millionths(500_000);
    let mut partner = world.get("plan").money[0].clone();
    (partner.id, partner.source) = (id("partner"), id("partner"));
    world.get("plan").money.push(partner);
    assert_eq!(
        answer(&world, &GateTest::CofinancingComplete, Moment::First),
        Some(No)
    );
}

#[test]
fn where_it_lands_is_told_when_the_register_knows_the_region() {
    let here = RegionCode::new("PV22").unwrap();
    let test = GateTest::EligibleRegion(vec![here.clone()]);
    let mut world = world();
    world.get("plan").places.clear();
    assert_eq!(answer(&world, &test, Moment::First), Some(Unknown));
    world.get("plan").places = vec![Place::Point { north: 1, east: 1 }];
    assert_eq!(answer(&world, &test, Moment::First), Some(Unknown));
    world.get("plan").places.push(Place::Region(here));
    assert_eq!(answer(&world, &test, Moment::MidTerm), Some(Yes));
}

#[test]
fn every_source_is_there_and_stays_within_what_it_pays() {
    let test = GateTest::CofinancingComplete;
    let mut world = world();
    assert_eq!(answer(&world, &test, Moment::First), Some(Yes));
    let source = world.register.funding_sources.get_mut("eigen").unwrap();
    source.rate = Share::millionths(500_000);
    assert_eq!(answer(&world, &test, Moment::First), Some(No));
    world.get("plan").money[0].amount = Amount::Unknown;
    assert_eq!(answer(&world, &test, Moment::First), Some(Unknown));
    world.register.funding_sources.clear();
    assert_eq!(answer(&world, &test, Moment::First), Some(No));
}

#[test]
fn a_decision_from_before_closes_and_one_about_a_gate_does_not() {
    let test = GateTest::NotDecided;
    let mut world = world();
    assert_eq!(answer(&world, &test, Moment::First), Some(Yes));
    let decision = Decision {
        id: id("besluit"),
        kind: DecisionKind::Decision,
        title: Text::dutch("…"),
        text: None,
        by: id("college"),
        on: date(2026, 10, 1),
        about: vec![Subject::Action(id("plan"))],
        weighed: Weighed::default(),
        followed: Followed::Open,
        evidence: Vec::new(),
    };
    world.register.decisions.insert(decision.id.clone(), decision);
    assert_eq!(answer(&world, &test, Moment::First), Some(No));
    // Granted since it was tested: it was not decided then.
    world.get("plan").stage = Stage::Granted;
    assert_eq!(answer(&world, &test, Moment::First), Some(Yes));
}
