//! Made-up estimates for the tests of this room: nobody promised any of them.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use jiff::civil::date;
use koers_model::id::Id;
use koers_model::portfolio::estimate::{
    AuthorRole, EffectOn, EffectUnit, Estimate, EvidenceGrade, Incidence, Range,
};
use koers_model::text::Text;
use koers_model::value::Number;

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(crate) fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

/// What an applicant said in 2016 of an action on one outcome, in the region, from 2017.
pub(crate) fn estimate(name: &str, action: &str, amount: f64, unit: EffectUnit) -> Estimate {
    Estimate {
        id: id(name),
        action: id(action),
        on: EffectOn::Outcome(id("banen")),
        amount: Range::single(number(amount)),
        unit,
        from: 2017,
        to: None,
        incidence: Incidence::Region,
        method: Text::dutch("made up"),
        assumptions: None,
        author: id("aanvrager"),
        role: AuthorRole::Applicant,
        made: date(2016, 6, 1),
        grade: EvidenceGrade::Stated,
        due: None,
        claim: None,
    }
}
