//! Lines with objectives, activities and outcomes; themes with commitments.

use super::element::{Bilingual, LinkEntry};
use super::leaf::{CommitmentWord, Year};
use super::measure::{MeasureEntry, QualitativeEntry, UnmeasuredEntry};
use crate::place::Sp;
use koers_model::framework::Confidence;

element! {
    /// A programme line.
    pub struct Line {
        /// The line under the name.
        optional subtitle: Option<Bilingual>,
        /// What it wants.
        optional objectives: Vec<ObjectiveEntry>,
        /// What will be done.
        optional activities: Vec<ActivityEntry>,
        /// What should change.
        optional outcomes: Vec<OutcomeEntry>,
    }
}

element! {
    /// What a line wants.
    pub struct ObjectiveEntry {
        /// Its number within the line.
        required number: Option<Sp<u32>>,
        /// Challenges it answers.
        optional answers: Vec<LinkEntry>,
        /// Principles it draws on.
        optional draws_on: Vec<LinkEntry>,
        /// SWOT items it addresses.
        optional addresses: Vec<LinkEntry>,
        /// What gets attention in a given year.
        optional priorities: Vec<PriorityEntry>,
    }
}

element! {
    /// What gets attention in a given year.
    pub struct PriorityEntry {
        /// The year.
        required year: Option<Sp<Year>>,
        /// How sure we are that it belongs here, where the source shows it elsewhere.
        optional placed: Option<Placed>,
    }
}

record! {
    /// How sure we are that something belongs where we put it.
    pub struct Placed {
        /// How sure we are.
        required confidence: Option<Sp<Confidence>>,
        /// Why we think so.
        checked why: Option<Bilingual>,
    }
}

element! {
    /// A kind of thing that the programme says it will do.
    pub struct ActivityEntry {
        /// Objectives it belongs under.
        optional under: Vec<LinkEntry>,
        /// Outcomes it serves, of any line of the framework.
        optional serves: Vec<LinkEntry>,
        /// SWOT items it addresses.
        optional addresses: Vec<LinkEntry>,
        /// Its parts.
        optional parts: Vec<PartEntry>,
    }
}

element! {
    /// A part of an activity.
    pub struct PartEntry {
        /// Outcomes that this part serves.
        optional serves: Vec<LinkEntry>,
    }
}

element! {
    /// What should change.
    pub struct OutcomeEntry {
        /// Outcomes that this one works towards.
        optional leads_to: Vec<LinkEntry>,
        /// Indicators with targets.
        optional measures: Vec<MeasureEntry>,
        /// A rubric that somebody scores by hand.
        optional qualitative: Option<QualitativeEntry>,
        /// Why there is no figure, and which would do.
        optional unmeasured: Option<UnmeasuredEntry>,
    }
    at_most one of measures, qualitative, unmeasured;
}

element! {
    /// A theme with its commitments.
    pub struct ThemeEntry {
        /// What is promised.
        optional commitments: Vec<CommitmentEntry>,
    }
}

element! {
    /// A promise of a programme.
    pub struct CommitmentEntry by kind {
        /// `act`: something that will be done; `result`: something that must change.
        required kind: Option<Sp<CommitmentWord>>,
        /// Indicators with targets.
        optional measures: Vec<MeasureEntry> where "result",
        /// A rubric that somebody scores by hand.
        optional qualitative: Option<QualitativeEntry> where "result",
        /// Why there is no figure, and which would do.
        optional unmeasured: Option<UnmeasuredEntry> where "result",
    }
    at_most one of measures, qualitative, unmeasured;
}
