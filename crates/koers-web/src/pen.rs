//! Where what people enter is written, and in whose name. Nothing is written without a [`Permit`].

use koers_model::id::Id;
use koers_run::permission::{Deed, Permit};
use koers_store::event::Line;
use koers_store::{
    At, Author, Change, Error, Event, Kept, Kind, Reason, Sought, Store, Survey, Verb, Written,
};
use std::fmt;
use std::sync::Arc;

/// The register of a workspace, and the clock beside it.
pub trait Ledger: Send + Sync {
    /// The register, where somebody entered something: looking makes no file.
    ///
    /// # Errors
    /// When it is there and cannot be opened.
    fn there(&self) -> Result<Option<Arc<Store>>, Error>;
    /// The register; it is made where it is not there yet.
    ///
    /// # Errors
    /// When it cannot be made or opened.
    fn made(&self) -> Result<Arc<Store>, Error>;
    /// The moment it is; `None` when the clock is far off.
    fn now(&self) -> Option<At>;
}

/// Writes in one name.
#[derive(Clone)]
pub struct Pen {
    ledger: Arc<dyn Ledger>,
    who: Author,
}

impl fmt::Debug for Pen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pen")
            .field("who", &self.who)
            .finish_non_exhaustive()
    }
}

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The permit is for something else.
    #[error("this permit is for something else")]
    OtherDeed,
    /// The clock of the machine is far off, and the log says when.
    #[error("the clock of this machine is far off")]
    Clock,
    /// The register.
    #[error(transparent)]
    Store(#[from] Error),
}

/// What must be permitted before things of a kind are entered or changed.
#[must_use]
pub const fn deed(kind: Kind) -> Deed {
    match kind {
        Kind::Appraisal => Deed::Appraise,
        Kind::Decision => Deed::Decide,
        Kind::Override => Deed::Override,
        _ => Deed::Enter,
    }
}

impl Pen {
    /// Writes in a register, in the name of somebody.
    #[must_use]
    pub fn new(ledger: Arc<dyn Ledger>, who: Author) -> Self {
        Self { ledger, who }
    }
    /// In whose name.
    #[must_use]
    pub const fn who(&self) -> &Author {
        &self.who
    }
    /// What is kept now.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn kept(&self) -> Result<Kept, Error> {
        match self.ledger.there()? {
            Some(store) => store.kept(),
            None => Ok(Kept::nothing()),
        }
    }
    /// Everything that happened to one thing, first to last.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn history(&self, kind: Kind, id: &Id) -> Result<Vec<Event>, Error> {
        match self.ledger.there()? {
            Some(store) => store.history(kind, id),
            None => Ok(Vec::new()),
        }
    }
    /// How much of the log there is of what is looked for.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn survey(&self, sought: Sought<'_>) -> Result<Survey, Error> {
        match self.ledger.there()? {
            Some(store) => store.survey(sought),
            None => Ok(Survey::default()),
        }
    }
    /// At most so many lines of the log that are looked for, newest first, after passing over so many.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn newest(&self, sought: Sought<'_>, over: u64, most: u32) -> Result<Vec<Line>, Error> {
        match self.ledger.there()? {
            Some(store) => store.newest(sought, over, most),
            None => Ok(Vec::new()),
        }
    }
    /// Writes one change. A permit is used up by it: it was asked for this, and for nothing after it.
    ///
    /// # Errors
    /// [`WriteError::OtherDeed`] when something else was permitted, and what the register says: [`Error::Conflict`] when somebody else
    /// was first.
    pub fn write(&self, permit: Permit, change: Change, reason: &Reason) -> Result<Written, WriteError> {
        let needed = match &change {
            Change::End { .. } => Deed::End,
            Change::Put { record, .. } if permit.deed() == Deed::End => {
                // Reopening gives back what had ended, as it was.
                let events = self.history(record.kind(), record.id())?;
                let last = events.last().filter(|event| event.verb == Verb::Ended);
                if last.and_then(|event| event.before.as_ref()) != Some(record) {
                    return Err(WriteError::OtherDeed);
                }
                Deed::End
            }
            Change::Put { record, .. } => deed(record.kind()),
        };
        if permit.deed() != needed {
            return Err(WriteError::OtherDeed);
        }
        let at = self.ledger.now().ok_or(WriteError::Clock)?;
        Ok(self.ledger.made()?.write(&[change], &self.who, at, reason)?)
    }
}
