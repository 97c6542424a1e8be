//! The yardstick that proposals are tested with, and the tests.

use super::worded::worded;
use crate::citation::Citation;
use crate::id::Id;
use crate::region::RegionCode;
use crate::snapshot::Hash;
use crate::text::Text;
use jiff::civil::Date;

/// What a gate looks at. Where the register can answer, it answers; an assessor confirms or says why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GateTest {
    /// It serves at least one outcome of the programme.
    ServesOutcome,
    /// With it, the single undertaking stays below the ceiling of this aid rule on the day of the decision.
    AidCeiling(Id),
    /// It lands in one of these regions.
    EligibleRegion(Vec<RegionCode>),
    /// Every source it counts on is there, and together they pay for all of it.
    CofinancingComplete,
    /// No decision was taken on it yet.
    NotDecided,
    /// Only people can say.
    Judged,
}

/// A question that decides before any score is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Its id within the set.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// The question; *yes* passes.
    pub question: Text,
    /// What it looks at.
    pub test: GateTest,
    /// Where the programme asks for it.
    pub cite: Vec<Citation>,
    /// Why it is asked, where the programme does not say.
    pub why: Option<Text>,
}

/// One step of a scale, in words: what a proposal must be like to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The score.
    pub score: u8,
    /// What earns it.
    pub words: Text,
}

/// The weights that may be given to a criterion, in thousandths of the whole, and the one that is used unless somebody asks for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightRange {
    low: u16,
    usual: u16,
    high: u16,
}

/// Why three weights are no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("weights go from low over usual to high, in thousandths up to 1000")]
pub struct NoWeights;

impl WeightRange {
    /// A range of weights.
    ///
    /// # Errors
    /// [`NoWeights`] when they do not rise, or pass the whole.
    pub const fn new(low: u16, usual: u16, high: u16) -> Result<Self, NoWeights> {
        if low <= usual && usual <= high && high <= 1000 {
            Ok(Self { low, usual, high })
        } else {
            Err(NoWeights)
        }
    }
    /// The least.
    #[must_use]
    pub const fn low(self) -> u16 {
        self.low
    }
    /// The usual one.
    #[must_use]
    pub const fn usual(self) -> u16 {
        self.usual
    }
    /// The most.
    #[must_use]
    pub const fn high(self) -> u16 {
        self.high
    }
}

/// Something that proposals are scored on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its id within the set.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// What is asked.
    pub question: Text,
    /// The outcome of the programme that it is, where it is one.
    pub outcome: Option<Id>,
    /// The scale, lowest first; at least two steps.
    pub scale: Vec<Anchor>,
    /// How heavy it may weigh.
    pub weight: WeightRange,
    /// Where the programme asks for it.
    pub cite: Vec<Citation>,
    /// Why it is asked, where the programme does not say.
    pub why: Option<Text>,
}

worded! {
    /// Where the weights of a set come from.
    WeightsFrom {
        /// The programme says them.
        Programme "programme" "uit het programma" "from the programme";
        /// Nobody decided them: a starting point until somebody does.
        Assumed "assumed" "aangenomen" "assumed";
    }
}

/// The yardstick: gates first, then criteria. Whoever changes it makes a new version; what was tested keeps the version it was tested with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriteriaSet {
    /// Its id.
    pub id: Id,
    /// Its version, from one.
    pub version: u32,
    /// Its name.
    pub title: Text,
    /// What it is and how it was made.
    pub text: Option<Text>,
    /// The programme it comes from.
    pub framework: Id,
    /// Since when it is used.
    pub from: Date,
    /// Where its weights come from.
    pub weights_from: WeightsFrom,
    /// What decides first.
    pub gates: Vec<Gate>,
    /// What is scored.
    pub criteria: Vec<Criterion>,
}

worded! {
    /// The answer to a gate.
    GateAnswer {
        /// It passes.
        Yes "yes" "ja" "yes";
        /// It does not.
        No "no" "nee" "no";
        /// It cannot be said yet, so it does not pass yet.
        Unknown "unknown" "nog niet te zeggen" "cannot be said yet";
    }
}

/// An answer to a gate, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateResult {
    /// The gate.
    pub gate: Id,
    /// The answer.
    pub answer: GateAnswer,
    /// Why. Never empty.
    pub reason: String,
}

/// A score on a criterion, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The criterion.
    pub criterion: Id,
    /// The step of the scale; `None`: looked at, and it cannot be said.
    pub score: Option<u8>,
    /// Why. Never empty.
    pub reason: String,
}

worded! {
    /// When a proposal is tested.
    Moment {
        /// Before the decision.
        First "first" "voordat is besloten" "before the decision";
        /// Halfway, with the same set.
        MidTerm "mid-term" "halverwege" "mid-term";
        /// At the end, with the same set.
        Final "final" "aan het eind" "at the end";
    }
}

/// One assessor's reasoned test of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// Its id.
    pub id: Id,
    /// The proposal.
    pub proposal: Id,
    /// The criteria set.
    pub set: Id,
    /// Its version.
    pub version: u32,
    /// Hash of the file as it was, so that nobody can change the yardstick afterwards.
    pub set_hash: Hash,
    /// When in the life of the proposal.
    pub moment: Moment,
    /// Who tested: a name of an account or a function, as entered.
    pub assessor: String,
    /// When.
    pub made: Date,
    /// The gates.
    pub gates: Vec<GateResult>,
    /// The scores.
    pub scores: Vec<Score>,
}

/// The board decides otherwise than the test says. It stands forever, with its reason: it is never changed and never ends. Where the board decides otherwise
/// again, a later one is entered beside it, which holds from its day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Its id.
    pub id: Id,
    /// The proposal.
    pub proposal: Id,
    /// The gate that is passed over; `None`: the score as a whole.
    pub gate: Option<Id>,
    /// What holds instead.
    pub answer: GateAnswer,
    /// Why. Never empty.
    pub reason: String,
    /// The decision that says so.
    pub decision: Id,
    /// When.
    pub made: Date,
}

impl Override {
    /// The *no* about the proposal as a whole that this one takes back: the newest before it, where this one is about the whole too and says
    /// something else.
    pub fn takes_back<'a>(&self, others: impl IntoIterator<Item = &'a Self>) -> Option<&'a Self> {
        if self.gate.is_some() || self.answer == GateAnswer::No {
            return None;
        }
        let before = others.into_iter().filter(|other| {
            other.gate.is_none()
                && other.proposal == self.proposal
                && (other.made, &other.id) < (self.made, &self.id)
        });
        let last = before.max_by_key(|other| (other.made, &other.id));
        last.filter(|other| other.answer == GateAnswer::No)
    }
}
