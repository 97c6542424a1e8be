//! Starting afresh when the workspace changed, without a dropped request: whoever is being answered is answered from the old state.

use super::serve::{Live, Worlds};
use crate::site::Site;
use arc_swap::ArcSwap;
use std::sync::Arc;
use std::time::Duration;

/// How often the workspace is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// Looks at the workspace for as long as the server runs. A workspace with faults does not take the place of one without.
pub async fn watch(current: Arc<ArcSwap<Live>>, worlds: Worlds, address: String, tell: fn(&str)) {
    let mut last = current.load().site.mark().to_owned();
    loop {
        tokio::time::sleep(EVERY).await;
        let (worlds, address, known) = (Arc::clone(&worlds), address.clone(), last.clone());
        let looked = tokio::task::spawn_blocking(move || {
            let world = worlds();
            let mark = world.mark().ok()?;
            (mark != known).then(|| (mark, Site::read(world, &address)))
        })
        .await;
        match looked {
            Ok(Some((_, Ok(site)))) => {
                last = site.mark().to_owned();
                current.store(Arc::new(Live::new(site)));
                tell("opnieuw gelezen / read again");
            }
            Ok(Some((mark, Err(error)))) => {
                // Told once, not every two seconds.
                last = mark;
                tell(&error.to_string());
            }
            Ok(None) | Err(_) => {}
        }
    }
}
