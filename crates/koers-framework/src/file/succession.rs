//! `framework/*.succession.yaml`: how one programme follows another.

use super::element::{Bilingual, build_all, build_optional};
use crate::place::Sp;
use koers_model::framework::{Confidence, Dropped, Relation, Succession, SuccessionStep};
use koers_model::id::Id;

record! {
    /// How one programme follows another.
    pub struct SuccessionFile {
        /// Its name.
        required succession: Option<Sp<Id>>,
        /// The old programme.
        required from: Option<Sp<Id>>,
        /// The new programme.
        required to: Option<Sp<Id>>,
        /// One step for every commitment of the new programme.
        required steps: Vec<StepEntry>,
        /// What stood in the old programme and has no successor.
        optional drops: Vec<DropEntry>,
    }
}

record! {
    /// How one commitment relates to the programme before.
    pub struct StepEntry {
        /// The commitment of the new programme.
        required commitment: Option<Sp<Id>>,
        /// Goes on with what was, changes it, or adds to it.
        required relation: Option<Sp<Relation>>,
        /// Elements of the old programme.
        optional of: Vec<Sp<Id>>,
        /// How sure we are; left out where the text says it.
        optional confidence: Option<Sp<Confidence>>,
        /// Why we think so; needed with `confidence`.
        optional why: Option<Bilingual>,
    }
}

record! {
    /// An element of the old programme that ends.
    pub struct DropEntry {
        /// The element.
        required of: Option<Sp<Id>>,
        /// How sure we are; left out where the text says it.
        optional confidence: Option<Sp<Confidence>>,
        /// Why we think so; needed with `confidence`.
        optional why: Option<Bilingual>,
    }
}

fn confidence(written: Option<&Sp<Confidence>>) -> Confidence {
    written.map_or(Confidence::Stated, |confidence| confidence.value)
}

impl SuccessionFile {
    pub(crate) fn build(&self) -> Option<Succession> {
        let step = |step: &StepEntry| {
            Some(SuccessionStep {
                commitment: step.commitment.as_ref()?.value.clone(),
                relation: step.relation.as_ref()?.value.clone(),
                of: step.of.iter().map(|of| of.value.clone()).collect(),
                confidence: confidence(step.confidence.as_ref()),
                why: build_optional(step.why.as_ref(), Bilingual::build)?,
            })
        };
        let dropped = |dropped: &DropEntry| {
            Some(Dropped {
                of: dropped.of.as_ref()?.value.clone(),
                confidence: confidence(dropped.confidence.as_ref()),
                why: build_optional(dropped.why.as_ref(), Bilingual::build)?,
            })
        };
        Some(Succession {
            id: self.succession.as_ref()?.value.clone(),
            from: self.from.as_ref()?.value.clone(),
            to: self.to.as_ref()?.value.clone(),
            steps: build_all(&self.steps, step)?,
            drops: build_all(&self.drops, dropped)?,
        })
    }
}
