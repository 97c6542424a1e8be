//! Made-up registers: no name, amount or score in them is of anybody.

use jiff::civil::date;
use koers_model::id::Id;
use koers_model::portfolio::action::{
    Action, ActionKind, Dependency, DependencyKind, FundingSource, MoneyLine, Organisation, OrganisationKind,
    Place, Request, Side, SourceKind, Stage, Step,
};
use koers_model::portfolio::aid::AidRule;
use koers_model::portfolio::appraisal::{
    Anchor, Appraisal, CriteriaSet, Criterion, Gate, GateAnswer, GateResult, GateTest, Moment, Score,
    WeightRange, WeightsFrom,
};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::register::Register;
use koers_model::portfolio::selection::{
    Balance, Bound, Budget, Candidates, Group, Limit, SelectionPlan, ValueMethod,
};
use koers_model::region::{Nesting, Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::snapshot::Hash;
use koers_model::text::Text;
use koers_portfolio::gate::Ground;
use koers_portfolio::select::{Difference, Effort, SelectFault, Selection, Tested, run, what_if};
use std::collections::BTreeMap;

/// The best there is, whatever it takes.
pub fn exact() -> Effort {
    Effort {
        gap: 0,
        nodes: 1_000_000,
        portfolios: 0,
        turns: 0,
        frontier: 0,
        ..Effort::default()
    }
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn share(percent: u32) -> Share {
    Share::millionths(percent * 10_000).unwrap()
}

pub fn euro(euro: i64) -> Money {
    Money::euro(euro).unwrap()
}

/// What lies in what: two parts of a whole, with a place in each.
pub const NESTED: [(&str, &str); 4] = [
    ("STAD", "GEHEEL"),
    ("LAND", "GEHEEL"),
    ("WIJK", "STAD"),
    ("DORP", "LAND"),
];

pub fn code(text: &str) -> RegionCode {
    RegionCode::new(text).unwrap()
}

fn regions() -> RegionRegistry {
    let validity = Validity::default();
    let region = |name: &str| Region {
        code: code(name),
        kind: RegionKind::Municipality,
        name: name.to_owned(),
        nuts: Vec::new(),
        validity,
    };
    let nesting = |(child, parent): (&str, &str)| Nesting {
        child: code(child),
        parent: code(parent),
        validity,
    };
    let all = ["GEHEEL", "STAD", "LAND", "WIJK", "DORP"].map(region);
    RegionRegistry::new(all.into(), NESTED.map(nesting).into(), Vec::new()).unwrap()
}

/// A world to choose in.
#[derive(Clone, Debug)]
pub struct World {
    pub register: Register,
    pub set: CriteriaSet,
    pub plan: SelectionPlan,
    pub aid_rules: BTreeMap<Id, AidRule>,
    regions: RegionRegistry,
}

impl World {
    /// With criteria of these low, usual and high weights, and scores from 0 to 10.
    pub fn new(weights: &[(u16, u16, u16)]) -> Self {
        let criterion = |(at, (low, usual, high)): (usize, &(u16, u16, u16))| Criterion {
            id: id(&format!("c{at}")),
            title: Text::both(format!("punt {at}"), format!("point {at}")),
            question: Text::dutch("?"),
            outcome: None,
            scale: (0..=10)
                .map(|score| Anchor {
                    score,
                    words: Text::dutch("…"),
                })
                .collect(),
            weight: WeightRange::new(*low, *usual, *high).unwrap(),
            cite: Vec::new(),
            why: None,
        };
        let mut register = Register::default();
        for (name, kind) in [
            ("ondernemer", OrganisationKind::Firm),
            ("school", OrganisationKind::Education),
        ] {
            register.organisations.insert(
                id(name),
                Organisation {
                    id: id(name),
                    name: name.to_owned(),
                    kind,
                    register_number: None,
                    partner: None,
                },
            );
        }
        let mut world = Self {
            register,
            aid_rules: BTreeMap::new(),
            regions: regions(),
            set: CriteriaSet {
                id: id("meetlat"),
                version: 1,
                title: Text::dutch("Meetlat"),
                text: None,
                framework: id("koers"),
                from: date(2016, 1, 1),
                weights_from: WeightsFrom::Assumed,
                gates: vec![Gate {
                    id: id("past"),
                    title: Text::both("past in het programma", "fits the programme"),
                    question: Text::dutch("?"),
                    test: GateTest::Judged,
                    cite: Vec::new(),
                    why: None,
                }],
                criteria: weights.iter().enumerate().map(criterion).collect(),
            },
            plan: SelectionPlan {
                id: id("keuze"),
                title: Text::dutch("Keuze"),
                framework: id("koers"),
                criteria: id("meetlat"),
                version: 1,
                day: date(2017, 6, 1),
                from: 2017,
                to: 2018,
                candidates: Candidates::Proposed,
                step: Step::Original,
                budgets: Vec::new(),
                bounds: Vec::new(),
                balances: Vec::new(),
                must: Vec::new(),
                must_not: Vec::new(),
                in_part: true,
                method: ValueMethod::Smart,
                weights: BTreeMap::new(),
                draws: 0,
                seed: 7,
                what_if: Vec::new(),
            },
        };
        for name in ["eigen", "fonds", "partner"] {
            world.source(name, None);
        }
        world
    }

    pub fn source(&mut self, name: &str, rate: Option<Share>) {
        self.register.funding_sources.insert(
            id(name),
            FundingSource {
                id: id(name),
                title: Text::dutch(name),
                kind: SourceKind::Own,
                rate,
                evidence: Vec::new(),
            },
        );
    }

    pub fn budget(&mut self, name: &str, source: &str, year: Option<i16>, cap: Money) {
        self.plan.budgets.push(Budget {
            id: id(name),
            source: id(source),
            year,
            cap: Amount::Known(cap),
            carried: None,
        });
    }

    pub fn bound(&mut self, name: &str, among: Group, limit: Limit) {
        self.plan.bounds.push(Bound {
            id: id(name),
            title: None,
            among,
            limit,
        });
    }

    pub fn balance(&mut self, one: &str, other: &str, most: Share) {
        self.plan.balances.push(Balance {
            id: id("evenwicht"),
            title: None,
            one: vec![RegionCode::new(one).unwrap()],
            other: vec![RegionCode::new(other).unwrap()],
            most,
        });
    }

    /// A proposal, with one amount for each source and year.
    pub fn action(
        &mut self,
        name: &str,
        stage: Stage,
        step: Step,
        money: &[(&str, i16, Amount)],
    ) -> &mut Action {
        let line = |(at, (source, year, amount)): (usize, &(&str, i16, Amount))| MoneyLine {
            id: id(&format!("g{at}")),
            year: *year,
            step,
            side: Side::Cost,
            source: id(source),
            amount: *amount,
            programme: None,
            task_field: None,
        };
        let action = Action {
            id: id(name),
            kind: ActionKind::Project,
            title: Text::dutch(name),
            summary: None,
            stage,
            framework: id("koers"),
            lines: Vec::new(),
            objectives: Vec::new(),
            carries_out: Vec::new(),
            serves: Vec::new(),
            roles: Vec::new(),
            scale: None,
            domains: Vec::new(),
            partners: Vec::new(),
            places: Vec::new(),
            from: None,
            to: None,
            milestones: Vec::new(),
            risks: Vec::new(),
            dependencies: Vec::new(),
            money: money.iter().enumerate().map(line).collect(),
            request: None,
            evidence: Vec::new(),
        };
        self.register.actions.insert(id(name), action);
        self.get(name)
    }

    /// A proposal with scores, that asks so many euro.
    pub fn proposal(&mut self, name: &str, scores: &[u8], asks: &[(&str, i16, i64)]) -> &mut Action {
        let money: Vec<(&str, i16, Amount)> = asks
            .iter()
            .map(|(source, year, asked)| (*source, *year, Amount::Known(euro(*asked))))
            .collect();
        self.test(name, "a", GateAnswer::Yes, scores);
        let action = self.action(name, Stage::Proposed, Step::Original, &money);
        action.request = Some(Request {
            applicant: id("ondernemer"),
            received: date(2017, 1, 1),
            public: Text::dutch("…"),
            levels: vec![Share::WHOLE],
        });
        action
    }

    /// A test of a proposal.
    pub fn test(&mut self, name: &str, assessor: &str, gate: GateAnswer, scores: &[u8]) {
        let score = |(criterion, score): (&Criterion, &u8)| Score {
            criterion: criterion.id.clone(),
            score: Some(*score),
            reason: "made up".into(),
        };
        let key = id(&format!("t-{name}-{assessor}"));
        let test = Appraisal {
            id: key.clone(),
            proposal: id(name),
            set: id("meetlat"),
            version: 1,
            set_hash: Hash::of(b"set"),
            moment: Moment::First,
            assessor: assessor.to_owned(),
            made: date(2017, 2, 1),
            gates: vec![GateResult {
                gate: id("past"),
                answer: gate,
                reason: "made up".into(),
            }],
            scores: self.set.criteria.iter().zip(scores).map(score).collect(),
        };
        self.register.appraisals.insert(key, test);
    }

    pub fn tie(&mut self, one: &str, kind: DependencyKind, other: &str) {
        let on = id(other);
        self.get(one).dependencies.push(Dependency { on, kind });
    }

    pub fn get(&mut self, name: &str) -> &mut Action {
        self.register.actions.get_mut(&id(name)).unwrap()
    }

    pub fn place(&mut self, name: &str, code: &str) {
        self.get(name)
            .places
            .push(Place::Region(RegionCode::new(code).unwrap()));
    }

    pub fn levels(&mut self, name: &str, percents: &[u32]) {
        let levels = percents.iter().map(|percent| share(*percent)).collect();
        self.get(name).request.as_mut().unwrap().levels = levels;
    }

    /// The tests by the day of the choice. The register says nothing of these gates: they are for people.
    pub fn tested(&self) -> Tested<'_> {
        let ground = Ground {
            register: &self.register,
            programmes: &[],
            aid_rules: &self.aid_rules,
            regions: &self.regions,
        };
        Tested::on(ground, self.plan.day)
    }

    pub fn run(&self, effort: &Effort) -> Result<Selection, SelectFault> {
        let tested = self.tested();
        let standings = tested.standings(&self.set);
        run(&self.question(&standings), effort)
    }

    pub fn what_if(&self, changes: &[&str]) -> Result<Difference, SelectFault> {
        let tested = self.tested();
        let standings = tested.standings(&self.set);
        let changes: Vec<_> = changes.iter().map(|text| text.parse().unwrap()).collect();
        what_if(&self.question(&standings), &changes, &exact())
    }

    pub fn question<'a>(
        &'a self,
        standings: &'a BTreeMap<Id, koers_portfolio::appraise::Standing<'a>>,
    ) -> koers_portfolio::select::Question<'a> {
        koers_portfolio::select::Question {
            register: &self.register,
            set: &self.set,
            plan: &self.plan,
            standings,
            regions: &self.regions,
        }
    }
}

/// What was chosen, by name, with its per cent.
pub fn chosen(selection: &Selection) -> Vec<(String, u32)> {
    let level = |share: &Share| share.in_millionths() / 10_000;
    selection
        .outline
        .chosen
        .iter()
        .map(|(id, share)| (id.to_string(), level(share)))
        .collect()
}

/// The names of what was chosen.
pub fn names(selection: &Selection) -> Vec<String> {
    selection.outline.chosen.keys().map(ToString::to_string).collect()
}
