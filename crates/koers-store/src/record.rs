//! The kinds of things that are kept, and one of them.

use crate::wire::{self, FormError, Unread};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, FundingSource, Organisation};
use koers_model::portfolio::appraisal::{Appraisal, Override};
use koers_model::portfolio::decision::{Aid, Control, Decision, Loan};
use koers_model::portfolio::estimate::{Estimate, Finding};
use koers_model::portfolio::register::Register;
use std::fmt;

/// Declares the kinds: the type, its place in the register, its word.
macro_rules! nouns {
    ($( $(#[$doc:meta])* $noun:ident $place:ident $word:literal; )+) => {
        /// What sort of thing is kept.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind { $( $(#[$doc])* $noun, )+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[ $( Self::$noun ),+ ];

            /// Its word in the log and in the tables.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$noun => $word ),+ }
            }
            /// The kind with that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$noun), )+ _ => None }
            }
        }

        /// One thing that is kept.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #[expect(clippy::large_enum_variant, reason = "actions are the most and the largest; a box would cost every reader")]
        pub enum Record { $( $(#[$doc])* $noun($noun), )+ }

        impl Record {
            /// What sort of thing it is.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $( Self::$noun(_) => Kind::$noun ),+ }
            }
            /// Its id, unique within its kind.
            #[must_use]
            pub const fn id(&self) -> &Id {
                match self { $( Self::$noun(record) => &record.id ),+ }
            }
            /// Its canonical text: what is kept and hashed.
            ///
            /// # Errors
            /// [`FormError`] when it cannot be written; no value of the model is known that cannot.
            pub fn encode(&self) -> Result<String, FormError> {
                match self { $( Self::$noun(record) => wire::encode($word, record) ),+ }
            }
            /// The record of a canonical text.
            ///
            /// # Errors
            /// [`FormError`] when the text is not one that [`Record::encode`] gives for this kind.
            pub fn decode(kind: Kind, text: &str) -> Result<Self, FormError> {
                match kind { $( Kind::$noun => wire::decode($word, text).map(Self::$noun) ),+ }
            }
            /// The record of a JSON object as people write it: fields in any order, and what nobody filled in may be left out.
            pub(crate) fn read(kind: Kind, text: &str) -> Result<Self, Unread> {
                match kind { $( Kind::$noun => wire::read(text).map(Self::$noun) ),+ }
            }
            /// Everything in a register, by kind and then by id.
            #[must_use]
            pub fn all(register: &Register) -> Vec<Self> {
                let mut all = Vec::new();
                $( all.extend(register.$place.values().cloned().map(Self::$noun)); )+
                all
            }
            /// One thing of a register.
            #[must_use]
            pub fn of(register: &Register, kind: Kind, id: &Id) -> Option<Self> {
                match kind { $( Kind::$noun => register.$place.get(id).cloned().map(Self::$noun) ),+ }
            }
            /// Puts it in its place in a register.
            pub fn enter(self, register: &mut Register) {
                match self { $( Self::$noun(record) => {
                    register.$place.insert(record.id.clone(), record);
                } )+ }
            }
        }

        $( impl From<$noun> for Record {
            fn from(record: $noun) -> Self {
                Self::$noun(record)
            }
        } )+
    };
}

nouns! {
    /// An applicant, a partner, a firm.
    Organisation organisations "organisation";
    /// Who or what pays.
    FundingSource funding_sources "funding-source";
    /// A proposal or an action.
    Action actions "action";
    /// A test of a proposal.
    Appraisal appraisals "appraisal";
    /// What the board passed over.
    Override overrides "override";
    /// What is expected of an action.
    Estimate estimates "estimate";
    /// What came of an estimate.
    Finding findings "finding";
    /// An entry in the memory of decisions.
    Decision decisions "decision";
    /// Aid to an undertaking.
    Aid aid "aid";
    /// Who controls whom.
    Control controls "control";
    /// Money that should come back.
    Loan loans "loan";
}

impl Kind {
    /// Whether it stands forever as it was entered: it neither changes nor ends. What holds from a later day is entered beside it.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Override)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
