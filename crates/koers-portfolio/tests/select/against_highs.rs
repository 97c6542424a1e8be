//! Calls of real size against HiGHS, on the made-up calls of `highs.tsv`; `highs.py` writes it.

use super::made::{World, euro, exact, id, share};
use koers_model::portfolio::action::DependencyKind;
use koers_model::portfolio::selection::{Group, Limit};
use koers_portfolio::select::{Ended, Shown};

const WRITTEN: &str = include_str!("highs.tsv");

fn numbers<T: std::str::FromStr>(field: &str) -> Vec<T> {
    field
        .split(' ')
        .map(|number| number.parse().ok().unwrap())
        .collect()
}

#[test]
fn the_best_is_worth_what_highs_says() {
    let mut world = None;
    let (mut count, mut calls) = (0, 0);
    for line in WRITTEN.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[0] == "call" {
            let mut new = World::new(&[(0, 500, 1000), (0, 300, 1000), (0, 200, 1000)]);
            new.plan.from = 2017;
            (world, count) = (Some(new), 0);
            continue;
        }
        let Some(world) = &mut world else { continue };
        match fields[0] {
            "proposal" => {
                let asks: Vec<i64> = numbers(fields[2]);
                let pots = [("eigen", 2017), ("eigen", 2018), ("fonds", 2017), ("fonds", 2018)];
                let asks: Vec<(&str, i16, i64)> = pots
                    .iter()
                    .zip(&asks)
                    .map(|((source, year), asks)| (*source, *year, asks * 1000))
                    .collect();
                let name = format!("p{count:02}");
                let action = world.proposal(&name, &numbers::<u8>(fields[1]), &asks);
                action.lines.push(id(&format!("lijn-{}", fields[4])));
                world.levels(&name, &numbers::<u32>(fields[3]));
                if fields[5] != "-" {
                    world.place(&name, fields[5]);
                }
                count += 1;
            }
            "caps" => {
                let caps: Vec<i64> = fields[1..].iter().map(|cap| cap.parse().unwrap()).collect();
                world.budget("e17", "eigen", Some(2017), euro(caps[0] * 1000));
                world.budget("e18", "eigen", Some(2018), euro(caps[1] * 1000));
                world.budget("f", "fonds", None, euro(caps[2] * 1000));
            }
            "line" => {
                let (least, most) = (fields[1].parse().ok(), fields[2].parse().ok());
                world.bound("aantal", Group::Line(id("lijn-0")), Limit::Number { least, most });
            }
            "balance" => world.balance("STAD", "LAND", share(fields[1].parse().unwrap())),
            "tie" => {
                let name = |field: &str| format!("p{field:0>2}");
                let kind = DependencyKind::from_word(fields[3]).unwrap();
                world.tie(&name(fields[1]), kind, &name(fields[2]));
            }
            "best" => {
                let best: i128 = fields[1].parse().unwrap();
                let mut effort = exact();
                effort.explain = 0;
                let selection = world.run(&effort).unwrap();
                assert_eq!(selection.outline.ended, Ended::Best);
                // The weights 500, 300 and 200 are brought to 5, 3 and 2.
                let shown = Shown::Bounded {
                    value: best / 100,
                    bound: best / 100,
                };
                assert_eq!(selection.proof.check(), Ok(shown), "call {calls}");
                let text = selection.proof.text();
                assert_eq!(
                    text.lines().filter(|line| line.starts_with("column ")).count(),
                    selection.proof.size().0
                );
                // For `check_proof.py`, which knows nothing of this room.
                if let Some(folder) = std::env::var_os("KOERS_PROOFS") {
                    let name = format!("{calls:02}-{best}.txt");
                    std::fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
                }
                calls += 1;
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!(calls, 30);
}
