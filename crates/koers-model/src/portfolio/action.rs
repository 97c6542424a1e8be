//! What is really done, by whom, with which money; and what somebody asks for.

use super::money::{Amount, Share, TooMuch, Total};
use super::worded::worded;
use crate::address::WebAddress;
use crate::id::Id;
use crate::region::RegionCode;
use crate::text::Text;
use jiff::civil::Date;
use std::collections::BTreeMap;

worded! {
    /// What sort of action it is.
    ActionKind {
        /// An ongoing way of working, without an end of its own.
        Process "process" "proces" "process";
        /// A set of projects with one aim.
        Programme "programme" "programma" "programme";
        /// A one-off piece of work with a start and an end.
        Project "project" "project" "project";
    }
}

worded! {
    /// Where an action stands, from asked for to ended. Nothing is deleted: what does not go on, ends.
    Stage {
        /// Somebody asks for it.
        Proposed "proposed" "voorgesteld" "proposed";
        /// Decided: it gets (some of) its money, and has not begun.
        Granted "granted" "toegekend" "granted";
        /// It is being done.
        Running "running" "loopt" "running";
        /// Done, and accounted for.
        Completed "completed" "afgerond" "completed";
        /// Begun, and ended before it was done.
        Stopped "stopped" "gestopt" "stopped";
        /// Decided: it gets nothing.
        Refused "refused" "afgewezen" "refused";
        /// Who asked for it took it back.
        Withdrawn "withdrawn" "ingetrokken" "withdrawn";
    }
}

impl Stage {
    /// Whether nothing follows on this stage.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Stopped | Self::Refused | Self::Withdrawn
        )
    }
    /// Whether an action may go from this stage to another one. Staying is always possible.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        self == next
            || match self {
                Self::Proposed => matches!(next, Self::Granted | Self::Refused | Self::Withdrawn),
                Self::Granted => matches!(next, Self::Running | Self::Withdrawn | Self::Stopped),
                Self::Running => matches!(next, Self::Completed | Self::Stopped),
                Self::Completed | Self::Stopped | Self::Refused | Self::Withdrawn => false,
            }
    }
}

worded! {
    /// What a partner does in an action.
    PartnerRole {
        /// Answers for the whole.
        Lead "lead" "trekker" "lead";
        /// Does part of the work.
        Performer "performer" "uitvoerder" "performer";
        /// Brings money.
        Funder "funder" "financier" "funder";
        /// Knows, advises, researches.
        Adviser "adviser" "adviseur" "adviser";
        /// Gets something out of it.
        Beneficiary "beneficiary" "begunstigde" "beneficiary";
    }
}

/// A partner in an action.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participation {
    /// The organisation.
    pub organisation: Id,
    /// What it does.
    pub role: PartnerRole,
}

/// Where an action lands.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// A region of the register.
    Region(RegionCode),
    /// A point: degrees north and east (WGS 84), in millionths.
    Point {
        /// Degrees north, in millionths.
        north: i32,
        /// Degrees east, in millionths.
        east: i32,
    },
}

/// Something that will be there on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its id within the action.
    pub id: Id,
    /// What will be there.
    pub title: Text,
    /// When it should be.
    pub due: Date,
    /// When it was.
    pub reached: Option<Date>,
}

worded! {
    /// How likely, or how bad: three steps, for people who guess.
    Grade {
        /// Low.
        Low "low" "laag" "low";
        /// In between.
        Medium "medium" "midden" "medium";
        /// High.
        High "high" "hoog" "high";
    }
}

/// What may go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// Its id within the action.
    pub id: Id,
    /// What may happen.
    pub title: Text,
    /// How likely.
    pub likelihood: Grade,
    /// How bad.
    pub impact: Grade,
    /// What is done about it.
    pub response: Option<Text>,
}

worded! {
    /// How an action hangs on another one.
    DependencyKind {
        /// Only with the other one.
        Requires "requires" "kan alleen met" "requires";
        /// Only without the other one.
        Excludes "excludes" "kan niet samen met" "excludes";
    }
}

/// A tie to another action.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// The other action.
    pub on: Id,
    /// How.
    pub kind: DependencyKind,
}

worded! {
    /// At which step of the budget cycle an amount was written down (BBV, and the columns that provinces print).
    Step {
        /// The budget as first adopted.
        Original "original" "primitieve begroting" "original budget";
        /// The budget after changes.
        Amended "amended" "begroting na wijziging" "amended budget";
        /// Promised to others by a decision.
        Committed "committed" "verplicht" "committed";
        /// Spent or received.
        Realised "realised" "gerealiseerd" "realised";
    }
}

worded! {
    /// Which way money goes.
    Side {
        /// Lasten.
        Cost "cost" "lasten" "costs";
        /// Baten.
        Income "income" "baten" "income";
    }
}

worded! {
    /// What sort of source pays.
    SourceKind {
        /// The region's own budget.
        Own "own" "eigen begroting" "own budget";
        /// Taken out of a reserve.
        Reserve "reserve" "onttrekking aan reserve" "withdrawal from reserve";
        /// A fund with rules of its own.
        Fund "fund" "fonds" "fund";
        /// An EU programme, with a rate of co-financing.
        EuProgramme "eu-programme" "EU-programma" "EU programme";
        /// Another government.
        Government "government" "andere overheid" "other government";
        /// A partner.
        Partner "partner" "partner" "partner";
    }
}

/// Who or what pays: a budget that choices are made under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundingSource {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// What sort.
    pub kind: SourceKind,
    /// The largest part of the cost that it pays, where its rules say so.
    pub rate: Option<Share>,
    /// Where this stands.
    pub evidence: Vec<Evidence>,
}

/// An amount in one year of one action: the smallest piece of money that is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MoneyLine {
    /// Its id within the action, so that a workbook can hand the same line back.
    pub id: Id,
    /// The calendar year.
    pub year: i16,
    /// Step of the budget cycle.
    pub step: Step,
    /// Cost or income.
    pub side: Side,
    /// The funding source.
    pub source: Id,
    /// How much. Costs and income are both written as positive amounts; a correction may be negative.
    pub amount: Amount,
    /// Programme of the budget that it falls under.
    pub programme: Option<Id>,
    /// Task field (taakveld, Iv3) that it falls under. With the programme it makes the many-to-many map that the accounts ask for.
    pub task_field: Option<Id>,
}

/// Where a fact about an action stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Name of the document, with the place in it.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published or seen.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<WebAddress>,
}

/// What makes an action a proposal: somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The organisation that asks. Persons are not kept.
    pub applicant: Id,
    /// When it was asked.
    pub received: Date,
    /// What the public may read.
    pub public: Text,
    /// Levels at which it could be funded, in parts of what is asked, rising; the whole is the last one. One level: all or nothing.
    pub levels: Vec<Share>,
}

/// What is really done. A proposal is an action with a [`Request`].
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its id.
    pub id: Id,
    /// Process, programme or project.
    pub kind: ActionKind,
    /// Its name.
    pub title: Text,
    /// What it is, in a few sentences.
    pub summary: Option<Text>,
    /// Where it stands.
    pub stage: Stage,
    /// The programme of policy it belongs to.
    pub framework: Id,
    /// Lines or themes.
    pub lines: Vec<Id>,
    /// Objectives.
    pub objectives: Vec<Id>,
    /// Activities of the programme that it carries out.
    pub carries_out: Vec<Id>,
    /// Outcomes that it serves.
    pub serves: Vec<Id>,
    /// Roles of the province in it.
    pub roles: Vec<Id>,
    /// The scale level.
    pub scale: Option<Id>,
    /// Policy domains.
    pub domains: Vec<Id>,
    /// Who takes part.
    pub partners: Vec<Participation>,
    /// Where it lands.
    pub places: Vec<Place>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// What will be there when.
    pub milestones: Vec<Milestone>,
    /// What may go wrong.
    pub risks: Vec<Risk>,
    /// Ties to other actions.
    pub dependencies: Vec<Dependency>,
    /// Its money.
    pub money: Vec<MoneyLine>,
    /// Who asks for it, where somebody does.
    pub request: Option<Request>,
    /// Where all this stands.
    pub evidence: Vec<Evidence>,
}

impl Action {
    /// What it costs at a step of the budget cycle, all years together; nothing at all where no money of that step was entered.
    ///
    /// # Errors
    /// [`TooMuch`] past what can be counted.
    pub fn cost(&self, step: Step) -> Result<Total, TooMuch> {
        Total::of(self.costs(step).map(|line| line.amount))
    }

    /// The amounts that make up its cost at a step of the budget cycle. Amounts of different steps never add up.
    pub fn costs(&self, step: Step) -> impl Iterator<Item = &MoneyLine> {
        let lines = self.money.iter();
        lines.filter(move |line| line.step == step && line.side == Side::Cost)
    }

    /// What its money comes to at each step of the budget cycle, costs and income apart.
    ///
    /// # Errors
    /// [`TooMuch`] past what can be counted.
    pub fn totals(&self) -> Result<BTreeMap<(Step, Side), Total>, TooMuch> {
        self.added_up(|line| (line.step, line.side))
    }

    /// What each funding source pays or brings in at each step of the budget cycle.
    ///
    /// # Errors
    /// [`TooMuch`] past what can be counted.
    pub fn totals_by_source(&self) -> Result<BTreeMap<(Step, Side, &Id), Total>, TooMuch> {
        self.added_up(|line| (line.step, line.side, &line.source))
    }

    fn added_up<'a, K: Ord>(
        &'a self,
        key: impl Fn(&'a MoneyLine) -> K,
    ) -> Result<BTreeMap<K, Total>, TooMuch> {
        let mut heaps: BTreeMap<K, Vec<Amount>> = BTreeMap::new();
        for line in &self.money {
            heaps.entry(key(line)).or_default().push(line.amount);
        }
        let totals = heaps
            .into_iter()
            .map(|(key, amounts)| Ok((key, Total::of(amounts)?)));
        totals.collect()
    }

    /// The step at which its newest budget stands: the amended budget where it has one, otherwise the first. What was committed or spent says how
    /// far things are, and not what they are to cost.
    #[must_use]
    pub fn newest_budget(&self) -> Step {
        let amended = self.costs(Step::Amended).next();
        amended.map_or(Step::Original, |line| line.step)
    }
}

worded! {
    /// What sort of organisation.
    OrganisationKind {
        /// A government or one of its agencies.
        Government "government" "overheid" "government";
        /// A firm.
        Firm "firm" "bedrijf" "firm";
        /// A school or university.
        Education "education" "onderwijs" "education";
        /// Research.
        Knowledge "knowledge" "kennisinstelling" "research";
        /// A group of firms, workers or citizens.
        Association "association" "vereniging of stichting" "association";
        /// A partnership of several sorts.
        Partnership "partnership" "samenwerking" "partnership";
    }
}

/// An organisation: an applicant, a partner, a firm that gets aid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What sort.
    pub kind: OrganisationKind,
    /// Number in the trade register, eight digits, where it has one.
    pub register_number: Option<String>,
    /// The partner of a programme that it is.
    pub partner: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back_and_stages_never_go_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_word(stage.word()), Some(*stage));
            assert!(stage.may_become(*stage));
            assert!(!stage.may_become(Stage::Proposed) || *stage == Stage::Proposed);
            let goes_on = Stage::ALL
                .iter()
                .any(|next| next != stage && stage.may_become(*next));
            assert_eq!(goes_on, !stage.is_final(), "{}", stage.word());
        }
        assert_eq!(Stage::from_word("Running"), None);
    }
}
