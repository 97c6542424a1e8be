//! What a reader should know of a table besides its figures.

use super::meet::Met;
use crate::cube::{Cube, VALUE};
use crate::error::{Findings, Note, Place, ReadError, code};
use crate::gather::Gather;
use koers_model::diagnostic::Severity;
use koers_model::period::Frequency;
use std::collections::BTreeMap;

impl Gather<'_> {
    pub(super) fn nothing(&self, findings: &Findings) -> ReadError {
        let said: Vec<String> = findings.notes.iter().map(|note| note.message.clone()).collect();
        let error = ReadError::new(code::NOTHING, "the table holds no figure that is kept")
            .found(format!("{} rows", self.rows_seen))
            .help("see whether the question to the publisher was right, and `keep:` and `frequency:` in the catalogue");
        if said.is_empty() {
            error
        } else {
            error.found(format!("{} rows; {}", self.rows_seen, said.join("; ")))
        }
    }

    pub(super) fn skipped_rows(&self, findings: &mut Findings) {
        for coder in self.coders() {
            let mut frequencies: BTreeMap<Frequency, (u64, Option<Place>)> = BTreeMap::new();
            let mut opaque: Vec<&str> = Vec::new();
            let mut opaque_rows = (0, None);
            for (frequency, text, rows, first) in coder.skipped() {
                let entry = match frequency {
                    Some(frequency) => frequencies.entry(frequency).or_default(),
                    None => {
                        opaque.push(text);
                        &mut opaque_rows
                    }
                };
                entry.0 += rows;
                entry.1 = match (entry.1, first) {
                    (Some(a), Some(b)) => Some(std::cmp::min::<Place>(a, b)),
                    (a, b) => a.or(b),
                };
            }
            for (frequency, (rows, first)) in frequencies {
                let message = format!(
                    "{rows} rows of frequency {} are left out; the catalogue says {}",
                    frequency.word(),
                    self.dataset.frequency.word()
                );
                findings.note(Note::new(code::OTHER_FREQUENCY, Severity::Note, message).at(first));
            }
            if !opaque.is_empty() {
                opaque.sort_unstable();
                let listed: Vec<&str> = opaque.iter().copied().take(5).collect();
                let dots = if opaque.len() > listed.len() { ", …" } else { "" };
                let message = format!(
                    "{} rows with a period that is none of ours are left out: {}{dots}",
                    opaque_rows.0,
                    listed.join(", ")
                );
                findings.note(Note::new(code::OPAQUE_PERIOD, Severity::Note, message).at(opaque_rows.1));
            }
            for kept in coder.kept_nothing() {
                let message = format!(
                    "`keep:` names `{kept}` of column `{}`, which the table does not have{}",
                    coder.name(),
                    coder.question(kept)
                );
                findings.note(Note::new(code::KEPT_NOTHING, Severity::Warning, message));
            }
        }
        if self.later > 0 {
            let message = format!(
                "{} rows became known after the day asked and are left out",
                self.later
            );
            findings.note(Note::new(code::LATER_ROWS, Severity::Note, message));
        }
    }

    pub(super) fn meeting_notes(&self, met: &Met, findings: &mut Findings) {
        if met.same > 0 {
            let message = format!("{} figures stand twice, each time the same", met.same);
            findings.note(Note::new(code::SAME_TWICE, Severity::Warning, message).at(met.first_same));
        }
        if met.later > 0 {
            let message = format!("{} figures were replaced by what became known later", met.later);
            findings.note(Note::new(code::LATER_ROWS, Severity::Note, message));
        }
        if met.old_codes > 0 {
            let message = format!(
                "{} times two codes of one region meet, one of them without a figure; the other is used",
                met.old_codes
            );
            findings.note(Note::new(code::OLD_CODE, Severity::Note, message).at(met.first_old));
        }
    }

    pub(super) fn last_notes(&self, cube: &Cube, findings: &mut Findings) {
        if let Some(day) = self.options.retrieved {
            let future: Vec<String> = cube
                .periods()
                .iter()
                .filter(|period| period.start() > day)
                .map(ToString::to_string)
                .collect();
            if let (Some(first), Some(last)) = (future.first(), future.last()) {
                let message = format!(
                    "{} periods begin after {day}, the day the table was got: {first} to {last}",
                    future.len()
                );
                findings.note(Note::new(code::FUTURE, Severity::Warning, message));
            }
        }
        if !cube.kinds().contains(&VALUE) {
            let message = format!("none of the {} cells holds a number", cube.observation_count());
            findings.note(Note::new(code::NO_NUMBERS, Severity::Warning, message));
        }
        if self.revised > 0 {
            let message = format!(
                "{} figures carry the old flag `r` (revised), which has no mark",
                self.revised
            );
            findings.note(Note::new(code::REVISED, Severity::Note, message));
        }
    }
}
