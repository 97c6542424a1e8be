//! Methods of the regional economy done for the server: each question once, and so many at a time.

use super::{Answers, Held};
use crate::analysis::{Analysis, Asked, Choices, Fault, Method, NoAnalysis, choices, of_workspace, on_page};
use crate::error::RunError;
use crate::world::locked;
use jiff::civil::Date;
use koers_model::figures::Figures;
use koers_model::id::Id;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long a method waits for a place among those that are being done.
const PATIENCE: Duration = Duration::from_secs(4);

/// A method asked of figures, as they are under certain snapshots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MethodAsked {
    method: &'static str,
    figures: Id,
    asked: Asked,
    under: Vec<Hash>,
    known: Date,
    lang: &'static str,
}

/// A method done, or why it gives no answer.
pub(super) type Outcome = Result<Arc<Analysis>, Fault>;

/// Why a method has no answer to show.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// There is none.
    #[error(transparent)]
    No(#[from] NoAnalysis),
    /// So many are being done that this one had no place in time.
    #[error("too many methods are being done")]
    Busy,
}

/// How many methods are being done at once: as many as there are processors, so that pages are made meanwhile.
pub(super) struct Doing {
    now: Mutex<usize>,
    fewer: Condvar,
    most: usize,
}

/// A place to do a method in; it is free again when this goes.
pub(super) struct Place<'a>(&'a Doing);

impl Doing {
    pub(super) fn new() -> Self {
        Self {
            now: Mutex::new(0),
            fewer: Condvar::new(),
            most: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
    /// A place, where there is one in time.
    fn place(&self, patience: Duration) -> Option<Place<'_>> {
        let waited = self
            .fewer
            .wait_timeout_while(locked(&self.now), patience, |now| *now >= self.most);
        let (mut now, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return None;
        }
        *now += 1;
        Some(Place(self))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut now = locked(&self.0.now);
        *now = now.saturating_sub(1);
        self.0.fewer.notify_one();
    }
}

impl Held {
    /// A method done on figures of the workspace, with the work that a page may take; kept, as the page, its drawing and its tables are the same
    /// answer. Whoever asks what somebody else is doing already waits for that.
    ///
    /// # Errors
    /// [`Unanswered::No`] as [`of_workspace`], and for more work than a page does; [`Unanswered::Busy`].
    pub fn analysis(
        &self,
        method: &'static Method,
        figures: &Figures,
        asked: Asked,
        (as_of, lang): (Option<Date>, Lang),
    ) -> Result<Arc<Analysis>, Unanswered> {
        let asked = on_page(method, asked).map_err(NoAnalysis::Fault)?;
        let known = as_of.unwrap_or_else(|| self.today());
        let key = MethodAsked {
            method: method.id,
            figures: figures.id.clone(),
            asked: asked.clone(),
            under: self.under(&figures.datasets(), as_of),
            known,
            lang: lang.tag(),
        };
        let (world, workspace) = (self.world.as_ref(), &self.workspace);
        let named = Some(figures.id.as_str());
        let outcome = self.once(&self.analyses, key, || {
            match of_workspace(world, workspace, method, named, asked, (Some(known), lang)) {
                Ok(analysis) => Ok(Ok(Arc::new(analysis))),
                Err(NoAnalysis::Fault(fault)) => Ok(Err(fault)),
                Err(run) => Err(run),
            }
        })?;
        Ok(outcome.map_err(NoAnalysis::Fault)?)
    }

    /// The answer to a question, kept. Whoever asks what somebody else is finding out waits for that.
    ///
    /// # Errors
    /// [`Unanswered::No`] as `find`; that is not kept. [`Unanswered::Busy`].
    pub(super) fn once<K: Ord + Clone, V: Clone>(
        &self,
        kept: &Answers<K, Mutex<Option<V>>>,
        key: K,
        find: impl FnOnce() -> Result<V, NoAnalysis>,
    ) -> Result<V, Unanswered> {
        let kept = kept.get_or(key, || Mutex::new(None));
        let mut kept = locked(&kept);
        if let Some(answer) = &*kept {
            return Ok(answer.clone());
        }
        let _place = self.doing.place(PATIENCE).ok_or(Unanswered::Busy)?;
        let answer = find()?;
        *kept = Some(answer.clone());
        Ok(answer)
    }
    /// What can be chosen of figures.
    ///
    /// # Errors
    /// As [`choices`].
    pub fn choices(&self, figures: &Figures, as_of: Option<Date>) -> Result<Choices, RunError> {
        choices(self.world.as_ref(), &self.workspace, figures, as_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_methods_are_done_at_once_than_there_are_places() {
        let doing = Doing {
            most: 2,
            ..Doing::new()
        };
        let soon = Duration::from_millis(20);
        let one = doing.place(soon);
        let two = doing.place(soon);
        assert!(one.is_some() && two.is_some());
        assert!(doing.place(soon).is_none());
        drop(one);
        let three = doing.place(soon);
        assert!(three.is_some() && doing.place(soon).is_none());
        // Whoever waits is told when there is one.
        let waited = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| doing.place(Duration::from_secs(60)).is_some());
            drop(two);
            waiting.join()
        });
        assert!(matches!(waited, Ok(true)));
        drop(three);
        assert_eq!(*locked(&doing.now), 0);
    }
}
