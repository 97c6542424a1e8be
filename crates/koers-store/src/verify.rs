//! Proves that the log is whole and that what is current follows from it.

use crate::backend::{Object, Rows};
use crate::error::Error;
use crate::event::{Head, Line, Verb};
use crate::record::Record;
use koers_model::snapshot::Hash;
use std::collections::BTreeMap;

/// What a check of the log came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Every event is chained to the one before, and what is current is what they come to.
    Chain {
        /// The last event. Whoever writes it down elsewhere can check later that the log was only added to.
        head: Head,
        /// How many things are kept, ended ones included.
        things: usize,
    },
    /// Something was changed outside Koers.
    Broken {
        /// The first event that does not fit.
        seq: u64,
        /// What does not fit.
        fault: Fault,
    },
}

/// What does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Fault {
    /// There is no event with this number, and there is one after it.
    #[error("the event is missing")]
    Missing,
    /// It is not chained to the event before it.
    #[error("it is not chained to the event before it")]
    Link,
    /// Its hash is not that of its fields.
    #[error("it is not as it was written")]
    Hash,
    /// One of its fields cannot be read.
    #[error("its field `{0}` cannot be read")]
    Field(&'static str),
    /// It does not follow from what was before.
    #[error("it does not follow from what was before")]
    Story,
    /// It changes or ends what stands for ever.
    #[error("it changes or ends what stands for ever")]
    Stands,
    /// The table of current things says something else than the events.
    #[error("what is current is not what the events come to")]
    Current,
    /// Something current was last touched by a change after the last one of the log: the end of the log was taken away.
    #[error("the end of the log was taken away: what is current rests on changes that are not in it")]
    Cut,
    /// The log that was known earlier is not the beginning of this one.
    #[error("the log is not the one that was known earlier, continued")]
    Known,
}

/// How many events are held in memory at a time.
const PAGE: u32 = 500;

/// What the events so far come to.
#[derive(Default)]
pub(crate) struct Story {
    things: BTreeMap<(String, String), Object>,
}

impl Story {
    /// Takes one event in; `None` when it cannot follow on what was before.
    fn follow(&mut self, line: &Line, verb: Verb) -> Option<()> {
        let name = (line.kind.clone(), line.id.clone());
        let was = self.things.get(&name);
        let fits = match (verb, was, &line.before, &line.after) {
            (Verb::Created, None, None, Some(_)) => true,
            (Verb::Changed, Some(was), Some(before), Some(_)) => !was.ended && was.body == *before,
            (Verb::Ended, Some(was), Some(before), None) => !was.ended && was.body == *before,
            (Verb::Reopened, Some(was), None, Some(_)) => was.ended,
            _ => false,
        };
        let body = line.after.clone().or_else(|| was.map(|was| was.body.clone()));
        let object = Object {
            kind: line.kind.clone(),
            id: line.id.clone(),
            body: body?,
            version: line.seq,
            ended: verb == Verb::Ended,
        };
        fits.then(|| {
            self.things.insert(name, object);
        })
    }

    /// Takes in the event that comes after `head`: number, link, hash, fields, and whether it follows; or where it does not fit.
    pub(crate) fn take_in(&mut self, line: &Line, head: Head) -> Result<Head, (u64, Fault)> {
        let next = head.seq + 1;
        if line.seq != next {
            return Err((next, Fault::Missing));
        }
        let broken = |fault| (line.seq, fault);
        if line.prev != head.hash.to_string() {
            return Err(broken(Fault::Link));
        }
        let hash = line.rightful_hash();
        if line.hash != hash.to_string() {
            return Err(broken(Fault::Hash));
        }
        let event = line.event().map_err(|field| broken(Fault::Field(field)))?;
        let same = |record: &Option<Record>| {
            record
                .as_ref()
                .is_none_or(|record| record.kind() == event.kind && *record.id() == event.id)
        };
        if !same(&event.before) || !same(&event.after) {
            return Err(broken(Fault::Field("id")));
        }
        self.follow(line, event.verb).ok_or(broken(Fault::Story))?;
        Ok(Head { seq: line.seq, hash })
    }

    /// What is kept after the events so far.
    pub(crate) fn things(&self) -> impl Iterator<Item = &Object> {
        self.things.values()
    }
}

/// Reads the whole log and compares what it comes to with the table of current things.
pub(crate) fn verify(rows: &mut dyn Rows, known: Option<&Head>) -> Result<Proof, Error> {
    let (mut head, mut story) = (Head::start(), Story::default());
    loop {
        let lines = rows.lines(head.seq, PAGE)?;
        for line in &lines {
            head = match story.take_in(line, head) {
                Ok(head) => head,
                Err((seq, fault)) => return Ok(Proof::Broken { seq, fault }),
            };
            if known.is_some_and(|known| known.seq == head.seq && known.hash != head.hash) {
                return Ok(Proof::Broken {
                    seq: head.seq,
                    fault: Fault::Known,
                });
            }
        }
        if lines.len() < PAGE as usize {
            break;
        }
    }
    let broken = |seq, fault| Ok(Proof::Broken { seq, fault });
    if known.is_some_and(|known| known.seq > head.seq) {
        return broken(head.seq + 1, Fault::Known);
    }
    let mut current = BTreeMap::new();
    for object in rows.objects()? {
        current.insert((object.kind.clone(), object.id.clone()), object);
    }
    let first = |seq: u64, other: u64| if seq == 0 { other } else { seq.min(other) };
    let mut at = 0;
    for (name, object) in &story.things {
        if current.get(name) != Some(object) {
            at = first(at, object.version);
        }
    }
    for (name, object) in &current {
        if !story.things.contains_key(name) {
            // Nothing in the log made it: the place where its version says that it was made.
            at = first(at, object.version.max(1));
        }
    }
    let newest = current.values().map(|object| object.version).max();
    if newest.is_some_and(|newest| newest > head.seq) {
        return broken(head.seq + 1, Fault::Cut);
    }
    if at > 0 {
        return broken(at, Fault::Current);
    }
    Ok(Proof::Chain {
        head,
        things: story.things.len(),
    })
}

/// Whether a hash is written as Koers writes hashes.
pub(crate) fn hash(text: &str, seq: u64) -> Result<Hash, Error> {
    Hash::from_hex(text).ok_or_else(|| Error::Unreadable {
        kind: "event".to_owned(),
        id: seq.to_string(),
        what: "its hash".to_owned(),
    })
}
