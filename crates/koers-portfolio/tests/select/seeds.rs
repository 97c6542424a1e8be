//! Numbers that small made-up worlds are made of.

use super::made::{World, id, share};
use jiff::civil::date;
use koers_model::portfolio::action::{DependencyKind, OrganisationKind, Stage, Step};
use koers_model::portfolio::money::{Amount, Money};
use koers_model::portfolio::selection::{Group, Limit};
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
    coin: Coin,
    aid: Option<Ceiling>,
}

/// What amounts are counted in. What one row asks may have much in common that its bound has not.
#[derive(Debug, Clone, Copy)]
enum Coin {
    /// Thousands of euro.
    Round,
    /// All the same odd amount.
    Voucher,
    /// Times the same odd amount.
    Shared,
    /// Each its own.
    Odd,
}

impl Coin {
    /// So many of them, in cents.
    fn cents(self, count: i64) -> i64 {
        match self {
            Self::Round => count * 100_000,
            Self::Voucher => count.min(1) * 249_999,
            Self::Shared => count * 83_333,
            Self::Odd => count * 99_991 + count * count,
        }
    }

    /// A bound of so many thousands of euro, in cents.
    fn bound(self, thousands: i64) -> Money {
        let odd = match self {
            Self::Round => 0,
            _ => 13 + thousands * 37 % 100,
        };
        Money::cents(thousands * 100_000 + odd)
    }
}

/// A ceiling on aid, in thousands.
#[derive(Debug, Clone, Copy)]
struct Ceiling {
    most: i64,
    granted: i64,
    one_undertaking: bool,
}

#[derive(Debug, Clone)]
struct Seed {
    scores: [u8; 2],
    asks: [i64; 4],
    part: Option<u32>,
    line: bool,
    place: u8,
    school: bool,
    child: bool,
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
        any::<bool>(),
        proptest::bool::weighted(0.9),
    )
        .prop_map(|(scores, asks, part, line, place, school, child, gate)| Seed {
            scores: scores.map(|score| score % 11),
            // Mostly small sums, sometimes none.
            asks: asks.map(|ask| i64::from(ask % 13).saturating_sub(3).max(0)),
            part,
            line,
            place,
            school,
            child,
            gate,
        })
}

pub fn seeds(most: usize) -> impl Strategy<Value = Seeds> {
    let cap = || proptest::option::weighted(0.7, 0_i64..40);
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
            0_i64..12,
            proptest::option::weighted(0.4, 30_u32..=100),
        ),
        prop_oneof![
            Just(Coin::Round),
            Just(Coin::Voucher),
            Just(Coin::Shared),
            Just(Coin::Odd)
        ],
        proptest::option::weighted(
            0.4,
            (5_i64..40, 0_i64..8, any::<bool>()).prop_map(|(most, granted, one_undertaking)| Ceiling {
                most,
                granted,
                one_undertaking,
            }),
        ),
    )
        .prop_map(
            |(
                proposals,
                caps,
                number,
                money,
                balance,
                ties,
                (must, must_not, committed, rate),
                coin,
                aid,
            )| {
                let thousand = |k: u32| i64::from(k);
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
                    coin,
                    aid,
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
                ("eigen", 2017, 0),
                ("eigen", 2018, 0),
                ("fonds", 2017, 0),
                ("partner", 2018, 0),
            ];
            let action = world.proposal(&name, &seed.scores, &asks);
            if seed.line {
                action.lines.push(id("lijn"));
            }
            world.asks(&name, &[a, b, c, d].map(|count| self.coin.cents(count)));
            if seed.school {
                world.applicant(&name, "school");
            } else if seed.child {
                world.applicant(&name, "dochter");
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
                world.budget(budget, source, year, self.coin.bound(cap));
            }
        }
        let (least, most) = self.number;
        world.bound("aantal", Group::Line(id("lijn")), Limit::Number { least, most });
        let bound = |thousands| self.coin.bound(thousands);
        let (least, most) = (self.money.0.map(bound), self.money.1.map(bound));
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
        let amount = Amount::Known(bound(self.committed));
        world.action(
            "loopt",
            Stage::Running,
            Step::Committed,
            &[("eigen", 2017, amount)],
        );
        if let Some(ceiling) = self.aid {
            world.ceiling(bound(ceiling.most).in_cents());
            world.granted("dochter", bound(ceiling.granted).in_cents(), date(2016, 6, 1));
            // The first day that no longer counts.
            world.granted("ondernemer", 100_000_000, date(2014, 6, 1));
            if ceiling.one_undertaking {
                world.control("ondernemer", "dochter");
            }
        }
        world
    }
}
