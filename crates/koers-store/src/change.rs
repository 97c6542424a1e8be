//! What somebody wants to have kept.

use crate::event::{Event, Head, Version};
use crate::record::{Kind, Record};
use koers_model::id::Id;

/// One change. A batch of them is kept whole or not at all.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "endings are few and short-lived")]
pub enum Change {
    /// This is how it is from now on.
    Put {
        /// The thing.
        record: Record,
        /// The version that was seen; `None`: it is new.
        seen: Option<Version>,
    },
    /// It is no longer current.
    End {
        /// What sort of thing.
        kind: Kind,
        /// Which one.
        id: Id,
        /// The version that was seen.
        seen: Version,
    },
}

impl Change {
    /// Something new.
    pub fn new(record: impl Into<Record>) -> Self {
        Self::Put {
            record: record.into(),
            seen: None,
        }
    }
    /// Something that was seen at a version, and is to be this. When it had ended, it is current again.
    pub fn of(record: impl Into<Record>, seen: Version) -> Self {
        Self::Put {
            record: record.into(),
            seen: Some(seen),
        }
    }
    /// Something that was seen at a version, and ends.
    #[must_use]
    pub const fn end(kind: Kind, id: Id, seen: Version) -> Self {
        Self::End { kind, id, seen }
    }
    /// What sort of thing changes.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Put { record, .. } => record.kind(),
            Self::End { kind, .. } => *kind,
        }
    }
    /// Which thing changes.
    #[must_use]
    pub const fn id(&self) -> &Id {
        match self {
            Self::Put { record, .. } => record.id(),
            Self::End { id, .. } => id,
        }
    }
    pub(crate) const fn seen(&self) -> Option<Version> {
        match self {
            Self::Put { seen, .. } => *seen,
            Self::End { seen, .. } => Some(*seen),
        }
    }
}

/// What a batch came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The new events, in order. What was already so makes none.
    pub events: Vec<Event>,
    /// The log after it.
    pub head: Head,
}
