//! What lands where. Everything here is made up.

use super::made::{World, code, euro, exact, id, names, share};
use koers_model::portfolio::selection::{Balance, Group, Limit};
use koers_model::text::Lang;
use koers_portfolio::select::SelectFault;
use koers_portfolio::select::words::fault as in_words;

/// Nine proposals that all fit: one in the whole, the others in its parts.
fn world() -> World {
    let mut world = World::new(&[(0, 1000, 1000)]);
    for (at, place) in [
        "GEHEEL", "STAD", "STAD", "LAND", "LAND", "WIJK", "WIJK", "DORP", "DORP",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("p{at}");
        world.proposal(&name, &[5], &[("eigen", 2017, 1000)]);
        world.place(&name, place);
    }
    world.budget("e17", "eigen", Some(2017), euro(100_000));
    world
}

fn most(world: &mut World, region: &str, most: u32) {
    let limit = Limit::Number {
        least: None,
        most: Some(most),
    };
    world.bound("gebied", Group::Regions(vec![code(region)]), limit);
}

#[test]
fn what_lands_in_a_part_lands_in_the_whole() {
    // By hand: nine lie in the whole, four in the town (two in its quarter), one in neither of its parts.
    for (region, chosen) in [("GEHEEL", 1), ("STAD", 6), ("WIJK", 8)] {
        let mut world = world();
        most(&mut world, region, 1);
        assert_eq!(names(&world.run(&exact()).unwrap()).len(), chosen, "{region}");
    }
}

#[test]
fn a_balance_counts_parts_and_what_lands_in_both_tilts_neither() {
    let mut world = world();
    // Only the whole, the quarter and one village take part: 1000 in both, 2000 in the town, 1000 in the country. A fifth of 4000 is 800.
    for at in [1, 2, 3, 4, 8] {
        world.register.actions.remove(&id(&format!("p{at}")));
        world.register.appraisals.remove(&id(&format!("t-p{at}-a")));
    }
    world.balance("STAD", "LAND", share(20));
    let selection = world.run(&exact()).unwrap();
    assert_eq!(selection.outline.chosen.len(), 3);
    // Allowed a quarter of it, all of them fit.
    world.plan.balances[0].most = share(25);
    assert_eq!(world.run(&exact()).unwrap().outline.chosen.len(), 4);
}

#[test]
fn a_region_that_nobody_knows_is_refused() {
    let fault = |world: &World| world.run(&exact()).unwrap_err();
    let unknown = SelectFault::NoRegion(code("GM9999"));
    let mut bound = world();
    most(&mut bound, "GM9999", 1);
    assert_eq!(fault(&bound), unknown);
    let mut balance = world();
    balance.plan.balances.push(Balance {
        id: id("evenwicht"),
        title: None,
        one: vec![code("STAD")],
        other: vec![code("GM9999")],
        most: share(20),
    });
    assert_eq!(fault(&balance), unknown);
    assert_eq!(
        in_words(&unknown, Lang::Nl),
        "Gebied ‘GM9999’ staat niet in de lijst van gebieden."
    );
}

#[test]
fn an_absurd_amount_is_named() {
    let mut world = world();
    world.proposal("typefout", &[5], &[("eigen", 2017, 90_000_000_000_000_000)]);
    let named = SelectFault::Absurd {
        action: id("typefout"),
        amount: euro(90_000_000_000_000_000),
        year: 2017,
    };
    assert_eq!(world.run(&exact()).unwrap_err(), named);
    assert_eq!(world.what_if(&["eigen=-10%"]).unwrap_err(), named);
    assert!(in_words(&named, Lang::Nl).contains("‘typefout’ in 2017: klopt dat?"));
}
