//! What was kept at an earlier moment: the log folded up to there.

use crate::error::Error;
use crate::event::At;
use crate::record::{Kind, Record};
use crate::store::Store;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use std::collections::BTreeMap;

/// So many events are read at a time.
const STRIDE: u32 = 1000;

impl Store {
    /// What was current at a moment, that moment included. Events count in the order of their numbers; one whose clock ran ahead of the moment
    /// is left out.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when an event is not as Koers writes it.
    pub fn as_of(&self, moment: At) -> Result<Register, Error> {
        let mut current: BTreeMap<(Kind, Id), Option<Record>> = BTreeMap::new();
        let mut after = 0;
        loop {
            let events = self.events(after, STRIDE)?;
            let Some(last) = events.last() else { break };
            after = last.seq;
            for event in events.into_iter().filter(|event| event.at <= moment) {
                current.insert((event.kind, event.id), event.after);
            }
        }
        let mut register = Register::default();
        for record in current.into_values().flatten() {
            record.enter(&mut register);
        }
        Ok(register)
    }
}
