//! Starting afresh when the workspace changed, without a dropped request: whoever is being answered is answered from the old state.

use super::serve::{Live, Worlds};
use crate::site::Site;
use arc_swap::ArcSwap;
use koers_model::snapshot::Hash;
use koers_run::tables::is_figures;
use koers_run::world::World;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the workspace is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// After how long a workspace that was refused is read again.
const AGAIN: Duration = Duration::from_secs(30);

/// When the index of the search is made after the start, unless somebody searched before: once the first visitor has the first page.
const WARM: Duration = Duration::from_millis(500);

/// Makes what the first visitor who needs it would have to wait for.
pub async fn warm(current: Arc<ArcSwap<Live>>) {
    tokio::time::sleep(WARM).await;
    // A fault shows when somebody searches.
    let _ = tokio::task::spawn_blocking(move || current.load_full().site.collection().is_ok()).await;
}

/// What a look at the workspace came to.
enum Seen {
    /// Nothing changed.
    Same,
    /// It changed, and was read.
    New(Box<Site>),
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
pub async fn watch(current: Arc<ArcSwap<Live>>, worlds: Worlds, address: String, tell: fn(&str)) {
    let mut last = current.load().site.mark().to_owned();
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
        let (worlds, address, known) = (Arc::clone(&worlds), address.clone(), last.clone());
        let before = current.load_full();
        let looked =
            tokio::task::spawn_blocking(move || look(worlds(), &address, &known, &before.site)).await;
        match looked {
            Ok(Seen::New(site)) => {
                last = site.mark().to_owned();
                told.clear();
                let workshop = current.load().workshop.clone();
                current.store(Arc::new(Live::new(*site, workshop)));
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
            // It is again as it was read: the next trouble is a new one.
            Ok(Seen::Same) if last == current.load().site.mark() => {
                refused = None;
                told.clear();
            }
            Ok(Seen::Same) | Err(_) => {}
        }
    }
}

fn look(world: Arc<dyn World>, address: &str, known: &str, before: &Site) -> Seen {
    let refuse = |mark, why| Seen::Refused { mark, why };
    let mark = match world.mark() {
        Ok(mark) if mark == known => return Seen::Same,
        Ok(mark) => mark,
        // Where nothing can be looked at there is no mark: what was known stays known.
        Err(error) => return refuse(known.to_owned(), error.to_string()),
    };
    match Site::read(world, address) {
        Ok(site) => {
            let site = site.for_staff(before.staff);
            if let Some(why) = lost(before, &site) {
                return refuse(mark, why);
            }
            // Here nobody waits for it; after the change the first who searches would. A fault shows when somebody searches.
            let _ = site.collection();
            Seen::New(Box::new(site))
        }
        Err(error) => refuse(mark, error.to_string()),
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
            "{gone} momentopnamen zijn weg / {gone} snapshots are gone"
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
