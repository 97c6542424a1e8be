//! Made-up registers: every kind, every field, with texts that have broken programs before. Everything that is named is there.

pub use super::nasty::NASTY;
use jiff::civil::Date;
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::letters::visible;
use koers_model::portfolio::action::*;
use koers_model::portfolio::appraisal::{Appraisal, GateAnswer, GateResult, Moment, Override, Score};
use koers_model::portfolio::decision::{
    Aid, Control, Decision, DecisionKind, Followed, Loan, Subject, Weighed,
};
use koers_model::portfolio::estimate::{
    AuthorRole, Claim, EffectOn, EffectUnit, Estimate, EvidenceGrade, Finding, Incidence, Range,
};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::register::Register;
use koers_model::region::RegionCode;
use koers_model::snapshot::Hash;
use koers_model::text::Text;
use koers_model::value::Number;
use std::collections::BTreeSet;

/// A sequence of numbers that looks like chance and is the same every time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).unwrap()
    }
    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
    pub fn flip(&mut self) -> bool {
        self.next() & 1 == 0
    }
    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flip().then(|| make(self))
    }
    fn some<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }
    pub fn string(&mut self) -> String {
        let mut text = self.one(NASTY).to_owned();
        for _ in 0..self.below(3) {
            text.push_str(self.one(NASTY));
            text.extend(char::from_u32(u32::try_from(self.next() % 0x11_0000).unwrap()));
        }
        // What misleads is refused, and blanks alone are read as nothing.
        let text = visible(&text).into_owned();
        if ["", "(leeg)", "((empty))"].contains(&text.trim()) {
            "(niets)".to_owned()
        } else {
            text
        }
    }
    pub fn text(&mut self) -> Text {
        Text {
            nl: self.string(),
            en: self.maybe(Self::string),
        }
    }
    fn date(&mut self) -> Date {
        match self.below(8) {
            0 => jiff::civil::date(1, 1, 1),
            1 => Date::MAX,
            2 => Date::new(1900, 2, 28).unwrap(),
            _ => {
                let (year, month) = (1990 + self.below(60), 1 + self.below(12));
                let day = 1 + self.below(28);
                Date::new(
                    i16::try_from(year).unwrap(),
                    i8::try_from(month).unwrap(),
                    i8::try_from(day).unwrap(),
                )
                .unwrap()
            }
        }
    }
    fn year(&mut self) -> i16 {
        self.one(&[1900, 1999, 2026, 2027, 2200])
    }
    fn money(&mut self) -> Money {
        let cents = (self.next() >> 1).cast_signed();
        let small = cents % 1_000_000_000;
        let fixed = [
            0,
            1,
            i64::MAX,
            cents,
            small,
            999_999_999_999_999,
            1_000_000_000_000_000,
        ];
        Money::cents(self.one(&fixed))
    }
    fn amount(&mut self) -> Amount {
        match self.below(3) {
            0 => Amount::Unknown,
            _ => Amount::Known(self.money()),
        }
    }
    /// A beginning and an end that is not before it.
    fn span<T: Ord>(&mut self, one: fn(&mut Self) -> T) -> (T, T) {
        let (a, b) = (one(self), one(self));
        if a <= b { (a, b) } else { (b, a) }
    }
    /// Rising parts, the last of them the whole.
    fn levels(&mut self) -> Vec<Share> {
        let mut levels = self.some(Self::share);
        levels.sort();
        levels.dedup();
        if levels.last().is_some_and(|last| *last != Share::WHOLE) {
            levels.push(Share::WHOLE);
        }
        levels
    }
    fn share(&mut self) -> Share {
        Share::millionths(u32::try_from(1 + self.below(1_000_000)).unwrap()).unwrap()
    }
    fn number(&mut self) -> Number {
        let bits = f64::from_bits(self.next());
        let drawn = if bits.abs() <= 1e15 { bits } else { 0.1 };
        let numbers = [
            0.0,
            -0.0,
            0.1,
            1.234,
            1.0 / 3.0,
            1e12,
            -1e15,
            f64::MIN_POSITIVE,
            5e-324,
            123_456_789.012_345_67,
            drawn,
            1e15,
        ];
        Number::new(self.one(&numbers)).unwrap()
    }
    fn range(&mut self) -> Range {
        let mut numbers = [self.number(), self.number(), self.number()];
        numbers.sort();
        Range::new(numbers[0], numbers[1], numbers[2]).unwrap()
    }
    fn evidence(&mut self) -> Evidence {
        Evidence {
            title: self.string(),
            publisher: self.string(),
            date: self.maybe(Self::date),
            url: self.maybe(|dice| {
                let urls = [
                    "https://example.org/?a=%00&b='",
                    "http://[::1]:80/~",
                    "https://fryslân.example/é",
                ];
                WebAddress::new(dice.one(&urls)).unwrap()
            }),
        }
    }
    fn region(&mut self) -> RegionCode {
        RegionCode::new(self.one(&["PV22", "GM1680", "nl_x-1"])).unwrap()
    }
    /// Any id: of what is not in the register.
    fn any(&mut self) -> Id {
        id(self.one(&["a", "kg-1", "fryslân", "2016/ge.x_y", "0", "ß", "2019"]))
    }
    /// Ids of which none comes twice, in any order.
    fn ids(&mut self) -> Vec<Id> {
        self.distinct(Self::any)
    }
    fn distinct(&mut self, make: impl FnMut(&mut Self) -> Id) -> Vec<Id> {
        let mut seen = BTreeSet::new();
        let mut ids = self.some(make);
        ids.retain(|id| seen.insert(id.clone()));
        ids
    }
    fn of(&mut self, pool: &[Id]) -> Id {
        self.one(pool)
    }
    /// Ids of which none comes twice.
    fn own(&mut self, stem: &str, most: usize) -> Vec<Id> {
        let mut ids: Vec<Id> = (0..self.below(most + 1))
            .map(|at| id(&format!("{stem}{at}")))
            .collect();
        if self.flip() {
            ids.reverse();
        }
        ids
    }
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn pool(dice: &mut Dice, stem: &str, most: usize) -> Vec<Id> {
    (0..=dice.below(most))
        .map(|at| id(&format!("{stem}-{at}")))
        .collect()
}

/// A register in which everything that is named is there.
pub fn register(seed: u64, most: usize) -> Register {
    let mut register = Register::default();
    let dice = &mut Dice(seed);
    let organisations = pool(dice, "organisatie", most);
    let sources = pool(dice, "bron", most);
    let actions = pool(dice, "actie/ß", most);
    let estimates = pool(dice, "schatting", most);
    let decisions = pool(dice, "besluit", most);
    let appraisals = pool(dice, "toetsing", most);
    for id in &organisations {
        let organisation = Organisation {
            id: id.clone(),
            name: dice.string(),
            kind: dice.one(OrganisationKind::ALL),
            register_number: dice.maybe(Dice::string),
            partner: dice.maybe(Dice::any),
        };
        register.organisations.insert(id.clone(), organisation);
    }
    for id in &sources {
        let source = FundingSource {
            id: id.clone(),
            title: dice.text(),
            kind: dice.one(SourceKind::ALL),
            rate: dice.maybe(Dice::share),
            evidence: dice.some(Dice::evidence),
        };
        register.funding_sources.insert(id.clone(), source);
    }
    for id in &actions {
        let action = action(dice, id.clone(), &organisations, &sources, &actions);
        register.actions.insert(id.clone(), action);
    }
    for id in &estimates {
        let (from, to) = dice.span(Dice::year);
        let estimate = Estimate {
            id: id.clone(),
            action: dice.of(&actions),
            on: if dice.flip() {
                EffectOn::Outcome(dice.any())
            } else {
                EffectOn::Indicator(dice.any())
            },
            amount: dice.range(),
            unit: dice.one(EffectUnit::ALL),
            from,
            to: dice.flip().then_some(to),
            incidence: dice.one(Incidence::ALL),
            method: dice.text(),
            assumptions: dice.maybe(Dice::text),
            author: dice.of(&organisations),
            role: dice.one(AuthorRole::ALL),
            made: dice.date(),
            grade: dice.one(EvidenceGrade::ALL),
            due: dice.maybe(Dice::date),
            claim: dice.maybe(|dice| Claim {
                shared: dice.any(),
                share: dice.share(),
            }),
        };
        register.estimates.insert(id.clone(), estimate);
    }
    for id in pool(dice, "bevinding", most) {
        let estimate = &register.estimates[&dice.of(&estimates)];
        let first_year = Date::new(estimate.from, 1, 1).unwrap();
        let finding = Finding {
            id: id.clone(),
            estimate: estimate.id.clone(),
            amount: dice.maybe(Dice::range),
            method: dice.text(),
            author: dice.of(&organisations),
            role: dice.one(AuthorRole::ALL),
            made: dice.date().max(estimate.made).max(first_year),
            grade: dice.one(EvidenceGrade::ALL),
        };
        register.findings.insert(id, finding);
    }
    for id in &decisions {
        let decision = Decision {
            id: id.clone(),
            kind: dice.one(DecisionKind::ALL),
            title: dice.text(),
            text: dice.maybe(Dice::text),
            by: dice.of(&organisations),
            on: dice.date(),
            about: dice.some(|dice| match dice.flip() {
                true => Subject::Action(dice.of(&actions)),
                false => Subject::Element {
                    framework: dice.any(),
                    element: dice.any(),
                },
            }),
            weighed: Weighed {
                appraisals: dice.distinct(|dice| dice.of(&appraisals)),
                selection: dice.maybe(Dice::any),
                edition: dice.maybe(Dice::any),
            },
            followed: dice.one(Followed::ALL),
            evidence: dice.some(Dice::evidence),
        };
        register.decisions.insert(id.clone(), decision);
    }
    for id in &appraisals {
        let appraisal = Appraisal {
            id: id.clone(),
            proposal: dice.of(&actions),
            set: dice.any(),
            version: u32::try_from(dice.next() >> 32).unwrap(),
            set_hash: Hash::of(id.as_str().as_bytes()),
            moment: dice.one(Moment::ALL),
            assessor: dice.string(),
            made: dice.date(),
            gates: (dice.ids().into_iter())
                .map(|gate| GateResult {
                    gate,
                    answer: dice.one(GateAnswer::ALL),
                    reason: dice.string(),
                })
                .collect(),
            scores: (dice.ids().into_iter())
                .map(|criterion| Score {
                    criterion,
                    score: dice.maybe(|dice| dice.next().to_le_bytes()[0]),
                    reason: dice.string(),
                })
                .collect(),
        };
        register.appraisals.insert(id.clone(), appraisal);
    }
    for id in pool(dice, "afwijking", most) {
        // Of a decision about the proposal, on its day; and about a proposal as a whole a no.
        let name = dice.of(&decisions);
        let proposal = dice.of(&actions);
        let Some(decision) = register.decisions.get_mut(&name) else {
            continue;
        };
        decision.kind = DecisionKind::Decision;
        if decision.about.is_empty() {
            decision.about.push(Subject::Action(proposal.clone()));
        }
        let about = decision.about.iter().find_map(|subject| match subject {
            Subject::Action(id) => Some(id.clone()),
            Subject::Element { .. } => None,
        });
        let gate = dice.maybe(Dice::any);
        let passed_over = Override {
            id: id.clone(),
            proposal: about.unwrap_or(proposal),
            answer: match &gate {
                Some(_) => dice.one(GateAnswer::ALL),
                None => GateAnswer::No,
            },
            gate,
            reason: dice.string(),
            decision: decision.id.clone(),
            made: decision.on,
        };
        register.overrides.insert(id, passed_over);
    }
    for id in pool(dice, "steun", most) {
        let aid = Aid {
            id: id.clone(),
            undertaking: dice.of(&organisations),
            rule: dice.any(),
            amount: dice.money(),
            granted: dice.date(),
            action: dice.maybe(|dice| dice.of(&actions)),
        };
        register.aid.insert(id, aid);
    }
    for id in pool(dice, "zeggenschap", most) {
        let (from, to) = dice.span(Dice::date);
        let (parent, child) = (dice.of(&organisations), dice.of(&organisations));
        // Nobody controls itself.
        if parent == child {
            continue;
        }
        let control = Control {
            id: id.clone(),
            parent,
            child,
            from,
            to: dice.flip().then_some(to),
            reason: dice.string(),
        };
        register.controls.insert(id, control);
    }
    for id in pool(dice, "lening", most) {
        let principal = dice.amount();
        // What came back and what will not are parts of what was lent.
        let mut part = |of: i64| match principal {
            Amount::Known(money) if dice.flip() => Amount::Known(Money::cents(money.in_cents() / of)),
            _ => Amount::Unknown,
        };
        let (repaid, written_off) = (part(2), part(3));
        let (granted, due) = dice.span(Dice::date);
        let loan = Loan {
            id: id.clone(),
            fund: dice.of(&sources),
            borrower: dice.of(&organisations),
            action: dice.maybe(|dice| dice.of(&actions)),
            principal,
            granted: dice.flip().then_some(granted),
            due: dice.flip().then_some(due),
            interest: dice.maybe(Dice::share),
            repaid,
            written_off,
            evidence: dice.some(Dice::evidence),
        };
        register.loans.insert(id, loan);
    }
    register
}

fn action(dice: &mut Dice, id: Id, organisations: &[Id], sources: &[Id], actions: &[Id]) -> Action {
    let (from, to) = dice.span(Dice::date);
    let others: Vec<Id> = actions.iter().filter(|other| **other != id).cloned().collect();
    Action {
        id,
        kind: dice.one(ActionKind::ALL),
        title: dice.text(),
        summary: dice.maybe(Dice::text),
        stage: dice.one(Stage::ALL),
        framework: dice.any(),
        lines: dice.ids(),
        objectives: dice.ids(),
        carries_out: dice.ids(),
        serves: dice.ids(),
        roles: dice.ids(),
        scale: dice.maybe(Dice::any),
        domains: dice.ids(),
        partners: dice.some(|dice| Participation {
            organisation: dice.of(organisations),
            role: dice.one(PartnerRole::ALL),
        }),
        places: dice.some(|dice| match dice.flip() {
            true => Place::Region(dice.region()),
            false => Place::Point {
                north: dice.one(&[-90_000_000, -1, 0, 1, 52_990_000, 90_000_000]),
                east: dice.one(&[-180_000_000, 6_560_001, 180_000_000]),
            },
        }),
        from: dice.flip().then_some(from),
        to: dice.flip().then_some(to),
        milestones: dice
            .own("m", 3)
            .into_iter()
            .map(|id| Milestone {
                id,
                title: dice.text(),
                due: dice.date(),
                reached: dice.maybe(Dice::date),
            })
            .collect(),
        risks: dice
            .own("r", 3)
            .into_iter()
            .map(|id| Risk {
                id,
                title: dice.text(),
                likelihood: dice.one(Grade::ALL),
                impact: dice.one(Grade::ALL),
                response: dice.maybe(Dice::text),
            })
            .collect(),
        dependencies: if others.is_empty() {
            Vec::new()
        } else {
            dice.some(|dice| Dependency {
                on: dice.of(&others),
                kind: dice.one(DependencyKind::ALL),
            })
        },
        money: dice
            .own("g", 5)
            .into_iter()
            .map(|id| MoneyLine {
                id,
                year: dice.year(),
                step: dice.one(Step::ALL),
                side: dice.one(Side::ALL),
                source: dice.of(sources),
                amount: dice.amount(),
                programme: dice.maybe(Dice::any),
                task_field: dice.maybe(Dice::any),
            })
            .collect(),
        request: dice.maybe(|dice| Request {
            applicant: dice.of(organisations),
            received: dice.date(),
            public: dice.text(),
            levels: dice.levels(),
        }),
        evidence: dice.some(Dice::evidence),
    }
}
