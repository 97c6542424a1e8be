//! The door: what people enter goes in here, and comes out as it was entered.

use crate::backend::{Backend, Object, Rows, sqlite};
use crate::change::{Change, Written};
use crate::error::{Conflict, Error};
use crate::event::{At, Author, Event, Head, Line, Reason, Verb, Version};
use crate::record::{Kind, Record};
use crate::sought::{Sought, Survey};
use crate::verify::{self, Fault, Proof};
use crate::wire;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The most bytes that one thing may take as written.
pub const LARGEST: usize = 4 << 20;

/// What people entered, kept in a file or on a server.
///
/// It may be used from several threads; they take turns. Several processes may have the same file or server open.
pub struct Store {
    backend: Mutex<Box<dyn Backend>>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

/// Everything that is kept, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What is current.
    pub register: Register,
    /// What has ended, as it was last.
    pub ended: Register,
    /// How far the log went.
    pub head: Head,
    versions: BTreeMap<(Kind, Id), Version>,
}

impl Kept {
    /// What is kept where nothing was ever entered.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            register: Register::default(),
            ended: Register::default(),
            head: Head::start(),
            versions: BTreeMap::new(),
        }
    }
    /// The version of a thing, ended ones included; `None` when it was never there.
    #[must_use]
    pub fn version(&self, kind: Kind, id: &Id) -> Option<Version> {
        self.versions.get(&(kind, id.clone())).copied()
    }
    /// Refuses a change of what stands forever, before anything is written: the look at a change says what the writing of it would.
    ///
    /// # Errors
    /// [`Error::Stands`].
    pub fn refuse_standing(&self, change: &Change) -> Result<(), Error> {
        let (kind, id) = (change.kind(), change.id());
        let there = Record::of(&self.register, kind, id);
        let was = there.or_else(|| Record::of(&self.ended, kind, id));
        let same = match (was, change) {
            (None, _) => true,
            (Some(was), Change::Put { record, .. }) => was == *record,
            (Some(_), Change::End { .. }) => false,
        };
        if kind.stands() && !same {
            return Err(Error::Stands { kind, id: id.clone() });
        }
        Ok(())
    }
    /// How many things there are, ended ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.versions.len()
    }
    /// Whether nothing was ever entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }
}

impl Store {
    /// Opens the file, and makes it where it is not there. Its integrity is checked first; an older form is backed up and brought up to date.
    /// Where nothing may be written it is opened to be read, and a change is refused with [`Error::ReadOnly`].
    ///
    /// # Errors
    /// [`Error::Corrupt`] or [`Error::Missing`] with the newest good backup, [`Error::Newer`], [`Error::NotOurs`], [`Error::Busy`], [`Error::Unfinished`], and what
    /// the file system says.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self::over(sqlite::File::open(path)?))
    }

    /// Connects to a PostgreSQL server by a connection string (`postgresql://…` or `host=… dbname=…`); the tables are made in a schema `koers`.
    ///
    /// The connection is not encrypted, so the server is reached over a Unix socket or on this machine. Another machine is refused unless
    /// the string says `sslmode=disable`, which says that the network in between is trusted or tunnelled.
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::Newer`], and what the server says.
    #[cfg(feature = "postgres")]
    pub fn connect(address: &str) -> Result<Self, Error> {
        Ok(Self::over(crate::backend::postgres::Server::connect(address)?))
    }

    fn over(backend: impl Backend + 'static) -> Self {
        Self {
            backend: Mutex::new(Box::new(backend)),
        }
    }

    fn read<T>(&self, mut work: impl FnMut(&mut dyn Rows) -> Result<T, Error>) -> Result<T, Error> {
        let mut answer = None;
        // A thread that panicked left no transaction open: its guard rolled it back.
        let mut backend = self.backend.lock().unwrap_or_else(PoisonError::into_inner);
        backend.read(&mut |rows| {
            answer = Some(work(rows)?);
            Ok(())
        })?;
        answer.ok_or_else(|| Error::Database("nothing was read".to_owned()))
    }

    /// Keeps a batch of changes, whole or not at all. When it returns, they are on the disk. Changes that change nothing make no event.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a thing is not at the version that was seen, [`Error::Broken`], [`Error::Twice`], [`Error::TooLarge`], [`Error::Busy`],
    /// [`Error::Full`]; after [`Error::Unconfirmed`] look whether it was kept.
    pub fn write(&self, changes: &[Change], who: &Author, at: At, reason: &Reason) -> Result<Written, Error> {
        let bodies = prepare(changes)?;
        let mut written = None;
        let mut backend = self.backend.lock().unwrap_or_else(PoisonError::into_inner);
        backend.write(&mut |rows| {
            let mut head = head(rows)?;
            sound(rows, head.seq)?;
            uncut(rows, head.seq)?;
            let mut lines = Vec::new();
            for (change, body) in changes.iter().zip(&bodies) {
                let Some(step) = step(rows, change, body.as_deref())? else {
                    continue;
                };
                let line = chain(head, change, step, who, at, reason);
                head = Head {
                    seq: line.seq,
                    hash: line.rightful_hash(),
                };
                rows.append(&line)?;
                rows.keep(&Object {
                    kind: line.kind.clone(),
                    id: line.id.clone(),
                    body: line
                        .after
                        .clone()
                        .or_else(|| line.before.clone())
                        .unwrap_or_default(),
                    version: line.seq,
                    ended: line.after.is_none(),
                })?;
                lines.push(line);
            }
            written = Some((lines, head));
            Ok(())
        })?;
        let (lines, head) = written.ok_or_else(|| Error::Database("nothing was written".to_owned()))?;
        let events = lines.iter().map(event).collect::<Result<_, _>>()?;
        Ok(Written { events, head })
    }

    /// Fills a register in which nothing was ever entered, whole or not at all.
    pub(crate) fn fill<T>(
        &self,
        mut work: impl FnMut(&mut dyn Rows) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut answer = None;
        let mut backend = self.backend.lock().unwrap_or_else(PoisonError::into_inner);
        backend.write(&mut |rows| {
            let things = rows.objects()?.len();
            if things > 0 || rows.last()?.is_some() {
                return Err(Error::NotEmpty { things });
            }
            answer = Some(work(rows)?);
            Ok(())
        })?;
        answer.ok_or_else(|| Error::Database("nothing was written".to_owned()))
    }

    /// Everything that is kept, from one moment. What in its texts would steer a screen or turn the direction of reading is shown by its
    /// number, `[U+202E]`.
    ///
    /// # Errors
    /// [`Error::Broken`] when something is not as its last event left it, [`Error::Unreadable`] when a row is not as Koers writes it.
    pub fn kept(&self) -> Result<Kept, Error> {
        let (objects, head) = self.read(|rows| {
            let head = head(rows)?;
            uncut(rows, head.seq)?;
            // A text in which a bit fell over is a text still: only beside its event it is seen.
            if let Some(seq) = rows.changed_outside()? {
                return Err(Error::Broken {
                    seq,
                    fault: Fault::Current,
                });
            }
            Ok((rows.objects()?, head))
        })?;
        let mut kept = Kept {
            register: Register::default(),
            ended: Register::default(),
            head,
            versions: BTreeMap::new(),
        };
        for object in objects {
            let record = record(&object)?;
            let name = (record.kind(), record.id().clone());
            kept.versions.insert(name, Version(object.version));
            record.enter(if object.ended {
                &mut kept.ended
            } else {
                &mut kept.register
            });
        }
        Ok(kept)
    }

    /// How far the log goes. Cheap: whoever holds a [`Kept`] sees by it whether something was written since, also by another process.
    ///
    /// # Errors
    /// What the database says.
    pub fn head(&self) -> Result<Head, Error> {
        self.read(|rows| head(rows))
    }

    /// The events of one thing, first to last.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when an event is not as Koers writes it.
    pub fn history(&self, kind: Kind, id: &Id) -> Result<Vec<Event>, Error> {
        let lines = self.read(|rows| rows.history(kind.word(), id.as_str()))?;
        lines.iter().map(event).collect()
    }

    /// At most so many events after a number, first to last.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when an event is not as Koers writes it.
    pub fn events(&self, after: u64, most: u32) -> Result<Vec<Event>, Error> {
        self.lines(after, most)?.iter().map(event).collect()
    }

    /// At most so many events after a number, as they stand in the table: to hand them on, or to look at a spoilt one.
    ///
    /// # Errors
    /// What the database says.
    pub fn lines(&self, after: u64, most: u32) -> Result<Vec<Line>, Error> {
        self.read(|rows| rows.lines(after, most))
    }

    /// How much of the log there is of what is looked for, counted where it stands.
    ///
    /// # Errors
    /// What the database says.
    pub fn survey(&self, sought: Sought<'_>) -> Result<Survey, Error> {
        self.read(|rows| rows.survey(sought))
    }

    /// At most so many of the events that are looked for, newest first, after passing over so many: a page of the log, and nothing else of it.
    ///
    /// # Errors
    /// What the database says.
    pub fn newest(&self, sought: Sought<'_>, over: u64, most: u32) -> Result<Vec<Line>, Error> {
        self.read(|rows| rows.newest(sought, over, most))
    }

    /// Proves that the log is whole, that what is current follows from it, and, with a head that was written down earlier, that the log was
    /// only added to since then.
    ///
    /// # Errors
    /// What the database says. A log that does not fit is no error but [`Proof::Broken`].
    pub fn verify(&self, known: Option<&Head>) -> Result<Proof, Error> {
        self.read(|rows| verify::verify(rows, known))
    }

    /// Copies the database to `backups/` beside it and gives the copy; `None` on a server, which has ways of its own. The newest
    /// [`crate::KEPT_BACKUPS`] copies stay.
    ///
    /// # Errors
    /// [`Error::Full`] and what the file system says.
    pub fn backup(&self) -> Result<Option<PathBuf>, Error> {
        self.backend
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .backup()
    }
}

/// The canonical texts of what is to be kept, before anything is locked.
fn prepare(changes: &[Change]) -> Result<Vec<Option<String>>, Error> {
    let mut names = BTreeSet::new();
    let mut bodies = Vec::with_capacity(changes.len());
    for change in changes {
        let (kind, id) = (change.kind(), change.id().clone());
        if !names.insert((kind, change.id())) {
            return Err(Error::Twice { kind, id });
        }
        bodies.push(match change {
            Change::End { .. } => None,
            Change::Put { record, .. } => {
                let body = match record.encode() {
                    Ok(body) => body,
                    Err(source) => return Err(Error::Unwritable { kind, id, source }),
                };
                if body.len() > LARGEST {
                    let (size, most) = (body.len(), LARGEST);
                    return Err(Error::TooLarge { kind, id, size, most });
                }
                Some(body)
            }
        });
    }
    Ok(bodies)
}

/// The event with that number, which must be as it was written: nothing is built on what was changed outside Koers. The whole chain is
/// proven by [`Store::verify`]; this looks at no more than what a change rests on.
fn sound(rows: &mut dyn Rows, seq: u64) -> Result<Option<Line>, Error> {
    let Some(before) = seq.checked_sub(1) else {
        return Ok(None);
    };
    let line = rows.lines(before, 1)?.into_iter().next();
    match line {
        Some(line) if line.seq == seq && line.hash == line.rightful_hash().to_string() => Ok(Some(line)),
        Some(line) if line.seq == seq => Err(Error::Broken {
            seq,
            fault: Fault::Hash,
        }),
        _ => Err(Error::Broken {
            seq,
            fault: Fault::Missing,
        }),
    }
}

/// A log that ends before what is current does was cut off: a change that follows would take the number of one that is gone.
fn uncut(rows: &mut dyn Rows, seq: u64) -> Result<(), Error> {
    if rows.newest_version()? > seq {
        return Err(Error::Broken {
            seq: seq + 1,
            fault: Fault::Cut,
        });
    }
    Ok(())
}

/// What happens to a thing: the verb, what it was, what it becomes.
struct Step {
    verb: Verb,
    before: Option<String>,
    after: Option<String>,
}

/// What a change does to what is there; `None` when it is so already.
fn step(rows: &mut dyn Rows, change: &Change, body: Option<&str>) -> Result<Option<Step>, Error> {
    let (kind, id) = (change.kind(), change.id());
    let there = rows.object(kind.word(), id.as_str())?;
    let found = there.as_ref().map(|object| Version(object.version));
    if found != change.seen() {
        let (id, seen) = (id.clone(), change.seen());
        return Err(Conflict {
            kind,
            id,
            seen,
            found,
        }
        .into());
    }
    if let Some(was) = &there {
        let last = sound(rows, was.version)?;
        let made = last.is_some_and(|line| {
            let body = if was.ended { line.before } else { line.after };
            (line.kind, line.id, body) == (was.kind.clone(), was.id.clone(), Some(was.body.clone()))
        });
        if !made {
            return Err(Error::Broken {
                seq: was.version,
                fault: Fault::Current,
            });
        }
    }
    let after = body.map(str::to_owned);
    let was_there = there.as_ref().map(|was| was.body.clone());
    let (verb, before) = match (there, &after) {
        (None, _) => (Verb::Created, None),
        (Some(was), None) if was.ended => return Ok(None),
        (Some(was), Some(_)) if was.ended => (Verb::Reopened, None),
        (Some(was), None) => (Verb::Ended, Some(was.body)),
        (Some(was), Some(new)) if was.body == *new => return Ok(None),
        (Some(was), Some(_)) => (Verb::Changed, Some(was.body)),
    };
    // What ended before this was refused may come back, but as it was.
    let same = was_there.is_none() || (verb == Verb::Reopened && after == was_there);
    if kind.stands() && !same {
        return Err(Error::Stands { kind, id: id.clone() });
    }
    Ok(Some(Step { verb, before, after }))
}

fn chain(head: Head, change: &Change, step: Step, who: &Author, at: At, reason: &Reason) -> Line {
    let mut line = Line {
        seq: head.seq + 1,
        at: at.to_string(),
        who: who.as_str().to_owned(),
        kind: change.kind().word().to_owned(),
        id: change.id().as_str().to_owned(),
        verb: step.verb.word().to_owned(),
        before: step.before,
        after: step.after,
        reason: reason.as_str().to_owned(),
        prev: head.hash.to_string(),
        hash: String::new(),
    };
    line.hash = line.rightful_hash().to_string();
    line
}

fn head(rows: &mut dyn Rows) -> Result<Head, Error> {
    match rows.last()? {
        None => Ok(Head::start()),
        Some((seq, text)) => Ok(Head {
            seq,
            hash: verify::hash(&text, seq)?,
        }),
    }
}

fn event(line: &Line) -> Result<Event, Error> {
    line.event().map_err(|field| Error::Unreadable {
        kind: "event".to_owned(),
        id: line.seq.to_string(),
        what: format!("its field `{field}`"),
    })
}

fn record(object: &Object) -> Result<Record, Error> {
    let unreadable = |what: String| Error::Unreadable {
        kind: object.kind.clone(),
        id: object.id.clone(),
        what,
    };
    let kind = Kind::from_word(&object.kind).ok_or_else(|| unreadable("an unknown kind".to_owned()))?;
    let body = wire::visible(&object.body);
    let record = Record::decode(kind, &body).map_err(|error| unreadable(error.to_string()))?;
    if record.id().as_str() == object.id {
        Ok(record)
    } else {
        Err(unreadable("another id within".to_owned()))
    }
}
