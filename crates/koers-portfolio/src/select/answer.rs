//! What comes out: the choice, and for every proposal what became of it and why.

use super::field::Bar;
use super::proof::Proof;
use super::rule::{Obstacle, Rule};
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_solve::choose::Certain;
use std::collections::{BTreeMap, BTreeSet};

/// How a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// No choice is worth more: proven.
    Best,
    /// No choice is worth much more: proven, within the gap asked for.
    NearBest,
    /// Nothing keeps all bounds: proven.
    Impossible,
    /// The work allowed was used up first; what could still be won is said.
    Unfinished,
}

impl Ended {
    /// Its word for machines.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::NearBest => "near-best",
            Self::Impossible => "impossible",
            Self::Unfinished => "unfinished",
        }
    }
}

/// The choice in short.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// How the search ended.
    pub ended: Ended,
    /// What is chosen, at which level.
    pub chosen: BTreeMap<Id, Share>,
    /// What that is worth: one for each proposal with full marks, in part for a part.
    pub value: f64,
    /// What no choice can pass; none when nothing keeps all bounds.
    pub bound: Option<f64>,
    /// What the choice gets of the sources that have a budget.
    pub cost: Money,
    /// Outcomes that a proposal chosen, or an action that goes on, serves.
    pub served: BTreeSet<Id>,
    /// Outcomes that only proposals left out would serve, with those.
    pub unserved: BTreeMap<Id, Vec<Id>>,
    /// When nothing keeps all bounds: what clashes.
    pub clash: Option<Clash>,
}

impl Outline {
    /// Whether no choice was made: nothing keeps all bounds, or none was found within the work allowed.
    #[must_use]
    pub fn is_none(&self) -> bool {
        match self.ended {
            Ended::Impossible => true,
            Ended::Unfinished => self.chosen.is_empty(),
            Ended::Best | Ended::NearBest => false,
        }
    }

    /// What could still be won at most, as a part of the value.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        let open = self.bound? - self.value;
        if open <= 0.0 {
            Some(0.0)
        } else {
            (self.value > 0.0).then(|| open / self.value)
        }
    }
}

/// Rules that cannot all be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// These: without any one of them a choice can be made.
    pub rules: Vec<Rule>,
    /// Whether every such set was found, so that none is smaller.
    pub smallest: bool,
    /// Other such sets that were found.
    pub others: Vec<Vec<Rule>>,
}

/// How much better a proposal must be to be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Better {
    /// Its score must be higher by this much: at least, and what is surely enough where that is known. Nothing at all: another choice, with this
    /// proposal, is worth as much.
    By {
        /// At least.
        low: f64,
        /// Surely enough; none when no such value was found, or none on the scale.
        high: Option<f64>,
    },
    /// Not even with the highest value there is: it would have to be more than one.
    OffScale,
    /// Whatever it is worth, nothing with it keeps all bounds.
    Never,
}

/// How much cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cheaper {
    /// At this many thousandths of what it asks it surely is in a best choice; none: not even for nothing.
    pub surely: Option<u16>,
    /// Above this many thousandths it surely is not; none: not even for nothing. All of them where a lower price need not help, as a least amount of
    /// money or a balance counts it: then nothing is said of other prices.
    pub at_most: Option<u16>,
}

impl Cheaper {
    /// At how many thousandths of what it asks it gets in, where that is neither nothing nor all of it.
    #[must_use]
    pub fn price(self) -> Option<u16> {
        self.surely
            .or(self.at_most)
            .filter(|share| (1..1000).contains(share))
    }
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// It is chosen.
    Chosen {
        /// At this level.
        level: Share,
        /// What stands in the way of the next level, where there is one.
        more: Vec<Obstacle>,
    },
    /// It is left out.
    LeftOut {
        /// What adding it to the choice as it stands would break. Nothing: it would fit, and adds no value that was asked for.
        obstacles: Vec<Obstacle>,
        /// How much better it must be, where that was worked out.
        better: Option<Better>,
        /// How much cheaper it must be, where that was worked out.
        cheaper: Option<Cheaper>,
    },
    /// It could not be chosen, and was given no value.
    Barred(Vec<Bar>),
    /// No choice was made at all.
    Undecided,
}

impl Fate {
    /// Its word for machines.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Chosen { .. } => "chosen",
            Self::LeftOut { .. } => "left-out",
            Self::Barred(_) => "barred",
            Self::Undecided => "undecided",
        }
    }
}

/// How often a proposal is among the first, under doubt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Among {
    /// As many as these: the number that is chosen.
    pub first: usize,
    /// How often, as a part of the draws.
    pub share: f64,
    /// Its interval.
    pub between: (f64, f64),
}

/// The places of a proposal over all admissible weights and between the scores of the assessors (SMAA-2). Shares come with the interval within
/// which more draws would end, nineteen times out of twenty.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    /// How often it comes first.
    pub first: f64,
    /// Its interval.
    pub first_between: (f64, f64),
    /// How often it is among as many as are chosen; none when nothing is chosen.
    pub among: Option<Among>,
    /// Its place on average, from 1.
    pub mean: f64,
    /// What somebody finds important for whom it is the best: criterion and weight. Nothing when it never is.
    pub central: Option<Vec<(Id, f64)>>,
}

/// What a criterion weighs, and what it weighs where a fate turns, as parts of all weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// The criterion.
    pub criterion: Id,
    /// What it weighs as things are.
    pub was: f64,
    /// What it weighs then, in whole millionths.
    pub then: f64,
}

/// The smallest change of weights, within their ranges, that changes whether (or at which level) a proposal is chosen.
///
/// A fate turns where a choice with another fate is worth more than every choice with the fate as it is. Where both are worth exactly as much it does
/// not: the weights that are told lie just past that.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// None is known: there is none, or none was found.
    None(Certain),
    /// It turns.
    At {
        /// Every criterion; at the new weights it turns.
        weights: Vec<Shift>,
        /// How much weight goes from some criteria to others, as a part of all weight: half the sum of all that they differ.
        moved: f64,
        /// At which level it is chosen then; nothing: it is left out.
        level: Option<Share>,
        /// Whether the choice at those weights was proven to be the best there.
        best: bool,
        /// Whether it is the smallest there is, or the smallest that was found.
        certain: Certain,
    },
}

impl Turn {
    /// Whether it is certain that nothing less turns it.
    #[must_use]
    pub const fn certain(&self) -> Certain {
        match self {
            Self::None(certain) | Self::At { certain, .. } => *certain,
        }
    }
}

/// What is said of one proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The proposal.
    pub proposal: Id,
    /// Its value, from nothing to one; none when it is barred.
    pub score: Option<f64>,
    /// What it asks of the sources that have a budget, in the years of the plan, as far as known.
    pub asks: Money,
    /// Whether it asks money outside those years: no budget here counts it.
    pub outside: bool,
    /// What became of it.
    pub fate: Fate,
    /// What it gets when it is chosen, at its level: by source and calendar year of the plan, each rounded to the cent.
    pub gets: BTreeMap<(Id, i16), Money>,
    /// At which level going down the list of scores would have taken it.
    pub by_score: Option<Share>,
    /// In which part of the portfolios it is that are best under some weights, or (see [`CoreIndex::exact`]) not dominated.
    pub core: Option<f64>,
    /// Its places under doubt.
    pub places: Option<Places>,
    /// What change of weights turns its fate.
    pub turn: Option<Turn>,
}

/// A budget after the choice.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetUse {
    /// The budget.
    pub budget: Id,
    /// The most.
    pub cap: Amount,
    /// What was promised already.
    pub carried: Amount,
    /// What the choice takes.
    pub used: Money,
    /// The shadow price: how much more the best would be worth with 100,000 euro more in this budget, if every proposal could be taken in any
    /// part from nothing to its whole, now and then. Between real choices value goes in jumps; see `more`.
    pub price: Option<f64>,
    /// The value that a tenth more of the cap brings: between the low and the high end, the same when both are proven.
    pub more: Option<(f64, f64)>,
}

/// What going down a list of scores would have chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What it takes, at which level.
    pub chosen: BTreeMap<Id, Share>,
    /// What that is worth.
    pub value: f64,
    /// The first that no longer fitted.
    pub first_out: Option<Id>,
    /// Rules that the list does not keep: it does not look at what must be reached, nor at balances.
    pub unreached: Vec<Rule>,
}

/// How the core index came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoreIndex {
    /// How many portfolios (when drawn: how many weights).
    pub portfolios: usize,
    /// How many different ones.
    pub different: usize,
    /// Whether it is over all portfolios that are not dominated. Otherwise over the best portfolio for weights that were drawn.
    pub exact: bool,
    /// When drawn: for how many weights the portfolio was not proven to be the very best.
    pub unproven: usize,
}

/// A point of value for money: no choice brings as much for less, or more for as little.
#[derive(Debug, Clone, PartialEq)]
pub struct ValuePoint {
    /// What it costs the sources that have a budget.
    pub cost: Money,
    /// What it is worth.
    pub value: f64,
    /// What is chosen then.
    pub chosen: BTreeMap<Id, Share>,
}

/// Value for money.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueLine {
    /// Dearest first.
    pub points: Vec<ValuePoint>,
    /// Whether every point there is stands here, each as good as the answer itself has to be. Else the list was cut off: points were looked for
    /// at some amounts only, and there may be others in between.
    pub complete: bool,
}

/// Something that whoever reads the answer must know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// Nobody knows how much is left of this budget.
    UnknownRoom(Id),
    /// This action goes on with money of this source, and nothing is written down as promised: it takes nothing of the budget here.
    NoCommitment(Id, Id),
    /// The ranges of the criteria admit no weights together: doubt cannot be told.
    NoAdmissibleWeights,
    /// The values of this method do not follow the weights in a straight line: the core index is over drawn weights, and turning weights were looked
    /// for step by step along lines, so that what turns elsewhere, or turns back between two looks, is not seen.
    NotLinear,
    /// This part of the answer was left out, because its numbers are too large or its search found no end.
    LeftAway(Part),
}

/// A part of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Places under doubt.
    Places,
    /// Core index.
    Core,
    /// Turning weights.
    Turns,
    /// Value for money.
    Frontier,
    /// What clashes.
    Clash,
}

/// From this many draws on a part of the draws is settled: nineteen times out of twenty it is within a third of a percentage point of where more draws would end.
const SETTLED: u64 = 100_000;

impl Selection {
    /// Whether so few weights were drawn for places that what they say is only a first look.
    #[must_use]
    pub const fn is_exploratory(&self) -> bool {
        self.draws > 0 && self.draws < SETTLED
    }
}

/// The whole answer.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The plan.
    pub plan: Id,
    /// The choice in short.
    pub outline: Outline,
    /// Every proposal that takes part, by id.
    pub judged: Vec<Judged>,
    /// Every budget, in the order of the plan.
    pub budgets: Vec<BudgetUse>,
    /// Going down the list, passing over what does not fit.
    pub by_score: Ranking,
    /// Going down the list of whole proposals, and ending at the first that does not fit.
    pub by_score_strictly: Ranking,
    /// How the core index came about.
    pub core: Option<CoreIndex>,
    /// How many weights were drawn for places.
    pub draws: u64,
    /// Value for money.
    pub frontier: Option<ValueLine>,
    /// The proof of how good the choice is.
    pub proof: Proof,
    /// What to know.
    pub notes: BTreeSet<Note>,
}
