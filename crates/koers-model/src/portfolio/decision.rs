//! What was decided, by whom, and what was weighed then. Aid and loans that follow from it.

use super::action::Evidence;
use super::money::{Amount, Money, Share};
use super::worded::worded;
use crate::id::Id;
use crate::text::Text;
use jiff::civil::Date;

worded! {
    /// What sort of entry in the memory.
    DecisionKind {
        /// A decision of the board or the council.
        Decision "decision" "besluit" "decision";
        /// A motion of the council.
        Motion "motion" "motie" "motion";
        /// Something that the board promised the council.
        Pledge "pledge" "toezegging" "pledge to the council";
        /// A recommendation of the audit office.
        Recommendation "recommendation" "aanbeveling van de rekenkamer" "audit recommendation";
    }
}

worded! {
    /// Where a motion, pledge or recommendation stands.
    Followed {
        /// Nothing is due.
        NotDue "not-due" "niet aan de orde" "nothing is due";
        /// To be done.
        Open "open" "open" "open";
        /// Done.
        Done "done" "afgedaan" "done";
        /// Voted down, or not taken over.
        Rejected "rejected" "verworpen" "rejected";
    }
}

/// What an entry hangs on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An element of a programme: framework and element.
    Element {
        /// The programme.
        framework: Id,
        /// Goal, outcome, line, commitment.
        element: Id,
    },
    /// An action or proposal.
    Action(Id),
}

/// What lay on the table: everything by id, so that it can be shown again as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed {
    /// Appraisals.
    pub appraisals: Vec<Id>,
    /// The selection run.
    pub selection: Option<Id>,
    /// The edition of that day.
    pub edition: Option<Id>,
}

/// An entry in the memory of decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: Id,
    /// Decision, motion, pledge, recommendation.
    pub kind: DecisionKind,
    /// Its name.
    pub title: Text,
    /// What it says, in our words.
    pub text: Option<Text>,
    /// Who decided: an organisation (board, council, audit office).
    pub by: Id,
    /// When.
    pub on: Date,
    /// What it hangs on.
    pub about: Vec<Subject>,
    /// What was weighed.
    pub weighed: Weighed,
    /// Where it stands.
    pub followed: Followed,
    /// Where it can be read.
    pub evidence: Vec<Evidence>,
}

/// Aid to one undertaking, on the day of the grant decision (Regulation (EU) 2023/2831, article 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aid {
    /// Its id.
    pub id: Id,
    /// Who gets it.
    pub undertaking: Id,
    /// The rule it falls under: an id of the dated rules in the workspace.
    pub rule: Id,
    /// Gross grant equivalent.
    pub amount: Money,
    /// The day of the decision.
    pub granted: Date,
    /// For which action.
    pub action: Option<Id>,
}

/// Two organisations that count as one undertaking for aid (article 2(2) of the same regulation).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Its id.
    pub id: Id,
    /// The one that controls.
    pub parent: Id,
    /// The one that is controlled.
    pub child: Id,
    /// Since when.
    pub from: Date,
    /// Until when, the last day included.
    pub to: Option<Date>,
    /// By what: majority of votes, the right to appoint, a contract.
    pub reason: String,
}

/// Money that should come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    /// Its id.
    pub id: Id,
    /// The fund that lends.
    pub fund: Id,
    /// Who borrows.
    pub borrower: Id,
    /// For which action.
    pub action: Option<Id>,
    /// How much was lent.
    pub principal: Amount,
    /// When.
    pub granted: Option<Date>,
    /// When the last of it is due.
    pub due: Option<Date>,
    /// Interest a year, where it is known.
    pub interest: Option<Share>,
    /// How much came back.
    pub repaid: Amount,
    /// How much will not come back.
    pub written_off: Amount,
    /// Where this stands.
    pub evidence: Vec<Evidence>,
}
