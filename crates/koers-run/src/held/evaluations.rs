//! Plans to evaluate, carried out for the server: each once for what was known on a day.

use super::Held;
use super::methods::Unanswered;
use crate::evaluation::{Evaluated, of_workspace};
use jiff::civil::Date;
use koers_framework::definitions::Planned;
use koers_model::evaluation::Outcome;
use koers_model::id::Id;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A plan carried out, as it is under certain snapshots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PlanAsked {
    plan: Hash,
    under: Vec<Hash>,
    known: Date,
    lang: &'static str,
}

impl Held {
    /// The data sets that a plan rests on; none for a plan about a table of its own.
    #[must_use]
    pub fn datasets_of_plan(&self, planned: &Planned) -> BTreeSet<&Id> {
        let Outcome::Indicator(indicator) = &planned.plan.outcome else {
            return BTreeSet::new();
        };
        let found = self
            .workspace
            .definitions()
            .ok()
            .and_then(|all| all.indicators.get(indicator));
        found.map_or_else(BTreeSet::new, |indicator| indicator.rule.datasets())
    }

    /// A plan carried out on figures of the workspace; kept, as the page and its files are the same answer. `None` for a plan about a table of its
    /// own: the server reads no files beside plans.
    ///
    /// # Errors
    /// [`Unanswered::No`] as [`of_workspace`]; [`Unanswered::Busy`].
    pub fn evaluation(
        &self,
        planned: &Planned,
        (as_of, lang): (Option<Date>, Lang),
    ) -> Result<Option<Arc<Evaluated>>, Unanswered> {
        let Outcome::Indicator(indicator) = &planned.plan.outcome else {
            return Ok(None);
        };
        let known = as_of.unwrap_or_else(|| self.today());
        let key = PlanAsked {
            plan: planned.hash,
            under: self.under(&self.datasets_of_plan(planned), as_of),
            known,
            lang: lang.tag(),
        };
        let (world, workspace) = (self.world.as_ref(), &self.workspace);
        let evaluated = self.once(&self.evaluations, key, || {
            of_workspace(world, workspace, planned, indicator, (Some(known), lang)).map(Arc::new)
        })?;
        Ok(Some(evaluated))
    }
}
