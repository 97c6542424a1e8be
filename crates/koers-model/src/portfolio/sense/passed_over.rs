//! Overrides held against the decision that they lean on, and against the tests that they pass over.

use super::{Contradiction, Senseless, Thing, alone};
use crate::portfolio::appraisal::{Appraisal, GateAnswer, Override};
use crate::portfolio::decision::{Decision, DecisionKind, Subject};
use crate::portfolio::register::Register;
use crate::text::{Lang, Text};

/// What makes no sense in one override.
pub(super) fn senseless(over: &Override, register: &Register) -> Vec<Contradiction> {
    let mut found = Vec::new();
    if let Some(decision) = register.decisions.get(&over.decision) {
        found.extend(of_another_kind(over, decision));
        found.extend(about_others(over, decision));
        match before_its_decision(over, decision) {
            Some(early) => found.push(early),
            None => found.extend(before_the_test(over, decision, register)),
        }
    }
    found.extend(of_no_effect(over, register));
    found
}

fn thing(over: &Override) -> Thing {
    Thing::Override(over.id.clone())
}

/// Only the board decides otherwise than a test: a motion asks, the audit office recommends.
fn of_another_kind(over: &Override, decision: &Decision) -> Option<Contradiction> {
    let (nl, en) = (decision.kind.label(Lang::Nl), decision.kind.label(Lang::En));
    let wanted = Text::both(
        format!("een besluit; dit is een {nl}"),
        format!("a decision; this is a {en}"),
    );
    (decision.kind != DecisionKind::Decision)
        .then(|| alone(thing(over), "decision", over.decision.to_string(), wanted))
}

/// A decision that names actions and not this proposal decided nothing about it. One about a part of the programme may.
fn about_others(over: &Override, decision: &Decision) -> Option<Contradiction> {
    let actions = decision.about.iter().filter_map(|subject| match subject {
        Subject::Action(id) => Some(id),
        Subject::Element { .. } => None,
    });
    let named: Vec<&str> = actions.map(|id| id.as_str()).collect();
    if named.contains(&over.proposal.as_str()) || named.is_empty() && !decision.about.is_empty() {
        return None;
    }
    if named.is_empty() {
        let proposal = &over.proposal;
        let wanted = Text::both(
            format!("een besluit over {proposal}; dit besluit zegt niet waar het over gaat"),
            format!("a decision about {proposal}; this decision does not say what it is about"),
        );
        return Some(alone(thing(over), "decision", over.decision.to_string(), wanted));
    }
    let (proposal, named) = (&over.proposal, named.join(", "));
    let wanted = Text::both(
        format!("een besluit over {proposal}; dit besluit gaat over {named}"),
        format!("a decision about {proposal}; this decision is about {named}"),
    );
    Some(alone(thing(over), "decision", over.decision.to_string(), wanted))
}

/// Nobody decides otherwise before it is decided.
fn before_its_decision(over: &Override, decision: &Decision) -> Option<Contradiction> {
    let day = decision.on;
    let wanted = Text::both(
        format!("een dag niet eerder dan die van het besluit, {day}"),
        format!("a day no earlier than that of the decision, {day}"),
    );
    (over.made < day).then(|| alone(thing(over), "made", over.made.to_string(), wanted))
}

/// What passes over a test leans on a decision that was taken when the test lay there. Tests made after the override are not passed over.
fn before_the_test(over: &Override, decision: &Decision, register: &Register) -> Option<Contradiction> {
    let answers = |test: &Appraisal| match &over.gate {
        Some(gate) => test.gates.iter().any(|result| result.gate == *gate),
        None => true,
    };
    let passed_over = register
        .appraisals
        .values()
        .filter(|test| test.proposal == over.proposal && test.made <= over.made && answers(test));
    let last = passed_over.max_by_key(|test| (test.made, &test.id))?;
    if last.made <= decision.on {
        return None;
    }
    let (test, made, day) = (&last.id, last.made, decision.on);
    let at = Senseless {
        thing: thing(over),
        field: "decision",
        value: over.decision.to_string(),
        wanted: Text::both(
            format!(
                "een besluit niet eerder dan de toetsing waarvan het afwijkt, {test} van {made}; dit besluit is van {day}"
            ),
            format!(
                "a decision no earlier than the appraisal that it overrides, {test} of {made}; this decision is of {day}"
            ),
        ),
    };
    let or = Senseless {
        thing: Thing::Appraisal(test.clone()),
        field: "made",
        value: made.to_string(),
        wanted: Text::both(
            format!(
                "een dag niet later dan die van het besluit waarop afwijking {} steunt, {day}",
                over.id
            ),
            format!(
                "a day no later than that of the decision that override {} leans on, {day}",
                over.id
            ),
        ),
    };
    Some(Contradiction { at, or: Some(or) })
}

/// About a proposal as a whole only *no* says something; anything else can only take an earlier *no* back.
fn of_no_effect(over: &Override, register: &Register) -> Option<Contradiction> {
    let whole = over.gate.is_none() && over.answer != GateAnswer::No;
    if !whole || over.takes_back(register.overrides.values()).is_some() {
        return None;
    }
    let wanted = Text::both(
        "een poort, of het antwoord nee: over het voorstel als geheel telt alleen een nee, en een ander antwoord alleen waar het een eerder nee terugneemt",
        "a gate, or the answer no: about the proposal as a whole only a no counts, and another answer only where it takes back an earlier no",
    );
    Some(alone(thing(over), "gate", String::new(), wanted))
}

#[cfg(test)]
mod tests {
    use super::super::senseless;
    use super::*;
    use crate::id::Id;
    use crate::portfolio::appraisal::{GateResult, Moment};
    use crate::portfolio::decision::{Followed, Weighed};
    use crate::snapshot::Hash;
    use jiff::civil::{Date, date};

    fn id(text: &str) -> Id {
        Id::new(text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn decision(about: &[&str], on: Date) -> Decision {
        Decision {
            id: id("besluit"),
            kind: DecisionKind::Decision,
            title: Text::dutch("Verzonnen besluit"),
            text: None,
            by: id("bestuur"),
            on,
            about: about.iter().map(|name| Subject::Action(id(name))).collect(),
            weighed: Weighed::default(),
            followed: Followed::NotDue,
            evidence: Vec::new(),
        }
    }

    fn over(name: &str, gate: Option<&str>, answer: GateAnswer, made: Date) -> Override {
        Override {
            id: id(name),
            proposal: id("brug"),
            gate: gate.map(id),
            answer,
            reason: "verzonnen".to_owned(),
            decision: id("besluit"),
            made,
        }
    }

    fn test(made: Date) -> Appraisal {
        Appraisal {
            id: id("toets"),
            proposal: id("brug"),
            set: id("meetlat"),
            version: 1,
            set_hash: Hash::of(b"meetlat"),
            moment: Moment::First,
            assessor: "Toetser (verzonnen)".to_owned(),
            made,
            gates: vec![GateResult {
                gate: id("past"),
                answer: GateAnswer::No,
                reason: "verzonnen".to_owned(),
            }],
            scores: Vec::new(),
        }
    }

    fn fields(decision: Decision, overs: &[Override], tests: &[Appraisal]) -> Vec<&'static str> {
        let mut register = Register::default();
        register.decisions.insert(decision.id.clone(), decision);
        for one in overs {
            register.overrides.insert(one.id.clone(), one.clone());
        }
        for one in tests {
            register.appraisals.insert(one.id.clone(), one.clone());
        }
        senseless(&register).iter().map(|one| one.at.field).collect()
    }

    const YES: GateAnswer = GateAnswer::Yes;

    #[test]
    fn the_decision_is_about_the_proposal() {
        let day = date(2020, 3, 1);
        let one = [over("ook-zo", Some("past"), YES, day)];
        assert!(fields(decision(&["brug"], day), &one, &[]).is_empty());
        assert!(fields(decision(&["weg", "brug"], day), &one, &[]).is_empty());
        assert_eq!(fields(decision(&["weg"], day), &one, &[]), ["decision"]);
        // A part of the programme may be the subject; nothing at all is none.
        assert_eq!(fields(decision(&[], day), &one, &[]), ["decision"]);
        let mut of_a_line = decision(&[], day);
        of_a_line.about.push(Subject::Element {
            framework: id("programma"),
            element: id("lijn"),
        });
        assert!(fields(of_a_line, &one, &[]).is_empty());
    }

    #[test]
    fn only_a_decision_decides() {
        let day = date(2020, 3, 1);
        let one = [over("ook-zo", Some("past"), YES, day)];
        for kind in DecisionKind::ALL {
            let mut other = decision(&["brug"], day);
            other.kind = *kind;
            let none = fields(other, &one, &[]).is_empty();
            assert_eq!(none, *kind == DecisionKind::Decision, "{kind:?}");
        }
    }

    #[test]
    fn the_decision_is_no_earlier_than_what_it_overrides() {
        let day = date(2020, 3, 1);
        let later = date(2020, 3, 2);
        let gate = |made| [over("ook-zo", Some("past"), YES, made)];
        let about = || decision(&["brug"], day);
        assert!(fields(about(), &gate(later), &[test(day)]).is_empty());
        assert_eq!(fields(about(), &gate(later), &[test(later)]), ["decision"]);
        // What is tested after the override was made speaks for itself.
        assert!(fields(about(), &gate(day), &[test(later)]).is_empty());
        // A test that says nothing of the gate is not passed over.
        let other = [over("ook-zo", Some("anders"), YES, later)];
        assert!(fields(about(), &other, &[test(later)]).is_empty());
        let whole = [over("ook-zo", None, GateAnswer::No, later)];
        assert_eq!(fields(about(), &whole, &[test(later)]), ["decision"]);
        assert_eq!(fields(about(), &gate(date(2020, 2, 29)), &[]), ["made"]);
    }

    #[test]
    fn only_a_no_counts_about_the_whole() {
        let day = date(2020, 3, 1);
        let about = || decision(&["brug"], day);
        for answer in [YES, GateAnswer::Unknown] {
            assert_eq!(
                fields(about(), &[over("ook-zo", None, answer, day)], &[]),
                ["gate"]
            );
        }
        let no = over("nee", None, GateAnswer::No, day);
        assert!(fields(about(), std::slice::from_ref(&no), &[]).is_empty());
        let back = over("toch", None, YES, date(2020, 3, 2));
        assert!(fields(about(), &[no, back], &[]).is_empty());
    }
}
