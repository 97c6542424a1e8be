//! The world of the command line: a workspace folder on disk, the clock of the machine, a progress bar on the terminal.

use crate::register::Shared;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use koers_framework::SourceFile;
use koers_model::edition::Edition;
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Provenance;
use koers_run::world::{PolicyFiles, World, WorldError};
use koers_source::editions::Editions;
use koers_source::folder::{Folder, NamedBytes};
use koers_source::store::Added;
use koers_store::At;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A bar is drawn only for what takes longer than this, so that quick commands do not flicker.
pub const PATIENCE: Duration = Duration::from_millis(500);

/// The day by the clock of this machine: the one place where it is looked at.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// A workspace on disk.
pub struct DiskWorld {
    folder: Folder,
    entered: Shared,
    today: Date,
    bar: Mutex<Option<Bar>>,
}

struct Bar {
    what: String,
    since: Instant,
    drawn: Option<ProgressBar>,
}

impl DiskWorld {
    /// The world around a folder, with what people entered in its register.
    pub fn new(folder: Folder, entered: Shared) -> Self {
        Self {
            folder,
            entered,
            today: today(),
            bar: Mutex::new(None),
        }
    }
}

impl DiskWorld {
    /// Where what people entered is kept.
    pub fn entered(&self) -> &Shared {
        &self.entered
    }
    /// The folder it stands around.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }
}

fn of_names(files: Vec<NamedBytes>) -> Vec<SourceFile> {
    let named = |(path, bytes)| SourceFile { path, bytes };
    files.into_iter().map(named).collect()
}

/// The last moment of a day, by the clock of this machine, as [`World::today`] has it; of the last days that there are the last moment there is.
fn end_of(day: Date) -> Option<At> {
    let next = day
        .tomorrow()
        .and_then(|next| next.to_zoned(jiff::tz::TimeZone::system()));
    let end = next.and_then(|next| next.timestamp().checked_sub(jiff::SignedDuration::from_micros(1)));
    At::new(end.unwrap_or(jiff::Timestamp::MAX))
}

impl World for DiskWorld {
    fn policy_files(&self) -> Result<Vec<SourceFile>, WorldError> {
        let files = self
            .folder
            .policy_files()
            .map_err(|error| WorldError::new(&error))?;
        Ok(of_names(files))
    }
    fn snapshots(&self) -> Result<Vec<Provenance>, WorldError> {
        self.folder
            .snapshots()
            .list()
            .map_err(|error| WorldError::new(&error))
    }
    fn snapshot_bytes(&self, provenance: &Provenance) -> Result<Vec<u8>, WorldError> {
        self.folder
            .snapshots()
            .read(provenance)
            .map_err(|error| WorldError::new(&error))
    }
    fn add_snapshot(&self, provenance: &Provenance, bytes: &[u8]) -> Result<bool, WorldError> {
        let added = self
            .folder
            .snapshots()
            .add(provenance, bytes)
            .map_err(|error| WorldError::new(&error))?;
        Ok(added == Added::New)
    }
    fn add_again(&self, provenance: &Provenance, bytes: &[u8]) -> Result<(), WorldError> {
        let added = self.folder.snapshots().add_again(provenance, bytes);
        added.map_err(|error| WorldError::new(&error))
    }
    fn cached(&self, key: &str) -> Option<Vec<u8>> {
        self.folder.cached(key)
    }
    fn keep(&self, key: &str, bytes: &[u8]) {
        self.folder.keep(key, bytes);
    }
    fn boundaries(&self) -> Result<Vec<SourceFile>, WorldError> {
        let files = self
            .folder
            .boundaries()
            .map_err(|error| WorldError::new(&error))?;
        Ok(of_names(files))
    }
    fn keep_boundaries(&self, name: &str, bytes: &[u8]) -> Result<(), WorldError> {
        self.folder
            .keep_boundaries(name, bytes)
            .map_err(|error| WorldError::new(&error))
    }
    fn register(&self) -> Result<Arc<Register>, WorldError> {
        let kept = self
            .entered
            .store()
            .and_then(|store| store.map(|store| store.kept()).transpose());
        let kept = kept.map_err(|error| WorldError::new(&error))?;
        Ok(Arc::new(kept.map(|kept| kept.register).unwrap_or_default()))
    }
    fn register_on(&self, day: Date) -> Result<Option<Register>, WorldError> {
        let end = end_of(day).ok_or_else(|| WorldError {
            message: format!("{day} has no end that the log can tell"),
        })?;
        let then = self
            .entered
            .store()
            .and_then(|store| store.map(|store| store.as_of(end)).transpose());
        then.map_err(|error| WorldError::new(&error))
    }
    fn policy_on(&self, day: Date) -> Result<Option<PolicyFiles>, WorldError> {
        let end = end_of(day).ok_or_else(|| WorldError {
            message: format!("{day} has no end that a clock can tell"),
        })?;
        let kept = self.folder.policy_on(end.timestamp());
        let kept = kept.map_err(|error| WorldError::new(&error))?;
        Ok(kept.map(|kept| PolicyFiles {
            kept: kept.at.to_zoned(jiff::tz::TimeZone::system()).date(),
            files: of_names(kept.files),
        }))
    }
    fn editions(&self) -> Result<Vec<Edition>, WorldError> {
        let editions = Editions::of(&self.folder).list();
        editions.map_err(|error| WorldError::new(&error))
    }
    fn edition_file(&self, edition: &Edition, name: &str) -> Result<Vec<u8>, WorldError> {
        let file = Editions::of(&self.folder).file(edition, name);
        file.map_err(|error| WorldError::new(&error))
    }
    fn keep_edition(&self, edition: &Edition, files: &[(String, Vec<u8>)]) -> Result<(), WorldError> {
        let kept = Editions::of(&self.folder).add(edition, files);
        kept.map_err(|error| WorldError::new(&error))
    }
    fn today(&self) -> Date {
        self.today
    }
    fn mark(&self) -> Result<String, WorldError> {
        let files = self.folder.mark().map_err(|error| WorldError::new(&error))?;
        // Another day is another answer: the day judged and the as-of day are today's when nobody says otherwise.
        let today = today();
        let head = self
            .entered
            .store()
            .and_then(|store| store.map(|store| store.head()).transpose());
        let head = head.map_err(|error| WorldError::new(&error))?;
        // How far the log goes tells every change of the register, also by another process.
        let head = head.map_or_else(String::new, |head| format!("{}:{}", head.seq, head.hash));
        Ok(format!("{files} {today} {head}"))
    }
    fn progress(&self, what: &str, done: usize, of: usize) {
        let mut slot = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        if done >= of {
            if let Some(bar) = slot.take().and_then(|bar| bar.drawn) {
                bar.finish_and_clear();
            }
            return;
        }
        let bar = match slot.as_mut() {
            Some(bar) if bar.what == what => bar,
            _ => slot.insert(Bar {
                what: what.to_owned(),
                since: Instant::now(),
                drawn: None,
            }),
        };
        if bar.drawn.is_none() && bar.since.elapsed() >= PATIENCE {
            // On anything but a terminal this draws nothing.
            let drawn = ProgressBar::with_draw_target(Some(of as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}") {
                drawn.set_style(style.progress_chars("=> "));
            }
            drawn.set_message(what.to_owned());
            bar.drawn = Some(drawn);
        }
        if let Some(drawn) = &bar.drawn {
            drawn.set_position(done as u64);
        }
    }
}
