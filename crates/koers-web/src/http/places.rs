//! Places where answers are made, shared out: one client has at most half of them at a time, and waits for them in a line of its own.
//!
//! Without that the first to come is the first to go, and one client with many connections keeps everybody else out. Now whoever comes
//! finds before it no more of another client than that client's share.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many questions of one client stand in line or are at work. The next one is sent away at once.
const LINE: usize = 64;
/// How many of all clients together, so that the table of lines has an end; no more connections are let in either.
const LINES: usize = 1024;

/// Places, and who waits for them.
#[derive(Debug)]
pub struct Places {
    free: Arc<Semaphore>,
    share: usize,
    longest: usize,
    lines: Mutex<Lines>,
}

/// The lines of the clients who ask something at this moment; of anybody else nothing is kept.
#[derive(Debug, Default)]
struct Lines {
    of: HashMap<IpAddr, Line>,
    asking: usize,
}

#[derive(Debug)]
struct Line {
    /// The client's share.
    share: Arc<Semaphore>,
    /// Who waits and who has a place.
    asking: usize,
}

/// A place, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    _place: OwnedSemaphorePermit,
    _share: OwnedSemaphorePermit,
    _ticket: Ticket,
}

/// A spot in the line of a client.
#[derive(Debug)]
struct Ticket {
    places: Arc<Places>,
    client: IpAddr,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut lines = self.places.locked();
        lines.asking = lines.asking.saturating_sub(1);
        let Some(line) = lines.of.get_mut(&self.client) else {
            return;
        };
        line.asking = line.asking.saturating_sub(1);
        if line.asking == 0 {
            lines.of.remove(&self.client);
        }
    }
}

impl Places {
    /// So many, at least two.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self::with_line(places, LINE)
    }

    /// So many, with lines of this length.
    #[must_use]
    pub(super) fn with_line(places: usize, longest: usize) -> Self {
        let places = places.max(2);
        Self {
            free: Arc::new(Semaphore::new(places)),
            share: places / 2,
            longest,
            lines: Mutex::default(),
        }
    }

    fn locked(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes into the line of a client; `None` when it is full.
    fn queue(self: &Arc<Self>, client: IpAddr) -> Option<(Ticket, Arc<Semaphore>)> {
        let mut lines = self.locked();
        if lines.asking >= LINES {
            return None;
        }
        let line = lines.of.entry(client).or_insert_with(|| Line {
            share: Arc::new(Semaphore::new(self.share)),
            asking: 0,
        });
        if line.asking >= self.longest {
            return None;
        }
        line.asking += 1;
        let share = Arc::clone(&line.share);
        lines.asking += 1;
        drop(lines);
        let places = Arc::clone(self);
        Some((Ticket { places, client }, share))
    }

    /// A place for a client, once there is one; `None` when its line is full. Who stops waiting leaves the line.
    pub async fn take(self: &Arc<Self>, client: IpAddr) -> Option<Place> {
        let (ticket, share) = self.queue(client)?;
        // First among its own, then among all: of each client no more than its share ever waits there.
        let share = share.acquire_owned().await.ok()?;
        let place = Arc::clone(&self.free).acquire_owned().await.ok()?;
        Some(Place {
            _place: place,
            _share: share,
            _ticket: ticket,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    const FLOOD: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));
    const THIRD: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 3));

    async fn soon(places: &Arc<Places>, client: IpAddr) -> Option<Place> {
        timeout(Duration::from_millis(10), places.take(client))
            .await
            .unwrap_or(None)
    }

    #[tokio::test]
    async fn one_client_has_half_of_the_places() {
        let places = Arc::new(Places::new(4));
        let first = soon(&places, FLOOD).await;
        let second = soon(&places, FLOOD).await;
        assert!(first.is_some() && second.is_some());
        assert!(soon(&places, FLOOD).await.is_none());
        let others = [soon(&places, OTHER).await, soon(&places, OTHER).await];
        assert!(others.iter().all(Option::is_some));
        drop(first);
        assert!(soon(&places, FLOOD).await.is_some(), "given back");
    }

    #[tokio::test]
    async fn nobody_waits_behind_the_line_of_another() {
        let places = Arc::new(Places::new(4));
        let taken = [soon(&places, FLOOD).await, soon(&places, OTHER).await];
        let more = [soon(&places, FLOOD).await, soon(&places, OTHER).await];
        assert!(taken.iter().chain(&more).all(Option::is_some));
        // Forty more of the one are in line when the third comes: the first place that comes free may go to one of them, the next is its.
        let waiting: Vec<_> = (0..40)
            .map(|_| {
                let places = Arc::clone(&places);
                tokio::spawn(async move { places.take(FLOOD).await })
            })
            .collect();
        tokio::task::yield_now().await;
        let third = tokio::spawn({
            let places = Arc::clone(&places);
            async move { places.take(THIRD).await }
        });
        tokio::task::yield_now().await;
        drop(taken);
        let third = timeout(Duration::from_secs(1), third).await;
        assert!(third.is_ok_and(|place| place.is_ok_and(|place| place.is_some())));
        for task in waiting {
            task.abort();
        }
        drop(more);
    }

    #[tokio::test]
    async fn a_line_has_an_end_and_is_forgotten() {
        let places = Arc::new(Places::with_line(2, 3));
        let held = soon(&places, FLOOD).await;
        let mut waiting: Vec<_> = (0..2).map(|_| Box::pin(places.take(FLOOD))).collect();
        for one in &mut waiting {
            assert!(timeout(Duration::from_millis(1), one).await.is_err(), "waits");
        }
        let turned_away = timeout(Duration::from_millis(10), places.take(FLOOD)).await;
        assert!(matches!(turned_away, Ok(None)), "told at once");
        // Who stops waiting makes room, also when it was never given a place.
        drop(waiting);
        assert!(
            timeout(Duration::from_millis(1), places.take(FLOOD))
                .await
                .is_err()
        );
        drop(held);
        assert!(soon(&places, FLOOD).await.is_some());
        let lines = places.locked();
        assert!(lines.of.is_empty() && lines.asking == 0);
    }

    #[tokio::test]
    async fn memory_has_an_end() {
        let places = Arc::new(Places::new(2));
        let mut asking = Vec::new();
        for n in 0..2000_u32 {
            let client = IpAddr::from(n.to_be_bytes());
            let mut one = Box::pin(places.take(client));
            let _ = std::future::poll_fn(|context| std::task::Poll::Ready(one.as_mut().poll(context))).await;
            asking.push(one);
        }
        assert_eq!(places.locked().of.len(), LINES);
        drop(asking);
        assert!(places.locked().of.is_empty());
    }
}
