//! Starting afresh when the workspace changed, without a dropped request: whoever is being answered is answered from the old state.

use super::serve::{Live, Worlds};
use crate::site::Site;
use arc_swap::ArcSwap;
use std::sync::Arc;
use std::time::Duration;

/// How often the workspace is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// When the index of the search is made after the start, unless somebody searched before: once the first visitor has the first page.
const WARM: Duration = Duration::from_millis(500);

/// Makes what the first visitor who needs it would have to wait for.
pub async fn warm(current: Arc<ArcSwap<Live>>) {
    tokio::time::sleep(WARM).await;
    // A fault shows when somebody searches.
    let _ = tokio::task::spawn_blocking(move || current.load_full().site.collection().is_ok()).await;
}

/// Looks at the workspace for as long as the server runs, every two seconds and when the system sends SIGHUP. A workspace with faults
/// does not take the place of one without.
pub async fn watch(current: Arc<ArcSwap<Live>>, worlds: Worlds, address: String, tell: fn(&str)) {
    let mut last = current.load().site.mark().to_owned();
    let staff = current.load().site.staff;
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = hung_up() => {}
        }
        let (worlds, address, known) = (Arc::clone(&worlds), address.clone(), last.clone());
        let looked = tokio::task::spawn_blocking(move || {
            let world = worlds();
            let mark = world.mark().ok()?;
            (mark != known).then(|| {
                (
                    mark,
                    Site::read(world, &address)
                        .map(|site| site.for_staff(staff))
                        .inspect(|site| {
                            // Here nobody waits for it; after the change the first who searches would.
                            let _ = site.collection();
                        }),
                )
            })
        })
        .await;
        match looked {
            Ok(Some((_, Ok(site)))) => {
                last = site.mark().to_owned();
                let workshop = current.load().workshop.clone();
                current.store(Arc::new(Live::new(site, workshop)));
                tell(
                    "De werkmap is veranderd en opnieuw gelezen. / The workspace changed and was read again.",
                );
            }
            Ok(Some((mark, Err(error)))) => {
                // Told once, not every two seconds.
                last = mark;
                tell(&format!(
                    "De werkmap is veranderd en heeft fouten; de vorige stand blijft staan. / The workspace changed and has faults; the state before stays. {error}"
                ));
            }
            Ok(None) | Err(_) => {}
        }
    }
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
