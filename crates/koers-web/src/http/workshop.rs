//! Where answers are made: on threads of their own, so many at a time, and none that takes the server down.

use super::cache::Finished;
use super::places::Places;
use super::shelf::{Outcome, Shelf, Stage};
use crate::answer::{Fault, Refusal};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// How long a question waits for a place.
const WAIT: Duration = Duration::from_secs(5);
/// How long an answer may take. Who asked hears that it is busy; the answer is finished and kept for the next one.
const LONGEST: Duration = Duration::from_secs(20);
/// After how many seconds somebody who was sent away may try again.
const AGAIN: u64 = 5;
/// How long the same trouble is not told again.
const QUIET: Duration = Duration::from_secs(60);

/// Places where answers are made.
#[derive(Debug, Clone)]
pub struct Workshop {
    places: Arc<Places>,
    tell: fn(&str),
    troubles: Arc<Troubles>,
}

/// What was told last and when, so that one trouble met by every visitor does not fill the log.
#[derive(Debug, Default)]
struct Troubles(Mutex<Option<(String, Instant)>>);

impl Troubles {
    fn tell(&self, why: &str, tell: fn(&str)) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last
            .as_ref()
            .is_some_and(|(told, since)| told == why && since.elapsed() < QUIET);
        if !known {
            tell(why);
            *last = Some((why.to_owned(), Instant::now()));
        }
    }
}

impl Workshop {
    /// With twice as many places as the machine has processors: some of them wait for the disk.
    #[must_use]
    pub fn new(tell: fn(&str)) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            places: Arc::new(Places::new(processors * 2)),
            tell,
            troubles: Arc::default(),
        }
    }

    /// The answer with this key from the shelf, made for a client if it is not there. Whoever waits for what somebody else has started
    /// has no place and stands in no line.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is no place in time or it takes too long, [`Fault::Broken`] when it panics, and its own faults.
    pub async fn make(
        &self,
        shelf: &Arc<Shelf>,
        client: IpAddr,
        key: &str,
        job: impl FnOnce() -> Result<Finished, Fault> + Send + 'static,
    ) -> Outcome {
        let busy = || Err(Arc::new(Fault::Refused(Refusal::Busy { after: AGAIN })));
        if let Some(ready) = shelf.finished().get(key) {
            return Ok(ready);
        }
        let asker = shelf.ask(key);
        // It may have been finished just before.
        if let Some(ready) = shelf.finished().get(key) {
            return Ok(ready);
        }
        let mut stage = asker.follow();
        let place = async {
            tokio::select! {
                biased;
                _ = stage.wait_for(|stage| !matches!(stage, Stage::Asked)) => Some(None),
                place = self.places.take(client) => place.map(Some),
            }
        };
        let Ok(Some(place)) = timeout(WAIT, place).await else {
            return busy();
        };
        if let Some(place) = place
            && asker.starts()
        {
            let (maker, tell, troubles) = (shelf.ask(key), self.tell, Arc::clone(&self.troubles));
            let job = tokio::task::spawn_blocking(move || {
                let _place = place;
                job()
            });
            // Not by who asks: a client that goes away would take the answer with it, and the next one would begin anew.
            tokio::spawn(async move {
                let made = job
                    .await
                    .unwrap_or_else(|panic| Err(Fault::Broken(panic.to_string())));
                if let Err(Fault::Broken(why)) = &made {
                    troubles.tell(why, tell);
                }
                maker.done(made.map(Arc::new).map_err(Arc::new));
            });
        }
        let done = stage.wait_for(|stage| matches!(stage, Stage::Done(_)));
        if let Ok(Ok(stage)) = timeout(LONGEST, done).await
            && let Stage::Done(outcome) = &*stage
        {
            return outcome.clone();
        }
        busy()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Answer;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const FLOOD: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(127, 0, 0, 9));
    /// How long the made-up answers take.
    const SLOW: Duration = Duration::from_millis(100);

    fn workshop(places: usize, line: usize) -> (Workshop, Arc<Shelf>) {
        let places = Arc::new(Places::with_line(places, line));
        let workshop = Workshop {
            places,
            tell: |_| {},
            troubles: Arc::default(),
        };
        (workshop, Arc::default())
    }

    fn page(text: &str) -> Finished {
        Finished::new(Answer::page(text.to_owned()))
    }

    /// Asks in a task of its own, for an answer that takes [`SLOW`].
    fn asked(
        workshop: &Workshop,
        shelf: &Arc<Shelf>,
        client: IpAddr,
        key: &str,
        made: &Arc<AtomicUsize>,
    ) -> tokio::task::JoinHandle<Outcome> {
        let (workshop, shelf, made, key) = (
            workshop.clone(),
            Arc::clone(shelf),
            Arc::clone(made),
            key.to_owned(),
        );
        tokio::spawn(async move {
            let text = key.clone();
            let job = move || {
                std::thread::sleep(SLOW);
                made.fetch_add(1, Ordering::Relaxed);
                Ok(page(&text))
            };
            workshop.make(&shelf, client, &key, job).await
        })
    }

    fn is_busy(outcome: &Outcome) -> bool {
        matches!(outcome, Err(fault) if matches!(**fault, Fault::Refused(Refusal::Busy { .. })))
    }

    #[tokio::test]
    async fn a_panic_is_a_fault_of_one_answer() {
        let (workshop, shelf) = workshop(2, 8);
        let fault = workshop.make(&shelf, FLOOD, "a", || panic!("as a test")).await;
        assert!(matches!(fault, Err(fault) if matches!(*fault, Fault::Broken(_))));
        let answer = workshop.make(&shelf, FLOOD, "a", || Ok(page("a"))).await;
        assert_eq!(answer.unwrap().plain, "a");
        assert!(shelf.is_quiet());
    }

    #[tokio::test]
    async fn a_flood_of_one_does_not_keep_another_waiting() {
        let (workshop, shelf) = workshop(4, 64);
        let made = Arc::default();
        let flood: Vec<_> = (0..40)
            .map(|n| asked(&workshop, &shelf, FLOOD, &format!("flood {n}"), &made))
            .collect();
        tokio::task::yield_now().await;
        let since = Instant::now();
        let other = asked(&workshop, &shelf, OTHER, "other", &made).await.unwrap();
        assert_eq!(other.unwrap().plain, "other");
        // First come, first served, it would have been the last.
        let before = made.load(Ordering::Relaxed);
        assert!(before < 10, "{before}");
        for task in flood {
            assert!(task.await.unwrap().is_ok());
        }
        assert!(
            since.elapsed() > SLOW * 15,
            "two at a time: {:?}",
            since.elapsed()
        );
    }

    #[tokio::test]
    async fn what_several_ask_for_is_made_once() {
        let (workshop, shelf) = workshop(4, 64);
        let made = Arc::default();
        let (ready, when) = std::sync::mpsc::channel();
        let (here, there) = (workshop.clone(), Arc::clone(&shelf));
        let first = tokio::spawn(async move {
            let job = move || {
                let _ = when.recv();
                Ok(page("same"))
            };
            here.make(&there, FLOOD, "same", job).await
        });
        tokio::task::yield_now().await;
        let asking: Vec<_> = (0..30)
            .map(|n| {
                let client = if n % 2 == 0 { FLOOD } else { OTHER };
                asked(&workshop, &shelf, client, "same", &made)
            })
            .collect();
        tokio::time::sleep(SLOW / 4).await;
        // Who waits for it has no place: another answer is made meanwhile.
        let beside = asked(&workshop, &shelf, FLOOD, "beside", &made).await.unwrap();
        assert!(beside.is_ok());
        ready.send(()).unwrap();
        assert_eq!(first.await.unwrap().unwrap().plain, "same");
        for task in asking {
            assert_eq!(task.await.unwrap().unwrap().plain, "same");
        }
        assert_eq!(made.load(Ordering::Relaxed), 1, "only the other one");
        assert!(shelf.is_quiet());
    }

    #[tokio::test]
    async fn who_goes_away_takes_nothing_with_it() {
        let (workshop, shelf) = workshop(2, 64);
        let made = Arc::default();
        let first = asked(&workshop, &shelf, FLOOD, "same", &made);
        let second = asked(&workshop, &shelf, OTHER, "same", &made);
        tokio::time::sleep(SLOW / 4).await;
        // The one who started it.
        first.abort();
        assert_eq!(second.await.unwrap().unwrap().plain, "same");
        // And with nobody left it is finished and kept all the same.
        let third = asked(&workshop, &shelf, FLOOD, "alone", &made);
        tokio::time::sleep(SLOW / 4).await;
        third.abort();
        let until = Instant::now() + SLOW * 50;
        while shelf.finished().get("alone").is_none() {
            assert!(Instant::now() < until);
            tokio::time::sleep(SLOW / 4).await;
        }
        assert_eq!(made.load(Ordering::Relaxed), 2);
        assert!(shelf.is_quiet());
    }

    #[tokio::test]
    async fn who_waits_in_a_full_line_does_not_hold_up_others_who_ask_the_same() {
        let (workshop, shelf) = workshop(4, 6);
        let made = Arc::default();
        let flood: Vec<_> = (0..5)
            .map(|n| asked(&workshop, &shelf, FLOOD, &format!("flood {n}"), &made))
            .collect();
        let last_in_line = asked(&workshop, &shelf, FLOOD, "same", &made);
        tokio::time::sleep(SLOW / 4).await;
        let turned_away = asked(&workshop, &shelf, FLOOD, "more", &made).await.unwrap();
        assert!(is_busy(&turned_away));
        let other = asked(&workshop, &shelf, OTHER, "same", &made);
        tokio::time::sleep(SLOW / 4).await;
        // Its line is full, but this is being made already.
        let joins = asked(&workshop, &shelf, FLOOD, "same", &made);
        assert!(other.await.unwrap().is_ok());
        let before = made.load(Ordering::Relaxed);
        assert!(before < 6, "{before}");
        assert!(joins.await.unwrap().is_ok() && last_in_line.await.unwrap().is_ok());
        for task in flood {
            assert!(task.await.unwrap().is_ok());
        }
        assert_eq!(made.load(Ordering::Relaxed), 6);
    }

    #[tokio::test]
    async fn patience_has_an_end() {
        let (workshop, shelf) = workshop(2, 8);
        let held = workshop.places.take(FLOOD).await.unwrap();
        tokio::time::pause();
        let made = Arc::default();
        let sent_away = asked(&workshop, &shelf, FLOOD, "a", &made).await.unwrap();
        assert!(is_busy(&sent_away));
        tokio::time::resume();
        drop(held);
        assert!(asked(&workshop, &shelf, FLOOD, "a", &made).await.unwrap().is_ok());
    }
}
