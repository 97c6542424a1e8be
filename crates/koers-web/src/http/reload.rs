//! Starting afresh when the workspace changed, without a dropped request: whoever is being answered is answered from the old state.

use super::serve::{Live, Worlds};
use crate::site::Site;
use arc_swap::ArcSwap;
use jiff::Timestamp;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use koers_report::words::data::snapshots;
use koers_run::error::RunError;
use koers_run::tables::is_figures;
use koers_run::world::World;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the workspace is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// After how long a workspace that was refused is read again.
const AGAIN: Duration = Duration::from_secs(30);

/// When the index of the search is made after the start, unless somebody searched before: once the first visitor has the first page.
const WARM: Duration = Duration::from_millis(500);

/// The workspace as it is served, and the way to read it anew. It is read by one at a time, so that what was read first never takes the
/// place of what was read later.
pub struct Fresh {
    current: ArcSwap<Live>,
    worlds: Worlds,
    address: String,
    reading: Mutex<()>,
}

impl Fresh {
    /// A state, and where the next one comes from.
    #[must_use]
    pub fn new(live: Live, worlds: Worlds, address: String) -> Self {
        Self {
            current: ArcSwap::from_pointee(live),
            worlds,
            address,
            reading: Mutex::default(),
        }
    }
    /// The state now.
    #[must_use]
    pub fn live(&self) -> Arc<Live> {
        self.current.load_full()
    }
    /// Reads the workspace now, because something was written in it.
    ///
    /// # Errors
    /// Why it cannot be read; the state before stays.
    pub fn anew(&self) -> Result<(), String> {
        let _one = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let site = self.read((self.worlds)()).map_err(|error| error.to_string())?;
        match lost(&self.live().site, &site) {
            Some(why) => Err(why),
            None => {
                self.put(site);
                Ok(())
            }
        }
    }
    fn read(&self, world: Arc<dyn World>) -> Result<Site, RunError> {
        let before = self.live();
        let site = Site::read(world, &self.address)?;
        Ok(site.for_staff(before.site.staff).for_entry(before.site.entry))
    }
    /// Says on every page whether the register can be read; answers that were kept say otherwise.
    fn tell_of_register(&self, readable: bool) {
        let live = self.live();
        let unread = (!readable).then(Timestamp::now);
        if live.site.note_register(unread) {
            self.current.store(Arc::new(live.unasked()));
        }
    }
    fn put(&self, site: Site) {
        let workshop = self.live().workshop.clone();
        self.current.store(Arc::new(Live::new(site, workshop)));
    }
}

/// Makes what the first visitor who needs it would have to wait for.
pub async fn warm(fresh: Arc<Fresh>) {
    tokio::time::sleep(WARM).await;
    // A fault shows when somebody searches.
    let _ = tokio::task::spawn_blocking(move || fresh.live().site.collection().is_ok()).await;
}

/// What a look at the workspace came to.
enum Seen {
    /// It is as it is served, or as it was when it was refused. With the mark under which it was looked at.
    Same(String),
    /// It changed, was read, and took the place of the state before. With its mark.
    New(String),
    /// It changed, or cannot be looked at, and the state before stays.
    Refused {
        /// The mark under which it was looked at; the known one where there is none.
        mark: String,
        /// Why it stays.
        why: String,
    },
}

/// Looks at the workspace for as long as the server runs, every two seconds and when the system sends SIGHUP. A workspace with faults, or one
/// that lost something on the way, does not take the place of one without.
pub async fn watch(fresh: Arc<Fresh>, tell: fn(&str)) {
    let mut last = fresh.live().site.mark().to_owned();
    let mut refused: Option<Instant> = None;
    let mut told = String::new();
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = hung_up() => {}
        }
        // What was refused may have been mended where the mark does not look: in the bytes of a snapshot.
        if refused.is_some_and(|since| since.elapsed() >= AGAIN) {
            refused = None;
            last.clear();
        }
        let (here, known) = (Arc::clone(&fresh), last.clone());
        let looked = tokio::task::spawn_blocking(move || look(&here, &known)).await;
        match looked {
            Ok(Seen::New(mark)) => {
                last = mark;
                told.clear();
                tell(
                    "De werkmap is veranderd en opnieuw gelezen. / The workspace changed and was read again.",
                );
            }
            Ok(Seen::Refused { mark, why }) => {
                last = mark;
                refused = refused.or_else(|| Some(Instant::now()));
                // Told once, not every two seconds.
                if told != why {
                    tell(&format!(
                        "De werkmap is veranderd en heeft fouten; de vorige stand blijft staan. / The workspace changed and has faults; the state before stays. {why}"
                    ));
                    told = why;
                }
            }
            Ok(Seen::Same(mark)) => {
                // It is again as it was read: the next trouble is a new one.
                if mark == fresh.live().site.mark() {
                    refused = None;
                    told.clear();
                }
                last = mark;
            }
            Err(_) => {}
        }
    }
}

fn look(fresh: &Fresh, known: &str) -> Seen {
    let refuse = |mark, why| Seen::Refused { mark, why };
    let _one = fresh.reading.lock().unwrap_or_else(PoisonError::into_inner);
    let before = fresh.live();
    let world = (fresh.worlds)();
    let marked = world.mark();
    // The register is read only where something is amiss, or was.
    if marked.is_err() || before.site.unread_since().is_some() {
        fresh.tell_of_register(world.register().is_ok());
    }
    let mark = match marked {
        // Somebody may have read it anew in between.
        Ok(mark) if mark == known || mark == before.site.mark() => return Seen::Same(mark),
        Ok(mark) => mark,
        // Where nothing can be looked at there is no mark: what was known stays known.
        Err(error) => return refuse(known.to_owned(), error.to_string()),
    };
    match fresh.read(world) {
        Ok(site) => {
            if let Some(why) = lost(&before.site, &site) {
                return refuse(mark, why);
            }
            // Here nobody waits for it; after the change the first who searches would. A fault shows when somebody searches.
            let _ = site.collection();
            let mark = site.mark().to_owned();
            fresh.put(site);
            Seen::New(mark)
        }
        Err(error) => {
            fresh.tell_of_register((fresh.worlds)().register().is_ok());
            refuse(mark, error.to_string())
        }
    }
}

/// What a workspace lost since it was read before, or never gets lost by working on it: then a copy is half-way, or a disk spoilt it.
fn lost(before: &Site, after: &Site) -> Option<String> {
    let damaged = after.damaged();
    if !damaged.is_empty() {
        let names: Vec<String> = damaged.iter().map(ToString::to_string).collect();
        return Some(names.join("; "));
    }
    // Snapshots are never taken away.
    let there: BTreeSet<&Hash> = after.workspace().snapshots.iter().map(|one| &one.hash).collect();
    let stored = before.workspace().snapshots.iter().filter(|one| !is_figures(one));
    let gone = stored.filter(|one| !there.contains(&one.hash)).count();
    if gone > 0 {
        return Some(format!(
            "{} weg / {} gone",
            snapshots(gone, Lang::Nl),
            snapshots(gone, Lang::En)
        ));
    }
    let programmes = |site: &Site| {
        site.definitions()
            .map_or(0, |definitions| definitions.frameworks.len())
    };
    (programmes(before) > 0 && programmes(after) == 0)
        .then(|| "er is geen programma meer / no programme is left".to_owned())
}

/// Waits for SIGHUP, where there is such a thing.
async fn hung_up() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut signals) = signal(SignalKind::hangup()) {
            signals.recv().await;
            return;
        }
    }
    std::future::pending().await
}
