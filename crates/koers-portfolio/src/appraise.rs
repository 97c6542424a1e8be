//! What the tests of a proposal come to: gates first, then scores, with the spread between assessors. Nothing is averaged away.

use crate::gate::Told;
use crate::scored::CriterionStanding;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::{Appraisal, CriteriaSet, Gate, GateAnswer, Moment, Override};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One gate as it stands.
#[derive(Debug, Clone)]
pub struct GateStanding<'a> {
    /// The gate.
    pub gate: &'a Gate,
    /// What each assessor answered, in the order of the appraisals.
    pub answers: Vec<(&'a Appraisal, GateAnswer, &'a str)>,
    /// What the register itself says; `None` where only people can say, or nobody asked it.
    pub told: Option<Told<'a>>,
    /// What follows: *no* when the register or anybody says no, *yes* when every assessor says yes, else *unknown*.
    pub answer: GateAnswer,
    /// The board's decision to pass over that answer, while it holds beside later tests. It never replaces it: both are shown.
    pub overridden: Option<&'a Override>,
    /// The other decisions of the board about this gate, which a later one or a later test took the place of; newest first. They stand with their reasons.
    pub earlier: Vec<&'a Override>,
}

impl<'a> GateStanding<'a> {
    /// What this gate waits for beside these tests (those of its [`Standing`]); nothing when its answer is *yes* or *no*.
    #[must_use]
    pub fn wanting(&self, tests: &[&'a Appraisal]) -> Vec<Wanting<'a>> {
        if self.holds() != GateAnswer::Unknown {
            return Vec::new();
        }
        if let Some(over) = self.overridden {
            return vec![Wanting::Board(over)];
        }
        if tests.is_empty() {
            return vec![Wanting::Test];
        }
        let of = |test: &&'a Appraisal| {
            let answered = self.answers.iter().find(|(by, ..)| by.id == test.id);
            match answered {
                None => Some(Wanting::Answer(test)),
                Some((by, GateAnswer::Unknown, reason)) => Some(Wanting::Certainty(by, reason)),
                Some(_) => None,
            }
        };
        tests.iter().filter_map(of).collect()
    }
    /// The answer that holds: that of the board where it decided otherwise.
    #[must_use]
    pub fn holds(&self) -> GateAnswer {
        self.overridden.map_or(self.answer, |over| over.answer)
    }
}

/// What a gate waits for, while it cannot be said whether a proposal passes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanting<'a> {
    /// Any test: nobody made one yet.
    Test,
    /// The answer of somebody who tested and said nothing of this gate.
    Answer(&'a Appraisal),
    /// Something else than *unknown* of somebody who tested, and gave this reason for it.
    Certainty(&'a Appraisal, &'a str),
    /// Something else than *unknown* of the board.
    Board(&'a Override),
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Nobody tested it yet.
    Untested,
    /// A gate is closed: scores do not matter.
    Closed,
    /// No gate is closed, and one cannot be said yet.
    Open,
    /// Every gate is passed.
    Passed,
}

/// The tests of one proposal, with one version of one set.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// The yardstick.
    pub set: &'a CriteriaSet,
    /// The tests that count, oldest first.
    pub appraisals: Vec<&'a Appraisal>,
    /// The gates, in the order of the set.
    pub gates: Vec<GateStanding<'a>>,
    /// The criteria, in the order of the set.
    pub criteria: Vec<CriterionStanding<'a>>,
    /// The board's decisions about the proposal as a whole.
    pub overrides: Vec<&'a Override>,
}

/// Puts the tests of a proposal together. Tests with another set, version or moment are not mixed in: they are another standing.
#[must_use]
pub fn standing<'a>(
    proposal: &Id,
    set: &'a CriteriaSet,
    moment: Moment,
    appraisals: &'a [Appraisal],
    overrides: &'a [Override],
) -> Standing<'a> {
    let mut counted: Vec<&Appraisal> = appraisals
        .iter()
        .filter(|one| {
            one.proposal == *proposal
                && one.set == set.id
                && one.version == set.version
                && one.moment == moment
        })
        .collect();
    counted.sort_by_key(|one| (one.made, &one.id));
    // Who tested again takes the earlier test back.
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, one) in counted.iter().enumerate() {
        last.insert(&one.assessor, at);
    }
    let mut at = 0;
    counted.retain(|one| {
        let keep = last.get(one.assessor.as_str()) == Some(&at);
        at += 1;
        keep
    });
    let about: Vec<&Override> = overrides
        .iter()
        .filter(|over| over.proposal == *proposal && passes_over(over, set, moment, appraisals))
        .collect();
    let gates = set.gates.iter().map(|gate| {
        let answers: Vec<_> = counted
            .iter()
            .filter_map(|one| {
                let results = one.gates.iter().filter(|result| result.gate == gate.id);
                // Answered twice, which nobody can enter any more, the strictest counts.
                let result = results.min_by_key(|result| strictness(result.answer))?;
                Some((*one, result.answer, result.reason.as_str()))
            })
            .collect();
        let of = about.iter().filter(|over| over.gate.as_ref() == Some(&gate.id));
        let mut earlier: Vec<&Override> = of.copied().collect();
        earlier.sort_by_key(|over| Reverse((over.made, &over.id)));
        let newest = earlier.first().copied();
        let overridden = newest.filter(|over| still_holds(over, &answers, &counted));
        earlier.retain(|over| overridden.is_none_or(|holds| holds.id != over.id));
        GateStanding {
            gate,
            told: None,
            answer: together(answers.iter().map(|(_, answer, _)| *answer), counted.len()),
            overridden,
            earlier,
            answers,
        }
    });
    let criteria = set.criteria.iter().map(|criterion| {
        let scores = counted.iter().filter_map(|one| {
            let scores = one.scores.iter().filter(|score| score.criterion == criterion.id);
            // As with gates: what cannot be said first, then the lowest.
            let score = scores.min_by_key(|score| score.score)?;
            Some((*one, score.score, score.reason.as_str()))
        });
        CriterionStanding {
            criterion,
            scores: scores.collect(),
        }
    });
    Standing {
        set,
        gates: gates.collect(),
        criteria: criteria.collect(),
        overrides: about.iter().filter(|over| over.gate.is_none()).copied().collect(),
        appraisals: counted,
    }
}

/// Whether a decision of the board is about the tests at this moment with this version of the set: it passes over what lay there when it was
/// taken, not over what is found later. Without any test there was nothing but what would be tested first.
fn passes_over(over: &Override, set: &CriteriaSet, moment: Moment, appraisals: &[Appraisal]) -> bool {
    let lay_there = || {
        let of = appraisals.iter().filter(|one| one.proposal == over.proposal);
        of.filter(|one| one.made <= over.made)
    };
    match lay_there().map(|one| one.moment).max() {
        None => moment == Moment::First,
        Some(last) => {
            moment == last
                && lay_there()
                    .any(|one| one.moment == last && one.set == set.id && one.version == set.version)
        }
    }
}

/// The strictest answer first.
const fn strictness(answer: GateAnswer) -> u8 {
    match answer {
        GateAnswer::No => 0,
        GateAnswer::Unknown => 1,
        GateAnswer::Yes => 2,
    }
}

/// Whether a decision about a gate holds beside the tests that count. It speaks for those that lay there on its day; what was tested since speaks for
/// itself. Where the two together no longer come to what was decided, the tests count again as they are, until the board decides anew.
fn still_holds(over: &Override, answers: &[(&Appraisal, GateAnswer, &str)], counted: &[&Appraisal]) -> bool {
    if counted.is_empty() {
        return true;
    }
    let passed_over = |test: &Appraisal| test.made <= over.made;
    let now = answers.iter().map(|(test, answer, _)| match passed_over(test) {
        true => over.answer,
        false => *answer,
    });
    counted.iter().any(|test| passed_over(test)) && together(now, counted.len()) == over.answer
}

/// One *no* closes a gate; it opens only when every assessor says yes.
fn together(answers: impl Iterator<Item = GateAnswer>, assessors: usize) -> GateAnswer {
    let (mut yes, mut no) = (0, 0);
    for answer in answers {
        match answer {
            GateAnswer::Yes => yes += 1,
            GateAnswer::No => no += 1,
            GateAnswer::Unknown => {}
        }
    }
    if no > 0 {
        GateAnswer::No
    } else if yes == assessors && yes > 0 {
        GateAnswer::Yes
    } else {
        GateAnswer::Unknown
    }
}

impl<'a> Standing<'a> {
    /// Heeds what the register says of each gate: its *no* closes a gate, whatever assessors answered.
    #[must_use]
    pub fn heeding(mut self, told: impl Fn(&'a Gate) -> Option<Told<'a>>) -> Self {
        for standing in &mut self.gates {
            standing.told = told(standing.gate);
            if standing
                .told
                .as_ref()
                .is_some_and(|told| told.answer == GateAnswer::No)
            {
                standing.answer = GateAnswer::No;
            }
        }
        self
    }
    /// The day of the first of the tests that count.
    #[must_use]
    pub fn since(&self) -> Option<Date> {
        self.appraisals.first().map(|first| first.made)
    }
    /// Where the proposal stands. Gates decide before scores.
    #[must_use]
    pub fn stand(&self) -> Stand {
        let holds = |answer| self.gates.iter().any(|gate| gate.holds() == answer);
        if self.appraisals.is_empty() {
            Stand::Untested
        } else if holds(GateAnswer::No) {
            Stand::Closed
        } else if holds(GateAnswer::Unknown) {
            Stand::Open
        } else {
            Stand::Passed
        }
    }
    /// The value under the usual weights, from nothing to one: `Σ w·v / Σ w` (weighted sum; Edwards 1977, SMART). `None` until the gates are
    /// passed and every criterion that weighs anything has been scored by everybody.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        if self.stand() != Stand::Passed {
            return None;
        }
        let (mut sum, mut weights) = (0.0, 0.0);
        for standing in &self.criteria {
            let weight = f64::from(standing.criterion.weight.usual());
            if weight > 0.0 {
                sum += weight
                    * standing
                        .value()
                        .filter(|_| standing.scores.len() == self.appraisals.len())?;
                weights += weight;
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use crate::made::id;
    use jiff::civil::date;
    use koers_model::portfolio::appraisal::{
        Anchor, Criterion, GateResult, GateTest, Score, WeightRange, WeightsFrom,
    };
    use koers_model::snapshot::Hash;
    use koers_model::text::Text;

    fn set() -> CriteriaSet {
        let gate = |name: &str| Gate {
            id: id(name),
            title: Text::dutch(name),
            question: Text::dutch(name),
            test: GateTest::Judged,
            cite: Vec::new(),
            why: None,
        };
        let criterion = |name: &str, weight| Criterion {
            id: id(name),
            title: Text::dutch(name),
            question: Text::dutch(name),
            outcome: None,
            scale: [0, 2, 4]
                .map(|score| Anchor {
                    score,
                    words: Text::dutch("…"),
                })
                .into(),
            weight: WeightRange::new(0, weight, 1000).unwrap(),
            cite: Vec::new(),
            why: None,
        };
        CriteriaSet {
            id: id("meetlat"),
            version: 1,
            title: Text::dutch("Meetlat"),
            text: None,
            framework: id("koers"),
            from: date(2016, 1, 1),
            weights_from: WeightsFrom::Assumed,
            gates: vec![gate("past"), gate("mag")],
            criteria: vec![criterion("banen", 600), criterion("draagvlak", 400)],
        }
    }
    fn appraisal(who: &str, day: i8, gates: [GateAnswer; 2], scores: [Option<u8>; 2]) -> Appraisal {
        Appraisal {
            id: id(&format!("{who}-{day}")),
            proposal: id("plan"),
            set: id("meetlat"),
            version: 1,
            set_hash: Hash::of(b"set"),
            moment: Moment::First,
            assessor: who.to_owned(),
            made: date(2017, 1, day),
            gates: ["past", "mag"]
                .into_iter()
                .zip(gates)
                .map(|(gate, answer)| GateResult {
                    gate: id(gate),
                    answer,
                    reason: "made up".into(),
                })
                .collect(),
            scores: ["banen", "draagvlak"]
                .into_iter()
                .zip(scores)
                .map(|(criterion, score)| Score {
                    criterion: id(criterion),
                    score,
                    reason: "made up".into(),
                })
                .collect(),
        }
    }
    fn close(a: Option<f64>, b: f64) {
        assert!(a.is_some_and(|a| (a - b).abs() < 1e-12), "{a:?} {b}");
    }

    use GateAnswer::{No, Unknown, Yes};

    #[test]
    fn gates_beat_scores() {
        let (set, plan) = (set(), id("plan"));
        let all = [
            appraisal("a", 1, [Yes, Yes], [Some(4), Some(4)]),
            appraisal("b", 2, [Yes, No], [Some(4), Some(4)]),
        ];
        let stands = standing(&plan, &set, Moment::First, &all, &[]);
        assert_eq!((stands.stand(), stands.value()), (Stand::Closed, None));
        let over = [Override {
            id: id("o"),
            proposal: id("plan"),
            gate: Some(id("mag")),
            answer: Yes,
            reason: "made up".into(),
            decision: id("besluit"),
            made: date(2017, 2, 1),
        }];
        let stands = standing(&plan, &set, Moment::First, &all, &over);
        assert_eq!(stands.stand(), Stand::Passed);
        close(stands.value(), 1.0);
        // What the assessors said stays where it was.
        assert_eq!(stands.gates[1].answer, No);
    }

    #[test]
    fn spread_is_shown_and_what_cannot_be_said_is_not_filled_in() {
        let (set, plan) = (set(), id("plan"));
        let mut all = vec![
            appraisal("a", 1, [Yes, Yes], [Some(0), Some(2)]),
            appraisal("b", 2, [Yes, Yes], [Some(4), Some(2)]),
        ];
        let stands = standing(&plan, &set, Moment::First, &all, &[]);
        assert_eq!(stands.criteria[0].spread(), Some((0, 4)));
        close(stands.value(), 0.5);
        assert_eq!(stands.gates[1].wanting(&stands.appraisals), []);
        // A second test of the same assessor replaces the first.
        all.push(appraisal("a", 3, [Yes, Yes], [Some(4), Some(2)]));
        close(standing(&plan, &set, Moment::First, &all, &[]).value(), 0.8);
        all.push(appraisal("c", 4, [Yes, Unknown], [None, Some(2)]));
        let stands = standing(&plan, &set, Moment::First, &all, &[]);
        assert_eq!((stands.stand(), stands.value()), (Stand::Open, None));
        assert_eq!(stands.criteria[0].value(), None);
        // Only who could not say it is asked again.
        let third = stands.appraisals[2];
        assert_eq!(
            stands.gates[1].wanting(&stands.appraisals),
            [Wanting::Certainty(third, "made up")]
        );
        let mut silent = all.clone();
        silent[3].gates.pop();
        let stands = standing(&plan, &set, Moment::First, &silent, &[]);
        let third = stands.appraisals[2];
        assert_eq!(
            stands.gates[1].wanting(&stands.appraisals),
            [Wanting::Answer(third)]
        );
        let untested = standing(&plan, &set, Moment::MidTerm, &all, &[]);
        assert_eq!(untested.gates[0].wanting(&untested.appraisals), [Wanting::Test]);
        assert_eq!(
            standing(&plan, &set, Moment::MidTerm, &all, &[]).stand(),
            Stand::Untested
        );
    }

    #[test]
    fn a_decision_holds_until_a_later_test_says_otherwise() {
        let (set, plan) = (set(), id("plan"));
        let board = |answer| {
            [Override {
                id: id("o"),
                proposal: id("plan"),
                gate: Some(id("mag")),
                answer,
                reason: "made up".into(),
                decision: id("besluit"),
                made: date(2017, 1, 20),
            }]
        };
        let test = |who: &str, day, answer| appraisal(who, day, [Yes, answer], [Some(4), Some(4)]);
        // Worked out by hand: what the board decided, whose tests lay there, who tested since, where the proposal stands.
        for (decided, before, since, stands) in [
            (Yes, No, None, Stand::Passed),
            (Yes, No, Some(("b", Yes)), Stand::Passed),
            (Yes, No, Some(("b", No)), Stand::Closed),
            (Yes, No, Some(("b", Unknown)), Stand::Closed),
            // Who tests again takes back what the board passed over: nothing of it is left.
            (Yes, No, Some(("a", No)), Stand::Closed),
            (Yes, No, Some(("a", Unknown)), Stand::Open),
            (Yes, No, Some(("a", Yes)), Stand::Passed),
            (No, Yes, None, Stand::Closed),
            (No, Yes, Some(("b", Yes)), Stand::Closed),
            (No, Yes, Some(("a", Yes)), Stand::Passed),
        ] {
            let mut all = vec![test("a", 20, before)];
            all.extend(since.map(|(who, answer)| test(who, 22, answer)));
            let over = board(decided);
            let found = standing(&plan, &set, Moment::First, &all, &over);
            assert_eq!(found.stand(), stands, "{decided:?} {before:?} {since:?}");
        }
    }

    #[test]
    fn a_decision_passes_over_the_tests_that_lay_there_and_no_later_ones() {
        let (set, plan) = (set(), id("plan"));
        let over = [Override {
            id: id("o"),
            proposal: id("plan"),
            gate: Some(id("mag")),
            answer: Yes,
            reason: "made up".into(),
            decision: id("besluit"),
            made: date(2017, 1, 20),
        }];
        let mut all = vec![appraisal("a", 1, [Yes, No], [Some(4), Some(4)])];
        let mut later = appraisal("a", 25, [Yes, No], [Some(4), Some(4)]);
        later.moment = Moment::MidTerm;
        all.push(later);
        let stand = |all: &[Appraisal], moment| standing(&plan, &set, moment, all, &over).stand();
        assert_eq!(stand(&all, Moment::First), Stand::Passed);
        assert_eq!(stand(&all, Moment::MidTerm), Stand::Closed);
        // Nor those with another version of the set, made since.
        let newer = CriteriaSet {
            version: 2,
            ..set.clone()
        };
        let mut with_newer = appraisal("a", 26, [Yes, No], [Some(4), Some(4)]);
        with_newer.version = 2;
        all.push(with_newer);
        let stands = standing(&plan, &newer, Moment::First, &all, &over);
        assert_eq!(stands.stand(), Stand::Closed);
        assert_eq!(stand(&all, Moment::First), Stand::Passed);
    }
}
