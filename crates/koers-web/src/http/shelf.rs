//! The answers of one state of the workspace: those that are finished, and those that are being made.
//!
//! What several ask for at once is made once. Nobody makes it for the others: whoever of them first has a place starts it, in a task of
//! its own, so it is finished and kept also when the one who started it has gone.

use super::cache::{Answers, Finished, answers};
use crate::answer::Fault;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// An answer, or why there is none, for everybody who waits for it.
pub type Outcome = Result<Arc<Finished>, Arc<Fault>>;

/// How far an answer is.
#[derive(Debug, Clone)]
pub enum Stage {
    /// Those who ask for it wait for a place.
    Asked,
    /// It is being made.
    Started,
    /// It is there.
    Done(Outcome),
}

/// Finished answers, and answers on their way.
#[derive(Debug)]
pub struct Shelf {
    finished: Answers,
    coming: Mutex<HashMap<String, Coming>>,
}

#[derive(Debug)]
struct Coming {
    stage: Arc<watch::Sender<Stage>>,
    asking: usize,
}

/// Somebody who asks for an answer that is not finished.
#[derive(Debug)]
pub struct Asker {
    shelf: Arc<Shelf>,
    key: String,
    stage: Arc<watch::Sender<Stage>>,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            finished: answers(),
            coming: Mutex::default(),
        }
    }
}

impl Shelf {
    /// Finished answers.
    pub fn finished(&self) -> &Answers {
        &self.finished
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<String, Coming>> {
        self.coming.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for an answer.
    #[must_use]
    pub fn ask(self: &Arc<Self>, key: &str) -> Asker {
        let mut coming = self.locked();
        let one = coming.entry(key.to_owned()).or_insert_with(|| Coming {
            stage: Arc::new(watch::Sender::new(Stage::Asked)),
            asking: 0,
        });
        one.asking += 1;
        let stage = Arc::clone(&one.stage);
        drop(coming);
        Asker {
            shelf: Arc::clone(self),
            key: key.to_owned(),
            stage,
        }
    }
}

impl Asker {
    /// How far the answer is, now and later.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<Stage> {
        self.stage.subscribe()
    }

    /// Whether it is up to who asks to make it; to anybody else it is not, from now on.
    #[must_use]
    pub fn starts(&self) -> bool {
        self.stage.send_if_modified(|stage| {
            let first = matches!(stage, Stage::Asked);
            if first {
                *stage = Stage::Started;
            }
            first
        })
    }

    /// Keeps what was made and tells everybody. Why there is none is told and not kept.
    pub fn done(self, outcome: Outcome) {
        // First on the shelf, then out of the list: who finds it in neither may make it.
        if let Ok(ready) = &outcome {
            self.shelf.finished.insert(self.key.clone(), Arc::clone(ready));
        }
        self.forget(|_| true);
        self.stage.send_replace(Stage::Done(outcome));
    }

    fn forget(&self, whether: impl FnOnce(&mut Coming) -> bool) {
        let mut coming = self.shelf.locked();
        // Under the same key another one may have begun since.
        let own = |one: &&mut Coming| Arc::ptr_eq(&one.stage, &self.stage);
        if coming.get_mut(&self.key).filter(own).is_some_and(whether) {
            coming.remove(&self.key);
        }
    }
}

impl Drop for Asker {
    fn drop(&mut self) {
        self.forget(|one| {
            one.asking = one.asking.saturating_sub(1);
            one.asking == 0
        });
    }
}

#[cfg(test)]
impl Shelf {
    /// Whether nobody asks for anything.
    pub fn is_quiet(&self) -> bool {
        self.locked().is_empty()
    }
}
