//! Plans to evaluate, carried out for the server: each once for what was known on a day.

use super::Held;
use super::methods::{PATIENCE, Unanswered};
use crate::analysis::NoAnalysis;
use crate::evaluation::{Evaluated, of_workspace};
use crate::world::locked;
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
    pub fn datasets_of_plan(&self, planned: &Planned) -> Vec<&Id> {
        let Outcome::Indicator(indicator) = &planned.plan.outcome else {
            return Vec::new();
        };
        let found = self
            .workspace
            .definitions()
            .ok()
            .and_then(|all| all.indicators.get(indicator));
        let series = found.into_iter().flat_map(|indicator| indicator.rule.series());
        let datasets: BTreeSet<&Id> = series.map(|series| &series.dataset).collect();
        datasets.into_iter().collect()
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
        let vintages = self.vintages(as_of);
        let datasets = self.datasets_of_plan(planned).into_iter();
        let under = datasets.filter_map(|id| Some(vintages.get(id)?.hash)).collect();
        let known = as_of.unwrap_or_else(|| self.today());
        let key = PlanAsked {
            plan: planned.hash,
            under,
            known,
            lang: lang.tag(),
        };
        let kept = self.evaluations.get_or(key, || std::sync::Mutex::new(None));
        let mut kept = locked(&kept);
        if let Some(evaluated) = &*kept {
            return Ok(Some(Arc::clone(evaluated)));
        }
        let _place = self.doing.place(PATIENCE).ok_or(Unanswered::Busy)?;
        let found = of_workspace(
            self.world.as_ref(),
            &self.workspace,
            planned,
            indicator,
            (Some(known), lang),
        );
        let evaluated = Arc::new(found.map_err(|no: NoAnalysis| Unanswered::No(no))?);
        *kept = Some(Arc::clone(&evaluated));
        Ok(Some(evaluated))
    }
}
