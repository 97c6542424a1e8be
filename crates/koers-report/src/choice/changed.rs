//! What other budgets do to a choice, row by row.

use crate::list::{Column, Field, List};
use crate::number;
use koers_model::id::Id;
use koers_model::portfolio::money::Share;
use koers_model::text::Lang;
use koers_portfolio::select::words::{Words, share};
use koers_portfolio::select::{Difference, Outline};
use std::collections::BTreeSet;

/// What other budgets do, row by row: every budget that was asked for, every proposal that is chosen before or after, every outcome that is lost or won, and what clashes. `asked` says
/// for each which budgets were asked for.
#[must_use]
pub fn changed<'a>(asked: &[(String, Difference)], words: &impl Fn(Lang) -> Words<'a>) -> List {
    let mut rows = Vec::new();
    for (name, difference) in asked {
        let (before, after) = (&difference.before, &difference.after);
        let mut row =
            |kind: (&str, &str), id: Field, title: Field, levels: [Field; 2], change: (&str, &str)| {
                let [before, after] = levels;
                rows.push(vec![
                    Field::plain(name),
                    Field::named(kind.1, |lang| lang.pick(kind.0, kind.1).to_owned()),
                    id,
                    title,
                    before,
                    after,
                    Field::named(change.1, |lang| lang.pick(change.0, change.1).to_owned()),
                ]);
            };
        let none = || [Field::Empty, Field::Empty];
        for (id, (was, then)) in &difference.caps {
            let change = if was == then {
                ("blijft", "stays")
            } else {
                ("verandert", "changes")
            };
            let title = Field::both(|lang| words(lang).budget(id));
            row(
                ("budget", "budget"),
                Field::plain(id),
                title,
                [was, then].map(|cap| Field::named(cap, |lang| number::euro(*cap, lang))),
                change,
            );
        }
        let ids: BTreeSet<&Id> = before.chosen.keys().chain(after.chosen.keys()).collect();
        for id in ids {
            let (then, now) = (before.chosen.get(id), after.chosen.get(id));
            let change = match (then, now) {
                _ if after.is_none() => ("geen keuze", "no choice"),
                (Some(_), None) => ("valt af", "falls"),
                (None, _) => ("komt erbij", "comes in"),
                (Some(then), Some(now)) if then == now => ("blijft", "stays"),
                _ => ("verandert", "changes"),
            };
            let level = |level: Option<&Share>| {
                level.map_or(Field::Empty, |level| {
                    Field::named(level, |lang| share(*level, lang))
                })
            };
            let title = Field::both(|lang| words(lang).action(id));
            row(
                ("voorstel", "proposal"),
                Field::plain(id),
                title,
                [level(then), level(now)],
                change,
            );
        }
        let cost = |outline: &Outline| match outline.is_none() {
            true => Field::Empty,
            false => Field::named(outline.cost, |lang| number::euro(outline.cost, lang)),
        };
        let change = match (before.is_none(), after.is_none()) {
            (_, true) => ("geen keuze", "no choice"),
            (false, false) if before.cost == after.cost => ("blijft", "stays"),
            _ => ("verandert", "changes"),
        };
        let title = Field::both(|lang| lang.pick("kosten van de keuze", "cost of the choice").to_owned());
        row(
            ("kosten", "cost"),
            Field::Empty,
            title,
            [cost(before), cost(after)],
            change,
        );
        let outcomes = difference.lost.iter().map(|id| {
            (
                id,
                (
                    "geen gekozen of lopende actie meer",
                    "no chosen or running action any more",
                ),
            )
        });
        let won = difference.won.iter().map(|id| {
            (
                id,
                (
                    "weer een gekozen of lopende actie",
                    "a chosen or running action again",
                ),
            )
        });
        for (id, change) in outcomes.chain(won) {
            let title = Field::both(|lang| words(lang).outcome(id));
            row(("resultaat", "outcome"), Field::plain(id), title, none(), change);
        }
        if let Some(clash) = &after.clash {
            let first = std::iter::once((&clash.rules, ("botst", "clashes")));
            // Of every clash one bound must go: who loosens one of the first alone still has no choice.
            let others = clash.others.iter();
            let others = others.map(|rules| {
                (
                    rules,
                    (
                        "botst ook, los van het vorige",
                        "clashes too, apart from the one before",
                    ),
                )
            });
            for (rules, change) in first.chain(others) {
                for rule in rules {
                    let title = Field::both(|lang| words(lang).rule(rule));
                    row(("grens", "bound"), Field::Empty, title, none(), change);
                }
            }
        }
    }
    List {
        columns: vec![
            Column::new("what_if", "wat als", "what if"),
            Column::new("kind", "soort", "kind"),
            Column::new("id", "id", "id"),
            Column::new("title", "naam", "name"),
            Column::new("before", "was", "before"),
            Column::new("after", "wordt", "after"),
            Column::new("change", "verandering", "change"),
        ],
        rows,
    }
}
