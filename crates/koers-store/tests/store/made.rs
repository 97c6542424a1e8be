//! Made-up records: every kind, every field, with texts that have broken programs before.

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
use koers_model::region::RegionCode;
use koers_model::snapshot::Hash;
use koers_model::text::Text;
use koers_model::value::Number;
use koers_store::{Kind, Record};

/// Texts that have broken programs before.
pub const NASTY: &[&str] = &[
    "",
    " ",
    "\0",
    "a\0b",
    "\\u0000",
    "\\",
    "\"",
    "'; DROP TABLE event; --",
    "=HYPERLINK(\"http://example.org\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "&amp;<b>",
    "{{7*7}}${7*7}",
    "$1 ?1 :x %s %n",
    "\u{202e}gnp.exe",
    "\u{feff}bom",
    "\u{200b}\u{200d}\u{2066}",
    "e\u{301}\u{301}\u{301}",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🇳🇱 👩‍👩‍👧",
    "\u{10ffff}\u{fffd}\u{e000}",
    "line\r\nline\u{2028}line\u{85}",
    "\t\u{b}\u{1b}[31m\u{7f}",
    "null",
    "true",
    "NaN",
    "1e999",
    "-0",
    "99999999999999999999999999999999",
    "\\x00\\377",
    "{\"koers_record\":1}",
    "Ĳsselmeer ß ǆ İ ı",
];

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
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
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
    /// One of a few ids, so that the same one comes back.
    pub fn id(&mut self) -> Id {
        let ids = [
            "a",
            "b",
            "kg-1",
            "fryslân",
            "2016/ge.x_y",
            "0",
            "ß",
            "c",
            "d",
            "e",
        ];
        Id::new(self.one(&ids)).unwrap()
    }
    pub fn string(&mut self) -> String {
        let mut text = self.one(NASTY).to_owned();
        for _ in 0..self.below(3) {
            text.push_str(self.one(NASTY));
            text.extend(char::from_u32(u32::try_from(self.next() % 0x11_0000).unwrap()));
        }
        // What misleads is read as its number; whole texts of that sort have a test of their own.
        visible(&text).into_owned()
    }
    pub fn text(&mut self) -> Text {
        Text {
            nl: self.string(),
            en: self.maybe(Self::string),
        }
    }
    fn date(&mut self) -> Date {
        match self.below(8) {
            0 => Date::MIN,
            1 => Date::MAX,
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
        self.one(&[i16::MIN, -1, 0, 1, 2026, i16::MAX])
    }
    fn money(&mut self) -> Money {
        let cents = self.next().cast_signed();
        Money::cents(self.one(&[0, 1, -1, i64::MIN, i64::MAX, cents, (1 << 53) + 1]))
    }
    fn amount(&mut self) -> Amount {
        match self.below(3) {
            0 => Amount::Unknown,
            _ => Amount::Known(self.money()),
        }
    }
    fn share(&mut self) -> Share {
        Share::millionths(u32::try_from(self.below(1_000_001)).unwrap()).unwrap()
    }
    fn number(&mut self) -> Number {
        let bits = f64::from_bits(self.next());
        let drawn = if bits.is_finite() { bits } else { 0.1 };
        let numbers = [
            0.0,
            -0.0,
            0.1,
            1.0 / 3.0,
            1e300,
            -1e300,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            123_456_789.012_345_67,
            drawn,
            9_007_199_254_740_993.0,
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

    pub fn record(&mut self) -> Record {
        let kind = self.one(Kind::ALL);
        let id = self.id();
        self.record_of(kind, id)
    }

    pub fn record_of(&mut self, kind: Kind, id: Id) -> Record {
        match kind {
            Kind::Organisation => self.organisation(id).into(),
            Kind::FundingSource => FundingSource {
                id,
                title: self.text(),
                kind: self.one(SourceKind::ALL),
                rate: self.maybe(Self::share),
                evidence: self.some(Self::evidence),
            }
            .into(),
            Kind::Action => self.action(id).into(),
            Kind::Appraisal => self.appraisal(id).into(),
            Kind::Override => Override {
                id,
                proposal: self.id(),
                gate: self.maybe(Self::id),
                answer: self.one(GateAnswer::ALL),
                reason: self.string(),
                decision: self.id(),
                made: self.date(),
            }
            .into(),
            Kind::Estimate => self.estimate(id).into(),
            Kind::Finding => Finding {
                id,
                estimate: self.id(),
                amount: self.maybe(Self::range),
                method: self.text(),
                author: self.id(),
                role: self.one(AuthorRole::ALL),
                made: self.date(),
                grade: self.one(EvidenceGrade::ALL),
            }
            .into(),
            Kind::Decision => self.decision(id).into(),
            Kind::Aid => Aid {
                id,
                undertaking: self.id(),
                rule: self.id(),
                amount: self.money(),
                granted: self.date(),
                action: self.maybe(Self::id),
            }
            .into(),
            Kind::Control => Control {
                id,
                parent: self.id(),
                child: self.id(),
                from: self.date(),
                to: self.maybe(Self::date),
                reason: self.string(),
            }
            .into(),
            Kind::Loan => Loan {
                id,
                fund: self.id(),
                borrower: self.id(),
                action: self.maybe(Self::id),
                principal: self.amount(),
                granted: self.maybe(Self::date),
                due: self.maybe(Self::date),
                interest: self.maybe(Self::share),
                repaid: self.amount(),
                written_off: self.amount(),
                evidence: self.some(Self::evidence),
            }
            .into(),
            other => panic!("no made-up record of {other}"),
        }
    }

    pub fn organisation(&mut self, id: Id) -> Organisation {
        Organisation {
            id,
            name: self.string(),
            kind: self.one(OrganisationKind::ALL),
            register_number: self.maybe(Self::string),
            partner: self.maybe(Self::id),
        }
    }

    pub fn action(&mut self, id: Id) -> Action {
        Action {
            id,
            kind: self.one(ActionKind::ALL),
            title: self.text(),
            summary: self.maybe(Self::text),
            stage: self.one(Stage::ALL),
            framework: self.id(),
            lines: self.some(Self::id),
            objectives: self.some(Self::id),
            carries_out: self.some(Self::id),
            serves: self.some(Self::id),
            roles: self.some(Self::id),
            scale: self.maybe(Self::id),
            domains: self.some(Self::id),
            partners: self.some(|dice| Participation {
                organisation: dice.id(),
                role: dice.one(PartnerRole::ALL),
            }),
            places: self.some(|dice| match dice.flip() {
                true => Place::Region(dice.region()),
                false => Place::Point {
                    north: dice.one(&[0, i32::MIN, i32::MAX, 52_992_000]),
                    east: dice.one(&[0, i32::MIN, i32::MAX, 6_564_000]),
                },
            }),
            from: self.maybe(Self::date),
            to: self.maybe(Self::date),
            milestones: self.some(|dice| Milestone {
                id: dice.id(),
                title: dice.text(),
                due: dice.date(),
                reached: dice.maybe(Self::date),
            }),
            risks: self.some(|dice| Risk {
                id: dice.id(),
                title: dice.text(),
                likelihood: dice.one(Grade::ALL),
                impact: dice.one(Grade::ALL),
                response: dice.maybe(Self::text),
            }),
            dependencies: self.some(|dice| Dependency {
                on: dice.id(),
                kind: dice.one(DependencyKind::ALL),
            }),
            money: self.some(|dice| MoneyLine {
                id: dice.id(),
                year: dice.year(),
                step: dice.one(Step::ALL),
                side: dice.one(Side::ALL),
                source: dice.id(),
                amount: dice.amount(),
                programme: dice.maybe(Self::id),
                task_field: dice.maybe(Self::id),
            }),
            request: self.maybe(|dice| Request {
                applicant: dice.id(),
                received: dice.date(),
                public: dice.text(),
                levels: dice.some(Self::share),
            }),
            evidence: self.some(Self::evidence),
        }
    }

    fn appraisal(&mut self, id: Id) -> Appraisal {
        Appraisal {
            id,
            proposal: self.id(),
            set: self.id(),
            version: u32::try_from(self.next() >> 32).unwrap(),
            set_hash: Hash::of(&self.next().to_be_bytes()),
            moment: self.one(Moment::ALL),
            assessor: self.string(),
            made: self.date(),
            gates: self.some(|dice| GateResult {
                gate: dice.id(),
                answer: dice.one(GateAnswer::ALL),
                reason: dice.string(),
            }),
            scores: self.some(|dice| Score {
                criterion: dice.id(),
                score: dice.maybe(|dice| dice.one(&[0, 4, u8::MAX])),
                reason: dice.string(),
            }),
        }
    }

    fn estimate(&mut self, id: Id) -> Estimate {
        Estimate {
            id,
            action: self.id(),
            on: match self.flip() {
                true => EffectOn::Outcome(self.id()),
                false => EffectOn::Indicator(self.id()),
            },
            amount: self.range(),
            unit: self.one(EffectUnit::ALL),
            from: self.year(),
            to: self.maybe(Self::year),
            incidence: self.one(Incidence::ALL),
            method: self.text(),
            assumptions: self.maybe(Self::text),
            author: self.id(),
            role: self.one(AuthorRole::ALL),
            made: self.date(),
            grade: self.one(EvidenceGrade::ALL),
            due: self.maybe(Self::date),
            claim: self.maybe(|dice| Claim {
                shared: dice.id(),
                share: dice.share(),
            }),
        }
    }

    fn decision(&mut self, id: Id) -> Decision {
        Decision {
            id,
            kind: self.one(DecisionKind::ALL),
            title: self.text(),
            text: self.maybe(Self::text),
            by: self.id(),
            on: self.date(),
            about: self.some(|dice| match dice.flip() {
                true => Subject::Action(dice.id()),
                false => Subject::Element {
                    framework: dice.id(),
                    element: dice.id(),
                },
            }),
            weighed: Weighed {
                appraisals: self.some(Self::id),
                selection: self.maybe(Self::id),
                edition: self.maybe(Self::id),
            },
            followed: self.one(Followed::ALL),
            evidence: self.some(Self::evidence),
        }
    }
}
