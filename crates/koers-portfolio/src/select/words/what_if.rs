//! What other budgets do, in words.

use super::{Words, proposals, share};
use crate::select::what_if::Difference;

impl Words<'_> {
    /// The budgets that were asked for otherwise, each with what it is in the plan.
    #[must_use]
    pub fn other_budgets(&self, difference: &Difference) -> String {
        let budgets = self.plan().budgets.iter();
        let said = budgets.filter_map(|budget| {
            let (was, then) = difference
                .caps
                .get(&budget.id)
                .filter(|(was, then)| was != then)?;
            let (was, then) = (was.said(self.lang), then.said(self.lang));
            let name = self.budget(&budget.id);
            Some(self.pick(
                format!("{name} {then} (in het plan {was})"),
                format!("{name} {then} (in the plan {was})"),
            ))
        });
        let said = said.collect::<Vec<_>>().join("; ");
        if said.is_empty() {
            return self.pick(
                "Gevraagd: dezelfde budgetten als in het plan.".to_owned(),
                "Asked: the same budgets as in the plan.".to_owned(),
            );
        }
        self.pick(format!("Gevraagd: {said}."), format!("Asked: {said}."))
    }

    /// What other budgets do.
    #[must_use]
    pub fn difference(&self, difference: &Difference) -> Vec<String> {
        if let Some(none) = self.no_choice(&difference.after) {
            let clash = difference.after.clash.iter();
            return std::iter::once(none)
                .chain(clash.flat_map(|clash| self.clash(clash)))
                .collect();
        }
        let (after, same) = (
            &difference.after,
            difference.after.chosen == difference.before.chosen && !difference.before.is_none(),
        );
        let (count, cost) = (after.chosen.len(), after.cost.said(self.lang));
        if same {
            return vec![self.pick(
                format!(
                    "De keuze blijft zoals zij is: {}, voor {cost}.",
                    proposals(count, self.lang)
                ),
                format!(
                    "The choice stays as it is: {}, for {cost}.",
                    proposals(count, self.lang)
                ),
            )];
        }
        let before = &difference.before;
        let first = if before.is_none() {
            self.pick("geen keuze".to_owned(), "no choice".to_owned())
        } else {
            let (count, cost) = (before.chosen.len(), before.cost.said(self.lang));
            let before = proposals(count, self.lang);
            self.pick(format!("{before}, voor {cost}"), format!("{before}, for {cost}"))
        };
        let chosen = proposals(count, self.lang);
        let mut lines = vec![self.pick(
            format!("Gekozen: {chosen}, voor {cost} (in het plan zelf: {first})."),
            format!("Chosen: {chosen}, for {cost} (in the plan itself: {first})."),
        )];
        if !after.chosen.is_empty() {
            let chosen = self.chosen(&after.chosen);
            lines.push(self.pick(format!("Dat zijn: {chosen}."), format!("These are: {chosen}.")));
        }
        for id in &difference.falls {
            let name = self.action(id);
            lines.push(self.pick(format!("{name} valt af."), format!("{name} falls.")));
        }
        for id in &difference.rises {
            let name = self.action(id);
            lines.push(self.pick(format!("{name} komt erbij."), format!("{name} comes in.")));
        }
        for (id, (before, after)) in &difference.moves {
            let (name, before, after) = (
                self.action(id),
                share(*before, self.lang),
                share(*after, self.lang),
            );
            lines.push(self.pick(
                format!("{name} gaat van {before} naar {after}."),
                format!("{name} goes from {before} to {after}."),
            ));
        }
        for outcome in &difference.lost {
            let outcome = self.outcome(outcome);
            lines.push(self.pick(
                format!("Aan resultaat {outcome} werkt dan geen gekozen of lopende actie meer."),
                format!("No chosen or running action works at outcome {outcome} any more."),
            ));
        }
        lines
    }
}
