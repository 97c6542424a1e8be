//! What is said of each proposal, in words that can be checked by hand.

use super::made::{World, chosen, euro, exact, id, judged, names, share};
use koers_model::portfolio::action::{Stage, Step};
use koers_model::portfolio::appraisal::GateAnswer;
use koers_model::portfolio::money::{Amount, Money};
use koers_model::portfolio::selection::{Group, Limit};
use koers_model::text::{Lang, Text};
use koers_portfolio::select::words::{Names, Words, fault as in_words};
use koers_portfolio::select::{Bar, Cheaper, Ended, Fate, Measure, Note, Rule, SelectFault, Selection};
use std::collections::BTreeMap;

pub fn world() -> World {
    World::new(&[(0, 1000, 1000)])
}

pub fn fate<'a>(selection: &'a Selection, name: &str) -> &'a Fate {
    &judged(selection, name).fate
}

pub fn words(world: &World, lang: Lang, say: &dyn Fn(&Words<'_>) -> Vec<String>) -> Vec<String> {
    let tested = world.tested();
    let standings = tested.standings(&world.set);
    say(&Words::new(world.question(&standings), lang))
}

#[test]
fn what_is_left_out_is_told_how_much_cheaper_or_better() {
    let mut world = world();
    world.proposal("goed", &[8], &[("eigen", 2017, 70_000)]);
    world.proposal("duur", &[6], &[("eigen", 2017, 50_000)]);
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let selection = world.run(&exact()).unwrap();
    assert_eq!(names(&selection), ["goed"]);
    let Fate::LeftOut {
        obstacles, cheaper, ..
    } = fate(&selection, "duur")
    else {
        panic!()
    };
    assert_eq!(obstacles[0].rule, Rule::Budget(id("e17")));
    assert_eq!(obstacles[0].room, Some(Measure::Money(euro(30_000))));
    assert_eq!(obstacles[0].need, Some(Measure::Money(euro(50_000))));
    // 30 of 50: at three fifths both fit.
    let cheap = Cheaper {
        surely: Some(600),
        at_most: Some(600),
    };
    assert_eq!(*cheaper, Some(cheap));
    let lines = words(&world, Lang::Nl, &|words| words.fate(fate(&selection, "duur")));
    assert_eq!(
        lines,
        [
            "Niet gekozen.",
            "Van het budget eigen 2017 is €\u{a0}30.000 over; nodig is €\u{a0}50.000.",
            "Zijn waarde moet 0,200 hoger zijn (op een schaal van 0 tot 1).",
            "Of: het moet 40,0% goedkoper zijn.",
        ]
    );
    let lines = words(&world, Lang::En, &|words| words.fate(fate(&selection, "duur")));
    assert_eq!(lines[3], "Or: it must be 40.0% cheaper.");
    let lines = words(&world, Lang::Nl, &|words| words.summary(&selection));
    assert_eq!(
        lines,
        [
            "1 van de 2 voorstellen is gekozen, voor €\u{a0}70.000.",
            "Er is geen betere keuze: bewezen.",
            "Wie de lijst op score afgaat, kiest hetzelfde.",
        ]
    );
}

#[test]
fn proposals_of_one_name_are_told_apart() {
    let mut world = world();
    for name in ["een", "twee", "drie"] {
        world.proposal(name, &[8], &[("eigen", 2017, 70_000)]);
    }
    for name in ["een", "twee"] {
        let action = world.register.actions.get_mut(&id(name)).unwrap();
        action.title = Text::both("Markt", if name == "een" { "Market" } else { "Fair" });
    }
    let tested = world.tested();
    let standings = tested.standings(&world.set);
    let known = Names::new(&world.register, BTreeMap::new());
    let said = |lang| {
        let words = Words::new(world.question(&standings), lang).naming(&known);
        ["een", "twee", "drie"].map(|name| words.action(&id(name)))
    };
    assert_eq!(said(Lang::Nl), ["‘Markt’ (een)", "‘Markt’ (twee)", "‘drie’"]);
    // What is told apart in one language is in the other too.
    assert_eq!(said(Lang::En), ["‘Market’ (een)", "‘Fair’ (twee)", "‘drie’"]);
}

#[test]
fn what_cannot_be_chosen_is_listed_and_never_valued() {
    let mut world = world();
    world.proposal("open", &[5], &[("eigen", 2017, 1000)]);
    world.proposal("dicht", &[10], &[("eigen", 2017, 1000)]);
    world.test("dicht", "b", GateAnswer::No, &[10]);
    world.proposal("later", &[10], &[("eigen", 2017, 1000)]);
    world.test("later", "b", GateAnswer::Unknown, &[10]);
    world.proposal("zonder-score", &[], &[("eigen", 2017, 1000)]);
    world.action(
        "ongetoetst",
        Stage::Proposed,
        Step::Original,
        &[("eigen", 2017, Amount::Known(euro(1)))],
    );
    world.proposal("zonder-bedrag", &[10], &[]);
    world.proposal("onbekend", &[10], &[("eigen", 2017, 1000)]);
    world.get("onbekend").money[0].amount = Amount::Unknown;
    world.proposal("min", &[10], &[("eigen", 2017, -1000)]);
    world.source("efro", Some(share(40)));
    world.proposal("te-veel", &[10], &[("efro", 2017, 500), ("partner", 2017, 500)]);
    world.proposal("genoeg", &[10], &[("efro", 2017, 400), ("partner", 2017, 600)]);
    // What the partner pays is not known, and may be enough.
    world.proposal("misschien", &[10], &[("efro", 2017, 400), ("partner", 2017, 600)]);
    world.get("misschien").money[1].amount = Amount::Unknown;
    // Somebody else's money that nobody knows is no bar where no bound counts it.
    world.proposal("elders", &[10], &[("eigen", 2017, 400), ("partner", 2017, 600)]);
    world.get("elders").money[1].amount = Amount::Unknown;
    world.proposal("spook", &[10], &[("weg", 2017, 400)]);
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let selection = world.run(&exact()).unwrap();
    assert_eq!(names(&selection), ["elders", "genoeg", "open"]);
    let eigen = |source: &str| Bar::UnknownAmount(vec![(id(source), 2017)]);
    let cases = [
        ("dicht", Bar::Closed(vec![id("past")])),
        ("later", Bar::Open(vec![id("past")])),
        ("zonder-score", Bar::Unscored(vec![id("c0")])),
        ("ongetoetst", Bar::Untested),
        ("zonder-bedrag", Bar::NoAmount),
        ("onbekend", eigen("eigen")),
        ("min", Bar::Negative(id("eigen"), 2017)),
        ("misschien", eigen("partner")),
        ("spook", Bar::NoSource(id("weg"))),
        (
            "te-veel",
            Bar::OverRate {
                source: id("efro"),
                rate: share(40),
                asks: euro(500),
                cost: euro(1000),
            },
        ),
    ];
    for (name, bar) in cases {
        assert_eq!(*fate(&selection, name), Fate::Barred(vec![bar]), "{name}");
        for lang in [Lang::Nl, Lang::En] {
            let lines = words(&world, lang, &|words| words.fate(fate(&selection, name)));
            assert_eq!(lines.len(), 2);
        }
    }
    let closed = judged(&selection, "dicht");
    assert_eq!((closed.score, closed.core, closed.by_score), (None, None, None));
}

#[test]
fn a_gate_passed_over_by_the_board_opens_and_a_no_of_the_board_closes() {
    let mut world = world();
    world.proposal("dicht", &[10], &[("eigen", 2017, 1000)]);
    world.test("dicht", "b", GateAnswer::No, &[10]);
    world.proposal("goed", &[10], &[("eigen", 2017, 1000)]);
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let over = |name: &str, gate: Option<&str>, answer, day| koers_model::portfolio::appraisal::Override {
        id: id(&format!("o-{name}")),
        proposal: id(name),
        gate: gate.map(id),
        answer,
        reason: "made up".into(),
        decision: id("besluit"),
        made: day,
    };
    let day = world.plan.day;
    for over in [
        over("dicht", Some("past"), GateAnswer::Yes, day),
        over("goed", None, GateAnswer::No, day),
    ] {
        world.register.overrides.insert(over.id.clone(), over);
    }
    let selection = world.run(&exact()).unwrap();
    assert_eq!(names(&selection), ["dicht"]);
    assert_eq!(
        *fate(&selection, "goed"),
        Fate::Barred(vec![Bar::Refused(id("o-goed"))])
    );
    // The day before, neither was decided.
    world.plan.day = day.yesterday().unwrap();
    assert_eq!(names(&world.run(&exact()).unwrap()), ["goed"]);
}

#[test]
fn what_is_promised_already_is_taken_off() {
    let mut world = world();
    world.proposal("nieuw", &[10], &[("eigen", 2017, 40_000)]);
    world.levels("nieuw", &[50, 100]);
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let promised = |euros| Amount::Known(euro(euros));
    world.action(
        "loopt",
        Stage::Running,
        Step::Committed,
        &[("eigen", 2017, promised(70_000)), ("eigen", 2018, promised(9))],
    );
    world.action(
        "klaar",
        Stage::Refused,
        Step::Committed,
        &[("eigen", 2017, promised(70_000))],
    );
    let selection = world.run(&exact()).unwrap();
    assert_eq!(chosen(&selection), [("nieuw".to_owned(), 50)]);
    assert_eq!(selection.budgets[0].carried, promised(70_000));
    assert_eq!(selection.budgets[0].used, euro(20_000));
    let Fate::Chosen { more, .. } = fate(&selection, "nieuw") else {
        panic!()
    };
    assert_eq!(more[0].room, Some(Measure::Money(euro(30_000))));
    // Nobody knows what is left: nothing is chosen under it, and that is said.
    world.get("loopt").money[0].amount = Amount::Unknown;
    let selection = world.run(&exact()).unwrap();
    assert_eq!(
        *fate(&selection, "nieuw"),
        Fate::Barred(vec![Bar::UnknownRoom(id("e17"))])
    );
    assert!(selection.notes.contains(&Note::UnknownRoom(id("e17"))));
    // The plan may say it itself.
    world.plan.budgets[0].carried = Some(promised(0));
    assert_eq!(chosen(&world.run(&exact()).unwrap()), [("nieuw".to_owned(), 100)]);
    // An action that goes on without anything promised is named.
    world.plan.budgets[0].carried = None;
    world.get("loopt").money[0].step = Step::Amended;
    let selection = world.run(&exact()).unwrap();
    assert_eq!(
        selection.notes,
        [Note::NoCommitment(id("loopt"), id("eigen"))].into()
    );
}

#[test]
fn a_year_without_a_budget_has_nothing() {
    let mut world = world();
    world.proposal("nu", &[5], &[("eigen", 2017, 1000)]);
    world.proposal("straks", &[9], &[("eigen", 2018, 1000)]);
    world.proposal("veel-later", &[9], &[("eigen", 2030, 1000)]);
    world.budget("e17", "eigen", Some(2017), euro(5000));
    let selection = world.run(&exact()).unwrap();
    assert_eq!(names(&selection), ["nu", "veel-later"]);
    let Fate::LeftOut { obstacles, .. } = fate(&selection, "straks") else {
        panic!()
    };
    assert_eq!(obstacles[0].rule, Rule::NoBudget(id("eigen"), 2018));
    let later = judged(&selection, "veel-later");
    assert!(later.outside && later.asks == Money::ZERO);
}

#[test]
fn less_money_shows_what_falls_and_which_outcomes_lose_their_last_action() {
    let mut world = world();
    world.proposal("groot", &[9], &[("eigen", 2017, 60_000)]).serves = vec![id("banen"), id("breedband")];
    world.proposal("klein", &[7], &[("eigen", 2017, 40_000)]).serves = vec![id("banen")];
    world.proposal("derde", &[3], &[("eigen", 2017, 50_000)]).serves = vec![id("energie")];
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let selection = world.run(&exact()).unwrap();
    assert_eq!(names(&selection), ["groot", "klein"]);
    assert_eq!(
        selection.outline.unserved,
        [(id("energie"), vec![id("derde")])].into()
    );
    let less = world.what_if(&["2017=-10%"]).unwrap();
    assert_eq!(less.falls, [id("groot")].into());
    assert_eq!(less.rises, [id("derde")].into());
    assert_eq!(less.lost, [id("breedband")].into());
    assert_eq!(less.won, [id("energie")].into());
    let lines = words(&world, Lang::Nl, &|words| words.difference(&less));
    assert_eq!(
        lines,
        [
            "Gekozen: 2 voorstellen, voor €\u{a0}90.000 (in het plan zelf: 2 voorstellen, voor €\u{a0}100.000).",
            "Dat zijn: ‘derde’, ‘klein’.",
            "‘groot’ valt af.",
            "‘derde’ komt erbij.",
            "Aan resultaat ‘breedband’ werkt dan geen gekozen of lopende actie meer."
        ]
    );
    let more = world.what_if(&["eigen=+40000", "eigen/2017=+10000"]).unwrap();
    assert_eq!((more.falls.len(), more.rises), (0, [id("derde")].into()));
    let fault = world.what_if(&["2019=-10%"]);
    assert!(matches!(fault, Err(SelectFault::TouchesNothing(_))));
    let fault = fault.unwrap_err();
    assert_eq!(
        in_words(&fault, Lang::Nl),
        "‘2019=-10%’ raakt geen enkel budget van het plan."
    );
    assert_eq!(
        in_words(&fault, Lang::En),
        "`2019=-10%` touches no budget of the plan."
    );
    assert!(matches!(
        world.what_if(&["*=-200%"]),
        Err(SelectFault::CannotChange { .. })
    ));
}

#[test]
fn a_plan_that_cannot_be_asked_is_refused() {
    let mut world = world();
    world.proposal("a", &[5], &[("eigen", 2017, 1000)]);
    world.budget("e17", "eigen", Some(2017), euro(5000));
    let fault = |change: &dyn Fn(&mut World)| {
        let mut other = world.clone();
        change(&mut other);
        other.run(&exact()).unwrap_err()
    };
    assert!(matches!(
        fault(&|w| w.plan.version = 2),
        SelectFault::OtherSet { .. }
    ));
    assert!(matches!(
        fault(&|w| w.plan.from = 2020),
        SelectFault::Years { .. }
    ));
    assert!(matches!(
        fault(&|w| w.plan.budgets[0].year = Some(2020)),
        SelectFault::BudgetYear { .. }
    ));
    assert!(matches!(
        fault(&|w| w.budget("e17", "fonds", None, euro(1))),
        SelectFault::Twice(_)
    ));
    assert!(matches!(
        fault(&|w| w.budget("x", "eigen", Some(2017), euro(1))),
        SelectFault::SameBudget(..)
    ));
    assert!(matches!(
        fault(&|w| w.plan.must.push(id("spook"))),
        SelectFault::NoAction(_)
    ));
    assert!(matches!(
        fault(&|w| w.budget("x", "spook", None, euro(1))),
        SelectFault::NoSource(_)
    ));
    let crossed = Limit::Number {
        least: Some(2),
        most: Some(1),
    };
    assert!(matches!(
        fault(&|w| w.bound("x", Group::All, crossed.clone())),
        SelectFault::Crossed(_)
    ));
    assert!(matches!(
        fault(&|w| w.plan.weights = [(id("spook"), 1)].into()),
        SelectFault::NoCriterion(_)
    ));
    assert_eq!(
        fault(&|w| w.plan.weights = [(id("c0"), 0)].into()),
        SelectFault::NoWeights
    );
    let mut two = World::new(&[(400, 500, 600), (400, 500, 600)]);
    two.plan.weights = [(id("c0"), 3), (id("c1"), 1)].into();
    assert_eq!(
        two.run(&exact()).unwrap_err(),
        SelectFault::WeightOutside(id("c0"))
    );
    two.plan.weights = [(id("c0"), 3)].into();
    assert_eq!(two.run(&exact()).unwrap_err(), SelectFault::NoWeight(id("c1")));
}

#[test]
fn nobody_asks_and_the_answer_is_nothing() {
    let selection = world().run(&exact()).unwrap();
    assert_eq!(selection.outline.ended, Ended::Best);
    assert!(selection.outline.chosen.is_empty() && selection.judged.is_empty());
}

/// No sentence is empty, none is the same in both languages, and none says the name of a field.
#[test]
fn everything_has_words_in_both_languages() {
    let mut world = world();
    world.proposal("een", &[5], &[("eigen", 2017, 1000)]);
    world.budget("e17", "eigen", Some(2017), euro(5000));
    world.budget("f", "fonds", None, euro(5000));
    let (one, two) = (id("een"), id("twee"));
    let rules = [
        Rule::Budget(id("e17")),
        Rule::Budget(id("f")),
        Rule::NoBudget(id("eigen"), 2018),
        Rule::AtLeast(id("grens")),
        Rule::AtMost(id("grens")),
        Rule::TooMuchOfOne(id("evenwicht")),
        Rule::TooMuchOfOther(id("evenwicht")),
        Rule::Must(one.clone()),
        Rule::MustNot(one.clone()),
        Rule::Requires(one.clone(), two.clone()),
        Rule::Lacks(one.clone(), two.clone()),
        Rule::Excludes(one.clone(), two.clone()),
        Rule::ExcludedBy(one.clone(), two),
    ];
    let bars = [
        Bar::OtherProgramme,
        Bar::Untested,
        Bar::Closed(vec![id("past")]),
        Bar::Open(vec![id("past")]),
        Bar::Unscored(vec![id("c0")]),
        Bar::OffScale(vec![id("c0")]),
        Bar::Refused(one),
        Bar::NoAmount,
        Bar::UnknownAmount(vec![(id("eigen"), 2017)]),
        Bar::Negative(id("eigen"), 2017),
        Bar::NoSource(id("spook")),
        Bar::OverRate {
            source: id("eigen"),
            rate: share(40),
            asks: euro(1),
            cost: euro(2),
        },
        Bar::UnknownRoom(id("e17")),
    ];
    let say = |lang| {
        words(&world, lang, &|words| {
            let rules = rules.iter().map(|rule| words.rule(rule));
            rules.chain(bars.iter().map(|bar| words.bar(bar))).collect()
        })
    };
    let (nl, en) = (say(Lang::Nl), say(Lang::En));
    let mut seen = std::collections::BTreeSet::new();
    for (nl, en) in nl.iter().zip(&en) {
        assert!(nl.ends_with('.') && en.ends_with('.') && nl != en, "{nl} {en}");
        assert!(seen.insert(nl) && !nl.contains("::"), "{nl}");
    }
    assert_eq!(
        nl[1],
        "Wat er over is van het budget fonds 2017–2018, mag niet worden overschreden."
    );
    assert_eq!(en[23], "It counts on a source that does not exist: spook.");
    assert_eq!(
        nl[24],
        "eigen betaalt hoogstens 40% van de kosten; gevraagd is €\u{a0}1 van €\u{a0}2."
    );
}

#[test]
fn a_proof_reads_as_plain_text() {
    let mut world = world();
    world.proposal("goed", &[8], &[("eigen", 2017, 70_000)]);
    world.proposal("duur", &[6], &[("eigen", 2017, 50_000)]);
    world.levels("duur", &[50, 100]);
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    let text = world.run(&exact()).unwrap().proof.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[..7],
        [
            "koers-proof 1",
            "column 300000 # duur 50%",
            "column 600000 # duur 100%",
            "column 800000 # goed 100%",
            "group 0 1",
            "row - 10000000 0:2500000 1:5000000 2:7000000 # budget e17 unit 1 cent",
            "chosen 1100000 0 2",
        ]
    );
    assert!(lines[7..].iter().all(|line| line.starts_with("multipliers ")
        || line.starts_with("leaf ")
        || line.starts_with("settled ")));
}

#[test]
fn who_gets_in_for_nothing_only_is_told_so() {
    let mut world = world();
    world.proposal("nu", &[5], &[("eigen", 2017, 1000)]);
    world.proposal("straks", &[9], &[("eigen", 2018, 1000)]);
    world.budget("e17", "eigen", Some(2017), euro(5000));
    let selection = world.run(&exact()).unwrap();
    let said = |lang| {
        words(&world, lang, &|words| words.fate(fate(&selection, "straks")))
            .pop()
            .unwrap()
    };
    assert_eq!(
        said(Lang::Nl),
        "Alleen als het van de bronnen met een budget niets vraagt, komt het erin."
    );
    assert_eq!(
        said(Lang::En),
        "It gets in only when it asks nothing of the sources with a budget."
    );
}
