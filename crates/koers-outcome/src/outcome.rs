//! An outcome with its measures: they are shown each, and never averaged.

use koers_model::framework::{MeasurePart, Measurement};
use koers_model::verdict::{Judgement, Reason, Verdict};

/// The verdict on an outcome. All main measures must speak, and say the same; a supporting measure only adds a remark.
#[must_use]
pub fn outcome_verdict(
    measurement: Option<&Measurement>,
    judgements: &[(MeasurePart, &Judgement)],
) -> (Verdict, Reason) {
    let silent = |reason| (Verdict::CannotBeSaid, reason);
    match measurement {
        None => return silent(Reason::NoMeasure),
        Some(Measurement::Qualitative { .. }) => return silent(Reason::Qualitative),
        Some(Measurement::Unmeasured { .. }) => return silent(Reason::Unmeasured),
        Some(Measurement::Measured(_)) => {}
    }
    let of = |part: MeasurePart| {
        judgements
            .iter()
            .filter(move |(found, _)| *found == part)
            .map(|(_, judgement)| *judgement)
    };
    let mains: Vec<&Judgement> = of(MeasurePart::Main).collect();
    let Some(first) = mains.first() else {
        return silent(if judgements.is_empty() {
            Reason::NoMeasure
        } else {
            Reason::OnlySupporting
        });
    };
    if mains.iter().any(|main| main.verdict == Verdict::CannotBeSaid) {
        let alone = mains.len() == 1;
        return silent(if alone {
            first.reason.clone()
        } else {
            Reason::MainMeasureSilent
        });
    }
    if mains.iter().any(|main| main.verdict != first.verdict) {
        return silent(Reason::MeasuresDisagree);
    }
    let opposite = |verdict: Verdict| verdict != Verdict::CannotBeSaid && verdict != first.verdict;
    let reason = if of(MeasurePart::Supporting).any(|other| opposite(other.verdict)) {
        Reason::SupportingDisagrees
    } else if mains.len() > 1 {
        Reason::MeasuresAgree
    } else {
        first.reason.clone()
    };
    (first.verdict, reason)
}
