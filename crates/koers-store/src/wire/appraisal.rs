//! The forms of tests of proposals, and of what the board passed over.

use super::{form, words};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::{Appraisal, GateAnswer, GateResult, Moment, Override, Score};
use koers_model::snapshot::Hash;

words!(GateAnswer, Moment);

form!(GateResult as GateResultForm {
    gate: Id,
    answer: GateAnswer,
    reason: String,
});

form!(Score as ScoreForm {
    criterion: Id,
    score: Option<u8>,
    reason: String,
});

form!(Appraisal as AppraisalForm {
    id: Id,
    proposal: Id,
    set: Id,
    version: u32,
    set_hash: Hash,
    moment: Moment,
    assessor: String,
    made: Date,
    gates: Vec<GateResult>,
    scores: Vec<Score>,
});

form!(Override as OverrideForm {
    id: Id,
    proposal: Id,
    gate: Option<Id>,
    answer: GateAnswer,
    reason: String,
    decision: Id,
    made: Date,
});
