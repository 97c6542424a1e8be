//! Values that each can stand and that make no sense together, or say nothing: more came back than was lent, a finding older than its
//! promise. The one place where it is said; every way in asks it.

mod passed_over;

use super::action::FundingSource;
use super::appraisal::Appraisal;
use super::decision::{Control, Loan};
use super::estimate::{Estimate, Finding};
use super::money::{Amount, Money, Share};
use super::register::Register;
use crate::id::Id;
use crate::text::{Lang, Text};

/// The thing in which a value stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A source of money.
    FundingSource(Id),
    /// An estimate.
    Estimate(Id),
    /// A finding.
    Finding(Id),
    /// A test of a proposal.
    Appraisal(Id),
    /// Where the board decided otherwise than a test.
    Override(Id),
    /// Who controls whom.
    Control(Id),
    /// A loan.
    Loan(Id),
}

/// A value that makes no sense where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Senseless {
    /// The thing.
    pub thing: Thing,
    /// The field of it.
    pub field: &'static str,
    /// What stands there, as it is written in files: the same fault twice is the same value twice.
    pub value: String,
    /// What is wanted there.
    pub wanted: Text,
}

/// A value that makes no sense, and where else the same can be mended, the nearest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// Where it shows.
    pub at: Senseless,
    /// Another value that it contradicts, seen from there.
    pub or: Option<Senseless>,
}

/// Everything in a register that makes no sense, by kind and then by id.
#[must_use]
pub fn senseless(register: &Register) -> Vec<Contradiction> {
    let mut found = Vec::new();
    found.extend(register.funding_sources.values().filter_map(source));
    found.extend(register.estimates.values().filter_map(claim));
    for finding in register.findings.values() {
        let estimate = register.estimates.get(&finding.estimate);
        found.extend(estimate.and_then(|estimate| too_early(finding, estimate)));
    }
    found.extend(register.appraisals.values().filter_map(hash));
    for over in register.overrides.values() {
        found.extend(passed_over::senseless(over, register));
    }
    found.extend(register.controls.values().filter_map(own_parent));
    for loan in register.loans.values() {
        found.extend(too_much_back(loan));
        found.extend(due_before_lent(loan));
    }
    found
}

fn alone(thing: Thing, field: &'static str, value: String, wanted: Text) -> Contradiction {
    let at = Senseless {
        thing,
        field,
        value,
        wanted,
    };
    Contradiction { at, or: None }
}

/// A part of nothing: who leaves the field empty says that there is none.
fn nothing(thing: Thing, field: &'static str, share: Share) -> Option<Contradiction> {
    let wanted = Text::both(
        "een deel van meer dan 0%, of niets als het er niet is",
        "a part of more than 0%, or nothing where there is none",
    );
    (share.in_millionths() == 0).then(|| alone(thing, field, share.to_string(), wanted))
}

fn source(source: &FundingSource) -> Option<Contradiction> {
    nothing(Thing::FundingSource(source.id.clone()), "rate", source.rate?)
}

fn claim(estimate: &Estimate) -> Option<Contradiction> {
    let share = estimate.claim.as_ref()?.share;
    nothing(Thing::Estimate(estimate.id.clone()), "share", share)
}

/// Nobody can look what came of a promise before it was made, nor find any of it before the first year in which it is there.
fn too_early(finding: &Finding, estimate: &Estimate) -> Option<Contradiction> {
    let found_some = finding.amount.is_some_and(|amount| amount.high().get() > 0.0);
    let made = finding.made;
    let (field, value, at, or) = if made < estimate.made {
        let promised = estimate.made;
        let at = Text::both(
            format!("een dag niet eerder dan die van de schatting, {promised}"),
            format!("a day no earlier than that of the estimate, {promised}"),
        );
        let or = Text::both(
            format!("een dag niet later dan die van bevinding {}, {made}", finding.id),
            format!("a day no later than that of finding {}, {made}", finding.id),
        );
        ("made", promised.to_string(), at, or)
    } else if found_some && made.year() < estimate.from {
        let first = estimate.from;
        let at = Text::both(
            format!("een dag niet eerder dan {first}, het eerste jaar waarin het effect er is"),
            format!("a day no earlier than {first}, the first year in which the effect is there"),
        );
        let or = Text::both(
            format!(
                "een jaar niet later dan {}: bevinding {} vond al iets",
                made.year(),
                finding.id
            ),
            format!(
                "a year no later than {}: finding {} found some of it",
                made.year(),
                finding.id
            ),
        );
        ("from", first.to_string(), at, or)
    } else {
        return None;
    };
    Some(Contradiction {
        at: Senseless {
            thing: Thing::Finding(finding.id.clone()),
            field: "made",
            value: made.to_string(),
            wanted: at,
        },
        or: Some(Senseless {
            thing: Thing::Estimate(estimate.id.clone()),
            field,
            value,
            wanted: or,
        }),
    })
}

/// Sixty-four zeros are what nothing was ever the hash of.
fn hash(appraisal: &Appraisal) -> Option<Contradiction> {
    let value = appraisal.set_hash.to_string();
    let wanted = Text::both(
        "het controlegetal van de meetlat, en geen rij nullen; leeg wordt het vanzelf ingevuld",
        "the hash of the set of criteria, and no row of zeros; left empty it is filled in",
    );
    let zeros = value.bytes().all(|digit| digit == b'0');
    zeros.then(|| alone(Thing::Appraisal(appraisal.id.clone()), "set-hash", value, wanted))
}

/// What came back and what will not come back are parts of what was lent. Interest that was paid is no repayment.
fn too_much_back(loan: &Loan) -> Option<Contradiction> {
    let lent = loan.principal.known()?;
    // An amount that nobody knows adds at least nothing: what is known is too much already, or nothing is said.
    let cents = |amount: Amount| amount.known().map_or(0, Money::in_cents);
    let (repaid, lost) = (cents(loan.repaid), cents(loan.written_off));
    let most = i128::from(lent.in_cents());
    let (field, there) = if i128::from(repaid) > most {
        ("repaid", repaid)
    } else if i128::from(repaid) + i128::from(lost) > most {
        ("written-off", lost)
    } else {
        return None;
    };
    let wanted = Text::both(
        format!(
            "een bedrag waarmee afgelost en afgeschreven samen niet meer zijn dan wat is geleend, {}; rente telt niet als aflossing",
            lent.said(Lang::Nl)
        ),
        format!(
            "an amount with which repaid and written off together are no more than what was lent, {}; interest is no repayment",
            lent.said(Lang::En)
        ),
    );
    let value = format!("{there} ({repaid}, {lost})");
    Some(alone(Thing::Loan(loan.id.clone()), field, value, wanted))
}

/// Nobody controls itself.
fn own_parent(control: &Control) -> Option<Contradiction> {
    let wanted = Text::both(
        "een andere organisatie dan die beslist: niemand heeft zeggenschap over zichzelf",
        "another organisation than the one that controls: nobody controls itself",
    );
    let child = control.child.to_string();
    (control.child == control.parent)
        .then(|| alone(Thing::Control(control.id.clone()), "child", child, wanted))
}

fn due_before_lent(loan: &Loan) -> Option<Contradiction> {
    let (granted, due) = (loan.granted?, loan.due?);
    let wanted = Text::both(
        format!("een dag niet eerder dan het verlenen, {granted}"),
        format!("a day no earlier than the granting, {granted}"),
    );
    (due < granted).then(|| alone(Thing::Loan(loan.id.clone()), "due", due.to_string(), wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn loan() -> Loan {
        Loan {
            id: id("lening"),
            fund: id("fonds"),
            borrower: id("firma"),
            action: None,
            principal: Amount::Known(Money::cents(10_000)),
            granted: Some(date(2020, 3, 1)),
            due: Some(date(2020, 3, 1)),
            interest: Share::millionths(0),
            repaid: Amount::Known(Money::cents(8_000)),
            written_off: Amount::Known(Money::cents(2_000)),
            evidence: Vec::new(),
        }
    }

    fn fields(loan: Loan) -> Vec<&'static str> {
        let mut register = Register::default();
        register.loans.insert(loan.id.clone(), loan);
        let found = senseless(&register);
        found.iter().map(|one| one.at.field).collect()
    }

    #[test]
    fn nobody_controls_itself() {
        let mut register = Register::default();
        let control = |child: &str| Control {
            id: id("moeder"),
            parent: id("firma"),
            child: id(child),
            from: date(2020, 3, 1),
            to: None,
            reason: "made up".into(),
        };
        register.controls.insert(id("moeder"), control("dochter"));
        assert!(senseless(&register).is_empty());
        register.controls.insert(id("moeder"), control("firma"));
        let found = senseless(&register);
        assert_eq!(found[0].at.thing, Thing::Control(id("moeder")));
        assert_eq!((found.len(), found[0].at.field), (1, "child"));
    }

    #[test]
    fn no_more_comes_back_than_was_lent_and_not_before() {
        assert!(fields(loan()).is_empty());
        let with = |repaid, written_off| Loan {
            repaid: Amount::Known(Money::cents(repaid)),
            written_off,
            ..loan()
        };
        let all = Amount::Known(Money::cents(10_000));
        assert_eq!(fields(with(10_001, Amount::Unknown)), ["repaid"]);
        assert_eq!(fields(with(1, all)), ["written-off"]);
        assert!(fields(with(10_000, Amount::Unknown)).is_empty());
        assert_eq!(
            fields(with(i64::MAX, Amount::Known(Money::cents(i64::MAX)))),
            ["repaid"]
        );
        let unknown = Loan {
            principal: Amount::Unknown,
            ..with(20_000, all)
        };
        assert!(fields(unknown).is_empty());
        let early = Loan {
            due: Some(date(2020, 2, 29)),
            ..loan()
        };
        assert_eq!(fields(early), ["due"]);
    }
}
