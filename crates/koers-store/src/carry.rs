//! A whole log as a text, to carry a register to another place with everything that ever happened to it: from a file to a server, or back.
//!
//! The first line says what follows, `{"koers_log":1}`; each line after it is one event, its eleven fields as they stand in the table:
//! `{"seq":1,"at":"2026-11-21T09:30:00.000000Z","who":"…","kind":"organisation","id":"molen","verb":"created","before":null,"after":"{…}",
//! "reason":"…","prev":"0000…","hash":"9f86…"}`. Moments, names and hashes stay what they are, so a head that was written down elsewhere
//! proves the register in its new place as it did in the old one.

use crate::error::Error;
use crate::event::{Head, Line, Verb};
use crate::store::{LARGEST, Store};
use crate::verify::{Fault, Story};
use crate::wire::Unread;
use koers_model::text::{Lang, Text};
use serde::Deserialize;
use std::io::{BufRead, Read as _, Write};

/// The form of the text.
pub const FORM: u32 = 1;
/// The most bytes that one line may take: a thing before and after, each at its largest and every letter of it escaped.
const LONGEST_LINE: u64 = 4 * LARGEST as u64 + 64 * 1024;
/// So many events are read from a database at a time.
const STRIDE: u32 = 1000;

/// The first line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    koers_log: u32,
}

/// Why a text is not a log.
#[derive(Debug, thiserror::Error)]
pub enum NoLog {
    /// Its first line does not say that it is one.
    #[error("line 1: this is not a log of Koers: it begins with {{\"koers_log\":{FORM}}}")]
    Opening,
    /// Written by a newer Koers.
    #[error("line 1: the log has form {found}; this Koers knows form {FORM}: use a newer one")]
    Newer {
        /// Its form.
        found: u32,
    },
    /// A line that is not an event.
    #[error("line {line} is no change: {}", .what.get(Lang::En))]
    Line {
        /// Which, from one.
        line: usize,
        /// What is wrong with it.
        what: Text,
    },
    /// A log of a register in which nothing was ever entered.
    #[error("the log has no changes: there is nothing to take over")]
    Nothing,
    /// A line longer than any event can be.
    #[error("line {line} is longer than any change can be")]
    TooLong {
        /// Which, from one.
        line: usize,
    },
    /// The text could not be read.
    #[error(transparent)]
    Read(#[from] std::io::Error),
}

/// The events of a text, in order, as they stand there. Whether they are a log that was not changed is what [`Store::carry_in`] proves.
///
/// # Errors
/// [`NoLog`], with the line.
pub fn read(text: impl BufRead) -> Result<Vec<Line>, NoLog> {
    let mut text = text;
    let mut events = Vec::new();
    let mut written = Vec::new();
    for line in 1.. {
        written.clear();
        (&mut text)
            .take(LONGEST_LINE + 1)
            .read_until(b'\n', &mut written)?;
        if written.is_empty() && line == 1 {
            return Err(NoLog::Opening);
        }
        if written.is_empty() {
            break;
        }
        if written.len() as u64 > LONGEST_LINE {
            return Err(NoLog::TooLong { line });
        }
        // A list of the same values in the same order would be taken for the object that it is not.
        let is_object = written.first() == Some(&b'{');
        if line == 1 {
            let opening = serde_json::from_slice(&written).ok().filter(|_| is_object);
            let opening: Opening = opening.ok_or(NoLog::Opening)?;
            if opening.koers_log != FORM {
                let found = opening.koers_log;
                return Err(NoLog::Newer { found });
            }
            continue;
        }
        let unfit = |what: Text| NoLog::Line { line, what };
        if !is_object {
            return Err(unfit(Text::both("zij begint met `{`", "it begins with `{`")));
        }
        events.push(serde_json::from_slice(&written).map_err(|error| unfit(Unread::from(error).what))?);
    }
    if events.is_empty() {
        return Err(NoLog::Nothing);
    }
    Ok(events)
}

impl Store {
    /// Writes the log as a text, and gives how far it went.
    ///
    /// # Errors
    /// What the database says, and [`Error::Carried`] when the text cannot be written.
    pub fn carry_out(&self, out: &mut dyn Write) -> Result<Head, Error> {
        let mut head = Head::start();
        writeln!(out, "{{\"koers_log\":{FORM}}}").map_err(Error::Carried)?;
        loop {
            let lines = self.lines(head.seq, STRIDE)?;
            let Some(last) = lines.last() else {
                return Ok(head);
            };
            head = Head {
                seq: last.seq,
                hash: last.rightful_hash(),
            };
            for line in &lines {
                serde_json::to_writer(&mut *out, line).map_err(|error| Error::Carried(error.into()))?;
                out.write_all(b"\n").map_err(Error::Carried)?;
            }
        }
    }

    /// Takes a whole log over into a register in which nothing was ever entered: all of it, or nothing. Every event is held against its hash
    /// and against what was before it.
    ///
    /// # Errors
    /// [`Error::NotEmpty`], [`Error::TooLarge`], [`Error::Foreign`] with the first event that does not fit, and what the database says.
    pub fn carry_in(&self, lines: &[Line]) -> Result<Head, Error> {
        let (head, story) = told(lines)?;
        self.fill(|rows| {
            for line in lines {
                rows.append(line)?;
            }
            for object in story.things() {
                rows.keep(object)?;
            }
            Ok(head)
        })
    }
}

/// Proves that a log is whole and could be taken over, before there is a register to take it.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Foreign`] with the first event that does not fit.
pub fn prove(lines: &[Line]) -> Result<Head, Error> {
    told(lines).map(|(head, _)| head)
}

/// How far a log goes, and what it comes to.
fn told(lines: &[Line]) -> Result<(Head, Story), Error> {
    let (mut head, mut story) = (Head::start(), Story::default());
    for line in lines {
        sized(line)?;
        head = story
            .take_in(line, head)
            .map_err(|(seq, fault)| Error::Foreign { seq, fault })?;
        stands(line)?;
    }
    Ok((head, story))
}

/// Refuses an event that changes or ends what stands for ever: no door here writes one.
fn stands(line: &Line) -> Result<(), Error> {
    let foreign = |fault| Error::Foreign { seq: line.seq, fault };
    let event = line.event().map_err(|field| foreign(Fault::Field(field)))?;
    if event.kind.stands() && matches!(event.verb, Verb::Changed | Verb::Ended) {
        return Err(foreign(Fault::Stands));
    }
    Ok(())
}

/// Refuses a thing larger than what is kept: it could never be changed again.
fn sized(line: &Line) -> Result<(), Error> {
    let sides = [&line.before, &line.after].into_iter().flatten();
    let size = sides.map(String::len).max().unwrap_or(0);
    if size <= LARGEST {
        return Ok(());
    }
    let event = line.event().map_err(|field| Error::Foreign {
        seq: line.seq,
        fault: Fault::Field(field),
    })?;
    Err(Error::TooLarge {
        kind: event.kind,
        id: event.id,
        size,
        most: LARGEST,
    })
}
