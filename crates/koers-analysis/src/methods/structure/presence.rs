//! Which region has which activity.

use super::table::Table;
use crate::answer::Assumption;
use crate::fault::Fault;
use crate::method::Question;
use crate::say::{Sentence, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::structure::{Presence, location_quotients};

/// From when an activity counts as there.
pub(super) const THERE: Setting = Setting::choice(
    "there",
    Words("wanneer een activiteit er is", "when an activity is there"),
    &[
        (
            "quotient",
            Words(
                "als de locatiequotiënt de drempel haalt",
                "when the location quotient reaches the threshold",
            ),
        ),
        (
            "value",
            Words(
                "als de waarde de drempel haalt",
                "when the value reaches the threshold",
            ),
        ),
    ],
    "quotient",
);

/// How high that must be.
pub(super) const THRESHOLD: Setting = Setting::number(
    "threshold",
    Words("de drempel", "the threshold"),
    (1e-9, 1e12),
    Some("1"),
);

/// What these methods have in common.
pub(super) const SETTINGS: &[Setting] = &[THERE, THRESHOLD, ABSENT];

/// Which region has which activity, in one period. Regions and activities with nothing at all are left out.
pub(super) struct There {
    pub regions: Vec<String>,
    pub sectors: Vec<String>,
    pub presence: Presence,
    pub table: Table,
    dropped: (Vec<String>, Vec<String>),
}

impl There {
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let table = Table::of(question)?;
        let matrix = table.matrix()?;
        let threshold = question.settings.number("threshold")?;
        let whole = match question.settings.text("there") {
            Some("value") => {
                let present: Vec<bool> = matrix.values().iter().map(|value| *value >= threshold).collect();
                Presence::new(matrix.rows(), matrix.columns(), &present)
            }
            _ => location_quotients(&matrix, table.reference())
                .and_then(|found| Presence::from_quotients(&found.quotients, threshold)),
        }
        .map_err(|fault| table.grid.fault(fault))?;
        let (diversity, ubiquity) = (whole.diversity(), whole.ubiquity());
        let split = |names: &[String], counts: &[usize]| -> (Vec<usize>, Vec<String>) {
            let kept = (0..names.len()).filter(|at| counts.get(*at).is_some_and(|count| *count > 0));
            let gone = (0..names.len()).filter(|at| counts.get(*at).is_none_or(|count| *count == 0));
            (
                kept.collect(),
                gone.filter_map(|at| names.get(at).cloned()).collect(),
            )
        };
        let (rows, no_rows) = split(&table.grid.rows, &diversity);
        let (columns, no_columns) = split(&table.grid.columns, &ubiquity);
        let present: Vec<bool> = rows
            .iter()
            .flat_map(|row| columns.iter().map(|column| whole.has(*row, *column)))
            .collect();
        let presence =
            Presence::new(rows.len(), columns.len(), &present).map_err(|fault| table.grid.fault(fault))?;
        let named = |names: &[String], kept: &[usize]| -> Vec<String> {
            kept.iter().filter_map(|at| names.get(*at).cloned()).collect()
        };
        Ok(Self {
            regions: named(&table.grid.rows, &rows),
            sectors: named(&table.grid.columns, &columns),
            presence,
            dropped: (no_rows, no_columns),
            table,
        })
    }

    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.regions, &self.sectors)
    }

    /// What was left out, and filled in.
    pub(super) fn left_out(&self) -> Vec<Sentence> {
        let (regions, sectors) = &self.dropped;
        let mut out: Vec<Sentence> = self.table.filled().into_iter().collect();
        if !regions.is_empty() {
            out.push(say(
                "Zonder enige activiteit boven de drempel, en daarom weggelaten: {0}.",
                "Without any activity above the threshold, and therefore left out: {0}.",
                [crate::say::Slot::Names(regions.clone())],
            ));
        }
        if !sectors.is_empty() {
            out.push(say(
                "In geen enkele regio boven de drempel, en daarom weggelaten: {0}.",
                "In no region above the threshold, and therefore left out: {0}.",
                [crate::say::Slot::Names(sectors.clone())],
            ));
        }
        out
    }
}

/// What holds for all that is built on presence.
pub(super) const THRESHOLD_MATTERS: Assumption = Assumption::untested(
    "Een andere drempel geeft geen ander beeld: probeer er meer dan één.",
    "Another threshold gives no other picture: try more than one.",
);
