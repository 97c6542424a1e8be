//! Where answers are made: on threads of their own, so many at a time, and none that takes the server down.

use crate::answer::{Fault, Refusal};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long a question waits for a place.
const WAIT: Duration = Duration::from_secs(5);
/// How long an answer may take. Who asked hears that it is busy; the answer is finished and kept for the next one.
const LONGEST: Duration = Duration::from_secs(20);
/// After how many seconds somebody who was sent away may try again.
const AGAIN: u64 = 5;

/// Places where answers are made.
#[derive(Debug, Clone)]
pub struct Workshop {
    places: Arc<Semaphore>,
    tell: fn(&str),
}

impl Workshop {
    /// With twice as many places as the machine has processors: some of them wait for the disk.
    #[must_use]
    pub fn new(tell: fn(&str)) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            places: Arc::new(Semaphore::new(processors * 2)),
            tell,
        }
    }

    /// Makes an answer.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is no place in time or it takes too long, [`Fault::Broken`] when it panics, and its own faults.
    pub async fn make<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let busy = || Fault::Refused(Refusal::Busy { after: AGAIN });
        let place = tokio::time::timeout(WAIT, Arc::clone(&self.places).acquire_owned())
            .await
            .ok()
            .and_then(Result::ok)
            .ok_or_else(busy)?;
        let job = tokio::task::spawn_blocking(move || {
            let _place = place;
            job()
        });
        match tokio::time::timeout(LONGEST, job).await {
            Ok(Ok(Err(Fault::Broken(why)))) => {
                (self.tell)(&why);
                Err(Fault::Broken(why))
            }
            Ok(Ok(made)) => made,
            Ok(Err(panic)) => {
                (self.tell)(&panic.to_string());
                Err(Fault::Broken(panic.to_string()))
            }
            Err(_) => Err(busy()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_a_fault_of_one_answer() {
        let workshop = Workshop::new(|_| {});
        let fault = workshop.make::<()>(|| panic!("as a test")).await;
        assert!(matches!(fault, Err(Fault::Broken(_))));
        assert_eq!(workshop.make(|| Ok(1)).await.unwrap(), 1);
    }
}
